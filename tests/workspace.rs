//! The facade: changes in, snapshots out.

mod support;

use authlint::source::Include;
use authlint::workspace::{Change, Options, Snapshot, Workspace};
use support::Project;

fn open(project: &Project) -> Workspace {
    let options = Options { include: Include::default(), threads: 2, progress: None };
    Workspace::open(&project.root(), options).expect("the root exists")
}

fn change(path: &str, text: Option<&str>) -> Change {
    Change { path: path.to_owned(), text: text.map(str::to_owned) }
}

fn places(snapshot: &Snapshot) -> Vec<String> {
    let place = |reported: &authlint::finding::Reported| {
        let place = reported.finding.place;
        format!("{}:{}", snapshot.project().file(place.file).path, snapshot.position(place.file, place.span.start).line)
    };
    snapshot.findings().reported.iter().map(place).collect()
}

const NOISY: &str = "x = 1  # authlint: ignore\n";

#[test]
fn changes_are_seen_by_later_snapshots_only() {
    let project = Project::new().file("a.py", NOISY).file("c.py", "y = 2\n");
    let mut workspace = open(&project);
    let before = workspace.snapshot();
    workspace.apply(vec![change("a.py", Some("x = 1\n")), change("b.py", Some(NOISY)), change("c.py", Some(&format!("\n{NOISY}")))]);
    let after = workspace.snapshot();
    assert_eq!(places(&before), ["a.py:1"]);
    assert_eq!(places(&after), ["b.py:1", "c.py:2"]);
    workspace.apply(vec![change("b.py", None)]);
    assert_eq!(places(&workspace.snapshot()), ["c.py:2"]);
    assert!(workspace.snapshot().file("b.py").is_none());
}

#[test]
fn what_did_not_change_is_kept() {
    let project = Project::new().file("a.py", "x = 1\n").file("b.py", "y = 2\n");
    let mut workspace = open(&project);
    let facts = |workspace: &Workspace, path: &str| {
        let snapshot = workspace.snapshot();
        let file = snapshot.file(path).expect("it is there");
        std::ptr::from_ref(snapshot.facts(file)) as usize
    };
    let before = (facts(&workspace, "a.py"), facts(&workspace, "b.py"));
    workspace.apply(vec![change("a.py", Some("x = 2\n"))]);
    assert_ne!(facts(&workspace, "a.py"), before.0);
    assert_eq!(facts(&workspace, "b.py"), before.1);
}

#[test]
fn copies_share_the_analysis() {
    let workspace = open(&Project::new().file("a.py", NOISY));
    let (one, two) = (workspace.snapshot(), workspace.snapshot().clone());
    assert!(std::ptr::eq(one.findings(), two.findings()));
}

#[test]
fn manifests_change_too() {
    let project = Project::new().file("package.json", "{}").file("a.js", "f();\n");
    let mut workspace = open(&project);
    workspace.apply(vec![change("package.json", Some("{\"name\": \"x\"}")), change("README.md", Some("# no code"))]);
    let snapshot = workspace.snapshot();
    assert_eq!(snapshot.project().data.len(), 1);
    assert_eq!(&*snapshot.project().data[0].text, "{\"name\": \"x\"}");
    assert_eq!(snapshot.project().files.len(), 1);
}

#[test]
fn problems_follow_their_file() {
    let project = Project::new().file("a.py", b"x = '\xE9'\n").file("b.py", "y = 1\n");
    let mut workspace = open(&project);
    assert_eq!(workspace.snapshot().errors().len(), 1);
    workspace.apply(vec![change("a.py", Some("x = 'é'\n"))]);
    assert!(workspace.snapshot().errors().is_empty());
}
