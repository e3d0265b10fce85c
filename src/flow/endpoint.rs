//! An endpoint: a route, what stands before its handler, and what the handler touches.

pub use super::late::Reason;
use crate::finding::{Handler, Place, Route};

/// A route with its handler.
#[derive(Debug, Clone)]
pub struct Endpoint {
    pub route: Route,
    /// The framework whose query saw the route.
    pub framework: String,
    pub handler: Handler,
    /// Where it is registered.
    pub registered: Place,
    pub guards: Vec<Guard>,
    /// Guards that are written for it and never run before it.
    pub late: Vec<LateGuard>,
    pub authentication: Authentication,
    pub roles: Vec<String>,
    pub scopes: Vec<String>,
    pub objects: Vec<Object>,
    /// Every access, judged.
    pub verdicts: Vec<super::verdict::Verdict>,
    /// The handler, a guard or a dependency reads who calls, or a credential.
    pub knows_caller: bool,
    /// Who calls is known, and not only that somebody may.
    pub knows_principal: bool,
    /// A role is asked for before anything is touched.
    pub has_role: bool,
    /// A limit was reached while the request was followed.
    pub is_cut: bool,
    /// A password or code from the request is compared: a login or the like.
    pub compares_secret: bool,
    /// The handler's code was found.
    pub is_resolved: bool,
}

/// What runs before the handler and may turn the caller away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    pub name: String,
    pub kind: GuardKind,
    /// Where it is put in front of the endpoint.
    pub place: Place,
}

/// A guard that misses an endpoint.
#[derive(Debug, Clone)]
pub struct LateGuard {
    pub guard: Guard,
    pub reason: Reason,
    /// It covers nothing else either.
    pub is_idle: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GuardKind {
    Authentication,
    Role,
    Ownership,
    RateLimit,
    /// It may turn callers away, for a reason that was not understood.
    Unknown,
}

/// Whether a caller must say who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Authentication {
    Required,
    Optional,
    None,
    Unknown,
}

/// One use of stored data, as the inventory lists it.
#[derive(Debug, Clone)]
pub struct Object {
    pub resource: String,
    pub operation: Operation,
    pub ownership: Ownership,
    /// Where the tie to the caller was found: query, service, handler or guard.
    pub by: Option<&'static str>,
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    Read,
    Create,
    Update,
    Delete,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ownership {
    Scoped,
    Checked,
    Missing,
    Public,
    Unknown,
}
