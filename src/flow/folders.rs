//! Modules that start-up code finds by reading a folder: `fs.readdirSync(__dirname).forEach(file => require(..)(app))`.
//!
//! Paths below the project's root are texts that begin with `ROOT`.

use super::call::Args;
use super::machine::Machine;
use super::value::*;
use crate::facts::ir::*;
use crate::source::FileId;

/// Stands for the project's root at the beginning of a path.
const ROOT: &str = "\u{1}";

impl Machine<'_> {
    /// `__dirname`, `__filename`.
    pub(super) fn own_path(&self, file: FileId, name: &str) -> Option<Value> {
        let path = self.program.path(file);
        match name {
            "__filename" => Some(Value::text(&format!("{ROOT}/{path}"))),
            "__dirname" => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                Some(Value::text(format!("{ROOT}/{folder}").trim_end_matches('/')))
            }
            _ => None,
        }
    }

    /// Functions of paths and folders, while routers are built.
    pub(super) fn folder_call(&mut self, name: &str, base: Option<&Value>, args: &Args) -> Option<Value> {
        if !self.building {
            return None;
        }
        let first = args.positional.first();
        let text = |value: &Value| value.as_text().map(str::to_owned);
        match name {
            "join" | "resolve" if is_of_paths(base) => {
                let parts: Option<Vec<String>> = args.positional.iter().map(text).collect();
                Some(Value::text(&normal(&parts?.join("/"))))
            }
            "dirname" => text(first?)?.rsplit_once('/').map(|(folder, _)| Value::text(folder)),
            "basename" => {
                let path = text(first?)?;
                let name = path.rsplit('/').next().unwrap_or(&path);
                let ending = args.positional.get(1).and_then(Value::as_text).unwrap_or("");
                Some(Value::text(name.strip_suffix(ending).unwrap_or(name)))
            }
            "readdirSync" | "readdir" => {
                let folder = text(first?)?;
                let names = self.names_in(folder.strip_prefix(ROOT)?.trim_matches('/'));
                Some(Value::of(Shape::List(names.iter().map(|name| Value::text(name)).collect())))
            }
            "replace" => {
                let (from, to) = (text(first?)?, text(args.positional.get(1)?)?);
                Some(Value::text(&base?.as_text()?.replacen(&from, &to, 1)))
            }
            _ => None,
        }
    }

    /// Names of the scripts and folders in a folder.
    fn names_in(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut names: Vec<String> = Vec::new();
        for file in self.program.files().filter(|file| self.program.facts(*file).dialect.is_script()) {
            let Some(rest) = self.program.path(file).strip_prefix(&prefix) else { continue };
            let name = rest.split('/').next().unwrap_or(rest);
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    /// The module at a path that start-up code has put together.
    pub(super) fn module_at(&mut self, path: &str) -> Option<Value> {
        let found = match path.strip_prefix(ROOT) {
            Some(path) => self.program.script_at(path.trim_start_matches('/'))?,
            None => self.program.module_file(self.file(), path)?,
        };
        self.ensure_module(found);
        let whole = self.program.find_word("=").and_then(|word| self.export(found, word).cloned());
        Some(whole.unwrap_or_else(|| Value::of(Shape::Module(found))))
    }

    /// The plugins in a folder, each under the path of its own folders.
    pub(super) fn plugins_in(&mut self, folder: &Value) -> Vec<(String, Value)> {
        let Some(folder) = folder.as_text().and_then(|text| text.strip_prefix(ROOT)).map(|text| format!("{}/", text.trim_matches('/')))
        else {
            return Vec::new();
        };
        let files: Vec<FileId> = self.program.files().filter(|file| self.program.facts(*file).dialect.is_script()).collect();
        let mut found = Vec::new();
        for file in files {
            let Some(rest) = self.program.path(file).strip_prefix(&folder).map(str::to_owned) else { continue };
            let inner = rest.rsplit_once('/').map_or("", |(inner, _)| inner);
            // `_id` is a parameter.
            let prefix = inner.split('/').map(|part| part.strip_prefix('_').map_or(part.to_owned(), |name| format!(":{name}")));
            let prefix = prefix.collect::<Vec<_>>().join("/");
            if let Some(module) = self.module_at(&format!("{ROOT}/{folder}{rest}")) {
                found.push((prefix, module));
            }
        }
        found
    }

    /// `require(path.join(__dirname, file))`
    pub(super) fn required_at(&mut self, specifier: NodeId) -> Option<Value> {
        if !self.building {
            return None;
        }
        let path = self.eval(specifier).as_text()?.to_owned();
        self.module_at(&path)
    }
}

fn is_of_paths(base: Option<&Value>) -> bool {
    match base {
        Some(base) => matches!(&base.shape, Shape::External(path) if path.contains("path")),
        None => true,
    }
}

/// A path without `.`, `..` and empty parts.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            // An absolute part begins anew.
            ROOT => parts = vec![ROOT],
            part => parts.push(part),
        }
    }
    parts.join("/")
}
