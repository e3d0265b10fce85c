//! The models of what frameworks do by themselves, analyzed once, and added to the programs that import them.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use crate::facts::{Facts, facts};
use crate::source::{Purpose, SourceFile};
use crate::syntax::{self, Dialect, QuerySet};

/// The folder under which models are found, so that no file of a project has their paths.
const FOLDER: &str = "(library)/";

/// Where the queries keep those for Python.
const PYTHON_MODELS: &str = "queries/python/library/";

type Model = (Arc<SourceFile>, Arc<Facts>);

static PYTHON: LazyLock<Vec<Model>> = LazyLock::new(|| {
    let files = QuerySet::library_files().into_iter();
    files.filter_map(|(path, text)| Some(model(path.strip_prefix(PYTHON_MODELS)?, text))).collect()
});

fn model(path: &str, text: &'static str) -> Model {
    let facts = facts(&syntax::parse(text.to_owned(), Dialect::Python));
    let file =
        SourceFile { path: format!("{FOLDER}{path}").into(), text: text.into(), dialect: Dialect::Python, purpose: Purpose::Library };
    (Arc::new(file), Arc::new(facts))
}

/// `django` of `queries/python/library/django/urls/__init__.py`.
fn package(path: &str) -> Option<String> {
    path.strip_prefix(PYTHON_MODELS)?.split('/').next().map(str::to_owned)
}

/// The models, where one of their packages is imported.
pub(super) fn needed_by(files: &[Model]) -> &'static [Model] {
    let packages: BTreeSet<String> = QuerySet::library_files().iter().filter_map(|(path, _)| package(path)).collect();
    let imports_one = |facts: &Facts| {
        facts.imports.iter().any(|import| facts.text(import.module).split('.').next().is_some_and(|package| packages.contains(package)))
    };
    let is_needed = files.iter().any(|(file, facts)| file.dialect == Dialect::Python && imports_one(facts));
    if is_needed { &PYTHON } else { &[] }
}
