//! Files that answer requests because of where they stand: `app/orders/[id]/route.ts` is `/orders/{id}`.
//!
//! Which files, and what of them answers, is data: `; routes:` at the head of a query file. This is the one place that reads a
//! route from a path.

use rustc_hash::FxHashSet;

use super::Program;
use crate::source::{FileId, Purpose};
use crate::syntax::{Dialect, QuerySet, RouteFiles};

/// A file that is a route.
#[derive(Debug, Clone)]
pub struct FileRoute {
    pub file: FileId,
    /// The query file that says so.
    pub query: u16,
    /// The folder that its path begins below.
    pub root: String,
    pub path: String,
    /// Names the file gives away, and the method each answers.
    pub exports: Vec<(String, String)>,
}

pub(super) fn find(program: &Program) -> Vec<FileRoute> {
    let kinds: Vec<(u16, &'static RouteFiles)> = QuerySet::builtin()
        .queries()
        .iter()
        .enumerate()
        .map(|(index, query)| (index as u16, query))
        .filter(|(index, _)| program.in_force(*index))
        .flat_map(|(index, query)| query.routes.iter().map(move |files| (index, files)))
        .collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let packages: FxHashSet<&str> = program
        .project
        .data
        .iter()
        .filter_map(|data| data.path.strip_suffix("package.json"))
        .map(|folder| folder.trim_end_matches('/'))
        .collect();
    let mut found = Vec::new();
    for file in program.files() {
        let source = program.project.file(file);
        if source.purpose != Purpose::Production || !matches!(source.dialect, Dialect::JavaScript | Dialect::TypeScript | Dialect::Tsx) {
            continue;
        }
        for (query, files) in &kinds {
            if let Some((root, path, verb)) = read(&source.path, files, &packages) {
                let method = |given: &str| verb.clone().unwrap_or_else(|| given.to_owned());
                let exports = files.exports.iter().map(|(name, given)| (name.clone(), method(given))).collect();
                found.push(FileRoute { file, query: *query, root, path, exports });
            }
        }
    }
    found
}

/// The folder above a file's route, the route's path, and the verb that the file's name ends with.
fn read(path: &str, files: &RouteFiles, packages: &FxHashSet<&str>) -> Option<(String, String, Option<String>)> {
    let (folder, name) = path.rsplit_once('/')?;
    let (name, _) = name.rsplit_once('.')?;
    if name.ends_with(".d") || files.stem.as_ref().is_some_and(|stem| stem != name) {
        return None;
    }
    let folders: Vec<&str> = folder.split('/').collect();
    let first = root(&folders, files, packages)?;
    let mut segments: Vec<&str> = folders[first..].to_vec();
    let mut verb = None;
    if files.stem.is_none() {
        let mut name = name;
        if let Some((rest, last)) = name.rsplit_once('.')
            && matches!(last, "get" | "post" | "put" | "patch" | "delete" | "head" | "options")
        {
            verb = Some(last.to_ascii_uppercase());
            name = rest;
        }
        segments.push(name);
    }
    if files.is_dotted {
        segments = segments.iter().flat_map(|segment| segment.split('.')).collect();
    }
    let mut path = String::new();
    for segment in segments {
        if let Some(part) = part(segment, files.is_dotted) {
            path.push('/');
            path.push_str(&part);
        }
    }
    if path.is_empty() {
        path.push('/');
    }
    Some((folders[..first].join("/"), path, verb))
}

/// Where the path begins among the folders. A package's own folder tells best: there may be an `app` inside an `app`.
fn root(folders: &[&str], files: &RouteFiles, packages: &FxHashSet<&str>) -> Option<usize> {
    let above = files.above.len();
    let fits = |at: &usize| {
        let rest = &folders[*at..];
        rest.len() >= above + files.first.len() && files.above.iter().chain(&files.first).zip(rest).all(|(wanted, folder)| wanted == folder)
    };
    let is_package = |at: &usize| {
        let folder = folders[..*at].join("/");
        packages.contains(folder.strip_suffix("src").unwrap_or(&folder).trim_end_matches('/'))
    };
    let all: Vec<usize> = (0..folders.len()).filter(fits).collect();
    all.iter().copied().find(is_package).or(all.first().copied()).map(|at| at + above)
}

/// A folder or file name as a part of a path: `[id]` and `$id` are parameters; groups, slots and index files are none.
fn part(name: &str, is_dotted: bool) -> Option<String> {
    let is_group = name.starts_with('(') && name.ends_with(')');
    if is_group || name.starts_with('@') || name == "index" || (is_dotted && name.starts_with('_')) {
        return None;
    }
    if is_dotted {
        let name = name.trim_end_matches('_');
        return Some(match name.strip_prefix('$') {
            Some("") => "{*}".to_owned(),
            Some(parameter) => format!("{{{parameter}}}"),
            None => name.to_owned(),
        });
    }
    let mut text = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        let (inner, behind) = after.split_once(']')?;
        let inner = inner.trim_start_matches(['[', '.']);
        text.push_str(before);
        text.push_str(&format!("{{{}}}", inner.split('=').next().unwrap_or(inner)));
        rest = behind.trim_start_matches(']');
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(file: &str, above: &str, first: &str, stem: Option<&str>, is_dotted: bool) -> Option<String> {
        let list = |text: &str| text.split('/').filter(|part| !part.is_empty()).map(String::from).collect();
        let files = RouteFiles { above: list(above), first: list(first), stem: stem.map(String::from), is_dotted, exports: Vec::new() };
        read(file, &files, &["apps/app", ""].into_iter().collect()).map(|(_, path, verb)| match verb {
            Some(verb) => format!("{verb} {path}"),
            None => path,
        })
    }

    #[test]
    fn a_place_is_a_path() {
        let route = |file| path(file, "app", "", Some("route"), false);
        assert_eq!(route("apps/web/app/(main)/orders/[id]/route.ts").as_deref(), Some("/orders/{id}"));
        assert_eq!(route("apps/app/src/app/api/[[...rest]]/route.ts").as_deref(), Some("/api/{rest}"));
        assert_eq!(route("app/route.ts").as_deref(), Some("/"));
        assert_eq!(route("app/orders/page.tsx"), None);
        let api = |file| path(file, "pages", "api", None, false);
        assert_eq!(api("src/pages/api/orders/index.ts").as_deref(), Some("/api/orders"));
        assert_eq!(api("src/pages/orders/[id].tsx"), None);
        assert_eq!(path("server/api/orders/[id].get.ts", "server", "api", None, false).as_deref(), Some("GET /api/orders/{id}"));
        assert_eq!(path("app/routes/_auth.orders.$id.tsx", "app/routes", "", None, true).as_deref(), Some("/orders/{id}"));
    }
}
