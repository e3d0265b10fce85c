//! Classes that are routers by their decorators: controllers, whose methods are handlers, and modules, which take in others.

use std::sync::Arc;

use super::machine::{BUDGET, Machine};
use super::path::path_text;
use super::request::{Seen, short_name};
use super::routing::{Event, GuardUse, More, RouteEvent, Router, Takes, collect_texts, paths_of};
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef};
use crate::source::FileId;
use crate::syntax::Capture;

impl<'p> Machine<'p> {
    /// Makes routers of all classes that are some.
    pub(super) fn make_class_routers(&mut self) {
        let program = self.program;
        for file in program.files() {
            for index in 0..program.facts(file).classes.len() {
                self.class_router(ClassRef { file, id: ClassId(index as u32) });
            }
        }
    }

    /// The router that a class is; made when it is first asked for.
    pub(super) fn class_router(&mut self, class: ClassRef) -> Option<RouterId> {
        if let Some(known) = self.own.class_routers.get(&class) {
            return *known;
        }
        let seen = self.class_seen(class);
        let router = seen.map(|_| self.new_router(Router { is_single: true, ..Router::default() }));
        self.own.class_routers.insert(class, router);
        if let (Some(seen), Some(router)) = (seen, router) {
            let budget = std::mem::replace(&mut self.budget, BUDGET);
            self.at_module(class.file, |machine| machine.fill_class_router(class, seen, router));
            self.budget = budget;
        }
        router
    }

