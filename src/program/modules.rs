//! Which file an import means.
//!
//! Python packages and relative imports, ES modules and CommonJS (relative, tsconfig paths, workspace packages), Rust modules
//! and the crates of a workspace. What leads out of the project is `External` under its full name.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Program, Word};
use crate::facts::ir::*;
use crate::source::FileId;
use crate::syntax::Dialect;

/// Where the models of frameworks are kept.
const LIBRARY: &str = "(library)";

/// Where an import leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A module of the project.
    File(FileId),
    /// A name of a module of the project.
    Name(FileId, Sym),
    /// Something outside, by its dotted name: `jwt.decode`.
    External(Arc<str>),
}

/// What is needed to find modules.
#[derive(Default)]
pub(super) struct Modules {
    by_path: FxHashMap<Arc<str>, FileId>,
    /// Paths without what follows their last dot.
    stems: FxHashSet<Box<str>>,
    /// Names of the folders and modules of Python files.
    python_names: FxHashSet<Box<str>>,
    /// Python files by the last part of their module name.
    python: FxHashMap<String, Vec<FileId>>,
    /// Path patterns of tsconfig files: folder of the config, prefix before `*`, targets before `*`.
    aliases: Vec<Alias>,
    /// JavaScript packages of the workspace: name and folder.
    packages: Vec<(String, String)>,
    /// Crates of the workspace: name (with underscores), folder, and the root file where the manifest says it.
    crates: Vec<Crate>,
    /// Root files of crates, by folder.
    roots: FxHashMap<String, FileId>,
    /// What the crate at a folder calls another: folder, name and the crate's own name.
    renamed: Vec<(String, String, String)>,
    /// Of each file, its module-level definitions.
    top: Vec<FxHashMap<Word, NodeId>>,
}

struct Crate {
    name: String,
    folder: String,
    root: Option<String>,
}

struct Alias {
    folder: String,
    prefix: String,
    exact: bool,
    targets: Vec<String>,
}

impl Modules {
    pub(super) fn build(program: &Program) -> Modules {
        let mut modules = Modules::default();
        for file in program.files() {
            let source = program.project.file(file);
            modules.by_path.insert(source.path.clone(), file);
            let stem = source.path.rsplit_once('.').map_or(&*source.path, |(stem, _)| stem);
            if source.dialect == Dialect::Python {
                for name in stem.split('/').filter(|name| !modules.python_names.contains(*name)).collect::<Vec<_>>() {
                    modules.python_names.insert(name.into());
                }
            }
            modules.stems.insert(stem.into());
            let mut top = FxHashMap::default();
            collect_top(program, file, program.facts(file).top, &mut top);
            modules.top.push(top);
            if source.dialect == Dialect::Python
                && let Some(stem) = python_stem(&source.path)
            {
                modules.python.entry(stem.to_owned()).or_default().push(file);
            }
        }
        for data in &program.project.data {
            let (folder, name) = split(&data.path);
            if name == "package.json" {
                modules.add_package(folder, &data.text);
            } else if name == "Cargo.toml" {
                modules.add_crate(folder, &data.text);
            } else if name.ends_with(".json") && (name.starts_with("tsconfig") || name.starts_with("jsconfig")) {
                modules.add_aliases(folder, &data.text);
            }
        }
        let folder_of = |root: FileId| split(&program.project.file(root).path).0.to_owned();
        modules.roots = modules.crates.iter().filter_map(|known| modules.root_of(known)).map(|root| (folder_of(root), root)).collect();
        // The longest prefix decides.
        modules.aliases.sort_by(|a, b| b.prefix.len().cmp(&a.prefix.len()).then_with(|| b.folder.len().cmp(&a.folder.len())));
        modules
    }

    fn add_package(&mut self, folder: &str, text: &str) {
        let Ok(json) = serde_json::from_str::<serde_json::Value>(text) else { return };
        if let Some(name) = json.get("name").and_then(|name| name.as_str()) {
            self.packages.push((name.to_owned(), folder.to_owned()));
        }
    }

