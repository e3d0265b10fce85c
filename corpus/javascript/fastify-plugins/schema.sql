CREATE TABLE books (id uuid PRIMARY KEY, owner_id uuid NOT NULL, title text);
CREATE TABLE notes (id uuid PRIMARY KEY, author_id uuid NOT NULL, text text);
CREATE TABLE labels (id uuid PRIMARY KEY, name text);
