//! The `authlint` command.

use std::process::ExitCode;

/// Trees and facts are made of small pieces, which the system's allocator is slow with. It serves the parsers too (`override`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    authlint::cli::main()
}
