; MongoDB's driver. The resource is the collection; a filter is mostly a `doc! {..}`.
; framework: rust-mongodb
; packages: mongodb

; let orders = db.collection::<Order>("orders");
((call_expression
  function: (generic_function
    function: (field_expression
      field: (field_identifier) @_collection))
  arguments: (arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_collection "collection" "collection_with_options"))

; let orders: Collection<Order> = db.collection("orders");
((call_expression
  function: (field_expression
    field: (field_identifier) @_collection)
  arguments: (arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_collection "collection" "col"))

; let order = orders.find_one(doc! { "_id": id }).await?;
((call_expression
  function: (field_expression
    value: (_) @access.resource
    field: (field_identifier) @_read)
  arguments: (arguments
    . [(macro_invocation) (identifier) (reference_expression) (call_expression)] @access.selector)) @access.read
  (#any-of? @_read "find_one" "find" "count_documents" "aggregate"))

; let numbers = orders.distinct("number", doc! { "owner": me.id }).await?;
((call_expression
  function: (field_expression
    value: (_) @access.resource
    field: (field_identifier) @_read)
  arguments: (arguments
    . (_)
    . (_) @access.selector)) @access.read
  (#eq? @_read "distinct"))

; orders.update_one(doc! { "_id": id }, doc! { "$set": changes }).await?;
((call_expression
  function: (field_expression
    value: (_) @access.resource
    field: (field_identifier) @_update)
  arguments: (arguments
    . (_) @access.selector
    . (_) @access.value)) @access.update
  (#any-of? @_update "update_one" "update_many" "replace_one" "find_one_and_update" "find_one_and_replace"))

; orders.delete_one(doc! { "_id": id }).await?;
((call_expression
  function: (field_expression
    value: (_) @access.resource
    field: (field_identifier) @_delete)
  arguments: (arguments
    . (_) @access.selector)) @access.delete
  (#any-of? @_delete "delete_one" "delete_many" "find_one_and_delete"))

; orders.insert_one(order).await?;
((call_expression
  function: (field_expression
    value: (_) @access.resource
    field: (field_identifier) @_create)
  arguments: (arguments
    . (_) @access.value)) @access.create
  (#any-of? @_create "insert_one" "insert_many"))
