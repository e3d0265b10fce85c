; SQL run through JavaScript's drivers: pg, mysql, mysql2, sqlite3, better-sqlite3, pg-promise, postgres, slonik ...
; framework: javascript-sql
; packages: pg, mysql, mysql2, promise-mysql, sqlite, sqlite3, better-sqlite3, @databases/pg, pg-promise, postgres, slonik, mssql, tedious, mariadb, oracledb, @neondatabase/serverless, @vercel/postgres, @planetscale/database, @libsql/client, node:sqlite, duckdb, sql-template-strings, cassandra-driver

; const { rows } = await pool.query("SELECT * FROM orders WHERE id = $1", [id])
((call_expression
  function: (member_expression
    property: (property_identifier) @_run)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression) (call_expression)] @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "query" "execute" "queryRow" "oneOrNone" "manyOrNone" "oneFirst" "maybeOne" "queryOne" "queryAll"))

; const { rows } = await pool.query({ text: "SELECT * FROM orders WHERE id = $1", values: [id] })
((call_expression
  function: (member_expression
    property: (property_identifier) @_run)
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_text
        value: (_) @access.text)
      (pair
        key: (property_identifier) @_values
        value: (_) @access.binds)))) @access.sql
  (#any-of? @_run "query" "execute")
  (#any-of? @_text "text" "sql")
  (#any-of? @_values "values" "args"))

; These names mean something else, too, so the text must be seen.
; db.get("SELECT * FROM orders WHERE id = ?", [id], callback)
; await db.run(`DELETE FROM orders WHERE id = ${id}`)
((call_expression
  function: (member_expression
    property: (property_identifier) @_run)
  arguments: (arguments
    . [(string) (template_string) (binary_expression)] @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "run" "get" "all" "each" "exec" "one" "any" "many" "none" "result" "unsafe" "batch")
  (#match? @access.text "^\\W*(?i:select|insert|update|delete|with|replace|merge)\\s"))

; db.get(sql, [id], callback)
((call_expression
  function: (member_expression
    property: (property_identifier) @_run)
  arguments: (arguments
    . (identifier) @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "run" "get" "all" "each" "exec" "one" "any" "many" "none" "unsafe")
  (#any-of? @access.text "sql" "query" "stmt" "statement" "q" "SQL" "queryString" "sqlQuery"))

; A query that is given as SQL.
; const statement = db.prepare("SELECT * FROM orders WHERE id = ?")
((call_expression
  function: (member_expression
    property: (property_identifier) @_prepare)
  arguments: (arguments
    . [(string) (template_string) (identifier) (binary_expression)] @access.text)) @access.source
  (#eq? @_prepare "prepare"))

; const order = db.prepare("SELECT * FROM orders WHERE id = ?").get(id)
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_run)
  arguments: (arguments
    (_)* @access.binds)) @access.read
  (#any-of? @_run "get" "all" "run" "iterate" "first" "raw"))

; const order = statement.get(id)
((call_expression
  function: (member_expression
    object: (identifier) @_statement
    property: (property_identifier) @_run)
  arguments: (arguments
    (_)* @access.binds)) @access.read
  (#any-of? @_run "get" "all" "run" "iterate" "execute")
  (#any-of? @_statement "stmt" "statement" "query" "prepared" "select" "insert" "update" "del"))

; const order = db.prepare("SELECT * FROM orders WHERE id = ?").bind(id).first()
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_bind)
  arguments: (arguments
    (_)* @access.binds)) @access.narrow
  (#eq? @_bind "bind"))

; const rows = await sql`SELECT * FROM orders WHERE id = ${id}`
((call_expression
  function: (identifier) @_sql
  arguments: (template_string) @access.text) @access.sql
  (#any-of? @_sql "sql" "SQL" "query"))

; const rows = await sql.query`SELECT * FROM orders WHERE id = ${id}`
((call_expression
  function: (member_expression
    property: (property_identifier) @_sql)
  arguments: (template_string) @access.text) @access.sql
  (#any-of? @_sql "query" "sql" "unsafe" "type"))
