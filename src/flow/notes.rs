//! Notes that decorators leave on handlers and classes, for guards to read: `SetMetadata("roles", ["admin"])`.
//!
//! A note is the same for every request of an endpoint, so a condition on it is decided: `if (isPublic) return true` holds or it
//! does not.

use std::sync::Arc;

use super::call::Args;
use super::machine::Machine;
use super::request::{Seen, short_name};
use super::value::*;
use crate::facts::ir::*;
use crate::syntax::Capture;

/// How values begin that are decorators which leave their argument as a note.
const MAKER: &str = "@note:";

impl Machine<'_> {
    /// A decorator that leaves a note.
    pub(super) fn note(&mut self, seen: Seen) -> Option<Value> {
        let key_node = seen.node(Capture::NoteKey)?;
        let key = self.eval(key_node);
        let name = short_name(self.program.facts(self.file()), key_node).into();
        let value = seen.node(Capture::NoteValue).map_or_else(Value::null, |node| self.eval(node));
        Some(noted(Note { key, name, value }))
    }

    /// `Reflector.createDecorator<string[]>()`
    pub(super) fn note_maker(&self, node: NodeId) -> Value {
        Value::external(&format!("{MAKER}{}:{}", self.file().0, node.0))
    }

    /// `Roles(["admin"])`, where `Roles` is such a decorator.
    pub(super) fn made_note(&self, target: &Value, args: &Args) -> Option<Value> {
        let Shape::External(path) = &target.shape else { return None };
        let value = args.positional.first().cloned().unwrap_or_else(Value::null);
        path.starts_with(MAKER).then(|| noted(Note { key: target.clone(), name: "".into(), value }))
    }

    /// What the note says that a guard asks for; nothing where there is none.
    pub(super) fn read_note(&mut self, seen: Seen) -> Option<Value> {
        let key_node = seen.node(Capture::NoteKey)?;
        let key = self.eval(key_node);
        let name = short_name(self.program.facts(self.file()), key_node);
        let is_known = |value: &Value| match &value.shape {
            Shape::External(path) => path.starts_with(MAKER),
            _ => value.as_text().is_some(),
        };
        let found = self.notes.iter().find(|note| if is_known(&key) { note.key == key } else { !name.is_empty() && *note.name == *name });
        let value = known(found.map_or_else(Value::null, |note| note.value.clone()));
        self.heard.push(value.clone());
        Some(value)
    }

    /// A comparison of what a note says, where it is decided.
    pub(super) fn compare_note(&self, op: CompareOp, left: (&Value, NodeId), right: (&Value, NodeId)) -> Option<Value> {
        let (note, (other, node)) = if left.0.from.has(Origins::NOTE) { (left.0, right) } else { (right.0, left) };
        if !note.from.has(Origins::NOTE) {
            return None;
        }
        let facts = self.program.facts(self.file());
        let is_zero = matches!(facts.kind(node), NodeKind::Number(sym) if facts.text(sym) == "0");
        let is_nothing = matches!(&other.shape, Shape::Null) || matches!(&other.shape, Shape::External(path) if **path == *"undefined");
        let equal = match (&note.shape, &other.shape) {
            (Shape::Unknown | Shape::Many(_), _) => return None,
            // `roles.length === 0`, `roles.length > 0`
            (Shape::Bool(some), _) if is_zero => !some,
            (shape, _) if is_nothing => matches!(shape, Shape::Null),
            (Shape::Bool(a), Shape::Bool(b)) => a == b,
            (Shape::Null, Shape::Bool(_) | Shape::Text(_)) => false,
            _ => note.as_text()? == other.as_text()?,
        };
        let holds = match op {
            CompareOp::Equal => equal,
            CompareOp::NotEqual => !equal,
            CompareOp::Order if is_zero => !equal,
            _ => return None,
        };
        Some(known(Value::of(Shape::Bool(holds))))
    }

    /// A member of what a note says.
    pub(super) fn note_member(&self, base: &Value, name: &str) -> Option<Value> {
        match &base.shape {
            Shape::List(items) if name == "length" => Some(known(Value::of(Shape::Bool(!items.is_empty())))),
            Shape::Object(fields) if !fields.iter().any(|(key, _)| &**key == name) => Some(known(Value::null())),
            Shape::Null => Some(known(Value::null())),
            _ => None,
        }
        .filter(|_| base.from.has(Origins::NOTE))
    }
}

/// Whether a value holds, where a note decides that.
pub(super) fn truth(value: &Value) -> Option<bool> {
    if !value.from.has(Origins::NOTE) {
        return None;
    }
    match &value.shape {
        Shape::Null => Some(false),
        Shape::Bool(truth) => Some(*truth),
        Shape::Text(_) => value.as_text().map(|text| !text.is_empty()),
        Shape::List(_) | Shape::Object(_) | Shape::Class(_) | Shape::Function(_) | Shape::External(_) => Some(true),
        _ => None,
    }
}

/// A value that is the same for every request, with all that it holds.
pub(super) fn known(value: Value) -> Value {
    let shape = match value.shape {
        Shape::Object(fields) => Shape::Object(fields.iter().map(|(key, value)| (key.clone(), known(value.clone()))).collect()),
        Shape::List(items) => Shape::List(items.iter().cloned().map(known).collect()),
        shape => shape,
    };
    Value { shape, from: value.from.join(Origins::marked(Origins::NOTE)) }
}

fn noted(note: Note) -> Value {
    Value::of(Shape::Decor(Arc::new(Decor { guards: Vec::new(), notes: vec![note] })))
}
