//! Queries that start at an object or have methods of the program's own.

use std::sync::Arc;

use super::call::Args;
use super::endpoint::Operation;
use super::machine::Machine;
use super::trace::Access;
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, Word, resource_key};
use crate::syntax::Dialect;

impl Machine<'_> {
    /// `Order.objects.visible_to(user)`: a method of the class that a field of the model is made of.
    pub(super) fn query_method(&mut self, query: &Value, model: ClassRef, name: Word) -> Option<Value> {
        let program = self.program;
        for at in program.ancestry(model) {
            let facts = program.facts(at.file);
            for value in program.class(at).fields.iter().filter_map(|field| field.value) {
                let NodeKind::Call { callee, args } = facts.kind(value) else { continue };
                let made_of = match facts.kind(callee) {
                    // `OrderQuerySet.as_manager()`
                    NodeKind::Member { base, .. } => program.class_named(at.file, callee).or_else(|| program.class_named(at.file, base)),
                    // `OrderManager.from_queryset(OrderQuerySet)()`
                    NodeKind::Call { args, .. } => facts.list(args).first().and_then(|first| program.class_named(at.file, *first)),
                    _ if facts.list(args).is_empty() => program.class_named(at.file, callee),
                    _ => None,
                };
                if let Some(method) = made_of.and_then(|manager| program.inherited(manager, name)) {
                    return Some(self.bound(method, query.clone()));
                }
            }
        }
        None
    }

    /// A method that nobody knows, given the caller, narrows a query to what is the caller's: `orders.for_user(me)`.
    pub(super) fn narrowed_by_caller(&self, query: &Query, args: &Args) -> Option<Value> {
        let from = args.deep().plain();
        if !from.has(Origins::PRINCIPAL) || self.program.facts(self.file()).dialect != Dialect::Python {
            return None;
        }
        let mut query = query.clone();
        query.selector.push(None, from);
        Some(Value::of(Shape::Query(Arc::new(query))))
    }

    /// What a query within lists and dictionaries will find, once somebody looks: `render(request, page, {"orders": orders})`.
    pub(super) fn with_rows(&mut self, node: NodeId, args: &Args) -> Args {
        let mut args = args.clone();
        let named = args.named.iter_mut().map(|(_, value)| value);
        for value in args.positional.iter_mut().chain(named).filter(|value| holds_query(value)) {
            *value = self.rows_in(node, value);
        }
        args
    }

    fn rows_in(&mut self, node: NodeId, value: &Value) -> Value {
        let shape = match &value.shape {
            Shape::Query(_) => return self.settled(value.clone(), node),
            Shape::Object(fields) => Shape::Object(fields.iter().map(|(key, field)| (key.clone(), self.rows_in(node, field))).collect()),
            Shape::List(items) => Shape::List(items.iter().map(|item| self.rows_in(node, item)).collect()),
            _ => return value.clone(),
        };
        Value { shape, from: value.from }
    }

    /// `team.users`: the rows that the same query found along with this one, under a condition of their own.
    pub(super) fn included_rows(&self, record: &Value, index: u8, name: &str) -> Option<Value> {
        let own = self.trace.accesses.get(usize::from(index))?;
        let of = resource_key(name);
        let is_it = |other: &Access| {
            other.place == own.place
                && other.selector.origins().stored & bit(usize::from(index)) != 0
                && resource_key(&other.resource) == of
        };
        let rows = self.trace.accesses.iter().position(is_it).filter(|rows| *rows < 128)?;
        let from = Origins { stored: record.from.stored | bit(rows), ..record.from };
        Some(Value { shape: Shape::Record(rows as u8, None), from })
    }

    /// `order.lines`: the rows that refer to an object under this name.
    pub(super) fn referring_rows(&self, record: &Value, index: u8, name: &str) -> Option<Value> {
        let of = resource_key(&self.trace.accesses.get(usize::from(index))?.resource);
        let refers = |(inverse, target): &(String, String)| inverse == name && *target == of;
        let resource = self.program.resources().iter().find(|resource| resource.inverses.iter().any(refers))?;
        let class = self.program.find_word(&resource.name).and_then(|word| self.program.only_class(word));
        let mut selector = Selector::default();
        selector.push(None, record.from.plain());
        let query = Query { resource: resource.name.as_str().into(), class, operation: Operation::Read, selector };
        Some(Value::of(Shape::Query(Arc::new(query))))
    }
}

fn holds_query(value: &Value) -> bool {
    match &value.shape {
        Shape::Query(_) => true,
        Shape::Object(fields) => fields.iter().any(|(_, field)| holds_query(field)),
        Shape::List(items) => items.iter().any(holds_query),
        _ => false,
    }
}
