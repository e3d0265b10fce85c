//! Blocks and statements.

use smallvec::SmallVec;

use super::super::build::span;
use super::super::ir::*;
use super::{Items, Lowering, Trees, with_stack};
use crate::syntax::Node as Tree;

impl<'t> Lowering<'_, '_> {
    /// The whole file. The parser gives up on some files: then the root itself is an error.
    pub(super) fn module(&mut self, root: Tree<'t>) -> NodeId {
        if root.is_error() {
            self.builder.broken(root);
        }
        self.block(root)
    }

    /// The statements of a `block` or module.
    pub(super) fn block(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = Items::new();
        self.block_into(node, &mut items);
        self.add_block(node, &items)
    }

    fn block_into(&mut self, node: Tree<'t>, items: &mut Items) {
        for statement in self.children(node) {
            self.statement(statement, items);
        }
    }

    fn add_block(&mut self, node: Tree<'t>, items: &[NodeId]) -> NodeId {
        let items = self.builder.list(items);
        self.builder.add(node, NodeKind::Block(items))
    }

    /// The `block` among the parts of a compound statement; an empty one where broken code has none.
    pub(super) fn block_of(&mut self, parts: &[Tree<'t>], whole: Tree<'t>) -> NodeId {
        match parts.iter().find(|part| part.kind() == "block") {
            Some(block) => self.block(*block),
            None => {
                let empty = self.builder.list(&[]);
                self.builder.add_at(span(whole), NodeKind::Block(empty))
            }
        }
    }

    /// Lowers one statement, or whatever stands in its place: it may become nothing (`pass`), or several nodes.
    pub(super) fn statement(&mut self, node: Tree<'t>, items: &mut Items) {
        let (place, mark) = (items.len(), self.strays.len());
        with_stack(|| self.any_statement(node, items));
        if self.strays.len() > mark {
            items.insert_many(place, self.strays.drain(mark..));
        }
    }

    fn any_statement(&mut self, node: Tree<'t>, items: &mut Items) {
        let lowered = match node.kind() {
            "expression_statement" => self.expression_statement(node),
            "return_statement" => self.leave(node, NodeKind::Return),
            "raise_statement" => self.raise(node),
            "if_statement" => self.if_statement(node),
            "function_definition" | "class_definition" | "decorated_definition" => self.definition(node),
            "import_statement" => return self.import(node),
            "import_from_statement" => return self.import_from(node),
            "for_statement" => return self.for_loop(node, items),
            "while_statement" => return self.while_loop(node, items),
            "with_statement" => self.with(node),
            "try_statement" => self.try_statement(node),
            "assert_statement" => self.assert(node),
            "match_statement" => self.match_statement(node),
            "break_statement" | "continue_statement" => self.builder.add(node, NodeKind::Jump),
            "pass_statement" => return,
            "global_statement" | "nonlocal_statement" | "future_import_statement" => return drop(self.parts(node)),
            "type_alias_statement" => self.type_alias(node),
            "delete_statement" => self.unknown(node),
            "print_statement" | "exec_statement" => self.old_statement(node),
            "block" => self.block(node),
            _ => self.expression(node),
        };
        items.push(lowered);
    }

    /// `f()`, `x = 1`; `a, b` is a tuple.
    fn expression_statement(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        match parts.as_slice() {
            &[part] if part.end_byte() == node.end_byte() || !self.slice(node).ends_with(',') => {
                let id = self.expression(part);
                self.builder.bind(node, id);
                id
            }
            parts => {
                let items = self.expressions(parts);
                self.list(node, &items)
            }
        }
    }

    /// `return` with or without a value.
    fn leave(&mut self, node: Tree<'t>, kind: fn(Option<NodeId>) -> NodeKind) -> NodeId {
        let value = self.parts(node).first().map(|value| self.expression(*value));
        self.builder.add(node, kind(value))
    }

    /// `raise`, `raise E`, `raise E from e`. A cause that is more than a name is evaluated before.
    fn raise(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let value = parts.first().map(|value| self.expression(*value));
        for cause in parts.iter().skip(1) {
            let cause = self.expression(*cause);
            if !matches!(self.builder.kind(cause), NodeKind::Name(_) | NodeKind::Null) {
                self.strays.push(cause);
            }
        }
        self.builder.add(node, NodeKind::Throw(value))
    }

    fn assert(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let Some(cond) = parts.first() else { return self.unknown(node) };
        let cond = self.expression(*cond);
        let message = parts.get(1).map(|message| self.expression(*message));
        let cond_span = self.builder.span_of(cond);
        let operands = self.builder.list(&[cond]);
        let cond = self.builder.add_at(cond_span, NodeKind::Logic { op: LogicOp::Not, operands });
        let throw = self.builder.add_at(span(node), NodeKind::Throw(message));
        let then = self.builder.list(&[throw]);
        let then = self.builder.add_at(span(node), NodeKind::Block(then));
        self.builder.add(node, NodeKind::If { cond, then, otherwise: None })
    }

    /// `if`, `elif` and `else`: an `elif` is an `If` in place of the `else`.
    fn if_statement(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let mut branches: SmallVec<[_; 4]> = SmallVec::new();
        branches.push(self.branch(node, &parts));
        let mut otherwise = None;
        for clause in parts {
            match clause.kind() {
                "elif_clause" => {
                    let parts = self.parts(clause);
                    branches.push(self.branch(clause, &parts));
                }
                "else_clause" => otherwise = Some(self.clause(clause)),
                _ => {}
            }
        }
        for (tree, cond, then) in branches.into_iter().rev() {
            otherwise = Some(self.builder.add(tree, NodeKind::If { cond, then, otherwise }));
        }
        otherwise.unwrap_or_else(|| self.unknown(node))
    }

    fn branch(&mut self, tree: Tree<'t>, parts: &[Tree<'t>]) -> (Tree<'t>, NodeId, NodeId) {
        let cond = self.head_of(parts, tree);
        let then = self.block_of(parts, tree);
        (tree, cond, then)
    }

    /// The expression that a compound statement starts with.
    fn head_of(&mut self, parts: &[Tree<'t>], whole: Tree<'t>) -> NodeId {
        match parts.first() {
            Some(head) if head.kind() != "block" => self.expression(*head),
            _ => self.nothing(whole),
        }
    }

    /// The block of an `else` or `finally`.
    fn clause(&mut self, clause: Tree<'t>) -> NodeId {
        let parts = self.parts(clause);
        let block = self.block_of(&parts, clause);
        self.builder.bind(clause, block);
        block
    }

    fn for_loop(&mut self, node: Tree<'t>, items: &mut Items) {
        let parts = self.parts(node);
        let head = match parts.as_slice() {
            &[left, right, ..] if right.kind() != "block" => {
                let target = self.expression(left);
                let value = self.expression(right);
                let at = Span { start: span(left).start, end: span(right).end };
                self.builder.add_at(at, NodeKind::Let { target, value })
            }
            parts => self.head_of(parts, node),
        };
        self.finish_loop(node, head, &parts, items);
    }

    fn while_loop(&mut self, node: Tree<'t>, items: &mut Items) {
        let parts = self.parts(node);
        let head = self.head_of(&parts, node);
        self.finish_loop(node, head, &parts, items);
    }

    /// A loop's `else` runs unless the loop was left by `break`: that stands after it as an `If` of something unknown.
    fn finish_loop(&mut self, node: Tree<'t>, head: NodeId, parts: &[Tree<'t>], items: &mut Items) {
        let body = self.block_of(parts, node);
        items.push(self.builder.add(node, NodeKind::Loop { head, body }));
        if let Some(clause) = parts.iter().find(|part| part.kind() == "else_clause") {
            let cond = self.nothing(*clause);
            let then = self.clause(*clause);
            items.push(self.builder.add_at(span(*clause), NodeKind::If { cond, then, otherwise: None }));
        }
    }

    /// The `else` of a `try` runs after its body, if that went well: it is appended to it.
    fn try_statement(&mut self, node: Tree<'t>) -> NodeId {
        let (mut body, mut handlers) = (Items::new(), Items::new());
        let (mut block, mut finally) = (None, None);
        for part in self.parts(node) {
            match part.kind() {
                "block" => {
                    self.block_into(part, &mut body);
                    block = Some(part);
                }
                "except_clause" => handlers.push(self.except(part)),
                "else_clause" => {
                    for part in self.parts(part) {
                        self.block_into(part, &mut body);
                    }
                }
                "finally_clause" => finally = Some(self.clause(part)),
                _ => self.statement(part, &mut body),
            }
        }
        let body = self.add_block(block.unwrap_or(node), &body);
        let handlers = self.builder.list(&handlers);
        self.builder.add(node, NodeKind::Try { body, handlers, finally })
    }

    /// `except E as e:`, which the grammar reads as one expression or as two.
    fn except(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let types: Trees = parts.iter().copied().filter(|part| part.kind() != "block").collect();
        let aliased = types.len() == 2 && node.child_by_field_name("alias").is_some();
        let types = self.expressions(&types);
        let pattern = match types.as_slice() {
            [] => self.builder.add_at(span(node), NodeKind::Null),
            &[value, target] if aliased => self.builder.add_at(span(node), NodeKind::Let { target, value }),
            types => self.one_or_list(node, types),
        };
        let body = self.block_of(&parts, node);
        self.builder.add(node, NodeKind::Arm { pattern, guard: None, body })
    }

    /// What is entered, then the body, as one block.
    fn with(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = Items::new();
        let parts = self.parts(node);
        for part in &parts {
            match part.kind() {
                "with_clause" => self.with_items(*part, &mut items),
                "block" => self.block_into(*part, &mut items),
                _ => self.statement(*part, &mut items),
            }
        }
        let id = self.add_block(node, &items);
        if let Some(body) = parts.last() {
            self.builder.bind(*body, id);
        }
        id
    }

    /// `a() as x, b()`; in parentheses, `(a() as x, b())`, the grammar takes them for a tuple.
    fn with_items(&mut self, clause: Tree<'t>, items: &mut Items) {
        for item in self.parts(clause) {
            for value in self.parts(item) {
                if value.kind() == "tuple" {
                    let values = self.parts(value);
                    items.extend(self.expressions(&values));
                } else {
                    let id = self.expression(value);
                    self.builder.bind(item, id);
                    items.push(id);
                }
            }
        }
    }

    fn type_alias(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let &[left, right] = parts.as_slice() else { return self.unknown(node) };
        let target = self.annotation(left);
        let value = self.annotation(right);
        self.builder.add(node, NodeKind::Let { target, value })
    }

    /// Python 2's `print x` and `exec x`, as the calls that they are today.
    fn old_statement(&mut self, node: Tree<'t>) -> NodeId {
        let word = self.builder.intern(if node.kind() == "print_statement" { "print" } else { "exec" });
        let callee = self.builder.add_at(span(node), NodeKind::Name(word));
        let args = self.parts(node);
        let args = self.expressions(&args);
        let args = self.builder.list(&args);
        self.builder.add(node, NodeKind::Call { callee, args })
    }

    /// `left = right`, `left: type = right`, `left += right`; `left: type` has no value.
    pub(super) fn assignment(&mut self, node: Tree<'t>) -> NodeId {
        let is_augmented = node.kind() == "augmented_assignment";
        let (mut ty, mut sides) = (None, Trees::new());
        for part in self.parts(node) {
            if part.kind() == "type" {
                ty = Some(self.annotation(part));
            } else {
                sides.push(part);
            }
        }
        let Some((left, right)) = sides.split_first() else { return self.unknown(node) };
        let target = self.expression(*left);
        let value = right.first().map(|right| self.expression(*right));
        let assigned = match value {
            Some(right) if is_augmented => Some(self.operate(&[target, right], node)),
            value => value,
        };
        if let (Some(class), NodeKind::Name(name), false) = (self.builder.class, self.builder.kind(target), is_augmented) {
            let field = Field { name, span: span(node), ty, value, decorators: Vec::new() };
            self.builder.classes[class.index()].fields.push(field);
        }
        self.assigned(node, target, ty, assigned)
    }

    fn operate(&mut self, operands: &[NodeId], at: Tree<'t>) -> NodeId {
        let operands = self.builder.list(operands);
        self.builder.add_at(span(at), NodeKind::Operate(operands))
    }

    fn assigned(&mut self, node: Tree<'t>, target: NodeId, ty: Option<NodeId>, value: Option<NodeId>) -> NodeId {
        let Some(value) = value else {
            let mut parts = Items::from_slice(&[target]);
            parts.extend(ty);
            let parts = self.builder.list(&parts);
            return self.builder.add(node, NodeKind::Unknown(parts));
        };
        let Some(ty) = ty else { return self.builder.add(node, NodeKind::Assign { target, value }) };
        if self.builder.class.is_none() {
            let at = self.builder.span_of(ty);
            let parts = self.builder.list(&[ty]);
            let stray = self.builder.add_at(at, NodeKind::Unknown(parts));
            self.strays.push(stray);
        }
        match self.builder.kind(target) {
            NodeKind::Name(_) => self.builder.add(node, NodeKind::Let { target, value }),
            _ => self.builder.add(node, NodeKind::Assign { target, value }),
        }
    }
}
