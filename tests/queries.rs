//! `queries/` as it is: every pattern compiles, and the planner finds in `corpus/` what running each pattern over whole trees finds.

use std::fs;
use std::path::{Path, PathBuf};

use authlint::facts::ir::Span;
use authlint::syntax::{Capture, Dialect, Parsed, QuerySet, parse_wholesale, parse_with, vocabulary};

const BEGIN: &str = "<!-- captures: written by `UPDATE=1 cargo test --test queries` -->\n";
const END: &str = "<!-- end of captures -->";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn builtin() -> QuerySet {
    // What is on disk, so that no stale copy in the binary is tested.
    let mut files = Vec::new();
    for path in files_below(&root().join("queries")).into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "scm")) {
        let name = path.strip_prefix(root()).expect("it lies below the root").to_string_lossy().replace('\\', "/");
        files.push((name, fs::read_to_string(&path).expect("a query is text")));
    }
    QuerySet::load(&files).unwrap_or_else(|errors| panic!("{}", errors.iter().map(|e| format!("error: {e}\n")).collect::<String>()))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_path_buf()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("a folder of ours is readable").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

fn dialect(path: &Path) -> Option<Dialect> {
    match path.extension()?.to_str()? {
        "py" => Some(Dialect::Python),
        "js" | "jsx" | "mjs" | "cjs" => Some(Dialect::JavaScript),
        "ts" | "mts" | "cts" => Some(Dialect::TypeScript),
        "tsx" => Some(Dialect::Tsx),
        "rs" => Some(Dialect::Rust),
        _ => None,
    }
}

#[test]
fn every_pattern_compiles_in_its_dialects() {
    let set = builtin();
    let errors: Vec<String> =
        (0..set.queries().len() as u16).flat_map(|query| set.verify(query)).map(|e| format!("error: {e}\n")).collect();
    assert!(errors.is_empty(), "\n{}", errors.concat());
}

#[test]
fn the_binary_holds_the_queries_on_disk() {
    assert_eq!(QuerySet::builtin().hash(), builtin().hash(), "`queries/` has changed since the library was built: touch src/syntax/set.rs");
}

#[test]
fn planned_equals_wholesale_over_the_corpus() {
    let set = builtin();
    // Further texts: `PLANNER_FILES=/path/to/a/repository`.
    let more = std::env::var_os("PLANNER_FILES").map(PathBuf::from);
    let folders = std::iter::once(root().join("corpus")).chain(more);
    for path in folders.flat_map(|folder| files_below(&folder)) {
        let Some(dialect) = dialect(&path) else { continue };
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let planned = parse_with(&set, text.clone(), dialect);
        assert_eq!(planned.limits, Vec::<String>::new(), "{}", path.display());
        let wholesale = parse_wholesale(&set, text, dialect);
        assert_eq!(rows(&planned, &set), rows(&wholesale, &set), "{}", path.display());
    }
}

type Row<'a> = (&'a str, u32, Span, Vec<(Capture, Span)>);

fn rows<'a>(parsed: &Parsed, set: &'a QuerySet) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> = Vec::with_capacity(parsed.captured.len());
    for m in &parsed.captured {
        let nodes = m.nodes.iter().map(|(capture, node)| (*capture, node.span)).collect();
        rows.push((&set.query(m.query).path, set.pattern(m.query, m.pattern).line, m.anchor.span, nodes));
    }
    rows.sort();
    rows
}

#[test]
fn the_readme_lists_the_captures() {
    let path = root().join("queries/README.md");
    let text = fs::read_to_string(&path).expect("queries/README.md is there");
    let (head, rest) = text.split_once(BEGIN).expect("queries/README.md has a place for the captures");
    let (_, tail) = rest.split_once(END).expect("queries/README.md says where the captures end");
    let expected = format!("{head}{BEGIN}\n{}\n{END}{tail}", vocabulary());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, expected).expect("queries/README.md can be written");
    } else {
        assert!(text == expected, "queries/README.md is not up to date: run `UPDATE=1 cargo test --test queries`");
    }
}
