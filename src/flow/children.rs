//! What is put under a router without being one: functions with a route of their own, functions that fill a router, handlers given
//! to a method that the program itself adds to routers.

use super::call::Args;
use super::decorated::Decorators;
use super::described::field;
use super::machine::Machine;
use super::path::{path_text, under};
use super::routing::{Event, GuardUse, RouteEvent, Router, router_in};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::FunctionRef;
use crate::source::FileId;
use crate::syntax::{Capture, Dialect};

impl Machine<'_> {
    /// Puts routers under another, and functions with a route of their own; in Rust, functions that fill a router and types whose methods have routes, too.
    pub(super) fn put_child(&mut self, parent: RouterId, prefix: &str, guards: &[GuardUse], child: &Value, queries: &[u16]) {
        match &child.shape {
            Shape::Router(child) => {
                self.add_event(parent, Event::Mount { prefix: prefix.to_owned(), child: *child, guards: guards.to_vec(), instead: false });
            }
            Shape::List(row) if is_row(row) => self.put_row(parent, prefix, guards, row),
            Shape::Many(values) | Shape::List(values) => {
                for value in values.clone().iter() {
                    self.put_child(parent, prefix, guards, value, queries);
                }
            }
            Shape::Function(closure) if self.program.facts(closure.function.file).dialect == Dialect::Python => {
                let router = self.new_router(Router::default());
                self.add_event(parent, Event::Mount { prefix: prefix.to_owned(), child: router, guards: guards.to_vec(), instead: false });
                self.register_attributes(closure.function, child, router, queries);
            }
            Shape::Function(_) | Shape::Wrapped(_) | Shape::Object(_) | Shape::Module(_) if self.is_script() => {
                self.plug_in(parent, prefix, guards, child, 0);
            }
            Shape::Function(closure) if self.program.facts(closure.function.file).dialect == Dialect::Rust => {
                let function = closure.function;
                let router = self.new_router(Router::default());
                self.add_event(parent, Event::Mount { prefix: prefix.to_owned(), child: router, guards: guards.to_vec(), instead: false });
                if !self.register_attributes(function, child, router, queries) {
                    let made = self.invoke(child, &Args::of(vec![Value::of(Shape::Router(router))]));
                    if let Some(made) = router_in(&made).filter(|made| *made != router) {
                        self.add_event(router, Event::Mount { prefix: String::new(), child: made, guards: Vec::new(), instead: false });
                    }
                }
            }
            Shape::Class(class) | Shape::Instance(class, _) if self.program.facts(class.file).dialect == Dialect::Rust => {
                let router = self.new_router(Router::default());
                self.add_event(parent, Event::Mount { prefix: prefix.to_owned(), child: router, guards: guards.to_vec(), instead: false });
                let object = self.new_object(Default::default());
                for method in self.program.methods_of(*class) {
                    let handler = self.bound(method, Value::of(Shape::Instance(*class, object)));
                    self.register_attributes(method, &handler, router, queries);
                }
            }
            _ => {}
        }
    }

    fn is_script(&self) -> bool {
        self.program.facts(self.file()).dialect.is_script()
    }

    /// A plugin: a function that fills a router of its own; wrapped, it fills its parent; also an object that holds one.
    fn plug_in(&mut self, parent: RouterId, prefix: &str, guards: &[GuardUse], plugin: &Value, depth: usize) {
        match &plugin.shape {
            Shape::Function(_) => {
                let router = self.new_router(Router::default());
                self.add_event(parent, Event::Mount { prefix: prefix.to_owned(), child: router, guards: guards.to_vec(), instead: false });
                self.invoke(plugin, &Args::of(vec![Value::of(Shape::Router(router))]));
            }
            Shape::Wrapped(inner) => {
                let inner = inner.clone();
                self.invoke(&inner, &Args::of(vec![Value::of(Shape::Router(parent))]));
            }
            Shape::Object(_) | Shape::Module(_) if depth < 4 => {
                let Some(fields) = self.fields_of(plugin) else { return };
                let given = |name: &str| fields.iter().find(|(key, _)| &**key == name).map(|(_, value)| value.clone());
                let own = given("routes").and_then(|routes| field(&routes, "prefix")).map(|prefix| path_text(&prefix));
                let prefix = under(prefix, &own.unwrap_or_default());
                if let Some(inner) = given("register").or_else(|| given("plugin")).or_else(|| given("default")) {
                    self.plug_in(parent, &prefix, guards, &inner, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// A row of a table of routes: a path and a handler.
    fn put_row(&mut self, router: RouterId, prefix: &str, guards: &[GuardUse], row: &[Value]) {
        let Some(query) = self.router_query() else { return };
        let at = match &row[1].shape {
            Shape::Function(closure) => Some((closure.function.file, self.program.function(closure.function).body)),
            Shape::Class(class) | Shape::Instance(class, _) => self.program.class(*class).methods.first().map(|id| {
                let function = FunctionRef { file: class.file, id: *id };
                (function.file, self.program.function(function).body)
            }),
            _ => None,
        };
        let Some(handler_at) = at else { return };
        let event = RouteEvent {
            path: under(prefix, &path_text(&row[0])),
            guards: guards.to_vec(),
            ..RouteEvent::new(
                row[1].clone(),
                handler_at,
                Place { file: handler_at.0, span: self.program.facts(handler_at.0).span(handler_at.1) },
                query,
            )
        };
        self.add_routes(router, &[], event);
    }

    /// Registers a function by the attributes that name its path, those of the framework that puts it there; false where it has none.
    pub(super) fn register_attributes(&mut self, function: FunctionRef, handler: &Value, router: RouterId, queries: &[u16]) -> bool {
        let program = self.program;
        let node = program.function(function).body;
        let decorators = &program.function(function).decorators;
        let is_python = program.facts(function.file).dialect == Dialect::Python;
        self.at_module(function.file, |machine| {
            let mut found = false;
            for (i, &decorator) in decorators.iter().enumerate() {
                let Some(seen) = machine.seen(function.file, decorator, Capture::Route).filter(|seen| seen.is_of(queries)) else {
                    continue;
                };
                if seen.node(Capture::RouteRouter).is_none() && (is_python || seen.node(Capture::RoutePath).is_some()) {
                    let around = if is_python { machine.decorators_around(function, i) } else { Decorators::default() };
                    machine.register_at(seen, router, around, handler.clone(), (function.file, node), decorator);
                    found = true;
                }
            }
            found
        })
    }

    /// A method of the program's own that is given a handler: it registers it at a path that is not known here.
    pub(super) fn unknown_route(&mut self, node: NodeId, router: RouterId, args: &Args) {
        let file = self.file();
        let NodeKind::Call { args: list, .. } = self.program.facts(file).kind(node) else { return };
        let ([handler], [at]) = (&args.positional[..], self.program.facts(file).list(list)) else { return };
        let Shape::Function(closure) = &handler.shape else { return };
        let function = self.program.function(closure.function);
        let Some(query) = self.router_query() else { return };
        if function.parent.is_some() || function.params.is_empty() || self.program.facts(closure.function.file).dialect != Dialect::Rust {
            return;
        }
        let event = RouteEvent {
            method: "ANY".to_owned(),
            path: "{…}".to_owned(),
            ..RouteEvent::new(handler.clone(), (file, *at), self.place(node), query)
        };
        self.add_event(router, Event::Route(event));
    }

    /// The framework of the routes in this file, or of the first in force that has some.
    fn router_query(&self) -> Option<u16> {
        let of = |file: FileId| {
            let matches = &self.program.facts(file).matches;
            matches.iter().find(|m| matches!(m.role, Capture::Route | Capture::Router) && self.program.in_force(m.query)).map(|m| m.query)
        };
        of(self.file()).or_else(|| self.program.files().find_map(of))
    }
}

/// `(r"/orders/([0-9]+)", OrderHandler)`
fn is_row(values: &[Value]) -> bool {
    matches!(
        values,
        [Value { shape: Shape::Text(_), .. }, Value { shape: Shape::Class(_) | Shape::Instance(..) | Shape::Function(_), .. }, ..]
    )
}
