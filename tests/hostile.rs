//! Whatever a repository holds: it is analyzed, or skipped with a reason, and the rest of the run is whole.

mod support;

use support::{Project, Run};

/// Checks that the run is whole: it ends well, nothing failed inside, and the plain file beside is analyzed.
#[track_caller]
fn whole(project: Project) -> (Project, Run) {
    let project = project.file("zz_plain.py", "x = 1  # authlint: ignore\n");
    let run = project.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stderr, "");
    assert!(run.findings().contains(&"unused-suppression zz_plain.py:1".to_owned()), "{}", run.stdout);
    assert!(!run.errors().iter().any(|error| error.starts_with("internal")), "{}", run.stdout);
    (project, run)
}

#[track_caller]
fn check(project: Project, errors: &[&str]) {
    assert_eq!(whole(project).1.errors(), errors);
}

#[test]
fn empty_files() {
    let names = ["a.py", "b.js", "c.ts", "d.tsx", "e.rs", "package.json", "schema.prisma", "m.sql", "Cargo.toml", "tsconfig.json"];
    check(names.iter().fold(Project::new(), |project, name| project.file(name, "")), &[]);
    check(names.iter().fold(Project::new(), |project, name| project.file(name, "\n\n  \n")), &[]);
}

#[test]
fn huge_files_are_skipped() {
    let line = "x = 1\n";
    let huge = line.repeat(6 * 1024 * 1024 / line.len());
    check(Project::new().file("huge.py", &huge).file("huge.sql", &huge), &["limit huge.py", "limit huge.sql"]);
}

#[test]
fn minified_files_are_generated_or_skipped() {
    let code = |bytes: usize| format!("// authlint: ignore\n{}", "function f(a){return a.b(c)};".repeat(bytes / 29));
    let (_, run) = whole(Project::new().file("small.js", code(100_000)).file("large.js", code(900_000)).file("x.min.js", code(100)));
    assert_eq!(run.errors(), ["limit large.js"]);
    assert_eq!(run.findings().len(), 1);
}

#[test]
fn binary_files_are_skipped() {
    check(Project::new().file("a.py", b"\x7fELF\x02\x01\x01\0\0\0").file("tool", b"\x7fELF\0\0"), &["encoding a.py"]);
}

#[test]
fn encodings_are_read() {
    let utf16: Vec<u8> = "\u{feff}# é authlint: ignore\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let project = Project::new()
        .file("bom.py", "\u{feff}x = 'é'  # authlint: ignore\n")
        .file("latin.py", b"x = '\xE9'  # authlint: ignore\n")
        .file("utf16.py", utf16);
    let (_, run) = whole(project);
    assert_eq!(run.errors(), ["encoding latin.py", "encoding utf16.py"]);
    assert_eq!(run.findings().len(), 4);
    // Columns count characters.
    let columns: Vec<String> =
        run.json()["findings"].as_array().expect("a list").iter().map(|f| f["location"]["start"]["column"].to_string()).collect();
    assert_eq!(columns, ["12", "12", "5", "10"]);
}

#[test]
fn broken_code_is_told_and_read_on() {
    let broken = "}}} ) def ((( class :::: %%% @@ {{{ <<<< ]]]\n".repeat(20);
    let project = ["a.py", "b.js", "c.ts", "d.tsx", "e.rs"].iter().fold(Project::new(), |project, name| project.file(name, &broken));
    let project = project.file("f.py", "def f(:\n    pass\n\n\ndef g():\n    return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]\n");
    whole(project);
}

#[test]
fn unfinished_files() {
    for (name, text) in [
        ("a.py", "def f(x):\n  if x"),
        ("b.js", "app.get('/x', (req, res) => {"),
        ("c.ts", "class A {\n  @Get("),
        ("d.rs", "fn main() { let x = \""),
    ] {
        whole(Project::new().file(name, text));
    }
}

