//! Source in, printed facts out.

use crate::facts::build::span;
use crate::facts::{Facts, facts, print};
use crate::syntax::{Capture, Captured, CapturedNode, Dialect, Node, parse};

fn lowered(dialect: Dialect, source: &str) -> Facts {
    facts(&parse(source.to_string(), dialect))
}

#[track_caller]
fn check(dialect: Dialect, source: &str, expected: &str) {
    let printed = print(&lowered(dialect, source));
    let printed: Vec<&str> = printed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(printed, expected, "of {source}");
}

#[track_caller]
fn js(source: &str, expected: &str) {
    check(Dialect::JavaScript, source, expected);
}

#[track_caller]
fn ts(source: &str, expected: &str) {
    check(Dialect::TypeScript, source, expected);
}

#[track_caller]
fn both(source: &str, expected: &str) {
    js(source, expected);
    ts(source, expected);
}

// Expressions.

#[test]
fn members_are_plain_whether_optional_private_or_quoted() {
    both("a.b?.c; this.#key; a['b']; a[b]; a?.[0];", "a.b.c\nthis.#key\na.b\na[b]\na[0]");
}

#[test]
fn calls_and_constructions_are_calls() {
    both("f(a, ...rest); new Order(id); new Date; a?.(b);", "f(a, ...rest)\nOrder(id)\nDate()\na(b)");
}

#[test]
fn type_arguments_of_calls_are_ignored() {
    ts("prisma.$queryRaw<User[]>`SELECT 1`; get<string>(x); new Map<string, User>();", "prisma.$queryRaw(\"SELECT 1\")\nget(x)\nMap()");
}

#[test]
fn a_tagged_template_is_a_call_with_its_template() {
    both("sql`SELECT * FROM t WHERE id = ${id} LIMIT 1`", "sql(template(\"SELECT * FROM t WHERE id = \", id, \" LIMIT 1\"))");
}

#[test]
fn a_template_without_substitution_is_a_text() {
    both("f(`a\\nb`, ``, `${x}`)", "f(\"a\\nb\", \"\", template(x))");
}

#[test]
fn strings_are_decoded() {
    both(
        r#"f('it\'s', "\x41\u0042\u{43}\t", '\uD83D\uDE00', 'a\
b')"#,
        "f(\"it's\", \"ABC\\t\", \"😀\", \"ab\")",
    );
}

#[test]
fn literals_keep_their_kind() {
    both("f(1, 0x1F, 10n, true, false, null, undefined, /a\\/b/gi)", "f(1, 0x1F, 10n, true, false, null, null, \"a\\\\/b\")");
}

#[test]
fn a_concatenation_with_a_text_is_one_flat_template() {
    both("'SELECT ' + cols + ` FROM ${t}` + (' WHERE ' + w)", "template(\"SELECT \", cols, \" FROM \", t, \" WHERE \", w)");
}

#[test]
fn what_is_added_before_the_first_text_is_one_part() {
    both("a + b + 'x' + c; a + b + c;", "template(operate(a, b), \"x\", c)\noperate(a, b, c)");
}

#[test]
fn comparisons_forget_strictness() {
    both("a === b; a != b; a < b; 'x' in o; e instanceof E; #p in o;", "a == b\na != b\na <> b\n\"x\" in o\ne is E\n#p in o");
}

#[test]
fn logic_of_one_operator_is_one_node() {
    both("a && b && c || !d; a ?? b", "or(and(a, b, c), not(d))\ncoalesce(a, b)");
}

#[test]
fn a_ternary_is_a_choice() {
    both("x = a ? b : c", "x = if a {\nb\n} else {\nc\n}");
}

#[test]
fn other_operators_mix_their_operands() {
    both(
        "typeof x; void f(); delete a.b; -x; i++; a * b;",
        "operate(x)\noperate(f())\noperate(a.b)\noperate(x)\noperate(i)\noperate(a, b)",
    );
}

