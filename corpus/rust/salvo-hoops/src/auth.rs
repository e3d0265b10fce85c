use salvo::prelude::*;

pub struct User {
    pub id: i64,
}

#[handler]
pub async fn require_user(req: &mut Request, depot: &mut Depot, res: &mut Response, ctrl: &mut FlowCtrl) {
    let token = req.header::<String>("authorization");
    match jsonwebtoken::decode::<Claims>(&token.unwrap_or_default(), &KEY, &Default::default()) {
        Ok(claims) => {
            depot.inject(User { id: claims.claims.sub });
        }
        Err(_) => {
            res.status_code(StatusCode::UNAUTHORIZED);
            ctrl.skip_rest();
        }
    }
}
