#[macro_use]
extern crate rocket;

mod api;
mod auth;
mod db;

#[launch]
fn rocket() -> _ {
    let base = settings::base_path();
    rocket::build()
        .mount([base, "/"].concat(), api::open_routes())
        .mount([base, "/api"].concat(), api::routes())
}
