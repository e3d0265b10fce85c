use axum::{
    extract::{FromRef, FromRequestParts},
    http::{request::Parts, StatusCode},
};
use axum_extra::extract::SignedCookieJar;
use diesel::prelude::*;

use crate::{models::User, schema::users, Pool, State};

pub struct CurrentUser(pub User);

impl FromRequestParts<State> for CurrentUser {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, StatusCode> {
        let jar = SignedCookieJar::from_headers(&parts.headers, state.key.clone());
        let id: i32 = jar
            .get("uid")
            .and_then(|cookie| cookie.value().parse().ok())
            .ok_or(StatusCode::UNAUTHORIZED)?;
        let pool = Pool::from_ref(state);
        let mut conn = pool.get().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        let user = users::table.find(id).first::<User>(&mut conn).map_err(|_| StatusCode::UNAUTHORIZED)?;
        Ok(CurrentUser(user))
    }
}
