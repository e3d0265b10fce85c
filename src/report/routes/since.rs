//! `--since-file`: what has changed since an older inventory was written. Both are read from their JSON, so what is compared is what
//! the contract says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::Report;
use super::super::grid::{BOLD, Cell, DIM, GREEN, PLAIN, RED, YELLOW, grid, piece};
use super::super::json::to_string;
use super::routes_json;

/// An inventory as it was written.
#[derive(Debug, Clone, Deserialize)]
pub struct OldInventory {
    version: u32,
    endpoints: Vec<Listed>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Listed {
    method: String,
    path: String,
    handler: Handler,
    #[serde(skip_serializing)]
    authentication: Status,
    #[serde(skip_serializing)]
    roles: Vec<String>,
    #[serde(skip_serializing)]
    scopes: Vec<String>,
    #[serde(skip_serializing)]
    rate_limit: Status,
    #[serde(skip_serializing)]
    objects: Vec<Object>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
struct Handler {
    name: String,
    path: String,
    start_line: u32,
    end_line: u32,
}

#[derive(Debug, Clone, Deserialize)]
struct Status {
    status: String,
    by: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Object {
    resource: String,
    operation: String,
    ownership: String,
}

impl OldInventory {
    /// Reads what `authlint routes --format json` wrote.
    pub fn read(text: &str) -> Result<OldInventory, String> {
        let inventory: OldInventory = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match inventory.version {
            1 => Ok(inventory),
            version => Err(format!("it has version {version}, and this authlint reads version 1")),
        }
    }
}

/// What differs.
#[derive(Debug, Serialize)]
pub struct Since {
    version: u32,
    added: Vec<Listed>,
    removed: Vec<Listed>,
    lost: Vec<Lost>,
}

/// Something that stood between callers and an endpoint, and no longer does.
#[derive(Debug, Serialize)]
struct Lost {
    endpoint: Listed,
    kind: &'static str,
    message: String,
}

/// Compares an older inventory with what is.
pub fn since(old: &OldInventory, report: &Report) -> Since {
    let new = OldInventory::read(&routes_json(report)).expect("what was just written can be read");
    let mut before = by_route(&old.endpoints);
    let mut since = Since { version: 1, added: Vec::new(), removed: Vec::new(), lost: Vec::new() };
    for now in &new.endpoints {
        match before.get_mut(&route(now)).and_then(|candidates| take(candidates, now)) {
            Some(then) => since.lost.extend(lost(then, now)),
            None => since.added.push(now.clone()),
        }
    }
    since.removed = before.into_values().flatten().cloned().collect();
    since
}

/// Method and path, whatever the parameters are called.
fn route(endpoint: &Listed) -> (String, String) {
    let segment = |segment: &str| if segment.starts_with('{') && segment.ends_with('}') { "{}".to_owned() } else { segment.to_owned() };
    (endpoint.path.split('/').map(segment).collect::<Vec<_>>().join("/"), endpoint.method.clone())
}

fn by_route(endpoints: &[Listed]) -> BTreeMap<(String, String), Vec<&Listed>> {
    let mut all: BTreeMap<(String, String), Vec<&Listed>> = BTreeMap::new();
    for endpoint in endpoints {
        all.entry(route(endpoint)).or_default().push(endpoint);
    }
    all
}

/// The one with the same handler, else the first.
fn take<'a>(candidates: &mut Vec<&'a Listed>, now: &Listed) -> Option<&'a Listed> {
    let same = candidates.iter().position(|then| then.handler.name == now.handler.name && then.handler.path == now.handler.path);
    (!candidates.is_empty()).then(|| candidates.remove(same.unwrap_or(0)))
}

fn lost(then: &Listed, now: &Listed) -> Vec<Lost> {
    let mut lost = Vec::new();
    let mut say = |kind, message| lost.push(Lost { endpoint: now.clone(), kind, message });
    let by = |status: &Status| match status.by.as_slice() {
        [] => String::new(),
        by => format!(" by `{}`", by.join("`, `")),
    };
    let weak = |status: &Status| matches!(status.status.as_str(), "none" | "optional");
    if then.authentication.status == "required" && weak(&now.authentication) {
        let now = if now.authentication.status == "none" { "not asked for" } else { "optional" };
        say("authentication", format!("authentication was required{}, and is now {now}", by(&then.authentication)));
    } else if then.authentication.status == "optional" && now.authentication.status == "none" {
        say("authentication", format!("who calls was read{}, and is no longer", by(&then.authentication)));
    } else if now.authentication.by.iter().all(|guard| then.authentication.by.contains(guard)) {
        // Where another guard has come, it may have taken the place of one that is gone.
        for guard in then.authentication.by.iter().filter(|guard| !now.authentication.by.contains(guard)) {
            say("guard", format!("`{guard}` no longer stands before it"));
        }
    }
    for role in then.roles.iter().filter(|role| !now.roles.contains(role)) {
        say("role", format!("role `{role}` is no longer asked for"));
    }
    for scope in then.scopes.iter().filter(|scope| !now.scopes.contains(scope)) {
        say("scope", format!("scope `{scope}` is no longer asked for"));
    }
    if then.rate_limit.status == "present" && now.rate_limit.status == "absent" {
        say("rate-limit", format!("its rate limit{} is gone", by(&then.rate_limit)));
    }
    for object in now.objects.iter().filter(|object| object.ownership == "missing") {
        let same = |then: &&Object| then.resource == object.resource && then.operation == object.operation;
        if let Some(then) = then.objects.iter().find(same).filter(|then| matches!(then.ownership.as_str(), "scoped" | "checked")) {
            say(
                "ownership",
                format!("`{}` ({}) was {}, and nothing ties it to the caller now", then.resource, then.operation, then.ownership),
            );
        }
    }
    lost
}

impl Since {
    /// Whether something that stood between callers and an endpoint is gone.
    pub fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    pub fn json(&self) -> String {
        to_string(self)
    }

    /// For a terminal of this width.
    pub fn table(&self, width: Option<usize>) -> String {
        let head = |word, style, endpoint: &Listed| -> Vec<Cell> {
            vec![vec![piece(word, style)], vec![piece(&endpoint.method, BOLD)], vec![piece(&endpoint.path, PLAIN)]]
        };
        let with = |mut cells: Vec<Cell>, text: &str, style| {
            cells.push(vec![piece(text, style)]);
            cells
        };
        let place = |endpoint: &Listed| format!("{} {}:{}", endpoint.handler.name, endpoint.handler.path, endpoint.handler.start_line);
        let lost = self.lost.iter().map(|lost| with(head("lost", RED, &lost.endpoint), &lost.message, PLAIN));
        let added = self.added.iter().map(|endpoint| with(head("added", GREEN, endpoint), &place(endpoint), DIM));
        let removed = self.removed.iter().map(|endpoint| with(head("removed", YELLOW, endpoint), &place(endpoint), DIM));
        let rows: Vec<Vec<Cell>> = lost.chain(added).chain(removed).collect();
        let gap = if rows.is_empty() { "" } else { "\n" };
        let summary = format!("{} lost, {} added, {} removed", guards(self.lost.len()), endpoints(self.added.len()), self.removed.len());
        format!("{}{gap}{summary}\n", grid(&rows, width))
    }
}

fn guards(count: usize) -> String {
    format!("{count} {}", if count == 1 { "guard" } else { "guards" })
}

fn endpoints(count: usize) -> String {
    format!("{count} {}", if count == 1 { "endpoint" } else { "endpoints" })
}
