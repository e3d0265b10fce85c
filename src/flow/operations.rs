//! Operations of an API that has one path for all: GraphQL resolvers, as methods of classes or as maps of functions.

use std::collections::BTreeMap;

use super::call::Args;
use super::machine::Machine;
use super::request::{Seen, short_name};
use super::routing::{Draft, Event, GuardUse, More, RouteEvent, Router, Takes};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::FunctionRef;
use crate::source::FileId;
use crate::syntax::Capture;

/// The path of all operations; the operation's name follows.
const PATH: &str = "/graphql#";
/// The method of an operation that resolves a field of an object which another one gave away.
pub(super) const FIELD: &str = "FIELD";

impl<'p> Machine<'p> {
    /// The method and path of an operation.
    pub(super) fn operation_named(&mut self, seen: Seen, function: FunctionRef, of_type: &str) -> (&'static str, String) {
        let kind = seen.part(Capture::OperationKind).and_then(|part| self.word_text(function.file, part)).unwrap_or_default();
        let facts = self.program.facts(function.file);
        let own = self.program.function(function).name.map_or("", |name| facts.text(name));
        let own = own.to_owned();
        let said = seen.node(Capture::OperationName).and_then(|node| self.eval(node).as_text().map(str::to_owned));
        let of_type = of_type.to_owned();
        let name = said.unwrap_or(own);
        let kind = if kind.is_empty() || verb_of(&kind) == FIELD { of_type.clone() } else { kind };
        named(verb_of(&kind), &of_type, &name)
    }

    /// A method whose form makes it an operation, and the node that says so.
    pub(super) fn operation_method(&self, method: FunctionRef) -> Option<(Seen<'p>, NodeId)> {
        let program = self.program;
        let facts = program.facts(method.file);
        let is_it = |node: NodeId| match facts.kind(node) {
            NodeKind::Function(id) => id == method.id,
            NodeKind::Let { value, .. } => matches!(facts.kind(value), NodeKind::Function(id) if id == method.id),
            _ => false,
        };
        let m = facts.matches.iter().find(|m| m.role == Capture::Operation && self.program.in_force(m.query) && is_it(m.anchor))?;
        Some((self.seen(method.file, m.anchor, Capture::Operation)?, m.anchor))
    }

    /// An expression that is given a map of operations; it is evaluated as it is written all the same.
    pub(super) fn operations(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let router = self.new_router(Router::default());
        let at = At { router, file: self.file(), place: self.place(node), query: seen.query() };
        for map in seen.nodes(Capture::OperationsMap) {
            let value = self.eval(map);
            self.register_map(&at, &value, map);
        }
        let of_type = seen.part(Capture::OperationsType).and_then(|part| {
            let node = part.node?;
            self.eval(node).as_text().map(str::to_owned)
        });
        for fields in seen.nodes(Capture::OperationsFields) {
            let value = self.eval(fields);
            let takes = if of_type.is_some() { Takes::Parent } else { Takes::Whole };
            // A root value tells nothing of what is asked and what is changed.
            self.register_fields(&at, of_type.as_deref().unwrap_or("Query"), &value, takes, fields);
        }
        None
    }

    fn register_map(&mut self, at: &At, value: &Value, node: NodeId) {
        match &value.shape {
            Shape::List(items) | Shape::Many(items) => {
                for item in items.clone().iter() {
                    self.register_map(at, item, node);
                }
            }
            Shape::Object(_) | Shape::Module(_) => {
                for (name, fields) in self.entries(value) {
                    self.register_fields(at, &name, &fields, Takes::Parent, node);
                }
            }
            // `mergeResolvers([orders, users])`, `merge({}, orders, users)`
            _ => {
                let facts = self.program.facts(at.file);
                if let NodeKind::Call { args, .. } = facts.kind(node) {
                    for &arg in facts.list(args) {
                        let value = self.eval(arg);
                        self.register_map(at, &value, arg);
                    }
                }
            }
        }
    }

    fn register_fields(&mut self, at: &At, of_type: &str, fields: &Value, takes: Takes, node: NodeId) {
        if let Shape::List(items) | Shape::Many(items) = &fields.shape {
            for item in items.clone().iter() {
                self.register_fields(at, of_type, item, takes, node);
            }
        }
        // `fields: () => ({..})`
        if let Shape::Function(_) = fields.shape {
            let made = self.invoke(fields, &Args::default());
            if let Shape::Object(_) = made.shape {
                self.register_fields(at, of_type, &made, takes, node);
            }
            return;
        }
        for (name, field) in self.entries(fields) {
            let Some(handler) = self.resolver(&field) else { continue };
            let (method, path) = named(verb_of(of_type), of_type, &name);
            let handler_at = match function_of(&handler) {
                Some(function) => (function.file, self.program.function(function).body),
                None => (at.file, node),
            };
            let event = RouteEvent {
                method: method.to_owned(),
                path,
                guards: Vec::new(),
                late: Vec::new(),
                handler,
                handler_at,
                place: at.place,
                query: at.query,
                takes,
                more: More::default(),
            };
            self.add_event(at.router, Event::Route(event));
        }
    }

    /// The function of a field, or of an object that has it beside types and arguments.
    fn resolver(&mut self, field: &Value) -> Option<Value> {
        match &field.shape {
            Shape::Function(_) | Shape::Wrapped(_) => Some(field.clone()),
            Shape::Object(entries) => {
                let named = |name: &str| entries.iter().find(|(key, _)| &**key == name).map(|(_, value)| value.clone());
                named("resolve")
                    .or_else(|| named("subscribe"))
                    .filter(|value| matches!(value.shape, Shape::Function(_) | Shape::Wrapped(_)))
            }
            Shape::Many(values) => values.clone().iter().find_map(|value| self.resolver(value)),
            _ => None,
        }
    }

