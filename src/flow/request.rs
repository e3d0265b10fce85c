//! The request: its parts, the caller in it, and what roles the queries give to expressions.

use std::sync::Arc;

use super::endpoint::{GuardKind, Operation};
use super::machine::{Ended, Machine};
use super::names;
use super::value::*;
use crate::facts::ir::*;
use crate::facts::{Match, Part};
use crate::finding::Place;
use crate::source::FileId;
use crate::syntax::Capture;

/// All matches of one role on one node, taken together: each pattern may have seen another part.
#[derive(Clone, Copy)]
pub(super) struct Seen<'p> {
    matches: &'p [Match],
    role: Capture,
    machine_force: &'p [bool],
}

impl<'p> Seen<'p> {
    pub(super) fn all(self) -> impl Iterator<Item = &'p Match> {
        self.matches.iter().filter(move |m| m.role == self.role && self.machine_force.get(m.query as usize).copied().unwrap_or(false))
    }

    pub(super) fn part(self, capture: Capture) -> Option<&'p Part> {
        self.all().find_map(|m| m.part(capture))
    }

    pub(super) fn node(self, capture: Capture) -> Option<NodeId> {
        self.all().find_map(|m| m.part(capture).and_then(|part| part.node))
    }

    pub(super) fn nodes(self, capture: Capture) -> Vec<NodeId> {
        let mut nodes: Vec<NodeId> =
            self.all().flat_map(|m| m.parts.iter()).filter(|part| part.capture == capture).filter_map(|part| part.node).collect();
        nodes.sort();
        nodes.dedup();
        nodes
    }

    /// Whether one of these queries saw it.
    pub(super) fn is_of(self, queries: &[u16]) -> bool {
        self.all().any(|m| queries.contains(&m.query))
    }

    pub(super) fn queries(self) -> Vec<u16> {
        self.all().map(|m| m.query).collect()
    }

    pub(super) fn query(self) -> u16 {
        self.all().next().map_or(0, |m| m.query)
    }
}

