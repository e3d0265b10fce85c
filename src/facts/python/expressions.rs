//! Expressions, and the targets of assignments, which the grammar calls patterns.

use smallvec::SmallVec;

use super::super::build::span;
use super::super::ir::*;
use super::{Items, Lowering, with_stack};
use crate::syntax::Node as Tree;

impl<'t> Lowering<'_, '_> {
    /// Lowers an expression, or whatever stands in its place.
    pub(super) fn expression(&mut self, node: Tree<'t>) -> NodeId {
        match node.kind() {
            "identifier" => self.identifier(node),
            "string" => self.string(node),
            _ => with_stack(|| self.compound(node)),
        }
    }

    pub(super) fn expressions(&mut self, nodes: &[Tree<'t>]) -> Items {
        nodes.iter().map(|node| self.expression(*node)).collect()
    }

    fn compound(&mut self, node: Tree<'t>) -> NodeId {
        match node.kind() {
            "attribute" => self.attribute(node),
            "call" => self.call(node),
            "keyword_argument" => self.keyword_argument(node),
            "integer" | "float" => {
                let word = self.builder.word(node);
                self.builder.add(node, NodeKind::Number(word))
            }
            "none" => self.builder.add(node, NodeKind::Null),
            "true" => self.builder.add(node, NodeKind::Bool(true)),
            "false" => self.builder.add(node, NodeKind::Bool(false)),
            "ellipsis" => self.name(node),
            "subscript" => self.subscript(node),
            "concatenated_string" => self.concatenated_string(node),
            "list" | "tuple" | "set" | "expression_list" | "pattern_list" | "tuple_pattern" | "list_pattern" => self.sequence(node),
            "dictionary" => self.dictionary(node),
            "pair" => self.pair(node),
            "parenthesized_expression" | "as_pattern_target" => self.wrapper(node),
            "binary_operator" => self.binary(node, Self::expression),
            "boolean_operator" => self.logic(node),
            "comparison_operator" => self.comparison(node),
            "not_operator" => self.not(node),
            "unary_operator" | "slice" => self.operation(node),
            "conditional_expression" => self.conditional(node),
            "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => self.comprehension(node),
            "lambda" => self.lambda(node),
            "await" => self.around(node, NodeKind::Await),
            "list_splat" | "dictionary_splat" | "list_splat_pattern" | "dictionary_splat_pattern" => self.around(node, NodeKind::Spread),
            "yield" => self.yielding(node),
            "named_expression" => self.binding(node, |target, value| NodeKind::Let { target, value }),
            "as_pattern" => self.binding(node, |value, target| NodeKind::Let { target, value }),
            "assignment" | "augmented_assignment" => self.assignment(node),
            "type" => self.annotation(node),
            "case_pattern" => self.pattern(node),
            "ERROR" => {
                self.builder.broken(node);
                self.unknown(node)
            }
            _ => self.unknown(node),
        }
    }

    /// A name; an empty one was put there by the parser, where the code has nothing.
    fn identifier(&mut self, node: Tree<'t>) -> NodeId {
        if node.start_byte() == node.end_byte() { self.nothing(node) } else { self.name(node) }
    }

    /// Something around one expression that adds nothing to it.
    fn wrapper(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[inner] = parts.as_slice() else { return self.unknown(node) };
        let id = self.expression(inner);
        self.builder.bind(node, id);
        id
    }

    /// Something around one expression that makes it another.
    pub(super) fn around(&mut self, node: Tree<'t>, kind: fn(NodeId) -> NodeKind) -> NodeId {
        let parts = self.parts(node);
        let &[inner] = parts.as_slice() else { return self.unknown(node) };
        let inner = self.expression(inner);
        self.builder.add(node, kind(inner))
    }

    /// `name := value`, `value as name`.
    fn binding(&mut self, node: Tree<'t>, kind: fn(NodeId, NodeId) -> NodeKind) -> NodeId {
        let parts = self.parts(node);
        let &[first, second] = parts.as_slice() else { return self.unknown(node) };
        let first = self.expression(first);
        let second = self.expression(second);
        self.builder.add(node, kind(first, second))
    }

    fn attribute(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[base, name] = parts.as_slice() else { return self.unknown(node) };
        let base = self.expression(base);
        let name = self.builder.word(name);
        self.builder.add(node, NodeKind::Member { base, name })
    }

    /// `f(a, b=c, *d)`; `f(x for x in y)` has no argument list, but a generator.
    fn call(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[callee, list] = parts.as_slice() else { return self.unknown(node) };
        let callee = self.expression(callee);
        let args = match list.kind() {
            "argument_list" => {
                let args = self.parts(list);
                self.expressions(&args)
            }
            _ => Items::from_slice(&[self.expression(list)]),
        };
        let args = self.builder.list(&args);
        let id = self.builder.add(node, NodeKind::Call { callee, args });
        if list.kind() == "argument_list" {
            self.builder.bind(list, id);
        }
        id
    }

    fn keyword_argument(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[name, value] = parts.as_slice() else { return self.unknown(node) };
        let name = self.builder.word(name);
        let value = self.expression(value);
        self.builder.add(node, NodeKind::Named { name, value })
    }

    fn subscript(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some((base, indexes)) = parts.split_first() else { return self.unknown(node) };
        let base = self.expression(*base);
        let indexes = self.expressions(indexes);
        let index = self.one_or_list(node, &indexes);
        self.builder.add(node, NodeKind::Index { base, index })
    }

    fn sequence(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let items = self.expressions(&parts);
        self.list(node, &items)
    }

    fn dictionary(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let entries = self.expressions(&parts);
        let entries = self.builder.list(&entries);
        self.builder.add(node, NodeKind::Object(entries))
    }

    /// `"a": b` names an entry, as `a=b` does; any other key is computed.
    pub(super) fn pair(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[key, value] = parts.as_slice() else { return self.unknown(node) };
        let key = self.expression(key);
        let value = self.expression(value);
        let kind = match self.builder.kind(key) {
            NodeKind::Text(name) => NodeKind::Named { name, value },
            _ => NodeKind::Entry { key, value },
        };
        self.builder.add(node, kind)
    }

    /// `then if cond else otherwise`.
    fn conditional(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[then, cond, otherwise] = parts.as_slice() else { return self.unknown(node) };
        let then = self.expression(then);
        let cond = self.expression(cond);
        let otherwise = Some(self.expression(otherwise));
        self.builder.add(node, NodeKind::If { cond, then, otherwise })
    }

    /// `yield x`; `yield from xs` gives each of `xs`.
    fn yielding(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let value = parts.first().map(|value| self.expression(*value));
        let is_from = node.child(1).is_some_and(|word| word.kind() == "from");
        let value = match value {
            Some(value) if is_from => Some(self.builder.add_at(span(node), NodeKind::Spread(value))),
            value => value,
        };
        self.builder.add(node, NodeKind::Yield(value))
    }

    /// `[body for a in b if c]` is a list of what a loop gives.
    fn comprehension(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some((element, clauses)) = parts.split_first() else { return self.unknown(node) };
        let heads: SmallVec<[_; 4]> = clauses.iter().map(|clause| (*clause, self.clause_head(*clause))).collect();
        let element_id = self.expression(*element);
        let mut body = match element.kind() {
            "pair" => {
                let entries = self.builder.list(&[element_id]);
                self.builder.add_at(span(*element), NodeKind::Object(entries))
            }
            _ => element_id,
        };
        for (clause, head) in heads.into_iter().rev() {
            body = match clause.kind() {
                "if_clause" => self.builder.add(clause, NodeKind::If { cond: head, then: body, otherwise: None }),
                _ => self.builder.add(clause, NodeKind::Loop { head, body }),
            };
        }
        self.list(node, &[body])
    }

    /// The condition of an `if_clause`; the `Let` of a `for_in_clause`.
    fn clause_head(&mut self, clause: Tree<'t>) -> NodeId {
        let parts = self.parts(clause);
        let items = self.expressions(&parts);
        match items.as_slice() {
            &[cond] if clause.kind() == "if_clause" => cond,
            [target, values @ ..] if !values.is_empty() => {
                let value = self.one_or_list(clause, values);
                self.builder.add_at(span(clause), NodeKind::Let { target: *target, value })
            }
            items => {
                let items = self.builder.list(items);
                self.builder.add_at(span(clause), NodeKind::Unknown(items))
            }
        }
    }
}
