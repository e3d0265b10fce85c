//! Routers, as the code builds them: evaluating a module runs its `app.get(..)`, `include_router(..)`, `.nest(..)`, and what comes
//! out is read off as endpoints, with everything that stands in front of each.

use std::sync::Arc;

use super::late::{Late, Reason};
use super::machine::Machine;
use super::path::{path_text, under};
use super::request::{Seen, short_name};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::{ClassRef, FunctionRef};
use crate::source::FileId;
use crate::syntax::{Capture, QuerySet};

/// A router under construction.
#[derive(Debug, Clone, Default)]
pub(super) struct Router {
    pub prefix: String,
    pub guards: Vec<GuardUse>,
    pub events: Vec<Event>,
    pub is_mounted: bool,
    /// The path it is served under where nothing mounts it.
    pub served: String,
    /// It is there once in an application, however often it is mounted: a class.
    pub is_single: bool,
    /// An application that takes in classes, and the file that makes it.
    pub app: Option<FileId>,
}

/// What is done to a router, in the order it is done.
#[derive(Debug, Clone)]
pub(super) enum Event {
    Route(RouteEvent),
    /// A route before which nothing stands but its own guards.
    OpenRoute(RouteEvent),
    Mount {
        prefix: String,
        child: RouterId,
        guards: Vec<GuardUse>,
        /// The prefix stands in place of the child's own.
        instead: bool,
    },
    /// Stands before what is registered later, below a prefix.
    Use {
        prefix: String,
        guard: GuardUse,
        /// No router is mounted by the same call.
        is_alone: bool,
    },
    /// Stands before what was registered earlier.
    Layer(GuardUse),
    /// Stands before everything.
    Before(GuardUse),
    /// Stands before everything of the whole application: Flask's `before_app_request`.
    BeforeApp(GuardUse),
    /// A path before all routes of the application, but for some.
    Prefix {
        path: String,
        except: Vec<String>,
    },
    /// Versions are part of the paths: what stands before the number, and the versions of routes that name none.
    Versions {
        prefix: String,
        default: Vec<String>,
    },
}

#[derive(Debug, Clone)]
pub(super) struct RouteEvent {
    pub method: String,
    pub path: String,
    pub guards: Vec<GuardUse>,
    /// Those that miss it.
    pub late: Vec<Late>,
    pub handler: Value,
    pub handler_at: (FileId, NodeId),
    pub place: Place,
    pub query: u16,
    pub takes: Takes,
    pub more: More,
}

impl RouteEvent {
    /// A route of no path yet, which nothing stands in front of.
    pub(super) fn new(handler: Value, handler_at: (FileId, NodeId), place: Place, query: u16) -> RouteEvent {
        let (method, path) = (String::new(), String::new());
        let (guards, late, takes, more) = (Vec::new(), Vec::new(), Takes::Request, More::default());
        RouteEvent { method, path, guards, late, handler, handler_at, place, query, takes, more }
    }
}

/// What few routes say of themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct More {
    /// Its versions, where it names some; the empty one is none.
    pub versions: Option<Vec<String>>,
    /// What its decorators and those of its class say to guards, the nearest first.
    pub notes: Vec<Note>,
    /// Of an operation: the type of what it answers with.
    pub gives: Option<String>,
}

/// What a handler is called with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Takes {
    /// The request, as the framework gives it.
    Request,
    /// The object whose field it is, all arguments in one, context.
    Parent,
    /// All arguments in one, context.
    Whole,
    /// Values that the client chooses, one a parameter.
    Arguments,
}

/// A guard where it is put in front of something.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct GuardUse {
    pub value: Value,
    pub name: Arc<str>,
    pub place: Place,
}

/// An endpoint before its request is followed: a route under its full path, with every guard in front of it.
pub(super) type Draft = RouteEvent;

pub(super) const MAX_MOUNTS: usize = 16;
/// Guards beyond this many in front of one handler are not run.
pub(super) const MAX_GUARDS: usize = 250;
/// Routes beyond this many are not followed: a router that is mounted twice in one that is mounted twice ...
pub(super) const MAX_ROUTES: usize = 50_000;

/// Routers entered while the routes are read off: those without routes can be mounted in each other without end.
pub(super) const MAX_VISITS: usize = 4 * MAX_ROUTES;

