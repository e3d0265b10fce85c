//! Endpoints that no call registers: what files give away because of where they stand, and functions that clients call themselves.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::machine::Machine;
use super::routing::{Event, RouteEvent, Router, Takes};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::{FunctionRef, Program, Target, Word};
use crate::source::{FileId, Purpose};
use crate::syntax::{Capture, Dialect};

/// Names that lead to other names further than this are not followed.
const MAX_STEPS: usize = 8;

impl Machine<'_> {
    pub(super) fn register_files(&mut self) {
        let router = self.new_router(Router::default());
        let program = self.program;
        for route in &program.file_routes {
            for (name, method) in &route.exports {
                let Some(word) = program.find_word(name) else { continue };
                let Some(at) = self.given_at(route.file, word, 0) else { continue };
                let Some(handler) = self.exported(route.file, word, 0) else { continue };
                self.put_file_route(router, &route.path, method, handler, at, route.query);
            }
        }
        let exposing = |file: &FileId| {
            let is_production = program.project.file(*file).purpose == Purpose::Production;
            is_production && program.facts(*file).matches.iter().any(|m| m.role == Capture::Exposes && program.in_force(m.query))
        };
        let exposing: Vec<FileId> = program.files().filter(exposing).collect();
        if exposing.is_empty() {
            return;
        }
        let callers = Callers::find(program, &exposing);
        for file in exposing {
            self.register_exposed(file, router, &callers);
        }
    }

    fn put_file_route(&mut self, router: RouterId, path: &str, method: &str, handler: Value, at: (FileId, NodeId), query: u16) {
        // SvelteKit's `actions = { default: .., rename: .. }`
        if let Shape::Object(entries) = &handler.shape {
            for (_, entry) in entries.clone().iter() {
                let at = function_at(self, entry).unwrap_or(at);
                self.put_file_route(router, path, method, entry.clone(), at, query);
            }
            return;
        }
        let told = if method == "ANY" { self.methods_told_apart(&handler) } else { BTreeSet::new() };
        let methods = if told.is_empty() { vec![method.to_owned()] } else { told.into_iter().collect() };
        for method in methods {
            let event = RouteEvent { method, path: path.to_owned(), ..self.event(handler.clone(), at, query) };
            self.add_event(router, Event::Route(event));
        }
    }

    fn event(&self, handler: Value, at: (FileId, NodeId), query: u16) -> RouteEvent {
        let place = Place { file: at.0, span: self.program.facts(at.0).span(at.1) };
        RouteEvent::new(handler, at, place, query)
    }

    /// Where what a file gives away under a name is written; `None` where it gives away nothing of the name.
    fn given_at(&self, file: FileId, name: Word, depth: usize) -> Option<(FileId, NodeId)> {
        if depth > MAX_STEPS {
            return None;
        }
        let program = self.program;
        let facts = program.facts(file);
        let is_default = program.text(name) == "default";
        let is_named = |export: &&Export| program.word(file, export.name) == name || is_default && facts.text(export.name) == "=";
        if let Some(export) = facts.exports.iter().find(is_named) {
            return Some(self.written_at(file, export.value, depth));
        }
        let passed_on = facts.imports.iter().filter(|import| import.is_public);
        for import in passed_on {
            let found = match import.kind {
                ImportKind::Star if !is_default => {
                    program.module_file(file, facts.text(import.module)).and_then(|found| self.given_at(found, name, depth + 1))
                }
                _ if import.local.is_some_and(|local| program.word(file, local) == name) => self.imported_from(file, import, depth),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn imported_from(&self, file: FileId, import: &Import, depth: usize) -> Option<(FileId, NodeId)> {
        match self.program.resolve(file, import) {
            Target::Name(found, sym) => self.given_at(found, self.program.word(file, sym), depth + 1),
            _ => None,
        }
    }

    /// The expression that a name stands for.
    fn written_at(&self, file: FileId, node: NodeId, depth: usize) -> (FileId, NodeId) {
        let program = self.program;
        let facts = program.facts(file);
        let NodeKind::Name(sym) = facts.kind(node) else { return (file, node) };
        let word = program.word(file, sym);
        if let Some(definition) = program.top_level(file, word)
            && let NodeKind::Let { value, .. } | NodeKind::Assign { value, .. } = facts.kind(definition)
        {
            return (file, value);
        }
        let import = facts.imports.iter().find(|import| import.local == Some(sym));
        import.and_then(|import| self.imported_from(file, import, depth)).unwrap_or((file, node))
    }

    /// The methods that a handler of all of them looks for: `switch (req.method)`, `if (req.method === "POST")`.
    fn methods_told_apart(&self, handler: &Value) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let Some((file, body)) = function_at(self, handler) else { return found };
        let facts = self.program.facts(file);
        let span = facts.span(body);
        let mut note = |node: NodeId| {
            if let NodeKind::Text(sym) = facts.kind(node)
                && matches!(facts.text(sym), "GET" | "POST" | "PUT" | "PATCH" | "DELETE")
            {
                found.insert(facts.text(sym).to_owned());
            }
        };
        for node in (0..facts.size()).map(|index| NodeId(index as u32)).filter(|node| span.contains(facts.span(*node))) {
            match facts.kind(node) {
                NodeKind::Compare { op: CompareOp::Equal | CompareOp::NotEqual, left, right } if is_method(facts, left) => note(right),
                NodeKind::Match { subject, arms } if is_method(facts, subject) => {
                    for arm in facts.list(arms) {
                        if let NodeKind::Arm { pattern, .. } = facts.kind(*arm) {
                            note(pattern);
                        }
                    }
                }
                _ => {}
            }
        }
        found
    }

    // Functions that clients call themselves.

    fn register_exposed(&mut self, file: FileId, router: RouterId, callers: &Callers) {
        let program = self.program;
        let facts = program.facts(file);
        for found in facts.matches.iter().filter(|m| m.role == Capture::Exposes && program.in_force(m.query)) {
            if opens(facts, facts.top, found.anchor) {
                for export in &facts.exports {
                    let word = program.word(file, export.name);
                    if callers.only_server(file, word) {
                        continue;
                    }
                    let (Some(at), Some(value)) = (self.given_at(file, word, 0), self.exported(file, word, 0)) else { continue };
                    self.expose(router, facts.text(export.name), value, at, found.query);
                }
            }
            for (index, function) in facts.functions.iter().enumerate() {
                let function_ref = FunctionRef { file, id: FunctionId(index as u32) };
                if opens(facts, function.body, found.anchor) {
                    let name = function.name.map_or("", |name| facts.text(name));
                    let value = self.at_module(file, |machine| machine.closure(function_ref));
                    self.expose(router, name, value, (file, function.body), found.query);
                }
            }
        }
    }

    fn expose(&mut self, router: RouterId, name: &str, value: Value, at: (FileId, NodeId), query: u16) {
        let event = RouteEvent {
            method: "ACTION".to_owned(),
            path: name.to_owned(),
            takes: Takes::Arguments,
            ..self.event(value.clone(), at, query)
        };
        match &value.shape {
            Shape::Verbs(_) => self.add_routes(router, &[], RouteEvent { takes: Takes::Request, ..event }),
            Shape::Function(_) | Shape::Wrapped(_) => self.add_event(router, Event::Route(event)),
            _ => {}
        }
    }
}

/// Who imports what of other files.
struct Callers {
    by_server: FxHashSet<(FileId, Word)>,
    by_client: FxHashSet<(FileId, Word)>,
}

impl Callers {
    fn find(program: &Program, exposing: &[FileId]) -> Callers {
        let mut callers = Callers { by_server: FxHashSet::default(), by_client: FxHashSet::default() };
        for file in program.files().filter(|file| program.project.file(*file).purpose == Purpose::Production) {
            let facts = program.facts(file);
            let may_render = matches!(facts.dialect, Dialect::Tsx | Dialect::JavaScript);
            let is_client = facts.matches.iter().any(|m| m.role == Capture::Client && opens(facts, facts.top, m.anchor));
            for import in &facts.imports {
                let (ImportKind::Name(_), Target::Name(found, name)) = (import.kind, program.resolve(file, import)) else { continue };
                if !exposing.contains(&found) {
                    continue;
                }
                let to_client = is_client || may_render && import.local.is_some_and(|local| is_handed_on(facts, local));
                let names = if to_client { &mut callers.by_client } else { &mut callers.by_server };
                names.insert((found, program.word(file, name)));
            }
        }
        callers
    }

    /// Whether only other code of the server takes this name: then no client is told of it.
    fn only_server(&self, file: FileId, name: Word) -> bool {
        self.by_server.contains(&(file, name)) && !self.by_client.contains(&(file, name))
    }
}

/// Whether a name is more than called while a page is made: given to an element, or called by a function inside another.
fn is_handed_on(facts: &crate::facts::Facts, local: Sym) -> bool {
    let nodes = (0..facts.size()).map(|index| NodeId(index as u32));
    let is_name = |node: NodeId| matches!(facts.kind(node), NodeKind::Name(name) if name == local);
    let called: Vec<NodeId> = nodes
        .clone()
        .filter_map(|node| match facts.kind(node) {
            NodeKind::Call { callee, .. } if is_name(callee) => Some(callee),
            _ => None,
        })
        .collect();
    let is_inside = |node: &NodeId| {
        let inner = facts.functions.iter().filter(|function| function.parent.is_some());
        inner.into_iter().any(|function| facts.span(function.body).contains(facts.span(*node)))
    };
    nodes.filter(|node| is_name(*node)).any(|node| !called.contains(&node)) || called.iter().any(is_inside)
}

/// Whether a statement is the first of a block.
fn opens(facts: &crate::facts::Facts, block: NodeId, statement: NodeId) -> bool {
    match facts.kind(block) {
        NodeKind::Block(items) => facts.list(items).first() == Some(&statement),
        _ => false,
    }
}

/// `req.method`, or `method` taken out of it.
pub(super) fn is_method(facts: &crate::facts::Facts, node: NodeId) -> bool {
    matches!(facts.kind(node), NodeKind::Name(name) | NodeKind::Member { name, .. } if facts.text(name) == "method")
}

/// The body of a function that a value is.
fn function_at(machine: &Machine, value: &Value) -> Option<(FileId, NodeId)> {
    match &value.shape {
        Shape::Function(closure) => Some((closure.function.file, machine.program.function(closure.function).body)),
        Shape::Wrapped(inner) => function_at(machine, inner),
        _ => None,
    }
}
