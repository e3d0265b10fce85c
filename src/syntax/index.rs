//! The patterns that start at one kind of node, found by the texts they ask for.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use tree_sitter::{Node, TreeCursor};

/// How to get from a node to one below it, in the numbers of a grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Field(u16),
    /// Each child, of this kind if it is given.
    Children(Option<u16>),
}

/// A key of a pattern: one of the texts stands at the end of one of the paths.
pub(super) struct Paths<'a> {
    pub(super) paths: Vec<Vec<Step>>,
    pub(super) literals: Vec<&'a str>,
}

/// What looking up needs from one node to the next.
pub(super) struct Look<'a, 't> {
    pub(super) text: &'a str,
    /// Reused, to list children.
    pub(super) cursor: TreeCursor<'t>,
}

/// The patterns that start at one kind of node.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// To be tried at each node.
    always: Vec<u16>,
    /// To be tried where a text fits: all first keys of patterns, as a tree, so that no path is followed twice.
    places: Vec<Place>,
    /// The further keys of a pattern, all of which must fit.
    filters: FxHashMap<u16, Vec<Filter>>,
}

/// A place that paths lead to. The first is the node itself.
#[derive(Debug, Default)]
struct Place {
    next: Vec<(Step, usize)>,
    table: FxHashMap<Box<str>, SmallVec<[u16; 4]>>,
    /// Longer texts are not in the table.
    longest: usize,
    lists_children: bool,
}

#[derive(Debug)]
struct Filter {
    paths: Vec<Vec<Step>>,
    texts: FxHashSet<Box<str>>,
    longest: usize,
}

impl Candidates {
    /// Adds a pattern with its keys, the best first.
    pub(super) fn add(&mut self, pattern: u16, keys: &[Paths]) {
        let Some((first, others)) = keys.split_first() else {
            self.always.push(pattern);
            return;
        };
        if self.places.is_empty() {
            self.places.push(Place::default());
        }
        for path in &first.paths {
            let place = path.iter().fold(0, |from, step| self.place(from, *step));
            let place = &mut self.places[place];
            for literal in &first.literals {
                place.longest = place.longest.max(literal.len());
                place.table.entry((*literal).into()).or_default().push(pattern);
            }
        }
        // A pattern whose branches are of one kind has several keys, one of which must fit.
        let filters = others.iter().map(Filter::new).collect();
        if self.filters.insert(pattern, filters).is_some() {
            self.filters.insert(pattern, Vec::new());
        }
    }

    /// Finds or makes the place that a step leads to.
    fn place(&mut self, from: usize, step: Step) -> usize {
        if let Some((_, place)) = self.places[from].next.iter().find(|next| next.0 == step) {
            return *place;
        }
        let place = self.places.len();
        self.places.push(Place::default());
        self.places[from].next.push((step, place));
        self.places[from].lists_children |= matches!(step, Step::Children(_));
        place
    }

    /// Whether a pattern starts at nodes of this kind.
    pub(super) fn holds(&self, pattern: u16) -> bool {
        self.always.contains(&pattern) || self.filters.contains_key(&pattern)
    }

    pub(super) fn find<'t>(&self, node: Node<'t>, look: &mut Look<'_, 't>, hits: &mut Vec<u16>) {
        if !self.places.is_empty() {
            self.follow(0, node, look, hits);
            hits.sort_unstable();
            hits.dedup();
            hits.retain(|hit| self.filters.get(hit).is_none_or(|filters| filters.iter().all(|filter| filter.fits(node, look))));
        }
        if !self.always.is_empty() {
            hits.extend(&self.always);
            hits.sort_unstable();
            hits.dedup();
        }
    }

    /// Looks up the text of a node and of those further on. As deep as a pattern, which the reader limits.
    fn follow<'t>(&self, place: usize, node: Node<'t>, look: &mut Look<'_, 't>, hits: &mut Vec<u16>) {
        let place = &self.places[place];
        if let Some(text) = short_text(node, place.longest, look) {
            hits.extend(place.table.get(text).into_iter().flatten());
        }
        let children = if place.lists_children { children(node, look) } else { SmallVec::new() };
        for (step, next) in &place.next {
            match step {
                Step::Field(field) => {
                    if let Some(child) = node.child_by_field_id(*field) {
                        self.follow(*next, child, look, hits);
                    }
                }
                Step::Children(kind) => {
                    for child in children.iter().filter(|child| is_of(child, *kind)) {
                        self.follow(*next, *child, look, hits);
                    }
                }
            }
        }
    }
}

impl Filter {
    fn new(key: &Paths) -> Self {
        let texts: FxHashSet<Box<str>> = key.literals.iter().map(|literal| (*literal).into()).collect();
        let longest = key.literals.iter().map(|literal| literal.len()).max().unwrap_or(0);
        Filter { paths: key.paths.clone(), texts, longest }
    }

    fn fits<'t>(&self, node: Node<'t>, look: &mut Look<'_, 't>) -> bool {
        self.paths.iter().any(|path| self.fits_at(node, path, look))
    }

    fn fits_at<'t>(&self, node: Node<'t>, path: &[Step], look: &mut Look<'_, 't>) -> bool {
        match path {
            [] => short_text(node, self.longest, look).is_some_and(|text| self.texts.contains(text)),
            [Step::Field(field), rest @ ..] => node.child_by_field_id(*field).is_some_and(|child| self.fits_at(child, rest, look)),
            [Step::Children(kind), rest @ ..] => {
                children(node, look).into_iter().any(|child| is_of(&child, *kind) && self.fits_at(child, rest, look))
            }
        }
    }
}

fn is_of(node: &Node, kind: Option<u16>) -> bool {
    kind.is_none_or(|kind| node.kind_id() == kind)
}

/// The text of a node, unless it is too long to be looked for.
fn short_text<'a>(node: Node, longest: usize, look: &Look<'a, '_>) -> Option<&'a str> {
    let range = node.byte_range();
    match range.len() > longest {
        true => None,
        false => look.text.get(range),
    }
}

fn children<'t>(node: Node<'t>, look: &mut Look<'_, 't>) -> SmallVec<[Node<'t>; 8]> {
    node.children(&mut look.cursor).collect()
}
