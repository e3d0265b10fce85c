//! SARIF: valid by the official schema, and with what GitHub code scanning reads.

mod support;

use std::path::PathBuf;
use std::process::Command;

use authlint::facts::ir::Span;
use authlint::finding::{Confidence, Evidence, EvidenceKind, Finding, Handler, Place, Reported, Route, Severity};
use authlint::report::{Report, Summary, sarif};
use authlint::source::{FileId, Lines, Problem, ProblemKind, Project};
use serde_json::Value;

const APP: &str = "@app.get('/ü/{id}')\ndef get(id):\n    return Order.query.get(id)\n";

/// The official schema, as the crate `serde-sarif` carries it; `SARIF_SCHEMA` names another copy.
fn schema() -> Value {
    let path = std::env::var_os("SARIF_SCHEMA").map_or_else(packaged, PathBuf::from);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    // The first edition has a pattern that is no regular expression; erratum 01 mends it.
    let text = text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn packaged() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata are JSON");
    let packages = metadata["packages"].as_array().expect("packages are a list");
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").expect("a dependency of the tests");
    PathBuf::from(package["manifest_path"].as_str().expect("a path")).with_file_name("src/schema.json")
}

#[track_caller]
fn validate(log: &Value) {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("the schema compiles");
    let errors: Vec<String> = validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn place(needle: &str) -> Place {
    let start = APP.find(needle).expect("the app holds it") as u32;
    Place { file: FileId(0), span: Span { start, end: start + needle.len() as u32 } }
}

fn reported() -> Reported {
    let handler = Handler { name: "get".to_owned(), place: place(APP) };
    let step = |kind, message: &str, needle| Evidence { kind, message: message.to_owned(), place: Some(place(needle)) };
    let finding = Finding {
        rule: authlint::rules::all()[0],
        severity: Severity::High,
        confidence: Confidence::High,
        message: "`Order` is read by `id` from the path; nothing ties it to the caller".to_owned(),
        help: "compare its owner with the caller".to_owned(),
        place: place("Order.query.get(id)"),
        endpoints: vec![(Route { method: "GET".to_owned(), path: "/ü/{id}".to_owned() }, handler)],
        evidence: vec![
            step(EvidenceKind::Route, "the route", "@app.get('/ü/{id}')"),
            step(EvidenceKind::Input, "`id` comes from the path", "id):"),
            Evidence { kind: EvidenceKind::Owner, message: "owned by `user_id`".to_owned(), place: None },
        ],
        identity: "Order read".to_owned(),
    };
    Reported { finding, fingerprint: "00ff".to_owned() }
}

/// A report with one finding, with every kind of part.
fn log() -> Value {
    let path = std::sync::Arc::from("src/[id]/a b.py");
    let file = match authlint::source::classify("src/[id]/a b.py", APP.to_owned()).0 {
        authlint::source::Classified::Code(file) => file,
        other => panic!("{other:?} is code"),
    };
    assert_eq!(file.path, path);
    let project = Project { files: vec![file.into()], data: Vec::new() };
    let reported = reported();
    let problems = [Problem::new("x.py", ProblemKind::Read, "permission denied"), Problem::new("", ProblemKind::Internal, "it failed")];
    let report = Report {
        project: &project,
        lines: &Lines::new(&project),
        findings: vec![&reported],
        endpoints: Vec::new(),
        summary: Summary { files: 1, endpoints: 1, findings: 1, suppressed: 0, baselined: 0 },
        problems: problems.iter().collect(),
    };
    serde_json::from_str(&sarif(&report)).expect("SARIF is JSON")
}

#[test]
fn a_whole_result_is_valid() {
    validate(&log());
}

#[test]
fn runs_are_valid() {
    let project = support::Project::new().file("ü/a b.py", "x = 1  # authlint: ignore\n").file("l.py", b"x = '\xE9'\n");
    let run = project.run(&["check", "--format", "sarif"]);
    let log = run.json();
    validate(&log);
    assert_eq!(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "%C3%BC/a%20b.py");
    let empty = support::Project::new().file("a.py", "x = 1\n").run(&["check", "--format", "sarif"]);
    validate(&empty.json());
}

#[test]
fn github_gets_what_it_reads() {
    let log = log();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(*region, serde_json::json!({"startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 31}));
    assert_eq!(result["partialFingerprints"]["primaryLocationLineHash"], "00ff");
    let steps = result["codeFlows"][0]["threadFlows"][0]["locations"].as_array().expect("steps");
    assert_eq!(steps.len(), 3, "the route, the input, and the place itself");
    assert_eq!(result["relatedLocations"].as_array().map(Vec::len), Some(2));
    assert_eq!(result["level"], "error");
}

#[test]
fn every_rule_is_described() {
    let log = log();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules").clone();
    assert_eq!(rules.len(), authlint::rules::all().len());
    for rule in rules {
        let id = rule["id"].to_string();
        for part in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown", "/defaultConfiguration/level"] {
            let text = rule.pointer(part).and_then(Value::as_str).unwrap_or_default();
            assert!(!text.is_empty(), "{id} lacks {part}");
        }
        assert!(rule["fullDescription"]["text"].as_str().is_some_and(|text| text.chars().count() <= 1024), "{id}");
        let tags = rule["properties"]["tags"].as_array().expect("tags").clone();
        let is_security = tags.contains(&Value::from("security"));
        assert_eq!(is_security, rule["properties"]["security-severity"].is_string(), "{id}");
        assert!(tags.len() <= 20, "{id}");
    }
}
