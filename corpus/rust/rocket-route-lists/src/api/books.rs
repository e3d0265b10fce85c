use rocket::Route;
use rocket::serde::json::Json;

use crate::auth::Caller;
use crate::db::Book;

pub fn routes() -> Vec<Route> {
    routes![show, show_own]
}

#[get("/books/<id>")]
fn show(id: i32, _caller: Caller) -> Option<Json<Book>> {
    Book::find(id).map(Json)
}

#[get("/own/books/<id>")]
fn show_own(id: i32, caller: Caller) -> Option<Json<Book>> {
    Book::find_of(id, caller.user.id).map(Json)
}
