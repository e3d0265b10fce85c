//! Operators: arithmetic, strings put together, logic and comparisons.

use smallvec::SmallVec;

use super::super::ir::*;
use super::{Items, Lowering, Trees};
use crate::syntax::Node as Tree;

/// A template inside another is opened up to this size, so that deep nesting does not copy long lists again and again.
const SMALL_TEMPLATE: u32 = 64;

/// `a + b + c`: the operands from left to right, and the operations, outermost first.
#[derive(Default)]
pub(super) struct Chain<'t> {
    pub(super) operands: Trees<'t>,
    pub(super) operations: Trees<'t>,
}

impl<'t> Lowering<'_, '_> {
    /// Any binary operator, its operands lowered by `lower`; a chain of the same operator is one operation.
    pub(super) fn binary(&mut self, node: Tree<'t>, lower: fn(&mut Self, Tree<'t>) -> NodeId) -> NodeId {
        let operator = operator(node);
        let chain = self.chain(node, operator);
        let operands: Items = chain.operands.iter().map(|operand| lower(self, *operand)).collect();
        let makes_text = matches!(operator, "+" | "%") && operands.iter().any(|operand| self.is_text(*operand));
        let kind = match operator {
            _ if makes_text => self.template(&chain.operands, &operands),
            "|" => NodeKind::Either(self.builder.list(&operands)),
            _ => NodeKind::Operate(self.builder.list(&operands)),
        };
        self.add_chain(&chain, kind)
    }

    /// `and`, `or`.
    pub(super) fn logic(&mut self, node: Tree<'t>) -> NodeId {
        let operator = operator(node);
        let chain = self.chain(node, operator);
        let operands = self.expressions(&chain.operands);
        let operands = self.builder.list(&operands);
        let op = if operator == "or" { LogicOp::Or } else { LogicOp::And };
        self.add_chain(&chain, NodeKind::Logic { op, operands })
    }

    /// Operators of one precedence lean left: follows them down to the first operand.
    fn chain(&mut self, node: Tree<'t>, word: &str) -> Chain<'t> {
        let mut chain = Chain::default();
        let mut current = node;
        loop {
            chain.operations.push(current);
            let parts = self.parts(current);
            let Some((left, rest)) = parts.split_first() else { break };
            chain.operands.extend(rest.iter().rev().copied());
            if left.kind() != node.kind() || operator(*left) != word {
                chain.operands.push(*left);
                break;
            }
            current = *left;
        }
        chain.operands.reverse();
        chain
    }

    /// Adds one node for the whole chain.
    pub(super) fn add_chain(&mut self, chain: &Chain<'t>, kind: NodeKind) -> NodeId {
        let Some((outermost, inner)) = chain.operations.split_first() else { return self.builder.add_at(Span { start: 0, end: 0 }, kind) };
        let id = self.builder.add(*outermost, kind);
        for operation in inner {
            self.builder.bind(*operation, id);
        }
        id
    }

    fn is_text(&self, id: NodeId) -> bool {
        matches!(self.builder.kind(id), NodeKind::Text(_) | NodeKind::Template(_))
    }

    /// `"a" + b`, `"a %s %s" % (b, c)`: the parts of all operands.
    fn template(&mut self, trees: &[Tree<'t>], operands: &[NodeId]) -> NodeKind {
        let mut parts = Items::new();
        for (tree, operand) in trees.iter().zip(operands) {
            match self.builder.kind(*operand) {
                NodeKind::Template(inner) if inner.len <= SMALL_TEMPLATE => parts.extend_from_slice(self.builder.items(inner)),
                NodeKind::List(items) if tree.kind() == "tuple" => parts.extend_from_slice(self.builder.items(items)),
                _ => parts.push(*operand),
            }
        }
        NodeKind::Template(self.builder.list(&parts))
    }

    pub(super) fn not(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let operands = self.expressions(&parts);
        let operands = self.builder.list(&operands);
        self.builder.add(node, NodeKind::Logic { op: LogicOp::Not, operands })
    }

    /// A value mixed of all parts: `-x`, `a:b`.
    pub(super) fn operation(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let operands = self.expressions(&parts);
        let operands = self.builder.list(&operands);
        self.builder.add(node, NodeKind::Operate(operands))
    }

    /// `a < b`; `a < b < c` is `a < b and b < c`.
    pub(super) fn comparison(&mut self, node: Tree<'t>) -> NodeId {
        let mut operators: SmallVec<[CompareOp; 2]> = SmallVec::new();
        let mut operands = Items::new();
        for part in self.select(node, |_| true) {
            match compare_op(part.kind()) {
                Some(op) => operators.push(op),
                None => operands.push(self.expression(part)),
            }
        }
        match (operators.as_slice(), operands.as_slice()) {
            (&[op], &[left, right]) => self.builder.add(node, NodeKind::Compare { op, left, right }),
            (operators, operands) if operators.len() + 1 == operands.len() => self.comparisons(node, operators, operands),
            _ => {
                let operands = self.builder.list(&operands);
                self.builder.add(node, NodeKind::Unknown(operands))
            }
        }
    }

    fn comparisons(&mut self, node: Tree<'t>, operators: &[CompareOp], operands: &[NodeId]) -> NodeId {
        let mut pairs = Items::new();
        for (op, pair) in operators.iter().zip(operands.windows(2)) {
            let &[left, right] = pair else { continue };
            let at = Span { start: self.builder.span_of(left).start, end: self.builder.span_of(right).end };
            pairs.push(self.builder.add_at(at, NodeKind::Compare { op: *op, left, right }));
        }
        let operands = self.builder.list(&pairs);
        self.builder.add(node, NodeKind::Logic { op: LogicOp::And, operands })
    }
}

/// The word between the operands.
fn operator<'t>(node: Tree<'t>) -> &'t str {
    match node.child_by_field_name("operator") {
        Some(operator) => operator.kind(),
        None => "",
    }
}

fn compare_op(word: &str) -> Option<CompareOp> {
    Some(match word {
        "==" | "is" => CompareOp::Equal,
        "!=" | "<>" | "is not" => CompareOp::NotEqual,
        "<" | "<=" | ">" | ">=" => CompareOp::Order,
        "in" => CompareOp::In,
        "not in" => CompareOp::NotIn,
        _ => return None,
    })
}
