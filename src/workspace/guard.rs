//! Panics in one part of the work become a sentence.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

static HOOK: Once = Once::new();

/// Runs `work`; a panic in it prints nothing and is returned as what it said and where.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(install);
    let outer = GUARDED.replace(true);
    // What the work was changing is dropped with the panic, so nothing half-made is seen.
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|_| SAID.take().unwrap_or_else(|| "panic in another thread".to_owned()))
}

fn install() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            SAID.set(Some(describe(info)));
        } else {
            before(info);
        }
    }));
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = message.unwrap_or("panic").lines().next().unwrap_or_default();
    match info.location() {
        Some(place) => format!("{message} ({}:{})", place.file(), place.line()),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_become_sentences() {
        assert_eq!(catch(|| 1), Ok(1));
        let said = catch(|| panic!("no such node")).map(|(): ()| ());
        assert!(said.is_err_and(|text| text.starts_with("no such node (src/workspace/guard.rs:")));
    }
}
