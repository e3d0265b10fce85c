//! Fills the arena: what the three lowerings share.

use rustc_hash::FxHashMap;

use super::ir::*;
use super::{Facts, Match, Part};
use crate::syntax::{self, Captured, Node as Tree, Parsed};

/// Collects a file's facts while its tree is walked.
pub struct Builder<'a> {
    /// The file's text.
    pub source: &'a str,
    strings: Vec<Box<str>>,
    index: FxHashMap<Box<str>, Sym>,
    nodes: Vec<Node>,
    pool: Vec<NodeId>,
    pub(super) functions: Vec<Function>,
    pub(super) classes: Vec<Class>,
    pub(super) imports: Vec<Import>,
    pub(super) exports: Vec<Export>,
    comments: Vec<(Span, Box<str>)>,
    broken: Vec<Span>,
    pub(super) dialect: crate::syntax::Dialect,
    tree: &'a syntax::Tree,
    captured: &'a [Captured],
    /// Tree node id of everything captured, and what it was lowered to.
    wanted: FxHashMap<u32, Option<NodeId>>,
    /// The function being lowered.
    pub(super) function: Option<FunctionId>,
    /// The class being lowered.
    pub(super) class: Option<ClassId>,
    /// Inside test code.
    pub(super) in_test: bool,
}

impl<'a> Builder<'a> {
    pub fn new(parsed: &'a Parsed) -> Self {
        let wanted = parsed.captured.iter().flat_map(|m| &m.nodes).map(|(_, node)| (node.id, None)).collect();
        Builder {
            source: &parsed.text,
            strings: Vec::new(),
            index: FxHashMap::default(),
            nodes: Vec::with_capacity(parsed.text.len() / 12),
            pool: Vec::with_capacity(parsed.text.len() / 16),
            functions: Vec::new(),
            classes: Vec::new(),
            imports: Vec::new(),
            exports: Vec::new(),
            comments: Vec::new(),
            broken: Vec::new(),
            dialect: parsed.dialect,
            tree: &parsed.tree,
            captured: &parsed.captured,
            wanted,
            function: None,
            class: None,
            in_test: false,
        }
    }

    /// The source text of a tree node.
    pub fn slice(&self, node: Tree) -> &'a str {
        &self.source[node.byte_range()]
    }

    pub fn intern(&mut self, text: &str) -> Sym {
        if let Some(sym) = self.index.get(text) {
            return *sym;
        }
        let sym = Sym(self.strings.len() as u32);
        self.strings.push(text.into());
        self.index.insert(text.into(), sym);
        sym
    }

    /// The source text of a tree node, interned.
    pub fn word(&mut self, node: Tree) -> Sym {
        self.intern(self.slice(node))
    }

    /// Adds what `from` was lowered to, and remembers it if a query captured `from`.
    pub fn add(&mut self, from: Tree, kind: NodeKind) -> NodeId {
        let id = self.add_at(span(from), kind);
        self.bind(from, id);
        id
    }

    /// Adds a node that stands for no tree node of its own.
    pub fn add_at(&mut self, span: Span, kind: NodeKind) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { kind, span });
        id
    }

    /// Says that tree node `from` became `id`; for wrappers (parentheses, expression statements) that add no node.
    pub fn bind(&mut self, from: Tree, id: NodeId) {
        // A macro's arguments are a tree of their own.
        if self.wanted.is_empty() || !self.tree.owns(from) {
            return;
        }
        if let Some(slot) = self.wanted.get_mut(&from.id()) {
            *slot = Some(id);
        }
    }

    pub fn list(&mut self, items: &[NodeId]) -> List {
        let start = self.pool.len() as u32;
        self.pool.extend_from_slice(items);
        List { start, len: items.len() as u32 }
    }

    /// The kind of a node added before.
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.nodes[id.index()].kind
    }

    pub fn span_of(&self, id: NodeId) -> Span {
        self.nodes[id.index()].span
    }

    pub fn text(&self, sym: Sym) -> &str {
        &self.strings[sym.0 as usize]
    }

    /// A child of a list made before.
    pub fn items(&self, list: List) -> &[NodeId] {
        &self.pool[list.start as usize..(list.start + list.len) as usize]
    }

    /// Reserves a function's place, so that what is inside can name it as its parent; fill it with `functions[id]`.
    pub fn new_function(&mut self, from: Tree) -> FunctionId {
        let id = FunctionId(self.functions.len() as u32);
        self.functions.push(Function {
            name: None,
            span: span(from),
            params: Vec::new(),
            body: NodeId(0),
            decorators: Vec::new(),
            return_type: None,
            class: None,
            parent: self.function,
            is_async: false,
            is_static: false,
            is_public: false,
            is_test: self.in_test,
        });
        id
    }

    /// Reserves a class's place.
    pub fn new_class(&mut self, from: Tree, kind: ClassKind) -> ClassId {
        let id = ClassId(self.classes.len() as u32);
        self.classes.push(Class {
            name: None,
            span: span(from),
            kind,
            bases: Vec::new(),
            decorators: Vec::new(),
            fields: Vec::new(),
            methods: Vec::new(),
            parent: self.function,
            outer: self.class,
            is_test: self.in_test,
        });
        id
    }

    /// Keeps a comment if it may hold a suppression.
    pub fn comment(&mut self, node: Tree) {
        let text = self.slice(node);
        if text.contains("authlint") {
            self.comments.push((span(node), text.into()));
        }
    }

    /// Notes a place that the parser could not read.
    pub fn broken(&mut self, node: Tree) {
        self.broken.push(span(node));
    }

    /// Ends the file. `top` is its module-level block.
    pub fn finish(mut self, top: NodeId) -> super::Facts {
        let mut matches = Vec::with_capacity(self.captured.len());
        for m in self.captured {
            let Some(anchor) = self.wanted.get(&m.anchor.id).copied().flatten() else { continue };
            let mut parts = Vec::with_capacity(m.nodes.len());
            for (capture, node) in &m.nodes {
                if *capture == m.role && node.id == m.anchor.id {
                    continue;
                }
                let text = node.is_word.then(|| self.intern(&self.source[node.span.start as usize..node.span.end as usize]));
                parts.push(Part { capture: *capture, span: node.span, node: self.wanted.get(&node.id).copied().flatten(), text });
            }
            matches.push(Match { query: m.query, pattern: m.pattern, role: m.role, anchor, parts });
        }
        matches.sort_by_key(|m| (m.anchor, m.query, m.pattern));
        Facts {
            dialect: self.dialect,
            strings: self.strings,
            nodes: self.nodes,
            pool: self.pool,
            functions: self.functions,
            classes: self.classes,
            imports: self.imports,
            exports: self.exports,
            top,
            matches,
            comments: self.comments,
            broken: self.broken,
        }
    }
}

/// The bytes of a tree node.
pub(super) fn span(node: Tree) -> Span {
    Span { start: node.start_byte() as u32, end: node.end_byte() as u32 }
}
