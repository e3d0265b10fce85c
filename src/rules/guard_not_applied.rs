//! A guard that is written for a route and never runs before it.

use super::{Rule, describe_operation};
use crate::finding::{Confidence, Evidence, EvidenceKind, Finding, Severity};
use crate::flow::endpoint::{Authentication, GuardKind, LateGuard, Operation, Ownership, Reason};
use crate::flow::verdict::Verdict;
use crate::flow::{Endpoint, Flow, is_open_by_purpose};
use crate::program::Program;

pub(super) static RULE: Rule = Rule {
    id: "guard-not-applied",
    summary: "a guard is written for the route and never runs before it",
    page: include_str!("../../docs/rules/guard-not-applied.md"),
    severity: Severity::High,
    cwe: &[862],
    owasp: &["API5:2023"],
    check,
};

fn check(_program: &Program, flow: &Flow, findings: &mut Vec<Finding>) {
    for endpoint in &flow.endpoints {
        if let Some((late, confidence)) = missed(flow, endpoint) {
            findings.push(describe(endpoint, late, confidence));
        }
    }
}

/// Whether a guard misses this endpoint: its neighbours among the rules would say the same, less exactly.
pub(super) fn concerns(flow: &Flow, endpoint: &Endpoint) -> bool {
    missed(flow, endpoint).is_some()
}

/// The guard that misses an endpoint which it should cover.
fn missed<'e>(flow: &Flow, endpoint: &'e Endpoint) -> Option<(&'e LateGuard, Confidence)> {
    let candidates = endpoint.late.iter().filter(|late| lacks(endpoint, late));
    candidates.filter_map(|late| Some((late, confidence(flow, endpoint, late)?))).max_by_key(|(_, confidence)| *confidence)
}

/// Whether nothing else asks what the guard would have asked.
fn lacks(endpoint: &Endpoint, late: &LateGuard) -> bool {
    let is_anonymous = endpoint.authentication == Authentication::None && !endpoint.knows_caller && !endpoint.compares_secret;
    let asks_for_a_role = !endpoint.roles.is_empty() || endpoint.guards.iter().any(|guard| guard.kind == GuardKind::Role);
    match late.guard.kind {
        GuardKind::Authentication if is_at_the_route(late) => endpoint.authentication != Authentication::Required,
        GuardKind::Authentication => is_anonymous,
        GuardKind::Role if is_at_the_route(late) => !asks_for_a_role,
        // Routes for everybody first, those for staff behind the guard: that is how it is done.
        GuardKind::Role => !endpoint.has_role && (is_anonymous || late.reason == Reason::Below),
        GuardKind::Ownership => is_at_the_route(late) && !endpoint.objects.iter().any(|object| object.ownership == Ownership::Checked),
        GuardKind::RateLimit | GuardKind::Unknown => false,
    }
}

fn is_at_the_route(late: &LateGuard) -> bool {
    matches!(late.reason, Reason::Above | Reason::After)
}

/// How sure it is that the guard is meant for this endpoint: public routes are often put before a guard on purpose.
fn confidence(flow: &Flow, endpoint: &Endpoint, late: &LateGuard) -> Option<Confidence> {
    if is_at_the_route(late) {
        return Some(Confidence::High);
    }
    if is_open_by_purpose(&endpoint.route.path, &endpoint.handler.name) {
        return None;
    }
    let is_meant = |verdict: &Verdict| match late.is_idle || late.reason == Reason::Below {
        true => is_private(flow, verdict),
        false => is_guarded_elsewhere(flow, endpoint, late, verdict),
    };
    match endpoint.verdicts.iter().any(is_meant) {
        true => Some(Confidence::High),
        // Who names a path means what lies below it.
        false => (late.reason == Reason::Below).then_some(Confidence::Medium),
    }
}

/// Whatever is written, and what other endpoints tie to their callers.
fn is_private(flow: &Flow, verdict: &Verdict) -> bool {
    let is_tied = || flow.siblings.get(&crate::program::resource_key(&verdict.name)).is_some_and(|siblings| siblings.tied > 0);
    !verdict.by_secret
        && verdict.ownership != Ownership::Checked
        && (verdict.operation != Operation::Read || flow.owners.has(verdict.resource) || is_tied())
}

/// The guard stands before other endpoints that touch the same resource, and this one changes what the caller names, or shows what
/// the others tie to their callers.
fn is_guarded_elsewhere(flow: &Flow, endpoint: &Endpoint, late: &LateGuard, verdict: &Verdict) -> bool {
    let key = crate::program::resource_key(&verdict.name);
    let covered = || flow.endpoints.iter().filter(|other| other.guards.iter().any(|guard| guard.place == late.guard.place));
    let touches = |other: &&Endpoint| other.verdicts.iter().any(|verdict| crate::program::resource_key(&verdict.name) == key);
    let has_private_chosen = is_private(flow, verdict) && !verdict.inputs.is_empty();
    match verdict.operation {
        Operation::Update | Operation::Delete => has_private_chosen && covered().any(|other| touches(&other)),
        Operation::Read => {
            let is_mostly_tied = flow.siblings.get(&key).is_some_and(|siblings| siblings.tied >= siblings.missing);
            let is_same_path = |other: &&Endpoint| shape(&other.route.path) == shape(&endpoint.route.path);
            verdict.is_shown
                && verdict.ownership == Ownership::Missing
                && has_private_chosen
                && is_mostly_tied
                && covered().filter(touches).any(|other| is_same_path(&other))
        }
        Operation::Create => false,
    }
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment }).collect::<Vec<_>>().join("/")
}

fn describe(endpoint: &Endpoint, late: &LateGuard, confidence: Confidence) -> Finding {
    let guard = &late.guard.name;
    let route = format!("`{} {}`", endpoint.route.method, endpoint.route.path);
    let (message, help) = match late.reason {
        Reason::Above => (
            format!("`{guard}` stands above the decorator that registers {route}, so the handler is registered without it"),
            format!("put `{guard}` under the decorator of the route"),
        ),
        Reason::After => (
            format!("`{guard}` stands after the handler of {route}, which answers before it is asked"),
            format!("put `{guard}` before the handler"),
        ),
        Reason::Below | Reason::Later => (
            format!("`{guard}` is put in front of {route} after that route, which answers before it is asked"),
            format!("register `{guard}` before the route"),
        ),
        Reason::Earlier => (
            format!("`{guard}` is put around the router before {route} is added, and does not cover it"),
            format!("add the route before `{guard}`"),
        ),
    };
    let mut evidence = vec![
        Evidence {
            kind: EvidenceKind::Route,
            message: format!("{route} is answered by `{}`", endpoint.handler.name),
            place: Some(endpoint.registered),
        },
        Evidence { kind: EvidenceKind::Guard, message: format!("`{guard}` never runs before it"), place: Some(late.guard.place) },
    ];
    evidence.extend(endpoint.verdicts.iter().filter(|verdict| !verdict.in_guard).take(1).map(|verdict| Evidence {
        kind: EvidenceKind::Access,
        message: format!("`{}` is {} here", verdict.name, describe_operation(verdict.operation)),
        place: Some(verdict.place),
    }));
    Finding {
        rule: &RULE,
        severity: RULE.severity,
        confidence,
        message,
        help,
        place: if is_at_the_route(late) { late.guard.place } else { endpoint.registered },
        endpoints: vec![(endpoint.route.clone(), endpoint.handler.clone())],
        evidence,
        identity: guard.clone(),
    }
}
