//! `authlint routes`: the inventory of endpoints. Here its JSON, the stable contract; beside it the table, the OpenAPI skeleton, and
//! what differs from an older inventory or from an OpenAPI description.

mod against;
mod description;
mod openapi;
mod since;
mod table;

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::Report;
use super::json::{HandlerRow, Location, handler, location, to_string};
use crate::flow::Endpoint;
use crate::flow::endpoint::{Authentication, GuardKind, Object, Operation, Ownership};
pub use against::{Against, against};
pub use description::{Description, document};
pub use openapi::openapi;
pub use since::{OldInventory, Since, since};
pub use table::routes_table;

/// The inventory as JSON.
pub fn routes_json(report: &Report) -> String {
    let endpoints = report.endpoints.iter().map(|endpoint| row(report, endpoint)).collect();
    to_string(&Document { version: 1, endpoints })
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    endpoints: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    method: &'a str,
    path: &'a str,
    framework: &'a str,
    handler: HandlerRow<'a>,
    authentication: Status<'a>,
    roles: &'a [String],
    scopes: &'a [String],
    rate_limit: Status<'a>,
    api_version: Option<&'a str>,
    objects: Vec<ObjectRow<'a>>,
}

#[derive(Serialize)]
struct Status<'a> {
    status: &'static str,
    by: Vec<&'a str>,
}

#[derive(Serialize)]
struct ObjectRow<'a> {
    resource: &'a str,
    operation: &'static str,
    ownership: &'static str,
    by: Option<&'static str>,
    location: Location<'a>,
}

fn row<'a>(report: &Report<'a>, endpoint: &'a Endpoint) -> Row<'a> {
    Row {
        method: &endpoint.route.method,
        path: &endpoint.route.path,
        framework: &endpoint.framework,
        handler: handler(report, &endpoint.handler),
        authentication: Status { status: authentication(endpoint.authentication), by: guards(endpoint, ASKS_WHO_CALLS) },
        roles: &endpoint.roles,
        scopes: &endpoint.scopes,
        rate_limit: rate_limit(endpoint),
        api_version: api_version(&endpoint.route.path),
        objects: endpoint.objects.iter().map(|object| object_row(report, object)).collect(),
    }
}

fn object_row<'a>(report: &Report<'a>, object: &'a Object) -> ObjectRow<'a> {
    ObjectRow {
        resource: &object.resource,
        operation: operation(object.operation),
        ownership: ownership(object.ownership),
        by: object.by,
        location: location(report, object.place),
    }
}

/// Whoever asks for a role or looks at whose an object is asks who calls.
const ASKS_WHO_CALLS: &[GuardKind] = &[GuardKind::Authentication, GuardKind::Role, GuardKind::Ownership];

fn guards<'a>(endpoint: &'a Endpoint, kinds: &[GuardKind]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for guard in endpoint.guards.iter().filter(|guard| kinds.contains(&guard.kind)) {
        if !names.contains(&guard.name.as_str()) {
            names.push(&guard.name);
        }
    }
    names
}

fn rate_limit(endpoint: &Endpoint) -> Status<'_> {
    let by = guards(endpoint, &[GuardKind::RateLimit]);
    let opaque = endpoint.guards.iter().any(|guard| guard.kind == GuardKind::Unknown);
    let status = match (by.is_empty(), opaque) {
        (false, _) => "present",
        (true, true) => "unknown",
        (true, false) => "absent",
    };
    Status { status, by }
}

/// `v2` of `/api/v2/orders`.
fn api_version(path: &str) -> Option<&str> {
    static VERSION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^v\d+([._]\d+)*((alpha|beta)\d*)?$").expect("the pattern is fixed"));
    path.split('/').find(|part| VERSION.is_match(part))
}

/// As reports write it.
pub(crate) fn authentication(status: Authentication) -> &'static str {
    match status {
        Authentication::Required => "required",
        Authentication::Optional => "optional",
        Authentication::None => "none",
        Authentication::Unknown => "unknown",
    }
}

/// As reports write it.
pub(crate) fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::Read => "read",
        Operation::Create => "create",
        Operation::Update => "update",
        Operation::Delete => "delete",
    }
}

/// As reports write it.
pub(crate) fn ownership(ownership: Ownership) -> &'static str {
    match ownership {
        Ownership::Scoped => "scoped",
        Ownership::Checked => "checked",
        Ownership::Missing => "missing",
        Ownership::Public => "public",
        Ownership::Unknown => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::api_version;

    #[test]
    fn versions_stand_in_paths() {
        for (path, version) in
            [("/api/v2/orders", Some("v2")), ("/v1", Some("v1")), ("/videos/{v1}", None), ("/v1beta1/x", Some("v1beta1"))]
        {
            assert_eq!(api_version(path), version, "{path}");
        }
    }
}
