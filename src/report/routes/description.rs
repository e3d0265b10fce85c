//! An OpenAPI description (2.0, 3.0, 3.1, 3.2), as far as it says which operations there are and which ask for a credential.

use std::collections::BTreeSet;

use serde_json::Value;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
/// References that lead to references.
const MAX_REFERENCES: usize = 8;

/// What a description says.
#[derive(Debug, Default)]
pub struct Description {
    pub(super) operations: Vec<Operation>,
    /// The paths of its servers.
    pub(super) bases: Vec<String>,
}

/// One documented operation.
#[derive(Debug)]
pub(super) struct Operation {
    /// Upper case.
    pub(super) method: String,
    pub(super) path: String,
    pub(super) id: Option<String>,
    /// The security schemes without one of which it cannot be called; empty where it can.
    pub(super) security: Vec<String>,
}

/// Reads a document, JSON or YAML.
pub fn document(text: &str) -> Result<Value, String> {
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(|error| error.to_string());
    }
    serde_saphyr::from_str(text).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())
}

impl Description {
    /// Reads a description. Path items that stand in files of their own are asked for by the name they are referred to by, relative
    /// to the description.
    pub fn read(root: &Value, load: &mut dyn FnMut(&str) -> Result<Value, String>) -> Result<Description, String> {
        if root.get("openapi").or_else(|| root.get("swagger")).is_none() {
            return Err("it says neither `openapi` nor `swagger`".to_owned());
        }
        let Some(paths) = root.get("paths").and_then(Value::as_object) else {
            return Err("it has no `paths`".to_owned());
        };
        let mut description = Description { bases: bases(root), ..Description::default() };
        for (path, item) in paths.iter().filter(|(path, _)| path.starts_with('/')) {
            let item = follow(root, item, load)?;
            let own = servers(item.get("servers"));
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                for base in if own.is_empty() { vec![String::new()] } else { own.clone() } {
                    description.operations.push(Operation {
                        method: method.to_ascii_uppercase(),
                        path: format!("{base}{path}"),
                        id: operation.get("operationId").and_then(Value::as_str).map(str::to_owned),
                        security: security(operation.get("security").or_else(|| root.get("security"))),
                    });
                }
            }
        }
        Ok(description)
    }
}

/// What a `$ref` leads to.
fn follow(root: &Value, item: &Value, load: &mut dyn FnMut(&str) -> Result<Value, String>) -> Result<Value, String> {
    let mut item = item.clone();
    let mut document: Option<Value> = None;
    for _ in 0..MAX_REFERENCES {
        let Some(reference) = item.get("$ref").and_then(Value::as_str).map(str::to_owned) else { return Ok(item) };
        let (file, pointer) = reference.split_once('#').unwrap_or((&reference, ""));
        if !file.is_empty() {
            document = Some(load(file)?);
        }
        let target = document.as_ref().unwrap_or(root).pointer(pointer).cloned();
        item = target.ok_or_else(|| format!("`{reference}` leads nowhere"))?;
    }
    Err("its references go round in a circle".to_owned())
}

/// The paths of the servers: `https://host/api/v1` puts all under `/api/v1`.
fn bases(root: &Value) -> Vec<String> {
    match root.get("basePath").and_then(Value::as_str) {
        Some(base) => vec![base.trim_end_matches('/').to_owned()],
        None => servers(root.get("servers")),
    }
}

fn servers(list: Option<&Value>) -> Vec<String> {
    let url = |server: &Value| {
        let mut url = server.get("url")?.as_str()?.to_owned();
        for (name, variable) in server.get("variables").and_then(Value::as_object).into_iter().flatten() {
            url = url.replace(&format!("{{{name}}}"), variable.get("default").and_then(Value::as_str).unwrap_or_default());
        }
        let path = match url.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
            None => &url,
        };
        Some(path.trim_end_matches('/').to_owned())
    };
    let found: BTreeSet<String> = list.and_then(Value::as_array).into_iter().flatten().filter_map(url).collect();
    found.into_iter().collect()
}

fn security(requirements: Option<&Value>) -> Vec<String> {
    let Some(requirements) = requirements.and_then(Value::as_array) else { return Vec::new() };
    let names = |requirement: &Value| requirement.as_object().map(|names| names.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let alternatives: Vec<Vec<String>> = requirements.iter().map(names).collect();
    if alternatives.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    alternatives.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_say_where_paths_begin() {
        let root = document(
            "openapi: 3.0.0\nservers:\n  - url: https://{host}/api/{version}/\n    variables:\n      version: {default: v2}\n  - url: /internal\npaths: {}\n",
        );
        assert_eq!(bases(&root.expect("it is YAML")), ["/api/v2", "/internal"]);
        assert_eq!(bases(&serde_json::json!({ "swagger": "2.0", "basePath": "/v1/" })), ["/v1"]);
    }

    #[test]
    fn an_empty_requirement_asks_for_nothing() {
        let root = serde_json::json!([{ "token": [] }, {}]);
        assert!(security(Some(&root)).is_empty());
        assert_eq!(security(Some(&serde_json::json!([{ "token": [], "key": [] }]))), ["key", "token"]);
    }
}
