//! `authlint check`: what is wrong.

use super::Outcome;
use super::args::{CheckArgs, Format};
use super::error::{Result, UserError};
use super::open::{has_failed, narrow, open};
use super::output::{Terminal, write_file};
use super::root::Scope;
use crate::report::{self, Report};
use crate::rules;

pub(super) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Outcome> {
    known(&args.rule)?;
    let scope = Scope::find(args.analysis.root.as_deref(), &args.paths)?;
    let snapshot = open(&scope, &args.analysis, terminal)?;
    let mut report = snapshot.report();
    choose(&mut report, args);
    narrow(&mut report, &scope);
    for output in &args.output {
        write_file(&output.file, &plain(&render(&report, output.format)))?;
    }
    terminal.print(&render(&report, args.format))?;
    Ok(outcome(&report, args))
}

fn known(ids: &[String]) -> Result<()> {
    let Some(id) = ids.iter().find(|id| rules::find(id).is_none()) else { return Ok(()) };
    Err(unknown_rule(id).into())
}

/// The error for an id that is no rule's.
pub(super) fn unknown_rule(id: &str) -> UserError {
    let error = UserError::new(format!("unknown rule `{id}`"));
    match rules::nearest(id) {
        Some(nearest) => error.help(format!("did you mean `{nearest}`? all rules are listed by `authlint rules`")),
        None => error.help("all rules are listed by `authlint rules`"),
    }
}

fn choose(report: &mut Report, args: &CheckArgs) {
    let least = args.min_confidence.confidence();
    report.findings.retain(|reported| {
        let finding = &reported.finding;
        finding.confidence >= least && (args.rule.is_empty() || args.rule.iter().any(|id| id == finding.rule.id))
    });
}

fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Text => report::text(report),
        Format::Json => report::json(report),
        Format::Sarif => report::sarif(report),
    }
}

/// Without colours.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

fn outcome(report: &Report, args: &CheckArgs) -> Outcome {
    let fails = |least| report.findings.iter().any(|reported| reported.finding.severity >= least);
    if has_failed(report) || args.strict && !report.problems.is_empty() {
        Outcome::Incomplete
    } else if args.fail_on.severity().is_some_and(fails) {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}
