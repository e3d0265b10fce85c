//! Where values come from: from a handler, through the calls it makes, to every access of stored data.
//!
//! In: a linked `Program`. Out: every endpoint, with its guards and its accesses, and what ties each access to the caller.
//! Never: reads syntax, a file, or a framework's name.

pub mod endpoint;

use crate::program::Program;
pub use endpoint::Endpoint;

/// The endpoints of a program, ordered by path, method and handler.
#[derive(Default)]
pub struct Flow {
    pub endpoints: Vec<Endpoint>,
    /// Limits that were reached: place of the function, and what was left out.
    pub limits: Vec<(crate::finding::Place, String)>,
}

/// Follows every request.
pub fn trace(_program: &Program) -> Flow {
    Flow::default()
}
