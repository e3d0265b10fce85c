//! The one facade: a `Workspace` takes changes, a `Snapshot` answers.
//!
//! In: a root, and changed texts. Out: findings, endpoints, facts and problems, in byte offsets.
//! Never: prints; lets a panic in one file end the run; analyzes twice what did not change.

mod guard;
mod library;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::facts::{Facts, facts};
use crate::finding::{Place, Settled, settle};
use crate::flow::{Endpoint, Flow, trace};
use crate::program::{Program, link};
use crate::report::{Report, Summary};
use crate::rules;
use crate::source::{
    self, Classified, DataFile, FileId, Include, LineIndex, Lines, Position, Problem, ProblemKind, Project, Purpose, SourceFile,
};
use crate::syntax;

/// Deep code makes deep calls.
const STACK: usize = 16 * 1024 * 1024;

/// Told how many files are done, of how many.
pub type Progress = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// How to analyze.
#[derive(Clone)]
pub struct Options {
    /// Which code that is not production code is reported on.
    pub include: Include,
    /// 0: as many as the machine has cores.
    pub threads: usize,
    pub progress: Option<Progress>,
}

/// Why there is nothing to analyze.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("cannot read `{}`: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: std::io::Error },
    #[error("cannot start threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// One file's new text.
#[derive(Debug, Clone)]
pub struct Change {
    /// Relative to the root, with `/`.
    pub path: String,
    /// `None`: the file is gone.
    pub text: Option<String>,
}

/// A project under analysis, which changes.
pub struct Workspace {
    root: PathBuf,
    options: Options,
    pool: Arc<rayon::ThreadPool>,
    /// In the order of paths, each with what was made of it.
    files: Vec<(Arc<SourceFile>, Analyzed)>,
    data: Vec<Arc<DataFile>>,
    /// What walking and reading said.
    problems: Vec<Problem>,
    state: Arc<State>,
}

/// The facts of one file, and what went wrong while they were made.
#[derive(Clone)]
struct Analyzed {
    facts: Arc<Facts>,
    problem: Option<Problem>,
}

impl Workspace {
    /// Reads and analyzes everything below `root`.
    pub fn open(root: &Path, options: Options) -> Result<Workspace, OpenError> {
        let unreadable = |reason| OpenError::Unreadable { path: root.to_owned(), reason };
        let root = root.canonicalize().map_err(unreadable)?;
        std::fs::read_dir(&root).map_err(unreadable)?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).stack_size(STACK).build()?;
        let pool = Arc::new(pool);
        let (project, problems) = pool.install(|| source::walk(&root));
        let analyzed = pool.install(|| analyze_all(&project.files, options.progress.as_ref()));
        let files: Vec<_> = project.files.into_iter().zip(analyzed).collect();
        let state = State::new(&files, &project.data, &problems, options.include, &pool);
        Ok(Workspace { root, options, pool, files, data: project.data, problems, state: Arc::new(state) })
    }

    /// The folder that paths are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes new texts. Only what changed is read again.
    pub fn apply(&mut self, changes: Vec<Change>) {
        for change in changes {
            self.forget(&change.path);
            if let Some(text) = change.text {
                self.take(&change.path, text);
            }
        }
        self.state = Arc::new(State::new(&self.files, &self.data, &self.problems, self.options.include, &self.pool));
    }

    fn forget(&mut self, path: &str) {
        self.files.retain(|(file, _)| &*file.path != path);
        self.data.retain(|file| &*file.path != path);
        self.problems.retain(|problem| problem.path != path);
    }

    fn take(&mut self, path: &str, text: String) {
        let (classified, problems) = source::classify(path, text);
        self.problems.extend(problems);
        self.problems.sort();
        match classified {
            Classified::Code(file) => {
                let analyzed = self.pool.install(|| analyze(&file));
                let at = self.files.partition_point(|(other, _)| other.path < file.path);
                self.files.insert(at, (Arc::new(file), analyzed));
            }
            Classified::Data(file) => {
                let at = self.data.partition_point(|other| other.path < file.path);
                self.data.insert(at, Arc::new(file));
            }
            Classified::Neither => {}
        }
    }

    /// What is known now. Cheap; the analysis is done when first asked for, once for all copies.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { state: Arc::clone(&self.state) }
    }
}

