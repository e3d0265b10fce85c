//! What the tests over whole applications share: cases run in parallel, and every difference is told at the end.

use std::fs;
use std::path::{Path, PathBuf};

use authlint::expect::{Expectations, TABLE};
use authlint::finding::Confidence;
use authlint::source::Include;
use authlint::workspace::{Options, Workspace};

/// What came of one application.
pub(crate) struct Outcome {
    /// What it is called in reports.
    pub(crate) name: String,
    /// Which rules it expects, once for every finding.
    pub(crate) rules: Vec<String>,
    /// Empty: all is as expected.
    pub(crate) faults: Vec<String>,
}

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The entries of a folder, in order.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("cannot read {}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry of a folder can be read").path()).collect();
    paths.sort();
    paths
}

/// Analyzes one application, and compares it with what it says of itself.
pub(crate) fn run(name: &str, folder: &Path) -> Outcome {
    let options = Options { include: Include::default(), threads: 1, progress: None };
    let mut outcome = Outcome { name: name.to_owned(), rules: Vec::new(), faults: Vec::new() };
    let snapshot = match Workspace::open(folder, options) {
        Ok(workspace) => workspace.snapshot(),
        Err(error) => {
            outcome.faults.push(error.to_string());
            return outcome;
        }
    };
    let table = fs::read_to_string(folder.join(TABLE)).ok();
    match Expectations::read(&snapshot, table.as_deref()) {
        Ok(expectations) => {
            outcome.rules = expectations.rules().map(str::to_owned).collect();
            let differences = expectations.differences(&snapshot, Confidence::Medium);
            outcome.faults.extend(differences.iter().map(ToString::to_string));
        }
        Err(error) => outcome.faults.push(error.to_string()),
    }
    outcome.faults.extend(snapshot.errors().iter().map(|problem| format!("{}: {}", problem.path, problem.message)));
    outcome
}

/// Fails if anything is not as expected, and says what.
pub(crate) fn verdict(outcomes: &[Outcome]) {
    let failed: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.faults.is_empty()).collect();
    if failed.is_empty() {
        return;
    }
    let mut told = String::new();
    for outcome in &failed {
        told.push_str(&format!("\n{}\n", outcome.name));
        for fault in &outcome.faults {
            told.push_str(&format!("  {fault}\n"));
        }
    }
    let differences: usize = failed.iter().map(|outcome| outcome.faults.len()).sum();
    panic!("{told}\n{} of {} fail, in {differences} places", failed.len(), outcomes.len());
}
