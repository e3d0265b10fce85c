//! Expressions that decide what runs next.

use super::super::ir::*;
use super::{Lower, span};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    pub(super) fn choice(&mut self, node: Tree<'t>) -> NodeId {
        let condition = node.child_by_field_id(self.grammar.condition);
        let consequence = node.child_by_field_id(self.grammar.consequence);
        let (Some(condition), Some(consequence)) = (condition, consequence) else { return self.unknown(node) };
        let cond = self.expression(condition);
        let then = self.block(consequence);
        let otherwise = node.child_by_field_id(self.grammar.alternative);
        let otherwise = otherwise.map(|clause| match self.first_child(clause) {
            Some(inner) => self.same(clause, inner, Self::block),
            None => self.unknown(clause),
        });
        self.builder.add(node, NodeKind::If { cond, then, otherwise })
    }

    /// `let Some(x) = y` in a condition.
    pub(super) fn let_condition(&mut self, node: Tree<'t>) -> NodeId {
        let pattern = node.child_by_field_id(self.grammar.pattern);
        let value = node.child_by_field_id(self.grammar.value);
        let (Some(pattern), Some(value)) = (pattern, value) else { return self.unknown(node) };
        let value = self.expression(value);
        let target = self.pattern(pattern);
        self.builder.add(node, NodeKind::Let { target, value })
    }

    /// `a && let Some(x) = y && b`
    pub(super) fn let_chain(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        let operands = self.each(&children, Self::expression);
        self.builder.add(node, NodeKind::Logic { op: LogicOp::And, operands })
    }

    pub(super) fn matching(&mut self, node: Tree<'t>) -> NodeId {
        let value = node.child_by_field_id(self.grammar.value);
        let body = node.child_by_field_id(self.grammar.body);
        let (Some(value), Some(body)) = (value, body) else { return self.unknown(node) };
        let subject = self.expression(value);
        let arms = self.bare_children(body);
        let arms = self.each(&arms, Self::arm);
        self.builder.add(node, NodeKind::Match { subject, arms })
    }

    fn arm(&mut self, node: Tree<'t>) -> NodeId {
        let pattern = node.child_by_field_id(self.grammar.pattern);
        let value = node.child_by_field_id(self.grammar.value);
        let (Some(pattern), Some(value)) = (pattern, value) else { return self.unknown(node) };
        let (pattern, guard) = self.match_pattern(pattern);
        let body = self.expression(value);
        self.builder.add(node, NodeKind::Arm { pattern, guard, body })
    }

    /// A pattern and its guard.
    pub(super) fn match_pattern(&mut self, node: Tree<'t>) -> (NodeId, Option<NodeId>) {
        let Some(inner) = self.first_child(node) else { return (self.unknown(node), None) };
        let pattern = self.same(node, inner, Self::pattern);
        let guard = node.child_by_field_id(self.grammar.condition).map(|guard| self.expression(guard));
        (pattern, guard)
    }

    pub(super) fn for_loop(&mut self, node: Tree<'t>) -> NodeId {
        let grammar = self.grammar;
        let pattern = node.child_by_field_id(grammar.pattern);
        let value = node.child_by_field_id(grammar.value);
        let body = node.child_by_field_id(grammar.body);
        let (Some(pattern), Some(value), Some(body)) = (pattern, value, body) else { return self.unknown(node) };
        let value = self.expression(value);
        let at = Span { start: pattern.start_byte() as u32, end: self.builder.span_of(value).end };
        let target = self.pattern(pattern);
        let head = self.builder.add_at(at, NodeKind::Let { target, value });
        let body = self.block(body);
        self.builder.add(node, NodeKind::Loop { head, body })
    }

    pub(super) fn while_loop(&mut self, node: Tree<'t>) -> NodeId {
        let condition = node.child_by_field_id(self.grammar.condition);
        let body = node.child_by_field_id(self.grammar.body);
        let (Some(condition), Some(body)) = (condition, body) else { return self.unknown(node) };
        let head = self.expression(condition);
        let body = self.block(body);
        self.builder.add(node, NodeKind::Loop { head, body })
    }

    pub(super) fn endless_loop(&mut self, node: Tree<'t>) -> NodeId {
        let Some(body) = node.child_by_field_id(self.grammar.body) else { return self.unknown(node) };
        let start = node.start_byte() as u32;
        let head = self.builder.add_at(Span { start, end: start }, NodeKind::Null);
        let body = self.block(body);
        self.builder.add(node, NodeKind::Loop { head, body })
    }

    /// `break 'outer value`: the value stands beside the jump.
    pub(super) fn break_out(&mut self, node: Tree<'t>) -> NodeId {
        let value = self.children(node).into_iter().find(|child| child.kind() != "label");
        let Some(value) = value else { return self.builder.add(node, NodeKind::Jump) };
        let value = self.expression(value);
        let jump = self.builder.add_at(span(node), NodeKind::Jump);
        let list = self.builder.list(&[value, jump]);
        self.builder.add(node, NodeKind::Unknown(list))
    }

    /// `return v`; `return bail!(..)` is the `Throw` alone.
    pub(super) fn returning(&mut self, node: Tree<'t>) -> NodeId {
        let value = self.first_child(node).map(|value| self.expression(value));
        match value {
            Some(value) if matches!(self.builder.kind(value), NodeKind::Throw(_)) => {
                self.builder.bind(node, value);
                value
            }
            _ => self.builder.add(node, NodeKind::Return(value)),
        }
    }

    /// `try { .. }`: what `?` gives up in it stays in it.
    pub(super) fn try_block(&mut self, node: Tree<'t>) -> NodeId {
        let Some(body) = self.first_child(node) else { return self.unknown(node) };
        let body = self.block(body);
        let handlers = self.builder.list(&[]);
        self.builder.add(node, NodeKind::Try { body, handlers, finally: None })
    }
}