    /// The decorator that makes a class a router.
    fn class_seen(&self, class: ClassRef) -> Option<Seen<'p>> {
        let body = self.program.class(class);
        let mut decorators = body.decorators.iter().filter(|_| !body.is_test);
        decorators.find_map(|decorator| self.seen(class.file, *decorator, Capture::Router))
    }

    fn fill_class_router(&mut self, class: ClassRef, seen: Seen, router: RouterId) {
        let decor = self.class_decor(class);
        if let Some(own) = self.router(router) {
            own.guards.clone_from(&decor.guards);
        }
        for child in seen.nodes(Capture::RouterChild) {
            self.take_in(router, child);
        }
        let mut prefixes: Vec<String> = seen.nodes(Capture::RouterPrefix).into_iter().flat_map(|node| paths_of(&self.eval(node))).collect();
        if prefixes.is_empty() {
            prefixes.push(String::new());
        }
        let versions = seen.node(Capture::RouterVersion).map(|node| self.version_names(node));
        let object = self.new_object(Default::default());
        let this = Value::of(Shape::Instance(class, object));
        let of_type = match seen.node(Capture::RouterType) {
            Some(node) => short_name(self.program.facts(class.file), node),
            None => self.program.class(class).name.map_or("", |name| self.program.facts(class.file).text(name)).to_owned(),
        };
        for method in self.all_methods(class) {
            let context = Context { router, prefixes: &prefixes, versions: versions.as_ref(), notes: &decor.notes, of_type: &of_type };
            self.at_module(method.file, |machine| machine.register_method(&context, method, &this));
        }
    }

    /// The methods of a class and its bases; what a class writes anew stands for its bases' method.
    fn all_methods(&self, class: ClassRef) -> Vec<FunctionRef> {
        let mut found: Vec<FunctionRef> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for at in self.program.ancestry(class) {
            for &id in &self.program.class(at).methods {
                let method = FunctionRef { file: at.file, id };
                let Some(name) = self.program.function(method).name.map(|name| self.program.facts(at.file).text(name)) else { continue };
                if !names.contains(&name) {
                    names.push(name);
                    found.push(method);
                }
            }
        }
        found
    }

    fn register_method(&mut self, context: &Context, method: FunctionRef, this: &Value) {
        let program = self.program;
        let mut decor = Decor::default();
        let mut versions = context.versions.cloned();
        let mut answers: Vec<Answer> = Vec::new();
        for &decorator in &program.function(method).decorators {
            if let Some(seen) = self.seen(method.file, decorator, Capture::RouteVersion) {
                versions = seen.node(Capture::RouteVersionName).map(|node| self.version_names(node));
            } else if let Some(seen) = self.seen(method.file, decorator, Capture::Route) {
                let methods = self.methods_of(seen);
                let paths = seen.node(Capture::RoutePath).map_or_else(|| vec![String::new()], |node| paths_of(&self.eval(node)));
                let under = |prefix: &String, path: &String| format!("{prefix}/{path}").trim_end_matches('/').to_owned();
                let full = context.prefixes.iter().flat_map(|prefix| paths.iter().map(move |path| under(prefix, path))).collect();
                answers.push(Answer { methods, paths: full, at: decorator, query: seen.query(), takes: Takes::Request, gives: None });
            } else if let Some(seen) = self.seen(method.file, decorator, Capture::Operation) {
                decor.guards.extend(self.guard_list(&seen.nodes(Capture::OperationGuard)));
                answers.push(self.operation_answer(seen, decorator, method, context.of_type));
            } else {
                self.take_decorator(decorator, &mut decor);
            }
        }
        if let Some((seen, anchor)) = self.operation_method(method) {
            answers.push(self.operation_answer(seen, anchor, method, context.of_type));
        }
        decor.notes.extend(context.notes.iter().cloned());
        let handler = self.bound(method, this.clone());
        for answer in answers {
            let routes = answer.methods.iter().flat_map(|verb| answer.paths.iter().map(move |path| (verb, path)));
            for (verb, path) in routes {
                let event = RouteEvent {
                    method: verb.clone(),
                    path: path.clone(),
                    guards: decor.guards.clone(),
                    late: Vec::new(),
                    handler: handler.clone(),
                    handler_at: (method.file, program.function(method).body),
                    place: self.place(answer.at),
                    query: answer.query,
                    takes: answer.takes,
                    more: More { versions: versions.clone(), notes: decor.notes.clone(), gives: answer.gives.clone() },
                };
                self.add_event(context.router, Event::Route(event));
            }
        }
    }

    fn operation_answer(&mut self, seen: Seen, at: NodeId, method: FunctionRef, of_type: &str) -> Answer {
        let (verb, path) = self.operation_named(seen, method, of_type);
        let facts = self.program.facts(method.file);
        let gives = seen.node(Capture::OperationGives).map(|node| match facts.kind(node) {
            NodeKind::List(items) => facts.list(items).first().map_or_else(String::new, |item| short_name(facts, *item)),
            _ => short_name(facts, node),
        });
        Answer { methods: vec![verb.to_owned()], paths: vec![path], at, query: seen.query(), takes: Takes::Parent, gives }
    }

    fn version_names(&mut self, node: NodeId) -> Vec<String> {
        let value = self.eval(node);
        let mut names = Vec::new();
        collect_texts(&value, &mut names);
        // A constant for no version at all.
        if names.is_empty() {
            names.push(String::new());
        }
        names
    }

    /// What the decorators of a class, or of the nearest base that has some, leave on it.
    fn class_decor(&mut self, class: ClassRef) -> Decor {
        let mut all = Decor::default();
        for at in self.program.ancestry(class) {
            let mut own = Decor::default();
            self.at_module(at.file, |machine| {
                for &decorator in &machine.program.class(at).decorators {
                    if machine.seen(at.file, decorator, Capture::Router).is_none() {
                        machine.take_decorator(decorator, &mut own);
                    }
                }
            });
            if all.guards.is_empty() {
                all.guards = own.guards;
            }
            all.notes.extend(own.notes);
        }
        all
    }

    /// What a decorator leaves: guards and notes. Others say nothing of who may call.
    fn take_decorator(&mut self, decorator: NodeId, decor: &mut Decor) {
        let value = self.eval(decorator);
        let mut todo = vec![value];
        while let Some(value) = todo.pop() {
            match value.shape {
                Shape::Decor(left) => {
                    decor.guards.extend(left.guards.iter().cloned());
                    decor.notes.extend(left.notes.iter().cloned());
                }
                Shape::List(items) | Shape::Many(items) => todo.extend(items.iter().cloned()),
                Shape::Guard(_, ref name) => {
                    let name = name.clone();
                    decor.guards.push(GuardUse { value, name, place: self.place(decorator) });
                }
                _ => {}
            }
        }
    }

    /// A call that puts several decorators into one.
    pub(super) fn joined_decorators(&mut self, node: NodeId) -> Option<Value> {
        let NodeKind::Call { args, .. } = self.program.facts(self.file()).kind(node) else { return None };
        let mut all = Decor::default();
        for value in self.args(args).values() {
            let mut todo = vec![value.clone()];
            while let Some(value) = todo.pop() {
                match value.shape {
                    Shape::Decor(one) => {
                        all.guards.extend(one.guards.iter().cloned());
                        all.notes.extend(one.notes.iter().cloned());
                    }
                    Shape::List(items) => todo.extend(items.iter().cloned()),
                    _ => {}
                }
            }
        }
        Some(Value::of(Shape::Decor(Arc::new(all))))
    }

    // Applications.

    /// An application made of a class by a call, or a part of one as an object that lists others.
    pub(super) fn make_app(&mut self, node: NodeId, children: &[NodeId]) -> Option<Value> {
        let file = self.file();
        let app = matches!(self.program.facts(file).kind(node), NodeKind::Call { .. }).then_some(file);
        let router = self.new_router(Router { app, ..Router::default() });
        for child in children {
            self.take_in(router, *child);
        }
        Some(Value::of(Shape::Router(router)))
    }

    /// Mounts what an expression lists. A call whose value tells nothing speaks of the classes that it names: `Orders.forRoot(..)`.
    fn take_in(&mut self, router: RouterId, node: NodeId) {
        let facts = self.program.facts(self.file());
        match facts.kind(node) {
            NodeKind::List(items) => facts.list(items).iter().for_each(|item| self.take_in(router, *item)),
            NodeKind::Spread(inner) | NodeKind::Await(inner) => self.take_in(router, inner),
            NodeKind::If { then, otherwise, .. } => {
                self.take_in(router, then);
                otherwise.into_iter().for_each(|otherwise| self.take_in(router, otherwise));
            }
            NodeKind::Call { callee, args } => {
                let value = self.eval(node);
                self.take_value(router, &value);
                if let NodeKind::Member { base, .. } = facts.kind(callee) {
                    self.take_in_class(router, base);
                }
                facts.list(args).iter().for_each(|arg| self.take_in_class(router, *arg));
            }
            _ => {
                let value = self.eval(node);
                self.take_value(router, &value);
            }
        }
    }

    /// Mounts routers, and classes that are some.
    fn take_value(&mut self, router: RouterId, value: &Value) {
        let child = match &value.shape {
            Shape::Router(child) => Some(*child),
            Shape::Class(class) => self.class_router(*class),
            Shape::List(items) | Shape::Many(items) => {
                for item in items.clone().iter() {
                    self.take_value(router, item);
                }
                None
            }
            // `forwardRef(() => OrdersModule)`
            Shape::Wrapped(inner) => {
                let made = self.invoke(inner, &super::call::Args::default());
                if let Shape::Class(_) = made.shape {
                    self.take_value(router, &made);
                }
                None
            }
            _ => None,
        };
        if let Some(child) = child {
            self.add_event(router, Event::Mount { prefix: String::new(), child, guards: Vec::new(), instead: false });
        }
    }

    fn take_in_class(&mut self, router: RouterId, node: NodeId) {
        if let NodeKind::Name(_) = self.program.facts(self.file()).kind(node) {
            let value = self.eval(node);
            if let Shape::Class(_) = value.shape {
                self.take_value(router, &value);
            }
        }
    }

    /// A guard for the whole application that takes this value in.
    pub(super) fn before_app(&mut self, seen: Seen) -> Option<Value> {
        let mut guards = self.guard_list(&seen.nodes(Capture::BeforeGuard));
        for guard in &mut guards {
            // `useFactory: (reflector) => new RolesGuard(reflector)`
            if let Shape::Function(_) = guard.value.shape {
                let made = self.invoke(&guard.value.clone(), &super::call::Args::default());
                guard.value = made;
            }
        }
        let router = self.new_router(Router::default());
        for guard in guards {
            self.add_event(router, Event::BeforeApp(guard));
        }
        Some(Value::of(Shape::Router(router)))
    }

    /// `app.setGlobalPrefix("api", { exclude: ["health"] })`
    pub(super) fn put_prefix(&mut self, seen: Seen) -> Option<Value> {
        let routers = self.routers_at_node(seen.node(Capture::PrefixRouter)?);
        let path = self.eval(seen.node(Capture::PrefixPath)?);
        let except: Vec<String> = seen.nodes(Capture::PrefixExcept).into_iter().flat_map(|node| excepted(&self.eval(node))).collect();
        for router in &routers {
            self.add_event(*router, Event::Prefix { path: path_text(&path), except: except.clone() });
        }
        Some(Value::of(Shape::Router(*routers.first()?)))
    }

    /// `app.enableVersioning({ type: VersioningType.URI, defaultVersion: "1" })`
    pub(super) fn put_versions(&mut self, seen: Seen) -> Option<Value> {
        let routers = self.routers_at_node(seen.node(Capture::VersionsRouter)?);
        let prefix = seen.node(Capture::VersionsPrefix).map_or_else(|| "v".to_owned(), |node| path_text(&self.eval(node)));
        let default = seen.node(Capture::VersionsDefault).map_or_else(Vec::new, |node| self.version_names(node));
        for router in &routers {
            self.add_event(*router, Event::Versions { prefix: prefix.clone(), default: default.clone() });
        }
        Some(Value::of(Shape::Router(*routers.first()?)))
    }
}

