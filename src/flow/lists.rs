//! Lists and objects as start-up code takes them apart: tables of routes, variable arguments, modules by name.

use std::sync::Arc;

use super::call::Args;
use super::eval::concatenated;
use super::machine::Machine;
use super::value::*;
use crate::facts::ir::*;

impl Machine<'_> {
    /// The place in a list that an index names: `args[0]`, `args[args.length - 1]`.
    pub(super) fn position(&self, base: NodeId, index: NodeId, length: usize) -> Option<usize> {
        let facts = self.program.facts(self.file());
        let number = |node: NodeId| match facts.kind(node) {
            NodeKind::Number(sym) => facts.text(sym).parse::<usize>().ok(),
            _ => None,
        };
        let at = match facts.kind(index) {
            NodeKind::Operate(operands) => {
                let [whole, less] = facts.list(operands) else { return None };
                let NodeKind::Member { base: list, name } = facts.kind(*whole) else { return None };
                if facts.text(name) != "length" || facts.name(list) != facts.name(base) || facts.name(base).is_none() {
                    return None;
                }
                length.checked_sub(number(*less)?)?
            }
            _ => number(index)?,
        };
        (at < length).then_some(at)
    }

    /// Methods that change or cut a list, and functions that list what an object or module holds, while routers are built.
    pub(super) fn list_call(&mut self, callee: NodeId, base: &Value, name: &str, args: &Args) -> Option<Value> {
        if !self.building {
            return None;
        }
        if matches!(&base.shape, Shape::External(path) if &**path == "Object") {
            return self.listed(name, args.positional.first()?);
        }
        let Shape::List(items) = &base.shape else { return None };
        let NodeKind::Member { base: list, .. } = self.program.facts(self.file()).kind(callee) else { return None };
        let mut items = items.to_vec();
        let result = match name {
            // Rust's `routes.append(&mut orders::routes())` takes the other list apart.
            "extend" | "append" if name == "extend" || self.program.facts(self.file()).dialect == crate::syntax::Dialect::Rust => {
                for value in &args.positional {
                    match &value.shape {
                        Shape::List(more) => items.extend(more.iter().cloned()),
                        _ => items.push(value.clone()),
                    }
                }
                Value::unknown()
            }
            "push" | "append" => {
                items.extend(args.positional.iter().cloned());
                Value::unknown()
            }
            "pop" => items.pop()?,
            "shift" if !items.is_empty() => items.remove(0),
            "concat" if !args.positional.is_empty() => {
                for value in &args.positional {
                    match &value.shape {
                        Shape::List(more) => items.extend(more.iter().cloned()),
                        _ => items.push(value.clone()),
                    }
                }
                return Some(Value { shape: Shape::List(items.into()), from: base.from });
            }
            "flat" => {
                let flat = items.into_iter().flat_map(|item| match &item.shape {
                    Shape::List(inner) => inner.to_vec(),
                    _ => vec![item],
                });
                return Some(Value { shape: Shape::List(flat.collect()), from: base.from });
            }
            _ => return None,
        };
        self.rebind(list, Value { shape: Shape::List(items.into()), from: base.from });
        Some(result)
    }

    /// `Object.entries(handlers)`, also of a module.
    fn listed(&mut self, name: &str, of: &Value) -> Option<Value> {
        let fields = self.fields_of(of)?;
        let one = |(key, value): (Arc<str>, Value)| match name {
            "keys" => Some(Value::text(&key)),
            "values" => Some(value),
            "entries" => Some(Value::of(Shape::List([Value::text(&key), value].into()))),
            _ => None,
        };
        let items: Option<Vec<Value>> = fields.into_iter().map(one).collect();
        Some(Value::of(Shape::List(items?.into())))
    }

    /// What an object holds, or a module gives away.
    pub(super) fn fields_of(&mut self, value: &Value) -> Option<Vec<(Arc<str>, Value)>> {
        match &value.shape {
            Shape::Object(fields) => Some(fields.to_vec()),
            Shape::Module(file) => {
                let file = *file;
                self.ensure_module(file);
                let facts = self.program.facts(file);
                let names: Vec<Sym> = facts.exports.iter().map(|export| export.name).collect();
                let given = names.into_iter().filter_map(|name| {
                    let value = self.export(file, self.program.word(file, name))?.clone();
                    Some((Arc::from(facts.text(name)), value))
                });
                Some(given.collect())
            }
            _ => None,
        }
    }
}

/// `[base, "/api"].concat()`, `["api", version].join("/")`: text, where some of the parts are.
pub(super) fn joined_text(base: &Value, method: &str, args: &Args) -> Option<Value> {
    let Shape::List(items) = &base.shape else { return None };
    let between = match (method, &args.positional[..]) {
        ("concat", []) => None,
        ("join", [between]) => Some(between.clone()),
        _ => return None,
    };
    if !items.iter().any(|item| matches!(item.shape, Shape::Text(_))) {
        return None;
    }
    let mut parts: Vec<Value> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        parts.extend(between.clone().filter(|_| i > 0));
        parts.push(item.clone());
    }
    Some(concatenated(&parts))
}
