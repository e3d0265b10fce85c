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
use crate::program::sql::{self, Parameter, Sql, SqlOperation};
use crate::syntax::Capture;

impl Machine<'_> {
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
            Some(resource) if resource.is_declared && resource.name.eq_ignore_ascii_case(name) => resource.name.as_str().into(),
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

    fn method_name(&self, node: NodeId) -> Option<&str> {
        let facts = self.program.facts(self.file());
        let NodeKind::Call { callee, .. } = facts.kind(node) else { return None };
        match facts.kind(callee) {
            NodeKind::Member { name, .. } => Some(facts.text(name)),
            _ => None,
        }
    }

    fn receiver_node(&self, node: NodeId) -> Option<NodeId> {
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
        for part in &selector_nodes {
            let (name, value) = match facts.kind(*part) {
                NodeKind::Named { name, value } => (Some(Arc::from(facts.text(name))), self.eval(value)),
                _ => (None, self.eval(*part)),
            };
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
                self.record(node, name.clone(), class, operation, selector, written, false);
                return Some(resource);
            }
        }
        // `update(Order).where(..).values(..)`
        if let Shape::Query(query) = &resource.shape
            && is_receiver
            && query.operation != Operation::Read
            && matches!(method, "values" | "set")
        {
            return Some(resource);
        }
        // `update(Order)` and `delete(orders.filter(..))` are statements yet to be narrowed and run.
        let is_statement = !is_receiver && matches!(resource.shape, Shape::Class(_) | Shape::External(_) | Shape::Query(_));
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
        let result = self.record(node, name, class, operation, selector, written, must_find);
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

    /// Notes an access and gives the value it comes to.
    #[expect(clippy::too_many_arguments, reason = "an access is all of this")]
    fn record(
        &mut self,
        node: NodeId,
        resource: Arc<str>,
        class: Option<ClassRef>,
        operation: Operation,
        selector: Selector,
        written: Selector,
        must_find: bool,
    ) -> Value {
        let place = self.place(node);
        let (selector, written) = told_apart(selector, written);
        let from = selector.origins();
        let access = Access {
            resource,
            operation,
            selector,
            written,
            place,
            passed: self.passed,
            calls: self.calls.clone(),
            in_memory: false,
            in_guard: self.in_guard > 0,
            open: false,
        };
        let index = self.trace.access(access);
        self.trace.knows_caller |= from.has(Origins::PRINCIPAL);
        // What was found by the caller's own id is the caller's.
        let marks = from.marks & (Origins::PRINCIPAL | Origins::CREDENTIAL);
        let record =
            Value { shape: Shape::Record(index.min(127) as u8, class), from: Origins { stored: bit(index), marks, ..Origins::default() } };
        if must_find {
            let tests = self.tests(&record);
            self.ask(tests, super::machine::Ended::Throw);
        }
        record
    }

    /// A query that something is done with comes to what it finds.
    pub(super) fn settled(&mut self, value: Value, node: NodeId) -> Value {
        match &value.shape {
            Shape::Query(query) => {
                let query = query.clone();
                self.record(node, query.resource.clone(), query.class, query.operation, query.selector.clone(), Selector::default(), false)
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
        self.record(node, resource, class, Operation::Update, selector, written, false);
    }

    // SQL text.

    /// A call that is given SQL text, whatever it is called.
    fn sql_call(&mut self, node: NodeId, args: &Args, seen: Option<Seen>) -> Option<Value> {
        let mut text = None;
        let mut rest: Vec<Value> = Vec::new();
        // `format!("SELECT ..")` makes a text and runs none.
        if let NodeKind::Call { callee, .. } = self.program.facts(self.file()).kind(node)
            && seen.is_none()
            && matches!(self.program.facts(self.file()).name(callee), Some("format!" | "format_args!" | "concat!"))
        {
            return None;
        }
        if let Some(node) = seen.and_then(|seen| seen.node(Capture::AccessText)) {
            text = Some(self.eval(node));
        }
        for value in args.values() {
            match &value.shape {
                Shape::Text(pieces) if text.is_none() && starts_like_sql(pieces) => text = Some(value.clone()),
                Shape::Text(_) if text.as_ref() == Some(value) => {}
                _ => rest.push(value.clone()),
            }
        }
        let text = text?;
        let Shape::Text(pieces) = &text.shape else { return None };
        let (sql, holes) = joined(pieces);
        if !sql::looks_like_sql(&sql) && seen.is_none() {
            return None;
        }
        let statement = sql::read(&sql)?;
        if statement.operation == SqlOperation::Define {
            return None;
        }
        Some(self.run_sql(node, &statement, &holes, &rest))
    }

    fn run_sql(&mut self, node: NodeId, statement: &Sql, holes: &[Origins], rest: &[Value]) -> Value {
        let binds = Binds::of(rest);
        let feed = |parameter: &Parameter| -> Origins {
            match parameter {
                Parameter::Hole(n) => holes.get(*n).copied().unwrap_or_default(),
                Parameter::Position(n) => binds.position(*n),
                Parameter::Named(name) => binds.named(name),
                Parameter::Column(_) | Parameter::Constant => Origins::default(),
            }
        };
        let mut selector = Selector::default();
        for (column, parameter) in &statement.conditions {
            selector.push(Some(column.as_str().into()), feed(parameter));
        }
        if statement.open {
            let all = holes.iter().fold(Origins::default(), |all, from| all.join(*from)).join(binds.all());
            selector.push(None, all);
        }
        let mut written = Selector::default();
        for (column, parameter) in &statement.written {
            written.push(Some(column.as_str().into()), feed(parameter));
        }
        let operation = match statement.operation {
            SqlOperation::Read | SqlOperation::Define => Operation::Read,
            SqlOperation::Update => Operation::Update,
            SqlOperation::Delete => Operation::Delete,
            SqlOperation::Create => Operation::Create,
        };
        let resource: Arc<str> = statement.tables.first().map_or("", String::as_str).into();
        if resource.is_empty() {
            return Value::from(binds.all());
        }
        // `sqlx::query("..").bind(id)`: what is bound comes later in the chain.
        if binds.is_empty()
            && holes.is_empty()
            && (statement.open
                || self.method_name(node) == Some("new")
                || statement
                    .conditions
                    .iter()
                    .chain(&statement.written)
                    .any(|(_, parameter)| !matches!(parameter, Parameter::Hole(_) | Parameter::Constant | Parameter::Column(_))))
            && self.binds_follow(node)
        {
            return Value::of(Shape::Query(Arc::new(Query { resource, class: None, operation, selector: pending(statement) })));
        }
        let found = self.record(node, resource, None, operation, selector, written, false);
        // `db.get(sql, [id], (error, row) => ..)`
        for callback in rest.iter().filter(|value| matches!(value.shape, Shape::Function(_))) {
            self.here().branches += 1;
            self.invoke(callback, &Args::of(vec![Value::null(), found.clone()]));
            self.here().branches -= 1;
        }
        // `cursor.execute(..)`, then `cursor.fetchone()`: the cursor holds what was found.
        if operation == Operation::Read
            && let Some(cursor) = self.receiver_node(node)
            && let NodeKind::Name(_) = self.program.facts(self.file()).kind(cursor)
            && self.program.facts(self.file()).dialect == crate::syntax::Dialect::Python
        {
            self.rebind(cursor, found.clone());
        }
        found
    }

    /// Whether the file's language binds SQL parameters by calls on the query.
    fn binds_follow(&self, _node: NodeId) -> bool {
        self.program.facts(self.file()).dialect == crate::syntax::Dialect::Rust
    }
}

/// The values bound to the parameters of a statement.
struct Binds {
    list: Vec<Origins>,
    named: Vec<(Arc<str>, Origins)>,
    other: Origins,
}

impl Binds {
    fn of(rest: &[Value]) -> Binds {
        let mut binds = Binds { list: Vec::new(), named: Vec::new(), other: Origins::default() };
        let single = rest.len() == 1;
        for value in rest {
            match &value.shape {
                Shape::List(items) => binds.list.extend(items.iter().map(Value::deep)),
                Shape::Object(fields) => {
                    for (name, value) in fields.iter() {
                        // Sequelize: `{replacements: {..}}`, `{bind: [..]}`; mysql: `{values: [..]}`.
                        match (&**name, &value.shape) {
                            ("replacements" | "bind" | "values" | "params", Shape::List(items)) => {
                                binds.list.extend(items.iter().map(Value::deep))
                            }
                            ("replacements" | "bind" | "values" | "params", Shape::Object(inner)) => {
                                binds.named.extend(inner.iter().map(|(name, value)| (name.clone(), value.deep())))
                            }
                            _ => binds.named.push((name.clone(), value.deep())),
                        }
                    }
                }
                Shape::Function(_) | Shape::Class(_) => {}
                Shape::External(_) if value.from == Origins::default() => {}
                _ if single || value.from != Origins::default() => binds.list.push(value.deep()),
                _ => binds.list.push(Origins::default()),
            }
            binds.other = binds.other.join(value.deep());
        }
        binds
    }

    fn is_empty(&self) -> bool {
        self.list.is_empty() && self.named.is_empty()
    }

    fn position(&self, n: usize) -> Origins {
        self.list.get(n).copied().unwrap_or(self.other)
    }

    fn named(&self, name: &str) -> Origins {
        self.named.iter().find(|(known, _)| &**known == name).map_or(self.other, |(_, from)| *from)
    }

    fn all(&self) -> Origins {
        self.other
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

/// The parameters of a statement whose values are bound later, in the order of the binds.
fn pending(statement: &Sql) -> Selector {
    let mut fields: Vec<(usize, Arc<str>)> = Vec::new();
    for (column, parameter) in &statement.written {
        if let Parameter::Position(n) = parameter {
            fields.push((*n, format!("?={column}").into()));
        }
    }
    for (column, parameter) in &statement.conditions {
        if let Parameter::Position(n) = parameter {
            fields.push((*n, format!("?{column}").into()));
        }
    }
    fields.sort_by_key(|(n, _)| *n);
    // `$1` twice takes one value: what it chooses tells more than what it is written to.
    fields.dedup_by(|later, first| {
        later.0 == first.0 && {
            if first.1.starts_with("?=") {
                first.1 = later.1.clone();
            }
            true
        }
    });
    Selector { fields: fields.into_iter().map(|(_, name)| (Some(name), Origins::default())).collect() }
}

fn starts_like_sql(pieces: &[Piece]) -> bool {
    matches!(pieces.first(), Some(Piece::Text(text)) if sql::looks_like_sql(&joined(pieces).0) && text.len() > 5)
}

/// The text with numbered holes, and what stands in them.
fn joined(pieces: &[Piece]) -> (String, Vec<Origins>) {
    let mut text = String::new();
    let mut holes = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Hole(from) => {
                text.push_str(&sql::hole(holes.len()));
                holes.push(*from);
            }
        }
    }
    (text, holes)
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
                let column = if is_wrapper { name.clone() } else { Some(key.clone()) };
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
