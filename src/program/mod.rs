//! What the files say together.
//!
//! In: the facts of all files. Out: a linked `Program`: names across files, modules, classes with their methods, the queries in
//! force, stored resources and their owners.
//! Never: reads a tree; executes anything; decides a verdict.

mod classes;
mod file_routes;
mod modules;
mod resources;
pub mod sql;
pub mod words;

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

pub use classes::{ClassRef, FunctionRef};
pub use file_routes::FileRoute;
pub use modules::Target;
pub(crate) use resources::is_owner_name;
pub use resources::{OwnerField, Resource, ResourceId, resource_key, store_name};

use crate::facts::Facts;
use crate::facts::ir::*;
use crate::source::{FileId, Project, Purpose};
use crate::syntax::QuerySet;

/// A string shared by all files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(u32);

/// All files, linked.
pub struct Program {
    pub project: Arc<Project>,
    /// In the order of `project.files`.
    pub facts: Vec<Arc<Facts>>,
    texts: Vec<Box<str>>,
    index: FxHashMap<Box<str>, Word>,
    /// Of each file, the word of each symbol.
    words: Vec<Vec<Word>>,
    modules: modules::Modules,
    classes: classes::Classes,
    /// Of each query file, whether its framework is used here.
    in_force: Vec<bool>,
    resources: resources::Resources,
    /// Files that are routes by where they stand.
    pub file_routes: Vec<FileRoute>,
    /// Where imports lead, as far as it was asked.
    resolved: RwLock<FxHashMap<ImportKey, Target>>,
    /// Of each file, what it imports everything of.
    stars: Vec<OnceLock<Box<[FileId]>>>,
}

/// All that decides where an import leads: file, module, kind with name, local name.
type ImportKey = (FileId, Sym, ImportKind, Option<Sym>);

/// Links all files. `facts` stand in the order of `project.files`.
pub fn link(project: Arc<Project>, facts: Vec<Arc<Facts>>) -> Program {
    let mut program = Program {
        project,
        facts,
        texts: Vec::new(),
        index: FxHashMap::default(),
        words: Vec::new(),
        modules: modules::Modules::default(),
        classes: classes::Classes::default(),
        in_force: Vec::new(),
        resources: resources::Resources::default(),
        file_routes: Vec::new(),
        resolved: RwLock::default(),
        stars: Vec::new(),
    };
    program.share_words();
    program.stars.resize_with(program.facts.len(), OnceLock::new);
    program.in_force = frameworks_in_force(&program);
    program.modules = modules::Modules::build(&program);
    program.classes = classes::Classes::build(&program);
    program.resources = resources::Resources::build(&program);
    program.file_routes = file_routes::find(&program);
    program
}

impl Program {
    fn share_words(&mut self) {
        for facts in &self.facts {
            let mut words = Vec::with_capacity(facts.strings().len());
            for text in facts.strings() {
                let word = match self.index.get(text) {
                    Some(word) => *word,
                    None => {
                        let word = Word(self.texts.len() as u32);
                        self.texts.push(text.clone());
                        self.index.insert(text.clone(), word);
                        word
                    }
                };
                words.push(word);
            }
            self.words.push(words);
        }
    }

    pub fn facts(&self, file: FileId) -> &Facts {
        &self.facts[file.index()]
    }

