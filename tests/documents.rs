//! What the documents name exists, and what they promise holds.

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("cannot read {name}: {error}"))
}

/// What stands in backticks, code blocks left out.
fn quoted(text: &str) -> Vec<String> {
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    prose.join("\n").split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Words with a slash, or names of files in the root; patterns such as `docs/rules/<id>.md` are cut at the first `<`.
fn path_of(word: &str) -> Option<&str> {
    let is_path = !word.contains(' ') && !word.contains('*') && !word.starts_with('/') && (word.contains('/') || word.ends_with(".md"));
    let word = word.split('<').next().unwrap_or(word);
    (is_path && !word.is_empty()).then_some(word)
}

#[test]
fn every_path_the_documents_name_exists() {
    let mut missing = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        for word in quoted(&read(document)) {
            let Some(path) = path_of(&word) else { continue };
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = if path == word { path } else { folder };
            if !root().join(path).exists() {
                missing.push(format!("{document}: `{word}`"));
            }
        }
    }
    assert!(missing.is_empty(), "not there:\n{}", missing.join("\n"));
}

#[test]
fn the_readme_says_what_to_try() {
    let readme = read("README.md");
    let section = readme.split("\n## ").find(|section| section.starts_with("Try it\n")).expect("there is such a section");
    let blocks: Vec<&str> = section.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2, "two commands: one analyzes the example, one passes the tests");
    assert!(blocks[0].starts_with("cargo run --release -- check examples/bookshop"));
    assert_eq!(blocks[1], "cargo test\n");
}
