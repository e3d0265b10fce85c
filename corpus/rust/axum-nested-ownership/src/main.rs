mod auth;
mod projects;
mod tasks;

#[tokio::main]
async fn main() {
    let db = sqlx::PgPool::connect(&std::env::var("DATABASE_URL").unwrap()).await.unwrap();
    let app = axum::Router::new().merge(tasks::routes()).with_state(db);
    let listener = tokio::net::TcpListener::bind("0.0.0.0:8080").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
