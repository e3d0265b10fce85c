//! Patterns matched without tree-sitter's query engine, which takes milliseconds to compile a pattern.
//!
//! Nearly all patterns hold no quantifier but for the last child of a node; what they match is found by looking at a node's children
//! in order. The others are left to tree-sitter, and `tests/queries.rs` holds these to what tree-sitter says of them.

use std::collections::BTreeSet;

use regex::Regex;
use smallvec::SmallVec;
use tree_sitter::Language;

use super::capture::Capture;
use super::pattern::{Arg, Item, Pattern, Quantifier, Rest, Shape};
use super::tree::Node;

/// How many children may be tried for one pattern at one node.
const MAX_TRIES: u32 = 100_000;

/// A pattern, ready to be matched.
#[derive(Debug)]
pub(super) struct Direct {
    /// What its root may be.
    roots: Vec<Step>,
    tests: Vec<Test>,
    /// By capture index; `None` for those that start with `_`.
    pub(super) captures: Vec<Option<Capture>>,
}

/// One child of a pattern: one of several steps.
#[derive(Debug)]
struct Child {
    steps: Vec<Step>,
    /// No named node stands between it and the one before.
    is_immediate: bool,
    /// No named node stands after it.
    is_last: bool,
    has_captures: bool,
    /// It may be there any number of times, and nothing is asked of what is after it.
    repeats: Option<Quantifier>,
}

#[derive(Debug)]
struct Step {
    kind: Kind,
    field: Option<u16>,
    absent: Vec<u16>,
    captures: Vec<u16>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Kind {
    Any,
    Named,
    Is(u16),
}

/// A predicate on the texts of what was captured.
#[derive(Debug)]
struct Test {
    capture: u16,
    against: Against,
    is_positive: bool,
}

#[derive(Debug)]
enum Against {
    Capture(u16),
    Texts(Vec<String>),
    Regex(Regex),
}

/// A visible child of a node.
#[derive(Clone, Copy)]
struct Kid<'t> {
    node: Node<'t>,
    has_later_named: bool,
}

/// Captures of one match, in the pattern's order.
pub(super) type Found<'t> = SmallVec<[(u16, Node<'t>); 8]>;

/// A search at one node.
struct Search<'t> {
    captures: Found<'t>,
    tries: u32,
}

/// What to do with a match of what came before; true ends the search.
type Then<'c, 't> = &'c mut dyn FnMut(&mut Search<'t>) -> bool;

impl Direct {
    /// `None` for a pattern that is left to tree-sitter.
    pub(super) fn new(language: &Language, pattern: &Pattern) -> Option<Direct> {
        let mut reader = Reader { language, names: Vec::new(), has_any: false, has_anchor: false };
        let roots = reader.root(&pattern.root)?;
        if reader.has_any && reader.has_anchor {
            return None;
        }
        let names = reader.names;
        let place = |name: &str| names.iter().position(|known| *known == name).map(|at| at as u16);
        let mut tests = Vec::new();
        for predicate in &pattern.predicates {
            let (name, is_positive) = match predicate.name.text.strip_prefix("not-") {
                Some(name) => (name, false),
                None => (predicate.name.text.as_str(), true),
            };
            let against = match (name, predicate.args.as_slice()) {
                ("eq?", [_, Arg::Capture(other)]) => Against::Capture(place(&other.text)?),
                ("eq?", [_, Arg::Literal(text)]) => Against::Texts(vec![text.clone()]),
                ("any-of?", [_, rest @ ..]) => Against::Texts(literals(rest)?),
                ("match?", [_, Arg::Literal(text)]) => Against::Regex(Regex::new(text).ok()?),
                ("eq?" | "match?", _) => return None,
                // Decided once names are resolved.
                _ => continue,
            };
            let Some(Arg::Capture(capture)) = predicate.args.first() else { return None };
            tests.push(Test { capture: place(&capture.text)?, against, is_positive });
        }
        let captures = names.iter().map(|name| Capture::from_name(name)).collect();
        Some(Direct { roots, tests, captures })
    }

    /// Gives each match at a node to `take`, which says whether that is enough. False where not all could be tried.
    pub(super) fn find<'t>(&self, node: Node<'t>, text: &str, take: &mut dyn FnMut(&Found<'t>) -> bool) -> bool {
        let mut search = Search { captures: SmallVec::new(), tries: 0 };
        for step in &self.roots {
            if !step.fits_root(node) {
                continue;
            }
            search.captures.clear();
            search.captures.extend(step.captures.iter().map(|capture| (*capture, node)));
            let is_enough = step.within(node, &mut search, &mut |search| {
                self.tests.iter().all(|test| test.holds(&search.captures, text)) && take(&search.captures)
            });
            if is_enough {
                break;
            }
        }
        search.tries < MAX_TRIES
    }
}

fn literals(args: &[Arg]) -> Option<Vec<String>> {
    let text = |arg: &Arg| match arg {
        Arg::Literal(text) => Some(text.clone()),
        Arg::Capture(_) => None,
    };
    args.iter().map(text).collect()
}

