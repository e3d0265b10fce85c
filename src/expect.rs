//! What a case says must be reported, and how that differs from what is.
//!
//! In: a `Snapshot` of a case, and its `expect.toml`. Out: every difference, in both directions.
//! Never: reads a file; lets anything through that was not expected.
//!
//! A case is a folder with a small application. The last thing in a line may be a comment that says what is reported there:
//!
//! ```text
//! order = Order.query.get(order_id)  # expect: missing-ownership-check
//! order = Order.query.get(order_id)  # expect: missing-ownership-check high
//! load(order_id, me)                 # expect: missing-ownership-check x2, unauthenticated-endpoint
//! ```
//!
//! A confidence word is compared where it is given; `x2` says that two findings of the rule stand there, of two handlers. A comment
//! that has its line to itself speaks of the next line. `expect.toml` lists findings in files without comments, and endpoints.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::finding::{Confidence, Reported};
use crate::flow::Endpoint;
use crate::flow::endpoint::Object;
use crate::report;
use crate::rules;
use crate::workspace::Snapshot;

/// The file of a case that lists what comments cannot say.
pub const TABLE: &str = "expect.toml";

/// All that must be said of a case, and nothing else.
#[derive(Debug, Clone, Default)]
pub struct Expectations {
    findings: Vec<ExpectedFinding>,
    /// Empty: endpoints are not compared.
    endpoints: Vec<ExpectedEndpoint>,
}

#[derive(Debug, Clone)]
struct ExpectedFinding {
    path: String,
    line: u32,
    rule: String,
    confidence: Option<Confidence>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    finding: Vec<FindingRow>,
    #[serde(default)]
    endpoint: Vec<ExpectedEndpoint>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingRow {
    rule: String,
    file: String,
    line: u32,
    confidence: Option<String>,
}

/// What is not given is not compared.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedEndpoint {
    method: String,
    path: String,
    authentication: Option<String>,
    guards: Option<Vec<String>>,
    roles: Option<Vec<String>>,
    scopes: Option<Vec<String>>,
    /// `Order read missing`: resource, operation and verdict.
    objects: Option<Vec<String>>,
}

/// An expectation that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExpectError {
    #[error("unknown rule `{rule}` in `{path}:{line}`")]
    UnknownRule { path: String, line: u32, rule: String },
    #[error("cannot read `{text}` in `{path}:{line}`; expected `expect: rule-id [low|medium|high] [xN]`")]
    Comment { path: String, line: u32, text: String },
    #[error("cannot read `{TABLE}`: {0}")]
    Table(String),
}

/// One way in which a case is not as expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    NotReported { path: String, line: u32, rule: String },
    NotExpected { path: String, line: u32, rule: String, confidence: &'static str, message: String },
    OtherConfidence { path: String, line: u32, rule: String, expected: &'static str, found: &'static str },
    NoEndpoint { endpoint: String },
    NotExpectedEndpoint { endpoint: String },
    OtherEndpoint { endpoint: String, field: &'static str, expected: String, found: String },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::NotReported { path, line, rule } => write!(f, "{path}:{line}: expected, not reported: {rule}"),
            Difference::NotExpected { path, line, rule, confidence, message } => {
                write!(f, "{path}:{line}: reported, not expected: {rule} {confidence}: {message}")
            }
            Difference::OtherConfidence { path, line, rule, expected, found } => {
                write!(f, "{path}:{line}: {rule}: expected {expected} confidence, found {found}")
            }
            Difference::NoEndpoint { endpoint } => write!(f, "{endpoint}: expected, no such endpoint"),
            Difference::NotExpectedEndpoint { endpoint } => write!(f, "{endpoint}: endpoint that was not expected"),
            Difference::OtherEndpoint { endpoint, field, expected, found } => {
                write!(f, "{endpoint}: {field}: expected {expected}, found {found}")
            }
        }
    }
}

impl Expectations {
    /// Collects what the comments of all files say, and the table, where the case has one.
    pub fn read(snapshot: &Snapshot, table: Option<&str>) -> Result<Expectations, ExpectError> {
        let mut expectations = Expectations::default();
        let project = snapshot.project();
        let code = project.files.iter().map(|file| (&*file.path, &*file.text));
        let data = project.data.iter().map(|file| (&*file.path, &*file.text));
        for (path, text) in code.chain(data) {
            comments(path, text, &mut expectations.findings)?;
        }
        if let Some(table) = table {
            expectations.take(table)?;
        }
        for finding in &expectations.findings {
            if !rules::all().iter().any(|rule| rule.id == finding.rule) {
                let ExpectedFinding { path, line, rule, .. } = finding.clone();
                return Err(ExpectError::UnknownRule { path, line, rule });
            }
        }
        Ok(expectations)
    }

