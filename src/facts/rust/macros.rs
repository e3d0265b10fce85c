//! What the common macros mean.

use super::super::ir::*;
use super::format::takes_format;
use super::tokens::{Mode, span_of};
use super::{Ids, Lower, span};
use crate::syntax::Node as Tree;

/// `word!(tokens)`
#[derive(Clone, Copy)]
pub(super) struct Invocation<'t> {
    pub(super) path: Tree<'t>,
    /// The last name of the path.
    pub(super) word: Tree<'t>,
    pub(super) tokens: Tree<'t>,
    /// All of it.
    pub(super) span: Span,
}

impl<'t> Lower<'_, '_> {
    /// Lowers a macro's call. Where nothing better is known, it is a call of `name!`.
    pub(super) fn macro_invocation(&mut self, node: Tree<'t>) -> NodeId {
        let path = node.child_by_field_id(self.grammar.r#macro);
        let tokens = self.children(node).last().copied().filter(|last| last.kind() == "token_tree");
        let (Some(path), Some(tokens)) = (path, tokens) else { return self.unknown(node) };
        let word = path.child_by_field_id(self.grammar.name).unwrap_or(path);
        let id = self.expanded(Invocation { path, word, tokens, span: span(node) });
        self.builder.bind(node, id);
        id
    }

    /// What the call becomes.
    pub(super) fn expanded(&mut self, call: Invocation<'t>) -> NodeId {
        let name = self.builder.slice(call.word);
        let kind = match name {
            "vec" | "smallvec" | "hashset" => self.list_macro(call),
            "json" | "doc" | "bson" => {
                let value = self.json_argument(call);
                self.call_macro(call, &[value])
            }
            "concat" => {
                let args = self.arguments_of(call.tokens, Mode::Macro);
                self.joined(&args)
            }
            "matches" => self.matches_macro(call),
            "assert" | "ensure" => self.demand(call, None),
            "assert_eq" | "ensure_eq" => self.demand(call, Some(CompareOp::Equal)),
            "assert_ne" | "ensure_ne" => self.demand(call, Some(CompareOp::NotEqual)),
            "select" => self.select_macro(call),
            "table" => self.table_macro(call, name),
            "panic" | "todo" | "unimplemented" | "unreachable" => self.thrown(call),
            _ if is_error(name) => self.thrown(call),
            _ => self.plain_macro(call, name),
        };
        self.builder.add_at(call.span, kind)
    }

    fn plain_macro(&mut self, call: Invocation<'t>, name: &str) -> NodeKind {
        let args = self.macro_arguments(call);
        let args = if takes_format(name) { self.formatted(args) } else { args };
        self.call_macro(call, &args)
    }

    /// The arguments; what stands in braces may be items and statements.
    fn macro_arguments(&mut self, call: Invocation<'t>) -> Ids {
        if !self.opens_with(call.tokens, b'{') {
            return self.arguments_of(call.tokens, Mode::Macro);
        }
        match self.reparse("", call.tokens.byte_range(), "", |lower, block| lower.statements(block)) {
            Some(items) => items,
            None => self.arguments_of(call.tokens, Mode::Macro),
        }
    }

    fn call_macro(&mut self, call: Invocation<'t>, args: &[NodeId]) -> NodeKind {
        let name = format!("{}!", self.builder.slice(call.word));
        let name = self.builder.intern(&name);
        let callee = self.builder.add(call.path, NodeKind::Name(name));
        self.builder.bind(call.word, callee);
        NodeKind::Call { callee, args: self.builder.list(args) }
    }

    /// `bail!("..")` leaves the function.
    fn thrown(&mut self, call: Invocation<'t>) -> NodeKind {
        let args = self.macro_arguments(call);
        let args = self.formatted(args);
        let kind = self.call_macro(call, &args);
        NodeKind::Throw(Some(self.builder.add_at(call.span, kind)))
    }

    /// `ensure!(condition, ..)` leaves the function unless the condition holds.
    fn demand(&mut self, call: Invocation<'t>, op: Option<CompareOp>) -> NodeKind {
        let args = self.macro_arguments(call);
        let (cond, rest) = match (op, args.as_slice()) {
            (None, [cond, rest @ ..]) => (*cond, rest),
            (Some(op), [left, right, rest @ ..]) => {
                let at = Span { start: self.builder.span_of(*left).start, end: self.builder.span_of(*right).end };
                (self.builder.add_at(at, NodeKind::Compare { op, left: *left, right: *right }), rest)
            }
            _ => return self.call_macro(call, &args),
        };
        let at = self.builder.span_of(cond);
        let operands = self.builder.list(&[cond]);
        let cond = self.builder.add_at(at, NodeKind::Logic { op: LogicOp::Not, operands });
        let rest = self.formatted(rest.into());
        let error = self.call_macro(call, &rest);
        let error = self.builder.add_at(call.span, error);
        let throw = self.builder.add_at(call.span, NodeKind::Throw(Some(error)));
        let list = self.builder.list(&[throw]);
        let then = self.builder.add_at(call.span, NodeKind::Block(list));
        NodeKind::If { cond, then, otherwise: None }
    }

    /// `vec![a, b]`, `vec![value; length]`
    fn list_macro(&mut self, call: Invocation<'t>) -> NodeKind {
        let tokens = self.inner_tokens(call.tokens);
        if let Some(at) = tokens.iter().position(|token| token.kind() == ";") {
            let sides = [self.argument(&tokens[..at], Mode::Macro), self.argument(&tokens[at + 1..], Mode::Macro)];
            return NodeKind::Operate(self.builder.list(&sides));
        }
        let args = self.arguments(&tokens, Mode::Macro);
        NodeKind::List(self.builder.list(&args))
    }

    /// `matches!(value, pattern if guard)`
    fn matches_macro(&mut self, call: Invocation<'t>) -> NodeKind {
        let mut tokens = self.inner_tokens(call.tokens);
        if tokens.last().is_some_and(|last| last.kind() == ",") {
            tokens.pop();
        }
        let comma = tokens.iter().position(|token| token.kind() == ",");
        let Some((subject, [_, pattern @ ..])) = comma.map(|at| tokens.split_at(at)) else {
            let args = self.arguments(&tokens, Mode::Macro);
            return self.call_macro(call, &args);
        };
        let left = self.argument(subject, Mode::Macro);
        let (right, guard) = self.parsed_pattern(pattern).unwrap_or_else(|| (self.scattered(pattern), None));
        let compare = NodeKind::Compare { op: CompareOp::Equal, left, right };
        let Some(guard) = guard else { return compare };
        let compare = self.builder.add_at(call.span, compare);
        NodeKind::Logic { op: LogicOp::And, operands: self.builder.list(&[compare, guard]) }
    }

    /// Tokens as the pattern of a `match` arm.
    fn parsed_pattern(&mut self, tokens: &[Tree<'t>]) -> Option<(NodeId, Option<NodeId>)> {
        let at = span_of(tokens);
        let parsed = self.reparse("match x{", at.start as usize..at.end as usize, "=>x}", |lower, matching| {
            let body = matching.child_by_field_id(lower.grammar.body)?;
            let arm = lower.first_child(body)?;
            let pattern = arm.child_by_field_id(lower.grammar.pattern)?;
            Some(lower.match_pattern(pattern))
        });
        parsed.flatten()
    }

    /// `select! { row = load() => use(row), else => stop() }`: each branch is a block that binds, then acts.
    fn select_macro(&mut self, call: Invocation<'t>) -> NodeKind {
        let tokens = self.inner_tokens(call.tokens);
        let mut rest = tokens.as_slice();
        let mut branches = Ids::new();
        while let Some(arrow) = rest.iter().position(|token| token.kind() == "=>") {
            let after = &rest[arrow + 1..];
            let is_block = after.first().is_some_and(|first| first.kind() == "token_tree" && self.opens_with(*first, b'{'));
            let length = if is_block { 1 } else { after.iter().position(|token| token.kind() == ",").unwrap_or(after.len()) };
            branches.push(self.branch(&rest[..arrow], &after[..length]));
            rest = match &after[length..] {
                [comma, others @ ..] if comma.kind() == "," => others,
                others => others,
            };
        }
        if !rest.is_empty() {
            branches.push(self.scattered(rest));
        }
        self.call_macro(call, &branches)
    }

    /// `pattern = future, if condition => body`
    fn branch(&mut self, head: &[Tree<'t>], body: &[Tree<'t>]) -> NodeId {
        let mut items = Ids::new();
        if let Some(equals) = head.iter().position(|token| token.kind() == "=") {
            let (pattern, future) = (&head[..equals], &head[equals + 1..]);
            let mut parts = future.split(|token| token.kind() == ",");
            let value = self.argument(parts.next().unwrap_or_default(), Mode::Macro);
            let value = self.builder.add_at(self.builder.span_of(value), NodeKind::Await(value));
            let target = self.parsed_pattern(pattern).map_or_else(|| self.scattered(pattern), |(pattern, _)| pattern);
            items.push(self.builder.add_at(span_of(head), NodeKind::Let { target, value }));
            if let Some([_, guard @ ..]) = parts.next() {
                items.push(self.argument(guard, Mode::Macro));
            }
        }
        items.push(self.argument(body, Mode::Macro));
        let list = self.builder.list(&items);
        let whole = Span { start: span_of(head).start, end: span_of(body).end };
        self.builder.add_at(whole, NodeKind::Block(list))
    }

    /// Diesel's `table! { users (id) { id -> Int4, name -> Text } }` has the key's columns as a call, and an object of types.
    fn table_macro(&mut self, call: Invocation<'t>, name: &str) -> NodeKind {
        let tokens = self.inner_tokens(call.tokens);
        let [before @ .., table, key, columns] = tokens.as_slice() else { return self.plain_macro(call, name) };
        if !self.opens_with(*columns, b'{') || !self.opens_with(*key, b'(') || table.kind() != "identifier" {
            return self.plain_macro(call, name);
        }
        let mut args = Ids::new();
        if !before.is_empty() {
            args.push(self.scattered(before));
        }
        args.push(self.argument(&[*table, *key], Mode::Attribute));
        let inner = self.inner_tokens(*columns);
        let entries: Ids = self.split(&inner, Mode::Attribute).into_iter().map(|column| self.column(column)).collect();
        let list = self.builder.list(&entries);
        args.push(self.builder.add(*columns, NodeKind::Object(list)));
        self.call_macro(call, &args)
    }

    /// `name -> Type`
    fn column(&mut self, tokens: &[Tree<'t>]) -> NodeId {
        let arrow = tokens.iter().position(|token| token.kind() == "->");
        let Some(([.., name], [_, ty @ ..])) = arrow.map(|at| tokens.split_at(at)) else { return self.scattered(tokens) };
        let at = Span { start: name.start_byte() as u32, end: span_of(tokens).end };
        let name = self.word(*name);
        let value = self.argument(ty, Mode::Attribute);
        self.builder.add_at(at, NodeKind::Named { name, value })
    }

    /// What `json!(..)` or `doc! {..}` holds.
    fn json_argument(&mut self, call: Invocation<'t>) -> NodeId {
        let tokens = self.inner_tokens(call.tokens);
        if self.opens_with(call.tokens, b'{') || self.is_bare_object(&tokens) {
            return self.json_object(call.tokens, &tokens);
        }
        self.json(&tokens)
    }

    fn is_bare_object(&self, tokens: &[Tree<'t>]) -> bool {
        matches!(tokens, [key, colon, ..] if key.kind() == "string_literal" && colon.kind() == ":")
    }

    fn json(&mut self, tokens: &[Tree<'t>]) -> NodeId {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || match tokens {
            [tree] if tree.kind() == "token_tree" && !self.opens_with(*tree, b'(') => {
                let inner = self.inner_tokens(*tree);
                if self.opens_with(*tree, b'{') {
                    return self.json_object(*tree, &inner);
                }
                let items: Ids = self.split(&inner, Mode::Macro).into_iter().map(|item| self.json(item)).collect();
                let list = self.builder.list(&items);
                self.builder.add(*tree, NodeKind::List(list))
            }
            [null] if self.builder.slice(*null) == "null" => self.builder.add(*null, NodeKind::Null),
            _ => self.argument(tokens, Mode::Macro),
        })
    }

    pub(super) fn json_object(&mut self, tree: Tree<'t>, tokens: &[Tree<'t>]) -> NodeId {
        let entries: Ids = self.split(tokens, Mode::Macro).into_iter().map(|entry| self.json_entry(entry)).collect();
        let list = self.builder.list(&entries);
        self.builder.add(tree, NodeKind::Object(list))
    }

    fn json_entry(&mut self, tokens: &[Tree<'t>]) -> NodeId {
        let colon = tokens.iter().position(|token| token.kind() == ":");
        let Some((key, [_, value @ ..])) = colon.map(|at| tokens.split_at(at)) else { return self.scattered(tokens) };
        let whole = span_of(tokens);
        let key = self.argument(key, Mode::Macro);
        let value = self.json(value);
        let kind = match self.builder.kind(key) {
            NodeKind::Text(name) => NodeKind::Named { name, value },
            _ => NodeKind::Entry { key, value },
        };
        self.builder.add_at(whole, kind)
    }
}

/// `err!`, `Err!`, `err_json!`, `bail!`, `return_err!`, but not `error!`, which logs.
fn is_error(name: &str) -> bool {
    let error = name.get(..3).is_some_and(|start| start == "err" || start == "Err") && !name[1..].starts_with("rror");
    error || name.starts_with("bail") || name.starts_with("return_err")
}
