use axum::{
    extract::{Path, State},
    http::StatusCode,
    routing::get,
    Router,
};
use sqlx::{QueryBuilder, Sqlite, SqlitePool};

mod caller;

use caller::Caller;

const COLUMNS: &str = "SELECT id, iban, account_id FROM payees";

#[derive(sqlx::FromRow)]
struct Payee {
    iban: String,
}

pub fn router(pool: SqlitePool) -> Router {
    Router::new()
        .route("/payees/{id}", get(formatted))
        .route("/payees/{id}/iban", get(formatted_scoped))
        .route("/payees/{id}/short", get(built))
        .route("/payees/{id}/check", get(built_scoped))
        .with_state(pool)
}

fn gone(_: sqlx::Error) -> StatusCode {
    StatusCode::NOT_FOUND
}

async fn formatted(_caller: Caller, State(pool): State<SqlitePool>, Path(id): Path<i64>) -> Result<String, StatusCode> {
    let sql = format!("{COLUMNS} WHERE id = {id}");
    let payee: Payee = sqlx::query_as(&sql).fetch_one(&pool).await.map_err(gone)?; // expect: missing-ownership-check
    Ok(payee.iban)
}

async fn formatted_scoped(caller: Caller, State(pool): State<SqlitePool>, Path(id): Path<i64>) -> Result<String, StatusCode> {
    let sql = format!("{} WHERE id = ? AND account_id = ?", COLUMNS);
    let payee: Payee = sqlx::query_as(&sql).bind(id).bind(caller.account_id).fetch_one(&pool).await.map_err(gone)?;
    Ok(payee.iban)
}

async fn built(_caller: Caller, State(pool): State<SqlitePool>, Path(id): Path<i64>) -> Result<String, StatusCode> {
    let mut query: QueryBuilder<Sqlite> = QueryBuilder::new("SELECT iban FROM payees WHERE id = ");
    query.push_bind(id);
    let payee: Payee = query.build_query_as().fetch_one(&pool).await.map_err(gone)?; // expect: missing-ownership-check
    Ok(payee.iban)
}

async fn built_scoped(caller: Caller, State(pool): State<SqlitePool>, Path(id): Path<i64>) -> Result<String, StatusCode> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT iban FROM payees WHERE id = ");
    query.push_bind(id).push(" AND account_id = ").push_bind(caller.account_id);
    let payee: Payee = query.build_query_as().fetch_one(&pool).await.map_err(gone)?;
    Ok(payee.iban)
}
