//! Classes whose instances answer requests: which of their methods answers what, and what runs before.

use super::machine::Machine;
use super::path::{fill_unnamed, without_expressions};
use super::request::short_name;
use super::routing::{Event, GuardUse, RouteEvent};
use super::value::*;
use crate::facts::ir::*;
use crate::finding::Place;
use crate::program::{ClassRef, FunctionRef};
use crate::syntax::Capture;

pub(super) const VERBS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

/// A method of a class that answers requests, and the HTTP methods that it answers to.
struct Answer {
    methods: Vec<String>,
    function: FunctionRef,
}

impl Machine<'_> {
    /// Registers what a class answers; `this` is its instance, where the code has made one.
    pub(super) fn add_class(&mut self, router: RouterId, class: ClassRef, this: Option<Value>, methods: &[String], event: &RouteEvent) {
        let decorators = self.class_decorators(class);
        let mut answers = self.named_after_verbs(class);
        let (mut whole, named) = self.captured_answers(class);
        answers.extend(named);
        let mut before = self.captured_methods(class, Capture::Prepares);
        if answers.is_empty() {
            let methods = self.methods_of_class(class, methods, event.query);
            answers.extend(whole.drain(..1.min(whole.len())).map(|function| Answer { methods: methods.clone(), function }));
        }
        // What answers to any method hands over to the others.
        before.extend(whole);
        for answer in answers {
            let this = match &this {
                Some(this) => this.clone(),
                None => {
                    let object = self.new_object(Default::default());
                    Value::of(Shape::Instance(class, object))
                }
            };
            let mut guards = event.guards.clone();
            guards.extend(decorators.iter().cloned());
            for function in &before {
                guards.push(self.method_guard(*function, this.clone()));
            }
            guards.extend(self.function_decorators(answer.function, 0));
            let one = RouteEvent {
                path: self.named_path(&event.path, answer.function),
                guards,
                handler: self.bound(answer.function, this),
                handler_at: (answer.function.file, self.program.function(answer.function).body),
                ..event.clone()
            };
            for method in answer.methods {
                self.add_event(router, Event::Route(RouteEvent { method, ..one.clone() }));
            }
        }
    }

    /// Registers the methods of a class that is a router: each has a route of its own.
    pub(super) fn register_methods(&mut self, class: ClassRef, router: RouterId, queries: &[u16]) {
        let ancestry = self.program.ancestry(class);
        for at in ancestry.into_iter().rev() {
            for &id in &self.program.class(at).methods {
                let function = FunctionRef { file: at.file, id };
                let object = self.new_object(Default::default());
                let handler = self.bound(function, Value::of(Shape::Instance(class, object)));
                self.register_attributes(function, &handler, router, queries);
            }
        }
    }

    /// `class APIRouter(fastapi.APIRouter)`: a class that stands in for one from outside, of the same name where it is used.
    pub(super) fn refines_namesake(&self, class: ClassRef, name: &str) -> bool {
        self.program.ancestry(class).into_iter().any(|at| {
            let facts = self.program.facts(at.file);
            let is_namesake = |base: &NodeId| short_name(facts, *base) == name && self.program.class_named(at.file, *base).is_none();
            self.program.class(at).bases.iter().any(is_namesake)
        })
    }

    fn named_after_verbs(&self, class: ClassRef) -> Vec<Answer> {
        let ancestry = self.program.ancestry(class);
        // What only subclasses define answers for them.
        let is_own = |function: &FunctionRef| {
            self.program.function(*function).class.is_some_and(|id| ancestry.contains(&ClassRef { file: function.file, id }))
        };
        let method = |verb: &str| {
            let function = self.program.methods(class, self.program.find_word(verb)?).into_iter().find(is_own)?;
            Some(Answer { methods: vec![verb.to_ascii_uppercase()], function })
        };
        VERBS.into_iter().filter_map(method).collect()
    }

    /// Methods that answer to any HTTP method, and those that name theirs.
    fn captured_answers(&self, class: ClassRef) -> (Vec<FunctionRef>, Vec<Answer>) {
        let (mut whole, mut named) = (Vec::new(), Vec::new());
        for function in self.captured_methods(class, Capture::Answers) {
            let seen = self.seen(function.file, self.program.function(function).body, Capture::Answers);
            match seen.and_then(|seen| self.word_text(function.file, seen.part(Capture::AnswersMethod)?)) {
                Some(word) => {
                    let method = word.rsplit('_').next().unwrap_or(&word).to_ascii_uppercase();
                    named.push(Answer { methods: vec![method], function });
                }
                None => whole.push(function),
            }
        }
        (whole, named)
    }

    /// The methods of a class and its bases whose body has a role, each name once, nearest first.
    pub(super) fn captured_methods(&self, class: ClassRef, role: Capture) -> Vec<FunctionRef> {
        let mut found: Vec<FunctionRef> = Vec::new();
        let mut names = Vec::new();
        for at in self.program.ancestry(class) {
            for &id in &self.program.class(at).methods {
                let function = FunctionRef { file: at.file, id };
                let body = self.program.function(function);
                let Some(name) = body.name.map(|name| self.program.word(at.file, name)) else { continue };
                if self.seen(at.file, body.body, role).is_some() && !names.contains(&name) {
                    names.push(name);
                    found.push(function);
                }
            }
        }
        found
    }

    /// Flask's `methods = ["GET", "POST"]` of a class.
    fn methods_of_class(&mut self, class: ClassRef, given: &[String], query: u16) -> Vec<String> {
        let field = self.program.find_word("methods").and_then(|word| self.program.field(class, word));
        match field.and_then(|(at, field)| Some((at, field.value?))) {
            Some((at, value)) if given.is_empty() => {
                let value = self.at_module(at.file, |machine| machine.eval(value));
                let mut methods = Vec::new();
                super::routing::collect_texts(&value, &mut methods);
                methods.iter().map(|method| method.to_ascii_uppercase()).collect()
            }
            _ if given.is_empty() => vec![super::routing::usual_method(query, "ANY")],
            _ => given.to_vec(),
        }
    }

    fn method_guard(&mut self, function: FunctionRef, this: Value) -> GuardUse {
        let program = self.program;
        let body = program.function(function);
        let name = body.name.map_or("", |name| program.facts(function.file).text(name)).into();
        GuardUse { value: self.bound(function, this), name, place: Place { file: function.file, span: body.span } }
    }

    /// Unnamed parameters of a path take the names that the handler gives them.
    pub(super) fn named_path(&self, path: &str, function: FunctionRef) -> String {
        let facts = self.program.facts(function.file);
        let params = self.program.function(function).params.iter().filter(|param| param.kind == ParamKind::Plain);
        let names = params.filter_map(|param| facts.name(param.pattern)).filter(|name| *name != "request");
        fill_unnamed(&without_expressions(path), names)
    }

    pub(super) fn class_decorators(&mut self, class: ClassRef) -> Vec<GuardUse> {
        let program = self.program;
        let mut guards = Vec::new();
        self.at_module(class.file, |machine| {
            for &decorator in &program.class(class).decorators {
                if machine.seen(class.file, decorator, Capture::Route).is_none() {
                    machine.guards_at(decorator, &mut guards);
                }
            }
        });
        // Flask's `decorators = [login_required]`, Flask-RESTful's `method_decorators`, also of a base class.
        for field in ["decorators", "method_decorators"] {
            if let Some((at, field)) = program.find_word(field).and_then(|word| program.field(class, word))
                && let Some(value) = field.value
            {
                self.at_module(at.file, |machine| machine.guards_at(value, &mut guards));
            }
        }
        guards
    }
}
