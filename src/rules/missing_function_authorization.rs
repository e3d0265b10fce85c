//! An operation for staff that any signed-in caller can reach.
//!
//! What is for staff is learned from the program where it can be: who else changes this kind of object is asked for a role, or the
//! operation hands out roles. Names come second.

use std::collections::BTreeMap;

use super::{Rule, describe_operation, guard_not_applied, route_evidence};
use crate::finding::{Confidence, Evidence, EvidenceKind, Finding, Place, Route, Severity};
use crate::flow::endpoint::{Authentication, GuardKind, Operation, Ownership};
use crate::flow::verdict::Verdict;
use crate::flow::{Endpoint, Flow, is_account_name, is_privilege_column, is_privileged};
use crate::program::{Program, resource_key};

pub(super) static RULE: Rule = Rule {
    id: "missing-function-authorization",
    summary: "a privileged operation asks for no role or permission",
    page: include_str!("../../docs/rules/missing-function-authorization.md"),
    severity: Severity::High,
    cwe: &[862],
    owasp: &["API5:2023"],
    check,
};

/// Calls between handler and access beyond which it is a side effect.
const MAX_CALLS: usize = 3;

fn check(program: &Program, flow: &Flow, findings: &mut Vec<Finding>) {
    let staff = Staff::learn(flow);
    for endpoint in &flow.endpoints {
        let is_for_anybody = endpoint.authentication == Authentication::Required
            && endpoint.knows_principal
            && endpoint.is_resolved
            && !endpoint.is_cut
            && !asks_for_a_role(endpoint)
            && !guard_not_applied::concerns(flow, endpoint);
        if !is_for_anybody {
            continue;
        }
        if let Some(privilege) = privilege(program, flow, &staff, endpoint) {
            findings.push(describe(endpoint, privilege));
        }
    }
}

/// Why an operation is for staff.
struct Privilege<'f> {
    verdict: &'f Verdict,
    kind: Kind<'f>,
}

enum Kind<'f> {
    /// It writes this column, which says what an account may do, from the request.
    HandsOutRights(&'f str),
    /// Others that change the same kind of object ask for a role.
    Siblings(&'f Changed),
    /// Its path or handler is called so.
    Name,
}

fn privilege<'f>(program: &Program, flow: &Flow, staff: &'f Staff, endpoint: &'f Endpoint) -> Option<Privilege<'f>> {
    let rights = endpoint.verdicts.iter().find_map(|verdict| {
        let column = rights_handed_out(program, verdict)?;
        Some(Privilege { verdict, kind: Kind::HandsOutRights(column) })
    });
    rights.or_else(|| of_siblings(flow, staff, endpoint)).or_else(|| of_name(endpoint))
}

/// A role or permission of an account that is written from the request; the caller's own is the worst.
fn rights_handed_out<'f>(program: &Program, verdict: &'f Verdict) -> Option<&'f str> {
    let is_account = verdict.resource.is_some_and(|id| program.resource(id).is_principal) || is_account_name(&verdict.name);
    let is_reachable = match verdict.operation {
        Operation::Update => verdict.ownership != Ownership::Checked || verdict.is_own,
        Operation::Create => is_open(verdict),
        Operation::Read | Operation::Delete => false,
    };
    if !is_account || !is_reachable || is_role_checked(verdict) {
        return None;
    }
    verdict.writes.iter().map(String::as_str).find(|column| is_privilege_column(column))
}

fn of_siblings<'f>(flow: &Flow, staff: &'f Staff, endpoint: &'f Endpoint) -> Option<Privilege<'f>> {
    if endpoint.has_role {
        return None;
    }
    endpoint.verdicts.iter().find_map(|verdict| Some(Privilege { verdict, kind: Kind::Siblings(staff.changes(flow, verdict)?) }))
}

fn of_name(endpoint: &Endpoint) -> Option<Privilege<'_>> {
    if endpoint.has_role || !is_privileged(&endpoint.route.path, &endpoint.handler.name) {
        return None;
    }
    let touched = endpoint.verdicts.iter().filter(|verdict| is_open(verdict));
    let verdict = touched.max_by_key(|verdict| verdict.operation != Operation::Read)?;
    Some(Privilege { verdict, kind: Kind::Name })
}

fn asks_for_a_role(endpoint: &Endpoint) -> bool {
    !endpoint.roles.is_empty() || !endpoint.scopes.is_empty() || endpoint.guards.iter().any(|guard| guard.kind == GuardKind::Role)
}

