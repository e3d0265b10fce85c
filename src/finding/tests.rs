use std::sync::Arc;

use super::*;
use crate::facts::facts;
use crate::rules;
use crate::source::{Classified, Include, Lines, Project, classify};
use crate::syntax;

/// A project of these files, and its findings settled.
struct Case {
    project: Project,
    include: Include,
}

fn case(files: &[(&str, &str)]) -> Case {
    let mut project = Project::default();
    for (path, text) in files {
        match classify(path, (*text).to_owned()).0 {
            Classified::Code(file) => project.files.push(Arc::new(file)),
            other => panic!("{path} is code, not {other:?}"),
        }
    }
    Case { project, include: Include::default() }
}

impl Case {
    /// The first occurrence of `code` in a file.
    fn place(&self, file: u32, code: &str) -> Place {
        let start = self.project.file(FileId(file)).text.find(code).expect("the file holds it") as u32;
        Place { file: FileId(file), span: Span { start, end: start + code.len() as u32 } }
    }

    fn settle(&self, findings: Vec<Finding>) -> Settled {
        let parse = |file: &crate::source::SourceFile| Arc::new(facts(&syntax::parse(file.text.to_string(), file.dialect)));
        let facts: Vec<_> = self.project.files.iter().map(|file| parse(file)).collect();
        settle(&self.project, &Lines::new(&self.project), &facts, self.include, findings)
    }

    /// The messages of what is left.
    fn messages(&self, findings: Vec<Finding>) -> Vec<String> {
        self.settle(findings).reported.into_iter().map(|reported| reported.finding.message).collect()
    }
}

fn finding(place: Place, message: &str) -> Finding {
    Finding {
        rule: rules::find("missing-ownership-check").expect("there is such a rule"),
        severity: Severity::High,
        confidence: Confidence::Medium,
        message: message.to_owned(),
        help: String::new(),
        place,
        endpoints: Vec::new(),
        evidence: Vec::new(),
        identity: "Order read\ncall(name)".to_owned(),
    }
}

impl Finding {
    fn under(mut self, path: &str, handler: Place) -> Finding {
        self.endpoints
            .push((Route { method: "GET".to_owned(), path: path.to_owned() }, Handler { name: "show".to_owned(), place: handler }));
        self
    }

    fn of(mut self, identity: &str) -> Finding {
        identity.clone_into(&mut self.identity);
        self
    }
}

const APP: &str = "def show(id):\n    a = load(id)\n    b = read(id)\n    return a, b\n";

#[test]
fn findings_stand_in_the_order_of_places() {
    let case = case(&[("a.py", APP), ("b.py", APP)]);
    let found = vec![finding(case.place(1, "load"), "3"), finding(case.place(0, "read"), "2"), finding(case.place(0, "load"), "1")];
    assert_eq!(case.messages(found), ["1", "2", "3"]);
}

#[test]
fn accesses_of_one_resource_in_one_handler_are_one_finding() {
    let case = case(&[("a.py", APP)]);
    let (handler, load, read) = (case.place(0, APP), case.place(0, "load(id)"), case.place(0, "read(id)"));
    let found = vec![
        finding(read, "second").under("/x", handler).of("Order read\nread(name)"),
        finding(load, "first").under("/x", handler).of("Order read\nload(name)"),
        finding(load, "first").under("/y", handler).of("Order read\nload(name)"),
        finding(read, "deleted").under("/x", handler).of("Order delete\nread(name)"),
    ];
    let settled = case.settle(found);
    let shapes: Vec<(&str, usize, usize)> = settled
        .reported
        .iter()
        .map(|Reported { finding, .. }| (finding.message.as_str(), finding.endpoints.len(), finding.evidence.len()))
        .collect();
    assert_eq!(shapes, [("first", 2, 1), ("deleted", 1, 0)]);
    assert_eq!(settled.reported[0].finding.evidence[0].place, Some(read));
}

#[test]
fn the_handlers_of_one_repository_function_stay_apart() {
    let case = case(&[("a.py", APP), ("b.py", APP)]);
    let shared = case.place(0, "load(id)");
    let found = vec![finding(shared, "1").under("/x", case.place(0, APP)), finding(shared, "2").under("/y", case.place(1, APP))];
    assert_eq!(case.messages(found), ["1", "2"]);
}

