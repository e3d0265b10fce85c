//! A bar for people who wait.

use std::io::IsTerminal;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::workspace::Progress;

/// Shorter scans show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on stderr that appears once a scan takes long.
pub(super) struct Bar {
    shown: Arc<OnceLock<ProgressBar>>,
}

impl Bar {
    /// The bar and what feeds it; `None` where nobody looks.
    pub(super) fn new(quiet: bool) -> (Bar, Option<Progress>) {
        let shown = Arc::new(OnceLock::new());
        let bar = Bar { shown: Arc::clone(&shown) };
        if quiet || !std::io::stderr().is_terminal() {
            return (bar, None);
        }
        let start = Instant::now();
        let feed: Progress = Arc::new(move |done, total| {
            if start.elapsed() > PATIENCE {
                shown.get_or_init(|| draw(total)).set_position(done as u64);
            }
        });
        (bar, Some(feed))
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.shown.get() {
            bar.finish_and_clear();
        }
    }
}

fn draw(total: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files").unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style)
}
