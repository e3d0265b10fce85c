//! Classes across files: bases, methods, Rust's `impl` blocks, the implementers of traits and interfaces.

use std::sync::{PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Program, Target, Word};
use crate::facts::ir::*;
use crate::source::FileId;
use crate::syntax::Dialect;

/// A class of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassRef {
    pub file: FileId,
    pub id: ClassId,
}

/// A function of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionRef {
    pub file: FileId,
    pub id: FunctionId,
}

#[derive(Default)]
pub(super) struct Classes {
    /// Classes, structs, traits ... by name; `impl` blocks are in `impls`.
    names: FxHashMap<Word, Vec<ClassRef>>,
    /// `impl` blocks by the name of their type.
    impls: FxHashMap<Word, Vec<ClassRef>>,
    /// Classes and `impl` blocks by the last name of a base or trait.
    implementers: FxHashMap<Word, Vec<ClassRef>>,
    /// What names were found to mean, by file.
    known: RwLock<FxHashMap<(FileId, Word), Option<ClassRef>>>,
}

impl Classes {
    pub(super) fn build(program: &Program) -> Classes {
        let mut classes = Classes::default();
        for file in program.files() {
            let facts = program.facts(file);
            for (index, class) in facts.classes.iter().enumerate() {
                let Some(name) = class.name else { continue };
                if class.is_test {
                    continue;
                }
                let class_ref = ClassRef { file, id: ClassId(index as u32) };
                let word = program.word(file, name);
                let table = if class.kind == ClassKind::Impl { &mut classes.impls } else { &mut classes.names };
                table.entry(word).or_default().push(class_ref);
                for base in &class.bases {
                    if let Some(word) = last_name(program, file, *base) {
                        classes.implementers.entry(word).or_default().push(class_ref);
                    }
                }
            }
        }
        classes
    }

    /// The class that a name or dotted path means in a file.
    pub(super) fn named(&self, program: &Program, file: FileId, node: NodeId) -> Option<ClassRef> {
        let facts = program.facts(file);
        match facts.kind(node) {
            NodeKind::Name(sym) => self.at(program, file, program.word(file, sym)),
            NodeKind::Text(sym) => self.at(program, file, program.word(file, sym)),
            NodeKind::Member { base, name } => {
                let word = program.word(file, name);
                match self.module_of(program, file, base) {
                    Some(module) => self.at(program, module, word),
                    None => self.only(word),
                }
            }
            NodeKind::Index { base, .. } => self.named(program, file, base),
            _ => None,
        }
    }

    /// The class that a bare name means in a file.
    pub(super) fn by_name(&self, program: &Program, file: FileId, name: Sym) -> Option<ClassRef> {
        self.at(program, file, program.word(file, name))
    }

    fn module_of(&self, program: &Program, file: FileId, node: NodeId) -> Option<FileId> {
        let facts = program.facts(file);
        match facts.kind(node) {
            NodeKind::Name(sym) => match facts.text(sym) {
                "crate" => program.rust_root(file),
                "self" => Some(file),
                "super" => program.rust_super(file),
                text => {
                    let import = facts.imports.iter().find(|i| i.local == Some(sym));
                    match import.map(|import| program.resolve(file, import)) {
                        Some(Target::File(found)) => Some(found),
                        _ => program.submodule(file, text).or_else(|| program.crate_root(file, text)),
                    }
                }
            },
            NodeKind::Member { base, name } => program.submodule(self.module_of(program, file, base)?, facts.text(name)),
            _ => None,
        }
    }

