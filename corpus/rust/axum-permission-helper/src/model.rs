use sqlx::PgPool;

use crate::error::ApiError;

#[derive(sqlx::FromRow)]
pub struct Report {
    pub id: i64,
    pub author_id: i64,
    pub text: String,
}

impl Report {
    pub fn is_visible_to(&self, analyst_id: i64) -> bool {
        self.author_id == analyst_id
    }

    pub async fn set_text(&self, db: &PgPool, text: &str) -> Result<(), ApiError> {
        sqlx::query!("UPDATE reports SET text = $1 WHERE id = $2", text, self.id).execute(db).await?;
        Ok(())
    }
}
