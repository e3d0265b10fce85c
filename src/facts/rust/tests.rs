use crate::facts::ir::Span;
use crate::facts::{Facts, facts, print, print_node};
use crate::syntax::{Capture, Captured, CapturedNode, Dialect, Node as Tree, Parsed, parse};

fn read(source: &str) -> Facts {
    facts(&parse(source.to_owned(), Dialect::Rust))
}

/// Compares what a file says, line by line; blank lines and indentation do not count.
#[track_caller]
fn check(source: &str, expected: &str) {
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&print(&read(source))), lines(expected));
}

/// Compares the statements of a function.
#[track_caller]
fn check_body(body: &str, expected: &str) {
    check(&format!("fn f() {{ {body} }}"), &format!("let f = fn f() {{\n{expected}\n}}"));
}

#[test]
fn use_trees_are_taken_apart() {
    check(
        "use a::b::{c as d, self, e::*, f::{G, h}}; use serde; use crate::x as y; use super::z; use ::k::L;",
        "import a::b :: c as d
         import a::b as b
         import a::b::e :: *
         import a::b::f :: G as G
         import a::b::f :: h as h
         import serde as serde
         import crate :: x as y
         import super :: z as z
         import k :: L as L",
    );
}

#[test]
fn pub_use_passes_names_on() {
    check("pub use a::B; pub(crate) use c::*;", "pub import a :: B as B\npub import c :: *");
}

#[test]
fn modules_are_files_or_inline() {
    check("pub mod a; extern crate b as c; mod d { const E: u8 = 1; }", "pub mod a\nimport b as c\nlet d = {\nunknown(u8)\nlet E = 1\n}");
}

#[test]
fn use_in_a_function_is_that_functions() {
    let facts = read("use a::b; fn f() { use c::d; }");
    assert_eq!(facts.imports.iter().map(|import| import.function.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn attributes_are_calls_names_and_values() {
    check(
        r#"#[get("/x/{id}")] #[utoipa::path(get, path = "/x", params(("id" = Uuid, Path)), responses((body = Vec<A>)))] #[doc = "d"] #[a::b] fn f() {}"#,
        r#"let f = @get("/x/{id}") @utoipa.path(get, path: "/x", params([["id"]: Uuid, Path]), responses([body: Vec[A]])) @doc: "d" @a.b fn f() {}"#,
    );
}

#[test]
fn a_functions_span_starts_at_its_attributes() {
    let source = "use x; #[get(\"/\")] pub fn f() {}";
    assert_eq!(read(source).functions[0].span, Span { start: 7, end: source.len() as u32 });
}

#[test]
fn extractors_are_patterns_with_types() {
    check(
        "async fn f(Path((a, b)): Path<(Uuid, Uuid)>, State(s): State<Arc<App>>, UserAuth { user, .. }: UserAuth, _: Admin, mut n: &mut dyn Db) {}",
        "let f = async fn f(Path([a, b]): Path[[Uuid, Uuid]], State(s): State[Arc[App]], UserAuth({user: user, ..._}): UserAuth, _: Admin, n: Db) {}",
    );
}

#[test]
fn types_lose_references_and_lifetimes() {
    check(
        "fn f(a: &'a [T], b: Box<dyn A + Send + 'static>, c: impl for<'x> B<'x> + Sync, d: [u8; 3], e: <T as C>::D, g: fn(A) -> B) -> impl Future<Output = Result<(), E>> {}",
        "let f = fn f(a: Array[T], b: Box[A], c: B, d: Array[u8], e: T.D, g: unknown(A, B)) -> Future[Output: Result[[[], E]]] {}",
    );
}

#[test]
fn the_last_expression_is_returned() {
    check_body("a(); b", "a()\nreturn b");
    check_body("if a { b } else { c }", "return if a {\nb\n} else {\nc\n}");
    check_body("vec![]", "return []");
}

#[test]
fn a_statement_at_the_end_is_not_returned() {
    check_body("a();", "a()");
    check_body("match a { _ => b };", "match a {\n_ => {\nb\n}\n}");
    check_body("return a", "return a");
    check_body("for a in b {}", "loop let a = b {}");
}

#[test]
fn receivers_make_methods_and_their_lack_statics() {
    check(
        "impl A { pub fn a(&mut self) {} fn b(self: Arc<Self>) {} fn new() -> Self { Self } }",
        "impl A {
         pub fn a(receiver self) {}
         fn b(receiver self: Arc[Self]) {}
         static fn new() -> Self {
         return Self
         }
         }",
    );
}

#[test]
fn an_impl_is_named_by_its_type_and_based_on_its_trait() {
    check("impl<T> a::Load<T> for &b::Doc<T> { type E = F; const N: u8 = 1; }", "impl Doc: a.Load[T] {\nE: F\nN: u8 = 1\n}");
}

#[test]
fn traits_have_bases_and_methods_without_bodies() {
    check("pub trait A: B + Send { type C; fn d(&self); }", "let A = trait A: B, Send {\nC\nfn d(receiver self) {}\n}");
}

#[test]
fn structs_keep_derives_fields_and_their_attributes() {
    check(
        "#[derive(Debug, serde::Serialize)] struct A { #[serde(skip)] pub a: Option<T>, b: u8 } struct B(pub A, #[x] C); struct D;",
        "let A = @derive(Debug, serde.Serialize) struct A {
         @serde(skip) a: Option[T]
         b: u8
         }
         let B = struct B {
         0: A
         @x 1: C
         }
         let D = struct D {
         }",
    );
}

#[test]
fn variants_are_fields_with_their_payload() {
    check(
        r#"enum A { B, #[error("no {0}")] C(u8, D), E { f: G }, H = 3 }"#,
        r#"let A = enum A {
         B
         @error("no {0}") C: [u8, D]
         E: {f: G}
         H = 3
         }"#,
    );
}

