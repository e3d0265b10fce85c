//! Reads the text of a query: S-expressions, as tree-sitter does, but keeping what its API does not tell.

use std::ops::Range;

use super::error::Fault;

/// Deeper patterns are refused, so that reading and walking them cannot exhaust the stack.
const MAX_DEPTH: usize = 100;

/// One pattern of a query file.
#[derive(Debug)]
pub(super) struct Pattern {
    /// Its bytes in the file.
    pub(super) range: Range<usize>,
    pub(super) root: Item,
    pub(super) predicates: Vec<Predicate>,
    /// The comments that stand between it and the pattern before it.
    pub(super) comments: Vec<Word>,
}

/// A word of the file, and where it starts.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) at: usize,
    pub(super) text: String,
}

/// A node of a pattern with what is written around it.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) at: usize,
    /// Where the node itself ends, before its quantifier and captures.
    pub(super) end: usize,
    pub(super) field: Option<String>,
    /// A `.` stands before it.
    pub(super) is_immediate: bool,
    pub(super) shape: Shape,
    pub(super) quantifier: Option<Quantifier>,
    pub(super) captures: Vec<Word>,
}

#[derive(Debug)]
pub(super) enum Shape {
    /// `(kind ...)`; `_` is any named node, `a/b` a kind of a supertype.
    Node { kind: Word, children: Vec<Item>, rest: Rest },
    /// `"text"`.
    Anonymous(String),
    /// `_`.
    Any,
    /// `[...]`.
    Either(Vec<Item>),
    /// `((a) (b))`.
    Group(Vec<Item>),
}

/// What is written among the children of a node and is none.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// `!name`: fields that must be absent.
    pub(super) absent: Vec<String>,
    /// A `.` stands after the last child.
    pub(super) ends: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantifier {
    Optional,
    Any,
    Many,
}

#[derive(Debug)]
pub(super) struct Predicate {
    /// With its `?` or `!`, without the `#`.
    pub(super) name: Word,
    pub(super) args: Vec<Arg>,
}

#[derive(Debug)]
pub(super) enum Arg {
    Capture(Word),
    Literal(String),
}

