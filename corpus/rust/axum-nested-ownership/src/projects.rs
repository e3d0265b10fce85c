use axum::http::StatusCode;
use sqlx::PgPool;

use crate::auth::User;

pub async fn owner_of(db: &PgPool, project: i64) -> Result<i64, StatusCode> {
    sqlx::query_scalar!("SELECT owner_id FROM projects WHERE id = $1", project)
        .fetch_one(db)
        .await
        .map_err(|_| StatusCode::NOT_FOUND)
}

pub async fn ensure_owner(db: &PgPool, project: i64, user: &User) -> Result<(), StatusCode> {
    let owner = owner_of(db, project).await?;
    if owner == user.id {
        Ok(())
    } else {
        Err(StatusCode::NOT_FOUND)
    }
}
