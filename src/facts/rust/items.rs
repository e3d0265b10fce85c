//! Functions, structs, enums, traits, `impl` blocks, modules and constants.

use super::super::ir::*;
use super::{Ids, Lower, span};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// Lowers an item into `out`; false if the node is none. Definitions of macros and of foreign functions say nothing.
    pub(super) fn item(&mut self, node: Tree<'t>, kind: &str, attributes: &[Tree<'t>], out: &mut Ids) -> bool {
        let in_test = self.builder.in_test;
        if !attributes.is_empty() {
            self.builder.in_test |= attributes.iter().any(|attribute| self.marks_test(*attribute));
        }
        match kind {
            "function_item" | "function_signature_item" => {
                let (_, function) = self.function(node, attributes, None);
                self.define(node, function, out);
            }
            "struct_item" | "union_item" => self.with_bounds(node, |lower| lower.record(node, attributes, out)),
            "enum_item" => self.enumeration(node, attributes, out),
            "trait_item" => self.with_bounds(node, |lower| lower.interface(node, attributes, out)),
            "impl_item" => self.with_bounds(node, |lower| lower.implementation(node, attributes, out)),
            "mod_item" => self.module(node, out),
            "const_item" | "static_item" => self.constant(node, out),
            "type_item" => {
                if let Some(ty) = node.child_by_field_id(self.grammar.r#type) {
                    let ty = self.ty(ty);
                    self.define(node, ty, out);
                }
            }
            "use_declaration" => self.use_declaration(node),
            "extern_crate_declaration" => self.extern_crate(node),
            "macro_definition" | "foreign_mod_item" | "empty_statement" | "associated_type" => {}
            _ => {
                self.builder.in_test = in_test;
                return false;
            }
        }
        self.builder.in_test = in_test;
        true
    }

    /// `let name = value` for the named item.
    fn define(&mut self, node: Tree<'t>, value: NodeId, out: &mut Ids) {
        let Some(name) = node.child_by_field_id(self.grammar.name) else { return out.push(value) };
        let target = self.name(name);
        out.push(self.builder.add_at(span(node), NodeKind::Let { target, value }));
    }

    pub(super) fn is_public(&self, node: Tree<'t>) -> bool {
        node.child(0).is_some_and(|first| first.kind() == "visibility_modifier")
    }

    /// A function, or a method of `class`.
    fn function(&mut self, node: Tree<'t>, attributes: &[Tree<'t>], class: Option<ClassId>) -> (FunctionId, NodeId) {
        let grammar = self.grammar;
        let id = self.builder.new_function(node);
        let decorators = self.decorators(attributes);
        let name = node.child_by_field_id(grammar.name).map(|name| self.word(name));
        let (outer_function, outer_class) = (self.builder.function.replace(id), self.builder.class.take());
        let (params, return_type, body) = self.with_bounds(node, |lower| {
            let params = node.child_by_field_id(grammar.parameters).map(|parameters| lower.parameters(parameters)).unwrap_or_default();
            let return_type = node.child_by_field_id(grammar.return_type).map(|ty| lower.ty(ty));
            let body = match node.child_by_field_id(grammar.body) {
                Some(body) => lower.body_block(body),
                None => lower.empty_block(node),
            };
            (params, return_type, body)
        });
        (self.builder.function, self.builder.class) = (outer_function, outer_class);
        let is_static = class.is_some() && params.iter().all(|param| param.kind != ParamKind::Receiver);
        let is_public = self.is_public(node);
        let is_async = self.is_async(node);
        let function = &mut self.builder.functions[id.index()];
        function.span = from_first(attributes, node);
        (function.name, function.params, function.body, function.return_type) = (name, params, body, return_type);
        (function.decorators, function.class) = (decorators, class);
        (function.is_async, function.is_static, function.is_public) = (is_async, is_static, is_public);
        (id, self.builder.add(node, NodeKind::Function(id)))
    }

    fn is_async(&mut self, node: Tree<'t>) -> bool {
        let modifiers = self.children(node).into_iter().find(|child| child.kind() == "function_modifiers");
        modifiers.is_some_and(|modifiers| self.builder.slice(modifiers).contains("async"))
    }

    fn empty_block(&mut self, node: Tree<'t>) -> NodeId {
        let list = self.builder.list(&[]);
        let end = node.end_byte() as u32;
        self.builder.add_at(Span { start: end, end }, NodeKind::Block(list))
    }

    fn parameters(&mut self, node: Tree<'t>) -> Vec<Param> {
        let mut params = Vec::new();
        self.attributed(node, |lower, child, attributes| {
            let decorators = lower.decorators(attributes);
            let mut param = lower.parameter(child);
            if let [first, .., last] | [first @ last] = decorators.as_slice() {
                let span = Span { start: lower.builder.span_of(*first).start, end: lower.builder.span_of(*last).end };
                let list = lower.builder.list(&decorators);
                param.decorators = Some(lower.builder.add_at(span, NodeKind::List(list)));
            }
            params.push(param);
        });
        params
    }

    /// A parameter of a function or closure.
    fn parameter(&mut self, node: Tree<'t>) -> Param {
        let grammar = self.grammar;
        let mut param = Param { pattern: NodeId(0), ty: None, default: None, decorators: None, kind: ParamKind::Plain };
        match node.kind() {
            "parameter" => {
                param.ty = node.child_by_field_id(grammar.r#type).map(|ty| self.ty(ty));
                let Some(pattern) = node.child_by_field_id(grammar.pattern) else {
                    param.pattern = self.unknown(node);
                    return param;
                };
                if pattern.kind() == "self" {
                    param.kind = ParamKind::Receiver;
                }
                param.pattern = self.same(node, pattern, Self::pattern);
            }
            "self_parameter" => {
                let name = self.builder.intern("self");
                param.kind = ParamKind::Receiver;
                param.pattern = self.builder.add(node, NodeKind::Name(name));
            }
            "variadic_parameter" => {
                param.kind = ParamKind::Rest;
                param.pattern = match node.child_by_field_id(grammar.pattern) {
                    Some(pattern) => self.pattern(pattern),
                    None => self.blank(span(node)),
                };
            }
            "_" | "ERROR" => param.pattern = self.pattern(node),
            // A trait's method of the 2015 edition names only the type.
            _ => {
                param.ty = Some(self.ty(node));
                param.pattern = self.blank(span(node));
            }
        }
        param
    }

    /// `async move |a, (b, c): T| -> R { .. }`
    pub(super) fn closure(&mut self, node: Tree<'t>) -> NodeId {
        let grammar = self.grammar;
        let id = self.builder.new_function(node);
        let (outer_function, outer_class) = (self.builder.function.replace(id), self.builder.class.take());
        let mut params = Vec::new();
        if let Some(parameters) = node.child_by_field_id(grammar.parameters) {
            for child in self.bare_children(parameters) {
                params.push(match child.kind() {
                    "parameter" => self.parameter(child),
                    _ => Param { pattern: self.pattern(child), ty: None, default: None, decorators: None, kind: ParamKind::Plain },
                });
            }
        }
        let return_type = node.child_by_field_id(grammar.return_type).map(|ty| self.ty(ty));
        let body = match node.child_by_field_id(grammar.body) {
            Some(body) if body.kind() == "block" => self.body_block(body),
            Some(body) => {
                let value = self.expression(body);
                self.returned(value)
            }
            None => self.empty_block(node),
        };
        (self.builder.function, self.builder.class) = (outer_function, outer_class);
        let is_async = self.builder.slice(node).trim_start_matches("static ").starts_with("async");
        let function = &mut self.builder.functions[id.index()];
        (function.params, function.body, function.return_type, function.is_async) = (params, body, return_type, is_async);
        self.builder.add(node, NodeKind::Function(id))
    }

    /// Reserves a class with what all kinds of class have.
    fn class(&mut self, node: Tree<'t>, kind: ClassKind, attributes: &[Tree<'t>]) -> ClassId {
        let id = self.builder.new_class(node, kind);
        let decorators = self.decorators(attributes);
        let name = node.child_by_field_id(self.grammar.name).map(|name| self.word(name));
        let class = &mut self.builder.classes[id.index()];
        (class.name, class.decorators, class.span) = (name, decorators, from_first(attributes, node));
        id
    }

    fn record(&mut self, node: Tree<'t>, attributes: &[Tree<'t>], out: &mut Ids) {
        let id = self.class(node, ClassKind::Struct, attributes);
        if let Some(body) = node.child_by_field_id(self.grammar.body) {
            self.builder.classes[id.index()].fields = self.fields(body);
        }
        let class = self.builder.add(node, NodeKind::Class(id));
        self.define(node, class, out);
    }

    /// The fields of a struct; those of a tuple struct are called `0`, `1`, ...
    fn fields(&mut self, body: Tree<'t>) -> Vec<Field> {
        let grammar = self.grammar;
        let mut fields = Vec::new();
        self.attributed(body, |lower, child, attributes| match child.kind() {
            "field_declaration" => {
                let Some(name) = child.child_by_field_id(grammar.name) else { return };
                let name = lower.word(name);
                let ty = child.child_by_field_id(grammar.r#type).map(|ty| lower.same(child, ty, Self::ty));
                let decorators = lower.decorators(attributes);
                fields.push(Field { name, span: from_first(attributes, child), ty, value: None, decorators });
            }
            "visibility_modifier" => {}
            _ => {
                let name = lower.builder.intern(&fields.len().to_string());
                let ty = Some(lower.ty(child));
                let decorators = lower.decorators(attributes);
                fields.push(Field { name, span: from_first(attributes, child), ty, value: None, decorators });
            }
        });
        fields
    }

    fn enumeration(&mut self, node: Tree<'t>, attributes: &[Tree<'t>], out: &mut Ids) {
        let id = self.class(node, ClassKind::Enum, attributes);
        if let Some(body) = node.child_by_field_id(self.grammar.body) {
            let mut fields = Vec::new();
            self.attributed(body, |lower, child, attributes| fields.extend(lower.variant(child, attributes)));
            self.builder.classes[id.index()].fields = fields;
        }
        let class = self.builder.add(node, NodeKind::Class(id));
        self.define(node, class, out);
    }

    /// A variant is a field whose type is its payload.
    fn variant(&mut self, node: Tree<'t>, attributes: &[Tree<'t>]) -> Option<Field> {
        let name = node.child_by_field_id(self.grammar.name)?;
        let name = self.word(name);
        let ty = node.child_by_field_id(self.grammar.body).map(|body| self.payload(body));
        let value = node.child_by_field_id(self.grammar.value).map(|value| self.expression(value));
        let decorators = self.decorators(attributes);
        Some(Field { name, span: from_first(attributes, node), ty, value, decorators })
    }

    fn payload(&mut self, body: Tree<'t>) -> NodeId {
        let is_tuple = body.kind() == "ordered_field_declaration_list";
        let mut entries = Ids::new();
        for field in self.fields(body) {
            let Some(ty) = field.ty else { continue };
            let named = NodeKind::Named { name: field.name, value: ty };
            entries.push(if is_tuple { ty } else { self.builder.add_at(field.span, named) });
        }
        let list = self.builder.list(&entries);
        self.builder.add(body, if is_tuple { NodeKind::List(list) } else { NodeKind::Object(list) })
    }

    fn interface(&mut self, node: Tree<'t>, attributes: &[Tree<'t>], out: &mut Ids) {
        let id = self.class(node, ClassKind::Trait, attributes);
        let bounds = node.child_by_field_id(self.grammar.bounds);
        let bounds = bounds.map(|bounds| self.children(bounds)).unwrap_or_default();
        let bases = bounds.into_iter().filter(|bound| bound.kind() != "lifetime").map(|bound| self.ty(bound)).collect();
        self.builder.classes[id.index()].bases = bases;
        let others = self.members(node, id);
        let class = self.builder.add(node, NodeKind::Class(id));
        self.define(node, class, out);
        out.extend(others);
    }

    /// `impl Trait for Type { .. }`; of `impl<T: Bound> Trait for T`, the bound's.
    fn implementation(&mut self, node: Tree<'t>, attributes: &[Tree<'t>], out: &mut Ids) {
        let id = self.class(node, ClassKind::Impl, attributes);
        let base = node.child_by_field_id(self.grammar.r#trait).map(|base| self.ty(base));
        let ty = node.child_by_field_id(self.grammar.r#type).map(|ty| self.ty(ty));
        let name = ty.and_then(|ty| self.last_name(ty));
        let class = &mut self.builder.classes[id.index()];
        (class.name, class.bases) = (name, base.into_iter().collect());
        let others = self.members(node, id);
        out.push(self.builder.add(node, NodeKind::Class(id)));
        out.extend(others);
    }

    fn last_name(&self, ty: NodeId) -> Option<Sym> {
        match self.builder.kind(ty) {
            NodeKind::Name(name) | NodeKind::Member { name, .. } => Some(name),
            NodeKind::Index { base, .. } => self.last_name(base),
            _ => None,
        }
    }

    /// Fills in the methods of a trait or `impl`, its constants and types as fields; gives back what is neither.
    fn members(&mut self, node: Tree<'t>, id: ClassId) -> Ids {
        let grammar = self.grammar;
        let mut others = Ids::new();
        let Some(body) = node.child_by_field_id(grammar.body) else { return others };
        let outer = self.builder.class.replace(id);
        let in_test = self.builder.in_test;
        self.attributed(body, |lower, child, attributes| {
            lower.builder.in_test = in_test || attributes.iter().any(|attribute| lower.marks_test(*attribute));
            match child.kind() {
                "function_item" | "function_signature_item" => {
                    let (method, _) = lower.function(child, attributes, Some(id));
                    lower.builder.classes[id.index()].methods.push(method);
                }
                "const_item" | "type_item" | "associated_type" => {
                    let Some(name) = child.child_by_field_id(grammar.name) else { return };
                    let name = lower.word(name);
                    let ty = child.child_by_field_id(grammar.r#type).map(|ty| lower.ty(ty));
                    let value = child.child_by_field_id(grammar.value).map(|value| lower.expression(value));
                    let decorators = lower.decorators(attributes);
                    let field = Field { name, span: from_first(attributes, child), ty, value, decorators };
                    lower.builder.classes[id.index()].fields.push(field);
                }
                "visibility_modifier" | "inner_attribute_item" | "empty_statement" => {}
                _ => others.push(lower.expression(child)),
            }
        });
        (self.builder.class, self.builder.in_test) = (outer, in_test);
        others
    }

    fn module(&mut self, node: Tree<'t>, out: &mut Ids) {
        let Some(name) = node.child_by_field_id(self.grammar.name) else { return };
        let Some(body) = node.child_by_field_id(self.grammar.body) else { return self.mod_file(node, name) };
        let items = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.statements(body));
        let list = self.builder.list(&items);
        let block = self.builder.add(body, NodeKind::Block(list));
        let target = self.name(name);
        out.push(self.builder.add(node, NodeKind::Let { target, value: block }));
    }

    fn constant(&mut self, node: Tree<'t>, out: &mut Ids) {
        self.stated_type(node, out);
        let name = node.child_by_field_id(self.grammar.name);
        let value = node.child_by_field_id(self.grammar.value);
        let (Some(name), Some(value)) = (name, value) else { return };
        let value = self.expression(value);
        let target = self.name(name);
        out.push(self.builder.add(node, NodeKind::Let { target, value }));
    }
}

/// From the first attribute to the end of the item.
fn from_first(attributes: &[Tree], node: Tree) -> Span {
    let first = attributes.first().copied().unwrap_or(node);
    Span { start: first.start_byte() as u32, end: node.end_byte() as u32 }
}
