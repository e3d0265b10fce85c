//! Rust's modules inside a file: each has names of its own, which may be those of the file.

use super::machine::{Frame, Machine};
use super::value::*;
use crate::facts::ir::*;
use crate::program::Word;

impl Machine<'_> {
    /// Runs `mod name { .. }` in a frame of its own; false if the block is none, but the value of a constant.
    pub(super) fn inline_module(&mut self, name: NodeId, block: NodeId) -> bool {
        let file = self.file();
        let facts = self.program.facts(file);
        let NodeKind::Name(name) = facts.kind(name) else { return false };
        if !self.holds_definitions(block) {
            return false;
        }
        let parent = Some(self.current_frame());
        let frame = self.new_frame(Frame { parent, vars: Self::no_variables(), this: None, class: None });
        let word = self.program.word(file, name);
        self.own.inline.insert((file, word), frame);
        self.within(None, file, frame, |machine| {
            machine.hoist(block);
            machine.eval(block);
        });
        true
    }

    /// What a module inside a file gives away: `development::router`.
    pub(super) fn inline_item(&self, base: &Value, member: NodeId, name: Word) -> Option<Value> {
        let Shape::Module(file) = base.shape else { return None };
        let facts = self.program.facts(self.file());
        let NodeKind::Member { base, .. } = facts.kind(member) else { return None };
        let (NodeKind::Name(module) | NodeKind::Member { name: module, .. }) = facts.kind(base) else { return None };
        let frame = self.inline_frame(file, self.program.word(self.file(), module))?;
        self.frame(frame).vars.get(&name).cloned()
    }

    fn holds_definitions(&self, block: NodeId) -> bool {
        let facts = self.program.facts(self.file());
        let NodeKind::Block(items) = facts.kind(block) else { return false };
        let defines = |item: &NodeId| matches!(facts.kind(*item), NodeKind::Let { .. } | NodeKind::Class(_) | NodeKind::Unknown(_));
        facts.dialect == crate::syntax::Dialect::Rust && facts.list(items).iter().all(defines)
    }
}
