//! Queries and rule pages are compiled in; a new file among them must be noticed.

fn main() {
    for folder in ["queries", "docs/rules"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
