//! `authlint rules`: every rule in a line.

use serde::Serialize;

use super::Outcome;
use super::args::{RulesArgs, TableFormat};
use super::error::Result;
use super::output::Terminal;
use crate::rules::{self, Rule};

#[derive(Serialize)]
struct Document {
    version: u32,
    rules: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: &'static str,
    summary: &'static str,
    severity: &'static str,
    cwe: Vec<String>,
    owasp: &'static [&'static str],
}

pub(super) fn run(args: &RulesArgs, terminal: &Terminal) -> Result<Outcome> {
    let rules: Vec<Row> = rules::all().iter().map(|rule| row(rule)).collect();
    terminal.print(&match args.format {
        TableFormat::Table => table(&rules),
        TableFormat::Json => {
            let text = serde_json::to_string_pretty(&Document { version: 1, rules });
            text.map_err(anyhow::Error::from)? + "\n"
        }
    })?;
    Ok(Outcome::Clean)
}

fn row(rule: &Rule) -> Row {
    let cwe = rule.cwe.iter().map(|number| format!("CWE-{number}")).collect();
    Row { id: rule.id, summary: rule.summary, severity: rule.severity.name(), cwe, owasp: rule.owasp }
}

fn table(rules: &[Row]) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    rules.iter().map(|rule| format!("{:width$}  {:8}  {}\n", rule.id, rule.severity, rule.summary)).collect()
}
