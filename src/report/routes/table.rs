//! The inventory as people read it in a terminal.

use std::fmt::Write;

use super::super::Report;
use super::super::grid::{BOLD, Cell, DIM, GREEN, PLAIN, Piece, RED, YELLOW, grid, piece};
use super::{ASKS_WHO_CALLS, authentication, guards, operation, ownership};
use crate::flow::Endpoint;
use crate::flow::endpoint::{Authentication, Guard, GuardKind, Ownership};

/// The inventory as a table, no wider than `width`.
pub fn routes_table(report: &Report, width: Option<usize>) -> String {
    let head = ["METHOD", "PATH", "HANDLER", "AUTHENTICATION", "GUARDS", "OBJECTS"].map(|title| vec![piece(title, BOLD)]).to_vec();
    let rows: Vec<Vec<Cell>> = std::iter::once(head).chain(report.endpoints.iter().map(|endpoint| cells(report, endpoint))).collect();
    let mut table = grid(&rows, width);
    let count = report.endpoints.len();
    let open = report.endpoints.iter().filter(|endpoint| endpoint.authentication == Authentication::None).count();
    let open = if open == 0 { String::new() } else { format!(", {open} without authentication") };
    let _ = writeln!(table, "\n{count} {}{open}", if count == 1 { "endpoint" } else { "endpoints" });
    table
}

fn cells(report: &Report, endpoint: &Endpoint) -> Vec<Cell> {
    vec![
        vec![piece(&endpoint.route.method, BOLD)],
        vec![piece(&endpoint.route.path, PLAIN)],
        handler_cell(report, endpoint),
        authentication_cell(endpoint),
        guard_cell(endpoint),
        object_cell(endpoint),
    ]
}

/// An inline handler has no name but its route.
fn handler_cell(report: &Report, endpoint: &Endpoint) -> Cell {
    let (line, _) = report.line_range(endpoint.handler.place);
    let name = if endpoint.handler.name.contains(' ') { "" } else { &endpoint.handler.name };
    vec![piece(name, PLAIN), piece(format!("{}:{line}", report.path(endpoint.handler.place)), DIM)]
}

fn authentication_cell(endpoint: &Endpoint) -> Cell {
    let style = match endpoint.authentication {
        Authentication::Required => GREEN,
        Authentication::Optional => YELLOW,
        Authentication::None => RED,
        Authentication::Unknown => DIM,
    };
    let mut cell = vec![piece(authentication(endpoint.authentication), style)];
    let by = guards(endpoint, ASKS_WHO_CALLS);
    if !by.is_empty() {
        cell.push(piece(format!("({})", by.join(", ")), PLAIN));
    }
    cell
}

/// What is asked beyond who calls: roles and scopes, whose something is, how often.
fn guard_cell(endpoint: &Endpoint) -> Cell {
    let mut said: Vec<String> = Vec::new();
    if !endpoint.roles.is_empty() {
        said.push(format!("role {}", endpoint.roles.join(", ")));
    }
    if !endpoint.scopes.is_empty() {
        said.push(format!("scope {}", endpoint.scopes.join(", ")));
    }
    let has_names = !said.is_empty();
    let word = |guard: &Guard| match guard.kind {
        GuardKind::Role if !has_names => Some("role by"),
        GuardKind::Ownership => Some("ownership by"),
        GuardKind::RateLimit => Some("rate limit by"),
        GuardKind::Unknown => Some("unclear:"),
        GuardKind::Role | GuardKind::Authentication => None,
    };
    said.extend(endpoint.guards.iter().filter_map(|guard| Some(format!("{} {}", word(guard)?, guard.name))));
    list(said, |_| PLAIN)
}

fn object_cell(endpoint: &Endpoint) -> Cell {
    let mut said: Vec<String> = Vec::new();
    for object in &endpoint.objects {
        let by = object.by.map(|by| format!(" ({by})")).unwrap_or_default();
        said.push(format!("{} {}: {}{by}", operation(object.operation), object.resource, ownership(object.ownership)));
    }
    said.dedup();
    let missing = format!(": {}", ownership(Ownership::Missing));
    list(said, |text| if text.contains(&missing) { RED } else { PLAIN })
}

/// Pieces with commas between them.
fn list(said: Vec<String>, style: impl Fn(&str) -> &'static str) -> Vec<Piece> {
    let last = said.len().saturating_sub(1);
    said.iter().enumerate().map(|(index, text)| piece(format!("{text}{}", if index < last { "," } else { "" }), style(text))).collect()
}
