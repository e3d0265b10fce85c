//! `--against`: the inventory beside an OpenAPI description. What is documented and not there, there and not documented, and documented
//! as asking for a credential that nothing asks for.
//!
//! The two may not begin their paths at the same place: servers put all under a base, a proxy may take one away, and a prefix may be
//! computed at run time. So the paths are compared under the prefix that makes most of them meet, and else under what the servers say.

use serde::Serialize;

use super::super::Report;
use super::super::grid::{BOLD, Cell, DIM, PLAIN, RED, YELLOW, grid, piece};
use super::super::json::{HandlerRow, handler, to_string};
use super::authentication;
use super::description::{Description, Operation};
use crate::flow::Endpoint;
use crate::flow::endpoint::Authentication;

/// Prefixes are at most this long.
const MAX_PREFIX: usize = 4;

/// What differs.
#[derive(Serialize)]
pub struct Against<'a> {
    version: u32,
    /// What stands before the documented paths in the code.
    prefix: String,
    documented: usize,
    undocumented: Vec<Undocumented<'a>>,
    missing: Vec<Missing>,
    unenforced: Vec<Unenforced<'a>>,
}

/// Answered, and not documented.
#[derive(Serialize)]
struct Undocumented<'a> {
    method: &'a str,
    path: &'a str,
    handler: HandlerRow<'a>,
}

/// Documented, and not answered.
#[derive(Serialize)]
struct Missing {
    method: String,
    path: String,
    operation_id: Option<String>,
}

/// Documented as asking for a credential, which nothing does.
#[derive(Serialize)]
struct Unenforced<'a> {
    method: &'a str,
    path: &'a str,
    handler: HandlerRow<'a>,
    security: Vec<String>,
    authentication: &'static str,
}

/// Compares the inventory with a description.
pub fn against<'a>(report: &Report<'a>, description: &Description) -> Against<'a> {
    let endpoints: Vec<Answered> = report.endpoints.iter().map(|endpoint| Answered::new(endpoint)).collect();
    let operations: Vec<(&Operation, Path)> = description.operations.iter().map(|operation| (operation, path(&operation.path))).collect();
    let shifts = shifts(&endpoints, &operations, &description.bases);
    let mut against = Against {
        version: 1,
        prefix: shifts[0].to_string(),
        documented: operations.len(),
        undocumented: Vec::new(),
        missing: Vec::new(),
        unenforced: Vec::new(),
    };
    let mut is_documented = vec![false; endpoints.len()];
    for (operation, path) in &operations {
        let under = |shift: &Shift| {
            let path = shift.apply(path);
            (0..endpoints.len()).filter(|index| endpoints[*index].answers(&operation.method, &path)).collect::<Vec<_>>()
        };
        let answering = shifts.iter().map(under).find(|answering| !answering.is_empty()).unwrap_or_default();
        if answering.is_empty() {
            let Operation { method, path, id, .. } = operation;
            against.missing.push(Missing { method: method.clone(), path: path.clone(), operation_id: id.clone() });
        }
        for index in answering {
            is_documented[index] = true;
            against.unenforced.extend(unenforced(report, endpoints[index].endpoint, operation));
        }
    }
    let unsaid = endpoints.iter().zip(is_documented).filter(|(endpoint, is_documented)| !is_documented && endpoint.is_worth_telling());
    against.undocumented = unsaid
        .map(|(Answered { endpoint, .. }, _)| Undocumented {
            method: &endpoint.route.method,
            path: &endpoint.route.path,
            handler: handler(report, &endpoint.handler),
        })
        .collect();
    against
}

fn unenforced<'a>(report: &Report<'a>, endpoint: &'a Endpoint, operation: &Operation) -> Option<Unenforced<'a>> {
    let is_open = matches!(endpoint.authentication, Authentication::None | Authentication::Optional);
    (is_open && !operation.security.is_empty()).then(|| Unenforced {
        method: &endpoint.route.method,
        path: &endpoint.route.path,
        handler: handler(report, &endpoint.handler),
        security: operation.security.clone(),
        authentication: authentication(endpoint.authentication),
    })
}

/// A path in segments, its parameters without their names.
type Path = Vec<String>;

const PARAMETER: &str = "{}";
/// Any number of segments that are known at run time only.
const UNKNOWN: &str = "{…}";

fn path(text: &str) -> Path {
    text.split('/').filter(|segment| !segment.is_empty()).map(segment).collect()
}

/// `{order_id}.json` is `{}.json`.
fn segment(segment: &str) -> String {
    if segment == UNKNOWN {
        return segment.to_owned();
    }
    let mut parts = segment.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + PARAMETER + part.split_once('}').map_or("", |(_, rest)| rest))
}

struct Answered<'a> {
    endpoint: &'a Endpoint,
    path: Path,
}