#[test]
fn compound_assignments_say_what_they_combine() {
    both(
        "a += 1; s += 'x'; a ??= b; a ||= b; a &&= b; a -= b",
        "a = operate(a, 1)\ns = template(s, \"x\")\na = coalesce(a, b)\na = or(a, b)\na = and(a, b)\na = operate(a, b)",
    );
}

#[test]
fn sequences_are_blocks() {
    both("(a(), b)", "{\na()\nb\n}");
}

#[test]
fn await_and_yield() {
    both("async function* f() { await a; yield b; yield* c; yield }", "let f = async fn f() {\nawait a\nyield b\nyield c\nyield\n}");
}

#[test]
fn assertions_leave_the_expression() {
    ts("f(a as User, b!, c satisfies D, (d), <E>e)", "f(a, b, c, d, e)");
}

#[test]
fn this_super_and_meta_properties_are_names() {
    both("this.x; import.meta.env; super.find(1)", "this.x\nimport.meta.env\nsuper.find(1)");
}

#[test]
fn a_dynamic_import_is_a_call() {
    both("const m = await import('./m')", "let m = await import(\"./m\")");
}

#[test]
fn objects_hold_all_forms_of_entries() {
    both(
        "x = {a, b: 1, 'c-d': 2, ['e']: 3, [f]: 4, ...g, h() {}, get i() { return 1 }, async *j() {}, k: () => 1}",
        "x = {a: a, b: 1, c-d: 2, e: 3, [f]: 4, ...g, h: fn h() {}, i: fn i() {\nreturn 1\n}, j: async fn j() {}, k: fn k() {\nreturn 1\n}}",
    );
}

#[test]
fn holes_in_arrays_keep_positions() {
    both("const [, set] = [1, , 2, ...xs,]", "let [null, set] = [1, null, 2, ...xs]");
}

#[test]
fn jsx_keeps_handlers_and_children() {
    let source =
        "const x = <Form.Item id=\"a\" onClick={() => remove(id)} {...props}>text {user.name} <b>{y}</b></Form.Item>; z = <><A/></>";
    let expected = "let x = unknown(\"a\", fn () {\nreturn remove(id)\n}, ...props, user.name, unknown(y))\nz = unknown(unknown())";
    js(source, expected);
    check(Dialect::Tsx, source, expected);
}

// Patterns and declarations.

#[test]
fn destructuring_is_an_object_or_list_of_targets() {
    both(
        "const {a, b: c, d = 1, e: {f}, ['g']: h = 2, ...rest} = o, [x, y = 3, ...zs] = l",
        "let {a: a, b: c, d: d = 1, e: {f: f}, g: h = 2, ...rest} = o\nlet [x, y = 3, ...zs] = l",
    );
}

#[test]
fn destructuring_assignments_are_assignments() {
    both("({a, b: this.b} = o); [a, b] = [b, a]", "{a: a, b: this.b} = o\n[a, b] = [b, a]");
}

#[test]
fn variables_without_value_are_skipped_but_their_types_are_kept() {
    ts("let a; let b: User; const c: User = d", "unknown(User)\nunknown(User)\nlet c = d");
}

#[test]
fn functions_take_the_name_they_are_assigned_to() {
    both(
        "const f = () => 1; o.g = function () {}; const h = (async (x) => x)",
        "let f = fn f() {\nreturn 1\n}\no.g = fn g() {}\nlet h = async fn h(x) {\nreturn x\n}",
    );
}

// Statements.

#[test]
fn if_else_chains() {
    both("if (a) return_(); else if (b) { c() } else d()", "if a {\nreturn_()\n} else {\nif b {\nc()\n} else {\nd()\n}\n}");
}