/// Makes the facts of all files: the largest first, so that no thread is left with one at the end.
fn analyze_all(files: &[Arc<SourceFile>], progress: Option<&Progress>) -> Vec<Analyzed> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(files[index].text.len()), index));
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let slots: Vec<OnceLock<Analyzed>> = files.iter().map(|_| OnceLock::new()).collect();
    rayon::broadcast(|_| {
        while let Some(&index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let _ = slots[index].set(analyze(&files[index]));
            if let Some(progress) = progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
            }
        }
    });
    slots.into_iter().map(|slot| slot.into_inner().expect("every index was visited")).collect()
}

fn analyze(file: &SourceFile) -> Analyzed {
    // The tree is dropped here, at once: trees of a whole project would not fit.
    let made = guard::catch(|| facts(&syntax::parse(file.text.to_string(), file.dialect)));
    match made {
        Ok(facts) => Analyzed { problem: broken(file, &facts), facts: Arc::new(facts) },
        Err(panic) => Analyzed {
            facts: Arc::new(empty(file)),
            problem: Some(Problem::new(&*file.path, ProblemKind::Internal, format!("analysis of this file failed: {panic}"))),
        },
    }
}

fn empty(file: &SourceFile) -> Facts {
    facts(&syntax::parse(String::new(), file.dialect))
}

/// Says so where the parser could not make sense of a good part of a file.
fn broken(file: &SourceFile, facts: &Facts) -> Option<Problem> {
    let length = file.text.len();
    let bytes = covered(facts.broken.iter().map(|span| (span.start, span.end)).collect());
    if length == 0 || bytes * 5 <= length {
        return None;
    }
    let language = source::language(file.dialect);
    let message = match (bytes * 100 / length).min(100) {
        95.. => format!("does not parse as {language}; what can be read of it is analyzed"),
        percent => format!("{percent} % of it does not parse as {language}; the rest is analyzed"),
    };
    Some(Problem::new(&*file.path, ProblemKind::Parse, message))
}

/// How many bytes these ranges cover together.
fn covered(mut ranges: Vec<(u32, u32)>) -> usize {
    ranges.sort_unstable();
    let (mut bytes, mut end) = (0, 0);
    for (from, to) in ranges {
        bytes += to.saturating_sub(from.max(end)) as usize;
        end = end.max(to);
    }
    bytes
}

/// Everything known of one state of the project.
struct State {
    project: Arc<Project>,
    facts: Vec<Arc<Facts>>,
    lines: Lines,
    problems: Vec<Problem>,
    include: Include,
    pool: Arc<rayon::ThreadPool>,
    result: OnceLock<Analysis>,
}

/// What the stations after `facts` made of it.
struct Analysis {
    program: Program,
    flow: Flow,
    settled: Settled,
    problems: Vec<Problem>,
}

impl State {
    fn new(
        files: &[(Arc<SourceFile>, Analyzed)],
        data: &[Arc<DataFile>],
        problems: &[Problem],
        include: Include,
        pool: &Arc<rayon::ThreadPool>,
    ) -> State {
        let mut problems = problems.to_vec();
        problems.extend(files.iter().filter_map(|(_, analyzed)| analyzed.problem.clone()));
        let mut read: Vec<(Arc<SourceFile>, Arc<Facts>)> =
            files.iter().map(|(file, analyzed)| (Arc::clone(file), Arc::clone(&analyzed.facts))).collect();
        read.extend_from_slice(library::needed_by(&read));
        read.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let (files, facts): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let project = Project { files, data: data.to_vec() };
        State {
            lines: Lines::new(&project),
            project: Arc::new(project),
            facts,
            problems,
            include,
            pool: Arc::clone(pool),
            result: OnceLock::new(),
        }
    }

