mod identity;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    routing::get,
    Router,
};
use identity::Identity;
use sqlx::MySqlPool;

#[derive(sqlx::FromRow)]
struct Vault {
    member_id: u64,
    contents: String,
}

// The portal crate lies outside of this project.
async fn open(me: Identity, State(db): State<MySqlPool>, Path(id): Path<u64>) -> Result<String, StatusCode> {
    acme_portal::visit(me.member_id, id).await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    let vault: Vault = sqlx::query_as("SELECT member_id, contents FROM vaults WHERE id = ?").bind(id).fetch_one(&db).await.map_err(|_| StatusCode::NOT_FOUND)?; // expect: missing-ownership-check medium
    Ok(vault.contents)
}

async fn peek(_me: Identity, State(db): State<MySqlPool>, Path(id): Path<u64>) -> Result<String, StatusCode> {
    let vault: Vault = sqlx::query_as("SELECT member_id, contents FROM vaults WHERE id = ?").bind(id).fetch_one(&db).await.map_err(|_| StatusCode::NOT_FOUND)?; // expect: missing-ownership-check high
    Ok(vault.contents.chars().take(20).collect())
}

async fn size(me: Identity, State(db): State<MySqlPool>, Path(id): Path<u64>) -> Result<String, StatusCode> {
    let Ok(vault) = sqlx::query_as::<_, Vault>("SELECT member_id, contents FROM vaults WHERE id = ?").bind(id).fetch_one(&db).await else {
        return Err(StatusCode::NOT_FOUND);
    };
    if vault.member_id != me.member_id {
        return Err(StatusCode::NOT_FOUND);
    }
    Ok(vault.contents.len().to_string())
}

#[tokio::main]
async fn main() {
    let db = MySqlPool::connect("mysql://localhost/vault").await.unwrap();
    let app = Router::new()
        .route("/vaults/{id}", get(open))
        .route("/vaults/{id}/peek", get(peek))
        .route("/vaults/{id}/size", get(size))
        .with_state(db);
    axum::serve(tokio::net::TcpListener::bind("0.0.0.0:9000").await.unwrap(), app).await.unwrap();
}
