use sqlx::PgPool;

#[derive(sqlx::FromRow)]
pub struct Note {
    pub id: i64,
    pub owner_id: i64,
    pub text: String,
}

/// Where notes are kept.
pub trait Notes {
    async fn any(&self, id: i64) -> Option<Note>;
    async fn own(&self, id: i64, owner: i64) -> Option<Note>;
}

pub struct PgNotes {
    pool: PgPool,
}

impl Notes for PgNotes {
    async fn any(&self, id: i64) -> Option<Note> {
        sqlx::query_as("SELECT * FROM notes WHERE id = $1").bind(id).fetch_one(&self.pool).await.ok() // expect: missing-ownership-check
    }

    async fn own(&self, id: i64, owner: i64) -> Option<Note> {
        sqlx::query_as("SELECT * FROM notes WHERE id = $1 AND owner_id = $2").bind(id).bind(owner).fetch_one(&self.pool).await.ok()
    }
}
