//! A set of query files: read, checked, and planned for each dialect when it is first met.

use std::path::Path;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use xxhash_rust::xxh3::Xxh3;

use super::capture::Capture;
use super::check;
use super::error::{Fault, QueryError, line_at, nearest};
use super::header::{self, Directive, PatternRule, Procedures, RouteFiles};
use super::pattern::{self, Pattern};
use super::plan::Plan;
use super::{DIALECTS, Dialect};

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");

const LANGUAGES: [&str; 3] = ["python", "javascript", "rust"];
const JAVASCRIPT: [Dialect; 3] = [Dialect::JavaScript, Dialect::TypeScript, Dialect::Tsx];

/// All that is known of frameworks, in the order of the files' paths.
#[derive(Debug)]
pub struct QuerySet {
    queries: Vec<QueryFile>,
    plans: [OnceLock<Plan>; DIALECTS.len()],
    hash: u64,
}

/// A file of queries.
#[derive(Debug)]
pub struct QueryFile {
    /// As shown in errors.
    pub path: String,
    /// The framework its captures speak of; the file's name where it does not say.
    pub framework: String,
    /// It is in force where one of these is imported; none means always.
    pub packages: Vec<String>,
    /// What a route answers to that names no method; none means any.
    pub method: Option<String>,
    /// Files that are routes by where they stand.
    pub routes: Vec<RouteFiles>,
    /// How the names of its procedures make a path.
    pub procedures: Option<Procedures>,
    /// What it reports, if it is a rule.
    pub rule: Option<PatternRule>,
    pub(super) text: String,
    pub(super) patterns: Vec<PatternInfo>,
}

/// One pattern of a file.
#[derive(Debug)]
pub struct PatternInfo {
    /// Where it starts in its file, from 1.
    pub line: u32,
    /// Its predicates that are decided once names are resolved.
    pub deferred: Vec<Deferred>,
    pub(super) pattern: Pattern,
    pub(super) dialects: Vec<Dialect>,
}

/// A predicate that syntax alone cannot decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferred {
    /// `resolves-to`, `lacks-argument`, `constant`, `origin` or `library-version`.
    pub name: String,
    /// What it speaks of; for `library-version`, which speaks of no node, the anchor.
    pub capture: Capture,
    pub args: Vec<String>,
    /// Written with `not-`.
    pub negated: bool,
}

impl QueryFile {
    /// The folder of its language: `python`, `javascript`, `rust`, or `rules`.
    pub fn folder(&self) -> &str {
        place(&self.path).map_or("", |(folder, _)| folder)
    }
}

impl QuerySet {
    /// The queries that authlint brings.
    pub fn builtin() -> &'static QuerySet {
        static SET: OnceLock<QuerySet> = OnceLock::new();
        SET.get_or_init(|| match QuerySet::load(&QuerySet::builtin_files()) {
            Ok(set) => set,
            Err(errors) => panic!("{}", join(&errors)),
        })
    }

    /// Path and text of the files that authlint brings, to be loaded together with a team's own.
    pub fn builtin_files() -> Vec<(String, String)> {
        let mut files = Vec::new();
        let mut folders = vec![&FILES];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            let queries = folder.files().filter(|file| file.path().extension().is_some_and(|ext| ext == "scm"));
            files.extend(queries.filter_map(|file| Some((slashed(file.path()), file.contents_utf8()?.to_string()))));
        }
        files
    }

    /// Models of what frameworks do by themselves: path and text.
    pub fn library_files() -> Vec<(String, &'static str)> {
        let mut files = Vec::new();
        let mut folders = vec![&FILES];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            let models = folder.files().filter(|file| file.path().extension().is_some_and(|ext| ext == "py"));
            files.extend(models.filter_map(|file| Some((slashed(file.path()), file.contents_utf8()?))));
        }
        files
    }

    /// Reads and checks files: path, as shown in errors, and text. The folder says the language: `.../python/flask.scm`,
    /// `.../rules/weak-tls.scm`. Whether the grammars know the patterns' nodes is told by [`QuerySet::verify`].
    pub fn load(files: &[(String, String)]) -> Result<QuerySet, Vec<QueryError>> {
        let mut files: Vec<&(String, String)> = files.iter().collect();
        files.sort();
        let mut set = QuerySet { queries: Vec::new(), plans: Default::default(), hash: 0 };
        let mut errors = Vec::new();
        let mut hash = Xxh3::new();
        for (path, text) in files {
            for part in [path, text] {
                hash.update(&(part.len() as u64).to_le_bytes());
                hash.update(part.as_bytes());
            }
            match read(path, text) {
                Ok(query) => set.queries.push(query),
                Err(faults) => errors.extend(faults.into_iter().map(|fault| fault.into_error(path, text))),
            }
        }
        set.hash = hash.digest();
        match errors.is_empty() {
            true => Ok(set),
            false => Err(errors),
        }
    }

    pub fn queries(&self) -> &[QueryFile] {
        &self.queries
    }

    pub fn query(&self, index: u16) -> &QueryFile {
        &self.queries[index as usize]
    }

    pub fn pattern(&self, query: u16, pattern: u16) -> &PatternInfo {
        &self.queries[query as usize].patterns[pattern as usize]
    }

    /// Changes whenever a file does.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Compiles every pattern of a file in each of its dialects, which takes milliseconds a pattern.
    pub fn verify(&self, query: u16) -> Vec<QueryError> {
        let file = self.query(query);
        let mut faults = Vec::new();
        for dialect in DIALECTS {
            self.plan(dialect).verify(query, self, &mut faults);
        }
        faults.sort_by_key(|fault| fault.at);
        faults.into_iter().map(|fault| fault.into_error(&file.path, &file.text)).collect()
    }

    pub(super) fn plan(&self, dialect: Dialect) -> &Plan {
        self.plans[dialect as usize].get_or_init(|| Plan::new(self, dialect))
    }
}

