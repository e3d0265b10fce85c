use axum::{
    extract::{Path, State},
    http::StatusCode,
    Json,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{auth::AuthUser, error::AppError, AppState};

#[derive(Serialize, FromRow)]
pub struct Note {
    id: Uuid,
    user_id: Uuid,
    body: String,
}

#[derive(Deserialize)]
pub struct NoteInput {
    body: String,
}

// Nobody owns a template.
pub async fn template(State(state): State<AppState>, Path(id): Path<Uuid>) -> Result<String, AppError> {
    let body = sqlx::query_scalar!("SELECT body FROM templates WHERE id = $1", id).fetch_one(&state.db).await?;
    Ok(body)
}

pub async fn list(user: AuthUser, State(state): State<AppState>) -> Result<Json<Vec<Note>>, AppError> {
    let notes = sqlx::query_as!(Note, "SELECT id, user_id, body FROM notes WHERE user_id = $1", user.id)
        .fetch_all(&state.db)
        .await?;
    Ok(Json(notes))
}

pub async fn create(
    user: AuthUser,
    State(state): State<AppState>,
    Json(input): Json<NoteInput>,
) -> Result<StatusCode, AppError> {
    sqlx::query("INSERT INTO notes (id, user_id, body) VALUES ($1, $2, $3)")
        .bind(Uuid::new_v4())
        .bind(user.id)
        .bind(input.body)
        .execute(&state.db)
        .await?;
    Ok(StatusCode::CREATED)
}

pub async fn show(
    _user: AuthUser,
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
) -> Result<Json<Note>, AppError> {
    let note = sqlx::query_as!(Note, "SELECT id, user_id, body FROM notes WHERE id = $1", id) // expect: missing-ownership-check high
        .fetch_one(&state.db)
        .await?;
    Ok(Json(note))
}

pub async fn body(
    user: AuthUser,
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
) -> Result<String, AppError> {
    let note = sqlx::query_as::<_, Note>("SELECT id, user_id, body FROM notes WHERE id = $1 AND user_id = $2")
        .bind(id)
        .bind(user.id)
        .fetch_optional(&state.db)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(note.body)
}

pub async fn print(
    user: AuthUser,
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
) -> Result<String, AppError> {
    let note: Note = sqlx::query_as("SELECT * FROM notes WHERE id = $1").bind(id).fetch_one(&state.db).await?;
    if note.user_id != user.id {
        return Err(AppError::Forbidden);
    }
    Ok(note.body)
}

pub async fn edit(
    user: AuthUser,
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
    Json(input): Json<NoteInput>,
) -> Result<StatusCode, AppError> {
    let changed = sqlx::query!("UPDATE notes SET body = $1 WHERE id = $2 AND user_id = $3", input.body, id, user.id)
        .execute(&state.db)
        .await?;
    if changed.rows_affected() == 0 {
        return Err(AppError::NotFound);
    }
    Ok(StatusCode::NO_CONTENT)
}

pub async fn remove(
    _user: AuthUser,
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, AppError> {
    sqlx::query("DELETE FROM notes WHERE id = $1").bind(id).execute(&state.db).await?; // expect: missing-ownership-check high
    Ok(StatusCode::NO_CONTENT)
}
