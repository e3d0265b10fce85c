//! Imports. They are told apart from the code, and leave nothing in it.

use std::borrow::Cow;

use super::super::build::span;
use super::super::ir::*;
use super::Lowering;
use crate::syntax::Node as Tree;

impl<'a, 't> Lowering<'_, 'a> {
    /// `import a.b` (which binds `a`), `import a.b as c`.
    pub(super) fn import(&mut self, node: Tree<'t>) {
        for part in self.parts(node) {
            let (module, alias) = self.aliased(part);
            let local = alias.unwrap_or_else(|| module.split('.').next().unwrap_or_default());
            self.add_import(part, &module, ImportKind::Module, Some(local));
        }
    }

    /// `from m import a, b as c`, `from m import *`, `from . import a`.
    pub(super) fn import_from(&mut self, node: Tree<'t>) {
        let parts = self.parts(node);
        let Some((module, names)) = parts.split_first() else { return };
        let module = self.dotted(*module);
        for part in names {
            if part.kind() == "wildcard_import" {
                self.add_import(*part, &module, ImportKind::Star, None);
                continue;
            }
            let (name, alias) = self.aliased(*part);
            let kind = ImportKind::Name(self.builder.intern(&name));
            self.add_import(*part, &module, kind, Some(alias.unwrap_or(&name)));
        }
    }

    /// A name, and what it is called here if that is another.
    fn aliased(&mut self, node: Tree<'t>) -> (Cow<'a, str>, Option<&'a str>) {
        if node.kind() != "aliased_import" {
            return (self.dotted(node), None);
        }
        let parts = self.parts(node);
        let name = parts.first().map_or(Cow::Borrowed(""), |name| self.dotted(*name));
        (name, parts.get(1).map(|alias| self.slice(*alias)))
    }

    /// A dotted name as one would write it: Python allows spaces around the dots.
    fn dotted(&self, node: Tree<'t>) -> Cow<'a, str> {
        let written = self.slice(node);
        if written.contains(|char: char| char.is_whitespace() || char == '\\') {
            Cow::Owned(written.chars().filter(|char| !char.is_whitespace() && *char != '\\').collect())
        } else {
            Cow::Borrowed(written)
        }
    }

    fn add_import(&mut self, node: Tree<'t>, module: &str, kind: ImportKind, local: Option<&str>) {
        let import = Import {
            module: self.builder.intern(module),
            kind,
            local: local.map(|local| self.builder.intern(local)),
            span: span(node),
            function: self.builder.function,
            is_public: false,
        };
        self.builder.imports.push(import);
    }
}
