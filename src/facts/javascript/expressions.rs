//! Expressions and patterns.

use super::kinds::Kind;
use super::{CompareOp, Items, List, LogicOp, Lowering, NodeId, NodeKind, Span, Sym, Trees, deep, span};
use crate::syntax::Node as Tree;

/// A template within a concatenation is taken apart up to this many parts, so that nested ones cost linear time.
const FLATTENED: usize = 64;

impl<'t> Lowering<'_, '_> {
    /// An expression, a pattern, or whatever stands where one should.
    pub(super) fn expression(&mut self, node: Tree<'t>) -> NodeId {
        match self.kind(node) {
            Kind::Identifier | Kind::PropertyIdentifier | Kind::PrivatePropertyIdentifier | Kind::This | Kind::Super | Kind::Import => {
                self.identifier(node)
            }
            Kind::String => self.string(node),
            Kind::Number => {
                let number = self.builder.word(node);
                self.builder.add(node, NodeKind::Number(number))
            }
            Kind::True => self.builder.add(node, NodeKind::Bool(true)),
            Kind::False => self.builder.add(node, NodeKind::Bool(false)),
            Kind::Null => self.builder.add(node, NodeKind::Null),
            Kind::Regex => self.regex(node),
            kind => deep(|| self.compound(node, kind)),
        }
    }

    fn compound(&mut self, node: Tree<'t>, kind: Kind) -> NodeId {
        match kind {
            Kind::MemberExpression => self.member(node),
            Kind::Subscript => self.subscript(node),
            Kind::CallExpression => self.call(node),
            Kind::NewExpression => self.construction(node),
            Kind::TemplateString => self.template(node),
            Kind::Object => self.object(node),
            Kind::Array | Kind::ArrayPattern => self.array(node),
            Kind::Pair => self.pair(node),
            Kind::Shorthand => self.shorthand(node),
            Kind::ArrowFunction | Kind::FunctionExpression => self.function_expression(node),
            Kind::Class => self.class_expression(node),
            Kind::AssignmentExpression => self.assignment(node),
            Kind::AssignmentPattern => self.default_pattern(node),
            Kind::AugmentedAssignment => self.augmented_assignment(node),
            Kind::BinaryExpression => self.binary(node),
            Kind::UnaryExpression => self.unary(node),
            Kind::UpdateExpression => self.around(node, |lowering, value| lowering.operate(&[value])),
            Kind::Ternary => self.ternary(node),
            Kind::AwaitExpression => self.around(node, |_, value| NodeKind::Await(value)),
            Kind::Spread => self.around(node, |_, value| NodeKind::Spread(value)),
            Kind::YieldExpression => self.yields(node),
            Kind::Sequence => self.sequence(node),
            Kind::Parenthesized | Kind::Ascription | Kind::ExpressionStatement => self.wrapper(node),
            Kind::TypeAssertion => self.type_assertion(node),
            Kind::MetaProperty => self.meta_property(node),
            Kind::JsxElement => self.jsx(node),
            Kind::Decorator => self.decorator(node),
            Kind::Module => self.namespace(node),
            Kind::TypeIdentifier
            | Kind::TypeAnnotation
            | Kind::TypeWrapper
            | Kind::PredefinedType
            | Kind::GenericType
            | Kind::UnionType
            | Kind::IntersectionType
            | Kind::ArrayType
            | Kind::ObjectType
            | Kind::TupleType
            | Kind::FunctionType => self.ty(node),
            _ => self.unknown(node),
        }
    }

    fn identifier(&mut self, node: Tree<'t>) -> NodeId {
        match self.builder.slice(node) {
            // Where the parser made up a missing one.
            "" => self.unknown(node),
            _ => self.name(node),
        }
    }

    /// A node that makes `kind` of the one expression within.
    fn around(&mut self, node: Tree<'t>, kind: impl Fn(&mut Self, NodeId) -> NodeKind) -> NodeId {
        let parts = self.parts(node);
        let Some(value) = self.first_node(&parts) else { return self.unknown_of(node, &parts) };
        let value = self.expression(value);
        let kind = kind(self, value);
        self.builder.add(node, kind)
    }

    fn operate(&mut self, operands: &[NodeId]) -> NodeKind {
        NodeKind::Operate(self.builder.list(operands))
    }

    /// A node that adds nothing to the expression within.
    pub(super) fn wrapper(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some(inner) = self.first_node(&parts) else { return self.unknown_of(node, &parts) };
        let inner = self.expression(inner);
        self.builder.bind(node, inner);
        inner
    }

    /// `<T>x`.
    fn type_assertion(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some(&inner) = parts.last() else { return self.unknown_of(node, &parts) };
        let inner = self.expression(inner);
        self.builder.bind(node, inner);
        inner
    }

    /// `a.b`, `a?.b`, `a.#b`; also of types and JSX names.
    pub(super) fn member(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [base, _, .., property] = parts[..] else { return self.unknown_of(node, &parts) };
        let base = self.expression(base);
        let name = self.builder.word(property);
        self.builder.add(node, NodeKind::Member { base, name })
    }

    fn subscript(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [base, .., index, _] = parts[..] else { return self.unknown_of(node, &parts) };
        let base = self.expression(base);
        let kind = match self.kind(index) {
            Kind::String => NodeKind::Member { base, name: self.string_text(index) },
            _ => NodeKind::Index { base, index: self.expression(index) },
        };
        self.builder.add(node, kind)
    }

    fn call(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [callee, .., arguments] = parts[..] else { return self.unknown_of(node, &parts) };
        let callee = self.expression(callee);
        let args = self.arguments(arguments);
        // The grammar reads `await f<T>(x)` as a call of what `await f` gives.
        if let NodeKind::Await(inner) = self.builder.kind(callee) {
            let call = self.builder.add(node, NodeKind::Call { callee: inner, args });
            return self.builder.add_at(span(node), NodeKind::Await(call));
        }
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    /// `new X()`, `new X`.
    fn construction(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [_, callee, ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let callee = self.expression(callee);
        let args = match self.find(&parts, Kind::Arguments) {
            Some(arguments) => self.arguments(arguments),
            None => self.builder.list(&[]),
        };
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    /// The arguments of a call, or the template of a tagged one.
    fn arguments(&mut self, node: Tree<'t>) -> List {
        let mut items = Items::new();
        if self.kind(node) == Kind::Arguments {
            for argument in self.children(node) {
                items.push(self.expression(argument));
            }
        } else {
            items.push(self.expression(node));
        }
        self.builder.list(&items)
    }

    fn assignment(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [.., target, _, value] = parts[..] else { return self.unknown_of(node, &parts) };
        let target = self.expression(target);
        let value = self.expression(value);
        if let Some(name) = self.name_of(target) {
            self.give_name(value, name);
        }
        self.commonjs_export(target, value);
        self.builder.add(node, NodeKind::Assign { target, value })
    }

    /// `a = 1` in a pattern.
    fn default_pattern(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [target, _, default] = parts[..] else { return self.unknown_of(node, &parts) };
        let target = self.expression(target);
        let value = self.expression(default);
        self.builder.add(node, NodeKind::Assign { target, value })
    }

    /// `x += v`, `x ??= v`.
    fn augmented_assignment(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [left, operator, right] = parts[..] else { return self.unknown_of(node, &parts) };
        let target = self.expression(left);
        let right = self.expression(right);
        let kind = match self.kind(operator) {
            Kind::CoalesceAssign => self.logic_of(LogicOp::Coalesce, &[target, right]),
            Kind::OrAssign => self.logic_of(LogicOp::Or, &[target, right]),
            Kind::AndAssign => self.logic_of(LogicOp::And, &[target, right]),
            Kind::PlusAssign if self.is_text(right) => {
                let mut parts = Items::from_slice(&[target]);
                self.add_part(right, &mut parts);
                NodeKind::Template(self.builder.list(&parts))
            }
            _ => self.operate(&[target, right]),
        };
        let value = self.builder.add_at(span(node), kind);
        self.builder.add(node, NodeKind::Assign { target, value })
    }

    fn binary(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.peek(node);
        let [left, operator, right] = parts[..] else { return self.unknown(node) };
        let op = match self.kind(operator) {
            Kind::Plus => return self.sum(node),
            Kind::And => return self.logic(node, Kind::And, LogicOp::And),
            Kind::Or => return self.logic(node, Kind::Or, LogicOp::Or),
            Kind::Coalesce => return self.logic(node, Kind::Coalesce, LogicOp::Coalesce),
            Kind::Equal | Kind::EqualStrict => Some(CompareOp::Equal),
            Kind::NotEqual | Kind::NotEqualStrict => Some(CompareOp::NotEqual),
            Kind::Less | Kind::LessEqual | Kind::Greater | Kind::GreaterEqual => Some(CompareOp::Order),
            Kind::In => Some(CompareOp::In),
            Kind::Instanceof => Some(CompareOp::IsInstance),
            _ => None,
        };
        if self.has_errors {
            self.put_errors_aside(node);
        }
        let left = self.expression(left);
        let right = self.expression(right);
        let kind = match op {
            Some(op) => NodeKind::Compare { op, left, right },
            None => self.operate(&[left, right]),
        };
        self.builder.add(node, kind)
    }

    fn logic_of(&mut self, op: LogicOp, operands: &[NodeId]) -> NodeKind {
        NodeKind::Logic { op, operands: self.builder.list(operands) }
    }

    /// `a && b && c` is one node with three operands.
    fn logic(&mut self, node: Tree<'t>, operator: Kind, op: LogicOp) -> NodeId {
        let (chain, operands) = self.chain(node, operator);
        let mut items = Items::new();
        for operand in operands {
            items.push(self.expression(operand));
        }
        let kind = self.logic_of(op, &items);
        self.end_chain(node, &chain, kind)
    }

    /// `a + b + "c" + d`: from the first text on it is a template, before that a number or who knows.
    fn sum(&mut self, node: Tree<'t>) -> NodeId {
        let (chain, operands) = self.chain(node, Kind::Plus);
        let mut parts = Items::new();
        let mut textual = false;
        for operand in operands {
            let operand = self.expression(operand);
            if !textual && self.is_text(operand) {
                textual = true;
                self.close_number(&mut parts);
            }
            if textual {
                self.add_part(operand, &mut parts);
            } else {
                parts.push(operand);
            }
        }
        let parts = self.builder.list(&parts);
        let kind = if textual { NodeKind::Template(parts) } else { NodeKind::Operate(parts) };
        self.end_chain(node, &chain, kind)
    }

    /// Makes one part of what was added up before the first text.
    fn close_number(&mut self, parts: &mut Items) {
        if let [first, .., last] = parts[..] {
            let span = Span { start: self.builder.span_of(first).start, end: self.builder.span_of(last).end };
            let kind = self.operate(parts);
            let number = self.builder.add_at(span, kind);
            *parts = Items::from_slice(&[number]);
        }
    }

    /// Adds a part of a concatenation; a template's parts are taken one by one.
    fn add_part(&mut self, part: NodeId, parts: &mut Items) {
        match self.builder.kind(part) {
            NodeKind::Template(inner) if inner.len as usize <= FLATTENED => parts.extend_from_slice(self.builder.items(inner)),
            _ => parts.push(part),
        }
    }

    fn is_text(&self, id: NodeId) -> bool {
        matches!(self.builder.kind(id), NodeKind::Text(_) | NodeKind::Template(_))
    }

    /// The operands of a left-leaning chain of one operator in source order, and the chain's inner nodes.
    fn chain(&mut self, node: Tree<'t>, operator: Kind) -> (Trees<'t>, Trees<'t>) {
        let mut chain = Trees::new();
        let mut operands = Trees::new();
        let mut at = node;
        while self.kind(at) == Kind::BinaryExpression {
            let parts = self.peek(at);
            let [left, op, right] = parts[..] else { break };
            if self.kind(op) != operator {
                break;
            }
            if self.has_errors {
                self.put_errors_aside(at);
            }
            chain.push(at);
            operands.push(right);
            at = left;
        }
        operands.push(at);
        operands.reverse();
        (chain, operands)
    }

    fn end_chain(&mut self, node: Tree<'t>, chain: &[Tree<'t>], kind: NodeKind) -> NodeId {
        let id = self.builder.add(node, kind);
        for &link in chain {
            self.builder.bind(link, id);
        }
        id
    }

    fn unary(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [operator, operand] = parts[..] else { return self.unknown_of(node, &parts) };
        let operand = self.expression(operand);
        let kind = match self.kind(operator) {
            Kind::Bang => self.logic_of(LogicOp::Not, &[operand]),
            _ => self.operate(&[operand]),
        };
        self.builder.add(node, kind)
    }

    fn ternary(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [cond, _, then, _, otherwise] = parts[..] else { return self.unknown_of(node, &parts) };
        let cond = self.expression(cond);
        let then = self.expression(then);
        let otherwise = Some(self.expression(otherwise));
        self.builder.add(node, NodeKind::If { cond, then, otherwise })
    }

    fn yields(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let value = self.first_node(&parts).map(|value| self.expression(value));
        self.builder.add(node, NodeKind::Yield(value))
    }

    fn sequence(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = Items::new();
        for child in self.children(node) {
            items.push(self.expression(child));
        }
        let items = self.builder.list(&items);
        self.builder.add(node, NodeKind::Block(items))
    }

    /// `import.meta`, `new.target`.
    fn meta_property(&mut self, node: Tree<'t>) -> NodeId {
        let (base, name) = self.builder.slice(node).split_once('.').unwrap_or_default();
        let (base, name) = (self.builder.intern(base.trim()), self.builder.intern(name.trim()));
        let base = self.name_at(span(node), base);
        self.builder.add(node, NodeKind::Member { base, name })
    }

    /// An element: the values of its attributes, and the expressions and elements in it.
    fn jsx(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = Items::new();
        self.jsx_within(node, &mut items);
        let items = self.builder.list(&items);
        self.builder.add(node, NodeKind::Unknown(items))
    }

    fn jsx_within(&mut self, node: Tree<'t>, items: &mut Items) {
        for child in self.children(node) {
            match self.kind(child) {
                Kind::JsxOpeningElement | Kind::JsxAttribute => self.jsx_within(child, items),
                Kind::JsxExpression => self.jsx_expression(child, items),
                Kind::JsxElement | Kind::String | Kind::Error => items.push(self.expression(child)),
                // Names and prose.
                _ => {}
            }
        }
    }

    fn jsx_expression(&mut self, node: Tree<'t>, items: &mut Items) {
        for child in self.children(node) {
            let value = self.expression(child);
            self.builder.bind(node, value);
            items.push(value);
        }
    }

    /// The name that a function gets by being assigned to this.
    fn name_of(&self, target: NodeId) -> Option<Sym> {
        match self.builder.kind(target) {
            NodeKind::Name(name) => Some(name),
            NodeKind::Member { name, .. } if !self.is_module_exports(target) => Some(name),
            _ => None,
        }
    }

    /// Names the function or class that `value` is.
    pub(super) fn give_name(&mut self, value: NodeId, name: Sym) {
        match self.builder.kind(value) {
            NodeKind::Function(id) => self.builder.functions[id.index()].name = Some(name),
            NodeKind::Class(id) => {
                self.builder.classes[id.index()].name.get_or_insert(name);
            }
            _ => {}
        }
    }
}
