//! What an application puts before the paths of its routes: a prefix, a version.

use super::path::{full_path, under};
use super::routing::{Event, RouteEvent, Router};

#[derive(Default)]
pub(super) struct Front {
    prefix: String,
    /// Paths that the prefix is not put before.
    except: Vec<String>,
    /// What stands before a version, and the versions of routes that name none.
    versions: Option<(String, Vec<String>)>,
}

impl Front {
    pub(super) fn of(app: &Router) -> Front {
        let mut front = Front::default();
        for event in &app.events {
            match event {
                Event::Prefix { path, except } => {
                    front.prefix.clone_from(path);
                    front.except = except.iter().map(|path| full_path("", path, false)).collect();
                }
                Event::Versions { prefix, default } => front.versions = Some((prefix.clone(), default.clone())),
                _ => {}
            }
        }
        front
    }

    /// The paths of a route, one a version.
    pub(super) fn paths(&self, prefix: &str, route: &RouteEvent, keeps_slash: bool) -> Vec<String> {
        let own = full_path(prefix, &route.path, keeps_slash);
        let front = if self.excepts(&own) { "" } else { self.prefix.as_str() };
        let Some((before, default)) = &self.versions else {
            return vec![full_path(&under(front, prefix), &route.path, keeps_slash)];
        };
        let versions = route.more.versions.as_ref().unwrap_or(default);
        let at = |version: &str| full_path(&under(&under(front, version), prefix), &route.path, keeps_slash);
        match versions.as_slice() {
            [] => vec![at("")],
            versions => {
                let named = |version: &String| if version.is_empty() { String::new() } else { format!("{before}{version}") };
                versions.iter().map(|version| at(&named(version))).collect()
            }
        }
    }

    fn excepts(&self, own: &str) -> bool {
        self.except.iter().any(|path| match path.split_once('*').or_else(|| path.split_once("(.*)")) {
            Some((start, _)) => own.starts_with(start.trim_end_matches('/')),
            None => path == own,
        })
    }
}
