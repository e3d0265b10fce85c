//! Expressions that compute a value.

use super::super::ir::*;
use super::{Ids, Lower, Trees, span};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// Lowers an expression.
    pub(super) fn expression(&mut self, node: Tree<'t>) -> NodeId {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.expression_of_kind(node))
    }

    fn expression_of_kind(&mut self, node: Tree<'t>) -> NodeId {
        let grammar = self.grammar;
        match node.kind() {
            "identifier" | "self" | "super" | "crate" | "metavariable" | "type_identifier" | "primitive_type" | "field_identifier"
            | "_" => self.name(node),
            "scoped_identifier" | "scoped_type_identifier" => self.path(node),
            "field_expression" => self.field(node),
            "call_expression" => self.call(node),
            "string_literal" | "raw_string_literal" | "char_literal" => self.text(node),
            "integer_literal" | "float_literal" | "negative_literal" => self.number(node),
            "boolean_literal" => self.boolean(node),
            "reference_expression" | "type_cast_expression" => match node.child_by_field_id(grammar.value) {
                Some(inner) => self.same(node, inner, Self::expression),
                None => self.unknown(node),
            },
            "parenthesized_expression" | "expression_statement" => self.inside(node, Self::expression),
            "unsafe_block" | "async_block" | "gen_block" | "const_block" => self.inside(node, Self::block),
            "block" => self.block(node),
            "await_expression" => self.wrapped(node, NodeKind::Await),
            "try_expression" => self.wrapped(node, NodeKind::Propagate),
            "macro_invocation" => self.macro_invocation(node),
            "closure_expression" => self.closure(node),
            "if_expression" => self.choice(node),
            "match_expression" => self.matching(node),
            "binary_expression" => self.binary(node),
            "unary_expression" => self.unary(node),
            "assignment_expression" => self.assignment(node),
            "compound_assignment_expr" => self.compound_assignment(node),
            "return_expression" => self.returning(node),
            "yield_expression" => {
                let value = self.first_child(node).map(|value| self.expression(value));
                self.builder.add(node, NodeKind::Yield(value))
            }
            "struct_expression" => self.construction(node),
            "tuple_expression" => {
                let items = self.bare_children(node);
                let list = self.each(&items, Self::expression);
                self.builder.add(node, NodeKind::List(list))
            }
            "unit_expression" => {
                let list = self.builder.list(&[]);
                self.builder.add(node, NodeKind::List(list))
            }
            "array_expression" => self.array(node),
            "index_expression" => self.index(node),
            "range_expression" => self.operands(node),
            "generic_function" => self.generic_function(node),
            "let_condition" => self.let_condition(node),
            "let_chain" => self.let_chain(node),
            "for_expression" => self.for_loop(node),
            "while_expression" => self.while_loop(node),
            "loop_expression" => self.endless_loop(node),
            "break_expression" => self.break_out(node),
            "continue_expression" => self.builder.add(node, NodeKind::Jump),
            "try_block" => self.try_block(node),
            "generic_type" | "reference_type" | "tuple_type" | "array_type" | "bracketed_type" | "dynamic_type" | "abstract_type" => {
                self.ty(node)
            }
            _ => self.unknown(node),
        }
    }

    /// A wrapper around one expression or block, which may be preceded by a label.
    fn inside(&mut self, node: Tree<'t>, lower: impl FnOnce(&mut Self, Tree<'t>) -> NodeId) -> NodeId {
        match self.children(node).last() {
            Some(inner) => self.same(node, *inner, lower),
            None => self.unknown(node),
        }
    }

    fn wrapped(&mut self, node: Tree<'t>, kind: impl FnOnce(NodeId) -> NodeKind) -> NodeId {
        let Some(inner) = self.first_child(node) else { return self.unknown(node) };
        let value = self.expression(inner);
        self.builder.add(node, kind(value))
    }

    fn operands(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        let list = self.each(&children, Self::expression);
        self.builder.add(node, NodeKind::Operate(list))
    }

    fn field(&mut self, node: Tree<'t>) -> NodeId {
        let value = node.child_by_field_id(self.grammar.value);
        let field = node.child_by_field_id(self.grammar.field);
        let (Some(value), Some(field)) = (value, field) else { return self.unknown(node) };
        let base = self.expression(value);
        let name = self.word(field);
        self.builder.add(node, NodeKind::Member { base, name })
    }

    fn call(&mut self, node: Tree<'t>) -> NodeId {
        let function = node.child_by_field_id(self.grammar.function);
        let arguments = node.child_by_field_id(self.grammar.arguments);
        let (Some(function), Some(arguments)) = (function, arguments) else { return self.unknown(node) };
        let callee = self.expression(function);
        let arguments = self.bare_children(arguments);
        let args = self.each(&arguments, Self::expression);
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    /// `query_as::<_, Order>`
    fn generic_function(&mut self, node: Tree<'t>) -> NodeId {
        let function = node.child_by_field_id(self.grammar.function);
        let arguments = node.child_by_field_id(self.grammar.type_arguments);
        let (Some(function), Some(arguments)) = (function, arguments) else { return self.unknown(node) };
        let base = self.expression(function);
        self.indexed(node, base, arguments)
    }

    /// `Order { id, owner: me.id, ..base }` is a call with one object.
    fn construction(&mut self, node: Tree<'t>) -> NodeId {
        let name = node.child_by_field_id(self.grammar.name);
        let body = node.child_by_field_id(self.grammar.body);
        let (Some(name), Some(body)) = (name, body) else { return self.unknown(node) };
        let callee = self.ty(name);
        let fields = self.children(body);
        let entries = self.each(&fields, Self::initializer);
        let object = self.builder.add(body, NodeKind::Object(entries));
        let args = self.builder.list(&[object]);
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    fn initializer(&mut self, node: Tree<'t>) -> NodeId {
        match node.kind() {
            "shorthand_field_initializer" => {
                let Some(field) = self.bare_children(node).last().copied() else { return self.unknown(node) };
                let name = self.word(field);
                let value = self.name(field);
                self.builder.add(node, NodeKind::Named { name, value })
            }
            "field_initializer" => {
                let field = node.child_by_field_id(self.grammar.field);
                let value = node.child_by_field_id(self.grammar.value);
                let (Some(field), Some(value)) = (field, value) else { return self.unknown(node) };
                let name = self.word(field);
                let value = self.expression(value);
                self.builder.add(node, NodeKind::Named { name, value })
            }
            "base_field_initializer" => self.wrapped(node, NodeKind::Spread),
            _ => self.expression(node),
        }
    }

    /// `[a, b]`; in `[value; length]` the two mix.
    fn array(&mut self, node: Tree<'t>) -> NodeId {
        let is_repeated = node.child_by_field_id(self.grammar.length).is_some();
        let items = self.bare_children(node);
        let list = self.each(&items, Self::expression);
        self.builder.add(node, if is_repeated { NodeKind::Operate(list) } else { NodeKind::List(list) })
    }

    fn index(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        let [base, index] = children.as_slice() else { return self.unknown(node) };
        let base = self.expression(*base);
        let index = self.expression(*index);
        self.builder.add(node, NodeKind::Index { base, index })
    }

    fn unary(&mut self, node: Tree<'t>) -> NodeId {
        let Some(inner) = self.first_child(node) else { return self.unknown(node) };
        match self.builder.slice(node).as_bytes().first() {
            Some(b'*') => self.same(node, inner, Self::expression),
            Some(b'-') if matches!(inner.kind(), "integer_literal" | "float_literal") => self.number(node),
            operator => {
                let value = self.expression(inner);
                let list = self.builder.list(&[value]);
                let not = NodeKind::Logic { op: LogicOp::Not, operands: list };
                self.builder.add(node, if operator == Some(&b'!') { not } else { NodeKind::Operate(list) })
            }
        }
    }

    fn binary(&mut self, node: Tree<'t>) -> NodeId {
        let Some(operator) = node.child_by_field_id(self.grammar.operator) else { return self.unknown(node) };
        match operator.kind() {
            "&&" => self.logic(node, LogicOp::And, "&&"),
            "||" => self.logic(node, LogicOp::Or, "||"),
            "+" => self.sum(node),
            "==" => self.comparison(node, CompareOp::Equal),
            "!=" => self.comparison(node, CompareOp::NotEqual),
            "<" | "<=" | ">" | ">=" => self.comparison(node, CompareOp::Order),
            _ => self.operands(node),
        }
    }

    fn logic(&mut self, node: Tree<'t>, op: LogicOp, operator: &str) -> NodeId {
        let operands = self.chain(node, operator);
        let operands = self.builder.list(&operands);
        self.builder.add(node, NodeKind::Logic { op, operands })
    }

    /// A sum in which a string stands is a string.
    fn sum(&mut self, node: Tree<'t>) -> NodeId {
        let operands = self.chain(node, "+");
        let has_string = operands.iter().any(|id| matches!(self.builder.kind(*id), NodeKind::Text(_) | NodeKind::Template(_)));
        let kind = if has_string { self.joined(&operands) } else { NodeKind::Operate(self.builder.list(&operands)) };
        self.builder.add(node, kind)
    }

    /// The operands of `a && b && c`: the tree leans to the left.
    fn chain(&mut self, node: Tree<'t>, operator: &str) -> Ids {
        let grammar = self.grammar;
        let mut rights = Trees::new();
        let mut left = node;
        while left.kind() == "binary_expression" && left.child_by_field_id(grammar.operator).is_some_and(|found| found.kind() == operator) {
            let sides = (left.child_by_field_id(grammar.left), left.child_by_field_id(grammar.right));
            let (Some(first), Some(second)) = sides else { break };
            rights.push(second);
            left = first;
        }
        let mut operands = Ids::new();
        operands.push(if left.id() == node.id() { self.unknown(left) } else { self.expression(left) });
        for right in rights.into_iter().rev() {
            operands.push(self.expression(right));
        }
        operands
    }

    fn comparison(&mut self, node: Tree<'t>, op: CompareOp) -> NodeId {
        let left = node.child_by_field_id(self.grammar.left);
        let right = node.child_by_field_id(self.grammar.right);
        let (Some(left), Some(right)) = (left, right) else { return self.unknown(node) };
        let left = self.expression(left);
        let right = self.expression(right);
        self.builder.add(node, NodeKind::Compare { op, left, right })
    }

    fn assignment(&mut self, node: Tree<'t>) -> NodeId {
        let left = node.child_by_field_id(self.grammar.left);
        let right = node.child_by_field_id(self.grammar.right);
        let (Some(left), Some(right)) = (left, right) else { return self.unknown(node) };
        let value = self.expression(right);
        let target = self.expression(left);
        self.builder.add(node, NodeKind::Assign { target, value })
    }

    /// `x += v`
    fn compound_assignment(&mut self, node: Tree<'t>) -> NodeId {
        let left = node.child_by_field_id(self.grammar.left);
        let right = node.child_by_field_id(self.grammar.right);
        let (Some(left), Some(right)) = (left, right) else { return self.unknown(node) };
        let target = self.expression(left);
        let added = self.expression(right);
        let list = self.builder.list(&[target, added]);
        let value = self.builder.add_at(span(node), NodeKind::Operate(list));
        self.builder.add(node, NodeKind::Assign { target, value })
    }
}
