//! `--format json`: the stable contract. A change here is a change of `version`.

use serde::Serialize;

use super::{Extent, Report};
use crate::finding::{Handler, Place, Reported, Route};
use crate::source::Position;

/// Renders a report.
pub fn json(report: &Report) -> String {
    let document = Document {
        version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        findings: report.findings.iter().map(|reported| finding(report, reported)).collect(),
        summary: summary(report),
        errors: report.problems.iter().map(|p| Error { kind: p.kind.name(), path: &p.path, message: &p.message }).collect(),
    };
    to_string(&document)
}

/// JSON as all commands write it.
pub(super) fn to_string(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document).expect("these structs hold no map with keys that are not strings");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool,
    findings: Vec<Finding<'a>>,
    summary: Summary,
    errors: Vec<Error<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    help: &'a str,
    location: Location<'a>,
    endpoints: Vec<Endpoint<'a>>,
    evidence: Vec<Evidence<'a>>,
    cwe: Vec<String>,
    owasp: &'static [&'static str],
    fingerprint: &'a str,
    fixes: [(); 0],
}

#[derive(Serialize)]
pub(super) struct Location<'a> {
    path: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Endpoint<'a> {
    method: &'a str,
    path: &'a str,
    handler: HandlerRow<'a>,
}

#[derive(Serialize)]
pub(super) struct HandlerRow<'a> {
    name: &'a str,
    path: &'a str,
    start_line: u32,
    end_line: u32,
}

impl std::fmt::Display for HandlerRow<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}:{}", self.name, self.path, self.start_line)
    }
}

#[derive(Serialize)]
struct Evidence<'a> {
    kind: &'static str,
    message: &'a str,
    location: Option<Location<'a>>,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    endpoints: usize,
    findings: usize,
    suppressed: usize,
    baselined: usize,
}

#[derive(Serialize)]
struct Error<'a> {
    kind: &'static str,
    path: &'a str,
    message: &'a str,
}

fn finding<'a>(report: &Report<'a>, reported: &'a Reported) -> Finding<'a> {
    let finding = &reported.finding;
    Finding {
        rule: finding.rule.id,
        severity: finding.severity.name(),
        confidence: finding.confidence.name(),
        message: &finding.message,
        help: &finding.help,
        location: location(report, finding.place),
        endpoints: finding.endpoints.iter().map(|(route, handler)| endpoint(report, route, handler)).collect(),
        evidence: finding.evidence.iter().map(|evidence| self::evidence(report, evidence)).collect(),
        cwe: finding.rule.cwe.iter().map(|number| format!("CWE-{number}")).collect(),
        owasp: finding.rule.owasp,
        fingerprint: &reported.fingerprint,
        fixes: [],
    }
}

fn evidence<'a>(report: &Report<'a>, evidence: &'a crate::finding::Evidence) -> Evidence<'a> {
    Evidence { kind: evidence.kind.name(), message: &evidence.message, location: evidence.place.map(|place| location(report, place)) }
}

fn endpoint<'a>(report: &Report<'a>, route: &'a Route, handler: &'a Handler) -> Endpoint<'a> {
    Endpoint { method: &route.method, path: &route.path, handler: self::handler(report, handler) }
}

pub(super) fn handler<'a>(report: &Report<'a>, handler: &'a Handler) -> HandlerRow<'a> {
    let (start_line, end_line) = report.line_range(handler.place);
    HandlerRow { name: &handler.name, path: report.path(handler.place), start_line, end_line }
}

pub(super) fn location<'a>(report: &Report<'a>, place: Place) -> Location<'a> {
    let Extent { path, start, end } = report.extent(place);
    Location { path, start: point(start), end: point(end) }
}

fn point(position: Position) -> Point {
    Point { line: position.line, column: position.column }
}

fn summary(report: &Report) -> Summary {
    let super::Summary { files, endpoints, findings, suppressed, baselined } = report.summary;
    Summary { files, endpoints, findings, suppressed, baselined }
}
