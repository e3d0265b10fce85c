//! SQL text: what a statement reads and changes, and which values its parameters take.

use std::sync::Arc;

use super::access::Use;
use super::call::Args;
use super::endpoint::Operation;
use super::machine::Machine;
use super::request::Seen;
use super::value::*;
use crate::facts::ir::*;
use crate::program::sql::{self, Parameter, Sql, SqlOperation};
use crate::syntax::{Capture, Dialect};

impl Machine<'_> {
    /// A call that is given SQL text, whatever it is called.
    pub(super) fn sql_call(&mut self, node: NodeId, args: &Args, seen: Option<Seen>) -> Option<Value> {
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
            && self.program.facts(self.file()).dialect == Dialect::Rust
        {
            return Value::of(Shape::Query(Arc::new(Query { resource, class: None, operation, selector: pending(statement) })));
        }
        let found = self.record(node, Use { selector, written, open: statement.open, ..Use::new(resource, operation) });
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
            && self.program.facts(self.file()).dialect == Dialect::Python
        {
            self.rebind(cursor, found.clone());
        }
        found
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
