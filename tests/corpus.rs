//! `corpus/` and `examples/`: what every small application must and must not make the analyzer say.
//!
//! `CASE=flask cargo test --test corpus` runs those whose name holds the word.

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use authlint::rules;
use authlint::source::Include;
use authlint::workspace::{Options, Workspace};
use common::Outcome;
use rayon::prelude::*;

/// Every `corpus/<language>/<case>` and `examples/<case>`.
fn cases() -> Vec<(String, PathBuf)> {
    let wanted = env::var("CASE").unwrap_or_default();
    let languages = common::entries(&common::root().join("corpus")).into_iter().filter(|path| path.is_dir());
    let examples = common::entries(&common::root().join("examples"));
    let folders = languages.flat_map(|language| common::entries(&language)).chain(examples).filter(|path| path.is_dir());
    let named = folders.map(|folder| {
        let name = folder.strip_prefix(common::root()).expect("it lies below the root").display().to_string();
        (name, folder)
    });
    named.filter(|(name, _)| name.contains(&wanted)).collect()
}

#[test]
fn every_case_says_what_it_must_and_nothing_else() {
    let cases = cases();
    assert!(!cases.is_empty(), "no case has this name");
    let outcomes: Vec<Outcome> = cases.par_iter().map(|(name, folder)| common::run(name, folder)).collect();
    common::verdict(&outcomes);
    if env::var("CASE").is_err() {
        let expected = |id: &str| outcomes.iter().any(|outcome| outcome.rules.iter().any(|rule| rule == id));
        let untested: Vec<&str> = rules::all().iter().map(|rule| rule.id).filter(|id| !expected(id)).collect();
        assert!(untested.is_empty(), "no case expects {untested:?}");
    }
}

/// `endpoints.txt` beside an application was made by running it (`tests/inventory/list.py`); here nothing is run.
#[test]
fn endpoints_are_those_that_the_framework_lists() {
    let inventories = common::entries(&common::root().join("tests/inventory")).into_iter().map(|folder| {
        let name = folder.strip_prefix(common::root()).expect("it lies below the root").display().to_string();
        (name, folder)
    });
    let listed: Vec<(String, PathBuf)> = inventories.chain(cases()).filter(|(_, folder)| folder.join("endpoints.txt").is_file()).collect();
    let compare = |(name, folder): &(String, PathBuf)| Outcome { name: name.clone(), rules: Vec::new(), faults: differences(folder) };
    common::verdict(&listed.par_iter().map(compare).collect::<Vec<_>>());
}

/// What one side lists and the other does not.
fn differences(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("endpoints.txt")).expect("it is there");
    let listed: BTreeSet<String> = text.lines().filter(|line| line.starts_with('/')).map(str::to_owned).collect();
    let options = Options { include: Include::default(), threads: 1, progress: None };
    let snapshot = Workspace::open(folder, options).expect("the folder can be read").snapshot();
    let endpoints = snapshot.report().endpoints;
    let found: BTreeSet<String> = endpoints.iter().map(|endpoint| format!("{} {}", endpoint.route.path, endpoint.route.method)).collect();
    let missed = listed.difference(&found).map(|line| format!("not found: {line}"));
    missed.chain(found.difference(&listed).map(|line| format!("is not there: {line}"))).collect()
}
