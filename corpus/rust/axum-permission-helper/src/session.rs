use axum::{extract::FromRequestParts, http::request::Parts};
use sqlx::PgPool;
use tower_sessions::Session;

use crate::error::ApiError;

#[derive(Clone, sqlx::FromRow)]
pub struct Analyst {
    pub id: i64,
    pub chief: bool,
}

impl FromRequestParts<PgPool> for Analyst {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, db: &PgPool) -> Result<Self, ApiError> {
        let session = Session::from_request_parts(parts, db).await.map_err(|_| ApiError::Unauthorized)?;
        let Ok(Some(id)) = session.get::<i64>("analyst").await else {
            return Err(ApiError::Unauthorized);
        };
        let analyst = sqlx::query_as("SELECT id, chief FROM analysts WHERE id = $1").bind(id).fetch_optional(db).await?;
        analyst.ok_or(ApiError::Unauthorized)
    }
}
