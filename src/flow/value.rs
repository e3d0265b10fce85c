//! What is known of a value: where it comes from, and what it is.

use std::sync::Arc;

use crate::facts::ir::NodeId;
use crate::program::{ClassRef, FunctionRef};
use crate::source::FileId;

use super::endpoint::{GuardKind, Operation};
use super::routing::GuardUse;

/// The key of an object's other fields, of which only their source is known: `{...request.body, status}`.
pub(super) const REST: &str = "...";

/// A set of up to 128 numbered things of one endpoint.
pub(super) type Bits = u128;

/// The bit of a thing; all beyond the last share the last.
pub(super) fn bit(index: usize) -> Bits {
    1 << index.min(127)
}

/// The numbers in a set.
pub(super) fn members(bits: Bits) -> impl Iterator<Item = usize> {
    (0..128).filter(move |i| bits & (1 << i) != 0)
}

/// What went into a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Origins {
    /// Inputs of the request.
    pub inputs: Bits,
    /// Accesses it came out of.
    pub stored: Bits,
    /// Meetings of principal and object that decided about it.
    pub meets: Bits,
    pub marks: u8,
}

impl Origins {
    /// The caller, or something derived from the caller's verified credential.
    pub(super) const PRINCIPAL: u8 = 1;
    /// A credential that only its holder can send.
    pub(super) const CREDENTIAL: u8 = 2;
    /// A secret sent as input: a reset token, a one-time code.
    pub(super) const SECRET: u8 = 4;
    /// A role, permission or scope of the caller.
    pub(super) const ROLE: u8 = 8;
    /// Made of something not understood.
    pub(super) const UNKNOWN: u8 = 16;
    /// Of a role: it holds among the objects of one tenant only.
    pub(super) const WITHIN: u8 = 32;
    /// Said by a note on the handler: the same for every request.
    pub(super) const NOTE: u8 = 64;

    pub(super) fn marked(mark: u8) -> Origins {
        Origins { marks: mark, ..Origins::default() }
    }

    pub(super) fn has(self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    pub(super) fn join(self, other: Origins) -> Origins {
        Origins {
            inputs: self.inputs | other.inputs,
            stored: self.stored | other.stored,
            meets: self.meets | other.meets,
            marks: self.marks | other.marks,
        }
    }

    /// The same without what decided about it.
    pub(super) fn plain(self) -> Origins {
        Origins { meets: 0, ..self }
    }
}

/// The part of the request an input comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum InputKind {
    Path,
    Query,
    Body,
    Header,
    Cookie,
    Argument,
}

impl InputKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            InputKind::Path => "path",
            InputKind::Query => "query string",
            InputKind::Body => "body",
            InputKind::Header => "headers",
            InputKind::Cookie => "cookies",
            InputKind::Argument => "arguments",
        }
    }
}

/// Numbers of things on the heap of a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct FrameId(pub u32);
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ObjectId(pub u32);
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct RouterId(pub u32);

/// A function with the variables it was written among, and what `this` or `self` is in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Closure {
    pub function: FunctionRef,
    pub frame: FrameId,
    pub this: Option<Value>,
}

/// A query that has been started and may be narrowed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Query {
    /// As the program names it.
    pub resource: Arc<str>,
    pub class: Option<ClassRef>,
    pub operation: Operation,
    pub selector: Selector,
}

impl Query {
    /// A query that was narrowed on some ways only: it is the caller's where it is on each.
    fn or(&self, other: &Query) -> Query {
        let is_own = |query: &Query| query.selector.origins().has(Origins::PRINCIPAL);
        let both = is_own(self) && is_own(other);
        let mut selector = Selector::default();
        for (name, from) in self.selector.fields.iter().chain(&other.selector.fields) {
            if both || !from.has(Origins::PRINCIPAL) {
                selector.push(name.clone(), *from);
            }
        }
        Query { selector, class: self.class.or(other.class), ..self.clone() }
    }
}