#[test]
fn loops_have_their_element_or_condition_as_head() {
    both(
        "for (const o of await all()) f(o); for (k in o) {} while (a) b(); do c(); while (d); for (;;) {}",
        "loop let o = await all() {\nf(o)\n}\nloop let k = o {}\nloop a {\nb()\n}\nloop d {\nc()\n}\nloop null {}",
    );
}

#[test]
fn a_counting_loop_starts_before_and_counts_at_its_end() {
    both("for (let i = 0; i < n; i++) f(i)", "let i = 0\nloop i <> n {\nf(i)\noperate(i)\n}");
}

#[test]
fn a_switch_is_a_match() {
    both("switch (a.role) { case 'x': f(); break; default: throw e }", "match a.role {\n\"x\" => {\nf()\njump\n}\n_ => {\nthrow e\n}\n}");
}

#[test]
fn try_has_one_handler() {
    both(
        "try { f() } catch (e) { next(e) } finally { g() } try {} catch {}",
        "try {\nf()\n} {\ne => {\nnext(e)\n}\n} finally {\ng()\n}\ntry {} {\nnull => {}\n}",
    );
}

#[test]
fn labels_and_blocks() {
    both("again: for (;;) { continue again } { a; ; debugger }", "loop null {\njump\n}\n{\na\n}");
}

// Functions and classes.

#[test]
fn parameters_of_every_form() {
    js("(a, b = 1, {c}, [d], ...e) => {}", "fn (a, b = 1, {c: c}, [d], ...e) {}");
    ts(
        "(this: X, a: string, b?: number, c = 1, {d}: D, ...e: E[]) => {}",
        "fn (a: string, b: number, c = 1, {d: d}: D, ...e: Array[E]) {}",
    );
}

#[test]
fn an_expression_body_is_returned() {
    both("xs.map(x => ({ id: x.id }))", "xs.map(fn (x) {\nreturn {id: x.id}\n})");
}

#[test]
fn classes_have_bases_fields_and_methods() {
    js(
        "class A extends B { static x = 1; #y; handler = async () => {}; constructor() { super() } static async f(a) {} get z() {} #p() {} }",
        "let A = class A: B {\nx = 1\n#y\nhandler = async fn handler() {}\nfn constructor() {\nsuper()\n}\nstatic async fn f(a) {}\n@property fn z() {}\nfn #p() {}\n}",
    );
}

#[test]
fn typescript_classes_have_types() {
    ts(
        "abstract class A extends Repo<User> implements I, J<K> { private readonly x: string = 'a'; y?: number; abstract f(a: A): B; async g(): Promise<User[]> {} }",
        "let A = class A: Repo[User], I, J[K] {\nx: string = \"a\"\ny: number\nfn f(a: A) -> B {}\nasync fn g() -> Promise[Array[User]] {}\n}",
    );
}

#[test]
fn decorators_stand_with_what_they_decorate() {
    ts(
        "@Controller('orders') export class C { @Inject() svc: Svc; @Get(':id') @UseGuards(G) find(@Param('id', P) id: string, @Body() b) {} @A.b plain() {} }",
        "let C = @Controller(\"orders\") class C {\n@Inject() svc: Svc\n@Get(\":id\") @UseGuards(G) fn find(@[Param(\"id\", P)] id: string, @[Body()] b) {}\n@A.b fn plain() {}\n}\nexport C = C",
    );
    js(
        "@Controller('orders') class C { @Inject() svc; @Get(':id') find(id) {} }",
        "let C = @Controller(\"orders\") class C {\n@Inject() svc\n@Get(\":id\") fn find(id) {}\n}",
    );
}

#[test]
fn constructor_parameters_with_access_are_fields() {
    ts(
        "class C { constructor(private readonly a: A, @Inject(T) public b: B, c: D) {} }",
        "let C = class C {\na: A\n@Inject(T) b: B\nfn constructor(a: A, @[Inject(T)] b: B, c: D) {}\n}",
    );
}

