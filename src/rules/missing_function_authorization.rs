//! An operation for staff that any signed-in caller can reach.

use super::{Rule, guard_not_applied, route_evidence};
use crate::finding::{Confidence, Evidence, EvidenceKind, Finding, Severity};
use crate::flow::endpoint::{Authentication, Operation};
use crate::flow::{Endpoint, Flow, is_privileged};
use crate::program::Program;

pub(super) static RULE: Rule = Rule {
    id: "missing-function-authorization",
    summary: "a privileged operation asks for no role or permission",
    page: include_str!("../../docs/rules/missing-function-authorization.md"),
    severity: Severity::High,
    cwe: &[862],
    owasp: &["API5:2023"],
    check,
};

fn check(_program: &Program, flow: &Flow, findings: &mut Vec<Finding>) {
    for endpoint in &flow.endpoints {
        if endpoint.has_role || endpoint.authentication != Authentication::Required || endpoint.is_cut || !endpoint.is_resolved {
            continue;
        }
        if !is_privileged(&endpoint.route.path, &endpoint.handler.name) || guard_not_applied::concerns(flow, endpoint) {
            continue;
        }
        // What a guard looks up is not what the endpoint does.
        let done = endpoint.verdicts.iter().filter(|verdict| !verdict.is_own && !verdict.in_guard);
        let Some(touched) = done.max_by_key(|verdict| verdict.operation != Operation::Read) else {
            continue;
        };
        findings.push(describe(endpoint, touched));
    }
}

fn describe(endpoint: &Endpoint, touched: &crate::flow::verdict::Verdict) -> Finding {
    let mut evidence = route_evidence(endpoint);
    evidence.push(Evidence {
        kind: EvidenceKind::Access,
        message: format!("`{}` is touched here", touched.name),
        place: Some(touched.place),
    });
    Finding {
        rule: &RULE,
        severity: RULE.severity,
        confidence: Confidence::Medium,
        message: format!("`{}` is an operation for staff, but any signed-in caller may use it", endpoint.handler.name),
        help: "ask for the role before the handler, on the route or its router".to_owned(),
        place: touched.place,
        endpoints: vec![(endpoint.route.clone(), endpoint.handler.clone())],
        evidence,
        identity: String::new(),
    }
}
