use axum::Json;
use axum::extract::{Path, State};
use storage::notes::{Note, Notes};

use crate::caller::Caller;

pub fn doc(operation: TransformOperation) -> TransformOperation {
    operation.id("show_note")
}

pub async fn handler<N: Notes>(_caller: Caller, State(notes): State<N>, Path(id): Path<i64>) -> Option<Json<Note>> {
    notes.any(id).await.map(Json)
}
