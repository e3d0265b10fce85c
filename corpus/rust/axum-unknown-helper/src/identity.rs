use axum::{extract::FromRequestParts, http::{request::Parts, StatusCode}};

pub struct Identity {
    pub member_id: u64,
}

impl<S: Send + Sync> FromRequestParts<S> for Identity {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let token = parts.headers.get("x-identity").ok_or(StatusCode::UNAUTHORIZED)?;
        let member_id = keyring::verify(token.as_bytes()).map_err(|_| StatusCode::UNAUTHORIZED)?;
        Ok(Identity { member_id })
    }
}
