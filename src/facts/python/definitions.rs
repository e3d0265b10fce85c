//! Functions, lambdas and classes.

use super::super::build::span;
use super::super::ir::*;
use super::{Items, Lowering};
use crate::syntax::Node as Tree;

/// A function or class on its way: the name it binds, and its node.
struct Defined<'t> {
    name: Option<Tree<'t>>,
    node: NodeId,
}

impl<'t> Lowering<'_, '_> {
    /// A `def` or `class` statement, decorated or not: it introduces a name.
    pub(super) fn definition(&mut self, node: Tree<'t>) -> NodeId {
        let defined = self.define(node);
        let Some(name) = defined.name else { return defined.node };
        let target = self.name(name);
        self.builder.add_at(span(node), NodeKind::Let { target, value: defined.node })
    }

    fn define(&mut self, whole: Tree<'t>) -> Defined<'t> {
        if whole.kind() != "decorated_definition" {
            return self.define_with(whole, whole, Vec::new());
        }
        let mut decorators = Vec::new();
        let mut inner = None;
        for part in self.parts(whole) {
            match part.kind() {
                "decorator" => decorators.push(self.decorator(part)),
                _ => inner = Some(part),
            }
        }
        match inner {
            Some(inner) => self.define_with(whole, inner, decorators),
            None => Defined { name: None, node: self.unknown(whole) },
        }
    }

    fn define_with(&mut self, whole: Tree<'t>, inner: Tree<'t>, decorators: Vec<NodeId>) -> Defined<'t> {
        let defined = match inner.kind() {
            "class_definition" => self.class(whole, inner, decorators),
            _ => self.function(whole, inner, decorators),
        };
        self.builder.bind(inner, defined.node);
        defined
    }

    fn decorator(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some(expression) = parts.first() else { return self.unknown(node) };
        let id = self.expression(*expression);
        self.builder.bind(node, id);
        id
    }

    fn function(&mut self, whole: Tree<'t>, node: Tree<'t>, decorators: Vec<NodeId>) -> Defined<'t> {
        let id = self.builder.new_function(whole);
        let class = self.builder.class;
        if let Some(class) = class {
            self.builder.classes[class.index()].methods.push(id);
        }
        let is_static = decorators.iter().any(|decorator| self.is_name(*decorator, "staticmethod"));
        let parts = self.parts(node);
        let (mut name, mut params, mut return_type) = (None, Vec::new(), None);
        for part in &parts {
            match part.kind() {
                "identifier" => name = Some(*part),
                "type_parameter" => self.type_parameters(*part),
                "parameters" => params = self.params(*part, class.is_some() && !is_static),
                "type" => return_type = Some(self.annotation(*part)),
                _ => {}
            }
        }
        let body = self.inside(id, |lowering| lowering.block_of(&parts, node));
        let word = name.map(|name| self.builder.word(name));
        let is_async = self.slice(node).starts_with("async");
        let function = &mut self.builder.functions[id.index()];
        function.name = word;
        function.params = params;
        function.body = body;
        function.decorators = decorators;
        function.return_type = return_type;
        function.class = class;
        function.is_async = is_async;
        function.is_static = is_static;
        function.is_public = true;
        Defined { name, node: self.builder.add(whole, NodeKind::Function(id)) }
    }

    /// Lowers what stands in a function: it is no longer directly in a class.
    fn inside<T>(&mut self, id: FunctionId, body: impl FnOnce(&mut Self) -> T) -> T {
        let function = self.builder.function.replace(id);
        let class = self.builder.class.take();
        let result = body(self);
        self.builder.function = function;
        self.builder.class = class;
        result
    }

    pub(super) fn lambda(&mut self, node: Tree<'t>) -> NodeId {
        let id = self.builder.new_function(node);
        let (mut params, mut value) = (Vec::new(), None);
        for part in self.parts(node) {
            match part.kind() {
                "lambda_parameters" => params = self.params(part, false),
                _ => value = Some(self.inside(id, |lowering| lowering.expression(part))),
            }
        }
        let at = value.map_or(span(node), |value| self.builder.span_of(value));
        let body = self.builder.add_at(at, NodeKind::Return(value));
        let function = &mut self.builder.functions[id.index()];
        function.params = params;
        function.body = body;
        function.is_public = true;
        self.builder.add(node, NodeKind::Function(id))
    }

    fn is_name(&self, id: NodeId, word: &str) -> bool {
        matches!(self.builder.kind(id), NodeKind::Name(name) if self.builder.text(name) == word)
    }

    /// `def f[T: Base]()`: the bound is code, so it stands before.
    fn type_parameters(&mut self, node: Tree<'t>) {
        let stray = self.unknown(node);
        self.strays.push(stray);
    }

    fn params(&mut self, node: Tree<'t>, is_method: bool) -> Vec<Param> {
        let trees = self.parts(node);
        let mut params = Vec::with_capacity(trees.len());
        let mut plain = ParamKind::Plain;
        for tree in trees {
            match tree.kind() {
                "keyword_separator" => plain = ParamKind::KeywordOnly,
                "positional_separator" => {}
                _ => {
                    let mut param = self.param(tree, plain);
                    let is_first = is_method && params.is_empty() && param.kind == ParamKind::Plain;
                    if is_first && (self.is_name(param.pattern, "self") || self.is_name(param.pattern, "cls")) {
                        param.kind = ParamKind::Receiver;
                    }
                    if param.kind == ParamKind::Rest {
                        plain = ParamKind::KeywordOnly;
                    }
                    params.push(param);
                }
            }
        }
        params
    }

    /// `x`, `*x`, `**x`, `x: T`, `x=v`, `x: T = v`.
    fn param(&mut self, tree: Tree<'t>, plain: ParamKind) -> Param {
        let (mut name, mut ty, mut default) = (tree, None, None);
        if matches!(tree.kind(), "typed_parameter" | "default_parameter" | "typed_default_parameter") {
            for (i, part) in self.parts(tree).into_iter().enumerate() {
                match part.kind() {
                    _ if i == 0 => name = part,
                    "type" => ty = Some(self.annotation(part)),
                    _ => default = Some(self.expression(part)),
                }
            }
        }
        let kind = match name.kind() {
            "list_splat_pattern" => ParamKind::Rest,
            "dictionary_splat_pattern" => ParamKind::KeywordRest,
            _ => plain,
        };
        let pattern = self.param_name(name);
        self.builder.bind(name, pattern);
        self.builder.bind(tree, pattern);
        Param { pattern, ty, default, decorators: None, kind }
    }

    /// The name in `*args`; of Python 2's `def f((a, b))`, a list.
    fn param_name(&mut self, tree: Tree<'t>) -> NodeId {
        if !matches!(tree.kind(), "list_splat_pattern" | "dictionary_splat_pattern") {
            return self.expression(tree);
        }
        match self.parts(tree).first() {
            Some(name) => self.expression(*name),
            None => self.nothing(tree),
        }
    }

    fn class(&mut self, whole: Tree<'t>, node: Tree<'t>, decorators: Vec<NodeId>) -> Defined<'t> {
        let id = self.builder.new_class(whole, ClassKind::Class);
        let (mut name, mut body) = (None, None);
        let mut bases = Vec::new();
        for part in self.parts(node) {
            match part.kind() {
                "identifier" => name = Some(part),
                "argument_list" => {
                    let parts = self.parts(part);
                    bases.extend(self.expressions(&parts));
                }
                "type_parameter" => bases.push(self.generic(part)),
                "block" => body = Some(part),
                _ => {}
            }
        }
        let word = name.map(|name| self.builder.word(name));
        let class = &mut self.builder.classes[id.index()];
        class.name = word;
        class.bases = bases;
        class.decorators = decorators;
        if let Some(body) = body {
            self.class_body(id, body);
        }
        let node = self.builder.add(whole, NodeKind::Class(id));
        if let Some(body) = body {
            self.builder.bind(body, node);
        }
        Defined { name, node }
    }

    /// `class Repo[T]` is `class Repo(Generic[T])`.
    fn generic(&mut self, parameters: Tree<'t>) -> NodeId {
        let word = self.builder.intern("Generic");
        let base = self.builder.add_at(span(parameters), NodeKind::Name(word));
        self.type_index(parameters, base, parameters)
    }

    fn class_body(&mut self, id: ClassId, body: Tree<'t>) {
        let outer = self.builder.class.replace(id);
        for statement in self.children(body) {
            let mark = self.strays.len();
            self.class_statement(id, statement);
            for stray in self.strays.drain(mark..).collect::<Items>() {
                self.field(id, None, stray);
            }
        }
        self.builder.class = outer;
    }

    /// A method, a field, a nested class; whatever else holds code is kept as a field named `_`.
    fn class_statement(&mut self, id: ClassId, node: Tree<'t>) {
        match node.kind() {
            "function_definition" | "class_definition" | "decorated_definition" => {
                let defined = self.define(node);
                if !matches!(self.builder.kind(defined.node), NodeKind::Function(_)) {
                    self.field(id, defined.name, defined.node);
                }
            }
            kind => {
                let fields = self.builder.classes[id.index()].fields.len();
                let mut items = Items::new();
                self.statement(node, &mut items);
                let is_field = fields < self.builder.classes[id.index()].fields.len();
                if kind == "expression_statement" && (is_field || items.last().is_some_and(|last| self.is_filler(*last))) {
                    items.pop();
                }
                for item in items {
                    self.field(id, None, item);
                }
            }
        }
    }

    /// A docstring or `...`.
    fn is_filler(&self, item: NodeId) -> bool {
        matches!(self.builder.kind(item), NodeKind::Text(_)) || self.is_name(item, "...")
    }

    fn field(&mut self, class: ClassId, name: Option<Tree<'t>>, value: NodeId) {
        let name = match name {
            Some(name) => self.builder.word(name),
            None => self.builder.intern("_"),
        };
        let field = Field { name, span: self.builder.span_of(value), ty: None, value: Some(value), decorators: Vec::new() };
        self.builder.classes[class.index()].fields.push(field);
    }
}