#[test]
fn deep_nesting() {
    const DEEP: usize = 20_000;
    let around = |open: &str, middle: &str, close: &str| format!("{}{middle}{}", open.repeat(DEEP), close.repeat(DEEP));
    let cases = [
        ("parens.py", format!("x = {}\n", around("(", "1", ")"))),
        ("lists.py", format!("x = {}\n", around("[", "", "]"))),
        ("calls.py", format!("x = {}\n", around("f(", "1", ")"))),
        ("members.py", format!("x = a{}\n", ".b".repeat(DEEP))),
        ("chain.py", format!("x = a{}\n", ".b()".repeat(DEEP))),
        ("sum.py", format!("x = 1{}\n", " + 1".repeat(DEEP))),
        ("elif.py", format!("if x:\n  pass\n{}", "elif y:\n  pass\n".repeat(DEEP / 10))),
        ("not.py", format!("x = {}y\n", "not ".repeat(DEEP))),
        ("lambda.py", format!("x = {}1\n", "lambda: ".repeat(DEEP / 10))),
        ("functions.py", (0..90).map(|n| format!("{}def f{n}():\n", " ".repeat(n))).collect::<String>() + &" ".repeat(90) + "pass\n"),
        ("parens.js", format!("x = {}\n", around("(", "1", ")"))),
        ("arrays.js", format!("x = {}\n", around("[", "", "]"))),
        ("objects.js", format!("x = {}\n", around("{a:", "1", "}"))),
        ("functions.js", around("function f(){", "", "}")),
        ("classes.js", around("class A { m() {", "", "}}")),
        ("arrows.js", format!("x = {}1\n", "() => ".repeat(DEEP))),
        ("chain.js", format!("x = a{}\n", ".b()".repeat(DEEP))),
        ("else.js", format!("if (a) {{}}{}", " else if (b) {}".repeat(DEEP))),
        ("ternary.js", format!("x = {}1\n", "a ? b : ".repeat(DEEP))),
        ("sum.js", format!("x = 1{}\n", " + 'a'".repeat(DEEP))),
        ("template.js", format!("x = {}\n", around("`${", "1", "}`"))),
        ("elements.jsx", format!("x = {}\n", around("<a>", "", "</a>"))),
        ("types.ts", format!("type T = {}\n", around("A<", "B", ">"))),
        ("blocks.ts", around("{", "", "}")),
        ("elements.tsx", format!("const x = {}\n", around("<a>", "", "</a>"))),
        ("parens.rs", format!("fn f() {{ let x = {}; }}\n", around("(", "1", ")"))),
        ("blocks.rs", format!("fn f() {{ {} }}\n", around("{", "", "}"))),
        ("modules.rs", around("mod m {", "", "}")),
        ("functions.rs", around("fn f() {", "", "}")),
        ("chain.rs", format!("fn f() {{ a{}; }}\n", ".b()?".repeat(DEEP))),
        ("references.rs", format!("fn f() {{ let x = {}y; }}\n", "&".repeat(DEEP))),
        ("types.rs", format!("type T = {};\n", around("A<", "B", ">"))),
        ("macro.rs", format!("fn f() {{ vec![{}]; }}\n", around("[", "1", "]"))),
        ("else.rs", format!("fn f() {{ if a {{}} {} }}\n", "else if b {} ".repeat(DEEP))),
        ("sum.rs", format!("fn f() {{ let x = 1{}; }}\n", " + 1".repeat(DEEP))),
    ];
    whole(cases.iter().fold(Project::new(), |project, (name, text)| project.file(name, text)));
}

#[test]
fn import_cycles() {
    let project = Project::new()
        .file("a.py", "from b import *\nfrom b import f\nimport a\n")
        .file("b.py", "from a import *\nfrom a import f\nfrom b import f\n")
        .file("x.js", "export * from './y';\nimport {f} from './y';\nexport {f};\n")
        .file("y.js", "export * from './x';\nimport {f} from './x';\nexport {f};\n")
        .file("src/lib.rs", "mod p;\nmod q;\n")
        .file("src/p.rs", "pub use crate::q::*;\npub use super::q::f;\n")
        .file("src/q.rs", "pub use crate::p::*;\npub use super::p::f;\n")
        .file(
            "c.py",
            "class A(A): pass\nclass B(C): pass\nclass C(B): pass\ndef f(): return f()\ndef g(): return h()\ndef h(): return g()\n",
        );
    check(project, &[]);
}

