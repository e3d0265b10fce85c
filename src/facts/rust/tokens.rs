//! Arguments of macros and attributes, which the tree has as bare tokens.
//!
//! Most are plain (a name, a string, `&order.id`, `load(id).await?`) and are read from the tokens, which queries can capture. The others
//! are parsed again; what even then makes no sense is `Unknown` with the names in it.

use std::ops::Range;

use smallvec::SmallVec;

use super::super::ir::*;
use super::macros::Invocation;
use super::{Ids, Lower, Trees, span};
use crate::syntax::Node as Tree;

/// What commas and signs mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Arguments of a macro: expressions.
    Macro,
    /// Arguments of an attribute: names, strings, types.
    Attribute,
}

impl<'t> Lower<'_, '_> {
    /// The arguments in a token tree.
    pub(super) fn arguments_of(&mut self, tree: Tree<'t>, mode: Mode) -> Ids {
        let tokens = self.inner_tokens(tree);
        self.arguments(&tokens, mode)
    }

    /// The tokens between the delimiters.
    pub(super) fn inner_tokens(&mut self, tree: Tree<'t>) -> Trees<'t> {
        let mut tokens = self.tokens(tree);
        tokens.pop();
        if !tokens.is_empty() {
            tokens.remove(0);
        }
        tokens
    }

    pub(super) fn arguments(&mut self, tokens: &[Tree<'t>], mode: Mode) -> Ids {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
            // A comma may stand in a closure's parameters or in `::<A, B>`.
            if mode == Mode::Macro
                && tokens.iter().any(|token| self.is_sign(*token, b"|<"))
                && let Some(args) = self.parsed_arguments(tokens)
            {
                return args;
            }
            self.split(tokens, mode).into_iter().map(|piece| self.argument(piece, mode)).collect()
        })
    }

    /// The pieces between commas.
    pub(super) fn split<'s>(&self, tokens: &'s [Tree<'t>], mode: Mode) -> SmallVec<[&'s [Tree<'t>]; 8]> {
        let mut angles = 0;
        let pieces = tokens.split(|token| {
            if token.is_named() {
                return false;
            }
            match (token.kind(), mode) {
                ("<", Mode::Attribute) => angles += 1,
                (">", Mode::Attribute) => angles -= 1,
                (">>", Mode::Attribute) => angles -= 2,
                (",", _) => return angles <= 0,
                _ => {}
            }
            false
        });
        pieces.filter(|piece| !piece.is_empty()).collect()
    }

    /// Whether a token is punctuation that starts with one of these bytes.
    fn is_sign(&self, token: Tree<'t>, signs: &[u8]) -> bool {
        !token.is_named() && signs.contains(&self.builder.source.as_bytes()[token.start_byte()])
    }

    /// One argument: an expression, `name = value`, or `name: value`.
    pub(super) fn argument(&mut self, tokens: &[Tree<'t>], mode: Mode) -> NodeId {
        let Some((first, rest)) = tokens.split_first() else { return self.blank(Span { start: 0, end: 0 }) };
        // info!(%error, ?user): how tracing is to show them
        if !rest.is_empty() && self.is_sign(*first, b"%?") {
            return self.argument(rest, mode);
        }
        if let Some(at) = self.name_end(tokens) {
            return self.named(tokens, at, mode);
        }
        if is_plain(tokens) {
            return self.plain(tokens, mode);
        }
        // hashmap! { "key" => value }
        if let Some(arrow) = tokens.iter().position(|token| token.kind() == "=>")
            && (1..tokens.len() - 1).contains(&arrow)
        {
            let key = self.argument(&tokens[..arrow], mode);
            let value = self.argument(&tokens[arrow + 1..], mode);
            return self.builder.add_at(span_of(tokens), NodeKind::Entry { key, value });
        }
        if let ([tree], "token_tree") = (tokens, first.kind()) {
            return self.braces(*tree);
        }
        self.parsed_argument(tokens, mode)
    }

    /// Where the `=` or `:` after a name stands.
    fn name_end(&self, tokens: &[Tree<'t>]) -> Option<usize> {
        let at = tokens.iter().position(|token| !token.is_named() && matches!(token.kind(), "=" | ":"))?;
        let is_name = tokens[..at].iter().enumerate().all(|(i, token)| match token.kind() {
            "identifier" | "." => true,
            "string_literal" => i == 0 && at == 1,
            // #[has_permission(type = "Order")]
            kind => at == 1 && !token.is_named() && kind.bytes().all(|byte| byte.is_ascii_lowercase()),
        });
        (is_name && at > 0 && at + 1 < tokens.len()).then_some(at)
    }

    fn named(&mut self, tokens: &[Tree<'t>], at: usize, mode: Mode) -> NodeId {
        let value = self.argument(&tokens[at + 1..], mode);
        let whole = span_of(tokens);
        if tokens[0].kind() == "string_literal" {
            let key = self.text(tokens[0]);
            return self.builder.add_at(whole, NodeKind::Entry { key, value });
        }
        let name = span_of(&tokens[..at]);
        let text = &self.builder.source[name.start as usize..name.end as usize];
        let name = self.builder.intern(text.strip_prefix("r#").unwrap_or(text));
        self.builder.add_at(whole, NodeKind::Named { name, value })
    }

    /// Reads tokens of which `is_plain` holds.
    fn plain(&mut self, tokens: &[Tree<'t>], mode: Mode) -> NodeId {
        let mut rest = tokens;
        while let [sign, others @ ..] = rest
            && is_prefix(*sign)
        {
            rest = others;
        }
        let Some((head, mut rest)) = rest.split_first() else { return self.blank(span_of(tokens)) };
        let start = head.start_byte() as u32;
        let mut value = self.operand(*head, mode);
        let mut last = *head;
        while let Some((sign, after)) = rest.split_first() {
            rest = after;
            let mut end = *sign;
            let kind = match (sign.kind(), after.first()) {
                ("?", _) => NodeKind::Propagate(value),
                ("token_tree", _) => self.applied(value, *sign, mode),
                ("!", Some(tree)) => {
                    rest = &after[1..];
                    let at = Span { start, end: tree.end_byte() as u32 };
                    value = self.expanded(Invocation { path: last, word: last, tokens: *tree, span: at });
                    continue;
                }
                (_, Some(name)) => {
                    end = *name;
                    rest = &after[1..];
                    match name.kind() {
                        "await" => NodeKind::Await(value),
                        _ => NodeKind::Member { base: value, name: self.word(*name) },
                    }
                }
                _ => break,
            };
            value = self.builder.add_at(Span { start, end: end.end_byte() as u32 }, kind);
            if let NodeKind::Member { .. } = kind {
                self.builder.bind(end, value);
            }
            last = end;
        }
        value
    }

    /// `value(..)` or `value[..]`
    fn applied(&mut self, value: NodeId, tree: Tree<'t>, mode: Mode) -> NodeKind {
        let args = self.arguments_of(tree, mode);
        match args.as_slice() {
            [index] if self.opens_with(tree, b'[') => NodeKind::Index { base: value, index: *index },
            _ => NodeKind::Call { callee: value, args: self.builder.list(&args) },
        }
    }

    pub(super) fn opens_with(&self, tree: Tree<'t>, delimiter: u8) -> bool {
        self.builder.source.as_bytes().get(tree.start_byte()) == Some(&delimiter)
    }

    fn operand(&mut self, token: Tree<'t>, mode: Mode) -> NodeId {
        if token.kind() != "token_tree" {
            return self.expression(token);
        }
        let tokens = self.inner_tokens(token);
        let args = self.arguments(&tokens, mode);
        let has_comma = tokens.last().is_some_and(|last| last.kind() == ",");
        match args.as_slice() {
            [inner] if self.opens_with(token, b'(') && !has_comma && mode == Mode::Macro => *inner,
            _ => {
                let list = self.builder.list(&args);
                self.builder.add(token, NodeKind::List(list))
            }
        }
    }

    /// `{"key": value}` is an object, anything else in braces a block.
    pub(super) fn braces(&mut self, tree: Tree<'t>) -> NodeId {
        let tokens = self.inner_tokens(tree);
        if let [key, colon, ..] = tokens.as_slice()
            && key.kind() == "string_literal"
            && colon.kind() == ":"
        {
            return self.json_object(tree, &tokens);
        }
        self.reparse("", tree.byte_range(), "", |lower, block| lower.block(block)).unwrap_or_else(|| self.scattered(&[tree]))
    }

    /// Several arguments at once, as a tuple.
    fn parsed_arguments(&mut self, tokens: &[Tree<'t>]) -> Option<Ids> {
        let stretch = tokens.first()?.start_byte()..tokens.last()?.end_byte();
        let args = self.reparse("(", stretch, ");", |lower, tuple| match tuple.kind() {
            "tuple_expression" | "parenthesized_expression" => {
                let items = lower.bare_children(tuple);
                items.into_iter().map(|item| lower.parsed_item(item)).collect()
            }
            _ => Ids::from_slice(&[lower.expression(tuple)]),
        })?;
        self.bind_tokens(tokens, &args);
        Some(args)
    }

    /// In a macro, `name = value` assigns nothing.
    fn parsed_item(&mut self, node: Tree<'t>) -> NodeId {
        let id = self.expression(node);
        let NodeKind::Assign { target, value } = self.builder.kind(id) else { return id };
        match self.builder.kind(target) {
            NodeKind::Name(name) if node.kind() == "assignment_expression" => self.builder.add(node, NodeKind::Named { name, value }),
            _ => id,
        }
    }

    /// Arguments that are one token can be captured, though they were parsed again.
    fn bind_tokens(&mut self, tokens: &[Tree<'t>], args: &[NodeId]) {
        let mut tokens = tokens.iter();
        for arg in args {
            let at = self.builder.span_of(*arg);
            if let Some(token) = tokens.by_ref().find(|token| token.start_byte() as u32 >= at.start)
                && span(*token) == at
            {
                self.builder.bind(*token, *arg);
            }
        }
    }

    /// One argument that is not plain: an expression, or perhaps a type.
    fn parsed_argument(&mut self, tokens: &[Tree<'t>], mode: Mode) -> NodeId {
        let may_be_type = tokens.iter().any(|token| self.is_sign(*token, b"<&"));
        let stretch = whole(tokens);
        let mut parsed = None;
        if may_be_type && mode == Mode::Attribute {
            parsed = self.parsed_type(stretch.clone());
        }
        parsed = parsed.or_else(|| self.reparse("(", stretch.clone(), ");", |lower, inner| lower.expression(inner)));
        if may_be_type && mode == Mode::Macro {
            parsed = parsed.or_else(|| self.parsed_type(stretch));
        }
        parsed.unwrap_or_else(|| self.scattered(tokens))
    }

    fn parsed_type(&mut self, stretch: Range<usize>) -> Option<NodeId> {
        let ty = self.reparse("(x as ", stretch, ");", |lower, inner| {
            let cast = lower.first_child(inner)?;
            let ty = cast.child_by_field_id(lower.grammar.r#type)?;
            Some(lower.ty(ty))
        });
        ty.flatten()
    }

    /// Keeps the names, strings and blocks among tokens that make no sense together.
    pub(super) fn scattered(&mut self, tokens: &[Tree<'t>]) -> NodeId {
        let mut found = Ids::new();
        let mut tries = if self.reparser.enter() { 8 } else { 0 };
        let mut open: Trees = tokens.iter().rev().copied().collect();
        while let Some(token) = open.pop() {
            match token.kind() {
                "token_tree" => {
                    let may_parse = tries > 0 && self.opens_with(token, b'{') && token.byte_range() != whole(tokens);
                    let parsed = may_parse.then(|| self.reparse("", token.byte_range(), "", |lower, block| lower.block(block)));
                    match parsed {
                        Some(Some(block)) => found.push(block),
                        failed => {
                            tries -= i32::from(failed.is_some());
                            open.extend(self.tokens(token).into_iter().rev());
                        }
                    }
                }
                "mutable_specifier" => {}
                _ if token.is_named() => found.push(self.expression(token)),
                _ => {}
            }
        }
        self.reparser.leave();
        let list = self.builder.list(&found);
        self.builder.add_at(span_of(tokens), NodeKind::Unknown(list))
    }
}

fn whole(tokens: &[Tree]) -> Range<usize> {
    let at = span_of(tokens);
    at.start as usize..at.end as usize
}

/// From the first token to the last.
pub(super) fn span_of(tokens: &[Tree]) -> Span {
    match tokens {
        [] => Span { start: 0, end: 0 },
        [first, ..] => Span { start: first.start_byte() as u32, end: tokens[tokens.len() - 1].end_byte() as u32 },
    }
}

fn is_prefix(token: Tree) -> bool {
    matches!(token.kind(), "&" | "&&" | "*" | "mutable_specifier")
}

/// Whether tokens are a name, literal or group, with calls, fields, indexes, `.await`, `?` and `!(..)` after it.
fn is_plain(tokens: &[Tree]) -> bool {
    let head = tokens.iter().position(|token| !is_prefix(*token));
    let Some((head, mut rest)) = head.and_then(|head| tokens[head..].split_first()) else { return false };
    let mut is_path = match head.kind() {
        "identifier" | "self" | "super" | "crate" | "primitive_type" => true,
        "string_literal" | "raw_string_literal" | "char_literal" | "boolean_literal" | "integer_literal" | "float_literal" => false,
        "token_tree" => is_group(*head),
        _ => return false,
    };
    if head.kind() == "token_tree" && !is_path {
        return false;
    }
    is_path &= head.kind() != "token_tree";
    while let Some((sign, after)) = rest.split_first() {
        rest = after.get(1..).unwrap_or_default();
        let next = after.first().map_or("", |next| next.kind());
        let fits = match sign.kind() {
            "." => {
                is_path = false;
                matches!(next, "identifier" | "integer_literal" | "await")
            }
            "::" => is_path && next == "identifier",
            "!" => std::mem::take(&mut is_path) && next == "token_tree",
            "?" | "token_tree" => {
                rest = after;
                is_path = false;
                sign.kind() == "?" || is_group(*sign)
            }
            _ => false,
        };
        if !fits {
            return false;
        }
    }
    true
}

/// Whether a token tree stands in parentheses or brackets.
fn is_group(tree: Tree) -> bool {
    tree.child(0).is_some_and(|open| open.kind() != "{")
}
