//! Reads the endpoints off the routers: every route under its full path, with everything that stands in front of it.

use super::front::Front;
use super::late::{Late, late};
use super::path::under;
use super::routing::{Draft, Event, GuardUse, MAX_GUARDS, MAX_MOUNTS, MAX_ROUTES, MAX_VISITS, RouteEvent, Router, Takes};
use super::value::RouterId;
use crate::syntax::QuerySet;

/// Every route of every router, from the routers that nothing mounts down.
pub(super) fn flatten(routers: &[Router]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let apps = routers.iter().enumerate().filter(|(_, router)| router.app.is_some()).map(|(index, _)| RouterId(index as u32));
    let in_apps: Vec<RouterId> = apps.flat_map(|app| below(routers, app)).collect();
    let of =
        |ids: &mut dyn Iterator<Item = RouterId>| -> Vec<GuardUse> { ids.flat_map(|id| before_app(&routers[id.0 as usize])).collect() };
    let elsewhere = of(&mut (0..routers.len() as u32).map(RouterId).filter(|id| !in_apps.contains(id)));
    for (index, router) in routers.iter().enumerate().filter(|(_, router)| !router.is_mounted) {
        let root = RouterId(index as u32);
        let for_all = match router.app {
            Some(_) => of(&mut below(routers, root).into_iter()),
            None => elsewhere.clone(),
        };
        let front = Front::of(router);
        let mut walked = Walk { front: &front, path: Vec::new(), singles: Vec::new(), visits: 0, drafts: &mut drafts };
        walk(routers, root, &under(&router.served, &router.prefix), Above { guards: &for_all, late: &[] }, &mut walked);
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

/// The guards that a router puts before everything of its application.
fn before_app(router: &Router) -> Vec<GuardUse> {
    let of_app = |event: &Event| match event {
        Event::BeforeApp(guard) => Some(guard.clone()),
        _ => None,
    };
    router.events.iter().filter_map(of_app).collect()
}

/// A router and all that is mounted under it.
pub(super) fn below(routers: &[Router], root: RouterId) -> Vec<RouterId> {
    let mut found = vec![root];
    let mut next = 0;
    while next < found.len() {
        for event in &routers[found[next].0 as usize].events {
            if let Event::Mount { child, .. } = event
                && !found.contains(child)
            {
                found.push(*child);
            }
        }
        next += 1;
    }
    found
}

/// A walk from a root down.
struct Walk<'w> {
    front: &'w Front,
    path: Vec<RouterId>,
    /// Routers that are there once, and have been seen.
    singles: Vec<RouterId>,
    /// Routers entered, however often.
    visits: usize,
    drafts: &'w mut Vec<Draft>,
}

impl Walk<'_> {
    fn add(&mut self, prefix: &str, route: &RouteEvent, guards: &[GuardUse], missed: &[Late]) {
        let slash = keeps_slash(route.query);
        let paths = match route.takes {
            Takes::Request | Takes::Arguments => self.front.paths(prefix, route, slash),
            Takes::Parent | Takes::Whole => vec![route.path.clone()],
        };
        for path in paths {
            let late = route.late.iter().chain(missed).take(MAX_GUARDS).cloned().collect();
            self.drafts.push(Draft { path, guards: guards.to_vec(), late, ..route.clone() });
        }
    }
}

/// Reads off one router, whose own prefix `prefix` holds already.
fn walk(routers: &[Router], id: RouterId, prefix: &str, above: Above, walked: &mut Walk) {
    walked.visits += 1;
    let is_too_far = walked.path.len() > MAX_MOUNTS || walked.drafts.len() > MAX_ROUTES || walked.visits > MAX_VISITS;
    if is_too_far || walked.path.contains(&id) || walked.singles.contains(&id) {
        return;
    }
    walked.path.push(id);
    if routers[id.0 as usize].is_single {
        walked.singles.push(id);
    }
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
                let mut all = in_front(&route.path);
                all.extend(route.guards.iter().cloned());
                walked.add(prefix, route, &all, &late(above.late, &router.events, i, &route.path));
            }
            Event::OpenRoute(route) => walked.add(prefix, route, &route.guards, &[]),
            Event::Mount { prefix: at, child, guards: more, instead } => {
                let mut all = in_front(at);
                all.extend(more.iter().cloned());
                let own = if *instead { "" } else { &routers[child.0 as usize].prefix };
                let missed = late(above.late, &router.events, i, &under(at, own));
                let above = Above { guards: &all, late: &missed };
                walk(routers, *child, &under(&under(prefix, at), own), above, walked);
            }
            Event::Layer(_) | Event::Before(_) | Event::BeforeApp(_) | Event::Prefix { .. } | Event::Versions { .. } => {}
        }
    }
    walked.path.pop();
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
