use diesel::prelude::*;

diesel::table! {
    users (id) {
        id -> Integer,
        token -> Text,
    }
}

diesel::table! {
    books (id) {
        id -> Integer,
        user_id -> Integer,
        title -> Text,
    }
}

#[derive(Queryable)]
pub struct User {
    pub id: i32,
    pub token: String,
}

#[derive(Queryable)]
pub struct Book {
    pub id: i32,
    pub user_id: i32,
    pub title: String,
}

pub struct Users;

impl Users {
    pub fn by_token(token: &str) -> Option<User> {
        users::table.filter(users::token.eq(token)).first(&mut connect()).ok()
    }
}

impl Book {
    pub fn find(id: i32) -> Option<Book> {
        books::table.find(id).first(&mut connect()).ok() // expect: missing-ownership-check
    }

    pub fn find_of(id: i32, user: i32) -> Option<Book> {
        books::table.filter(books::id.eq(id)).filter(books::user_id.eq(user)).first(&mut connect()).ok()
    }
}
