//! The engine on queries of its own, whatever `queries/` holds.

use super::*;

const PYTHON: &str = r#"
; framework: toy
; packages: toy, toy_extras

((call
  function: (attribute
    object: (identifier) @route.router
    attribute: (identifier) @route.method)
  arguments: (argument_list . (string) @route.path)) @route
  (#any-of? @route.method "get" "post"))

(decorated_definition
  (decorator (call function: (attribute attribute: (identifier) @_m)) @before)
  definition: (function_definition name: (identifier) @before.guard)
  (#eq? @_m "guard"))

((identifier) @principal (#eq? @principal "current_user"))

([(attribute object: (identifier) @_o) (subscript value: (identifier) @_o)] @input.query (#eq? @_o "args"))

(class_definition superclasses: (argument_list (identifier) @_base) body: (block (expression_statement (assignment left: (identifier) @model.name))*) (#match? @_base "^Mod")) @model

(expression/call function: (identifier) @_f (#not-any-of? @_f "print" "len")) @deny

((primary_expression) @request (#eq? @request "request"))

((call function: (identifier)? @_f arguments: (argument_list (keyword_argument name: (identifier) @_k value: (_) @guard.name)+)) @guard.role (#eq? @_k "role"))

((import_statement name: (dotted_name) @_n) @use (#eq? @_n "os"))

((comparison_operator operators: _ @_op) @guard.ownership (#eq? @_op "=="))
"#;

const PYTHON_TEXT: &str = r#"
import sys, os
from toy import *

@app.guard("admin")
def before(): pass

class Order(Model):
    a = 1
    b = 2
    def get(self): return request.args["x"], args.y, args[1]

app.get("/x", f); app.put("/y", f)
app . post ( # a comment
  '/é', check(role="a", x=1, role='b'), role=(lambda: current_user == request.user != 3))
def broken(: app.get('/z'
len(print(foo(1)(2)))
"#;

const JAVASCRIPT: &str = r#"
((call_expression
  function: (member_expression object: (_) @route.router property: (property_identifier) @route.method)
  arguments: (arguments . (string) @route.path (_)* @route.guard . (_) @route.handler)) @route
  (#any-of? @route.method "get" "post"))

((member_expression object: (identifier) @input.of property: (property_identifier) @_p) @input.body (#eq? @_p "body"))

; only: javascript
((class_declaration decorator: (decorator (identifier) @_d)) @model (#eq? @_d "Entity"))

; for: typescript
((class_declaration decorator: (decorator (identifier) @_d) name: (type_identifier) @model.name) @model (#eq? @_d "Entity"))

; for: typescript
((required_parameter decorator: (decorator (call_expression function: (identifier) @_d)) pattern: (identifier)) @input.path (#eq? @_d "Param"))

((new_expression constructor: [(identifier) (member_expression)] @_c) @router (#any-of? @_c "Router" "express.Router"))

(object (pair key: (property_identifier) @_k value: (_) @access.selector)? (#eq? @_k "where")) @access.read
"#;

const JAVASCRIPT_TEXT: &str = r#"
const r = new Router(), q = new express.Router(), z = new (foo())();
r.get('/a', auth, role("x"), async (req, res) => { use(req.body.name, req?.body, { where: { id: req.body.id }, where: 2 }) });
r.post(`/t`, f); r.get('/b', f); r[get]('/c', f); r
  .post("/d" /* c */, x, ...y);
@Entity @Other class Order { m(x) {} }
"#;

const TYPESCRIPT_TEXT: &str = r#"
@Other() @Entity @Entity
export class A { constructor(private x: number) {} }
@Entity class Order { get(@Body() @Param("id") id: string, @Param() { a }: B) { return <T>id; } }
r.get<Req>("/x", f as any, g!);
"#;

const RUST: &str = r#"
((call_expression
  function: (field_expression value: (_) @route.router field: (field_identifier) @_m)
  arguments: (arguments . (string_literal) @route.path (_) @route.handler)) @route
  (#eq? @_m "route"))

((call_expression function: [(identifier) @_f (scoped_identifier name: (identifier) @_f)] arguments: (arguments (_) @route.handler)) @verb
  (#any-of? @_f "get" "post"))

((try_expression (await_expression . (_) @access.resource)) @access.read)

((macro_invocation macro: (identifier) @_m (token_tree . (string_literal) @access.text)) @access.sql (#eq? @_m "query"))
"#;

const RUST_TEXT: &str = r#"
fn app() -> Router { Router::new().route("/a", get(x)).route("/b", routing::post(y).get(z)).nest("/c", other()) }
async fn x(Path(id): Path<Uuid>) -> Result<()> { let o = query!("select 1", id).fetch_one(&db).await?; Ok(o)? }
fn broken( { get(x) .route("/d", get(y)
"#;

fn file(path: &str, text: &str) -> (String, String) {
    (path.to_string(), text.to_string())
}

fn toy() -> QuerySet {
    let files =
        [file("queries/python/toy.scm", PYTHON), file("queries/javascript/toy.scm", JAVASCRIPT), file("queries/rust/toy.scm", RUST)];
    QuerySet::load(&files).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

type Row = (u16, u16, Span, Vec<(Capture, Span)>);

/// Everything that was captured, without the node ids, which differ from tree to tree.
fn sorted(parsed: &Parsed) -> Vec<Row> {
    let row = |m: &Captured| (m.query, m.pattern, m.anchor.span, m.nodes.iter().map(|(capture, node)| (*capture, node.span)).collect());
    let mut rows: Vec<_> = parsed.captured.iter().map(row).collect();
    rows.sort();
    rows
}

fn assert_planned(set: &QuerySet, text: &str, dialect: Dialect) -> Parsed {
    let planned = parse_with(set, text.to_string(), dialect);
    let wholesale = parse_wholesale(set, text.to_string(), dialect);
    assert_eq!(sorted(&planned), sorted(&wholesale), "{dialect:?}:\n{text}");
    assert_eq!(planned.limits, Vec::<String>::new());
    planned
}

#[test]
fn planned_equals_wholesale() {
    let set = toy();
    let mut roles = std::collections::BTreeSet::new();
    let script = format!("{JAVASCRIPT_TEXT}{TYPESCRIPT_TEXT}");
    let texts = [
        (PYTHON_TEXT, Dialect::Python),
        (&script, Dialect::JavaScript),
        (&script, Dialect::TypeScript),
        (&script, Dialect::Tsx),
        (RUST_TEXT, Dialect::Rust),
    ];
    for (text, dialect) in texts {
        let parsed = assert_planned(&set, text, dialect);
        roles.extend(parsed.captured.iter().map(|m| (m.query, m.pattern)));
    }
    let all = (0..).zip(set.queries()).flat_map(|(q, file)| (0..file.patterns().len() as u16).map(move |p| (q, p)));
    let silent: Vec<_> =
        all.filter(|pattern| !roles.contains(pattern)).map(|(q, p)| (&set.query(q).path, set.pattern(q, p).line)).collect();
    assert!(silent.is_empty(), "the test's texts match nothing of {silent:?}");
}

#[test]
fn planned_equals_wholesale_in_broken_code() {
    let set = toy();
    let texts = [
        (PYTHON_TEXT, Dialect::Python),
        (JAVASCRIPT_TEXT, Dialect::JavaScript),
        (TYPESCRIPT_TEXT, Dialect::TypeScript),
        (JAVASCRIPT_TEXT, Dialect::Tsx),
        (RUST_TEXT, Dialect::Rust),
    ];
    for (text, dialect) in texts {
        for (at, _) in text.char_indices().step_by(17) {
            assert_planned(&set, &text[..at], dialect);
            assert_planned(&set, &text[at..], dialect);
        }
    }
}

#[test]
fn the_toy_set_compiles() {
    let set = toy();
    for query in 0..set.queries().len() as u16 {
        assert_eq!(set.verify(query), []);
    }
}

#[test]
fn captures_stand_in_source_order() {
    let parsed = parse_with(&toy(), "app.get('/x', f)".into(), Dialect::Python);
    assert_eq!(
        print_captures(&parsed, &toy()),
        "1:1 toy @route app.get('/x', f)\n  1:1 toy @route.router app\n  1:5 toy @route.method get\n  1:9 toy @route.path '/x'\n"
    );
    let route = &parsed.captured[0];
    assert_eq!((route.role, route.anchor.is_word), (Capture::Route, false));
    assert!(route.nodes[1..].iter().all(|(_, node)| node.is_word));
}

#[test]
fn a_deep_tree_is_walked() {
    let text = format!("{}app.get('/x'){}", "(".repeat(50_000), ")".repeat(50_000));
    let parsed = parse_with(&toy(), text, Dialect::Python);
    assert!(parsed.captured.iter().any(|m| m.role == Capture::Route));
}

#[test]
fn too_many_matches_are_told() {
    let set =
        load("queries/python/x.scm", "(argument_list (identifier) @principal (identifier) @_b (identifier) @_c (identifier) @input.name)");
    let set = set.expect("the pattern is sound");
    let text = format!("f({})", "a, ".repeat(3000));
    let parsed = parse_with(&set, text, Dialect::Python);
    assert_eq!(parsed.limits, ["queries/python/x.scm:1: too many ways to match at line 1; some are not seen"]);
}

#[test]
fn the_header_is_read() {
    let set = toy();
    let python = &set.queries()[1];
    assert_eq!((python.path.as_str(), python.framework.as_str()), ("queries/python/toy.scm", "toy"));
    assert_eq!(python.packages, ["toy", "toy_extras"]);
    assert_eq!(set.pattern(1, 1).line, 12);
    assert_ne!(set.hash(), load("queries/python/toy.scm", PYTHON).expect("the file is sound").hash());
}

const RULE: &str = r#"
; severity: high
; cwe: 295, 347
; owasp: API8:2023
; summary: certificates are not verified
; message: `verify=False` turns off: everything

; language: python
((call function: (_) @finding.argument) @finding
  (#resolves-to? @finding.argument "requests.get" "requests.post")
  (#not-lacks-argument? @finding "verify")
  (#library-version? "requests" "<2"))

; language: javascript
; only: javascript
((call_expression function: (_) @finding.argument) @finding (#origin? @finding.argument input))
"#;

#[test]
fn a_rule_is_read() {
    let set = load("queries/rules/no-verify.scm", RULE).unwrap_or_else(|errors| panic!("{errors:?}"));
    let rule = set.query(0).rule.as_ref().expect("a file in `rules` is a rule");
    assert_eq!((rule.id.as_str(), rule.severity.as_str(), rule.cwe.as_slice()), ("no-verify", "high", [295, 347].as_slice()));
    assert_eq!(
        (rule.owasp.as_slice(), rule.message.as_str()),
        (["API8:2023".to_string()].as_slice(), "`verify=False` turns off: everything")
    );
    let deferred = |name: &str, capture, args: &[&str], negated| Deferred {
        name: name.into(),
        capture,
        args: args.iter().map(|a| a.to_string()).collect(),
        negated,
    };
    let expected = [
        deferred("resolves-to", Capture::FindingArgument, &["requests.get", "requests.post"], false),
        deferred("lacks-argument", Capture::Finding, &["verify"], true),
        deferred("library-version", Capture::Finding, &["requests", "<2"], false),
    ];
    assert_eq!(set.pattern(0, 0).deferred, expected);
    assert_eq!(set.pattern(0, 1).dialects, [Dialect::JavaScript]);
    assert_eq!(set.verify(0), []);
    assert_eq!(assert_planned(&set, "f(1)", Dialect::Python).captured.len(), 1);
    assert_eq!(assert_planned(&set, "f(1)", Dialect::Tsx).captured.len(), 0);
}

fn load(path: &str, text: &str) -> Result<QuerySet, Vec<QueryError>> {
    QuerySet::load(&[file(path, text)])
}

/// The one thing wrong with a file, as people see it.
fn refused(path: &str, text: &str) -> String {
    match load(path, text) {
        Ok(set) => set.verify(0).first().expect("the file should be refused").to_string(),
        Err(errors) if errors.len() == 1 => errors[0].to_string(),
        Err(errors) => panic!("{errors:#?}"),
    }
}

/// Checks what is said of a Python pattern on the third line.
fn check(pattern: &str, expected: &str) {
    let said = refused("queries/python/x.scm", &format!("; framework: x\n\n{pattern}"));
    let (first, help) = expected.split_once('\n').unwrap_or((expected, ""));
    let help = if help.is_empty() { String::new() } else { format!("\nhelp: {help}") };
    let said_without_help = if help.is_empty() { said.lines().next().unwrap_or_default().to_string() } else { said };
    assert_eq!(said_without_help, format!("{first} in `queries/python/x.scm:3`{help}"));
}

#[test]
fn captures_are_checked() {
    check("(call (identifier) @route.handlr) @route", "unknown capture `@route.handlr`\ndid you mean `@route.handler`?");
    check("(call (identifier) @x) @route", "unknown capture `@x`");
    check("(call (identifier) @route.handler)", "the pattern has no anchor");
    check("(call (identifier) @principal) @route", "more than one anchor: `@principal`, `@route`");
    check("(call (identifier)? @route)", "the anchor `@route` is missing from some matches");
    check("(call [(identifier) @route (string)])", "the anchor `@route` is missing from some matches");
    check("(call (identifier)+ @route)", "the anchor `@route` repeats");
    check("((call) @route @route.path @_a @_b)", "4 captures on one node\na node can have 3; split the pattern");
    check("([(call) @route @route.path] @_a @_b)", "4 captures on one node");
    assert!(load("queries/python/x.scm", "[(call) @route (attribute) @principal]").is_ok());
}

#[test]
fn roots_are_checked() {
    check(
        "(_ (identifier)) @route",
        "the root is a wildcard, so the pattern would be tried at every node\nname its kinds: `[(call) (attribute)]`",
    );
    check("_ @route", "the root is a wildcard, so the pattern would be tried at every node");
    check("[(call) (_)] @route", "the root is a wildcard, so the pattern would be tried at every node");
    check("((call) @route (attribute))", "the pattern has several siblings at its top");
    check("((call) @route . (attribute) (#eq? @route \"x\"))", "the pattern has several siblings at its top");
    check("(call)* @route", "the root has a quantifier");
    check("\"return\" @route", "the root is not a named node");
    check("name: (call) @route", "the root stands in a field, `name`");
    check("(ERROR) @route", "the root is a syntax error");
}

#[test]
fn predicates_are_checked() {
    check("((call) @route (#any-off? @route \"x\"))", "unknown predicate `#any-off?`\ndid you mean `#any-of?`?");
    check("((call) @route (#set! @route \"x\"))", "unknown predicate `#set!`");
    check("((call) @route (#eq? @rout \"x\"))", "`#eq?` speaks of `@rout`, which the pattern does not capture\ndid you mean `@route`?");
    check("((call) @route (#eq? @route))", "`#eq?` does not take these arguments\nit is written `(#eq? @capture \"text\")`");
    check("((call) @route (#eq? \"a\" \"a\"))", "`#eq?` does not take these arguments");
    check("((call) @route (#any-of? @route @route))", "`#any-of?` does not take these arguments");
    check("((call) @route (#not-match? @route @route))", "`#not-match?` does not take these arguments");
    check("((call (_) @_f) @route (#resolves-to? @_f \"a.b\"))", "`#resolves-to?` is decided later, when `@_f` is gone");
    check("((call) @route (#library-version? \"a\"))", "`#library-version?` does not take these arguments");
    check("((call) @route (#eq @route \"x\"))", "the predicate `#eq` does not end in `?`");
}

#[test]
fn syntax_is_checked() {
    check("(call", "`(` is never closed");
    check("[(call) @route", "`[` is never closed");
    check("(call \"(\n\") @route", "a string is not closed on its line");
    check("[] @route", "an alternation without branches");
    check("call @route", "`call` stands alone\nwrite `(call)` for a node, `call:` for a field");
    check(")", "unexpected `)`");
    check("(#eq? @route \"x\")", "a predicate outside a pattern");
    check("(call) @ route", "`@` without a name");
    check(&format!("{}{}", "(a ".repeat(200), ")".repeat(200)), "a pattern nested more than 100 deep");
}

#[test]
fn grammars_are_asked() {
    check("(cal) @route", "unknown node `cal` in the grammar of python\ndid you mean `call`?");
    check("(call function: (identifer)) @route", "unknown node `identifer` in the grammar of python\ndid you mean `identifier`?");
    check("(call functio: (identifier)) @route", "unknown field `functio` in the grammar of python\ndid you mean `function`?");
    check("(call function: (block)) @route", "the pattern can match nothing in the grammar of python");
    check("((call) @route (#match? @route \"(\"))", "Invalid regex '('");
    check("[(expression) (call)] @route", "the supertype `expression` is one root among several");
    let twin = "unknown node `class_static_block_x` in the grammar of javascript in `queries/javascript/x.scm:2`\nhelp: where the grammars differ, write `; only: javascript` above this pattern and `; for: typescript` above its twin";
    assert_eq!(refused("queries/javascript/x.scm", "\n(class_static_block_x) @route"), twin);
    assert!(
        refused("queries/javascript/x.scm", "\n(type_identifier) @route")
            .contains("in the grammar of javascript in `queries/javascript/x.scm:2`")
    );
}

#[test]
fn directives_are_checked() {
    let said = |text: &str| refused("queries/python/x.scm", text);
    assert!(said("; package: x").contains("help: did you mean `packages:`?"));
    assert!(said("(call) @route\n; framework: x\n").starts_with("`framework:` stands below a pattern in `queries/python/x.scm:2`"));
    assert!(said("; only: javascript\n(call) @route").starts_with("`only:` is for JavaScript only"));
    assert!(said("; language: rust\n(call) @route").starts_with("the language is that of the folder, `python`"));
    assert!(refused("queries/javascript/x.scm", "; for: typscript\n(identifier) @route").contains("did you mean `typescript`?"));
    assert!(refused("queries/pyton/x.scm", "").contains("did you mean `python`?"));
    let rule = RULE.replace("; language: javascript\n; only: javascript", "; language: jvascript");
    assert!(refused("queries/rules/x.scm", &rule).contains("did you mean `javascript`?"));
    assert!(refused("queries/rules/x.scm", &RULE.replace("; severity: high\n", "")).starts_with("the rule has no `severity`"));
    assert!(refused("queries/rules/x.scm", &RULE.replace("high", "hgh")).contains("did you mean `high`?"));
    assert!(refused("queries/rules/x.scm", &RULE.replace("295", "CWE-295")).contains("write `; cwe: 295`"));
    assert!(refused("queries/rules/x.scm", &RULE.replace("; language: python", "")).starts_with("the pattern has no language"));
    assert_eq!(
        load("queries/python/x.scm", "; FastAPI: path operations\n; note: this\n(call) @route").map(|set| set.queries().len()).ok(),
        Some(1)
    );
}

#[test]
fn every_capture_has_its_row() {
    for (i, (capture, name, _, sentence)) in CAPTURES.iter().enumerate() {
        assert_eq!((*capture as usize, capture.name(), Capture::from_name(name)), (i, *name, Some(*capture)));
        assert!(sentence.ends_with('.') || sentence.ends_with('`'), "{sentence}");
    }
}
