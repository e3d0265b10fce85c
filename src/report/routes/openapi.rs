//! `--format openapi`: the inventory as the skeleton of an OpenAPI 3.1 description.
//!
//! What the code does not say (bodies, schemas, answers) is left to be filled in. What is no HTTP endpoint (a GraphQL resolver, a
//! procedure) has no place under `paths` and is listed under `x-authlint-other-endpoints`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::super::Report;
use super::super::json::to_string;
use super::{ASKS_WHO_CALLS, guards, row};
use crate::flow::Endpoint;
use crate::flow::endpoint::Authentication;

/// What a path item may hold.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/// What a route for any method is written as.
const USUAL: [&str; 5] = ["get", "put", "post", "delete", "patch"];
/// The scheme of endpoints that know their caller by no guard of their own.
const IN_HANDLER: &str = "in_handler";

/// The skeleton, under this title.
pub fn openapi(report: &Report, title: &str) -> String {
    let mut skeleton = Skeleton::default();
    for endpoint in &report.endpoints {
        skeleton.take(report, endpoint);
    }
    to_string(&skeleton.document(title))
}

#[derive(Default)]
struct Skeleton {
    /// Path items, by path.
    paths: Map<String, Value>,
    schemes: Map<String, Value>,
    ids: BTreeSet<String>,
    others: Vec<Value>,
}

impl Skeleton {
    fn document(self, title: &str) -> Value {
        let mut document = json!({
            "openapi": "3.1.0",
            "info": {
                "title": title,
                "version": "0.0.0",
                "description": "Skeleton written by authlint from the source: add schemas, bodies and answers, and correct the security schemes.",
            },
            "paths": self.paths,
        });
        if !self.schemes.is_empty() {
            document["components"] = json!({ "securitySchemes": self.schemes });
        }
        if !self.others.is_empty() {
            document["x-authlint-other-endpoints"] = Value::Array(self.others);
        }
        document
    }

    fn take(&mut self, report: &Report, endpoint: &Endpoint) {
        let method = endpoint.route.method.to_ascii_lowercase();
        let methods: Vec<&str> = match METHODS.iter().position(|known| *known == method) {
            Some(index) => vec![METHODS[index]],
            None if method == "any" => USUAL.to_vec(),
            None => Vec::new(),
        };
        if methods.is_empty() || !endpoint.route.path.starts_with('/') {
            return self.others.push(json!(row(report, endpoint)));
        }
        let (path, parameters) = template(&endpoint.route.path);
        let path = self.paths.keys().find(|known| shape(known) == shape(&path)).cloned().unwrap_or(path);
        for method in methods {
            let taken = self.paths.get(&path).is_some_and(|item| item.get(method).is_some());
            if !taken {
                let operation = self.operation(report, endpoint, method);
                let item = self.paths.entry(path.clone()).or_insert_with(|| item(&parameters));
                item[method] = operation;
            }
        }
    }

    fn operation(&mut self, report: &Report, endpoint: &Endpoint, method: &str) -> Value {
        let row = json!(row(report, endpoint));
        let mut operation = json!({
            "operationId": self.id(endpoint, method),
            "responses": { "default": { "description": "Not described yet" } },
        });
        if let Some(security) = self.security(endpoint) {
            operation["security"] = security;
        }
        if endpoint.authentication == Authentication::Required {
            operation["responses"]["401"] = json!({ "description": "No valid credential" });
        }
        if !endpoint.roles.is_empty() || !endpoint.scopes.is_empty() {
            operation["responses"]["403"] = json!({ "description": "The caller may not do this" });
        }
        operation["x-authlint-handler"] = row["handler"].clone();
        operation["x-authlint-guards"] = json!({
            "authentication": row["authentication"],
            "roles": row["roles"],
            "scopes": row["scopes"],
            "rate_limit": row["rate_limit"],
        });
        operation["x-authlint-objects"] = row["objects"].clone();
        operation
    }