impl QueryFile {
    /// How many patterns it has.
    pub fn patterns(&self) -> &[PatternInfo] {
        &self.patterns
    }
}

/// Errors, one after the other.
fn join(errors: &[QueryError]) -> String {
    errors.iter().map(|error| error.to_string()).collect::<Vec<_>>().join("\n")
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    format!("queries/{}", parts.join("/"))
}

fn read(path: &str, text: &str) -> Result<QueryFile, Vec<Fault>> {
    let (folder, name) = place(path).map_err(|fault| vec![fault])?;
    let (patterns, rest) = pattern::read(text).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    if patterns.len() > u16::MAX as usize {
        return Err(vec![Fault::new(0, "more patterns than a file can have")]);
    }
    let head = patterns.first().map_or(rest.as_slice(), |first| first.comments.as_slice());
    let top = header::directives(head, true, &mut faults);
    let value = |key: &str| top.iter().find(|d| d.key == key);
    let framework = value("framework").map_or(name, |d| d.value).to_string();
    let packages = value("packages").map(|d| d.list().map(String::from).collect()).unwrap_or_default();
    let method = value("method").map(|d| d.value.to_string());
    let routes = top.iter().filter(|d| d.key == "routes").filter_map(|d| header::routes(d, &mut faults)).collect();
    let procedures = value("procedures").and_then(|d| header::procedures(d, &mut faults));
    let rule = match folder {
        "rules" => Some(header::rule(name, &top, &mut faults)),
        _ => None,
    };
    if !patterns.is_empty() {
        header::directives(&rest, false, &mut faults);
    }
    let patterns = sections(folder, text, patterns, &mut faults);
    match faults.is_empty() {
        true => Ok(QueryFile { path: path.into(), framework, packages, method, routes, procedures, rule, text: text.into(), patterns }),
        false => Err(faults),
    }
}

/// The folder that says the language, and the file's name without its extension.
fn place(path: &str) -> Result<(&str, &str), Fault> {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    if !LANGUAGES.contains(&folder) && folder != "rules" {
        let near = nearest(folder, LANGUAGES.into_iter().chain(["rules"])).map(String::from);
        let fault = Fault::new(0, format!("`{folder}` is not a folder of queries"));
        return Err(fault.suggest(near, "there are `python`, `javascript`, `rust` and `rules`"));
    }
    Ok((folder, name.strip_suffix(".scm").unwrap_or(name)))
}

/// Checks the patterns and finds the dialects of each.
fn sections(folder: &str, text: &str, patterns: Vec<Pattern>, faults: &mut Vec<Fault>) -> Vec<PatternInfo> {
    let mut language = LANGUAGES.into_iter().find(|language| *language == folder);
    let mut infos = Vec::with_capacity(patterns.len());
    for (i, pattern) in patterns.into_iter().enumerate() {
        // What is said at the top twice was reported there.
        let mut known = Vec::new();
        let directives = header::directives(&pattern.comments, i == 0, if i == 0 { &mut known } else { faults });
        for directive in directives.iter().filter(|d| d.key == "language") {
            language = section(folder, directive, faults).or(language);
        }
        let Some(language) = language else {
            faults.push(
                Fault::new(pattern.range.start, "the pattern has no language")
                    .help("write `; language: python` above the patterns for Python"),
            );
            continue;
        };
        let dialects = dialects(language, &directives, faults);
        let deferred = check::check(&pattern, faults);
        infos.push(PatternInfo { line: line_at(text, pattern.range.start), deferred, dialects, pattern });
    }
    infos
}

/// The language that a `; language:` starts.
fn section(folder: &str, directive: &Directive, faults: &mut Vec<Fault>) -> Option<&'static str> {
    if folder != "rules" {
        faults.push(
            Fault::new(directive.at, format!("the language is that of the folder, `{folder}`"))
                .help("only files of `rules` have sections by language"),
        );
        return None;
    }
    let language = LANGUAGES.into_iter().find(|language| *language == directive.value);
    if language.is_none() {
        let near = nearest(directive.value, LANGUAGES).map(String::from);
        let fault = Fault::new(directive.at, format!("unknown language `{}`", directive.value));
        faults.push(fault.suggest(near, "there are `python`, `javascript` and `rust`"));
    }
    language
}

fn dialects(language: &str, directives: &[Directive], faults: &mut Vec<Fault>) -> Vec<Dialect> {
    let limits: Vec<&Directive> = directives.iter().filter(|d| matches!(d.key, "only" | "for")).collect();
    match language {
        "javascript" if limits.is_empty() => JAVASCRIPT.to_vec(),
        "javascript" => limits.iter().flat_map(|limit| header::dialects(limit, faults)).collect(),
        _ => {
            faults.extend(limits.iter().map(|limit| Fault::new(limit.at, format!("`{}:` is for JavaScript only", limit.key))));
            vec![if language == "python" { Dialect::Python } else { Dialect::Rust }]
        }
    }
}
