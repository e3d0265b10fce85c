//! What is wrong, and why.
//!
//! In: a `Program` and the `Flow` through it. Out: findings.
//! Never: touches syntax, a query, a file.

use crate::finding::{Finding, Severity};
use crate::flow::Flow;
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

/// Every rule, ordered by id.
pub fn all() -> &'static [&'static Rule] {
    &[]
}

/// Runs every rule.
pub fn run(program: &Program, flow: &Flow) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in all() {
        (rule.check)(program, flow, &mut findings);
    }
    findings
}
