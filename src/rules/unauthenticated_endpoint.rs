//! A handler that reads or changes data which is not public, with nothing asking who calls.

use super::{Rule, describe_operation, guard_not_applied, route_evidence};
use crate::finding::{Confidence, Evidence, EvidenceKind, Finding, Severity};
use crate::flow::endpoint::{Authentication, Operation, Ownership};
use crate::flow::verdict::Verdict;
use crate::flow::{Endpoint, Flow, is_open_by_purpose, is_probe};
use crate::program::Program;

pub(super) static RULE: Rule = Rule {
    id: "unauthenticated-endpoint",
    summary: "data that is not public is reachable without authentication",
    page: include_str!("../../docs/rules/unauthenticated-endpoint.md"),
    severity: Severity::High,
    cwe: &[306],
    owasp: &["API2:2023"],
    check,
};

fn check(_program: &Program, flow: &Flow, findings: &mut Vec<Finding>) {
    for endpoint in &flow.endpoints {
        if endpoint.authentication != Authentication::None || endpoint.knows_caller || endpoint.compares_secret {
            continue;
        }
        if is_open_by_purpose(&endpoint.route.path, &endpoint.handler.name) || guard_not_applied::concerns(flow, endpoint) {
            continue;
        }
        let is_probe = is_probe(&endpoint.route.path, &endpoint.handler.name);
        let counts = |verdict: &&Verdict| is_private(flow, verdict) && !(is_probe && verdict.operation == Operation::Read);
        let touched = endpoint.verdicts.iter().filter(counts);
        if let Some(worst) = touched.max_by_key(|verdict| verdict.operation != Operation::Read) {
            findings.push(describe(flow, endpoint, worst));
        }
    }
}

/// Whatever is written, and what belongs to somebody.
fn is_private(flow: &Flow, verdict: &Verdict) -> bool {
    if verdict.by_secret || verdict.ownership == Ownership::Checked {
        return false;
    }
    match verdict.operation {
        Operation::Read => {
            let owned = flow.owners.has(verdict.resource);
            let tied = flow.siblings.get(&crate::program::resource_key(&verdict.name)).is_some_and(|siblings| siblings.tied > 0);
            // A setting that nobody owns and nobody chooses is read by guards and pages alike.
            owned || tied && !verdict.inputs.is_empty()
        }
        _ => true,
    }
}

fn describe(flow: &Flow, endpoint: &Endpoint, verdict: &Verdict) -> Finding {
    let message = format!("`{}` is {} without asking who calls", verdict.name, describe_operation(verdict.operation));
    let mut evidence = route_evidence(endpoint);
    for call in &verdict.calls {
        evidence.push(Evidence { kind: EvidenceKind::Call, message: "passed on here".to_owned(), place: Some(*call) });
    }
    evidence.push(Evidence {
        kind: EvidenceKind::Access,
        message: format!("`{}` is {} here", verdict.name, describe_operation(verdict.operation)),
        place: Some(verdict.place),
    });
    let owned = flow.owners.has(verdict.resource);
    Finding {
        rule: &RULE,
        severity: RULE.severity,
        confidence: if owned { Confidence::High } else { Confidence::Medium },
        message,
        help: "ask for a credential before the handler, on the route or its router".to_owned(),
        place: verdict.place,
        endpoints: vec![(endpoint.route.clone(), endpoint.handler.clone())],
        evidence,
        identity: format!("{} {:?}", verdict.name, verdict.operation),
    }
}
