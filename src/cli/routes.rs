//! `authlint routes`: the inventory of endpoints, and how it differs from an older one or from an OpenAPI description.

use std::path::Path;
use std::slice;

use super::Outcome;
use super::args::{RoutesArgs, RoutesFormat};
use super::error::{Failure, Result, UserError};
use super::open::{has_failed, narrow, open};
use super::output::Terminal;
use super::root::Scope;
use crate::report::{Description, OldInventory, Report, against, document, openapi, routes_json, routes_table, since};

pub(super) fn run(args: &RoutesArgs, terminal: &Terminal) -> Result<Outcome> {
    let other = Other::read(args)?;
    let scope = Scope::find(args.analysis.root.as_deref(), slice::from_ref(&args.path))?;
    let snapshot = open(&scope, &args.analysis, terminal)?;
    let mut report = snapshot.report();
    narrow(&mut report, &scope);
    if !args.analysis.quiet {
        for problem in &report.problems {
            terminal.warn(&format!("{}: {}", problem.path, problem.message));
        }
    }
    let (text, outcome) = match other {
        Some(Other::Old(old)) => {
            let since = since(&old, &report);
            (if is_json(args) { since.json() } else { since.table(terminal.width()) }, found(since.has_lost()))
        }
        Some(Other::Description(description)) => {
            let against = against(&report, &description);
            (if is_json(args) { against.json() } else { against.table(terminal.width()) }, found(against.differs()))
        }
        None => (inventory(&report, args.format, &scope, terminal), Outcome::Clean),
    };
    terminal.print(&text)?;
    Ok(if has_failed(&report) { Outcome::Incomplete } else { outcome })
}

fn inventory(report: &Report, format: RoutesFormat, scope: &Scope, terminal: &Terminal) -> String {
    match format {
        RoutesFormat::Table => routes_table(report, terminal.width()),
        RoutesFormat::Json => routes_json(report),
        RoutesFormat::Openapi => openapi(report, &scope.root.file_name().unwrap_or_default().to_string_lossy()),
    }
}

fn is_json(args: &RoutesArgs) -> bool {
    args.format == RoutesFormat::Json
}

fn found(is_found: bool) -> Outcome {
    if is_found { Outcome::Found } else { Outcome::Clean }
}

/// What the inventory is compared with.
enum Other {
    Old(OldInventory),
    Description(Description),
}

impl Other {
    /// Read before anything is analyzed: a mistake is told at once.
    fn read(args: &RoutesArgs) -> Result<Option<Other>> {
        let other = match (&args.since_file, &args.against) {
            (Some(path), _) => Other::Old(old(path)?),
            (None, Some(path)) => Other::Description(description(path)?),
            (None, None) => return Ok(None),
        };
        if args.format == RoutesFormat::Openapi {
            let error = UserError::new("a comparison cannot be written as `openapi`");
            return Err(error.help("`--since-file` and `--against` take `--format table` or `json`").into());
        }
        Ok(Some(other))
    }
}

fn old(path: &Path) -> Result<OldInventory> {
    OldInventory::read(&text(path)?).map_err(|reason| {
        let error = UserError::new(format!("`{}` is no inventory of endpoints: {reason}", path.display()));
        error.help("`authlint routes --format json > FILE` writes one").into()
    })
}

fn description(path: &Path) -> Result<Description> {
    let wrong = |reason: String| -> Failure {
        let error = UserError::new(format!("`{}` is no OpenAPI description: {reason}", path.display()));
        error.help("OpenAPI 2.0 and 3.x are read, as YAML or JSON").into()
    };
    let root = document(&text(path)?).map_err(wrong)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut load = |name: &str| {
        let beside = folder.join(name);
        let text = std::fs::read_to_string(&beside).map_err(|_| format!("`{}`, which it refers to, cannot be read", beside.display()))?;
        document(&text).map_err(|reason| format!("`{}`: {reason}", beside.display()))
    };
    Description::read(&root, &mut load).map_err(wrong)
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| {
        let reason = error.to_string().to_lowercase();
        let reason = reason.split(" (os error").next().unwrap_or_default();
        UserError::new(format!("cannot read `{}`: {reason}", path.display())).help("paths are taken from the current folder").into()
    })
}
