//! One walk over a tree, in which every pattern is tried where it may match and nowhere else.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;
use tree_sitter::{Node, QueryCursor, StreamingIterator, Tree};

use super::capture::Capture;
use super::direct::Direct;
use super::index::Look;
use super::plan::{Plan, complain};
use super::set::QuerySet;
use super::{Captured, CapturedNode, Dialect};
use crate::facts::ir::Span;

/// How many matches of one pattern may be in the making at a node.
const MATCH_LIMIT: u32 = 1024;

/// How many matches of one pattern are kept at a node.
const MAX_MATCHES: usize = 4096;

/// String literals, whose parts are nodes in some grammars.
const STRINGS: [&str; 4] = ["string", "template_string", "string_literal", "raw_string_literal"];

/// What a walk has seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) captured: Vec<Captured>,
    pub(super) limits: Vec<String>,
}

pub(super) fn walk(set: &QuerySet, tree: &Tree, text: &str, dialect: Dialect) -> Seen {
    let plan = set.plan(dialect);
    let mut matcher = Matcher { set, plan, text, cursor: QueryCursor::new(), seen: Seen::default() };
    matcher.cursor.set_match_limit(MATCH_LIMIT);
    let mut look = Look { text, cursor: tree.walk() };
    let mut hits = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        plan.find(node, &mut look, &mut hits);
        for index in hits.drain(..) {
            matcher.run(index, node, &mut look);
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return matcher.seen;
            }
        }
    }
}

struct Matcher<'a> {
    set: &'a QuerySet,
    plan: &'a Plan,
    text: &'a str,
    cursor: QueryCursor,
    seen: Seen,
}

impl Matcher<'_> {
    /// Keeps the matches of a pattern that start at a node.
    fn run<'t>(&mut self, index: u16, node: Node<'t>, look: &mut Look<'_, 't>) {
        if let Some(direct) = self.plan.direct(index, self.set) {
            return self.run_direct(index, direct, node, look);
        }
        let planned = self.plan.pattern(index);
        let compiled = match self.plan.compile(index, self.set) {
            Ok(compiled) => compiled,
            Err(fault) => return self.give_up(index, &fault.message),
        };
        let before = self.seen.captured.len();
        self.cursor.set_max_start_depth(Some(planned.max_start_depth));
        let mut matches = self.cursor.matches(&compiled.query, node, self.text.as_bytes());
        while let Some(found) = matches.next() {
            let root = found.captures().first().map(|capture| capture.node);
            if root != Some(node) {
                continue;
            }
            let captures = found.captures().iter().map(|capture| (capture.index as usize, capture.node));
            self.seen.captured.extend(captured(planned.query, planned.pattern, &compiled.captures, captures));
            if self.seen.captured.len() - before == MAX_MATCHES {
                break;
            }
        }
        self.end(index, node, before, self.cursor.did_exceed_match_limit());
    }

    fn run_direct<'t>(&mut self, index: u16, direct: &Direct, node: Node<'t>, look: &mut Look<'_, 't>) {
        let planned = self.plan.pattern(index);
        let before = self.seen.captured.len();
        let all = &mut self.seen.captured;
        let is_whole = direct.find(node, look, &mut |found| {
            let captures = found.iter().map(|(capture, node)| (*capture as usize, *node));
            all.extend(captured(planned.query, planned.pattern, &direct.captures, captures));
            all.len() - before == MAX_MATCHES
        });
        self.end(index, node, before, !is_whole);
    }

    /// After a pattern was tried at a node.
    fn end(&mut self, index: u16, node: Node, before: usize, exceeded: bool) {
        let found = self.seen.captured.len() - before;
        if exceeded || found == MAX_MATCHES {
            let line = node.start_position().row + 1;
            self.give_up(index, &format!("too many ways to match at line {line}; some are not seen"));
        }
        if found > 1 {
            drop_repeated(&mut self.seen.captured, before);
        }
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
    let is_word = node.named_child_count() == 0 || STRINGS.contains(&node.kind());
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
