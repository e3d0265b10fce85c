//! Follows one request: its guards in order, then its handler, each with the parameters the framework would give it.

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::call::Args;
use super::endpoint::GuardKind;
use super::machine::{Ended, Frame, Machine, World};
use super::names;
use super::operations::FIELD;
use super::path::path_params;
use super::routing::{Draft, GuardUse, MAX_GUARDS, Takes};
use super::trace::{Passed, RanGuard, Trace};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::{ClassRef, FunctionRef, Program};
use crate::syntax::{Capture, Dialect};

/// What became of a request.
#[derive(Clone)]
pub(super) struct Followed {
    pub trace: Trace,
    /// What was asked before the handler's first line.
    pub before_handler: Passed,
    /// What was asked by the handler's end.
    pub at_end: Passed,
    /// The function that answers, where it is in the program.
    pub handler: Option<FunctionRef>,
}

/// Follows the requests of all drafts, in their order.
///
/// Guards often stand in front of many handlers, so they are run once for all drafts with the same ones; and a handler that has
/// several routes is followed once for all of those that differ only in words of their paths.
pub(super) fn follow_all(program: &Program, world: &World, drafts: &[Draft]) -> Vec<Followed> {
    let groups = alike(0..drafts.len(), |index| {
        let draft = &drafts[index];
        (draft.handler_at.0, path_params(&draft.path), method_of(draft), &draft.guards, &draft.more.notes)
    });
    let follow = |group: &Vec<usize>| follow_group(program, world, drafts, group);
    let mut followed: Vec<(usize, Followed)> = groups.par_iter().flat_map_iter(follow).collect();
    followed.sort_by_key(|(index, _)| *index);
    followed.into_iter().map(|(_, followed)| followed).collect()
}

/// Follows the requests of drafts with the same guards, method and path parameters.
fn follow_group(program: &Program, world: &World, drafts: &[Draft], group: &[usize]) -> Vec<(usize, Followed)> {
    let first = &drafts[group[0]];
    let mut machine = Machine::new(program, Some(world));
    machine.path_params = path_params(&first.path);
    machine.method = method_of(first).map(Into::into);
    machine.home = first.place;
    // Whoever gave the object away knows who calls.
    machine.trace.knows_caller = first.method == FIELD;
    machine.notes = first.more.notes.as_slice().into();
    machine.at_module(first.handler_at.0, |machine| {
        let mut injected: Vec<Value> = Vec::new();
        for guard in first.guards.iter().take(MAX_GUARDS) {
            machine.run_guard(guard, &mut injected);
        }
        machine.trace.cut |= first.guards.len() > MAX_GUARDS;
        let guarded = &*machine;
        let handlers = alike(group.iter().copied(), |index| (&drafts[index].handler, drafts[index].handler_at, drafts[index].takes));
        let answer = |same: &Vec<usize>| {
            let followed = guarded.clone().answer(&drafts[same[0]], &injected);
            same.iter().map(move |index| (*index, followed.clone())).collect::<Vec<_>>()
        };
        handlers.par_iter().flat_map_iter(answer).collect()
    })
}

/// The method of a request, where the route tells it.
fn method_of(draft: &Draft) -> Option<&str> {
    Some(draft.method.as_str()).filter(|method| *method != "ANY")
}

