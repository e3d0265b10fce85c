//! What people see: frames of code and the table of routes.

use authlint::facts::ir::Span;
use authlint::finding::{Confidence, Evidence, EvidenceKind, Finding, Handler, Place, Reported, Route, Severity};
use authlint::report::{Report, Summary, text};
use authlint::source::{Classified, FileId, Lines, Problem, ProblemKind, Project, classify};

const ROUTES: &str = "\
from app import service


@router.get(\"/orders/{order_id}\")
def get_order(order_id: int, me: User = Depends(current_user)):
    return service.load(order_id)


@router.get(\"/receipts/{order_id}\")
def get_receipt(order_id: int):
    return service.load(order_id)
";

const SERVICE: &str = "def load(order_id):\n    return db.get(Order, order_id)\n";

fn project() -> Project {
    let read = |path: &str, text: &str| match classify(path, text.to_owned()).0 {
        Classified::Code(file) => file.into(),
        other => panic!("{other:?} is code"),
    };
    Project { files: vec![read("app/routes.py", ROUTES), read("app/service.py", SERVICE)], data: Vec::new() }
}

fn place(file: u32, code: &str) -> Place {
    let start = [ROUTES, SERVICE][file as usize].find(code).expect("the file holds it") as u32;
    Place { file: FileId(file), span: Span { start, end: start + code.len() as u32 } }
}

fn finding(path: &str, handler: &str, evidence: Vec<Evidence>) -> Reported {
    let whole = ROUTES.split("\n\n\n").find(|part| part.contains(&format!("def {handler}("))).expect("there is such a handler");
    let finding = Finding {
        rule: authlint::rules::find("missing-ownership-check").expect("there is such a rule"),
        severity: Severity::High,
        confidence: Confidence::Medium,
        message: "`Order` is read by `order_id` from the path; nothing ties it to `current_user`".to_owned(),
        help: "put the caller into the query".to_owned(),
        place: place(1, "db.get(Order, order_id)"),
        endpoints: vec![(
            Route { method: "GET".to_owned(), path: path.to_owned() },
            Handler { name: handler.to_owned(), place: place(0, whole) },
        )],
        evidence,
        identity: "Order read".to_owned(),
    };
    Reported { finding, fingerprint: String::new() }
}

fn step(kind: EvidenceKind, message: &str, place: Option<Place>) -> Evidence {
    Evidence { kind, message: message.to_owned(), place }
}

#[test]
fn evidence_is_shown_file_by_file() {
    let project = project();
    let evidence = vec![
        step(EvidenceKind::Route, "the route", Some(place(0, "@router.get(\"/orders/{order_id}\")"))),
        step(EvidenceKind::Input, "the caller chooses `order_id`", Some(place(0, "order_id: int"))),
        step(EvidenceKind::Call, "passed on here", Some(place(0, "service.load(order_id)"))),
        step(EvidenceKind::Access, "read here", Some(place(1, "db.get(Order, order_id)"))),
        step(EvidenceKind::Owner, "`Order` belongs to somebody by `user_id`", None),
    ];
    let (one, two) = (finding("/orders/{order_id}", "get_order", evidence), finding("/receipts/{order_id}", "get_receipt", Vec::new()));
    let problems = [Problem::new("app/old.py", ProblemKind::Encoding, "not UTF-8; read as windows-1252")];
    let report = Report {
        project: &project,
        lines: &Lines::new(&project),
        findings: vec![&one, &two],
        endpoints: Vec::new(),
        summary: Summary { files: 2, endpoints: 2, findings: 2, suppressed: 1, baselined: 0 },
        problems: problems.iter().collect(),
    };
    let plain = anstream::adapter::strip_str(&text(&report)).to_string();
    insta::assert_snapshot!(plain, @r#"
    high[missing-ownership-check]: `Order` is read by `order_id` from the path; nothing ties it to `current_user`
     --> app/service.py:2:12
      |
    2 |     return db.get(Order, order_id)
      |            ^^^^^^^^^^^^^^^^^^^^^^^ read here
      |
     ::: app/routes.py:4:1
      |
    4 | @router.get("/orders/{order_id}")
      | --------------------------------- the route
    5 | def get_order(order_id: int, me: User = Depends(current_user)):
      |               ------------- the caller chooses `order_id`
    6 |     return service.load(order_id)
      |            ---------------------- passed on here
      |
      = note: `Order` belongs to somebody by `user_id`
      = note: confidence: medium
      = note: also by GET /receipts/{order_id} in `get_receipt` (app/routes.py:9): `Order` is read by `order_id` from the path; nothing ties it to `current_user`
      = help: put the caller into the query

    encoding: app/old.py: not UTF-8; read as windows-1252

    2 findings in 2 endpoints of 2 files (1 suppressed)
    "#);
}
