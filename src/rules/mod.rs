//! What is wrong, and why.
//!
//! In: a `Program` and the `Flow` through it. Out: findings.
//! Never: touches syntax, a query, a file.

mod guard_not_applied;
mod missing_function_authorization;
mod missing_ownership_check;
mod pattern;
mod unauthenticated_endpoint;
pub(crate) mod unused_suppression;

use std::sync::OnceLock;

use crate::finding::{Evidence, EvidenceKind, Finding, Severity};
use crate::flow::endpoint::{GuardKind, Operation};
use crate::flow::{Endpoint, Flow};
use crate::program::Program;

/// A rule: everything known about it stands in one place.
pub struct Rule {
    pub id: &'static str,
    /// A line, lower case, without a full stop.
    pub summary: &'static str,
    /// Its page, `docs/rules/<id>.md`.
    pub page: &'static str,
    pub severity: Severity,
    pub cwe: &'static [u16],
    pub owasp: &'static [&'static str],
    pub(crate) check: fn(&Program, &Flow, &mut Vec<Finding>),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// The rules that are written in Rust; the others are patterns (`queries/rules/`).
static RULES: &[&Rule] = &[
    &guard_not_applied::RULE,
    &missing_function_authorization::RULE,
    &missing_ownership_check::RULE,
    &unauthenticated_endpoint::RULE,
    &unused_suppression::RULE,
];

/// Every rule, ordered by id.
pub fn all() -> &'static [&'static Rule] {
    static ALL: OnceLock<Vec<&'static Rule>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<&'static Rule> = RULES.iter().copied().chain(pattern::rules()).collect();
        all.sort_by_key(|rule| rule.id);
        all
    })
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().iter().copied().find(|rule| rule.id == id)
}

/// The id that a mistyped one probably means.
pub fn nearest(id: &str) -> Option<&'static str> {
    all().iter().map(|rule| (distance(id, rule.id), rule.id)).min().filter(|(far, _)| *far <= id.len().div_ceil(3)).map(|(_, id)| id)
}

/// How many letters must be inserted, removed or replaced to make one word of the other.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// Runs every rule.
pub fn run(program: &Program, flow: &Flow) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in all() {
        (rule.check)(program, flow, &mut findings);
    }
    pattern::run(program, flow, &mut findings);
    findings
}

/// The route and the guards that are in front of it.
fn route_evidence(endpoint: &Endpoint) -> Vec<Evidence> {
    let mut evidence = vec![Evidence {
        kind: EvidenceKind::Route,
        message: format!("`{} {}` is answered by `{}`", endpoint.route.method, endpoint.route.path, endpoint.handler.name),
        place: Some(endpoint.registered),
    }];
    for guard in &endpoint.guards {
        let asks = match guard.kind {
            GuardKind::Authentication => "asks who calls, not whose the object is",
            GuardKind::Role => "asks for a role",
            GuardKind::Ownership => "ties something to the caller",
            GuardKind::RateLimit => "limits how often",
            GuardKind::Unknown => "looks at the caller",
        };
        evidence.push(Evidence { kind: EvidenceKind::Guard, message: format!("`{}` {asks}", guard.name), place: Some(guard.place) });
    }
    evidence
}

/// Other endpoints that do tie the resource to the caller.
fn siblings_evidence(flow: &Flow, resource: &str) -> Vec<Evidence> {
    let Some(siblings) = flow.siblings.get(&crate::program::resource_key(resource)) else { return Vec::new() };
    let all = siblings.tied + siblings.missing;
    let say = |(route, place): &(crate::finding::Route, crate::finding::Place)| Evidence {
        kind: EvidenceKind::Sibling,
        message: format!("`{} {}` does tie it to the caller, as {} of {all} accesses do", route.method, route.path, siblings.tied),
        place: Some(*place),
    };
    siblings.examples.iter().take(1).map(say).collect()
}

fn describe_operation(operation: Operation) -> &'static str {
    match operation {
        Operation::Read => "read",
        Operation::Create => "created",
        Operation::Update => "changed",
        Operation::Delete => "deleted",
    }
}
