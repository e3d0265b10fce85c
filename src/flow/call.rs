//! Calls: into functions of the program, into classes, and to what is not known.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::machine::{Ended, Frame, MAX_CALLS, MAX_DEPTH, Machine, Object};
use super::names;
use super::trace::MeetKind;
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef, Word};

/// Arguments of a call, evaluated.
#[derive(Debug, Clone, Default)]
pub(super) struct Args {
    pub positional: Vec<Value>,
    pub named: Vec<(Word, Value)>,
    /// `*args`, `**kwargs`, `...rest` of which the items are not known.
    pub spread: Option<Value>,
}

impl Args {
    pub(super) fn of(positional: Vec<Value>) -> Args {
        Args { positional, ..Args::default() }
    }

    /// Every value, by position and by name.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.positional.iter().chain(self.named.iter().map(|(_, value)| value)).chain(self.spread.iter())
    }

    pub(super) fn deep(&self) -> Origins {
        self.values().fold(Origins::default(), |all, value| all.join(value.deep()))
    }
}

impl Machine<'_> {
    pub(super) fn args(&mut self, list: List) -> Args {
        let file = self.file();
        let facts = self.program.facts(file);
        let mut args = Args::default();
        for &arg in facts.list(list) {
            match facts.kind(arg) {
                NodeKind::Named { name, value } => {
                    let value = self.eval(value);
                    args.named.push((self.program.word(file, name), value));
                }
                NodeKind::Spread(inner) => {
                    let value = self.eval(inner);
                    match &value.shape {
                        Shape::List(items) => args.positional.extend(items.iter().cloned()),
                        Shape::Object(fields) => {
                            for (name, value) in fields.iter() {
                                match self.program.find_word(name) {
                                    Some(word) => args.named.push((word, value.clone())),
                                    None => args.positional.push(value.clone()),
                                }
                            }
                        }
                        _ => {
                            args.spread = Some(match args.spread.take() {
                                Some(known) => known.either(value),
                                None => value,
                            });
                        }
                    }
                }
                _ => {
                    let value = self.eval(arg);
                    args.positional.push(value);
                }
            }
        }
        args
    }

    pub(super) fn call(&mut self, node: NodeId, callee: NodeId, args: List) -> Value {
        let file = self.file();
        let facts = self.program.facts(file);
        let (base, name) = match facts.kind(callee) {
            NodeKind::Member { base, name } => {
                if let NodeKind::Call { callee: inner, .. } = facts.kind(base)
                    && facts.name(inner) == Some("super")
                {
                    return self.call_super(name, args);
                }
                (Some(self.eval(base)), Some(self.program.word(file, name)))
            }
            NodeKind::Name(sym) => (None, Some(self.program.word(file, sym))),
            // `query_as::<_, Order>(..)`
            NodeKind::Index { base, .. } => match facts.kind(base) {
                NodeKind::Name(sym) => (None, Some(self.program.word(file, sym))),
                NodeKind::Member { base, name } => (Some(self.eval(base)), Some(self.program.word(file, name))),
                _ => (None, None),
            },
            _ => (None, None),
        };
        let target = match (&base, name) {
            (Some(base), Some(name)) => {
                let roled = self.role_value(callee);
                match roled {
                    Some(value) => value,
                    None => {
                        let base = base.clone();
                        self.member(&base, name, callee)
                    }
                }
            }
            _ => self.eval(callee),
        };
        if matches!(facts.name(callee), Some("require" | "import"))
            && let Some(value) = self.required(args)
        {
            return value;
        }
        if matches!(target.shape, Shape::Function(_) | Shape::Class(_) | Shape::Next | Shape::Many(_)) || self.is_callable_instance(&target)
        {
            let args = self.args(args);
            return self.invoke_at(node, &target, &args);
        }
        let values = self.args(args);
        if let (Some(base), Some(name)) = (&base, name)
            && let Some(value) = self.store_call(node, callee, base, self.program.text(name), &values)
        {
            return value;
        }
        if let Some(value) = self.access_role(node, base.as_ref(), &values) {
            return value;
        }
        self.call_unknown(node, base, name, &target, &values)
    }

    fn is_callable_instance(&self, target: &Value) -> bool {
        let Shape::Instance(class, _) = target.shape else { return false };
        self.program.find_word("__call__").is_some_and(|word| !self.program.methods(class, word).is_empty())
    }

    /// `require("./x")` and `import("./x")` as expressions.
    fn required(&mut self, args: List) -> Option<Value> {
        let file = self.file();
        let facts = self.program.facts(file);
        let first = *facts.list(args).first()?;
        let NodeKind::Text(sym) = facts.kind(first) else { return None };
        let specifier = facts.text(sym);
        let Some(found) = self.program.module_file(file, specifier) else { return Some(Value::external(specifier)) };
        self.ensure_module(found);
        let equals = self.program.find_word("=");
        let whole = equals.and_then(|word| self.export(found, word).cloned());
        Some(whole.unwrap_or_else(|| Value::of(Shape::Module(found))))
    }

    fn call_super(&mut self, name: Sym, args: List) -> Value {
        let file = self.file();
        let word = self.program.word(file, name);
        let frame = self.current_frame();
        let values = self.args(args);
        let mut at = Some(frame);
        while let Some(id) = at {
            let (class, this, parent) = {
                let frame = self.frame(id);
                (frame.class, frame.this.clone(), frame.parent)
            };
            if let (Some(class), Some(this)) = (class, this) {
                for base in self.program.ancestry(class).into_iter().skip(1) {
                    if let Some(method) = self.program.methods(base, word).first().copied() {
                        let method = self.bound(method, this);
                        return self.invoke(&method, &values);
                    }
                }
                return Value::from(values.deep());
            }
            at = parent;
        }
        Value::from(values.deep())
    }

    fn invoke_at(&mut self, node: NodeId, target: &Value, args: &Args) -> Value {
        let place = self.place(node);
        self.calls.push(place);
        let value = self.invoke(target, args);
        self.calls.pop();
        value
    }

    /// Calls a value.
    pub(super) fn invoke(&mut self, target: &Value, args: &Args) -> Value {
        match &target.shape {
            Shape::Function(closure) => {
                let closure = closure.clone();
                self.enter(&closure, args).with(target.from.plain())
            }
            Shape::Class(class) => self.construct(*class, args),
            Shape::Next => self.pass_on(args),
            Shape::Wrapped(inner) => {
                let inner = inner.clone();
                self.invoke(&inner, args)
            }
            Shape::Instance(class, _) => {
                let method = self.program.find_word("__call__").and_then(|word| self.program.methods(*class, word).first().copied());
                match method {
                    Some(method) => {
                        let method = self.bound(method, target.clone());
                        self.invoke(&method, args)
                    }
                    None => Value::from(args.deep().join(target.from)),
                }
            }
            Shape::Many(values) => {
                let values = values.clone();
                let before = self.passed;
                let mut passed = None;
                let mut result: Option<Value> = None;
                for value in values.iter().filter(|value| !matches!(value.shape, Shape::Unknown | Shape::Null)) {
                    self.passed = before;
                    let one = self.invoke(value, args);
                    passed = Some(passed.map_or(self.passed, |known: super::trace::Passed| known.common(self.passed)));
                    result = Some(match result {
                        Some(known) => known.either(one),
                        None => one,
                    });
                }
                self.passed = passed.unwrap_or(before);
                result.unwrap_or_else(Value::unknown)
            }
            _ => Value::from(args.deep().join(target.from)),
        }
    }

    /// `next()` lets the request pass with all that was asked; `next(err)` ends it.
    fn pass_on(&mut self, args: &Args) -> Value {
        self.trace.effects += 1;
        let is_error = args.positional.len() == 1
            && args.named.is_empty()
            && args.spread.is_none()
            && !matches!(args.positional[0].shape, Shape::Null | Shape::External(_) | Shape::Input(_))
            && !args.positional[0].from.has(Origins::PRINCIPAL);
        if is_error {
            self.trace.denies = true;
            return Value::unknown();
        }
        // What a guard asks is what it asks where the program's settings have it ask.
        let by_mode = self.modes > 0;
        let passed = match &self.next {
            Some(_) if self.next_by_mode && !by_mode => self.passed,
            Some((known, _)) if by_mode && !self.next_by_mode => *known,
            Some((known, _)) => known.common(self.passed),
            None => self.passed,
        };
        self.next_by_mode = by_mode && (self.next.is_none() || self.next_by_mode);
        self.next = Some((passed, args.positional.clone()));
        Value::external("@response")
    }

    fn enter(&mut self, closure: &Closure, args: &Args) -> Value {
        let function = closure.function;
        let on_stack = self.stack.iter().filter(|activation| activation.function == Some(function)).count();
        if self.stack.len() > MAX_CALLS || self.calls.len() > MAX_DEPTH || on_stack >= 2 || self.budget == 0 {
            return Value::from(args.deep().join(Origins::marked(Origins::UNKNOWN)));
        }
        if self.building {
            self.own.called.insert(function);
        }
        let key = (function, fingerprint(closure, args));
        if !self.building
            && let Some(known) = self.memo.get(&key)
        {
            return known.clone();
        }
        let frame = self.new_frame(Frame {
            parent: Some(closure.frame),
            vars: Self::no_variables(),
            this: closure.this.clone(),
            class: self.program.function(function).class.map(|id| ClassRef { file: function.file, id }),
        });
        let before = self.passed;
        let constructs = closure.this.is_none() && self.fills_this(function);
        if constructs && let Some(this) = self.program.find_word("this") {
            self.declare(frame, this, Value::of(Shape::Object(Arc::from([]))));
        }
        let (value, activation) = self.within(Some(function), function.file, frame, |machine| {
            machine.bind_arguments(function, closure.this.as_ref(), args);
            let body = machine.program.function(function).body;
            let last = machine.eval(body);
            let declared = machine.program.function(function).return_type;
            let value = match machine.here().value.take() {
                Some(value) => value,
                None if matches!(machine.program.facts(function.file).kind(body), NodeKind::Block(_)) => Value::null(),
                None => last,
            };
            match (&value.shape, declared) {
                (Shape::Unknown, Some(ty)) if value.from.stored == 0 && value.from.inputs == 0 => {
                    machine.typed(function.file, ty).with(value.from)
                }
                _ => value,
            }
        });
        let made = self.program.find_word("this").filter(|_| constructs).and_then(|this| self.variable(frame, this).cloned());
        let value = made.unwrap_or(value);
        let value = self.named_after_principal(function, closure, value);
        // A bad answer that only returns says nothing to a caller who does not look.
        let local = activation.local.without(before);
        self.passed = self.passed.without(local).and(before);
        if !self.building {
            self.memo.insert(key, value.clone());
        }
        value
    }

    /// Whether a function of JavaScript gives its `this` fields, as one called with `new` does.
    fn fills_this(&self, function: FunctionRef) -> bool {
        let facts = self.program.facts(function.file);
        if matches!(facts.dialect, crate::syntax::Dialect::Python | crate::syntax::Dialect::Rust) {
            return false;
        }
        let body = self.program.function(function);
        let NodeKind::Block(items) = facts.kind(body.body) else { return false };
        body.class.is_none()
            && facts.list(items).iter().any(|item| match facts.kind(*item) {
                NodeKind::Assign { target, .. } => {
                    matches!(facts.kind(target), NodeKind::Member { base, .. } if facts.name(base) == Some("this"))
                }
                _ => false,
            })
    }

    /// What `get_current_user()` gives is the caller, also where it asks something that is not known; the role of the caller is a role.
    fn named_after_principal(&mut self, function: FunctionRef, closure: &Closure, value: Value) -> Value {
        let Some(name) = self.program.function(function).name else { return value };
        let name = self.program.facts(function.file).text(name);
        let mut marks = 0;
        if names::is_principal_getter(name) && !matches!(value.shape, Shape::Function(_) | Shape::Null) {
            marks |= Origins::PRINCIPAL;
            self.trace.knows_caller = true;
        }
        if closure.this.as_ref().is_some_and(|this| this.from.has(Origins::PRINCIPAL)) && names::is_role_name(name) {
            marks |= Origins::ROLE;
        }
        if marks == 0 { value } else { value.with(Origins::marked(marks)) }
    }

    pub(super) fn bind_arguments(&mut self, function: FunctionRef, this: Option<&Value>, args: &Args) {
        let facts = self.program.facts(function.file);
        let params = &facts.function(function.id).params;
        let mut positional = args.positional.iter();
        let mut used: Vec<Word> = Vec::new();
        for param in params {
            let name = match facts.kind(param.pattern) {
                NodeKind::Name(sym) => Some(self.program.word(function.file, sym)),
                _ => None,
            };
            let value = match param.kind {
                ParamKind::Receiver => {
                    // `Service::get(&service, id)`: a receiver without an instance is the first argument.
                    let value = match this {
                        Some(this) if !matches!(this.shape, Shape::Class(_)) || facts.dialect == crate::syntax::Dialect::Python => {
                            Some(this.clone())
                        }
                        _ => positional.next().cloned(),
                    };
                    value.or_else(|| this.cloned())
                }
                ParamKind::Rest => Some(Value::of(Shape::List(positional.by_ref().cloned().chain(args.spread.clone()).collect()))),
                ParamKind::KeywordRest => {
                    let rest: Vec<(Arc<str>, Value)> = args
                        .named
                        .iter()
                        .filter(|(word, _)| !used.contains(word))
                        .map(|(word, value)| (Arc::from(self.program.text(*word)), value.clone()))
                        .collect();
                    match &args.spread {
                        Some(spread) if rest.is_empty() => Some(spread.clone()),
                        spread => {
                            Some(Value { shape: Shape::Object(rest.into()), from: spread.as_ref().map(Value::deep).unwrap_or_default() })
                        }
                    }
                }
                ParamKind::Plain | ParamKind::KeywordOnly => {
                    let named =
                        name.and_then(|name| args.named.iter().find(|(word, _)| *word == name)).map(|(word, value)| (*word, value.clone()));
                    match named {
                        Some((word, value)) => {
                            used.push(word);
                            Some(value)
                        }
                        None if param.kind == ParamKind::Plain => positional.next().cloned(),
                        None => None,
                    }
                }
            };
            let value = match (value, param.default, &args.spread) {
                (Some(value), _, _) => value,
                (None, _, Some(spread)) => match (&spread.shape, name) {
                    (Shape::Input(kind), Some(name)) => {
                        let place = self.place(param.pattern);
                        let from = self.named_input(*kind, self.program.text(name), place);
                        Value { shape: Shape::Input(*kind), from }
                    }
                    _ => spread.clone(),
                },
                (None, Some(default), None) => self.eval(default),
                (None, None, None) => Value::unknown(),
            };
            let value = match (&value.shape, param.ty) {
                // What is only known by its type.
                (Shape::Unknown, Some(ty)) => match self.typed(function.file, ty) {
                    Value { shape: Shape::Unknown, .. } => value,
                    typed if value.from == Origins::default() => typed,
                    _ => value,
                },
                (Shape::Record(access, None), Some(ty)) => match self.type_class(function.file, ty, 0) {
                    Some(class) => Value { shape: Shape::Record(*access, Some(class)), from: value.from },
                    None => value,
                },
                (Shape::Depends(what), _) => {
                    let what = what.clone();
                    self.run_dependency(&what)
                }
                _ => value,
            };
            self.bind(param.pattern, value, true);
        }
    }

    /// `Order(..)`, `new Order(..)`, `Order { .. }`.
    fn construct(&mut self, class: ClassRef, args: &Args) -> Value {
        let mut object = Object::default();
        for (name, value) in &args.named {
            object.fields.insert(*name, value.clone());
        }
        if let [Value { shape: Shape::Object(fields), .. }] = &args.positional[..] {
            for (name, value) in fields.iter() {
                if let Some(word) = self.program.find_word(name) {
                    object.fields.insert(word, value.clone());
                }
            }
        }
        let id = self.new_object(object);
        let this = Value { shape: Shape::Instance(class, id), from: Origins::default() };
        for name in ["__init__", "constructor"] {
            let Some(word) = self.program.find_word(name) else { continue };
            if let Some(method) = self.program.methods(class, word).first().copied() {
                let method = self.bound(method, this.clone());
                self.invoke(&method, args);
                return this;
            }
        }
        // Without a constructor to say which field takes what, the instance is made of its arguments.
        this.with(args.deep().plain())
    }

    /// A call whose callee is not part of the program.
    fn call_unknown(&mut self, node: NodeId, base: Option<Value>, name: Option<Word>, target: &Value, args: &Args) -> Value {
        let program = self.program;
        let text = name.map_or("", |name| program.text(name));
        if let Some(base) = &base
            && let Shape::Query(_) = base.shape
        {
            // What neither chooses nor is known to end a query runs it.
            return if names::is_neutral_for_queries(text) { base.clone() } else { self.finish(node, base.clone(), args) };
        }
        if let Some(base) = &base
            && let Some(value) = self.known_method(node, base, text, args)
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
        if base.as_ref().is_some_and(|base| matches!(&base.shape, Shape::External(path) if path.starts_with("@response"))) {
            for value in args.values() {
                self.show(value);
            }
            self.trace.effects += 1;
        }
        let base_from = base.as_ref().map(Value::deep).unwrap_or_default();
        let mut from = base_from.join(args.deep()).join(target.from);
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
        let flat = name.to_ascii_lowercase();
        let verifies =
            ["verify", "decode", "authenticate", "validate", "introspect", "load", "check", "get_user", "getuser", "unsign", "parse"]
                .iter()
                .any(|word| flat.contains(word));
        if verifies && (from.has(Origins::CREDENTIAL) || from.has(Origins::SECRET)) {
            if from.has(Origins::CREDENTIAL) || flat.contains("decode") || flat.contains("verify") {
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
            "get" | "getlist" | "pop" | "getAll" | "get_all" | "param" | "query" | "header" | "field" | "remove"
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
            ("format!" | "format_args!", _) if matches!(args.positional.first(), Some(Value { shape: Shape::Text(_), .. })) => {
                args.positional.first().cloned()
            }
            ("Outcome.Success" | "request.Outcome.Success", _) => args.positional.first().cloned(),
            ("functools.partial" | "partial", _) => args.positional.first().cloned(),
            ("Object.assign", _) => Some(args.positional.iter().cloned().reduce(|a, b| merged(&a, &b)).unwrap_or_else(Value::unknown)),
            ("Err" | "Error", _) => Some(Value { shape: Shape::External("Err".into()), from: Origins::default() }),
            ("functools.wraps" | "wraps", _) => Some(Value::external("functools.wraps")),
            _ => None,
        }
    }
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

fn fingerprint(closure: &Closure, args: &Args) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    closure.frame.hash(&mut hasher);
    closure.this.hash(&mut hasher);
    args.positional.hash(&mut hasher);
    args.named.hash(&mut hasher);
    args.spread.hash(&mut hasher);
    hasher.finish()
}
