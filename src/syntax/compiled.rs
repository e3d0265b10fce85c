//! Patterns that only tree-sitter can match.

use rustc_hash::FxHashMap;
use tree_sitter::{self as ts, QueryCursor, StreamingIterator};

use super::Captured;
use super::plan::{Compiled, Planned};
use super::tree::{Node, Tree};
use super::walk::{MAX_MATCHES, captured};

/// How many matches of one pattern may be in the making at a node.
const MATCH_LIMIT: u32 = 1024;

/// Runs compiled patterns on tree-sitter's own tree.
pub(super) struct Engine<'a> {
    parsed: &'a ts::Tree,
    tree: &'a Tree,
    cursor: Option<QueryCursor>,
    /// By tree-sitter's id, made when something first matches.
    places: Option<FxHashMap<usize, Node<'a>>>,
}

impl<'a> Engine<'a> {
    pub(super) fn new(parsed: &'a ts::Tree, tree: &'a Tree) -> Self {
        Engine { parsed, tree, cursor: None, places: None }
    }

    /// Adds the matches of a pattern that start at a node. False where not all could be tried.
    pub(super) fn run(&mut self, planned: &Planned, compiled: &Compiled, node: Node, text: &str, all: &mut Vec<Captured>) -> bool {
        let before = all.len();
        let mut walk = self.parsed.walk();
        walk.goto_descendant(node.id() as usize);
        let node = walk.node();
        let cursor = self.cursor.get_or_insert_with(QueryCursor::new);
        cursor.set_match_limit(MATCH_LIMIT);
        cursor.set_max_start_depth(Some(planned.max_start_depth));
        let mut matches = cursor.matches(&compiled.query, node, text.as_bytes());
        while let Some(found) = matches.next() {
            let root = found.captures().first().map(|capture| capture.node);
            if root != Some(node) {
                continue;
            }
            let places = self.places.get_or_insert_with(|| places(self.parsed, self.tree));
            let captures = found.captures().iter();
            let captures = captures.filter_map(|capture| Some((capture.index as usize, *places.get(&capture.node.id())?)));
            all.extend(captured(planned.query, planned.pattern, &compiled.captures, captures));
            if all.len() - before == MAX_MATCHES {
                break;
            }
        }
        !cursor.did_exceed_match_limit()
    }
}

/// The nodes of a tree by the ids that they have for tree-sitter.
pub(super) fn places<'a>(parsed: &ts::Tree, tree: &'a Tree) -> FxHashMap<usize, Node<'a>> {
    let mut places = FxHashMap::default();
    let mut nodes = tree.nodes();
    let mut cursor = parsed.walk();
    loop {
        places.extend(nodes.next().map(|node| (cursor.node().id(), node)));
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return places;
            }
        }
    }
}
