//! The language-neutral form of a file's code: one flat arena of nodes for module level and all bodies.
//!
//! Statements and expressions share the arena because Rust's `if`, `match` and blocks are both. Types are
//! nodes too (`Path<(Uuid, Uuid)>` is an `Index` of `Path` by a `List`), so that annotations are read like code.

use serde::{Deserialize, Serialize};

/// An interned string of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sym(pub u32);

/// Bytes `start..end` of the (decoded, UTF-8) text of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the vector that holds it.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// A node of a file's arena.
    NodeId
);
index!(
    /// A function, method, lambda or closure of a file.
    FunctionId
);
index!(
    /// A class, interface, struct, enum, trait or `impl` block of a file.
    ClassId
);

/// A run of node ids in the arena's pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    pub start: u32,
    pub len: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    pub kind: NodeKind,
    pub span: Span,
}

/// What a node is. Patterns (destructuring, match arms) use the same kinds: `Some(x)` is a `Call`, `{a, b}` an `Object`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NodeKind {
    /// Not understood; its children are kept.
    Unknown(List),
    Name(Sym),
    /// `base.name`, `base?.name`, `Base::name`.
    Member {
        base: NodeId,
        name: Sym,
    },
    /// `base[index]`; of types, `Base<index>`.
    Index {
        base: NodeId,
        index: NodeId,
    },
    /// A call, a construction (`new X()`, `X { .. }` with one `Object` argument) or an expression macro (callee `Name("query_as!")`).
    /// Arguments may be `Named` or `Spread`.
    Call {
        callee: NodeId,
        args: List,
    },
    /// `name=value` among arguments; `name: value` in an object.
    Named {
        name: Sym,
        value: NodeId,
    },
    /// `*x`, `**x`, `...x`.
    Spread(NodeId),
    /// A string without interpolation, its escapes and quotes taken away.
    Text(Sym),
    Number(Sym),
    Bool(bool),
    Null,
    /// An interpolated string, `format!` or a concatenation that holds a string: parts in order.
    Template(List),
    Compare {
        op: CompareOp,
        left: NodeId,
        right: NodeId,
    },
    Logic {
        op: LogicOp,
        operands: List,
    },
    /// Any other operator: the value mixes its operands.
    Operate(List),
    /// Python's `a | b`: a union of types, of queries, one guard or another.
    Either(List),
    /// Entries are `Named`, `Entry` (computed key) or `Spread`; a shorthand `{a}` is `Named` with a `Name`.
    Object(List),
    Entry {
        key: NodeId,
        value: NodeId,
    },
    /// Array, tuple, set.
    List(List),
    Function(FunctionId),
    Class(ClassId),
    Await(NodeId),
    /// Rust's `?`.
    Propagate(NodeId),
    /// Introduces the names in `target` (also `with .. as`, `:=`, `if let`, a declared function or class).
    Let {
        target: NodeId,
        value: NodeId,
    },
    /// Also `x += v`, where `value` is an `Operate` of both.
    Assign {
        target: NodeId,
        value: NodeId,
    },
    If {
        cond: NodeId,
        then: NodeId,
        otherwise: Option<NodeId>,
    },
    /// Arms are `Arm`.
    Match {
        subject: NodeId,
        arms: List,
    },
    /// Also an `except`/`catch` clause, whose pattern is the exception's `Let` or type.
    Arm {
        pattern: NodeId,
        guard: Option<NodeId>,
        body: NodeId,
    },
    /// `head` is a `Let` of the element and the iterated for `for` and comprehensions, the condition for `while`, `Null` for `loop`.
    Loop {
        head: NodeId,
        body: NodeId,
    },
    /// Handlers are `Arm`.
    Try {
        body: NodeId,
        handlers: List,
        finally: Option<NodeId>,
    },
    Return(Option<NodeId>),
    Throw(Option<NodeId>),
    Yield(Option<NodeId>),
    /// `break`, `continue`.
    Jump,
    /// Its value is the last node's (Rust) or nothing.
    Block(List),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CompareOp {
    Equal,
    NotEqual,
    /// `<`, `<=`, `>`, `>=`.
    Order,
    In,
    NotIn,
    /// `isinstance`-like operators: `instanceof`.
    IsInstance,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LogicOp {
    And,
    Or,
    Not,
    /// `??`.
    Coalesce,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// `None` for lambdas; an arrow function assigned to a variable takes the variable's name.
    pub name: Option<Sym>,
    /// With decorators or attributes.
    pub span: Span,
    pub params: Vec<Param>,
    /// A `Block`, or the value of an expression-bodied function as a `Return`.
    pub body: NodeId,
    /// Top to bottom as written; Rust attributes as `Call` or `Name`.
    pub decorators: Vec<NodeId>,
    pub return_type: Option<NodeId>,
    /// The class, `impl` or trait it is a method of.
    pub class: Option<ClassId>,
    /// The function it is written in.
    pub parent: Option<FunctionId>,
    pub is_async: bool,
    pub is_static: bool,
    /// `pub`, `export`; always true in Python.
    pub is_public: bool,
    /// In test code inside a production file (`#[cfg(test)]`, `#[test]`).
    pub is_test: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Param {
    /// A `Name`, or a destructuring pattern.
    pub pattern: NodeId,
    pub ty: Option<NodeId>,
    pub default: Option<NodeId>,
    /// Decorators (`@Param('id')`), as one `List`.
    pub decorators: Option<NodeId>,
    pub kind: ParamKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParamKind {
    Plain,
    /// `self`, `cls`, Rust's `&self`.
    Receiver,
    KeywordOnly,
    /// `*args`, `...rest`.
    Rest,
    /// `**kwargs`.
    KeywordRest,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Of an `impl` block: the type it is for.
    pub name: Option<Sym>,
    pub span: Span,
    pub kind: ClassKind,
    /// Base classes, implemented interfaces; of an `impl Trait for T`, the trait.
    pub bases: Vec<NodeId>,
    pub decorators: Vec<NodeId>,
    pub fields: Vec<Field>,
    pub methods: Vec<FunctionId>,
    /// The function it is written in.
    pub parent: Option<FunctionId>,
    /// The class it is written in (Django's `class Meta`).
    pub outer: Option<ClassId>,
    pub is_test: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClassKind {
    Class,
    Interface,
    Struct,
    Enum,
    Trait,
    Impl,
}

/// A class attribute, struct field, enum variant, or constructor parameter that declares a property (TypeScript).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub name: Sym,
    pub span: Span,
    pub ty: Option<NodeId>,
    pub value: Option<NodeId>,
    pub decorators: Vec<NodeId>,
}

/// A name that a file takes from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// As written, without quotes: `./db`, `..models`, `app.models`, `crate::db`, `super::x`. Of a Rust `use a::b::C`, `a::b`.
    pub module: Sym,
    pub kind: ImportKind,
    /// The name it gets here; `None` for `Star` and for side effects only.
    pub local: Option<Sym>,
    pub span: Span,
    /// Taken at module level, or in this function.
    pub function: Option<FunctionId>,
    /// Passed on: `pub use`, `export {x} from`, `export * from`.
    pub is_public: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImportKind {
    /// One name of the module; `default` for ES default imports.
    Name(Sym),
    /// The module itself: `import a.b` (local `a`), `import a.b as x`, `import * as x`, `const x = require("y")`, Rust `use a::b::{self}`.
    Module,
    /// Every name of the module.
    Star,
    /// Rust's `mod x;`.
    ModFile,
    /// For its effects: `import "./x"`.
    Effect,
}

/// A name that a JavaScript module gives away. (Python and Rust need none: there it is the definition itself.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// `default` for ES defaults, `=` for `module.exports = ..`.
    pub name: Sym,
    pub value: NodeId,
}
