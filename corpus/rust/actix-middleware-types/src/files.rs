use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use sqlx::PgPool;

use crate::principal::ReqPrincipal;

#[derive(sqlx::FromRow, serde::Serialize)]
pub struct File {
    pub id: i64,
    pub owner_id: i64,
    pub reviewer_id: i64,
}

async fn find(pool: &PgPool, id: i64) -> File {
    sqlx::query_as("SELECT * FROM files WHERE id = $1").bind(id).fetch_one(pool).await.unwrap() // expect: missing-ownership-check high
}

#[get("/files/{id}")]
async fn show_any(pool: Data<PgPool>, id: Path<i64>) -> Json<File> {
    Json(find(&pool, *id).await)
}

/// Written for strangers too: the caller only adds to what is shown.
#[get("/files/{id}/card")]
async fn show_as(me: Option<ReqPrincipal>, pool: Data<PgPool>, id: Path<i64>) -> Json<(File, bool)> {
    let file = find(&pool, *id).await;
    let is_mine = me.is_some_and(|me| me.user_id == file.owner_id);
    Json((file, is_mine))
}

#[delete("/files/{id}")]
async fn remove(_me: ReqPrincipal, pool: Data<PgPool>, id: Path<i64>) -> HttpResponse {
    sqlx::query("DELETE FROM files WHERE id = $1").bind(*id).execute(&**pool).await.unwrap(); // expect: missing-ownership-check
    HttpResponse::Ok().finish()
}

#[post("/files/{id}/transfer")]
async fn transfer(me: ReqPrincipal, pool: Data<PgPool>, id: Path<i64>) -> Result<HttpResponse, Refused> {
    let file = find(&pool, *id).await;
    let note = if me.user_id == file.owner_id {
        "given away"
    } else if me.user_id == file.reviewer_id {
        "taken over"
    } else {
        return Err(Refused::NotYours);
    };
    sqlx::query("UPDATE files SET note = $1 WHERE id = $2").bind(note).bind(*id).execute(&**pool).await.unwrap();
    Ok(HttpResponse::Ok().finish())
}
