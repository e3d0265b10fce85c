//! Byte offsets to lines and columns, and back.

use std::sync::OnceLock;

use super::{FileId, Project};

/// A place in a text as people count: both start at 1, columns count Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// Where the lines of a text start.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: u32,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        LineIndex { starts, length: text.len() as u32 }
    }

    /// How many lines the text has; an empty one has one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line that holds a byte, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// The bytes of a line, without its end.
    pub fn range(&self, line: u32, text: &str) -> std::ops::Range<usize> {
        let index = line.clamp(1, self.count()) as usize - 1;
        let start = self.starts[index] as usize;
        let end = self.starts.get(index + 1).map_or(self.length as usize, |&next| next as usize - 1);
        start..end - usize::from(text.as_bytes()[start..end].ends_with(b"\r"))
    }

    /// Where a byte is. `text` is the one the index was made from; offsets past its end count as its end.
    pub fn position(&self, offset: u32, text: &str) -> Position {
        let offset = text.floor_char_boundary(offset as usize);
        let line = self.line(offset as u32);
        let start = self.starts[line as usize - 1] as usize;
        Position { line, column: text[start..offset].chars().count() as u32 + 1 }
    }

    /// The byte at a position; columns past the end of a line count as its end.
    pub fn offset(&self, position: Position, text: &str) -> u32 {
        let range = self.range(position.line, text);
        let column = position.column.max(1) as usize - 1;
        let within = text[range.clone()].char_indices().nth(column).map_or(range.len(), |(at, _)| at);
        (range.start + within) as u32
    }
}

/// The line indexes of a project, each made when first asked for.
#[derive(Debug, Default)]
pub struct Lines {
    indexes: Vec<OnceLock<LineIndex>>,
}

impl Lines {
    pub fn new(project: &Project) -> Lines {
        Lines { indexes: project.files.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The index of a file.
    pub fn of(&self, project: &Project, file: FileId) -> &LineIndex {
        self.indexes[file.index()].get_or_init(|| LineIndex::new(&project.file(file).text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let text = "a\nüx𝄞y\r\n\nz";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 4);
        for (needle, line, column) in [("a", 1, 1), ("x", 2, 2), ("y", 2, 4), ("z", 4, 1)] {
            let offset = text.find(needle).map(|at| at as u32).unwrap_or_default();
            let position = Position { line, column };
            assert_eq!(index.position(offset, text), position, "{needle}");
            assert_eq!(index.offset(position, text), offset, "{needle}");
        }
    }

    #[test]
    fn ends_are_safe() {
        let index = LineIndex::new("");
        assert_eq!(index.position(99, ""), Position { line: 1, column: 1 });
        assert_eq!(index.range(7, ""), 0..0);
        let text = "ab\n";
        let index = LineIndex::new(text);
        assert_eq!(index.position(3, text), Position { line: 2, column: 1 });
        assert_eq!(index.offset(Position { line: 1, column: 50 }, text), 2);
    }
}
