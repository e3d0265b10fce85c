//! What is wrong with a query file, said to the person who wrote it.

use std::fmt;

/// A query that cannot be used, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    pub path: String,
    /// Starts at 1.
    pub line: u32,
    pub message: String,
    pub help: Option<String>,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in `{}:{}`", self.message, self.path, self.line)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

/// An error before its file is known: a byte offset in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Fault { at, message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what the writer may have meant, or else where to look.
    pub(super) fn suggest(self, nearest: Option<String>, otherwise: &str) -> Self {
        match nearest {
            Some(word) => self.help(format!("did you mean `{word}`?")),
            None => self.help(otherwise),
        }
    }

    pub(super) fn into_error(self, path: &str, text: &str) -> QueryError {
        QueryError { path: path.into(), line: line_at(text, self.at), message: self.message, help: self.help }
    }
}

/// The line, from 1, of a byte offset.
pub(super) fn line_at(text: &str, at: usize) -> u32 {
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count() as u32
}

/// The option that a misspelled word most likely stands for.
pub(super) fn nearest<'a>(word: &str, options: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (word.chars().count() / 3).clamp(1, 3);
    options.into_iter().map(|option| (distance(word, option), option)).filter(|(d, _)| *d <= most).min().map(|(_, option)| option)
}

/// How many letters must be added, dropped or exchanged to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood() {
        assert_eq!(nearest("route.handlr", ["route.handler", "route.path"]), Some("route.handler"));
        assert_eq!(nearest("zebra", ["route.handler", "route.path"]), None);
    }
}
