use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};

pub struct Member {
    pub id: i64,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Member {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.cookies().get_private("member").and_then(|cookie| cookie.value().parse().ok()) {
            Some(id) => Outcome::Success(Member { id }),
            None => Outcome::Error((Status::Unauthorized, ())),
        }
    }
}
