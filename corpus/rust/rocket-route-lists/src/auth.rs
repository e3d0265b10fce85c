use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};

use crate::db::{User, Users};

pub struct Caller {
    pub user: User,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Caller {
    type Error = &'static str;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let Some(token) = request.headers().get_one("Authorization") else {
            return Outcome::Error((Status::Unauthorized, "no token"));
        };
        let Some(user) = Users::by_token(token) else {
            return Outcome::Error((Status::Unauthorized, "unknown token"));
        };
        Outcome::Success(Caller { user })
    }
}
