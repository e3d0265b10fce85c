//! What an analysis costs, beside a bare parse of the same files.
//!
//! `cargo bench` runs over `corpus/` and `examples/`, repeated to a few megabytes; `AUTHLINT_BENCH_DIR=/path/to/a/repository` over
//! that instead. The ratio of the whole run to the bare parse, in CPU time of one thread each, is printed last.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use authlint::facts::{Facts, facts};
use authlint::finding::settle;
use authlint::flow::trace;
use authlint::program::link;
use authlint::rules;
use authlint::source::{self, Classified, Include, Lines, Project, SourceFile};
use authlint::syntax::{DIALECTS, Dialect, QuerySet, parse, parse_bare};
use divan::Bencher;
use divan::counter::BytesCount;

/// As in the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the bundled code is repeated to.
const BYTES: usize = 3_000_000;

/// Runs of which the fastest counts, in the ratio.
const ROUNDS: usize = 3;

static FILES: LazyLock<Project> = LazyLock::new(load);

fn main() {
    divan::main();
    let fastest = |run: &dyn Fn()| (0..ROUNDS).map(|_| timed(run)).min().unwrap_or_default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(16 * 1024 * 1024).build().expect("a thread can be started");
    let (bare, whole) = pool.install(|| (fastest(&|| bare_parses(&FILES.files)), fastest(&whole_run)));
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    let megabytes = bytes(&FILES.files) as f64 / 1e6;
    anstream::println!("\nbare parse {bare:.2?}, whole run {whole:.2?}: {ratio:.2} x, over {megabytes:.1} MB");
}

fn timed(run: &dyn Fn()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn load() -> Project {
    match std::env::var_os("AUTHLINT_BENCH_DIR") {
        Some(folder) => source::walk(&PathBuf::from(folder)).0,
        None => bundled(),
    }
}

/// The bundled applications, each copy in a folder of its own.
fn bundled() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut originals = Vec::new();
    for folder in ["corpus", "examples"] {
        let (project, _) = source::walk(&root.join(folder));
        originals.extend(project.files.iter().map(|file| (format!("{folder}/{}", file.path), file.text.to_string())));
    }
    let size: usize = originals.iter().map(|(_, text)| text.len()).sum();
    let mut files = Vec::new();
    for copy in 0..BYTES.div_ceil(size.max(1)) {
        for (path, text) in &originals {
            if let (Classified::Code(file), _) = source::classify(&format!("copy{copy:03}/{path}"), text.clone()) {
                files.push(Arc::new(file));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Project { files, data: Vec::new() }
}

fn bytes(files: &[Arc<SourceFile>]) -> usize {
    files.iter().map(|file| file.text.len()).sum()
}

fn bare_parses(files: &[Arc<SourceFile>]) {
    for file in files {
        divan::black_box(parse_bare(&file.text, file.dialect));
    }
}

fn all_facts(files: &[Arc<SourceFile>]) -> Vec<Arc<Facts>> {
    files.iter().map(|file| Arc::new(facts(&parse(file.text.to_string(), file.dialect)))).collect()
}

/// Everything but reading files and rendering.
fn whole_run() {
    let project = Arc::new(Project { files: FILES.files.clone(), data: FILES.data.clone() });
    let facts = all_facts(&project.files);
    let program = link(Arc::clone(&project), facts.clone());
    let flow = trace(&program);
    divan::black_box(settle(&project, &Lines::new(&project), &facts, Include::default(), rules::run(&program, &flow)));
}

fn of(dialect: Dialect) -> Vec<Arc<SourceFile>> {
    FILES.files.iter().filter(|file| file.dialect == dialect).cloned().collect()
}

/// Reading, checking and planning all query files, and compiling every pattern.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn compile_queries(bencher: Bencher) {
    let files = QuerySet::builtin_files();
    bencher.bench(|| {
        let set = QuerySet::load(&files).expect("the built-in queries are sound");
        (0..set.queries().len() as u16).map(|query| set.verify(query).len()).sum::<usize>()
    });
}

/// What every start costs.
#[divan::bench]
fn load_queries(bencher: Bencher) {
    let files = QuerySet::builtin_files();
    bencher.bench(|| QuerySet::load(&files).map(|set| set.hash()).unwrap_or_default());
}

#[divan::bench(args = DIALECTS, sample_count = 5, sample_size = 1)]
fn parse_only(bencher: Bencher, dialect: Dialect) {
    let files = of(dialect);
    bencher.counter(BytesCount::new(bytes(&files))).bench(|| bare_parses(&files));
}

#[divan::bench(args = DIALECTS, sample_count = 5, sample_size = 1)]
fn extract_facts(bencher: Bencher, dialect: Dialect) {
    let files = of(dialect);
    bencher.counter(BytesCount::new(bytes(&files))).bench(|| all_facts(&files));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn run_whole(bencher: Bencher) {
    bencher.counter(BytesCount::new(bytes(&FILES.files))).bench(whole_run);
}
