//! From arguments to an analyzed project.

use super::args::AnalysisArgs;
use super::error::{Failure, Result, UserError};
use super::output::Terminal;
use super::progress::Bar;
use super::root::Scope;
use crate::report::Report;
use crate::source::{ProblemKind, Purpose};
use crate::workspace::{OpenError, Options, Snapshot, Workspace};

/// Opens the project of a scope and analyzes it.
pub(super) fn open(scope: &Scope, args: &AnalysisArgs, terminal: &Terminal) -> Result<Snapshot> {
    let (bar, progress) = Bar::new(args.quiet);
    let options = Options { include: args.include(), threads: args.threads, progress };
    let workspace = Workspace::open(&scope.root, options);
    bar.finish();
    let snapshot = workspace.map_err(explain)?.snapshot();
    if snapshot.project().files.is_empty() {
        for problem in snapshot.errors() {
            terminal.warn(&format!("{}: {}", problem.path, problem.message));
        }
        let error = UserError::new(format!("no file to analyze below `{}`", scope.root.display()));
        return Err(error
            .help("authlint reads Python, JavaScript, TypeScript and Rust; ignored, hidden and built files are left out")
            .into());
    }
    Ok(snapshot)
}

/// Keeps what is about the chosen paths.
pub(super) fn narrow(report: &mut Report, scope: &Scope) {
    let project = report.project;
    let chosen = |file| scope.holds(&project.file(file).path);
    report.findings.retain(|reported| chosen(reported.finding.place.file));
    report.endpoints.retain(|endpoint| chosen(endpoint.handler.place.file));
    report.problems.retain(|problem| problem.path.is_empty() || scope.holds(&problem.path));
    report.summary.files = project.files.iter().filter(|file| file.purpose != Purpose::Library && scope.holds(&file.path)).count();
    report.summary.endpoints = report.endpoints.len();
    report.summary.findings = report.findings.len();
}

/// Whether the analysis as a whole failed; a failure in one file is only told.
pub(super) fn has_failed(report: &Report) -> bool {
    report.problems.iter().any(|problem| problem.kind == ProblemKind::Internal && problem.path.is_empty())
}

fn explain(error: OpenError) -> Failure {
    match error {
        OpenError::Unreadable { .. } => UserError::new(error.to_string().to_lowercase()).into(),
        OpenError::Threads(_) => UserError::new(error.to_string()).help("try fewer `--threads`").into(),
    }
}
