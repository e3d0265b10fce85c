//! Uses of stored data: what is read or changed, and what chooses it.

use std::sync::Arc;

use super::call::Args;
use super::endpoint::Operation;
use super::machine::Machine;
use super::names;
use super::request::Seen;
use super::trace::Access;
use super::value::*;
use crate::facts::ir::*;
use crate::program::ClassRef;
use crate::syntax::Capture;

/// A use of stored data, as the code that does it says.
pub(super) struct Use {
    pub resource: Arc<str>,
    pub class: Option<ClassRef>,
    pub operation: Operation,
    pub selector: Selector,
    pub written: Selector,
    /// A list or dictionary of the program's own.
    pub in_memory: bool,
    /// A condition of it was not understood.
    pub open: bool,
}

impl Use {
    pub(super) fn new(resource: Arc<str>, operation: Operation) -> Use {
        let none = Selector::default;
        Use { resource, class: None, operation, selector: none(), written: none(), in_memory: false, open: false }
    }
}

impl Machine<'_> {
    /// `{where: (order, { eq }) => eq(order.id, id)}`: a condition that a function says.
    fn told(&mut self, value: Value) -> Value {
        let Shape::Object(fields) = &value.shape else { return value };
        let is_function = |field: &(Arc<str>, Value)| &*field.0 == "where" && matches!(field.1.shape, Shape::Function(_));
        let Some(at) = fields.iter().position(is_function) else { return value };
        let mut fields = fields.to_vec();
        fields[at].1 = self.invoke(&fields[at].1.clone(), &Args::of(vec![Value::unknown(), Value::unknown()]));
        Value { shape: Shape::Object(fields.into()), from: value.from }
    }

    /// The resource that a value or the expression for it names.
    pub(super) fn resource_of(&mut self, node: NodeId, value: &Value) -> Option<(Arc<str>, Option<ClassRef>)> {
        let file = self.file();
        let facts = self.program.facts(file);
        // `orders::table`, `orders::Entity`: the module is named after what is stored.
        if facts.dialect == crate::syntax::Dialect::Rust
            && let NodeKind::Member { base, name } = facts.kind(node)
            && matches!(facts.text(name), "table" | "Entity")
        {
            let class = if let Shape::Class(class) = value.shape { Some(class) } else { None };
            return Some((super::request::short_name(facts, base).into(), class));
        }
        match &value.shape {
            Shape::Class(class) => {
                let name = self.program.class(*class).name?;
                Some((self.program.facts(class.file).text(name).into(), Some(*class)))
            }
            Shape::Query(query) => Some((query.resource.clone(), query.class)),
            Shape::Record(access, class) => Some((self.trace.accesses.get(*access as usize)?.resource.clone(), *class)),
            Shape::Text(_) => value.as_text().map(|text| (text.into(), None)),
            Shape::External(path) => {
                let last = path.rsplit('.').next().unwrap_or(path);
                // What a call from outside gave is no model.
                if last.ends_with("()") {
                    return None;
                }
                let known = self.program.find_resource(last).is_some();
                (known || last.starts_with(char::is_uppercase)).then(|| (self.declared_name(last), None))
            }
            Shape::Instance(class, _) => {
                let name = self.program.class(*class).name?;
                let name: Arc<str> = self.program.facts(class.file).text(name).into();
                self.program.find_resource(&name).filter(|id| self.program.resource(*id).is_declared).map(|_| (name, Some(*class)))
            }
            Shape::List(items) => {
                let first = items.first()?.clone();
                self.resource_of(node, &first)
            }
            Shape::Many(values) => {
                let values = values.clone();
                values.iter().find_map(|value| self.resource_of(node, value))
            }
            // Diesel's `orders::table`, where a module of the program is called `orders` too.
            Shape::Module(_) => {
                let name = super::request::short_name(facts, node);
                self.program.find_resource(&name).map(|_| (name.as_str().into(), None))
            }
            Shape::Unknown | Shape::Wrapped(_) | Shape::Object(_) => {
                let name = match facts.kind(node) {
                    NodeKind::Name(sym) => facts.text(sym),
                    NodeKind::Member { base, name } => match facts.text(name) {
                        // Order.id, users.c.id
                        "id" | "c" => return self.resource_of(base, &Value::unknown()),
                        text => text,
                    },
                    NodeKind::Index { base, .. } => return self.resource_of(base, &Value::unknown()),
                    _ => return None,
                };
                let is_model = self.program.find_resource(name).is_some_and(|id| self.program.resource(id).is_declared);
                let is_member = matches!(facts.kind(node), NodeKind::Member { .. });
                (is_model || name.starts_with(char::is_uppercase) || (is_member && value.from.has(Origins::PRINCIPAL)))
                    .then(|| (self.declared_name(name), None))
            }
            _ => None,
        }
    }

    /// The name a resource was declared under, where a client only writes its first letter otherwise: `prisma.order` is `Order`.
    fn declared_name(&self, name: &str) -> Arc<str> {
        match self.program.find_resource(name).map(|id| self.program.resource(id)) {
            Some(resource)
                if resource.is_declared
                    && (resource.name.eq_ignore_ascii_case(name) || crate::program::resource_key(name) != resource.key) =>
            {
                resource.name.as_str().into()
            }
            _ => name.into(),
        }
    }

    /// A call that a query calls an access; `None` where the receiver shows that it is something else.
    pub(super) fn access_role(&mut self, node: NodeId, base: Option<&Value>, args: &Args) -> Option<Value> {
        let file = self.file();
        if self.program.facts(file).matches_at(node).is_empty() {
            return self.sql_call(node, args, None);
        }
        const ROLES: [(Capture, Option<Operation>); 6] = [
            (Capture::AccessNarrow, None),
            (Capture::AccessRead, Some(Operation::Read)),
            (Capture::AccessUpdate, Some(Operation::Update)),
            (Capture::AccessDelete, Some(Operation::Delete)),
            (Capture::AccessCreate, Some(Operation::Create)),
            (Capture::AccessSource, None),
        ];
        if let Some(seen) = self.seen(file, node, Capture::AccessSql)
            && let Some(value) = self.sql_call(node, args, Some(seen))
        {
            return Some(value);
        }
        for (role, operation) in ROLES {
            let Some(seen) = self.seen(file, node, role) else { continue };
            let value = match operation {
                None if role == Capture::AccessNarrow => self.narrow(node, base, args),
                None => None,
                Some(operation) => self.operate_on(node, operation, seen, base, args),
            };
            if value.is_some() {
                return value;
            }
        }
        self.sql_call(node, args, None)
    }

    /// `query.filter(..)`.
    fn narrow(&mut self, node: NodeId, base: Option<&Value>, args: &Args) -> Option<Value> {
        let base = base?;
        let mut query = match &base.shape {
            Shape::Query(query) => (**query).clone(),
            Shape::Class(_) => {
                let (resource, class) = self.resource_of(node, base)?;
                Query { resource, class, operation: Operation::Read, selector: Selector::default() }
            }
            // `me.orders.filter(..)`
            Shape::Unknown if base.from.has(Origins::PRINCIPAL) => {
                let callee = self.receiver_node(node)?;
                let (resource, class) = self.resource_of(callee, base)?;
                let mut selector = Selector::default();
                selector.push(None, base.from);
                Query { resource, class, operation: Operation::Read, selector }
            }
            _ => return None,
        };
        let selector = self.selector_of_args(args);
        let is_bind = self.method_name(node).is_some_and(|name| matches!(name, "bind" | "push_bind"));
        match query.selector.fields.iter_mut().find(|(name, _)| is_bind && name.as_deref().is_some_and(|name| name.starts_with('?'))) {
            Some((name, from)) => {
                *name = name.as_deref().map(|name| name.trim_start_matches('?').into());
                *from = selector.origins();
            }
            None => query.selector.extend(&selector),
        }
        let value = Value::of(Shape::Query(Arc::new(query)));
        // A builder is changed where it stands: `query.push_bind(id);`.
        if self.program.facts(self.file()).dialect == crate::syntax::Dialect::Rust {
            let mut at = self.receiver_node(node);
            while let Some(inner) = at.and_then(|at| self.receiver_node(at)) {
                at = Some(inner);
            }
            if let Some(at) = at
                && let NodeKind::Name(_) = self.program.facts(self.file()).kind(at)
                && matches!(self.eval(at).shape, Shape::Query(_))
            {
                self.rebind(at, value.clone());
            }
        }
        Some(value)
    }

    pub(super) fn method_name(&self, node: NodeId) -> Option<&str> {
        let facts = self.program.facts(self.file());
        let NodeKind::Call { callee, .. } = facts.kind(node) else { return None };
        match facts.kind(callee) {
            NodeKind::Member { name, .. } => Some(facts.text(name)),
            _ => None,
        }
    }

    pub(super) fn receiver_node(&self, node: NodeId) -> Option<NodeId> {
        let facts = self.program.facts(self.file());
        let NodeKind::Call { callee, .. } = facts.kind(node) else { return None };
        // `query.first::<Order>(..)` is an index of the method by its type.
        let method = match facts.kind(callee) {
            NodeKind::Index { base, .. } => base,
            _ => callee,
        };
        match facts.kind(method) {
            NodeKind::Member { base, .. } => Some(base),
            _ => None,
        }
    }

    /// What arguments choose by: keyword names and object keys are columns.
    pub(super) fn selector_of_args(&mut self, args: &Args) -> Selector {
        let mut selector = Selector::default();
        for value in args.positional.iter().chain(&args.spread) {
            select_by(&mut selector, None, value, 0);
        }
        for (word, value) in &args.named {
            let name: Arc<str> = self.program.text(*word).into();
            select_by(&mut selector, Some(name), value, 0);
        }
        selector
    }

    fn operate_on(&mut self, node: NodeId, operation: Operation, seen: Seen, base: Option<&Value>, args: &Args) -> Option<Value> {
        let facts = self.program.facts(self.file());
        let stored_node = self.new_object_node(operation, seen);
        let resource_node = seen.node(Capture::AccessResource).or(stored_node).or_else(|| self.receiver_node(node))?;
        let is_receiver = self.receiver_node(node) == Some(resource_node);
        let resource = match (is_receiver, base) {
            (true, Some(base)) => base.clone(),
            _ => {
                let passed = self.passed;
                let value = self.eval(resource_node);
                self.passed = passed;
                value
            }
        };
        if matches!(resource.shape, Shape::Input(_) | Shape::List(_) | Shape::Router(_) | Shape::Module(_) | Shape::Guard(..))
            && !matches!(resource.shape, Shape::List(_))
        {
            return None;
        }
        let mut selector = Selector::default();
        let selector_nodes = seen.nodes(Capture::AccessSelector);
        let value_nodes = seen.nodes(Capture::AccessValue);
        let mut beside = Vec::new();
        for part in &selector_nodes {
            let (name, value) = match facts.kind(*part) {
                NodeKind::Named { name, value } => (Some(Arc::from(facts.text(name))), self.eval(value)),
                _ => (None, self.eval(*part)),
            };
            let value = self.told(value);
            included(&value, &mut beside);
            select_by(&mut selector, name, &value, 0);
        }
        let mut written = Selector::default();
        for part in &value_nodes {
            let (name, value) = match facts.kind(*part) {
                NodeKind::Named { name, value } => (Some(Arc::from(facts.text(name))), self.eval(value)),
                _ => (None, self.eval(*part)),
            };
            write_by(&mut written, name, &value);
        }
        let method = match facts.kind(node) {
            NodeKind::Call { callee, .. } => match facts.kind(callee) {
                NodeKind::Member { name, .. } => facts.text(name),
                _ => "",
            },
            _ => "",
        };
        // An object in hand is chosen by whatever it was chosen by.
        match &resource.shape {
            Shape::Record(..) => {
                selector.push(None, resource.from.plain());
                if operation == Operation::Read {
                    // `record.get(..)`, `rows.first()`: nothing new is read.
                    return None;
                }
            }
            Shape::Instance(_, _) if matches!(operation, Operation::Create | Operation::Update) => {
                // A new object saved: `db.add(Order(..))`.
                written.push(None, resource.deep());
                self.instance_fields(&resource, &mut written);
            }
            Shape::Unknown if resource.from.stored != 0 => selector.push(None, resource.from.plain()),
            _ => {}
        }
        let named = self.resource_of(resource_node, &resource);
        let (name, class) = match named {
            Some(named) => named,
            // A query that names the place of the resource is believed: `prisma.order`, `db.orders`.
            None if seen.node(Capture::AccessResource).is_some()
                && !matches!(facts.kind(resource_node), NodeKind::Name(_))
                && resource.from == Origins::default() =>
            {
                match facts.kind(resource_node) {
                    NodeKind::Member { name, .. } => (self.declared_name(facts.text(name)), None),
                    _ => return None,
                }
            }
            None => return None,
        };
        let starts_statement = matches!(operation, Operation::Update | Operation::Delete);
        let mut operation = operation;
        if let Shape::Query(query) = &resource.shape {
            selector.extend(&query.selector);
            if query.operation != Operation::Read {
                operation = query.operation;
            } else if operation == Operation::Read
                && selector.fields.is_empty()
                && matches!(method, "all" | "find" | "select")
                && selector_nodes.is_empty()
                && args.values().next().is_none()
            {
                // Django's `all()` may be narrowed yet; the list itself is noted.
                self.record(node, Use { class, selector, written, ..Use::new(name.clone(), operation) });
                return Some(resource);
            }
        }
        // `update(Order).where(..).values(..)`
        if let Shape::Query(query) = &resource.shape
            && is_receiver
            && query.operation != Operation::Read
            && matches!(method, "values" | "set")
        {
            let mut query = (**query).clone();
            for (column, from) in written.fields {
                query.selector.push(Some(format!("={}", column.as_deref().unwrap_or_default()).into()), from);
            }
            return Some(Value::of(Shape::Query(Arc::new(query))));
        }
        // `update(Order)` and `delete(orders.filter(..))` are statements yet to be narrowed and run.
        let is_statement = !is_receiver && matches!(resource.shape, Shape::Class(_) | Shape::External(_) | Shape::Query(_));
        let starts_statement = starts_statement || operation == Operation::Create && args.values().count() == 1;
        if is_statement && starts_statement && selector_nodes.is_empty() && value_nodes.is_empty() {
            return Some(Value::of(Shape::Query(Arc::new(Query { resource: name, class, operation, selector }))));
        }
        if operation == Operation::Create {
            if written.fields.is_empty() {
                for value in args.positional.iter().chain(&args.spread) {
                    write_by(&mut written, None, value);
                }
                for (word, value) in &args.named {
                    select_by(&mut written, Some(self.program.text(*word).into()), value, 0);
                }
            }
        } else if selector_nodes.is_empty() && !matches!(resource.shape, Shape::Record(..)) && value_nodes.is_empty() {
            let more = self.selector_of_args(args);
            selector.extend(&more);
        }
        if operation == Operation::Update && method == "save" && matches!(resource.shape, Shape::Instance(..)) {
            operation = Operation::Create;
        }
        if operation == Operation::Create && matches!(resource.shape, Shape::Record(..)) {
            operation = Operation::Update;
        }
        // `select(Order)`-like calls start what others end.
        let must_find = matches!(
            method,
            "get_or_404"
                | "one"
                | "first_or_404"
                | "get_object_or_404"
                | "one_or_404"
                | "findOneOrFail"
                | "findUniqueOrThrow"
                | "findFirstOrThrow"
                | "get_one"
                | "scalar_one"
                | "fetch_one"
        );
        let callbacks: Vec<Value> = args.positional.iter().filter(|value| matches!(value.shape, Shape::Function(_))).cloned().collect();
        let result = self.record(node, Use { class, selector, written, ..Use::new(name, operation) });
        if must_find {
            self.asked_to_find(&result);
        }
        for (relation, condition) in beside {
            let mut selector = Selector::default();
            select_by(&mut selector, None, &condition, 0);
            selector.push(None, result.from.plain());
            self.record(node, Use { selector, ..Use::new(self.declared_name(&relation), Operation::Read) });
        }
        if matches!(method, "exists" | "aexists" | "exist" | "existsBy") {
            return Some(Value { shape: Shape::Truth, from: result.from });
        }
        for callback in callbacks {
            // `Order.findById(id, (err, order) => ..)`
            self.here().branches += 1;
            self.invoke(&callback, &Args::of(vec![Value::null(), result.clone()]));
            self.here().branches -= 1;
        }
        Some(result)
    }

    /// The object in `session.add(Order(..))`, if it is one that is stored.
    fn new_object_node(&mut self, operation: Operation, seen: Seen) -> Option<NodeId> {
        if operation != Operation::Create {
            return None;
        }
        let node = seen.node(Capture::AccessValue)?;
        let value = self.eval(node);
        let is_object = matches!(value.shape, Shape::Instance(..) | Shape::Record(..) | Shape::List(_));
        (is_object && self.resource_of(node, &value).is_some()).then_some(node)
    }

    fn instance_fields(&mut self, value: &Value, written: &mut Selector) {
        let Shape::Instance(class, object) = value.shape else { return };
        for at in self.program.ancestry(class) {
            for field in &self.program.class(at).fields {
                let word = self.program.word(at.file, field.name);
                if let Some(value) = self.object_field(object, word) {
                    let from = value.deep();
                    written.push(Some(self.program.text(word).into()), from);
                }
            }
        }
    }

    /// Notes a use of stored data; the value is what it finds.
    pub(super) fn record(&mut self, node: NodeId, what: Use) -> Value {
        let (selector, written) = told_apart(what.selector, what.written);
        let from = selector.origins();
        let access = Access {
            resource: what.resource,
            operation: what.operation,
            selector,
            written,
            place: self.place(node),
            passed: self.passed,
            calls: self.calls.clone(),
            in_memory: what.in_memory,
            in_guard: self.in_guard > 0,
            open: what.open,
        };
        let index = self.trace.access(access);
        self.trace.knows_caller |= from.has(Origins::PRINCIPAL);
        // What was found by the caller's own id is the caller's.
        let marks = from.marks & (Origins::PRINCIPAL | Origins::CREDENTIAL);
        let from = Origins { stored: bit(index), marks, ..Origins::default() };
        Value { shape: Shape::Record(index.min(127) as u8, what.class), from }
    }

    /// What a call throws for, where it finds nothing, has been asked.
    fn asked_to_find(&mut self, record: &Value) {
        let tests = self.tests(record);
        self.ask(tests, super::machine::Ended::Throw);
    }

    /// A query that something is done with comes to what it finds.
    pub(super) fn settled(&mut self, value: Value, node: NodeId) -> Value {
        match &value.shape {
            Shape::Query(query) => {
                let query = query.clone();
                let what =
                    Use { class: query.class, selector: query.selector.clone(), ..Use::new(query.resource.clone(), query.operation) };
                self.record(node, what)
            }
            _ => value,
        }
    }

    /// Queries given to something unknown are run by it: `session.execute(statement)`.
    pub(super) fn executed(&mut self, node: NodeId, args: &Args) -> Option<Value> {
        let queries: Vec<Value> = args.values().filter(|value| matches!(value.shape, Shape::Query(_))).cloned().collect();
        queries.into_iter().map(|query| self.settled(query, node)).reduce(Value::either)
    }

    /// `record.owner = value`: an update of what was fetched.
    pub(super) fn write_field(&mut self, record: &Value, field: &str, value: &Value, node: NodeId) {
        let Shape::Record(index, class) = record.shape else { return };
        let Some(access) = self.trace.accesses.get(index as usize) else { return };
        let resource = access.resource.clone();
        let mut selector = Selector::default();
        selector.push(None, record.from.plain());
        let mut written = Selector::default();
        written.push(Some(field.into()), value.deep());
        self.record(node, Use { class, selector, written, ..Use::new(resource, Operation::Update) });
    }
}

