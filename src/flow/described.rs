//! Routes that objects describe: `server.route({ method, path, options, handler })`, tables of such objects, and options objects
//! that stand beside a path and a handler.

use std::sync::Arc;

use super::endpoint::GuardKind;
use super::machine::Machine;
use super::path::path_text;
use super::request::Seen;
use super::routing::{Event, GuardUse, RouteEvent, push_guards};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::source::FileId;

/// Fields that hold what runs before the handler.
const HOOKS: [&str; 6] = ["onRequest", "preParsing", "preValidation", "preHandler", "pre", "middleware"];

impl Machine<'_> {
    /// Registers what objects describe: one, or a list of them.
    pub(super) fn register_described(&mut self, router: RouterId, node: NodeId, described: &Value, seen: Seen) {
        match &described.shape {
            Shape::List(items) | Shape::Many(items) => {
                for item in items.clone().iter() {
                    self.register_described(router, node, item, seen);
                }
            }
            Shape::Module(_) | Shape::Object(_) => self.register_one(router, node, described, seen),
            _ => {}
        }
    }

    fn register_one(&mut self, router: RouterId, node: NodeId, described: &Value, seen: Seen) {
        let options = field(described, "options").or_else(|| field(described, "config"));
        let inner = |name: &str| options.as_ref().and_then(|options| field(options, name));
        let (Some(path), Some(handler)) =
            (field(described, "path").or_else(|| field(described, "url")), field(described, "handler").or_else(|| inner("handler")))
        else {
            return;
        };
        let place = self.place(node);
        let at = self.answering_place(&handler).unwrap_or((self.file(), node));
        let mut guards = self.described_guards(described, place);
        guards.extend(options.iter().flat_map(|options| self.described_guards(options, place)));
        let auth = field(described, "auth").or_else(|| inner("auth"));
        let event = RouteEvent {
            method: String::new(),
            path: path_text(&path),
            guards,
            late: Vec::new(),
            handler,
            handler_at: at,
            place,
            query: seen.query(),
        };
        // `auth: false` takes back what the server asks of every route.
        let is_open = auth.is_some_and(|auth| matches!(auth.shape, Shape::Null));
        for method in methods_in(described) {
            let one = RouteEvent { method, ..event.clone() };
            self.add_event(router, if is_open { Event::OpenRoute(one) } else { Event::Route(one) });
        }
    }

    /// The guards that an options object names.
    pub(super) fn described_guards(&mut self, options: &Value, place: Place) -> Vec<GuardUse> {
        let mut guards = Vec::new();
        let Shape::Object(fields) = &options.shape else { return guards };
        for (name, value) in fields.iter() {
            if HOOKS.contains(&&**name) {
                for value in functions_in(value) {
                    let name = self.name_of(&value).unwrap_or_else(|| name.clone());
                    push_guards(value, name, place, &mut guards);
                }
            } else if &**name == "auth" {
                guards.extend(auth_guards(value, place));
            }
        }
        guards
    }

    /// The name of the function that a guard is.
    fn name_of(&self, value: &Value) -> Option<Arc<str>> {
        match &value.shape {
            Shape::Function(closure) => {
                let name = self.program.function(closure.function).name?;
                Some(self.program.facts(closure.function.file).text(name).into())
            }
            Shape::Guard(_, name) => Some(name.clone()),
            Shape::External(path) => path.rsplit('.').next().map(|name| name.trim_end_matches("()").into()),
            Shape::Wrapped(inner) => self.name_of(inner),
            _ => None,
        }
    }

    pub(super) fn answering_place(&self, handler: &Value) -> Option<(FileId, NodeId)> {
        let function = super::follow::function_in(handler)?;
        Some((function.file, self.program.function(function).body))
    }
}

/// A field of an object.
pub(super) fn field(value: &Value, name: &str) -> Option<Value> {
    let Shape::Object(fields) = &value.shape else { return None };
    fields.iter().rev().find(|(key, _)| &**key == name).map(|(_, value)| value.clone())
}

fn methods_in(described: &Value) -> Vec<String> {
    let of = |value: &Value| value.as_text().map(|text| if text == "*" { "ANY".to_owned() } else { text.to_ascii_uppercase() });
    let methods: Vec<String> = match field(described, "method") {
        Some(Value { shape: Shape::List(items), .. }) => items.iter().filter_map(of).collect(),
        Some(value) => of(&value).into_iter().collect(),
        None => Vec::new(),
    };
    if methods.is_empty() { vec!["ANY".to_owned()] } else { methods }
}

/// The functions of a hook, in lists and in objects that name them as `method`.
fn functions_in(value: &Value) -> Vec<Value> {
    match &value.shape {
        Shape::List(items) => items.iter().flat_map(functions_in).collect(),
        Shape::Object(_) => field(value, "method").iter().flat_map(functions_in).collect(),
        Shape::Null => Vec::new(),
        _ => vec![value.clone()],
    }
}

/// `auth: "jwt"`, `auth: { strategy: "jwt", scope: ["admin"] }`, `auth: { mode: "try" }`.
pub(super) fn auth_guards(auth: &Value, place: Place) -> Vec<GuardUse> {
    let guard = |kind: GuardKind, name: &str| GuardUse { value: Value::of(Shape::Guard(kind, name.into())), name: name.into(), place };
    if matches!(auth.shape, Shape::Null) {
        return Vec::new();
    }
    let mode = field(auth, "mode");
    let is_optional = mode.as_ref().and_then(Value::as_text).is_some_and(|mode| matches!(mode, "try" | "optional"));
    let strategy = field(auth, "strategy").unwrap_or_else(|| auth.clone());
    let name = strategy.as_text().unwrap_or("auth").to_owned();
    let kind = if is_optional { GuardKind::Unknown } else { GuardKind::Authentication };
    let mut guards = vec![guard(kind, &name)];
    if field(auth, "scope").or_else(|| field(auth, "access")).is_some_and(|scope| !matches!(scope.shape, Shape::Null)) {
        guards.push(guard(GuardKind::Role, "scope"));
    }
    guards
}
