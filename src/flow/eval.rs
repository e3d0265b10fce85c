//! What code comes to: statements and expressions.
//!
//! Both sides of a branch are followed, loops once. A condition that decides whether the request goes on is remembered as passed.

use std::sync::Arc;

use super::machine::{Ended, Machine};
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef};
use crate::source::FileId;

impl Machine<'_> {
    /// Evaluates a module: definitions first, then the code in its order, then what it exports.
    pub(super) fn run_module(&mut self, file: FileId) {
        let facts = self.program.facts(file);
        self.hoist(facts.top);
        self.eval(facts.top);
        for export in &facts.exports {
            let value = self.eval_exported(export.value);
            let word = self.program.word(file, export.name);
            self.own.exports.insert((file, word), value);
        }
    }

    /// Functions and classes are there before the code runs, as in JavaScript and Rust; in Python nothing is lost by it.
    pub(super) fn hoist(&mut self, block: NodeId) {
        let facts = self.program.facts(self.file());
        let NodeKind::Block(items) = facts.kind(block) else { return };
        for &item in facts.list(items) {
            if let NodeKind::Let { target, value } = facts.kind(item)
                && let NodeKind::Function(_) | NodeKind::Class(_) = facts.kind(value)
            {
                let value = self.definition(value);
                self.bind(target, value, true);
            }
        }
    }

    pub(super) fn definition(&mut self, node: NodeId) -> Value {
        let file = self.file();
        match self.program.facts(file).kind(node) {
            NodeKind::Function(id) => self.closure(FunctionRef { file, id }),
            NodeKind::Class(id) => Value::of(Shape::Class(ClassRef { file, id })),
            _ => Value::unknown(),
        }
    }

    pub(super) fn closure(&mut self, function: FunctionRef) -> Value {
        let frame = self.current_frame();
        let this = self.frame(frame).this.clone();
        Value::of(Shape::Function(Arc::new(Closure { function, frame, this })))
    }

    /// The value of an exported node, which may have been evaluated where it was assigned.
    fn eval_exported(&mut self, node: NodeId) -> Value {
        // A name's value may have been given more since: `module.exports = api; api.list = ..`.
        let is_name = matches!(self.program.facts(self.file()).kind(node), NodeKind::Name(_));
        match self.assigned.get(&(self.file(), node)) {
            Some(value) if !is_name => value.clone(),
            _ => self.eval(node),
        }
    }

    pub(super) fn eval(&mut self, node: NodeId) -> Value {
        if !self.step() {
            return Value::unknown();
        }
        self.nested(Value::unknown(), |machine| machine.eval_node(node))
    }

    fn eval_node(&mut self, node: NodeId) -> Value {
        let file = self.file();
        let facts = self.program.facts(file);
        if let Some(value) = self.role_value(node) {
            return value;
        }
        match facts.kind(node) {
            NodeKind::Unknown(children) => self.mixed(children),
            NodeKind::Name(sym) => self.name(sym),
            NodeKind::Member { base, name } => {
                let name = self.program.word(file, name);
                let base = self.scope(base, name);
                self.member(&base, name, node)
            }
            NodeKind::Index { base: base_node, index } => {
                let base = self.eval(base_node);
                if let Shape::List(items) = &base.shape
                    && let Some(at) = self.position(base_node, index, items.len())
                {
                    return items[at].clone().with(base.from);
                }
                let index = self.eval(index);
                if let Some(value) = self.store_index(node, base_node, &base, &index, None) {
                    return value;
                }
                self.index(&base, &index, node)
            }
            NodeKind::Call { callee, args } => self.call(node, callee, args),
            NodeKind::Named { value, .. } | NodeKind::Spread(value) => self.eval(value),
            NodeKind::Text(sym) => Value::text(facts.text(sym)),
            NodeKind::Number(_) => Value::unknown(),
            NodeKind::Bool(truth) => Value::of(Shape::Bool(truth)),
            NodeKind::Null => Value::null(),
            NodeKind::Template(parts) => self.template(parts),
            NodeKind::Compare { op, left, right } => self.compare(node, op, left, right),
            NodeKind::Logic { op, operands } => self.logic(op, operands),
            NodeKind::Operate(operands) => self.operate(operands),
            NodeKind::Either(operands) => self.one_of(operands),
            NodeKind::Object(entries) => self.object(entries),
            NodeKind::Entry { key, value } => {
                let key = self.eval(key);
                self.eval(value).with(key.from)
            }
            NodeKind::List(items) => {
                let items: Vec<Value> = self.items(items);
                Value { from: Origins::default(), shape: Shape::List(items.into()) }
            }
            NodeKind::Function(id) => self.closure(FunctionRef { file, id }),
            NodeKind::Class(id) => self.class_definition(ClassRef { file, id }),
            NodeKind::Await(value) => {
                let value = self.eval(value);
                self.settled(value, node)
            }
            NodeKind::Propagate(inner) => {
                let value = self.eval(inner);
                let value = self.settled(value, node);
                let mut tests = self.tests(&value);
                tests.meets &= !self.unheard(node);
                tests.authenticated = tests.authenticated && !self.gives_option(inner);
                self.ask(tests, Ended::Return);
                Value { from: value.from.plain(), ..value }
            }
            NodeKind::Let { target, value } => {
                if self.here().function.is_none() && self.inline_module(target, value) {
                    return Value::null();
                }
                let result = self.eval(value);
                self.bind(target, result.clone(), true);
                self.decorated(value);
                result
            }
            NodeKind::Assign { target, value } => {
                let result = self.eval(value);
                if self.building {
                    self.assigned.insert((file, value), result.clone());
                }
                self.bind(target, result.clone(), false);
                result
            }
            NodeKind::If { cond, then, otherwise } => self.branch(cond, then, otherwise),
            NodeKind::Match { subject, arms } => self.arms(subject, arms),
            NodeKind::Arm { body, .. } => self.eval(body),
            NodeKind::Loop { head, body } => self.repeat(head, body),
            NodeKind::Try { body, handlers, finally } => self.attempt(body, handlers, finally),
            NodeKind::Return(value) => {
                let result = value.map_or(Value::null(), |value| self.eval(value));
                self.leave(result)
            }
            NodeKind::Throw(value) => {
                if let Some(value) = value {
                    self.eval(value);
                }
                self.trace.denies = true;
                self.trace.effects += 1;
                self.here().ended = Ended::Throw;
                Value::unknown()
            }
            NodeKind::Yield(value) => {
                let result = value.map_or(Value::null(), |value| self.eval(value));
                let here = self.here();
                here.value = Some(match here.value.take() {
                    Some(known) => known.either(result),
                    None => result,
                });
                Value::unknown()
            }
            NodeKind::Jump => {
                self.here().ended = Ended::Jump;
                Value::unknown()
            }
            NodeKind::Block(items) => self.block(items),
        }
    }

    fn block(&mut self, items: List) -> Value {
        let facts = self.program.facts(self.file());
        let items = facts.list(items);
        if self.stack.last().is_some_and(|here| here.function.is_some()) {
            for &item in items {
                // Inner functions may be called before they are written.
                if let NodeKind::Let { target, value } = facts.kind(item)
                    && let NodeKind::Function(_) = facts.kind(value)
                {
                    let value = self.definition(value);
                    self.bind(target, value, true);
                }
            }
        }
        let mut last = Value::null();
        for &item in items {
            last = self.eval(item);
            if self.here().ended != Ended::No {
                break;
            }
        }
        last
    }

    fn leave(&mut self, result: Value) -> Value {
        if self.answering == Some(self.stack.len()) {
            self.guard_answer(&result);
        }
        let passed = self.passed;
        let here = self.here();
        let mut decided = here.decided;
        // `try: require_role(); return True`: the answer says that the role was asked for.
        decided.marks |= super::branch::role_marks(passed.without(here.entered));
        // `if admin { return any(id) }`: a function that finds something is no question of role, unless that is all it finds.
        here.decided_by_role |= decided.has(Origins::ROLE);
        here.finds_without_role |= result.from.stored != 0 && !passed.without(here.entered).role;
        decided.marks &= !Origins::ROLE;
        let result = result.with(decided);
        here.value = Some(match here.value.take() {
            Some(known) => known.either(result),
            None => result,
        });
        here.ended = Ended::Return;
        Value::unknown()
    }

    pub(super) fn items(&mut self, list: List) -> Vec<Value> {
        let facts = self.program.facts(self.file());
        let mut values = Vec::with_capacity(list.len as usize);
        for &item in facts.list(list) {
            if let NodeKind::Spread(inner) = facts.kind(item) {
                let value = self.eval(inner);
                match value.shape {
                    Shape::List(ref items) => values.extend(items.iter().cloned()),
                    _ => values.push(value),
                }
            } else {
                let value = self.eval(item);
                match &value.shape {
                    // `[permission() for permission in (A, B)]` holds one of each.
                    Shape::Many(each) if matches!(facts.kind(item), NodeKind::Loop { .. }) && each.iter().all(is_guard) => {
                        values.extend(each.iter().cloned())
                    }
                    _ => values.push(value),
                }
            }
        }
        values
    }

    fn mixed(&mut self, children: List) -> Value {
        let facts = self.program.facts(self.file());
        let mut from = Origins::default();
        for &child in facts.list(children) {
            let value = self.eval(child);
            from = from.join(value.deep());
        }
        Value::from(from)
    }

    fn operate(&mut self, operands: List) -> Value {
        let values = self.items(operands);
        self.operated(values)
    }

    fn operated(&mut self, values: Vec<Value>) -> Value {
        let from = values.iter().fold(Origins::default(), |all, value| all.join(value.deep()));
        // `sql += " WHERE id = " + id`
        if values.iter().any(|value| matches!(value.shape, Shape::Text(_))) {
            return concatenated(&values);
        }
        // Django's `Q(..) & Q(..)`, list + list.
        match values.first() {
            Some(Value { shape: Shape::Query(query), .. }) => Value { shape: Shape::Query(query.clone()), from },
            // `IsAuthenticated & IsOwner`: both.
            Some(first) if values.len() > 1 && is_guard(first) && values.iter().all(is_guard) => Value::of(Shape::List(values.into())),
            Some(Value { shape: Shape::List(_) | Shape::Router(_), .. }) => {
                let mut items = Vec::new();
                for value in &values {
                    match &value.shape {
                        Shape::List(more) => items.extend(more.iter().cloned()),
                        _ => items.push(value.clone()),
                    }
                }
                Value::of(Shape::List(items.into()))
            }
            _ => Value::from(from),
        }
    }

    /// `a | b`: one guard or the other, else as other operators.
    fn one_of(&mut self, operands: List) -> Value {
        let values = self.items(operands);
        if values.iter().all(is_guard) {
            return values.into_iter().reduce(Value::either).unwrap_or_else(Value::unknown);
        }
        self.operated(values)
    }

    pub(super) fn template(&mut self, parts: List) -> Value {
        let parts = self.items(parts);
        concatenated(&parts)
    }

    /// `read_token(request)?` of a `Result<Option<Token>, _>`: that it did not fail does not say that there is one.
    fn gives_option(&mut self, node: NodeId) -> bool {
        let program = self.program;
        match program.facts(self.file()).kind(node) {
            NodeKind::Await(inner) => self.gives_option(inner),
            NodeKind::Call { callee, .. } => {
                let Shape::Function(closure) = self.eval(callee).shape else { return false };
                let facts = program.facts(closure.function.file);
                let Some(NodeKind::Index { index, .. }) = program.function(closure.function).return_type.map(|given| facts.kind(given))
                else {
                    return false;
                };
                let first = match facts.kind(index) {
                    NodeKind::List(items) => facts.list(items).first().copied().unwrap_or(index),
                    _ => index,
                };
                matches!(facts.kind(first), NodeKind::Index { base, .. } if super::request::short_name(facts, base) == "Option")
            }
            _ => false,
        }
    }

    pub(super) fn object(&mut self, entries: List) -> Value {
        let file = self.file();
        let facts = self.program.facts(file);
        let mut fields: Vec<(Arc<str>, Value)> = Vec::with_capacity(entries.len as usize);
        let mut from = Origins::default();
        for &entry in facts.list(entries) {
            match facts.kind(entry) {
                NodeKind::Named { name, value } => {
                    // `auth: false` says that there is none.
                    let value = if facts.kind(value) == NodeKind::Bool(false) { Value::null() } else { self.eval(value) };
                    fields.push((facts.text(name).into(), value));
                }
                NodeKind::Entry { key, value } => {
                    let key = self.eval(key);
                    let value = self.eval(value);
                    match key.as_text() {
                        Some(text) => fields.push((text.into(), value)),
                        None => from = from.join(key.deep()).join(value.deep()),
                    }
                }
                NodeKind::Spread(inner) => {
                    let value = self.eval(inner);
                    match &value.shape {
                        Shape::Object(more) => {
                            fields.extend(more.iter().cloned());
                            from = from.join(value.from);
                        }
                        Shape::External(path) if &**path == "@request" => fields.extend(self.request_parts(inner)),
                        Shape::Input(_) => fields.push((REST.into(), value)),
                        _ => from = from.join(value.deep()),
                    }
                }
                _ => {
                    let value = self.eval(entry);
                    from = from.join(value.deep());
                }
            }
        }
        Value { shape: Shape::Object(fields.into()), from }
    }
}

/// Something that may stand in front of a handler, or make what does.
fn is_guard(value: &Value) -> bool {
    matches!(value.shape, Shape::Class(_) | Shape::Instance(..) | Shape::Guard(..))
}

/// Text made of parts, with holes for what is not known of them.
pub(super) fn concatenated(parts: &[Value]) -> Value {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut from = Origins::default();
    for value in parts {
        from = from.join(value.from);
        match &value.shape {
            Shape::Text(inner) => pieces.extend(inner.iter().cloned()),
            _ => {
                let deep = value.deep();
                from = from.join(deep);
                pieces.push(Piece::Hole(deep));
            }
        }
    }
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(after)) => *before = format!("{before}{after}").into(),
            (_, piece) => joined.push(piece),
        }
    }
    Value { shape: Shape::Text(joined.into()), from }
}
