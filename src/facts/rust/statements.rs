//! What stands in blocks and modules, one after the other.

use smallvec::SmallVec;

use super::super::ir::*;
use super::{Ids, Lower, Trees, span};
use crate::syntax::Node as Tree;

/// Attributes that stand before an item.
pub(super) type Attributes<'t> = SmallVec<[Tree<'t>; 4]>;

impl<'t> Lower<'_, '_> {
    /// Lowers the children of a block, a file or a module.
    pub(super) fn statements(&mut self, node: Tree<'t>) -> Ids {
        let children = self.children(node);
        let in_test = self.builder.in_test;
        let mut out = Ids::new();
        let mut attributes = Attributes::new();
        for child in children {
            match child.kind() {
                "attribute_item" => {
                    attributes.push(child);
                    continue;
                }
                "inner_attribute_item" => self.builder.in_test |= self.marks_test(child),
                "let_declaration" => self.let_declaration(child, &mut out),
                "expression_statement" => {
                    if let Some(inner) = self.first_child(child) {
                        out.push(self.same(child, inner, Self::expression));
                    }
                }
                "label" | "shebang" | "visibility_modifier" | "lifetime" => {}
                kind => {
                    if !self.item(child, kind, &attributes, &mut out) {
                        out.push(self.expression(child));
                    }
                }
            }
            attributes.clear();
        }
        self.builder.in_test = in_test;
        out
    }

    /// Calls `each` with every child that is not an attribute, and the attributes before it.
    pub(super) fn attributed(&mut self, node: Tree<'t>, mut each: impl FnMut(&mut Self, Tree<'t>, &[Tree<'t>])) {
        let mut attributes = Attributes::new();
        for child in self.children(node) {
            if child.kind() == "attribute_item" {
                attributes.push(child);
                continue;
            }
            each(self, child, &attributes);
            if child.kind() != "visibility_modifier" {
                attributes.clear();
            }
        }
    }

    /// A block whose value is its last node's.
    pub(super) fn block(&mut self, node: Tree<'t>) -> NodeId {
        if node.kind() != "block" {
            return self.expression(node);
        }
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
            let items = self.statements(node);
            let list = self.builder.list(&items);
            self.builder.add(node, NodeKind::Block(list))
        })
    }

    /// The block of a function, whose value is returned.
    pub(super) fn body_block(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.statements(node));
        if self.has_tail(node)
            && let Some(last) = items.last_mut()
        {
            *last = self.returned(*last);
        }
        let list = self.builder.list(&items);
        self.builder.add(node, NodeKind::Block(list))
    }

    /// Whether the block ends in an expression without a semicolon.
    fn has_tail(&mut self, block: Tree<'t>) -> bool {
        let children = self.children(block);
        let Some(last) = children.last() else { return false };
        match last.kind() {
            "expression_statement" => !self.builder.slice(*last).ends_with(';'),
            kind => kind == "macro_invocation" || !is_declaration(kind),
        }
    }

    /// `return value`, unless control never comes back from `value` or it has none.
    pub(super) fn returned(&mut self, value: NodeId) -> NodeId {
        match self.builder.kind(value) {
            NodeKind::Return(_) | NodeKind::Throw(_) | NodeKind::Jump | NodeKind::Let { .. } | NodeKind::Assign { .. } => value,
            NodeKind::Loop { head, .. } if self.builder.kind(head) != NodeKind::Null => value,
            _ => self.builder.add_at(self.builder.span_of(value), NodeKind::Return(Some(value))),
        }
    }

    /// `let x: T = v else { .. };`
    fn let_declaration(&mut self, node: Tree<'t>, out: &mut Ids) {
        let grammar = self.grammar;
        self.stated_type(node, out);
        let pattern = node.child_by_field_id(grammar.pattern);
        let value = node.child_by_field_id(grammar.value);
        let (Some(pattern), Some(value)) = (pattern, value) else { return };
        let value = self.expression(value);
        let target = self.pattern(pattern);
        let kind = NodeKind::Let { target, value };
        let Some(alternative) = node.child_by_field_id(grammar.alternative) else {
            out.push(self.builder.add(node, kind));
            return;
        };
        let at = Span { start: node.start_byte() as u32, end: self.builder.span_of(value).end };
        let binding = self.builder.add_at(at, kind);
        let operands = self.builder.list(&[binding]);
        let cond = self.builder.add_at(at, NodeKind::Logic { op: LogicOp::Not, operands });
        let then = self.block(alternative);
        out.push(self.builder.add(node, NodeKind::If { cond, then, otherwise: None }));
    }

    /// Keeps the type that a `let`, `const` or `static` states, as an `Unknown` before it.
    pub(super) fn stated_type(&mut self, node: Tree<'t>, out: &mut Ids) {
        let Some(ty) = node.child_by_field_id(self.grammar.r#type) else { return };
        let id = self.ty(ty);
        let list = self.builder.list(&[id]);
        out.push(self.builder.add_at(span(ty), NodeKind::Unknown(list)));
    }

    /// The children of a node that are not attributes.
    pub(super) fn bare_children(&mut self, node: Tree<'t>) -> Trees<'t> {
        let mut children = self.children(node);
        children.retain(|child| !matches!(child.kind(), "attribute_item" | "inner_attribute_item"));
        children
    }
}

fn is_declaration(kind: &str) -> bool {
    kind.ends_with("_item") || kind.ends_with("_declaration") || matches!(kind, "empty_statement" | "macro_definition" | "associated_type")
}
