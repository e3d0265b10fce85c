//! Where values come from: from a handler, through the calls it makes, to every access of stored data.
//!
//! In: a linked `Program`. Out: every endpoint, with its guards and its accesses, and what ties each access to the caller.
//! Never: reads syntax, a file, or a framework's name.
//!
//! One abstract machine does it all. First it evaluates the modules, which builds the routers as the code builds them; every route
//! of every router is an endpoint. Then, for each endpoint, a machine of its own follows the request: the guards in order, then the
//! handler, through every call that can be resolved. A value carries its origins (inputs, principal, stored objects); a condition
//! in which principal and object meet, and whose bad side leaves, is a check.

mod access;
mod annotated;
mod bind;
mod branch;
mod build;
mod call;
mod children;
mod classes;
mod collections;
mod controllers;
mod decorated;
mod described;
pub mod endpoint;
mod eval;
mod extractor;
mod files;
mod flatten;
mod folders;
mod follow;
mod front;
mod guard_class;
mod inline;
mod known;
mod late;
mod library;
mod lists;
mod lookup;
mod machine;
mod managers;
mod middleware;
mod names;
mod notes;
mod operations;
pub mod owners;
mod params;
mod path;
mod procedures;
mod request;
mod routing;
mod sql;
mod store;
mod ties;
mod trace;
mod value;
pub mod verdict;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use endpoint::Endpoint;
use endpoint::{Authentication, Guard, GuardKind, Object, Operation, Ownership};
pub(crate) use names::{is_account_name, is_open_by_purpose, is_privilege_column, is_privileged, is_probe};

use crate::finding::{Handler, Place, Route};
use crate::program::Program;
use crate::syntax::QuerySet;

/// The endpoints of a program, ordered by path, method and handler.
#[derive(Default)]
pub struct Flow {
    pub endpoints: Vec<Endpoint>,
    /// Limits that were reached: place of the function, and what was left out.
    pub limits: Vec<(Place, String)>,
    /// Which resources belong to somebody.
    pub owners: owners::Owners,
    /// How often each resource is tied to the caller, by resource name.
    pub siblings: BTreeMap<String, Siblings>,
}

/// What the endpoints do with one resource.
#[derive(Debug, Clone, Default)]
pub struct Siblings {
    pub tied: usize,
    pub missing: usize,
    /// Some that tie it: method and path, and the place of the access.
    pub examples: Vec<(Route, Place)>,
}

/// Follows every request.
pub fn trace(program: &Program) -> Flow {
    let mut machine = machine::Machine::new(program, None);
    let mut drafts = build::build(program, &mut machine);
    let left_out = drafts.get(routing::MAX_ROUTES).map(|draft| draft.place);
    drafts.truncate(routing::MAX_ROUTES);
    let world = machine.own;
    let followed = follow::follow_all(program, &world, &drafts);
    let owners = owners::Owners::learn(program, followed.iter());
    let late_kinds = late::kinds(program, &world, &drafts);
    let endpoint =
        |(draft, followed)| Endpoint { late: late::guards(draft, &late_kinds), ..endpoint_of(program, &owners, draft, followed) };
    let mut endpoints: Vec<Endpoint> = drafts.par_iter().zip(&followed).map(endpoint).collect();
    endpoints.sort_by(|a, b| {
        (&a.route.path, &a.route.method, a.handler.place, a.registered).cmp(&(
            &b.route.path,
            &b.route.method,
            b.handler.place,
            b.registered,
        ))
    });
    endpoints.dedup_by(|a, b| a.route == b.route && a.handler.place == b.handler.place && a.registered == b.registered);
    let left_out = left_out.map(|place| (place, format!("routes beyond the first {} are not followed", routing::MAX_ROUTES)));
    let too_large = endpoints
        .iter()
        .filter(|endpoint| endpoint.is_cut)
        .map(|endpoint| (endpoint.handler.place, format!("`{}` is too large to be followed to its end", endpoint.handler.name)));
    let limits = too_large.chain(left_out).collect();
    let siblings = siblings(&endpoints);
    Flow { endpoints, limits, siblings, owners }
}