    /// The handler's name, or one made of method and path; no two are the same.
    fn id(&mut self, endpoint: &Endpoint, method: &str) -> String {
        let name = word(&endpoint.handler.name);
        let long = word(&format!("{method} {}", endpoint.route.path));
        let is_name = endpoint.handler.name.chars().all(|c| c.is_alphanumeric() || "_.$".contains(c)) && !name.is_empty();
        let wanted = if is_name && !self.ids.contains(&name) { name } else { long };
        let mut id = wanted.clone();
        let mut ordinal = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted}_{ordinal}");
            ordinal += 1;
        }
        id
    }

    /// `None` where nobody knows.
    fn security(&mut self, endpoint: &Endpoint) -> Option<Value> {
        if endpoint.authentication == Authentication::Unknown {
            return None;
        }
        if endpoint.authentication == Authentication::None {
            return Some(json!([]));
        }
        let mut names = guards(endpoint, ASKS_WHO_CALLS);
        if names.is_empty() {
            names.push(IN_HANDLER);
        }
        let asked: Vec<&String> = endpoint.roles.iter().chain(&endpoint.scopes).collect();
        let mut requirement = Map::new();
        for guard in names {
            let name = word(guard);
            self.schemes.entry(name.clone()).or_insert_with(|| scheme(guard));
            // Roles and scopes stand with the innermost guard.
            requirement.values_mut().for_each(|earlier| *earlier = json!([]));
            requirement.insert(name, json!(asked));
        }
        Some(match endpoint.authentication {
            Authentication::Optional => json!([requirement, {}]),
            _ => json!([requirement]),
        })
    }
}

/// A guard says that a credential is asked for, seldom which: its name is the best guess.
fn scheme(guard: &str) -> Value {
    let name = guard.to_ascii_lowercase().replace(['_', '-', '.'], "");
    let mut scheme = if name.contains("apikey") {
        json!({ "type": "apiKey", "in": "header", "name": "X-API-Key" })
    } else if name.contains("basicauth") {
        json!({ "type": "http", "scheme": "basic" })
    } else if name.contains("session") || name.contains("cookie") || name.contains("loginrequired") {
        json!({ "type": "apiKey", "in": "cookie", "name": "session" })
    } else {
        json!({ "type": "http", "scheme": "bearer" })
    };
    scheme["description"] = match guard {
        IN_HANDLER => json!("Asked for by the handlers themselves; the kind of credential is a guess."),
        _ => json!(format!("Asked for by `{guard}`; the kind of credential is a guess.")),
    };
    scheme
}

fn item(parameters: &[String]) -> Value {
    match parameters {
        [] => json!({}),
        names => {
            let parameter = |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
            json!({ "parameters": names.iter().map(parameter).collect::<Vec<_>>() })
        }
    }
}

/// A path as OpenAPI writes it, with its parameters: each has a name, and no two are the same.
fn template(path: &str) -> (String, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let word = word(name);
        let word = if word.is_empty() { "unknown".to_owned() } else { word };
        let mut unique = word.clone();
        let mut ordinal = 2;
        while names.contains(&unique) {
            unique = format!("{word}{ordinal}");
            ordinal += 1;
        }
        out.extend([before, "{", &unique, "}"]);
        names.push(unique);
        rest = after;
    }
    out.push_str(rest);
    (out, names)
}

/// Two templates of one shape are one path, whatever their parameters are called.
fn shape(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shape, part| shape + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

/// Letters, digits and `_`.
fn word(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_have_names_of_their_own() {
        assert_eq!(template("/a/{id}/b/{id}"), ("/a/{id}/b/{id2}".to_owned(), vec!["id".to_owned(), "id2".to_owned()]));
        assert_eq!(template("/{…}/x.json"), ("/{unknown}/x.json".to_owned(), vec!["unknown".to_owned()]));
        assert_eq!(shape("/a/{id}/b/{id2}.json"), "/a/{}/b/{}.json");
    }
}
