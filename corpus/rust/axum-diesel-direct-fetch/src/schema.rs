diesel::table! {
    users (id) {
        id -> Int4,
        name -> Varchar,
    }
}

diesel::table! {
    photos (id) {
        id -> Int4,
        user_id -> Int4,
        url -> Text,
        caption -> Nullable<Text>,
    }
}

diesel::table! {
    filters (id) {
        id -> Int4,
        name -> Varchar,
    }
}

diesel::joinable!(photos -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(users, photos, filters);
