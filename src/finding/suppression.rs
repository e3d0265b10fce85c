//! `authlint: ignore[rule-id] reason`: findings that someone has looked at and let be.

use std::sync::{Arc, LazyLock};

use regex::Regex;
use rustc_hash::FxHashMap;

use super::{Finding, Place};
use crate::facts::Facts;
use crate::facts::ir::Span;
use crate::rules;
use crate::rules::unused_suppression::{Fault, describe};
use crate::source::{FileId, Include, Lines, Project};

static DIRECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"authlint:[ \t]*ignore(?P<file>-file)?\b[ \t]*(?:\[(?P<ids>[^\]\n]*)\])?(?P<reason>[^\n]*)").expect("the pattern is fixed")
});

/// One comment.
#[derive(Debug)]
struct Directive {
    place: Place,
    line: u32,
    whole_file: bool,
    /// Each with whether it silenced something.
    ids: Vec<(String, bool)>,
    has_reason: bool,
}

/// All suppression comments of the files that are reported on.
pub(super) struct Suppressions {
    directives: Vec<Directive>,
    by_file: FxHashMap<FileId, Vec<usize>>,
}

impl Suppressions {
    pub(super) fn read(project: &Project, lines: &Lines, facts: &[Arc<Facts>], include: Include) -> Suppressions {
        let mut directives = Vec::new();
        let mut by_file: FxHashMap<FileId, Vec<usize>> = FxHashMap::default();
        for (index, facts) in facts.iter().enumerate() {
            let file = FileId(index as u32);
            if facts.comments.is_empty() || !include.reports(project.file(file).purpose) {
                continue;
            }
            let index = lines.of(project, file);
            for (span, text) in &facts.comments {
                for mut directive in directives_of(file, *span, text) {
                    directive.line = index.line(directive.place.span.start);
                    by_file.entry(file).or_default().push(directives.len());
                    directives.push(directive);
                }
            }
        }
        Suppressions { directives, by_file }
    }

    /// Whether a comment silences the finding; the comment then counts as used.
    pub(super) fn silence(&mut self, project: &Project, lines: &Lines, finding: &Finding) -> bool {
        let mut silenced =
            self.silence_at(finding.place.file, lines.of(project, finding.place.file).line(finding.place.span.start), finding);
        for (_, handler) in &finding.endpoints {
            let line = lines.of(project, handler.place.file).line(handler.place.span.start);
            silenced |= self.silence_at(handler.place.file, line, finding);
        }
        silenced
    }

    fn silence_at(&mut self, file: FileId, line: u32, finding: &Finding) -> bool {
        let Some(indexes) = self.by_file.get(&file) else { return false };
        let lines: Vec<u32> = indexes.iter().map(|&index| self.directives[index].line).collect();
        // Comments may stand in a stack above the line.
        let mut first = line.saturating_sub(1);
        while first > 1 && lines.contains(&first) && lines.contains(&(first - 1)) {
            first -= 1;
        }
        let mut silenced = false;
        for &index in indexes {
            let directive = &mut self.directives[index];
            let applies =
                directive.whole_file && file == finding.place.file || (first..=line).contains(&directive.line) && !directive.whole_file;
            for (id, used) in directive.ids.iter_mut().filter(|(id, _)| applies && id == finding.rule.id) {
                *used = *id == finding.rule.id;
                silenced = true;
            }
        }
        silenced
    }

    /// What is wrong with the comments themselves.
    pub(super) fn faults(&self) -> Vec<Finding> {
        self.directives.iter().flat_map(|directive| faults(directive).into_iter().map(|fault| describe(&fault, directive.place))).collect()
    }
}

fn directives_of(file: FileId, comment: Span, text: &str) -> Vec<Directive> {
    let read = |found: regex::Captures<'_>| {
        let whole = found.get(0).map(|m| m.range()).unwrap_or_default();
        let directive = text[whole.clone()].trim_end_matches(['*', '/', '}', ' ', '\t', '\r']);
        let start = comment.start + whole.start as u32;
        let span = Span { start, end: start + directive.len() as u32 };
        let ids = found.name("ids").map_or("", |ids| ids.as_str());
        let reason = found.name("reason").map_or("", |reason| reason.as_str());
        // Another comment on the same line is not the reason.
        let reason = reason.split("//").next().and_then(|reason| reason.split('#').next()).unwrap_or(reason);
        Directive {
            place: Place { file, span },
            line: 0,
            whole_file: found.name("file").is_some(),
            ids: ids.split(',').map(str::trim).filter(|id| !id.is_empty()).map(|id| (id.to_owned(), false)).collect(),
            has_reason: reason.chars().any(char::is_alphanumeric),
        }
    };
    DIRECTIVE.captures_iter(text).map(read).collect()
}

fn faults(directive: &Directive) -> Vec<Fault> {
    if directive.ids.is_empty() {
        return vec![Fault::Nameless];
    }
    let mut faults: Vec<Fault> = directive.ids.iter().filter_map(|(id, used)| fault_of(id, *used)).collect();
    if !directive.has_reason && faults.is_empty() {
        let ids: Vec<&str> = directive.ids.iter().map(|(id, _)| id.as_str()).collect();
        faults.push(Fault::Reasonless { ids: ids.join(", ") });
    }
    faults
}

fn fault_of(id: &str, used: bool) -> Option<Fault> {
    match rules::find(id) {
        None => Some(Fault::Unknown { id: id.to_owned(), nearest: rules::nearest(id) }),
        Some(_) if !used => Some(Fault::Unused { id: id.to_owned() }),
        Some(_) => None,
    }
}
