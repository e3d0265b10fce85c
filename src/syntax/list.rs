//! What the queries know and what they saw, for people to read.

use std::fmt::Write;

use super::Parsed;
use super::capture::CAPTURES;
use super::set::QuerySet;

/// Longer texts are cut.
const MAX_TEXT: usize = 60;

/// All captures with their sentences, then the files of a set.
pub fn list(set: &QuerySet) -> String {
    let mut out = String::new();
    for (_, name, is_anchor, sentence) in CAPTURES {
        let kind = if *is_anchor { "anchor" } else { "" };
        let _ = writeln!(out, "{:<18} {kind:<6} {sentence}", format!("@{name}"));
    }
    for file in set.queries() {
        let packages = if file.packages.is_empty() { "always".to_string() } else { file.packages.join(", ") };
        let _ = writeln!(out, "\n{}: {} ({packages}), {} patterns", file.path, file.framework, file.patterns().len());
    }
    out
}

/// Every capture of a file, a line each: `3:1 flask @route.path "/x"`.
pub fn print_captures(parsed: &Parsed, set: &QuerySet) -> String {
    let mut out = String::new();
    for found in &parsed.captured {
        let framework = &set.query(found.query).framework;
        for (capture, node) in &found.nodes {
            let (start, end) = (node.span.start as usize, node.span.end as usize);
            let before = &parsed.text[..start];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
            let indent = if *capture == found.role && *node == found.anchor { "" } else { "  " };
            let _ = writeln!(out, "{indent}{line}:{column} {framework} @{} {}", capture.name(), one_line(&parsed.text[start..end]));
        }
    }
    out
}

fn one_line(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let cut: String = first.chars().take(MAX_TEXT).collect();
    match cut.len() < text.len() {
        true => cut + "...",
        false => cut,
    }
}

/// The table of captures in `queries/README.md`.
pub fn vocabulary() -> String {
    let mut out = String::from("| capture | | what it is |\n|---|---|---|\n");
    for (_, name, is_anchor, sentence) in CAPTURES {
        let _ = writeln!(out, "| `@{name}` | {} | {} |", if *is_anchor { "anchor" } else { "" }, sentence.replace('|', "\\|"));
    }
    out
}
