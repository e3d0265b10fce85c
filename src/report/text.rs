//! `--format text`: frames of code, as rustc draws them.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::{Report, Summary};
use crate::finding::{Confidence, Evidence, EvidenceKind, Finding, Place, Reported, Severity};
use crate::source::{FileId, Problem};

/// Renders a report, with colours as escape sequences; the stream it is written to strips them where they are not wanted.
pub fn text(report: &Report) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    // Findings of several handlers at one place are one thing to mend, so they share a frame.
    for shared in report.findings.chunk_by(|a, b| share(&a.finding, &b.finding)) {
        let _ = writeln!(out, "{}\n", frame(report, shared, &renderer));
    }
    for problem in &report.problems {
        let _ = writeln!(out, "{}", problem_line(problem));
    }
    if !report.problems.is_empty() {
        out.push('\n');
    }
    out + &summary_line(report.summary) + "\n"
}

fn share(a: &Finding, b: &Finding) -> bool {
    a.place == b.place && a.rule.id == b.rule.id && a.severity == b.severity
}

/// The frame of the first of these findings, which stand at one place; the others as notes.
fn frame(report: &Report, shared: &[&Reported], renderer: &Renderer) -> String {
    let finding = &shared[0].finding;
    let level = match finding.severity {
        Severity::Critical | Severity::High => Level::ERROR,
        Severity::Medium => Level::WARNING,
        Severity::Low => Level::NOTE,
    };
    let title = level.with_name(finding.severity.name()).primary_title(clean(&finding.message)).id(finding.rule.id);
    let mut group = title.elements(snippets(report, finding));
    for note in notes(report, shared) {
        group = group.element(Level::NOTE.message(clean(&note)));
    }
    if !finding.help.is_empty() {
        group = group.element(Level::HELP.message(clean(&finding.help)));
    }
    let groups: [Group<'_>; 1] = [group];
    renderer.render(&groups)
}

fn notes(report: &Report, shared: &[&Reported]) -> Vec<String> {
    let finding = &shared[0].finding;
    let placeless = finding.evidence.iter().filter(|evidence| evidence.place.is_none());
    let mut notes: Vec<String> = placeless.map(|evidence| evidence.message.clone()).collect();
    notes.extend(reached_by(finding));
    if finding.confidence != Confidence::High {
        notes.push(format!("confidence: {}", finding.confidence.name()));
    }
    notes.extend(shared[1..].iter().map(|other| also(report, &other.finding)));
    notes
}

/// The routes, where no frame shows them all.
fn reached_by(finding: &Finding) -> Option<String> {
    let mut routes: Vec<String> = finding.endpoints.iter().map(|(route, _)| format!("{} {}", route.method, route.path)).collect();
    routes.dedup();
    let shown = finding.evidence.iter().filter(|evidence| evidence.kind == EvidenceKind::Route && evidence.place.is_some()).count();
    (routes.len() > shown).then(|| format!("reached by {}", routes.join(", ")))
}

/// The same place, reached by another handler.
fn also(report: &Report, finding: &Finding) -> String {
    match finding.endpoints.first() {
        Some((route, handler)) => {
            let (line, _) = report.line_range(handler.place);
            let at = format!("`{}` ({}:{line})", handler.name, report.path(handler.place));
            format!("also by {} {} in {at}: {}", route.method, route.path, finding.message)
        }
        None => format!("also: {}", finding.message),
    }
}

/// One frame a file, the finding's own first; within it every piece of evidence.
fn snippets<'a>(report: &Report<'a>, finding: &'a Finding) -> Vec<Element<'a>> {
    let mut files = vec![finding.place.file];
    for place in finding.evidence.iter().filter_map(|evidence| evidence.place) {
        if !files.contains(&place.file) {
            files.push(place.file);
        }
    }
    files.into_iter().map(|file| snippet(report, finding, file)).collect()
}

fn snippet<'a>(report: &Report<'a>, finding: &'a Finding, file: FileId) -> Element<'a> {
    let marks = marks(finding, file);
    let source = &report.project.file(file).text;
    let lines = report.lines.of(report.project, file);
    let ranges: Vec<Range<usize>> = marks.iter().map(|mark| first_line(report, mark.place)).collect();
    let start = ranges.iter().map(|range| range.start).min().unwrap_or_default();
    let end = ranges.iter().map(|range| range.end).max().unwrap_or_default();
    // Only the lines between the first and the last mark are handed over: the renderer reads all it is given.
    let first = lines.line(start as u32);
    let begin = lines.range(first, source).start;
    let stop = lines.range(lines.line(end as u32), source).end.max(end);
    let annotations = marks.iter().zip(ranges).map(|(mark, range)| mark.annotate(range.start - begin..range.end - begin));
    Snippet::source(defuse(&source[begin..stop]))
        .line_start(first as usize)
        .path(clean(report.path(Place { file, span: finding.place.span })))
        .annotations(annotations)
        .into()
}

/// A piece of code to be underlined.
struct Mark<'a> {
    place: Place,
    label: Option<&'a str>,
    is_primary: bool,
}

impl<'a> Mark<'a> {
    fn annotate(&self, range: Range<usize>) -> Annotation<'a> {
        let kind = if self.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(range).label(self.label.map(clean))
    }
}

fn marks(finding: &Finding, file: FileId) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    if finding.place.file == file {
        let label =
            finding.evidence.iter().find(|evidence| evidence.place == Some(finding.place)).map(|evidence| evidence.message.as_str());
        marks.push(Mark { place: finding.place, label, is_primary: true });
    }
    for Evidence { place, message, .. } in &finding.evidence {
        if let Some(place) = place.filter(|place| place.file == file && *place != finding.place) {
            marks.push(Mark { place, label: Some(message), is_primary: false });
        }
    }
    marks
}

/// Long stretches are marked on their first line only.
fn first_line(report: &Report, place: Place) -> Range<usize> {
    let source = &report.project.file(place.file).text;
    let lines = report.lines.of(report.project, place.file);
    let start = source.floor_char_boundary(place.span.start as usize);
    let end = source.floor_char_boundary(place.span.end as usize).max(start);
    let line_end = lines.range(lines.line(start as u32), source).end.max(start);
    start..end.min(line_end)
}

fn problem_line(problem: &Problem) -> String {
    let what = clean(&problem.message);
    match problem.path.is_empty() {
        true => format!("{}: {what}", problem.kind.name()),
        false => format!("{}: {}: {what}", problem.kind.name(), clean(&problem.path)),
    }
}

fn summary_line(summary: Summary) -> String {
    let mut line =
        format!("{} in {} of {}", count(summary.findings, "finding"), count(summary.endpoints, "endpoint"), count(summary.files, "file"));
    if summary.suppressed > 0 {
        let _ = write!(line, " ({} suppressed)", summary.suppressed);
    }
    line
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Text from the analyzed code must not steer the terminal: what controls it becomes visible.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_steering(c) { '\u{FFFD}' } else { c }).collect()
}

/// The same for a source excerpt, whose offsets must hold: the renderer shows one-byte controls as symbols, and C1 controls, which
/// take two bytes, become another sign of two bytes.
fn defuse(source: &str) -> String {
    source.chars().map(|c| if ('\u{80}'..='\u{9F}').contains(&c) { '¿' } else { c }).collect()
}

fn is_steering(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}
