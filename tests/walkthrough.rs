//! One small application on the whole road: what each station makes of it.
//!
//! Read this first. `cargo test --test walkthrough -- --nocapture` prints every product.
#![expect(clippy::print_stdout, reason = "showing the products is what this test is for")]

use std::sync::Arc;

use authlint::facts::{self, Facts};
use authlint::finding::settle;
use authlint::flow::{self, endpoint::Authentication, endpoint::Ownership};
use authlint::program;
use authlint::report::{self, Report, Summary};
use authlint::rules;
use authlint::source::{self, Classified, DataFile, Include, Lines, Project, SourceFile};
use authlint::syntax::{self, Dialect, Parsed, QuerySet};

/// The routes: they know who calls.
const APP: (&str, &str) = (
    "app.py",
    r#"from flask import Flask
from flask_login import current_user, login_required

import orders

app = Flask(__name__)


@app.get("/orders/<int:order_id>")
@login_required
def show(order_id):
    return orders.load(order_id)


@app.delete("/orders/<int:order_id>")
@login_required
def cancel(order_id):
    orders.remove(order_id, current_user.id)
    return "", 204
"#,
);

/// The data: one function asks for the owner, the other does not.
const ORDERS: (&str, &str) = (
    "orders.py",
    r#"from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer, nullable=False)


def load(order_id):
    return Order.query.get_or_404(order_id)


def remove(order_id, user_id):
    Order.query.filter_by(id=order_id, user_id=user_id).delete()
"#,
);

#[test]
fn an_application_passes_every_station() {
    // source: what kind of file this is. A real run walks a folder; one file is classified in the same way.
    let files: Vec<Arc<SourceFile>> = [APP, ORDERS].map(|(path, text)| Arc::new(code(path, text))).to_vec();
    assert!(files.iter().all(|file| file.dialect == Dialect::Python));

    // syntax: a tree, and what the queries of `queries/` see in it. Each line is a capture: place, framework, capture, code.
    let parsed: Vec<Parsed> = files.iter().map(|file| syntax::parse(file.text.to_string(), file.dialect)).collect();
    let captures = syntax::print_captures(&parsed[0], QuerySet::builtin());
    show("captures of app.py", &captures);
    assert!(captures.contains("flask @route app.get(\"/orders/<int:order_id>\")"));

    // facts: the code in a form that knows no language, with the captures as roles of its nodes. The tree is not needed any more.
    let facts: Vec<Arc<Facts>> = parsed.iter().map(|parsed| Arc::new(facts::facts(parsed))).collect();
    show("facts of orders.py", &facts::print(&facts[1]));
    assert_eq!(facts[1].functions.len(), 2);

    // program: the files linked. `orders` in app.py is orders.py; `Order` is stored, and belongs to somebody.
    let project = Arc::new(Project { files, data: Vec::<Arc<DataFile>>::new() });
    let program = program::link(Arc::clone(&project), facts.clone());
    let order = program.resource(program.find_resource("Order").expect("a model is a resource"));
    show("resources", &format!("{:#?}\n", program.resources()));
    assert!(order.is_owned());

    // flow: every request followed through its guards and calls to the data.
    let flow = flow::trace(&program);
    for endpoint in &flow.endpoints {
        show(&format!("{} {}", endpoint.route.method, endpoint.route.path), &format!("{:#?}\n", endpoint.objects));
        assert_eq!(endpoint.authentication, Authentication::Required);
    }
    let ownership: Vec<(&str, Ownership)> =
        flow.endpoints.iter().map(|endpoint| (endpoint.handler.name.as_str(), endpoint.objects[0].ownership)).collect();
    assert_eq!(ownership, [("cancel", Ownership::Scoped), ("show", Ownership::Missing)]);

    // rules: what is wrong. finding: what of it is reported, in which order, under which fingerprint.
    let lines = Lines::new(&project);
    let settled = settle(&project, &lines, &facts, Include::default(), rules::run(&program, &flow));
    let ids: Vec<&str> = settled.reported.iter().map(|reported| reported.finding.rule.id).collect();
    assert_eq!(ids, ["missing-ownership-check"]);

    // report: the same for people and for programs.
    let summary = Summary { files: 2, endpoints: 2, findings: 1, suppressed: 0, baselined: 0 };
    let endpoints = flow.endpoints.iter().collect();
    let findings = settled.reported.iter().collect();
    let report = Report { project: &project, lines: &lines, findings, endpoints, summary, problems: Vec::new() };
    let text = report::text(&report);
    show("report", &anstream::adapter::strip_str(&text).to_string());
    assert!(text.contains("orders.py") && text.contains("GET /orders/{order_id}"));
    assert!(report::json(&report).contains("\"missing-ownership-check\""));
}

fn code(path: &str, text: &str) -> SourceFile {
    match source::classify(path, text.to_owned()) {
        (Classified::Code(file), _) => file,
        _ => panic!("{path} is code"),
    }
}

fn show(title: &str, text: &str) {
    println!("--- {title}\n{text}");
}
