//! Which patterns can match at a node, told by its kind and by a few names reached from it.

use std::ops::Range;
use std::sync::OnceLock;

use tree_sitter::{Language, Query, QueryErrorKind};

use super::Dialect;
use super::capture::Capture;
use super::check::{Root, roots};
use super::direct::Direct;
use super::error::{Fault, line_at, nearest};
use super::index::{Candidates, Paths, Step};
use super::key::{Key, Via, keys};
use super::pattern::{Item, Shape};
use super::set::{PatternInfo, QueryFile, QuerySet};
use super::tree::Node;

/// The patterns of a set for one dialect, by the kinds of nodes they start at.
#[derive(Debug)]
pub(super) struct Plan {
    language: Language,
    /// By kind id.
    kinds: Vec<Option<Box<Candidates>>>,
    patterns: Vec<Planned>,
    /// What could not be planned: query, pattern, and why.
    faults: Vec<(u16, u16, Fault)>,
}

/// A pattern, compiled when the first node comes that it may match.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) query: u16,
    pub(super) pattern: u16,
    /// How far below a node tree-sitter must look for other nodes to start at; see [`depth`].
    pub(super) max_start_depth: u32,
    text: String,
    /// Where it needs no compiling.
    direct: OnceLock<Option<Direct>>,
    compiled: OnceLock<Result<Compiled, Fault>>,
}

#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) query: Query,
    /// By capture index; `None` for those that start with `_`.
    pub(super) captures: Vec<Option<Capture>>,
}

impl Plan {
    pub(super) fn new(set: &QuerySet, dialect: Dialect) -> Self {
        let mut plan = Plan { language: dialect.language(), kinds: Vec::new(), patterns: Vec::new(), faults: Vec::new() };
        for (q, file) in set.queries().iter().enumerate() {
            for (p, info) in file.patterns.iter().enumerate().filter(|(_, info)| info.dialects.contains(&dialect)) {
                if let Err(fault) = plan.add(q as u16, p as u16, file, info) {
                    plan.faults.push((q as u16, p as u16, fault));
                }
            }
        }
        plan
    }

    fn add(&mut self, query: u16, pattern: u16, file: &QueryFile, info: &PatternInfo) -> Result<(), Fault> {
        let roots = roots(&info.pattern.root)?;
        let rooted = Rooted::new(&self.language, &roots)?;
        let paths = roots.iter().map(|root| self.paths(root, info)).collect::<Result<Vec<_>, _>>()?;
        let index = self.patterns.len() as u16;
        for (kinds, paths) in rooted.kinds.iter().zip(&paths) {
            for kind in kinds {
                self.candidates(*kind).add(index, paths);
            }
        }
        let text = rooted.rewrite(&file.text, info.pattern.range.clone());
        let max_start_depth = depth(&info.pattern.root);
        self.patterns.push(Planned { query, pattern, max_start_depth, text, direct: OnceLock::new(), compiled: OnceLock::new() });
        Ok(())
    }

