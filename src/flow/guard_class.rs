//! Guards that are classes: one method decides, and what it answers lets the request pass or turns the caller away.

use std::sync::Arc;

use super::call::Args;
use super::endpoint::GuardKind;
use super::machine::{Ended, Machine};
use super::request::short_name;
use super::trace::{Access, Passed};
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef, Word};
use crate::syntax::Capture;

impl Machine<'_> {
    /// Runs a guard that is a class, or an instance of one; `None` where it has no method that decides.
    pub(super) fn run_guard_class(&mut self, class: ClassRef, guard: &Value) -> Option<Option<GuardKind>> {
        let this = match &guard.shape {
            Shape::Instance(..) => guard.clone(),
            _ => Value::of(Shape::Instance(class, self.new_object(Default::default()))),
        };
        let Some(method) = self.method_seen_as(class, Capture::GuardMethod) else {
            let (kind, _) = self.outside_base(class)?;
            return Some(self.pass_outside_base(class, &this, kind).map(|_| kind));
        };
        let frame = self.ensure_module(method.file);
        let closure = Closure { function: method, frame, this: Some(this) };
        let args = self.request_args(method, &[]);
        let next = self.next.take();
        let (knew_caller, found, told) = (self.trace.knows_caller, self.trace.accesses.len(), self.own.fields.len());
        let outer = self.answering.replace(self.stack.len() + 1);
        self.run_outermost(&closure, &args);
        self.answering = outer;
        match self.next.take() {
            Some((passed, _)) => self.passed = passed,
            None => self.trace.denies = true,
        }
        self.next = next;
        // A credential that is looked up, and of whose holder nothing is passed on, says that somebody may call.
        let by_credential = |access: &Access| access.selector.origins().has(Origins::CREDENTIAL);
        if self.own.fields.len() == told && self.trace.accesses.iter().skip(found).any(by_credential) {
            self.trace.knows_caller = knew_caller;
        }
        Some(None)
    }

    /// An answer of the method that decides: only a good one leads on.
    pub(super) fn guard_answer(&mut self, answer: &Value) {
        if let Shape::Bool(false) = answer.shape {
            self.trace.denies = true;
            return;
        }
        let before = self.passed;
        let tests = self.tests(answer);
        if !matches!(answer.shape, Shape::Bool(true)) {
            self.trace.denies |= tests != Passed::default();
            self.passed = before.and(tests);
        }
        self.pass_on(&Args::default());
        self.passed = before;
    }

    /// The method of a class, or of its bases, that a query calls so.
    fn method_seen_as(&self, class: ClassRef, role: Capture) -> Option<FunctionRef> {
        self.program.ancestry(class).into_iter().find_map(|at| {
            let facts = self.program.facts(at.file);
            facts.matches.iter().filter(|m| m.role == role && self.program.in_force(m.query)).find_map(|m| match facts.kind(m.anchor) {
                NodeKind::Function(id) if facts.function(id).class == Some(at.id) => Some(FunctionRef { file: at.file, id }),
                _ => None,
            })
        })
    }

    /// The guard from outside that a class extends: `class JwtGuard extends AuthGuard("jwt")`.
    fn outside_base(&mut self, class: ClassRef) -> Option<(GuardKind, Arc<str>)> {
        let program = self.program;
        for at in program.ancestry(class) {
            for &base in &program.class(at).bases {
                if program.class_named(at.file, base).is_some() {
                    continue;
                }
                let value = self.at_module(at.file, |machine| machine.eval(base));
                if let Shape::Guard(kind, name) = value.shape {
                    return Some((kind, name));
                }
                let name = short_name(program.facts(at.file), base);
                if let Some(kind) = self.guard_by_name(&name) {
                    return Some((kind, name.into()));
                }
            }
        }
        None
    }

    /// What asking the guard from outside comes to; `None` where the class lets callers pass of whom it found nothing.
    fn pass_outside_base(&mut self, class: ClassRef, this: &Value, kind: GuardKind) -> Option<Value> {
        self.trace.knows_caller = true;
        self.trace.reads_credential = true;
        if let Some(result) = self.method_seen_as(class, Capture::GuardResult) {
            let denied = std::mem::replace(&mut self.trace.denies, false);
            let passed = self.passed;
            let target = self.bound(result, this.clone());
            let args = Args::of(vec![Value::unknown(), Value::principal(), Value::unknown(), Value::external("@request")]);
            self.invoke(&target, &args);
            self.passed = passed;
            let turns_away = self.trace.denies;
            self.trace.denies |= denied;
            if !turns_away {
                return None;
            }
        }
        self.trace.denies = true;
        let role = kind == GuardKind::Role;
        self.ask(Passed { authenticated: true, role, ..Passed::default() }, Ended::Throw);
        let mark = if role { Origins::ROLE } else { 0 };
        Some(Value::from(Origins::marked(Origins::CREDENTIAL | Origins::PRINCIPAL | mark)))
    }

    /// `super.canActivate(context)` of a class that extends a guard from outside.
    pub(super) fn call_outside_base(&mut self, class: ClassRef, this: &Value, method: Word) -> Option<Value> {
        let decides = self.method_seen_as(class, Capture::GuardMethod)?;
        if self.program.function(decides).name.map(|name| self.program.word(decides.file, name)) != Some(method) {
            return None;
        }
        let (kind, _) = self.outside_base(class)?;
        Some(self.pass_outside_base(class, this, kind).unwrap_or_else(Value::unknown))
    }
}
