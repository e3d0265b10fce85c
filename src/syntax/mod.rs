//! Trees, and what the queries see in them.
//!
//! In: a file's text and dialect. Out: its tree and the captures of every pattern of `queries/` that matches, found in one walk.
//! Never: knows a path, another file, or what a capture means for a verdict.

mod capture;
mod check;
mod compiled;
mod direct;
mod error;
mod grammar;
mod header;
mod index;
mod key;
mod list;
mod pattern;
mod plan;
mod set;
#[cfg(test)]
mod tests;
mod tree;
mod walk;
mod wholesale;

pub use capture::{CAPTURES, Capture};
pub use error::QueryError;
pub use header::{PatternRule, Procedures, RouteFiles};
pub use list::{list, print_captures, vocabulary};
use serde::{Deserialize, Serialize};
pub use set::{Deferred, PatternInfo, QueryFile, QuerySet};
pub use tree::{Node, Tree};
pub use wholesale::parse_wholesale;

use crate::facts::ir::Span;

/// A grammar. `.jsx` is JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Dialect {
    Python,
    JavaScript,
    TypeScript,
    Tsx,
    Rust,
}

/// All dialects, in the order of their numbers.
pub const DIALECTS: [Dialect; 5] = [Dialect::Python, Dialect::JavaScript, Dialect::TypeScript, Dialect::Tsx, Dialect::Rust];

/// A parsed file and what was captured in it.
#[derive(Debug)]
pub struct Parsed {
    pub text: String,
    pub dialect: Dialect,
    pub tree: Tree,
    pub captured: Vec<Captured>,
    /// Patterns that were given up at some node, as `queries/python/flask.scm:12: ...`.
    pub limits: Vec<String>,
}

/// One match of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// Index of the query file in the set, and of the pattern in it.
    pub query: u16,
    pub pattern: u16,
    /// The anchor's capture: what the matched code is seen as.
    pub role: Capture,
    pub anchor: CapturedNode,
    /// Every public capture, the anchor included, in source order. Captures that start with `_` are left out.
    pub nodes: Vec<(Capture, CapturedNode)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapturedNode {
    /// Its place in the tree.
    pub id: u32,
    pub span: Span,
    /// A leaf, or a string: its text is worth keeping.
    pub is_word: bool,
}

/// Parses a text and finds what the built-in queries see in it.
pub fn parse(text: String, dialect: Dialect) -> Parsed {
    parse_with(QuerySet::builtin(), text, dialect)
}

/// Only parses: what everything else is measured against.
pub fn parse_bare(text: &str, dialect: Dialect) -> tree_sitter::Tree {
    grammar::tree(text, dialect, None)
}

/// Parses a text and finds what a set of queries sees in it.
pub fn parse_with(set: &QuerySet, text: String, dialect: Dialect) -> Parsed {
    // The parser's tree takes ten times the room of the text, so it is dropped here.
    let (tree, walk::Seen { captured, limits }) = {
        let parsed = grammar::tree(&text, dialect, None);
        let tree = Tree::of(&parsed, dialect);
        let seen = walk::walk(set, &parsed, &tree, &text, dialect);
        (tree, seen)
    };
    Parsed { text, dialect, tree, captured, limits }
}
