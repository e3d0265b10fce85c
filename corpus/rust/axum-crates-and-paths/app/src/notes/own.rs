use axum::Json;
use axum::extract::{Path, State};
use storage::notes::{Note, Notes};

use crate::caller::Caller;

pub fn doc(operation: TransformOperation) -> TransformOperation {
    operation.id("own_note")
}

pub async fn handler<N>(caller: Caller, State(notes): State<N>, Path(id): Path<i64>) -> Option<Json<Note>>
where
    N: Notes + Clone,
{
    notes.own(id, caller.id).await.map(Json)
}
