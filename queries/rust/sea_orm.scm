; SeaORM. The resource is an entity: `Order`, `orders::Entity`.
; framework: sea-orm
; packages: sea_orm, sea_orm_migration

; #[sea_orm(table_name = "orders")]
((attribute_item
  (attribute
    (identifier) @_sea_orm
    arguments: (token_tree
      (identifier) @_key
      . (string_literal) @model.table))) @model
  (#eq? @_sea_orm "sea_orm")
  (#eq? @_key "table_name"))

; #[sea_orm(belongs_to = "super::users::Entity", from = "Column::OwnerId", to = "super::users::Column::Id")]
((attribute_item
  (attribute
    (identifier) @_sea_orm
    arguments: (token_tree
      (identifier) @_key
      . (string_literal) @model.target))) @model.foreign
  (#eq? @_sea_orm "sea_orm")
  (#eq? @_key "belongs_to"))

; let order = Order::find_by_id(id).one(&db).await?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_find)
  arguments: (arguments
    (_)* @access.selector)) @access.source
  (#any-of? @_find "find_by_id" "find_by_key"))

; let all = orders::Entity::find().all(&db).await?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_find)
  arguments: (arguments
    . "("
    . ")")) @access.source
  (#any-of? @_find "find"))

; let lines = order.find_related(Line).all(&db).await?;
((call_expression
  function: (field_expression
    value: (_) @access.selector
    field: (field_identifier) @_related)
  arguments: (arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_related "find_related"))

; Order::find().filter(orders::Column::OwnerId.eq(me.id))
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @_narrow)
  arguments: (arguments
    . [(call_expression) (identifier) (macro_invocation)] @access.selector
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "filter" "having" "apply_if"))

; They change nothing about who is chosen.
; Order::find().order_by_asc(orders::Column::Created).limit(10)
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "order_by" "order_by_asc" "order_by_desc" "limit" "offset" "join" "join_as" "inner_join" "left_join" "find_also_related" "find_with_related" "select_only" "column" "columns" "column_as" "group_by" "distinct" "lock" "lock_exclusive" "into_model" "into_json" "into_tuple" "as_query" "cursor_by"))

; let order = Order::find_by_id(id).one(&db).await?;
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @_read)) @access.read
  (#any-of? @_read "one" "all" "count" "stream" "paginate" "exec" "exec_with_returning" "num_items" "fetch_page"))

; Order::delete_by_id(id).exec(&db).await?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_delete)
  arguments: (arguments
    . (_) @access.selector)) @access.delete
  (#eq? @_delete "delete_by_id"))

; Order::delete_many().filter(orders::Column::Id.eq(id)).exec(&db).await?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_delete)
  arguments: (arguments
    . "("
    . ")")) @access.delete
  (#eq? @_delete "delete_many"))

; Order::update_many().set(changes).filter(orders::Column::Id.eq(id)).exec(&db).await?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_update)
  arguments: (arguments
    . "("
    . ")")) @access.update
  (#eq? @_update "update_many"))

; Order::update_many().col_expr(orders::Column::Status, Expr::value(status))
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @_set)
  arguments: (arguments
    (_)* @access.value)) @access.update
  (#any-of? @_set "set" "col_expr"))

; Order::update(order).exec(&db).await?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_update)
  arguments: (arguments
    . (_) @access.value .)) @access.update
  (#eq? @_update "update"))

; Order::insert(order).exec(&db).await?;
((call_expression
  function: (scoped_identifier
    path: (_) @access.resource
    name: (identifier) @_insert)
  arguments: (arguments
    . (_) @access.value .)) @access.create
  (#any-of? @_insert "insert" "insert_many"))

; order.update(&db).await?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_update)
  arguments: (arguments
    . [(reference_expression) (identifier) (field_expression) (call_expression)] .)) @access.update
  (#any-of? @_update "update" "save"))

; order.insert(&db).await?;
((call_expression
  function: (field_expression
    value: (_) @access.value
    field: (field_identifier) @_insert)
  arguments: (arguments
    . [(reference_expression) (identifier) (field_expression) (call_expression)] .)) @access.create
  (#eq? @_insert "insert"))

; order.delete(&db).await?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_delete)
  arguments: (arguments
    . [(reference_expression) (identifier) (field_expression) (call_expression)] .)) @access.delete
  (#eq? @_delete "delete"))