#[test]
fn methods_and_nested_functions_know_where_they_are() {
    let facts = lowered(Dialect::TypeScript, "class C { f() { return () => 1 } g = () => 2 }");
    let by_name: Vec<_> = facts.functions.iter().map(|f| (f.name.map(|n| facts.text(n)), f.class.is_some(), f.parent.is_some())).collect();
    assert_eq!(by_name, [(Some("f"), true, false), (None, false, true), (Some("g"), true, false)]);
}

#[test]
fn what_has_no_place_in_a_class_stands_behind_it() {
    ts(
        "class C { [key: string]: K; [dyn()] = 1; f() { g() } } h()",
        "let C = class C {\n[dyn()] = 1\nfn f() {\ng()\n}\n}\nunknown(string, K)\ndyn()\nh()",
    );
}

#[test]
fn type_predicates_keep_the_type() {
    ts("function f(x): x is User { g() }", "let f = fn f(x) -> unknown(User) {\ng()\n}");
}

#[test]
fn interfaces_and_object_aliases_are_interfaces() {
    ts(
        "interface U extends B<C> { id: string; find(x: X): Promise<U> } type V = { a?: number }; type W = U | null",
        "let U = interface U: B[C] {\nid: string\nfn find(x: X) -> Promise[U] {}\n}\nlet V = interface V {\na: number\n}\nlet W = operate(U, null)",
    );
}

#[test]
fn enums_have_their_variants_as_fields() {
    ts("enum Role { Admin = 'admin', User, 'x-y' }", "let Role = enum Role {\nAdmin = \"admin\"\nUser\nx-y\n}");
}

#[test]
fn overloads_leave_only_their_types() {
    ts("function f(a: A): B; function f(a) {}", "unknown(A, B)\nlet f = fn f(a) {}");
    ts("declare function f(a: A): B", "let f = fn f(a: A) -> B {}");
}

#[test]
fn namespaces_are_their_blocks() {
    ts(
        "namespace A { const x = 1 } declare module 'm' { interface R { user: U } }",
        "{\nlet x = 1\n}\n{\nlet R = interface R {\nuser: U\n}\n}",
    );
}

#[test]
fn types_are_nodes() {
    ts(
        "type T<K> = Map<string, User[]> | Pick<U, 'a' | 'b'> | [a: A, B?, ...C[]] | N.M | typeof users.$inferSelect | U['id'] | ((x: X) => Y) | {a: A; [k: string]: V} | readonly X[]",
        "let T = operate(Map[[string, Array[User]]], Pick[[U, operate(\"a\", \"b\")]], [A, B, ...Array[C]], N.M, operate(users.$inferSelect), U[\"id\"], unknown(X, Y), {a: A, unknown(string, V)}, Array[X])",
    );
}

// Modules.

#[test]
fn es_imports() {
    both(
        "import d, * as ns from 'a'; import e, {f, g as h} from \"b\"; import './c'",
        "import a :: default as d\nimport a as ns\nimport b :: default as e\nimport b :: f as f\nimport b :: g as h\nimport ./c",
    );
    ts("import type {T} from 't'; import x = require('y'); import z = A.B", "import t :: T as T\nimport y as x\nlet z = A.B");
}

#[test]
fn required_modules_are_imports() {
    both(
        "const a = require('a'), {b, c: d} = require(`b`); var e = require('e').f; function g() { const h = require('h') }",
        "import a as a\nimport b :: b as b\nimport b :: c as d\nimport e :: f as e\nimport h as h\nlet g = fn g() {}",
    );
}

#[test]
fn other_uses_of_require_are_calls() {
    both(
        "require('./x')(app); const r = require('express').Router(); const {a = 1} = require('b')",
        "require(\"./x\")(app)\nlet r = require(\"express\").Router()\nlet {a: a = 1} = require(\"b\")",
    );
}