#[test]
fn test_code_is_marked() {
    check(
        "#[cfg(test)] mod t { fn a() {} } #[tokio::test] async fn b() {} #[cfg(all(test, unix))] fn c() {} fn d() {}",
        "let t = {
         let a = test fn a() {}
         }
         let b = @tokio.test test async fn b() {}
         let c = @cfg(all(test, unix)) test fn c() {}
         let d = fn d() {}",
    );
}

#[test]
fn code_outside_of_tests_is_not_test_code() {
    check(
        "#[cfg(not(test))] fn a() {} #[cfg(any(test, x))] fn b() {} #[cfg(all(not(test), y))] fn c() {} #[cfg(feature = \"test\")] fn d() {}",
        "let a = @cfg(not(test)) fn a() {}
         let b = @cfg(any(test, x)) fn b() {}
         let c = @cfg(all(not(test), y)) fn c() {}
         let d = @cfg(feature: \"test\") fn d() {}",
    );
}

#[test]
fn calls_await_and_propagate() {
    check_body("s.db.find(&id, *n as i64).await?.0;", "await s.db.find(id, n)?.0");
    check_body("a::B::c(d)(e);", "a.B.c(d)(e)");
}

#[test]
fn turbofish_stays_on_calls_and_goes_from_paths() {
    check_body("sqlx::query_as::<_, Order>(\"q\").bind(id);", "sqlx.query_as[[_, Order]](\"q\").bind(id)");
    check_body("Vec::<u8>::new(); <A as B>::c(); d.collect::<Vec<_>>();", "Vec.new()\nA.c()\nd.collect[Vec[_]]()");
}

#[test]
fn struct_expressions_are_calls_with_an_object() {
    check_body("a::Order { id, owner: me.id, ..base };", "a.Order({id: id, owner: me.id, ...base})");
}

#[test]
fn strings_lose_quotes_and_escapes() {
    check_body(
        r###"f("a\n\"b\u{e9}\x41\
          c", r#"d "\n"#, b"e", 'f', c"g", b'\'');"###,
        r###"f("a\n\"béAc", "d \"\\n", "e", "f", "g", "'")"###,
    );
}

#[test]
fn operators_compare_combine_or_mix() {
    check_body(
        "a == b; a != b; a >= b; a && b && c || !d; a - b; -1; a..b; [a; 2]; &mut a;",
        "a == b\na != b\na <> b\nor(and(a, b, c), not(d))\noperate(a, b)\n-1\noperate(a, b)\noperate(a, 2)\na",
    );
}

#[test]
fn sums_with_a_string_are_strings() {
    check_body("a + \"x\" + &b; \"a\" + \"b\"; a + b;", "template(a, \"x\", b)\n\"ab\"\noperate(a, b)");
}

#[test]
fn assignments_name_their_target() {
    check_body("a.b = c; x += 1; (a, _) = d;", "a.b = c\nx = operate(x, 1)\n[a, _] = d");
}

#[test]
fn let_keeps_the_type_before_it() {
    check_body("let x: Vec<Order> = load(); let y; let (a, mut b) = c;", "unknown(Vec[Order])\nlet x = load()\nlet [a, b] = c");
}

#[test]
fn let_else_is_an_if_that_leaves() {
    check_body("let Some(x) = y else { return Err(E::A) }; x();", "if not(let Some(x) = y) {\nreturn Err(E.A)\n}\nx()");
}

#[test]
fn if_let_chains_are_conditions() {
    check_body(
        "if let Some(x) = y && x.a != b { c() } else if d { e() } f()",
        "if and(let Some(x) = y, x.a != b) {\nc()\n} else {\nif d {\ne()\n}\n}\nreturn f()",
    );
}

#[test]
fn match_has_arms_guards_and_alternatives() {
    check_body(
        "match a { Some(1 | 2) if b => c, all @ 1..=5 => {} [x, rest @ ..] => d, E { f, g: (h), .. } => i, _ if let J(k) = l => return };",
        "match a {
         Some(or(1, 2)) if b => {
         c
         }
         unknown(all, operate(1, 5)) => {}
         [x, ...rest] => {
         d
         }
         E({f: f, g: h, ..._}) => {
         i
         }
         _ if let J(k) = l => {
         return
         }
         }",
    );
}

