//! What one file says, in language-neutral, owned form.
//!
//! In: a parsed file and what the queries captured in it. Out: `Facts`: imports, exports, functions, classes, the code as an arena
//! of nodes, and the captures as roles of those nodes.
//! Never: knows a path, another file, or which framework is in force; drops code silently (what is not understood is `Unknown`
//! with its children).

mod build;
pub mod ir;
mod javascript;
mod print;
mod python;
mod rust;

use serde::{Deserialize, Serialize};

pub use build::Builder;
use ir::*;
pub use print::{print, print_node};

use crate::syntax::{Capture, Dialect, Parsed};

/// Everything one file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub dialect: Dialect,
    strings: Vec<Box<str>>,
    nodes: Vec<Node>,
    pool: Vec<NodeId>,
    pub functions: Vec<Function>,
    pub classes: Vec<Class>,
    pub imports: Vec<Import>,
    pub exports: Vec<Export>,
    /// Module level, a `Block`; functions and classes stand in it as `Let`.
    pub top: NodeId,
    /// What the queries saw, ordered by anchor.
    pub matches: Vec<Match>,
    /// Comments that hold the word `authlint`, for suppressions: span and text.
    pub comments: Vec<(Span, Box<str>)>,
    /// Places the parser could not make sense of.
    pub broken: Vec<Span>,
}

/// One match of a query: the pattern it comes from, and what was captured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Index of the query file in the set (its framework), and of the pattern in it.
    pub query: u16,
    pub pattern: u16,
    /// What the anchor is seen as: `route`, `access.read`, ...
    pub role: Capture,
    /// The node that carries the role.
    pub anchor: NodeId,
    /// The other captures, in source order.
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub capture: Capture,
    pub span: Span,
    /// The node it was lowered to; `None` where it is only a word of its parent (a method's name).
    pub node: Option<NodeId>,
    /// Its text, for words and strings.
    pub text: Option<Sym>,
}

impl Match {
    /// The first part captured under this name.
    pub fn part(&self, capture: Capture) -> Option<&Part> {
        self.parts.iter().find(|part| part.capture == capture)
    }
}

impl Facts {
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.index()]
    }

    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.nodes[id.index()].kind
    }

    pub fn span(&self, id: NodeId) -> Span {
        self.nodes[id.index()].span
    }

    pub fn list(&self, list: List) -> &[NodeId] {
        &self.pool[list.start as usize..(list.start + list.len) as usize]
    }

    pub fn text(&self, sym: Sym) -> &str {
        &self.strings[sym.0 as usize]
    }

    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.index()]
    }

    pub fn class(&self, id: ClassId) -> &Class {
        &self.classes[id.index()]
    }

    /// Every string of the file; a `Sym` is its index.
    pub fn strings(&self) -> &[Box<str>] {
        &self.strings
    }

    /// The text of a `Name`.
    pub fn name(&self, id: NodeId) -> Option<&str> {
        match self.kind(id) {
            NodeKind::Name(sym) => Some(self.text(sym)),
            _ => None,
        }
    }

    /// The matches whose role stands on this node.
    pub fn matches_at(&self, id: NodeId) -> &[Match] {
        let from = self.matches.partition_point(|m| m.anchor < id);
        let to = from + self.matches[from..].partition_point(|m| m.anchor == id);
        &self.matches[from..to]
    }

    /// How many nodes the arena holds.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }
}

/// Reads one parsed file.
pub fn facts(parsed: &Parsed) -> Facts {
    let mut builder = Builder::new(parsed);
    let root = parsed.tree.root_node();
    let top = match parsed.dialect {
        Dialect::Python => python::lower(&mut builder, root),
        Dialect::JavaScript | Dialect::TypeScript | Dialect::Tsx => javascript::lower(&mut builder, root),
        Dialect::Rust => rust::lower(&mut builder, root),
    };
    builder.finish(top)
}
