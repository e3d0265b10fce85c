//! Calls of what the program does not define: callbacks, methods of lists and strings, functions of standard libraries, and the rest.

use std::sync::Arc;

use super::call::Args;
use super::eval::concatenated;
use super::lists::joined_text;
use super::machine::{Ended, Machine};
use super::names;
use super::trace::MeetKind;
use super::value::*;
use crate::facts::ir::*;
use crate::program::Word;

impl Machine<'_> {
    /// A call whose callee is not part of the program.
    pub(super) fn call_unknown(&mut self, node: NodeId, base: Option<Value>, name: Option<Word>, target: &Value, args: &Args) -> Value {
        let program = self.program;
        let text = name.map_or("", |name| program.text(name));
        if let Some(base) = &base
            && let Shape::Query(_) = base.shape
        {
            // Django's `orders.none()` finds nothing that could be anybody's.
            if text == "none" && args.positional.is_empty() {
                return Value::null();
            }
            if let Shape::Query(query) = &base.shape
                && let Some(narrowed) = self.narrowed_by_caller(query, args)
            {
                return narrowed;
            }
            // What neither chooses nor is known to end a query runs it.
            return if names::is_neutral_for_queries(text) { base.clone() } else { self.finish(node, base.clone(), args) };
        }
        // `chain.input(schema)`, `makeProcedure("orders")`
        if let Some(chain) = base.as_ref().filter(|base| is_chain(base)).or(Some(target).filter(|target| is_chain(target))) {
            return super::procedures::joined([chain].into_iter().chain(args.values()));
        }
        if let Some(base) = &base
            && let Some(value) = joined_text(base, text, args).or_else(|| self.known_method(node, base, text, args))
        {
            return value;
        }
        if let Some(value) = self.known_function(text, target, args) {
            return value;
        }
        if self.building && program.facts(self.file()).dialect == crate::syntax::Dialect::Rust {
            self.run_makers(args);
            if let Some(Value { shape: Shape::Router(router), .. }) = base {
                self.unknown_route(node, router, args);
                return Value::of(Shape::Router(router));
            }
        }
        // `request.headers()`: Rust reads by a call what others read as a field.
        if let (Shape::Input(_), true) = (&target.shape, args.positional.is_empty() && args.named.is_empty())
            && base.as_ref().is_some_and(|base| matches!(&base.shape, Shape::External(path) if &**path == "@request"))
        {
            return target.clone();
        }
        // `Session::from_request_parts(parts, state)`
        if matches!(text, "from_request_parts" | "from_request")
            && let Shape::External(path) = &target.shape
            && path.rsplit('.').nth(1).is_some_and(|name| names::is_authentication_name(name) || name.contains("Session"))
        {
            self.trace.reads_credential = true;
            self.trace.knows_caller = true;
            return Value::principal();
        }
        if let Some(found) = self.executed(node, args) {
            return found;
        }
        let args = &self.with_rows(node, args);
        if base.as_ref().is_some_and(|base| matches!(&base.shape, Shape::External(path) if path.starts_with("@response"))) {
            for value in args.values() {
                self.show(value);
            }
            self.trace.effects += 1;
        }
        let base_from = base.as_ref().map(Value::deep).unwrap_or_default();
        let mut from = base_from.join(args.deep()).join(target.from);
        // `JsonResponse({"free": not taken})`
        if text.starts_with(char::is_uppercase) {
            from.stored = args.values().fold(base_from.stored | target.from.stored, |all, value| all | value.told());
        }
        let mut given = from;
        // What verifies a credential tells its callback who calls.
        self.note_credentials(text, &mut given);
        let has_result = base.as_ref().is_some_and(|base| !matches!(base.shape, Shape::External(_)) || base.from != Origins::default());
        let callbacks = match (&base, given.has(Origins::PRINCIPAL)) {
            (Some(base), _) if has_result => self.run_callbacks(Some(base), args),
            (_, true) => self.run_callbacks(Some(&Value::from(given)), args),
            (base, false) => self.run_callbacks(base.as_ref(), args),
        };
        if let Some(result) = &callbacks {
            from = from.join(result.from);
        }
        // `allowed.includes(me.role)`, `me.roles.contains("admin")`
        if let (Some(base), Some(first)) = (&base, args.positional.first())
            && matches!(text, "includes" | "contains" | "has" | "some" | "indexOf" | "eq" | "equals")
        {
            self.note_role(first, base, node);
            self.note_role(base, first, node);
        }
        // A call that is given both the caller and an object may be a check.
        let is_check = names::is_check_name(text);
        let kind = match text {
            "equals" | "isEqual" | "includes" | "timingSafeEqual" => MeetKind::Compared,
            _ if is_check => MeetKind::Named,
            _ => MeetKind::Call,
        };
        let parts: Vec<Origins> = base.iter().chain(args.values()).map(Value::deep).collect();
        let place = self.place(node);
        for (i, a) in parts.iter().enumerate() {
            for b in &parts[i + 1..] {
                from.meets |= self.meeting(*a, *b, kind, place);
            }
        }
        if is_check && !text.starts_with("is") && !text.starts_with("has") && !text.starts_with("can") {
            let tests = super::trace::Passed { meets: from.meets, ..Default::default() };
            if tests.meets != 0 && !matches!(program.facts(self.file()).dialect, crate::syntax::Dialect::Rust) {
                self.ask(tests, Ended::Throw);
            }
        }
        self.note_credentials(text, &mut from);
        if let Some(base) = &base
            && let NodeKind::Call { callee, .. } = program.facts(self.file()).kind(node)
            && let NodeKind::Member { base: base_node, .. } = program.facts(self.file()).kind(callee)
            && !matches!(base.shape, Shape::Record(..) | Shape::Query(_) | Shape::External(_))
            && matches!(
                text,
                "append"
                    | "push"
                    | "add"
                    | "extend"
                    | "update"
                    | "set"
                    | "insert"
                    | "unshift"
                    | "concat"
                    | "setdefault"
                    | "assign"
                    | "put"
                    | "extend_from_slice"
            )
        {
            self.pour(base_node, args.deep().plain());
        }
        // A wrapper around one function is that function, as far as a router is concerned.
        let functions: Vec<&Value> = args.values().filter(|value| matches!(value.shape, Shape::Function(_) | Shape::Wrapped(_))).collect();
        if let [function] = functions[..]
            && callbacks.is_none()
        {
            return Value { shape: Shape::Wrapped(Arc::new((*function).clone())), from };
        }
        let shape = match &target.shape {
            Shape::External(path) => Shape::External(path.clone()),
            _ => Shape::Unknown,
        };
        match shape {
            Shape::External(path) if from == Origins::default() && path.starts_with('@') => Value::of(Shape::External(path)),
            Shape::External(path) if from == Origins::default() => Value::of(Shape::External(called(&path))),
            // `new Order(fields)` of a model from outside is still an order.
            Shape::External(path)
                if path.starts_with(char::is_uppercase)
                    && !path.contains('.')
                    && program.find_resource(&path).is_some_and(|id| program.resource(id).is_declared) =>
            {
                Value { shape: Shape::External(path), from }
            }
            _ => Value { shape: Shape::Unknown, from },
        }
    }

    /// Runs a query; functions given along get what it finds.
    fn finish(&mut self, node: NodeId, query: Value, args: &Args) -> Value {
        let record = self.settled(query, node);
        self.run_callbacks(Some(&record), args);
        record
    }

    /// Verification of a credential makes what comes out of it the principal.
    fn note_credentials(&mut self, name: &str, from: &mut Origins) {
        if from.inputs == 0 && !from.has(Origins::CREDENTIAL | Origins::SECRET) {
            return;
        }
        let flat = name.to_ascii_lowercase();
        let verifies =
            ["verify", "decode", "authenticate", "validate", "introspect", "load", "check", "get_user", "getuser", "unsign", "parse"]
                .iter()
                .any(|word| flat.contains(word));
        if verifies && (from.has(Origins::CREDENTIAL) || from.has(Origins::SECRET)) {
            // Where failure is a value, whoever looks at it decides.
            let throws = self.program.facts(self.file()).dialect != crate::syntax::Dialect::Rust;
            if throws && (from.has(Origins::CREDENTIAL) || flat.contains("decode") || flat.contains("verify")) {
                self.trace.denies = true;
                self.ask(super::trace::Passed { authenticated: true, ..Default::default() }, Ended::Throw);
            }
            if (flat.contains("decode") || flat.contains("verify") || flat.contains("introspect"))
                && !flat.contains("password")
                && from.stored == 0
                && (from.has(Origins::PRINCIPAL) || !from.has(Origins::CREDENTIAL))
            {
                from.marks |= Origins::PRINCIPAL;
                // What a token says is not chosen by who sends it.
                from.inputs = 0;
                self.trace.knows_caller = true;
            }
        }
        let compares = flat.ends_with("password")
            || ["compare", "checkpw", "check_password_hash", "verify", "timingsafeequal", "compare_digest", "comparesync", "authenticate"]
                .contains(&flat.as_str());
        if compares && from.inputs != 0 {
            self.trace.compares_secret = true;
        }
    }

    /// Functions given to something unknown may be called by it, with what it was made of.
    fn run_callbacks(&mut self, base: Option<&Value>, args: &Args) -> Option<Value> {
        let mut result: Option<Value> = None;
        let given = base.cloned().unwrap_or_else(Value::unknown);
        for arg in args.values().cloned().collect::<Vec<_>>() {
            let Shape::Function(closure) = &arg.shape else { continue };
            // A named function passed along is not yet called; an inline one most likely is.
            if self.program.function(closure.function).parent.is_none() {
                continue;
            }
            if self.building {
                continue;
            }
            self.here().branches += 1;
            let count = self.program.function(closure.function).params.len();
            let from = Value { shape: given.shape.clone(), from: given.from };
            let values = match count {
                // Node's callbacks: error first.
                2 => vec![Value::null().with(Origins::default()), from],
                3 => vec![Value::null(), from.clone(), from],
                _ => vec![from; count],
            };
            let before = self.passed;
            let one = self.invoke(&arg, &Args::of(values));
            self.passed = before.and(self.passed);
            self.here().branches -= 1;
            result = Some(match result {
                Some(known) => known.either(one),
                None => one,
            });
        }
        result
    }

    /// `HttpServer::new(|| App::new()..)`: an inline function without parameters may make an application.
    fn run_makers(&mut self, args: &Args) {
        for arg in args.positional.clone() {
            if let Shape::Function(closure) = &arg.shape
                && self.program.function(closure.function).parent.is_some()
                && self.program.function(closure.function).params.is_empty()
            {
                self.invoke(&arg, &Args::default());
            }
        }
    }

    /// Methods of lists, promises, functions and options, in all three languages.
    fn known_method(&mut self, node: NodeId, base: &Value, name: &str, args: &Args) -> Option<Value> {
        if self.building
            && let Some(value) = self.collection_method(node, base, name, args)
        {
            return Some(value);
        }
        let first_function = args.positional.iter().find(|value| matches!(value.shape, Shape::Function(_)));
        match name {
            "bind" if matches!(base.shape, Shape::Function(_) | Shape::Many(_) | Shape::Wrapped(_)) => {
                if let (Shape::Function(closure), Some(this)) = (&base.shape, args.positional.first()) {
                    let this = closure.this.clone().unwrap_or_else(|| this.clone());
                    return Some(Value::of(Shape::Function(Arc::new(Closure { this: Some(this), ..(**closure).clone() }))));
                }
                Some(base.clone())
            }
            "call" | "apply" if matches!(base.shape, Shape::Function(_)) => {
                let rest = args.positional.get(1..).unwrap_or_default().to_vec();
                let rest = match (&rest[..], name) {
                    ([Value { shape: Shape::List(items), .. }], "apply") => items.to_vec(),
                    _ => rest,
                };
                Some(self.invoke(base, &Args::of(rest)))
            }
            "then" | "map" | "forEach" | "find" | "filter" | "some" | "every" | "reduce" | "flatMap" | "and_then" | "for_each"
            | "findIndex" | "any" | "all" | "position" | "inspect" | "tap" | "map_or" | "map_or_else" | "is_some_and" | "is_ok_and"
            | "filter_map"
                if first_function.is_some() && !matches!(base.shape, Shape::Query(_)) =>
            {
                let function = first_function.cloned()?;
                let items: Vec<Value> = match &base.shape {
                    Shape::List(items) if !items.is_empty() && items.len() <= 64 => items.to_vec(),
                    _ => vec![base.clone()],
                };
                let mut result: Option<Value> = None;
                for item in items {
                    self.here().branches += 1;
                    let count = match &function.shape {
                        Shape::Function(closure) => self.program.function(closure.function).params.len().max(1),
                        _ => 1,
                    };
                    let before = self.passed;
                    let one = self.invoke(&function, &Args::of(vec![item; count]));
                    self.passed = before.and(self.passed);
                    self.here().branches -= 1;
                    result = Some(match result {
                        Some(known) => known.either(one),
                        None => one,
                    });
                }
                let result = result.unwrap_or_else(Value::unknown);
                Some(match name {
                    "then" | "and_then" | "map" | "flatMap" | "map_or" | "map_or_else" | "filter_map" => {
                        if matches!(base.shape, Shape::Record(..)) && matches!(result.shape, Shape::Unknown | Shape::Null) {
                            Value { shape: result.shape, from: result.from.join(base.from) }
                        } else {
                            result.with(base.from)
                        }
                    }
                    // The found element is chosen by what the function compares.
                    _ => Value { shape: base.shape.clone(), from: base.from.join(result.from) },
                })
            }
            "catch" | "finally" | "unwrap_or_else" | "or_else" | "map_err" | "ok_or_else" | "inspect_err"
                if !matches!(base.shape, Shape::Query(_)) =>
            {
                if let Some(function) = first_function.cloned() {
                    let before = self.passed;
                    self.here().branches += 1;
                    self.invoke(&function, &Args::of(vec![Value::unknown()]));
                    self.here().branches -= 1;
                    self.passed = before;
                }
                Some(base.clone())
            }
            "get" | "get_one" | "getlist" | "pop" | "getAll" | "get_all" | "param" | "query" | "header" | "field" | "remove"
                if matches!(base.shape, Shape::Input(_) | Shape::External(_) | Shape::Object(_) | Shape::Unknown)
                    && args.positional.first().is_none_or(|key| !is_header_constant(base, key)) =>
            {
                let key = args.positional.first()?.as_text()?.to_owned();
                self.keyed(base, &key, node)
            }
            // `headers.get(AUTHORIZATION)`, `cookies.get_private("id")`
            "get" if matches!(base.shape, Shape::Input(InputKind::Header | InputKind::Cookie)) => {
                let Shape::External(path) = &args.positional.first()?.shape else { return None };
                let key = path.rsplit('.').next().unwrap_or(path).to_ascii_lowercase();
                self.keyed(base, &key, node)
            }
            "get_private" | "get_signed" if matches!(base.shape, Shape::Input(InputKind::Cookie)) => {
                self.trace.reads_credential = true;
                self.trace.knows_caller = true;
                Some(Value::principal())
            }
            // A middleware of Rust gives the request to the service inside it.
            "call"
                if self.in_guard > 0
                    && self.program.facts(self.file()).dialect == crate::syntax::Dialect::Rust
                    && matches!(&args.positional[..], [Value { shape: Shape::External(path), .. }] if path.starts_with("@request")) =>
            {
                Some(self.pass_on(&Args::default()))
            }
            // axum: `next.run(request)`.
            "run" | "call" | "handle" if matches!(base.shape, Shape::Next) => Some(self.pass_on(&Args::default())),
            "items" | "values" | "keys" | "entries" | "to_dict" | "dict" | "model_dump" | "copy" | "json" | "formData"
                if matches!(base.shape, Shape::Input(_)) =>
            {
                Some(base.clone())
            }
            _ if names::is_transparent(name) && !matches!(base.shape, Shape::Query(_) | Shape::External(_)) => {
                Some(base.clone().with(Origins::default()))
            }
            _ => None,
        }
    }

    /// `headers.get("x")`, `session.get("user_id")`, `data.get("id")`.
    fn keyed(&mut self, base: &Value, key: &str, node: NodeId) -> Option<Value> {
        match &base.shape {
            Shape::Input(kind) => Some(self.input_member(base, *kind, key, node)),
            Shape::Object(_) => {
                let word = self.program.find_word(key)?;
                self.member_of(base, word).or_else(|| Some(self.derived(base, key)))
            }
            Shape::Unknown if base.from != Origins::default() => Some(self.derived(base, key)),
            Shape::External(path) if &**path == "@request" => Some(self.request_member(key, node)),
            Shape::External(path) => {
                let full: Arc<str> = format!("{path}.{key}").into();
                match self.outside_field(&full) {
                    Some(value) => Some(value.clone()),
                    None if base.from != Origins::default() => Some(self.derived(base, key)),
                    None => None,
                }
            }
            _ => None,
        }
    }

    fn derived(&self, base: &Value, key: &str) -> Value {
        let mut from = base.from;
        if from.has(Origins::PRINCIPAL) && names::is_role_name(key) {
            from.marks |= Origins::ROLE;
        }
        Value::from(from)
    }

    /// Functions of the languages themselves.
    fn known_function(&mut self, name: &str, target: &Value, args: &Args) -> Option<Value> {
        let Shape::External(path) = &target.shape else { return None };
        match (&**path, name) {
            ("getattr", _) => {
                let base = args.positional.first()?.clone();
                let key = args.positional.get(1)?.as_text()?.to_owned();
                let word = self.program.find_word(&key)?;
                Some(self.member_of(&base, word).unwrap_or_else(|| self.derived(&base, &key)))
            }
            ("dict", _) if args.positional.is_empty() && args.spread.is_none() => {
                let fields: Vec<(Arc<str>, Value)> =
                    args.named.iter().map(|(word, value)| (Arc::from(self.program.text(*word)), value.clone())).collect();
                Some(Value::of(Shape::Object(fields.into())))
            }
            (
                "list"
                | "tuple"
                | "set"
                | "sorted"
                | "reversed"
                | "Some"
                | "Ok"
                | "Box.new"
                | "Arc.new"
                | "Rc.new"
                | "Json"
                | "Promise.resolve"
                | "Promise.all"
                | "Object.freeze"
                | "sync_to_async"
                | "asgiref.sync.sync_to_async"
                | "run_in_threadpool"
                | "cast"
                | "typing.cast"
                | "Array.from"
                | "structuredClone",
                _,
            ) if args.positional.len() == 1 => Some(args.positional[0].clone()),
            ("typing.cast", _) if args.positional.len() == 2 => Some(args.positional[1].clone()),
            (
                "asyncio.gather"
                | "tokio.try_join!"
                | "join!"
                | "try_join!"
                | "routes!"
                | "rocket.routes!"
                | "openapi_get_routes!"
                | "openapi_get_routes_spec!"
                | "utoipa_axum.routes!",
                _,
            ) => Some(Value::of(Shape::List(args.positional.clone().into()))),
            ("Vec.new" | "Vec.with_capacity" | "vec.Vec.new", _) if self.building => Some(Value::of(Shape::List(Arc::from([])))),
            ("concat!" | "concatcp!" | "const_format.concatcp!", _) => Some(concatenated(&args.positional)),
            ("format!" | "format_args!", _) if matches!(args.positional.first(), Some(Value { shape: Shape::Text(_), .. })) => {
                args.positional.first().cloned()
            }
            ("Outcome.Success" | "request.Outcome.Success", _) => args.positional.first().cloned(),
            (path, _) if path.starts_with('@') => self.made_note(target, args),
            ("functools.partial" | "partial", _) => args.positional.first().cloned(),
            ("Object.assign", _) => Some(args.positional.iter().cloned().reduce(|a, b| merged(&a, &b)).unwrap_or_else(Value::unknown)),
            ("Err" | "Error", _) => Some(Value { shape: Shape::External("Err".into()), from: Origins::default() }),
            ("functools.wraps" | "wraps", _) => Some(Value::external("functools.wraps")),
            _ => None,
        }
    }
}

fn is_chain(value: &Value) -> bool {
    matches!(value.shape, Shape::Chain(_))
}

/// The name of what a call gives.
fn called(path: &str) -> Arc<str> {
    if path.ends_with("()") { path.into() } else { format!("{path}()").into() }
}

/// `headers.get(AUTHORIZATION)`
fn is_header_constant(base: &Value, key: &Value) -> bool {
    matches!(base.shape, Shape::Input(InputKind::Header | InputKind::Cookie)) && matches!(key.shape, Shape::External(_))
}

/// The fields of two objects together.
fn merged(a: &Value, b: &Value) -> Value {
    match (&a.shape, &b.shape) {
        (Shape::Object(first), Shape::Object(second)) => {
            Value { shape: Shape::Object(first.iter().chain(second.iter()).cloned().collect()), from: a.from.join(b.from) }
        }
        _ => a.clone().with(b.deep()),
    }
}