/// Reads a pattern's items; `None` wherever tree-sitter is to do it.
struct Reader<'a> {
    language: &'a Language,
    names: Vec<&'a str>,
    has_any: bool,
    has_anchor: bool,
}

impl<'a> Reader<'a> {
    fn root(&mut self, item: &'a Item) -> Option<Vec<Step>> {
        let steps = self.steps(item, true)?;
        // Of a supertype there is one, which stands alone.
        (steps.len() == 1 || steps.iter().all(|step| matches!(step.kind, Kind::Is(_)))).then_some(steps)
    }

    fn steps(&mut self, item: &'a Item, is_root: bool) -> Option<Vec<Step>> {
        if is_root && item.quantifier.is_some() {
            return None;
        }
        let mut steps = match &item.shape {
            Shape::Any => {
                self.has_any = true;
                vec![Step::new(Kind::Any)]
            }
            Shape::Anonymous(text) => match self.language.id_for_node_kind(text, false) {
                0 => return None,
                kind => vec![Step::new(Kind::Is(kind))],
            },
            Shape::Group(items) => match items.as_slice() {
                [only] if !only.is_immediate && only.quantifier.is_none() => self.steps(only, is_root)?,
                _ => return None,
            },
            Shape::Either(branches) => {
                let mut steps = Vec::new();
                let mut sorts = BTreeSet::new();
                for branch in branches {
                    if branch.quantifier.is_some() {
                        return None;
                    }
                    sorts.insert(captures_in(branch));
                    steps.extend(self.steps(branch, is_root)?);
                }
                // Where branches differ in what they capture, tree-sitter prefers some.
                if sorts.len() > 1 {
                    return None;
                }
                steps
            }
            Shape::Node { kind, children, rest } => vec![self.node(&kind.text, children, rest, is_root)?],
        };
        let field = match &item.field {
            Some(name) => Some(u16::from(self.language.field_id_for_name(name)?)),
            None => None,
        };
        let captures: Vec<u16> = item.captures.iter().map(|capture| self.capture(&capture.text)).collect();
        for step in &mut steps {
            if field.is_some() && step.field.is_some() {
                return None;
            }
            step.field = step.field.or(field);
            step.captures.extend(&captures);
        }
        Some(steps)
    }

    fn node(&mut self, kind: &'a str, children: &'a [Item], rest: &'a Rest, is_root: bool) -> Option<Step> {
        if kind.starts_with("MISSING") || kind == "ERROR" {
            return None;
        }
        let name = kind.rsplit('/').next().unwrap_or(kind);
        let kind = match self.language.id_for_node_kind(name, true) {
            _ if name.len() < kind.len() && !is_root => return None,
            _ if name == "_" => Kind::Named,
            0 => return None,
            id if self.language.node_kind_is_supertype(id) && is_root => Kind::Named,
            id if self.language.node_kind_is_supertype(id) => return None,
            id => Kind::Is(id),
        };
        let mut step = Step::new(kind);
        for name in &rest.absent {
            step.absent.push(self.language.field_id_for_name(name)?.into());
        }
        for (i, item) in children.iter().enumerate() {
            let is_last = rest.ends && i + 1 == children.len();
            self.has_anchor |= item.is_immediate || is_last;
            let steps = self.steps(item, false)?;
            let has_captures = steps.iter().any(Step::has_captures);
            let child = Child { steps, is_immediate: item.is_immediate, is_last, has_captures, repeats: item.quantifier };
            if child.repeats.is_some() && (i + 1 < children.len() || !child.can_repeat()) {
                return None;
            }
            step.children.push(child);
        }
        Some(step)
    }

    fn capture(&mut self, name: &'a str) -> u16 {
        let place = self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        place as u16
    }
}

/// The names that an item captures, sorted.
fn captures_in(item: &Item) -> Vec<&str> {
    let mut names: Vec<&str> = item.captures.iter().map(|capture| capture.text.as_str()).collect();
    match &item.shape {
        Shape::Node { children: items, .. } | Shape::Group(items) => names.extend(items.iter().flat_map(captures_in)),
        Shape::Either(branches) => names.extend(branches.first().into_iter().flat_map(captures_in)),
        Shape::Anonymous(_) | Shape::Any => (),
    }
    names.sort_unstable();
    names
}

impl Child {
    /// Whether its quantifier is understood: it may then only tell how many nodes of some kinds there are.
    fn can_repeat(&self) -> bool {
        let is_place_clear = self.is_immediate == (self.repeats == Some(Quantifier::Optional));
        is_place_clear && !self.is_last && self.steps.iter().all(|step| step.children.is_empty() && step.absent.is_empty())
    }
}

impl Step {
    fn new(kind: Kind) -> Step {
        Step { kind, field: None, absent: Vec::new(), captures: Vec::new(), children: Vec::new() }
    }

    fn has_captures(&self) -> bool {
        !self.captures.is_empty() || self.children.iter().any(|child| child.has_captures)
    }

    fn fits(&self, node: Node) -> bool {
        (self.field.is_none() || self.field == node.field_id()) && self.fits_root(node)
    }

