//! The patterns that start at one kind of node, found by the texts they ask for.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::tree::Node;

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
        place
    }

    /// Whether a pattern starts at nodes of this kind.
    pub(super) fn holds(&self, pattern: u16) -> bool {
        self.always.contains(&pattern) || self.filters.contains_key(&pattern)
    }

    pub(super) fn find(&self, node: Node, text: &str, hits: &mut Vec<u16>) {
        if !self.places.is_empty() {
            self.follow(0, node, text, hits);
            if !hits.is_empty() {
                hits.sort_unstable();
                hits.dedup();
                hits.retain(|hit| self.filters.get(hit).is_none_or(|filters| filters.iter().all(|filter| filter.fits(node, text))));
            }
        }
        if !self.always.is_empty() {
            hits.extend(&self.always);
            hits.sort_unstable();
            hits.dedup();
        }
    }

    /// Looks up the text of a node and of those further on. As deep as a pattern, which the reader limits.
    fn follow(&self, place: usize, node: Node, text: &str, hits: &mut Vec<u16>) {
        let place = &self.places[place];
        if let Some(word) = short_text(node, place.longest, text) {
            hits.extend(place.table.get(word).into_iter().flatten());
        }
        for (step, next) in &place.next {
            match step {
                Step::Field(field) => {
                    if let Some(child) = node.child_by_field_id(*field) {
                        self.follow(*next, child, text, hits);
                    }
                }
                Step::Children(kind) => {
                    for child in node.children().filter(|child| is_of(*child, *kind)) {
                        self.follow(*next, child, text, hits);
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

    fn fits(&self, node: Node, text: &str) -> bool {
        self.paths.iter().any(|path| self.fits_at(node, path, text))
    }

    fn fits_at(&self, node: Node, path: &[Step], text: &str) -> bool {
        match path {
            [] => short_text(node, self.longest, text).is_some_and(|word| self.texts.contains(word)),
            [Step::Field(field), rest @ ..] => node.child_by_field_id(*field).is_some_and(|child| self.fits_at(child, rest, text)),
            [Step::Children(kind), rest @ ..] => node.children().any(|child| is_of(child, *kind) && self.fits_at(child, rest, text)),
        }
    }
}

fn is_of(node: Node, kind: Option<u16>) -> bool {
    kind.is_none_or(|kind| node.kind_id() == kind)
}

/// The text of a node, unless it is too long to be looked for.
fn short_text<'a>(node: Node, longest: usize, text: &'a str) -> Option<&'a str> {
    let range = node.byte_range();
    match range.len() > longest {
        true => None,
        false => text.get(range),
    }
}
