CREATE TABLE accounts (id INTEGER PRIMARY KEY);
CREATE TABLE payees (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    iban TEXT NOT NULL
);
