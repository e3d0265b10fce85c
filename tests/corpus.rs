//! `corpus/` and `examples/`: what every small application must and must not make the analyzer say.
//!
//! `CASE=flask cargo test --test corpus` runs those whose name holds the word.

mod common;

use std::env;
use std::path::PathBuf;

use authlint::rules;
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
