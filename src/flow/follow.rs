//! Follows one request: its guards in order, then its handler, each with the parameters the framework would give it.

use super::call::Args;
use super::endpoint::GuardKind;
use super::flatten::path_params;
use super::machine::{Ended, Frame, Machine, World};
use super::names;
use super::routing::{Draft, GuardUse};
use super::trace::{Passed, RanGuard, Trace};
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef, Program};
use crate::source::FileId;
use crate::syntax::{Capture, Dialect};

/// What became of a request.
pub(super) struct Followed {
    pub trace: Trace,
    /// What was asked before the handler's first line.
    pub before_handler: Passed,
    /// What was asked by the handler's end.
    pub at_end: Passed,
    /// The function that answers, where it is in the program.
    pub handler: Option<FunctionRef>,
}

pub(super) fn follow(program: &Program, world: &World, draft: &Draft) -> Followed {
    let mut machine = Machine::new(program, Some(world));
    machine.path_params = path_params(&draft.path);
    let file = draft.handler_at.0;
    let mut injected: Vec<Value> = Vec::new();
    let mut before_handler = Passed::default();
    machine.at_module(file, |machine| {
        for guard in &draft.guards {
            machine.run_guard(guard, &mut injected);
        }
        before_handler = machine.passed;
        machine.run_handler(&draft.handler, &injected, &mut before_handler);
    });
    let handler = innermost(program, draft);
    Followed { trace: machine.trace, before_handler, at_end: machine.passed, handler }
}

/// The function a reader calls the handler: an inline one inside wrappers, else the one that is run.
fn innermost(program: &Program, draft: &Draft) -> Option<FunctionRef> {
    let (file, node) = draft.handler_at;
    let facts = program.facts(file);
    let mut at = node;
    loop {
        match facts.kind(at) {
            NodeKind::Function(id) => return Some(FunctionRef { file, id }),
            NodeKind::Call { args, .. } => {
                match facts.list(args).iter().rev().find(|arg| matches!(facts.kind(**arg), NodeKind::Function(_) | NodeKind::Call { .. })) {
                    Some(inner) => at = *inner,
                    None => break,
                }
            }
            _ => break,
        }
    }
    function_in(&draft.handler)
}

fn function_in(value: &Value) -> Option<FunctionRef> {
    match &value.shape {
        Shape::Function(closure) => Some(closure.function),
        Shape::Wrapped(inner) => function_in(inner),
        Shape::Many(values) => values.iter().find_map(function_in),
        _ => None,
    }
}

