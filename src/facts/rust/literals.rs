//! Strings, numbers and the like.

use std::borrow::Cow;

use super::super::ir::*;
use super::{Ids, Lower};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// A string, byte string, C string or character, without its quotes and escapes.
    pub(super) fn text(&mut self, node: Tree<'t>) -> NodeId {
        let content = Content::of(self.builder.slice(node));
        let sym = self.builder.intern(&content.unescaped(content.text));
        self.builder.add(node, NodeKind::Text(sym))
    }

    pub(super) fn number(&mut self, node: Tree<'t>) -> NodeId {
        let sym = self.builder.intern(self.builder.slice(node));
        self.builder.add(node, NodeKind::Number(sym))
    }

    pub(super) fn boolean(&mut self, node: Tree<'t>) -> NodeId {
        let value = self.builder.slice(node) == "true";
        self.builder.add(node, NodeKind::Bool(value))
    }

    /// Strings put together: one `Text` where nothing else stands between them.
    pub(super) fn joined(&mut self, parts: &[NodeId]) -> NodeKind {
        let mut flat = Ids::new();
        for part in parts {
            match self.builder.kind(*part) {
                NodeKind::Template(inner) => flat.extend_from_slice(self.builder.items(inner)),
                _ => flat.push(*part),
            }
        }
        let mut whole = String::new();
        for part in &flat {
            let NodeKind::Text(sym) = self.builder.kind(*part) else {
                return NodeKind::Template(self.builder.list(&flat));
            };
            whole.push_str(self.builder.text(sym));
        }
        NodeKind::Text(self.builder.intern(&whole))
    }
}

/// What stands between the quotes of a literal.
pub(super) struct Content<'a> {
    pub(super) text: &'a str,
    /// Where it starts, in the literal.
    pub(super) start: usize,
    is_raw: bool,
}

impl<'a> Content<'a> {
    /// Takes the prefix and the quotes from a literal.
    pub(super) fn of(literal: &'a str) -> Self {
        let Some(quote) = literal.find(['"', '\'']) else { return Content { text: literal, start: 0, is_raw: true } };
        let is_raw = literal[..quote].contains('r');
        let text = &literal[quote + 1..];
        let text = if is_raw { text.trim_end_matches('#') } else { text };
        let text = text.strip_suffix(['"', '\'']).unwrap_or(text);
        Content { text, start: quote + 1, is_raw }
    }

    /// A part of it, without escapes.
    pub(super) fn unescaped(&self, part: &'a str) -> Cow<'a, str> {
        if self.is_raw || !part.contains('\\') {
            return Cow::Borrowed(part);
        }
        let mut out = String::with_capacity(part.len());
        let mut rest = part;
        while let Some(at) = rest.find('\\') {
            out.push_str(&rest[..at]);
            rest = escape(&rest[at + 1..], &mut out);
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// Reads one escape, after its backslash; gives what follows it.
fn escape<'a>(text: &'a str, out: &mut String) -> &'a str {
    let mut chars = text.chars();
    match chars.next() {
        Some('n') => out.push('\n'),
        Some('t') => out.push('\t'),
        Some('r') => out.push('\r'),
        Some('0') => out.push('\0'),
        Some('x') => {
            let digits = text.get(1..3).unwrap_or_default();
            out.extend(code(digits));
            return text.get(3..).unwrap_or_default();
        }
        Some('u') => {
            let end = text.find('}').unwrap_or(text.len() - 1);
            out.extend(text.get(2..end).and_then(code));
            return &text[end + 1..];
        }
        // A line that goes on in the next one.
        Some('\n' | '\r') => return chars.as_str().trim_start(),
        Some(other) => out.push(other),
        None => {}
    }
    chars.as_str()
}

fn code(digits: &str) -> Option<char> {
    u32::from_str_radix(&digits.replace('_', ""), 16).ok().and_then(char::from_u32)
}
