//! The comments of a query file that say something to the loader: `; framework: flask`.

use super::Dialect;
use super::error::{Fault, nearest};
use super::pattern::Word;

/// Those that stand before the first pattern.
const TOP: [&str; 10] = ["framework", "packages", "method", "routes", "procedures", "severity", "cwe", "owasp", "summary", "message"];
/// Those that stand before any pattern.
const ANYWHERE: [&str; 3] = ["language", "only", "for"];

const SEVERITIES: [&str; 4] = ["low", "medium", "high", "critical"];

/// A rule that is one pattern: what its findings say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternRule {
    /// The file's name.
    pub id: String,
    /// `low`, `medium`, `high` or `critical`.
    pub severity: String,
    /// Numbers: 295 for CWE-295.
    pub cwe: Vec<u32>,
    /// As written: `API8:2023`.
    pub owasp: Vec<String>,
    pub summary: String,
    pub message: String,
}

/// Files that answer requests because of where they stand: `; routes: app//**/route = GET POST`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteFiles {
    /// The folders above the first part of the path, from the package's own or its `src`.
    pub above: Vec<String>,
    /// What the path itself begins with.
    pub first: Vec<String>,
    /// The file's name, where it is no part of the path.
    pub stem: Option<String>,
    /// Dots separate parts of the path as folders do: `**.**`.
    pub is_dotted: bool,
    /// What of the file answers, and the method: a verb is its own, `ANY` is for the handler to tell.
    pub exports: Vec<(String, String)>,
}

/// How the names of nested procedures make a path: `; procedures: /trpc/a.b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedures {
    /// Before the names.
    pub prefix: String,
    /// Between them.
    pub joint: String,
}

/// A directive: its key, and its value with its place.
#[derive(Debug)]
pub(super) struct Directive<'a> {
    pub(super) at: usize,
    pub(super) key: &'static str,
    pub(super) value: &'a str,
}

impl Directive<'_> {
    pub(super) fn list(&self) -> impl Iterator<Item = &str> {
        self.value.split(',').map(str::trim).filter(|word| !word.is_empty())
    }
}

/// The directives among some comments. `top` says whether no pattern stands before them.
pub(super) fn directives<'a>(comments: &'a [Word], top: bool, faults: &mut Vec<Fault>) -> Vec<Directive<'a>> {
    let mut found = Vec::new();
    for comment in comments {
        let Some((key, value)) = comment.text.split_once(':') else { continue };
        match TOP.iter().chain(&ANYWHERE).find(|known| **known == key) {
            Some(key) if top || ANYWHERE.contains(key) => found.push(Directive { at: comment.at, key, value: value.trim() }),
            Some(key) => {
                faults.push(Fault::new(comment.at, format!("`{key}:` stands below a pattern")).help("move it to the top of the file"))
            }
            None => faults.extend(misspelled(comment.at, key)),
        }
    }
    found
}

/// Prose may hold a colon too, so only what is close to a directive is taken for one.
fn misspelled(at: usize, key: &str) -> Option<Fault> {
    let long = TOP.iter().chain(&ANYWHERE).copied().filter(|known| known.len() > 4 && known.len().abs_diff(key.len()) < 3);
    let near = nearest(key, long)?;
    Some(Fault::new(at, format!("unknown directive `{key}:`")).help(format!("did you mean `{near}:`?")))
}

/// The files that `; routes:` speaks of.
pub(super) fn routes(directive: &Directive, faults: &mut Vec<Fault>) -> Option<RouteFiles> {
    let read = || {
        let (files, exports) = directive.value.split_once(" = ")?;
        let (above, below) = files.trim().split_once("//")?;
        let mut below: Vec<String> = below.split('/').map(String::from).collect();
        let last = below.pop()?;
        let (stem, is_dotted) = match last.as_str() {
            "**" => (None, false),
            "**.**" => (None, true),
            stem => (Some(stem.to_owned()), false),
        };
        if stem.is_some() && below.pop()? != "**" {
            return None;
        }
        let exports = exports.split_whitespace().map(|export| export.split_once(':').unwrap_or((export, export)));
        Some(RouteFiles {
            above: above.split('/').map(String::from).collect(),
            first: below,
            stem,
            is_dotted,
            exports: exports.map(|(name, method)| (name.to_owned(), method.to_owned())).collect(),
        })
    };
    let files = read();
    if files.is_none() {
        faults.push(
            Fault::new(directive.at, format!("`{}` names no files that are routes", directive.value))
                .help("write `; routes: folders//**/name = GET POST` or `; routes: folders//first/** = default:ANY`"),
        );
    }
    files
}

/// The path that `; procedures:` shows.
pub(super) fn procedures(directive: &Directive, faults: &mut Vec<Fault>) -> Option<Procedures> {
    let read = || {
        let (prefix, joint) = directive.value.strip_suffix('b')?.rsplit_once('a')?;
        Some(Procedures { prefix: prefix.to_owned(), joint: joint.to_owned() })
    };
    let procedures = read();
    if procedures.is_none() {
        faults.push(
            Fault::new(directive.at, format!("`{}` shows no path of nested procedures", directive.value))
                .help("write `; procedures: /trpc/a.b`"),
        );
    }
    procedures
}

/// The dialects that `; only:` or `; for:` name.
pub(super) fn dialects(directive: &Directive, faults: &mut Vec<Fault>) -> Vec<Dialect> {
    let mut dialects = Vec::new();
    for name in directive.list() {
        match name {
            "javascript" => dialects.push(Dialect::JavaScript),
            "typescript" => dialects.extend([Dialect::TypeScript, Dialect::Tsx]),
            "tsx" => dialects.push(Dialect::Tsx),
            _ => {
                let near = nearest(name, ["javascript", "typescript", "tsx"]).map(String::from);
                let fault = Fault::new(directive.at, format!("`{name}` is not a dialect of JavaScript"));
                faults.push(fault.suggest(near, "there are `javascript`, `typescript` and `tsx`"));
            }
        }
    }
    dialects
}

/// The rule that a file of `queries/rules` describes.
pub(super) fn rule(id: &str, top: &[Directive], faults: &mut Vec<Fault>) -> PatternRule {
    let value = |key: &str| top.iter().find(|d| d.key == key);
    let mut text = |key: &str| match value(key) {
        Some(directive) => directive.value.to_string(),
        None => {
            faults.push(Fault::new(0, format!("the rule has no `{key}`")).help(format!("write `; {key}: ...` at the top of the file")));
            String::new()
        }
    };
    let (severity, summary, message) = (text("severity"), text("summary"), text("message"));
    if let Some(directive) = value("severity")
        && !SEVERITIES.contains(&severity.as_str())
    {
        let near = nearest(&severity, SEVERITIES).map(String::from);
        faults.push(
            Fault::new(directive.at, format!("unknown severity `{severity}`"))
                .suggest(near, "there are `low`, `medium`, `high` and `critical`"),
        );
    }
    let mut cwe = Vec::new();
    for directive in top.iter().filter(|d| d.key == "cwe") {
        for number in directive.list() {
            match number.parse() {
                Ok(number) => cwe.push(number),
                Err(_) => {
                    faults.push(Fault::new(directive.at, format!("`{number}` is not the number of a CWE")).help("write `; cwe: 295`"))
                }
            }
        }
    }
    let owasp = top.iter().filter(|d| d.key == "owasp").flat_map(|d| d.list().map(String::from).collect::<Vec<_>>()).collect();
    PatternRule { id: id.into(), severity, cwe, owasp, summary, message }
}
