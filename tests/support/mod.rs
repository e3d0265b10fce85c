//! A project in a temporary folder, and the command run on it.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each test is a crate that uses its own part of this")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// Files to analyze. Gone when dropped.
pub struct Project {
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    pub fn new() -> Project {
        Project { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("the folder exists")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Adds a file.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Project {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        std::fs::write(path, content).expect("files can be written");
        self
    }

    /// Runs `authlint` in the root, with nothing of our environment but what starting a program needs.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    pub fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Run {
        self.run_in(&self.root(), args, environment)
    }

    pub fn run_in(&self, folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::cargo_bin("authlint").expect("the binary is built");
        command.env_clear().current_dir(folder).args(args).envs(environment.iter().copied());
        let output = command.output().expect("the binary runs");
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    /// The result of `--format json`.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// `kind path` of every entry of `errors`.
    #[track_caller]
    pub fn errors(&self) -> Vec<String> {
        let json = self.json();
        let errors = json["errors"].as_array().expect("errors are a list");
        errors.iter().map(|error| format!("{} {}", text(&error["kind"]), text(&error["path"]))).collect()
    }

    /// `rule path:line` of every finding.
    #[track_caller]
    pub fn findings(&self) -> Vec<String> {
        let json = self.json();
        let findings = json["findings"].as_array().expect("findings are a list");
        let place = |finding: &Value| {
            let location = &finding["location"];
            format!("{} {}:{}", text(&finding["rule"]), text(&location["path"]), location["start"]["line"])
        };
        findings.iter().map(place).collect()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}
