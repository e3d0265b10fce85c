//! TypeScript's types, as nodes.

use super::kinds::Kind;
use super::literals::Key;
use super::{Items, Lowering, NodeId, NodeKind, Span, Trees, deep, span};
use crate::syntax::Node as Tree;

impl<'t> Lowering<'_, '_> {
    /// A type, or an annotation that holds one.
    pub(super) fn ty(&mut self, node: Tree<'t>) -> NodeId {
        match self.kind(node) {
            Kind::TypeIdentifier | Kind::PredefinedType | Kind::Identifier | Kind::This => self.name(node),
            kind => deep(|| self.compound_type(node, kind)),
        }
    }

    fn compound_type(&mut self, node: Tree<'t>, kind: Kind) -> NodeId {
        match kind {
            Kind::TypeAnnotation | Kind::TypeWrapper | Kind::RequiredParameter | Kind::OptionalParameter => self.inner_type(node),
            Kind::GenericType => self.generic(node),
            Kind::ArrayType => self.array_type(node),
            Kind::UnionType | Kind::IntersectionType => self.union(node, kind),
            Kind::ObjectType => self.object_type(node),
            Kind::TupleType => {
                let items = self.type_list(node);
                let items = self.builder.list(&items);
                self.builder.add(node, NodeKind::List(items))
            }
            Kind::LookupType => self.lookup(node),
            Kind::IndexTypeQuery => {
                let items = self.type_list(node);
                let items = self.builder.list(&items);
                self.builder.add(node, NodeKind::Operate(items))
            }
            Kind::LiteralType => self.literal_type(node),
            Kind::TemplateLiteralType => self.template(node),
            Kind::Spread => {
                let parts = self.parts(node);
                let Some(inner) = self.first_node(&parts) else { return self.unknown_of(node, &parts) };
                let inner = self.ty(inner);
                self.builder.add(node, NodeKind::Spread(inner))
            }
            Kind::FunctionType | Kind::AssertsAnnotation | Kind::TypePredicate | Kind::InferType | Kind::Other => self.types_in(node),
            Kind::MemberExpression
            | Kind::CallExpression
            | Kind::Subscript
            | Kind::Ascription
            | Kind::String
            | Kind::Number
            | Kind::True
            | Kind::False
            | Kind::Null
            | Kind::UnaryExpression => self.expression(node),
            _ => self.unknown(node),
        }
    }

    /// The type of an annotation, of parentheses, or of a tuple's named element: the last node within.
    fn inner_type(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some(inner) = parts.iter().rev().copied().find(|&part| !self.kind(part).is_token()) else {
            return self.unknown_of(node, &parts);
        };
        let inner = self.ty(inner);
        self.builder.bind(node, inner);
        inner
    }

    /// `Promise<User>`.
    fn generic(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [base, arguments] = parts[..] else { return self.unknown_of(node, &parts) };
        let base = self.ty(base);
        let id = self.apply(node, base, arguments);
        self.builder.bind(node, id);
        id
    }

    /// A type with its arguments; several are a list.
    pub(super) fn apply(&mut self, within: Tree<'t>, base: NodeId, arguments: Tree<'t>) -> NodeId {
        let items = self.type_list(arguments);
        let index = match items[..] {
            [only] => only,
            _ => {
                let items = self.builder.list(&items);
                self.builder.add(arguments, NodeKind::List(items))
            }
        };
        let span = Span { start: self.builder.span_of(base).start, end: span(arguments).end.min(span(within).end) };
        self.builder.add_at(span, NodeKind::Index { base, index })
    }

    fn type_list(&mut self, node: Tree<'t>) -> Items {
        let mut items = Items::new();
        for child in self.children(node) {
            items.push(self.ty(child));
        }
        items
    }

    /// `T[]`.
    fn array_type(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some(element) = self.first_node(&parts) else { return self.unknown_of(node, &parts) };
        let index = self.ty(element);
        let name = self.builder.intern("Array");
        let base = self.name_at(span(node), name);
        self.builder.add(node, NodeKind::Index { base, index })
    }

    /// `A | B | C` leans to the left; its members become one list.
    fn union(&mut self, node: Tree<'t>, kind: Kind) -> NodeId {
        let (mut chain, mut members) = (Trees::new(), Trees::new());
        let mut at = Some(node);
        while let Some(link) = at.take() {
            chain.push(link);
            for part in self.parts(link).into_iter().rev() {
                match self.kind(part) {
                    token if token.is_token() => {}
                    inner if inner == kind && at.is_none() => at = Some(part),
                    _ => members.push(part),
                }
            }
        }
        let mut items = Items::new();
        for member in members.into_iter().rev() {
            items.push(self.ty(member));
        }
        let items = self.builder.list(&items);
        let id = self.builder.add(node, NodeKind::Operate(items));
        for link in chain {
            self.builder.bind(link, id);
        }
        id
    }

    /// `T["name"]`.
    fn lookup(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [base, _, index, ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let base = self.ty(base);
        let index = self.ty(index);
        self.builder.add(node, NodeKind::Index { base, index })
    }

    fn literal_type(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some(inner) = self.first_node(&parts) else { return self.unknown_of(node, &parts) };
        let inner = self.expression(inner);
        self.builder.bind(node, inner);
        inner
    }

    fn object_type(&mut self, node: Tree<'t>) -> NodeId {
        let mut entries = Items::new();
        for member in self.children(node) {
            entries.push(match self.kind(member) {
                Kind::PropertySignature | Kind::MethodSignature => self.type_entry(member),
                _ => self.types_in(member),
            });
        }
        let entries = self.builder.list(&entries);
        self.builder.add(node, NodeKind::Object(entries))
    }

    fn type_entry(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.peek(node);
        let key = parts.iter().copied().find(|&part| self.kind(part).is_property_name());
        let Some(key) = key else { return self.types_in(node) };
        let annotation = self.find(&parts, Kind::TypeAnnotation).filter(|_| self.kind(node) == Kind::PropertySignature);
        let value = match annotation {
            Some(annotation) => self.ty(annotation),
            None => self.types_in(node),
        };
        match self.key(key) {
            Key::Word(name) => self.builder.add(node, NodeKind::Named { name, value }),
            Key::Computed(key) => {
                let key = self.expression(key);
                self.builder.add(node, NodeKind::Entry { key, value })
            }
        }
    }

    /// A node of which only the types within matter: a signature, a function type, a conditional type.
    pub(super) fn types_in(&mut self, node: Tree<'t>) -> NodeId {
        let mut types = Items::new();
        self.collect_types(node, &mut types);
        let types = self.builder.list(&types);
        self.builder.add(node, NodeKind::Unknown(types))
    }

    fn collect_types(&mut self, node: Tree<'t>, types: &mut Items) {
        for child in self.children(node) {
            match self.kind(child) {
                Kind::FormalParameters | Kind::RequiredParameter | Kind::OptionalParameter | Kind::TypePredicate => {
                    deep(|| self.collect_types(child, types));
                }
                Kind::Identifier
                | Kind::PropertyIdentifier
                | Kind::PrivatePropertyIdentifier
                | Kind::TypeParameters
                | Kind::AccessibilityModifier
                | Kind::OverrideModifier => {}
                _ => types.push(self.ty(child)),
            }
        }
    }
}
