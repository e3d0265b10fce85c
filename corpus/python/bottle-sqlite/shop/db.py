import sqlite3


def query(sql, values=()):
    # expect: unauthenticated-endpoint
    return sqlite3.connect("shop.db").execute(sql, values).fetchall()  # expect: missing-ownership-check
