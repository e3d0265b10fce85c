//! `authlint routes`: the inventory of endpoints.

use std::slice;

use super::Outcome;
use super::args::{RoutesArgs, TableFormat};
use super::error::Result;
use super::open::{has_failed, narrow, open};
use super::output::Terminal;
use super::root::Scope;
use crate::report::{routes_json, routes_table};

pub(super) fn run(args: &RoutesArgs, terminal: &Terminal) -> Result<Outcome> {
    let scope = Scope::find(args.analysis.root.as_deref(), slice::from_ref(&args.path))?;
    let snapshot = open(&scope, &args.analysis, terminal)?;
    let mut report = snapshot.report();
    narrow(&mut report, &scope);
    if !args.analysis.quiet {
        for problem in &report.problems {
            terminal.warn(&format!("{}: {}", problem.path, problem.message));
        }
    }
    terminal.print(&match args.format {
        TableFormat::Table => routes_table(&report),
        TableFormat::Json => routes_json(&report),
    })?;
    Ok(if has_failed(&report) { Outcome::Incomplete } else { Outcome::Clean })
}
