mod auth;
mod error;
mod notes;

use axum::{routing::get, Router};
use sqlx::PgPool;

#[derive(Clone)]
pub struct AppState {
    pub db: PgPool,
    pub key: std::sync::Arc<jsonwebtoken::DecodingKey>,
}

#[tokio::main]
async fn main() {
    let db = PgPool::connect(&std::env::var("DATABASE_URL").unwrap()).await.unwrap();
    let key = jsonwebtoken::DecodingKey::from_secret(std::env::var("JWT_KEY").unwrap().as_bytes());
    let state = AppState { db, key: key.into() };

    let app = Router::new()
        .route("/health", get(|| async { "ok" }))
        .route("/templates/{id}", get(notes::template))
        .route("/notes", get(notes::list).post(notes::create))
        .route("/notes/{id}", get(notes::show).put(notes::edit).delete(notes::remove))
        .route("/notes/{id}/body", get(notes::body))
        .route("/notes/{id}/print", get(notes::print))
        .with_state(state);

    let listener = tokio::net::TcpListener::bind("0.0.0.0:3000").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
