use axum::{extract::FromRequestParts, http::request::Parts};
use jsonwebtoken::{decode, Algorithm, Validation};
use serde::Deserialize;
use uuid::Uuid;

use crate::{error::AppError, AppState};

#[derive(Deserialize)]
struct Claims {
    sub: Uuid,
}

pub struct AuthUser {
    pub id: Uuid,
}

impl FromRequestParts<AppState> for AuthUser {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        let token = parts
            .headers
            .get("authorization")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(AppError::Unauthorized)?;
        let data = decode::<Claims>(token, &state.key, &Validation::new(Algorithm::HS256))
            .map_err(|_| AppError::Unauthorized)?;
        Ok(AuthUser { id: data.claims.sub })
    }
}
