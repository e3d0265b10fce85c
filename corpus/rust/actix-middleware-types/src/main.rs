use actix_cors::Cors;
use actix_web::{App, HttpServer, web};

mod files;
mod principal;
mod required;

fn cors_scope() -> Cors {
    Cors::default().allowed_origin("https://shop.example")
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| {
        App::new()
            .wrap(principal::PrincipalMiddleware)
            .wrap(cors_scope())
            .service(web::scope("/open").service(files::show_any).service(files::show_as))
            .service(web::scope("/mine").wrap(required::RequireToken).service(files::remove).service(files::transfer))
    })
    .bind("0.0.0.0:80")?
    .run()
    .await
}
