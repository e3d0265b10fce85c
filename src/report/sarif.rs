//! `--format sarif`: SARIF 2.1.0, with what GitHub code scanning reads.

use std::fmt::Write;

use serde::Serialize;

use super::json::to_string;
use super::{Extent, Report, markdown};
use crate::finding::{Finding, Place, Reported, Severity};
use crate::rules::{self, Rule};
use crate::source::Problem;

/// GitHub cuts longer ones.
const LONGEST_DESCRIPTION: usize = 1024;

/// Renders a report.
pub fn sarif(report: &Report) -> String {
    let run = Run {
        tool: Tool { driver: driver() },
        automation_details: AutomationDetails { id: "authlint/" },
        column_kind: "unicodeCodePoints",
        invocations: [Invocation { execution_successful: true, tool_execution_notifications: notifications(report) }],
        results: report.findings.iter().map(|reported| result(report, reported)).collect(),
    };
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    to_string(&Log { schema, version: "2.1.0", runs: [run] })
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    automation_details: AutomationDetails,
    column_kind: &'static str,
    invocations: [Invocation<'a>; 1],
    results: Vec<ResultRow<'a>>,
}

#[derive(Serialize)]
struct AutomationDetails {
    id: &'static str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: Vec<String>,
    precision: &'static str,
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    security_severity: Option<&'static str>,
    #[serde(rename = "problem.severity", skip_serializing_if = "Option::is_none")]
    problem_severity: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<FileLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileLocation {
    physical_location: FilePlace,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FilePlace {
    artifact_location: Artifact,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultRow<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code_flows: Vec<CodeFlow<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    properties: ResultProperties,
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CodeFlow<'a> {
    thread_flows: [ThreadFlow<'a>; 1],
}

#[derive(Serialize)]
struct ThreadFlow<'a> {
    locations: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    location: Location<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints<'a> {
    /// The only one that GitHub compares; ours outlives edits that a hash of the line does not.
    primary_location_line_hash: &'a str,
    #[serde(rename = "authlint/v1")]
    authlint: &'a str,
}

#[derive(Serialize)]
struct ResultProperties {
    confidence: &'static str,
    severity: &'static str,
    endpoints: Vec<String>,
}

fn driver() -> Driver {
    let rules = rules::all().iter().map(|rule| descriptor(rule)).collect();
    Driver { name: env!("CARGO_PKG_NAME"), semantic_version: env!("CARGO_PKG_VERSION"), rules }
}

fn descriptor(rule: &'static Rule) -> Descriptor {
    let described = markdown::first_paragraph(rule.page);
    let described = if described.is_empty() { sentence(rule.summary) } else { described };
    Descriptor {
        id: rule.id,
        name: pascal(rule.id),
        short_description: Text { text: sentence(rule.summary) },
        full_description: Text { text: shorten(&described, LONGEST_DESCRIPTION) },
        help: Help { text: markdown::plain(rule.page), markdown: rule.page },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: properties(rule),
    }
}

fn properties(rule: &Rule) -> RuleProperties {
    let is_security = !rule.cwe.is_empty() || !rule.owasp.is_empty();
    let mut tags: Vec<String> = Vec::new();
    if is_security {
        tags.push("security".to_owned());
    }
    tags.extend(rule.cwe.iter().map(|number| format!("external/cwe/cwe-{number:03}")));
    tags.extend(rule.owasp.iter().map(|id| format!("external/owasp/{}", id.to_lowercase().replace(':', "-"))));
    RuleProperties {
        tags,
        precision: "high",
        security_severity: is_security.then(|| security_severity(rule.severity)),
        problem_severity: (!is_security).then_some("recommendation"),
    }
}

/// In the bands that GitHub names critical, high, medium and low.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "3.0",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

fn result<'a>(report: &Report<'a>, reported: &'a Reported) -> ResultRow<'a> {
    let finding = &reported.finding;
    ResultRow {
        rule_id: finding.rule.id,
        rule_index: rules::all().iter().position(|rule| rule.id == finding.rule.id).unwrap_or_default(),
        level: level(finding.severity),
        message: Message { text: sentence(&finding.message).into() },
        locations: [location(report, finding.place, None, None)],
        related_locations: related(report, finding),
        code_flows: code_flows(report, finding),
        partial_fingerprints: Fingerprints { primary_location_line_hash: &reported.fingerprint, authlint: &reported.fingerprint },
        properties: ResultProperties {
            confidence: finding.confidence.name(),
            severity: finding.severity.name(),
            endpoints: finding.endpoints.iter().map(|(route, _)| format!("{} {}", route.method, route.path)).collect(),
        },
    }
}

/// The evidence, as links below the message.
fn related<'a>(report: &Report<'a>, finding: &'a Finding) -> Vec<Location<'a>> {
    let placed = finding.evidence.iter().filter_map(|evidence| Some((evidence.place?, evidence.message.as_str())));
    placed.enumerate().map(|(index, (place, message))| location(report, place, Some(index + 1), Some(message))).collect()
}

/// The evidence, step by step, ending where the fix belongs.
fn code_flows<'a>(report: &Report<'a>, finding: &'a Finding) -> Vec<CodeFlow<'a>> {
    let placed = finding.evidence.iter().filter_map(|evidence| Some((evidence.place?, evidence.message.as_str())));
    let mut steps: Vec<(Place, &str)> = placed.collect();
    if steps.is_empty() {
        return Vec::new();
    }
    if !steps.iter().any(|(place, _)| *place == finding.place) {
        steps.push((finding.place, &finding.message));
    }
    let locations = steps.into_iter().map(|(place, message)| Step { location: location(report, place, None, Some(message)) }).collect();
    vec![CodeFlow { thread_flows: [ThreadFlow { locations }] }]
}

fn location<'a>(report: &Report<'a>, place: Place, id: Option<usize>, message: Option<&'a str>) -> Location<'a> {
    let Extent { path, start, end } = report.extent(place);
    let region = Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
    Location {
        id,
        physical_location: PhysicalLocation { artifact_location: artifact(path), region },
        message: message.map(|text| Message { text: text.into() }),
    }
}

fn artifact(path: &str) -> Artifact {
    Artifact { uri: uri(path), uri_base_id: "%SRCROOT%" }
}

/// A relative path as a URI reference.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b'@' | b'+' | b',' | b'=' | b'(' | b')' => {
                uri.push(byte as char)
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

fn notifications<'a>(report: &Report<'a>) -> Vec<Notification<'a>> {
    report.problems.iter().map(|problem| notification(problem)).collect()
}

fn notification(problem: &Problem) -> Notification<'_> {
    let located = |path: &str| FileLocation { physical_location: FilePlace { artifact_location: artifact(path) } };
    Notification {
        level: "warning",
        message: Message { text: format!("{}: {}", problem.kind.name(), problem.message).into() },
        locations: if problem.path.is_empty() { Vec::new() } else { vec![located(&problem.path)] },
    }
}

/// `missing-ownership-check` as `MissingOwnershipCheck`.
fn pascal(id: &str) -> String {
    let words = id.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect()
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", chars.as_str().trim_end_matches('.'))
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most - 4).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |at| &cut[..at]);
    format!("{whole} ...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_parts() {
        assert_eq!(pascal("missing-ownership-check"), "MissingOwnershipCheck");
        assert_eq!(sentence("`Order` is read"), "`Order` is read.");
        assert_eq!(uri("src/[id]/a b.ts"), "src/%5Bid%5D/a%20b.ts");
        assert_eq!(shorten("one two three", 12), "one two ...");
    }
}
