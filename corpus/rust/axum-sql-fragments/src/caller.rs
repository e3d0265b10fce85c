use axum::{extract::FromRequestParts, http::{request::Parts, StatusCode}};
use axum_extra::{headers::{authorization::Bearer, Authorization}, TypedHeader};

pub struct Caller {
    pub account_id: i64,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let TypedHeader(Authorization(bearer)) = TypedHeader::<Authorization<Bearer>>::from_request_parts(parts, state)
            .await
            .map_err(|_| StatusCode::UNAUTHORIZED)?;
        let account_id = paseto_keys::verify(bearer.token()).ok_or(StatusCode::UNAUTHORIZED)?;
        Ok(Caller { account_id })
    }
}