/// What chooses objects: column and value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Selector {
    pub fields: Vec<(Option<Arc<str>>, Origins)>,
}

impl Selector {
    pub(super) fn origins(&self) -> Origins {
        self.fields.iter().fold(Origins::default(), |all, (_, from)| all.join(*from))
    }

    pub(super) fn push(&mut self, name: Option<Arc<str>>, from: Origins) {
        if from != Origins::default() && !self.fields.contains(&(name.clone(), from)) {
            self.fields.push((name, from));
        }
    }

    pub(super) fn extend(&mut self, other: &Selector) {
        for (name, from) in &other.fields {
            self.push(name.clone(), *from);
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Piece {
    Text(Arc<str>),
    Hole(Origins),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    Unknown,
    Null,
    Bool(bool),
    /// One of the two, which is not known: a comparison, the question whether something is there.
    Truth,
    /// Text whose parts are known, with holes for those that are not.
    Text(Arc<[Piece]>),
    Function(Arc<Closure>),
    Class(ClassRef),
    Instance(ClassRef, ObjectId),
    Object(Arc<[(Arc<str>, Value)]>),
    List(Arc<[Value]>),
    Module(FileId),
    /// Something from outside, by its dotted name; the request is `@request`.
    External(Arc<str>),
    Router(RouterId),
    /// Methods bound to handlers, to be given to a route, each with the node of the handler.
    Verbs(Arc<[Verb]>),
    /// Guards that a `verb` will stand behind, in order, each with its place.
    Chain(Arc<[(Value, FileId, NodeId)]>),
    Query(Arc<Query>),
    /// A stored object, or several, of a class if that is known.
    Record(u8, Option<ClassRef>),
    /// A part of the request.
    Input(InputKind),
    /// A guard from outside.
    Guard(GuardKind, Arc<str>),
    /// What a guard calls to let the request pass.
    Next,
    /// What another function returns for this request.
    Depends(Arc<Value>),
    /// A method of a class that answers requests, reached through the class's own machinery.
    Via(Arc<Via>),
    /// A function that something unknown was wrapped around.
    Wrapped(Arc<Value>),
    /// What a decorator leaves on a handler or class.
    Decor(Arc<Decor>),
    /// One of several.
    Many(Arc<[Value]>),
}

/// A method that answers a request: `entry(request, method, name, ..)` leads to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Via {
    pub class: ClassRef,
    pub entry: Value,
    pub method: Value,
    pub name: Arc<str>,
}

/// What decorators leave on a handler or class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Decor {
    pub guards: Vec<GuardUse>,
    pub notes: Vec<Note>,
}

/// Something that is said of a handler or class, for guards to read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Note {
    pub key: Value,
    /// The key's name in the code.
    pub name: Arc<str>,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Verb {
    pub method: Arc<str>,
    pub handler: Value,
    pub file: FileId,
    pub node: NodeId,
    pub guards: Vec<(Value, FileId, NodeId)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Value {
    pub shape: Shape,
    pub from: Origins,
}

impl Value {
    pub(super) fn unknown() -> Value {
        Value { shape: Shape::Unknown, from: Origins::default() }
    }

    pub(super) fn null() -> Value {
        Value { shape: Shape::Null, from: Origins::default() }
    }

    pub(super) fn of(shape: Shape) -> Value {
        Value { shape, from: Origins::default() }
    }

    pub(super) fn from(from: Origins) -> Value {
        Value { shape: Shape::Unknown, from }
    }

    pub(super) fn with(mut self, from: Origins) -> Value {
        self.from = self.from.join(from);
        self
    }

    pub(super) fn text(text: &str) -> Value {
        Value::of(Shape::Text(Arc::from([Piece::Text(text.into())])))
    }

    pub(super) fn external(name: &str) -> Value {
        Value::of(Shape::External(name.into()))
    }

    pub(super) fn principal() -> Value {
        Value::from(Origins::marked(Origins::PRINCIPAL))
    }

    /// The text, if all of it is known.
    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.shape {
            Shape::Text(pieces) => match &pieces[..] {
                [Piece::Text(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// One or the other.
    pub(super) fn either(self, other: Value) -> Value {
        let mut from = self.from.join(other.from);
        if self.shape != other.shape {
            from.marks &= !Origins::NOTE;
        }
        let shape = match (self.shape, other.shape) {
            (a, b) if a == b => a,
            // Which truth it is is not known.
            (Shape::Bool(_), Shape::Bool(_) | Shape::Null) | (Shape::Null, Shape::Bool(_)) => Shape::Unknown,
            (Shape::Bool(_), b) | (b, Shape::Bool(_)) => b,
            (Shape::Null, b) => b,
            (a, Shape::Null) => a,
            (Shape::Unknown, b) => b,
            (a, Shape::Unknown) => a,
            (Shape::Query(a), Shape::Query(b)) if a.resource == b.resource && a.operation == b.operation => {
                Shape::Query(Arc::new(a.or(&b)))
            }
            (Shape::Many(a), b) if a.len() < 4 => many(a.iter().cloned().chain([Value { shape: b, from: other.from }]).collect()),
            (Shape::Many(a), _) => Shape::Many(a),
            (a, Shape::Many(b)) if b.len() < 4 => {
                many([Value { shape: a, from: self.from }].into_iter().chain(b.iter().cloned()).collect())
            }
            (a, b) => many(vec![Value { shape: a, from: self.from }, Value { shape: b, from: other.from }]),
        };
        Value { shape, from }
    }

    /// Whether it has no more parts, in whatever depth, than are left; takes them away.
    pub(super) fn is_within(&self, left: &mut usize) -> bool {
        let own = match &self.shape {
            Shape::Text(pieces) => pieces.len(),
            Shape::Query(query) => query.selector.fields.len(),
            _ => 1,
        };
        let Some(rest) = left.checked_sub(own) else { return false };
        *left = rest;
        match &self.shape {
            Shape::Object(entries) => entries.iter().all(|(_, value)| value.is_within(left)),
            Shape::List(items) | Shape::Many(items) => items.iter().all(|value| value.is_within(left)),
            Shape::Wrapped(inner) | Shape::Depends(inner) => inner.is_within(left),
            Shape::Function(closure) => closure.this.as_ref().is_none_or(|this| this.is_within(left)),
            _ => true,
        }
    }

    /// The stored objects in it of which more is told than whether they are there.
    pub(super) fn told(&self) -> Bits {
        match &self.shape {
            Shape::Truth => 0,
            Shape::Object(entries) => entries.iter().fold(self.from.stored, |all, (_, value)| all | value.told()),
            Shape::List(items) | Shape::Many(items) => items.iter().fold(self.from.stored, |all, value| all | value.told()),
            _ => self.deep().stored,
        }
    }

    /// Everything that went into it, in whatever depth.
    pub(super) fn deep(&self) -> Origins {
        let inner: &mut dyn Iterator<Item = &Value> = match &self.shape {
            Shape::Object(entries) => &mut entries.iter().map(|(_, value)| value),
            Shape::List(items) | Shape::Many(items) => &mut items.iter(),
            Shape::Text(pieces) => {
                return pieces.iter().fold(self.from, |all, piece| match piece {
                    Piece::Hole(from) => all.join(*from),
                    Piece::Text(_) => all,
                });
            }
            Shape::Query(query) => return self.from.join(query.selector.origins()),
            Shape::Wrapped(inner) | Shape::Depends(inner) => return self.from.join(inner.deep()),
            _ => return self.from,
        };
        inner.fold(self.from, |all, value| all.join(value.deep()))
    }
}

fn many(values: Vec<Value>) -> Shape {
    let mut unique: Vec<Value> = Vec::with_capacity(values.len());
    for value in values {
        if !unique.contains(&value) {
            unique.push(value);
        }
    }
    match unique.len() {
        1 => unique.swap_remove(0).shape,
        _ => Shape::Many(unique.into()),
    }
}
