use salvo::prelude::*;
use sqlx::PgPool;

use crate::auth::User;

#[derive(sqlx::FromRow, serde::Serialize)]
pub struct Order {
    pub id: i64,
    pub user_id: i64,
}

pub fn router() -> Router {
    Router::with_path("orders").push(Router::with_path("{id}").get(show).delete(remove))
}

#[handler]
async fn show(req: &mut Request, depot: &mut Depot, res: &mut Response) {
    let me = depot.obtain::<User>().unwrap();
    let id = req.param::<i64>("id").unwrap();
    let order: Order =
        sqlx::query_as("SELECT * FROM orders WHERE id = $1 AND user_id = $2").bind(id).bind(me.id).fetch_one(pool()).await.unwrap();
    res.render(Json(order));
}

#[handler]
async fn remove(id: PathParam<i64>, depot: &mut Depot) {
    let _me = depot.obtain::<User>().unwrap();
    sqlx::query("DELETE FROM orders WHERE id = $1").bind(id.into_inner()).execute(pool()).await.unwrap(); // expect: missing-ownership-check
}
