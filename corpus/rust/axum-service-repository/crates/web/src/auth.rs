use axum::{
    async_trait,
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};

use crate::{error::Error, sessions::Sessions};

pub struct Household {
    pub id: i64,
}

#[async_trait]
impl<S> FromRequestParts<S> for Household
where
    S: Send + Sync,
    Sessions: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let token = parts.headers.get("x-session").ok_or(Error::Unauthorized)?;
        let id = Sessions::from_ref(state).household(token.as_bytes()).ok_or(Error::Unauthorized)?;
        Ok(Household { id })
    }
}
