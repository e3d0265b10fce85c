//! What ties an access to the caller: its own query, a check of the object or of what it belongs to, a comparison with what is tied.

use super::endpoint::Operation;
use super::follow::Followed;
use super::names;
use super::trace::{Access, MeetKind, Passed, Trace};
use super::value::{Bits, InputKind, Origins, bit, members};
use super::verdict::choosing_inputs;
use crate::finding::Place;

/// What ties an access to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// The query itself.
    Scoped,
    /// A check: where, and in what part of the program.
    Checked(Option<Place>, &'static str),
}

/// Comparisons of objects with each other that one tie is followed through.
const ROUNDS: usize = 3;

/// What ties each access of a request.
pub(super) fn of_all(followed: &Followed) -> Vec<Option<Tie>> {
    let ties = Ties { trace: &followed.trace, followed };
    let mut found: Vec<Option<Tie>> = (0..followed.trace.accesses.len()).map(|index| ties.of_itself(index)).collect();
    let has_comparisons = followed.trace.meets.iter().any(|meet| meet.kind == MeetKind::Same);
    for _ in 0..if has_comparisons { ROUNDS } else { 0 } {
        let more: Vec<(usize, Tie)> = (0..found.len())
            .filter(|index| found[*index].is_none())
            .filter_map(|index| Some((index, ties.by_another(index, &found)?)))
            .collect();
        if more.is_empty() {
            break;
        }
        for (index, tie) in more {
            found[index] = Some(tie);
        }
    }
    found
}

struct Ties<'t> {
    trace: &'t Trace,
    followed: &'t Followed,
}

