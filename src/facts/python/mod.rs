//! Lowering of Python: the tree of the grammar `tree-sitter-python` to the language-neutral form.
//!
//! Statements stand in `statements`, functions and classes in `definitions`, annotations in `types`, `match` patterns in `patterns`.
//! Python has a few places where code stands that the form has no slot for (a local variable's annotation, what the parser could not
//! read in the middle of an expression): such *strays* stand as `Unknown` before the statement that holds them.

mod definitions;
mod expressions;
mod imports;
mod operators;
mod patterns;
mod statements;
mod strings;
#[cfg(test)]
mod tests;
mod types;

use smallvec::SmallVec;

use super::build::{Builder, span};
use super::ir::*;
use crate::syntax::Node as Tree;

/// Lowers a whole file; the result is its module-level block.
pub(super) fn lower(builder: &mut Builder, root: Tree) -> NodeId {
    let mut lowering = Lowering { builder, strays: Vec::new() };
    lowering.module(root)
}

/// Lowered nodes that will be a list's items.
type Items = SmallVec<[NodeId; 8]>;

/// Tree nodes that wait to be lowered.
type Trees<'t> = SmallVec<[Tree<'t>; 4]>;

/// A file on its way from tree to arena.
struct Lowering<'b, 'a> {
    builder: &'b mut Builder<'a>,
    /// Nodes without a place of their own, waiting for the end of their statement.
    strays: Vec<NodeId>,
}

impl<'a, 't> Lowering<'_, 'a> {
    /// The named children but comments, which are kept for suppressions, and pieces that the parser could not read, which become strays.
    ///
    /// So what is left stands in the order of the grammar's rule.
    fn parts(&mut self, node: Tree<'t>) -> Trees<'t> {
        let mut parts = self.children(node);
        if node.has_error() && parts.iter().any(|part| part.is_error()) {
            let unread: Trees = parts.iter().copied().filter(|part| part.is_error()).collect();
            parts.retain(|part| !part.is_error());
            for part in unread {
                let stray = self.expression(part);
                self.strays.push(stray);
            }
        }
        parts
    }

    /// The named children but comments.
    fn children(&mut self, node: Tree<'t>) -> Trees<'t> {
        self.select(node, |child| child.is_named())
    }

    /// The children to `keep`, comments and missing tokens noted.
    fn select(&mut self, node: Tree<'t>, keep: impl Fn(Tree<'t>) -> bool) -> Trees<'t> {
        let mut children = Trees::new();
        let may_miss = node.has_error();
        for child in node.children() {
            if may_miss && child.is_missing() {
                self.builder.broken(child);
            }
            if child.is_extra() && !child.is_error() {
                self.extra(child);
            } else if keep(child) {
                children.push(child);
            }
        }
        children
    }

    /// A comment, or the backslash of a continued line.
    fn extra(&mut self, node: Tree<'t>) {
        if node.kind() == "comment" {
            self.builder.comment(node);
        }
    }

    fn slice(&self, node: Tree<'t>) -> &'a str {
        self.builder.slice(node)
    }

    fn name(&mut self, node: Tree<'t>) -> NodeId {
        let word = self.builder.word(node);
        self.builder.add(node, NodeKind::Name(word))
    }

    fn list(&mut self, node: Tree<'t>, items: &[NodeId]) -> NodeId {
        let items = self.builder.list(items);
        self.builder.add(node, NodeKind::List(items))
    }

    /// One item as it is, several as a `List`.
    fn one_or_list(&mut self, node: Tree<'t>, items: &[NodeId]) -> NodeId {
        match items {
            &[item] => item,
            _ => {
                let list = self.builder.list(items);
                self.builder.add_at(span(node), NodeKind::List(list))
            }
        }
    }

    /// What stands where the tree has nothing: the code is broken, or says nothing.
    fn nothing(&mut self, at: Tree<'t>) -> NodeId {
        let empty = self.builder.list(&[]);
        self.builder.add_at(span(at), NodeKind::Unknown(empty))
    }

    /// Something not understood: its children are lowered, whatever they are.
    fn unknown(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = Items::new();
        for child in self.children(node) {
            self.statement(child, &mut items);
        }
        let items = self.builder.list(&items);
        self.builder.add(node, NodeKind::Unknown(items))
    }
}

/// Runs `f`, with more stack if little is left: code nests as deep as it likes.
fn with_stack<T>(f: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, f)
}
