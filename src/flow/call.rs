//! Calls: into functions of the program, into classes, and to what is not known.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::machine::{Frame, MAX_CALLS, MAX_DEPTH, Machine, Object};
use super::names;
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
                // `super().save()` in Python, `super.save()` in JavaScript.
                let parent = match facts.kind(base) {
                    NodeKind::Call { callee: inner, .. } => inner,
                    _ => base,
                };
                if facts.name(parent) == Some("super") && facts.dialect != crate::syntax::Dialect::Rust {
                    return self.call_super(node, name, args);
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
        if is_callable(&target) || self.is_callable_instance(&target) {
            let target = self.called_on(base.as_ref(), target);
            let args = self.args(args);
            if let Some(guarded) = self.guarded_views(callee, &target, &args) {
                return guarded;
            }
            return self.invoke_at(node, &target, &args);
        }
        let values = self.args(args);
        if let Some(value) = self.guarded_views(callee, &target, &values).or_else(|| self.library_call(&target, &values)) {
            return value;
        }
        if let (Some(base), Some(name)) = (&base, name)
            && let Some(value) = self.store_call(node, callee, base, self.program.text(name), &values)
        {
            return value;
        }
        if let Some(name) = name
            && let Some(value) = self.folder_call(self.program.text(name), base.as_ref(), &values)
        {
            return value;
        }
        if let (Some(base), Some(name)) = (&base, name)
            && let Some(value) = self.list_call(callee, base, self.program.text(name), &values)
        {
            return value;
        }
        if let Some(value) = self.access_role(node, base.as_ref(), &values) {
            return value;
        }
        self.call_unknown(node, base, name, &target, &values)
    }

    /// `Orders.find(id)` of an object or module: in the function, `this` is what it was called on.
    fn called_on(&self, base: Option<&Value>, target: Value) -> Value {
        match (base, &target.shape) {
            (Some(base), Shape::Function(closure))
                if closure.this.is_none()
                    && matches!(base.shape, Shape::Object(_) | Shape::Module(_))
                    && self.program.facts(closure.function.file).dialect.is_script()
                    && !self.fills_this(closure.function) =>
            {
                let closure = Closure { this: Some(base.clone()), ..(**closure).clone() };
                Value { shape: Shape::Function(Arc::new(closure)), from: target.from }
            }
            _ => target,
        }
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
        let NodeKind::Text(sym) = facts.kind(first) else { return self.required_at(first) };
        let specifier = facts.text(sym);
        let Some(found) = self.program.module_file(file, specifier) else { return Some(Value::external(specifier)) };
        self.ensure_module(found);
        let equals = self.program.find_word("=");
        let whole = equals.and_then(|word| self.export(found, word).cloned());
        Some(whole.unwrap_or_else(|| Value::of(Shape::Module(found))))
    }

    fn call_super(&mut self, node: NodeId, name: Sym, args: List) -> Value {
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
                return match self.inherited_after(class, &this, word) {
                    Some(method) => {
                        let method = self.bound(method, this.clone());
                        self.invoke_at(node, &method, &values)
                    }
                    // What a query does by itself narrows nothing.
                    None if matches!(this.shape, Shape::Query(_)) => this,
                    None => self.call_outside_base(class, &this, word).unwrap_or_else(|| Value::from(values.deep())),
                };
            }
            at = parent;
        }
        Value::from(values.deep())
    }

    /// The method that stands behind that of a class, among the bases of the object it is called on.
    fn inherited_after(&self, class: ClassRef, this: &Value, name: Word) -> Option<FunctionRef> {
        let own = match this.shape {
            Shape::Instance(own, _) | Shape::Class(own) => own,
            _ => class,
        };
        let mut bases = self.program.ancestry(own);
        if !bases.contains(&class) {
            bases = self.program.ancestry(class);
        }
        let behind = bases.iter().skip_while(|at| **at != class).skip(1);
        behind.filter_map(|base| self.program.own_method(*base, name)).next()
    }

    fn invoke_at(&mut self, node: NodeId, target: &Value, args: &Args) -> Value {
        if self.program.is_library(self.file()) {
            return self.invoke(target, args);
        }
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
            // An instance of a guard, or of several, is as good as the guard.
            Shape::Guard(..) => target.clone(),
            Shape::List(items) if items.iter().all(|item| matches!(item.shape, Shape::Class(_) | Shape::Guard(..))) => {
                let made: Vec<Value> = items.clone().iter().map(|item| self.invoke(item, args)).collect();
                Value::of(Shape::List(made.into()))
            }
            _ => Value::from(args.deep().join(target.from)),
        }
    }

    /// `next()` lets the request pass with all that was asked; `next(err)` ends it.
    pub(super) fn pass_on(&mut self, args: &Args) -> Value {
        self.trace.effects += 1;
        let adds_context = self.add_context(args);
        let is_error = !adds_context
            && args.positional.len() == 1
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
        if !by_mode {
            self.ways.push(self.passed);
        }
        self.next_by_mode = by_mode && (self.next.is_none() || self.next_by_mode);
        self.next = Some((passed, args.positional.clone()));
        Value::external("@response")
    }

    /// `next({ctx: {user}})`: what follows finds it in the context.
    fn add_context(&mut self, args: &Args) -> bool {
        let Some(Value { shape: Shape::Object(given), .. }) = args.positional.first() else { return false };
        let Some((_, context)) = given.iter().find(|(name, _)| matches!(&**name, "ctx" | "context")) else { return false };
        if let Shape::Object(fields) = &context.shape {
            for (name, value) in fields.iter() {
                self.own.fields.insert(format!("@request.{name}").into(), value.clone());
            }
        }
        true
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
        self.enter_view(closure);
        self.enter_decorated(closure, args);
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
        let is_about_role = activation.decided_by_role && !activation.finds_without_role;
        let value = if is_about_role { value.with(Origins::marked(Origins::ROLE)) } else { value };
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
                ParamKind::Rest => {
                    // What is given by name goes to `**kwargs` alone.
                    let named = params.iter().any(|param| param.kind == ParamKind::KeywordRest);
                    let spread = args.spread.clone().filter(|_| !named);
                    Some(Value::of(Shape::List(positional.by_ref().cloned().chain(spread).collect())))
                }
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
                // No part of the path has this name.
                (None, Some(default), Some(Value { shape: Shape::Input(InputKind::Path), .. }))
                    if name.is_some_and(|name| self.lacks_path_param(self.program.text(name))) =>
                {
                    self.eval(default)
                }
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
        let mut object = Object { is_made: true, ..Object::default() };
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
}

/// Whether there is code to run, in one of several at least.
fn is_callable(target: &Value) -> bool {
    match &target.shape {
        Shape::Function(_) | Shape::Class(_) | Shape::Next | Shape::Wrapped(_) => true,
        Shape::Many(values) => values.iter().any(is_callable),
        _ => false,
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
