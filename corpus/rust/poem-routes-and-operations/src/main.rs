use poem::listener::TcpListener;
use poem::{Route, Server, get, handler};
use poem_openapi::OpenApiService;

mod auth;
mod notes;

#[handler]
fn health() -> &'static str {
    "ok"
}

#[tokio::main]
async fn main() {
    let api = OpenApiService::new(notes::NotesApi, "Notes", "1.0");
    let app = Route::new().at("/health", get(health)).nest("/api", api);
    Server::new(TcpListener::bind("0.0.0.0:80")).run(app).await;
}
