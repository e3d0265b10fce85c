//! `authlint debug`: what each station makes of code.

use std::fmt::Write;
use std::path::Path;

use super::Outcome;
use super::args::{AnalysisArgs, DebugArgs, DebugCommand};
use super::error::{Result, UserError};
use super::open::open;
use super::output::Terminal;
use super::root::Scope;
use crate::facts;
use crate::report::clean;
use crate::source::{self, Classified, LineIndex, SourceFile};
use crate::syntax::{self, CAPTURES, Parsed};

pub(super) fn run(args: &DebugArgs, terminal: &Terminal) -> Result<Outcome> {
    let text = match &args.command {
        DebugCommand::Captures { path: Some(path), list: false } => captures(&parse(path)?),
        DebugCommand::Captures { .. } => list(),
        DebugCommand::Facts { path } => facts::print(&facts::facts(&parse(path)?)),
        DebugCommand::Program { path } => program(path, terminal)?,
        DebugCommand::Flow { path } => flow(path, terminal)?,
    };
    terminal.print(&clean(&text))?;
    Ok(Outcome::Clean)
}

fn parse(path: &Path) -> Result<Parsed> {
    let file = read(path)?;
    Ok(syntax::parse(file.text.to_string(), file.dialect))
}

fn read(path: &Path) -> Result<SourceFile> {
    let (classified, problems) = source::read(Path::new(""), &path.to_string_lossy());
    match (classified, problems.into_iter().next()) {
        (Classified::Code(file), _) => Ok(file),
        (_, Some(problem)) => Err(UserError::new(format!("cannot read `{}`: {}", path.display(), problem.message)).into()),
        (_, None) => Err(UserError::new(format!("`{}` is no code that authlint reads", path.display())).into()),
    }
}

fn list() -> String {
    let width = CAPTURES.iter().map(|row| row.1.len()).max().unwrap_or_default() + 1;
    CAPTURES
        .iter()
        .map(|(_, name, anchor, text)| format!("@{name:width$} {} {text}\n", if *anchor { "anchor" } else { "      " }))
        .collect()
}

fn captures(parsed: &Parsed) -> String {
    let lines = LineIndex::new(&parsed.text);
    let mut out = String::new();
    for found in &parsed.captured {
        for (index, (capture, node)) in found.nodes.iter().enumerate() {
            let start = lines.position(node.span.start, &parsed.text);
            let code = &parsed.text[node.span.start as usize..node.span.end as usize];
            let indent = if index == 0 { "" } else { "  " };
            let _ = writeln!(out, "{indent}{}:{} @{} {}", start.line, start.column, capture.name(), shorten(code));
        }
    }
    out
}

/// The first line, or as much as fits.
fn shorten(code: &str) -> String {
    const FITS: usize = 80;
    let first = code.lines().next().unwrap_or_default();
    let short: String = first.chars().take(FITS).collect();
    if short.len() < code.len() { format!("{short} ...") } else { short }
}

fn analysis() -> AnalysisArgs {
    AnalysisArgs { root: None, include: Vec::new(), threads: 0, quiet: true }
}

fn program(path: &Path, terminal: &Terminal) -> Result<String> {
    let scope = Scope::find(None, &[path.to_owned()])?;
    let snapshot = open(&scope, &analysis(), terminal)?;
    let program = snapshot.program();
    let mut out = String::new();
    for (file, facts) in program.project.files.iter().zip(&program.facts).filter(|(file, _)| scope.holds(&file.path)) {
        let _ = writeln!(out, "{} ({}, {:?})", file.path, source::language(file.dialect), file.purpose);
        let _ = writeln!(
            out,
            "  {} functions, {} classes, {} imports, {} matches",
            facts.functions.len(),
            facts.classes.len(),
            facts.imports.len(),
            facts.matches.len()
        );
    }
    Ok(out)
}

fn flow(path: &Path, terminal: &Terminal) -> Result<String> {
    let scope = Scope::find(None, &[path.to_owned()])?;
    let snapshot = open(&scope, &analysis(), terminal)?;
    let mut out = String::new();
    for endpoint in snapshot.endpoints().iter().filter(|endpoint| scope.holds(&snapshot.project().file(endpoint.handler.place.file).path)) {
        let _ = writeln!(out, "{endpoint:#?}");
    }
    Ok(out)
}
