mod auth;
mod error;
mod handlers;
mod service;
mod sessions;

use std::sync::Arc;

use axum::{extract::FromRef, routing::get, Router};
use pantry_store::ShelfRepository;

#[derive(Clone, FromRef)]
pub struct App {
    service: service::ShelfService,
    sessions: sessions::Sessions,
}

pub fn router(shelves: Arc<dyn ShelfRepository>) -> Router {
    let app = App { service: service::ShelfService::new(shelves), sessions: Default::default() };
    Router::new()
        .route("/shelves/:id", get(handlers::show))
        .route("/shelves/:id/label", get(handlers::label).put(handlers::relabel))
        .with_state(app)
}
