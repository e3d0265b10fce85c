; Diesel. The resource is a table of the schema, as a path (`orders::table`) or imported (`orders`).
; framework: diesel
; packages: diesel, diesel_async

; #[diesel(table_name = orders)]
; #[diesel(table_name = crate::schema::orders)]
((attribute_item
  (attribute
    (identifier) @_diesel
    arguments: (token_tree
      (identifier) @_key
      . [
        (identifier) @model.table
        ((crate) . (identifier) . (identifier) @model.table)
      ]))) @model
  (#eq? @_diesel "diesel")
  (#eq? @_key "table_name"))

; #[table_name = "orders"]
((attribute_item
  (attribute
    (identifier) @_key
    value: (string_literal) @model.table)) @model
  (#eq? @_key "table_name"))

; #[diesel(belongs_to(User, foreign_key = owner_id))]
((attribute_item
  (attribute
    (identifier) @_diesel
    arguments: (token_tree
      (identifier) @_key
      . (token_tree
        . (identifier) @model.target)))) @model.foreign
  (#any-of? @_diesel "diesel")
  (#eq? @_key "belongs_to"))

; table! { orders (id) { id -> Int4, owner_id -> Int4, } }
((macro_invocation
  macro: (identifier) @_table
  (token_tree
    . (identifier) @model.table)) @model
  (#eq? @_table "table"))

; diesel::table! { orders (id) { id -> Int4, owner_id -> Int4, } }
((macro_invocation
  macro: (scoped_identifier
    name: (identifier) @_table)
  (token_tree
    . (identifier) @model.table)) @model
  (#eq? @_table "table"))

; joinable!(orders -> users (owner_id));
((macro_invocation
  macro: (identifier) @_joinable
  (token_tree
    . (identifier) @model.name
    . (identifier) @model.target)) @model.foreign
  (#eq? @_joinable "joinable"))

; diesel::joinable!(orders -> users (owner_id));
((macro_invocation
  macro: (scoped_identifier
    name: (identifier) @_joinable)
  (token_tree
    . (identifier) @model.name
    . (identifier) @model.target)) @model.foreign
  (#eq? @_joinable "joinable"))

; let all = orders::table.load(&mut db)?;
((scoped_identifier
  path: (_) @access.resource
  name: (identifier) @_table) @access.source
  (#eq? @_table "table"))

; An iterator's `filter` takes a closure.
; let order = orders::table.find(id).first(&mut db)?;
; let order = orders.find(id).filter(owner_id.eq(me.id)).first(&mut db)?;
((call_expression
  function: (field_expression
    value: (_) @access.resource
    field: (field_identifier) @_narrow)
  arguments: (arguments
    . [(identifier) (field_expression) (call_expression) (reference_expression) (tuple_expression) (unary_expression) (integer_literal)] @access.selector
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "find" "filter"))

; They change nothing about who is chosen, or widen it.
; let all = orders::table.inner_join(users::table).select(Order::as_select()).order(orders::created.desc()).into_boxed()
((call_expression
  function: (field_expression
    field: (field_identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "or_filter" "inner_join" "left_join" "left_outer_join" "select" "order" "order_by" "then_order_by" "limit" "offset" "distinct" "distinct_on" "group_by" "for_update" "into_boxed" "returning" "on_conflict" "on_conflict_do_nothing" "do_nothing" "do_update" "on"))

; let mine = Order::belonging_to(&me).load::<Order>(&mut db)?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_belonging)
  arguments: (arguments
    (_)* @access.selector)) @access.source
  (#eq? @_belonging "belonging_to"))

; let order = orders::table.find(id).first(&mut db)?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_read)
  arguments: (arguments
    . (_) .)) @access.read
  (#any-of? @_read "first" "load" "get_result" "get_results" "load_iter" "load_stream" "execute"))

; let order = orders::table.find(id).first::<Order>(&mut db)?;
((call_expression
  function: (generic_function
    function: (field_expression
      field: (field_identifier) @_read))
  arguments: (arguments
    . (_) .)) @access.read
  (#any-of? @_read "first" "load" "get_result" "get_results" "load_iter" "load_stream" "execute"))

; diesel::update(orders::table.find(id)).set(status.eq(new)).execute(&mut db)?;
((call_expression
  function: (scoped_identifier
    path: (identifier) @_diesel
    name: (identifier) @_update)
  arguments: (arguments
    . (_) @access.resource)) @access.update
  (#eq? @_update "update")
  (#eq? @_diesel "diesel"))

; update(orders.find(id)).set(&changes)
((call_expression
  function: (identifier) @_update
  arguments: (arguments
    . (_) @access.resource
    .)) @access.update
  (#eq? @_update "update"))

; On a query that updates already, this adds what is written.
; diesel::update(orders.find(id)).set(&changes)
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @_set)
  arguments: (arguments
    . (_) @access.value)) @access.update
  (#any-of? @_set "set"))

; order.save_changes::<Order>(&mut db)?;
((call_expression
  function: (generic_function
    function: (field_expression
      field: (field_identifier) @_save))) @access.update
  (#eq? @_save "save_changes"))

; diesel::delete(orders::table.find(id)).execute(&mut db)?;
((call_expression
  function: (scoped_identifier
    path: (identifier) @_diesel
    name: (identifier) @_delete)
  arguments: (arguments
    . (_) @access.resource)) @access.delete
  (#eq? @_delete "delete")
  (#eq? @_diesel "diesel"))

; delete(orders.find(id)).execute(&mut db)?;
((call_expression
  function: (identifier) @_delete
  arguments: (arguments
    . (_) @access.resource
    .)) @access.delete
  (#eq? @_delete "delete"))

; diesel::insert_into(orders::table).values(&new).execute(&mut db)?;
((call_expression
  function: (scoped_identifier
    path: (identifier) @_diesel
    name: (identifier) @_insert)
  arguments: (arguments
    . (_) @access.resource)) @access.create
  (#any-of? @_insert "insert_into" "replace_into" "insert_or_ignore_into")
  (#eq? @_diesel "diesel"))

; insert_into(orders).values(&new)
((call_expression
  function: (identifier) @_insert
  arguments: (arguments
    . (_) @access.resource)) @access.create
  (#any-of? @_insert "insert_into" "replace_into" "insert_or_ignore_into"))

; diesel::insert_into(orders::table).values(&new)
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @_values)
  arguments: (arguments
    . (_) @access.value)) @access.create
  (#eq? @_values "values"))

; diesel::sql_query("SELECT * FROM orders WHERE id = $1").bind::<Integer, _>(id)
((call_expression
  function: (scoped_identifier
    name: (identifier) @_sql)
  arguments: (arguments
    . (_) @access.text)) @access.sql
  (#eq? @_sql "sql_query"))

; sql_query("SELECT * FROM orders WHERE id = $1")
((call_expression
  function: (identifier) @_sql
  arguments: (arguments
    . (_) @access.text)) @access.sql
  (#eq? @_sql "sql_query"))

; sql_query("SELECT * FROM orders WHERE id = $1").bind::<Integer, _>(id)
((call_expression
  function: (generic_function
    function: (field_expression
      field: (field_identifier) @_bind))
  arguments: (arguments
    . (_) @access.binds)) @access.narrow
  (#eq? @_bind "bind"))
