//! Lists, dictionaries and texts while routers are built: tables of routes are put together with their methods.

use std::sync::Arc;

use super::call::Args;
use super::machine::Machine;
use super::value::*;
use crate::facts::ir::*;

impl Machine<'_> {
    /// `routes.extend(more)`, `routers.items()`, `"/{}/latest".format(kind)`.
    pub(super) fn collection_method(&mut self, node: NodeId, base: &Value, name: &str, args: &Args) -> Option<Value> {
        match (&base.shape, name) {
            (Shape::List(items), "append" | "add" | "push") => {
                let items = items.iter().cloned().chain(args.positional.iter().cloned()).collect();
                self.replace_receiver(node, Shape::List(items))
            }
            (Shape::List(items), "extend" | "update") => {
                let Shape::List(more) = &args.positional.first()?.shape else { return None };
                let items = items.iter().chain(more.iter()).cloned().collect();
                self.replace_receiver(node, Shape::List(items))
            }
            (Shape::List(items), "insert") => {
                let items = args.positional.get(1).into_iter().chain(items.iter()).cloned().collect();
                self.replace_receiver(node, Shape::List(items))
            }
            (Shape::Object(fields), "items") => {
                let pair = |(key, value): &(Arc<str>, Value)| Value::of(Shape::List([Value::text(key), value.clone()].into()));
                Some(Value::of(Shape::List(fields.iter().map(pair).collect())))
            }
            (Shape::Object(fields), "values") => Some(Value::of(Shape::List(fields.iter().map(|(_, value)| value.clone()).collect()))),
            (Shape::Object(fields), "keys") => Some(Value::of(Shape::List(fields.iter().map(|(key, _)| Value::text(key)).collect()))),
            (Shape::Text(_), "format") => Some(filled(base.as_text()?, args)),
            (Shape::Text(_), "strip" | "rstrip" | "lstrip") => base.as_text().map(|text| Value::text(text.trim().trim_matches('/'))),
            _ => None,
        }
    }

    fn replace_receiver(&mut self, node: NodeId, shape: Shape) -> Option<Value> {
        let facts = self.program.facts(self.file());
        if let NodeKind::Call { callee, .. } = facts.kind(node)
            && let NodeKind::Member { base, .. } = facts.kind(callee)
        {
            self.rebind(base, Value::of(shape));
        }
        Some(Value::null())
    }
}

/// Text whose `{}` are the arguments in their order.
fn filled(text: &str, args: &Args) -> Value {
    let mut given = args.positional.iter();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, after)) = after.split_once('}') else { break };
        pieces.push(Piece::Text(before.into()));
        match given.next().map(|value| (&value.shape, value.deep())) {
            Some((Shape::Text(inner), _)) => pieces.extend(inner.iter().cloned()),
            Some((_, from)) => pieces.push(Piece::Hole(from)),
            None => pieces.push(Piece::Hole(Origins::default())),
        }
        rest = after;
    }
    pieces.push(Piece::Text(rest.into()));
    Value::of(Shape::Text(pieces.into()))
}
