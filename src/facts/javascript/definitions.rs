//! Functions, their parameters, classes, interfaces and enums.

use super::kinds::Kind;
use super::literals::Key;
use super::{ClassId, ClassKind, Field, FunctionId, Items, Lowering, NodeId, NodeKind, Param, ParamKind, Span, Sym, deep, span};
use crate::syntax::Node as Tree;

/// Decorators lowered before what they decorate, and where the first one starts.
#[derive(Default)]
pub(super) struct Decorators {
    pub(super) ids: Vec<NodeId>,
    start: Option<u32>,
}

impl<'t> Lowering<'_, '_> {
    /// `@Get(":id")`: the decorator and its expression are one node.
    pub(super) fn decorator(&mut self, node: Tree<'t>) -> NodeId {
        // A function in it is no method of the class.
        let class = self.builder.class.take();
        let parts = self.parts(node);
        let id = match self.first_node(&parts) {
            Some(inner) => self.expression(inner),
            None => self.unknown_of(node, &parts),
        };
        self.builder.bind(node, id);
        self.builder.class = class;
        id
    }

    pub(super) fn add_decorator(&mut self, node: Tree<'t>, decorators: &mut Decorators) {
        decorators.ids.push(self.decorator(node));
        decorators.start.get_or_insert(span(node).start);
    }

    /// `function f() {}` introduces `f`.
    pub(super) fn function_declaration(&mut self, node: Tree<'t>) -> NodeId {
        let name = node.child_by_field_name("name");
        let value = self.function_expression(node);
        self.declare(node, name, value)
    }

    /// An overload: the types alone, unless there will be no body (`declare function`).
    pub(super) fn function_signature(&mut self, node: Tree<'t>, items: &mut Items) {
        let id = if self.ambient { self.function_declaration(node) } else { self.types_in(node) };
        items.push(id);
    }

    /// Introduces a function or class under its name; without one (`export default`) it stands for itself.
    fn declare(&mut self, node: Tree<'t>, name: Option<Tree<'t>>, value: NodeId) -> NodeId {
        let Some(name) = name else { return value };
        let target = self.name(name);
        self.builder.add_at(span(node), NodeKind::Let { target, value })
    }

    pub(super) fn function_expression(&mut self, node: Tree<'t>) -> NodeId {
        let (function, _) = self.function(node);
        self.builder.add(node, NodeKind::Function(function))
    }

    /// A method of a class, interface or object literal, and its key.
    pub(super) fn method(&mut self, node: Tree<'t>, decorators: Decorators) -> (FunctionId, Option<Key<'t>>) {
        let (id, name) = self.function(node);
        let key = name.map(|name| self.key(name));
        let word = match key {
            Some(Key::Word(word)) => Some(word),
            Some(Key::Computed(_)) => name.map(|name| self.builder.word(name)),
            None => None,
        };
        let function = &mut self.builder.functions[id.index()];
        function.name = word;
        function.span.start = decorators.start.unwrap_or(function.span.start);
        function.decorators.splice(0..0, decorators.ids);
        (id, key)
    }

    /// A function of any form, and the node of its name.
    fn function(&mut self, node: Tree<'t>) -> (FunctionId, Option<Tree<'t>>) {
        let id = self.builder.new_function(node);
        let outer = self.builder.function.replace(id);
        let class = self.builder.class.take();
        let ambient = std::mem::take(&mut self.ambient);
        let leftovers = std::mem::take(&mut self.leftovers);
        let name = self.signature_and_body(node, id, class);
        self.leftovers.splice(0..0, leftovers);
        self.ambient = ambient;
        self.builder.class = class;
        self.builder.function = outer;
        (id, name)
    }

    fn signature_and_body(&mut self, node: Tree<'t>, id: FunctionId, class: Option<ClassId>) -> Option<Tree<'t>> {
        let is_arrow = self.kind(node) == Kind::ArrowFunction;
        let (mut name, mut body, mut return_type) = (None, None, None);
        let (mut is_async, mut is_static) = (false, false);
        let mut params = Vec::new();
        let mut getter = None;
        let parts = self.parts(node);
        for (i, &part) in parts.iter().enumerate() {
            match self.kind(part) {
                Kind::Async => is_async = true,
                Kind::Static | Kind::StaticGet => is_static = true,
                // A getter is read like Python's `@property`.
                Kind::Get if name.is_none() && class.is_some() => {
                    let property = self.builder.intern("property");
                    getter = Some(self.builder.add_at(span(part), NodeKind::Name(property)));
                }
                Kind::FormalParameters => self.params(part, class, &mut params),
                Kind::TypeAnnotation | Kind::AssertsAnnotation => return_type = Some(self.ty(part)),
                Kind::StatementBlock => body = Some(self.block(part)),
                Kind::FatArrow => {
                    body = parts.get(i + 1).map(|&body| self.arrow_body(body));
                    break;
                }
                Kind::Identifier if is_arrow => params.extend(self.param(part, class)),
                kind if kind.is_property_name() && name.is_none() => name = Some(part),
                _ => {}
            }
        }
        let body = body.unwrap_or_else(|| {
            let none = self.builder.list(&[]);
            self.builder.add_at(span(node), NodeKind::Block(none))
        });
        let word = name.map(|name| self.builder.word(name));
        let function = &mut self.builder.functions[id.index()];
        function.name = word;
        function.decorators.extend(getter);
        function.params = params;
        function.body = body;
        function.return_type = return_type;
        function.class = class;
        function.is_async = is_async;
        function.is_static = is_static;
        name
    }

    fn arrow_body(&mut self, node: Tree<'t>) -> NodeId {
        if self.kind(node) == Kind::StatementBlock {
            return self.block(node);
        }
        let value = self.expression(node);
        self.builder.add_at(span(node), NodeKind::Return(Some(value)))
    }

    fn params(&mut self, node: Tree<'t>, class: Option<ClassId>, params: &mut Vec<Param>) {
        for child in self.children(node) {
            params.extend(self.param(child, class));
        }
    }

    /// A parameter; TypeScript's `this: T` is none.
    fn param(&mut self, node: Tree<'t>, class: Option<ClassId>) -> Option<Param> {
        match self.kind(node) {
            Kind::RequiredParameter | Kind::OptionalParameter => self.typed_param(node, class),
            Kind::AssignmentPattern => {
                let parts = self.parts(node);
                let [target, _, default] = parts[..] else { return Some(plain(self.unknown_of(node, &parts))) };
                let mut param = plain(self.expression(target));
                param.default = Some(self.expression(default));
                self.builder.bind(node, param.pattern);
                Some(param)
            }
            _ => Some(self.param_pattern(node)),
        }
    }

    fn param_pattern(&mut self, node: Tree<'t>) -> Param {
        let pattern = self.expression(node);
        match self.builder.kind(pattern) {
            NodeKind::Spread(inner) => Param { kind: ParamKind::Rest, ..plain(inner) },
            _ => plain(pattern),
        }
    }

    fn typed_param(&mut self, node: Tree<'t>, class: Option<ClassId>) -> Option<Param> {
        let parts = self.parts(node);
        let mut decorators = Decorators::default();
        let mut param = None;
        let (mut ty, mut is_property) = (None, false);
        for &part in &parts {
            match self.kind(part) {
                Kind::Decorator => self.add_decorator(part, &mut decorators),
                Kind::AccessibilityModifier | Kind::Readonly | Kind::OverrideModifier => is_property = true,
                Kind::TypeAnnotation => ty = Some(self.ty(part)),
                Kind::Equals => break,
                Kind::This => return None,
                kind if kind.is_token() => {}
                _ => param = Some(self.param_pattern(part)),
            }
        }
        let mut param = param?;
        self.builder.bind(node, param.pattern);
        param.ty = ty;
        param.default = self.initializer(&parts).map(|value| self.expression(value));
        if let Some(class) = class.filter(|_| is_property) {
            self.property_of_param(node, class, &param, &decorators);
        }
        if !decorators.ids.is_empty() {
            let list = self.builder.list(&decorators.ids);
            let span = Span { start: decorators.start.unwrap_or_default(), end: span(node).end };
            param.decorators = Some(self.builder.add_at(span, NodeKind::List(list)));
        }
        Some(param)
    }

    /// `constructor(private readonly orders: OrderService)` declares a field.
    fn property_of_param(&mut self, node: Tree<'t>, class: ClassId, param: &Param, decorators: &Decorators) {
        if let NodeKind::Name(name) = self.builder.kind(param.pattern) {
            let field = Field { name, span: span(node), ty: param.ty, value: None, decorators: decorators.ids.clone() };
            self.builder.classes[class.index()].fields.push(field);
        }
    }

    pub(super) fn class_declaration(&mut self, node: Tree<'t>, decorators: Decorators) -> NodeId {
        let name = node.child_by_field_name("name");
        let class = self.class(node, decorators);
        let value = self.builder.add(node, NodeKind::Class(class));
        self.declare(node, name, value)
    }

    pub(super) fn class_expression(&mut self, node: Tree<'t>) -> NodeId {
        let class = self.class(node, Decorators::default());
        self.builder.add(node, NodeKind::Class(class))
    }

    /// A class. Decorators before `export` come from there.
    fn class(&mut self, node: Tree<'t>, mut decorators: Decorators) -> ClassId {
        let id = self.builder.new_class(node, ClassKind::Class);
        let mut bases = Vec::new();
        for part in self.parts(node) {
            match self.kind(part) {
                Kind::Decorator => self.add_decorator(part, &mut decorators),
                Kind::Identifier | Kind::TypeIdentifier => self.name_class(id, part),
                Kind::ClassHeritage => self.heritage(part, &mut bases),
                Kind::ClassBody => self.class_body(part, id),
                _ => {}
            }
        }
        let class = &mut self.builder.classes[id.index()];
        class.span.start = decorators.start.unwrap_or(class.span.start);
        class.decorators = decorators.ids;
        class.bases = bases;
        id
    }

    fn name_class(&mut self, id: ClassId, name: Tree<'t>) {
        let name = self.builder.word(name);
        self.builder.classes[id.index()].name = Some(name);
    }

    /// `extends Base<T> implements Port`: JavaScript has the expression itself here, TypeScript a clause for each.
    fn heritage(&mut self, node: Tree<'t>, bases: &mut Vec<NodeId>) {
        for part in self.children(node) {
            match self.kind(part) {
                Kind::ExtendsClause => self.extends(part, bases),
                Kind::ImplementsClause | Kind::ExtendsTypeClause => {
                    for ty in self.children(part) {
                        bases.push(self.ty(ty));
                    }
                }
                _ => bases.push(self.expression(part)),
            }
        }
    }

    fn extends(&mut self, node: Tree<'t>, bases: &mut Vec<NodeId>) {
        for part in self.children(node) {
            match (self.kind(part), bases.last_mut()) {
                (Kind::TypeArguments, Some(base)) => *base = self.apply(node, *base, part),
                _ => bases.push(self.expression(part)),
            }
        }
    }

    fn class_body(&mut self, node: Tree<'t>, class: ClassId) {
        let outer = self.builder.class.replace(class);
        // In TypeScript a method's decorators stand before it.
        let mut pending = Decorators::default();
        for member in self.children(node) {
            match self.kind(member) {
                Kind::Decorator => self.add_decorator(member, &mut pending),
                Kind::MethodDefinition | Kind::AbstractMethodSignature => {
                    self.class_method(member, class, std::mem::take(&mut pending));
                }
                Kind::MethodSignature if self.ambient => self.class_method(member, class, Decorators::default()),
                Kind::FieldDefinition => self.field(member, class, std::mem::take(&mut pending)),
                Kind::ClassStaticBlock => self.static_block(member, class),
                // An overload, an index signature.
                _ => self.leave_over(member),
            }
        }
        self.builder.class = outer;
    }

    fn leave_over(&mut self, node: Tree<'t>) {
        let id = match self.kind(node) {
            Kind::Error => self.unknown(node),
            _ => self.types_in(node),
        };
        self.leftovers.push(id);
    }

    fn class_method(&mut self, node: Tree<'t>, class: ClassId, mut decorators: Decorators) {
        for part in self.peek(node) {
            match self.kind(part) {
                Kind::Decorator => self.add_decorator(part, &mut decorators),
                _ => break,
            }
        }
        let (id, key) = self.method(node, decorators);
        if let Some(Key::Computed(key)) = key {
            let key = self.expression(key);
            self.leftovers.push(key);
        }
        self.builder.classes[class.index()].methods.push(id);
        self.builder.add(node, NodeKind::Function(id));
    }

    fn static_block(&mut self, node: Tree<'t>, class: ClassId) {
        let (id, _) = self.function(node);
        self.builder.classes[class.index()].methods.push(id);
        self.builder.add(node, NodeKind::Function(id));
    }

    /// A field of a class or interface.
    fn field(&mut self, node: Tree<'t>, class: ClassId, mut decorators: Decorators) {
        let parts = self.parts(node);
        let (mut name, mut ty) = (None, None);
        for &part in &parts {
            match self.kind(part) {
                Kind::Decorator => self.add_decorator(part, &mut decorators),
                Kind::TypeAnnotation => ty = Some(self.ty(part)),
                Kind::Equals => break,
                kind if kind.is_property_name() => name = Some(part),
                _ => {}
            }
        }
        let Some(name) = name else { return };
        let value = self.initializer(&parts).map(|value| self.expression(value));
        let name = self.field_name(name);
        if let Some(value) = value {
            self.give_name(value, name);
        }
        if let Some(shown) = value.or(ty) {
            self.builder.bind(node, shown);
        }
        let span = Span { start: decorators.start.unwrap_or(span(node).start), end: span(node).end };
        let field = Field { name, span, ty, value, decorators: decorators.ids };
        self.builder.classes[class.index()].fields.push(field);
    }

    fn field_name(&mut self, node: Tree<'t>) -> Sym {
        match self.key(node) {
            Key::Word(word) => word,
            Key::Computed(key) => {
                let key = self.expression(key);
                self.leftovers.push(key);
                self.builder.word(node)
            }
        }
    }

    pub(super) fn interface(&mut self, node: Tree<'t>) -> NodeId {
        let name = node.child_by_field_name("name");
        let id = self.builder.new_class(node, ClassKind::Interface);
        let mut bases = Vec::new();
        for part in self.parts(node) {
            match self.kind(part) {
                Kind::TypeIdentifier => self.name_class(id, part),
                Kind::ExtendsTypeClause => {
                    for ty in self.children(part) {
                        bases.push(self.ty(ty));
                    }
                }
                Kind::InterfaceBody | Kind::ObjectType => self.interface_body(part, id),
                _ => {}
            }
        }
        self.builder.classes[id.index()].bases = bases;
        let value = self.builder.add(node, NodeKind::Class(id));
        self.declare(node, name, value)
    }

    fn interface_body(&mut self, node: Tree<'t>, class: ClassId) {
        let outer = self.builder.class.replace(class);
        for member in self.children(node) {
            match self.kind(member) {
                Kind::PropertySignature => self.field(member, class, Decorators::default()),
                Kind::MethodSignature => self.class_method(member, class, Decorators::default()),
                _ => self.leave_over(member),
            }
        }
        self.builder.class = outer;
    }

    /// `type User = { id: string }` is an interface, any other alias names a type.
    pub(super) fn type_alias(&mut self, node: Tree<'t>) -> NodeId {
        let (name, value) = (node.child_by_field_name("name"), node.child_by_field_name("value"));
        let (Some(name), Some(value)) = (name, value) else { return self.unknown(node) };
        if self.kind(value) == Kind::ObjectType {
            return self.interface(node);
        }
        if self.has_errors {
            self.put_errors_aside(node);
        }
        let target = self.name(name);
        let value = self.ty(value);
        self.builder.add(node, NodeKind::Let { target, value })
    }

    pub(super) fn enumeration(&mut self, node: Tree<'t>) -> NodeId {
        let name = node.child_by_field_name("name");
        let id = self.builder.new_class(node, ClassKind::Enum);
        for part in self.parts(node) {
            match self.kind(part) {
                Kind::Identifier => self.name_class(id, part),
                Kind::EnumBody => {
                    for variant in self.children(part) {
                        self.variant(variant, id);
                    }
                }
                _ => {}
            }
        }
        let value = self.builder.add(node, NodeKind::Class(id));
        self.declare(node, name, value)
    }

    fn variant(&mut self, node: Tree<'t>, class: ClassId) {
        let (name, value) = match self.kind(node) {
            Kind::EnumAssignment => {
                let parts = self.parts(node);
                let value = self.initializer(&parts).map(|value| self.expression(value));
                let Some(&name) = parts.first() else { return };
                (name, value)
            }
            Kind::Error => return self.leave_over(node),
            _ => (node, None),
        };
        let field = Field { name: self.field_name(name), span: span(node), ty: None, value, decorators: Vec::new() };
        self.builder.classes[class.index()].fields.push(field);
    }

    /// `namespace A { .. }`, `declare module "x" { .. }`: its statements, in a block.
    pub(super) fn namespace(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let id = match self.find(&parts, Kind::StatementBlock) {
            Some(body) => deep(|| self.block(body)),
            None => {
                let none = self.builder.list(&[]);
                self.builder.add_at(span(node), NodeKind::Block(none))
            }
        };
        self.builder.bind(node, id);
        id
    }

    /// `declare function f(): T`, `declare global { .. }`.
    pub(super) fn ambient_declaration(&mut self, node: Tree<'t>, items: &mut Items) {
        let ambient = std::mem::replace(&mut self.ambient, true);
        for child in self.children(node) {
            match self.kind(child) {
                Kind::PropertyIdentifier => {}
                _ => self.statement(child, items),
            }
        }
        self.ambient = ambient;
    }
}

fn plain(pattern: NodeId) -> Param {
    Param { pattern, ty: None, default: None, decorators: None, kind: ParamKind::Plain }
}
