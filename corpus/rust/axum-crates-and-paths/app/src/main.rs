use aide::axum::ApiRouter;
use aide::axum::routing::get_with;
use axum::Router;
use axum::routing::get;
use pad_paths::{Health, Route, Shared};

mod caller;
mod notes;

fn router<S: storage::notes::Notes>(prefix: &str) -> Router<S> {
    let api = ApiRouter::<S>::new()
        .api_route("/notes/{id}", get_with(self::notes::show, self::notes::show_doc))
        .api_route("/own/{id}", get_with(self::notes::own, self::notes::own_doc))
        .merge(development::router());
    let open = Router::new().route(Health::route(), get(health)).route(Shared::route(), get(health));
    open.nest(prefix, api.into())
}

async fn health() -> &'static str {
    "ok"
}

#[tokio::main]
async fn main() {
    axum::serve(listener(), router(&settings().prefix)).await;
}

mod development {
    use super::*;

    pub fn router<S>() -> ApiRouter<S> {
        ApiRouter::new().route("/echo", get(echo))
    }

    async fn echo() -> &'static str {
        "echo"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn router() -> Router {
        Router::new().route("/only-in-tests", get(health))
    }
}
