//! `match`: its cases, and their patterns.

use super::super::build::span;
use super::super::ir::*;
use super::{Items, Lowering, Trees, with_stack};
use crate::syntax::Node as Tree;

impl<'t> Lowering<'_, '_> {
    pub(super) fn match_statement(&mut self, node: Tree<'t>) -> NodeId {
        let (mut subjects, mut arms) = (Items::new(), Items::new());
        for part in self.parts(node) {
            match part.kind() {
                "block" => {
                    for case in self.children(part) {
                        arms.push(self.case(case));
                    }
                }
                _ => subjects.push(self.expression(part)),
            }
        }
        let subject = self.one_or_list(node, &subjects);
        let arms = self.builder.list(&arms);
        self.builder.add(node, NodeKind::Match { subject, arms })
    }

    /// `case pattern if guard:`; without parentheses, `case a, b:` is a tuple.
    fn case(&mut self, node: Tree<'t>) -> NodeId {
        if node.kind() != "case_clause" {
            return self.expression(node);
        }
        let (mut patterns, mut guard) = (Items::new(), None);
        let parts = self.parts(node);
        for part in &parts {
            match part.kind() {
                "if_clause" => guard = self.parts(*part).first().map(|cond| self.expression(*cond)),
                "block" => {}
                _ => patterns.push(self.pattern(*part)),
            }
        }
        let pattern = self.one_or_list(node, &patterns);
        let body = self.block_of(&parts, node);
        self.builder.add(node, NodeKind::Arm { pattern, guard, body })
    }

    pub(super) fn pattern(&mut self, node: Tree<'t>) -> NodeId {
        with_stack(|| self.any_pattern(node))
    }

    fn any_pattern(&mut self, node: Tree<'t>) -> NodeId {
        match node.kind() {
            "case_pattern" => self.case_pattern(node),
            "_" | "identifier" => self.name(node),
            "dotted_name" => self.dotted_pattern(node),
            "as_pattern" => self.as_pattern(node),
            "keyword_pattern" => self.keyword_pattern(node),
            "class_pattern" => self.class_pattern(node),
            "splat_pattern" => self.splat_pattern(node),
            "union_pattern" => {
                let operands = self.patterns(node);
                let operands = self.builder.list(&operands);
                self.builder.add(node, NodeKind::Logic { op: LogicOp::Or, operands })
            }
            "list_pattern" | "tuple_pattern" => {
                let items = self.patterns(node);
                self.list(node, &items)
            }
            "dict_pattern" => self.dict_pattern(node),
            "complex_pattern" => {
                self.parts(node);
                let word = self.builder.word(node);
                self.builder.add(node, NodeKind::Number(word))
            }
            _ => self.expression(node),
        }
    }

    /// The named children, and `_`, which is no name to the grammar.
    fn pattern_parts(&mut self, node: Tree<'t>) -> Trees<'t> {
        self.select(node, |child| child.is_named() || child.kind() == "_")
    }

    fn patterns(&mut self, node: Tree<'t>) -> Items {
        self.pattern_parts(node).into_iter().map(|part| self.pattern(part)).collect()
    }

    /// The wrapper around each pattern; the minus of `-1` stands directly in it.
    fn case_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.pattern_parts(node);
        let &[part] = parts.as_slice() else { return self.unknown(node) };
        let id = self.pattern(part);
        if self.slice(node).starts_with('-') && part.kind() != "complex_pattern" {
            let operands = self.builder.list(&[id]);
            return self.builder.add(node, NodeKind::Operate(operands));
        }
        self.builder.bind(node, id);
        id
    }

    /// `name` captures, `module.NAME` is a constant, or the class of a class pattern.
    fn dotted_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some((first, names)) = parts.split_first() else { return self.unknown(node) };
        let mut base = self.name(*first);
        for name in names {
            let at = Span { start: span(node).start, end: span(*name).end };
            let word = self.builder.word(*name);
            base = self.builder.add_at(at, NodeKind::Member { base, name: word });
        }
        self.builder.bind(node, base);
        base
    }

    /// `pattern as name`.
    fn as_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let items = self.patterns(node);
        let &[value, target] = items.as_slice() else { return self.unknown(node) };
        self.builder.add(node, NodeKind::Let { target, value })
    }

    /// `name=pattern`, in a class pattern.
    fn keyword_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.pattern_parts(node);
        let &[name, value] = parts.as_slice() else { return self.unknown(node) };
        let name = self.builder.word(name);
        let value = self.pattern(value);
        self.builder.add(node, NodeKind::Named { name, value })
    }

    fn class_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let items = self.patterns(node);
        let Some((&callee, args)) = items.split_first() else { return self.unknown(node) };
        let args = self.builder.list(args);
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    /// `*rest`, `**rest`.
    fn splat_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let items = self.patterns(node);
        let &[inner] = items.as_slice() else { return self.unknown(node) };
        self.builder.add(node, NodeKind::Spread(inner))
    }

    /// `{"key": pattern, **rest}`: keys and values follow each other.
    fn dict_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let mut entries = Items::new();
        let mut key = None;
        for part in self.parts(node) {
            let id = self.pattern(part);
            match (part.kind(), key.take()) {
                ("splat_pattern", _) => entries.push(id),
                ("case_pattern", Some(key)) => entries.push(self.pattern_entry(key, id)),
                _ => key = Some(id),
            }
        }
        let entries = self.builder.list(&entries);
        self.builder.add(node, NodeKind::Object(entries))
    }

    fn pattern_entry(&mut self, key: NodeId, value: NodeId) -> NodeId {
        let at = Span { start: self.builder.span_of(key).start, end: self.builder.span_of(value).end };
        let kind = match self.builder.kind(key) {
            NodeKind::Text(name) => NodeKind::Named { name, value },
            _ => NodeKind::Entry { key, value },
        };
        self.builder.add_at(at, kind)
    }
}