#[test]
fn only_code_that_is_reported_on() {
    let mut case = case(&[("a.py", APP), ("tests/b.py", APP)]);
    let found = vec![finding(case.place(0, "load"), "1"), finding(case.place(1, "load"), "2")];
    assert_eq!(case.messages(found.clone()), ["1"]);
    case.include.tests = true;
    assert_eq!(case.messages(found), ["1", "2"]);
}

#[test]
fn fingerprints_outlive_other_lines_and_differ() {
    let prints = |text: &str| -> Vec<String> {
        let case = case(&[("a.py", text)]);
        let found = vec![finding(case.place(0, "load"), "1"), finding(case.place(0, "read"), "2")];
        case.settle(found).reported.into_iter().map(|reported| reported.fingerprint).collect()
    };
    let before = prints(APP);
    assert_ne!(before[0], before[1], "equal ones get an ordinal");
    assert_eq!(before[0].len(), 32);
    assert_eq!(prints(&format!("import os\n\n\n{APP}")), before);
}

/// Whether a finding on `load(id)` in a decorated handler is silenced, and what else is said.
#[track_caller]
fn silenced(text: &str, expected: bool, said: &[&str]) {
    let case = case(&[("a.py", text)]);
    let handler = case.place(0, &text[text.find("@get").expect("a decorator")..]);
    let settled = case.settle(vec![finding(case.place(0, "load(id)"), "unsafe").under("/x", handler)]);
    assert_eq!(settled.suppressed, usize::from(expected), "{text}");
    let mut messages: Vec<&str> = settled.reported.iter().map(|reported| reported.finding.message.as_str()).collect();
    messages.retain(|message| *message != "unsafe");
    assert_eq!(messages, said, "{text}");
}

#[test]
fn where_a_comment_silences() {
    const IGNORE: &str = "# authlint: ignore[missing-ownership-check] it is public";
    const UNUSED: &str = "suppression of `missing-ownership-check` silences nothing: there is no such finding here";
    silenced(&format!("@get('/x')\ndef show(id):\n    return load(id)  {IGNORE}\n"), true, &[]);
    silenced(&format!("@get('/x')\ndef show(id):\n    {IGNORE}\n    return load(id)\n"), true, &[]);
    silenced(&format!("{IGNORE}\n@get('/x')\ndef show(id):\n    return load(id)\n"), true, &[]);
    silenced(&format!("@get('/x')  {IGNORE}\ndef show(id):\n    return load(id)\n"), true, &[]);
    silenced(&format!("@get('/x')\ndef show(id):\n    {IGNORE}\n    x = 1\n    return load(id)\n"), false, &[UNUSED]);
    silenced(&format!("@get('/x')\ndef show(id):\n    return load(id)\n{IGNORE}\n"), false, &[UNUSED]);
    silenced(&format!("{}\n\n\n@get('/x')\ndef show(id):\n    return load(id)\n", IGNORE.replace("ignore[", "ignore-file[")), true, &[]);
}

#[test]
fn what_a_comment_names() {
    let text = |ids: &str| format!("@get('/x')\ndef show(id):\n    return load(id)  # authlint: ignore{ids}\n");
    silenced(&text("[missing-ownership-check]"), true, &["suppression of `missing-ownership-check` gives no reason"]);
    silenced(
        &text("[missing-ownership-check, unauthenticated-endpoint] public"),
        true,
        &["suppression of `unauthenticated-endpoint` silences nothing: there is no such finding here"],
    );
    silenced(&text("[missing-ownership] public"), false, &["suppression names the unknown rule `missing-ownership`"]);
    silenced(&text(" public"), false, &["suppression names no rule, so it silences nothing"]);
}

#[test]
fn comments_may_stand_in_a_stack() {
    let text = "@get('/x')\ndef show(id):\n    # authlint: ignore[missing-ownership-check] public\n    # authlint: ignore[unauthenticated-endpoint] public\n    return load(id)\n";
    silenced(text, true, &["suppression of `unauthenticated-endpoint` silences nothing: there is no such finding here"]);
}
