//! The oracle that the planner is tested against: every pattern is run over the whole tree, which is slow and simple.

use rustc_hash::FxHashMap;
use tree_sitter::{QueryCursor, StreamingIterator, Tree};

use super::set::QuerySet;
use super::walk::{captured, drop_repeated};
use super::{Captured, Dialect, Parsed, grammar};

/// Gives what [`parse_with`](super::parse_with) gives, in another order and many times as slowly.
pub fn parse_wholesale(set: &QuerySet, text: String, dialect: Dialect) -> Parsed {
    let tree = grammar::tree(&text, dialect, None);
    let mut found = Vec::new();
    for index in 0..set.plan(dialect).patterns().len() as u16 {
        let before = found.len();
        run(set, index, dialect, &tree, &text, &mut found);
        drop_repeated(&mut found, before);
    }
    Parsed { text, dialect, tree, captured: found, limits: Vec::new() }
}

/// Adds every match of a pattern.
fn run(set: &QuerySet, index: u16, dialect: Dialect, tree: &Tree, text: &str, found: &mut Vec<Captured>) {
    let plan = set.plan(dialect);
    let planned = plan.pattern(index);
    let Ok(compiled) = plan.compile(index, set) else { return };
    let mut kinds = FxHashMap::default();
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(&compiled.query, tree.root_node(), text.as_bytes());
    while let Some(m) = matches.next() {
        // A supertype was made a wildcard, so a match may start at a node of another kind.
        let Some(kind) = m.captures().first().map(|root| root.node.kind_id()) else { continue };
        if *kinds.entry(kind).or_insert_with(|| plan.starts_at(index, kind)) {
            let captures = m.captures().iter().map(|capture| (capture.index as usize, capture.node));
            found.extend(captured(planned.query, planned.pattern, &compiled.captures, captures));
        }
    }
}