/// Puts together what has the same key, in the order of the first.
fn alike<K: Hash + Eq>(indices: impl Iterator<Item = usize>, key: impl Fn(usize) -> K) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: FxHashMap<K, usize> = FxHashMap::default();
    for index in indices {
        let group = *known.entry(key(index)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

/// What a guard asks, run by itself.
pub(super) fn kind_of(program: &Program, world: &World, guard: &GuardUse) -> Option<GuardKind> {
    let mut machine = Machine::new(program, Some(world));
    machine.at_module(guard.place.file, |machine| machine.run_guard(guard, &mut Vec::new()));
    machine.trace.guards.last().and_then(|ran| ran.kind)
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

/// Whether what answers is the result of a call: `wrap(getOrder)`.
fn is_called(program: &Program, draft: &Draft) -> bool {
    matches!(program.facts(draft.handler_at.0).kind(draft.handler_at.1), NodeKind::Call { .. })
}

pub(super) fn function_in(value: &Value) -> Option<FunctionRef> {
    match &value.shape {
        Shape::Function(closure) => Some(closure.function),
        Shape::Wrapped(inner) => function_in(inner),
        Shape::Via(via) => function_in(&via.method),
        Shape::Many(values) => values.iter().find_map(function_in),
        _ => None,
    }
}

impl Machine<'_> {
    /// Runs the handler of a draft whose guards have been passed.
    fn answer(mut self, draft: &Draft, injected: &[Value]) -> Followed {
        self.home = draft.place;
        let mut before_handler = self.passed;
        self.run_handler(&draft.handler, draft.takes, injected, &mut before_handler);
        let written = innermost(self.program, draft);
        let handler = if is_called(self.program, draft) { self.given_to_wrapper(&draft.handler).or(written) } else { written };
        Followed { trace: self.trace, before_handler, at_end: self.passed, handler }
    }

    /// `wrap(getOrder)` that returns an inner function: readers call the function that it was given the handler.
    fn given_to_wrapper(&self, handler: &Value) -> Option<FunctionRef> {
        match &handler.shape {
            Shape::Function(closure) => {
                let is_inner = self.program.function(closure.function).parent.is_some() && self.frame(closure.frame).parent.is_some();
                let given = if is_inner { self.first_function_given(closure) } else { None };
                given.map_or(Some(closure.function), |value| self.given_to_wrapper(value))
            }
            Shape::Wrapped(inner) => self.given_to_wrapper(inner),
            Shape::Many(values) => values.iter().find_map(|value| self.given_to_wrapper(value)),
            _ => None,
        }
    }

    /// The first function among the arguments of the call in which an inner function was made.
    fn first_function_given(&self, inner: &Closure) -> Option<&Value> {
        let file = inner.function.file;
        let outer = FunctionRef { file, id: self.program.function(inner.function).parent? };
        let facts = self.program.facts(file);
        let given = |param: &Param| match facts.kind(param.pattern) {
            NodeKind::Name(sym) => self.frame(inner.frame).vars.get(&self.program.word(file, sym)),
            _ => None,
        };
        self.program.function(outer).params.iter().filter_map(given).find(|value| matches!(value.shape, Shape::Function(_)))
    }

    /// Runs a function as the outermost of a request: its `return` ends the request, or its part of it.
    pub(super) fn run_outermost(&mut self, closure: &Closure, args: &Args) -> Value {
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
                // That there is one, or not, is little to know.
                Shape::Truth => {}
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

    pub(super) fn is_stored_class(&self, class: ClassRef) -> bool {
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
        self.home = guard.place;
        // What a framework puts in front says itself which guards it asks.
        if matches!(&guard.value.shape, Shape::Function(closure) if self.program.is_library(closure.function.file)) {
            self.run_guard_value(guard, injected);
            return;
        }
        self.judge_guard(&guard.name, guard.place, |machine| machine.run_guard_value(guard, injected));
    }

    /// Runs something as a guard, and tells its kind from what it did, if it does not say so itself.
    pub(super) fn judge_guard(&mut self, name: &Arc<str>, place: Place, run: impl FnOnce(&mut Self) -> Option<GuardKind>) {
        let before = self.passed;
        let meets_before = self.trace.meets.len();
        let knew_caller = self.trace.knows_caller;
        let reads_before = std::mem::replace(&mut self.trace.reads_credential, false);
        let denies_before = std::mem::replace(&mut self.trace.denies, false);
        self.in_guard += 1;
        self.heard.clear();
        let kind = run(self);
        self.in_guard -= 1;
        let gained = self.passed.without(before);
        let reads = self.trace.reads_credential;
        let denies = self.trace.denies;
        self.trace.reads_credential |= reads_before;
        self.trace.denies |= denies_before;
        let optional = names::is_optional_name(name) && kind != Some(GuardKind::Role);
        // An API key says that somebody may call; whose it is must be read by the handler.
        if names::is_api_key_name(name) {
            self.trace.knows_caller = knew_caller;
        }
        let kind = match kind {
            Some(kind) => Some(kind),
            None if gained.role => Some(GuardKind::Role),
            None if self.trace.of_caller(gained.meets) != 0 && self.trace.meets.len() >= meets_before => Some(GuardKind::Ownership),
            None if gained.authenticated => Some(GuardKind::Authentication),
            None if reads && denies && !optional => Some(GuardKind::Authentication),
            None if reads || denies => {
                if names::is_authentication_name(name) && !optional {
                    Some(GuardKind::Authentication)
                } else {
                    (reads && denies).then_some(GuardKind::Unknown)
                }
            }
            None => None,
        };
        // A role that is asked in a way that could not be read: `any_permission([..])`, a list made elsewhere.
        let kind = match kind {
            None | Some(GuardKind::Authentication | GuardKind::Unknown) if denies && names::is_plain_role_guard_name(name) => {
                Some(GuardKind::Role)
            }
            kind => kind,
        };
        match kind {
            Some(GuardKind::Authentication) if !optional => self.passed.authenticated = true,
            Some(GuardKind::Role) => {
                self.passed = self.passed.with_guard_role(gained);
                // The roles that the guard read off the handler.
                for said in std::mem::take(&mut self.heard) {
                    self.note_role_names(&said);
                }
            }
            Some(GuardKind::Ownership) => self.passed.authenticated = true,
            // Whoever uses an installation for one user owns what is in it.
            None | Some(GuardKind::Unknown) if denies && names::is_single_user_name(name) => {
                (self.passed.role, self.passed.anywhere) = (true, true);
            }
            _ => {}
        }
        if kind.is_some() {
            self.trace.guards.push(RanGuard { name: name.clone(), kind, place });
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
            Shape::Instance(class, _) | Shape::Class(class) if !self.captured_methods(*class, Capture::Prepares).is_empty() => {
                for function in self.captured_methods(*class, Capture::Prepares) {
                    let method = self.bound(function, guard.value.clone());
                    if let Shape::Function(closure) = &method.shape {
                        self.run_guard_function(&closure.clone(), injected);
                    }
                }
                None
            }
            Shape::Instance(class, _) | Shape::Class(class) => {
                let (value, class) = (guard.value.clone(), *class);
                if let Some(call) = self.middleware_call(class) {
                    let before = self.passed;
                    self.run_guard_function(&call, injected);
                    // Whatever its name, it lets everybody pass.
                    let asks = self.passed != before || self.trace.denies;
                    return (!asks).then_some(GuardKind::Unknown);
                }
                if let Some(kind) = self.run_guard_class(class, &value) {
                    return kind;
                }
                self.run_dependency(&value);
                if names::is_authentication_name(&guard.name) { Some(GuardKind::Authentication) } else { None }
            }
            _ => self.guard_by_name(&guard.name),
        }
    }

    /// Something from outside, judged by its name.
    pub(super) fn guard_by_name(&mut self, name: &str) -> Option<GuardKind> {
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
        let outer_ways = std::mem::take(&mut self.ways);
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
            self.join_ways();
            let handed: Vec<Value> =
                values.into_iter().filter(|value| value.deep().has(Origins::PRINCIPAL) || value.deep().stored != 0).collect();
            injected.extend(handed);
        }
        self.next = saved;
        self.ways = outer_ways;
    }

    /// Where a guard asks something of the object on each way on which it lets the request pass, all that counts, as far as each
    /// way ties an access.
    fn join_ways(&mut self) {
        let ways = std::mem::take(&mut self.ways);
        let asks = |way: &Passed| way.role || self.trace.of_caller(way.meets) != 0;
        if ways.len() > 1 && ways.iter().all(asks) {
            self.passed.meets = ways.iter().fold(self.passed.meets, |all, way| all | way.meets);
            self.trace.ways.push(ways);
        }
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
        names.iter().any(|name| matches!(*name, "call_next" | "request" | "req"))
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
                    self.passed = self.passed.with_guard_role(Passed::default());
                }
                Value::from(Origins::marked(Origins::PRINCIPAL | Origins::CREDENTIAL))
            }
            Shape::External(path) => {
                let path = path.clone();
                let name = path.rsplit('.').next().unwrap_or(&path).to_owned();
                match self.guard_by_name(&name) {
                    Some(kind) => {
                        self.passed.authenticated |= !names::is_optional_name(&name);
                        if kind == GuardKind::Role {
                            self.passed = self.passed.with_guard_role(Passed::default());
                        }
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
        if by_role_name {
            self.passed = self.passed.with_guard_role(gained);
        }
        let kind = if gained.role || by_role_name {
            Some(GuardKind::Role)
        } else if self.trace.of_caller(gained.meets) != 0 {
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

    fn run_handler(&mut self, handler: &Value, takes: Takes, injected: &[Value], before_handler: &mut Passed) {
        match &handler.shape {
            Shape::Function(closure) => {
                let closure = closure.clone();
                let args = match takes {
                    Takes::Request => self.request_args(closure.function, injected),
                    Takes::Arguments => self.argument_inputs(closure.function),
                    Takes::Parent | Takes::Whole => self.operation_args(closure.function, takes),
                };
                *before_handler = self.passed;
                let answer = self.run_outermost(&closure, &args);
                self.show(&answer);
            }
            Shape::Wrapped(inner) => {
                let inner = inner.clone();
                self.run_handler(&inner, takes, injected, before_handler);
            }
            Shape::Via(via) => {
                let via = via.clone();
                self.run_view(&via, before_handler);
            }
            Shape::Many(values) => {
                for value in values.clone().iter() {
                    self.run_handler(value, takes, injected, before_handler);
                }
            }
            _ => {}
        }
    }
}
