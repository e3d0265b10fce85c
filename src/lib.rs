//! authlint: which handlers forgot to authorize.
//!
//! Data takes one road, a folder a station: `source`, `syntax`, `facts`, `program`, `flow`, `rules`, `finding`, `report`.

pub mod cli;
pub mod expect;
pub mod facts;
pub mod finding;
pub mod flow;
pub mod program;
pub mod report;
pub mod rules;
pub mod source;
pub mod syntax;
pub mod workspace;
