//! What is reported: findings with their evidence.
//!
//! In: what rules say. Out: findings in a fixed order, with fingerprints, suppressions applied.
//! Never: renders.

mod settle;
mod suppression;
#[cfg(test)]
mod tests;

use crate::facts::ir::Span;
use crate::rules::Rule;
use crate::source::FileId;
pub use settle::{Reported, Settled, settle};

/// A stretch of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub file: FileId,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    Low,
    Medium,
    High,
    Critical,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

impl Severity {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
            Severity::Critical => "critical",
        }
    }
}

impl Confidence {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// A route as a finding names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// Upper case, `ANY` for all.
    pub method: String,
    /// Full path; parameters as `{name}`.
    pub path: String,
}

/// A function that answers requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handler {
    pub name: String,
    /// The whole function, decorators included.
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EvidenceKind {
    Route,
    Guard,
    Input,
    Call,
    Access,
    Owner,
    Sibling,
    Check,
}

impl EvidenceKind {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            EvidenceKind::Route => "route",
            EvidenceKind::Guard => "guard",
            EvidenceKind::Input => "input",
            EvidenceKind::Call => "call",
            EvidenceKind::Access => "access",
            EvidenceKind::Owner => "owner",
            EvidenceKind::Sibling => "sibling",
            EvidenceKind::Check => "check",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub kind: EvidenceKind,
    pub message: String,
    pub place: Option<Place>,
}

/// One thing to be mended.
#[derive(Debug, Clone)]
pub struct Finding {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub confidence: Confidence,
    /// One sentence without a full stop, which makes sense alone.
    pub message: String,
    /// What to do, one sentence.
    pub help: String,
    /// Where the fix belongs, one or two lines.
    pub place: Place,
    /// The routes that lead there, each with its handler; empty where none does.
    pub endpoints: Vec<(Route, Handler)>,
    /// In the order a reader follows.
    pub evidence: Vec<Evidence>,
    /// What the fingerprint is made of: the resource and operation, and the normalised code of the located statement. The first
    /// line (resource and operation) also decides which findings of one handler are one.
    pub identity: String,
}