#[test]
fn loops_have_a_head() {
    check_body(
        "for (i, x) in xs { continue; } while let Some(x) = y { break } 'a: loop { break 'a z; }",
        "loop let [i, x] = xs {\njump\n}\nloop let Some(x) = y {\njump\n}\nreturn loop null {\nunknown(z, jump)\n}",
    );
}

#[test]
fn closures_return_their_value() {
    check_body(
        "let g = async move |a, (b, c): T| a.d; h(|_| { a; b }, || {});",
        "let g = async fn (a, [b, c]: T) {\nreturn a.d\n}\nh(fn (_) {\na\nreturn b\n}, fn () {})",
    );
}

#[test]
fn async_and_unsafe_blocks_are_blocks() {
    check_body("async move { a }; unsafe { b }; let c = try { d? };", "{\na\n}\n{\nb\n}\nlet c = try {\nd?\n} {\n}");
}

#[test]
fn functions_know_where_they_stand() {
    let facts = read("impl A { fn a(&self) { fn b() {} c(|| 1); } }");
    let [a, b, c] = facts.functions.as_slice() else { panic!("{}", facts.functions.len()) };
    assert!(a.class.is_some() && a.parent.is_none());
    assert!(b.class.is_none() && b.parent == c.parent && b.parent.is_some());
}

#[test]
fn items_in_a_block_are_its_names() {
    check_body("struct A; fn b() {} const C: u8 = 1;", "let A = struct A {\n}\nlet b = fn b() {}\nunknown(u8)\nlet C = 1");
}

#[test]
fn format_strings_are_templates() {
    check_body(
        r#"format!("a {} {{{x}}} {0:?} {y:>w$}\n", b.c(), y = 1); print!("plain"); write!(f, "{}", a)?;"#,
        r#"format!(template("a ", b.c(), " {", x, "} ", b.c(), " ", 1, "\n"))
           print!("plain")
           write!(f, template(a))?"#,
    );
}

#[test]
fn log_macros_keep_fields_and_message() {
    check_body(
        r#"tracing::info!(target: "t", %e, user.id = ?u.id, "got {}", q); error!("x {e}"); warn!("{}", a::<B, C>(d));"#,
        r#"info!(target: "t", e, user.id: u.id, template("got ", q))
           error!(template("x ", e))
           warn!(template(a[[B, C]](d)))"#,
    );
}

#[test]
fn sqlx_macros_have_type_text_and_binds() {
    check_body(
        r##"sqlx::query_as!(db::Order, r#"select * from o where "id" = $1"#, id, me.id as i64); query!("a " + "b", &x); query_file!("q.sql");"##,
        r##"query_as!(db.Order, "select * from o where \"id\" = $1", id, me.id)
            query!("a b", x)
            query_file!("q.sql")"##,
    );
}

#[test]
fn json_and_doc_are_objects() {
    check_body(
        r#"json!({"a": x.y(), "b": [1, null, {"c": f(|z| z)}], (k): g::<A>(1)}); doc! {"_id": id, "$set": {"a": -1}}; json!(v);"#,
        r#"json!({a: x.y(), b: [1, null, {c: f(fn (z) {
           return z
           })}], [k]: g[A](1)})
           doc!({_id: id, $set: {a: -1}})
           json!(v)"#,
    );
}

