//! Paths in one form, whatever the framework's own: parameters are written `{name}`.

use std::sync::Arc;

use super::value::{Piece, Shape, Value};

/// A path with its unknown parts as `{…}`. What it starts with, where that is unknown, is the place of the installation: it says nothing.
pub(super) fn path_text(value: &Value) -> String {
    let Shape::Text(pieces) = &value.shape else { return String::new() };
    let starts_below =
        matches!(&pieces[..], [Piece::Hole(_)]) || matches!(&pieces[..], [Piece::Hole(_), Piece::Text(text), ..] if text.starts_with('/'));
    pieces
        .iter()
        .skip(usize::from(starts_below))
        .map(|piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Hole(_) => "{…}".to_owned(),
        })
        .collect()
}

/// A path under another, both as they are written.
pub(super) fn under(prefix: &str, path: &str) -> String {
    if path.is_empty() { prefix.to_owned() } else { format!("{prefix}/{path}") }
}

/// A route's whole path in the common form. `keeps_slash` says whether `/` under a prefix is another path than the prefix.
pub(super) fn full_path(prefix: &str, path: &str, keeps_slash: bool) -> String {
    let whole = under(prefix, path);
    let plain = without_expressions(&whole);
    let mut full = String::new();
    for segment in plain.split('/').filter(|segment| !segment.is_empty()) {
        // `orders.` goes on with `byId`.
        if !full.ends_with('.') {
            full.push('/');
        }
        full.push_str(&segment_form(segment));
    }
    let ends_with_slash = plain.ends_with('/') && (keeps_slash || path.len() > 1);
    if full.is_empty() || ends_with_slash {
        full.push('/');
    }
    full
}

/// `:id`, `:id(\\d+)`, `<int:id>`, `{id:path}`, `{*rest}`, `<name>.json`.
fn segment_form(segment: &str) -> String {
    if let Some(inner) = segment.strip_prefix(':') {
        let end = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
        let rest = inner[end..].trim_end_matches('?');
        let rest = if rest.starts_with('(') { "" } else { rest };
        return format!("{{{}}}{rest}", &inner[..end]);
    }
    let mut form = String::new();
    let mut rest = segment;
    while let Some(start) = rest.find(['<', '{']) {
        let close = if rest[start..].starts_with('<') { '>' } else { '}' };
        let Some(end) = rest[start..].find(close).map(|end| start + end) else { break };
        let inner = &rest[start + 1..end];
        let name = if close == '>' { angle_name(inner) } else { inner.split(':').next().unwrap_or(inner).trim_start_matches('*') };
        form.push_str(&rest[..start]);
        form.push_str(&format!("{{{name}}}"));
        rest = &rest[end + 1..];
    }
    form + rest
}

/// `int:id` and `any(a, b):kind` of Flask, `id:int` of Sanic, `id:re:[a-z]+` of Bottle, `rest..` of Rocket.
fn angle_name(inner: &str) -> &str {
    const TYPES: [&str; 14] =
        ["int", "str", "string", "float", "number", "uuid", "path", "slug", "any", "re", "regex", "alpha", "ymd", "ext"];
    let is_type = |word: &str| TYPES.contains(&word.split(['(', ':', '=']).next().unwrap_or(word).trim());
    let name = match inner.split_once(':') {
        Some((name, kind)) if !is_type(name) && is_type(kind) => name,
        Some(_) => inner.rsplit(':').next().unwrap_or(inner),
        None => inner,
    };
    name.trim_matches(|c: char| !c.is_alphanumeric() && c != '_')
}

/// A path written as a regular expression: `^orders/(?P<order_id>\\d+)/?$`, `/orders/([^/]+)`. Unnamed groups become `{}`.
pub(super) fn without_expressions(path: &str) -> String {
    let is_expression =
        path.contains("(?") || path.contains(['^', '$']) || path.ends_with("/?") || (path.contains('(') && !path.contains(['<', ':', '{']));
    if !is_expression {
        return path.to_owned();
    }
    let mut plain = String::new();
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '(' => {
                let (inner, after) = group(rest);
                rest = after.trim_start_matches(['*', '+']);
                let optional = rest.starts_with('?');
                rest = rest.trim_start_matches('?');
                match inner.strip_prefix("?P<").and_then(|inner| inner.split_once('>')) {
                    Some((name, _)) => plain.push_str(&format!("{{{name}}}")),
                    None => match inner.strip_prefix("?:") {
                        Some(inner) if !optional => plain.push_str(&without_expressions(inner)),
                        Some(_) => {}
                        None => plain.push_str("{}"),
                    },
                }
            }
            '^' | '$' => {}
            '\\' => {
                let escaped = rest.chars().next();
                rest = &rest[escaped.map_or(0, char::len_utf8)..];
                plain.extend(escaped.filter(|c| !c.is_ascii_alphabetic()));
            }
            '?' => {
                plain.pop();
            }
            c => plain.push(c),
        }
    }
    plain
}

/// What stands in a group that has been opened, and what follows it.
fn group(text: &str) -> (&str, &str) {
    let (mut depth, mut in_set, mut escaped) = (1, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_set = true,
            ']' => in_set = false,
            '(' if !in_set => depth += 1,
            ')' if !in_set => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}

/// Gives unnamed parameters the names of a handler's parameters, in their order.
pub(super) fn fill_unnamed<'a>(path: &str, mut names: impl Iterator<Item = &'a str>) -> String {
    let mut parts = path.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        filled.push_str(&format!("{{{}}}", names.next().unwrap_or("…")));
        filled.push_str(part);
    }
    filled
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
        assert_eq!(full_path("/api/", "/orders/<int:order_id>", true), "/api/orders/{order_id}");
        assert_eq!(full_path("", "users/:id(\\d+)/x", false), "/users/{id}/x");
        assert_eq!(full_path("", "/files/{path:path}", true), "/files/{path}");
        assert_eq!(full_path("", "/<any(a, b):kind>/<name>.json", true), "/{kind}/{name}.json");
        assert_eq!(full_path("", "/orders/<order_id:int>/<part:re:[a-z]+>", true), "/orders/{order_id}/{part}");
    }

    #[test]
    fn a_slash_at_the_end_counts_where_paths_are_put_together() {
        assert_eq!(full_path("/orders", "/", true), "/orders/");
        assert_eq!(full_path("/orders", "", true), "/orders");
        assert_eq!(full_path("/orders", "/", false), "/orders");
        assert_eq!(full_path("/orders", "/list/", false), "/orders/list/");
    }

    #[test]
    fn expressions_are_paths() {
        assert_eq!(full_path("", r"^orders/(?P<pk>\d+)/(?:lines/)?$", true), "/orders/{pk}/");
        assert_eq!(full_path("", r"/users/([^/]+)/tokens/?", true), "/users/{}/tokens");
        assert_eq!(full_path("", r"/export\.csv$", true), "/export.csv");
    }
}