/// Every module takes everything of every other, and something is asked for that none has.
#[test]
fn webs_of_star_imports() {
    const MODULES: usize = 12;
    let web = |n: usize, line: fn(usize) -> String| (0..MODULES).filter(|other| *other != n).map(line).collect::<String>();
    let modules: String = (0..MODULES).map(|n| format!("pub mod m{n};\n")).collect();
    let mut project = Project::new()
        .file("Cargo.toml", "[package]\nname = \"x\"\n[dependencies]\naxum = \"0.8\"\n")
        .file("src/lib.rs", format!("{modules}use m0::*;\nasync fn h() {{ nowhere() }}\nfn app() -> axum::Router {{ axum::Router::new().route(\"/\", axum::routing::get(h)) }}\n"))
        .file("app.py", "from flask import Flask\nfrom p0 import *\napp = Flask(__name__)\n\n\n@app.get(\"/x\")\ndef f():\n    return nowhere()\n")
        .file("app.js", "import express from 'express';\nimport { gone } from './j0.js';\nconst app = express();\napp.get('/x', gone);\n");
    for n in 0..MODULES {
        project = project
            .file(&format!("src/m{n}.rs"), web(n, |other| format!("pub use crate::m{other}::*;\n")))
            .file(&format!("p{n}.py"), web(n, |other| format!("from p{other} import *\n")))
            .file(&format!("j{n}.js"), web(n, |other| format!("export * from './j{other}.js';\n")));
    }
    check(project, &[]);
}

/// Code whose following would take for ever: each ends soon, with what was found until then.
#[test]
fn requests_that_never_end() {
    let python = |functions: String, body: &str| {
        format!(
            "from flask import Flask, request\napp = Flask(__name__)\n{functions}\n@app.get('/a/<x>')\ndef a(x):\n{body}    return db.get(x)\n"
        )
    };
    let express = |body: String| format!("const express = require('express');\nconst app = express();\n{body}");
    let chain = (0..2000).map(|n| format!("def f{n}(x):\n    return f{}(x)\n", n + 1)).collect();
    let wide = |n: usize| (0..20).map(|i| format!("    y{i} = f{}([x, {i}])\n", n + 1)).collect::<String>();
    let fan = (0..12).map(|n| format!("def f{n}(x):\n{}    return y0\n", wide(n))).collect();
    let others = |n: usize| (0..30).map(|other| format!("    if x.a{other}: return f{other}(x.b{n})\n")).collect::<String>();
    let mutual = (0..30).map(|n| format!("def f{n}(x):\n{}    return db.get(x)\n", others(n))).collect();
    let arms: String = (0..50_000).map(|n| format!("{n} => load({n}).await,\n")).collect();
    let cases = [
        ("chain.py", python(chain, "    f0(x)\n")),
        ("fan.py", python(fan, "    f0(x)\n")),
        ("mutual.py", python(mutual, "    f0(request.json)\n")),
        ("double.py", python(String::new(), &"    x = [x, x]\n".repeat(200))),
        ("double_text.py", python(String::new(), &"    x = f'{x}, {x}'\n".repeat(200))),
        ("double_call.py", python("def f(x):\n    return {'a': x, 'b': x}\n".to_owned(), &"    x = f(x)\n".repeat(200))),
        ("double_module.py", python("y = [1]\n".to_owned() + &"y = [y, y]\n".repeat(200), "    x = y\n")),
        (
            "callbacks.js",
            express(format!(
                "app.get('/x', (req, res) => {{ let v = req.body; {} res.json(v); }});",
                "v = [v, v].map(a => [a, a]);\n".repeat(500)
            )),
        ),
        (
            "routes.js",
            express(
                (0..10_000).map(|n| format!("app.get('/r{n}/:id', guard, (req, res) => res.json(db.get(req.params.id)));\n")).collect(),
            ),
        ),
        (
            "guards.js",
            express(
                (0..1000)
                    .map(|n| format!("app.use((req, res, next) => next());\napp.get('/r{n}', (req, res) => res.json(1));\n"))
                    .collect(),
            ),
        ),
        (
            "src/main.rs",
            format!(
                "use axum::{{Router, routing::get}};\nasync fn h(id: u32) {{ match id {{ {arms} _ => 0 }} }}\nfn main() {{ let app = Router::new().route(\"/\", get(h)); }}\n"
            ),
        ),
    ];
    let project = cases.iter().fold(Project::new(), |project, (name, text)| project.file(name, text));
    let (_, run) = whole(project.file("Cargo.toml", "[package]\nname = \"x\"\n[dependencies]\naxum = \"0.8\"\n"));
    for name in ["double.py", "double_text.py", "double_call.py", "callbacks.js", "guards.js", "src/main.rs"] {
        assert!(run.errors().contains(&format!("limit {name}")), "{name}: {:?}", run.errors());
    }
}

