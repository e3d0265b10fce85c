//! Lowering of Rust: one file a construct.
//!
//! `items` and `imports` read what stands in modules, `statements` what stands in blocks, `expressions`, `patterns` and `types` what
//! their names say. Arguments of macros and attributes are bare tokens in the tree: `tokens` makes expressions of them, `macros` knows
//! what the common macros mean.

mod attributes;
mod control;
mod expressions;
mod format;
mod generics;
mod imports;
mod items;
mod literals;
mod macros;
mod patterns;
mod reparse;
mod statements;
#[cfg(test)]
mod tests;
mod tokens;
mod types;

use std::sync::LazyLock;

use smallvec::SmallVec;

use super::build::{Builder, span};
use super::ir::*;
use crate::syntax::{Dialect, Node as Tree};
use reparse::Reparser;

/// Lowers a whole file; the result is its module-level block.
pub(super) fn lower(builder: &mut Builder, root: Tree) -> NodeId {
    survey(builder, root);
    let mut reparser = Reparser::default();
    let mut lower = Lower { builder, grammar: &GRAMMAR, reparser: &mut reparser, bounds: Vec::new() };
    let items = lower.statements(root);
    let list = lower.builder.list(&items);
    lower.builder.add(root, NodeKind::Block(list))
}

/// Walks over one tree: the file's, or that of a macro's arguments.
struct Lower<'b, 'a> {
    builder: &'b mut Builder<'a>,
    grammar: &'static Grammar,
    reparser: &'b mut Reparser,
    /// The bounds of the type parameters in sight.
    bounds: Vec<(Sym, NodeId)>,
}

type Trees<'t> = SmallVec<[Tree<'t>; 8]>;
type Ids = SmallVec<[NodeId; 8]>;

macro_rules! grammar {
    ($($field:ident)*) => {
        /// What the grammar calls its fields, as numbers: asking by name costs a search.
        struct Grammar {
            $($field: u16,)*
            /// The kind of the token `_`, which counts as a child though it has no name.
            underscore: u16,
        }

        static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
            let language = Dialect::Rust.language();
            Grammar {
                $($field: language.field_id_for_name(stringify!($field).trim_start_matches("r#")).map_or(0, |id| id.get()),)*
                underscore: language.id_for_node_kind("_", false),
            }
        });
    };
}

grammar! {
    alias alternative argument arguments body bounds condition consequence element field function left length list r#macro name operator
    parameters path pattern return_type right r#trait r#type type_arguments type_parameters value
}

impl<'t> Lower<'_, '_> {
    /// The children that mean something: no punctuation, keywords or comments.
    fn children(&mut self, node: Tree<'t>) -> Trees<'t> {
        let underscore = self.grammar.underscore;
        self.children_if(node, |child| child.is_named() || child.kind_id() == underscore)
    }

    /// All children but comments.
    fn tokens(&mut self, node: Tree<'t>) -> Trees<'t> {
        self.children_if(node, |_| true)
    }

    fn children_if(&mut self, node: Tree<'t>, keep: impl Fn(Tree<'t>) -> bool) -> Trees<'t> {
        node.children().filter(|child| keep(*child) && (!child.is_extra() || child.is_error())).collect()
    }

    fn first_child(&mut self, node: Tree<'t>) -> Option<Tree<'t>> {
        self.children(node).first().copied()
    }

    /// A `Name` of the node's text.
    fn name(&mut self, node: Tree<'t>) -> NodeId {
        let sym = self.word(node);
        self.builder.add(node, NodeKind::Name(sym))
    }

    /// The node's text, without the `r#` of raw identifiers.
    fn word(&mut self, node: Tree<'t>) -> Sym {
        let text = self.builder.slice(node);
        self.builder.intern(text.strip_prefix("r#").unwrap_or(text))
    }

    /// `a.b.c` of `a::b::c`.
    fn path(&mut self, node: Tree<'t>) -> NodeId {
        let mut segments = Trees::new();
        let mut head = node;
        while let "scoped_identifier" | "scoped_type_identifier" = head.kind() {
            segments.push(head);
            match head.child_by_field_id(self.grammar.path) {
                Some(path) => head = path,
                None => break,
            }
        }
        let mut base = match head.kind() {
            "scoped_identifier" | "scoped_type_identifier" => None,
            // Vec::<u8>::new: the path is what matters
            "generic_type" => Some(match head.child_by_field_id(self.grammar.r#type) {
                Some(ty) => self.same(head, ty, Self::path),
                None => self.unknown(head),
            }),
            "bracketed_type" => Some(self.ty(head)),
            _ => Some(self.name(head)),
        };
        for segment in segments.into_iter().rev() {
            let Some(name) = segment.child_by_field_id(self.grammar.name) else { return self.unknown(node) };
            let sym = self.word(name);
            let kind = base.map_or(NodeKind::Name(sym), |base| NodeKind::Member { base, name: sym });
            let id = self.builder.add(segment, kind);
            self.builder.bind(name, id);
            base = Some(id);
        }
        base.unwrap_or_else(|| self.unknown(node))
    }

    /// Lowers what a wrapper holds; the wrapper itself adds no node.
    fn same(&mut self, wrapper: Tree<'t>, inner: Tree<'t>, lower: impl FnOnce(&mut Self, Tree<'t>) -> NodeId) -> NodeId {
        let id = lower(self, inner);
        self.builder.bind(wrapper, id);
        id
    }

    fn each(&mut self, nodes: &[Tree<'t>], mut lower: impl FnMut(&mut Self, Tree<'t>) -> NodeId) -> List {
        let ids: Ids = nodes.iter().map(|node| lower(self, *node)).collect();
        self.builder.list(&ids)
    }

    /// Keeps what is not understood, its children lowered.
    fn unknown(&mut self, node: Tree<'t>) -> NodeId {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
            let items = self.statements(node);
            let list = self.builder.list(&items);
            self.builder.add(node, NodeKind::Unknown(list))
        })
    }
}

/// Keeps comments and the places that did not parse. Most files have neither suppressions nor errors, and are not walked.
fn survey(builder: &mut Builder, root: Tree) {
    let suppressions = memchr::memmem::find(builder.source.as_bytes(), b"authlint").is_some();
    if !suppressions && !root.has_error() {
        return;
    }
    for node in root.descendants() {
        if node.is_error() || node.is_missing() {
            builder.broken(node);
        } else if node.is_extra() {
            builder.comment(node);
        }
    }
}