impl<'p> Machine<'p> {
    /// What is seen of a node under a role, if anything.
    pub(super) fn seen(&self, file: FileId, node: NodeId, role: Capture) -> Option<Seen<'p>> {
        let program = self.program;
        let matches = program.facts(file).matches_at(node);
        if matches.is_empty() {
            return None;
        }
        let seen = Seen { matches, role, machine_force: program.frameworks() };
        seen.all().next().is_some().then_some(seen)
    }

    pub(super) fn word_text(&self, file: FileId, part: &Part) -> Option<String> {
        part.text.map(|sym| self.program.facts(file).text(sym).trim_matches(['"', '\'', '`']).to_owned())
    }

    /// The value a role gives to a node; `None` where the node is to be evaluated as it is written.
    pub(super) fn role_value(&mut self, node: NodeId) -> Option<Value> {
        let file = self.file();
        let program = self.program;
        let matches = program.facts(file).matches_at(node);
        if matches.is_empty() {
            return None;
        }
        let mut roles: Vec<Capture> = matches.iter().filter(|m| program.in_force(m.query)).map(|m| m.role).collect();
        roles.sort();
        roles.dedup();
        for role in roles {
            let Some(seen) = self.seen(file, node, role) else { continue };
            let value = match role {
                Capture::Principal => self.principal_role(node, seen),
                Capture::Model => self.model_role(node, seen),
                Capture::Request => Some(Value::external("@request")),
                Capture::InputPath => self.input_role(node, seen, InputKind::Path),
                Capture::InputQuery => self.input_role(node, seen, InputKind::Query),
                Capture::InputBody => self.input_role(node, seen, InputKind::Body),
                Capture::InputHeader => self.input_role(node, seen, InputKind::Header),
                Capture::InputCookie => self.input_role(node, seen, InputKind::Cookie),
                Capture::InputArgument => self.input_role(node, seen, InputKind::Argument),
                Capture::Note => self.note(seen),
                Capture::NoteRead => self.read_note(seen),
                Capture::NoteMaker => Some(self.note_maker(node)),
                Capture::Decorators => self.joined_decorators(node),
                Capture::GuardAuthn => self.guard_role(node, GuardKind::Authentication),
                Capture::GuardOptional => self.guard_role(node, GuardKind::Unknown),
                Capture::GuardRole => {
                    for part in seen.nodes(Capture::GuardName) {
                        let value = self.eval(part);
                        self.note_role_names(&value);
                    }
                    self.guard_role(node, GuardKind::Role)
                }
                Capture::GuardOwnership => self.guard_role(node, GuardKind::Ownership),
                Capture::Depends => {
                    if let Some(scopes) = seen.node(Capture::DependsScopes) {
                        let value = self.eval(scopes);
                        self.note_scopes(&value);
                    }
                    let on = match seen.node(Capture::DependsOn) {
                        Some(on) => self.eval(on),
                        // `Depends()` asks for the parameter's type.
                        None => Value::unknown(),
                    };
                    Some(Value::of(Shape::Depends(Arc::new(on))))
                }
                Capture::Deny => {
                    self.trace.denies = true;
                    self.trace.effects += 1;
                    let facts = program.facts(file);
                    if let (crate::syntax::Dialect::Python, NodeKind::Call { args, .. }) = (facts.dialect, facts.kind(node)) {
                        self.args(args);
                        self.here().ended = Ended::Throw;
                        Some(Value::unknown())
                    } else {
                        None
                    }
                }
                Capture::AccessSource => self.source_role(node, seen),
                Capture::View => seen.node(Capture::ViewClass).map(|class| self.eval(class)),
                Capture::Sends => self.sends_role(node),
                Capture::Usual => seen.node(Capture::UsualValue).map(|usual| self.eval(usual)),
                Capture::AccessCondition => self.condition_role(node, seen),
                Capture::Router
                | Capture::RouterAt
                | Capture::Route
                | Capture::Verb
                | Capture::Chain
                | Capture::Mount
                | Capture::Use
                | Capture::Layer
                | Capture::BeforeApp
                | Capture::Prefix
                | Capture::Versions
                | Capture::Operations
                | Capture::Before
                | Capture::Attach => self.routing_role(node, role, seen),
                _ => None,
            };
            if value.is_some() {
                return value;
            }
        }
        None
    }

    /// `self.write(order)`
    fn sends_role(&mut self, node: NodeId) -> Option<Value> {
        let NodeKind::Call { callee, args } = self.program.facts(self.file()).kind(node) else { return None };
        if matches!(self.eval(callee).shape, Shape::Function(_)) {
            return None;
        }
        let args = self.args(args);
        for value in args.values() {
            self.show(value);
        }
        self.trace.effects += 1;
        Some(Value::unknown())
    }

    fn note_scopes(&mut self, value: &Value) {
        if let Shape::List(items) = &value.shape {
            let scopes: Vec<String> = items.iter().filter_map(|item| item.as_text()).map(str::to_owned).collect();
            self.trace.scopes.extend(scopes);
        }
    }

    pub(super) fn note_role_names(&mut self, value: &Value) {
        match &value.shape {
            Shape::List(items) => {
                for item in items.clone().iter() {
                    self.note_role_names(item);
                }
            }
            _ => {
                if let Some(text) = value.as_text() {
                    let text = text.to_owned();
                    if !self.trace.roles.contains(&text) {
                        self.trace.roles.push(text);
                    }
                }
            }
        }
    }

    fn guard_role(&mut self, node: NodeId, kind: GuardKind) -> Option<Value> {
        let facts = self.program.facts(self.file());
        // A function of the program under a library's name is read, not believed.
        let callee = match facts.kind(node) {
            NodeKind::Call { callee, .. } => callee,
            _ => node,
        };
        if let NodeKind::Name(sym) = facts.kind(callee) {
            let word = self.program.word(self.file(), sym);
            let frame = self.current_frame();
            let known = self.variable(frame, word).cloned().or_else(|| self.module_name(self.file(), word, 0));
            if known.is_some_and(|value| matches!(value.shape, Shape::Function(_) | Shape::Class(_))) {
                return None;
            }
        }
        let name = short_name(facts, node);
        // `await request.jwtVerify()`: called upon the request, it asks there and then.
        if !self.building
            && let NodeKind::Member { base, .. } = facts.kind(callee)
            && callee != node
            && matches!(self.eval(base).shape, Shape::External(path) if &*path == "@request")
        {
            self.trace.knows_caller = true;
            self.trace.reads_credential = true;
            self.trace.denies = true;
            self.ask(super::trace::Passed { authenticated: true, ..Default::default() }, Ended::Throw);
            return Some(Value::principal());
        }
        // Nor is a member that the program gave its routers.
        if self.outside_field(&super::lookup::attached(&name)).is_some() {
            return None;
        }
        Some(Value::of(Shape::Guard(kind, name.into())))
    }

    /// `mongoose.model("Order", schema)` is known by its name from then on.
    fn model_role(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let NodeKind::Call { .. } = self.program.facts(self.file()).kind(node) else { return None };
        let name = self.eval(seen.node(Capture::ModelName).or(seen.node(Capture::ModelTable))?);
        name.as_text().map(Value::external)
    }

    fn principal_role(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let file = self.file();
        let facts = self.program.facts(file);
        if let Some(of) = seen.node(Capture::InputOf) {
            let of = self.eval(of);
            if !matches!(&of.shape, Shape::External(path) if path.starts_with("@request") || path.starts_with("@response") || is_request_path(path))
            {
                return None;
            }
        }
        match facts.kind(node) {
            NodeKind::Name(sym) => {
                let word = self.program.word(file, sym);
                let frame = self.current_frame();
                let known = self.variable(frame, word).cloned();
                if let Some(value) =
                    known.filter(|value| !matches!(value.shape, Shape::Unknown | Shape::External(_)) || value.from != Origins::default())
                {
                    return Some(value);
                }
            }
            NodeKind::Member { base, name } => {
                let base = self.eval(base);
                let text = facts.text(name);
                match &base.shape {
                    Shape::External(path) => {
                        let full = format!("{path}.{text}");
                        if let Some(value) = self.outside_field(&full) {
                            let mut value = value.clone();
                            // What the program puts in the caller's place is the caller, unless the request chose it.
                            if &**path == "@request" && value.from.inputs == 0 {
                                value.from.marks |= Origins::PRINCIPAL;
                            }
                            self.trace.knows_caller |= value.from.has(Origins::PRINCIPAL);
                            return Some(value);
                        }
                    }
                    // Tornado's `self.current_user`, where no class of the program defines it.
                    Shape::Instance(..) if self.member_of(&base, self.program.word(file, name)).is_none() => {}
                    Shape::Instance(..) | Shape::Record(..) | Shape::Object(_) | Shape::Input(_) | Shape::Query(_) => return None,
                    _ => {}
                }
            }
            NodeKind::Index { base, .. } => {
                let base = self.eval(base);
                if matches!(base.shape, Shape::Instance(..) | Shape::Record(..) | Shape::Object(_) | Shape::Input(_)) {
                    return None;
                }
            }
            NodeKind::Call { callee, args } => {
                let target = self.eval(callee);
                if matches!(target.shape, Shape::Function(_)) {
                    return None;
                }
                self.args(args);
            }
            _ => {}
        }
        self.trace.knows_caller = true;
        self.trace.reads_credential = true;
        let mut value = Value::principal();
        if names::is_role_name(&short_name(facts, node)) {
            value.from.marks |= Origins::ROLE;
        }
        Some(value)
    }

    fn input_role(&mut self, node: NodeId, seen: Seen, kind: InputKind) -> Option<Value> {
        let file = self.file();
        if let Some(of) = seen.node(Capture::InputOf) {
            let request = self.eval(of);
            let is_request = match &request.shape {
                Shape::External(path) => &**path == "@request" || is_request_path(path),
                _ => false,
            };
            if !is_request {
                return None;
            }
        }
        let place = self.place(node);
        let name = match seen.part(Capture::InputName) {
            Some(part) => self.word_text(file, part).or_else(|| {
                let value = self.eval(part.node?);
                value.as_text().map(str::to_owned)
            }),
            None => None,
        };
        match name {
            Some(name) => {
                let from = self.named_input(kind, &name, place);
                Some(Value { shape: Shape::Input(kind), from })
            }
            None => Some(self.whole_input(kind, place)),
        }
    }

    pub(super) fn whole_input(&mut self, kind: InputKind, place: Place) -> Value {
        let from = match kind {
            InputKind::Header | InputKind::Cookie => Origins::default(),
            _ => self.trace.input(kind, "", place),
        };
        Value { shape: Shape::Input(kind), from }
    }

    /// Where an input of this name comes from; a credential is no input, as nobody can choose another's.
    pub(super) fn named_input(&mut self, kind: InputKind, name: &str, place: Place) -> Origins {
        if matches!(kind, InputKind::Header | InputKind::Cookie) && names::is_credential_name(name) {
            self.trace.reads_credential = true;
            // A shared key or signature says that somebody may call, not who does.
            let mark = if names::is_shared_secret_name(name) { Origins::CREDENTIAL } else { Origins::CREDENTIAL | Origins::PRINCIPAL };
            self.trace.knows_caller |= mark & Origins::PRINCIPAL != 0;
            return Origins::marked(mark);
        }
        let mut from = self.trace.input(kind, name, place);
        if names::is_secret_name(name) {
            from.marks |= Origins::SECRET;
        }
        from
    }

    /// A field of a part of the request.
    pub(super) fn input_member(&mut self, base: &Value, kind: InputKind, name: &str, node: NodeId) -> Value {
        // `header.to_str()` of a credential is that credential.
        if base.from.has(Origins::CREDENTIAL) {
            return base.clone();
        }
        // `order.order_id` of a body keeps its most telling name; methods of strings and dictionaries tell nothing.
        if names::is_transparent(name) || matches!(name, "split" | "get" | "length" | "items" | "toLowerCase" | "map" | "value" | "0" | "1")
        {
            return base.clone();
        }
        if kind == InputKind::Path && self.program.is_library(self.file()) && self.lacks_path_param(name) {
            return Value::null();
        }
        let place = self.place(node);
        let from = self.named_input(kind, name, place);
        Value { shape: Shape::Input(kind), from: Origins { marks: from.marks | (base.from.marks & !Origins::SECRET), ..from } }
    }

    /// What `{ ...context }` takes over of the request for whoever is called next.
    pub(super) fn request_parts(&mut self, node: NodeId) -> Vec<(Arc<str>, Value)> {
        ["params", "searchParams", "input"].map(|name| (name.into(), self.request_member(name, node))).into()
    }

    /// A member of the request object, by the names that frameworks share.
    pub(super) fn request_member(&mut self, name: &str, node: NodeId) -> Value {
        let full: Arc<str> = format!("@request.{name}").into();
        if let Some(value) = self.outside_field(&full) {
            let value = value.clone();
            self.trace.knows_caller |= value.from.has(Origins::PRINCIPAL);
            return value;
        }
        let place = self.place(node);
        match name {
            "method" if self.method.is_some() => Value::text(self.method.as_deref().unwrap_or_default()),
            "params" | "path_params" | "view_args" | "match_info" | "kwargs" => self.whole_input(InputKind::Path, place),
            "query" | "args" | "GET" | "query_params" | "nextUrl" | "searchParams" | "rel_url" => self.whole_input(InputKind::Query, place),
            "body" | "form" | "json" | "data" | "files" | "file" | "POST" | "FILES" | "values" | "get_json" | "formData" | "stream"
            | "payload" | "validated" => self.whole_input(InputKind::Body, place),
            "headers" | "header" | "META" => self.whole_input(InputKind::Header, place),
            "cookies" | "COOKIES" => self.whole_input(InputKind::Cookie, place),
            "authorization" => {
                self.trace.reads_credential = true;
                Value::from(Origins::marked(Origins::CREDENTIAL | Origins::PRINCIPAL))
            }
            "signedCookies" | "user" | "auth" | "currentUser" | "session" | "userId" | "user_id" | "account" | "identity" | "principal"
            | "jwt" | "decoded" | "token" | "userData" | "authUser" => {
                self.trace.knows_caller = true;
                self.trace.reads_credential = true;
                Value::principal()
            }
            "input" | "parsedInput" | "clientInput" | "rawInput" => self.whole_input(InputKind::Body, place),
            "next" => Value::of(Shape::Next),
            "request" | "req" | "raw" | "ctx" | "context" => Value::external("@request"),
            _ => Value::of(Shape::External(full)),
        }
    }

    /// What a condition of a query compares, as an object from column to value; conditions together are a list.
    fn condition_role(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let file = self.file();
        let NodeKind::Call { callee, args } = self.program.facts(file).kind(node) else { return None };
        if matches!(self.eval(callee).shape, Shape::Function(_)) {
            return None;
        }
        let (Some(column), Some(value)) = (seen.part(Capture::AccessColumn), seen.node(Capture::AccessSelector)) else {
            return Some(Value::of(Shape::List(self.items(args).into())));
        };
        let column = self.word_text(file, column)?;
        let value = self.eval(value);
        Some(Value::of(Shape::Object(Arc::from([(Arc::from(column), value)]))))
    }

    /// Starts a query: `session.query(Order)`, `Order.objects`.
    fn source_role(&mut self, node: NodeId, seen: Seen) -> Option<Value> {
        let file = self.file();
        let facts = self.program.facts(file);
        let resource_node = seen.node(Capture::AccessResource)?;
        let resource = self.eval(resource_node);
        let mut given = Origins::default();
        if let NodeKind::Call { callee, args } = facts.kind(node) {
            let target = self.eval(callee);
            if matches!(target.shape, Shape::Function(_)) {
                return None;
            }
            given = self.args(args).deep().plain();
        }
        let named = match (&resource.shape, self.resource_of(resource_node, &resource)) {
            (_, Some(named)) => named,
            // A query that names its resource outright is believed: diesel's `orders::table`.
            (Shape::External(path), None) if !path.ends_with("()") && !path.starts_with('@') => {
                (short_name(facts, resource_node).as_str().into(), None)
            }
            _ => return None,
        };
        let (name, class) = named;
        let mut selector = Selector::default();
        // `me.orders`: the query starts at the caller.
        selector.push(None, resource.from.plain());
        // `Order::belonging_to(&me)`
        if given.has(Origins::PRINCIPAL) {
            selector.push(None, given);
        }
        Some(Value::of(Shape::Query(Arc::new(Query { resource: name, class, operation: Operation::Read, selector }))))
    }
}