/// Ten million routes.
#[test]
fn routers_mounted_ten_times_in_each_other() {
    let mount = |n: usize| format!("const r{n} = express.Router();\n{}", format!("r{n}.use('/a', r{});\n", n - 1).repeat(10));
    let routers: String = (1..8).map(mount).collect();
    let text = format!(
        "const express = require('express');\nconst app = express();\nconst r0 = express.Router();\nr0.get('/x', (req, res) => res.end());\n{routers}app.use(r7);\n"
    );
    check(Project::new().file("mounts.js", text), &["limit mounts.js"]);
}

#[test]
fn a_folder_may_look_like_a_file() {
    check(Project::new().file("x.py/y.js/z.rs", "fn main() {}\n").file("package.json/a.ts", "let x = 1;\n"), &[]);
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let elsewhere = Project::new().file("outside.py", "x = 1  # authlint: ignore\n");
    let project = Project::new().file("app/a.py", "x = 1  # authlint: ignore\n");
    for (target, link) in [
        (project.path("app"), "app/loop"),
        (project.root(), "up"),
        (elsewhere.root(), "elsewhere"),
        (elsewhere.path("outside.py"), "outside.py"),
        (project.path("nowhere"), "dangling.py"),
        (project.path("self.py"), "self.py"),
    ] {
        symlink(target, project.path(link)).expect("links can be made");
    }
    let (_, run) = whole(project);
    assert_eq!(run.findings(), ["unused-suppression app/a.py:1", "unused-suppression zz_plain.py:1"]);
    assert!(run.errors().is_empty(), "{:?}", run.errors());
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new().file("secret.py", "x = 1\n").file("closed/a.py", "x = 1\n");
    let close = |path: &str, mode| {
        std::fs::set_permissions(project.path(path), std::fs::Permissions::from_mode(mode)).expect("modes can be set");
    };
    close("secret.py", 0o000);
    close("closed", 0o000);
    // Whoever may read everything (root) is told nothing.
    let is_root = std::fs::read(project.path("secret.py")).is_ok();
    let run = project.run(&["check", "--format", "json"]);
    close("closed", 0o755);
    match is_root {
        true => assert!(run.errors().is_empty()),
        false => assert_eq!(run.errors(), ["read closed", "read secret.py"]),
    }
}

#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    let project = Project::new();
    let made = std::process::Command::new("mkfifo").arg(project.path("pipe.py")).status();
    if made.is_ok_and(|status| status.success()) {
        check(project, &[]);
    }
}

#[test]
fn odd_names() {
    let line = "x = 1  # authlint: ignore\n";
    let (_, run) = whole(Project::new().file("a b/[id]/ü (1).py", line).file("src/$x;rm.py", line).file("-x.py", line));
    assert_eq!(run.findings().len(), 4);
    whole(Project::new().file("nul.json", "{\"a\"").file("package.json", "[[[").file("Cargo.toml", "= = =").file("tsconfig.json", "nope"));
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let project = (0..60).fold(Project::new(), |project, n| {
        let text = format!("import os\n# authlint: ignore\ndef f{n}(x):\n    return x  # authlint: ignore[a, b]\n");
        project.file(&format!("p{}/m{n}.py", n % 7), text).file(&format!("p{}/l{n}.js", n % 7), b"let x = '\xE9'; // authlint: ignore\n")
    });
    for format in ["text", "json", "sarif"] {
        let with = |threads: &str| project.run(&["check", "--format", format, "--threads", threads]).stdout;
        let one = with("1");
        assert!(one.len() > 1000);
        assert_eq!(one, with("4"), "{format}");
        assert_eq!(one, with("0"), "{format}");
    }
}
