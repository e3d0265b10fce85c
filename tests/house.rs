//! House rules, which a compiler does not hold.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The road: a module uses only what stands to its left. Two stations are split: what a finding *is* comes before flow and rules,
/// which make findings; what becomes of findings comes after the rules, which it asks for their ids.
const ROAD: &[&[&str]] = &[
    &["syntax::Dialect", "source"],
    &["facts::ir", "syntax"],
    // A `Place` is a file and a span: no more than facts know.
    &["facts", "finding::Place"],
    &["program"],
    // `Finding` holds its `Rule`, a `Rule` is a function over `Flow`, and an `Endpoint` names its route and handler as findings do.
    &["finding", "flow", "rules::Rule"],
    &["rules"],
    &["finding::settle", "finding::suppression"],
    &["report"],
    &["workspace"],
    &["expect"],
    &["cli"],
];

const LONGEST_FILE: usize = 900;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder with this extension, sorted.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![root().join(folder)];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("a readable entry").path();
            match path.is_dir() {
                true => left.push(path),
                false if path.extension().is_some_and(|found| found == extension) => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// The module path of a source file: `src/flow/endpoint.rs` is `flow::endpoint`.
fn module(file: &Path) -> String {
    let path = file.strip_prefix(root().join("src")).expect("below src").with_extension("");
    let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).filter(|part| part != "mod").collect();
    parts.join("::")
}

/// Where on the road a module or an item stands: the most exact entry decides.
fn place(module: &str) -> Option<usize> {
    let fits = |name: &str| module == name || module.strip_prefix(name).is_some_and(|rest| rest.starts_with("::"));
    let places = ROAD.iter().enumerate().flat_map(|(index, names)| names.iter().map(move |name| (index, *name)));
    places.filter(|(_, name)| fits(name)).max_by_key(|(_, name)| name.len()).map(|(index, _)| index)
}

/// What `use crate::` lines name: `use crate::flow::{Endpoint, endpoint::Object}` names `flow::Endpoint` and `flow::endpoint`.
fn used(text: &str) -> Vec<String> {
    let statement = Regex::new(r"(?m)^\s*(?:pub )?use crate::([^;]+);").expect("a fixed pattern");
    let mut names = Vec::new();
    for found in statement.captures_iter(text) {
        let path = found[1].replace(char::is_whitespace, "");
        match path.split_once("::{") {
            Some((base, list)) => {
                names.extend(list.trim_end_matches('}').split(',').filter(|item| !item.is_empty()).map(|item| format!("{base}::{item}")))
            }
            None => names.push(path),
        }
    }
    names
}

#[test]
fn stations_look_left() {
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let module = module(&file);
        let text = read(&file);
        // Tests at the end of a file may take the whole road.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let Some(here) = place(&module) else {
            assert!(matches!(module.as_str(), "lib" | "main"), "`{module}` has no place on the road");
            continue;
        };
        if module.ends_with("tests") {
            continue;
        }
        for used in used(code) {
            match place(&used) {
                Some(there) if there <= here => {}
                _ => wrong.push(format!("{module} uses {used}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rules_are_sorted_and_each_has_its_page() {
    let ids: Vec<&str> = authlint::rules::all().iter().map(|rule| rule.id).collect();
    let sorted: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids, sorted.iter().copied().collect::<Vec<_>>(), "ids are sorted and unique");
    for rule in authlint::rules::all() {
        let page = root().join("docs/rules").join(rule.id).with_extension("md");
        assert_eq!(read(&page), rule.page, "{}", rule.id);
        assert_eq!(rule.page.lines().next(), Some(format!("# {}", rule.id).as_str()));
        assert!(!rule.summary.ends_with('.') && !rule.summary.starts_with(char::is_uppercase), "{}: {}", rule.id, rule.summary);
    }
    let pages: BTreeSet<String> =
        files("docs/rules", "md").iter().filter_map(|page| Some(page.file_stem()?.to_string_lossy().into_owned())).collect();
    assert_eq!(pages, sorted.iter().map(|id| (*id).to_owned()).collect(), "a page for every rule, a rule for every page");
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = files("src", "rs")
        .iter()
        .map(|file| (file, read(file).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(file, lines)| format!("{} has {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn modules_say_what_they_are() {
    let speaks = |file: &PathBuf| file.ends_with("tests.rs") || read(file).starts_with("//!");
    let silent: Vec<PathBuf> = files("src", "rs").into_iter().filter(|file| !speaks(file)).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn named_paths_exist() {
    let path = Regex::new(r"`((?:src|queries|corpus|docs|tests|benches|examples|\.ci)/[^`\s]*)`").expect("a fixed pattern");
    for page in ["CONTRIBUTING.md", "ARCHITECTURE.md", "README.md"] {
        let page = root().join(page);
        if !page.exists() {
            continue;
        }
        for found in path.captures_iter(&read(&page)) {
            // `src/rules/<id>.rs` and `corpus/*/x` are patterns: what stands before the pattern exists.
            let name = found[1]
                .split(['<', '*', '{', ':'])
                .next()
                .unwrap_or_default()
                .trim_end_matches(|c| c != '/' && found[1].contains(['<', '*', '{']));
            assert!(root().join(name).exists(), "{} names `{}`", page.display(), &found[1]);
        }
    }
}