#[test]
fn vec_is_a_list() {
    check_body("vec![a, \"b\".to_string()]; vec![0; n];", "[a, \"b\".to_string()]\noperate(0, n)");
}

#[test]
fn error_macros_throw() {
    check_body(
        r#"bail!("no {x}"); return Err!(Request(Forbidden("x"))); err_json!(a); error!(b); todo!(); panic!()"#,
        r#"throw bail!(template("no ", x))
           throw Err!(Request(Forbidden("x")))
           throw err_json!(a)
           error!(b)
           throw todo!()
           throw panic!()"#,
    );
}

#[test]
fn demands_throw_unless_they_hold() {
    check_body(
        r#"ensure!(doc.owner == me.id, "not {}", x); assert_eq!(a, b); assert!(c < d);"#,
        r#"if not(doc.owner == me.id) {
           throw ensure!(template("not ", x))
           }
           if not(a == b) {
           throw assert_eq!()
           }
           if not(c <> d) {
           throw assert!()
           }"#,
    );
}

#[test]
fn matches_compares_with_a_pattern() {
    check_body(
        "matches!(e, A::B(_) | C { .. } if d,); x(matches!(r, Role::Admin));",
        "and(e == or(A.B(_), C({..._})), d)\nx(r == Role.Admin)",
    );
}

#[test]
fn select_binds_in_each_branch() {
    check_body(
        "tokio::select! { Some(x) = rx.recv() => { a(x) } _ = b(), if c => d, else => e };",
        "select!({
         let Some(x) = await rx.recv()
         {
         a(x)
         }
         }, {
         let _ = await b()
         c
         d
         }, {
         e
         })",
    );
}

