//! Panics in one part of the work become a sentence.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

static HOOK: Once = Once::new();

/// How many pieces of guarded work are under way.
static ACTIVE: AtomicUsize = AtomicUsize::new(0);

/// What a thread that guarded work started said last.
static ELSEWHERE: Mutex<Option<String>> = Mutex::new(None);

/// Runs `work`; a panic in it prints nothing and is returned as what it said and where.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(install);
    let outer = GUARDED.replace(true);
    ACTIVE.fetch_add(1, Ordering::SeqCst);
    // What the work was changing is dropped with the panic, so nothing half-made is seen.
    let result = catch_unwind(AssertUnwindSafe(work));
    ACTIVE.fetch_sub(1, Ordering::SeqCst);
    GUARDED.set(outer);
    result.map_err(|_| SAID.take().or_else(elsewhere).unwrap_or_else(|| "panic".to_owned()))
}

fn elsewhere() -> Option<String> {
    ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn install() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            SAID.set(Some(describe(info)));
        } else if ACTIVE.load(Ordering::SeqCst) > 0 && rayon::current_thread_index().is_some() {
            *ELSEWHERE.lock().unwrap_or_else(PoisonError::into_inner) = Some(describe(info));
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
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("two threads start");
        let said = catch(|| pool.broadcast(|context| assert!(context.index() == 0, "the second fails")));
        assert!(said.is_err_and(|text| text.starts_with("the second fails (")));
    }
}
