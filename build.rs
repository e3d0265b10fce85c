//! Queries and rule pages are compiled in; a new file among them must be noticed.

#![expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    for folder in ["queries", "docs/rules"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
