//! Walking a root and reading what is worth it.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;

use super::decode::{Decoded, decode};
use super::kind::{Kind, by_shebang, kind};
use super::purpose::{is_minified, purpose};
use super::{DataFile, Problem, ProblemKind, Project, Purpose, SourceFile};
use crate::syntax::Dialect;

/// Larger files are not read.
const LARGEST: u64 = 5 * 1024 * 1024;

/// Larger minified files are not analyzed: they cost as much as a project and hold no handler.
const LARGEST_MINIFIED: usize = 500_000;

/// Folders that hold other people's code or what a build made.
const SKIPPED: &[&str] = &["node_modules", "bower_components", "site-packages", "__pycache__", "venv", "jspm_packages"];

/// Folders that hold what a build made, unless they are a package of the project.
const BUILT: &[&str] = &["dist", "build", "target", "out"];

/// A file as read: code, data, or neither.
#[derive(Debug)]
pub enum Classified {
    Code(SourceFile),
    Data(DataFile),
    Neither,
}

/// Reads a project: everything below `root` that is code or a manifest, in the order of paths.
pub fn walk(root: &Path) -> (Project, Vec<Problem>) {
    let mut problems = Vec::new();
    let paths = paths(root, &mut problems);
    let read: Vec<(Classified, Vec<Problem>)> = paths.par_iter().map(|path| read(root, path)).collect();
    let mut project = Project::default();
    for (classified, said) in read {
        problems.extend(said);
        match classified {
            Classified::Code(file) => project.files.push(Arc::new(file)),
            Classified::Data(file) => project.data.push(Arc::new(file)),
            Classified::Neither => {}
        }
    }
    problems.sort();
    (project, problems)
}

/// The paths below the root, relative, with `/`, sorted.
fn paths(root: &Path, problems: &mut Vec<Problem>) -> Vec<String> {
    let walker = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .git_ignore(true)
        .require_git(false)
        .add_custom_ignore_filename(".authlintignore")
        .filter_entry(|entry| entry.depth() == 0 || !is_skipped(entry))
        .build();
    let mut paths = Vec::new();
    for entry in walker {
        match entry {
            Ok(entry) => paths.extend(worth_reading(root, &entry)),
            Err(error) => problems.extend(unreadable(root, &error)),
        }
    }
    paths.sort();
    paths
}

fn worth_reading(root: &Path, entry: &DirEntry) -> Option<String> {
    // Symbolic links are neither files nor folders here: what they lead to is read where it is, or is not the project's.
    entry.file_type().filter(std::fs::FileType::is_file)?;
    let path = relative(root, entry.path());
    (kind(&path) != Kind::Other).then_some(path)
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

fn is_skipped(entry: &DirEntry) -> bool {
    if !entry.file_type().is_some_and(|kind| kind.is_dir()) {
        return false;
    }
    let name = entry.file_name().to_string_lossy();
    SKIPPED.contains(&&*name) || BUILT.contains(&&*name) && !is_package(entry.path()) || entry.path().join("pyvenv.cfg").exists()
}

fn is_package(folder: &Path) -> bool {
    ["__init__.py", "mod.rs"].iter().any(|name| folder.join(name).exists())
}

fn unreadable(root: &Path, error: &ignore::Error) -> Option<Problem> {
    // A line of an ignore file that is no pattern is the ignore file's affair.
    if error.is_partial() {
        return None;
    }
    Some(Problem::new(path_of(error).map(|path| relative(root, path)).unwrap_or_default(), ProblemKind::Read, reason(error)))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn reason(error: &ignore::Error) -> String {
    match error.io_error() {
        Some(error) => plain(error),
        None => error.to_string(),
    }
}

/// An error of the operating system without its number: `permission denied`.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.to_lowercase()
}

/// Reads one file. `path` is relative to `root`.
pub fn read(root: &Path, path: &str) -> (Classified, Vec<Problem>) {
    let mut problems = Vec::new();
    let classified = read_into(root, path, &mut problems);
    (classified, problems)
}

fn read_into(root: &Path, path: &str, problems: &mut Vec<Problem>) -> Classified {
    let dialect = match kind(path) {
        Kind::Other => return Classified::Neither,
        Kind::Data => None,
        Kind::Code(dialect) => Some(dialect),
        Kind::Unnamed => match shebang(&root.join(path)) {
            Some(dialect) => Some(dialect),
            None => return Classified::Neither,
        },
    };
    let Some(bytes) = bytes(root, path, problems) else { return Classified::Neither };
    let text = match decode(bytes) {
        Decoded::Text(text, note) => {
            problems.extend(note.map(|note| Problem::new(path, ProblemKind::Encoding, note)));
            text
        }
        Decoded::Binary => {
            problems.push(Problem::new(path, ProblemKind::Encoding, "holds NUL bytes, so it is not text; skipped"));
            return Classified::Neither;
        }
    };
    place(path, text, dialect, problems)
}

/// Judges a text that did not come from disk.
pub fn classify(path: &str, text: String) -> (Classified, Vec<Problem>) {
    let mut problems = Vec::new();
    let dialect = match kind(path) {
        Kind::Other => return (Classified::Neither, problems),
        Kind::Data => None,
        Kind::Code(dialect) => Some(dialect),
        Kind::Unnamed => match by_shebang(text.as_bytes()) {
            Some(dialect) => Some(dialect),
            None => return (Classified::Neither, problems),
        },
    };
    let classified = place(path, text, dialect, &mut problems);
    (classified, problems)
}

fn place(path: &str, text: String, dialect: Option<Dialect>, problems: &mut Vec<Problem>) -> Classified {
    let mut purpose = purpose(path, &text);
    let path: Arc<str> = path.into();
    let Some(dialect) = dialect else {
        return Classified::Data(DataFile { path, text: text.into(), purpose });
    };
    let minified = is_minified(&text);
    if minified && text.len() > LARGEST_MINIFIED {
        problems.push(Problem::new(&*path, ProblemKind::Limit, format!("minified and over {} kB; skipped", LARGEST_MINIFIED / 1000)));
        return Classified::Neither;
    }
    if minified && purpose == Purpose::Production {
        purpose = Purpose::Generated;
    }
    Classified::Code(SourceFile { path, text: text.into(), dialect, purpose })
}

fn shebang(path: &Path) -> Option<Dialect> {
    let mut start = Vec::with_capacity(128);
    std::fs::File::open(path).ok()?.take(128).read_to_end(&mut start).ok()?;
    by_shebang(&start)
}

fn bytes(root: &Path, path: &str, problems: &mut Vec<Problem>) -> Option<Vec<u8>> {
    match limited(&root.join(path)) {
        Ok(bytes) if bytes.len() as u64 > LARGEST => {
            problems.push(Problem::new(path, ProblemKind::Limit, format!("over {} MB; skipped", LARGEST / (1024 * 1024))));
            None
        }
        Ok(bytes) => Some(bytes),
        Err(error) => {
            problems.push(Problem::new(path, ProblemKind::Read, plain(&error)));
            None
        }
    }
}

fn limited(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata().map(|data| data.len()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(size.min(LARGEST) as usize + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
