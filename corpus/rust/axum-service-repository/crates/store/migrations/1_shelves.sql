CREATE TABLE households (id INTEGER PRIMARY KEY, secret TEXT NOT NULL);
CREATE TABLE shelves (
    id INTEGER PRIMARY KEY,
    household_id INTEGER NOT NULL REFERENCES households (id),
    label TEXT NOT NULL
);
