//! What ties an access to the caller, or that nothing does.

use super::endpoint::{Operation, Ownership};
use super::follow::Followed;
use super::names;
use super::owners::Owners;
use super::trace::{Access, Input, MeetKind, Passed, Trace};
use super::value::{Bits, InputKind, Origins, bit, members};
use crate::finding::Place;
use crate::program::{Program, ResourceId};

/// The judgement of one access.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub resource: Option<ResourceId>,
    /// As the program names it.
    pub name: String,
    pub operation: Operation,
    pub place: Place,
    pub ownership: Ownership,
    pub by: Option<&'static str>,
    /// The inputs that choose the object: name, part of the request, place.
    pub inputs: Vec<(String, &'static str, Place)>,
    /// The calls between the handler and the access.
    pub calls: Vec<Place>,
    /// Where it was checked.
    pub check: Option<Place>,
    /// A call that was not resolved is given both the caller and the object.
    pub doubt: Option<Place>,
    /// The condition it runs under holds something not understood.
    pub is_open: bool,
    /// It writes the caller's role or owner from input: columns.
    pub writes: Vec<String>,
    /// A guard or dependency looks it up.
    pub in_guard: bool,
    /// It looks up the caller, or what was found by the caller's own id.
    pub is_own: bool,
    /// Of a creation: the resource that the new object is put under, by key.
    pub parent: Option<String>,
    /// It is chosen by a secret.
    pub by_secret: bool,
    /// What it reads is sent to the caller.
    pub is_shown: bool,
}

/// Judges every access of a request.
pub(super) fn judge(program: &Program, owners: &Owners, followed: &Followed) -> Vec<Verdict> {
    let trace = &followed.trace;
    (0..trace.accesses.len()).map(|index| one(program, owners, followed, index)).collect()
}

fn one(program: &Program, owners: &Owners, followed: &Followed, index: usize) -> Verdict {
    let trace = &followed.trace;
    let access = &trace.accesses[index];
    let selector = access.selector.origins();
    let chosen_by = choosing_inputs(trace, access);
    let resource = program.find_resource(&access.resource);
    let created = if access.operation == Operation::Create { creates_for_another(program, trace, access) } else { None };
    let ties = Ties { trace, followed };
    let mut tie = ties.of(index, access.operation != Operation::Read, 0);
    // What is kept in step with an object, before that one's own check.
    let is_beside = |index: usize| trace.accesses.get(index).is_some_and(|above| above.resource != access.resource);
    if tie.is_none() && chosen_by.is_empty() && access.operation != Operation::Create && members(selector.stored).all(is_beside) {
        tie = ties.of(index, false, 0);
    }
    let is_own = selector.has(Origins::PRINCIPAL) && chosen_by.is_empty();
    let (ownership, by, check) = match tie {
        Some(Tie::Scoped) => (Ownership::Scoped, Some(if access.calls.is_empty() { "query" } else { "service" }), None),
        Some(Tie::Checked(place, by)) => (Ownership::Checked, Some(by), place),
        None if access.operation == Operation::Create => {
            (if created.is_some() { Ownership::Missing } else { Ownership::Unknown }, None, None)
        }
        None if chosen_by.is_empty() && through(trace, selector).is_empty() => {
            (if is_public(program, owners, resource, access.operation) { Ownership::Public } else { Ownership::Unknown }, None, None)
        }
        None if is_public(program, owners, resource, access.operation) => (Ownership::Public, None, None),
        None => (Ownership::Missing, None, None),
    };
    let mut inputs = if chosen_by.is_empty() { through(trace, selector) } else { chosen_by };
    if access.operation == Operation::Create {
        inputs = created.iter().flat_map(|created| created.inputs.iter().copied()).collect();
    }
    Verdict {
        resource,
        name: access.resource.to_string(),
        operation: access.operation,
        place: access.place,
        ownership,
        by,
        inputs: inputs.iter().map(|input| (input.name.to_string(), input.kind.name(), input.place)).collect(),
        calls: access.calls.clone(),
        check,
        doubt: doubt(trace, index),
        is_open: access.open,
        writes: access
            .written
            .fields
            .iter()
            .filter(|(_, from)| from.inputs != 0 && !from.has(Origins::PRINCIPAL))
            .filter_map(|(name, _)| name.as_deref().map(str::to_owned))
            .collect(),
        is_own,
        in_guard: access.in_guard,
        parent: created.and_then(|created| created.parent),
        by_secret: is_by_secret(trace, selector, 0),
        is_shown: trace.shown & bit(index) != 0,
    }
}

/// The inputs that name an object, rather than filter a list.
fn choosing_inputs<'t>(trace: &'t Trace, access: &Access) -> Vec<&'t Input> {
    let mut found: Vec<&Input> = Vec::new();
    for (column, from) in &access.selector.fields {
        for index in members(from.inputs) {
            let Some(input) = trace.inputs.get(index) else { continue };
            let filters = names::is_filter_name(&input.name) || column.as_deref().is_some_and(names::is_filter_name);
            let secret = names::is_secret_name(&input.name);
            // A list narrowed by what its rows say is not one object named.
            let describes = access.operation == Operation::Read && column.as_deref().is_some_and(|column| !names::is_key_name(column));
            let takes = !describes
                && match input.kind {
                    InputKind::Path => !secret,
                    _ => !filters && !secret,
                };
            if takes && !found.iter().any(|known| known.name == input.name && known.kind == input.kind) {
                found.push(input);
            }
        }
    }
    found
}

