//! The command as people and scripts meet it.

mod support;

use support::Project;

/// A finding of low severity on line 1 of `app.py`.
fn noisy() -> Project {
    Project::new().file("app.py", "x = 1  # authlint: ignore\n").file("lib/util.py", "y = 2\n")
}

fn quiet() -> Project {
    Project::new().file("app.py", "x = 1\n")
}

#[test]
fn nothing_found_is_0() {
    let run = quiet().run(&["check"]);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, "0 findings in 0 endpoints of 1 file\n", ""));
}

#[test]
fn severity_decides_the_status() {
    let project = noisy();
    for (level, status) in [("low", 1), ("medium", 0), ("high", 0), ("critical", 0), ("never", 0)] {
        assert_eq!(project.run(&["check", "--fail-on", level]).status, status, "{level}");
    }
    assert_eq!(project.run(&["check"]).status, 0);
}

#[test]
fn strict_wants_everything_analyzed() {
    let project = quiet().file("latin.py", b"x = '\xE9'\n");
    assert_eq!(project.run(&["check"]).status, 0);
    assert_eq!(project.run(&["check", "--strict"]).status, 2);
}

#[test]
fn usage_errors_are_2() {
    let project = quiet();
    for args in [&["check", "--format", "yaml"][..], &["chekc"], &["check", "--output", "json"], &["check", "--output", "yaml=x"], &[]] {
        let run = project.run(args);
        assert_eq!(run.status, 2, "{args:?}");
        assert_eq!(run.stdout, "", "{args:?}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
    for args in [&["--help"][..], &["check", "--help"], &["--version"]] {
        assert_eq!(project.run(args).status, 0, "{args:?}");
    }
}

#[test]
fn a_missing_path_is_named() {
    let run = quiet().run(&["check", "ap.py"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr, "error: no such file or folder: `ap.py`\nhelp: paths are taken from the current folder\n");
}

#[test]
fn an_unknown_rule_is_guessed() {
    let project = quiet();
    for args in [&["check", "--rule", "unused-supression"][..], &["explain", "unused-supression"]] {
        let run = project.run(args);
        assert_eq!(run.status, 2);
        let expected =
            "error: unknown rule `unused-supression`\nhelp: did you mean `unused-suppression`? all rules are listed by `authlint rules`\n";
        assert_eq!(run.stderr, expected);
    }
}

#[test]
fn no_code_is_2() {
    let run = Project::new().file("README.md", "# Hello\n").run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.starts_with("error: no file to analyze below `"), "{}", run.stderr);
    assert!(run.stderr.contains("\nhelp: authlint reads Python, JavaScript, TypeScript and Rust"), "{}", run.stderr);
}

#[test]
fn paths_choose_what_is_reported() {
    let project = noisy().file("lib/other.py", "z = 3  # authlint: ignore\n");
    let found = |args: &[&str]| project.run(&[&["check", "--format", "json", "--root", "."], args].concat()).findings();
    assert_eq!(found(&["."]), ["unused-suppression app.py:1", "unused-suppression lib/other.py:1"]);
    assert_eq!(found(&["lib"]), ["unused-suppression lib/other.py:1"]);
    assert_eq!(found(&["app.py", "lib/util.py"]), ["unused-suppression app.py:1"]);
    assert!(found(&["lib/util.py"]).is_empty());
}

#[test]
fn the_root_is_the_nearest_configured_folder_then_the_repository() {
    let project = Project::new().file(".git/HEAD", "").file("svc/app.py", "x = 1  # authlint: ignore\n");
    assert_eq!(project.run(&["check", "svc", "--format", "json"]).findings(), ["unused-suppression svc/app.py:1"]);
    assert_eq!(project.run(&["check", "svc", "--root", "svc", "--format", "json"]).findings(), ["unused-suppression app.py:1"]);
    let project = project.file("svc/authlint.toml", "");
    assert_eq!(project.run(&["check", "svc/app.py", "--format", "json"]).findings(), ["unused-suppression app.py:1"]);
    let run = project.run(&["check", ".", "--root", "svc"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("is not below the root"), "{}", run.stderr);
}

#[test]
fn code_that_is_not_production_code_waits_for_include() {
    let line = "x = 1  # authlint: ignore\n";
    let project = Project::new()
        .file("app.py", "x = 1\n")
        .file("tests/a.py", line)
        .file("docs/b.py", line)
        .file("vendor/c.py", line)
        .file("d_pb2.py", line)
        .file("node_modules/e/index.js", "// authlint: ignore\n");
    let found = |include: &str| project.run(&["check", "--format", "json", "--include", include]).findings();
    assert!(project.run(&["check", "--format", "json"]).findings().is_empty());
    assert_eq!(found("tests"), ["unused-suppression tests/a.py:1"]);
    assert_eq!(found("docs"), ["unused-suppression docs/b.py:1"]);
    assert_eq!(found("vendored,generated"), ["unused-suppression d_pb2.py:1", "unused-suppression vendor/c.py:1"]);
}

#[test]
fn ignored_files_are_left_out() {
    let line = "x = 1  # authlint: ignore\n";
    let project = Project::new()
        .file(".gitignore", "/local\n")
        .file(".authlintignore", "legacy/\n")
        .file("local/a.py", line)
        .file("legacy/b.py", line)
        .file(".hidden/c.py", line)
        .file("dist/d.py", line)
        .file("my-env/pyvenv.cfg", "")
        .file("my-env/e.py", line)
        .file("build/__init__.py", "")
        .file("build/f.py", line);
    let run = project.run(&["check", "--format", "json"]);
    assert_eq!(run.findings(), ["unused-suppression build/f.py:1"]);
}

#[test]
fn outputs_are_files_besides() {
    let project = noisy();
    let run = project.run(&["check", "--output", "json=out.json", "--output", "text=out.txt", "--color", "always"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stdout.contains("\x1b["), "{}", run.stdout);
    let read = |name: &str| std::fs::read_to_string(project.path(name)).expect("written");
    assert_eq!(read("out.json"), project.run(&["check", "--format", "json"]).stdout);
    assert_eq!(read("out.txt"), project.run(&["check"]).stdout);
    let run = project.run(&["check", "--output", "json=no/such/folder.json"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.starts_with("error: cannot write `no/such/folder.json`: no such file or directory\nhelp: "), "{}", run.stderr);
}

#[test]
fn colours_are_asked_for() {
    let project = noisy();
    let coloured = |args: &[&str], env: &[(&str, &str)]| project.run_with(&[&["check"], args].concat(), env).stdout.contains('\x1b');
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn code_cannot_steer_the_terminal() {
    let project = Project::new().file("app.py", "x = '\x1b]0;pwned\x07\u{9b}2J\u{202e}'  # authlint: ignore[\x1b[31m]\n");
    let run = project.run(&["check"]);
    let steering: Vec<char> = run.stdout.chars().filter(|c| c.is_control() && *c != '\n' || *c == '\u{202e}').collect();
    assert!(steering.is_empty(), "{steering:?} in {}", run.stdout);
}

#[test]
fn frames_look_like_this() {
    let project = Project::new().file("app.py", "import os\n\n\n# authlint: ignore[unused-supression] old\ndef f():\n    pass\n");
    insta::assert_snapshot!(project.run(&["check"]).stdout, @r"
    low[unused-suppression]: suppression names the unknown rule `unused-supression`
     --> app.py:4:3
      |
    4 | # authlint: ignore[unused-supression] old
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `unused-suppression`?

    1 finding in 0 endpoints of 1 file
    ");
}

#[test]
fn suppressions_silence_and_are_watched() {
    let project = Project::new()
        .file("a.py", "x = 1  # authlint: ignore[unused-suppression] nothing here\n")
        .file("b.py", "# authlint: ignore[unused-suppression]\nx = 1\n")
        .file("c.js", "/* authlint: ignore[no-such-rule] why */\n")
        .file("d.rs", "// authlint: ignore[] why\n");
    let run = project.run(&["check", "--format", "json"]);
    let messages: Vec<String> = run.json()["findings"].as_array().expect("a list").iter().map(|f| f["message"].to_string()).collect();
    assert_eq!(run.findings().len(), 4, "{messages:?}");
    assert!(messages[0].contains("silences nothing"), "{messages:?}");
    assert!(messages[2].contains("unknown rule `no-such-rule`"), "{messages:?}");
    assert!(messages[3].contains("names no rule"), "{messages:?}");
}

#[test]
fn fingerprints_are_distinct_and_do_not_hold_lines() {
    let project = Project::new().file("a.py", "# authlint: ignore\nx = 1\n# authlint: ignore\n");
    let prints = |project: &Project| -> Vec<String> {
        let json = project.run(&["check", "--format", "json"]).json();
        json["findings"].as_array().expect("a list").iter().map(|f| f["fingerprint"].to_string()).collect()
    };
    let before = prints(&project);
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    let project = project.file("a.py", "\n\n\n# authlint: ignore\nx = 1\n\n# authlint: ignore\n");
    assert_eq!(prints(&project), before);
}

#[test]
fn rules_are_listed_and_explained() {
    let project = quiet();
    assert!(project.run(&["rules"]).stdout.contains("unused-suppression"));
    assert_eq!(project.run(&["rules", "--format", "json"]).json()["version"], 1);
    let page = project.run(&["explain", "unused-suppression"]);
    assert!(page.stdout.starts_with("unused-suppression\n"), "{}", page.stdout);
    assert!(!page.stdout.contains("expect:") && !page.stdout.contains("## "), "{}", page.stdout);
}

#[test]
fn a_place_without_a_handler_is_explained() {
    let project = quiet();
    let run = project.run(&["explain", "app.py:1"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "no finding: no route is known to lead to a handler that holds this line\n"));
    let run = project.run(&["explain", "app.py:9"]);
    assert_eq!((run.status, run.stderr.as_str()), (2, "error: `app.py` has no line 9\nhelp: its last line is 2\n"));
    assert_eq!(project.run(&["explain", "gone.py:9"]).status, 2);
}

#[test]
fn routes_of_no_service_are_none() {
    let project = quiet();
    assert!(project.run(&["routes"]).stdout.ends_with("0 endpoints\n"));
    let json = project.run(&["routes", "--format", "json"]).json();
    assert_eq!(json, serde_json::json!({"version": 1, "endpoints": []}));
}

#[test]
fn inner_forms_print() {
    let project = quiet();
    assert_eq!(project.run(&["debug", "facts", "app.py"]).stdout.trim(), "x = 1");
    assert!(project.run(&["debug", "captures", "--list"]).stdout.contains("@route.path"));
    for station in ["captures", "program", "flow"] {
        assert_eq!(project.run(&["debug", station, "app.py"]).status, 0, "{station}");
    }
    assert_eq!(project.run(&["debug", "facts", "none.py"]).status, 2);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let project = quiet();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_authlint"))
        .args(["debug", "captures", "--list"])
        .current_dir(project.root())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