    /// Whether a file is a model of what a framework does by itself.
    pub fn is_library(&self, file: FileId) -> bool {
        self.project.file(file).purpose == Purpose::Library
    }

    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.facts.len() as u32).map(FileId)
    }

    pub fn function(&self, function: FunctionRef) -> &Function {
        self.facts(function.file).function(function.id)
    }

    pub fn class(&self, class: ClassRef) -> &Class {
        self.facts(class.file).class(class.id)
    }

    /// The shared form of a file's symbol.
    pub fn word(&self, file: FileId, sym: Sym) -> Word {
        self.words[file.index()][sym.0 as usize]
    }

    pub fn text(&self, word: Word) -> &str {
        &self.texts[word.0 as usize]
    }

    /// The word for a text that occurs in the program.
    pub fn find_word(&self, text: &str) -> Option<Word> {
        self.index.get(text).copied()
    }

    /// Whether matches of this query file count: its framework is imported somewhere.
    pub fn in_force(&self, query: u16) -> bool {
        self.in_force.get(query as usize).copied().unwrap_or(false)
    }

    /// Of each query file, whether its matches count.
    pub fn frameworks(&self) -> &[bool] {
        &self.in_force
    }

    /// Where an import leads.
    pub fn resolve(&self, file: FileId, import: &Import) -> Target {
        let key = (file, import.module, import.kind, import.local);
        if let Some(target) = self.resolved.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return target.clone();
        }
        let target = modules::resolve(self, file, import);
        self.resolved.write().unwrap_or_else(PoisonError::into_inner).insert(key, target.clone());
        target
    }

    /// The modules that a file takes everything from: `from .models import *`, `export * from "./models"`.
    pub fn star_imports(&self, file: FileId) -> &[FileId] {
        self.stars[file.index()].get_or_init(|| {
            let facts = self.facts(file);
            let stars = facts.imports.iter().filter(|import| import.kind == ImportKind::Star);
            stars.filter_map(|import| self.module_file(file, facts.text(import.module))).filter(|found| *found != file).collect()
        })
    }

    /// The file that a module name or specifier means, seen from a file.
    pub fn module_file(&self, file: FileId, specifier: &str) -> Option<FileId> {
        self.modules.find(self, file, specifier)
    }

    /// The script at a path below the project's root, with or without its ending.
    pub fn script_at(&self, path: &str) -> Option<FileId> {
        self.modules.script_file(path)
    }

    /// The path of a file below the project's root.
    pub fn path(&self, file: FileId) -> &str {
        &self.project.file(file).path
    }

    /// Whether a file gives a top-level definition or an import this name.
    pub fn defines(&self, file: FileId, name: &str) -> bool {
        let Some(word) = self.find_word(name) else { return false };
        let facts = self.facts(file);
        self.top_level(file, word).is_some()
            || facts.imports.iter().any(|i| i.kind != ImportKind::ModFile && i.local.is_some_and(|local| self.word(file, local) == word))
    }

    /// The `Let` or `Assign` of a name at module level, the last one if there are several.
    pub fn top_level(&self, file: FileId, name: Word) -> Option<NodeId> {
        self.modules.top_level(file, name)
    }

    /// A Rust module below another, or a Python submodule of a package.
    pub fn submodule(&self, file: FileId, name: &str) -> Option<FileId> {
        self.modules.submodule(self, file, name)
    }

    /// The enclosing Rust module, and the root of the crate.
    pub fn rust_super(&self, file: FileId) -> Option<FileId> {
        self.modules.rust_super(self, file)
    }

    pub fn rust_root(&self, file: FileId) -> Option<FileId> {
        self.modules.rust_root(self, file)
    }

    /// The root file of the crate of this workspace that a file calls by this name.
    pub fn crate_root(&self, file: FileId, name: &str) -> Option<FileId> {
        self.modules.crate_root(self, file, name)
    }

    /// A method of a class, its bases, or (of a trait or interface) its implementations.
    pub fn methods(&self, class: ClassRef, name: Word) -> Vec<FunctionRef> {
        self.classes.methods(self, class, name)
    }

    /// All methods of a Rust type, those of its `impl` blocks too.
    pub fn methods_of(&self, class: ClassRef) -> Vec<FunctionRef> {
        self.classes.methods_of(self, class)
    }

    /// A method that a class has, or inherits.
    pub fn inherited(&self, class: ClassRef, name: Word) -> Option<FunctionRef> {
        self.classes.inherited(self, class, name)
    }

    /// A method that is written in this very class.
    pub fn own_method(&self, class: ClassRef, name: Word) -> Option<FunctionRef> {
        classes::method_in(self, class, name)
    }

    /// A class written in a class or one of its bases.
    pub fn inner_class(&self, class: ClassRef, name: Word) -> Option<ClassRef> {
        self.classes.inner(self, class, name)
    }

    /// A field of a class or its bases.
    pub fn field(&self, class: ClassRef, name: Word) -> Option<(ClassRef, &Field)> {
        self.classes.field(self, class, name)
    }

    /// The class and all of its known bases, nearest first.
    pub fn ancestry(&self, class: ClassRef) -> Vec<ClassRef> {
        self.classes.ancestry(self, class)
    }

    /// The class that an expression (a name, a dotted path, a type) names in a file.
    pub fn class_named(&self, file: FileId, node: NodeId) -> Option<ClassRef> {
        self.classes.named(self, file, node)
    }

    /// The class that a bare name means in a file.
    pub fn class_by_name(&self, file: FileId, name: Sym) -> Option<ClassRef> {
        self.classes.by_name(self, file, name)
    }

    /// The class of this name, if there is just one.
    pub fn only_class(&self, name: Word) -> Option<ClassRef> {
        self.classes.only(name)
    }

    pub fn resource(&self, id: ResourceId) -> &Resource {
        self.resources.get(id)
    }

    pub fn resources(&self) -> &[Resource] {
        self.resources.all()
    }

    /// The resource that a model, table or collection name means.
    pub fn find_resource(&self, name: &str) -> Option<ResourceId> {
        self.resources.find(name)
    }
}

/// A query file counts when one of its packages is imported anywhere, or when it names none.
fn frameworks_in_force(program: &Program) -> Vec<bool> {
    let mut imported: FxHashSet<&str> = FxHashSet::default();
    for facts in program.files().filter(|file| !program.is_library(*file)).map(|file| program.facts(file)) {
        for import in &facts.imports {
            let module = facts.text(import.module);
            imported.insert(module);
            imported.insert(package(module));
            if let ImportKind::Name(name) = import.kind
                && module.is_empty()
            {
                imported.insert(facts.text(name));
            }
        }
        // A crate may be named by its path alone: `axum::Router::new()`.
        if facts.dialect == crate::syntax::Dialect::Rust {
            imported.extend(facts.strings().iter().map(|text| &**text));
        }
    }
    let set = QuerySet::builtin();
    set.queries().iter().map(|query| query.packages.is_empty() || query.packages.iter().any(|p| imported.contains(p.as_str()))).collect()
}

/// The package of a module: `a` of `a.b`, of `a/b`, of `a::b`; `@a/b` of `@a/b/c`.
fn package(module: &str) -> &str {
    if let Some(scoped) = module.strip_prefix('@') {
        let end = scoped.match_indices('/').nth(1).map_or(scoped.len(), |(at, _)| at);
        return &module[..end + 1];
    }
    let end = module.find(['.', '/', ':']).unwrap_or(module.len());
    &module[..end]
}
