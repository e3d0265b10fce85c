//! Type parameters: one that has a bound stands for its bound, which tells what can be called on it.

use super::super::ir::*;
use super::{Lower, Trees};
use crate::syntax::Node as Tree;

impl<'t> Lower<'_, '_> {
    /// Runs `inside` where the type parameters of an item mean their bounds.
    pub(super) fn with_bounds<T>(&mut self, item: Tree<'t>, inside: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.bounds.len();
        self.note_bounds(item);
        let result = inside(self);
        self.bounds.truncate(outer);
        result
    }

    /// What a bare name stands for, if it is a type parameter.
    pub(super) fn bound_of(&self, name: Sym) -> Option<NodeId> {
        self.bounds.iter().rev().find(|(known, _)| *known == name).map(|(_, bound)| *bound)
    }

    /// `<T: Store>`, `<T> where T: Store + Send`
    fn note_bounds(&mut self, item: Tree<'t>) {
        let list = item.child_by_field_id(self.grammar.type_parameters).map(|list| self.children(list)).unwrap_or_default();
        let parameters: Trees = list.into_iter().filter(|parameter| parameter.kind() == "type_parameter").collect();
        let clause = self.children_if(item, |child| child.kind() == "where_clause").first().copied();
        let predicates = clause.map(|clause| self.children(clause)).unwrap_or_default();
        for parameter in parameters {
            let Some(name) = parameter.child_by_field_id(self.grammar.name) else { continue };
            let own = parameter.child_by_field_id(self.grammar.bounds);
            let left = |predicate: &Tree<'t>| predicate.child_by_field_id(self.grammar.left);
            let said = predicates.iter().filter(|p| left(p).is_some_and(|left| self.builder.slice(left) == self.builder.slice(name)));
            let bounds: Trees = own.into_iter().chain(said.filter_map(|p| p.child_by_field_id(self.grammar.bounds))).collect();
            self.note_bound(name, &bounds);
        }
    }

    fn note_bound(&mut self, name: Tree<'t>, bounds: &[Tree<'t>]) {
        let mut telling = Trees::new();
        for bound in bounds {
            telling.extend(self.children(*bound).into_iter().filter(|bound| self.tells(*bound)));
        }
        let bound = match telling.as_slice() {
            [] => return,
            [one] => self.ty(*one),
            _ => {
                let list = self.each(&telling, Self::ty);
                self.builder.add(name, NodeKind::Unknown(list))
            }
        };
        let name = self.word(name);
        self.bounds.push((name, bound));
    }

    fn tells(&self, bound: Tree<'t>) -> bool {
        bound.kind() != "lifetime" && !self.is_marker(bound) && self.builder.slice(bound) != "Clone"
    }
}
