//! What the models of frameworks (`queries/python/library`) ask of the machine: routes, handlers made of classes, guards, settings.
//!
//! A model is code like the program's, so most of what a framework does needs no word here. `authlint.route(..)` and the like are
//! what Python alone could not say.

use std::sync::Arc;

use super::call::Args;
use super::classes::VERBS;
use super::machine::{Ended, Machine};
use super::path::path_text;
use super::routing::{Event, GuardUse, RouteEvent, Router};
use super::trace::{MeetKind, Passed};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::{Handler, Place};
use crate::program::{ClassRef, FunctionRef, Program};
use crate::source::FileId;
use crate::syntax::{Capture, Dialect, QuerySet};

/// The handler that a reader sees: the method if the program has written it, else the head of its class.
pub(super) fn answering(program: &Program, via: &Via) -> Handler {
    let facts = program.facts(via.class.file);
    let class = program.class(via.class);
    let name = format!("{}.{}", class.name.map_or("", |name| facts.text(name)), via.name);
    let place = match &via.method.shape {
        Shape::Function(closure) if !program.is_library(closure.function.file) => {
            Place { file: closure.function.file, span: program.function(closure.function).span }
        }
        _ => {
            let end = class.bases.last().map_or(class.span.start + 1, |base| facts.span(*base).end);
            Place { file: via.class.file, span: Span { start: class.span.start, end } }
        }
    };
    Handler { name, place }
}

