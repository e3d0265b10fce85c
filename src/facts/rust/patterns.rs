//! Patterns: of parameters, `let`, `for` and `match`.

use super::super::ir::*;
use super::{Ids, Lower, Trees, span};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// Lowers a pattern. `ref`, `mut` and `&` leave no trace; alternatives are a `Logic` `Or`, the rest `..` is a `Spread`.
    pub(super) fn pattern(&mut self, node: Tree<'t>) -> NodeId {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.pattern_of_kind(node))
    }

    fn pattern_of_kind(&mut self, node: Tree<'t>) -> NodeId {
        match node.kind() {
            "identifier" | "_" | "self" => self.name(node),
            "tuple_pattern" if is_group(node) => match self.first_child(node) {
                Some(inner) => self.same(node, inner, Self::pattern),
                None => self.unknown(node),
            },
            "tuple_pattern" | "slice_pattern" => {
                let children = self.children(node);
                let list = self.each(&children, Self::pattern);
                self.builder.add(node, NodeKind::List(list))
            }
            "tuple_struct_pattern" => self.tuple_struct_pattern(node),
            "struct_pattern" => self.struct_pattern(node),
            "mut_pattern" | "ref_pattern" | "reference_pattern" => match self.children(node).last() {
                Some(inner) => self.same(node, *inner, Self::pattern),
                None => self.unknown(node),
            },
            "captured_pattern" => self.captured_pattern(node),
            "or_pattern" => self.or_pattern(node),
            "remaining_field_pattern" => {
                let blank = self.blank(span(node));
                self.builder.add(node, NodeKind::Spread(blank))
            }
            "range_pattern" => {
                let children = self.children(node);
                let list = self.each(&children, Self::expression);
                self.builder.add(node, NodeKind::Operate(list))
            }
            // None::<T>
            "generic_pattern" => match self.first_child(node) {
                Some(path) => self.same(node, path, Self::path),
                None => self.unknown(node),
            },
            _ => self.expression(node),
        }
    }

    /// The name `_`.
    pub(super) fn blank(&mut self, span: Span) -> NodeId {
        let sym = self.builder.intern("_");
        self.builder.add_at(span, NodeKind::Name(sym))
    }

    /// `Path(id)`
    fn tuple_struct_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        let Some((ty, fields)) = children.split_first() else { return self.unknown(node) };
        let callee = self.ty(*ty);
        let args = self.each(fields, Self::pattern);
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    /// `Order { id, owner: who, .. }`
    fn struct_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        let Some((ty, fields)) = children.split_first() else { return self.unknown(node) };
        let callee = self.ty(*ty);
        let entries = self.each(fields, Self::field_pattern);
        let at = Span { start: ty.end_byte() as u32, end: node.end_byte() as u32 };
        let object = self.builder.add_at(at, NodeKind::Object(entries));
        let args = self.builder.list(&[object]);
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    fn field_pattern(&mut self, node: Tree<'t>) -> NodeId {
        if node.kind() != "field_pattern" {
            return self.pattern(node);
        }
        let Some(field) = node.child_by_field_id(self.grammar.name) else { return self.unknown(node) };
        let name = self.word(field);
        let value = match node.child_by_field_id(self.grammar.pattern) {
            Some(pattern) => self.pattern(pattern),
            None => self.name(field),
        };
        self.builder.add(node, NodeKind::Named { name, value })
    }

    /// `all @ Some(_)` names the value twice; `[first, rest @ ..]` names the rest.
    fn captured_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        let [name, pattern] = children.as_slice() else { return self.unknown(node) };
        let name = self.name(*name);
        if pattern.kind() == "remaining_field_pattern" {
            return self.builder.add(node, NodeKind::Spread(name));
        }
        let pattern = self.pattern(*pattern);
        let list = self.builder.list(&[name, pattern]);
        self.builder.add(node, NodeKind::Unknown(list))
    }

    fn or_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let mut open = Trees::from_slice(&[node]);
        let mut alternatives = Ids::new();
        while let Some(next) = open.pop() {
            match next.kind() {
                "or_pattern" => open.extend(self.children(next).into_iter().rev()),
                _ => alternatives.push(self.pattern(next)),
            }
        }
        let operands = self.builder.list(&alternatives);
        self.builder.add(node, NodeKind::Logic { op: LogicOp::Or, operands })
    }
}

/// `(a)` is `a`; the grammar takes it for a tuple.
fn is_group(tuple: Tree) -> bool {
    tuple.child_count() == 3 && tuple.child(1).is_some_and(|inner| inner.kind() != "remaining_field_pattern")
}