#[test]
fn es_exports_name_what_is_declared() {
    both(
        "export const a = () => 1, {b, c: [d]} = o; export function f() {} export class C {} export {x, y as z}",
        "let a = pub fn a() {\nreturn 1\n}\nlet {b: b, c: [d]} = o\nlet f = pub fn f() {}\nlet C = class C {\n}\n\
         export a = a\nexport b = b\nexport d = d\nexport f = f\nexport C = C\nexport x = x\nexport z = y",
    );
}

#[test]
fn functions_exported_later_are_public_too() {
    both("function f() {} function g() {} export {f}", "let f = pub fn f() {}\nlet g = fn g() {}\nexport f = f");
    both("const f = () => {}; module.exports = {g: f}", "let f = pub fn f() {}\nmodule.exports = {g: f}\nexport = = {g: f}\nexport g = f");
}

#[test]
fn default_exports() {
    both("export default function f() {}", "let f = pub fn f() {}\nexport default = f");
    both("export default async () => {}", "pub async fn () {}\nexport default = pub async fn () {}");
    both("export default router", "router\nexport default = router");
    ts("@Module({}) export default class M {}", "let M = @Module({}) class M {\n}\nexport default = M");
    ts("export = router", "router\nexport = = router");
}

#[test]
fn exports_from_elsewhere_are_public_imports() {
    both(
        "export {a, default as b} from './x'; export * from './y'; export * as z from './z'",
        "pub import ./x :: a as a\npub import ./x :: default as b\npub import ./y :: *\npub import ./z as z",
    );
}

#[test]
fn commonjs_exports() {
    both(
        "exports.a = () => 1; module.exports.b = c; module.exports = {d, e() {}}",
        "exports.a = pub fn a() {\nreturn 1\n}\nmodule.exports.b = c\nmodule.exports = {d: d, e: pub fn e() {}}\n\
         export a = pub fn a() {\nreturn 1\n}\nexport b = c\nexport = = {d: d, e: pub fn e() {}}\nexport d = d\nexport e = pub fn e() {}",
    );
    both("exports = module.exports = router", "exports = module.exports = router\nexport = = router");
}

// Comments, captures, broken code, size.

#[test]
fn every_comment_with_the_word_is_kept() {
    let source = "// authlint: a\nf(/* authlint b */ x, {y: 1 /* authlint c authlint */}, /* other */ 'authlint')\n<T /* authlint d */>z";
    let kept: Vec<_> = lowered(Dialect::TypeScript, source).comments.iter().map(|(_, text)| text.to_string()).collect();
    assert_eq!(kept, ["// authlint: a", "/* authlint b */", "/* authlint c authlint */", "/* authlint d */"]);
}

#[test]
fn comments_do_not_shift_what_is_around_them() {
    both("if /*a*/ (/*b*/ x /*c*/) /*d*/ f(/*e*/); else /*f*/ g(a /*g*/ . b)", "if x {\nf()\n} else {\ng(a.b)\n}");
}

