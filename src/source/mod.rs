//! Files and their text.
//!
//! In: a project root. Out: every file worth reading, decoded, with its dialect, what kind of code it is, and its line index.
//! Never: parses; follows a symlink out of the root; lets one bad file end a run.

mod decode;
mod kind;
mod lines;
mod purpose;
mod walk;

use std::sync::Arc;

pub use kind::{Kind, kind, language};
pub use lines::{LineIndex, Lines, Position};
pub use walk::{Classified, classify, read, walk};

use crate::syntax::Dialect;

/// A file of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

impl FileId {
    /// As an index into `Project::files`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a file is, judged by its path below the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    Production,
    Test,
    Generated,
    Vendored,
    Docs,
    /// What a framework does by itself, which comes with the queries.
    Library,
}

/// Which code that is not production code is reported on too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Include {
    pub tests: bool,
    pub generated: bool,
    pub vendored: bool,
    pub docs: bool,
}

impl Include {
    /// Whether findings in such a file are reported.
    pub fn reports(self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Production => true,
            Purpose::Test => self.tests,
            Purpose::Generated => self.generated,
            Purpose::Vendored => self.vendored,
            Purpose::Docs => self.docs,
            Purpose::Library => false,
        }
    }
}

/// Why a file, or a part of one, was not analyzed as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemKind {
    Read,
    Encoding,
    Parse,
    Limit,
    Internal,
}

impl ProblemKind {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            ProblemKind::Read => "read",
            ProblemKind::Encoding => "encoding",
            ProblemKind::Parse => "parse",
            ProblemKind::Limit => "limit",
            ProblemKind::Internal => "internal",
        }
    }
}

/// An entry of `errors`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Relative to the root; empty where it is about the whole run.
    pub path: String,
    pub kind: ProblemKind,
    pub message: String,
}

impl Problem {
    /// A problem of one file, or of the whole run where `path` is empty.
    pub fn new(path: impl Into<String>, kind: ProblemKind, message: impl Into<String>) -> Problem {
        Problem { path: path.into(), kind, message: message.into() }
    }
}

/// Code that is parsed.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the root, with `/`.
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub dialect: Dialect,
    pub purpose: Purpose,
}

/// Manifests and schemas that code refers to: package.json, tsconfig.json, Cargo.toml, pyproject.toml, requirements, *.prisma, *.sql.
#[derive(Debug, Clone)]
pub struct DataFile {
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub purpose: Purpose,
}

/// All that was read, in the order of paths.
#[derive(Debug, Clone, Default)]
pub struct Project {
    pub files: Vec<Arc<SourceFile>>,
    pub data: Vec<Arc<DataFile>>,
}

impl Project {
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// The file of this path below the root.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.files.binary_search_by(|file| (*file.path).cmp(path)).ok().map(|index| FileId(index as u32))
    }
}