    fn entries(&mut self, value: &Value) -> Vec<(String, Value)> {
        match &value.shape {
            Shape::Object(fields) => fields.iter().map(|(name, value)| (name.to_string(), value.clone())).collect(),
            Shape::Module(file) => {
                let program = self.program;
                let exports = program.facts(*file).exports.iter();
                let words: Vec<_> = exports.map(|export| program.word(*file, export.name)).collect();
                words.into_iter().filter_map(|word| Some((program.text(word).to_owned(), self.exported(*file, word, 0)?))).collect()
            }
            Shape::Instance(class, _) | Shape::Class(class) => {
                let program = self.program;
                let methods = program.class(*class).methods.iter().map(|id| FunctionRef { file: class.file, id: *id });
                let named: Vec<(String, FunctionRef)> = methods
                    .filter_map(|method| Some((program.facts(method.file).text(program.function(method).name?).to_owned(), method)))
                    .filter(|(name, _)| name != "constructor")
                    .collect();
                named.into_iter().map(|(name, method)| (name, self.bound(method, value.clone()))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the function of an operation is given.
    pub(super) fn operation_args(&mut self, function: FunctionRef, takes: Takes) -> Args {
        let facts = self.program.facts(function.file);
        let params = &facts.function(function.id).params;
        let mut args = Args::default();
        for (position, param) in params.iter().filter(|param| param.kind != ParamKind::Receiver).enumerate() {
            let value = match self.annotated_param(function, param) {
                Some(value) => value,
                None => self.placed_operation_param(function.file, param, position + usize::from(takes == Takes::Whole)),
            };
            match (param.kind, facts.kind(param.pattern)) {
                (ParamKind::KeywordOnly, NodeKind::Name(sym)) => args.named.push((self.program.word(function.file, sym), value)),
                (ParamKind::KeywordRest, _) => args.spread = Some(value),
                _ => args.positional.push(value),
            }
        }
        args
    }

    /// `(parent, args, context, info)`
    fn placed_operation_param(&mut self, file: FileId, param: &Param, position: usize) -> Value {
        let place = Place { file, span: self.program.facts(file).span(param.pattern) };
        match position {
            0 => self.parent_object(file, param),
            1 => self.whole_input(InputKind::Argument, place),
            2 => Value::external("@request"),
            _ => Value::unknown(),
        }
    }

    /// The object whose field is resolved. Another one gave it away; whose account it is, the caller chose.
    pub(super) fn parent_object(&mut self, file: FileId, param: &Param) -> Value {
        let Some(ty) = param.ty else { return Value::unknown() };
        let facts = self.program.facts(file);
        let is_account = self.program.find_resource(&short_name(facts, ty)).is_some_and(|id| self.program.resource(id).is_principal);
        if !is_account {
            return self.typed(file, ty);
        }
        let place = Place { file, span: facts.span(param.pattern) };
        Value { shape: Shape::Input(InputKind::Argument), from: self.trace.input(InputKind::Argument, "parent", place) }
    }
}

/// The fields of an object are reached by those only who passed the guards that all operations share which give it away.
pub(super) fn inherit_guards(drafts: &mut [Draft]) {
    let mut givers: BTreeMap<String, Vec<Vec<GuardUse>>> = BTreeMap::new();
    for draft in drafts.iter() {
        if let Some(gives) = &draft.more.gives {
            givers.entry(gives.clone()).or_default().push(draft.guards.clone());
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.method == FIELD) {
        let of_type = draft.path.strip_prefix(PATH).and_then(|rest| rest.split_once('.')).map(|(of_type, _)| of_type);
        let Some((first, others)) = of_type.and_then(|of_type| givers.get(of_type)).and_then(|all| all.split_first()) else { continue };
        let stands_in = |guard: &GuardUse, guards: &[GuardUse]| guards.iter().any(|other| other.value == guard.value);
        let shared: Vec<GuardUse> = first
            .iter()
            .filter(|guard| others.iter().all(|other| stands_in(guard, other)) && !stands_in(guard, &draft.guards))
            .cloned()
            .collect();
        draft.guards.splice(0..0, shared);
    }
}

/// Where a map of operations is given.
struct At {
    router: RouterId,
    file: FileId,
    place: Place,
    query: u16,
}

/// What a decorator or a root type makes of an operation: `Query`, `RootMutationType`. The fields of `UserSubscription` are fields.
fn verb_of(kind: &str) -> &'static str {
    let kind = kind.to_ascii_lowercase();
    let kind = kind.strip_prefix("root").unwrap_or(&kind);
    match kind.strip_suffix("type").or_else(|| kind.strip_suffix("field")).unwrap_or(kind) {
        "query" | "queries" => "QUERY",
        "mutation" | "mutations" => "MUTATION",
        "subscription" | "subscriptions" => "SUBSCRIPTION",
        _ => FIELD,
    }
}

fn named(verb: &'static str, of_type: &str, name: &str) -> (&'static str, String) {
    match verb {
        FIELD => (verb, format!("{PATH}{of_type}.{name}")),
        _ => (verb, format!("{PATH}{name}")),
    }
}

fn function_of(value: &Value) -> Option<FunctionRef> {
    match &value.shape {
        Shape::Function(closure) => Some(closure.function),
        Shape::Wrapped(inner) => function_of(inner),
        _ => None,
    }
}