/// What a method answers, as one of its decorators says.
struct Answer {
    methods: Vec<String>,
    paths: Vec<String>,
    at: NodeId,
    query: u16,
    takes: Takes,
    gives: Option<String>,
}

/// What the methods of one class share.
struct Context<'c> {
    router: RouterId,
    prefixes: &'c [String],
    versions: Option<&'c Vec<String>>,
    notes: &'c [Note],
    of_type: &'c str,
}

/// Paths, and the paths of objects that have one.
fn excepted(value: &Value) -> Vec<String> {
    match &value.shape {
        Shape::List(items) => items.iter().flat_map(excepted).collect(),
        Shape::Object(fields) => fields.iter().filter(|(key, _)| &**key == "path").flat_map(|(_, path)| paths_of(path)).collect(),
        Shape::Text(_) => paths_of(value),
        _ => Vec::new(),
    }
}

/// The nearest application to a file: the one whose folder shares most with it.
pub(super) fn nearest_app(routers: &[Router], file: FileId, path_of: impl Fn(FileId) -> String) -> Option<RouterId> {
    let here = path_of(file);
    let shared = |other: FileId| here.split('/').zip(path_of(other).split('/')).take_while(|(a, b)| a == b).count();
    let apps = routers.iter().enumerate().filter_map(|(index, router)| Some((RouterId(index as u32), router.app?)));
    apps.max_by_key(|(id, file)| (shared(*file), std::cmp::Reverse(*id))).map(|(id, _)| id)
}