#[test]
fn unknown_macros_are_calls() {
    check_body(
        "routes![a::b, c]; try_join!(a.b(), c(&d))?; m!(|x, y| x + y, k = 1); hashmap! {\"a\" => b}; x::y!(z!(w));",
        "routes!(a.b, c)
         try_join!(a.b(), c(d))?
         m!(fn (x, y) {
         return operate(x, y)
         }, k: 1)
         hashmap!([\"a\"]: b)
         y!(z!(w))",
    );
}

#[test]
fn macros_with_statements_are_read() {
    check("lazy_static! { static ref A: T = f(1); }", "lazy_static!(unknown(T), let A = f(1))");
    check("cfg_if! { if #[cfg(x)] { fn a() {} } }", "cfg_if!(unknown(cfg, x, {\nlet a = fn a() {}\n}))");
}

#[test]
fn table_macros_have_keys_and_columns() {
    check(
        "diesel::table! { /// Docs.\n orders (id) { id -> Int4, #[sql_name = \"o\"] owner -> Nullable<Int4>, } }",
        "table!(orders(id), {id: Int4, owner: Nullable[Int4]})",
    );
}

#[test]
fn what_makes_no_sense_keeps_its_names() {
    check_body("html! { <div class=x>{ y }</div> };", "html!(unknown(div, class, x, {\ny\n}, div))");
}

#[test]
fn spans_in_macros_are_those_of_the_file() {
    let source = "fn f() { m!(a, |x| x.owner == me.id, b) }";
    let facts = read(source);
    let found = (0..facts.size() as u32).map(crate::facts::ir::NodeId).find(|id| print_node(&facts, *id) == "x.owner == me.id");
    let span = found.map(|id| facts.span(id));
    assert_eq!(span.and_then(|span| source.get(span.start as usize..span.end as usize)), Some("x.owner == me.id"));
}

#[test]
fn comments_with_our_name_are_kept_wherever_they_stand() {
    let facts = read("/// authlint 1\nfn f(/* authlint 2 */) { g(a, // authlint 3\n b); m!(/* authlint 4 */ c); d /* other */ }");
    let texts: Vec<_> = facts.comments.iter().map(|(_, text)| text.trim()).collect();
    assert_eq!(texts, ["/// authlint 1", "/* authlint 2 */", "// authlint 3", "/* authlint 4 */"]);
}

#[test]
fn broken_code_is_noted_and_read_on() {
    let facts = read("fn f() { a(; } fn g() { b.c(d) } impl { fn ] } let");
    assert!(!facts.broken.is_empty());
    assert!(print(&facts).contains("return b.c(d)"));
}

#[test]
fn broken_trees_never_stop_the_reading() {
    let source = "#[get(\"/{id}\")] async fn f(Path(id): Path<u8>) -> R { let Some(x) = y else { bail!(\"{}\", z) }; match x { A { b, .. } if c => json!({\"d\": |e| e}), _ => vec![1; 2] } }";
    for at in (0..source.len()).filter(|at| source.is_char_boundary(*at)) {
        print(&read(&source[..at]));
        print(&read(&source[at..]));
    }
}

#[test]
fn deep_nesting_is_read() {
    let nested = |open: &str, close: &str| format!("fn f() {{ {}x{} }}", open.repeat(20_000), close.repeat(20_000));
    for (open, close) in
        [("(", ")"), ("[", "]"), ("{", "}"), ("!", ""), ("m!(", ")"), ("m!{", "}"), ("vec![", "]"), ("|x| ", ""), ("a(", ")")]
    {
        assert!(read(&nested(open, close)).size() > 3, "{open}");
    }
    assert!(read(&format!("fn f() {{ x{} }}", ".a(1)".repeat(5_000))).size() > 10_000);
    assert!(read(&format!("fn f() {{ json!({}{}) }}", "[".repeat(20_000), "]".repeat(20_000))).size() > 10_000);
    assert!(read(&format!("type A = {}B{};", "V<".repeat(20_000), ">".repeat(20_000))).size() > 10_000);
    assert!(read(&format!("fn f() {{ {}a }}", "if a {} else ".repeat(5_000))).size() > 5_000);
}

/// Every node of these kinds that code consists of has been lowered to something.
#[test]
fn whatever_queries_capture_is_found() {
    let source = r#"
        #[get("/x")] #[utoipa::path(get, path = "/y")]
        async fn f(Path(id): web::Path<Uuid>, db: &Db) -> Result<Json<A>, E> {
            let row: Vec<Order> = query_as::<_, Order>("select").bind(&id).fetch_one(db).await?;
            if row.owner != me.id && !is_admin(me) || x.y > 3 { return Err(E::Forbidden.into()); }
            app.route("/x", get(h).layer(from_fn(|r| async move { g(r) })));
            query!("select {}", id, row.id).fetch(&db);
            match (a)? { Some(b) => b.c[0], None => D { e: f.g() } }
        }
        #[derive(Model)] struct S { #[serde(skip)] a: Option<b::C> }
        impl From<A> for B { fn from(a: A) -> Self { Self::new(a) } }"#;
    let mut parsed = parse(source.to_owned(), Dialect::Rust);
    parsed.captured.clear();
    let tree = parsed.tree.clone();
    capture_all(&mut parsed, None, tree.root_node());
    let wanted: Vec<_> = parsed.captured.iter().map(|m| m.anchor.span).collect();
    let facts = facts(&parsed);
    let missing: Vec<_> = (0..wanted.len())
        .filter(|i| !facts.matches.iter().any(|m| m.pattern as usize == *i))
        .map(|i| &source[wanted[i].start as usize..wanted[i].end as usize])
        .collect();
    assert_eq!(missing, [""; 0]);
    assert!(wanted.len() > 80);
}

fn capture_all(parsed: &mut Parsed, parent: Option<Tree>, node: Tree) {
    let is_leaf_of_code = matches!(node.kind(), "identifier" | "string_literal" | "type_identifier");
    let is_name_only = parent.is_some_and(|parent| parent.kind().ends_with("_item") && parent.child_by_field_name("name") == Some(node));
    let is_wanted = node.kind().ends_with("_expression")
        || matches!(
            node.kind(),
            "scoped_identifier"
                | "scoped_type_identifier"
                | "macro_invocation"
                | "generic_type"
                | "generic_function"
                | "attribute_item"
                | "attribute"
                | "function_item"
                | "struct_item"
                | "impl_item"
                | "let_declaration"
                | "expression_statement"
                | "parameter"
                | "field_declaration"
        );
    let is_name_of_named = parent.is_some_and(|parent| {
        parent.kind() == "token_tree" && parent.children().skip_while(|child| *child != node).nth(1).is_some_and(|next| next.kind() == "=")
    });
    if (is_wanted || is_leaf_of_code) && !is_name_only && !is_name_of_named {
        let span = Span { start: node.start_byte() as u32, end: node.end_byte() as u32 };
        let anchor = CapturedNode { id: node.id(), span, is_word: false };
        let pattern = parsed.captured.len() as u16;
        parsed.captured.push(Captured { query: 0, pattern, role: Capture::Route, anchor, nodes: vec![(Capture::Route, anchor)] });
    }
    for child in node.children() {
        capture_all(parsed, Some(node), child);
    }
}