/// Reads a whole file: its patterns, and the comments after the last.
pub(super) fn read(text: &str) -> Result<(Vec<Pattern>, Vec<Word>), Fault> {
    let mut reader = Reader { text, at: 0, depth: 0, comments: Vec::new(), predicates: Vec::new() };
    let mut patterns = Vec::new();
    loop {
        reader.skip();
        if reader.at == text.len() {
            return Ok((patterns, reader.comments));
        }
        patterns.push(reader.pattern()?);
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    comments: Vec<Word>,
    predicates: Vec<Predicate>,
}

impl Reader<'_> {
    fn pattern(&mut self) -> Result<Pattern, Fault> {
        let comments = std::mem::take(&mut self.comments);
        let start = self.at;
        let Some(root) = self.item()? else {
            return Err(
                Fault::new(start, "a predicate outside a pattern").help("put the pattern and its predicates in one pair of parentheses")
            );
        };
        let mut end = root.captures.last().map_or(root.end, |c| c.at + c.text.len());
        if root.quantifier.is_some() {
            end = end.max(self.text[..self.at].trim_end().len());
        }
        self.comments.retain(|comment| comment.at >= end);
        Ok(Pattern { range: start..end, root, predicates: std::mem::take(&mut self.predicates), comments })
    }

    /// One item with its suffixes; `None` where it was a predicate.
    fn item(&mut self) -> Result<Option<Item>, Fault> {
        if self.depth == MAX_DEPTH {
            return Err(Fault::new(self.at, format!("a pattern nested more than {MAX_DEPTH} deep")));
        }
        self.depth += 1;
        let item = self.unlimited_item();
        self.depth -= 1;
        item
    }

    fn unlimited_item(&mut self) -> Result<Option<Item>, Fault> {
        let at = self.at;
        let shape = match self.peek() {
            Some(b'[') => self.either()?,
            Some(b'(') => match self.parenthesis()? {
                Some(shape) => shape,
                None => return Ok(None),
            },
            Some(b'"') => {
                self.string()?;
                Shape::Anonymous(unescape(&self.text[at + 1..self.at - 1]))
            }
            Some(b'_') if !self.text[at + 1..].starts_with(is_word) => {
                self.at += 1;
                Shape::Any
            }
            Some(_) if self.is_word_start() => return self.field().map(Some),
            _ => return Err(self.unexpected()),
        };
        let mut item = Item { at, end: self.at, field: None, is_immediate: false, shape, quantifier: None, captures: Vec::new() };
        self.suffixes(&mut item)?;
        Ok(Some(item))
    }

    /// `name: item`.
    fn field(&mut self) -> Result<Item, Fault> {
        let name = self.word();
        self.skip();
        if self.peek() != Some(b':') {
            return Err(Fault::new(name.at, format!("`{}` stands alone", name.text))
                .help(format!("write `({})` for a node, `{}:` for a field", name.text, name.text)));
        }
        self.at += 1;
        self.skip();
        let Some(mut item) = self.item()? else {
            return Err(Fault::new(name.at, format!("the field `{}` has no node", name.text)));
        };
        item.field = Some(name.text);
        Ok(item)
    }

    fn either(&mut self) -> Result<Shape, Fault> {
        let open = self.at;
        self.at += 1;
        let (branches, _) = self.items(open, b']')?;
        match branches.is_empty() {
            true => Err(Fault::new(open, "an alternation without branches")),
            false => Ok(Shape::Either(branches)),
        }
    }

    /// A group, a predicate (`None`) or a node.
    fn parenthesis(&mut self) -> Result<Option<Shape>, Fault> {
        let open = self.at;
        self.at += 1;
        self.skip();
        match self.peek() {
            Some(b'(' | b'[' | b'"') => Ok(Some(Shape::Group(self.items(open, b')')?.0))),
            Some(b'#') => {
                let predicate = self.predicate(open)?;
                self.predicates.push(predicate);
                Ok(None)
            }
            Some(_) if self.is_word_start() => {
                let kind = self.kind()?;
                let (children, rest) = self.items(open, b')')?;
                Ok(Some(Shape::Node { kind, children, rest }))
            }
            _ => Err(self.unexpected()),
        }
    }

    /// `kind`, `supertype/kind`, or `MISSING` with what is missing.
    fn kind(&mut self) -> Result<Word, Fault> {
        let mut kind = self.word();
        if self.peek() == Some(b'/') {
            self.at += 1;
            match self.is_word_start() {
                true => drop(self.word()),
                false => self.string()?,
            }
        } else if kind.text == "MISSING" {
            self.skip();
            match self.peek() {
                Some(b'"') => self.string()?,
                Some(_) if self.is_word_start() => drop(self.word()),
                _ => (),
            }
        }
        kind.text = self.text[kind.at..self.at].to_string();
        Ok(kind)
    }

    /// Items up to the closing bracket, which is consumed, and what else stands among them.
    fn items(&mut self, open: usize, close: u8) -> Result<(Vec<Item>, Rest), Fault> {
        let mut items = Vec::new();
        let mut rest = Rest::default();
        loop {
            self.skip();
            match self.peek() {
                None => return Err(Fault::new(open, format!("`{}` is never closed", &self.text[open..=open]))),
                Some(byte) if byte == close => {
                    self.at += 1;
                    return Ok((items, rest));
                }
                Some(b'.') => {
                    self.at += 1;
                    rest.ends = true;
                }
                Some(b'!') => {
                    self.at += 1;
                    self.skip();
                    if !self.is_word_start() {
                        return Err(self.unexpected());
                    }
                    rest.absent.push(self.word().text);
                }
                Some(_) => {
                    if let Some(mut item) = self.item()? {
                        item.is_immediate = std::mem::take(&mut rest.ends);
                        items.push(item);
                    }
                }
            }
        }
    }

    fn suffixes(&mut self, item: &mut Item) -> Result<(), Fault> {
        loop {
            self.skip();
            match self.peek() {
                Some(byte @ (b'?' | b'*' | b'+')) => {
                    self.at += 1;
                    item.quantifier = Some(join(item.quantifier, byte));
                }
                Some(b'@') => item.captures.push(self.capture()?),
                _ => return Ok(()),
            }
        }
    }

    fn capture(&mut self) -> Result<Word, Fault> {
        self.at += 1;
        match self.is_word_start() {
            true => Ok(self.word()),
            false => Err(Fault::new(self.at - 1, "`@` without a name")),
        }
    }

    fn predicate(&mut self, open: usize) -> Result<Predicate, Fault> {
        self.at += 1;
        let mut name = self.word();
        match self.peek() {
            Some(byte @ (b'?' | b'!')) => {
                name.text.push(byte as char);
                self.at += 1;
            }
            _ => return Err(Fault::new(name.at, format!("the predicate `#{}` does not end in `?`", name.text))),
        }
        let mut args = Vec::new();
        loop {
            self.skip();
            match self.peek() {
                None => return Err(Fault::new(open, "`(` is never closed")),
                Some(b')') => {
                    self.at += 1;
                    return Ok(Predicate { name, args });
                }
                Some(b'@') => args.push(Arg::Capture(self.capture()?)),
                Some(b'"') => {
                    let start = self.at;
                    self.string()?;
                    args.push(Arg::Literal(unescape(&self.text[start + 1..self.at - 1])));
                }
                Some(_) if self.is_word_start() => args.push(Arg::Literal(self.word().text)),
                Some(_) => return Err(self.unexpected()),
            }
        }
    }

    /// A quoted string, on one line.
    fn string(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut bytes = self.text.as_bytes()[start + 1..].iter().enumerate();
        while let Some((i, byte)) = bytes.next() {
            match byte {
                b'"' => {
                    self.at = start + i + 2;
                    return Ok(());
                }
                b'\\' => drop(bytes.next()),
                b'\n' => break,
                _ => (),
            }
        }
        Err(Fault::new(start, "a string is not closed on its line"))
    }

    fn word(&mut self) -> Word {
        let rest = &self.text[self.at..];
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = Word { at: self.at, text: rest[..length].to_string() };
        self.at += length;
        word
    }

    /// Passes white space and comments, and keeps the comments.
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            if self.peek() != Some(b';') {
                return;
            }
            let line = self.text[self.at..].lines().next().unwrap_or_default();
            self.comments.push(Word { at: self.at, text: line.trim_start_matches(';').trim().to_string() });
            self.at += line.len();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn is_word_start(&self) -> bool {
        self.text[self.at..].starts_with(|c: char| is_word(c) && c != '.')
    }

    fn unexpected(&self) -> Fault {
        match self.text[self.at..].chars().next() {
            Some(c) => Fault::new(self.at, format!("unexpected `{c}`")),
            None => Fault::new(self.at, "the file ends inside a pattern"),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Two quantifiers on one item: what they allow together.
fn join(before: Option<Quantifier>, byte: u8) -> Quantifier {
    match (before, byte) {
        (None, b'?') | (Some(Quantifier::Optional), b'?') => Quantifier::Optional,
        (None, b'+') | (Some(Quantifier::Many), b'+') => Quantifier::Many,
        _ => Quantifier::Any,
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(|escaped| match escaped {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                other => other,
            })),
            other => out.push(other),
        }
    }
    out
}
