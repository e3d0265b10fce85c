use axum::extract::FromRequestParts;
use axum::http::{request::Parts, StatusCode};
use jsonwebtoken::{decode, Algorithm, DecodingKey, Validation};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct User {
    #[serde(rename = "sub")]
    pub id: i64,
}

impl<S: Send + Sync> FromRequestParts<S> for User {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        const NO: (StatusCode, &str) = (StatusCode::UNAUTHORIZED, "sign in");
        let cookie = parts.headers.get("cookie").and_then(|v| v.to_str().ok()).ok_or(NO)?;
        let token = cookie.strip_prefix("session=").ok_or(NO)?;
        let key = DecodingKey::from_ed_pem(include_bytes!("../key.pub")).map_err(|_| NO)?;
        let data = decode::<User>(token, &key, &Validation::new(Algorithm::EdDSA)).map_err(|_| NO)?;
        Ok(data.claims)
    }
}