impl Machine<'_> {
    /// What a routing role does; the value is the router, so that calls chain.
    pub(super) fn routing_role(&mut self, node: NodeId, role: Capture, seen: Seen) -> Option<Value> {
        if !self.building {
            return match role {
                Capture::Router | Capture::Chain => None,
                Capture::Verb if seen.part(Capture::VerbChain).is_some() => None,
                _ => Some(Value::unknown()),
            };
        }
        match role {
            Capture::Router => self.make_router(node, seen),
            Capture::RouterAt => self.router_at(node, seen),
            Capture::Route => self.route_call(node, seen),
            Capture::Verb => self.verb(node, seen),
            Capture::Chain => self.chain(node),
            Capture::Mount => self.mount(node, seen),
            Capture::Use => self.put_before(node, seen),
            Capture::Layer => self.put_around(node, seen),
            Capture::Before => self.before_call(node, seen),
            Capture::Attach => self.attach(seen),
            Capture::BeforeApp => self.before_app(seen),
            Capture::Prefix => self.put_prefix(seen),
            Capture::Versions => self.put_versions(seen),
            Capture::Operations => self.operations(node, seen),
            _ => None,
        }
    }

    fn make_router(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let facts = self.program.facts(self.file());
        let routes = seen.nodes(Capture::RouterRoutes);
        let children = seen.nodes(Capture::RouterChild);
        if !children.is_empty() {
            return self.make_app(node, &children);
        }
        let mut args = None;
        if let NodeKind::Call { callee, args: list } = facts.kind(node) {
            let target = self.eval(callee);
            match target.shape {
                Shape::Function(_) | Shape::Router(_) => return None,
                Shape::Class(class) if !self.refines_namesake(class, &short_name(facts, callee)) => return None,
                _ => {}
            }
            // Routes are put under it below, once.
            if routes.is_empty() {
                args = Some(self.args(list));
            }
        }
        let tables = seen.nodes(Capture::RouterTable);
        if !tables.is_empty() {
            return self.router_of(&tables, seen.query());
        }
        let prefix = self.prefix_of(seen.node(Capture::RouterPrefix));
        let guards = self.guard_list(&seen.nodes(Capture::RouterGuard));
        let parent = args.and_then(|args| args.positional.first().and_then(router_in));
        // `Api(app)`: an extension of a router is that router.
        if let Some(parent) = parent {
            if prefix.is_empty() && guards.is_empty() {
                return Some(Value::of(Shape::Router(parent)));
            }
            let child = self.new_router(Router { prefix, guards, ..Router::default() });
            self.add_event(parent, Event::Mount { prefix: String::new(), child, guards: Vec::new(), instead: false });
            return Some(Value::of(Shape::Router(child)));
        }
        let router = self.new_router(Router { prefix, guards, ..Router::default() });
        if let NodeKind::Class(id) = self.program.facts(self.file()).kind(node) {
            self.register_methods(ClassRef { file: self.file(), id }, router, &seen.queries());
        }
        for node in routes {
            let routes = self.eval(node);
            self.put_child(router, "", &[], &routes, &seen.queries());
        }
        Some(Value::of(Shape::Router(router)))
    }

    pub(super) fn new_router(&mut self, router: Router) -> RouterId {
        self.own.routers.push(router);
        RouterId((self.own.routers.len() - 1) as u32)
    }

    pub(super) fn add_event(&mut self, router: RouterId, event: Event) {
        if let Event::Mount { child, .. } = &event
            && let Some(child) = self.router(*child)
        {
            child.is_mounted = true;
        }
        if let Some(router) = self.router(router) {
            router.events.push(event);
        }
    }

    /// The router that an expression means. A parameter that nobody filled in becomes one.
    pub(super) fn router_at_node(&mut self, node: NodeId) -> Option<RouterId> {
        let value = self.eval(node);
        router_in(&value).or_else(|| self.presumed_router(node, &value))
    }

    fn presumed_router(&mut self, node: NodeId, value: &Value) -> Option<RouterId> {
        let file = self.file();
        let NodeKind::Name(sym) = self.program.facts(file).kind(node) else { return None };
        let name = self.program.facts(file).text(sym);
        let is_parameter = matches!(value.shape, Shape::Unknown) && value.from == Origins::default();
        let is_usual = matches!(&value.shape, Shape::External(path) if **path == *name)
            && matches!(name, "app" | "router" | "server" | "api" | "fastify" | "route" | "routes");
        let is_typed = matches!(&value.shape, Shape::Instance(..)) && matches!(name, "app" | "router" | "server" | "api");
        if !is_parameter && !is_usual && !is_typed {
            return None;
        }
        let router = self.new_router(Router::default());
        let word = self.program.word(file, sym);
        let frame = self.current_frame();
        self.declare(frame, word, Value::of(Shape::Router(router)));
        Some(router)
    }

    /// The router of a route; `cache.delete(from, to)` of a parameter that nobody filled in is none.
    fn router_of_route(&mut self, node: NodeId, path: Option<&Value>) -> Option<RouterId> {
        let value = self.eval(node);
        router_in(&value).or_else(|| if path.is_none_or(starts_like_path) { self.presumed_router(node, &value) } else { None })
    }

    /// All routers that an expression may mean: an application made in one way or another.
    pub(super) fn routers_at_node(&mut self, node: NodeId) -> Vec<RouterId> {
        let first = self.router_at_node(node);
        let value = self.eval(node);
        match routers_in(&value) {
            routers if routers.is_empty() => first.into_iter().collect(),
            routers => routers,
        }
    }

    pub(super) fn prefix_of(&mut self, node: Option<NodeId>) -> String {
        match node {
            Some(node) => {
                let value = self.eval(node);
                path_text(&value)
            }
            None => String::new(),
        }
    }

    pub(super) fn guard_list(&mut self, nodes: &[NodeId]) -> Vec<GuardUse> {
        let mut guards = Vec::new();
        for node in nodes {
            self.guards_at(*node, &mut guards);
        }
        guards
    }

    /// The guards in an expression: lists are taken apart.
    pub(super) fn guards_at(&mut self, node: NodeId, guards: &mut Vec<GuardUse>) {
        let facts = self.program.facts(self.file());
        if let NodeKind::List(items) = facts.kind(node) {
            for item in facts.list(items) {
                self.guards_at(*item, guards);
            }
            return;
        }
        let value = self.eval(node);
        let name: Arc<str> = short_name(facts, node).into();
        let place = self.place(node);
        push_guards(value, name, place, guards);
    }

    fn router_at(&mut self, _node: NodeId, seen: Seen) -> Option<Value> {
        let parent = self.router_at_node(seen.node(Capture::RouteRouter)?)?;
        let prefix = self.prefix_of(seen.node(Capture::RouterPrefix).or_else(|| seen.node(Capture::RoutePath)));
        let child = self.new_router(Router::default());
        self.add_event(parent, Event::Mount { prefix, child, guards: Vec::new(), instead: false });

        Some(Value::of(Shape::Router(child)))
    }

    pub(super) fn methods_of(&mut self, seen: Seen) -> Vec<String> {
        let file = self.file();
        if let Some(node) = seen.node(Capture::RouteMethods) {
            let value = self.eval(node);
            let mut methods: Vec<String> = Vec::new();
            collect_texts(&value, &mut methods);
            if !methods.is_empty() {
                return methods.iter().map(|m| m.to_ascii_uppercase()).collect();
            }
        }
        let Some(part) = seen.part(Capture::RouteMethod) else { return Vec::new() };
        // `router[route.method](route.path, route.handler)`
        let text = match part.node.filter(|_| self.program.facts(file).dialect.is_script()) {
            Some(node) => match self.eval(node) {
                // `@Get(":id")`: the library's name is the method.
                Value { shape: Shape::External(_), .. } => self.word_text(file, part),
                value => value.as_text().map(str::to_owned),
            },
            None => self.word_text(file, part),
        };
        let text = text.unwrap_or_default().to_ascii_lowercase();
        match text.trim_end_matches("_with").trim_end_matches("_service") {
            "all" | "use" | "any" | "on" | "" | "api_route" | "route" | "handler" | "*" => vec!["ANY".to_owned()],
            "del" => vec!["DELETE".to_owned()],
            verb if verb.starts_with("require_") => vec![verb.trim_start_matches("require_").replace("safe", "get").to_ascii_uppercase()],
            "sse" => vec!["GET".to_owned()],
            // aiohttp's `add_get`
            verb => vec![verb.trim_start_matches("add_").to_ascii_uppercase()],
        }
    }

    fn route_call(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let file = self.file();
        let facts = self.program.facts(file);
        let NodeKind::Call { args, .. } = facts.kind(node) else { return None };
        let path_nodes = seen.nodes(Capture::RoutePath);
        let mut path = path_nodes.first().map(|node| (*node, self.eval(*node)));
        let router = match seen.node(Capture::RouteRouter) {
            Some(node) => self.router_of_route(node, path.as_ref().map(|(_, value)| value))?,
            // A route by itself is put under a router later.
            None if self.calls_the_program(node) => return None,
            None => self.new_router(Router::default()),
        };
        let result = Value::of(Shape::Router(router));
        let methods = self.methods_of(seen);
        let mut guards = self.guard_list(&seen.nodes(Capture::RouteGuard));
        let place = self.place(node);
        let query = seen.query();
        let list = facts.list(args);
        if let Some(options) = seen.node(Capture::RouteOptions) {
            let described = self.eval(options);
            if path.is_none() {
                self.register_described(router, node, &described, seen);
                return Some(result);
            }
            guards.extend(self.described_guards(&described, place));
            if let (None, Some(handler)) = (seen.node(Capture::RouteHandler), super::described::field(&described, "handler")) {
                let handler_at = self.answering_place(&handler).unwrap_or((file, node));
                let path = path.map(|(_, value)| path_text(&value)).unwrap_or_default();
                let event = RouteEvent { path, guards, ..RouteEvent::new(handler, handler_at, place, query) };
                self.add_routes(router, &methods, event);
                return Some(result);
            }
        }
        // `router.route("/orders").get(requireUser, listOrders)`: the path is already said.
        let says_path = |node: NodeId| matches!(facts.kind(node), NodeKind::Call { .. });
        if seen.node(Capture::RouteRouter).is_some_and(says_path) {
            path = path.filter(|(_, value)| is_path(value));
        }
        let mut late = Vec::new();
        let handler_node = match seen.node(Capture::RouteHandler) {
            Some(handler) => handler,
            None => {
                let mut rest = list;
                if path.is_none()
                    && let Some(first) = rest.first()
                {
                    let value = self.eval(*first);
                    if is_path(&value) {
                        path = Some((*first, value));
                    }
                }
                if let Some((node, _)) = path
                    && rest.first() == Some(&node)
                {
                    rest = &rest[1..];
                }
                let Some(at) = self.handler_among(rest) else { return Some(result) };
                for guard in &rest[..at] {
                    self.guards_at(*guard, &mut guards);
                }
                late = self.guard_list(&rest[at + 1..]);
                rest[at]
            }
        };
        let mut handler = self.handler(handler_node);
        let mut handler_node = handler_node;
        // `router.get('/x', [auth, handler])`
        if let (Shape::List(items), NodeKind::List(nodes)) = (&handler.shape, facts.kind(handler_node))
            && let (Some(last), Some(node)) = (items.last().cloned(), facts.list(nodes).last())
        {
            for guard in &facts.list(nodes)[..facts.list(nodes).len() - 1] {
                self.guards_at(*guard, &mut guards);
            }
            handler = last;
            handler_node = *node;
        }
        let mut paths = path.map(|(_, value)| paths_of(&value)).unwrap_or_else(|| vec![String::new()]);
        for node in path_nodes.iter().skip(1) {
            paths.push(self.prefix_of(Some(*node)));
        }
        for path in paths {
            let event = RouteEvent {
                path,
                guards: guards.clone(),
                late: late.iter().cloned().map(|guard| Late::beside(guard, Reason::After)).collect(),
                ..RouteEvent::new(handler.clone(), (file, handler_node), place, query)
            };
            self.add_routes(router, &methods, event);
        }
        Some(result)
    }

    fn calls_the_program(&mut self, node: NodeId) -> bool {
        let NodeKind::Call { callee, .. } = self.program.facts(self.file()).kind(node) else { return false };
        matches!(self.eval(callee).shape, Shape::Function(_) | Shape::Class(_))
    }

    /// The first of the arguments that cannot hand over to the next, else the last that is a function of the program; what stands
    /// after it answers nothing.
    fn handler_among(&mut self, arguments: &[NodeId]) -> Option<usize> {
        let values: Vec<Value> = arguments.iter().map(|argument| self.eval(*argument)).collect();
        let ends = |value: &Value| matches!(&value.shape, Shape::Function(closure) if !self.hands_over(closure.function));
        values.iter().position(ends).or_else(|| values.iter().rposition(may_answer)).or(arguments.len().checked_sub(1))
    }

    /// Whether a function takes the one that runs after it: `(req, res, next) => ..`, `async (ctx, next) => ..`
    fn hands_over(&self, function: FunctionRef) -> bool {
        let facts = self.program.facts(function.file);
        let params = &self.program.function(function).params;
        let last = params.last().and_then(|param| facts.name(param.pattern));
        params.len() > 2
            || params.iter().any(|param| param.kind != ParamKind::Plain)
            || last.is_some_and(|name| name.contains("next") || name == "done")
    }

    /// Registers a handler under its methods; a class answers with the methods named after verbs.
    pub(super) fn add_routes(&mut self, router: RouterId, methods: &[String], event: RouteEvent) {
        match &event.handler.shape {
            Shape::Verbs(verbs) => {
                for verb in verbs.clone().iter() {
                    let mut guards = event.guards.clone();
                    for (value, file, node) in &verb.guards {
                        let name = short_name(self.program.facts(*file), *node).into();
                        let place = Place { file: *file, span: self.program.facts(*file).span(*node) };
                        push_guards(value.clone(), name, place, &mut guards);
                    }
                    let one = RouteEvent {
                        method: verb.method.to_string(),
                        handler: verb.handler.clone(),
                        handler_at: (verb.file, verb.node),
                        guards,
                        ..event.clone()
                    };
                    self.add_event(router, Event::Route(one));
                }
            }
            Shape::Class(class) => self.add_class(router, *class, None, methods, &event),
            Shape::Instance(class, _) => self.add_class(router, *class, Some(event.handler.clone()), methods, &event),
            Shape::Function(_) | Shape::Wrapped(_) | Shape::Many(_) | Shape::External(_) | Shape::Unknown | Shape::Via(_) => {
                let mut guards = event.guards.clone();
                if let Shape::Function(closure) = &event.handler.shape
                    && self.program.facts(closure.function.file).dialect == crate::syntax::Dialect::Python
                    && guards.is_empty()
                {
                    // `add_url_rule` with a function that is decorated elsewhere.
                    guards.extend(self.function_decorators(closure.function, 0));
                }
                let path = match super::follow::function_in(&event.handler) {
                    Some(function) => self.named_path(&event.path, function),
                    None => event.path.clone(),
                };
                let event = RouteEvent { path, guards, ..event };
                let usual = [usual_method(event.query, "ANY")];
                for method in if methods.is_empty() { &usual } else { methods } {
                    self.add_event(router, Event::Route(RouteEvent { method: method.clone(), ..event.clone() }));
                }
            }
            _ => {}
        }
    }

    fn verb(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let file = self.file();
        let facts = self.program.facts(file);
        let NodeKind::Call { callee, args } = facts.kind(node) else { return None };
        let mut verbs: Vec<Verb> = Vec::new();
        let mut guards = Vec::new();
        if let Some(chain) = seen.node(Capture::VerbChain) {
            guards = self.guards_of_chain(chain)?;
        } else if let NodeKind::Member { base, .. } = facts.kind(callee) {
            let base = self.eval(base);
            match &base.shape {
                Shape::Verbs(known) => verbs.extend(known.iter().cloned()),
                Shape::External(_) | Shape::Module(_) | Shape::Unknown => {}
                _ => return None,
            }
        } else if matches!(self.eval(callee).shape, Shape::Function(_)) {
            return None;
        }
        let handler_node = seen.node(Capture::RouteHandler).or_else(|| facts.list(args).first().copied())?;
        let handler = self.handler(handler_node);
        for method in self.methods_of(seen) {
            verbs.push(Verb { method: method.as_str().into(), handler: handler.clone(), file, node: handler_node, guards: guards.clone() });
        }
        Some(Value::of(Shape::Verbs(verbs.into())))
    }

    fn mount(&mut self, _node: NodeId, seen: Seen) -> Option<Value> {
        let parent = match seen.node(Capture::MountRouter) {
            Some(node) => self.router_at_node(node)?,
            None => self.new_router(Router::default()),
        };
        let instead = seen.node(Capture::MountInstead);
        let prefix = self.prefix_of(instead.or_else(|| seen.node(Capture::MountPrefix)));
        let guards = self.guard_list(&seen.nodes(Capture::MountGuard));
        if let Some(folder) = seen.node(Capture::MountFolder) {
            let folder = self.eval(folder);
            for (inner, plugin) in self.plugins_in(&folder) {
                self.put_child(parent, &under(&prefix, &inner), &guards, &plugin, &seen.queries());
            }
        } else if let Some(child_node) = seen.node(Capture::MountChild) {
            let child = self.eval(child_node);
            match (instead, router_in(&child)) {
                (Some(_), Some(child)) => self.add_event(parent, Event::Mount { prefix, child, guards, instead: true }),
                _ => self.put_child(parent, &prefix, &guards, &child, &seen.queries()),
            }
        }

        Some(Value::of(Shape::Router(parent)))
    }

    fn put_before(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let facts = self.program.facts(self.file());
        let NodeKind::Call { args, .. } = facts.kind(node) else { return None };
        if let Some(longer) = self.chained(seen.node(Capture::UseRouter)?, args) {
            return Some(longer);
        }
        let router = self.router_at_node(seen.node(Capture::UseRouter)?)?;
        let mut prefixes = vec![String::new()];
        let mut guards = Vec::new();
        for (i, &arg) in facts.list(args).iter().enumerate() {
            let value = self.eval(arg);
            if i == 0 && is_path(&value) {
                prefixes = paths_of(&value);
                continue;
            }
            let name: Arc<str> = short_name(facts, arg).into();
            let place = self.place(arg);
            push_guards(value, name, place, &mut guards);
        }
        let is_alone = !guards.iter().any(|guard| router_in(&guard.value).is_some());
        for prefix in prefixes {
            for guard in &guards {
                match router_in(&guard.value) {
                    Some(child) if child != router => {
                        self.add_event(router, Event::Mount { prefix: prefix.clone(), child, guards: Vec::new(), instead: false })
                    }
                    Some(_) => {}
                    None => self.add_event(router, Event::Use { prefix: prefix.clone(), guard: guard.clone(), is_alone }),
                }
            }
        }
        Some(Value::of(Shape::Router(router)))
    }

    fn put_around(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let file = self.file();
        let facts = self.program.facts(file);
        if seen.node(Capture::LayerRouter).is_none() {
            let guards = self.guard_list(&seen.nodes(Capture::LayerGuard));
            return Some(Value::of(Shape::Decor(Arc::new(Decor { guards, notes: Vec::new() }))));
        }
        let receiver = self.eval(seen.node(Capture::LayerRouter)?);
        let guard_node = match (seen.node(Capture::LayerGuard), facts.kind(node)) {
            (Some(guard), _) => guard,
            (None, NodeKind::Call { args, .. }) => *facts.list(args).first()?,
            _ => return None,
        };
        let value = self.eval(guard_node);
        if let Some(router) = router_in(&receiver) {
            let mut guards = Vec::new();
            let name: Arc<str> = self.layer_name(guard_node).into();
            let place = self.place(guard_node);
            push_guards(value, name, place, &mut guards);
            for guard in guards {
                self.add_event(router, Event::Layer(guard));
            }
            return Some(receiver);
        }
        match &receiver.shape {
            Shape::Verbs(verbs) => {
                let verbs: Vec<Verb> = verbs
                    .iter()
                    .map(|verb| {
                        let mut verb = verb.clone();
                        verb.guards.push((value.clone(), file, guard_node));
                        verb
                    })
                    .collect();
                Some(Value::of(Shape::Verbs(verbs.into())))
            }
            // `ServiceBuilder::new().layer(a).layer(b)`
            Shape::List(items) => Some(Value::of(Shape::List(items.iter().cloned().chain([value]).collect()))),
            Shape::External(_) => Some(Value::of(Shape::List([value].into()))),
            _ => None,
        }
    }

    /// `from_fn(require_user)` is called after its function.
    fn layer_name(&self, node: NodeId) -> String {
        let facts = self.program.facts(self.file());
        if let NodeKind::Call { args, .. } = facts.kind(node)
            && let Some(last) = facts.list(args).last()
            && let NodeKind::Name(_) | NodeKind::Member { .. } = facts.kind(*last)
        {
            return short_name(facts, *last);
        }
        short_name(facts, node)
    }

    fn attach(&mut self, seen: Seen) -> Option<Value> {
        let name = self.eval(seen.node(Capture::AttachName)?);
        let value = self.eval(seen.node(Capture::AttachValue)?);
        self.own.fields.insert(super::lookup::attached(name.as_text()?), value);
        Some(Value::unknown())
    }

    fn before_call(&mut self, _node: NodeId, seen: Seen) -> Option<Value> {
        let routers = self.routers_at_node(seen.node(Capture::BeforeRouter)?);
        let router = *routers.first()?;
        for guard in seen.nodes(Capture::BeforeGuard) {
            let place = self.place(guard);
            let value = self.eval(guard);
            let guards = match &value.shape {
                // hapi's `server.auth.default("jwt")`.
                Shape::Text(_) | Shape::Object(_) => super::described::auth_guards(&value, place),
                _ => self.guard_list(&[guard]),
            };
            for (router, guard) in routers.iter().flat_map(|router| guards.iter().map(move |guard| (*router, guard.clone()))) {
                self.add_event(router, Event::Before(guard));
            }
        }

        Some(Value::of(Shape::Router(router)))
    }
}