    fn add_crate(&mut self, folder: &str, text: &str) {
        let Ok(manifest) = text.parse::<toml::Table>() else { return };
        // `storage = { package = "acme-storage", .. }`; the workspace says it for all of its crates.
        let workspace = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
        for dependencies in manifest.get("dependencies").into_iter().chain(workspace).filter_map(|table| table.as_table()) {
            for (name, of) in dependencies {
                if let Some(package) = of.get("package").and_then(|package| package.as_str()) {
                    self.renamed.push((folder.to_owned(), in_code(name), in_code(package)));
                }
            }
        }
        let Some(package) = manifest.get("package").and_then(|p| p.get("name")).and_then(|n| n.as_str()) else { return };
        let library = |key: &str| manifest.get("lib").and_then(|lib| lib.get(key)).and_then(|value| value.as_str());
        let root = library("path").map(|path| join(folder, path));
        self.crates.push(Crate { name: in_code(library("name").unwrap_or(package)), folder: folder.to_owned(), root });
    }

    fn root_of(&self, known: &Crate) -> Option<FileId> {
        let usual = ["src/lib.rs", "src/main.rs"].map(|root| join(&known.folder, root));
        known.root.iter().chain(&usual).find_map(|path| self.by_path.get(path.as_str()).copied())
    }

    fn add_aliases(&mut self, folder: &str, text: &str) {
        let Ok(json) = serde_json::from_str::<serde_json::Value>(&without_comments(text)) else { return };
        let options = &json["compilerOptions"];
        let base = options["baseUrl"].as_str().unwrap_or(".");
        let Some(paths) = options["paths"].as_object() else {
            if options["baseUrl"].is_string() {
                self.aliases.push(Alias { folder: folder.into(), prefix: String::new(), exact: false, targets: vec![join(folder, base)] });
            }
            return;
        };
        for (pattern, targets) in paths {
            let targets = targets.as_array().into_iter().flatten().filter_map(|t| t.as_str());
            let targets = targets.map(|t| join(folder, &format!("{base}/{}", t.trim_end_matches('*')))).collect();
            let prefix = pattern.trim_end_matches('*').to_owned();
            self.aliases.push(Alias { folder: folder.into(), prefix, exact: !pattern.ends_with('*'), targets });
        }
    }

    pub(super) fn top_level(&self, file: FileId, name: Word) -> Option<NodeId> {
        self.top.get(file.index())?.get(&name).copied()
    }

    pub(super) fn find(&self, program: &Program, file: FileId, specifier: &str) -> Option<FileId> {
        match program.project.file(file).dialect {
            Dialect::Python => self.find_python(program, file, specifier),
            Dialect::Rust => self.find_rust(program, file, specifier),
            _ => self.find_script(program, file, specifier),
        }
    }

    fn find_python(&self, program: &Program, file: FileId, module: &str) -> Option<FileId> {
        let path = &program.project.file(file).path;
        let dots = module.len() - module.trim_start_matches('.').len();
        let rest = module[dots..].replace('.', "/");
        let mut folder = split(path).0;
        if dots > 0 {
            for _ in 1..dots {
                folder = split(folder).0;
            }
            return self.python_file(&join(folder, &rest));
        }
        if rest.split('/').next().is_some_and(|first| !self.python_names.contains(first)) {
            return None;
        }
        loop {
            if let Some(found) = self.python_file(&join(folder, &rest)) {
                return Some(found);
            }
            if folder.is_empty() {
                break;
            }
            folder = split(folder).0;
        }
        self.python_elsewhere(program, &rest).or_else(|| self.python_file(&join(LIBRARY, &rest)))
    }

    fn python_file(&self, stem: &str) -> Option<FileId> {
        let stem = stem.trim_end_matches('/');
        if !self.stems.contains(stem) && !self.stems.contains(format!("{stem}/__init__").as_str()) {
            return None;
        }
        [".py", "/__init__.py", ".pyi"].iter().find_map(|end| self.by_path.get(format!("{stem}{end}").as_str()).copied())
    }

    /// A source root beside the importing file's folders (`src/`): the shortest path that ends with the module's. A single
    /// name could be any package's, so it must be a folder's or stand at the root of one.
    fn python_elsewhere(&self, program: &Program, rest: &str) -> Option<FileId> {
        let last = rest.rsplit('/').next()?;
        let ends = [format!("/{rest}.py"), format!("/{rest}/__init__.py")];
        if !rest.contains('/') {
            return None;
        }
        let candidates = self.python.get(last)?;
        let found = candidates.iter().filter(|f| ends.iter().any(|end| program.project.file(**f).path.ends_with(end.as_str())));
        found.min_by_key(|f| program.project.file(**f).path.len()).copied()
    }