impl Ties<'_> {
    /// What ties an access, without what it is compared with.
    fn of_itself(&self, index: usize) -> Option<Tie> {
        let access = self.trace.accesses.get(index)?;
        let tie = self.of(index, self.asked(access));
        // What is kept in step with an object, before that one's own check.
        let selector = access.selector.origins();
        let is_beside = |index: usize| self.trace.accesses.get(index).is_some_and(|above| above.resource != access.resource);
        let may_be_late = access.operation != Operation::Create && choosing_inputs(self.trace, access).is_empty();
        let beside = || self.of(index, self.until_the_end(access));
        tie.or_else(|| if may_be_late && members(selector.stored).all(is_beside) { beside() } else { None })
    }

    /// What had been asked when it counts: a change is done once it is done, what was read may still not be shown.
    fn asked(&self, access: &Access) -> Passed {
        if access.operation == Operation::Read { self.until_the_end(access) } else { access.passed }
    }

    /// It, or what it was chosen by, was compared with something that is tied: `if invite.team_id != team_id ..` beside a check of
    /// the team.
    fn by_another(&self, index: usize, found: &[Option<Tie>]) -> Option<Tie> {
        let access = self.trace.accesses.get(index)?;
        let passed = self.asked(access);
        let above = members(access.selector.origins().stored);
        let place = std::iter::once(index).chain(above).find_map(|index| self.same_as_tied(index, passed, found))?;
        Some(Tie::Checked(Some(place), "handler"))
    }

    fn same_as_tied(&self, index: usize, passed: Passed, found: &[Option<Tie>]) -> Option<Place> {
        let access = self.trace.accesses.get(index)?;
        let rows = match access.operation {
            Operation::Create => members(access.written.origins().stored).fold(0, |all, above| all | bit(above) | self.read_alike(above)),
            _ => bit(index) | self.read_alike(index),
        };
        let is_it = |(stored, inputs): (Bits, Bits)| {
            stored & rows != 0 || self.chosen_alike(access, stored) || stored == 0 && self.names_the_object(inputs, access)
        };
        // A check of the other that comes after a change is late for it.
        let is_in_time = |tie: &Tie| access.operation == Operation::Read || *tie == Tie::Scoped;
        let in_time =
            (0..found.len()).filter(|index| found[*index].as_ref().is_some_and(is_in_time)).fold(0, |all, index| all | bit(index));
        let same = members(passed.meets).filter_map(|m| self.trace.meets.get(m)).filter(|meet| meet.kind == MeetKind::Same);
        for meet in same {
            let sides = [(meet.stored, meet.inputs), meet.same_as];
            let is_tied = |side: (Bits, Bits)| side.0 & in_time != 0 || self.is_met_by_caller(side, passed.meets);
            if is_it(sides[0]) && is_tied(sides[1]) || is_it(sides[1]) && is_tied(sides[0]) {
                return Some(meet.place);
            }
        }
        None
    }

    /// Whether stored objects, what they refer to, or ids from the request met the caller.
    fn is_met_by_caller(&self, (stored, inputs): (Bits, Bits), meets: Bits) -> bool {
        let is_name = |index: &usize| self.trace.inputs.get(*index).is_some_and(|input| !names::is_filter_name(&input.name));
        let named = members(inputs).filter(is_name).fold(0, |all, index| all | bit(index));
        let is_named = |access: &Access| {
            let fields = &access.selector.fields;
            access.operation == Operation::Read && fields.iter().any(|(_, from)| from.inputs != 0 && from.inputs & !named == 0)
        };
        let accesses = self.trace.accesses.iter().enumerate();
        let rows = accesses.filter(|(_, access)| is_named(access)).fold(stored, |all, (index, _)| all | bit(index));
        let mut of_caller = members(self.trace.of_caller(meets)).filter_map(|m| self.trace.meets.get(m));
        of_caller.any(|meet| meet.kind != MeetKind::Call && (meet.stored & rows | meet.inputs & named) != 0)
            || self.met_above(rows, meets).is_some()
    }

    /// What was asked before an access or after it, where nothing is lost by asking late.
    fn until_the_end(&self, access: &Access) -> Passed {
        access.passed.and(self.trace.ever.with_role(false)).and(self.followed.at_end)
    }

    /// What ties an access to the caller, of what had been asked.
    fn of(&self, index: usize, passed: Passed) -> Option<Tie> {
        self.unless_seen(index, passed, &mut 0)
    }

    /// The same; what was looked at on the way is not looked at again.
    fn unless_seen(&self, index: usize, passed: Passed, seen: &mut Bits) -> Option<Tie> {
        let access = self.trace.accesses.get(index)?;
        let is_first = *seen == 0;
        if *seen & bit(index) != 0 {
            return None;
        }
        *seen |= bit(index);
        let selector = access.selector.origins();
        if selector.has(Origins::PRINCIPAL) {
            return Some(Tie::Scoped);
        }
        if access.operation == Operation::Create && access.written.origins().has(Origins::PRINCIPAL) && selector.inputs == 0 {
            return Some(Tie::Scoped);
        }
        // The question of what an object was chosen by may have come in between.
        let passed = passed.and(access.passed);
        if passed.anywhere || self.followed.before_handler.anywhere {
            return Some(Tie::Checked(None, if self.followed.before_handler.anywhere { "guard" } else { "handler" }));
        }
        let same = bit(index) | self.read_alike(index);
        let concerning = members(passed.meets).filter(|m| self.concerns(*m, index, access)).fold(0, |all, m| all | bit(m));
        for m in members(concerning) {
            let Some(meet) = self.trace.meets.get(m) else { continue };
            if self.holds_on_each_way(m, concerning) {
                let by = if self.followed.before_handler.meets & bit(m) != 0 {
                    "guard"
                } else if meet.depth == 0 {
                    "handler"
                } else {
                    "service"
                };
                return Some(Tie::Checked(Some(meet.place), by));
            }
        }
        // What was chosen by something tied is tied: the rows of my order.
        for parent in members(selector.stored) {
            // An object that this request has made is the caller's.
            if self.trace.accesses.get(parent).is_some_and(|made| made.operation == Operation::Create) {
                return Some(Tie::Scoped);
            }
            if let Some(tie) = self.unless_seen(parent, passed, seen) {
                return Some(tie);
            }
        }
        // The other side of a branch on the program's mode is tied: `multi ? mine(id) : any(id)`.
        for (one, other) in &self.trace.alternatives {
            for (here, there) in [(one, other), (other, one)] {
                if here & bit(index) == 0 {
                    continue;
                }
                for twin in members(there & !here) {
                    if self
                        .trace
                        .accesses
                        .get(twin)
                        .is_some_and(|twin| twin.resource == access.resource && twin.selector.origins().has(Origins::PRINCIPAL))
                    {
                        return Some(Tie::Scoped);
                    }
                }
            }
        }
        // What the same id names was found among the caller's own: `find({id, teamId}); update({id})`.
        if access.operation != Operation::Create && is_first {
            for other_index in 0..index {
                let other = &self.trace.accesses[other_index];
                if other.operation == Operation::Read
                    && self.names_the_same(access, other.selector.origins().inputs)
                    && self.unless_seen(other_index, passed, &mut bit(index)).is_some()
                {
                    return Some(Tie::Checked(Some(other.place), "handler"));
                }
            }
        }
        // What it refers to was checked: comment -> post -> author.
        self.met_above(same, passed.meets).map(|place| Tie::Checked(Some(place), "handler"))
    }

    /// Where something was found by what these objects say, and met the caller: organisation of project of survey.
    fn met_above(&self, objects: Bits, meets: Bits) -> Option<Place> {
        let mut known = objects;
        loop {
            let refers = |(index, other): &(usize, &Access)| {
                other.operation == Operation::Read && other.selector.origins().stored & known != 0 && known & bit(*index) == 0
            };
            let (index, other) = self.trace.accesses.iter().enumerate().find(refers)?;
            if self.is_met(index, meets) {
                return Some(other.place);
            }
            known |= bit(index);
        }
    }

    /// Whether a meeting of caller and object is about what an access touches.
    fn concerns(&self, meet: usize, index: usize, access: &Access) -> bool {
        let Some(met) = self.trace.meets.get(meet).filter(|met| met.kind != MeetKind::Same) else { return false };
        let written = if access.operation == Operation::Create { access.written.origins().stored } else { 0 };
        let is_about = self.chosen_alike(access, met.stored)
            || met.stored & (bit(index) | access.selector.origins().stored | written) != 0
            || self.names_the_object(met.inputs, access)
            || (met.kind == MeetKind::Compared && self.is_signed_body(met.inputs, access));
        is_about && (met.kind != MeetKind::Call || self.was_condition(meet))
    }

    /// A guard that lets requests pass on several ways ties an access only if each of them does.
    fn holds_on_each_way(&self, meet: usize, concerning: Bits) -> bool {
        let of_guard = |ways: &&Vec<Passed>| ways.iter().any(|way| way.meets & bit(meet) != 0);
        self.trace.ways.iter().filter(of_guard).all(|ways| ways.iter().all(|way| way.role || way.meets & concerning != 0))
    }

    /// Reads of the same resource that the same inputs choose: they find what this access changes.
    fn read_alike(&self, index: usize) -> Bits {
        let Some(access) = self.trace.accesses.get(index) else { return 0 };
        let chosen = access.selector.origins();
        if access.operation == Operation::Create || choosing_inputs(self.trace, access).is_empty() {
            return 0;
        }
        let is_alike = |other: &Access| {
            let by = other.selector.origins();
            other.operation == Operation::Read
                && other.resource == access.resource
                && by.inputs == chosen.inputs
                && by.stored == chosen.stored
        };
        self.trace.accesses.iter().enumerate().filter(|(_, other)| is_alike(other)).fold(0, |all, (other, _)| all | bit(other))
    }

    fn is_met(&self, index: usize, meets: Bits) -> bool {
        members(self.trace.of_caller(meets)).filter_map(|m| self.trace.meets.get(m)).any(|meet| meet.stored & bit(index) != 0)
    }

    /// A meeting on ids ties what is chosen by one of them.
    fn names_the_object(&self, inputs: Bits, access: &Access) -> bool {
        let chosen = match access.operation {
            Operation::Create => access.written.origins().inputs | self.behind(access.written.origins()),
            _ => access.selector.origins().inputs,
        };
        members(inputs & chosen)
            .filter_map(|i| self.trace.inputs.get(i))
            .any(|input| !names::is_filter_name(&input.name) && !input.name.is_empty())
    }

    /// What the same id names was read and checked: `row = find(id); if row.owner != me ..; update(id)`, and the rows under it.
    fn chosen_alike(&self, access: &Access, stored: Bits) -> bool {
        let written = access.written.origins().inputs;
        members(stored).filter_map(|index| self.trace.accesses.get(index)).any(|other| {
            let inputs = other.selector.origins().inputs;
            other.operation == Operation::Read
                && match access.operation {
                    Operation::Create => inputs & written != 0,
                    _ => self.names_the_same(access, inputs),
                }
        })
    }

    /// Whether one of the conditions of an access is made of these inputs alone.
    fn names_the_same(&self, access: &Access, inputs: Bits) -> bool {
        let is_name =
            |index: usize| self.trace.inputs.get(index).is_some_and(|input| !input.name.is_empty() && !names::is_filter_name(&input.name));
        access.selector.fields.iter().any(|(_, from)| from.inputs != 0 && from.inputs & !inputs == 0 && members(from.inputs).all(is_name))
    }

    /// A signature over the whole body was compared: who sends it is who may say all of it.
    fn is_signed_body(&self, met: Bits, access: &Access) -> bool {
        let of = |bits: Bits| members(bits).filter_map(|i| self.trace.inputs.get(i)).filter(|input| input.kind == InputKind::Body);
        let chosen = access.selector.origins().inputs | access.written.origins().inputs;
        of(met).any(|input| input.name.is_empty()) && of(chosen).next().is_some()
    }

    /// The inputs that chose the stored objects in a value.
    fn behind(&self, from: Origins) -> Bits {
        members(from.stored)
            .filter_map(|index| self.trace.accesses.get(index))
            .fold(0, |all, access| all | access.selector.origins().inputs)
    }

    /// An unresolved call counts as a check only where its answer decided.
    fn was_condition(&self, meet: usize) -> bool {
        self.trace.ever.meets & bit(meet) != 0
    }
}