pub(super) fn push_guards(value: Value, name: Arc<str>, place: Place, guards: &mut Vec<GuardUse>) {
    match &value.shape {
        Shape::List(items) => {
            for item in items.iter() {
                push_guards(item.clone(), name.clone(), place, guards);
            }
        }
        // `args.length > 3 ? args[2] : []`
        Shape::Many(values) if values.iter().any(|value| matches!(value.shape, Shape::List(_) | Shape::Text(_))) => {
            for value in values.iter() {
                push_guards(value.clone(), name.clone(), place, guards);
            }
        }
        Shape::Decor(decor) => guards.extend(decor.guards.iter().cloned()),
        Shape::Text(_) | Shape::Null => {}
        _ => guards.push(GuardUse { value, name, place }),
    }
}

pub(super) fn router_in(value: &Value) -> Option<RouterId> {
    routers_in(value).first().copied()
}

fn routers_in(value: &Value) -> Vec<RouterId> {
    match &value.shape {
        Shape::Router(router) => vec![*router],
        Shape::Many(values) | Shape::List(values) => values.iter().flat_map(routers_in).collect(),
        _ => Vec::new(),
    }
}

fn is_path(value: &Value) -> bool {
    match &value.shape {
        Shape::Text(_) => true,
        Shape::List(items) => !items.is_empty() && items.iter().all(is_path),
        _ => false,
    }
}

