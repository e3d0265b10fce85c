; SQL run through other drivers of Rust: tokio-postgres, rusqlite, mysql, libsql ...
; framework: rust-sql
; packages: tokio_postgres, postgres, deadpool_postgres, rusqlite, tokio_rusqlite, deadpool_sqlite, mysql, mysql_async, libsql, sea_query, worker, duckdb, sea_orm

; let row = client.query_one("SELECT * FROM orders WHERE id = $1", &[&id]).await?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_run)
  arguments: (arguments
    . (_) @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "query_one" "query_opt" "query_raw" "query_row" "query_map" "query_and_then" "query_typed" "execute_batch" "batch_execute" "simple_query" "exec_first" "exec_drop" "exec_iter" "exec_map" "query_first" "query_drop" "query_iter"))

; connection.execute("DELETE FROM orders WHERE id = ?1", params![id])?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_run)
  arguments: (arguments
    . [(string_literal) (raw_string_literal) (reference_expression) (identifier) (macro_invocation)] @access.text
    . (_) @access.binds
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "execute" "query" "exec"))

; connection.execute("DELETE FROM orders", ())?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_run)
  arguments: (arguments
    . [(string_literal) (raw_string_literal)] @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_run "execute" "query" "exec"))

; A query that is given as SQL.
; let mut statement = connection.prepare("SELECT * FROM orders WHERE id = ?1")?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_prepare)
  arguments: (arguments
    . [(string_literal) (raw_string_literal) (reference_expression) (identifier) (macro_invocation)] @access.text)) @access.source
  (#any-of? @_prepare "prepare" "prepare_cached" "prep"))

; let statement = Statement::from_sql_and_values(backend, "SELECT * FROM orders WHERE id = $1", [id.into()]);
((call_expression
  function: (scoped_identifier
    path: (identifier) @_statement
    name: (identifier) @_from)
  arguments: (arguments
    . (_)
    . (_) @access.text
    . (_) @access.binds)) @access.sql
  (#eq? @_from "from_sql_and_values")
  (#eq? @_statement "Statement"))
