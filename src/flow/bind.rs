//! Binding: what a pattern gives its names, what an assignment changes.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::machine::Machine;
use super::value::*;
use crate::facts::ir::*;
use crate::program::Word;

impl Machine<'_> {
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
                        Some(known) if !matches!(known.shape, Shape::Unknown | Shape::Null) || known.from != Origins::default() => {
                            value.either(known)
                        }
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
                            values
                                .iter()
                                .filter_map(nth)
                                .reduce(Value::either)
                                .unwrap_or_else(|| Value::from(value.deep()))
                                .with(value.from)
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
    pub(super) fn input_binding(&mut self, value: &Value, kind: InputKind, pattern: NodeId) -> Value {
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

    pub(super) fn set_member(&mut self, base: NodeId, name: Sym, value: Value) {
        let word = self.program.word(self.file(), name);
        self.set_field(base, word, value);
    }

    /// `base.name = value`.
    fn set_field(&mut self, base_node: NodeId, name: Word, value: Value) {
        let base = self.eval(base_node);
        let text = self.program.text(name);
        match &base.shape {
            Shape::Instance(_, object) => self.set_object_field(*object, name, value),
            Shape::Module(file) if self.building && self.program.facts(*file).dialect.is_script() => {
                self.own.exports.insert((*file, name), value);
            }
            Shape::External(path) if self.building && &**path == "module" && text == "exports" => {
                if let Some(whole) = self.program.find_word("=") {
                    self.own.exports.insert((self.file(), whole), value);
                }
            }
            Shape::External(path) => {
                if &**path == "@request" && value.from.has(Origins::PRINCIPAL) {
                    self.trace.knows_caller = true;
                }
                // Koa answers by assignment: `ctx.body = order`.
                if path.starts_with('@') && matches!(text, "body" | "response" | "status" | "media" | "text" | "data") {
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
            // A struct of Rust is not stored by changing it.
            Shape::Record(..) if self.program.facts(self.file()).dialect != crate::syntax::Dialect::Rust => {
                self.write_field(&base, text, &value, base_node)
            }
            Shape::Record(..) => {}
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
