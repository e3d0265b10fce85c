//! Types, which are nodes like expressions.

use super::super::ir::*;
use super::{Ids, Lower, Trees, span};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// Lowers a type. References, pointers, `dyn`, `impl` and lifetimes leave no trace.
    pub(super) fn ty(&mut self, node: Tree<'t>) -> NodeId {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.type_of_kind(node))
    }

    fn type_of_kind(&mut self, node: Tree<'t>) -> NodeId {
        let grammar = self.grammar;
        match node.kind() {
            "type_identifier" => {
                let name = self.word(node);
                match self.bound_of(name) {
                    Some(bound) => bound,
                    None => self.name(node),
                }
            }
            "primitive_type" | "identifier" | "metavariable" | "self" | "never_type" => self.name(node),
            "scoped_type_identifier" | "scoped_identifier" => self.path(node),
            "generic_type" => self.generic_type(node),
            "reference_type" | "pointer_type" | "higher_ranked_trait_bound" | "qualified_type" => self.type_inside(node, grammar.r#type),
            "abstract_type" | "dynamic_type" => self.type_inside(node, grammar.r#trait),
            "bracketed_type" | "removed_trait_bound" => match self.first_child(node) {
                Some(inner) => self.same(node, inner, Self::ty),
                None => self.unknown(node),
            },
            "bounded_type" => self.bounded_type(node),
            "tuple_type" => {
                let children = self.children(node);
                let list = self.each(&children, Self::ty);
                self.builder.add(node, NodeKind::List(list))
            }
            "unit_type" => {
                let list = self.builder.list(&[]);
                self.builder.add(node, NodeKind::List(list))
            }
            "array_type" => self.array_type(node),
            "function_type" => self.function_type(node),
            "type_binding" => self.type_binding(node),
            _ => self.expression(node),
        }
    }

    fn type_inside(&mut self, node: Tree<'t>, field: u16) -> NodeId {
        match node.child_by_field_id(field) {
            Some(inner) => self.same(node, inner, Self::ty),
            None => self.unknown(node),
        }
    }

    fn generic_type(&mut self, node: Tree<'t>) -> NodeId {
        let ty = node.child_by_field_id(self.grammar.r#type);
        let arguments = node.child_by_field_id(self.grammar.type_arguments);
        let (Some(ty), Some(arguments)) = (ty, arguments) else { return self.unknown(node) };
        let base = self.ty(ty);
        self.indexed(node, base, arguments)
    }

    /// `base<arguments>`; of lifetimes alone, `base`.
    pub(super) fn indexed(&mut self, node: Tree<'t>, base: NodeId, arguments: Tree<'t>) -> NodeId {
        let types: Trees =
            self.children(arguments).into_iter().filter(|child| !matches!(child.kind(), "lifetime" | "trait_bounds")).collect();
        let index = match types.as_slice() {
            [] => {
                self.builder.bind(node, base);
                return base;
            }
            [one] => self.same(arguments, *one, Self::ty),
            _ => {
                let list = self.each(&types, Self::ty);
                self.builder.add(arguments, NodeKind::List(list))
            }
        };
        self.builder.add(node, NodeKind::Index { base, index })
    }

    /// `dyn Store + Send + 'static` is `Store`.
    fn bounded_type(&mut self, node: Tree<'t>) -> NodeId {
        let mut bounds = Trees::new();
        let mut open = Trees::from_slice(&[node]);
        while let Some(next) = open.pop() {
            match next.kind() {
                "bounded_type" => open.extend(self.children(next).into_iter().rev()),
                "lifetime" | "use_bounds" => {}
                _ => bounds.push(next),
            }
        }
        let telling: Trees = bounds.iter().copied().filter(|bound| !self.is_marker(*bound)).collect();
        match telling.as_slice() {
            [one] => self.same(node, *one, Self::ty),
            _ => {
                let list = self.each(&bounds, Self::ty);
                self.builder.add(node, NodeKind::Unknown(list))
            }
        }
    }

    pub(super) fn is_marker(&self, bound: Tree<'t>) -> bool {
        bound.kind() == "removed_trait_bound" || matches!(self.builder.slice(bound), "Send" | "Sync" | "Unpin" | "Sized")
    }

    fn array_type(&mut self, node: Tree<'t>) -> NodeId {
        let Some(element) = node.child_by_field_id(self.grammar.element) else { return self.unknown(node) };
        let array = self.builder.intern("Array");
        let base = self.builder.add_at(span(node), NodeKind::Name(array));
        let index = self.ty(element);
        self.builder.add(node, NodeKind::Index { base, index })
    }

    /// `fn(A) -> B`, `Fn(A) -> B`
    fn function_type(&mut self, node: Tree<'t>) -> NodeId {
        let mut types = Ids::new();
        for child in self.children(node) {
            match child.kind() {
                "for_lifetimes" | "function_modifiers" => {}
                "parameters" => {
                    for parameter in self.children(child) {
                        let ty = parameter.child_by_field_id(self.grammar.r#type).unwrap_or(parameter);
                        types.push(self.ty(ty));
                    }
                }
                _ => types.push(self.ty(child)),
            }
        }
        let list = self.builder.list(&types);
        self.builder.add(node, NodeKind::Unknown(list))
    }

    /// `Item = T`
    fn type_binding(&mut self, node: Tree<'t>) -> NodeId {
        let name = node.child_by_field_id(self.grammar.name);
        let ty = node.child_by_field_id(self.grammar.r#type);
        let (Some(name), Some(ty)) = (name, ty) else { return self.unknown(node) };
        let name = self.word(name);
        let value = self.ty(ty);
        self.builder.add(node, NodeKind::Named { name, value })
    }
}
