//! Guards that are written for a route and never run before it: put in front of it too late, put around the router too early, or
//! written beside the route where nothing calls them.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::endpoint::{Guard, GuardKind, LateGuard};
use super::flatten::covers;
use super::follow::kind_of;
use super::machine::World;
use super::routing::{Draft, Event, GuardUse};
use super::value::Shape;
use crate::finding::Place;
use crate::program::Program;
use crate::syntax::Dialect;

/// A guard that misses a route.
#[derive(Debug, Clone)]
pub(super) struct Late {
    pub guard: GuardUse,
    pub reason: Reason,
    /// It covers nothing else either.
    pub is_idle: bool,
    /// It is for what lies below this path.
    prefix: String,
}

/// How a guard misses a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is a decorator above the one that registers the route.
    Above,
    /// It is an argument after the route's handler.
    After,
    /// It is put in front of a path that the route lies under, after the route.
    Below,
    /// It is put in front of the router's routes, after this one.
    Later,
    /// It is put around the router's routes, before this one is added.
    Earlier,
}

impl Late {
    /// One that is written at the route itself.
    pub(super) fn beside(guard: GuardUse, reason: Reason) -> Late {
        Late { guard, reason, is_idle: false, prefix: String::new() }
    }
}

/// The guards of a router, and of those it is mounted in, that miss the route or mount at `path`, which is its event `at`.
pub(super) fn late(above: &[Late], events: &[Event], at: usize, path: &str) -> Vec<Late> {
    let layers = events[..at].iter().enumerate().filter_map(|(index, event)| match event {
        Event::Layer(guard) => {
            let is_idle = !events[..index].iter().any(has_routes);
            Some(Late { guard: guard.clone(), reason: Reason::Earlier, is_idle, prefix: String::new() })
        }
        _ => None,
    });
    let uses = events[at + 1..].iter().enumerate().filter_map(|(index, event)| match event {
        // One that is put in front of a router in the same call is meant for that router.
        Event::Use { prefix, guard, is_alone: true } => {
            let reason = if prefix.trim_matches(['/', '*']).is_empty() { Reason::Later } else { Reason::Below };
            let is_idle = !events[at + 2 + index..].iter().any(has_routes);
            Some(Late { guard: guard.clone(), reason, is_idle, prefix: prefix.clone() })
        }
        _ => None,
    });
    let own = layers.chain(uses);
    let all = above.iter().cloned().chain(own);
    match &events[at] {
        Event::Mount { .. } => all.filter_map(|late| below(late, path)).collect(),
        _ => all.filter(|late| covers(&late.prefix, path)).collect(),
    }
}

fn has_routes(event: &Event) -> bool {
    match event {
        Event::Route(_) | Event::OpenRoute(_) | Event::Mount { .. } => true,
        // A router that could not be read, perhaps.
        Event::Use { prefix, .. } => !prefix.is_empty(),
        Event::Layer(_) | Event::Before(_) | Event::BeforeApp(_) | Event::Prefix { .. } | Event::Versions { .. } => false,
    }
}

/// A guard as the router sees it that is mounted at `path`: `None` where it is for another path.
fn below(late: Late, path: &str) -> Option<Late> {
    if covers(&late.prefix, path) {
        return Some(Late { prefix: String::new(), ..late });
    }
    let rest = late.prefix.strip_prefix(path.trim_end_matches('/'))?;
    let prefix = rest.strip_prefix('/').filter(|rest| !rest.is_empty())?;
    Some(Late { prefix: format!("/{prefix}"), ..late })
}

/// What the guards that miss some route ask, each run once.
pub(super) fn kinds(program: &Program, world: &World, drafts: &[Draft]) -> FxHashMap<Place, GuardKind> {
    let mut distinct: FxHashMap<Place, &GuardUse> = FxHashMap::default();
    for late in drafts.iter().flat_map(|draft| &draft.late) {
        distinct.entry(late.guard.place).or_insert(&late.guard);
    }
    let asks = |(place, guard): (Place, &GuardUse)| Some((place, kind_of(program, world, guard)?));
    distinct.into_par_iter().filter(|(_, guard)| !takes_errors(program, guard)).filter_map(asks).collect()
}

/// Express's `(error, req, res, next) => ..` comes last on purpose.
fn takes_errors(program: &Program, guard: &GuardUse) -> bool {
    let Shape::Function(closure) = &guard.value.shape else { return false };
    let is_script = !matches!(program.facts(closure.function.file).dialect, Dialect::Python | Dialect::Rust);
    is_script && program.function(closure.function).params.len() == 4
}

/// Those that miss an endpoint and would have asked something.
pub(super) fn guards(draft: &Draft, kinds: &FxHashMap<Place, GuardKind>) -> Vec<LateGuard> {
    let guard = |late: &Late| {
        let guard = Guard { name: late.guard.name.to_string(), kind: *kinds.get(&late.guard.place)?, place: late.guard.place };
        Some(LateGuard { guard, reason: late.reason, is_idle: late.is_idle })
    };
    draft.late.iter().filter_map(guard).collect()
}