    /// The keys of a root, in the grammar's numbers.
    fn paths<'a>(&self, root: &Root<'a>, info: &'a PatternInfo) -> Result<Vec<Paths<'a>>, Fault> {
        let language = &self.language;
        let is_plain = |kind: &str| !language.node_kind_is_supertype(language.id_for_node_kind(kind, true));
        let step = |via: &Via| match via {
            Via::Field(name) => match language.field_id_for_name(name) {
                Some(field) => Ok(Step::Field(field.into())),
                None => Err(unknown_field(language, root.item.at, name)),
            },
            Via::Children(None) => Ok(Step::Children(None)),
            Via::Children(Some(kind)) => match language.id_for_node_kind(kind, true) {
                0 => Err(unknown_kind(language, root.item.at, kind)),
                id => Ok(Step::Children(Some(id))),
            },
        };
        let path = |key: Key<'a>| {
            Ok(Paths {
                paths: key.paths.iter().map(|path| path.iter().map(step).collect()).collect::<Result<_, _>>()?,
                literals: key.literals,
            })
        };
        keys(root, &info.pattern, &is_plain).into_iter().map(path).collect()
    }

    fn candidates(&mut self, kind: u16) -> &mut Candidates {
        let kind = kind as usize;
        if self.kinds.len() <= kind {
            self.kinds.resize_with(kind + 1, || None);
        }
        self.kinds[kind].get_or_insert_default()
    }

    /// Which patterns may start at a node, in their order.
    pub(super) fn find(&self, node: Node, text: &str, hits: &mut Vec<u16>) {
        if let Some(Some(candidates)) = self.kinds.get(node.kind_id() as usize) {
            candidates.find(node, text, hits);
        }
    }

    pub(super) fn patterns(&self) -> &[Planned] {
        &self.patterns
    }

    /// Whether a pattern may start at nodes of a kind.
    pub(super) fn starts_at(&self, index: u16, kind: u16) -> bool {
        matches!(self.kinds.get(kind as usize), Some(Some(candidates)) if candidates.holds(index))
    }

    pub(super) fn pattern(&self, index: u16) -> &Planned {
        &self.patterns[index as usize]
    }

    /// A pattern that is matched without compiling it.
    pub(super) fn direct(&self, index: u16, set: &QuerySet) -> Option<&Direct> {
        let planned = self.pattern(index);
        let read = || Direct::new(&self.language, &set.pattern(planned.query, planned.pattern).pattern);
        planned.direct.get_or_init(read).as_ref()
    }

    pub(super) fn compile(&self, index: u16, set: &QuerySet) -> Result<&Compiled, &Fault> {
        let planned = self.pattern(index);
        planned.compiled.get_or_init(|| planned.compile(&self.language, set)).as_ref()
    }

    /// Reports what is wrong with a file's patterns in this dialect.
    pub(super) fn verify(&self, query: u16, set: &QuerySet, faults: &mut Vec<Fault>) {
        let planning = self.faults.iter().filter(|fault| fault.0 == query).map(|(_, pattern, fault)| (*pattern, fault));
        let of_file = (0..self.patterns.len() as u16).filter(|index| self.pattern(*index).query == query);
        let compiling = of_file.filter_map(|index| Some((self.pattern(index).pattern, self.compile(index, set).err()?)));
        for (pattern, fault) in planning.chain(compiling) {
            let mut fault = fault.clone();
            if set.pattern(query, pattern).dialects.len() > 1 {
                fault.help = Some(
                    "where the grammars differ, write `; only: javascript` above this pattern and `; for: typescript` above its twin"
                        .into(),
                );
            }
            faults.push(fault);
        }
    }
}

impl Planned {
    fn compile(&self, language: &Language, set: &QuerySet) -> Result<Compiled, Fault> {
        let start = set.pattern(self.query, self.pattern).pattern.range.start;
        let query = Query::new(language, &self.text).map_err(|error| {
            let before: usize = self.text.split_inclusive('\n').take(error.row).map(str::len).sum();
            describe(language, start + before, &error)
        })?;
        let captures = query.capture_names().iter().map(|name| Capture::from_name(name)).collect();
        Ok(Compiled { query, captures })
    }
}

/// How many levels of a node tree-sitter must walk through to tell all matches that start at it.
///
/// Where a match could still grow, tree-sitter holds it back until it leaves the node. It never leaves it (0.27) if it came last
/// to a hidden node that it had no reason to enter, and a depth for starts is such a reason. So a pattern whose matches may
/// grow is given all its levels; matches that start below the node are thrown away.
fn depth(root: &Item) -> u32 {
    let mut deepest = 0;
    let mut can_grow = false;
    let mut last_is_captured = false;
    let mut items = vec![(root, 0, false)];
    while let Some((item, level, outer)) = items.pop() {
        deepest = deepest.max(level);
        can_grow |= item.quantifier.is_some() || matches!(item.shape, Shape::Either(_));
        last_is_captured = outer || !item.captures.is_empty();
        match &item.shape {
            Shape::Node { children, .. } => items.extend(children.iter().rev().map(|child| (child, level + 1, false))),
            Shape::Either(inner) | Shape::Group(inner) => items.extend(inner.iter().rev().map(|inner| (inner, level, last_is_captured))),
            Shape::Anonymous(_) | Shape::Any => (),
        }
    }
    if can_grow || !last_is_captured { deepest } else { 0 }
}

/// The kinds of a pattern's roots, and how its text must change so that it matches them without their parents.
struct Rooted {
    /// Of each root.
    kinds: Vec<Vec<u16>>,
    edits: Vec<(Range<usize>, String)>,
}

