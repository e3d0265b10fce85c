//! What code comes to: statements and expressions.
//!
//! Both sides of a branch are followed, loops once. A condition that decides whether the request goes on is remembered as passed.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::machine::{Ended, Machine};
use super::trace::{Meet, MeetKind, Passed};
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef, Target, Word};
use crate::source::FileId;

/// Elements of a list that a loop is run for.
const UNROLL: usize = 64;

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
    fn hoist(&mut self, block: NodeId) {
        let facts = self.program.facts(self.file());
        let NodeKind::Block(items) = facts.kind(block) else { return };
        for &item in facts.list(items) {
            if let NodeKind::Let { target, value } = facts.kind(item)
                && let NodeKind::Function(_) | NodeKind::Class(_) | NodeKind::Block(_) = facts.kind(value)
            {
                if let NodeKind::Block(_) = facts.kind(value) {
                    self.hoist(value);
                    continue;
                }
                let value = self.definition(value);
                self.bind(target, value, true);
            }
        }
    }

    fn definition(&mut self, node: NodeId) -> Value {
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
        match self.assigned.get(&(self.file(), node)) {
            Some(value) => value.clone(),
            None => self.eval(node),
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
                let base = self.eval(base);
                self.member(&base, self.program.word(file, name), node)
            }
            NodeKind::Index { base: base_node, index } => {
                let base = self.eval(base_node);
                let index = self.eval(index);
                if let Some(value) = self.store_index(node, base_node, &base, &index, None) {
                    return value;
                }
                self.index(&base, &index, node)
            }
            NodeKind::Call { callee, args } => self.call(node, callee, args),
            NodeKind::Named { value, .. } | NodeKind::Spread(value) => self.eval(value),
            NodeKind::Text(sym) => Value::text(facts.text(sym)),
            NodeKind::Number(_) | NodeKind::Bool(_) => Value::unknown(),
            NodeKind::Null => Value::null(),
            NodeKind::Template(parts) => self.template(parts),
            NodeKind::Compare { op, left, right } => self.compare(node, op, left, right),
            NodeKind::Logic { op, operands } => self.logic(op, operands),
            NodeKind::Operate(operands) => self.operate(operands),
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
            NodeKind::Await(value) => self.eval(value),
            NodeKind::Propagate(value) => {
                let value = self.eval(value);
                let value = self.settled(value, node);
                let tests = self.tests(&value, node);
                self.ask(tests, Ended::Return);
                Value { from: value.from.plain(), ..value }
            }
            NodeKind::Let { target, value } => {
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
        let here = self.here();
        let mut decided = here.decided;
        // `if admin { return any(id) }`: a function that finds something is no question of role.
        if result.from.stored != 0 {
            decided.marks &= !Origins::ROLE;
        }
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
                values.push(self.eval(item));
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
        let from = values.iter().fold(Origins::default(), |all, value| all.join(value.deep()));
        // Django's `Q(..) & Q(..)`, list + list.
        match values.first() {
            Some(Value { shape: Shape::Query(query), .. }) => Value { shape: Shape::Query(query.clone()), from },
            Some(Value { shape: Shape::List(_), .. }) => {
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

    fn template(&mut self, parts: List) -> Value {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut from = Origins::default();
        for value in self.items(parts) {
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

    fn object(&mut self, entries: List) -> Value {
        let file = self.file();
        let facts = self.program.facts(file);
        let mut fields: Vec<(Arc<str>, Value)> = Vec::with_capacity(entries.len as usize);
        let mut from = Origins::default();
        for &entry in facts.list(entries) {
            match facts.kind(entry) {
                NodeKind::Named { name, value } => {
                    let value = self.eval(value);
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
                        Shape::Object(more) => fields.extend(more.iter().cloned()),
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

    // Names and members.

    fn name(&mut self, sym: Sym) -> Value {
        let file = self.file();
        let word = self.program.word(file, sym);
        let frame = self.current_frame();
        if let Some(value) = self.variable(frame, word) {
            return value.clone();
        }
        let text = self.program.text(word);
        if matches!(text, "this" | "self" | "cls") {
            let mut at = Some(frame);
            while let Some(id) = at {
                let frame = self.frame(id);
                if let Some(this) = &frame.this {
                    return this.clone();
                }
                at = frame.parent;
            }
        }
        if let Some(value) = self.module_name(file, word, 0) {
            return value;
        }
        Value::of(Shape::External(text.into()))
    }

    /// What a name means at the module level of a file.
    pub(super) fn module_name(&mut self, file: FileId, word: Word, depth: usize) -> Option<Value> {
        if depth > 12 {
            return None;
        }
        let frame = self.ensure_module(file);
        if let Some(value) = self.variable(frame, word) {
            return Some(value.clone());
        }
        if let Some(node) = self.program.top_level(file, word) {
            let facts = self.program.facts(file);
            if let NodeKind::Let { value, .. } | NodeKind::Assign { value, .. } = facts.kind(node) {
                match facts.kind(value) {
                    NodeKind::Function(id) => {
                        return Some(Value::of(Shape::Function(Arc::new(Closure { function: FunctionRef { file, id }, frame, this: None }))));
                    }
                    NodeKind::Class(id) => return Some(Value::of(Shape::Class(ClassRef { file, id }))),
                    NodeKind::Block(_) => return Some(Value::of(Shape::Module(file))),
                    _ => {}
                }
            }
        }
        let program = self.program;
        let facts = program.facts(file);
        for import in facts.imports.iter() {
            if import.local.is_some_and(|local| program.word(file, local) == word) {
                return Some(self.imported(file, import, depth));
            }
        }
        for import in facts.imports.iter().filter(|import| import.kind == ImportKind::Star) {
            if let Some(found) = program.module_file(file, facts.text(import.module))
                && found != file
                && let Some(value) = self.exported(found, word, depth + 1)
            {
                return Some(value);
            }
        }
        if facts.dialect == crate::syntax::Dialect::Rust {
            let found = match program.text(word) {
                "crate" => program.rust_root(file),
                "self" => Some(file),
                "super" => program.rust_super(file),
                name => program.submodule(file, name).or_else(|| program.crate_root(name)),
            };
            return found.map(|found| Value::of(Shape::Module(found)));
        }
        None
    }

    fn imported(&mut self, file: FileId, import: &Import, depth: usize) -> Value {
        match self.program.resolve(file, import) {
            Target::File(found) => {
                self.ensure_module(found);
                // `const x = require("./x")` is what the other file assigned to `module.exports`.
                if let Some(word) = self.program.find_word("=")
                    && let Some(value) = self.export(found, word)
                {
                    return value.clone();
                }
                Value::of(Shape::Module(found))
            }
            Target::Name(found, name) => {
                let word = self.program.word(file, name);
                match self.exported(found, word, depth + 1) {
                    Some(value) => value,
                    None => Value::external(self.program.text(word)),
                }
            }
            Target::External(name) => Value::of(Shape::External(name)),
        }
    }

    /// What a module gives away under a name.
    pub(super) fn exported(&mut self, file: FileId, word: Word, depth: usize) -> Option<Value> {
        self.ensure_module(file);
        if let Some(value) = self.export(file, word) {
            return Some(value.clone());
        }
        let text = self.program.text(word);
        if text == "default"
            && let Some(equals) = self.program.find_word("=")
            && let Some(value) = self.export(file, equals)
        {
            return Some(value.clone());
        }
        if let Some(equals) = self.program.find_word("=")
            && let Some(whole) = self.export(file, equals).cloned()
            && !matches!(whole.shape, Shape::Unknown)
        {
            let value = self.member_of(&whole, word);
            if value.is_some() {
                return value;
            }
        }
        if let Some(value) = self.module_name(file, word, depth) {
            return Some(value);
        }
        // Python asks a module's `__getattr__` for what it does not define.
        let getattr = self.program.find_word("__getattr__").filter(|word| self.program.top_level(file, *word).is_some())?;
        let function = self.module_name(file, getattr, depth)?;
        let name = Value::text(self.program.text(word));
        Some(self.invoke(&function, &super::call::Args::of(vec![name])))
    }

    /// `base.name`, for the node that says so.
    pub(super) fn member(&mut self, base: &Value, name: Word, node: NodeId) -> Value {
        let text = self.program.text(name);
        match &base.shape {
            Shape::Input(kind) => self.input_member(base, *kind, text, node),
            Shape::External(path) if &**path == "@request" => self.request_member(text, node),
            Shape::External(path) => {
                let full: Arc<str> = format!("{path}.{text}").into();
                match self.outside_field(&full) {
                    Some(value) => value.clone(),
                    None => Value { shape: Shape::External(full), from: base.from },
                }
            }
            Shape::Many(values) => {
                let values = values.clone();
                let mut found: Option<Value> = None;
                for value in values.iter() {
                    let one = self.member(value, name, node);
                    found = Some(match found {
                        Some(known) => known.either(one),
                        None => one,
                    });
                }
                found.unwrap_or_else(Value::unknown)
            }
            _ => match self.member_of(base, name) {
                Some(value) => value,
                None => self.derived_member(base, text),
            },
        }
    }

    /// A member that nothing defines: derived from its base. A principal's role is told from its other fields.
    fn derived_member(&mut self, base: &Value, name: &str) -> Value {
        let mut from = base.from;
        if from.has(Origins::PRINCIPAL) && super::names::is_role_name(name) {
            from.marks |= Origins::ROLE;
        }
        if let Shape::Query(_) = base.shape {
            return Value { shape: Shape::Unknown, from: base.deep() };
        }
        Value::from(from)
    }

    /// A member that the program defines.
    pub(super) fn member_of(&mut self, base: &Value, name: Word) -> Option<Value> {
        match &base.shape {
            Shape::Module(file) => {
                let text = self.program.text(name);
                if text == "super" {
                    return self.program.rust_super(*file).map(|found| Value::of(Shape::Module(found)));
                }
                self.exported(*file, name, 0).or_else(|| self.program.submodule(*file, text).map(|found| Value::of(Shape::Module(found))))
            }
            Shape::Object(fields) => {
                let text = self.program.text(name);
                fields.iter().rev().find(|(key, _)| &**key == text).map(|(_, value)| value.clone().with(base.from))
            }
            Shape::Instance(class, object) => self.instance_member(base, *class, *object, name),
            Shape::Class(class) => self.class_member(base, *class, name),
            Shape::Record(_, Some(class)) => {
                let methods = self.program.methods(*class, name);
                match methods.first() {
                    Some(method) => Some(self.bound(*method, base.clone()).with(base.from)),
                    None => {
                        let (at, field) = self.program.field(*class, name)?;
                        let value = field.ty.map(|ty| self.typed(at.file, ty));
                        let mut from = base.from;
                        if from.has(Origins::PRINCIPAL) && super::names::is_role_name(self.program.text(name)) {
                            from.marks |= Origins::ROLE;
                        }
                        value.filter(|value| matches!(value.shape, Shape::Instance(..))).map(|value| Value { shape: value.shape, from })
                    }
                }
            }
            Shape::Wrapped(inner) => {
                let inner = inner.clone();
                self.member_of(&inner, name)
            }
            Shape::Many(values) => {
                let values = values.clone();
                values.iter().filter_map(|value| self.member_of(value, name)).reduce(Value::either)
            }
            _ => None,
        }
    }

    pub(super) fn bound(&mut self, method: FunctionRef, this: Value) -> Value {
        let frame = self.ensure_module(method.file);
        Value::of(Shape::Function(Arc::new(Closure { function: method, frame, this: Some(this) })))
    }

    fn instance_member(&mut self, base: &Value, class: ClassRef, object: ObjectId, name: Word) -> Option<Value> {
        if let Some(value) = self.object_field(object, name) {
            return Some(value.clone().with(base.from));
        }
        let methods = self.program.methods(class, name);
        if let Some(first) = methods.first() {
            let is_property = self.is_property(*first);
            let mut value = self.bound(*first, base.clone());
            for more in &methods[1..] {
                let other = self.bound(*more, base.clone());
                value = value.either(other);
            }
            return Some(if is_property { self.invoke(&value, &super::call::Args::default()) } else { value });
        }
        let (at, field) = self.program.field(class, name)?;
        let value = match (field.value, field.ty) {
            (Some(value), _) => {
                let found = self.at_module(at.file, |machine| machine.eval(value));
                match (found.shape.clone(), field.ty) {
                    (Shape::Depends(what), _) => self.run_dependency(&what),
                    (Shape::Unknown | Shape::Null | Shape::External(_), Some(ty)) => self.typed(at.file, ty),
                    _ => found,
                }
            }
            (None, Some(ty)) => self.typed(at.file, ty),
            (None, None) => Value::unknown(),
        };
        self.set_object_field(object, name, value.clone());
        Some(value.with(base.from))
    }

    fn is_property(&self, method: FunctionRef) -> bool {
        let facts = self.program.facts(method.file);
        facts.function(method.id).decorators.iter().any(|decorator| match facts.kind(*decorator) {
            NodeKind::Name(sym) | NodeKind::Member { name: sym, .. } => matches!(facts.text(sym), "property" | "cached_property"),
            _ => false,
        })
    }

    fn class_member(&mut self, base: &Value, class: ClassRef, name: Word) -> Option<Value> {
        let methods = self.program.methods(class, name);
        if let Some(first) = methods.first() {
            return Some(self.bound(*first, base.clone()));
        }
        let (at, field) = self.program.field(class, name)?;
        let value = field.value?;
        // A model's column is no value: `Order.id` in a condition says nothing of where a value comes from.
        let value = self.at_module(at.file, |machine| match machine.program.facts(at.file).kind(value) {
            NodeKind::Call { .. } if !machine.building => Value::unknown(),
            _ => machine.eval(value),
        });
        Some(Value { from: Origins::default(), ..value })
    }

    /// A value of a type that is all that is known of it.
    pub(super) fn typed(&mut self, file: FileId, ty: NodeId) -> Value {
        match self.type_class(file, ty, 0) {
            Some(class) => {
                let object = self.new_object(Default::default());
                Value::of(Shape::Instance(class, object))
            }
            None => Value::unknown(),
        }
    }

    /// The program's class in a type: `Arc<dyn Store>`, `Optional[User]`, `User | None`.
    pub(super) fn type_class(&self, file: FileId, ty: NodeId, depth: usize) -> Option<ClassRef> {
        if depth > 6 {
            return None;
        }
        let facts = self.program.facts(file);
        match facts.kind(ty) {
            NodeKind::Index { base, index } => self.program.class_named(file, base).or_else(|| self.type_class(file, index, depth + 1)),
            NodeKind::List(items) | NodeKind::Operate(items) | NodeKind::Unknown(items) => {
                facts.list(items).iter().find_map(|item| self.type_class(file, *item, depth + 1))
            }
            _ => self.program.class_named(file, ty),
        }
    }

    fn index(&mut self, base: &Value, index: &Value, node: NodeId) -> Value {
        if let Some(text) = index.as_text() {
            let text = text.to_owned();
            if let Shape::Input(kind) = base.shape {
                return self.input_member(base, kind, &text, node);
            }
            if let Shape::External(path) = &base.shape {
                let full: Arc<str> = format!("{path}.{text}").into();
                return match self.outside_field(&full) {
                    Some(value) => value.clone(),
                    None if base.from == Origins::default() => Value::of(Shape::External(full)),
                    None => self.derived_member(base, &text),
                };
            }
            if let Some(word) = self.program.find_word(&text) {
                if let Some(value) = self.member_of(base, word) {
                    return value;
                }
            }
            return self.derived_member(base, &text);
        }
        match &base.shape {
            Shape::List(items) => {
                let items = items.clone();
                let joined = items.iter().cloned().reduce(Value::either).unwrap_or_else(Value::unknown);
                joined.with(base.from).with(index.from)
            }
            Shape::Record(access, class) => Value { shape: Shape::Record(*access, *class), from: base.from.join(index.from) },
            Shape::Query(_) => self.settled(base.clone(), node),
            Shape::Input(kind) => Value { shape: Shape::Input(*kind), from: base.from },
            // `query_as::<_, Order>`, `Generic[T]`.
            Shape::Class(_) | Shape::External(_) | Shape::Function(_) => base.clone(),
            _ => Value::from(base.deep().join(index.deep())),
        }
    }

    // Conditions.

    fn compare(&mut self, node: NodeId, op: CompareOp, left: NodeId, right: NodeId) -> Value {
        let left_value = self.eval(left);
        let left_value = self.settled(left_value, left);
        let right_value = self.eval(right);
        let right_value = self.settled(right_value, right);
        let (a, b) = (left_value.deep(), right_value.deep());
        self.narrow_elements(a, b);
        let mut from = a.join(b);
        if op != CompareOp::Order && op != CompareOp::IsInstance {
            let place = self.place(node);
            from.meets |= self.meeting(a, b, MeetKind::Compared, place);
        }
        Value::from(from)
    }

    /// The meeting of principal and object in two values, either way round.
    pub(super) fn meeting(&mut self, a: Origins, b: Origins, kind: MeetKind, place: crate::finding::Place) -> Bits {
        let depth = self.depth();
        let mut meets = 0;
        for (principal, object) in [(a, b), (b, a)] {
            if principal.has(Origins::SECRET) && object.stored != 0 && principal.stored & object.stored == 0 {
                meets |= self.trace.meet(Meet { stored: object.stored, inputs: 0, kind: MeetKind::Secret, place, depth });
            }
            if !principal.has(Origins::PRINCIPAL) {
                continue;
            }
            // What is compared must not itself be the caller's.
            let (stored, inputs) = (object.stored & !if object.has(Origins::PRINCIPAL) { principal.stored } else { 0 }, object.inputs);
            if object.has(Origins::PRINCIPAL) && inputs == 0 && principal.stored == object.stored {
                continue;
            }
            meets |= self.trace.meet(Meet { stored, inputs, kind, place, depth });
        }
        meets
    }

    fn logic(&mut self, op: LogicOp, operands: List) -> Value {
        let facts = self.program.facts(self.file());
        let mut from = Origins::default();
        let mut result: Option<Value> = None;
        let saved = self.passed;
        for (i, &operand) in facts.list(operands).iter().enumerate() {
            if i > 0 {
                self.here().branches += 1;
            }
            let value = self.eval(operand);
            let value = self.settled(value, operand);
            if i > 0 {
                self.here().branches -= 1;
            }
            // `user && user.id === row.owner && row.remove()`
            if op == LogicOp::And {
                let tests = self.tests(&value, operand);
                self.passed = self.passed.and(tests);
            }
            from = from.join(value.from);
            result = Some(match result {
                Some(known) if op != LogicOp::And => known.either(value),
                _ => value,
            });
        }
        self.passed = saved;
        match result {
            Some(value) if op != LogicOp::Not => value.with(from),
            _ => Value::from(from),
        }
    }

    /// What a condition's value asks of the caller.
    pub(super) fn tests(&mut self, value: &Value, node: NodeId) -> Passed {
        let mut from = value.deep();
        // A record looked for by the caller and an object: its being there is the caller's right.
        for index in members(from.stored) {
            let Some(access) = self.trace.accesses.get(index) else { continue };
            let selector = access.selector.origins();
            if selector.has(Origins::PRINCIPAL) && (selector.inputs | selector.stored) != 0 {
                let meet = Meet { stored: selector.stored, inputs: selector.inputs, kind: MeetKind::Lookup, place: access.place, depth: self.depth() };
                from.meets |= self.trace.meet(meet);
            }
        }
        let _ = node;
        Passed {
            meets: from.meets,
            authenticated: from.has(Origins::PRINCIPAL) || from.has(Origins::CREDENTIAL),
            role: from.has(Origins::ROLE),
        }
    }

    /// Notes that only a good answer leads on; `how` a bad one leaves.
    pub(super) fn ask(&mut self, tests: Passed, how: Ended) {
        if tests == Passed::default() {
            return;
        }
        let gained = tests.without(self.passed);
        self.passed = self.passed.and(tests);
        self.trace.ever = self.trace.ever.and(tests);
        if how == Ended::Return {
            let here = self.here();
            here.local = here.local.and(gained);
            here.decided.meets |= tests.meets;
            if tests.role {
                here.decided.marks |= Origins::ROLE;
            }
            if tests.authenticated {
                here.decided.marks |= Origins::CREDENTIAL;
            }
        }
    }

    fn branch(&mut self, cond: NodeId, then: NodeId, otherwise: Option<NodeId>) -> Value {
        let value = self.eval(cond);
        let value = self.settled(value, cond);
        let tests = self.tests(&value, cond);
        let before = self.passed;
        let effects = self.trace.effects;
        self.passed = before.and(tests);
        let (first, first_end, first_passed) = self.side(Some(then));
        self.passed = before.and(tests);
        let (second, second_end, second_passed) = self.side(otherwise);
        if self.trace.effects != effects || first_end != Ended::No || second_end != Ended::No {
            self.trace.ever = self.trace.ever.and(tests);
        }
        self.passed = match (first_end, second_end) {
            (Ended::No, Ended::No) => before.and(first_passed.common(second_passed).without(tests.without(before))),
            (Ended::No, _) => first_passed,
            (_, Ended::No) => second_passed,
            _ => before.and(tests),
        };
        let ended = match (first_end, second_end) {
            (Ended::No, Ended::No) => Ended::No,
            (Ended::No, how) | (how, Ended::No) => {
                if how != Ended::Jump || tests.meets != 0 {
                    self.passed = before.and(self.passed);
                    let now = self.passed;
                    self.passed = before;
                    self.ask(tests, if how == Ended::Throw { Ended::Throw } else { Ended::Return });
                    self.passed = self.passed.and(now);
                }
                Ended::No
            }
            (a, b) => {
                if a == Ended::Return || b == Ended::Return {
                    self.ask(tests, Ended::Return);
                    if a == b { a } else { Ended::Return }
                } else {
                    a
                }
            }
        };
        self.here().ended = ended;
        if first.from.stored != second.from.stored && first.from.stored != 0 && second.from.stored != 0 {
            self.trace.alternatives.push((first.from.stored, second.from.stored));
        }
        match otherwise {
            Some(_) => first.either(second),
            None => first.either(Value::unknown()),
        }
    }

    /// One side of a branch: its value, how it ended, and what was passed at its end.
    fn side(&mut self, node: Option<NodeId>) -> (Value, Ended, Passed) {
        let Some(node) = node else { return (Value::null(), Ended::No, self.passed) };
        self.here().branches += 1;
        let value = self.eval(node);
        let here = self.here();
        here.branches -= 1;
        let ended = std::mem::replace(&mut here.ended, Ended::No);
        (value, ended, self.passed)
    }

    fn arms(&mut self, subject: NodeId, arms: List) -> Value {
        let facts = self.program.facts(self.file());
        let value = self.eval(subject);
        let value = self.settled(value, subject);
        let tests = self.tests(&value, subject);
        let before = self.passed;
        let mut result: Option<Value> = None;
        let mut all_end = arms.len > 0;
        let mut some_end = None;
        let mut common: Option<Passed> = None;
        for &arm in facts.list(arms) {
            let NodeKind::Arm { pattern, guard, body } = facts.kind(arm) else { continue };
            self.passed = before.and(tests);
            self.here().branches += 1;
            self.bind(pattern, Value { from: value.from.plain(), shape: value.shape.clone() }, true);
            self.here().branches -= 1;
            if let Some(guard) = guard {
                let asked = self.eval(guard);
                let asked = self.tests(&asked, guard);
                self.passed = self.passed.and(asked);
                self.trace.ever = self.trace.ever.and(asked);
            }
            let (one, ended, passed) = self.side(Some(body));
            if ended == Ended::No || ended == Ended::Jump {
                all_end = false;
                common = Some(common.map_or(passed, |known| known.common(passed)));
            } else {
                some_end = Some(ended);
            }
            result = Some(match result {
                Some(known) => known.either(one),
                None => one,
            });
        }
        self.passed = before;
        match some_end {
            Some(how) => {
                self.ask(tests, how);
                self.passed = self.passed.and(common.unwrap_or_default());
            }
            None => self.passed = before.and(common.unwrap_or_default().without(tests.without(before))),
        }
        if self.trace.effects > 0 {
            self.trace.ever = self.trace.ever.and(tests);
        }
        if all_end && let Some(how) = some_end {
            self.here().ended = how;
        }
        result.unwrap_or_else(Value::unknown)
    }

    fn repeat(&mut self, head: NodeId, body: NodeId) -> Value {
        let facts = self.program.facts(self.file());
        let mut result: Option<Value> = None;
        let before = self.passed;
        match facts.kind(head) {
            NodeKind::Let { target, value } => {
                let over = self.eval(value);
                let over = self.settled(over, value);
                let over = self.elements_of(value, over);
                let items: Vec<Value> = match &over.shape {
                    Shape::List(items) if !items.is_empty() && items.len() <= UNROLL => items.to_vec(),
                    Shape::List(items) => vec![items.iter().cloned().reduce(Value::either).unwrap_or_else(Value::unknown)],
                    Shape::Record(..) | Shape::Input(_) => vec![over.clone()],
                    _ => vec![Value::from(over.deep())],
                };
                for item in items {
                    self.bind(target, item.with(over.from), true);
                    let (value, _, _) = self.side(Some(body));
                    result = Some(match result {
                        Some(known) => known.either(value),
                        None => value,
                    });
                }
            }
            _ => {
                let cond = self.eval(head);
                let tests = self.tests(&cond, head);
                self.passed = self.passed.and(tests);
                result = Some(self.side(Some(body)).0);
            }
        }
        // A check inside the loop counts for what follows: the objects looped over are those of the request.
        self.passed = before.and(self.passed);
        result.unwrap_or_else(Value::unknown)
    }

    fn attempt(&mut self, body: NodeId, handlers: List, finally: Option<NodeId>) -> Value {
        let facts = self.program.facts(self.file());
        let before = self.passed;
        let value = self.eval(body);
        let here = self.here();
        let body_end = std::mem::replace(&mut here.ended, Ended::No);
        let body_passed = self.passed;
        let mut all_handlers_end = true;
        let mut result = value;
        for &handler in facts.list(handlers) {
            let NodeKind::Arm { pattern, body, .. } = facts.kind(handler) else { continue };
            self.passed = before;
            if let NodeKind::Let { target, .. } = facts.kind(pattern) {
                self.bind(target, Value::unknown(), true);
            } else if let NodeKind::Name(_) | NodeKind::Object(_) = facts.kind(pattern) {
                self.bind(pattern, Value::unknown(), true);
            }
            let (value, ended, _) = self.side(Some(body));
            all_handlers_end &= ended != Ended::No;
            result = result.either(value);
        }
        let handled = handlers.len > 0;
        // A failing check inside `try` still leaves when its handler does.
        self.passed = if !handled || all_handlers_end { body_passed } else { before.and(body_passed) };
        let ended = match body_end {
            Ended::No => Ended::No,
            how if !handled || all_handlers_end => how,
            Ended::Return => Ended::No,
            _ => Ended::No,
        };
        self.here().ended = ended;
        if let Some(finally) = finally {
            self.here().ended = Ended::No;
            self.eval(finally);
            let here = self.here();
            if here.ended == Ended::No {
                here.ended = ended;
            }
        }
        result
    }

    // Binding.

    /// Gives the names in a pattern their values.
    pub(super) fn bind(&mut self, target: NodeId, value: Value, declares: bool) {
        let file = self.file();
        let facts = self.program.facts(file);
        match facts.kind(target) {
            NodeKind::Name(sym) => {
                let word = self.program.word(file, sym);
                let frame = self.current_frame();
                let in_branch = self.here().branches > 0;
                if declares && !in_branch {
                    self.declare(frame, word, value);
                } else if declares {
                    // In a branch, an earlier value of the name stays possible.
                    let known = self.frame(frame).vars.get(&word).cloned();
                    let value = match known {
                        Some(known) if !matches!(known.shape, Shape::Unknown | Shape::Null) || known.from != Origins::default() => value.either(known),
                        _ => value,
                    };
                    self.declare(frame, word, value);
                } else {
                    self.assign(frame, word, value);
                }
            }
            NodeKind::Object(entries) => {
                for &entry in facts.list(entries) {
                    match facts.kind(entry) {
                        NodeKind::Named { name, value: inner } => {
                            let one = self.member(&value, self.program.word(file, name), entry);
                            self.bind(inner, one, declares);
                        }
                        NodeKind::Spread(inner) => self.bind(inner, value.clone(), declares),
                        _ => {}
                    }
                }
            }
            NodeKind::List(items) => {
                for (i, &item) in facts.list(items).iter().enumerate() {
                    let one = match &value.shape {
                        Shape::List(values) => values.get(i).cloned().unwrap_or_else(Value::unknown).with(value.from),
                        Shape::Many(values) => {
                            let nth = |one: &Value| match &one.shape {
                                Shape::List(items) => items.get(i).cloned(),
                                _ => None,
                            };
                            values.iter().filter_map(nth).reduce(Value::either).unwrap_or_else(|| Value::from(value.deep())).with(value.from)
                        }
                        Shape::Input(kind) => self.input_binding(&value, *kind, item),
                        _ => Value { shape: value.shape.clone(), from: value.from },
                    };
                    self.bind(item, one, declares);
                }
            }
            // `Some(x)`, `Path(id)`, `Order { id, .. }`
            NodeKind::Call { args, .. } => {
                for &arg in facts.list(args) {
                    let one = match &value.shape {
                        Shape::Input(kind) => self.input_binding(&value, *kind, arg),
                        _ => value.clone(),
                    };
                    self.bind(arg, one, declares);
                }
            }
            // A default: `{a = 1}`.
            NodeKind::Assign { target, value: default } => {
                let default = self.eval(default);
                self.bind(target, value.either(default), declares);
            }
            NodeKind::Let { target, .. } => self.bind(target, value, declares),
            NodeKind::Spread(inner) | NodeKind::Named { value: inner, .. } => self.bind(inner, value, declares),
            NodeKind::Logic { operands, .. } => {
                for &operand in facts.list(operands) {
                    self.bind(operand, value.clone(), declares);
                }
            }
            NodeKind::Member { base, name } => self.set_member(base, name, value),
            NodeKind::Index { base, index } => {
                let key = self.eval(index);
                let store = self.eval(base);
                if self.store_index(target, base, &store, &key, Some(&value)).is_some() {
                    return;
                }
                match key.as_text().and_then(|text| self.program.find_word(text)) {
                    Some(word) => self.set_field(base, word, value.with(key.from)),
                    None => self.pour(base, value.deep().join(key.deep())),
                }
            }
            _ => {}
        }
    }

    /// A destructured part of an extractor takes the name it is bound to.
    fn input_binding(&mut self, value: &Value, kind: InputKind, pattern: NodeId) -> Value {
        let file = self.file();
        let facts = self.program.facts(file);
        match facts.kind(pattern) {
            NodeKind::Name(sym) => {
                let place = self.place(pattern);
                let from = self.named_input(kind, facts.text(sym), place);
                Value { shape: value.shape.clone(), from }
            }
            _ => value.clone(),
        }
    }

    fn set_member(&mut self, base: NodeId, name: Sym, value: Value) {
        let word = self.program.word(self.file(), name);
        self.set_field(base, word, value);
    }

    /// `base.name = value`.
    fn set_field(&mut self, base_node: NodeId, name: Word, value: Value) {
        let base = self.eval(base_node);
        let text = self.program.text(name);
        match &base.shape {
            Shape::Instance(_, object) => self.set_object_field(*object, name, value),
            Shape::External(path) => {
                if &**path == "@request" && value.from.has(Origins::PRINCIPAL) {
                    self.trace.knows_caller = true;
                }
                // Koa answers by assignment: `ctx.body = order`.
                if path.starts_with('@') && matches!(text, "body" | "response" | "status") {
                    self.trace.shown |= value.deep().stored;
                    self.trace.effects += 1;
                    return;
                }
                let full: Arc<str> = format!("{path}.{text}").into();
                self.own.fields.insert(full, value);
            }
            Shape::Object(fields) => {
                let mut fields: Vec<(Arc<str>, Value)> = fields.iter().filter(|(key, _)| &**key != text).cloned().collect();
                fields.push((text.into(), value));
                let changed = Value { shape: Shape::Object(fields.into()), from: base.from };
                self.rebind(base_node, changed);
            }
            Shape::Record(..) => self.write_field(&base, text, &value, base_node),
            _ => self.pour(base_node, value.deep()),
        }
    }

    /// What flows into a thing that is changed in place: `list.append(x)`, `d[key] = x`.
    pub(super) fn pour(&mut self, node: NodeId, from: Origins) {
        if from == Origins::default() {
            return;
        }
        let value = self.eval(node);
        if let Shape::Input(_) | Shape::Router(_) | Shape::Module(_) | Shape::External(_) | Shape::Record(..) = value.shape {
            return;
        }
        let changed = value.with(from);
        self.rebind(node, changed);
    }

    pub(super) fn rebind(&mut self, node: NodeId, value: Value) {
        let file = self.file();
        match self.program.facts(file).kind(node) {
            NodeKind::Name(sym) => {
                let word = self.program.word(file, sym);
                let frame = self.current_frame();
                let branches = std::mem::take(&mut self.here().branches);
                self.assign(frame, word, value);
                self.here().branches = branches;
            }
            NodeKind::Member { base, name } => {
                let base = self.eval(base);
                if let Shape::Instance(_, object) = base.shape {
                    self.set_object_field(object, self.program.word(file, name), value);
                }
            }
            _ => {}
        }
    }

    /// Variables for parameters of a function, as a fresh map.
    pub(super) fn no_variables() -> FxHashMap<Word, Value> {
        FxHashMap::default()
    }
}
