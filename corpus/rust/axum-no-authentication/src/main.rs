use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
    Json, Router,
};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use sqlx::SqlitePool;

#[derive(Deserialize)]
struct Login {
    email: String,
    password: String,
}

#[derive(Serialize, sqlx::FromRow)]
struct Message {
    id: i64,
    user_id: i64,
    text: String,
}

async fn health() -> &'static str {
    "ok"
}

async fn login(State(db): State<SqlitePool>, Json(login): Json<Login>) -> Result<String, StatusCode> {
    let (id, hash): (i64, String) = sqlx::query_as("SELECT id, password_hash FROM users WHERE email = ?")
        .bind(&login.email)
        .fetch_one(&db)
        .await
        .map_err(|_| StatusCode::UNAUTHORIZED)?;
    if !bcrypt::verify(&login.password, &hash).unwrap_or(false) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    Ok(id.to_string())
}

async fn read(State(db): State<SqlitePool>, Path(id): Path<i64>) -> Result<Json<Message>, StatusCode> {
    let message = sqlx::query_as::<_, Message>("SELECT * FROM messages WHERE id = ?") // expect: unauthenticated-endpoint
        .bind(id)
        .fetch_one(&db)
        .await
        .map_err(|_| StatusCode::NOT_FOUND)?;
    Ok(Json(message))
}

async fn remove(State(db): State<SqlitePool>, Path(id): Path<i64>) -> StatusCode {
    let done = sqlx::query("DELETE FROM messages WHERE id = ?").bind(id).execute(&db).await; // expect: unauthenticated-endpoint
    if done.is_ok() {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    }
}

async fn emoji(State(db): State<SqlitePool>, Path(code): Path<String>) -> Result<String, StatusCode> {
    sqlx::query_scalar("SELECT glyph FROM emoji WHERE code = ?")
        .bind(code)
        .fetch_one(&db)
        .await
        .map_err(|_| StatusCode::NOT_FOUND)
}

async fn inbound(State(db): State<SqlitePool>, headers: HeaderMap, body: Bytes) -> Result<(), StatusCode> {
    let signature = headers.get("x-signature").and_then(|s| hex::decode(s).ok()).ok_or(StatusCode::UNAUTHORIZED)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(include_bytes!("../hook.key")).expect("any length will do");
    mac.update(&body);
    mac.verify_slice(&signature).map_err(|_| StatusCode::UNAUTHORIZED)?;
    let message: InboundMessage = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    sqlx::query("INSERT INTO messages (user_id, text) VALUES (?, ?)")
        .bind(message.to)
        .bind(message.text)
        .execute(&db)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(())
}

#[derive(Deserialize)]
struct InboundMessage {
    to: i64,
    text: String,
}

#[tokio::main]
async fn main() {
    let db = SqlitePool::connect("sqlite:chat.db").await.unwrap();
    let app = Router::new()
        .route("/health", get(health))
        .route("/login", post(login))
        .route("/messages/{id}", get(read).delete(remove))
        .route("/emoji/{code}", get(emoji))
        .route("/hooks/inbound", post(inbound))
        .with_state(db);
    axum::serve(tokio::net::TcpListener::bind("0.0.0.0:3000").await.unwrap(), app).await.unwrap();
}
