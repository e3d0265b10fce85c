//! Reads the endpoints off the routers: every route under its full path, with everything that stands in front of it.

use super::late::{Late, late};
use super::path::{full_path, under};
use super::routing::{Draft, Event, GuardUse, MAX_GUARDS, MAX_MOUNTS, MAX_ROUTES, RouteEvent, Router};
use super::value::RouterId;
use crate::syntax::QuerySet;

/// Every route of every router, from the routers that nothing mounts down.
pub(super) fn flatten(routers: &[Router]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let of_app = |event: &Event| match event {
        Event::BeforeApp(guard) => Some(guard.clone()),
        _ => None,
    };
    let for_all: Vec<GuardUse> = routers.iter().flat_map(|router| router.events.iter().filter_map(of_app)).collect();
    for (index, router) in routers.iter().enumerate() {
        if !router.is_mounted {
            let mut path = Vec::new();
            walk(
                routers,
                RouterId(index as u32),
                &under(&router.served, &router.prefix),
                Above { guards: &for_all, late: &[] },
                &mut path,
                &mut drafts,
            );
        }
    }
    drafts
}

/// What a router has from those it is mounted in.
#[derive(Clone, Copy)]
struct Above<'a> {
    /// In front of all its routes.
    guards: &'a [GuardUse],
    /// Missing all its routes.
    late: &'a [Late],
}

/// Reads off one router, whose own prefix `prefix` holds already.
fn walk(routers: &[Router], id: RouterId, prefix: &str, above: Above, path: &mut Vec<RouterId>, drafts: &mut Vec<Draft>) {
    if path.contains(&id) || path.len() > MAX_MOUNTS || drafts.len() > MAX_ROUTES {
        return;
    }
    path.push(id);
    let router = &routers[id.0 as usize];
    let mut always: Vec<GuardUse> = above.guards.to_vec();
    always.extend(router.guards.iter().cloned());
    always.extend(router.events.iter().filter_map(|event| match event {
        Event::Before(guard) => Some(guard.clone()),
        _ => None,
    }));
    let mut earlier: Vec<(String, GuardUse)> = Vec::new();
    for (i, event) in router.events.iter().enumerate() {
        let in_front = |at: &str| -> Vec<GuardUse> {
            let used = earlier.iter().filter(|(prefix, _)| covers(prefix, at)).map(|(_, guard)| guard.clone());
            // The last layer is the outermost.
            let layers = router.events[i..].iter().rev().filter_map(|event| match event {
                Event::Layer(guard) => Some(guard.clone()),
                _ => None,
            });
            // One more than are run tells that some are not.
            always.iter().cloned().chain(used).chain(layers).take(MAX_GUARDS + 1).collect()
        };
        match event {
            Event::Use { prefix, guard, .. } => earlier.push((prefix.clone(), guard.clone())),
            Event::Route(route) => {
                let mut guards = in_front(&route.path);
                guards.extend(route.guards.iter().cloned());
                let late = route.late.iter().cloned().chain(late(above.late, &router.events, i, &route.path)).take(MAX_GUARDS).collect();
                drafts.push(Draft { guards, late, ..at_full_path(route, prefix) });
            }
            Event::OpenRoute(route) => drafts.push(at_full_path(route, prefix)),
            Event::Mount { prefix: at, child, guards: more, instead } => {
                let mut all = in_front(at);
                all.extend(more.iter().cloned());
                let own = if *instead { "" } else { &routers[child.0 as usize].prefix };
                let missed = late(above.late, &router.events, i, &under(at, own));
                let above = Above { guards: &all, late: &missed };
                walk(routers, *child, &under(&under(prefix, at), own), above, path, drafts);
            }
            Event::Layer(_) | Event::Before(_) | Event::BeforeApp(_) => {}
        }
    }
    path.pop();
}

fn at_full_path(route: &RouteEvent, prefix: &str) -> Draft {
    Draft { path: full_path(prefix, &route.path, keeps_slash(route.query)), ..route.clone() }
}

/// Whether a guard put at a path stands before another path.
pub(super) fn covers(prefix: &str, path: &str) -> bool {
    let prefix = prefix.trim_end_matches(['*', '/']);
    prefix.is_empty() || path == prefix || path.starts_with(prefix) && path[prefix.len()..].starts_with('/')
}

/// Python's frameworks put paths together as they are written; others take a `/` at the end of a mounted router for nothing.
fn keeps_slash(query: u16) -> bool {
    QuerySet::builtin().query(query).folder() == "python"
}
