//! Strings, templates, objects, arrays.

use std::borrow::Cow;

use super::definitions::Decorators;
use super::kinds::Kind;
use super::{Items, Lowering, NodeId, NodeKind, Span, Sym, span};
use crate::syntax::Node as Tree;

/// The key of an entry, field or method.
pub(super) enum Key<'t> {
    Word(Sym),
    /// `[key]`.
    Computed(Tree<'t>),
}

impl<'t> Lowering<'_, '_> {
    /// The text that a string literal stands for.
    pub(super) fn string_text(&mut self, node: Tree) -> Sym {
        let text = unescape(unquote(self.builder.slice(node)));
        self.builder.intern(&text)
    }

    pub(super) fn string(&mut self, node: Tree) -> NodeId {
        let text = self.string_text(node);
        self.builder.add(node, NodeKind::Text(text))
    }

    /// The source of a regular expression, without slashes and flags.
    pub(super) fn regex(&mut self, node: Tree) -> NodeId {
        let text = self.builder.slice(node);
        let end = text.rfind('/').unwrap_or(text.len());
        let text = self.builder.intern(text.get(1..end).unwrap_or_default());
        self.builder.add(node, NodeKind::Text(text))
    }

    /// A template string, or a template type. Without substitutions it is a plain text.
    pub(super) fn template(&mut self, node: Tree<'t>) -> NodeId {
        let mut parts = Items::new();
        let mut from = node.start_byte() + 1;
        let end = node.end_byte().saturating_sub(1).max(from);
        for child in self.children(node) {
            if !matches!(self.kind(child), Kind::TemplateSubstitution | Kind::Error) {
                continue;
            }
            self.template_text(from, child.start_byte(), &mut parts);
            let inner = self.parts(child);
            let value = match self.first_node(&inner) {
                Some(value) if self.kind(node) == Kind::TemplateLiteralType => self.ty(value),
                Some(value) => self.expression(value),
                None => self.unknown_of(child, &inner),
            };
            self.builder.bind(child, value);
            parts.push(value);
            from = child.end_byte();
        }
        if parts.is_empty() {
            return self.string(node);
        }
        self.template_text(from, end, &mut parts);
        let parts = self.builder.list(&parts);
        self.builder.add(node, NodeKind::Template(parts))
    }

    fn template_text(&mut self, from: usize, to: usize, parts: &mut Items) {
        let Some(raw) = self.builder.source.get(from..to) else { return };
        if !raw.is_empty() {
            let text = self.builder.intern(&unescape(raw));
            parts.push(self.builder.add_at(Span { start: from as u32, end: to as u32 }, NodeKind::Text(text)));
        }
    }

    /// An array or array pattern; `[, a]` has `Null` in its holes.
    pub(super) fn array(&mut self, node: Tree<'t>) -> NodeId {
        let mut items = Items::new();
        let mut filled = false;
        for part in self.collect(node, |_| true) {
            match self.kind(part) {
                Kind::Comma if filled => filled = false,
                Kind::Comma => items.push(self.builder.add_at(span(part), NodeKind::Null)),
                kind if kind.is_token() => {}
                _ => {
                    items.push(self.expression(part));
                    filled = true;
                }
            }
        }
        let items = self.builder.list(&items);
        self.builder.add(node, NodeKind::List(items))
    }

    /// An object literal or pattern.
    pub(super) fn object(&mut self, node: Tree<'t>) -> NodeId {
        let mut entries = Items::new();
        for child in self.children(node) {
            entries.push(self.entry(child));
        }
        let entries = self.builder.list(&entries);
        self.builder.add(node, NodeKind::Object(entries))
    }

    fn entry(&mut self, node: Tree<'t>) -> NodeId {
        match self.kind(node) {
            Kind::Pair => self.pair(node),
            Kind::Shorthand => self.shorthand(node),
            Kind::AssignmentPattern => self.shorthand_with_default(node),
            Kind::MethodDefinition => self.object_method(node),
            _ => self.expression(node),
        }
    }

    /// `key: value`.
    pub(super) fn pair(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [key, _, value] = parts[..] else { return self.unknown_of(node, &parts) };
        match self.key(key) {
            Key::Word(name) => {
                let value = self.expression(value);
                self.give_name(value, name);
                self.builder.add(node, NodeKind::Named { name, value })
            }
            Key::Computed(key) => {
                let key = self.expression(key);
                let value = self.expression(value);
                self.builder.add(node, NodeKind::Entry { key, value })
            }
        }
    }

    /// `{a}`. A query that captures it means the value.
    pub(super) fn shorthand(&mut self, node: Tree<'t>) -> NodeId {
        let name = self.builder.word(node);
        let value = self.name(node);
        self.builder.add_at(span(node), NodeKind::Named { name, value })
    }

    /// `{a = 1}` in a pattern.
    fn shorthand_with_default(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [name, _, default] = parts[..] else { return self.unknown_of(node, &parts) };
        if self.kind(name) != Kind::Shorthand {
            return self.unknown_of(node, &parts);
        }
        let word = self.builder.word(name);
        let target = self.name(name);
        let default = self.expression(default);
        let value = self.builder.add(node, NodeKind::Assign { target, value: default });
        self.builder.add_at(span(node), NodeKind::Named { name: word, value })
    }

    fn object_method(&mut self, node: Tree<'t>) -> NodeId {
        let (function, key) = self.method(node, Decorators::default());
        let value = self.builder.add(node, NodeKind::Function(function));
        match key {
            Some(Key::Word(name)) => self.builder.add_at(span(node), NodeKind::Named { name, value }),
            Some(Key::Computed(key)) => {
                let key = self.expression(key);
                self.builder.add_at(span(node), NodeKind::Entry { key, value })
            }
            None => value,
        }
    }

    /// The name of a property; `["a"]` is a word too.
    pub(super) fn key(&mut self, node: Tree<'t>) -> Key<'t> {
        match self.kind(node) {
            Kind::String => Key::Word(self.string_text(node)),
            Kind::ComputedPropertyName => {
                let parts = self.parts(node);
                match self.first_node(&parts) {
                    Some(text) if self.kind(text) == Kind::String => Key::Word(self.string_text(text)),
                    Some(inner) => Key::Computed(inner),
                    None => Key::Word(self.builder.word(node)),
                }
            }
            _ => Key::Word(self.builder.word(node)),
        }
    }
}