    fn find_script(&self, program: &Program, file: FileId, specifier: &str) -> Option<FileId> {
        let folder = split(&program.project.file(file).path).0;
        if specifier.starts_with('.') {
            return self.script_file(&join(folder, specifier));
        }
        for alias in &self.aliases {
            if !folder.starts_with(alias.folder.as_str()) {
                continue;
            }
            let Some(rest) = specifier.strip_prefix(alias.prefix.as_str()) else { continue };
            if alias.exact && !rest.is_empty() {
                continue;
            }
            if let Some(found) = alias.targets.iter().find_map(|target| self.script_file(&join(target, rest))) {
                return Some(found);
            }
        }
        for (name, package) in &self.packages {
            let Some(rest) = specifier.strip_prefix(name.as_str()) else { continue };
            if !rest.is_empty() && !rest.starts_with('/') {
                continue;
            }
            let inside = [join(package, &format!("src{rest}")), join(package, rest.trim_start_matches('/'))];
            if let Some(found) = inside.iter().find_map(|path| self.script_file(path)) {
                return Some(found);
            }
        }
        // The habit of `@/x` and `~/x`, where no configuration says so, and of paths from the project's root (NODE_PATH).
        let rest = specifier.strip_prefix("@/").or_else(|| specifier.strip_prefix("~/")).unwrap_or(specifier);
        if !rest.contains('/') {
            return None;
        }
        let mut folder = folder;
        loop {
            let found = self.script_file(&join(folder, rest)).or_else(|| self.script_file(&join(folder, &format!("src/{rest}"))));
            if found.is_some() || folder.is_empty() {
                return found;
            }
            folder = split(folder).0;
        }
    }

    pub(super) fn script_file(&self, path: &str) -> Option<FileId> {
        if let Some(file) = self.by_path.get(path) {
            return Some(*file);
        }
        const ENDINGS: [&str; 14] = [
            ".ts",
            ".tsx",
            ".js",
            ".jsx",
            ".mjs",
            ".cjs",
            ".mts",
            ".cts",
            "/index.ts",
            "/index.tsx",
            "/index.js",
            "/index.jsx",
            "/index.mjs",
            "/index.cjs",
        ];
        let is_known = |stem: &str| self.stems.contains(stem) || self.stems.contains(format!("{stem}/index").as_str());
        let try_endings = |stem: &str| {
            let endings = if is_known(stem) { &ENDINGS[..] } else { &[] };
            endings.iter().find_map(|end| self.by_path.get(format!("{stem}{end}").as_str()).copied())
        };
        let path = path.trim_end_matches('/');
        // TypeScript's ES modules name the file that will be built: `./x.js` is `x.ts`.
        try_endings(path).or_else(|| path.strip_suffix(".js").or_else(|| path.strip_suffix(".mjs")).and_then(try_endings))
    }

    /// `a::b` seen from a file; `crate`, `self` and `super` as well as crates of the workspace may come first.
    fn find_rust(&self, program: &Program, file: FileId, path: &str) -> Option<FileId> {
        let mut at = None;
        for (i, segment) in path.split("::").enumerate() {
            at = Some(match (i, segment) {
                (_, "super") => self.rust_super(program, at.unwrap_or(file))?,
                (0, "crate") => self.rust_root(program, file)?,
                (0, "self") => file,
                (0, name) => self
                    .submodule(program, file, name)
                    .or_else(|| self.crate_root(program, file, name))
                    .or_else(|| self.imported_module(program, file, name))?,
                (_, name) => {
                    let here = at?;
                    self.submodule(program, here, name).or_else(|| self.imported_module(program, here, name))?
                }
            });
        }
        at
    }

    /// A module that a file has under another name: `use crate::db as storage`, `pub use inner::models`.
    fn imported_module(&self, program: &Program, file: FileId, name: &str) -> Option<FileId> {
        let facts = program.facts(file);
        let import = facts
            .imports
            .iter()
            .find(|import| import.kind != ImportKind::ModFile && import.local.is_some_and(|local| facts.text(local) == name))?;
        let module = facts.text(import.module);
        let full = match import.kind {
            ImportKind::Name(item) if module.is_empty() => facts.text(item).to_owned(),
            ImportKind::Name(item) => format!("{module}::{}", facts.text(item)),
            _ => module.to_owned(),
        };
        if full.split("::").next() == Some(name) {
            return None;
        }
        self.find_rust(program, file, &full)
    }

