//! `authlint explain`: a rule's page, or what was seen of the handler at a place.

use std::fmt::Write;
use std::path::PathBuf;
use std::slice;

use super::Outcome;
use super::args::ExplainArgs;
use super::card::{card, reasons, where_is};
use super::check::unknown_rule;
use super::error::{Result, UserError};
use super::open::open;
use super::output::Terminal;
use super::root::Scope;
use crate::finding::{Place, Reported};
use crate::flow::Endpoint;
use crate::report::{clean, markdown};
use crate::rules::{self, Rule};
use crate::source::FileId;
use crate::workspace::Snapshot;

pub(super) fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Outcome> {
    match (rules::find(&args.subject), place(&args.subject)) {
        (Some(rule), _) => terminal.print(&page(rule))?,
        (None, Some((path, line))) => terminal.print(&clean_lines(&at(args, path, line, terminal)?))?,
        (None, None) => return Err(unknown_rule(&args.subject).into()),
    }
    Ok(Outcome::Clean)
}

fn page(rule: &Rule) -> String {
    let tags: Vec<String> =
        rule.cwe.iter().map(|number| format!("CWE-{number}")).chain(rule.owasp.iter().map(|id| (*id).to_owned())).collect();
    let text = markdown::page(rule.page);
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let tags = if tags.is_empty() { String::new() } else { format!(" · {}", tags.join(", ")) };
    format!("{title}\n{} · severity {}{tags}\n{rest}", rule.summary, rule.severity.name())
}

/// `app/orders.py:12`, perhaps with a column after it.
fn place(subject: &str) -> Option<(PathBuf, u32)> {
    let (rest, last) = subject.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match rest.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) => Some((path.into(), line)),
        None => Some((rest.into(), last)),
    }
}

fn at(args: &ExplainArgs, path: PathBuf, line: u32, terminal: &Terminal) -> Result<String> {
    let scope = Scope::find(args.analysis.root.as_deref(), slice::from_ref(&path))?;
    let snapshot = open(&scope, &args.analysis, terminal)?;
    let file = snapshot.project().files.iter().position(|file| scope.holds(&file.path) && path.is_file());
    let Some(file) = file.map(|index| FileId(index as u32)) else {
        let error = UserError::new(format!("`{}` is not analyzed", path.display()));
        return Err(error.help("it is no code that authlint reads, or it is ignored, hidden, or too large").into());
    };
    if line == 0 || line > snapshot.lines(file).count() {
        let count = snapshot.lines(file).count();
        return Err(UserError::new(format!("`{}` has no line {line}", path.display())).help(format!("its last line is {count}")).into());
    }
    Ok(describe(&snapshot, file, line))
}

fn describe(snapshot: &Snapshot, file: FileId, line: u32) -> String {
    let holds = |place: Place| place.file == file && (snapshot.line_range(place).0..=snapshot.line_range(place).1).contains(&line);
    let mut endpoints: Vec<&Endpoint> = snapshot.endpoints().iter().filter(|endpoint| holds(endpoint.handler.place)).collect();
    let inner = endpoints.iter().map(|endpoint| length(endpoint.handler.place)).min();
    endpoints.retain(|endpoint| Some(length(endpoint.handler.place)) == inner);
    let mut out = String::new();
    for endpoint in &endpoints {
        out += &card(snapshot, endpoint);
        out.push('\n');
    }
    let here = |reported: &&Reported| {
        let finding = &reported.finding;
        holds(finding.place)
            || finding.endpoints.iter().any(|(_, handler)| endpoints.iter().any(|endpoint| endpoint.handler.place == handler.place))
    };
    let findings: Vec<&Reported> = snapshot.findings().reported.iter().filter(here).collect();
    verdict(snapshot, file, &endpoints, &findings, &mut out);
    out
}

fn length(place: Place) -> u32 {
    place.span.end - place.span.start
}

/// The findings, or why there is none.
fn verdict(snapshot: &Snapshot, file: FileId, endpoints: &[&Endpoint], findings: &[&Reported], out: &mut String) {
    for Reported { finding, .. } in findings {
        let _ = writeln!(
            out,
            "\x1b[1m{}\x1b[0m ({} severity, {} confidence): {}",
            finding.rule.id,
            finding.severity.name(),
            finding.confidence.name(),
            finding.message
        );
        for evidence in &finding.evidence {
            let at = evidence.place.map(|place| format!(" ({})", where_is(snapshot, place))).unwrap_or_default();
            let _ = writeln!(out, "  {:8} {}{at}", evidence.kind.name(), evidence.message);
        }
        let _ = writeln!(out, "  help     {}", finding.help);
    }
    if !findings.is_empty() {
        return;
    }
    if !snapshot.reports(file) {
        out.push_str("no finding: this file is not production code; `--include` reports on it\n");
    } else if endpoints.is_empty() {
        out.push_str("no finding: no route is known to lead to a handler that holds this line\n");
    } else {
        out.push_str("no finding:\n");
        endpoints.iter().for_each(|endpoint| reasons(snapshot, endpoint, out));
    }
}

/// Names come from the analyzed code; only our own escape sequences pass.
fn clean_lines(text: &str) -> String {
    text.split('\x1b')
        .enumerate()
        .map(|(index, part)| match index {
            0 => clean(part),
            _ if part.starts_with("[1m") || part.starts_with("[0m") => format!("\x1b{}", clean(part)),
            _ => clean(part),
        })
        .collect()
}