impl Machine<'_> {
    /// A call of `authlint.x(..)` in a model of a framework.
    pub(super) fn library_call(&mut self, target: &Value, args: &Args) -> Option<Value> {
        let Shape::External(path) = &target.shape else { return None };
        let name = path.strip_prefix("authlint.")?;
        if !self.program.is_library(self.file()) {
            return None;
        }
        let at = |index: usize| args.positional.get(index).cloned().unwrap_or_else(Value::unknown);
        Some(match name {
            "routes" => self.empty_router(),
            "route" => self.route_of(&at(0), &at(1), &at(2)),
            "mount" => self.mount_of(&at(0), &at(1)),
            "routes_of" => self.routes_of(&at(0), at(1).as_text()?),
            "view" => self.view_of(&at(0), &at(1), &at(2), &at(3)),
            "members" => self.members_of(&at(0), &at(1), &at(2), &at(3), &at(4)),
            "make" => self.made_of(&at(0)),
            "through" => self.through(&at(0), at(1).as_text()?, &at(2), &at(3), &at(4)),
            "ask" => self.asked(&at(0), at(1).as_text()?, args.positional.get(2..).unwrap_or_default()),
            "before" => self.before_all(&at(0), &at(1)),
            "load" => self.load(&at(0)),
            "settings" => self.settings(at(0).as_text()?),
            _ => return None,
        })
    }

    // Routes.

    fn empty_router(&mut self) -> Value {
        Value::of(Shape::Router(self.new_router(Router::default())))
    }

    /// A router with one route, or with all that is put below a path.
    fn route_of(&mut self, path: &Value, view: &Value, entry: &Value) -> Value {
        if !self.building {
            return Value::unknown();
        }
        let router = self.new_router(Router::default());
        let path = path_text(path);
        if holds_routes(view) {
            self.put_child(router, &path, &[], view, &[self.query_of_library()]);
        } else if !is_foreign_list(view) {
            let view = match view.shape {
                Shape::Unknown | Shape::External(_) => self.class_at_call(entry).unwrap_or_else(|| view.clone()),
                _ => view.clone(),
            };
            self.add_view(router, path, view);
        }
        Value::of(Shape::Router(router))
    }

    fn add_view(&mut self, router: RouterId, path: String, view: Value) {
        let methods = self.methods_answered(&view);
        let at = self.handler_node(&view);
        let event = RouteEvent { path, ..RouteEvent::new(view, at, self.place(NodeId(0)), self.query_of_library()) };
        self.add_routes(router, &methods, event);
    }

    /// The methods that a function's decorators let through.
    fn methods_answered(&mut self, view: &Value) -> Vec<String> {
        if let Shape::Function(closure) = &view.shape {
            let file = closure.function.file;
            let decorators = &self.program.function(closure.function).decorators;
            for &decorator in decorators {
                if let Some(seen) = self.seen(file, decorator, Capture::Methods) {
                    let methods = self.at_module(file, |machine| machine.methods_of(seen));
                    if !methods.is_empty() {
                        return methods;
                    }
                }
            }
        }
        vec!["ANY".to_owned()]
    }

    /// Where the handler is written; of one that is not known, where it is named.
    fn handler_node(&mut self, view: &Value) -> (FileId, NodeId) {
        if let Shape::Function(closure) = &view.shape {
            return (closure.function.file, self.program.function(closure.function).body);
        }
        match self.view_argument() {
            Some((file, node)) => {
                let facts = self.program.facts(file);
                match facts.kind(node) {
                    NodeKind::Call { callee, .. } => match facts.kind(callee) {
                        NodeKind::Member { base, .. } => (file, base),
                        _ => (file, node),
                    },
                    _ => (file, node),
                }
            }
            None => (self.file(), NodeId(0)),
        }
    }

    /// The second argument of the program's call that led here: `path("orders", OrderView.as_view())`.
    fn view_argument(&self) -> Option<(FileId, NodeId)> {
        let place = *self.calls.last()?;
        let facts = self.program.facts(place.file);
        let call = (0..facts.size())
            .map(|index| NodeId(index as u32))
            .find(|node| facts.span(*node) == place.span && matches!(facts.kind(*node), NodeKind::Call { .. }))?;
        let NodeKind::Call { args, .. } = facts.kind(call) else { return None };
        let second = *facts.list(args).get(1)?;
        match facts.kind(second) {
            NodeKind::Named { value, .. } => Some((place.file, value)),
            _ => Some((place.file, second)),
        }
    }

    /// A class whose bases are not all known: its own methods answer.
    fn class_at_call(&mut self, entry: &Value) -> Option<Value> {
        let (file, node) = self.view_argument()?;
        let facts = self.program.facts(file);
        let NodeKind::Call { callee, args } = facts.kind(node) else { return None };
        let NodeKind::Member { base, .. } = facts.kind(callee) else { return None };
        let first = facts.list(args).first().copied();
        let (class, actions) = self.at_module(file, |machine| {
            let class = machine.eval(base);
            (class, first.map_or_else(Value::null, |first| machine.eval(first)))
        });
        matches!(class.shape, Shape::Class(_)).then(|| self.view_of(&class, entry, &actions, &Value::unknown()))
    }

    /// The query file whose framework the running model belongs to.
    fn query_of_library(&self) -> u16 {
        let path = &self.program.project.file(self.file()).path;
        let package = path.split('/').nth(1).unwrap_or_default();
        let queries = QuerySet::builtin().queries();
        queries.iter().position(|query| query.packages.iter().any(|known| known == package)).unwrap_or_default() as u16
    }

    fn mount_of(&mut self, router: &Value, child: &Value) -> Value {
        if let Shape::Router(parent) = router.shape {
            self.put_child(parent, "", &[], child, &[self.query_of_library()]);
        }
        router.clone()
    }

    /// What a module holds under a name; the module may be given by its own name, and stand first in a tuple.
    fn routes_of(&mut self, of: &Value, name: &str) -> Value {
        let of = match &of.shape {
            Shape::List(items) => match items.first() {
                Some(Value { shape: Shape::Text(_) | Shape::Module(_) | Shape::List(_), .. }) => items[0].clone(),
                _ => of.clone(),
            },
            _ => of.clone(),
        };
        let of = self.load(&of);
        match (&of.shape, self.program.find_word(name)) {
            (Shape::Module(file), Some(word)) => self.exported(*file, word, 0).unwrap_or_else(Value::unknown),
            _ => of,
        }
    }

    /// Handlers, one a method: the class's methods that are named after HTTP's, or those that `actions` says.
    fn view_of(&mut self, class: &Value, entry: &Value, actions: &Value, fields: &Value) -> Value {
        let Shape::Class(class) = class.shape else { return class.clone() };
        let allowed = self.allowed_methods(class);
        let pairs: Vec<(String, String)> = match &actions.shape {
            Shape::Object(actions) if !actions.is_empty() => {
                actions.iter().filter_map(|(verb, name)| Some((verb.to_string(), name.as_text()?.to_owned()))).collect()
            }
            _ => VERBS.iter().map(|verb| (verb.to_string(), verb.to_string())).collect(),
        };
        let mut verbs = Vec::new();
        for (verb, name) in pairs {
            let Some(method) = self.program.find_word(&name).and_then(|word| self.program.inherited(class, word)) else { continue };
            if allowed.as_ref().is_some_and(|allowed| !allowed.contains(&verb)) {
                continue;
            }
            let handler = self.via(class, entry, Some(method), &name, fields);
            verbs.push(self.verb_of(&verb, handler, class));
        }
        // A class that inherits all it does from outside.
        if verbs.is_empty() && !matches!(actions.shape, Shape::Object(_)) {
            let handler = self.via(class, entry, None, "any", fields);
            verbs.push(self.verb_of("ANY", handler, class));
        }
        Value::of(Shape::Verbs(verbs.into()))
    }

    fn verb_of(&mut self, verb: &str, handler: Value, class: ClassRef) -> Verb {
        let guards = self.program.ancestry(class).into_iter().filter(|at| !self.program.is_library(at.file));
        let guards: Vec<(Value, FileId, NodeId)> = guards.collect::<Vec<_>>().into_iter().flat_map(|at| self.decorators_of(at)).collect();
        let node = self.program.facts(class.file).top;
        Verb { method: verb.to_ascii_uppercase().into(), handler, file: class.file, node, guards }
    }

    fn decorators_of(&mut self, class: ClassRef) -> Vec<(Value, FileId, NodeId)> {
        let decorators = &self.program.class(class).decorators;
        self.at_module(class.file, |machine| {
            decorators.iter().map(|decorator| (machine.eval(*decorator), class.file, *decorator)).collect()
        })
    }

    fn via(&mut self, class: ClassRef, entry: &Value, method: Option<FunctionRef>, name: &str, fields: &Value) -> Value {
        let mut object = super::machine::Object::default();
        if let Shape::Object(fields) = &fields.shape {
            for (field, value) in fields.iter() {
                if let Some(word) = self.program.find_word(field) {
                    object.fields.insert(word, value.clone());
                }
            }
        }
        let object = self.new_object(object);
        let this = Value::of(Shape::Instance(class, object));
        let entry = match &entry.shape {
            Shape::Function(closure) => self.bound(closure.function, this.clone()),
            _ => Value::null(),
        };
        let method = method.map_or_else(Value::null, |method| self.bound(method, this));
        Value::of(Shape::Via(Arc::new(Via { class, entry, method, name: name.into() })))
    }

    /// The methods that a class restricts itself to.
    fn allowed_methods(&mut self, class: ClassRef) -> Option<Vec<String>> {
        let word = self.program.find_word("http_method_names")?;
        let (at, field) = self.program.field(class, word)?;
        let value = field.value?;
        let value = self.at_module(at.file, |machine| machine.eval(value));
        let Shape::List(items) = &value.shape else { return None };
        items.iter().map(|item| item.as_text().map(str::to_ascii_lowercase)).collect()
    }

    /// Routes of the methods that a decorator registers.
    fn members_of(&mut self, router: &Value, class: &Value, entry: &Value, many: &Value, one: &Value) -> Value {
        let (Shape::Router(router), Shape::Class(class)) = (&router.shape, &class.shape) else { return Value::unknown() };
        let (many, one) = (path_text(many), path_text(one));
        let mut known: Vec<Sym> = Vec::new();
        for at in self.program.ancestry(*class) {
            let facts = self.program.facts(at.file);
            for &id in &self.program.class(at).methods {
                let method = FunctionRef { file: at.file, id };
                let Some(name) = self.program.function(method).name else { continue };
                for &decorator in &self.program.function(method).decorators {
                    let Some(seen) = self.seen(at.file, decorator, Capture::Route) else { continue };
                    if at.file == class.file && known.contains(&name) {
                        continue;
                    }
                    let fields = self.at_module(at.file, |machine| machine.named_arguments(decorator));
                    let handler = self.via(*class, entry, Some(method), facts.text(name), &fields);
                    let (methods, last) = self.at_module(at.file, |machine| {
                        (machine.methods_of(seen), seen.node(Capture::RoutePath).map(|node| machine.prefix_of(Some(node))))
                    });
                    let last = last.unwrap_or_else(|| facts.text(name).to_owned());
                    let base = if seen.node(Capture::RouteItem).is_some() { &one } else { &many };
                    let path = format!("{base}/{last}/");
                    for method in if methods.is_empty() { vec!["GET".to_owned()] } else { methods } {
                        let verb = self.verb_of(&method, handler.clone(), *class);
                        self.add_view(*router, path.clone(), Value::of(Shape::Verbs([verb].into())));
                    }
                }
                known.push(name);
            }
        }
        Value::unknown()
    }

    /// `name=value` of a call, as an object.
    fn named_arguments(&mut self, call: NodeId) -> Value {
        let facts = self.program.facts(self.file());
        let NodeKind::Call { args, .. } = facts.kind(call) else { return Value::unknown() };
        let mut fields: Vec<(Arc<str>, Value)> = Vec::new();
        for &arg in facts.list(args) {
            if let NodeKind::Named { name, value } = facts.kind(arg) {
                let value = self.eval(value);
                fields.push((facts.text(name).into(), value));
            }
        }
        Value::of(Shape::Object(fields.into()))
    }

    /// A guard that is called on handlers, as `login_required(OrderView.as_view())`, stands before each.
    pub(super) fn guarded_views(&mut self, callee: NodeId, target: &Value, args: &Args) -> Option<Value> {
        if !self.building || self.program.facts(self.file()).dialect != Dialect::Python || self.program.is_library(self.file()) {
            return None;
        }
        let view = args.positional.first()?;
        let verbs: Vec<Verb> = match (&view.shape, &target.shape) {
            (Shape::Verbs(verbs), _) => verbs.to_vec(),
            (Shape::Function(closure), Shape::Guard(..)) => {
                let node = self.program.function(closure.function).body;
                let own = self.function_decorators(closure.function, 0);
                let file = closure.function.file;
                let guards = own.into_iter().map(|guard| (guard.value, file, node)).collect();
                vec![Verb { method: "ANY".into(), handler: view.clone(), file, node, guards }]
            }
            _ => return None,
        };
        let file = self.file();
        let guarded = verbs.into_iter().map(|mut verb| {
            verb.guards.insert(0, (target.clone(), file, callee));
            verb
        });
        Some(Value::of(Shape::Verbs(guarded.collect())))
    }

    // One request.

    /// Runs a class's machinery up to the method that answers, and on.
    pub(super) fn run_view(&mut self, via: &Arc<Via>, before_handler: &mut Passed) {
        self.view = Some(via.clone());
        self.home = answering(self.program, via).place;
        let from = self.trace.input(InputKind::Path, "", self.home);
        let spread = Some(Value { shape: Shape::Input(InputKind::Path), from });
        let request = Value::external("@request");
        let mut answer = Value::unknown();
        if let Shape::Function(entry) = &via.entry.shape {
            let args = Args {
                positional: vec![request.clone(), via.method.clone(), Value::text(&via.name)],
                spread: spread.clone(),
                ..Args::default()
            };
            answer = self.run_outermost(entry, &args);
        }
        // The machinery is not all known.
        if let (None, Shape::Function(method)) = (self.reached, &via.method.shape) {
            let args = Args { positional: vec![request], spread, ..Args::default() };
            self.enter_view(method);
            answer = answer.either(self.run_outermost(method, &args));
        }
        *before_handler = self.reached.unwrap_or(self.passed);
        self.show(&answer);
    }

    /// A decorated function that is handed the request is guarded wherever it is called.
    pub(super) fn enter_decorated(&mut self, closure: &Closure, args: &Args) {
        let function = self.program.function(closure.function);
        let is_request = |value: &Value| matches!(&value.shape, Shape::External(path) if &**path == "@request");
        let is_plain = closure.this.is_none() && function.parent.is_none() && !function.decorators.is_empty();
        if is_plain && !self.building && args.positional.first().is_some_and(is_request) {
            for guard in self.function_decorators(closure.function, 0) {
                self.run_guard(&guard, &mut Vec::new());
            }
        }
    }

    /// Before a method of the answering class runs: its decorators, and what has been asked when it is the one that answers.
    pub(super) fn enter_view(&mut self, closure: &Closure) {
        let Some(view) = &self.view else { return };
        let Some(Value { shape: Shape::Instance(class, _), .. }) = &closure.this else { return };
        if *class != view.class {
            return;
        }
        let answers = matches!(&view.method.shape, Shape::Function(method) if method.function == closure.function);
        if !self.program.function(closure.function).decorators.is_empty() && !self.program.is_library(closure.function.file) {
            for guard in self.function_decorators(closure.function, 0) {
                self.run_guard(&guard, &mut Vec::new());
            }
        }
        if answers && self.reached.is_none() {
            self.reached = Some(self.passed);
        }
    }

    /// The object whose method answers the request.
    pub(super) fn view_object(&self) -> Option<Value> {
        match &self.view.as_ref()?.method.shape {
            Shape::Function(closure) => closure.this.clone(),
            _ => None,
        }
    }

    pub(super) fn lacks_path_param(&self, name: &str) -> bool {
        !self.path_params.is_empty() && !self.path_params.iter().any(|known| **known == *name)
    }

    /// An instance of each class in a list of guards.
    fn made_of(&mut self, classes: &Value) -> Value {
        match &classes.shape {
            Shape::List(items) => {
                let made: Vec<Value> = items.clone().iter().map(|item| self.made_of(item)).collect();
                Value::of(Shape::List(made.into()))
            }
            Shape::Many(items) => items.clone().iter().map(|item| self.made_of(item)).reduce(Value::either).unwrap_or_else(Value::unknown),
            Shape::Class(_) => self.invoke(classes, &Args::default()),
            _ => classes.clone(),
        }
    }

    /// What becomes of a value that each of several classes may narrow: `OwnOrders().filter_queryset(request, orders, view)`.
    fn through(&mut self, classes: &Value, method: &str, value: &Value, request: &Value, view: &Value) -> Value {
        let Shape::List(classes) = &classes.shape else { return value.clone() };
        let Some(word) = self.program.find_word(method) else { return value.clone() };
        let mut value = value.clone();
        for class in classes.clone().iter() {
            let Shape::Class(class) = class.shape else { continue };
            let Some(function) = self.program.inherited(class, word) else { continue };
            let object = self.new_object(Default::default());
            let target = self.bound(function, Value::of(Shape::Instance(class, object)));
            let narrowed = self.invoke(&target, &Args::of(vec![request.clone(), value.clone(), view.clone()]));
            if matches!(narrowed.shape, Shape::Query(_)) {
                value = narrowed;
            }
        }
        value
    }

    /// Asks a guard: of a list all, of several possible ones any.
    fn asked(&mut self, guard: &Value, method: &str, args: &[Value]) -> Value {
        match &guard.shape {
            Shape::List(items) => {
                for item in items.clone().iter() {
                    self.asked(item, method, args);
                }
            }
            Shape::Many(items) => {
                let before = self.passed;
                let mut common: Option<Passed> = None;
                for item in items.clone().iter() {
                    self.passed = before;
                    self.asked(item, method, args);
                    common = Some(common.map_or(self.passed, |known| known.common(self.passed)));
                }
                self.passed = common.unwrap_or(before);
            }
            Shape::Instance(class, _) => self.ask_object(guard, *class, method, args),
            Shape::Guard(_, name) => {
                let name = name.clone();
                let guard = GuardUse { value: guard.clone(), name, place: self.home };
                self.run_guard(&guard, &mut Vec::new());
            }
            Shape::External(path) => {
                let name: Arc<str> = path.trim_end_matches("()").rsplit('.').next().unwrap_or_default().into();
                self.judge_guard(&name, self.home, |machine| machine.guard_by_name(&name));
                self.ask_unread(args);
            }
            _ => {}
        }
        Value::unknown()
    }

    fn ask_object(&mut self, guard: &Value, class: ClassRef, method: &str, args: &[Value]) {
        let program = self.program;
        let Some(function) = program.find_word(method).and_then(|word| program.inherited(class, word)) else {
            return self.ask_unread(args);
        };
        let owner = program.function(function).class.map(|id| ClassRef { file: function.file, id });
        let is_view = self.view.as_ref().is_some_and(|view| view.class == class);
        let name: Arc<str> = match (is_view, program.is_library(function.file), owner) {
            (true, true, Some(owner)) | (false, true, Some(owner)) => class_name(program, owner).into(),
            (true, ..) => method.into(),
            _ => class_name(program, class).into(),
        };
        let place = if is_view { self.home } else { Place { file: class.file, span: program.class(class).span } };
        let place = if program.is_library(place.file) { self.home } else { place };
        let target = self.bound(function, guard.clone());
        self.judge_guard(&name, place, |machine| {
            let answer = machine.invoke(&target, &Args::of(args.to_vec()));
            let tests = machine.tests(&answer);
            machine.trace.denies |= tests != Passed::default();
            machine.trace.reads_credential |= tests.authenticated;
            machine.ask(tests, Ended::Throw);
            None
        });
    }

    /// A guard that is given an object, and whose code is not here, may tie it to the caller.
    fn ask_unread(&mut self, args: &[Value]) {
        let Some(object) = args.get(2) else { return };
        let place = self.home;
        let meets = self.meeting(Origins::marked(Origins::PRINCIPAL), object.deep(), MeetKind::Call, place);
        self.ask(Passed { meets, ..Passed::default() }, Ended::Throw);
    }

    // The whole application.

    fn before_all(&mut self, classes: &Value, methods: &Value) -> Value {
        if let Shape::List(items) = &classes.shape {
            for item in items.clone().iter() {
                self.before_all(item, methods);
            }
        }
        let (Shape::Class(class), Shape::List(names), true) = (&classes.shape, &methods.shape, self.building) else {
            return Value::unknown();
        };
        let program = self.program;
        let has = |name: &Value| program.inherited(*class, program.find_word(name.as_text()?)?);
        let method = names.iter().find_map(has).filter(|method| !program.is_library(method.file));
        if let Some(method) = method.filter(|_| turns_away(program, *class)) {
            let made = self.invoke(classes, &Args::of(vec![Value::of(Shape::Next)]));
            let name = program.function(method).name.map_or("", |name| program.facts(method.file).text(name)).into();
            let place = Place { file: class.file, span: program.function(method).span };
            let guard = GuardUse { value: self.bound(method, made), name, place };
            let router = self.new_router(Router { is_mounted: true, ..Router::default() });
            self.add_event(router, Event::BeforeApp(guard));
        }
        Value::unknown()
    }

    /// What a dotted name means: a module, or something in it.
    fn load(&mut self, name: &Value) -> Value {
        match &name.shape {
            Shape::List(items) => {
                let loaded: Vec<Value> = items.clone().iter().map(|item| self.load(item)).collect();
                Value::of(Shape::List(loaded.into()))
            }
            Shape::Text(_) => match name.as_text().map(str::to_owned) {
                Some(path) => self.loaded(&path).unwrap_or_else(|| Value::external(&path)),
                None => name.clone(),
            },
            _ => name.clone(),
        }
    }

    fn loaded(&mut self, path: &str) -> Option<Value> {
        // Names are looked for from where the program's code is, not from the model's.
        let from = self.calls.last().map_or(self.file(), |place| place.file);
        if let Some(file) = self.program.module_file(from, path) {
            self.ensure_module(file);
            return Some(Value::of(Shape::Module(file)));
        }
        let (module, name) = path.rsplit_once('.')?;
        let file = self.program.module_file(from, module)?;
        let word = self.program.find_word(name)?;
        self.exported(file, word, 0)
    }

    /// The module that an environment variable is set to somewhere, or the one that is called settings.
    fn settings(&mut self, variable: &str) -> Value {
        let program = self.program;
        let named = program.files().filter(|file| !program.is_library(*file)).find_map(|file| {
            let facts = program.facts(file);
            facts.strings().iter().find(|text| &***text == variable)?;
            (0..facts.size()).find_map(|index| {
                let NodeKind::Call { args, .. } = facts.kind(NodeId(index as u32)) else { return None };
                let &[key, value] = facts.list(args) else { return None };
                let (NodeKind::Text(key), NodeKind::Text(value)) = (facts.kind(key), facts.kind(value)) else { return None };
                (facts.text(key) == variable).then(|| program.module_file(file, facts.text(value))).flatten()
            })
        });
        let is_settings = |file: &FileId| {
            let path = &program.project.file(*file).path;
            !program.is_library(*file) && path.rsplit('/').next() == Some("settings.py")
        };
        match named.or_else(|| program.files().find(is_settings)) {
            Some(file) => Value::of(Shape::Module(file)),
            None => Value::external("settings"),
        }
    }
}

