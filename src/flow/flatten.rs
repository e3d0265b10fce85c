//! Reads the endpoints off the routers: every route under its full path, with everything that stands in front of it.

use std::sync::Arc;

use super::routing::{Draft, Event, GuardUse, MAX_MOUNTS, Router};
use super::value::{Piece, RouterId, Shape, Value};

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
            walk(routers, RouterId(index as u32), "", &for_all, &mut path, &mut drafts);
        }
    }
    drafts
}

fn walk(routers: &[Router], id: RouterId, prefix: &str, guards: &[GuardUse], path: &mut Vec<RouterId>, drafts: &mut Vec<Draft>) {
    if path.contains(&id) || path.len() > MAX_MOUNTS {
        return;
    }
    path.push(id);
    let router = &routers[id.0 as usize];
    let prefix = format!("{prefix}/{}", router.prefix);
    let mut always: Vec<GuardUse> = guards.to_vec();
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
            always.iter().cloned().chain(used).chain(layers).collect()
        };
        match event {
            Event::Use { prefix, guard } => earlier.push((prefix.clone(), guard.clone())),
            Event::Route(route) => {
                let mut all = in_front(&route.path);
                all.extend(route.guards.iter().cloned());
                drafts.push(Draft {
                    method: route.method.clone(),
                    path: full_path(&[&prefix, &route.path]),
                    guards: all,
                    handler: route.handler.clone(),
                    handler_at: route.handler_at,
                    place: route.place,
                    query: route.query,
                });
            }
            Event::Mount { prefix: at, child, guards: more } => {
                let mut all = in_front(at);
                all.extend(more.iter().cloned());
                walk(routers, *child, &format!("{prefix}/{at}"), &all, path, drafts);
            }
            Event::Layer(_) | Event::Before(_) | Event::BeforeApp(_) => {}
        }
    }
    path.pop();
}

/// Whether a guard put at a path stands before another path.
fn covers(prefix: &str, path: &str) -> bool {
    let prefix = prefix.trim_end_matches(['*', '/']);
    prefix.is_empty() || path == prefix || path.starts_with(prefix) && path[prefix.len()..].starts_with('/')
}

/// A path with its unknown parts as `{…}`.
pub(super) fn path_text(value: &Value) -> String {
    match &value.shape {
        Shape::Text(pieces) => pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.to_string(),
                Piece::Hole(_) => "{…}".to_owned(),
            })
            .collect(),
        Shape::Null => String::new(),
        Shape::External(path) if path.contains('.') => String::new(),
        _ => String::new(),
    }
}

/// Joins path parts and writes parameters as `{name}`, whatever the framework's own form.
pub(super) fn full_path(parts: &[&str]) -> String {
    let mut path = String::new();
    for part in parts {
        for segment in part.split('/').filter(|segment| !segment.is_empty()) {
            path.push('/');
            path.push_str(&segment_form(segment));
        }
    }
    if path.is_empty() || parts.last().is_some_and(|last| last.len() > 1 && last.ends_with('/')) {
        path.push('/');
    }
    path
}

/// `:id`, `:id(\\d+)`, `<int:id>`, `{id:path}`, `{*rest}`.
fn segment_form(segment: &str) -> String {
    if let Some(inner) = segment.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        let name = inner.rsplit(':').next().unwrap_or(inner);
        return format!("{{{}}}", name.trim_matches(|c: char| !c.is_alphanumeric() && c != '_'));
    }
    if let Some(inner) = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let name = inner.split(':').next().unwrap_or(inner).trim_start_matches('*');
        return format!("{{{name}}}");
    }
    if let Some(inner) = segment.strip_prefix(':') {
        let end = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
        let rest = inner[end..].trim_end_matches('?');
        let rest = if rest.starts_with('(') { "" } else { rest };
        return format!("{{{}}}{rest}", &inner[..end]);
    }
    segment.to_owned()
}

/// The parameters of a path in the common form.
pub(super) fn path_params(path: &str) -> Vec<Arc<str>> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(Arc::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_have_one_form() {
        assert_eq!(full_path(&["/api/", "/orders/<int:order_id>"]), "/api/orders/{order_id}");
        assert_eq!(full_path(&["", "users/:id(\\d+)/x"]), "/users/{id}/x");
        assert_eq!(full_path(&["/files/{path:path}"]), "/files/{path}");
    }
}
