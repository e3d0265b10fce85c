use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::HeaderValue;
use actix_web::{Error, HttpMessage};

pub struct Principal {
    pub user_id: i64,
}

/// Set for every request that carries a token.
pub type ReqPrincipal = actix_web::web::ReqData<Principal>;

/// Reads who calls, and turns nobody away.
pub struct PrincipalMiddleware;

impl<S> Transform<S, ServiceRequest> for PrincipalMiddleware
where
    S: Service<ServiceRequest, Response = ServiceResponse, Error = Error>,
{
    type Transform = PrincipalService<S>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(PrincipalService { service }))
    }
}

pub struct PrincipalService<S> {
    service: S,
}

impl<S> Service<ServiceRequest> for PrincipalService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse, Error = Error>,
{
    fn call(&self, req: ServiceRequest) -> Self::Future {
        // That reading it did not fail does not say that there is one.
        if let Some(token) = read_token(&req)? {
            if let Ok(claims) = jsonwebtoken::decode::<Claims>(token.to_str().unwrap_or(""), &KEY, &Default::default()) {
                req.extensions_mut().insert(Principal { user_id: claims.claims.sub });
            }
        }
        self.service.call(req)
    }
}

fn read_token(req: &ServiceRequest) -> Result<Option<HeaderValue>, Error> {
    if let Some(token) = req.headers().get("Authorization") {
        Ok(Some(token.clone()))
    } else {
        Ok(None)
    }
}
