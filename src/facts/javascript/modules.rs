//! What a file takes from others and gives to them: ES modules and CommonJS.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::definitions::Decorators;
use super::kinds::Kind;
use super::{Export, Import, ImportKind, Items, Lowering, NodeId, NodeKind, Span, Sym, deep, span};
use crate::syntax::Node as Tree;

/// A name given away, and where it stands.
type Given = (Sym, Span);

impl<'t> Lowering<'_, '_> {
    fn add_import(&mut self, at: Tree, module: Sym, kind: ImportKind, local: Option<Sym>, is_public: bool) {
        let function = self.builder.function;
        self.builder.imports.push(Import { module, kind, local, span: span(at), function, is_public });
    }

    fn add_export(&mut self, name: &str, value: NodeId) {
        let name = self.builder.intern(name);
        self.builder.exports.push(Export { name, value });
    }

    pub(super) fn import(&mut self, node: Tree<'t>) {
        let parts = self.parts(node);
        if let Some(clause) = self.find(&parts, Kind::ImportRequireClause) {
            return self.import_require(clause);
        }
        let Some(source) = self.find(&parts, Kind::String) else { return };
        let module = self.string_text(source);
        match self.find(&parts, Kind::ImportClause) {
            Some(clause) => self.import_clause(clause, module),
            None => self.add_import(node, module, ImportKind::Effect, None, false),
        }
    }

    /// `import x = require("y")`.
    fn import_require(&mut self, clause: Tree<'t>) {
        let parts = self.parts(clause);
        let (Some(&local), Some(source)) = (parts.first(), self.find(&parts, Kind::String)) else { return };
        let (local, module) = (self.builder.word(local), self.string_text(source));
        self.add_import(clause, module, ImportKind::Module, Some(local), false);
    }

    fn import_clause(&mut self, clause: Tree<'t>, module: Sym) {
        for part in self.parts(clause) {
            match self.kind(part) {
                Kind::Identifier => {
                    let (default, local) = (self.builder.intern("default"), self.builder.word(part));
                    self.add_import(part, module, ImportKind::Name(default), Some(local), false);
                }
                Kind::NamespaceImport => {
                    let parts = self.parts(part);
                    let local = parts.last().map(|&name| self.builder.word(name));
                    self.add_import(part, module, ImportKind::Module, local, false);
                }
                Kind::NamedImports => {
                    for specifier in self.children(part) {
                        let Some((name, local)) = self.specifier(specifier) else { continue };
                        self.add_import(specifier, module, ImportKind::Name(name), Some(local.0), false);
                    }
                }
                _ => {}
            }
        }
    }

    /// `a as b` in an import or export: the name there, and the name given to it.
    fn specifier(&mut self, node: Tree<'t>) -> Option<(Sym, Given)> {
        let name_node = node.child_by_field_name("name")?;
        let name = self.module_name(name_node);
        Some(match node.child_by_field_name("alias") {
            Some(alias) => (name, (self.module_name(alias), span(alias))),
            None => (name, (name, span(name_node))),
        })
    }

    fn module_name(&mut self, node: Tree<'t>) -> Sym {
        match self.kind(node) {
            Kind::String => self.string_text(node),
            _ => self.builder.word(node),
        }
    }

    /// TypeScript's `import a = b.c`.
    pub(super) fn import_alias(&mut self, node: Tree<'t>) -> NodeId {
        let parts = self.parts(node);
        let [_, target, _, value, ..] = parts[..] else { return self.unknown_of(node, &parts) };
        let target = self.expression(target);
        let value = self.expression(value);
        self.builder.add(node, NodeKind::Let { target, value })
    }

    /// `const x = require("y")` and its likes are imports; whether this was one.
    pub(super) fn require(&mut self, declarator: Tree<'t>, target: Tree<'t>, value: Tree<'t>) -> bool {
        let Some((module, member)) = self.required(value) else { return false };
        match self.kind(target) {
            Kind::Identifier => {
                let local = self.builder.word(target);
                let kind = member.map_or(ImportKind::Module, ImportKind::Name);
                self.add_import(declarator, module, kind, Some(local), false);
                true
            }
            Kind::Object if member.is_none() => self.require_names(target, module),
            _ => false,
        }
    }

    /// `const {a, b: c} = require("y")`, unless an entry is more than a name.
    fn require_names(&mut self, pattern: Tree<'t>, module: Sym) -> bool {
        let mut names: SmallVec<[(Tree, Sym, Sym); 8]> = SmallVec::new();
        for entry in self.children(pattern) {
            let (from, to) = match self.kind(entry) {
                Kind::Shorthand => (entry, entry),
                Kind::Pair => match self.peek(entry)[..] {
                    [key, _, local] if self.kind(key) == Kind::PropertyIdentifier && self.kind(local) == Kind::Identifier => (key, local),
                    _ => return false,
                },
                _ => return false,
            };
            names.push((entry, self.builder.word(from), self.builder.word(to)));
        }
        for (entry, name, local) in names {
            self.add_import(entry, module, ImportKind::Name(name), Some(local), false);
        }
        true
    }

    /// The module of `require("y")`, and the name taken of it in `require("y").z`.
    fn required(&mut self, value: Tree<'t>) -> Option<(Sym, Option<Sym>)> {
        let value = self.unwrapped(value);
        match self.kind(value) {
            Kind::CallExpression => self.required_module(value).map(|module| (module, None)),
            Kind::MemberExpression => {
                let [object, _, property] = self.peek(value)[..] else { return None };
                let object = self.unwrapped(object);
                let module = self.required_module(object)?;
                Some((module, Some(self.builder.word(property))))
            }
            _ => None,
        }
    }

    fn required_module(&mut self, call: Tree<'t>) -> Option<Sym> {
        if self.kind(call) != Kind::CallExpression || !self.builder.slice(call).starts_with("require") {
            return None;
        }
        let [callee, arguments] = self.peek(call)[..] else { return None };
        if self.builder.slice(callee) != "require" || self.kind(arguments) != Kind::Arguments {
            return None;
        }
        match self.children(arguments)[..] {
            [source] if self.kind(source) == Kind::String => Some(self.string_text(source)),
            [source] if self.kind(source) == Kind::TemplateString && source.named_child(1).is_none() => Some(self.string_text(source)),
            _ => None,
        }
    }

    /// What stands within parentheses and TypeScript's assertions.
    fn unwrapped(&mut self, node: Tree<'t>) -> Tree<'t> {
        let mut node = node;
        while matches!(self.kind(node), Kind::Parenthesized | Kind::Ascription) {
            let parts = self.peek(node);
            let Some(inner) = self.first_node(&parts) else { break };
            node = inner;
        }
        node
    }

    pub(super) fn export(&mut self, node: Tree<'t>, items: &mut Items) {
        let parts = self.parts(node);
        if let Some(source) = self.find(&parts, Kind::String).filter(|_| self.has_from(&parts)) {
            return self.reexport(node, &parts, source);
        }
        if let Some(clause) = self.find(&parts, Kind::ExportClause) {
            return self.export_clause(clause);
        }
        let mut decorators = Decorators::default();
        for &part in &parts {
            if self.kind(part) == Kind::Decorator {
                self.add_decorator(part, &mut decorators);
            }
        }
        let Some(given) = parts.iter().rev().copied().find(|&part| !self.kind(part).is_token()) else { return };
        if self.has(&parts, Kind::Default) {
            self.export_default(node, given, decorators, items);
        } else if self.has(&parts, Kind::Equals) {
            let value = self.expression(given);
            self.export_whole(value);
            self.builder.bind(node, value);
            items.push(value);
        } else if self.has(&parts, Kind::As) {
            // `export as namespace X` is for scripts without modules.
        } else {
            self.export_declaration(node, given, decorators, items);
        }
    }

    /// Whether these are the parts of `export .. from "x"`, and not of `export default "x"`.
    fn has_from(&self, parts: &[Tree<'t>]) -> bool {
        !self.has(parts, Kind::Default) && !self.has(parts, Kind::Equals)
    }

    /// `export {a} from "./x"`, `export * from "./x"`, `export * as x from "./x"`.
    fn reexport(&mut self, node: Tree<'t>, parts: &[Tree<'t>], source: Tree<'t>) {
        let module = self.string_text(source);
        for &part in parts {
            match self.kind(part) {
                Kind::Star => self.add_import(node, module, ImportKind::Star, None, true),
                Kind::NamespaceExport => {
                    let inner = self.parts(part);
                    let local = inner.last().map(|&name| self.module_name(name));
                    self.add_import(node, module, ImportKind::Module, local, true);
                }
                Kind::ExportClause => {
                    for specifier in self.children(part) {
                        let Some((name, local)) = self.specifier(specifier) else { continue };
                        self.add_import(specifier, module, ImportKind::Name(name), Some(local.0), true);
                    }
                }
                _ => {}
            }
        }
    }

    /// `export {a, b as c}`.
    fn export_clause(&mut self, clause: Tree<'t>) {
        for specifier in self.children(clause) {
            let Some((name, (public, _))) = self.specifier(specifier) else { continue };
            let value = self.name_at(span(specifier), name);
            self.builder.bind(specifier, value);
            self.builder.exports.push(Export { name: public, value });
        }
    }

    /// A function or class with a name is declared, and its name exported; anything else is the export.
    fn export_default(&mut self, node: Tree<'t>, given: Tree<'t>, decorators: Decorators, items: &mut Items) {
        let first = items.len();
        self.exported(given, decorators, items);
        let Some(&id) = items.get(first) else { return };
        let value = match self.builder.kind(id) {
            NodeKind::Let { target: name, value } => {
                self.make_public(value);
                let NodeKind::Name(sym) = self.builder.kind(name) else { return };
                self.name_at(self.builder.span_of(name), sym)
            }
            _ => {
                self.make_public(id);
                id
            }
        };
        self.builder.bind(node, id);
        self.add_export("default", value);
    }

    /// `export const x = ..`, `export function f() {}`, `export class C {}` and TypeScript's declarations.
    fn export_declaration(&mut self, node: Tree<'t>, given: Tree<'t>, decorators: Decorators, items: &mut Items) {
        let first = items.len();
        self.exported(given, decorators, items);
        if let Some(&id) = items.get(first) {
            self.builder.bind(node, id);
        }
        for &id in &items[first..] {
            if let NodeKind::Let { value, .. } = self.builder.kind(id) {
                self.make_public(value);
            }
        }
        let mut names = SmallVec::new();
        // The overloads of a function export nothing, its implementation does.
        if self.kind(given) != Kind::FunctionSignature {
            self.declared_names(given, &mut names);
        }
        for (name, at) in names {
            let value = self.name_at(at, name);
            self.builder.exports.push(Export { name, value });
        }
    }

    fn exported(&mut self, given: Tree<'t>, decorators: Decorators, items: &mut Items) {
        match self.kind(given) {
            Kind::ClassDeclaration => {
                let class = self.class_declaration(given, decorators);
                items.push(class);
            }
            _ => {
                items.extend(decorators.ids);
                self.statement(given, items);
            }
        }
    }

    /// Functions of module level that `export {f}` or `module.exports = {f}` name somewhere in the file.
    pub(super) fn make_exported_public(&mut self, items: &[NodeId]) {
        let exports = &self.builder.exports;
        let names: FxHashSet<Sym> = exports
            .iter()
            .filter_map(|export| match self.builder.kind(export.value) {
                NodeKind::Name(name) => Some(name),
                _ => None,
            })
            .collect();
        for &item in items {
            let NodeKind::Let { target, value } = self.builder.kind(item) else { continue };
            if matches!(self.builder.kind(target), NodeKind::Name(name) if names.contains(&name)) {
                self.make_public(value);
            }
        }
    }

    fn make_public(&mut self, value: NodeId) {
        if let NodeKind::Function(id) = self.builder.kind(value) {
            self.builder.functions[id.index()].is_public = true;
        }
    }

    /// The names that a declaration introduces.
    fn declared_names(&mut self, node: Tree<'t>, names: &mut SmallVec<[Given; 4]>) {
        match self.kind(node) {
            Kind::VariableDeclaration | Kind::AmbientDeclaration => {
                for child in self.children(node) {
                    self.declared_names(child, names);
                }
            }
            _ => {
                if let Some(name) = node.child_by_field_name("name") {
                    deep(|| self.pattern_names(name, names));
                }
            }
        }
    }

    fn pattern_names(&mut self, node: Tree<'t>, names: &mut SmallVec<[Given; 4]>) {
        match self.kind(node) {
            Kind::Identifier | Kind::TypeIdentifier | Kind::Shorthand => names.push((self.builder.word(node), span(node))),
            Kind::Pair => {
                let parts = self.peek(node);
                if let Some(&value) = parts.last() {
                    self.pattern_names(value, names);
                }
            }
            Kind::AssignmentPattern => {
                let parts = self.peek(node);
                if let Some(&target) = parts.first() {
                    self.pattern_names(target, names);
                }
            }
            Kind::Object | Kind::ArrayPattern | Kind::Spread => {
                for child in self.children(node) {
                    deep(|| self.pattern_names(child, names));
                }
            }
            _ => {}
        }
    }

    /// Notes `module.exports = x`, `module.exports.a = x`, `exports.a = x`.
    pub(super) fn commonjs_export(&mut self, target: NodeId, value: NodeId) {
        let NodeKind::Member { base, name } = self.builder.kind(target) else { return };
        if self.is_module_exports(target) {
            self.export_whole(value);
        } else if self.is_own_exports(base) {
            let value = self.assigned(value);
            self.make_public(value);
            self.builder.exports.push(Export { name, value });
        }
    }

    /// `const helpers = module.exports`, `const helpers = exports`.
    pub(super) fn name_own_exports(&mut self, name: Sym, value: NodeId) {
        if self.is_name(value, "exports") || self.is_module_exports(value) {
            self.own_exports.push(name);
        }
    }

    fn is_own_exports(&self, id: NodeId) -> bool {
        let is_named = matches!(self.builder.kind(id), NodeKind::Name(name) if self.own_exports.contains(&name));
        is_named || self.is_name(id, "exports") || self.is_module_exports(id)
    }

    /// Exports a value as the module itself, and the entries of an object as names.
    fn export_whole(&mut self, value: NodeId) {
        let value = self.assigned(value);
        self.make_public(value);
        self.add_export("=", value);
        let NodeKind::Object(entries) = self.builder.kind(value) else { return };
        for i in 0..self.builder.items(entries).len() {
            let entry = self.builder.items(entries)[i];
            if let NodeKind::Named { name, value } = self.builder.kind(entry) {
                self.make_public(value);
                self.builder.exports.push(Export { name, value });
            }
        }
    }

    /// The value of `a = b = value`.
    fn assigned(&self, value: NodeId) -> NodeId {
        let mut value = value;
        while let NodeKind::Assign { value: inner, .. } = self.builder.kind(value) {
            value = inner;
        }
        value
    }

    pub(super) fn is_module_exports(&self, id: NodeId) -> bool {
        match self.builder.kind(id) {
            NodeKind::Member { base, name } => self.builder.text(name) == "exports" && self.is_name(base, "module"),
            _ => false,
        }
    }

    fn is_name(&self, id: NodeId, text: &str) -> bool {
        matches!(self.builder.kind(id), NodeKind::Name(name) if self.builder.text(name) == text)
    }
}
