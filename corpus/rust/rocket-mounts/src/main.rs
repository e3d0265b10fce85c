#[macro_use]
extern crate rocket;

mod notes;
mod session;

#[launch]
fn launch() -> _ {
    rocket::build().mount("/api", routes![notes::show, notes::list]).mount("/desk", notes::routes())
}