impl Machine<'_> {
    /// Runs a function as the outermost of a request: its `return` ends the request, or its part of it.
    fn run_outermost(&mut self, closure: &Closure, args: &Args) -> Value {
        let function = closure.function;
        let class = self.program.function(function).class.map(|id| ClassRef { file: function.file, id });
        let frame = self.new_frame(Frame { parent: Some(closure.frame), vars: Self::no_variables(), this: closure.this.clone(), class });
        let (value, activation) = self.within(Some(function), function.file, frame, |machine| {
            machine.bind_arguments(function, closure.this.as_ref(), args);
            let body = machine.program.function(function).body;
            machine.eval(body);
            machine.here().value.take().unwrap_or_else(Value::null)
        });
        // `return check(..)`: what decides about the answer has been asked.
        if activation.ended == Ended::Return {
            let tests = Passed { meets: value.from.meets, ..Passed::default() };
            self.trace.ever = self.trace.ever.and(tests);
        }
        // Returned queries are run by whoever sends the answer.
        let body = self.program.function(function).body;
        self.within(Some(function), function.file, frame, |machine| machine.settle_all(&value, body));
        value
    }

    /// Notes what is sent to the caller: the objects found, not those that a new one was linked to.
    pub(super) fn show(&mut self, answer: &Value) {
        let mut todo = vec![answer.clone()];
        while let Some(value) = todo.pop() {
            match &value.shape {
                Shape::Record(index, _) => self.trace.shown |= bit(usize::from(*index)),
                Shape::Instance(class, _) if self.is_stored_class(*class) => {}
                Shape::Object(fields) => {
                    self.trace.shown |= value.from.stored;
                    todo.extend(fields.iter().map(|(_, field)| field.clone()));
                }
                Shape::List(items) => {
                    self.trace.shown |= value.from.stored;
                    todo.extend(items.iter().cloned());
                }
                Shape::Many(items) => todo.extend(items.iter().cloned()),
                _ => self.trace.shown |= value.deep().stored,
            }
        }
    }

    fn is_stored_class(&self, class: ClassRef) -> bool {
        let Some(name) = self.program.class(class).name else { return false };
        let name = self.program.facts(class.file).text(name);
        self.program.find_resource(name).is_some_and(|id| self.program.resource(id).is_declared)
    }

    fn settle_all(&mut self, value: &Value, node: NodeId) {
        match &value.shape {
            Shape::Query(_) => {
                self.settled(value.clone(), node);
            }
            Shape::List(items) | Shape::Many(items) => {
                for item in items.clone().iter() {
                    self.settle_all(item, node);
                }
            }
            Shape::Object(fields) => {
                for (_, item) in fields.clone().iter() {
                    self.settle_all(item, node);
                }
            }
            _ => {}
        }
    }

    // Guards.

    pub(super) fn run_guard(&mut self, guard: &GuardUse, injected: &mut Vec<Value>) {
        let before = self.passed;
        let meets_before = self.trace.meets.len();
        let knew_caller = self.trace.knows_caller;
        let reads_before = std::mem::replace(&mut self.trace.reads_credential, false);
        let denies_before = std::mem::replace(&mut self.trace.denies, false);
        self.in_guard += 1;
        let kind = self.run_guard_value(guard, injected);
        self.in_guard -= 1;
        let gained = self.passed.without(before);
        let reads = self.trace.reads_credential;
        let denies = self.trace.denies;
        self.trace.reads_credential |= reads_before;
        self.trace.denies |= denies_before;
        let optional = names::is_optional_name(&guard.name) && kind != Some(GuardKind::Role);
        // An API key says that somebody may call; whose it is must be read by the handler.
        if names::is_api_key_name(&guard.name) {
            self.trace.knows_caller = knew_caller;
        }
        let kind = match kind {
            Some(kind) => Some(kind),
            None if gained.role => Some(GuardKind::Role),
            None if gained.meets != 0 && self.trace.meets.len() >= meets_before => Some(GuardKind::Ownership),
            None if gained.authenticated => Some(GuardKind::Authentication),
            None if reads && denies && !optional => Some(GuardKind::Authentication),
            None if reads || denies => {
                if names::is_authentication_name(&guard.name) && !optional {
                    Some(GuardKind::Authentication)
                } else {
                    (reads && denies).then_some(GuardKind::Unknown)
                }
            }
            None => None,
        };
        // A role that is asked in a way that could not be read: `any_permission([..])`, a list made elsewhere.
        let kind = match kind {
            None | Some(GuardKind::Authentication | GuardKind::Unknown) if denies && names::is_plain_role_guard_name(&guard.name) => {
                Some(GuardKind::Role)
            }
            kind => kind,
        };
        match kind {
            Some(GuardKind::Authentication) if !optional => self.passed.authenticated = true,
            Some(GuardKind::Role) => {
                self.passed.role = true;
                self.passed.authenticated = true;
            }
            Some(GuardKind::Ownership) => self.passed.authenticated = true,
            _ => {}
        }
        if kind.is_some() {
            self.trace.guards.push(RanGuard { name: guard.name.clone(), kind, place: guard.place });
        }
    }

    /// Runs a guard; its kind where that is not to be read from what it did.
    fn run_guard_value(&mut self, guard: &GuardUse, injected: &mut Vec<Value>) -> Option<GuardKind> {
        match &guard.value.shape {
            Shape::Guard(kind, name) => {
                self.trace.knows_caller = true;
                self.trace.reads_credential = true;
                if *kind == GuardKind::Authentication && names::is_role_guard_name(name) && !names::is_authentication_name(name) {
                    return Some(GuardKind::Role);
                }
                Some(*kind)
            }
            Shape::Depends(what) => {
                let what = what.clone();
                self.run_dependency(&what);
                None
            }
            Shape::Function(closure) => {
                let closure = closure.clone();
                let before = self.passed;
                self.run_guard_function(&closure, injected);
                // What it asks lies beyond what can be followed.
                (self.passed == before && self.is_named_after_its_refusal(&closure, &guard.name)).then_some(GuardKind::Authentication)
            }
            Shape::Wrapped(inner) => {
                let inner = GuardUse { value: (**inner).clone(), ..guard.clone() };
                self.run_guard_value(&inner, injected)
            }
            Shape::Many(values) => {
                let values = values.clone();
                values.iter().find_map(|value| self.run_guard_value(&GuardUse { value: value.clone(), ..guard.clone() }, injected))
            }
            Shape::Instance(..) | Shape::Class(_) => {
                let value = guard.value.clone();
                self.run_dependency(&value);
                if names::is_authentication_name(&guard.name) { Some(GuardKind::Authentication) } else { None }
            }
            _ => self.guard_by_name(&guard.name),
        }
    }

    /// Something from outside, judged by its name.
    fn guard_by_name(&mut self, name: &str) -> Option<GuardKind> {
        let kind = if names::is_ownership_guard_name(name) {
            GuardKind::Ownership
        } else if names::is_role_guard_name(name) && !names::is_authentication_name(name) {
            GuardKind::Role
        } else if names::is_authentication_name(name) || names::is_role_guard_name(name) {
            GuardKind::Authentication
        } else {
            return None;
        };
        self.trace.knows_caller = true;
        self.trace.reads_credential = true;
        Some(kind)
    }

    fn run_guard_function(&mut self, closure: &Closure, injected: &mut Vec<Value>) {
        let function = closure.function;
        let dialect = self.program.facts(function.file).dialect;
        let saved = self.next.take();
        if dialect == Dialect::Python
            && self.program.function(function).params.iter().any(|param| param.kind == ParamKind::Plain)
            && !self.is_middleware(function)
        {
            // A decorator: what it returns is called in the handler's place.
            let next = Value::of(Shape::Next);
            let wrapper = self.run_outermost(closure, &Args::of(vec![next]));
            if let Shape::Function(inner) = &wrapper.shape {
                let inner = inner.clone();
                let args = self.request_args(inner.function, &[]);
                self.run_outermost(&inner, &args);
            }
        } else {
            let args = self.request_args(function, &[]);
            self.run_outermost(closure, &args);
        }
        if let Some((passed, values)) = self.next.take() {
            self.passed = passed;
            let handed: Vec<Value> =
                values.into_iter().filter(|value| value.deep().has(Origins::PRINCIPAL) || value.deep().stored != 0).collect();
            injected.extend(handed);
        }
        self.next = saved;
    }

    /// A middleware in Rust that is called after authentication, and does not let every request pass.
    fn is_named_after_its_refusal(&self, closure: &Closure, name: &str) -> bool {
        let facts = self.program.facts(closure.function.file);
        let body = facts.span(self.program.function(closure.function).body);
        facts.dialect == Dialect::Rust
            && names::is_authentication_name(name)
            && !names::is_optional_name(name)
            && (0..facts.size()).map(|index| NodeId(index as u32)).any(|node| {
                body.contains(facts.span(node))
                    && matches!(facts.kind(node), NodeKind::Propagate(_) | NodeKind::If { .. } | NodeKind::Match { .. })
            })
    }

    /// `async def middleware(request, call_next)`, `def before(): ..`
    fn is_middleware(&self, function: FunctionRef) -> bool {
        let facts = self.program.facts(function.file);
        let params = &facts.function(function.id).params;
        let names: Vec<&str> = params.iter().filter_map(|param| facts.name(param.pattern)).collect();
        names.iter().any(|name| matches!(*name, "call_next" | "request"))
            || params.iter().all(|param| param.default.is_some() || param.ty.is_some())
    }

    /// What another function returns for this request, found once a request.
    pub(super) fn run_dependency(&mut self, what: &Value) -> Value {
        if let Some(known) = self.dependencies.get(what) {
            return known.clone();
        }
        let before = self.passed;
        self.in_guard += 1;
        let value = match &what.shape {
            Shape::Function(closure) => {
                let closure = closure.clone();
                let args = self.request_args(closure.function, &[]);
                let reads_before = std::mem::replace(&mut self.trace.reads_credential, args.deep().has(Origins::CREDENTIAL));
                let value = self.invoke(what, &args);
                let reads = self.trace.reads_credential;
                self.trace.reads_credential |= reads_before;
                let facts = self.program.facts(closure.function.file);
                let name = self.program.function(closure.function).name.map_or("", |name| facts.text(name)).to_owned();
                let place = crate::finding::Place { file: closure.function.file, span: self.program.function(closure.function).span };
                self.after_dependency(value, before, reads, &name, place)
            }
            Shape::Class(class) => {
                let class = *class;
                let init = self.program.find_word("__init__").and_then(|word| self.program.methods(class, word).first().copied());
                let args = init.map(|init| self.request_args(init, &[])).unwrap_or_default();
                self.invoke(what, &args)
            }
            Shape::Instance(class, _) => {
                let class = *class;
                let call = self.program.find_word("__call__").and_then(|word| self.program.methods(class, word).first().copied());
                match call {
                    Some(call) => {
                        let args = self.request_args(call, &[]);
                        let reads_before = std::mem::replace(&mut self.trace.reads_credential, args.deep().has(Origins::CREDENTIAL));
                        let value = self.invoke(what, &args);
                        let reads = self.trace.reads_credential;
                        self.trace.reads_credential |= reads_before;
                        let facts = self.program.facts(class.file);
                        let name = self.program.class(class).name.map_or("", |name| facts.text(name)).to_owned();
                        let place = crate::finding::Place { file: class.file, span: self.program.class(class).span };
                        self.after_dependency(value, before, reads, &name, place)
                    }
                    None => what.clone(),
                }
            }
            Shape::Guard(kind, _) => {
                let kind = *kind;
                self.trace.knows_caller = true;
                self.trace.reads_credential = true;
                if matches!(kind, GuardKind::Authentication | GuardKind::Role) {
                    self.passed.authenticated = true;
                }
                if kind == GuardKind::Role {
                    self.passed.role = true;
                }
                Value::from(Origins::marked(Origins::PRINCIPAL | Origins::CREDENTIAL))
            }
            Shape::External(path) => {
                let path = path.clone();
                let name = path.rsplit('.').next().unwrap_or(&path).to_owned();
                match self.guard_by_name(&name) {
                    Some(kind) => {
                        self.passed.authenticated |= !names::is_optional_name(&name);
                        self.passed.role |= kind == GuardKind::Role;
                        Value::principal()
                    }
                    None if names::is_principal_name(&name) || name.contains("user") => {
                        self.trace.knows_caller = true;
                        Value::principal()
                    }
                    None => Value::unknown(),
                }
            }
            Shape::Wrapped(inner) | Shape::Depends(inner) => {
                let inner = inner.clone();
                self.run_dependency(&inner)
            }
            Shape::Many(values) => {
                let values = values.clone();
                values.iter().map(|value| self.run_dependency(value)).reduce(Value::either).unwrap_or_else(Value::unknown)
            }
            _ => Value::unknown(),
        };
        self.in_guard -= 1;
        self.dependencies.insert(what.clone(), value.clone());
        value
    }

    /// Says of a dependency what kind of guard it was.
    fn after_dependency(&mut self, value: Value, before: Passed, read_credential: bool, name: &str, place: crate::finding::Place) -> Value {
        let gained = self.passed.without(before);
        let optional = names::is_optional_name(name);
        let mut value = value;
        let by_name = names::is_principal_getter(name)
            || (read_credential && (names::is_authentication_name(name) || names::is_principal_name(name)));
        if by_name && !matches!(value.shape, Shape::Null | Shape::Guard(..)) {
            value.from.marks |= Origins::PRINCIPAL;
        }
        self.trace.knows_caller |= value.from.has(Origins::PRINCIPAL);
        let by_role_name = self.trace.denies && names::is_plain_role_guard_name(name);
        self.passed.role |= by_role_name;
        let kind = if gained.role || by_role_name {
            Some(GuardKind::Role)
        } else if gained.meets != 0 {
            Some(GuardKind::Ownership)
        } else if gained.authenticated || (by_name && value.from.has(Origins::PRINCIPAL)) {
            Some(GuardKind::Authentication)
        } else {
            None
        };
        if gained.role || kind == Some(GuardKind::Authentication) && !optional {
            self.passed.authenticated = true;
        }
        if kind.is_some() {
            self.trace.guards.push(RanGuard { name: name.into(), kind, place });
        }
        value
    }

    // The handler.

    fn run_handler(&mut self, handler: &Value, injected: &[Value], before_handler: &mut Passed) {
        match &handler.shape {
            Shape::Function(closure) => {
                let closure = closure.clone();
                let args = self.request_args(closure.function, injected);
                *before_handler = self.passed;
                let answer = self.run_outermost(&closure, &args);
                self.show(&answer);
            }
            Shape::Wrapped(inner) => {
                let inner = inner.clone();
                self.run_handler(&inner, injected, before_handler);
            }
            Shape::Many(values) => {
                for value in values.clone().iter() {
                    self.run_handler(value, injected, before_handler);
                }
            }
            _ => {}
        }
    }

    // Parameters.

    /// What the framework gives to a function's parameters: by name and type in Python, by position in JavaScript, by type in Rust.
    pub(super) fn request_args(&mut self, function: FunctionRef, injected: &[Value]) -> Args {
        let file = function.file;
        let program = self.program;
        let facts = program.facts(file);
        let params = &facts.function(function.id).params;
        let mut injected = injected.iter();
        let mut args = Args::default();
        let plain = params.iter().filter(|param| param.kind != ParamKind::Receiver).count();
        let shift = usize::from(plain == 4 && !matches!(facts.dialect, Dialect::Python | Dialect::Rust));
        let mut position = 0;
        for param in params {
            let value = match param.kind {
                ParamKind::Receiver => continue,
                ParamKind::Rest => continue,
                ParamKind::KeywordRest => {
                    let place = crate::finding::Place { file, span: facts.span(param.pattern) };
                    let from = self.trace.input(InputKind::Path, "", place);
                    args.spread = Some(Value { shape: Shape::Input(InputKind::Path), from });
                    continue;
                }
                ParamKind::Plain | ParamKind::KeywordOnly => match facts.dialect {
                    Dialect::Python => self.python_param(file, param, &mut injected),
                    Dialect::Rust => match self.attribute_param(function, param) {
                        Some(value) => value,
                        None => self.extractor(file, param),
                    },
                    _ => self.script_param(file, param, position, shift),
                },
            };
            position += 1;
            match (param.kind, facts.kind(param.pattern)) {
                (ParamKind::KeywordOnly, NodeKind::Name(sym)) => args.named.push((program.word(file, sym), value)),
                _ => args.positional.push(value),
            }
        }
        if args.spread.is_none() && params.iter().any(|param| param.kind == ParamKind::Rest) && facts.dialect == Dialect::Python {
            let from = Origins::default();
            args.spread = Some(Value { shape: Shape::Input(InputKind::Path), from });
        }
        args
    }

    fn script_param(&mut self, file: FileId, param: &Param, position: usize, shift: usize) -> Value {
        let facts = self.program.facts(file);
        if let Some(ty) = param.ty
            && self.seen(file, ty, Capture::Request).is_some()
        {
            return Value::external("@request");
        }
        let name = facts.name(param.pattern).unwrap_or("");
        match name.trim_start_matches('_') {
            "req" | "request" | "ctx" | "context" | "c" | "event" => Value::external("@request"),
            "res" | "response" | "reply" | "h" => Value::external("@response"),
            "next" | "done" | "nxt" => Value::of(Shape::Next),
            "err" | "error" => Value::unknown(),
            _ => match position.wrapping_sub(shift) {
                0 => Value::external("@request"),
                1 => Value::external("@response"),
                2 => Value::of(Shape::Next),
                _ => Value::unknown(),
            },
        }
    }

    fn python_param<'v>(&mut self, file: FileId, param: &Param, injected: &mut impl Iterator<Item = &'v Value>) -> Value {
        let facts = self.program.facts(file);
        let name = facts.name(param.pattern).unwrap_or("").to_owned();
        let place = crate::finding::Place { file, span: facts.span(param.pattern) };
        if let Some(depends) = self.find_depends(file, param) {
            return self.run_dependency(&depends);
        }
        if self.path_params.iter().any(|known| **known == *name) {
            let from = self.named_input(InputKind::Path, &name, place);
            return Value { shape: Shape::Input(InputKind::Path), from };
        }
        if let Some(value) = injected.next() {
            return value.clone();
        }
        let type_name = param.ty.map(|ty| super::request::short_name(facts, ty)).unwrap_or_default();
        if matches!(name.as_str(), "request" | "req") && (type_name.is_empty() || type_name.ends_with("Request"))
            || matches!(type_name.as_str(), "Request" | "HttpRequest" | "HTTPConnection" | "WebSocket")
        {
            return Value::external("@request");
        }
        if name == "call_next" {
            return Value::of(Shape::Next);
        }
        if let Some(default) = param.default
            && let Some(kind) = self.input_kind_at(file, default)
        {
            let from = self.named_input(kind, &name, place);
            return Value { shape: Shape::Input(kind), from };
        }
        if let Some(ty) = param.ty {
            if let Some(kind) = self.input_kind_in_type(file, ty) {
                let from = self.named_input(kind, &name, place);
                return Value { shape: Shape::Input(kind), from };
            }
            if let Some(class) = self.type_class(file, ty, 0) {
                // A body model, or an enumeration in the query string.
                let kind = if self.is_enumeration(class) { InputKind::Query } else { InputKind::Body };
                let from = self.named_input(kind, &name, place);
                return Value { shape: Shape::Input(kind), from };
            }
            const SIMPLE: [&str; 22] = [
                "str",
                "int",
                "float",
                "bool",
                "UUID",
                "UUID4",
                "list",
                "List",
                "dict",
                "Dict",
                "Optional",
                "Union",
                "Any",
                "datetime",
                "date",
                "Literal",
                "EmailStr",
                "UploadFile",
                "Annotated",
                "bytes",
                "ObjectId",
                "PydanticObjectId",
            ];
            if SIMPLE.contains(&type_name.as_str()) || matches!(facts.kind(ty), NodeKind::Operate(_)) {
                let kind = if matches!(type_name.as_str(), "dict" | "Dict" | "UploadFile") { InputKind::Body } else { InputKind::Query };
                let from = self.named_input(kind, &name, place);
                return Value { shape: Shape::Input(kind), from };
            }
            return Value::unknown();
        }
        if names::is_principal_name(&name) {
            self.trace.knows_caller = true;
            return Value::principal();
        }
        match param.default {
            Some(_) => Value::unknown(),
            None => {
                let from = self.named_input(InputKind::Query, &name, place);
                Value { shape: Shape::Input(InputKind::Query), from }
            }
        }
    }

    fn is_enumeration(&self, class: ClassRef) -> bool {
        self.program.ancestry(class).iter().any(|at| {
            let facts = self.program.facts(at.file);
            self.program.class(*at).bases.iter().any(|base| super::request::short_name(facts, *base).ends_with("Enum"))
        })
    }

    fn input_kind_at(&self, file: FileId, node: NodeId) -> Option<InputKind> {
        const KINDS: [(Capture, InputKind); 5] = [
            (Capture::InputPath, InputKind::Path),
            (Capture::InputQuery, InputKind::Query),
            (Capture::InputBody, InputKind::Body),
            (Capture::InputHeader, InputKind::Header),
            (Capture::InputCookie, InputKind::Cookie),
        ];
        KINDS.iter().find(|(capture, _)| self.seen(file, node, *capture).is_some()).map(|(_, kind)| *kind)
    }

    /// `Annotated[str, Query()]`, axum's `Path<Uuid>` (also below `Option<..>` and wrappers).
    fn input_kind_in_type(&self, file: FileId, ty: NodeId) -> Option<InputKind> {
        if let Some(kind) = self.input_kind_at(file, ty) {
            return Some(kind);
        }
        let facts = self.program.facts(file);
        match facts.kind(ty) {
            NodeKind::Index { base, index } => self.input_kind_at(file, base).or_else(|| self.input_kind_in_type(file, index)),
            NodeKind::List(items) | NodeKind::Operate(items) => {
                facts.list(items).iter().find_map(|item| self.input_kind_in_type(file, *item))
            }
            _ => None,
        }
    }

    /// `= Depends(f)`, `Annotated[T, Depends(f)]`, or a name for that.
    fn find_depends(&mut self, file: FileId, param: &Param) -> Option<Value> {
        if let Some(default) = param.default
            && self.seen(file, default, Capture::Depends).is_some()
        {
            let value = self.at_module(file, |machine| machine.eval(default));
            if let Shape::Depends(what) = value.shape {
                return Some(self.filled(file, &what, param));
            }
        }
        self.depends_in_type(file, param.ty?, 0).map(|what| self.filled(file, &what, param))
    }

    /// `Depends()` without an argument takes the parameter's type.
    fn filled(&mut self, file: FileId, what: &Value, param: &Param) -> Value {
        if !matches!(what.shape, Shape::Unknown | Shape::Null) {
            return what.clone();
        }
        match param.ty.and_then(|ty| self.type_class(file, ty, 0)) {
            Some(class) => Value::of(Shape::Class(class)),
            None => what.clone(),
        }
    }

    fn depends_in_type(&mut self, file: FileId, ty: NodeId, depth: usize) -> Option<Value> {
        if depth > 8 {
            return None;
        }
        if self.seen(file, ty, Capture::Depends).is_some() {
            let value = self.at_module(file, |machine| machine.eval(ty));
            return match value.shape {
                Shape::Depends(what) => Some((*what).clone()),
                _ => None,
            };
        }
        let program = self.program;
        let facts = program.facts(file);
        match facts.kind(ty) {
            NodeKind::Index { index, .. } => self.depends_in_type(file, index, depth + 1),
            NodeKind::List(items) | NodeKind::Operate(items) => {
                facts.list(items).iter().find_map(|item| self.depends_in_type(file, *item, depth + 1))
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => {
                let (at, node) = self.type_alias(file, ty, 0)?;
                self.depends_in_type(at, node, depth + 1)
            }
            _ => None,
        }
    }

    /// The expression that a type's name stands for, wherever it is defined.
    fn type_alias(&self, file: FileId, ty: NodeId, depth: usize) -> Option<(FileId, NodeId)> {
        let program = self.program;
        let facts = program.facts(file);
        let (at, name) = match facts.kind(ty) {
            NodeKind::Name(sym) => (file, sym),
            NodeKind::Member { base, name } => {
                let NodeKind::Name(module) = facts.kind(base) else { return None };
                let import = facts.imports.iter().find(|import| import.local == Some(module))?;
                match program.resolve(file, import) {
                    crate::program::Target::File(found) => return self.alias_of(found, program.word(file, name), depth),
                    _ => return None,
                }
            }
            _ => return None,
        };
        self.alias_of(at, program.word(file, name), depth)
    }

    fn alias_of(&self, file: FileId, name: crate::program::Word, depth: usize) -> Option<(FileId, NodeId)> {
        if depth > 8 {
            return None;
        }
        let program = self.program;
        let facts = program.facts(file);
        if let Some(definition) = program.top_level(file, name) {
            return match facts.kind(definition) {
                NodeKind::Let { value, .. } | NodeKind::Assign { value, .. }
                    if !matches!(facts.kind(value), NodeKind::Class(_) | NodeKind::Function(_)) =>
                {
                    Some((file, value))
                }
                _ => None,
            };
        }
        let import = facts.imports.iter().find(|import| import.local.is_some_and(|local| program.word(file, local) == name))?;
        match program.resolve(file, import) {
            crate::program::Target::Name(found, sym) => self.alias_of(found, program.word(file, sym), depth + 1),
            _ => None,
        }
    }

    // Rust.

    /// A parameter that the path of the function's own attribute names: Rocket's `#[get("/orders/<id>?<page>")]`.
    fn attribute_param(&mut self, function: FunctionRef, param: &Param) -> Option<Value> {
        let program = self.program;
        let facts = program.facts(function.file);
        let name = facts.name(param.pattern)?;
        let paths: Vec<String> = program
            .function(function)
            .decorators
            .iter()
            .filter_map(|decorator| self.seen(function.file, *decorator, Capture::Route)?.node(Capture::RoutePath))
            .filter_map(|node| match facts.kind(node) {
                NodeKind::Text(sym) => Some(facts.text(sym).to_owned()),
                _ => None,
            })
            .collect();
        let forms = [format!("<{name}>"), format!("<{name}..>")];
        let (path, at) = paths.iter().find_map(|path| Some((path, forms.iter().find_map(|form| path.find(form.as_str()))?)))?;
        let kind = if path[..at].contains('?') { InputKind::Query } else { InputKind::Path };
        let place = crate::finding::Place { file: function.file, span: facts.span(param.pattern) };
        let from = self.named_input(kind, name, place);
        Some(Value { shape: Shape::Input(kind), from })
    }

    fn extractor(&mut self, file: FileId, param: &Param) -> Value {
        let program = self.program;
        let facts = program.facts(file);
        let Some(ty) = param.ty else { return Value::unknown() };
        let place = crate::finding::Place { file, span: facts.span(param.pattern) };
        let type_name = super::request::short_name(facts, ty);
        let inner = match facts.kind(ty) {
            NodeKind::Index { index, .. } => Some(index),
            _ => None,
        };
        match type_name.as_str() {
            "Next" => return Value::of(Shape::Next),
            "Request" | "HttpRequest" | "ServiceRequest" | "Parts" | "RequestParts" => return Value::external("@request"),
            "Option" | "Result" => {
                let Some(inner) = inner else { return Value::unknown() };
                let passed = self.passed;
                let first = match facts.kind(inner) {
                    NodeKind::List(items) => facts.list(items).first().copied().unwrap_or(inner),
                    _ => inner,
                };
                let value = self.extractor(file, &Param { ty: Some(first), ..*param });
                // A caller without the credential is let through.
                self.passed = passed;
                return value;
            }
            "HeaderMap" | "TypedHeader" | "CookieJar" | "Cookies" | "PrivateCookieJar" | "SignedCookieJar" => {
                let kind = if type_name == "HeaderMap" || type_name == "TypedHeader" { InputKind::Header } else { InputKind::Cookie };
                if type_name == "TypedHeader" {
                    self.trace.reads_credential = true;
                    return Value::from(Origins::marked(Origins::CREDENTIAL | Origins::PRINCIPAL));
                }
                return Value { shape: Shape::Input(kind), from: Origins::default() };
            }
            "State" | "Data" => return inner.map_or_else(Value::unknown, |inner| self.typed(file, inner)),
            "Extension" | "ReqData" => {
                let name = inner.map(|inner| super::request::short_name(facts, inner)).unwrap_or_default();
                let flat = name.to_ascii_lowercase();
                if ["user", "claims", "auth", "session", "account", "identity", "token", "principal", "ctx", "context"]
                    .iter()
                    .any(|word| flat.contains(word))
                {
                    self.trace.knows_caller = true;
                    // Without the layer that sets it, extraction fails.
                    self.passed.authenticated = true;
                    let typed = inner.map_or_else(Value::unknown, |inner| self.typed(file, inner));
                    return typed.with(Origins::marked(Origins::PRINCIPAL));
                }
                return inner.map_or_else(Value::unknown, |inner| self.typed(file, inner));
            }
            _ => {}
        }
        if let Some(kind) = self.input_kind_at(file, ty).or_else(|| match facts.kind(ty) {
            NodeKind::Index { base, .. } => self.input_kind_at(file, base),
            _ => None,
        }) {
            let name = facts.name(param.pattern).unwrap_or("").to_owned();
            let from = if name.is_empty() { self.trace.input(kind, "", place) } else { self.named_input(kind, &name, place) };
            return Value { shape: Shape::Input(kind), from };
        }
        if let Some(class) = program.class_named(file, ty) {
            return self.run_extractor(file, class, ty, place);
        }
        let flat = type_name.to_ascii_lowercase();
        if ["auth", "claims", "identity", "session", "user", "bearer", "jwt"].iter().any(|word| flat.contains(word)) {
            self.trace.knows_caller = true;
            self.passed.authenticated = true;
            self.trace.guards.push(RanGuard { name: type_name.as_str().into(), kind: Some(GuardKind::Authentication), place });
            return Value::principal();
        }
        Value::unknown()
    }

    /// A type of the program that is extracted from the request: its `from_request_parts` is run like a guard.
    fn run_extractor(&mut self, file: FileId, class: ClassRef, ty: NodeId, place: crate::finding::Place) -> Value {
        let program = self.program;
        let name = super::request::short_name(program.facts(file), ty);
        let method = ["from_request_parts", "from_request"].iter().find_map(|method| {
            let word = program.find_word(method)?;
            program.methods(class, word).first().copied()
        });
        let Some(method) = method else { return self.typed(file, ty) };
        let before = self.passed;
        let reads_before = std::mem::replace(&mut self.trace.reads_credential, false);
        let frame = self.ensure_module(method.file);
        let closure = Closure { function: method, frame, this: None };
        let args = self.request_args(method, &[]);
        let args = Args {
            positional: args
                .positional
                .iter()
                .map(|value| if matches!(value.shape, Shape::Unknown) { Value::external("@request") } else { value.clone() })
                .collect(),
            ..args
        };
        self.in_guard += 1;
        let value = self.run_outermost(&closure, &args);
        self.in_guard -= 1;
        let gained = self.passed.without(before);
        let reads = std::mem::replace(&mut self.trace.reads_credential, reads_before) || gained.authenticated;
        let flat = name.to_ascii_lowercase();
        let by_name =
            ["auth", "claims", "identity", "session", "user", "bearer", "jwt", "token", "principal", "admin", "caller", "account", "ctx"]
                .iter()
                .any(|word| flat.contains(word));
        self.trace.reads_credential |= reads;
        if reads && (by_name || value.from.has(Origins::PRINCIPAL) || value.from.stored != 0) || by_name {
            self.trace.knows_caller = true;
            self.passed.authenticated = true;
            let kind = if gained.role || names::is_role_guard_name(&name) { GuardKind::Role } else { GuardKind::Authentication };
            if kind == GuardKind::Role {
                self.passed.role = true;
            }
            self.trace.guards.push(RanGuard { name: name.as_str().into(), kind: Some(kind), place });
            let typed = self.typed(file, ty);
            return Value { shape: typed.shape, from: Origins::marked(Origins::PRINCIPAL) };
        }
        let from = self.trace.input(InputKind::Body, "", place);
        Value { shape: Shape::Input(InputKind::Body), from }
    }
}
