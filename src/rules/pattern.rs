//! Rules that are one pattern: a file of `queries/rules/` and its page.
//!
//! What a pattern captured as `@finding` is reported once its deferred predicates hold, which need names to be resolved.

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use super::Rule;
use crate::facts::Match;
use crate::facts::ir::*;
use crate::finding::{Confidence, Finding, Place, Severity};
use crate::flow::Flow;
use crate::program::{Program, Target};
use crate::source::FileId;
use crate::syntax::{Capture, Deferred, QuerySet};

static PAGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/docs/rules");

/// A rule and the index of its query file.
struct PatternRule {
    query: u16,
    rule: Rule,
    message: String,
}

fn pattern_rules() -> &'static [PatternRule] {
    static ALL: OnceLock<Vec<PatternRule>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files = QuerySet::builtin().queries().iter().enumerate();
        files
            .filter_map(|(index, file)| {
                let header = file.rule.as_ref()?;
                let page = PAGES.get_file(format!("{}.md", header.id)).and_then(|page| page.contents_utf8()).unwrap_or("");
                let rule = Rule {
                    id: &header.id,
                    summary: &header.summary,
                    page,
                    severity: severity(&header.severity),
                    cwe: header.cwe.iter().map(|n| *n as u16).collect::<Vec<u16>>().leak(),
                    owasp: header.owasp.iter().map(String::as_str).collect::<Vec<&str>>().leak(),
                    check: |_, _, _| {},
                };
                Some(PatternRule { query: index as u16, rule, message: header.message.clone() })
            })
            .collect()
    })
}

pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    pattern_rules().iter().map(|pattern| &pattern.rule)
}

fn severity(name: &str) -> Severity {
    match name {
        "critical" => Severity::Critical,
        "high" => Severity::High,
        "low" => Severity::Low,
        _ => Severity::Medium,
    }
}

/// Reports what the patterns saw.
pub(super) fn run(program: &Program, flow: &Flow, findings: &mut Vec<Finding>) {
    for file in program.files() {
        let facts = program.facts(file);
        let mut reported: Vec<(u16, Span)> = Vec::new();
        for m in facts.matches.iter().filter(|m| m.role == Capture::Finding && program.in_force(m.query)) {
            let Some(pattern) = pattern_rules().iter().find(|pattern| pattern.query == m.query) else { continue };
            let span = facts.span(m.anchor);
            if reported.contains(&(m.query, span)) || !deferred_hold(program, file, m) {
                continue;
            }
            reported.push((m.query, span));
            findings.push(describe(flow, pattern, Place { file, span }));
        }
    }
}

fn describe(flow: &Flow, pattern: &'static PatternRule, place: Place) -> Finding {
    let inside = flow
        .endpoints
        .iter()
        .filter(|endpoint| endpoint.handler.place.file == place.file && endpoint.handler.place.span.contains(place.span));
    Finding {
        rule: &pattern.rule,
        severity: pattern.rule.severity,
        confidence: Confidence::High,
        message: pattern.message.clone(),
        help: format!("see `authlint explain {}`", pattern.rule.id),
        place,
        endpoints: inside.map(|endpoint| (endpoint.route.clone(), endpoint.handler.clone())).collect(),
        evidence: Vec::new(),
        identity: String::new(),
    }
}

fn deferred_hold(program: &Program, file: FileId, m: &Match) -> bool {
    let deferred = &QuerySet::builtin().pattern(m.query, m.pattern).deferred;
    deferred.iter().all(|predicate| holds(program, file, m, predicate) != predicate.negated)
}

fn holds(program: &Program, file: FileId, m: &Match, predicate: &Deferred) -> bool {
    let facts = program.facts(file);
    let node = if predicate.capture == m.role { Some(m.anchor) } else { m.part(predicate.capture).and_then(|part| part.node) };
    let Some(node) = node else { return false };
    match predicate.name.as_str() {
        "resolves-to" => full_name(program, file, node).is_some_and(|name| predicate.args.contains(&name)),
        "lacks-argument" => {
            let NodeKind::Call { args, .. } = facts.kind(node) else { return false };
            let has = |arg: &NodeId| match facts.kind(*arg) {
                NodeKind::Named { name, .. } => predicate.args.iter().any(|wanted| wanted == facts.text(name)),
                // What is spread may hold it.
                NodeKind::Spread(_) => true,
                _ => false,
            };
            !facts.list(args).iter().any(has)
        }
        "constant" => match facts.kind(node) {
            NodeKind::Text(sym) | NodeKind::Number(sym) => predicate.args.iter().any(|wanted| wanted == facts.text(sym)),
            NodeKind::Bool(value) => predicate.args.iter().any(|wanted| wanted.eq_ignore_ascii_case(&value.to_string())),
            _ => false,
        },
        _ => false,
    }
}

/// The dotted name of something from outside, through imports: `jwt.decode`.
fn full_name(program: &Program, file: FileId, node: NodeId) -> Option<String> {
    let facts = program.facts(file);
    match facts.kind(node) {
        NodeKind::Name(sym) => {
            let import = facts.imports.iter().find(|import| import.local == Some(sym));
            match import.map(|import| program.resolve(file, import)) {
                Some(Target::External(name)) => Some(name.to_string()),
                Some(_) => None,
                None => Some(facts.text(sym).to_owned()),
            }
        }
        NodeKind::Member { base, name } => Some(format!("{}.{}", full_name(program, file, base)?, facts.text(name))),
        NodeKind::Call { callee, .. } => full_name(program, file, callee),
        _ => None,
    }
}
