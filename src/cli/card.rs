//! What is known of one endpoint, in lines.

use std::fmt::Write;

use crate::finding::Place;
use crate::flow::Endpoint;
use crate::flow::endpoint::{Authentication, GuardKind, Ownership};
use crate::flow::verdict::Verdict;
use crate::report::{authentication, operation, ownership};
use crate::workspace::Snapshot;

/// `app/orders.py:12:5`.
pub(super) fn where_is(snapshot: &Snapshot, place: Place) -> String {
    let start = snapshot.position(place.file, place.span.start);
    format!("{}:{}:{}", snapshot.project().file(place.file).path, start.line, start.column)
}

/// The endpoint: its guards, and what it touches.
pub(super) fn card(snapshot: &Snapshot, endpoint: &Endpoint) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "\x1b[1m{} {}\x1b[0m ({})", endpoint.route.method, endpoint.route.path, endpoint.framework);
    row(&mut out, "handler", format!("{} at {}", endpoint.handler.name, where_is(snapshot, endpoint.handler.place)));
    row(&mut out, "registered", where_is(snapshot, endpoint.registered));
    row(&mut out, "authentication", authentication(endpoint.authentication));
    for guard in &endpoint.guards {
        row(&mut out, "guard", format!("{} ({}) at {}", guard.name, guard_kind(guard.kind), where_is(snapshot, guard.place)));
    }
    if !endpoint.roles.is_empty() {
        row(&mut out, "roles", endpoint.roles.join(", "));
    }
    if !endpoint.scopes.is_empty() {
        row(&mut out, "scopes", endpoint.scopes.join(", "));
    }
    for verdict in &endpoint.verdicts {
        let what = format!("{} at {}: {}", verdict.name, where_is(snapshot, verdict.place), ownership(verdict.ownership));
        row(&mut out, operation(verdict.operation), what);
        details(snapshot, verdict, &mut out);
    }
    if !endpoint.is_resolved {
        row(&mut out, "note", "the handler's code was not found");
    }
    if endpoint.is_cut {
        row(&mut out, "note", "too large to be followed to its end");
    }
    out
}

fn row(out: &mut String, name: &str, text: impl AsRef<str>) {
    let _ = writeln!(out, "  {name:14}  {}", text.as_ref());
}

fn details(snapshot: &Snapshot, verdict: &Verdict, out: &mut String) {
    let mut inner = |word: &str, text: String| row(out, "", format!("{word} {text}"));
    for (name, part, place) in &verdict.inputs {
        inner("chosen by", format!("`{name}` from the {part} ({})", where_is(snapshot, *place)));
    }
    for call in &verdict.calls {
        inner("called at", where_is(snapshot, *call));
    }
    if let Some(check) = verdict.check {
        inner("checked at", where_is(snapshot, check));
    }
    if let Some(doubt) = verdict.doubt {
        inner("in doubt", format!("for a call that is given caller and object, and was not resolved: {}", where_is(snapshot, doubt)));
    }
}

fn guard_kind(kind: GuardKind) -> &'static str {
    match kind {
        GuardKind::Authentication => "authentication",
        GuardKind::Role => "role",
        GuardKind::Ownership => "ownership",
        GuardKind::RateLimit => "rate limit",
        GuardKind::Unknown => "not understood",
    }
}

/// Why there is no finding about the endpoint.
pub(super) fn reasons(snapshot: &Snapshot, endpoint: &Endpoint, out: &mut String) {
    if endpoint.authentication == Authentication::Required {
        out.push_str("  callers must say who they are\n");
    }
    if endpoint.verdicts.is_empty() {
        out.push_str("  no stored object is seen to be read, changed or deleted here\n");
    }
    for verdict in &endpoint.verdicts {
        let _ = writeln!(out, "  {} of {}: {}", operation(verdict.operation), verdict.name, reason(snapshot, verdict));
    }
}

fn reason(snapshot: &Snapshot, verdict: &Verdict) -> String {
    match (verdict.ownership, verdict.check) {
        (Ownership::Scoped, _) => "the query itself is tied to the caller".to_owned(),
        (Ownership::Checked, Some(place)) => format!("it is compared with the caller at {}", where_is(snapshot, place)),
        (Ownership::Checked, None) => "it is compared with the caller before it is used".to_owned(),
        (Ownership::Public, _) => "nobody owns it".to_owned(),
        (Ownership::Missing, _) => {
            "nothing ties it to the caller, yet what is known is not enough, or a comment silences the finding".to_owned()
        }
        (Ownership::Unknown, _) if verdict.is_own => "it is the caller's own".to_owned(),
        (Ownership::Unknown, _) if verdict.by_secret => "it is chosen by a secret".to_owned(),
        (Ownership::Unknown, _) if verdict.inputs.is_empty() => "the caller is not seen to choose it".to_owned(),
        (Ownership::Unknown, _) => "whether it is tied to the caller is not known".to_owned(),
    }
}
