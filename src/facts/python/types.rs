//! Annotations. They are read like code, but a string in them is a name that is defined later.

use super::super::build::span;
use super::super::ir::*;
use super::operators::Chain;
use super::{Items, Lowering, Trees, strings, with_stack};
use crate::syntax::Node as Tree;

impl<'t> Lowering<'_, '_> {
    /// A type, as an expression.
    pub(super) fn annotation(&mut self, node: Tree<'t>) -> NodeId {
        with_stack(|| self.any_annotation(node))
    }

    fn any_annotation(&mut self, node: Tree<'t>) -> NodeId {
        match node.kind() {
            "type" | "parenthesized_expression" => self.type_wrapper(node),
            "string" => self.forward_reference(node),
            "generic_type" | "subscript" => self.generic_type(node),
            "binary_operator" => self.binary(node, Self::annotation),
            "union_type" => self.union_type(node),
            "member_type" => self.member_type(node),
            "splat_type" => self.around(node, NodeKind::Spread),
            "list" => {
                let parts = self.parts(node);
                let items = self.annotations(&parts);
                self.list(node, &items)
            }
            _ => self.expression(node),
        }
    }

    fn annotations(&mut self, nodes: &[Tree<'t>]) -> Items {
        nodes.iter().map(|node| self.annotation(*node)).collect()
    }

    fn type_wrapper(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[inner] = parts.as_slice() else { return self.unknown(node) };
        let id = self.annotation(inner);
        self.builder.bind(node, id);
        id
    }

    /// `"models.User"`. A quoted type that is more than a dotted name stays a text.
    fn forward_reference(&mut self, node: Tree<'t>) -> NodeId {
        let name = strings::quoted(self.slice(node));
        let mut words = name.split('.');
        let Some(first) = words.next().filter(|_| name.split('.').all(is_identifier)) else { return self.string(node) };
        let first = self.builder.intern(first);
        let mut id = self.builder.add_at(span(node), NodeKind::Name(first));
        for word in words {
            let name = self.builder.intern(word);
            id = self.builder.add_at(span(node), NodeKind::Member { base: id, name });
        }
        self.builder.bind(node, id);
        id
    }

    /// `Base[A, B]`, which the grammar knows in two forms.
    fn generic_type(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some((base, rest)) = parts.split_first() else { return self.unknown(node) };
        let name = self.slice(*base).rsplit('.').next().unwrap_or_default();
        let base = self.annotation(*base);
        let arguments = match rest {
            [list] if list.kind() == "type_parameter" => self.parts(*list),
            rest => Trees::from_slice(rest),
        };
        let arguments = self.type_arguments(name, &arguments);
        self.add_index(node, base, &arguments)
    }

    /// The strings of `Literal["a"]` and what follows the type in `Annotated[T, "a"]` are values.
    fn type_arguments(&mut self, base: &str, arguments: &[Tree<'t>]) -> Items {
        let types = match base {
            "Literal" => 0,
            "Annotated" => arguments.len().min(1),
            _ => arguments.len(),
        };
        let (types, values) = arguments.split_at(types);
        let mut items = self.annotations(types);
        for value in values {
            items.push(self.type_value(*value));
        }
        items
    }

    fn type_value(&mut self, node: Tree<'t>) -> NodeId {
        if node.kind() != "type" {
            return self.expression(node);
        }
        let parts = self.parts(node);
        let &[inner] = parts.as_slice() else { return self.unknown(node) };
        let id = self.expression(inner);
        self.builder.bind(node, id);
        id
    }

    /// `base[parameters]`, where `parameters` is the list of a generic definition.
    pub(super) fn type_index(&mut self, node: Tree<'t>, base: NodeId, parameters: Tree<'t>) -> NodeId {
        let parts = self.parts(parameters);
        let items = self.annotations(&parts);
        self.add_index(node, base, &items)
    }

    fn add_index(&mut self, node: Tree<'t>, base: NodeId, items: &[NodeId]) -> NodeId {
        let index = self.one_or_list(node, items);
        self.builder.add(node, NodeKind::Index { base, index })
    }

    /// `list[int] | None`: the operands of a chain stand side by side.
    fn union_type(&mut self, node: Tree<'t>) -> NodeId {
        let mut chain = Chain::default();
        let mut current = node;
        loop {
            chain.operations.push(current);
            let parts = self.parts(current);
            let Some((left, rest)) = parts.split_first() else { break };
            chain.operands.extend(rest.iter().rev().copied());
            match left.named_child(0) {
                Some(inner) if inner.kind() == "union_type" => {
                    chain.operations.push(*left);
                    current = inner;
                }
                _ => {
                    chain.operands.push(*left);
                    break;
                }
            }
        }
        chain.operands.reverse();
        let operands = self.annotations(&chain.operands);
        let operands = self.builder.list(&operands);
        self.add_chain(&chain, NodeKind::Either(operands))
    }

    fn member_type(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[base, name] = parts.as_slice() else { return self.unknown(node) };
        let base = self.annotation(base);
        let name = self.builder.word(name);
        self.builder.add(node, NodeKind::Member { base, name })
    }
}

fn is_identifier(word: &str) -> bool {
    let is_start = |char: char| char.is_alphabetic() || char == '_';
    word.starts_with(is_start) && word.chars().all(|char| is_start(char) || char.is_numeric())
}
