//! `authlint routes`: the table, the OpenAPI skeleton, and the comparisons.

mod support;

use std::path::Path;

use serde_json::{Value, json};
use support::Project;

const MODELS: &str = "
from sqlalchemy import Column, ForeignKey, Integer
from db import Base

class User(Base):
    __tablename__ = 'users'
    id = Column(Integer, primary_key=True)

class Order(Base):
    __tablename__ = 'orders'
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey('users.id'))
";

const APP: &str = "
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from sqlalchemy.orm import Session
from db import get_db
from models import Order

app = FastAPI()
router = APIRouter(prefix='/api/orders')

def current_user(authorization: str = Header()):
    user = verify(authorization)
    if user is None:
        raise HTTPException(401)
    return user

def admin(user=Depends(current_user)):
    if user.role != 'admin':
        raise HTTPException(403)
    return user

@router.get('/{order_id}')
def show_order(order_id: int, user=Depends(current_user), db: Session = Depends(get_db)):
    return db.query(Order).filter(Order.id == order_id, Order.user_id == user.id).first()

@router.delete('/{id}')
def drop_order(id: int, user=Depends(admin), db: Session = Depends(get_db)):
    db.query(Order).filter(Order.id == id).delete()

@app.get('/health')
def health():
    return 'ok'

app.include_router(router)
";

fn shop(app: &str) -> Project {
    Project::new().file("models.py", MODELS).file("app.py", app)
}

fn list<'a>(value: &'a Value, field: &str) -> Vec<(&'a str, &'a str)> {
    let rows = value[field].as_array().expect("a list");
    rows.iter().map(|row| (row["method"].as_str().expect("a method"), row["path"].as_str().expect("a path"))).collect()
}

#[test]
fn a_pipe_gets_one_line_an_endpoint() {
    let run = shop(APP).run(&["routes"]);
    assert_eq!(run.status, 0, "{run:?}");
    let lines: Vec<Vec<&str>> =
        run.stdout.lines().map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()).collect();
    assert_eq!(lines[0], ["METHOD", "PATH", "HANDLER", "AUTHENTICATION", "GUARDS", "OBJECTS"]);
    assert_eq!(
        lines[1],
        [
            "DELETE",
            "/api/orders/{id}",
            "drop_order app.py:25",
            "required (current_user, admin)",
            "role admin",
            "delete Order: checked (guard)"
        ]
    );
    assert_eq!(
        lines[2],
        ["GET", "/api/orders/{order_id}", "show_order app.py:21", "required (current_user)", "read Order: scoped (query)"]
    );
    assert_eq!(lines[3], ["GET", "/health", "health app.py:29", "none"]);
    assert_eq!(lines[5], ["3 endpoints, 1 without authentication"]);
}

#[test]
fn the_table_is_as_wide_as_the_terminal() {
    let project = shop(APP);
    for width in ["80", "100", "140"] {
        let run = project.run_with(&["routes"], &[("COLUMNS", width)]);
        let widest = run.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= width.parse().ok(), "{width}\n{}", run.stdout);
        assert!(run.stdout.contains("drop_order"), "{}", run.stdout);
    }
}

#[test]
fn colours_are_asked_for() {
    let project = shop(APP);
    assert!(!project.run(&["routes"]).stdout.contains('\x1b'));
    let coloured = project.run(&["routes", "--color", "always"]).stdout;
    assert!(coloured.contains("\x1b[31mnone\x1b[0m"), "{coloured}");
    assert!(coloured.contains("\x1b[32mrequired\x1b[0m"), "{coloured}");
}

#[test]
fn the_skeleton_is_a_valid_description() {
    let run = shop(APP).run(&["routes", "--format", "openapi"]);
    let document = run.json();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/openapi-3.1.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).expect("the official schema")).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it compiles");
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // `/{id}` and `/{order_id}` are one path.
    let paths: Vec<&String> = document["paths"].as_object().expect("paths").keys().collect();
    assert_eq!(paths, ["/api/orders/{id}", "/health"]);
    let item = &document["paths"]["/api/orders/{id}"];
    assert_eq!(item["parameters"], json!([{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }]));
    assert_eq!(item["delete"]["operationId"], "drop_order");
    assert_eq!(item["delete"]["security"], json!([{ "current_user": [], "admin": ["admin"] }]));
    assert_eq!(item["get"]["security"], json!([{ "current_user": [] }]));
    assert_eq!(item["get"]["x-authlint-objects"][0]["ownership"], "scoped");
    assert_eq!(document["paths"]["/health"]["get"]["security"], json!([]));
    assert_eq!(document["components"]["securitySchemes"]["current_user"]["type"], "http");
}

#[test]
fn a_route_for_any_method_is_written_as_the_usual_ones() {
    let app = "const express = require('express');\nconst app = express();\napp.all('/files/:id/parts/:id', (req, res) => res.json({}));\n";
    let document = Project::new().file("app.js", app).run(&["routes", "--format", "openapi"]).json();
    let item = document["paths"]["/files/{id}/parts/{id2}"].as_object().expect("the path");
    assert_eq!(item.keys().collect::<Vec<_>>(), ["parameters", "get", "put", "post", "delete", "patch"]);
    assert_eq!(item["get"]["operationId"], "get_files_id_parts_id");
}