impl Rooted {
    fn new(language: &Language, roots: &[Root]) -> Result<Self, Fault> {
        let mut rooted = Rooted { kinds: Vec::new(), edits: Vec::new() };
        for root in roots {
            let (at, written) = (root.kind.at, root.kind.text.as_str());
            let name = written.rsplit('/').next().unwrap_or(written);
            let id = language.id_for_node_kind(name, true);
            if id == 0 {
                return Err(unknown_kind(language, at, name));
            }
            let is_supertype = language.node_kind_is_supertype(id);
            if is_supertype && roots.len() > 1 {
                return Err(
                    Fault::new(at, format!("the supertype `{name}` is one root among several")).help("write a pattern of its own for it")
                );
            }
            // Whether a node stands for a supertype is told by its parent, which is not looked at.
            if is_supertype || name.len() < written.len() {
                rooted.edits.push((at..at + written.len(), if is_supertype { "_" } else { name }.to_string()));
            }
            // The first capture of a match tells its root.
            if root.captures.is_empty() {
                rooted.edits.push((root.item.end..root.item.end, " @_root".into()));
            }
            rooted.kinds.push(if is_supertype { subtypes(language, id) } else { vec![id] });
        }
        Ok(rooted)
    }

    /// The text of a pattern, a range of its file's, as it is to be compiled.
    fn rewrite(&self, text: &str, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len());
        let mut at = range.start;
        for (edited, with) in &self.edits {
            out.push_str(&text[at..edited.start]);
            out.push_str(with);
            at = edited.end;
        }
        out.push_str(&text[at..range.end]);
        out
    }
}

/// The named kinds of a supertype, and of the supertypes among them.
fn subtypes(language: &Language, supertype: u16) -> Vec<u16> {
    let mut kinds = Vec::new();
    let mut seen = vec![supertype];
    let mut next = 0;
    while let Some(id) = seen.get(next).copied() {
        next += 1;
        if language.node_kind_is_supertype(id) {
            let inner = language.subtypes_for_supertype(id).iter().filter(|inner| !seen.contains(inner)).copied().collect::<Vec<_>>();
            seen.extend(inner);
        } else if language.node_kind_is_named(id) && language.node_kind_is_visible(id) {
            // Aliases have ids of their own; nodes carry the public one.
            kinds.extend(language.node_kind_for_id(id).map(|name| language.id_for_node_kind(name, true)));
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

fn unknown_kind(language: &Language, at: usize, name: &str) -> Fault {
    let named = (0..language.node_kind_count() as u16).filter(|id| language.node_kind_is_named(*id));
    let near = nearest(name, named.filter_map(|id| language.node_kind_for_id(id))).map(String::from);
    let fault = Fault::new(at, format!("unknown node `{name}` in the grammar of {}", title(language)));
    fault.suggest(near, "see what a file parses to with `authlint debug tree FILE`")
}

fn unknown_field(language: &Language, at: usize, name: &str) -> Fault {
    let fields = (1..=language.field_count() as u16).filter_map(|id| language.field_name_for_id(id));
    let near = nearest(name, fields).map(String::from);
    let fault = Fault::new(at, format!("unknown field `{name}` in the grammar of {}", title(language)));
    fault.suggest(near, "see what a file parses to with `authlint debug tree FILE`")
}

/// What tree-sitter says of a pattern, in our words.
fn describe(language: &Language, at: usize, error: &tree_sitter::QueryError) -> Fault {
    let word = error.message.trim_matches('"');
    let grammar = title(language);
    match error.kind {
        QueryErrorKind::NodeType => unknown_kind(language, at, word),
        QueryErrorKind::Field => unknown_field(language, at, word),
        QueryErrorKind::Structure => {
            let fault = Fault::new(at, format!("the pattern can match nothing in the grammar of {grammar}"));
            fault.help(
                error.message.lines().next().map(|line| format!("such a node never stands there: `{}`", line.trim())).unwrap_or_default(),
            )
        }
        QueryErrorKind::Capture => {
            Fault::new(at, format!("`@{word}` is used before it is captured")).help("write predicates after the captures")
        }
        _ => Fault::new(at, error.message.lines().next().unwrap_or("the pattern does not compile").trim().to_string()),
    }
}

fn title(language: &Language) -> String {
    language.name().unwrap_or("this language").to_string()
}

/// `path:line: message`, for a pattern that is in the way of an analysis.
pub(super) fn complain(set: &QuerySet, planned: &Planned, message: &str) -> String {
    let file = set.query(planned.query);
    format!("{}:{}: {message}", file.path, line_at(&file.text, set.pattern(planned.query, planned.pattern).pattern.range.start))
}
