use rocket::Route;

mod books;

pub fn routes() -> Vec<Route> {
    let mut session_routes = routes![whoami];
    let mut routes = Vec::new();
    routes.append(&mut books::routes());
    routes.append(&mut session_routes);
    routes
}

pub fn open_routes() -> Vec<Route> {
    routes![alive]
}

#[get("/alive")]
fn alive() -> &'static str {
    "yes"
}

#[get("/whoami")]
fn whoami(caller: crate::auth::Caller) -> String {
    caller.user.id.to_string()
}
