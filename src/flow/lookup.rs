//! What names and members mean: variables, modules and what they give away, fields and methods of what is known.

use std::sync::Arc;

use super::machine::Machine;
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef, Target, Word};
use crate::source::FileId;
use crate::syntax::Capture;

impl Machine<'_> {
    pub(super) fn name(&mut self, sym: Sym) -> Value {
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
        if text == "Self"
            && let Some(class) = self.own_type(frame)
        {
            return Value::of(Shape::Class(class));
        }
        if let Some(value) = self.module_name(file, word, 0) {
            return value;
        }
        if self.building && self.program.facts(file).dialect.is_script() {
            if text == "exports" {
                return Value::of(Shape::Module(file));
            }
            if let Some(path) = self.own_path(file, text) {
                return path;
            }
        }
        Value::of(Shape::External(text.into()))
    }

    /// Rust's `Self`: the type that the running method was called on, or the one it is written for.
    fn own_type(&self, frame: FrameId) -> Option<ClassRef> {
        let mut at = Some(frame);
        while let Some(id) = at {
            let frame = self.frame(id);
            if let Some(Value { shape: Shape::Class(class) | Shape::Instance(class, _), .. }) = &frame.this {
                return Some(*class);
            }
            if let Some(block) = frame.class {
                let name = self.program.class(block).name?;
                return self.program.class_by_name(block.file, name).or(Some(block));
            }
            at = frame.parent;
        }
        None
    }

    /// What a name means at the module level of a file.
    pub(super) fn module_name(&mut self, file: FileId, word: Word, depth: usize) -> Option<Value> {
        if depth > 0 {
            return self.look_in(file, word, depth);
        }
        // Most names that nothing defines are asked for again and again.
        if self.base.is_some_and(|world| world.lacks(file, word)) {
            let frame = self.module_frame(file)?;
            return self.variable(frame, word).cloned();
        }
        let outer = std::mem::take(&mut self.looked_in);
        let found = self.look_in(file, word, 0);
        self.looked_in = outer;
        if let (None, Some(world)) = (&found, self.base) {
            world.note_absent(file, word);
        }
        found
    }

    /// Looks into one module, once a search: modules that import everything of each other have too many paths to try them all.
    fn look_in(&mut self, file: FileId, word: Word, depth: usize) -> Option<Value> {
        if depth > 12 || !self.looked_in.insert((file, word)) {
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
                        return Some(Value::of(Shape::Function(Arc::new(Closure {
                            function: FunctionRef { file, id },
                            frame,
                            this: None,
                        }))));
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
        for &found in program.star_imports(file) {
            if let Some(value) = self.exported(found, word, depth + 1) {
                return Some(value);
            }
        }
        if facts.dialect == crate::syntax::Dialect::Rust {
            let found = match program.text(word) {
                "crate" => program.rust_root(file),
                "self" => Some(file),
                "super" => program.rust_super(file),
                name => program.submodule(file, name).or_else(|| program.crate_root(file, name)),
            };
            return found.map(|found| Value::of(Shape::Module(found)));
        }
        None
    }

    /// What a member is asked of. In Rust a router may have the name of a module: `documents::show` beside `let documents = ..`.
    pub(super) fn scope(&mut self, base: NodeId, name: Word) -> Value {
        let value = self.eval(base);
        let file = self.file();
        let facts = self.program.facts(file);
        if facts.dialect == crate::syntax::Dialect::Rust
            && let (Shape::Router(_), NodeKind::Name(sym)) = (&value.shape, facts.kind(base))
            && let Some(module) = self.module_name(file, self.program.word(file, sym), 0)
            && let Shape::Module(_) = module.shape
            && self.member_of(&module, name).is_some()
        {
            return module;
        }
        value
    }

    /// A handler: of a module and a function of one name, the function.
    pub(super) fn handler(&mut self, node: NodeId) -> Value {
        let value = self.eval(node);
        let file = self.file();
        let facts = self.program.facts(file);
        let Shape::Module(found) = value.shape else { return value };
        if facts.dialect != crate::syntax::Dialect::Rust {
            return value;
        }
        let inside = self.program.find_word(&super::request::short_name(facts, node)).and_then(|word| self.exported(found, word, 0));
        let function = inside.filter(|inside| matches!(inside.shape, Shape::Function(_)));
        function.or_else(|| self.function_beside(node)).unwrap_or(value)
    }

    /// The function that a module gives away under the name of one of its modules: `mod list; pub use list::{handler as list};`.
    fn function_beside(&mut self, node: NodeId) -> Option<Value> {
        let program = self.program;
        let file = self.file();
        let facts = program.facts(file);
        let (module, name) = match facts.kind(node) {
            NodeKind::Member { base, name } => match self.eval(base).shape {
                Shape::Module(module) => (module, program.word(file, name)),
                _ => return None,
            },
            NodeKind::Name(name) => (file, program.word(file, name)),
            _ => return None,
        };
        let imports = program.facts(module).imports.iter();
        let of_name = |import: &&Import| import.local.is_some_and(|local| program.word(module, local) == name);
        let mut found = imports.filter(of_name).filter_map(|import| match program.resolve(module, import) {
            Target::Name(at, sym) => Some((at, program.word(module, sym))),
            _ => None,
        });
        found.find_map(|(at, word)| self.exported(at, word, 0)).filter(|value| matches!(value.shape, Shape::Function(_)))
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
            // A member of an enumeration; what an application calls its router.
            Shape::Text(_) if text == "value" => base.clone(),
            Shape::Router(_) if matches!(text, "router" | "app") => base.clone(),
            Shape::External(path) if &**path == "@request" => self.request_member(text, node),
            Shape::External(path) if &**path == "module" && text == "exports" => {
                let file = self.file();
                let whole = self.program.find_word("=").and_then(|word| self.export(file, word).cloned());
                whole.unwrap_or_else(|| Value::of(Shape::Module(file)))
            }
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
            Shape::Record(index, _) if let Some(rows) = self.included_rows(base, *index, text) => rows,
            Shape::Record(index, _) if let Some(rows) = self.referring_rows(base, *index, text) => rows,
            Shape::Router(_) => match self.outside_field(&attached(text)) {
                Some(value) => value.clone(),
                None => self.derived_member(base, text),
            },
            _ => match self
                .inline_item(base, node, name)
                .or_else(|| self.member_of(base, name))
                .or_else(|| self.model_member(base, text, node))
            {
                Some(value) if value.from.has(Origins::PRINCIPAL) && super::names::is_role_name(text) => {
                    value.with(Origins::marked(Origins::ROLE))
                }
                Some(value) => value,
                None => match rest_of(base) {
                    Some(rest) => self.member(&rest, name, node).with(base.from),
                    None => self.derived_member(base, text),
                },
            },
        }
    }

    /// `sequelize.models.order`: the one class of the program that declares that model.
    fn model_member(&self, base: &Value, name: &str, node: NodeId) -> Option<Value> {
        let facts = self.program.facts(self.file());
        let NodeKind::Member { base: models, .. } = facts.kind(node) else { return None };
        let NodeKind::Member { name: registry, .. } = facts.kind(models) else { return None };
        if facts.text(registry) != "models" || base.from != Origins::default() {
            return None;
        }
        self.program.find_resource(name).filter(|id| self.program.resource(*id).is_declared)?;
        let mut letters = name.chars();
        let class: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        self.program.only_class(self.program.find_word(&class)?).map(|class| Value::of(Shape::Class(class)))
    }

    /// A member that nothing defines: derived from its base. A principal's role is told from its other fields.
    fn derived_member(&mut self, base: &Value, name: &str) -> Value {
        if let Some(value) = self.note_member(base, name) {
            return value;
        }
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
            Shape::Query(query) => self.query_method(base, query.class?, name),
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
        let is_new_row = self.is_made(object) && self.is_stored_class(class);
        if let Some(value) = self.object_field(object, name) {
            // A row's column is what was written there, whatever the others are.
            let from = if is_new_row { Origins { inputs: 0, stored: 0, ..base.from } } else { base.from };
            return Some(value.clone().with(from));
        }
        // What names a new row is made by the store, not by the caller.
        if is_new_row && matches!(self.program.text(name), "id" | "_id" | "pk" | "uuid") {
            return Some(Value::unknown());
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
        let Some((at, field)) = self.program.field(class, name) else {
            return self.program.inner_class(class, name).map(|inner| Value::of(Shape::Class(inner)));
        };
        let value = match (field.value, field.ty) {
            (Some(value), _) => {
                let found = self.at_module(at.file, |machine| machine.eval(value));
                match (found.shape.clone(), field.ty) {
                    // `show = async (req, res) => this.service.show(..)`
                    (Shape::Function(closure), _) if closure.this.is_none() => {
                        let closure = Closure { this: Some(base.clone()), ..(*closure).clone() };
                        Value { shape: Shape::Function(Arc::new(closure)), from: found.from }
                    }
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
        let Some((at, field)) = self.program.field(class, name) else {
            return self.program.inner_class(class, name).map(|inner| Value::of(Shape::Class(inner)));
        };
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
        // `Repository<Order>`
        if self.seen(file, ty, Capture::AccessSource).is_some() {
            return self.at_module(file, |machine| machine.eval(ty));
        }
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
            NodeKind::List(items) | NodeKind::Operate(items) | NodeKind::Either(items) | NodeKind::Unknown(items) => {
                facts.list(items).iter().find_map(|item| self.type_class(file, *item, depth + 1))
            }
            _ => self.program.class_named(file, ty),
        }
    }

    pub(super) fn index(&mut self, base: &Value, index: &Value, node: NodeId) -> Value {
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
            if let Some(word) = self.program.find_word(&text)
                && let Some(value) = self.member_of(base, word)
            {
                return value;
            }
            return self.derived_member(base, &text);
        }
        match &base.shape {
            // Of a table of functions, what nothing has called yet: `mounts[name](router)`.
            Shape::Object(fields) if self.building => {
                let is_new =
                    |value: &&Value| matches!(&value.shape, Shape::Function(closure) if !self.own.called.contains(&closure.function));
                let functions: Vec<Value> = fields.iter().map(|(_, value)| value).filter(is_new).cloned().collect();
                match functions.is_empty() {
                    true => Value::from(base.deep().join(index.deep())),
                    false => Value::of(Shape::Many(functions.into())),
                }
            }
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
}

/// Where members that all routers were given are kept.
pub(super) fn attached(name: &str) -> Arc<str> {
    format!("@router.{name}").into()
}

/// Where the fields of an object come from that it does not name.
fn rest_of(value: &Value) -> Option<Value> {
    let Shape::Object(fields) = &value.shape else { return None };
    fields.iter().rev().find(|(key, _)| &**key == REST).map(|(_, rest)| rest.clone())
}
