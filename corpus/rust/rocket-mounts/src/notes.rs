use rocket::{Route, State};
use sqlx::PgPool;

use crate::session::Member;

#[get("/notes/<id>")]
pub async fn show(id: i64, member: Member, pool: &State<PgPool>) -> Option<String> {
    sqlx::query_scalar("SELECT text FROM notes WHERE id = $1 AND member_id = $2").bind(id).bind(member.id).fetch_optional(pool.inner()).await.ok()?
}

#[get("/notes?<tag>")]
pub async fn list(tag: String, member: Member, pool: &State<PgPool>) -> Option<String> {
    sqlx::query_scalar("SELECT text FROM notes WHERE tag = $1 AND member_id = $2").bind(tag).bind(member.id).fetch_optional(pool.inner()).await.ok()?
}

#[delete("/notes/<id>")]
async fn remove(id: i64, _member: Member, pool: &State<PgPool>) -> Option<()> {
    sqlx::query("DELETE FROM notes WHERE id = $1").bind(id).execute(pool.inner()).await.ok()?; // expect: missing-ownership-check
    Some(())
}

pub fn routes() -> Vec<Route> {
    routes![remove]
}
