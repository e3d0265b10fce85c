//! The README shows what the analyzer really says. `UPDATE=1 cargo test --test readme` rewrites it.

use std::path::Path;
use std::{env, fs};

use authlint::report;
use authlint::source::Include;
use authlint::workspace::{Options, Workspace};

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
