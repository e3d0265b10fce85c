//! An `authlint: ignore[...]` comment that silences nothing, names no rule, or gives no reason.

use super::Rule;
use crate::finding::{Confidence, Finding, Place, Severity};
use crate::flow::Flow;
use crate::program::Program;

pub(super) static RULE: Rule = Rule {
    id: "unused-suppression",
    summary: "suppression comment silences nothing, or does not say why",
    page: include_str!("../../docs/rules/unused-suppression.md"),
    severity: Severity::Low,
    cwe: &[],
    owasp: &[],
    check,
};

/// What is wrong with one id of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing of this rule is found there.
    Unused { id: String },
    /// There is no such rule; perhaps the nearest one is meant.
    Unknown { id: String, nearest: Option<&'static str> },
    /// The brackets are missing or empty.
    Nameless,
    /// No reason is given.
    Reasonless { ids: String },
}

/// Nothing: whether a comment is used is known only once all findings are, so `finding` calls [`describe`].
fn check(_program: &Program, _flow: &Flow, _findings: &mut Vec<Finding>) {}

/// The finding for a fault of the comment at `place`.
pub(crate) fn describe(fault: &Fault, place: Place) -> Finding {
    let (message, help) = match fault {
        Fault::Unused { id } => (
            format!("suppression of `{id}` silences nothing: there is no such finding here"),
            "remove it, or move it to the line of the finding or the line above".to_owned(),
        ),
        Fault::Unknown { id, nearest: Some(nearest) } => {
            (format!("suppression names the unknown rule `{id}`"), format!("did you mean `{nearest}`?"))
        }
        Fault::Unknown { id, nearest: None } => {
            (format!("suppression names the unknown rule `{id}`"), "`authlint rules` lists all rules".to_owned())
        }
        Fault::Nameless => {
            ("suppression names no rule, so it silences nothing".to_owned(), "name the rule: `authlint: ignore[rule-id] reason`".to_owned())
        }
        Fault::Reasonless { ids } => {
            (format!("suppression of `{ids}` gives no reason"), "write after the bracket why this is safe here".to_owned())
        }
    };
    Finding {
        rule: &RULE,
        severity: RULE.severity,
        confidence: Confidence::High,
        message,
        help,
        place,
        endpoints: Vec::new(),
        evidence: Vec::new(),
        identity: format!("{fault:?}"),
    }
}
