use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

#[derive(Clone, Default)]
pub struct Sessions(Arc<RwLock<HashMap<Vec<u8>, i64>>>);

impl Sessions {
    pub fn household(&self, token: &[u8]) -> Option<i64> {
        self.0.read().ok()?.get(token).copied()
    }
}
