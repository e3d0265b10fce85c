//! Which folder is the project, and which part of it is asked about.

use std::path::{Path, PathBuf};

use super::error::{Result, UserError};

/// Files or folders that say: this is the root.
const CONFIGURATION: &[&str] = &["authlint.toml", ".authlint.toml", ".authlint"];

/// A project's root and the chosen paths below it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) root: PathBuf,
    /// Relative, with `/`; empty for the root itself.
    paths: Vec<String>,
}

impl Scope {
    /// Finds the root of `paths`: `root`, else the nearest folder above the first path with configuration, else with `.git`, else
    /// that path.
    pub(super) fn find(root: Option<&Path>, paths: &[PathBuf]) -> Result<Scope> {
        let paths = paths.iter().map(|path| resolve(path)).collect::<Result<Vec<_>>>()?;
        let root = match root {
            Some(root) => folder(resolve(root)?)?,
            None => paths.first().map(|path| above(path)).unwrap_or_default(),
        };
        let paths = paths.iter().map(|path| below(&root, path)).collect::<Result<_>>()?;
        Ok(Scope { root, paths })
    }

    /// Whether something in this file is reported.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.paths.iter().any(|chosen| {
            let rest = path.strip_prefix(chosen.as_str());
            chosen.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

fn resolve(path: &Path) -> Result<PathBuf> {
    path.canonicalize().map_err(|error| {
        let shown = path.display();
        let found = match error.kind() {
            std::io::ErrorKind::NotFound => UserError::new(format!("no such file or folder: `{shown}`")),
            std::io::ErrorKind::PermissionDenied => UserError::new(format!("permission denied: `{shown}`")),
            _ => UserError::new(format!("cannot open `{shown}`")),
        };
        match path.ancestors().skip(1).find(|above| !above.as_os_str().is_empty() && above.exists()) {
            Some(above) => found.help(format!("`{}` exists; paths are taken from the current folder", above.display())).into(),
            None => found.help("paths are taken from the current folder").into(),
        }
    })
}

fn folder(path: PathBuf) -> Result<PathBuf> {
    match path.is_dir() {
        true => Ok(path),
        false => Err(UserError::new(format!("`--root` is not a folder: `{}`", path.display()))
            .help("give the folder that holds the project")
            .into()),
    }
}

fn above(path: &Path) -> PathBuf {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let holding = |names: &[&str]| folder.ancestors().find(|above| names.iter().any(|name| above.join(name).exists()));
    holding(CONFIGURATION).or_else(|| holding(&[".git"])).unwrap_or(folder).to_owned()
}

fn below(root: &Path, path: &Path) -> Result<String> {
    match path.strip_prefix(root) {
        Ok(rest) => Ok(rest.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")),
        Err(_) => {
            let error = UserError::new(format!("`{}` is not below the root `{}`", path.display(), root.display()));
            Err(error.help("give paths of one project, or another `--root`").into())
        }
    }
}
