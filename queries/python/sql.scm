; SQL run through Python's database drivers (DB-API, asyncpg, databases, aiosqlite ...).
; framework: python-sql
; packages: sqlite3, psycopg, psycopg2, psycopg_pool, asyncpg, aiopg, aiomysql, asyncmy, aiosqlite, pymysql, MySQLdb, mysql, mariadb, flask_mysqldb, flaskext, cx_Oracle, oracledb, pyodbc, pymssql, databases, records, duckdb, django, peewee, pony, clickhouse_driver

; With values as one tuple, list or dictionary (DB-API), as the rest of the arguments (asyncpg) or as keywords.
; cursor.execute("SELECT * FROM orders WHERE id = %s", (order_id,))
; conn.execute("DELETE FROM orders WHERE id = $1", order_id)
((call
  function: (attribute
    attribute: (identifier) @_run)
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (attribute) (binary_operator) (call)] @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "execute" "executemany" "executescript" "execute_many" "fetchrow" "fetchval" "fetch_one" "fetch_all" "fetch_val" "iterate" "execute_sql" "execute_query" "execute_query_dict" "mogrify" "query_all" "query_one"))

; rows = await conn.fetch("SELECT * FROM orders WHERE team_id = $1", team_id)
((call
  function: (attribute
    attribute: (identifier) @_run)
  arguments: (argument_list
    . [(string) (concatenated_string) (binary_operator)] @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "fetch" "query" "select" "run" "sql" "read_sql" "read_sql_query" "cursor"))

; rows = await conn.fetch(sql, team_id)
((call
  function: (attribute
    attribute: (identifier) @_run)
  arguments: (argument_list
    . (identifier) @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "fetch" "read_sql" "read_sql_query")
  (#any-of? @access.text "sql" "query" "stmt" "statement" "q" "command"))

; rows = await db.fetch_all(query="SELECT * FROM orders WHERE id = :id", values={"id": order_id})
((call
  function: (attribute
    attribute: (identifier) @_run)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @access.text))) @access.sql
  (#any-of? @_run "execute" "executemany" "fetchrow" "fetchval" "fetch" "fetch_one" "fetch_all" "fetch_val" "iterate")
  (#any-of? @_key "query" "sql" "operation" "statement"))

; What was run before is read.
; row = cursor.fetchone()
((call
  function: (attribute
    attribute: (identifier) @_read)
  arguments: (argument_list)) @access.read
  (#any-of? @_read "fetchone" "fetchall" "fetchmany"))
