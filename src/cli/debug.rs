//! `authlint debug`: what each station makes of code.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use super::Outcome;
use super::args::{AnalysisArgs, DebugArgs, DebugCommand};
use super::card::card;
use super::error::{Result, UserError};
use super::open::open;
use super::output::Terminal;
use super::root::Scope;
use crate::facts;
use crate::facts::ir::Import;
use crate::flow::Endpoint;
use crate::program::{Program, Resource, Target};
use crate::report::clean;
use crate::source::{self, Classified, FileId, SourceFile};
use crate::syntax::{self, Parsed, QuerySet, print_captures, vocabulary};

pub(super) fn run(args: &DebugArgs, terminal: &Terminal) -> Result<Outcome> {
    let text = match &args.command {
        DebugCommand::Captures { path: Some(path), list: false } => print_captures(&parse(path)?, QuerySet::builtin()),
        DebugCommand::Captures { .. } => vocabulary(),
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

fn analysis() -> AnalysisArgs {
    AnalysisArgs { root: None, include: Vec::new(), threads: 0, quiet: true }
}

fn program(path: &Path, terminal: &Terminal) -> Result<String> {
    let scope = Scope::find(None, &[path.to_owned()])?;
    let snapshot = open(&scope, &analysis(), terminal)?;
    let program = snapshot.program();
    let mut out = String::new();
    let queries = QuerySet::builtin().queries().iter().zip(program.frameworks());
    let names: BTreeSet<&str> = queries.filter(|(_, on)| **on).map(|(query, _)| query.framework.as_str()).collect();
    let _ = writeln!(out, "in force: {}", names.into_iter().collect::<Vec<_>>().join(", "));
    for resource in program.resources() {
        out += &stored(resource);
    }
    for file in program.files().filter(|file| scope.holds(&program.project.file(*file).path)) {
        imports(program, file, &mut out);
    }
    Ok(out)
}

fn stored(resource: &Resource) -> String {
    let owners: Vec<&str> = resource.owners.iter().map(|owner| owner.name.as_str()).collect();
    let parents: Vec<String> = resource.parents.iter().map(|(field, key)| format!("{field} -> {key}")).collect();
    let kind = match (resource.is_declared, resource.is_principal) {
        (true, false) => "resource",
        (true, true) => "principal",
        (false, _) => "guessed",
    };
    let list = |name: &str, items: &str| if items.is_empty() { String::new() } else { format!("; {name}: {items}") };
    format!("{kind} {}{}{}\n", resource.name, list("owners", &owners.join(", ")), list("parents", &parents.join(", ")))
}

/// A file and where each of its imports leads.
fn imports(program: &Program, file: FileId, out: &mut String) {
    let (source, facts) = (program.project.file(file), program.facts(file));
    let _ = writeln!(out, "{} ({}, {:?})", source.path, source::language(source.dialect), source.purpose);
    for import in &facts.imports {
        let local = import.local.map_or("*", |local| facts.text(local));
        let _ = writeln!(out, "  {local} from {}: {}", facts.text(import.module), target(program, file, import));
    }
}

fn target(program: &Program, file: FileId, import: &Import) -> String {
    let path = |file: FileId| &program.project.file(file).path;
    match program.resolve(file, import) {
        Target::File(found) => format!("all of {}", path(found)),
        Target::Name(found, name) => format!("{} of {}", program.facts(file).text(name), path(found)),
        Target::External(name) => format!("{name}, outside of the project"),
    }
}

fn flow(path: &Path, terminal: &Terminal) -> Result<String> {
    let scope = Scope::find(None, &[path.to_owned()])?;
    let snapshot = open(&scope, &analysis(), terminal)?;
    let chosen = |endpoint: &&Endpoint| scope.holds(&snapshot.project().file(endpoint.handler.place.file).path);
    let mut out: String = snapshot.endpoints().iter().filter(chosen).map(|endpoint| card(&snapshot, endpoint) + "\n").collect();
    for (resource, siblings) in &snapshot.flow().siblings {
        let _ = writeln!(out, "{resource}: {} tied to the caller, {} not", siblings.tied, siblings.missing);
    }
    Ok(anstream::adapter::strip_str(&out).to_string())
}
