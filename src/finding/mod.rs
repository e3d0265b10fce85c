//! What is reported: findings with their evidence.
//!
//! In: what rules say. Out: findings in a fixed order, with fingerprints, suppressions applied.
//! Never: renders.

use crate::facts::ir::Span;
use crate::rules::Rule;
use crate::source::FileId;

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
    /// What the fingerprint is made of: the resource and operation, and the normalised code of the located statement.
    pub identity: String,
}
