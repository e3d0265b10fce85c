create table users (
  id serial primary key,
  name text not null
);

create table letters (
  id serial primary key,
  user_id integer not null references users (id),
  body text not null
);

create table stamps (
  id serial primary key,
  motif text not null
);
