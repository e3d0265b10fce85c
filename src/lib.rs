//! authlint: which handlers forgot to authorize.
//!
//! Data takes one road, a folder a station: `source`, `syntax`, `facts`, `program`, `flow`, `rules`, `finding`, `report`.

pub mod facts;
pub mod syntax;
