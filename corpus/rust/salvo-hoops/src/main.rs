use salvo::prelude::*;

mod auth;
mod orders;

#[tokio::main]
async fn main() {
    let app = Router::new()
        .push(Router::with_path("health").get(health))
        .push(Router::with_path("api").hoop(auth::require_user).push(orders::router()));
    Server::new(TcpListener::new("0.0.0.0:80").bind().await).serve(app).await;
}

#[handler]
async fn health() -> &'static str {
    "ok"
}
