//! Which resources belong to somebody: by their fields, and by what the guards look up to know the caller.

use rustc_hash::FxHashSet;

use super::follow::Followed;
use super::value::Origins;
use crate::program::{Program, ResourceId};

/// The resources that belong to somebody.
#[derive(Default)]
pub struct Owners {
    owned: FxHashSet<ResourceId>,
}

impl Owners {
    /// Whoever the guards look up by the caller's credential is an owner; what refers to an owner, or to what is owned, is owned.
    pub(super) fn learn<'f>(program: &Program, followed: impl Iterator<Item = &'f Followed>) -> Owners {
        let mut owned: FxHashSet<ResourceId> = FxHashSet::default();
        for followed in followed {
            for access in followed.trace.accesses.iter().filter(|access| access.in_guard) {
                let selector = access.selector.origins();
                if selector.has(Origins::PRINCIPAL) && selector.inputs == 0 {
                    owned.extend(program.find_resource(&access.resource));
                }
            }
        }
        let all = (0..program.resources().len() as u32).map(ResourceId);
        owned.extend(all.clone().filter(|id| program.resource(*id).is_owned()));
        // comment -> post -> author
        for _ in 0..3 {
            let hangs = |id: &ResourceId| {
                program
                    .resource(*id)
                    .parents
                    .iter()
                    .any(|(_, key)| program.find_resource(key).is_some_and(|parent| parent != *id && owned.contains(&parent)))
            };
            let more: Vec<ResourceId> = all.clone().filter(|id| !owned.contains(id) && hangs(id)).collect();
            owned.extend(more);
        }
        Owners { owned }
    }

    /// Whether objects of a resource belong to somebody.
    pub fn has(&self, resource: Option<ResourceId>) -> bool {
        resource.is_some_and(|id| self.owned.contains(&id))
    }
}