/// A role was asked for before it: there is no place where the object itself was looked at.
fn is_role_checked(verdict: &Verdict) -> bool {
    verdict.ownership == Ownership::Checked && verdict.check.is_none()
}

fn is_open(verdict: &Verdict) -> bool {
    !verdict.is_own && !verdict.in_guard && !matches!(verdict.ownership, Ownership::Checked | Ownership::Scoped)
}

/// Creating is often for everybody, where changing and removing is not.
fn is_change(verdict: &Verdict) -> bool {
    matches!(verdict.operation, Operation::Update | Operation::Delete) && !verdict.in_guard && !verdict.by_secret
}

/// Who changes a kind of object.
#[derive(Default)]
struct Changed {
    /// Handlers that ask for a role first.
    by_staff: Vec<(Place, Route)>,
    /// Handlers that ask for none, and tie nothing to the caller.
    by_anybody: Vec<Place>,
}

/// What the program's own endpoints say is for staff to change, by resource.
pub(super) struct Staff {
    changed: BTreeMap<String, Changed>,
}

impl Staff {
    pub(super) fn learn(flow: &Flow) -> Staff {
        let mut changed: BTreeMap<String, Changed> = BTreeMap::new();
        for endpoint in &flow.endpoints {
            let asks = asks_for_a_role(endpoint);
            let home = endpoint.handler.place;
            for verdict in endpoint.verdicts.iter().filter(|verdict| is_change(verdict)) {
                let entry = changed.entry(resource_key(&verdict.name)).or_default();
                if asks || is_role_checked(verdict) {
                    if !entry.by_staff.iter().any(|(place, _)| *place == home) {
                        entry.by_staff.push((home, endpoint.route.clone()));
                    }
                } else if is_open(verdict) && !entry.by_anybody.contains(&home) {
                    entry.by_anybody.push(home);
                }
            }
        }
        Staff { changed }
    }

    /// Whether an access changes what nobody owns and most who change it ask for a role, more than one.
    pub(super) fn is_for_staff(&self, flow: &Flow, verdict: &Verdict) -> bool {
        self.changes(flow, verdict).is_some()
    }

    fn changes(&self, flow: &Flow, verdict: &Verdict) -> Option<&Changed> {
        let is_asked = is_change(verdict) && is_open(verdict) && !flow.owners.has(verdict.resource) && verdict.calls.len() <= MAX_CALLS;
        let changed = self.changed.get(&resource_key(&verdict.name)).filter(|_| is_asked)?;
        (changed.by_staff.len() > 1 && changed.by_staff.len() > changed.by_anybody.len()).then_some(changed)
    }
}

fn describe(endpoint: &Endpoint, privilege: Privilege) -> Finding {
    let Privilege { verdict, kind } = privilege;
    let mut evidence = route_evidence(endpoint);
    evidence.push(Evidence {
        kind: EvidenceKind::Access,
        message: format!("`{}` is {} here", verdict.name, describe_operation(verdict.operation)),
        place: Some(verdict.place),
    });
    let message = match &kind {
        Kind::HandsOutRights(column) if verdict.is_own => {
            format!("`{}` lets callers choose their own `{column}`", endpoint.handler.name)
        }
        Kind::HandsOutRights(column) => format!("`{}` sets `{column}` of an account for any signed-in caller", endpoint.handler.name),
        Kind::Siblings(changed) => {
            let (place, route) = &changed.by_staff[0];
            evidence.push(Evidence {
                kind: EvidenceKind::Sibling,
                message: format!("`{} {}` does ask for a role, as {} do that change it", route.method, route.path, changed.by_staff.len()),
                place: Some(*place),
            });
            let done = describe_operation(verdict.operation);
            format!("`{}` is {done} by any signed-in caller; the other operations that change it ask for a role", verdict.name)
        }
        Kind::Name => format!("`{}` is an operation for staff, but any signed-in caller may use it", endpoint.handler.name),
    };
    Finding {
        rule: &RULE,
        severity: RULE.severity,
        confidence: if matches!(kind, Kind::HandsOutRights(_)) { Confidence::High } else { Confidence::Medium },
        message,
        help: match kind {
            Kind::HandsOutRights(column) => format!("ask for a role first, or do not take `{column}` from the request"),
            _ => "ask for the role before the handler, on the route or its router".to_owned(),
        },
        place: verdict.place,
        endpoints: vec![(endpoint.route.clone(), endpoint.handler.clone())],
        evidence,
        identity: String::new(),
    }
}
