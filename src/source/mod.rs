//! Files and their text.
//!
//! In: a project root. Out: every file worth reading, decoded, with its dialect, what kind of code it is, and its line index.
//! Never: parses; follows a symlink out of the root; lets one bad file end a run.

use std::sync::Arc;

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
}