    /// Whether it fits a node, whatever that is in its parent.
    fn fits_root(&self, node: Node) -> bool {
        let is_kind = match self.kind {
            Kind::Is(kind) => node.kind_id() == kind,
            Kind::Named => node.is_named() && !node.is_error(),
            Kind::Any => !node.is_error(),
        };
        is_kind && self.absent.iter().all(|field| node.child_by_field_id(*field).is_none())
    }

    /// Finds the ways in which the children of a node are those of this step.
    fn within<'t>(&self, node: Node<'t>, search: &mut Search<'t>, then: Then<'_, 't>) -> bool {
        if self.children.is_empty() {
            return then(search);
        }
        let kids = kids(node);
        in_order(&self.children, &kids, search, then)
    }
}

/// Finds the ways in which nodes, in their order, hold these children.
fn in_order<'t>(children: &[Child], kids: &[Kid<'t>], search: &mut Search<'t>, then: Then<'_, 't>) -> bool {
    let Some((child, others)) = children.split_first() else { return then(search) };
    match child.repeats {
        None => {}
        Some(Quantifier::Optional) => return optional(child, kids, search, then),
        Some(quantifier) => return repeated(child, quantifier, kids, search, then),
    }
    let is_free = others.first().is_none_or(|next| !next.is_immediate);
    for (i, kid) in kids.iter().enumerate() {
        search.tries += 1;
        if search.tries >= MAX_TRIES {
            return true;
        }
        if !child.is_last || !kid.has_later_named {
            for step in child.steps.iter().filter(|step| step.fits(kid.node)) {
                let mark = search.captures.len();
                search.captures.extend(step.captures.iter().map(|capture| (*capture, kid.node)));
                let is_enough = if child.has_captures {
                    step.within(kid.node, search, &mut |search| in_order(others, &kids[i + 1..], search, then))
                } else {
                    // Which node it is makes no difference to what is captured: the first leaves the most room.
                    let is_there = step.within(kid.node, search, &mut |_| true) && search.tries < MAX_TRIES;
                    let is_enough = is_there && in_order(others, &kids[i + 1..], search, then);
                    if is_there && is_free {
                        search.captures.truncate(mark);
                        return is_enough;
                    }
                    is_enough
                };
                search.captures.truncate(mark);
                if is_enough {
                    return true;
                }
            }
        }
        if child.is_immediate && kid.node.is_named() {
            return false;
        }
    }
    false
}

/// Finds the ways in which nodes that stand side by side are this child. An argument's neighbour is a comma, so each is a way of its own.
fn repeated<'t>(child: &Child, quantifier: Quantifier, kids: &[Kid<'t>], search: &mut Search<'t>, then: Then<'_, 't>) -> bool {
    let mark = search.captures.len();
    let fitting = |kid: &Kid| child.steps.iter().find(|step| step.fits(kid.node));
    let mut has_any = false;
    for run in kids.chunk_by(|a, b| fitting(a).is_some() == fitting(b).is_some()) {
        for kid in run {
            let captures = fitting(kid).into_iter().flat_map(|step| &step.captures);
            search.captures.extend(captures.map(|capture| (*capture, kid.node)));
        }
        if fitting(&run[0]).is_some() {
            has_any = true;
            if then(search) {
                return true;
            }
        }
        search.captures.truncate(mark);
    }
    !has_any && quantifier == Quantifier::Any && then(search)
}

/// Finds the one way in which the next node is this child, if it fits, or nothing is.
fn optional<'t>(child: &Child, kids: &[Kid<'t>], search: &mut Search<'t>, then: Then<'_, 't>) -> bool {
    let mark = search.captures.len();
    let next = kids.iter().find(|kid| kid.node.is_named());
    if let Some((kid, step)) = next.and_then(|kid| Some((kid, child.steps.iter().find(|step| step.fits(kid.node))?))) {
        search.captures.extend(step.captures.iter().map(|capture| (*capture, kid.node)));
    }
    let is_enough = then(search);
    search.captures.truncate(mark);
    is_enough
}

/// The children of a node.
fn kids(node: Node<'_>) -> SmallVec<[Kid<'_>; 8]> {
    let mut kids: SmallVec<[Kid; 8]> = node.children().map(|node| Kid { node, has_later_named: false }).collect();
    let mut has_later_named = false;
    for kid in kids.iter_mut().rev() {
        kid.has_later_named = has_later_named;
        has_later_named |= kid.node.is_named();
    }
    kids
}

impl Test {
    /// Whether all nodes captured under the name have such a text; true where there are none.
    fn holds(&self, captures: &Found, text: &str) -> bool {
        let of = |index: u16| captures.iter().filter(move |(capture, _)| *capture == index).map(|(_, node)| &text[node.byte_range()]);
        match &self.against {
            Against::Texts(texts) => of(self.capture).all(|word| texts.iter().any(|known| known == word) == self.is_positive),
            Against::Regex(regex) => of(self.capture).all(|word| regex.is_match(word) == self.is_positive),
            Against::Capture(other) => {
                of(self.capture).count() == of(*other).count()
                    && of(self.capture).zip(of(*other)).all(|(a, b)| (a == b) == self.is_positive)
            }
        }
    }
}
