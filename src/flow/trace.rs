//! What happened while one request was followed.

use std::sync::Arc;

use super::endpoint::{GuardKind, Operation};
use super::value::{Bits, InputKind, Origins, Selector, bit, members};
use crate::finding::Place;

/// A part of the request that the handler read.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub kind: InputKind,
    pub name: Arc<str>,
    pub place: Place,
}

/// A use of stored data.
#[derive(Debug, Clone)]
pub(super) struct Access {
    /// As the program names it.
    pub resource: Arc<str>,
    pub operation: Operation,
    pub selector: Selector,
    /// For an update or a creation: what is written, by column.
    pub written: Selector,
    pub place: Place,
    /// What had been asked for before it.
    pub passed: Passed,
    /// The calls that led there from the handler.
    pub calls: Vec<Place>,
    /// A guard or dependency looks it up.
    pub in_guard: bool,
    /// A list or dictionary of the program's own, which is narrowed by comparing its elements.
    pub in_memory: bool,
    /// The SQL it runs holds a condition that was not understood.
    pub open: bool,
}

/// A place where the caller meets an object or its id, or where two of these meet each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meet {
    pub stored: Bits,
    pub inputs: Bits,
    /// Of two that are the same: the stored objects and inputs of the other.
    pub same_as: (Bits, Bits),
    pub kind: MeetKind,
    pub place: Place,
    /// In which function, and how many calls from the handler.
    pub depth: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MeetKind {
    /// Compared, or looked for in a list.
    Compared,
    /// Given together to a call that was not resolved but is named like a check.
    Named,
    /// Given together to a call that was not resolved.
    Call,
    /// A secret of the object was compared with one the caller sent.
    Secret,
    /// The caller's own record beside the object was looked for (a membership).
    Lookup,
    /// What one object says was compared with another object or an id: `invite.team_id != team_id`. The caller has no part in it.
    Same,
}

/// What has been asked of the caller up to a point, such that only a good answer leads on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Passed {
    pub meets: Bits,
    /// A valid credential.
    pub authenticated: bool,
    pub role: bool,
    /// A role that holds for every object, and not only among those of one tenant.
    pub anywhere: bool,
}

impl Passed {
    pub(super) fn and(self, other: Passed) -> Passed {
        Passed {
            meets: self.meets | other.meets,
            authenticated: self.authenticated | other.authenticated,
            role: self.role | other.role,
            anywhere: self.anywhere | other.anywhere,
        }
    }

    /// The same after a guard that asks for a role. One whose code could not be read is believed for every object.
    pub(super) fn with_guard_role(self, read: Passed) -> Passed {
        Passed { role: true, authenticated: true, anywhere: self.anywhere || !read.role, ..self }
    }

    /// The same, with the role only where it was asked for.
    pub(super) fn with_role(self, asked: bool) -> Passed {
        Passed { role: self.role && asked, anywhere: self.anywhere && asked, ..self }
    }

    /// What was asked on both of two ways.
    pub(super) fn common(self, other: Passed) -> Passed {
        Passed {
            meets: self.meets & other.meets,
            authenticated: self.authenticated & other.authenticated,
            role: self.role & other.role,
            anywhere: self.anywhere & other.anywhere,
        }
    }

    pub(super) fn without(self, other: Passed) -> Passed {
        Passed {
            meets: self.meets & !other.meets,
            authenticated: self.authenticated & !other.authenticated,
            role: self.role & !other.role,
            anywhere: self.anywhere & !other.anywhere,
        }
    }
}

/// A guard that ran, as it was understood.
#[derive(Debug, Clone)]
pub(super) struct RanGuard {
    pub name: Arc<str>,
    pub kind: Option<GuardKind>,
    pub place: Place,
}

/// Everything that happened.
#[derive(Debug, Clone, Default)]
pub(super) struct Trace {
    pub inputs: Vec<Input>,
    pub accesses: Vec<Access>,
    pub meets: Vec<Meet>,
    pub guards: Vec<RanGuard>,
    /// What was found and is sent to the caller.
    pub shown: Bits,
    /// Of each guard that lets requests pass on several ways, what was asked on each.
    pub ways: Vec<Vec<Passed>>,
    /// Accesses that stand for each other on two sides of a branch.
    pub alternatives: Vec<(Bits, Bits)>,
    /// What was asked anywhere with an effect.
    pub ever: Passed,
    /// The principal was read.
    pub knows_caller: bool,
    /// The handler takes the caller if there is one: `Option<User>`.
    pub welcomes_strangers: bool,
    /// A credential was read from the request.
    pub reads_credential: bool,
    /// Some path ends the request.
    pub denies: bool,
    /// Roles and scopes asked for.
    pub roles: Vec<String>,
    pub scopes: Vec<String>,
    /// Counts whatever a request notices: accesses, denials, the next handler called.
    pub effects: u32,
    /// A limit was reached; what follows was not seen.
    pub cut: bool,
    /// A password or code was compared: a login or the like.
    pub compares_secret: bool,
}

impl Trace {
    /// The origin of an input of this name.
    pub(super) fn input(&mut self, kind: InputKind, name: &str, place: Place) -> Origins {
        let index = match self.inputs.iter().position(|input| input.kind == kind && &*input.name == name) {
            Some(index) => index,
            None => {
                self.inputs.push(Input { kind, name: name.into(), place });
                self.inputs.len() - 1
            }
        };
        Origins { inputs: bit(index), ..Origins::default() }
    }

    /// Notes an access and gives its number; the same access seen again keeps its number.
    pub(super) fn access(&mut self, access: Access) -> usize {
        self.effects += 1;
        let same = |known: &Access| {
            known.place == access.place
                && known.operation == access.operation
                && known.selector == access.selector
                && known.resource == access.resource
        };
        if let Some(index) = self.accesses.iter().position(same) {
            self.accesses[index].passed = self.accesses[index].passed.common(access.passed);
            return index;
        }
        self.accesses.push(access);
        self.accesses.len() - 1
    }

    /// Of some meetings, those that the caller has a part in.
    pub(super) fn of_caller(&self, meets: Bits) -> Bits {
        let is_his = |index: &usize| self.meets.get(*index).is_some_and(|meet| meet.kind != MeetKind::Same);
        members(meets).filter(is_his).fold(0, |all, index| all | bit(index))
    }

    pub(super) fn meet(&mut self, meet: Meet) -> Bits {
        if meet.stored == 0 && meet.inputs == 0 {
            return 0;
        }
        if let Some(index) = self.meets.iter().position(|known| *known == meet) {
            return bit(index);
        }
        // The caller's come before those of objects with each other.
        if self.meets.len() >= if meet.kind == MeetKind::Same { 64 } else { 127 } {
            return 0;
        }
        self.meets.push(meet);
        bit(self.meets.len() - 1)
    }
}
