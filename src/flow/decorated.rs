//! Functions and classes whose decorators register them.

use super::follow::function_in;
use super::late::{Late, Reason};
use super::machine::Machine;
use super::request::{Seen, short_name};
use super::routing::{Event, GuardUse, RouteEvent, paths_of, usual_method};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::{ClassRef, FunctionRef};
use crate::source::FileId;
use crate::syntax::{Capture, Dialect};

/// What is written above and below the decorator that registers a function.
#[derive(Default)]
pub(super) struct Decorators {
    above: Vec<GuardUse>,
    below: Vec<GuardUse>,
}

impl Machine<'_> {
    /// Registers what the decorators of a definition register.
    pub(super) fn decorated(&mut self, value: NodeId) {
        if !self.building {
            return;
        }
        let file = self.file();
        match self.program.facts(file).kind(value) {
            NodeKind::Function(id) => {
                let function = FunctionRef { file, id };
                let handler = self.closure(function);
                self.register_decorated(function, handler, value);
            }
            NodeKind::Class(id) => self.register_class(ClassRef { file, id }, value),
            _ => {}
        }
    }

    fn register_decorated(&mut self, function: FunctionRef, handler: Value, node: NodeId) {
        let program = self.program;
        let file = function.file;
        let decorators = &program.function(function).decorators;
        for (i, &decorator) in decorators.iter().enumerate() {
            if let Some(seen) = self.seen(file, decorator, Capture::Route) {
                let Some(router) = seen.node(Capture::RouteRouter).and_then(|node| self.router_at_node(node)) else { continue };
                let decorators = self.decorators_around(function, i);
                self.register_at(seen, router, decorators, handler.clone(), (file, node), decorator);
            } else if let Some(seen) = self.seen(file, decorator, Capture::Before) {
                let Some(router) = seen.node(Capture::BeforeRouter).and_then(|node| self.router_at_node(node)) else { continue };
                let name = program.function(function).name.map_or("", |name| program.facts(file).text(name)).into();
                let place = Place { file, span: program.function(function).span };
                let guard = GuardUse { value: handler.clone(), name, place };
                let for_app = short_name(program.facts(file), decorator).contains("app_request");
                self.add_event(router, if for_app { Event::BeforeApp(guard) } else { Event::Before(guard) });
            }
        }
    }

    pub(super) fn register_at(
        &mut self,
        seen: Seen,
        router: RouterId,
        decorators: Decorators,
        handler: Value,
        handler_at: (FileId, NodeId),
        decorator: NodeId,
    ) {
        let mut methods = self.methods_of(seen);
        if methods.is_empty() && !matches!(handler.shape, Shape::Class(_)) {
            methods = vec![usual_method(seen.query(), "GET")];
        }
        let mut guards = self.guard_list(&seen.nodes(Capture::RouteGuard));
        guards.extend(decorators.below);
        let place = self.place(decorator);
        let mut paths: Vec<String> = Vec::new();
        for node in seen.nodes(Capture::RoutePath) {
            let value = self.eval(node);
            paths.extend(paths_of(&value));
        }
        if paths.is_empty() {
            paths.push(String::new());
        }
        for mut path in paths {
            // Rocket's `/orders?<page>`.
            if let Some(at) = path.find("?<") {
                path.truncate(at);
            }
            let event = RouteEvent {
                path,
                guards: guards.clone(),
                late: decorators.above.iter().cloned().map(|guard| Late::beside(guard, Reason::Above)).collect(),
                ..RouteEvent::new(handler.clone(), handler_at, place, seen.query())
            };
            match &event.handler.shape {
                Shape::Class(_) => self.add_routes(router, &methods, event),
                _ => {
                    let event = match function_in(&event.handler) {
                        Some(function) => RouteEvent { path: self.named_path(&event.path, function), ..event },
                        None => event,
                    };
                    for method in &methods {
                        self.add_event(router, Event::Route(RouteEvent { method: method.clone(), ..event.clone() }));
                    }
                }
            }
        }
    }

    /// What is written around the decorator that registers a function.
    pub(super) fn decorators_around(&mut self, function: FunctionRef, at: usize) -> Decorators {
        Decorators { below: self.function_decorators(function, at + 1), above: self.decorators_above(function, at) }
    }

    /// The decorators from `from` on that register nothing: they wrap the handler, from the outermost to the innermost.
    pub(super) fn function_decorators(&mut self, function: FunctionRef, from: usize) -> Vec<GuardUse> {
        let program = self.program;
        let decorators = &program.function(function).decorators;
        let mut guards = Vec::new();
        let is_seen = |machine: &Self, decorator: NodeId, role: Capture| machine.seen(function.file, decorator, role).is_some();
        let replaced = decorators.iter().any(|decorator| is_seen(self, *decorator, Capture::GuardInstead));
        self.at_module(function.file, |machine| {
            for &decorator in decorators.iter().skip(from) {
                if replaced && is_seen(machine, decorator, Capture::GuardDefault) {
                    continue;
                }
                if machine.seen(function.file, decorator, Capture::Route).is_none() {
                    machine.guards_at(decorator, &mut guards);
                }
            }
        });
        guards
    }

    /// The decorators above the one that registers a function. In Python they wrap it once it is registered.
    fn decorators_above(&mut self, function: FunctionRef, at: usize) -> Vec<GuardUse> {
        let program = self.program;
        if program.facts(function.file).dialect != Dialect::Python {
            return Vec::new();
        }
        let decorators = program.function(function).decorators.iter().take(at);
        let registers =
            |decorator: NodeId| [Capture::Route, Capture::Before].iter().any(|role| self.seen(function.file, decorator, *role).is_some());
        let others: Vec<NodeId> = decorators.copied().filter(|decorator| !registers(*decorator)).collect();
        self.guard_list(&others)
    }

    fn register_class(&mut self, class: ClassRef, node: NodeId) {
        let program = self.program;
        for &decorator in &program.class(class).decorators {
            if let Some(seen) = self.seen(class.file, decorator, Capture::Route)
                && let Some(router) = seen.node(Capture::RouteRouter).and_then(|node| self.router_at_node(node))
            {
                self.register_at(seen, router, Decorators::default(), Value::of(Shape::Class(class)), (class.file, node), decorator);
            }
        }
        for &id in &program.class(class).methods {
            let method = FunctionRef { file: class.file, id };
            let is_route = |machine: &Self, decorator: NodeId| machine.seen(class.file, decorator, Capture::Route).is_some();
            if program.function(method).decorators.iter().any(|decorator| is_route(self, *decorator)) {
                let object = self.new_object(Default::default());
                let handler = self.bound(method, Value::of(Shape::Instance(class, object)));
                let body = program.function(method).body;
                self.register_decorated(method, handler, body);
            }
        }
    }

    pub(super) fn class_definition(&mut self, class: ClassRef) -> Value {
        Value::of(Shape::Class(class))
    }
}
