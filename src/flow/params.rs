//! What a framework gives to the parameters of a guard or handler: by name and type in Python, by position in JavaScript.

use super::call::Args;
use super::machine::Machine;
use super::names;
use super::value::*;
use crate::facts::ir::*;
use crate::program::{ClassRef, FunctionRef};
use crate::source::FileId;
use crate::syntax::{Capture, Dialect};

impl Machine<'_> {
    /// What the framework gives to a function's parameters: by name and type in Python, by position in JavaScript, by type in Rust.
    pub(super) fn request_args(&mut self, function: FunctionRef, injected: &[Value]) -> Args {
        let file = function.file;
        let program = self.program;
        let facts = program.facts(file);
        let params = &facts.function(function.id).params;
        let mut injected = injected.iter();
        let mut args = Args::default();
        let plain = params.iter().filter(|param| param.kind != ParamKind::Receiver).count();
        let shift = usize::from(plain == 4 && !matches!(facts.dialect, Dialect::Python | Dialect::Rust));
        let mut position = 0;
        for param in params {
            let value = match param.kind {
                ParamKind::Receiver => continue,
                ParamKind::Rest => continue,
                ParamKind::KeywordRest => {
                    let place = crate::finding::Place { file, span: facts.span(param.pattern) };
                    let from = self.trace.input(InputKind::Path, "", place);
                    args.spread = Some(Value { shape: Shape::Input(InputKind::Path), from });
                    continue;
                }
                ParamKind::Plain | ParamKind::KeywordOnly => match facts.dialect {
                    Dialect::Python => self.python_param(file, param, &mut injected),
                    Dialect::Rust => match self.attribute_param(function, param) {
                        Some(value) => value,
                        None => self.extractor(file, param),
                    },
                    _ => match self.annotated_param(function, param) {
                        Some(value) => value,
                        None => self.script_param(file, param, position, shift),
                    },
                },
            };
            position += 1;
            match (param.kind, facts.kind(param.pattern)) {
                (ParamKind::KeywordOnly, NodeKind::Name(sym)) => args.named.push((program.word(file, sym), value)),
                _ => args.positional.push(value),
            }
        }
        if args.spread.is_none() && params.iter().any(|param| param.kind == ParamKind::Rest) && facts.dialect == Dialect::Python {
            let from = Origins::default();
            args.spread = Some(Value { shape: Shape::Input(InputKind::Path), from });
        }
        args
    }

    /// What a client gives to a function that it calls itself.
    pub(super) fn argument_inputs(&mut self, function: FunctionRef) -> Args {
        let file = function.file;
        let facts = self.program.facts(file);
        let mut args = Args::default();
        for param in &facts.function(function.id).params {
            let place = crate::finding::Place { file, span: facts.span(param.pattern) };
            match (param.kind, facts.name(param.pattern)) {
                (ParamKind::Rest, _) => args.spread = Some(self.whole_input(InputKind::Body, place)),
                (_, Some(name)) => {
                    let from = self.named_input(InputKind::Body, name, place);
                    args.positional.push(Value { shape: Shape::Input(InputKind::Body), from });
                }
                (_, None) => args.positional.push(self.whole_input(InputKind::Body, place)),
            }
        }
        args
    }

    fn script_param(&mut self, file: FileId, param: &Param, position: usize, shift: usize) -> Value {
        let facts = self.program.facts(file);
        if let Some(ty) = param.ty
            && self.seen(file, ty, Capture::Request).is_some()
        {
            return Value::external("@request");
        }
        let name = facts.name(param.pattern).unwrap_or("");
        match name.trim_start_matches('_') {
            "req" | "request" | "ctx" | "context" | "c" | "event" => Value::external("@request"),
            "res" | "response" | "reply" | "h" => Value::external("@response"),
            "next" | "done" | "nxt" => Value::of(Shape::Next),
            "err" | "error" => Value::unknown(),
            _ => match position.wrapping_sub(shift) {
                0 => Value::external("@request"),
                1 => Value::external("@response"),
                2 => Value::of(Shape::Next),
                _ => Value::unknown(),
            },
        }
    }

    fn python_param<'v>(&mut self, file: FileId, param: &Param, injected: &mut impl Iterator<Item = &'v Value>) -> Value {
        let facts = self.program.facts(file);
        let name = facts.name(param.pattern).unwrap_or("").to_owned();
        let place = crate::finding::Place { file, span: facts.span(param.pattern) };
        if let Some(depends) = self.find_depends(file, param) {
            return self.run_dependency(&depends);
        }
        if self.path_params.iter().any(|known| **known == *name) {
            let from = self.named_input(InputKind::Path, &name, place);
            return Value { shape: Shape::Input(InputKind::Path), from };
        }
        if let Some(value) = injected.next() {
            return value.clone();
        }
        // A decorator of a method is given the object too.
        if let (Some(object), "self" | "instance" | "view" | "_self" | "cls" | "obj") = (self.view_object(), name.as_str()) {
            return object;
        }
        let type_name = param.ty.map(|ty| super::request::short_name(facts, ty)).unwrap_or_default();
        if matches!(name.as_str(), "request" | "req" | "_request") && (type_name.is_empty() || type_name.ends_with("Request"))
            || matches!(type_name.as_str(), "Request" | "HttpRequest" | "HTTPConnection" | "WebSocket")
        {
            return Value::external("@request");
        }
        if name == "call_next" || name == "handler" && self.in_guard > 0 {
            return Value::of(Shape::Next);
        }
        // Falcon's hooks take all of the path's parameters as one.
        if name == "params" && self.in_guard > 0 && param.ty.is_none() {
            return self.whole_input(InputKind::Path, place);
        }
        if matches!(name.as_str(), "resp" | "response") && (type_name.is_empty() || type_name == "Response") {
            return Value::external("@response");
        }
        if let Some(default) = param.default
            && let Some(kind) = self.input_kind_at(file, default)
        {
            let from = self.named_input(kind, &name, place);
            return Value { shape: Shape::Input(kind), from };
        }
        if let Some(ty) = param.ty {
            if let Some(kind) = self.input_kind_in_type(file, ty) {
                let from = self.named_input(kind, &name, place);
                return Value { shape: Shape::Input(kind), from };
            }
            if let Some(class) = self.type_class(file, ty, 0) {
                // A body model, or an enumeration in the query string.
                let kind = if self.is_enumeration(class) { InputKind::Query } else { InputKind::Body };
                let from = self.named_input(kind, &name, place);
                return Value { shape: Shape::Input(kind), from };
            }
            const SIMPLE: [&str; 22] = [
                "str",
                "int",
                "float",
                "bool",
                "UUID",
                "UUID4",
                "list",
                "List",
                "dict",
                "Dict",
                "Optional",
                "Union",
                "Any",
                "datetime",
                "date",
                "Literal",
                "EmailStr",
                "UploadFile",
                "Annotated",
                "bytes",
                "ObjectId",
                "PydanticObjectId",
            ];
            if SIMPLE.contains(&type_name.as_str()) || matches!(facts.kind(ty), NodeKind::Operate(_) | NodeKind::Either(_)) {
                let kind = if matches!(type_name.as_str(), "dict" | "Dict" | "UploadFile") { InputKind::Body } else { InputKind::Query };
                let from = self.named_input(kind, &name, place);
                return Value { shape: Shape::Input(kind), from };
            }
            return Value::unknown();
        }
        if names::is_principal_name(&name) {
            self.trace.knows_caller = true;
            return Value::principal();
        }
        match param.default {
            Some(_) => Value::unknown(),
            None => {
                let from = self.named_input(InputKind::Query, &name, place);
                Value { shape: Shape::Input(InputKind::Query), from }
            }
        }
    }

    fn is_enumeration(&self, class: ClassRef) -> bool {
        self.program.ancestry(class).iter().any(|at| {
            let facts = self.program.facts(at.file);
            self.program.class(*at).bases.iter().any(|base| super::request::short_name(facts, *base).ends_with("Enum"))
        })
    }

    pub(super) fn input_kind_at(&self, file: FileId, node: NodeId) -> Option<InputKind> {
        const KINDS: [(Capture, InputKind); 6] = [
            (Capture::InputPath, InputKind::Path),
            (Capture::InputQuery, InputKind::Query),
            (Capture::InputBody, InputKind::Body),
            (Capture::InputHeader, InputKind::Header),
            (Capture::InputCookie, InputKind::Cookie),
            (Capture::InputArgument, InputKind::Argument),
        ];
        KINDS.iter().find(|(capture, _)| self.seen(file, node, *capture).is_some()).map(|(_, kind)| *kind)
    }

    /// `Annotated[str, Query()]`, axum's `Path<Uuid>` (also below `Option<..>` and wrappers).
    fn input_kind_in_type(&self, file: FileId, ty: NodeId) -> Option<InputKind> {
        if let Some(kind) = self.input_kind_at(file, ty) {
            return Some(kind);
        }
        let facts = self.program.facts(file);
        match facts.kind(ty) {
            NodeKind::Index { base, index } => self.input_kind_at(file, base).or_else(|| self.input_kind_in_type(file, index)),
            NodeKind::List(items) | NodeKind::Operate(items) | NodeKind::Either(items) => {
                facts.list(items).iter().find_map(|item| self.input_kind_in_type(file, *item))
            }
            _ => None,
        }
    }

    /// `= Depends(f)`, `Annotated[T, Depends(f)]`, or a name for that.
    fn find_depends(&mut self, file: FileId, param: &Param) -> Option<Value> {
        if let Some(default) = param.default
            && self.seen(file, default, Capture::Depends).is_some()
        {
            let value = self.at_module(file, |machine| machine.eval(default));
            if let Shape::Depends(what) = value.shape {
                return Some(self.filled(file, &what, param));
            }
        }
        self.depends_in_type(file, param.ty?, 0).map(|what| self.filled(file, &what, param))
    }

    /// `Depends()` without an argument takes the parameter's type.
    fn filled(&mut self, file: FileId, what: &Value, param: &Param) -> Value {
        if !matches!(what.shape, Shape::Unknown | Shape::Null) {
            return what.clone();
        }
        match param.ty.and_then(|ty| self.type_class(file, ty, 0)) {
            Some(class) => Value::of(Shape::Class(class)),
            None => what.clone(),
        }
    }

    fn depends_in_type(&mut self, file: FileId, ty: NodeId, depth: usize) -> Option<Value> {
        if depth > 8 {
            return None;
        }
        if self.seen(file, ty, Capture::Depends).is_some() {
            let value = self.at_module(file, |machine| machine.eval(ty));
            return match value.shape {
                Shape::Depends(what) => Some((*what).clone()),
                _ => None,
            };
        }
        let program = self.program;
        let facts = program.facts(file);
        match facts.kind(ty) {
            NodeKind::Index { index, .. } => self.depends_in_type(file, index, depth + 1),
            NodeKind::List(items) | NodeKind::Operate(items) | NodeKind::Either(items) => {
                facts.list(items).iter().find_map(|item| self.depends_in_type(file, *item, depth + 1))
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => {
                let (at, node) = self.type_alias(file, ty, 0)?;
                self.depends_in_type(at, node, depth + 1)
            }
            _ => None,
        }
    }

    /// The expression that a type's name stands for, wherever it is defined.
    pub(super) fn type_alias(&self, file: FileId, ty: NodeId, depth: usize) -> Option<(FileId, NodeId)> {
        let program = self.program;
        let facts = program.facts(file);
        let (at, name) = match facts.kind(ty) {
            NodeKind::Name(sym) => (file, sym),
            NodeKind::Member { base, name } => {
                let NodeKind::Name(module) = facts.kind(base) else { return None };
                let import = facts.imports.iter().find(|import| import.local == Some(module))?;
                match program.resolve(file, import) {
                    crate::program::Target::File(found) => return self.alias_of(found, program.word(file, name), depth),
                    _ => return None,
                }
            }
            _ => return None,
        };
        self.alias_of(at, program.word(file, name), depth)
    }

    fn alias_of(&self, file: FileId, name: crate::program::Word, depth: usize) -> Option<(FileId, NodeId)> {
        if depth > 8 {
            return None;
        }
        let program = self.program;
        let facts = program.facts(file);
        if let Some(definition) = program.top_level(file, name) {
            return match facts.kind(definition) {
                NodeKind::Let { value, .. } | NodeKind::Assign { value, .. }
                    if !matches!(facts.kind(value), NodeKind::Class(_) | NodeKind::Function(_)) =>
                {
                    Some((file, value))
                }
                _ => None,
            };
        }
        let import = facts.imports.iter().find(|import| import.local.is_some_and(|local| program.word(file, local) == name))?;
        match program.resolve(file, import) {
            crate::program::Target::Name(found, sym) => self.alias_of(found, program.word(file, sym), depth + 1),
            _ => None,
        }
    }
}
