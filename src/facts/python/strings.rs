//! Strings: their text without quotes and escapes, and what f-strings put together.

use std::borrow::Cow;

use super::super::ir::*;
use super::{Items, Lowering};
use crate::syntax::Node as Tree;

/// A string as written, taken apart.
struct Literal<'a> {
    prefix: &'a str,
    content: &'a str,
}

impl Literal<'_> {
    fn is_raw(&self) -> bool {
        self.prefix.contains(['r', 'R'])
    }

    /// An f-string, or a t-string.
    fn is_template(&self) -> bool {
        self.prefix.contains(['f', 'F', 't', 'T'])
    }
}

impl<'t> Lowering<'_, '_> {
    pub(super) fn string(&mut self, node: Tree<'t>) -> NodeId {
        let literal = literal(self.slice(node));
        if literal.is_template() {
            let mut parts = Items::new();
            self.template_parts(node, literal.is_raw(), &mut parts);
            return self.text_or_template(node, &parts);
        }
        let text = unescape(literal.content, literal.is_raw());
        let text = self.builder.intern(&text);
        let id = self.builder.add(node, NodeKind::Text(text));
        if let Some(content) = node.named_child(1) {
            self.builder.bind(content, id);
        }
        id
    }

    /// Of an f-string: text, value, text, ...
    fn template_parts(&mut self, node: Tree<'t>, is_raw: bool, parts: &mut Items) {
        for part in self.parts(node) {
            match part.kind() {
                "string_start" | "string_end" => {}
                "string_content" => {
                    let text = unescape(self.slice(part), is_raw);
                    let text = self.builder.intern(&text.replace("{{", "{").replace("}}", "}"));
                    parts.push(self.builder.add(part, NodeKind::Text(text)));
                }
                _ => self.interpolation(part, parts),
            }
        }
    }

    /// `{value!r:{width}}`: the value, then whatever values its format takes.
    fn interpolation(&mut self, node: Tree<'t>, parts: &mut Items) {
        for part in self.parts(node) {
            match part.kind() {
                "type_conversion" => {}
                "format_specifier" => {
                    for inner in self.parts(part) {
                        super::with_stack(|| self.interpolation(inner, parts));
                    }
                }
                _ => {
                    let id = self.expression(part);
                    self.builder.bind(node, id);
                    parts.push(id);
                }
            }
        }
    }

    fn text_or_template(&mut self, node: Tree<'t>, parts: &[NodeId]) -> NodeId {
        let kind = match parts {
            [] => NodeKind::Text(self.builder.intern("")),
            &[part] if matches!(self.builder.kind(part), NodeKind::Text(_)) => self.builder.kind(part),
            parts => NodeKind::Template(self.builder.list(parts)),
        };
        self.builder.add(node, kind)
    }

    /// `"a" "b"`: one text, or one template if any of them is.
    pub(super) fn concatenated_string(&mut self, node: Tree<'t>) -> NodeId {
        let strings = self.parts(node);
        let pieces = self.expressions(&strings);
        let mut text = String::new();
        for piece in &pieces {
            match self.builder.kind(*piece) {
                NodeKind::Text(piece) => text.push_str(self.builder.text(piece)),
                _ => return self.concatenated_template(node, &pieces),
            }
        }
        let text = self.builder.intern(&text);
        let id = self.builder.add(node, NodeKind::Text(text));
        for string in strings {
            self.builder.bind(string, id);
        }
        id
    }

    fn concatenated_template(&mut self, node: Tree<'t>, pieces: &[NodeId]) -> NodeId {
        let mut parts = Items::new();
        for piece in pieces {
            match self.builder.kind(*piece) {
                NodeKind::Template(inner) => parts.extend_from_slice(self.builder.items(inner)),
                _ => parts.push(*piece),
            }
        }
        let parts = self.builder.list(&parts);
        self.builder.add(node, NodeKind::Template(parts))
    }
}

/// The text of a string that stands for code: an annotation that names something defined later.
pub(super) fn quoted(written: &str) -> &str {
    literal(written).content.trim()
}

/// Takes prefix and quotes away; broken code may lack the quotes at the end.
fn literal(written: &str) -> Literal<'_> {
    let start = written.find(['"', '\'']).unwrap_or(0);
    let (prefix, quoted) = written.split_at(start);
    let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| quoted.starts_with(quote)).unwrap_or("");
    let content = quoted.strip_prefix(quote).unwrap_or(quoted);
    Literal { prefix, content: content.strip_suffix(quote).unwrap_or(content) }
}

/// Replaces what backslashes stand for; what Python would not replace (or names a character) stays as written.
fn unescape(written: &str, is_raw: bool) -> Cow<'_, str> {
    if is_raw || !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = escape(&rest[at..], &mut text);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Reads the escape that `written` starts with; gives what comes after it.
fn escape<'s>(written: &'s str, text: &mut String) -> &'s str {
    let mut chars = written.chars();
    chars.next();
    let Some(letter) = chars.next() else {
        text.push('\\');
        return "";
    };
    let plain = match letter {
        '\n' => return chars.as_str(),
        '\r' => return chars.as_str().strip_prefix('\n').unwrap_or(chars.as_str()),
        '\\' | '\'' | '"' => letter,
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'v' => '\x0b',
        'x' => return number(written, 2, 2, 16, text),
        'u' => return number(written, 2, 4, 16, text),
        'U' => return number(written, 2, 8, 16, text),
        '0'..='7' => {
            let digits = written[1..].chars().take(3).take_while(|digit| digit.is_digit(8)).count();
            return number(written, 1, digits, 8, text);
        }
        _ => {
            text.push('\\');
            letter
        }
    };
    text.push(plain);
    chars.as_str()
}

/// A character by its number, in digits `from..from + len` of `written`.
fn number<'s>(written: &'s str, from: usize, len: usize, radix: u32, text: &mut String) -> &'s str {
    let code = written.get(from..from + len).and_then(|digits| u32::from_str_radix(digits, radix).ok());
    match code.and_then(char::from_u32) {
        Some(char) => {
            text.push(char);
            &written[from + len..]
        }
        None => {
            text.push('\\');
            &written[1..]
        }
    }
}
