//! `docs/rules/`: every page is as its rule says, and its code is reported as the page says.
//!
//! The blocks with a `title=` under `## Vulnerable` are applications: one a language, or one a language and `###` heading. Each expects at
//! least one finding. Those under `## Safe` expect none.

mod common;

use std::collections::BTreeMap;
use std::fs;

use common::Outcome;

const SECTIONS: [&str; 5] = ["What it does", "Why it matters", "Vulnerable", "Safe", "What it cannot see"];

/// The files of an application, by path.
type Files = BTreeMap<String, String>;

/// A page, taken apart.
#[derive(Default)]
struct Page {
    sections: Vec<String>,
    /// By section, heading and language.
    applications: BTreeMap<(String, String, String), Files>,
    faults: Vec<String>,
}

impl Page {
    fn read(text: &str) -> Page {
        let mut page = Page::default();
        let (mut section, mut group) = (String::new(), String::new());
        let mut lines = text.lines().zip(1..);
        while let Some((line, number)) = lines.next() {
            if let Some(fence) = line.strip_prefix("```") {
                let code: String =
                    lines.by_ref().map(|(line, _)| line).take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
                page.take(&section, &group, fence, code, number);
            } else if let Some(heading) = line.strip_prefix("## ") {
                (section, group) = (heading.to_owned(), String::new());
                page.sections.push(heading.to_owned());
            } else if let Some(heading) = line.strip_prefix("### ") {
                group = heading.to_owned();
            }
        }
        page
    }

    fn take(&mut self, section: &str, group: &str, fence: &str, code: String, line: u32) {
        let (language, rest) = fence.split_once(' ').unwrap_or((fence, ""));
        let Some(title) = rest.trim().strip_prefix("title=") else { return };
        let Some(language) = language_of(language) else {
            return self.faults.push(format!("line {line}: unknown language `{language}`"));
        };
        let key = (section.to_owned(), group.to_owned(), language.to_owned());
        if self.applications.entry(key).or_default().insert(title.to_owned(), code).is_some() {
            self.faults.push(format!("line {line}: `{title}` is there twice"));
        }
    }

    /// The blocks that are no code belong to every application under the same heading.
    fn applications(&self) -> Vec<(&str, String, Files)> {
        let mut applications = Vec::new();
        for ((section, group, language), files) in self.applications.iter().filter(|((_, _, language), _)| language != DATA) {
            let mut files = files.clone();
            let data = self.applications.get(&(section.clone(), group.clone(), DATA.to_owned()));
            files.extend(data.into_iter().flatten().map(|(path, text)| (path.clone(), text.clone())));
            let name = [section, group, language].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
            applications.push((section.as_str(), name, files));
        }
        applications
    }
}

/// What is neither Python, JavaScript nor Rust: schemas and manifests.
const DATA: &str = "data";

fn language_of(word: &str) -> Option<&'static str> {
    match word {
        "python" => Some("Python"),
        "javascript" | "jsx" | "typescript" | "tsx" => Some("JavaScript"),
        "rust" => Some("Rust"),
        "json" | "toml" | "sql" | "prisma" => Some(DATA),
        _ => None,
    }
}

fn run_page(path: &std::path::Path) -> Vec<Outcome> {
    let id = path.file_stem().expect("a page has a name").to_string_lossy().into_owned();
    let page = Page::read(&fs::read_to_string(path).expect("a page is text"));
    let mut faults = page.faults.clone();
    if page.sections != SECTIONS {
        faults.push(format!("its sections are {:?}", page.sections));
    }
    let mut outcomes = vec![Outcome { name: format!("docs/rules/{id}.md"), rules: Vec::new(), faults }];
    for (section, name, files) in page.applications() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        let mut outcome = common::run(&format!("docs/rules/{id}.md: {name}"), folder.path());
        match section {
            "Vulnerable" if !outcome.rules.contains(&id) => outcome.faults.push("expects no finding of the rule".to_owned()),
            "Safe" if !outcome.rules.is_empty() => outcome.faults.push("expects findings".to_owned()),
            _ => {}
        }
        outcomes.push(outcome);
    }
    outcomes
}

#[test]
fn the_code_of_every_page_is_reported_as_the_page_says() {
    let pages = common::entries(&common::root().join("docs/rules"));
    let outcomes: Vec<Outcome> = pages.iter().flat_map(|page| run_page(page)).collect();
    common::verdict(&outcomes);
}
