mod models;
mod photos;
mod schema;
mod session;

use axum::{extract::FromRef, http::StatusCode, routing, Router};
use axum_extra::extract::cookie::Key;
use diesel::{
    pg::PgConnection,
    r2d2::{ConnectionManager, PooledConnection},
};

pub type Pool = diesel::r2d2::Pool<ConnectionManager<PgConnection>>;

#[derive(Clone)]
pub struct State {
    pub key: Key,
    pool: Pool,
}

impl FromRef<State> for Pool {
    fn from_ref(state: &State) -> Pool {
        state.pool.clone()
    }
}

impl State {
    pub fn connection(&self) -> Result<PooledConnection<ConnectionManager<PgConnection>>, StatusCode> {
        self.pool.get().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
    }
}

fn photo_routes() -> Router<State> {
    Router::new()
        .route("/:id", routing::get(photos::show).delete(photos::remove))
        .route("/:id/own", routing::get(photos::own))
        .route("/:id/url", routing::get(photos::url))
        .route("/:id/caption", routing::put(photos::caption))
}

#[tokio::main]
async fn main() {
    let manager = ConnectionManager::new(std::env::var("DATABASE_URL").unwrap());
    let state = State { key: Key::from(std::env::var("COOKIE_KEY").unwrap().as_bytes()), pool: Pool::new(manager).unwrap() };
    let app = Router::new()
        .nest("/photos", photo_routes())
        .route("/filters/:id", routing::get(photos::filter))
        .with_state(state);
    axum::Server::bind(&"0.0.0.0:8000".parse().unwrap()).serve(app.into_make_service()).await.unwrap();
}