/// The inputs that say whose a new object is, or which owned object it hangs on.
fn creates_for_another<'t>(program: &Program, trace: &'t Trace, access: &Access) -> Option<Created<'t>> {
    let resource = program.find_resource(&access.resource).map(|id| program.resource(id));
    for (column, from) in &access.written.fields {
        let Some(column) = column.as_deref() else { continue };
        if from.has(Origins::PRINCIPAL) || names::is_counterpart_name(column) || is_own_name(column, &access.resource) {
            continue;
        }
        let names_owner = crate::program::is_owner_name(column);
        let parent = resource.and_then(|resource| resource.parents.iter().find(|(field, _)| field == column)).map(|(_, key)| key.clone());
        if !names_owner && parent.is_none() {
            continue;
        }
        let direct: Vec<&Input> = members(from.inputs)
            .filter_map(|i| trace.inputs.get(i))
            .filter(|input| !names::is_filter_name(&input.name) && !names::is_secret_name(&input.name))
            .filter(|input| input.kind != InputKind::Header)
            .collect();
        let inputs = if direct.is_empty() { through(trace, *from) } else { direct };
        if !inputs.is_empty() {
            return Some(Created { inputs, parent: parent.filter(|_| !names_owner) });
        }
    }
    None
}

/// `username` of a new user says what it is called, not whose it is.
fn is_own_name(column: &str, resource: &str) -> bool {
    let named = column.to_ascii_lowercase();
    let what = named.strip_suffix("name").map(|what| what.trim_end_matches('_'));
    what.is_some_and(|what| !what.is_empty() && crate::program::resource_key(resource) == what)
}

/// What the caller says of a new object.
struct Created<'t> {
    inputs: Vec<&'t Input>,
    /// The resource it hangs on; `None` where the caller names the owner.
    parent: Option<String>,
}

/// The inputs that chose what this access was chosen by.
fn through(trace: &Trace, selector: Origins) -> Vec<&Input> {
    let mut seen: Bits = 0;
    let mut todo: Vec<usize> = members(selector.stored).collect();
    while let Some(index) = todo.pop() {
        if seen & bit(index) != 0 {
            continue;
        }
        seen |= bit(index);
        let Some(access) = trace.accesses.get(index) else { continue };
        let inputs = choosing_inputs(trace, access);
        if !inputs.is_empty() {
            return inputs;
        }
        todo.extend(members(access.selector.origins().stored));
    }
    Vec::new()
}

/// Whether a secret chose it, or what it was chosen by.
fn is_by_secret(trace: &Trace, selector: Origins, depth: usize) -> bool {
    let above = |index: usize| trace.accesses.get(index).is_some_and(|above| is_by_secret(trace, above.selector.origins(), depth + 1));
    selector.has(Origins::SECRET) || depth < 4 && members(selector.stored).any(above)
}

/// A catalogue: nobody owns it, so everybody may read it.
fn is_public(program: &Program, owners: &Owners, resource: Option<ResourceId>, operation: Operation) -> bool {
    operation == Operation::Read && resource.is_some_and(|id| program.resource(id).is_declared) && !owners.has(resource)
}

enum Tie {
    Scoped,
    Checked(Option<Place>, &'static str),
}

struct Ties<'t> {
    trace: &'t Trace,
    followed: &'t Followed,
}

impl Ties<'_> {
    /// What ties an access to the caller.
    fn of(&self, index: usize, before_only: bool, depth: usize) -> Option<Tie> {
        let access = self.trace.accesses.get(index)?;
        if depth > 6 {
            return None;
        }
        let selector = access.selector.origins();
        if selector.has(Origins::PRINCIPAL) {
            return Some(Tie::Scoped);
        }
        if access.operation == Operation::Create && access.written.origins().has(Origins::PRINCIPAL) && selector.inputs == 0 {
            return Some(Tie::Scoped);
        }
        let passed = if before_only { access.passed } else { access.passed.and(self.trace.ever).and(self.followed.at_end) };
        if access.passed.anywhere || self.followed.before_handler.anywhere || (!before_only && self.followed.at_end.anywhere) {
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
            if parent != index
                && let Some(tie) = self.of(parent, before_only, depth + 1)
            {
                return Some(match tie {
                    Tie::Scoped => Tie::Scoped,
                    checked => checked,
                });
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
        if access.operation != Operation::Create && depth == 0 {
            for other_index in 0..index {
                let other = &self.trace.accesses[other_index];
                if other.operation == Operation::Read
                    && self.names_the_same(access, other.selector.origins().inputs)
                    && self.of(other_index, before_only, depth + 1).is_some()
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
        let Some(met) = self.trace.meets.get(meet) else { return false };
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
        members(meets).filter_map(|m| self.trace.meets.get(m)).any(|meet| meet.stored & bit(index) != 0)
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

/// A call that may be a check and was not resolved.
fn doubt(trace: &Trace, index: usize) -> Option<Place> {
    let access = trace.accesses.get(index)?;
    let inputs = access.selector.origins().inputs;
    let meet =
        trace.meets.iter().find(|meet| meet.kind == MeetKind::Call && (meet.stored & bit(index) != 0 || meet.inputs & inputs != 0))?;
    Some(meet.place)
}
