use axum::extract::{Path, State};

use crate::{auth::Household, error::Error, service::ShelfService};

pub async fn show(_: Household, State(service): State<ShelfService>, Path(id): Path<i64>) -> Result<String, Error> {
    let shelf = service.show(id).await?;
    Ok(format!("{} {}", shelf.id, shelf.label))
}

pub async fn label(household: Household, State(service): State<ShelfService>, Path(id): Path<i64>) -> Result<String, Error> {
    service.label(id, &household).await
}

pub async fn relabel(
    household: Household,
    State(service): State<ShelfService>,
    Path(id): Path<i64>,
    label: String,
) -> Result<(), Error> {
    service.relabel(id, &household, &label).await
}