fn is_request_path(path: &str) -> bool {
    matches!(path.rsplit('.').next().unwrap_or(path), "request" | "req" | "ctx" | "c" | "context")
}

/// The last name of an expression, for messages: `login_required` of `auth.login_required()`.
pub(super) fn short_name(facts: &crate::facts::Facts, node: NodeId) -> String {
    match facts.kind(node) {
        NodeKind::Name(sym) | NodeKind::Member { name: sym, .. } => facts.text(sym).to_owned(),
        NodeKind::Call { callee, args } => match facts.kind(callee) {
            // `passport.authenticate("jwt")`, `asyncHandler(requireAuth)`: the call's own name tells more.
            NodeKind::Member { base, name } if facts.text(name) == "bind" => short_name(facts, base),
            _ if facts.name(callee) == Some("Depends") => {
                facts.list(args).first().map_or_else(String::new, |first| short_name(facts, *first))
            }
            _ => short_name(facts, callee),
        },
        NodeKind::Index { base, .. } => short_name(facts, base),
        NodeKind::Function(id) => {
            facts.function(id).name.map_or_else(|| "an inline function".to_owned(), |name| facts.text(name).to_owned())
        }
        NodeKind::Named { value, .. } | NodeKind::Spread(value) | NodeKind::Await(value) => short_name(facts, value),
        _ => String::new(),
    }
}
