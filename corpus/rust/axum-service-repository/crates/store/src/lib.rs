use async_trait::async_trait;
use sqlx::SqlitePool;

#[derive(sqlx::FromRow)]
pub struct Shelf {
    pub id: i64,
    pub household_id: i64,
    pub label: String,
}

#[async_trait]
pub trait ShelfRepository: Send + Sync {
    async fn by_id(&self, id: i64) -> sqlx::Result<Option<Shelf>>;
    async fn by_id_and_household(&self, id: i64, household_id: i64) -> sqlx::Result<Option<Shelf>>;
    async fn relabel(&self, id: i64, label: &str) -> sqlx::Result<()>;
}

pub struct SqliteShelves {
    pub pool: SqlitePool,
}

#[async_trait]
impl ShelfRepository for SqliteShelves {
    async fn by_id(&self, id: i64) -> sqlx::Result<Option<Shelf>> {
        sqlx::query_as::<_, Shelf>("SELECT * FROM shelves WHERE id = ?").bind(id).fetch_optional(&self.pool).await // expect: missing-ownership-check high
    }

    async fn by_id_and_household(&self, id: i64, household_id: i64) -> sqlx::Result<Option<Shelf>> {
        sqlx::query_as::<_, Shelf>("SELECT * FROM shelves WHERE id = ? AND household_id = ?")
            .bind(id)
            .bind(household_id)
            .fetch_optional(&self.pool)
            .await
    }

    async fn relabel(&self, id: i64, label: &str) -> sqlx::Result<()> {
        sqlx::query("UPDATE shelves SET label = ? WHERE id = ?").bind(label).bind(id).execute(&self.pool).await?; // expect: missing-ownership-check high
        Ok(())
    }
}
