use axum::{
    extract::{Path, State as Shared},
    http::StatusCode,
    Json,
};
use diesel::prelude::*;

use crate::{
    models::{Filter, Photo},
    schema::{filters, photos},
    session::CurrentUser,
    State,
};

type Reply<T> = Result<Json<T>, StatusCode>;

fn missing(_: diesel::result::Error) -> StatusCode {
    StatusCode::NOT_FOUND
}

pub async fn filter(Shared(state): Shared<State>, Path(id): Path<i32>) -> Reply<Filter> {
    let conn = &mut state.connection()?;
    filters::table.find(id).first::<Filter>(conn).map(Json).map_err(missing)
}

pub async fn show(_: CurrentUser, Shared(state): Shared<State>, Path(id): Path<i32>) -> Reply<Photo> {
    let conn = &mut state.connection()?;
    let photo = photos::table.find(id).first::<Photo>(conn).map_err(missing)?; // expect: missing-ownership-check high
    Ok(Json(photo))
}

pub async fn own(CurrentUser(me): CurrentUser, Shared(state): Shared<State>, Path(id): Path<i32>) -> Reply<Photo> {
    let conn = &mut state.connection()?;
    let photo = Photo::belonging_to(&me).find(id).first::<Photo>(conn).map_err(missing)?;
    Ok(Json(photo))
}

pub async fn url(CurrentUser(me): CurrentUser, Shared(state): Shared<State>, Path(id): Path<i32>) -> Reply<String> {
    let conn = &mut state.connection()?;
    let photo = photos::table
        .filter(photos::id.eq(id))
        .filter(photos::user_id.eq(me.id))
        .first::<Photo>(conn)
        .map_err(missing)?;
    Ok(Json(photo.url))
}

pub async fn caption(
    CurrentUser(me): CurrentUser,
    Shared(state): Shared<State>,
    Path(id): Path<i32>,
    Json(text): Json<String>,
) -> Result<StatusCode, StatusCode> {
    let conn = &mut state.connection()?;
    let photo: Photo = photos::table.find(id).first(conn).map_err(missing)?;
    if photo.user_id != me.id {
        return Err(StatusCode::FORBIDDEN);
    }
    diesel::update(&photo).set(photos::caption.eq(text)).execute(conn).map_err(missing)?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn remove(_me: CurrentUser, Shared(state): Shared<State>, Path(id): Path<i32>) -> Result<StatusCode, StatusCode> {
    let conn = &mut state.connection()?;
    diesel::delete(photos::table.filter(photos::id.eq(id))).execute(conn).map_err(missing)?; // expect: missing-ownership-check high
    Ok(StatusCode::NO_CONTENT)
}