    pub(super) fn submodule(&self, program: &Program, file: FileId, name: &str) -> Option<FileId> {
        let source = program.project.file(file);
        let (folder, base) = split(&source.path);
        match source.dialect {
            Dialect::Python if base == "__init__.py" => self.python_file(&join(folder, name)),
            Dialect::Rust => {
                let stem = base.trim_end_matches(".rs");
                let owns_folder = matches!(stem, "mod" | "lib" | "main") || self.roots.get(folder) == Some(&file);
                let below = if owns_folder { folder.to_owned() } else { join(folder, stem) };
                ["{}.rs", "{}/mod.rs"].iter().find_map(|form| self.by_path.get(join(&below, &form.replace("{}", name)).as_str()).copied())
            }
            _ => None,
        }
    }

    pub(super) fn rust_super(&self, program: &Program, file: FileId) -> Option<FileId> {
        let (folder, base) = split(&program.project.file(file).path);
        let above = if base == "mod.rs" { split(folder).0 } else { folder };
        let named = format!("{above}.rs");
        let candidates = [join(above, "mod.rs"), named, join(above, "lib.rs"), join(above, "main.rs")];
        candidates.iter().find_map(|path| self.by_path.get(path.as_str()).copied())
    }

    pub(super) fn rust_root(&self, program: &Program, file: FileId) -> Option<FileId> {
        let mut folder = split(&program.project.file(file).path).0;
        loop {
            if let Some(root) = self.roots.get(folder) {
                return Some(*root);
            }
            for root in ["lib.rs", "main.rs"] {
                if let Some(found) = self.by_path.get(join(folder, root).as_str()) {
                    return Some(*found);
                }
            }
            if folder.is_empty() {
                return None;
            }
            folder = split(folder).0;
        }
    }

    /// The root file of the crate that a file calls by this name.
    pub(super) fn crate_root(&self, program: &Program, file: FileId, name: &str) -> Option<FileId> {
        let path = &program.project.file(file).path;
        let renamed = self.renamed.iter().filter(|(folder, known, _)| known == name && path.starts_with(folder.as_str()));
        let real = renamed.max_by_key(|(folder, ..)| folder.len()).map_or(name, |(.., real)| real);
        self.crates.iter().find(|known| known.name == real).and_then(|known| self.root_of(known))
    }
}

pub(super) fn resolve(program: &Program, file: FileId, import: &Import) -> Target {
    let facts = program.facts(file);
    let module = facts.text(import.module);
    match program.project.file(file).dialect {
        Dialect::Python => resolve_python(program, file, module, import),
        Dialect::Rust => resolve_rust(program, file, module, import),
        _ => resolve_script(program, file, module, import),
    }
}

fn resolve_python(program: &Program, file: FileId, module: &str, import: &Import) -> Target {
    let facts = program.facts(file);
    match import.kind {
        ImportKind::Name(name) => {
            let text = facts.text(name);
            match program.module_file(file, module) {
                Some(found) => match program.submodule(found, text) {
                    Some(inner) if program.find_word(text).is_none_or(|word| program.top_level(found, word).is_none()) => {
                        Target::File(inner)
                    }
                    _ => Target::Name(found, name),
                },
                None => {
                    // A package without `__init__.py`.
                    let dot = if module.ends_with('.') || module.is_empty() { "" } else { "." };
                    match program.module_file(file, &format!("{module}{dot}{text}")) {
                        Some(found) => Target::File(found),
                        None => Target::External(dotted(module.trim_start_matches('.'), text)),
                    }
                }
            }
        }
        _ => {
            // `import a.b.c` binds `a`; members then lead on.
            let plain = import.local.is_some_and(|local| module.split('.').next() == Some(facts.text(local)));
            let bound = if plain { module.split('.').next().unwrap_or(module) } else { module };
            match program.module_file(file, bound) {
                Some(found) => Target::File(found),
                None => Target::External(bound.into()),
            }
        }
    }
}

fn resolve_script(program: &Program, file: FileId, module: &str, import: &Import) -> Target {
    let found = program.module_file(file, module);
    match (import.kind, found) {
        (ImportKind::Name(name), Some(found)) => Target::Name(found, name),
        (ImportKind::Name(name), None) => match program.facts(file).text(name) {
            "default" => Target::External(module.into()),
            text => Target::External(dotted(module, text)),
        },
        (_, Some(found)) => Target::File(found),
        (_, None) => Target::External(module.into()),
    }
}