    fn take(&mut self, table: &str) -> Result<(), ExpectError> {
        let table: Table = toml::from_str(table).map_err(|error| ExpectError::Table(error.to_string()))?;
        for row in table.finding {
            let confidence = match row.confidence.as_deref().map(|word| confidence(word).ok_or(word)) {
                None => None,
                Some(Ok(confidence)) => Some(confidence),
                Some(Err(word)) => return Err(ExpectError::Table(format!("unknown confidence `{word}`"))),
            };
            self.findings.push(ExpectedFinding { path: row.file, line: row.line, rule: row.rule, confidence });
        }
        self.endpoints.extend(table.endpoint);
        Ok(())
    }

    /// How many findings must be reported.
    pub fn count(&self) -> usize {
        self.findings.len()
    }

    /// The rules that must be reported, each once for every finding.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.findings.iter().map(|finding| finding.rule.as_str())
    }

    /// Compares with what is reported at this confidence or above, exactly.
    pub fn differences(&self, snapshot: &Snapshot, least: Confidence) -> Vec<Difference> {
        let mut differences = Vec::new();
        self.compare_findings(snapshot, least, &mut differences);
        if !self.endpoints.is_empty() {
            self.compare_endpoints(snapshot, &mut differences);
        }
        differences.sort();
        differences
    }

    fn compare_findings(&self, snapshot: &Snapshot, least: Confidence, differences: &mut Vec<Difference>) {
        let mut found: BTreeMap<Key, Vec<&Reported>> = BTreeMap::new();
        for reported in snapshot.findings().reported.iter().filter(|reported| reported.finding.confidence >= least) {
            found.entry(Key::of(snapshot, reported)).or_default().push(reported);
        }
        // Those that name a confidence choose first.
        let mut expected: Vec<&ExpectedFinding> = self.findings.iter().collect();
        expected.sort_by_key(|finding| finding.confidence.is_none());
        for finding in expected {
            let ExpectedFinding { path, line, rule, .. } = finding.clone();
            let here = found.get_mut(&Key { path: path.clone(), line, rule: rule.clone() }).filter(|here| !here.is_empty());
            let Some(here) = here else {
                differences.push(Difference::NotReported { path, line, rule });
                continue;
            };
            let same = here.iter().position(|reported| finding.confidence.is_none_or(|wanted| reported.finding.confidence == wanted));
            let reported = here.remove(same.unwrap_or(0));
            if let (None, Some(wanted)) = (same, finding.confidence) {
                let (expected, found) = (wanted.name(), reported.finding.confidence.name());
                differences.push(Difference::OtherConfidence { path, line, rule, expected, found });
            }
        }
        for (key, left) in found {
            differences.extend(left.into_iter().map(|reported| Difference::NotExpected {
                path: key.path.clone(),
                line: key.line,
                rule: key.rule.clone(),
                confidence: reported.finding.confidence.name(),
                message: reported.finding.message.clone(),
            }));
        }
    }

    fn compare_endpoints(&self, snapshot: &Snapshot, differences: &mut Vec<Difference>) {
        let mut found: BTreeMap<String, Vec<&Endpoint>> = BTreeMap::new();
        for endpoint in snapshot.endpoints() {
            found.entry(title(&endpoint.route.method, &endpoint.route.path)).or_default().push(endpoint);
        }
        for expected in &self.endpoints {
            let endpoint = title(&expected.method, &expected.path);
            match found.get_mut(&endpoint).and_then(Vec::pop) {
                Some(here) => expected.compare(&endpoint, here, differences),
                None => differences.push(Difference::NoEndpoint { endpoint }),
            }
        }
        for (endpoint, left) in found {
            differences.extend(left.iter().map(|_| Difference::NotExpectedEndpoint { endpoint: endpoint.clone() }));
        }
    }
}

/// What an expectation and a finding meet by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    path: String,
    line: u32,
    rule: String,
}

impl Key {
    fn of(snapshot: &Snapshot, reported: &Reported) -> Key {
        let place = reported.finding.place;
        Key {
            path: snapshot.project().file(place.file).path.to_string(),
            line: snapshot.position(place.file, place.span.start).line,
            rule: reported.finding.rule.id.to_owned(),
        }
    }
}