/// The columns of a pending statement that are written, which carry a `=`, are no selector.
fn told_apart(selector: Selector, mut written: Selector) -> (Selector, Selector) {
    let (assigned, chosen): (Vec<_>, Vec<_>) = selector
        .fields
        .into_iter()
        .partition(|(name, _)| name.as_deref().is_some_and(|name| name.trim_start_matches('?').starts_with('=')));
    for (name, from) in assigned {
        written.push(name.map(|name| name.trim_start_matches(['?', '=']).into()), from);
    }
    let chosen = chosen.into_iter().map(|(name, from)| (name.map(|name| name.trim_start_matches('?').into()), from)).collect();
    (Selector { fields: chosen }, written)
}

/// Takes what is written apart into columns; Prisma keeps it beside the condition.
fn write_by(written: &mut Selector, name: Option<Arc<str>>, value: &Value) {
    let Shape::Object(fields) = &value.shape else { return select_by(written, name, value, 0) };
    let is_data = |key: &str| matches!(key, "data" | "create" | "update");
    if !fields.iter().any(|(key, _)| is_data(key)) {
        return select_by(written, name, value, 0);
    }
    for (_, part) in fields.iter().filter(|(key, _)| is_data(key)) {
        select_by(written, name.clone(), part, 1);
    }
}

