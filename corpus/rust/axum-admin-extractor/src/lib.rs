pub mod admin;
pub mod extract;
pub mod members;

use axum::{
    routing::{delete, get, post, put},
    Router,
};
use sqlx::PgPool;

pub fn routes(pool: PgPool) -> Router {
    let admin = Router::new()
        .route("/users", get(admin::list_users))
        .route("/users/{id}", delete(admin::remove_user))
        .route("/users/{id}/promote", post(admin::promote))
        .route("/announcement", put(admin::announce));
    Router::new().nest("/admin", admin).route("/me", get(members::me)).with_state(pool)
}
