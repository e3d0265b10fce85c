//! Data kept in the program's own lists and dictionaries, as small services do.

use std::sync::Arc;

use super::access::Use;
use super::call::Args;
use super::endpoint::Operation;
use super::machine::Machine;
use super::value::*;
use crate::facts::ir::*;
use crate::program::store_name;

impl Machine<'_> {
    /// The resource that a container of the program holds, if its name is that of a resource.
    fn store(&self, node: NodeId, value: &Value) -> Option<Arc<str>> {
        if self.building || value.from != Origins::default() {
            return None;
        }
        let is_container = match &value.shape {
            Shape::Object(_) | Shape::List(_) => true,
            Shape::External(path) => {
                matches!(
                    path.rsplit('.').next().unwrap_or(path).trim_end_matches("()"),
                    "Map" | "dict" | "defaultdict" | "OrderedDict" | "HashMap" | "list"
                )
            }
            _ => false,
        };
        if !is_container {
            return None;
        }
        let facts = self.program.facts(self.file());
        let name = match facts.kind(node) {
            NodeKind::Name(sym) if self.is_local(sym) => return None,
            NodeKind::Name(sym) | NodeKind::Member { name: sym, .. } => facts.text(sym),
            _ => return None,
        };
        let name = store_name(name);
        self.program.find_resource(&name).map(|_| name.into())
    }

    /// Whether a name is a function's own variable: what is kept in it is gone with the request.
    fn is_local(&self, name: Sym) -> bool {
        let word = self.program.word(self.file(), name);
        let mut at = self.current_frame();
        while let Some(parent) = self.frame(at).parent {
            if self.frame(at).vars.contains_key(&word) {
                return true;
            }
            at = parent;
        }
        false
    }

    fn store_access(&mut self, node: NodeId, resource: Arc<str>, operation: Operation, selector: Selector, written: Selector) -> Value {
        self.record(node, Use { selector, written, in_memory: true, ..Use::new(resource, operation) })
    }

    /// `orders[order_id]`, and `orders[order_id] = value`.
    pub(super) fn store_index(
        &mut self,
        node: NodeId,
        base_node: NodeId,
        base: &Value,
        index: &Value,
        written: Option<&Value>,
    ) -> Option<Value> {
        let key = index.deep();
        if key.inputs == 0 && key.stored == 0 && !key.has(Origins::PRINCIPAL) {
            return None;
        }
        let resource = self.store(base_node, base)?;
        let mut selector = Selector::default();
        selector.push(None, key.plain());
        let mut values = Selector::default();
        if let Some(written) = written {
            values.push(None, written.deep());
        }
        let operation = if written.is_some() { Operation::Update } else { Operation::Read };
        Some(self.store_access(node, resource, operation, selector, values))
    }

    /// `orders.get(id)`, `orders.pop(id)`, `orders.append(order)`, `orders.find(o => o.id === id)`.
    pub(super) fn store_call(&mut self, node: NodeId, callee: NodeId, base: &Value, name: &str, args: &Args) -> Option<Value> {
        let facts = self.program.facts(self.file());
        let NodeKind::Member { base: base_node, .. } = facts.kind(callee) else { return None };
        let resource = self.store(base_node, base)?;
        let keyed = |args: &Args| {
            let mut selector = Selector::default();
            selector.push(None, args.positional.first().map(Value::deep).unwrap_or_default().plain());
            selector
        };
        let written = |args: &Args| {
            let mut written = Selector::default();
            written.push(None, args.deep().plain());
            written
        };
        Some(match name {
            "get" | "has" => self.store_access(node, resource, Operation::Read, keyed(args), Selector::default()),
            "pop" | "delete" | "remove" | "splice" => {
                self.store_access(node, resource, Operation::Delete, keyed(args), Selector::default())
            }
            "set" => self.store_access(node, resource, Operation::Update, keyed(args), written(args)),
            "append" | "push" | "add" | "insert" => {
                self.store_access(node, resource, Operation::Create, Selector::default(), written(args))
            }
            "values" | "items" | "keys" | "entries" => {
                self.store_access(node, resource, Operation::Read, Selector::default(), Selector::default())
            }
            "find" | "filter" | "findIndex" | "some" | "map" | "forEach" => {
                let elements = self.store_access(node, resource, Operation::Read, Selector::default(), Selector::default());
                let function = args.positional.first()?.clone();
                self.here().branches += 1;
                let result = self.invoke(&function, &Args::of(vec![elements.clone()]));
                self.here().branches -= 1;
                elements.with(result.from.plain())
            }
            _ => return None,
        })
    }

    /// What a loop over a store, or over what it holds, runs through.
    pub(super) fn elements_of(&mut self, node: NodeId, over: Value) -> Value {
        match self.store(node, &over) {
            Some(resource) => self.store_access(node, resource, Operation::Read, Selector::default(), Selector::default()),
            None => over,
        }
    }

    /// An element compared with an input is chosen by it.
    pub(super) fn narrow_elements(&mut self, a: Origins, b: Origins) {
        for (element, key) in [(a, b), (b, a)] {
            if element.inputs != 0 || (key.inputs == 0 && !key.has(Origins::PRINCIPAL)) {
                continue;
            }
            for index in members(element.stored) {
                if let Some(access) = self.trace.accesses.get_mut(index).filter(|access| access.in_memory) {
                    access.selector.push(None, key.plain());
                }
            }
        }
    }
}