    fn analysis(&self) -> &Analysis {
        self.result.get_or_init(|| self.pool.install(|| self.compute()))
    }

    fn compute(&self) -> Analysis {
        let mut problems = self.problems.clone();
        let mut failed = |stage: &str, panic: String| {
            problems.push(Problem::new("", ProblemKind::Internal, format!("{stage} failed: {panic}")));
        };
        let linked = guard::catch(|| link(Arc::clone(&self.project), self.facts.clone()));
        let program = linked.unwrap_or_else(|panic| {
            failed("linking the files", panic);
            link(Arc::new(Project::default()), Vec::new())
        });
        let flow = guard::catch(|| trace(&program)).unwrap_or_else(|panic| {
            failed("following the requests", panic);
            Flow::default()
        });
        let settled = guard::catch(|| settle(&self.project, &self.lines, &self.facts, self.include, rules::run(&program, &flow)));
        let settled = settled.unwrap_or_else(|panic| {
            failed("running the rules", panic);
            Settled::default()
        });
        for (place, message) in &flow.limits {
            problems.push(Problem::new(&*self.project.file(place.file).path, ProblemKind::Limit, message.clone()));
        }
        problems.sort();
        problems.dedup();
        Analysis { program, flow, settled, problems }
    }
}

/// One state of a project, and all that can be asked of it. Copies share the work.
#[derive(Clone)]
pub struct Snapshot {
    state: Arc<State>,
}

impl Snapshot {
    pub fn project(&self) -> &Project {
        &self.state.project
    }

    /// The file of this path below the root.
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.state.project.find(path)
    }

    pub fn text(&self, file: FileId) -> &str {
        &self.state.project.file(file).text
    }

    pub fn lines(&self, file: FileId) -> &LineIndex {
        self.state.lines.of(&self.state.project, file)
    }

    /// Line and column of a byte.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        self.lines(file).position(offset, self.text(file))
    }

    /// The lines a stretch of code begins and ends on.
    pub fn line_range(&self, place: Place) -> (u32, u32) {
        let lines = self.lines(place.file);
        (lines.line(place.span.start), lines.line(place.span.end.max(place.span.start + 1) - 1))
    }

    pub fn facts(&self, file: FileId) -> &Facts {
        &self.state.facts[file.index()]
    }

    pub fn program(&self) -> &Program {
        &self.state.analysis().program
    }

    pub fn flow(&self) -> &Flow {
        &self.state.analysis().flow
    }

    pub fn endpoints(&self) -> &[Endpoint] {
        &self.flow().endpoints
    }

    /// What was found, in order, and how many findings comments silenced.
    pub fn findings(&self) -> &Settled {
        &self.state.analysis().settled
    }

    /// What could not be read or analyzed as it should be.
    pub fn errors(&self) -> &[Problem] {
        &self.state.analysis().problems
    }

    /// Whether findings in this file are reported.
    pub fn reports(&self, file: FileId) -> bool {
        self.state.include.reports(self.state.project.file(file).purpose)
    }

    /// Everything, to be narrowed and rendered.
    pub fn report(&self) -> Report<'_> {
        let settled = self.findings();
        let findings: Vec<_> = settled.reported.iter().collect();
        let endpoints: Vec<_> = self.endpoints().iter().filter(|endpoint| self.reports(endpoint.handler.place.file)).collect();
        let summary = Summary {
            files: self.state.project.files.iter().filter(|file| file.purpose != Purpose::Library).count(),
            endpoints: endpoints.len(),
            findings: findings.len(),
            suppressed: settled.suppressed,
            baselined: 0,
        };
        Report {
            project: &self.state.project,
            lines: &self.state.lines,
            findings,
            endpoints,
            summary,
            problems: self.errors().iter().collect(),
        }
    }
}
