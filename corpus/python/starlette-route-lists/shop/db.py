import sqlite3


def one(sql, *values):
    return sqlite3.connect("shop.db").execute(sql, values).fetchone()  # expect: missing-ownership-check


def run(sql, *values):
    with sqlite3.connect("shop.db") as connection:
        connection.execute(sql, values)  # expect: unauthenticated-endpoint
