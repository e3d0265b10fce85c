//! Lowering of JavaScript, TypeScript and TSX.
//!
//! One dispatcher for statements (`statements`), one for expressions and patterns (`expressions`), one for types (`types`). Each tree node is
//! visited once; what has no place of its own in the IR (an error within an expression, a computed field name) waits in `leftovers`
//! and is put behind the statement it stood in.

mod definitions;
mod expressions;
mod kinds;
mod literals;
mod modules;
mod statements;
#[cfg(test)]
mod tests;
mod types;

use smallvec::SmallVec;

use self::kinds::Kind;
use super::build::{Builder, span};
use super::ir::*;
use crate::syntax::Node as Tree;

/// Lowers a whole file; the result is its module-level block.
pub(super) fn lower(builder: &mut Builder, root: Tree) -> NodeId {
    let mut lowering = Lowering::new(builder, root);
    lowering.note_comments(root);
    if lowering.has_errors {
        lowering.note_broken(root);
    }
    let mut items = Items::new();
    for statement in lowering.children(root) {
        lowering.statement(statement, &mut items);
    }
    lowering.make_exported_public(&items);
    let items = lowering.builder.list(&items);
    lowering.builder.add(root, NodeKind::Block(items))
}

type Trees<'t> = SmallVec<[Tree<'t>; 8]>;
type Items = SmallVec<[NodeId; 8]>;

struct Lowering<'b, 'a> {
    builder: &'b mut Builder<'a>,
    kinds: &'static [Kind],
    has_errors: bool,
    /// Within `declare`, where functions have no bodies.
    ambient: bool,
    leftovers: Vec<NodeId>,
    /// Names of what the module exports: `const helpers = module.exports`.
    own_exports: Vec<Sym>,
}

impl<'b, 'a, 't> Lowering<'b, 'a> {
    fn new(builder: &'b mut Builder<'a>, root: Tree<'t>) -> Self {
        let kinds = kinds::table(builder.dialect);
        Lowering { builder, kinds, has_errors: root.has_error(), ambient: false, leftovers: Vec::new(), own_exports: Vec::new() }
    }

    fn kind(&self, node: Tree) -> Kind {
        // An error's kind id lies beyond the table.
        self.kinds.get(node.kind_id() as usize).copied().unwrap_or(Kind::Error)
    }

    /// The named children of a node that may have any number of them, errors included.
    fn children(&mut self, node: Tree<'t>) -> Trees<'t> {
        self.collect(node, |kind| !kind.is_token())
    }

    /// The children of a node of a fixed form, tokens included. Errors between them become leftovers, so call it once a node.
    fn parts(&mut self, node: Tree<'t>) -> Trees<'t> {
        if self.has_errors {
            self.put_errors_aside(node);
        }
        self.peek(node)
    }

    /// Like `parts`, for a node that is yet to be lowered.
    fn peek(&mut self, node: Tree<'t>) -> Trees<'t> {
        self.collect(node, |kind| kind != Kind::Error)
    }

    fn collect(&mut self, node: Tree<'t>, keep: impl Fn(Kind) -> bool) -> Trees<'t> {
        let is_kept = |kind: Kind| kind != Kind::Comment && keep(kind);
        node.children().filter(|child| is_kept(self.kind(*child))).collect()
    }

    fn put_errors_aside(&mut self, node: Tree<'t>) {
        for error in self.collect(node, |kind| kind == Kind::Error) {
            let error = self.unknown(error);
            self.leftovers.push(error);
        }
    }

    /// The first part that is no token.
    fn first_node(&self, parts: &[Tree<'t>]) -> Option<Tree<'t>> {
        parts.iter().copied().find(|&part| !self.kind(part).is_token())
    }

    fn find(&self, parts: &[Tree<'t>], kind: Kind) -> Option<Tree<'t>> {
        parts.iter().copied().find(|&part| self.kind(part) == kind)
    }

    fn has(&self, parts: &[Tree<'t>], kind: Kind) -> bool {
        self.find(parts, kind).is_some()
    }

    /// The last part, if an `=` stands before it.
    fn initializer(&self, parts: &[Tree<'t>]) -> Option<Tree<'t>> {
        match parts {
            [.., equals, value] if self.kind(*equals) == Kind::Equals => Some(*value),
            _ => None,
        }
    }

    fn name(&mut self, node: Tree) -> NodeId {
        let name = self.builder.word(node);
        self.builder.add(node, NodeKind::Name(name))
    }

    fn name_at(&mut self, span: Span, name: Sym) -> NodeId {
        self.builder.add_at(span, NodeKind::Name(name))
    }

    /// A node that is not understood: its children are.
    fn unknown(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        self.unknown_of(node, &children)
    }

    /// Like `unknown`, when the parts were taken already.
    fn unknown_of(&mut self, node: Tree<'t>, parts: &[Tree<'t>]) -> NodeId {
        let mut items = Items::new();
        for &part in parts {
            if !self.kind(part).is_token() {
                self.statement(part, &mut items);
            }
        }
        let items = self.builder.list(&items);
        self.builder.add(node, NodeKind::Unknown(items))
    }

    /// Only comments that hold the word are kept, so they are found from the word; the walk need not look at comments.
    fn note_comments(&mut self, root: Tree) {
        let mut from = 0;
        for at in memchr::memmem::find_iter(self.builder.source.as_bytes(), "authlint") {
            if at < from {
                continue;
            }
            let Some(node) = root.last_from(at) else { continue };
            if self.kind(node) == Kind::Comment {
                self.builder.comment(node);
                from = node.end_byte();
            }
        }
    }

    fn note_broken(&mut self, root: Tree<'t>) {
        let mut waiting = vec![root];
        while let Some(node) = waiting.pop() {
            if node.is_error() || node.is_missing() {
                self.builder.broken(node);
            }
            let inner: Trees = node.children().filter(|child| child.has_error() || child.is_missing()).collect();
            waiting.extend(inner.into_iter().rev());
        }
    }
}

/// Runs what may call itself for every level of nesting, on a new piece of stack where the old one ends.
fn deep<T>(step: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, step)
}
