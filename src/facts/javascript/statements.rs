//! Statements.

use super::kinds::Kind;
use super::{Items, Lowering, NodeId, NodeKind, deep, span};
use crate::syntax::Node as Tree;

impl<'t> Lowering<'_, '_> {
    /// Adds what a statement becomes, and what its expressions left over.
    pub(super) fn statement(&mut self, node: Tree<'t>, items: &mut Items) {
        deep(|| self.statement_of(node, items));
        items.extend(self.leftovers.drain(..));
    }

    fn statement_of(&mut self, node: Tree<'t>, items: &mut Items) {
        let id = match self.kind(node) {
            Kind::VariableDeclaration => return self.declarations(node, items),
            Kind::FunctionDeclaration => self.function_declaration(node),
            Kind::FunctionSignature => return self.function_signature(node, items),
            Kind::ClassDeclaration => self.class_declaration(node, Default::default()),
            Kind::InterfaceDeclaration => self.interface(node),
            Kind::EnumDeclaration => self.enumeration(node),
            Kind::TypeAliasDeclaration => self.type_alias(node),
            Kind::AmbientDeclaration => return self.ambient_declaration(node, items),
            Kind::ImportStatement => return self.import(node),
            Kind::ImportAlias => self.import_alias(node),
            Kind::ExportStatement => return self.export(node, items),
            Kind::StatementBlock => self.block(node),
            Kind::IfStatement => self.choice(node),
            Kind::ForStatement => return self.counting_loop(node, items),
            Kind::ForInStatement => self.element_loop(node),
            Kind::WhileStatement => self.while_loop(node),
            Kind::DoStatement => self.do_loop(node),
            Kind::SwitchStatement => self.switch(node),
            Kind::TryStatement => self.tries(node),
            Kind::ReturnStatement => {
                let value = self.operand(node);
                self.builder.add(node, NodeKind::Return(value))
            }
            Kind::ThrowStatement => {
                let value = self.operand(node);
                self.builder.add(node, NodeKind::Throw(value))
            }
            Kind::JumpStatement => self.builder.add(node, NodeKind::Jump),
            Kind::LabeledStatement => return self.labeled(node, items),
            Kind::EmptyStatement => return,
            _ => self.expression(node),
        };
        items.push(id);
    }

    /// A statement's body as a block, whether it has braces or not.
    pub(super) fn block(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = Items::new();
        if self.kind(node) != Kind::StatementBlock {
            self.statement(node, &mut items);
            let items = self.builder.list(&items);
            return self.builder.add_at(span(node), NodeKind::Block(items));
        }
        for statement in self.children(node) {
            self.statement(statement, &mut items);
        }
        let items = self.builder.list(&items);
        self.builder.add(node, NodeKind::Block(items))
    }

    fn empty_block(&mut self, node: Tree<'t>) -> NodeId {
        let items = self.builder.list(&[]);
        self.builder.add_at(span(node), NodeKind::Block(items))
    }

    fn block_or_empty(&mut self, body: Option<&Tree<'t>>, within: Tree<'t>) -> NodeId {
        match body {
            Some(&body) => self.block(body),
            None => self.empty_block(within),
        }
    }

    /// The expression of `return x`, `throw x`.
    fn operand(&mut self, node: Tree<'t>) -> Option<NodeId> {
        let parts = self.parts(node);
        self.first_node(&parts).map(|value| self.expression(value))
    }

    /// `const a = 1, b = 2`.
    pub(super) fn declarations(&mut self, node: Tree<'t>, items: &mut Items) {
        let first = items.len();
        for child in self.children(node) {
            match self.kind(child) {
                Kind::VariableDeclarator => self.declarator(child, items),
                _ => items.push(self.expression(child)),
            }
        }
        if let Some(&first) = items.get(first) {
            self.builder.bind(node, first);
        }
    }

    fn declarator(&mut self, node: Tree<'t>, items: &mut Items) {
        let parts = self.parts(node);
        let Some(&target) = parts.first() else { return };
        if let Some(annotation) = self.find(&parts, Kind::TypeAnnotation) {
            let ty = self.ty(annotation);
            let list = self.builder.list(&[ty]);
            items.push(self.builder.add_at(span(annotation), NodeKind::Unknown(list)));
        }
        let Some(value) = self.initializer(&parts) else { return };
        if self.require(node, target, value) {
            return;
        }
        let target = self.expression(target);
        let value = self.expression(value);
        if let NodeKind::Name(name) = self.builder.kind(target) {
            self.give_name(value, name);
            self.name_own_exports(name, value);
        }
        items.push(self.builder.add(node, NodeKind::Let { target, value }));
    }

    fn choice(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [_, cond, then, ref otherwise @ ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let cond = self.expression(cond);
        let then = self.block(then);
        let otherwise = otherwise.first().map(|&clause| self.alternative(clause));
        self.builder.add(node, NodeKind::If { cond, then, otherwise })
    }

    fn alternative(&mut self, clause: Tree<'t>) -> NodeId {
        let parts = self.parts(clause);
        match parts.last() {
            Some(&nested) if self.kind(nested) == Kind::IfStatement => deep(|| self.choice(nested)),
            body => self.block_or_empty(body, clause),
        }
    }

    /// `for (let i = 0; i < n; i++)`: what is done at first stands before the loop, the increment ends its body.
    fn counting_loop(&mut self, node: Tree<'t>, items: &mut Items) {
        if self.has_errors {
            self.put_errors_aside(node);
        }
        if let Some(first) = node.child_by_field_name("initializer") {
            self.statement(first, items);
        }
        let head = match node.child_by_field_name("condition") {
            Some(cond) if self.kind(cond) != Kind::EmptyStatement => self.expression(cond),
            _ => self.builder.add_at(span(node), NodeKind::Null),
        };
        let mut body = Items::new();
        match node.child_by_field_name("body") {
            Some(block) if self.kind(block) == Kind::StatementBlock => {
                for statement in self.children(block) {
                    self.statement(statement, &mut body);
                }
            }
            Some(statement) => self.statement(statement, &mut body),
            None => {}
        }
        if let Some(increment) = node.child_by_field_name("increment") {
            body.push(self.expression(increment));
        }
        let list = self.builder.list(&body);
        let body = self.builder.add_at(span(node), NodeKind::Block(list));
        items.push(self.builder.add(node, NodeKind::Loop { head, body }));
    }

    /// `for (const x of xs)`, `for (const key in object)`.
    fn element_loop(&mut self, node: Tree<'t>) -> NodeId {
        let (left, right, body) = (node.child_by_field_name("left"), node.child_by_field_name("right"), node.child_by_field_name("body"));
        let (Some(left), Some(right), Some(body)) = (left, right, body) else { return self.unknown(node) };
        if self.has_errors {
            self.put_errors_aside(node);
        }
        let target = self.expression(left);
        let value = self.expression(right);
        let head = self.builder.add_at(span(left), NodeKind::Let { target, value });
        let body = self.block(body);
        self.builder.add(node, NodeKind::Loop { head, body })
    }

    fn while_loop(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [_, head, ref body @ ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let head = self.expression(head);
        let body = self.block_or_empty(body.first(), node);
        self.builder.add(node, NodeKind::Loop { head, body })
    }

    fn do_loop(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [_, body, _, head, ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let body = self.block(body);
        let head = self.expression(head);
        self.builder.add(node, NodeKind::Loop { head, body })
    }

    fn switch(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [_, subject, cases, ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let subject = self.expression(subject);
        let mut arms = Items::new();
        for case in self.children(cases) {
            arms.push(match self.kind(case) {
                Kind::SwitchCase => self.case(case),
                _ => self.expression(case),
            });
        }
        let arms = self.builder.list(&arms);
        self.builder.add(node, NodeKind::Match { subject, arms })
    }

    fn case(&mut self, node: Tree<'t>) -> NodeId {
        let children = self.children(node);
        let is_default = node.child(0).is_some_and(|word| self.kind(word) == Kind::Default);
        let (pattern, body) = match &children[..] {
            [value, body @ ..] if !is_default => (self.expression(*value), body),
            body => {
                let name = self.builder.intern("_");
                (self.name_at(span(node), name), body)
            }
        };
        let body = self.statements_block(node, body);
        self.builder.add(node, NodeKind::Arm { pattern, guard: None, body })
    }

    fn statements_block(&mut self, within: Tree<'t>, statements: &[Tree<'t>]) -> NodeId {
        let mut items = Items::new();
        for &statement in statements {
            self.statement(statement, &mut items);
        }
        let items = self.builder.list(&items);
        self.builder.add_at(span(within), NodeKind::Block(items))
    }

    fn tries(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [_, body, ref clauses @ ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let body = self.block(body);
        let handlers: Items = self.find(clauses, Kind::CatchClause).map(|clause| self.catch(clause)).into_iter().collect();
        let handlers = self.builder.list(&handlers);
        let finally = self.find(clauses, Kind::FinallyClause).map(|clause| {
            let parts = self.parts(clause);
            self.block_or_empty(parts.last(), clause)
        });
        self.builder.add(node, NodeKind::Try { body, handlers, finally })
    }

    fn catch(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let pattern = match self.first_node(&parts) {
            Some(pattern) if self.kind(pattern) != Kind::StatementBlock => self.expression(pattern),
            _ => self.builder.add_at(span(node), NodeKind::Null),
        };
        let body = self.block_or_empty(parts.last(), node);
        self.builder.add(node, NodeKind::Arm { pattern, guard: None, body })
    }

    fn labeled(&mut self, node: Tree<'t>, items: &mut Items) {
        let parts = self.parts(node);
        if let Some(&body) = parts.last() {
            self.statement(body, items);
        }
    }
}
