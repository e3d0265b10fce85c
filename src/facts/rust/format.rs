//! Format strings: `"{name} has {} of {0:?}"`.

use std::ops::Range;

use smallvec::SmallVec;

use super::super::ir::*;
use super::literals::Content;
use super::{Ids, Lower};

/// Macros whose first string is a format string.
pub(super) fn takes_format(name: &str) -> bool {
    matches!(
        name,
        "format"
            | "format_args"
            | "formatdoc"
            | "print"
            | "println"
            | "eprint"
            | "eprintln"
            | "write"
            | "writeln"
            | "panic"
            | "todo"
            | "unimplemented"
            | "unreachable"
            | "anyhow"
            | "eyre"
            | "ensure"
            | "assert"
            | "assert_eq"
            | "assert_ne"
            | "trace"
            | "debug"
            | "info"
            | "warn"
            | "error"
            | "log"
            | "event"
    )
}

/// A piece of a format string, in bytes of its content.
enum Piece {
    Text(Range<usize>),
    /// What stands in braces, before the colon.
    Hole(Range<usize>),
}

impl Lower<'_, '_> {
    /// Makes a `Template` of the first string among the arguments, with the arguments that it names; keeps the others.
    pub(super) fn formatted(&mut self, args: Ids) -> Ids {
        let Some(at) = args.iter().position(|id| self.is_literal(*id)) else { return args };
        let span = self.builder.span_of(args[at]);
        let literal = &self.builder.source[span.start as usize..span.end as usize];
        let content = Content::of(literal);
        let pieces = pieces(content.text);
        let (before, rest) = (&args[..at], &args[at + 1..]);
        if !pieces.iter().any(|piece| matches!(piece, Piece::Hole(_))) {
            return args;
        }
        let mut used: SmallVec<[bool; 8]> = SmallVec::from_elem(false, rest.len());
        let mut next = 0;
        let mut parts = Ids::new();
        for piece in pieces {
            let range = match &piece {
                Piece::Text(range) | Piece::Hole(range) => range.clone(),
            };
            let text = &content.text[range.clone()];
            let from = span.start as usize + content.start;
            let place = Span { start: (from + range.start) as u32, end: (from + range.end) as u32 };
            parts.push(match piece {
                Piece::Text(_) => {
                    let sym = self.builder.intern(&content.unescaped(text).replace("{{", "{").replace("}}", "}"));
                    self.builder.add_at(place, NodeKind::Text(sym))
                }
                Piece::Hole(_) => self.filled(text, place, rest, &mut used, &mut next),
            });
        }
        let list = self.builder.list(&parts);
        let mut out = Ids::from_slice(before);
        out.push(self.builder.add_at(span, NodeKind::Template(list)));
        out.extend(rest.iter().zip(&used).filter(|(_, used)| !**used).map(|(id, _)| *id));
        out
    }

    fn is_literal(&self, id: NodeId) -> bool {
        let start = self.builder.span_of(id).start as usize;
        matches!(self.builder.kind(id), NodeKind::Text(_)) && matches!(self.builder.source.as_bytes().get(start), Some(b'"' | b'r'))
    }

    /// The argument that a hole asks for: the next, one by number, or one by name, which may be a variable's.
    fn filled(&mut self, name: &str, place: Span, args: &[NodeId], used: &mut [bool], next: &mut usize) -> NodeId {
        let index = match name {
            "" => {
                *next += 1;
                Some(*next - 1)
            }
            _ => name.parse().ok().or_else(|| args.iter().position(|id| self.is_named(*id, name))),
        };
        match index {
            Some(index) if index < args.len() => {
                used[index] = true;
                match self.builder.kind(args[index]) {
                    NodeKind::Named { value, .. } => value,
                    _ => args[index],
                }
            }
            _ => {
                let sym = self.builder.intern(name);
                self.builder.add_at(place, NodeKind::Name(sym))
            }
        }
    }

    fn is_named(&self, id: NodeId, text: &str) -> bool {
        matches!(self.builder.kind(id), NodeKind::Named { name, .. } if self.builder.text(name) == text)
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'}' if bytes.get(at + 1) == Some(&bytes[at]) => at += 2,
            // \u{e9}
            b'{' if text[..at].ends_with("\\u") => at += 1,
            b'{' => {
                let Some(length) = text[at..].find('}') else { break };
                if start < at {
                    pieces.push(Piece::Text(start..at));
                }
                let inside = &text[at + 1..at + length];
                let name = inside.split(':').next().unwrap_or_default().trim_end();
                pieces.push(Piece::Hole(at + 1..at + 1 + name.len()));
                at += length + 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    if start < text.len() {
        pieces.push(Piece::Text(start..text.len()));
    }
    pieces
}
