//! The oracle that the planner is tested against: every pattern is run over the whole tree, which is slow and simple.

use rustc_hash::FxHashMap;
use tree_sitter::{self as ts, QueryCursor, StreamingIterator};

use super::compiled::places;
use super::set::QuerySet;
use super::tree::{Node, Tree};
use super::walk::{captured, drop_repeated};
use super::{Captured, Dialect, Parsed, grammar};

/// Gives what [`parse_with`](super::parse_with) gives, in another order and many times as slowly.
pub fn parse_wholesale(set: &QuerySet, text: String, dialect: Dialect) -> Parsed {
    let parsed = grammar::tree(&text, dialect, None);
    let tree = Tree::of(&parsed, dialect);
    let places = places(&parsed, &tree);
    let mut found = Vec::new();
    for index in 0..set.plan(dialect).patterns().len() as u16 {
        let before = found.len();
        run(set, index, dialect, (&parsed, &places), &text, &mut found);
        drop_repeated(&mut found, before);
    }
    Parsed { text, dialect, tree, captured: found, limits: Vec::new() }
}

/// Adds every match of a pattern.
fn run(
    set: &QuerySet,
    index: u16,
    dialect: Dialect,
    (parsed, places): (&ts::Tree, &FxHashMap<usize, Node>),
    text: &str,
    found: &mut Vec<Captured>,
) {
    let plan = set.plan(dialect);
    let planned = plan.pattern(index);
    let Ok(compiled) = plan.compile(index, set) else { return };
    let mut kinds = FxHashMap::default();
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(&compiled.query, parsed.root_node(), text.as_bytes());
    while let Some(m) = matches.next() {
        // A supertype was made a wildcard, so a match may start at a node of another kind.
        let Some(kind) = m.captures().first().map(|root| root.node.kind_id()) else { continue };
        if *kinds.entry(kind).or_insert_with(|| plan.starts_at(index, kind)) {
            let captures = m.captures().iter().map(|capture| (capture.index as usize, places[&capture.node.id()]));
            found.extend(captured(planned.query, planned.pattern, &compiled.captures, captures));
        }
    }
}