/// Whether the code of a class ends requests; what lets all of them through stands before nothing.
fn turns_away(program: &Program, class: ClassRef) -> bool {
    let facts = program.facts(class.file);
    let span = program.class(class).span;
    let denies = facts.matches.iter().any(|m| m.role == Capture::Deny && program.in_force(m.query) && span.contains(facts.span(m.anchor)));
    let throws = |node: NodeId| matches!(facts.kind(node), NodeKind::Throw(_)) && span.contains(facts.span(node));
    denies || (0..facts.size()).any(|index| throws(NodeId(index as u32)))
}

fn class_name(program: &Program, class: ClassRef) -> &str {
    program.class(class).name.map_or("", |name| program.facts(class.file).text(name))
}

fn holds_routes(value: &Value) -> bool {
    match &value.shape {
        Shape::Router(_) => true,
        Shape::List(items) | Shape::Many(items) => items.iter().any(holds_routes),
        _ => false,
    }
}

/// Routes of an application that is not part of the program: `include("rest_framework.urls")`, `admin.site.urls`.
fn is_foreign_list(value: &Value) -> bool {
    match &value.shape {
        Shape::External(path) => path.rsplit('.').next() == Some("urls") || path.ends_with("()") && path.contains("include"),
        Shape::Text(_) | Shape::List(_) | Shape::Module(_) | Shape::Null => true,
        _ => false,
    }
}
