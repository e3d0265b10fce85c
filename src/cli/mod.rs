//! The command line: arguments in, one library call, a report out.
//!
//! In: what was typed. Out: results on stdout, everything else on stderr, and an exit status.
//! Never: analyzes; knows a format's inside.

pub mod args;
mod card;
mod check;
mod debug;
mod error;
mod explain;
mod open;
mod output;
mod progress;
mod root;
mod routes;
mod rules;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use error::{Failure, Result};
use output::Terminal;

/// How a command ended. The third status, for usage and configuration errors, is a `Failure`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing is reported at or above `--fail-on`.
    Clean,
    /// Something is.
    Found,
    /// Something could not be analyzed that had to be.
    Incomplete,
}

impl Outcome {
    fn status(self) -> u8 {
        match self {
            Outcome::Clean => 0,
            Outcome::Found => 1,
            Outcome::Incomplete => 2,
        }
    }
}

/// Runs the command that was typed.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let terminal = Terminal::new(args.color);
    match run(&args.command, &terminal) {
        Ok(outcome) => ExitCode::from(outcome.status()),
        // Whoever reads the output has seen enough.
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::User(error)) => {
            terminal.complain(&error);
            ExitCode::from(2)
        }
        Err(Failure::Other(error)) => {
            terminal.complain(&error::UserError::new(format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command, terminal: &Terminal) -> Result<Outcome> {
    match command {
        Command::Check(args) => check::run(args, terminal),
        Command::Routes(args) => routes::run(args, terminal),
        Command::Rules(args) => rules::run(args, terminal),
        Command::Explain(args) => explain::run(args, terminal),
        Command::Debug(args) => debug::run(args, terminal),
    }
}

/// Help and version are results; anything else is a usage error.
fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}
