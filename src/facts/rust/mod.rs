//! Lowering of rust.

use tree_sitter::Node as Tree;

use super::build::Builder;
use super::ir::*;

/// Lowers a whole file; the result is its module-level block.
pub(super) fn lower(builder: &mut Builder, root: Tree) -> NodeId {
    let empty = builder.list(&[]);
    builder.add(root, NodeKind::Block(empty))
}
