//! One walk over a tree, in which every pattern is tried where it may match and nowhere else.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;
use tree_sitter as ts;

use super::capture::Capture;
use super::compiled::Engine;
use super::direct::Direct;
use super::plan::{Plan, complain};
use super::set::QuerySet;
use super::tree::{Node, Tree};
use super::{Captured, CapturedNode, Dialect};
use crate::facts::ir::Span;

/// How many matches of one pattern are kept at a node.
pub(super) const MAX_MATCHES: usize = 4096;

/// String literals, whose parts are nodes in some grammars.
const STRINGS: [&str; 4] = ["string", "template_string", "string_literal", "raw_string_literal"];

/// What a walk has seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) captured: Vec<Captured>,
    pub(super) limits: Vec<String>,
}

pub(super) fn walk(set: &QuerySet, parsed: &ts::Tree, tree: &Tree, text: &str, dialect: Dialect) -> Seen {
    let plan = set.plan(dialect);
    let mut matcher = Matcher { set, plan, text, engine: Engine::new(parsed, tree), seen: Seen::default() };
    let mut hits = Vec::new();
    for node in tree.nodes() {
        plan.find(node, text, &mut hits);
        for index in hits.drain(..) {
            matcher.run(index, node);
        }
    }
    matcher.seen
}

struct Matcher<'a> {
    set: &'a QuerySet,
    plan: &'a Plan,
    text: &'a str,
    engine: Engine<'a>,
    seen: Seen,
}

impl Matcher<'_> {
    /// Keeps the matches of a pattern that start at a node.
    fn run(&mut self, index: u16, node: Node) {
        let planned = self.plan.pattern(index);
        let before = self.seen.captured.len();
        let is_whole = match self.plan.direct(index, self.set) {
            Some(direct) => self.run_direct(index, direct, node),
            None => match self.plan.compile(index, self.set) {
                Ok(compiled) => self.engine.run(planned, compiled, node, self.text, &mut self.seen.captured),
                Err(fault) => return self.give_up(index, &fault.message),
            },
        };
        let found = self.seen.captured.len() - before;
        if !is_whole || found == MAX_MATCHES {
            let line = self.text[..node.start_byte()].matches('\n').count() + 1;
            self.give_up(index, &format!("too many ways to match at line {line}; some are not seen"));
        }
        if found > 1 {
            drop_repeated(&mut self.seen.captured, before);
        }
    }

    /// False where not all could be tried.
    fn run_direct(&mut self, index: u16, direct: &Direct, node: Node) -> bool {
        let planned = self.plan.pattern(index);
        let all = &mut self.seen.captured;
        let before = all.len();
        direct.find(node, self.text, &mut |found| {
            let captures = found.iter().map(|(capture, node)| (*capture as usize, *node));
            all.extend(captured(planned.query, planned.pattern, &direct.captures, captures));
            all.len() - before == MAX_MATCHES
        })
    }

    /// Tells once a file that a pattern has not been fully used.
    fn give_up(&mut self, index: u16, message: &str) {
        let start = complain(self.set, self.plan.pattern(index), "");
        if !self.seen.limits.iter().any(|told| told.starts_with(&start)) {
            self.seen.limits.push(start + message);
        }
    }
}

/// A match in our terms; `None` without an anchor, which the loader rules out.
pub(super) fn captured<'t>(
    query: u16,
    pattern: u16,
    names: &[Option<Capture>],
    captures: impl Iterator<Item = (usize, Node<'t>)>,
) -> Option<Captured> {
    let mut nodes: Vec<(Capture, CapturedNode)> = captures.filter_map(|(index, node)| Some((names[index]?, captured_node(node)))).collect();
    nodes.sort_by_key(|(_, node)| (node.span.start, Reverse(node.span.end)));
    let (role, anchor) = *nodes.iter().find(|(capture, _)| capture.is_anchor())?;
    Some(Captured { query, pattern, role, anchor, nodes })
}

fn captured_node(node: Node) -> CapturedNode {
    let span = Span { start: node.start_byte() as u32, end: node.end_byte() as u32 };
    let is_word = node.named_child(0).is_none() || STRINGS.contains(&node.kind());
    CapturedNode { id: node.id(), span, is_word }
}

/// Drops matches that captured the same nodes as one before, as they do where only what is not captured differs.
pub(super) fn drop_repeated(captured: &mut Vec<Captured>, from: usize) {
    let mut seen = FxHashSet::default();
    let tail = captured.split_off(from);
    captured.extend(tail.into_iter().filter(|found| {
        let nodes: Vec<_> = found.nodes.iter().map(|(capture, node)| (*capture, node.id, node.span)).collect();
        seen.insert((found.query, found.pattern, nodes))
    }));
}
