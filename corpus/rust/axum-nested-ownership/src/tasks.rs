use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use sqlx::PgPool;

use crate::auth::User;
use crate::projects;

#[derive(Deserialize)]
pub struct NewTask {
    title: String,
}

pub fn routes() -> Router<PgPool> {
    Router::new()
        .route("/tasks/{id}", get(show).delete(remove))
        .route("/tasks/{id}/done", post(finish))
        .route("/projects/{project}/tasks", post(create))
        .route("/projects/{project}/backlog", post(plan))
        .route("/projects/{project}/tasks/{id}", delete(remove_from))
}

async fn show(user: User, State(db): State<PgPool>, Path(id): Path<i64>) -> Result<String, StatusCode> {
    let title = sqlx::query_scalar!(
        "SELECT t.title FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = $1 AND p.owner_id = $2",
        id,
        user.id
    )
    .fetch_optional(&db)
    .await
    .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    title.ok_or(StatusCode::NOT_FOUND)
}

async fn remove(_: User, State(db): State<PgPool>, Path(id): Path<i64>) -> StatusCode {
    match sqlx::query!("DELETE FROM tasks WHERE id = $1", id).execute(&db).await { // expect: missing-ownership-check
        Ok(_) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

async fn finish(user: User, State(db): State<PgPool>, Path(id): Path<i64>) -> Result<StatusCode, StatusCode> {
    let row = sqlx::query!("SELECT project_id FROM tasks WHERE id = $1", id)
        .fetch_one(&db)
        .await
        .map_err(|_| StatusCode::NOT_FOUND)?;
    let owner = projects::owner_of(&db, row.project_id).await?;
    if owner != user.id {
        return Err(StatusCode::FORBIDDEN);
    }
    sqlx::query!("UPDATE tasks SET done = TRUE WHERE id = $1", id)
        .execute(&db)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn create(_user: User, State(db): State<PgPool>, Path(project): Path<i64>, Json(task): Json<NewTask>) -> StatusCode {
    let made = sqlx::query!("INSERT INTO tasks (project_id, title) VALUES ($1, $2)", project, task.title).execute(&db).await; // expect: missing-ownership-check
    if made.is_ok() { StatusCode::CREATED } else { StatusCode::INTERNAL_SERVER_ERROR }
}

async fn plan(
    user: User,
    State(db): State<PgPool>,
    Path(project): Path<i64>,
    Json(task): Json<NewTask>,
) -> Result<StatusCode, StatusCode> {
    projects::ensure_owner(&db, project, &user).await?;
    sqlx::query!("INSERT INTO tasks (project_id, title) VALUES ($1, $2)", project, task.title)
        .execute(&db)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(StatusCode::CREATED)
}

// The project is the caller's, the task may be anybody's.
async fn remove_from(user: User, State(db): State<PgPool>, Path((project, id)): Path<(i64, i64)>) -> Result<(), StatusCode> {
    projects::ensure_owner(&db, project, &user).await?;
    sqlx::query!("DELETE FROM tasks WHERE id = $1", id) // expect: missing-ownership-check
        .execute(&db)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(())
}
