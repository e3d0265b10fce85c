use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};

use crate::Ctx;

#[derive(Clone, sqlx::FromRow)]
pub struct User {
    pub id: i64,
    pub admin: bool,
}

async fn user_of(request: &Request, ctx: &Ctx) -> Result<User, StatusCode> {
    let token = request
        .headers()
        .get("authorization")
        .and_then(|header| header.to_str().ok())
        .ok_or(StatusCode::UNAUTHORIZED)?;
    sqlx::query_as("SELECT id, admin FROM users WHERE token = ?")
        .bind(token)
        .fetch_one(&ctx.pool)
        .await
        .map_err(|_| StatusCode::UNAUTHORIZED)
}

pub async fn require_user(State(ctx): State<Ctx>, mut request: Request, next: Next) -> Result<Response, StatusCode> {
    let user = user_of(&request, &ctx).await?;
    request.extensions_mut().insert(user);
    Ok(next.run(request).await)
}

pub async fn require_admin(State(ctx): State<Ctx>, request: Request, next: Next) -> Result<Response, StatusCode> {
    let user = user_of(&request, &ctx).await?;
    if !user.admin {
        return Err(StatusCode::FORBIDDEN);
    }
    Ok(next.run(request).await)
}
