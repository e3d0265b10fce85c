mod documents;
mod guard;

use axum::{
    middleware::from_fn_with_state,
    routing::{delete, get, put},
    Router,
};
use sqlx::SqlitePool;

#[derive(Clone)]
pub struct Ctx {
    pub pool: SqlitePool,
}

fn app(ctx: Ctx) -> Router {
    // A layer covers only what was added before it.
    let documents = Router::new()
        .route("/{id}", get(documents::show))
        .route_layer(from_fn_with_state(ctx.clone(), guard::require_user))
        .route("/{id}/export", get(documents::export));

    let office = Router::new()
        .route("/{id}", delete(documents::purge))
        .layer(from_fn_with_state(ctx.clone(), guard::require_admin));

    let loose = Router::new() // expect: guard-not-applied
        .layer(from_fn_with_state(ctx.clone(), guard::require_user))
        .route("/{id}", put(documents::overwrite));

    Router::new()
        .nest("/documents", documents)
        .nest("/office/documents", office)
        .nest("/loose/documents", loose)
        .with_state(ctx)
}

#[tokio::main]
async fn main() {
    let pool = SqlitePool::connect("sqlite:archive.db").await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:7000").await.unwrap();
    axum::serve(listener, app(Ctx { pool })).await.unwrap();
}