impl ExpectedEndpoint {
    fn compare(&self, endpoint: &str, found: &Endpoint, differences: &mut Vec<Difference>) {
        let mut differ = |field, expected: String, found: String| {
            if expected != found {
                differences.push(Difference::OtherEndpoint { endpoint: endpoint.to_owned(), field, expected, found });
            }
        };
        if let Some(expected) = &self.authentication {
            differ("authentication", expected.clone(), report::authentication(found.authentication).to_owned());
        }
        if let Some(expected) = &self.guards {
            differ("guards", listed(expected.clone()), listed(found.guards.iter().map(|guard| guard.name.clone()).collect()));
        }
        if let Some(expected) = &self.roles {
            differ("roles", listed(expected.clone()), listed(found.roles.clone()));
        }
        if let Some(expected) = &self.scopes {
            differ("scopes", listed(expected.clone()), listed(found.scopes.clone()));
        }
        if let Some(expected) = &self.objects {
            differ("objects", listed(expected.clone()), listed(found.objects.iter().map(object).collect()));
        }
    }
}

/// Reads the comments of one file.
fn comments(path: &str, text: &str, findings: &mut Vec<ExpectedFinding>) -> Result<(), ExpectError> {
    for (line, number) in text.lines().zip(1..) {
        let Some((before, said)) = comment(line) else { continue };
        let line = if before.trim().is_empty() { number + 1 } else { number };
        for item in said.split(',') {
            let unreadable = || ExpectError::Comment { path: path.to_owned(), line: number, text: item.trim().to_owned() };
            let (rule, confidence, times) = read_item(item).ok_or_else(unreadable)?;
            for _ in 0..times {
                findings.push(ExpectedFinding { path: path.to_owned(), line, rule: rule.to_owned(), confidence });
            }
        }
    }
    Ok(())
}

/// What stands before the comment, and what it says is expected.
fn comment(line: &str) -> Option<(&str, &str)> {
    let (before, said) = line.rsplit_once("expect:")?;
    let before = before.trim_end_matches([' ', '\t']);
    let before = ["#", "//", "--", "/*"].iter().find_map(|marker| before.strip_suffix(marker))?;
    Some((before, said.trim_end_matches("*/").trim()))
}

/// `rule-id [confidence] [xN]`.
fn read_item(item: &str) -> Option<(&str, Option<Confidence>, usize)> {
    let mut words = item.split_whitespace();
    let rule = words.next()?;
    let (mut stated, mut times) = (None, 1);
    for word in words {
        match (confidence(word), word.strip_prefix('x')) {
            (Some(confidence), _) => stated = Some(confidence),
            (None, Some(number)) => times = number.parse().ok()?,
            (None, None) => return None,
        }
    }
    Some((rule, stated, times))
}

fn confidence(word: &str) -> Option<Confidence> {
    [Confidence::Low, Confidence::Medium, Confidence::High].into_iter().find(|confidence| confidence.name() == word)
}

/// A slash at the end makes no difference to most routers, and none here.
fn title(method: &str, path: &str) -> String {
    let path = path.trim_end_matches('/');
    format!("{method} {}", if path.is_empty() { "/" } else { path })
}

fn listed(mut words: Vec<String>) -> String {
    words.sort();
    words.dedup();
    format!("[{}]", words.join(", "))
}

fn object(object: &Object) -> String {
    format!("{} {} {}", object.resource, report::operation(object.operation), report::ownership(object.ownership))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut findings = Vec::new();
        match comments("a.py", text, &mut findings) {
            Ok(()) => findings.iter().map(|f| format!("{} {} {:?}\n", f.line, f.rule, f.confidence.map(Confidence::name))).collect(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn comments_speak_of_their_line() {
        assert_eq!(read("x = 1\nget(id)  # expect: a-b\n"), "2 a-b None\n");
        assert_eq!(read("get(id); // expect: a-b high"), "1 a-b Some(\"high\")\n");
        assert_eq!(read("f(); /* expect: a-b x2, c low */"), "1 a-b None\n1 a-b None\n1 c Some(\"low\")\n");
        assert_eq!(read("# authlint: ignore[x] # expect: a-b"), "1 a-b None\n");
    }

    #[test]
    fn comments_alone_speak_of_the_next_line() {
        assert_eq!(read("// expect: a-b\nconst sql = `\n"), "2 a-b None\n");
        assert_eq!(read("    -- expect: a-b medium\nSELECT 1"), "2 a-b Some(\"medium\")\n");
    }

    #[test]
    fn what_is_no_comment_is_left_alone() {
        assert_eq!(read("we expect: nothing\nx = 'expect: y'\n"), "");
        assert!(read("x # expect: a-b maybe").starts_with("cannot read `a-b maybe` in `a.py:1`"));
        assert!(read("x # expect:").starts_with("cannot read ``"));
    }
}
