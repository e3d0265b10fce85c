use axum::{
    extract::{FromRef, FromRequestParts},
    http::{header::AUTHORIZATION, request::Parts, StatusCode},
};
use sqlx::PgPool;

#[derive(sqlx::FromRow)]
pub struct User {
    pub id: i64,
    pub role: String,
}

impl<S> FromRequestParts<S> for User
where
    S: Send + Sync,
    PgPool: FromRef<S>,
{
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let header = parts.headers.get(AUTHORIZATION).ok_or(StatusCode::UNAUTHORIZED)?;
        let token = header.to_str().map_err(|_| StatusCode::UNAUTHORIZED)?;
        sqlx::query_as::<_, User>("SELECT u.id, u.role FROM users u JOIN tokens t ON t.user_id = u.id WHERE t.hash = digest($1, 'sha256')")
            .bind(token)
            .fetch_optional(&PgPool::from_ref(state))
            .await
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?
            .ok_or(StatusCode::UNAUTHORIZED)
    }
}

pub struct Admin(pub User);

impl<S> FromRequestParts<S> for Admin
where
    S: Send + Sync,
    PgPool: FromRef<S>,
{
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let user = User::from_request_parts(parts, state).await?;
        if user.role != "admin" {
            return Err(StatusCode::FORBIDDEN);
        }
        Ok(Admin(user))
    }
}
