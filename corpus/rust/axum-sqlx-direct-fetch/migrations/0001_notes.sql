CREATE TABLE users (
    id UUID PRIMARY KEY,
    email TEXT NOT NULL UNIQUE
);

CREATE TABLE notes (
    id UUID PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    body TEXT NOT NULL
);

CREATE TABLE templates (
    id UUID PRIMARY KEY,
    body TEXT NOT NULL
);
