//! An object chosen by an id from the request, which nothing ties to the caller.

use std::collections::BTreeMap;

use super::missing_function_authorization::Staff;
use super::{Rule, describe_operation, route_evidence, siblings_evidence};
use crate::finding::{Confidence, Evidence, EvidenceKind, Finding, Severity};
use crate::flow::endpoint::{Authentication, Operation, Ownership};
use crate::flow::verdict::Verdict;
use crate::flow::{Endpoint, Flow, is_privileged};
use crate::program::Program;

pub(super) static RULE: Rule = Rule {
    id: "missing-ownership-check",
    summary: "object is chosen by the caller and not tied to the caller",
    page: include_str!("../../docs/rules/missing-ownership-check.md"),
    severity: Severity::High,
    cwe: &[639],
    owasp: &["API1:2023"],
    check,
};

/// Calls between handler and access beyond which nothing is sure.
const MAX_CALLS: usize = 4;

fn check(program: &Program, flow: &Flow, findings: &mut Vec<Finding>) {
    let staff = Staff::learn(flow);
    for endpoint in &flow.endpoints {
        // A caller nobody knows can own nothing: that is unauthenticated-endpoint.
        if !endpoint.knows_principal {
            continue;
        }
        // Without a role, an operation for staff is missing-function-authorization.
        let is_authenticated = endpoint.authentication == Authentication::Required;
        if is_authenticated && is_privileged(&endpoint.route.path, &endpoint.handler.name) {
            continue;
        }
        let is_for_staff = |verdict: &Verdict| is_authenticated && staff.is_for_staff(flow, verdict);
        let mut groups: BTreeMap<(String, Operation), Vec<&Verdict>> = BTreeMap::new();
        for verdict in endpoint.verdicts.iter().filter(|verdict| is_missing(program, flow, verdict) && !is_for_staff(verdict)) {
            groups.entry((crate::program::resource_key(&verdict.name), verdict.operation)).or_default().push(verdict);
        }
        // What is changed was read before: one finding says both.
        let changed: Vec<String> =
            groups.keys().filter(|(_, operation)| *operation != Operation::Read).map(|(key, _)| key.clone()).collect();
        for ((key, operation), verdicts) in groups {
            // Strangers are to read it: the caller only adds to what is shown.
            let is_for_all = endpoint.welcomes_strangers && endpoint.authentication != Authentication::Required;
            if operation == Operation::Read && (is_for_all || changed.contains(&key)) {
                continue;
            }
            findings.push(describe(program, flow, endpoint, &verdicts));
        }
    }
}

fn is_missing(program: &Program, flow: &Flow, verdict: &Verdict) -> bool {
    // What is read only to be linked or looked at tells the caller nothing.
    let matters = match verdict.operation {
        Operation::Read => verdict.is_shown,
        Operation::Update | Operation::Delete => true,
        // A child under somebody's object: only where other endpoints show that the parent is not for everybody.
        Operation::Create => {
            verdict.parent.as_ref().is_none_or(|parent| flow.siblings.get(parent).is_some_and(|siblings| siblings.tied > 0))
        }
    };
    matters && verdict.ownership == Ownership::Missing && !verdict.inputs.is_empty() && confidence(program, flow, verdict).is_some()
}

/// High: owned, and nothing on the way was left unresolved. Medium: owned, but a call that takes both caller and object was not
/// resolved; or nothing says who owns it, but siblings check. Low: the rest, and what may be shared.
fn confidence(program: &Program, flow: &Flow, verdict: &Verdict) -> Option<Confidence> {
    let owned = flow.owners.has(verdict.resource);
    let siblings = flow.siblings.get(&crate::program::resource_key(&verdict.name));
    let tied_elsewhere = siblings.is_some_and(|siblings| siblings.tied > 0 && siblings.tied >= siblings.missing);
    // What only hangs on other objects, and no endpoint ties to anybody, may well be for all callers to read.
    let is_held = verdict.resource.is_some_and(|id| program.resource(id).is_held());
    let is_shared = !is_held && siblings.is_none_or(|siblings| siblings.tied == 0);
    if verdict.operation == Operation::Read && is_shared {
        return Some(Confidence::Low);
    }
    // So far from the handler, what is touched is seldom what the caller asked for.
    if verdict.calls.len() > MAX_CALLS {
        return Some(Confidence::Low);
    }
    Some(match (owned || tied_elsewhere, verdict.doubt.is_some() || verdict.is_open) {
        (true, false) => Confidence::High,
        (true, true) => Confidence::Medium,
        (false, false) if verdict.operation != Operation::Read => Confidence::Medium,
        _ => Confidence::Low,
    })
}

fn describe(program: &Program, flow: &Flow, endpoint: &Endpoint, verdicts: &[&Verdict]) -> Finding {
    let first = verdicts[0];
    let (input, part, place) = &first.inputs[0];
    let name = if input.is_empty() { format!("the {part}") } else { format!("`{input}` from the {part}") };
    let message = match first.operation {
        Operation::Create => format!("`{}` is created for whom {name} says; nothing ties that to the caller", first.name),
        operation => format!("`{}` is {} by {name}; nothing ties it to the caller", first.name, describe_operation(operation)),
    };
    let mut evidence = route_evidence(endpoint);
    evidence.push(Evidence { kind: EvidenceKind::Input, message: format!("the caller chooses {name}"), place: Some(*place) });
    for call in &first.calls {
        evidence.push(Evidence { kind: EvidenceKind::Call, message: "passed on here".to_owned(), place: Some(*call) });
    }
    for verdict in verdicts {
        evidence.push(Evidence {
            kind: EvidenceKind::Access,
            message: format!("`{}` is {} here", verdict.name, describe_operation(verdict.operation)),
            place: Some(verdict.place),
        });
    }
    if let Some(doubt) = first.doubt {
        evidence.push(Evidence {
            kind: EvidenceKind::Check,
            message: "this call takes the caller and the object, but could not be read".to_owned(),
            place: Some(doubt),
        });
    }
    if let Some(resource) = first.resource.map(|id| program.resource(id)) {
        match resource.owners.first() {
            Some(owner) => evidence.push(Evidence {
                kind: EvidenceKind::Owner,
                message: format!("`{}` belongs to somebody by `{}`", resource.name, owner.name),
                place: owner.place,
            }),
            None if resource.is_principal => evidence.push(Evidence {
                kind: EvidenceKind::Owner,
                message: format!("`{}` is an account of somebody", resource.name),
                place: None,
            }),
            None => {}
        }
    }
    evidence.extend(siblings_evidence(flow, &first.name));
    Finding {
        rule: &RULE,
        severity: RULE.severity,
        confidence: verdicts.iter().filter_map(|verdict| confidence(program, flow, verdict)).max().unwrap_or(Confidence::Low),
        message,
        help: format!(
            "put the caller into the query, or compare the owner before `{}` is {}",
            first.name,
            describe_operation(first.operation)
        ),
        place: first.place,
        endpoints: vec![(endpoint.route.clone(), endpoint.handler.clone())],
        evidence,
        identity: format!("{} {:?}", first.name, first.operation),
    }
}