#[test]
fn what_queries_capture_becomes_a_node() {
    let source = "@C('c') class K extends B { @F() f: T<U> = new V(); @M() m(@P('p') p: X[]) { return a.b['c'](1, ...d) } }
        export const h = async ({q}: R) => ({ k: `t${q}`, [l]: [n && !o], s }) as W; function g() { x = y!; }";
    let kinds = [
        "member_expression",
        "subscript_expression",
        "identifier",
        "call_expression",
        "string",
        "object",
        "array",
        "pair",
        "decorator",
        "type_identifier",
        "generic_type",
        "array_type",
        "type_annotation",
        "class_declaration",
        "arrow_function",
        "method_definition",
        "new_expression",
        "variable_declarator",
        "function_declaration",
        "template_string",
        "as_expression",
        "non_null_expression",
        "assignment_expression",
        "expression_statement",
        "return_statement",
        "parenthesized_expression",
        "required_parameter",
        "public_field_definition",
        "export_statement",
        "shorthand_property_identifier",
        "object_pattern",
    ];
    let mut parsed = parse(source.to_string(), Dialect::TypeScript);
    parsed.captured.clear();
    let mut expected = Vec::new();
    let mut waiting = vec![(parsed.tree.root_node(), parsed.tree.root_node())];
    while let Some((node, parent)) = waiting.pop() {
        if kinds.contains(&node.kind()) && !is_only_a_word(node, parent) {
            let anchor = CapturedNode { id: node.id(), span: span(node), is_word: false };
            let pattern = expected.len() as u16;
            parsed.captured.push(Captured { query: 0, pattern, role: Capture::Finding, anchor, nodes: vec![(Capture::Finding, anchor)] });
            expected.push((node.kind(), &source[node.byte_range()]));
        }
        waiting.extend(node.children().map(|child| (child, node)));
    }
    for kind in kinds {
        assert!(expected.iter().any(|(seen, _)| *seen == kind), "{kind} is not in the source");
    }
    let facts = facts(&parsed);
    for (pattern, expected) in expected.iter().enumerate() {
        assert!(facts.matches.iter().any(|m| m.pattern as usize == pattern), "{expected:?}");
    }
}

/// A class's own name, the key in `a["key"]`, and the type of an assertion have no node.
fn is_only_a_word(node: Node, parent: Node) -> bool {
    match parent.kind() {
        "class_declaration" => node.kind() == "type_identifier",
        "subscript_expression" => parent.child_by_field_name("index") == Some(node),
        "as_expression" => node.kind() == "type_identifier",
        _ => false,
    }
}

#[test]
fn broken_code_keeps_what_can_be_read() {
    let facts = lowered(Dialect::JavaScript, "app.get('/a', (req, res) => { res.send(x) });\nlet = = ;\napp.post('/b', h) }}");
    let printed = print(&facts);
    assert!(printed.contains("res.send(x)") && printed.contains("app.post(\"/b\", h)"), "{printed}");
    assert!(!facts.broken.is_empty());
}

#[test]
fn every_prefix_of_a_file_lowers() {
    let source = "import {a as b} from 'c'; export default class A<T> extends B implements C { @D() x: E = 1; f(@P() p?: Q): R { for (const [a, {b = `${c}`}] of d) { switch (a) { case 1: try { x ??= y?.z!() } catch (e) {} } } } } const {q} = require('r').s; type T = {a: B[]} | keyof C; <J k={l} />";
    for dialect in [Dialect::JavaScript, Dialect::TypeScript, Dialect::Tsx] {
        for end in 0..source.len() {
            lowered(dialect, &source[..end]);
            lowered(dialect, &source[end..]);
        }
    }
}

#[test]
fn deep_and_long_code_is_lowered() {
    let sources = [
        format!("x = {}1{}", "(".repeat(20_000), ")".repeat(20_000)),
        format!("x = {}1{}", "[".repeat(20_000), "]".repeat(20_000)),
        format!("p{}", ".then(x => x)".repeat(5_000)),
        format!("x = 'a'{}", " + b".repeat(5_000)),
        format!("x = a{}", " && b".repeat(5_000)),
        format!("x = {}'b'{}", "'a' + (".repeat(3_000), ")".repeat(3_000)),
        format!("if (a) b; {}", "else if (a) b; ".repeat(3_000)),
        format!("x = {}", "a ? b : ".repeat(3_000) + "c"),
        format!("x = [{}]", "1,".repeat(100_000)),
        "// authlint: ignore\nf(x);\n".repeat(10_000),
    ];
    for source in sources {
        let parsed = parse(source, Dialect::JavaScript);
        assert!(facts(&parsed).size() < 500_000, "{}", &parsed.text[..20]);
    }
}

#[test]
fn a_long_union_is_one_list() {
    let facts = lowered(Dialect::TypeScript, &format!("type T = 'a'{}", " | 'b'".repeat(5_000)));
    assert!(facts.size() < 6_000);
}