fn may_answer(value: &Value) -> bool {
    match &value.shape {
        Shape::Function(_) | Shape::Wrapped(_) | Shape::Verbs(_) | Shape::Class(_) | Shape::List(_) => true,
        Shape::Many(values) => values.iter().any(|value| matches!(value.shape, Shape::Function(_) | Shape::Wrapped(_))),
        _ => false,
    }
}

fn starts_like_path(value: &Value) -> bool {
    match &value.shape {
        Shape::Text(pieces) => match pieces.first() {
            Some(Piece::Text(text)) => text.is_empty() || text.starts_with(['/', '*', '(', '{', '<', ':']),
            _ => true,
        },
        Shape::List(items) => items.iter().all(starts_like_path),
        _ => false,
    }
}

pub(super) fn paths_of(value: &Value) -> Vec<String> {
    match &value.shape {
        Shape::List(items) => items.iter().flat_map(paths_of).collect(),
        _ => vec![path_text(value)],
    }
}

/// What a route answers to that names no method, as the framework's queries say.
pub(super) fn usual_method(query: u16, otherwise: &str) -> String {
    QuerySet::builtin().query(query).method.as_deref().unwrap_or(otherwise).to_owned()
}

pub(super) fn collect_texts(value: &Value, texts: &mut Vec<String>) {
    match &value.shape {
        Shape::List(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        _ => texts.extend(value.as_text().map(str::to_owned)),
    }
}
