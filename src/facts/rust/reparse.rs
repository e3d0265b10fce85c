//! Parsing a stretch of the file again, as something that it is not in the tree.
//!
//! Arguments of macros are bare tokens for the grammar. Put between the right words, the same bytes are a tuple, a block or a pattern.
//! The words are shown to the parser in the place of what precedes and follows the stretch, so that all offsets stay those of the file.

use std::ops::{ControlFlow, Range};

use tree_sitter::{ParseOptions, ParseState, Parser, Point};

use super::Lower;
use crate::syntax::{Dialect, Node as Tree, Tree as Flat};

/// How deep stretches may lie in one another. Each level is parsed again, so this bounds the cost.
const DEPTH: u32 = 10;

/// The parser, made when it is first needed.
#[derive(Default)]
pub(super) struct Reparser {
    parser: Option<Parser>,
    pub(super) depth: u32,
}

impl Reparser {
    /// Whether yet another level may be read.
    pub(super) fn enter(&mut self) -> bool {
        self.depth += 1;
        self.depth <= DEPTH
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    fn parser(&mut self) -> &mut Parser {
        self.parser.get_or_insert_with(|| {
            let mut parser = Parser::new();
            parser.set_language(&Dialect::Rust.language()).expect("the grammar is built for this version of tree-sitter");
            parser
        })
    }
}

impl<'a> Lower<'_, 'a> {
    /// Reads `before` + the stretch + `after` as statements, and gives the first one to `lower`. `None` if there are errors.
    pub(super) fn reparse<T>(
        &mut self,
        before: &str,
        stretch: Range<usize>,
        after: &str,
        lower: impl for<'u> FnOnce(&mut Lower<'_, 'a>, Tree<'u>) -> T,
    ) -> Option<T> {
        let start = stretch.start.checked_sub(before.len())?;
        let (text, end) = (self.builder.source.as_bytes(), stretch.end);
        let entered = self.reparser.enter();
        let tree = entered.then(|| {
            let parser = self.reparser.parser();
            let range = tree_sitter::Range {
                start_byte: start,
                end_byte: end + after.len(),
                start_point: Point::new(0, start),
                end_point: Point::new(usize::MAX, usize::MAX),
            };
            parser.set_included_ranges(&[range]).ok()?;
            let mut read = |offset: usize, _| match offset {
                _ if offset < start => b"",
                _ if offset < stretch.start => &before.as_bytes()[offset - start..],
                _ if offset < end => &text[offset..end],
                _ => after.as_bytes().get(offset - end..).unwrap_or_default(),
            };
            // Recovery from errors is slow, and of no use here.
            let mut stop = |state: &ParseState| if state.has_error() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
            let tree = parser.parse_with_options(&mut read, None, Some(ParseOptions::new().progress_callback(&mut stop)));
            parser.reset();
            tree
        });
        let done = tree.flatten().filter(|tree| !tree.root_node().has_error()).and_then(|tree| {
            let tree = Flat::of(&tree, Dialect::Rust);
            let statement = self.first_child(tree.root_node())?;
            let wrapped = matches!(statement.kind(), "expression_statement");
            let inside = if wrapped { self.first_child(statement)? } else { statement };
            Some(lower(self, inside))
        });
        self.reparser.leave();
        done
    }
}
