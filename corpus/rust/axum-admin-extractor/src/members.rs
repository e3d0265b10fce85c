use axum::Json;

use crate::extract::User;

pub async fn me(user: User) -> Json<i64> {
    Json(user.id)
}
