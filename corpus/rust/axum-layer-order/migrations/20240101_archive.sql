create table users (id integer primary key, token text not null, admin boolean not null default false);
create table documents (id integer primary key, owner_id integer not null references users(id), text text not null);
