//! The judgement of each access: whose the object is, who chose it, and what ties it to the caller.

use super::endpoint::{Operation, Ownership};
use super::follow::Followed;
use super::names;
use super::owners::Owners;
use super::ties::{self, Tie};
use super::trace::{Access, Input, MeetKind, Trace};
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
    let ties = ties::of_all(followed);
    ties.into_iter().enumerate().map(|(index, tie)| one(program, owners, trace, index, tie)).collect()
}

fn one(program: &Program, owners: &Owners, trace: &Trace, index: usize, tie: Option<Tie>) -> Verdict {
    let access = &trace.accesses[index];
    let selector = access.selector.origins();
    let chosen_by = choosing_inputs(trace, access);
    let resource = program.find_resource(&access.resource);
    let created = if access.operation == Operation::Create { creates_for_another(program, trace, access) } else { None };
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
        by_secret: is_by_secret(trace, selector),
        is_shown: trace.shown & bit(index) != 0,
    }
}

/// The inputs that name an object, rather than filter a list.
pub(super) fn choosing_inputs<'t>(trace: &'t Trace, access: &Access) -> Vec<&'t Input> {
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
fn is_by_secret(trace: &Trace, selector: Origins) -> bool {
    let (mut seen, mut todo): (Bits, Vec<Origins>) = (0, vec![selector]);
    while let Some(selector) = todo.pop() {
        if selector.has(Origins::SECRET) {
            return true;
        }
        let above = members(selector.stored & !seen).filter_map(|index| trace.accesses.get(index));
        todo.extend(above.map(|access| access.selector.origins()));
        seen |= selector.stored;
    }
    false
}

/// A catalogue: nobody owns it, so everybody may read it.
fn is_public(program: &Program, owners: &Owners, resource: Option<ResourceId>, operation: Operation) -> bool {
    operation == Operation::Read && resource.is_some_and(|id| program.resource(id).is_declared) && !owners.has(resource)
}

/// A call that may be a check and was not resolved.
fn doubt(trace: &Trace, index: usize) -> Option<Place> {
    let access = trace.accesses.get(index)?;
    let inputs = access.selector.origins().inputs;
    let meet =
        trace.meets.iter().find(|meet| meet.kind == MeetKind::Call && (meet.stored & bit(index) != 0 || meet.inputs & inputs != 0))?;
    Some(meet.place)
}
