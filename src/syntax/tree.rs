//! A syntax tree laid flat: its nodes in one array, in the order of the source.
//!
//! A step through tree-sitter's own tree costs hundreds of instructions: it keeps no positions and has hidden levels. The queries and
//! the lowering each look at every node, so the tree is walked once, copied and dropped.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use tree_sitter as ts;

use super::{DIALECTS, Dialect};

/// The kind of what the parser could not read.
const ERROR: u16 = u16::MAX;

/// A parsed text.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Entry>,
    grammar: &'static Grammar,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    end: u32,
    /// The first node that is neither this one nor below it.
    after: u32,
    kind: u16,
    field: u16,
    is_extra: bool,
    is_missing: bool,
    has_error: bool,
}

/// A node of a tree. Those without a name are words and signs of the language.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    index: u32,
}

/// What a grammar calls its kinds and fields.
#[derive(Debug)]
struct Grammar {
    /// By id: name, and whether it is one of a node or of a word.
    kinds: Vec<(Box<str>, bool)>,
    fields: FxHashMap<Box<str>, u16>,
}

impl Grammar {
    fn of(dialect: Dialect) -> &'static Grammar {
        static GRAMMARS: [OnceLock<Grammar>; DIALECTS.len()] = [const { OnceLock::new() }; DIALECTS.len()];
        GRAMMARS[dialect as usize].get_or_init(|| {
            let language = dialect.language();
            let kind = |id| (language.node_kind_for_id(id).unwrap_or_default().into(), language.node_kind_is_named(id));
            Grammar {
                kinds: (0..language.node_kind_count() as u16).map(kind).collect(),
                fields: (1..=language.field_count() as u16).filter_map(|id| Some((language.field_name_for_id(id)?.into(), id))).collect(),
            }
        })
    }
}

impl Tree {
    /// Copies a tree.
    pub(crate) fn of(tree: &ts::Tree, dialect: Dialect) -> Tree {
        let root = tree.root_node();
        let is_broken = root.has_error();
        let mut nodes = Vec::with_capacity(root.descendant_count());
        // The nodes being copied, and how many of their children are not yet.
        let mut open: Vec<(usize, u32)> = Vec::new();
        let mut cursor = tree.walk();
        loop {
            let node = cursor.node();
            let index = nodes.len();
            nodes.push(Entry {
                start: node.start_byte() as u32,
                end: node.end_byte() as u32,
                after: index as u32 + 1,
                kind: node.kind_id(),
                field: cursor.field_id().map_or(0, u16::from),
                is_extra: node.is_extra(),
                is_missing: is_broken && node.is_missing(),
                has_error: is_broken && node.has_error(),
            });
            // Asking for a child or sibling that is not there costs more than counting.
            let children = node.child_count();
            if children > 0 && cursor.goto_first_child() {
                open.push((index, children));
                continue;
            }
            loop {
                let Some((parent, left)) = open.last_mut() else { return Tree { nodes, grammar: Grammar::of(dialect) } };
                *left -= 1;
                if *left > 0 && cursor.goto_next_sibling() {
                    break;
                }
                nodes[*parent].after = nodes.len() as u32;
                open.pop();
                cursor.goto_parent();
            }
        }
    }

    pub fn root_node(&self) -> Node<'_> {
        self.node(0)
    }

    /// All nodes, in the order of the source.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|index| self.node(index))
    }

    fn node(&self, index: u32) -> Node<'_> {
        Node { tree: self, index }
    }

    /// Whether a node is one of this tree.
    pub(crate) fn owns(&self, node: Node) -> bool {
        std::ptr::eq(self, node.tree)
    }
}

impl<'t> Node<'t> {
    fn entry(self) -> &'t Entry {
        &self.tree.nodes[self.index as usize]
    }

    /// Its place in the order of the source.
    pub fn id(self) -> u32 {
        self.index
    }

    pub fn kind(self) -> &'static str {
        self.tree.grammar.kinds.get(self.kind_id() as usize).map_or("ERROR", |kind| &kind.0)
    }

    pub fn kind_id(self) -> u16 {
        self.entry().kind
    }

    pub fn is_named(self) -> bool {
        self.tree.grammar.kinds.get(self.kind_id() as usize).is_none_or(|kind| kind.1)
    }

    /// The number of the field that it is in its parent.
    pub(super) fn field_id(self) -> Option<u16> {
        Some(self.entry().field).filter(|field| *field != 0)
    }

    /// Whether the parser could not make sense of it.
    pub fn is_error(self) -> bool {
        self.kind_id() == ERROR
    }

    /// Whether the parser made it up.
    pub fn is_missing(self) -> bool {
        self.entry().is_missing
    }

    /// Whether it may stand anywhere, as comments do.
    pub fn is_extra(self) -> bool {
        self.entry().is_extra
    }

    /// Whether something in it did not parse.
    pub fn has_error(self) -> bool {
        self.entry().has_error
    }

    pub fn start_byte(self) -> usize {
        self.entry().start as usize
    }

    pub fn end_byte(self) -> usize {
        self.entry().end as usize
    }

    pub fn byte_range(self) -> Range<usize> {
        self.start_byte()..self.end_byte()
    }

    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        let after = self.entry().after;
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = (next < after).then(|| self.tree.node(next))?;
            next = child.entry().after;
            Some(child)
        })
    }

    pub fn named_children(self) -> impl Iterator<Item = Node<'t>> {
        self.children().filter(|child| child.is_named())
    }

    pub fn child_count(self) -> usize {
        self.children().count()
    }

    pub fn child(self, index: usize) -> Option<Node<'t>> {
        self.children().nth(index)
    }

    pub fn named_child(self, index: usize) -> Option<Node<'t>> {
        self.named_children().nth(index)
    }

    pub fn child_by_field_id(self, field: u16) -> Option<Node<'t>> {
        self.children().find(|child| child.entry().field == field)
    }

    pub fn child_by_field_name(self, name: &str) -> Option<Node<'t>> {
        self.child_by_field_id(*self.tree.grammar.fields.get(name)?)
    }

    /// The last node of the whole tree that starts at this byte or before it: of a byte inside a leaf, the leaf.
    pub fn last_from(self, byte: usize) -> Option<Node<'t>> {
        let after = self.tree.nodes.partition_point(|node| node.start as usize <= byte);
        Some(self.tree.node(after.checked_sub(1)? as u32))
    }

    /// Itself and all nodes below it, in the order of the source.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        (self.index..self.entry().after).map(|index| self.tree.node(index))
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.tree.owns(*other) && self.index == other.index
    }
}

impl Eq for Node<'_> {}
