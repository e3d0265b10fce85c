use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use sqlx::PgPool;

use crate::auth::Caller;

#[derive(sqlx::FromRow)]
pub struct Note {
    pub id: i64,
    pub owner_id: i64,
}

pub struct NotesApi;

#[OpenApi]
impl NotesApi {
    #[oai(path = "/notes/:id", method = "get")]
    async fn show(&self, Caller(me): Caller, Path(id): Path<i64>) -> Json<Note> {
        let note = sqlx::query_as("SELECT * FROM notes WHERE id = $1 AND owner_id = $2").bind(id).bind(me.id).fetch_one(pool()).await;
        Json(note.unwrap())
    }

    #[oai(path = "/notes/:id", method = "delete")]
    async fn remove(&self, _caller: Caller, Path(id): Path<i64>) {
        sqlx::query("DELETE FROM notes WHERE id = $1").bind(id).execute(pool()).await.unwrap(); // expect: missing-ownership-check
    }
}
