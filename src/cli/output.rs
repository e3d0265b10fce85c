//! The two streams, and files.

use std::io::Write;
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::args::Color;
use super::error::{Failure, Result, UserError};
use crate::report::clean;

/// Where results and complaints go.
pub(super) struct Terminal {
    choice: ColorChoice,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Terminal {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Terminal { choice }
    }

    /// Writes a result; escape sequences are stripped where they are not wanted.
    pub(super) fn print(&self, text: &str) -> Result<()> {
        let mut out = AutoStream::new(std::io::stdout().lock(), self.choice);
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// How wide a table may be: `COLUMNS`, else the terminal; `None` where the output is no terminal.
    pub(super) fn width(&self) -> Option<usize> {
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
        asked.or_else(|| terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0)))
    }

    /// Writes an error and what to do about it.
    pub(super) fn complain(&self, error: &UserError) {
        self.say("error", "\x1b[1;31m", &error.message);
        if let Some(help) = &error.help {
            self.say("help", "\x1b[1;36m", help);
        }
    }

    /// Writes a line on stderr that is neither a result nor an error.
    pub(super) fn warn(&self, text: &str) {
        self.say("warning", "\x1b[1;33m", text);
    }

    fn say(&self, word: &str, style: &str, text: &str) {
        let mut err = AutoStream::new(std::io::stderr().lock(), self.choice);
        // There is nobody to tell that stderr is closed.
        let _ = writeln!(err, "{style}{word}\x1b[0m: {}", clean(text));
    }
}

/// Replaces a file at once: a reader sees the old one or the new one, whole.
pub(super) fn write_file(path: &Path, text: &str) -> Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        let reason = error.to_string().to_lowercase();
        let reason = reason.split(" (os error").next().unwrap_or_default();
        let message = format!("cannot write `{}`: {reason}", path.display());
        Failure::User(UserError::new(message).help("`--output FORMAT=FILE` needs a folder that exists and may be written to"))
    })
}