#[test]
fn a_lost_guard_is_told_and_fails() {
    let project = shop(APP);
    let project = project.file("before.json", shop(APP).run(&["routes", "--format", "json"]).stdout);
    let same = project.run(&["routes", "--since-file", "before.json"]);
    assert_eq!((same.status, same.stdout.as_str()), (0, "0 guards lost, 0 endpoints added, 0 removed\n"));

    let project = project.file("app.py", APP.replace("user=Depends(admin)", "user=Depends(current_user)").replace("'/health'", "'/live'"));
    let run = project.run(&["routes", "--since-file", "before.json", "--format", "json"]);
    assert_eq!(run.status, 1, "{run:?}");
    let since = run.json();
    assert_eq!(list(&since, "added"), [("GET", "/live")]);
    assert_eq!(list(&since, "removed"), [("GET", "/health")]);
    let lost: Vec<(&str, &str)> = since["lost"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|lost| (lost["kind"].as_str().expect("a kind"), lost["endpoint"]["path"].as_str().expect("a path")))
        .collect();
    assert_eq!(lost, [("guard", "/api/orders/{id}"), ("role", "/api/orders/{id}"), ("ownership", "/api/orders/{id}")]);

    let project = project.file("app.py", APP.replace("user=Depends(current_user), db", "db").replace(", Order.user_id == user.id", ""));
    let run = project.run(&["routes", "--since-file", "before.json"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stdout.contains("authentication was required by `current_user`, and is now not asked for"), "{}", run.stdout);
}

#[test]
fn another_name_of_a_parameter_or_guard_is_no_loss() {
    let before = shop(APP).run(&["routes", "--format", "json"]).stdout;
    let renamed = APP.replace("{order_id}", "{oid}").replace("order_id", "oid").replace("current_user", "signed_in");
    let run = shop(&renamed).file("before.json", before).run(&["routes", "--since-file", "before.json"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "0 guards lost, 0 endpoints added, 0 removed\n"));
}

const DESCRIPTION: &str = "
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers:
  - url: https://shop.example/api
security:
  - token: []
paths:
  /orders/{orderId}:
    get:
      operationId: getOrder
      responses: {200: {description: An order}}
    patch:
      operationId: changeOrder
      responses: {200: {description: An order}}
  /health:
    $ref: 'paths/health.yaml#/item'
";

const HEALTH: &str = "item:\n  servers: [{url: /}]
  get: {operationId: health, security: [], responses: {}}\n";

#[test]
fn a_description_is_compared() {
    let project = shop(APP).file("openapi.yaml", DESCRIPTION).file("paths/health.yaml", HEALTH);
    let run = project.run(&["routes", "--against", "openapi.yaml", "--format", "json"]);
    assert_eq!(run.status, 1, "{run:?}");
    let against = run.json();
    assert_eq!(against["prefix"], "/api");
    assert_eq!(list(&against, "undocumented"), [("DELETE", "/api/orders/{id}")]);
    assert_eq!(list(&against, "missing"), [("PATCH", "/orders/{orderId}")]);
    assert_eq!(list(&against, "unenforced"), []);
}

#[test]
fn documented_security_must_be_enforced() {
    let description = json!({
        "openapi": "3.1.0",
        "paths": {
            "/api/orders/{id}": { "get": {}, "delete": { "security": [{ "token": [] }] } },
            "/health": { "get": { "security": [{ "token": [] }, { "key": [] }] } },
        },
    });
    let project = shop(APP).file("openapi.json", description.to_string());
    let run = project.run(&["routes", "--against", "openapi.json"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert_eq!(
        run.stdout,
        "unenforced  GET  /health  `key` or `token` is documented, but nothing asks who calls: health app.py:29\n\n\
         3 of 3 documented operations found; 0 undocumented, 0 missing, 1 unenforced\n"
    );
    let optional = description.to_string().replace(r#"[{"token":[]},{"key":[]}]"#, r#"[{"token":[]},{}]"#);
    let run = project.file("openapi.json", optional).run(&["routes", "--against", "openapi.json"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "3 of 3 documented operations found; 0 undocumented, 0 missing, 0 unenforced\n"));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let project = shop(APP)
        .file("list.json", "[]")
        .file("v9.json", r#"{"version": 9, "endpoints": []}"#)
        .file("compose.yaml", "services: {}\n")
        .file("broken.yaml", "openapi: [\n")
        .file("circle.json", r##"{"openapi": "3.1.0", "paths": {"/a": {"$ref": "#/paths/~1a"}}}"##)
        .file("gone.json", r#"{"openapi": "3.1.0", "paths": {"/a": {"$ref": "a.yaml"}}}"#);
    for (args, said) in [
        (&["--since-file", "none.json"][..], "cannot read `none.json`: no such file or directory"),
        (&["--since-file", "list.json"], "`list.json` is no inventory of endpoints: "),
        (&["--since-file", "v9.json"], "it has version 9, and this authlint reads version 1"),
        (&["--against", "compose.yaml"], "`compose.yaml` is no OpenAPI description: it says neither `openapi` nor `swagger`"),
        (&["--against", "broken.yaml"], "`broken.yaml` is no OpenAPI description: "),
        (&["--against", "circle.json"], "its references go round in a circle"),
        (&["--against", "gone.json"], "`a.yaml`, which it refers to, cannot be read"),
        (&["--against", "gone.json", "--since-file", "v9.json"], "cannot be used with"),
    ] {
        let run = project.run(&[&["routes"], args].concat());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(said), "{args:?}: {}", run.stderr);
    }
}
