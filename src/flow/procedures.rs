//! Procedures: chains of guards that end in a handler, and tables of them under names.
//!
//! `protectedProcedure.input(schema).query(handler)`: a chain is a value that other modules lengthen, so it is never changed in place.

use std::sync::Arc;

use super::machine::Machine;
use super::routing::{Event, RouteEvent, Router, router_in};
use super::value::*;
use crate::facts::ir::*;
use crate::source::FileId;
use crate::syntax::{Procedures, QuerySet};

/// Tables inside each other deeper than this are not read.
const MAX_TABLES: usize = 12;

impl Machine<'_> {
    /// The start of a chain, unless the program says itself what stands there. One from outside may ask what its name says.
    pub(super) fn chain(&mut self, node: NodeId) -> Option<Value> {
        let file = self.file();
        let facts = self.program.facts(file);
        let (known, asks) = match facts.kind(node) {
            NodeKind::Name(sym) => (self.name(sym), true),
            NodeKind::Member { base, name } => {
                let base = self.eval(base);
                let name = self.program.word(file, name);
                (self.member_of(&base, name).unwrap_or_else(Value::unknown), false)
            }
            NodeKind::Call { callee, .. } => (self.eval(callee), false),
            _ => return None,
        };
        match known.shape {
            Shape::Unknown | Shape::External(_) => {
                let guards = if asks { vec![(known, file, node)] } else { Vec::new() };
                Some(Value::of(Shape::Chain(guards.into())))
            }
            Shape::Chain(_) => Some(known),
            _ => None,
        }
    }

    /// `chain.use(guard)`
    pub(super) fn chained(&mut self, chain: NodeId, args: List) -> Option<Value> {
        let base = self.eval(chain);
        let Shape::Chain(known) = &base.shape else { return None };
        let file = self.file();
        let mut guards = known.to_vec();
        for &arg in self.program.facts(file).list(args) {
            guards.push((self.eval(arg), file, self.named_for(arg)));
        }
        Some(Value::of(Shape::Chain(guards.into())))
    }

    /// The guards of a chain that a verb ends.
    pub(super) fn guards_of_chain(&mut self, chain: NodeId) -> Option<Vec<(Value, FileId, NodeId)>> {
        match self.eval(chain).shape {
            Shape::Chain(guards) => Some(guards.to_vec()),
            _ => None,
        }
    }

    /// What an inline guard goes by: the name that its module gives to what it stands in.
    fn named_for(&self, guard: NodeId) -> NodeId {
        let facts = self.program.facts(self.file());
        let (NodeKind::Function(_), NodeKind::Block(items)) = (facts.kind(guard), facts.kind(facts.top)) else { return guard };
        let around = facts.list(items).iter().find_map(|item| match facts.kind(*item) {
            NodeKind::Let { target, .. } if facts.span(*item).contains(facts.span(guard)) => Some(target),
            _ => None,
        });
        around.filter(|name| facts.name(*name).is_some()).unwrap_or(guard)
    }

    /// A router made of tables of procedures and of other routers; `None` where there is nothing of the kind in them.
    pub(super) fn router_of(&mut self, tables: &[NodeId], query: u16) -> Option<Value> {
        let procedures = QuerySet::builtin().query(query).procedures.as_ref();
        let served = procedures.map(|known| known.prefix.clone()).unwrap_or_default();
        let router = self.new_router(Router { served, ..Router::default() });
        for &table in tables {
            let value = self.eval(table);
            let table = Table { router, at: (self.file(), table), query, procedures, depth: 0 };
            self.put_entry(&table, "", &value);
        }
        let is_empty = self.router(router).is_none_or(|router| router.events.is_empty());
        (!is_empty).then(|| Value::of(Shape::Router(router)))
    }

    fn put_entry(&mut self, table: &Table, name: &str, value: &Value) {
        if table.depth > MAX_TABLES {
            return;
        }
        let joint = table.procedures.map_or("/", |known| known.joint.as_str());
        let prefix = if name.is_empty() { String::new() } else { format!("{name}{joint}") };
        match &value.shape {
            Shape::Verbs(_) => {
                let event = RouteEvent {
                    path: name.to_owned(),
                    ..RouteEvent::new(
                        value.clone(),
                        table.at,
                        crate::finding::Place { file: table.at.0, span: self.program.facts(table.at.0).span(table.at.1) },
                        table.query,
                    )
                };
                self.add_routes(table.router, &[], event);
            }
            Shape::Object(fields) => {
                for (key, value) in fields.clone().iter() {
                    let inner = Table { depth: table.depth + 1, ..*table };
                    self.put_entry(&inner, &format!("{prefix}{key}"), value);
                }
            }
            // `lazy(() => import("./orders"))`
            Shape::Wrapped(inner) => {
                let loaded = self.invoke(&inner.clone(), &Default::default());
                self.put_entry(&Table { depth: table.depth + 1, ..*table }, name, &loaded);
            }
            Shape::Module(file) => {
                if let Some(child) = self.router_given_by(*file) {
                    self.add_event(table.router, Event::Mount { prefix, child, guards: Vec::new(), instead: false });
                }
            }
            _ => {
                if let Some(child) = router_in(value).filter(|child| *child != table.router) {
                    self.add_event(table.router, Event::Mount { prefix, child, guards: Vec::new(), instead: false });
                }
            }
        }
    }

    /// The router that a module gives away.
    fn router_given_by(&mut self, file: FileId) -> Option<RouterId> {
        let facts = self.program.facts(file);
        facts.exports.iter().find_map(|export| {
            let word = self.program.word(file, export.name);
            self.exported(file, word, 0).as_ref().and_then(router_in)
        })
    }
}

/// A table of procedures that is being read.
#[derive(Clone, Copy)]
struct Table<'q> {
    router: RouterId,
    at: (FileId, NodeId),
    query: u16,
    procedures: Option<&'q Procedures>,
    depth: usize,
}

/// One chain after the other: what a chain's own methods return.
pub(super) fn joined<'v>(values: impl Iterator<Item = &'v Value>) -> Value {
    let chains = values.filter_map(|value| match &value.shape {
        Shape::Chain(guards) => Some(guards),
        _ => None,
    });
    let guards: Vec<(Value, FileId, NodeId)> = chains.flat_map(|guards| guards.iter().cloned()).collect();
    Value::of(Shape::Chain(Arc::from(guards)))
}
