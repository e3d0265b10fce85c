//! What is wrong, and why.
//!
//! In: a `Program` and the `Flow` through it. Out: findings.
//! Never: touches syntax, a query, a file.

pub(crate) mod unused_suppression;

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
static RULES: &[&Rule] = &[&unused_suppression::RULE];

/// Every rule, ordered by id.
pub fn all() -> &'static [&'static Rule] {
    RULES
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
    findings
}