    /// As `lookup`, remembered: through many modules that import everything of others it takes long.
    fn at(&self, program: &Program, file: FileId, name: Word) -> Option<ClassRef> {
        let key = (file, name);
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return *known;
        }
        let found = self.lookup(program, file, name, &mut FxHashSet::default());
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(key, found);
        found
    }

    /// A class by the name it has in a file: defined there, or imported, or the only one of that name among glob imports.
    fn lookup(&self, program: &Program, file: FileId, name: Word, seen: &mut FxHashSet<(FileId, Word)>) -> Option<ClassRef> {
        let candidates = self.names.get(&name).map_or(&[][..], Vec::as_slice);
        if let Some(own) = candidates.iter().find(|class| class.file == file) {
            return Some(*own);
        }
        // Modules that import everything of each other have too many paths to try them all.
        if !seen.insert((file, name)) {
            return None;
        }
        let facts = program.facts(file);
        for import in &facts.imports {
            if import.local.is_some_and(|local| program.word(file, local) == name) {
                return match program.resolve(file, import) {
                    Target::Name(found, sym) => {
                        let text = facts.text(sym);
                        let word = if text == "default" || text == "=" { name } else { program.word(file, sym) };
                        self.lookup(program, found, word, seen)
                    }
                    Target::File(found) => self.lookup(program, found, name, seen),
                    Target::External(_) => None,
                };
            }
        }
        program.star_imports(file).iter().find_map(|found| self.lookup(program, *found, name, seen))
    }

    pub(super) fn only(&self, name: Word) -> Option<ClassRef> {
        match self.names.get(&name).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }

    /// The class, then its bases in the order in which a method is looked for.
    pub(super) fn ancestry(&self, program: &Program, class: ClassRef) -> Vec<ClassRef> {
        // Depth first; of a base that several classes share, the last place counts, as in Python.
        let mut found = Vec::new();
        let mut todo = vec![class];
        while let Some(at) = todo.pop() {
            if found.len() >= 128 {
                break;
            }
            found.push(at);
            let bases = program.class(at).bases.iter().rev();
            todo.extend(bases.filter_map(|base| self.named(program, at.file, *base)).filter(|base| *base != at));
        }
        let mut order: Vec<ClassRef> = Vec::with_capacity(found.len());
        for at in found.into_iter().rev() {
            if !order.contains(&at) {
                order.push(at);
            }
        }
        order.reverse();
        order
    }

    /// A method that a class has, or inherits.
    pub(super) fn inherited(&self, program: &Program, class: ClassRef, name: Word) -> Option<FunctionRef> {
        self.ancestry(program, class).into_iter().find_map(|at| method_in(program, at, name))
    }

    /// A class written in a class or one of its bases.
    pub(super) fn inner(&self, program: &Program, class: ClassRef, name: Word) -> Option<ClassRef> {
        self.ancestry(program, class).into_iter().find_map(|at| {
            let classes = &program.facts(at.file).classes;
            let is_it = |inner: &Class| inner.outer == Some(at.id) && inner.name.is_some_and(|own| program.word(at.file, own) == name);
            classes.iter().position(is_it).map(|index| ClassRef { file: at.file, id: ClassId(index as u32) })
        })
    }

    pub(super) fn methods(&self, program: &Program, class: ClassRef, name: Word) -> Vec<FunctionRef> {
        let mut declared = None;
        for at in self.ancestry(program, class) {
            let Some(found) = self.own_method(program, at, name) else { continue };
            match program.class(at).kind {
                ClassKind::Interface => {}
                _ if has_body(program, found) => return vec![found],
                ClassKind::Trait => {}
                // Declared only, in an abstract class.
                _ => declared = declared.or(Some(found)),
            }
        }
        let given = self.given_by_traits(program, class, name);
        if !given.is_empty() {
            return given;
        }
        match (self.implemented(program, class, name), declared) {
            (found, Some(declared)) if found.is_empty() => vec![declared],
            (found, _) => found,
        }
    }

    /// The bodies that the traits of a Rust type give a method: their own, or one for all that have the trait.
    fn given_by_traits(&self, program: &Program, class: ClassRef, name: Word) -> Vec<FunctionRef> {
        if program.class(class).kind == ClassKind::Trait {
            return Vec::new();
        }
        let traits = self.blocks(program, class).filter_map(|block| {
            let base = program.class(block).bases.first()?;
            self.named(program, block.file, *base)
        });
        let found = traits.filter_map(|at| self.own_method(program, at, name)).find(|method| has_body(program, *method));
        found.into_iter().collect()
    }

    /// All methods of a type, those of its `impl` blocks too; of types with one name, those in its file.
    pub(super) fn methods_of(&self, program: &Program, class: ClassRef) -> Vec<FunctionRef> {
        let blocks = std::iter::once(class).chain(self.blocks(program, class).filter(|block| block.file == class.file));
        blocks
            .flat_map(|at| program.class(at).methods.iter().map(move |id| FunctionRef { file: at.file, id: *id }))
            .filter(|method| !program.function(*method).is_test)
            .collect()
    }

    /// The `impl` blocks of a type.
    fn blocks<'c>(&'c self, program: &Program, class: ClassRef) -> impl Iterator<Item = ClassRef> + 'c {
        let name = program.class(class).name.map(|name| program.word(class.file, name));
        name.and_then(|name| self.impls.get(&name)).into_iter().flatten().copied()
    }

    /// A method written in the class, or in an `impl` block of its type (of the same crate if there is one).
    fn own_method(&self, program: &Program, class: ClassRef, name: Word) -> Option<FunctionRef> {
        if let Some(found) = method_in(program, class, name) {
            return Some(found);
        }
        let type_name = program.word(class.file, program.class(class).name?);
        let impls = self.impls.get(&type_name)?;
        let crate_of = |file| program.rust_root(file);
        let home = crate_of(class.file);
        let mut found: Vec<FunctionRef> = impls.iter().filter_map(|block| method_in(program, *block, name)).collect();
        found.sort_by_key(|f| (f.file != class.file, crate_of(f.file) != home));
        found.first().copied()
    }

    /// What implementers of a trait or interface, or subclasses, do under this name.
    fn implemented(&self, program: &Program, class: ClassRef, name: Word) -> Vec<FunctionRef> {
        let mut found = Vec::new();
        // In Python the other classes of a common base say nothing of this one.
        let is_python = program.facts(class.file).dialect == Dialect::Python;
        for at in self.ancestry(program, class).into_iter().take(if is_python { 1 } else { usize::MAX }) {
            let Some(own) = program.class(at).name else { continue };
            let word = program.word(at.file, own);
            for implementer in self.implementers.get(&word).into_iter().flatten() {
                if let Some(method) = method_in(program, *implementer, name)
                    && has_body(program, method)
                    && !program.function(method).is_test
                    && !found.contains(&method)
                {
                    found.push(method);
                }
                if found.len() >= 4 {
                    return found;
                }
            }
        }
        found
    }

    pub(super) fn field<'p>(&self, program: &'p Program, class: ClassRef, name: Word) -> Option<(ClassRef, &'p Field)> {
        for at in self.ancestry(program, class) {
            if let Some(field) = program.class(at).fields.iter().find(|field| program.word(at.file, field.name) == name) {
                return Some((at, field));
            }
        }
        // Constants of Rust's `impl` blocks.
        self.blocks(program, class).find_map(|block| {
            let fields = &program.class(block).fields;
            fields.iter().find(|field| program.word(block.file, field.name) == name).map(|field| (block, field))
        })
    }
}

pub(super) fn method_in(program: &Program, class: ClassRef, name: Word) -> Option<FunctionRef> {
    let methods = &program.class(class).methods;
    let found =
        methods.iter().rev().find(|id| program.facts(class.file).function(**id).name.is_some_and(|n| program.word(class.file, n) == name));
    found.map(|id| FunctionRef { file: class.file, id: *id })
}

fn has_body(program: &Program, function: FunctionRef) -> bool {
    let facts = program.facts(function.file);
    !matches!(facts.kind(facts.function(function.id).body), NodeKind::Block(List { len: 0, .. }))
}

/// The last name of a path: `C` of `a.b.C` and of `C[T]`.
pub(super) fn last_name(program: &Program, file: FileId, node: NodeId) -> Option<Word> {
    let facts = program.facts(file);
    match facts.kind(node) {
        NodeKind::Name(sym) | NodeKind::Member { name: sym, .. } => Some(program.word(file, sym)),
        NodeKind::Index { base, .. } => last_name(program, file, base),
        NodeKind::Call { callee, .. } => last_name(program, file, callee),
        _ => None,
    }
}
