; sqlx: SQL text, its values bound one by one, then a read or execution of it.
; framework: sqlx
; packages: sqlx, sqlx_core, sqlx_postgres, sqlx_sqlite, sqlx_mysql

; let row = sqlx::query("SELECT * FROM orders WHERE id = $1").bind(id).fetch_one(&db).await?;
((call_expression
  function: (scoped_identifier
    name: (identifier) @_query)
  arguments: (arguments
    . (_) @access.text)) @access.sql
  (#any-of? @_query "query" "query_as" "query_scalar" "raw_sql"))

; let row = query("SELECT * FROM orders WHERE id = $1");
((call_expression
  function: (identifier) @_query
  arguments: (arguments
    . [(string_literal) (raw_string_literal) (identifier) (reference_expression) (macro_invocation)] @access.text)) @access.sql
  (#any-of? @_query "query" "query_as" "query_scalar" "raw_sql"))

; let order = sqlx::query_as::<_, Order>("SELECT * FROM orders WHERE id = $1");
((call_expression
  function: (generic_function
    function: (scoped_identifier
      name: (identifier) @_query))
  arguments: (arguments
    . (_) @access.text)) @access.sql
  (#any-of? @_query "query" "query_as" "query_scalar"))

; let order = query_as::<_, Order>("SELECT * FROM orders WHERE id = $1");
((call_expression
  function: (generic_function
    function: (identifier) @_query)
  arguments: (arguments
    . (_) @access.text)) @access.sql
  (#any-of? @_query "query" "query_as" "query_scalar"))

; The row's type says which columns there are.
; let order = query_as::<_, Order>("SELECT * FROM orders WHERE id = $1");
((call_expression
  function: (generic_function
    function: (identifier) @_query
    type_arguments: (type_arguments
      (_)
      . (type_identifier) @access.resource .))) @access.sql
  (#eq? @_query "query_as"))

; The row's type says which columns there are.
; let order = sqlx::query_as::<_, Order>("SELECT * FROM orders WHERE id = $1");
((call_expression
  function: (generic_function
    function: (scoped_identifier
    name: (identifier) @_query)
    type_arguments: (type_arguments
      (_)
      . (type_identifier) @access.resource .))) @access.sql
  (#eq? @_query "query_as"))

; let row = sqlx::query_with(&sql, arguments);
((call_expression
  function: (scoped_identifier
    name: (identifier) @_query)
  arguments: (arguments
    . (_) @access.text
    . (_) @access.binds)) @access.sql
  (#any-of? @_query "query_with" "query_as_with" "query_scalar_with"))

; sqlx::query!("DELETE FROM orders WHERE id = $1", id)
((macro_invocation
  macro: (scoped_identifier
    name: (identifier) @_query)
  (token_tree
    [(string_literal) (raw_string_literal)] @access.text) @access.binds) @access.sql
  (#any-of? @_query "query" "query_scalar" "query_unchecked" "query_scalar_unchecked"))

; query!("DELETE FROM orders WHERE id = $1", id)
((macro_invocation
  macro: (identifier) @_query
  (token_tree
    . [(string_literal) (raw_string_literal)] @access.text) @access.binds) @access.sql
  (#any-of? @_query "query" "query_scalar" "query_unchecked" "query_scalar_unchecked"))

; query_as!(Order, "SELECT * FROM orders WHERE id = $1", id)
((macro_invocation
  macro: (identifier) @_query
  (token_tree
    . (identifier) @access.resource
    . [(string_literal) (raw_string_literal)] @access.text) @access.binds) @access.sql
  (#any-of? @_query "query_as" "query_as_unchecked"))

; sqlx::query_as!(Order, "SELECT * FROM orders WHERE id = $1", id)
((macro_invocation
  macro: (scoped_identifier
    name: (identifier) @_query)
  (token_tree
    . (identifier) @access.resource
    . [(string_literal) (raw_string_literal)] @access.text) @access.binds) @access.sql
  (#any-of? @_query "query_as" "query_as_unchecked"))

; query_as!(models::Order, "SELECT * FROM orders WHERE id = $1", id)
((macro_invocation
  macro: (identifier) @_query
  (token_tree
    . (identifier)
    (identifier) @access.resource
    . [(string_literal) (raw_string_literal)] @access.text) @access.binds) @access.sql
  (#any-of? @_query "query_as" "query_as_unchecked"))

; sqlx::query_as!(models::Order, "SELECT * FROM orders WHERE id = $1", id)
((macro_invocation
  macro: (scoped_identifier
    name: (identifier) @_query)
  (token_tree
    . (identifier)
    (identifier) @access.resource
    . [(string_literal) (raw_string_literal)] @access.text) @access.binds) @access.sql
  (#any-of? @_query "query_as" "query_as_unchecked"))

; The text is in that file.
; sqlx::query_file!("queries/order.sql", id)
((macro_invocation
  macro: (scoped_identifier
    name: (identifier) @_query)
  (token_tree
    (string_literal)) @access.binds) @access.sql
  (#any-of? @_query "query_file" "query_file_as" "query_file_scalar"))

; let builder = QueryBuilder::new("SELECT * FROM orders WHERE id = ");
((call_expression
  function: (scoped_identifier
    path: [
      (identifier) @_builder
      (generic_type type: (type_identifier) @_builder)
      (scoped_identifier name: (identifier) @_builder)
    ]
    name: (identifier) @_new)
  arguments: (arguments
    . (_) @access.text)) @access.sql
  (#eq? @_new "new")
  (#eq? @_builder "QueryBuilder"))

; builder.push(" AND owner_id = ");
((call_expression
  function: (field_expression
    field: (field_identifier) @_push)
  arguments: (arguments
    . [(string_literal) (raw_string_literal) (macro_invocation)] @access.text)) @access.narrow
  (#any-of? @_push "push" "push_unseparated"))

; builder.push_bind(me.id);
; sqlx::query("SELECT * FROM orders WHERE id = $1").bind(id)
((call_expression
  function: (field_expression
    field: (field_identifier) @_bind)
  arguments: (arguments
    . (_) @access.binds)) @access.narrow
  (#any-of? @_bind "bind" "push_bind" "push_bind_unseparated" "push_tuples"))

; They change nothing about who is chosen.
; builder.build();
((call_expression
  function: (field_expression
    field: (field_identifier) @_build)) @access.narrow
  (#any-of? @_build "build" "build_query_as" "build_query_scalar" "persistent"))

; They change nothing about who is chosen.
; builder.build_query_as::<Order>();
((call_expression
  function: (generic_function
    function: (field_expression
      field: (field_identifier) @_build))) @access.narrow
  (#any-of? @_build "build" "build_query_as" "build_query_scalar" "persistent"))

; let order = query.fetch_one(&db).await?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_read)) @access.read
  (#any-of? @_read "fetch_one" "fetch_optional" "fetch_all" "fetch" "fetch_many" "execute" "execute_many"))

; The connection runs a text or a query.
; db.execute("DELETE FROM orders").await?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_run)
  arguments: (arguments
    . [(string_literal) (raw_string_literal)] @access.text)) @access.sql
  (#any-of? @_run "execute" "fetch_one" "fetch_optional" "fetch_all" "fetch"))