fn resolve_rust(program: &Program, file: FileId, module: &str, import: &Import) -> Target {
    let facts = program.facts(file);
    match import.kind {
        ImportKind::ModFile => match import.local.and_then(|local| program.submodule(file, facts.text(local))) {
            Some(found) => Target::File(found),
            None => Target::External("".into()),
        },
        ImportKind::Name(name) => {
            let text = facts.text(name);
            let full = if module.is_empty() { text.to_owned() } else { format!("{module}::{text}") };
            let parent = if module.is_empty() { None } else { program.module_file(file, module) };
            match parent {
                Some(found) if program.defines(found, text) => Target::Name(found, name),
                _ => match (program.module_file(file, &full), parent) {
                    (Some(found), _) => Target::File(found),
                    (None, Some(found)) => Target::Name(found, name),
                    (None, None) => {
                        inside_type(program, file, module, name).unwrap_or_else(|| Target::External(full.replace("::", ".").into()))
                    }
                },
            }
        }
        _ => match program.module_file(file, module) {
            Some(found) => Target::File(found),
            None => Target::External(module.replace("::", ".").into()),
        },
    }
}

/// `use a::b::Type::Variant`, `use a::inline_module::item`: the item's file is that of `a::b`.
fn inside_type(program: &Program, file: FileId, module: &str, name: Sym) -> Option<Target> {
    let (outer, _) = module.rsplit_once("::")?;
    program.module_file(file, outer).map(|found| Target::Name(found, name))
}

/// Definitions of a file, and of the Rust modules inside it where the file itself has none of the name.
fn collect_top(program: &Program, file: FileId, block: NodeId, top: &mut FxHashMap<Word, NodeId>) {
    let mut blocks = vec![block];
    let mut next = 0;
    while next < blocks.len() {
        let mut own = FxHashMap::default();
        definitions(program, file, blocks[next], &mut own, &mut blocks);
        // Outer names win.
        own.extend(top.drain());
        std::mem::swap(top, &mut own);
        next += 1;
    }
}

/// Definitions of a block, of several the last; conditional ones (`try: import`, `if TYPE_CHECKING`) too.
fn definitions(program: &Program, file: FileId, block: NodeId, own: &mut FxHashMap<Word, NodeId>, inner: &mut Vec<NodeId>) {
    let facts = program.facts(file);
    let mut todo = vec![block];
    while let Some(id) = todo.pop() {
        match facts.kind(id) {
            NodeKind::Block(items) => todo.extend(facts.list(items).iter().rev()),
            NodeKind::Let { target, value } | NodeKind::Assign { target, value } => {
                if let NodeKind::Name(sym) = facts.kind(target) {
                    own.insert(program.word(file, sym), id);
                }
                match facts.kind(value) {
                    NodeKind::Block(_) => inner.push(value),
                    // a = b = value
                    NodeKind::Assign { .. } => todo.push(value),
                    _ => {}
                }
            }
            NodeKind::If { then, otherwise, .. } => {
                todo.extend(otherwise);
                todo.push(then);
            }
            NodeKind::Try { body, handlers, .. } => {
                for handler in facts.list(handlers) {
                    if let NodeKind::Arm { body, .. } = facts.kind(*handler) {
                        todo.push(body);
                    }
                }
                todo.push(body);
            }
            _ => {}
        }
    }
}

/// A crate's name as code writes it.
fn in_code(name: &str) -> String {
    name.replace('-', "_")
}

fn dotted(module: &str, name: &str) -> Arc<str> {
    if module.is_empty() { name.into() } else { format!("{module}.{name}").into() }
}

fn python_stem(path: &str) -> Option<&str> {
    let stem = path.strip_suffix(".py").or_else(|| path.strip_suffix(".pyi"))?;
    stem.strip_suffix("/__init__").unwrap_or(stem).rsplit('/').next()
}

/// Folder and file name of a path.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Joins a folder and a relative path, resolving `.` and `..`.
fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// JSON with comments and trailing commas, as tsconfig files have them, made plain.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut in_string = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => {
                out.push(c);
                out.extend(chars.next());
            }
            '/' if !in_string && chars.peek() == Some(&'/') => {
                for c in chars.by_ref() {
                    if c == '\n' {
                        break;
                    }
                }
            }
            '/' if !in_string && chars.peek() == Some(&'*') => {
                chars.next();
                let mut star = false;
                for c in chars.by_ref() {
                    if star && c == '/' {
                        break;
                    }
                    star = c == '*';
                }
            }
            '}' | ']' if !in_string => {
                let end = out.trim_end().len();
                if out[..end].ends_with(',') {
                    out.truncate(end - 1);
                }
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
