//! Attributes: as decorators, and as what marks test code.

use super::super::ir::*;
use super::Lower;
use super::tokens::Mode;
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// `#[a::b]` is a path, `#[get("/x")]` a call, `#[doc = "x"]` a `Named`.
    pub(super) fn decorators(&mut self, attributes: &[Tree<'t>]) -> Vec<NodeId> {
        attributes.iter().map(|attribute| self.decorator(*attribute)).collect()
    }

    fn decorator(&mut self, item: Tree<'t>) -> NodeId {
        let Some(attribute) = self.first_child(item) else { return self.unknown(item) };
        let id = self.attribute(attribute);
        self.builder.bind(item, id);
        id
    }

    fn attribute(&mut self, node: Tree<'t>) -> NodeId {
        let Some(path) = self.first_child(node) else { return self.unknown(node) };
        if let Some(value) = node.child_by_field_id(self.grammar.value) {
            let name = self.word(path);
            let value = self.expression(value);
            return self.builder.add(node, NodeKind::Named { name, value });
        }
        let callee = self.path(path);
        let Some(arguments) = node.child_by_field_id(self.grammar.arguments) else {
            self.builder.bind(node, callee);
            return callee;
        };
        let args = self.arguments_of(arguments, Mode::Attribute);
        let args = self.builder.list(&args);
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    /// `#[test]`, `#[tokio::test]`, `#[rstest]`, `#[cfg(test)]`, `#[cfg(all(test, unix))]`
    pub(super) fn marks_test(&self, item: Tree<'t>) -> bool {
        let text = self.builder.slice(item).trim_start_matches(['#', '!', '[', ' ']);
        let (path, arguments) = match text.find(['(', ']', '=', ' ']) {
            Some(at) => text.split_at(at),
            None => (text, ""),
        };
        match path.rsplit("::").next() {
            Some("test" | "rstest" | "test_case" | "test_log" | "quickcheck" | "proptest") => true,
            Some("cfg") => cfg_says_test(arguments),
            _ => false,
        }
    }
}

/// Whether a condition can hold in tests only.
fn cfg_says_test(arguments: &str) -> bool {
    let condition = arguments.trim_start_matches(['(', ' ']);
    let all = condition.strip_prefix("all").map(|rest| rest.trim_start_matches(['(', ' ']));
    let mut depth = 0;
    for word in all.unwrap_or(condition).split_inclusive(['(', ')', ',']) {
        if depth == 0 && word.trim_end_matches([')', ',', ']']).trim() == "test" && !word.ends_with('(') {
            return true;
        }
        match word.chars().last() {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            _ => {}
        }
    }
    false
}