/// Takes a value apart into columns and what they are compared with.
fn select_by(selector: &mut Selector, name: Option<Arc<str>>, value: &Value, depth: usize) {
    match &value.shape {
        Shape::Object(fields) if depth < 6 => {
            for (key, value) in fields.iter() {
                // Operators and wrappers keep the column's name: `{where: {id: {$in: [..]}}}`.
                let is_wrapper = key.starts_with('$')
                    || matches!(
                        &**key,
                        "where" | "equals" | "in" | "AND" | "OR" | "filter" | "_eq" | "eq" | "is" | "some" | "every" | "match" | "query"
                    );
                let is_shape = matches!(
                    &**key,
                    "select"
                        | "include"
                        | "attributes"
                        | "order"
                        | "orderBy"
                        | "limit"
                        | "take"
                        | "skip"
                        | "offset"
                        | "projection"
                        | "sort"
                        | "populate"
                        | "transaction"
                        | "data"
                        | "new"
                        | "upsert"
                        | "lean"
                        | "raw"
                        | "logging"
                        | "set"
                        | "group"
                        | "relations"
                        | "cache"
                        | "session"
                        | "returnDocument"
                );
                if is_shape && depth < 2 {
                    continue;
                }
                let column = if is_wrapper || &**key == REST { name.clone() } else { Some(key.clone()) };
                select_by(selector, column, value, depth + 1);
            }
            selector.push(name, value.from.plain());
        }
        Shape::List(items) if depth < 6 => {
            for item in items.iter() {
                select_by(selector, name.clone(), item, depth + 1);
            }
        }
        Shape::Function(_) | Shape::Class(_) | Shape::Module(_) | Shape::Guard(..) => {}
        _ => {
            let from = value.deep().plain();
            let is_filter = name.as_deref().is_some_and(names::is_filter_name) && from.inputs != 0 && !from.has(Origins::PRINCIPAL);
            if !is_filter {
                selector.push(name, from);
            }
        }
    }
}

/// The related rows that a query finds along with its own, and their conditions: `include: { rooms: { where: { id } } }`.
fn included(value: &Value, found: &mut Vec<(Arc<str>, Value)>) {
    let Shape::Object(fields) = &value.shape else { return };
    let relations = fields.iter().filter(|(key, _)| matches!(&**key, "include" | "select"));
    let relations = relations.filter_map(|(_, value)| if let Shape::Object(inner) = &value.shape { Some(inner) } else { None });
    for (relation, options) in relations.flat_map(|relations| relations.iter()) {
        if let Shape::Object(options) = &options.shape
            && let Some((_, condition)) = options.iter().find(|(key, _)| &**key == "where")
        {
            found.push((relation.clone(), condition.clone()));
        }
    }
}
