use diesel::prelude::*;
use serde::Serialize;

use crate::schema::{filters, photos, users};

#[derive(Queryable, Identifiable, Selectable, Clone)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Queryable, Identifiable, Selectable, Associations, Serialize)]
#[diesel(belongs_to(User))]
#[diesel(table_name = photos)]
pub struct Photo {
    pub id: i32,
    pub user_id: i32,
    pub url: String,
    pub caption: Option<String>,
}

#[derive(Queryable, Selectable, Serialize)]
#[diesel(table_name = filters)]
pub struct Filter {
    pub id: i32,
    pub name: String,
}
