//! The README shows what the analyzer really says. `UPDATE=1 cargo test --test readme` rewrites it.

use std::path::Path;
use std::sync::Mutex;
use std::{env, fs};

use authlint::report;
use authlint::source::Include;
use authlint::syntax::QuerySet;
use authlint::workspace::{Options, Workspace};

/// Two tests may rewrite it.
static README: Mutex<()> = Mutex::new(());

const BEGIN: &str = "```text\n";
const END: &str = "```\n";

/// The last finding of the bundled example, without the summary.
fn finding() -> String {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bookshop");
    let options = Options { include: Include::default(), threads: 1, progress: None };
    let snapshot = Workspace::open(&example, options).expect("the example can be read").snapshot();
    let mut report = snapshot.report();
    report.findings.drain(..report.findings.len().saturating_sub(1));
    let text = anstream::adapter::strip_str(&report::text(&report)).to_string();
    let (finding, _summary) = text.trim_end().rsplit_once('\n').expect("a summary follows the finding");
    finding.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned() + "\n"
}

#[test]
fn the_finding_that_is_shown_is_real() {
    let _one_at_a_time = README.lock();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme.split_once(BEGIN).expect("a finding is shown");
    let (shown, after) = rest.split_once(END).expect("the block ends");
    let finding = finding();
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, [before, BEGIN, &finding, END, after].concat()).expect("the README can be written");
        return;
    }
    assert!(shown == finding, "the README shows\n{shown}\nbut it is\n{finding}\nrun `UPDATE=1 cargo test --test readme`");
}

#[test]
fn the_commands_to_try_are_two() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("there is a README");
    let section = readme.split("\n## ").find(|section| section.starts_with("Try it\n")).expect("there is such a section");
    let blocks: Vec<&str> = section.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 2, "one analyzes the example, one passes the tests");
    assert!(blocks[0].starts_with("cargo run --release -- check examples/bookshop"));
    assert_eq!(blocks[1], "cargo test\n");
}

const TABLE: &str = "<!-- supported: written by `UPDATE=1 cargo test --test readme` from the heads of `queries/` -->\n";
const END_OF_TABLE: &str = "<!-- end of supported -->";

/// A row a query file: what it knows, by the first words of its head, and the packages that bring it into force.
fn supported() -> String {
    let kinds = [("web framework", "@route"), ("stored data", "@access."), ("stored data", "@model")];
    let mut rows: Vec<(&str, &str, String)> = Vec::new();
    for (path, text) in &QuerySet::builtin_files() {
        let language = match path.split('/').rev().nth(1) {
            Some("python") => "Python",
            Some("javascript") => "JavaScript, TypeScript",
            Some("rust") => "Rust",
            _ => continue,
        };
        let Some(packages) = text.lines().find_map(|line| line.strip_prefix("; packages: ")) else { continue };
        let kind = kinds.iter().find(|(_, capture)| text.contains(capture)).map_or("callers and guards", |(kind, _)| kind);
        let title = text.lines().next().and_then(|line| line.strip_prefix("; ")).expect("a query file says what it is");
        let title = title.split(": ").next().unwrap_or(title).split(". ").next().unwrap_or(title).trim_end_matches('.');
        let packages: Vec<String> = packages.split(',').map(|package| format!("`{}`", package.trim())).collect();
        rows.push((language, kind, format!("{title} | {}", packages.join(", "))));
    }
    rows.sort_by_key(|(language, kind, row)| (*language, *kind != "web framework", *kind != "stored data", row.to_lowercase()));
    let lines = rows.iter().map(|(language, kind, row)| format!("| {language} | {kind} | {row} |\n"));
    format!("| language | | | packages that bring it into force |\n|---|---|---|---|\n{}", lines.collect::<String>())
}

#[test]
fn what_is_supported_is_what_the_queries_know() {
    let _one_at_a_time = README.lock();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme.split_once(TABLE).expect("the table has a beginning");
    let (shown, after) = rest.split_once(END_OF_TABLE).expect("the table has an end");
    let supported = supported();
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, [before, TABLE, &supported, END_OF_TABLE, after].concat()).expect("the README can be written");
        return;
    }
    assert!(shown == supported, "the README's table of what is supported is out of date: run `UPDATE=1 cargo test --test readme`");
}