fn endpoint_of(program: &Program, owners: &owners::Owners, draft: &routing::Draft, followed: &follow::Followed) -> Endpoint {
    let handler = match (&draft.handler.shape, followed.handler) {
        (value::Shape::Via(via), _) => library::answering(program, via),
        (_, Some(function)) => {
            let facts = program.facts(function.file);
            let body = program.function(function);
            let name = body.name.map_or_else(|| unnamed(draft), |name| facts.text(name).to_owned());
            Handler { name, place: Place { file: function.file, span: body.span } }
        }
        (_, None) => {
            let (file, node) = draft.handler_at;
            let facts = program.facts(file);
            Handler { name: request::short_name(facts, node), place: Place { file, span: facts.span(node) } }
        }
    };
    let trace = &followed.trace;
    let mut guards: Vec<Guard> = Vec::new();
    for ran in &trace.guards {
        let guard = Guard { name: ran.name.to_string(), kind: ran.kind.unwrap_or(GuardKind::Unknown), place: ran.place };
        if !guards.contains(&guard) {
            guards.push(guard);
        }
    }
    let verdicts = verdict::judge(program, owners, followed);
    let mut authentication = authentication(followed, &verdicts);
    // Whoever gave the object away knows who calls.
    if draft.method == operations::FIELD && authentication != Authentication::Required {
        authentication = Authentication::Unknown;
    }
    let objects = objects(&verdicts);
    let has_role = followed.before_handler.role
        || (!trace.accesses.is_empty()
            && trace.accesses.iter().all(|access| access.passed.role || access.selector.origins().has(value::Origins::PRINCIPAL)));
    Endpoint {
        route: Route { method: draft.method.clone(), path: draft.path.clone() },
        framework: QuerySet::builtin().query(draft.query).framework.clone(),
        handler,
        registered: draft.place,
        guards,
        late: Vec::new(),
        authentication,
        roles: trace.roles.clone(),
        scopes: trace.scopes.clone(),
        objects,
        verdicts,
        knows_caller: trace.knows_caller || trace.reads_credential,
        welcomes_strangers: trace.welcomes_strangers,
        knows_principal: trace.knows_caller,
        has_role,
        is_cut: trace.cut,
        compares_secret: trace.compares_secret,
        is_resolved: followed.handler.is_some(),
    }
}

/// An inline handler goes by its route, a procedure or action by its own name.
fn unnamed(draft: &routing::Draft) -> String {
    match draft.method.as_str() {
        "ACTION" | "QUERY" | "MUTATION" | "SUBSCRIPTION" => draft.path.rsplit('/').next().unwrap_or(&draft.path).to_owned(),
        method => format!("{method} {}", draft.path),
    }
}

fn authentication(followed: &follow::Followed, verdicts: &[verdict::Verdict]) -> Authentication {
    let trace = &followed.trace;
    let dominated =
        || trace.accesses.iter().zip(verdicts).filter(|(_, verdict)| !verdict.is_own).all(|(access, _)| access.passed.authenticated);
    let asked = followed.before_handler.authenticated || followed.at_end.authenticated;
    if asked || (verdicts.iter().any(|verdict| !verdict.is_own) && dominated()) {
        Authentication::Required
    } else if trace.knows_caller || trace.reads_credential {
        Authentication::Optional
    } else if followed.handler.is_none() || trace.cut {
        Authentication::Unknown
    } else {
        Authentication::None
    }
}

/// One line a resource and operation; the worst verdict stands for all.
fn objects(verdicts: &[verdict::Verdict]) -> Vec<Object> {
    let mut best: BTreeMap<(String, Operation), Object> = BTreeMap::new();
    // What a guard looks up to know the caller is no object of the endpoint.
    for verdict in verdicts.iter().filter(|verdict| !(verdict.in_guard && (verdict.is_own || verdict.inputs.is_empty()))) {
        let object = Object {
            resource: verdict.name.clone(),
            operation: verdict.operation,
            ownership: verdict.ownership,
            by: verdict.by,
            place: verdict.place,
        };
        let entry = best.entry((verdict.name.clone(), verdict.operation)).or_insert_with(|| object.clone());
        let rank = |ownership: Ownership| match ownership {
            Ownership::Missing => 0,
            Ownership::Checked => 1,
            Ownership::Scoped => 2,
            Ownership::Public => 3,
            Ownership::Unknown => 4,
        };
        if rank(object.ownership) < rank(entry.ownership) {
            *entry = object;
        }
    }
    best.into_values().collect()
}

fn siblings(endpoints: &[Endpoint]) -> BTreeMap<String, Siblings> {
    let mut all: BTreeMap<String, Siblings> = BTreeMap::new();
    for endpoint in endpoints {
        for verdict in &endpoint.verdicts {
            let key = crate::program::resource_key(&verdict.name);
            let entry = all.entry(key).or_default();
            match verdict.ownership {
                // That staff alone may do something says nothing of whose the objects are.
                Ownership::Checked if verdict.check.is_none() => {}
                Ownership::Scoped | Ownership::Checked => {
                    entry.tied += 1;
                    if entry.examples.len() < 3 {
                        entry.examples.push((endpoint.route.clone(), verdict.place));
                    }
                }
                Ownership::Missing => entry.missing += 1,
                _ => {}
            }
        }
    }
    all
}
