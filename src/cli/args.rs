//! What may be typed. The doc comments are the help.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, Subcommand, ValueEnum};

use crate::finding::{Confidence, Severity};
use crate::source::Include;

/// Finds the handlers that forgot to authorize, in Python, JavaScript/TypeScript and Rust web services
///
/// Exit status: 0 nothing is reported at or above --fail-on; 1 something is (routes --since-file: a guard was lost; routes
/// --against: something differs); 2 usage or configuration error, internal error, nothing could be analyzed, or, with --strict,
/// something could not.
#[derive(Debug, Parser)]
#[command(name = "authlint", version, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,

    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Report what is wrong
    Check(CheckArgs),
    /// List every endpoint: its guards, and the objects it touches
    Routes(RoutesArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Explain a rule, or what is known of the handler at a place
    Explain(ExplainArgs),
    /// Print what the stations of the analysis make of code
    Debug(DebugArgs),
}

#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Files and folders to report on; the whole root is analyzed all the same
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub analysis: AnalysisArgs,

    /// What to write on stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Also write a report to a file; may be given more than once
    #[arg(long, value_name = "FORMAT=FILE")]
    pub output: Vec<Output>,

    /// Report findings of at least this confidence
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = ConfidenceLevel::Medium)]
    pub min_confidence: ConfidenceLevel,

    /// Exit with 1 if anything of at least this severity is reported
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = FailOn::Medium)]
    pub fail_on: FailOn,

    /// Report only this rule; may be given more than once
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,

    /// Exit with 2 if anything could not be read or analyzed
    #[arg(long)]
    pub strict: bool,
}

/// What `check`, `routes` and `explain` share.
#[derive(Debug, clap::Args)]
pub struct AnalysisArgs {
    /// The project's root [default: the nearest folder above the first PATH with authlint.toml, else with .git, else PATH]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,

    /// Report on code that is not production code too
    #[arg(long, value_name = "KIND", value_enum, value_delimiter = ',')]
    pub include: Vec<IncludeKind>,

    /// How many threads to use [default: one a core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub threads: usize,

    /// Write nothing but results and errors
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, clap::Args)]
pub struct RoutesArgs {
    /// File or folder whose endpoints are listed
    #[arg(value_name = "PATH", default_value = ".")]
    pub path: PathBuf,

    #[command(flatten)]
    pub analysis: AnalysisArgs,

    /// What to write
    #[arg(long, value_enum, default_value_t = RoutesFormat::Table)]
    pub format: RoutesFormat,

    /// Show what has changed since an inventory that `--format json` wrote: endpoints added and removed, guards lost. Exit with 1 if
    /// a guard was lost
    #[arg(long, value_name = "OLD.json", conflicts_with = "against")]
    pub since_file: Option<PathBuf>,

    /// Compare with an OpenAPI description (2.0 or 3.x, YAML or JSON): operations that are not documented, that are missing, and whose
    /// documented security nothing enforces. Exit with 1 if there are any
    #[arg(long, value_name = "OPENAPI")]
    pub against: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct RulesArgs {
    /// What to write
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// A rule's id, or a place: `app/orders.py:12`
    #[arg(value_name = "RULE|FILE:LINE")]
    pub subject: String,

    #[command(flatten)]
    pub analysis: AnalysisArgs,
}

#[derive(Debug, clap::Args)]
pub struct DebugArgs {
    #[command(subcommand)]
    pub command: DebugCommand,
}

#[derive(Debug, Subcommand)]
pub enum DebugCommand {
    /// What the queries see in a file
    Captures {
        /// The file
        #[arg(required_unless_present = "list")]
        path: Option<PathBuf>,
        /// List what queries may capture
        #[arg(long)]
        list: bool,
    },
    /// What a file says, in the language-neutral form
    Facts {
        /// The file
        path: PathBuf,
    },
    /// What the files of a project say together
    Program {
        /// The project's root, or a file in it
        path: PathBuf,
    },
    /// What is known of the endpoints of a project, or of one file
    Flow {
        /// The project's root, or a file in it
        path: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Frames of code, for people
    Text,
    /// The stable contract, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoutesFormat {
    /// For people; as wide as the terminal
    Table,
    /// The stable contract, for programs
    Json,
    /// The skeleton of an OpenAPI 3.1 description
    Openapi,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConfidenceLevel {
    Low,
    Medium,
    High,
}

impl ConfidenceLevel {
    pub fn confidence(self) -> Confidence {
        match self {
            ConfidenceLevel::Low => Confidence::Low,
            ConfidenceLevel::Medium => Confidence::Medium,
            ConfidenceLevel::High => Confidence::High,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Low,
    Medium,
    High,
    Critical,
    Never,
}

impl FailOn {
    /// The least severity that fails; `None` for never.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Low => Some(Severity::Low),
            FailOn::Medium => Some(Severity::Medium),
            FailOn::High => Some(Severity::High),
            FailOn::Critical => Some(Severity::Critical),
            FailOn::Never => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IncludeKind {
    Tests,
    Generated,
    Vendored,
    Docs,
}

impl AnalysisArgs {
    pub fn include(&self) -> Include {
        let has = |kind| self.include.contains(&kind);
        Include {
            tests: has(IncludeKind::Tests),
            generated: has(IncludeKind::Generated),
            vendored: has(IncludeKind::Vendored),
            docs: has(IncludeKind::Docs),
        }
    }
}

/// `--output FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub format: Format,
    pub file: PathBuf,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Output, String> {
        let Some((format, file)) = text.split_once('=').filter(|(_, file)| !file.is_empty()) else {
            return Err("expected FORMAT=FILE, as in `sarif=authlint.sarif`".to_owned());
        };
        let format = Format::from_str(format, false).map_err(|_| format!("unknown format `{format}`; one of text, json, sarif"))?;
        Ok(Output { format, file: file.into() })
    }
}
