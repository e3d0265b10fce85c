use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

/// A caller with a valid token.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", checker = "check")]
pub struct Caller(pub User);

pub struct User {
    pub id: i64,
}

async fn check(request: &poem::Request, bearer: Bearer) -> Option<User> {
    jsonwebtoken::decode::<Claims>(&bearer.token, &KEY, &Default::default()).ok().map(|claims| User { id: claims.claims.sub })
}
