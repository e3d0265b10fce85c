//! Findings and endpoints as text, JSON and SARIF.
//!
//! In: a `Report`. Out: a string, the same bytes for the same report. One file a format, each with structs of its own.
//! Never: decides what is reported; prints.

mod grid;
mod json;
pub mod markdown;
mod routes;
mod sarif;
mod text;

pub use json::json;
pub use routes::{Against, Description, OldInventory, Since, against, document, openapi, routes_json, routes_table, since};
pub(crate) use routes::{authentication, operation, ownership};
pub use sarif::sarif;
pub(crate) use text::clean;
pub use text::text;

use crate::finding::{Place, Reported};
use crate::flow::Endpoint;
use crate::source::{Lines, Position, Problem, Project};

/// What is reported, and what is needed to say where.
#[derive(Clone)]
pub struct Report<'a> {
    pub project: &'a Project,
    pub lines: &'a Lines,
    pub findings: Vec<&'a Reported>,
    pub endpoints: Vec<&'a Endpoint>,
    pub summary: Summary,
    pub problems: Vec<&'a Problem>,
}

/// How much there was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    pub endpoints: usize,
    pub findings: usize,
    pub suppressed: usize,
    pub baselined: usize,
}

/// A stretch of code as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Extent<'a> {
    path: &'a str,
    start: Position,
    end: Position,
}

impl<'a> Report<'a> {
    fn path(&self, place: Place) -> &'a str {
        &self.project.file(place.file).path
    }

    /// Of more than two lines, the first.
    fn extent(&self, place: Place) -> Extent<'a> {
        let text = &self.project.file(place.file).text;
        let lines = self.lines.of(self.project, place.file);
        let start = lines.position(place.span.start, text);
        let end = lines.position(place.span.end, text);
        let end = match end.line - start.line {
            0 | 1 => end,
            _ => lines.position(lines.range(start.line, text).end as u32, text),
        };
        Extent { path: self.path(place), start, end }
    }

    /// The first and the last line of a whole function.
    fn line_range(&self, place: Place) -> (u32, u32) {
        let lines = self.lines.of(self.project, place.file);
        (lines.line(place.span.start), lines.line(place.span.end.max(place.span.start + 1) - 1))
    }
}
