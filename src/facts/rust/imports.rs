//! `use`, `extern crate` and `mod x;`.

use super::super::ir::*;
use super::{Lower, span};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// `use a::b::{c as d, self, e::*};`
    pub(super) fn use_declaration(&mut self, node: Tree<'t>) {
        let Some(argument) = node.child_by_field_id(self.grammar.argument) else { return };
        let is_public = self.is_public(node);
        self.use_tree("", argument, is_public);
    }

    fn use_tree(&mut self, prefix: &str, node: Tree<'t>, is_public: bool) {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || match node.kind() {
            "use_as_clause" => {
                let path = node.child_by_field_id(self.grammar.path);
                let alias = node.child_by_field_id(self.grammar.alias);
                let (Some(path), Some(alias)) = (path, alias) else { return };
                let full = join(prefix, &self.path_text(path));
                let local = self.word(alias);
                self.taken(node, &full, Some(local), is_public);
            }
            "use_list" => {
                for child in self.children(node) {
                    self.use_tree(prefix, child, is_public);
                }
            }
            "scoped_use_list" => {
                let path = node.child_by_field_id(self.grammar.path).map(|path| self.path_text(path)).unwrap_or_default();
                let Some(list) = node.child_by_field_id(self.grammar.list) else { return };
                self.use_tree(&join(prefix, &path), list, is_public);
            }
            "use_wildcard" => {
                let path = self.first_child(node).map(|path| self.path_text(path)).unwrap_or_default();
                self.import(node, &join(prefix, &path), ImportKind::Star, None, is_public);
            }
            "ERROR" => {}
            _ => {
                let full = join(prefix, &self.path_text(node));
                self.taken(node, &full, None, is_public);
            }
        })
    }

    /// One name: `a::b::c` is `c` of `a::b`; `a`, and `self` in a list, are modules.
    fn taken(&mut self, node: Tree<'t>, full: &str, local: Option<Sym>, is_public: bool) {
        let (module, name) = match full.rsplit_once("::") {
            Some((module, "self")) => (module, None),
            Some((module, name)) => (module, Some(name)),
            None => (full, None),
        };
        let last = name.unwrap_or_else(|| module.rsplit("::").next().unwrap_or(module));
        let last = self.builder.intern(last);
        let kind = if name.is_some() { ImportKind::Name(last) } else { ImportKind::Module };
        self.import(node, module, kind, Some(local.unwrap_or(last)), is_public);
    }

    /// `extern crate a as b;`
    pub(super) fn extern_crate(&mut self, node: Tree<'t>) {
        let Some(name) = node.child_by_field_id(self.grammar.name) else { return };
        let local = node.child_by_field_id(self.grammar.alias).unwrap_or(name);
        let local = self.word(local);
        let module = self.builder.slice(name);
        let is_public = self.is_public(node);
        self.import(node, module, ImportKind::Module, Some(local), is_public);
    }

    /// `mod x;`
    pub(super) fn mod_file(&mut self, node: Tree<'t>, name: Tree<'t>) {
        let local = self.word(name);
        let module = self.builder.slice(name);
        let is_public = self.is_public(node);
        self.import(node, module.strip_prefix("r#").unwrap_or(module), ImportKind::ModFile, Some(local), is_public);
    }

    fn import(&mut self, node: Tree<'t>, module: &str, kind: ImportKind, local: Option<Sym>, is_public: bool) {
        let module = self.builder.intern(module);
        let function = self.builder.function;
        self.builder.imports.push(Import { module, kind, local, span: span(node), function, is_public });
    }

    /// A path without the blanks it may hold.
    fn path_text(&self, node: Tree<'t>) -> String {
        let text = self.builder.slice(node);
        text.split_whitespace().collect::<String>().replace("r#", "").trim_start_matches("::").to_owned()
    }
}

fn join(prefix: &str, path: &str) -> String {
    match (prefix, path) {
        ("", _) => path.to_owned(),
        (_, "") => prefix.to_owned(),
        _ => format!("{prefix}::{path}"),
    }
}
