//! What to do with a file, judged by its name.

use crate::syntax::Dialect;

/// What a file is to the analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Code(Dialect),
    Data,
    /// No extension: its first line may name an interpreter.
    Unnamed,
    Other,
}

/// A dialect as people call it.
pub fn language(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Python => "Python",
        Dialect::JavaScript => "JavaScript",
        Dialect::TypeScript => "TypeScript",
        Dialect::Tsx => "TSX",
        Dialect::Rust => "Rust",
    }
}

const DATA_NAMES: &[&str] =
    &["package.json", "Cargo.toml", "pyproject.toml", "setup.cfg", "Pipfile", "pnpm-workspace.yaml", "lerna.json", "deno.json"];

/// Judges a path by its last part.
pub fn kind(path: &str) -> Kind {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return if DATA_NAMES.contains(&name) { Kind::Data } else { Kind::Unnamed };
    };
    match extension.to_ascii_lowercase().as_str() {
        "py" | "pyi" => Kind::Code(Dialect::Python),
        "js" | "cjs" | "mjs" | "jsx" => Kind::Code(Dialect::JavaScript),
        "ts" | "cts" | "mts" => Kind::Code(Dialect::TypeScript),
        "tsx" => Kind::Code(Dialect::Tsx),
        "rs" => Kind::Code(Dialect::Rust),
        "prisma" | "sql" => Kind::Data,
        "txt" if stem.contains("requirements") => Kind::Data,
        "json" if stem.starts_with("tsconfig") || stem.starts_with("jsconfig") => Kind::Data,
        _ if DATA_NAMES.contains(&name) => Kind::Data,
        _ => Kind::Other,
    }
}

/// The language of a file without extension, by its first line: `#!/usr/bin/env python3`.
pub(super) fn by_shebang(start: &[u8]) -> Option<Dialect> {
    let line = start.strip_prefix(b"#!")?.split(|&byte| byte == b'\n').next()?;
    let line = String::from_utf8_lossy(line);
    let mut words = line.split_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
    let program = words.find(|word| *word != "env" && !word.starts_with('-') && !word.contains('='))?;
    match program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.') {
        "python" | "pypy" => Some(Dialect::Python),
        "node" | "nodejs" | "bun" => Some(Dialect::JavaScript),
        "deno" | "ts-node" | "tsx" => Some(Dialect::TypeScript),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (path, expected) in [
            ("a/b.py", Kind::Code(Dialect::Python)),
            ("a.d.ts", Kind::Code(Dialect::TypeScript)),
            ("a.JSX", Kind::Code(Dialect::JavaScript)),
            ("requirements-dev.txt", Kind::Data),
            ("tsconfig.base.json", Kind::Data),
            ("x/Cargo.toml", Kind::Data),
            ("Pipfile", Kind::Data),
            ("bin/serve", Kind::Unnamed),
            ("README.md", Kind::Other),
            ("data.json", Kind::Other),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
    }

    #[test]
    fn shebangs() {
        for (line, expected) in [
            ("#!/usr/bin/env python3.12\nimport os", Some(Dialect::Python)),
            ("#!/usr/bin/python -u", Some(Dialect::Python)),
            ("#!/usr/bin/env -S node --inspect", Some(Dialect::JavaScript)),
            ("#!/bin/sh", None),
            ("import os", None),
            ("", None),
        ] {
            assert_eq!(by_shebang(line.as_bytes()), expected, "{line}");
        }
    }
}