impl<'a> Answered<'a> {
    fn new(endpoint: &'a Endpoint) -> Answered<'a> {
        Answered { endpoint, path: path(&endpoint.route.path) }
    }

    fn answers(&self, method: &str, path: &[String]) -> bool {
        let own = self.endpoint.route.method.as_str();
        (own == method || own == "ANY") && leads(&self.path, path)
    }

    /// What frameworks answer by themselves, and what is no HTTP endpoint, is in no description.
    fn is_worth_telling(&self) -> bool {
        let method = self.endpoint.route.method.as_str();
        method == "ANY"
            || self.endpoint.route.path.starts_with('/')
                && matches!(method, "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "TRACE" | "QUERY")
    }
}

/// Whether a path of the code is this documented one.
fn leads(code: &[String], documented: &[String]) -> bool {
    match (code.split_first(), documented.split_first()) {
        (None, None) => true,
        (Some((first, rest)), _) if first == UNKNOWN => (0..=documented.len()).any(|taken| leads(rest, &documented[taken..])),
        (Some((first, rest)), Some((wanted, others))) => first == wanted && leads(rest, others),
        _ => false,
    }
}

/// How documented paths become the code's: a prefix put before them, or as many segments taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shift {
    add: Path,
    strip: usize,
}

impl Shift {
    fn apply(&self, path: &[String]) -> Path {
        self.add.iter().chain(path.iter().skip(self.strip)).cloned().collect()
    }
}

impl std::fmt::Display for Shift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.add.iter().try_for_each(|segment| write!(f, "/{segment}"))
    }
}

/// The shift under which most operations are answered, of equals the plainest; then those that the description names.
fn shifts(endpoints: &[Answered], operations: &[(&Operation, Path)], bases: &[String]) -> Vec<Shift> {
    let added = |add: Path| Shift { add, strip: 0 };
    let named: Vec<Shift> = bases.iter().map(|base| added(path(base))).chain([added(Vec::new())]).collect();
    let prefixes = endpoints.iter().flat_map(|endpoint| (1..=MAX_PREFIX.min(endpoint.path.len())).map(|n| endpoint.path[..n].to_vec()));
    let inferred = prefixes.filter(|prefix| !prefix.iter().any(|segment| segment.contains('{'))).map(added);
    let stripped = (1..=MAX_PREFIX).map(|strip| Shift { add: Vec::new(), strip });
    let mut candidates = named.clone();
    for shift in inferred.chain(stripped) {
        if !candidates.contains(&shift) {
            candidates.push(shift);
        }
    }
    let met = |shift: &Shift| {
        let is_met = |(operation, path): &&(&Operation, Path)| {
            let path = shift.apply(path);
            endpoints.iter().any(|endpoint| endpoint.answers(&operation.method, &path))
        };
        operations.iter().filter(is_met).count()
    };
    let counts: Vec<usize> = candidates.iter().map(met).collect();
    let most = counts.iter().copied().max().unwrap_or_default();
    let best = candidates.swap_remove(counts.iter().position(|count| *count == most).unwrap_or_default());
    std::iter::once(best).chain(named).collect()
}

impl Against<'_> {
    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        !(self.undocumented.is_empty() && self.missing.is_empty() && self.unenforced.is_empty())
    }

    pub fn json(&self) -> String {
        to_string(self)
    }

    /// For a terminal of this width.
    pub fn table(&self, width: Option<usize>) -> String {
        let row = |word, style, method: &str, path: &str, rest: &str| -> Vec<Cell> {
            vec![vec![piece(word, style)], vec![piece(method, BOLD)], vec![piece(path, PLAIN)], vec![piece(rest, DIM)]]
        };
        let place = |handler: &HandlerRow| handler.to_string();
        let unenforced = self.unenforced.iter().map(|one| {
            let asked = match one.authentication {
                "optional" => "callers without a credential are let through",
                _ => "nothing asks who calls",
            };
            let said = format!("`{}` is documented, but {asked}: {}", one.security.join("` or `"), place(&one.handler));
            row("unenforced", RED, one.method, one.path, &said)
        });
        let undocumented = self.undocumented.iter().map(|one| row("undocumented", YELLOW, one.method, one.path, &place(&one.handler)));
        let missing =
            self.missing.iter().map(|one| row("missing", YELLOW, &one.method, &one.path, one.operation_id.as_deref().unwrap_or_default()));
        let rows: Vec<Vec<Cell>> = unenforced.chain(undocumented).chain(missing).collect();
        let gap = if rows.is_empty() { "" } else { "\n" };
        let under = if self.prefix.is_empty() { String::new() } else { format!(" (under `{}`)", self.prefix) };
        format!(
            "{}{gap}{} of {} documented operations found{under}; {} undocumented, {} missing, {} unenforced\n",
            grid(&rows, width),
            self.documented - self.missing.len(),
            self.documented,
            self.undocumented.len(),
            self.missing.len(),
            self.unenforced.len()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_prefixes_lead_anywhere() {
        assert!(leads(&path("/{…}/orders/{id}"), &path("/api/v1/orders/{order_id}")));
        assert!(leads(&path("/{…}/orders"), &path("/orders")));
        assert!(!leads(&path("/orders/{id}"), &path("/orders/me")));
        assert!(!leads(&path("/orders"), &path("/orders/{id}")));
    }
}
