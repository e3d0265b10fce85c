use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

pub enum Error {
    Unauthorized,
    NotFound,
    Internal,
}

impl<E: std::error::Error> From<E> for Error {
    fn from(_: E) -> Self {
        Error::Internal
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = match self {
            Error::Unauthorized => StatusCode::UNAUTHORIZED,
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        };
        status.into_response()
    }
}
