use std::sync::Arc;

use pantry_store::{Shelf, ShelfRepository};

use crate::{auth::Household, error::Error};

#[derive(Clone)]
pub struct ShelfService {
    shelves: Arc<dyn ShelfRepository>,
}

impl ShelfService {
    pub fn new(shelves: Arc<dyn ShelfRepository>) -> Self {
        Self { shelves }
    }

    pub async fn show(&self, id: i64) -> Result<Shelf, Error> {
        self.shelves.by_id(id).await?.ok_or(Error::NotFound)
    }

    pub async fn label(&self, id: i64, household: &Household) -> Result<String, Error> {
        let shelf = self.shelves.by_id_and_household(id, household.id).await?.ok_or(Error::NotFound)?;
        Ok(shelf.label)
    }

    // The household is handed in and never looked at.
    pub async fn relabel(&self, id: i64, _household: &Household, label: &str) -> Result<(), Error> {
        self.shelves.relabel(id, label).await?;
        Ok(())
    }
}
