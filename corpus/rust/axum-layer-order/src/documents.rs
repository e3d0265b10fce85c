use axum::{
    extract::{Extension, Path, State},
    http::StatusCode,
};

use crate::{guard::User, Ctx};

fn failed(_: sqlx::Error) -> StatusCode {
    StatusCode::NOT_FOUND
}

pub async fn show(
    Extension(user): Extension<User>,
    State(ctx): State<Ctx>,
    Path(id): Path<i64>,
) -> Result<String, StatusCode> {
    let (text,): (String,) = sqlx::query_as("SELECT text FROM documents WHERE id = ? AND owner_id = ?")
        .bind(id)
        .bind(user.id)
        .fetch_one(&ctx.pool)
        .await
        .map_err(failed)?;
    Ok(text)
}

pub async fn export(State(ctx): State<Ctx>, Path(id): Path<i64>) -> Result<String, StatusCode> {
    let text: String = sqlx::query_scalar("SELECT text FROM documents WHERE id = ?") // expect: unauthenticated-endpoint
        .bind(id)
        .fetch_one(&ctx.pool)
        .await
        .map_err(failed)?;
    Ok(text)
}

pub async fn purge(State(ctx): State<Ctx>, Path(id): Path<i64>) -> Result<(), StatusCode> {
    sqlx::query("DELETE FROM documents WHERE id = ?").bind(id).execute(&ctx.pool).await.map_err(failed)?;
    Ok(())
}

pub async fn overwrite(State(ctx): State<Ctx>, Path(id): Path<i64>, text: String) -> Result<(), StatusCode> {
    sqlx::query("UPDATE documents SET text = ? WHERE id = ?").bind(text).bind(id).execute(&ctx.pool).await.map_err(failed)?;
    Ok(())
}
