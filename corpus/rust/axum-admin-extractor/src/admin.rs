use axum::{
    extract::{Path, State},
    http::StatusCode,
    Json,
};
use sqlx::PgPool;

use crate::extract::{Admin, User};

fn broken(_: sqlx::Error) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}

pub async fn list_users(_: Admin, State(pool): State<PgPool>) -> Result<Json<Vec<i64>>, StatusCode> {
    let ids = sqlx::query_scalar("SELECT id FROM users").fetch_all(&pool).await.map_err(broken)?;
    Ok(Json(ids))
}

pub async fn remove_user(Admin(_): Admin, State(pool): State<PgPool>, Path(id): Path<i64>) -> Result<(), StatusCode> {
    sqlx::query("DELETE FROM users WHERE id = $1").bind(id).execute(&pool).await.map_err(broken)?;
    Ok(())
}

// Any user will do, says the signature.
pub async fn promote(_user: User, State(pool): State<PgPool>, Path(id): Path<i64>) -> Result<(), StatusCode> {
    sqlx::query("UPDATE users SET role = 'admin' WHERE id = $1").bind(id).execute(&pool).await.map_err(broken)?; // expect: missing-function-authorization
    Ok(())
}

pub async fn announce(_user: User, State(pool): State<PgPool>, text: String) -> Result<(), StatusCode> {
    sqlx::query("UPDATE announcement SET text = $1").bind(text).execute(&pool).await.map_err(broken)?; // expect: missing-function-authorization
    Ok(())
}
