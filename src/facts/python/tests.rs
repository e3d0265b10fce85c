//! Source in, printed form out, one construct each.

use crate::facts::build::span;
use crate::facts::{Facts, facts, print};
use crate::syntax::{Capture, Captured, CapturedNode, Dialect, Parsed, parse, parse_bare};

fn lowered(source: &str) -> Facts {
    facts(&parse(source.to_owned(), Dialect::Python))
}

/// Compares the printed form, line breaks and indents aside.
#[track_caller]
fn check(source: &str, expected: &str) {
    let printed = print(&lowered(source));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&printed), words(expected), "{}", parse_bare(source, Dialect::Python).root_node().to_sexp());
}

#[test]
fn early_return_guards_what_follows() {
    check("if o.owner_id != me.id: raise HTTPException(403)", "if o.owner_id != me.id { throw HTTPException(403) }");
}

#[test]
fn calls_keep_names_and_spreads() {
    check("db.get(Order, id, *a, for_update=True, **kw)", "db.get(Order, id, ...a, for_update: true, ...kw)");
}

#[test]
fn a_bare_generator_is_the_only_argument() {
    check("any(r.ok for r in rules)", "any([loop let r = rules { r.ok }])");
}

#[test]
fn strings_lose_quotes_prefix_and_escapes() {
    check(r#"f('a\'b', b"c\n\x41\u00e9\101", r"\d", """x "y" z""", '', '\q')"#, r#"f("a'b", "c\nAéA", "\\d", "x \"y\" z", "", "\\q")"#);
}

#[test]
fn adjacent_strings_are_one() {
    check("q = ('SELECT '  # what\n  '* FROM t')", r#"q = "SELECT * FROM t""#);
    check("q = 'SELECT * ' f'FROM {t}'", r#"q = template("SELECT * ", "FROM ", t)"#);
}

#[test]
fn f_strings_are_templates() {
    check(r#"f"/{a.b}/{{x}}{c!r:>{width}}""#, r#"template("/", a.b, "/{x}", c, width)"#);
    check(r#"f"plain""#, r#""plain""#);
}

#[test]
fn concatenation_with_a_string_is_a_template() {
    check(r#"'a' + b + "c" + str(d)"#, r#"template("a", b, "c", str(d))"#);
    check("a + b + c", "operate(a, b, c)");
    check("a * b + c", "operate(operate(a, b), c)");
}

#[test]
fn percent_formatting_is_a_template() {
    check("'a %s' % x", r#"template("a %s", x)"#);
    check("'a %s %s' % (x, y.z)", r#"template("a %s %s", x, y.z)"#);
    check("a % b", "operate(a, b)");
}

#[test]
fn format_stays_a_call() {
    check("'{} {b}'.format(a, b=c)", r#""{} {b}".format(a, b: c)"#);
}

#[test]
fn literals() {
    check("[1, 2.5, True, None, ..., -1]", "[1, 2.5, true, null, ..., operate(1)]");
}

#[test]
fn subscripts_and_slices() {
    check("a[0][b, c][1:n]", "a[0][[b, c]][operate(1, n)]");
}

#[test]
fn dictionaries_name_their_string_keys() {
    check("{'id': x, k: v, 1: y, **rest}", "{id: x, [k]: v, [1]: y, ...rest}");
}

#[test]
fn tuples_lists_and_sets_are_lists() {
    check("x = (1, *a), [2], {3}", "x = [[1, ...a], [2], [3]]");
    check("x = 1,", "x = [1]");
    check("f(x),", "[f(x)]");
}

#[test]
fn logic_is_flat() {
    check("a and b and c or not d", "or(and(a, b, c), not(d))");
}

#[test]
fn comparisons() {
    check("a is not None", "a != null");
    check("a in b", "a in b");
    check("a not in b", "a not in b");
    check("0 < a <= n", "and(0 <> a, a <> n)");
    check("a is b", "a == b");
}

#[test]
fn a_conditional_expression_is_an_if() {
    check("x = a if c else b", "x = if c { a } else { b }");
}

#[test]
fn lambdas_return() {
    check("sorted(xs, key=lambda x, *a, k=1: x.id)", "sorted(xs, key: pub fn (x, ...a, keyword k = 1) { return x.id })");
}

#[test]
fn await_yield_and_walrus() {
    check("x = await f()", "x = await f()");
    check("def f():\n  yield\n  yield db\n  yield from xs\n  y = yield z", "let f = pub fn f() { yield yield db yield ...xs y = yield z }");
    check("if (n := f()): pass", "if let n = f() {}");
}

#[test]
fn comprehensions_are_loops() {
    check("[x.id for x in xs if x.ok if y]", "[loop let x = xs { if x.ok { if y { x.id } } }]");
    check("{k: v for k, v in d.items()}", "[loop let [k, v] = d.items() { {[k]: v} }]");
    check("{c async for a in b for c in a}", "[loop let a = b { loop let c = a { c } }]");
}

#[test]
fn assignments() {
    check("a = b = v", "a = b = v");
    check("a, (b, *c) = v", "[a, [b, ...c]] = v");
    check("self.n += 1", "self.n = operate(self.n, 1)");
    check("a[0] = x", "a[0] = x");
}

#[test]
fn an_annotated_variable_keeps_its_type() {
    check("x: User = get()", "unknown(User) let x = get()");
    check("x: User", "unknown(x, User)");
    check("def f():\n  a = 1\n  x: User = get()", "let f = pub fn f() { a = 1 unknown(User) let x = get() }");
}

#[test]
fn assertions_throw() {
    check("assert o.owner == me, 'no'", r#"if not(o.owner == me) { throw "no" }"#);
}

#[test]
fn branches() {
    check("if a: x\nelif b: y\nelif c: z\nelse: w", "if a { x } else { if b { y } else { if c { z } else { w } } }");
}

#[test]
fn loops() {
    check("while a:\n  b()\n  break", "loop a { b() jump }");
    check("for a, b in c: continue", "loop let [a, b] = c { jump }");
}

#[test]
fn the_else_of_a_loop_may_run() {
    check("for r in rs:\n  if r: break\nelse:\n  raise X", "loop let r = rs { if r { jump } } if unknown() { throw X }");
}

#[test]
fn exceptions() {
    check(
        "try:\n  a()\nexcept KeyError as e:\n  b()\nexcept (C, D):\n  c()\nexcept:\n  raise\nelse:\n  d()\nfinally:\n  e()",
        "try { a() d() } { let e = KeyError => { b() } [C, D] => { c() } null => { throw } } finally { e() }",
    );
    check("try: a()\nexcept* E as g: b()", "try { a() } { let g = E => { b() } }");
}

#[test]
fn a_cause_with_code_is_kept() {
    check("raise A(1) from None", "throw A(1)");
    check("raise A from b()", "b() throw A");
}

#[test]
fn with_enters_then_runs() {
    check("with open(p) as f, lock: g(f)", "{ let f = open(p) lock g(f) }");
    check("async with (a() as (b, c), d()):\n  e()", "{ let [b, c] = a() d() e() }");
}

#[test]
fn match_statements() {
    check(
        "match cmd:\n  case 'get' | 'read': a()\n  case User(id=i, name='x') if i > 0: b()\n  case [x, *rest]: c()\n  case {'k': v, **r}: d()\n  case m.CONST as n: e()\n  case -1: f()\n  case _: g()",
        r#"match cmd {
            or("get", "read") => { a() }
            User(id: i, name: "x") if i <> 0 => { b() }
            [x, ...rest] => { c() }
            {k: v, ...r} => { d() }
            let n = m.CONST => { e() }
            operate(1) => { f() }
            _ => { g() }
        }"#,
    );
    check("match a, b:\n  case x, _: pass\n  case None: pass", "match [a, b] { [x, _] => {} null => {} }");
}

#[test]
fn statements_without_code_leave_nothing() {
    check("def f():\n  global a\n  nonlocal b\n  pass", "let f = pub fn f() {}");
    check("del a, b[0]", "unknown([a, b[0]])");
}

#[test]
fn type_aliases_introduce_names() {
    check("type Ids = list[int]", "let Ids = list[int]");
}

#[test]
fn parameters() {
    check(
        "def f(a, /, b: int, c=1, *args: str, d: T = x(), **kw): pass",
        "let f = pub fn f(a, b: int, c = 1, ...args: str, keyword d: T = x(), **kw) {}",
    );
    check("def f(a, *, b): pass", "let f = pub fn f(a, keyword b) {}");
}

#[test]
fn annotations_are_expressions() {
    check(
        "def f(a: Optional[User], b: User | None) -> dict[str, list[int]]: ...",
        "let f = pub fn f(a: Optional[User], b: either(User, null)) -> dict[[str, list[int]]] { ... }",
    );
    check("def f(a: m.List[int] | list[B] | None): ...", "let f = pub fn f(a: either(m.List[int], list[B], null)) { ... }");
}

#[test]
fn a_quoted_type_is_a_name() {
    check("def f(a: 'm.User', b: list['B'], c: 'B' | None): ...", "let f = pub fn f(a: m.User, b: list[B], c: either(B, null)) { ... }");
    check("def f(a: 'list[B]'): ...", r#"let f = pub fn f(a: "list[B]") { ... }"#);
}

#[test]
fn a_quoted_value_in_a_type_is_a_text() {
    check(
        "def f(a: Literal['x', 'y'], b: t.Annotated['B', Depends(d), 'doc']): ...",
        r#"let f = pub fn f(a: Literal[["x", "y"]], b: t.Annotated[[B, Depends(d), "doc"]]) { ... }"#,
    );
}

#[test]
fn decorators_stand_in_order() {
    check(
        "@app.get('/x')\n@login_required\nasync def f(): return 1",
        r#"let f = @app.get("/x") @login_required pub async fn f() { return 1 }"#,
    );
}

#[test]
fn docstrings_stay() {
    check("def f():\n  'doc'\n  return", r#"let f = pub fn f() { "doc" return }"#);
}

#[test]
fn classes() {
    check(
        "@d\nclass A(B, m.C, metaclass=M):\n  'doc'\n  x = 1\n  y: int\n  z: User = f()\n  def m(self, a): return a\n  @staticmethod\n  def s(self): pass\n  @classmethod\n  def c(cls): pass",
        "let A = @d class A: B, m.C, metaclass: M {
            x = 1
            y: int
            z: User = f()
            pub fn m(receiver self, a) { return a }
            @staticmethod pub static fn s(self) {}
            @classmethod pub fn c(receiver cls) {}
        }",
    );
}

#[test]
fn nested_classes_are_fields() {
    check("class A:\n  class Meta:\n    model = User", "let A = class A { Meta = class Meta { model = User } }");
    let facts = lowered("class A:\n  class Meta:\n    def f(self):\n      class In: pass");
    let of = |name: &str| facts.classes.iter().find(|class| class.name.is_some_and(|word| facts.text(word) == name));
    let outer = |name: &str| of(name).and_then(|class| class.outer).and_then(|id| facts.class(id).name).map(|word| facts.text(word));
    assert_eq!(outer("Meta"), Some("A"));
    assert_eq!(outer("In"), None);
}

#[test]
fn other_code_of_a_class_is_kept() {
    check(
        "class A:\n  a, b = 1, 2\n  n += 1\n  register(1)\n  if X:\n    y = 2\n    def f(self): pass\n  pass",
        "let A = class A {
            _ = [a, b] = [1, 2]
            _ = n = operate(n, 1)
            _ = register(1)
            y = 2
            _ = if X { y = 2 let f = pub fn f(receiver self) {} }
            pub fn f(receiver self) {}
        }",
    );
}

#[test]
fn generics() {
    check("class Repo[T: Base](B): pass", "let Repo = class Repo: Generic[unknown(T, Base)], B { }");
    check("def f[T](a: T): pass", "unknown(T) let f = pub fn f(a: T) {}");
}

#[test]
fn a_function_knows_where_it_stands() {
    let facts = lowered("class A:\n  def m(self):\n    def inner(self): pass\n    return lambda: 1");
    let of = |i: usize| &facts.functions[i];
    assert!(of(0).class.is_some() && of(0).parent.is_none());
    assert!(of(1).class.is_none() && of(1).parent.is_some());
    assert!(of(2).class.is_none() && of(2).parent == of(1).parent);
    assert_eq!(of(1).params[0].kind, crate::facts::ir::ParamKind::Plain);
}

#[test]
fn imports() {
    check(
        "from __future__ import annotations\nimport a.b, c as d\nimport e.f as g\nfrom ..x import y as z, w\nfrom . import v\nfrom m import *\nfrom .n import (\n  o,  # why\n)",
        "import a.b as a import c as d import e.f as g import ..x :: y as z import ..x :: w as w import . :: v as v import m :: * import .n :: o as o",
    );
}

#[test]
fn imports_inside_functions_belong_to_them() {
    let facts = lowered("try:\n  import a\nexcept ImportError:\n  a = None\ndef f():\n  from b import c");
    assert_eq!(facts.imports.iter().map(|import| import.function.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn python_2_still_reads() {
    check("print 'a', b", r#"print("a", b)"#);
}

#[test]
fn every_comment_is_seen() {
    let source = "# authlint 1\ndef f(  # authlint 2\n  a,  # authlint 3\n):  # authlint 4\n  # authlint 5\n  x = [  # authlint 6\n    1,  # authlint 7\n  ]\n  if a:  # authlint 8\n    return f(  # authlint 9\n      a  # authlint 10\n      .b,  # authlint 11\n      'c'  # authlint 12\n      'd')\n  pass  # authlint 13\n# other\nfrom m import (  # authlint 14\n  a)\n@d  # authlint 15\nclass A:  # authlint 16\n  x: int = (  # authlint 17\n    1 +  # authlint 18\n    2)\n";
    let facts = lowered(source);
    let seen: Vec<&str> = facts.comments.iter().map(|(_, text)| text.rsplit(' ').next().unwrap_or_default()).collect();
    let mut sorted = seen.clone();
    sorted.sort_by_key(|number| number.parse::<u32>().unwrap_or(0));
    assert_eq!(sorted, (1..=18).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[test]
fn broken_code_keeps_what_can_be_read() {
    let facts = lowered("def f(:\n  return db.get(id)\nx = (1 +\n@route('/a')\n");
    assert!(!facts.broken.is_empty());
    let printed = print(&facts);
    assert!(printed.contains("db.get(id)") && printed.contains(r#"route("/a")"#), "{printed}");
}

#[test]
fn a_piece_too_much_stands_before_its_statement() {
    check("f(a, ? b)", "unknown(unknown()) f(a, b)");
}

/// Captures every named node of a tree, and gives the kinds of those that became nothing.
fn unbound(source: &str) -> Vec<String> {
    let parsed = parse(source.to_owned(), Dialect::Python);
    let mut kinds = Vec::new();
    let mut captured = Vec::new();
    let mut pending = vec![parsed.tree.root_node()];
    while let Some(tree) = pending.pop() {
        let anchor = CapturedNode { id: tree.id(), span: span(tree), is_word: false };
        captured.push(Captured {
            query: 0,
            pattern: kinds.len() as u16,
            role: Capture::Finding,
            anchor,
            nodes: vec![(Capture::Finding, anchor)],
        });
        kinds.push(tree.kind().to_owned());
        pending.extend(tree.named_children());
    }
    let facts = facts(&Parsed { captured, ..parsed });
    let is_bound = |index: usize| facts.matches.iter().any(|found| usize::from(found.pattern) == index);
    let mut unbound: Vec<String> = kinds.into_iter().enumerate().filter(|(index, _)| !is_bound(*index)).map(|(_, kind)| kind).collect();
    unbound.sort();
    unbound.dedup();
    unbound
}

#[test]
fn what_a_query_may_capture_is_bound() {
    assert_eq!(
        unbound("x = a[0] + (f(1), 'a' 'b', {'k': v, 1: 2}, [i for i in y if i], not b < c and None)"),
        ["string_end", "string_start"]
    );
    assert_eq!(unbound("with a as b:\n  x: User = await c\n  return\nfor i in y: raise E"), ["with_clause"]);
    assert_eq!(unbound("@d\ndef f(a: T, *b, c=1) -> R: pass"), ["parameters", "pass_statement"]);
    assert_eq!(unbound("@d\nclass A(B):\n  x: int\n  y = 1"), ["argument_list"]);
    // A word of its parent.
    assert_eq!(unbound("a.b(c=1)"), ["identifier"]);
}

#[test]
fn code_may_nest_deep() {
    let depth = 20_000;
    lowered(&format!("x = {}1{}", "(".repeat(depth), ")".repeat(depth)));
    lowered(&format!("x = {}1{}", "[".repeat(depth), "]".repeat(depth)));
    lowered(&format!("x = {}", "not ".repeat(depth) + "y"));
    lowered(&format!("x = q{}", ".f(1)".repeat(5_000)));
    lowered(&format!("x = {}'a'", "'b' + c + ".repeat(5_000)));
    lowered(&format!("x = {}'a'{}", "(".repeat(5_000), " + 'b')".repeat(5_000)));
    lowered(&format!("x = {}0", "a if b else ".repeat(5_000)));
    lowered(&format!("if a: b\n{}", "elif c: d\n".repeat(5_000)));
    lowered(&format!("x: {}None", "list[int] | ".repeat(5_000)));
}
