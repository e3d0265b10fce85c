//! The grammars.

use tree_sitter::{Language, Parser, Tree};

use super::Dialect;

impl Dialect {
    /// JavaScript, TypeScript and TSX.
    pub fn is_script(self) -> bool {
        !matches!(self, Dialect::Python | Dialect::Rust)
    }

    /// The tree-sitter grammar.
    pub fn language(self) -> Language {
        match self {
            Dialect::Python => tree_sitter_python::LANGUAGE.into(),
            Dialect::JavaScript => tree_sitter_javascript::LANGUAGE.into(),
            Dialect::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
            Dialect::Tsx => tree_sitter_typescript::LANGUAGE_TSX.into(),
            Dialect::Rust => tree_sitter_rust::LANGUAGE.into(),
        }
    }
}

/// Parses a text; broken code gives a tree with error nodes.
pub(super) fn tree(text: &str, dialect: Dialect, old: Option<&Tree>) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(&dialect.language()).expect("the grammars are built for this version of tree-sitter");
    parser.parse(text, old).expect("a parser with a language and without a time limit gives a tree")
}
