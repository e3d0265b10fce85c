//! What the files say together.
//!
//! In: the facts of all files. Out: a linked `Program`: modules, names, classes, stored models and their owners.
//! Never: reads a tree or a query; executes anything.

use std::sync::Arc;

use crate::facts::Facts;
use crate::source::Project;

/// All files, linked.
pub struct Program {
    pub project: Arc<Project>,
    /// In the order of `project.files`.
    pub facts: Vec<Arc<Facts>>,
}

/// Links all files. `facts` stand in the order of `project.files`.
pub fn link(project: Arc<Project>, facts: Vec<Arc<Facts>>) -> Program {
    Program { project, facts }
}
