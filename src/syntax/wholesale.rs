//! The oracle that the planner is tested against: every pattern is run over the whole tree, which is slow and simple.

use tree_sitter::{Query, QueryCursor, StreamingIterator, Tree};

use super::capture::Capture;
use super::check::roots;
use super::plan::{Compiled, Rooted};
use super::set::{PatternInfo, QueryFile, QuerySet};
use super::walk::{captured, drop_repeated};
use super::{Dialect, Parsed, grammar};

/// Gives what [`parse_with`](super::parse_with) gives, in another order and many times as slowly.
pub fn parse_wholesale(set: &QuerySet, text: String, dialect: Dialect) -> Parsed {
    let tree = grammar::tree(&text, dialect, None);
    let mut found = Vec::new();
    for (q, file) in set.queries().iter().enumerate() {
        for (p, info) in file.patterns.iter().enumerate().filter(|(_, info)| info.dialects.contains(&dialect)) {
            let before = found.len();
            run(file, info, dialect, &tree, &text, &mut |compiled, captures| found.extend(captured(q as u16, p as u16, compiled, captures)));
            drop_repeated(&mut found, before);
        }
    }
    Parsed { text, dialect, tree, captured: found, limits: Vec::new() }
}

/// Hands every match of a pattern to `take`.
fn run(file: &QueryFile, info: &PatternInfo, dialect: Dialect, tree: &Tree, text: &str, take: &mut dyn FnMut(&Compiled, &[tree_sitter::QueryCapture])) {
    let language = dialect.language();
    let Ok(roots) = roots(&info.pattern.root) else { return };
    let Ok(rooted) = Rooted::new(&language, &roots) else { return };
    let mut pattern = rooted.rewrite(&file.text, info.pattern.range.clone());
    if rooted.is_wide {
        // There is one root; what follows it in the text was not changed.
        let after = info.pattern.range.end - roots[0].item.end;
        pattern.insert_str(pattern.len() - after, " @_root");
    }
    let Ok(query) = Query::new(&language, &pattern) else { return };
    let captures = query.capture_names().iter().map(|name| Capture::from_name(name)).collect();
    let root = query.capture_index_for_name("_root").filter(|_| rooted.is_wide);
    let compiled = Compiled { query, captures };
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(&compiled.query, tree.root_node(), text.as_bytes());
    while let Some(found) = matches.next() {
        let kind = root.and_then(|root| found.nodes_for_capture_index(root).next()).map(|node| node.kind_id());
        if kind.is_none_or(|kind| rooted.kinds[0].contains(&kind)) {
            take(&compiled, found.captures());
        }
    }
}
