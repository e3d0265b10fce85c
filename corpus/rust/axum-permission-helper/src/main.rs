mod error;
mod model;
mod policy;
mod session;

use axum::{
    extract::{Path, State},
    routing::get,
    Router,
};
use error::ApiError;
use model::Report;
use session::Analyst;
use sqlx::PgPool;

async fn find(db: &PgPool, id: i64) -> Result<Report, ApiError> {
    Ok(sqlx::query_as!(Report, "SELECT id, author_id, text FROM reports WHERE id = $1", id).fetch_one(db).await?)
}

async fn raising(analyst: Analyst, State(db): State<PgPool>, Path(id): Path<i64>) -> Result<String, ApiError> {
    let report = find(&db, id).await?;
    policy::ensure_author(&analyst, &report)?;
    Ok(report.text)
}

async fn boolean(analyst: Analyst, State(db): State<PgPool>, Path(id): Path<i64>, text: String) -> Result<(), ApiError> {
    let report = find(&db, id).await?;
    if !policy::may_edit(&analyst, &report) {
        return Err(ApiError::Forbidden);
    }
    report.set_text(&db, &text).await
}

async fn method(analyst: Analyst, State(db): State<PgPool>, Path(id): Path<i64>) -> Result<String, ApiError> {
    let report = find(&db, id).await?;
    match report.is_visible_to(analyst.id) {
        true => Ok(report.text),
        false => Err(ApiError::Forbidden),
    }
}

async fn unheard(analyst: Analyst, State(db): State<PgPool>, Path(id): Path<i64>) -> Result<String, ApiError> {
    let report = sqlx::query_as!(Report, "SELECT id, author_id, text FROM reports WHERE id = $1", id).fetch_one(&db).await?; // expect: missing-ownership-check high
    // Its answer is dropped.
    let _ = policy::ensure_author(&analyst, &report);
    Ok(report.text)
}

async fn too_late(analyst: Analyst, State(db): State<PgPool>, Path(id): Path<i64>) -> Result<(), ApiError> {
    let report = find(&db, id).await?;
    sqlx::query!("DELETE FROM reports WHERE id = $1", id).execute(&db).await?; // expect: missing-ownership-check high
    policy::ensure_author(&analyst, &report)
}

#[tokio::main]
async fn main() {
    let db = PgPool::connect(env!("DATABASE_URL")).await.unwrap();
    let app = Router::new()
        .route("/reports/{id}", get(raising).put(boolean).delete(too_late))
        .route("/reports/{id}/view", get(method))
        .route("/reports/{id}/raw", get(unheard))
        .with_state(db);
    axum::serve(tokio::net::TcpListener::bind("[::]:80").await.unwrap(), app).await.unwrap();
}
