use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::error::ErrorUnauthorized;
use actix_web::{Error, HttpMessage};

use crate::principal::Principal;

/// Turns away whoever has no token.
pub struct RequireToken;

impl<S> Transform<S, ServiceRequest> for RequireToken {
    type Transform = RequireTokenService<S>;
}

pub struct RequireTokenService<S> {
    service: S,
}

impl<S> Service<ServiceRequest> for RequireTokenService<S> {
    fn call(&self, req: ServiceRequest) -> Self::Future {
        let Some(token) = req.headers().get("Authorization") else {
            return Box::pin(ready(Err(ErrorUnauthorized("no token"))));
        };
        let Ok(claims) = jsonwebtoken::decode::<Claims>(token.to_str().unwrap_or(""), &KEY, &Default::default()) else {
            return Box::pin(ready(Err(ErrorUnauthorized("bad token"))));
        };
        req.extensions_mut().insert(Principal { user_id: claims.claims.sub });
        self.service.call(req)
    }
}