/// Takes the quotes away; the last may be missing in broken code.
fn unquote(text: &str) -> &str {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else { return text };
    let inner = &text[1..];
    inner.strip_suffix(quote).unwrap_or(inner)
}

/// Resolves the escapes of a string or template.
fn unescape(raw: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\\', raw.as_bytes()) else { return Cow::Borrowed(raw) };
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut at = Some(first);
    while let Some(backslash) = at {
        text.push_str(&rest[..backslash]);
        rest = escape(&rest[backslash + 1..], &mut text);
        at = memchr::memchr(b'\\', rest.as_bytes());
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Reads one escape, after its backslash, and returns what follows it.
fn escape<'s>(rest: &'s str, text: &mut String) -> &'s str {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return rest };
    match first {
        'n' => text.push('\n'),
        't' => text.push('\t'),
        'r' => text.push('\r'),
        'b' => text.push('\u{8}'),
        'f' => text.push('\u{c}'),
        'v' => text.push('\u{b}'),
        '0' if !chars.as_str().starts_with(|c: char| c.is_ascii_digit()) => text.push('\0'),
        '\r' => return chars.as_str().strip_prefix('\n').unwrap_or(chars.as_str()),
        '\n' | '\u{2028}' | '\u{2029}' => {}
        'x' => return code_units(rest, 1, 2, text),
        'u' => return unicode(rest, text),
        other => text.push(other),
    }
    chars.as_str()
}

/// `\u{1F600}`, `\u0041`, or a surrogate pair of the latter.
fn unicode<'s>(rest: &'s str, text: &mut String) -> &'s str {
    if let Some(braced) = rest.strip_prefix("u{") {
        let Some((digits, after)) = braced.split_once('}') else { return rest };
        text.push(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
        return after;
    }
    let high = hex(rest, 1, 4);
    let low = rest.get(5..7).filter(|prefix| *prefix == "\\u").and_then(|_| hex(rest, 7, 4));
    if let (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) = (high, low) {
        text.extend(char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)));
        return &rest[11..];
    }
    code_units(rest, 1, 4, text)
}

/// The character whose code stands in `digits` hexadecimal digits.
fn code_units<'s>(rest: &'s str, from: usize, digits: usize, text: &mut String) -> &'s str {
    let Some(code) = hex(rest, from, digits) else { return rest };
    text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    &rest[from + digits..]
}

fn hex(text: &str, from: usize, digits: usize) -> Option<u32> {
    text.get(from..from + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok())
}
