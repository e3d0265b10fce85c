; MongoDB from Python: PyMongo, Motor, Flask-PyMongo. The resource is the collection, named by the last member or index.
; framework: pymongo
; packages: pymongo, motor, flask_pymongo, mongomock

; orders = db.get_collection("orders")
((call
  function: (attribute
    attribute: (identifier) @_collection)
  arguments: (argument_list
    . (_) @access.resource)) @access.source
  (#eq? @_collection "get_collection"))

; order = db.orders.find_one({"_id": ObjectId(order_id)})
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_read)
  arguments: (argument_list
    . (_) @access.selector)) @access.read
  (#any-of? @_read "find_one" "find_one_or_404" "count_documents" "aggregate"))

; orders = db.orders.find({"owner": me})
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_read)
  arguments: (argument_list
    . [(dictionary) (identifier) (attribute) (call) (keyword_argument)] @access.selector)) @access.read
  (#any-of? @_read "find" "find_raw_batches"))

; orders = db["orders"].find()
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_read)
  arguments: (argument_list
    . "("
    . ")")) @access.read
  (#any-of? @_read "find" "find_one" "estimated_document_count"))

; values = db.orders.distinct("status", {"owner": me})
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_read)
  arguments: (argument_list
    . (string)
    . (_) @access.selector)) @access.read
  (#eq? @_read "distinct"))

; db.orders.update_one({"_id": order_id}, {"$set": data})
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_update)
  arguments: (argument_list
    . (_) @access.selector
    . (_) @access.value)) @access.update
  (#any-of? @_update "update_one" "update_many" "replace_one" "find_one_and_update" "find_one_and_replace" "find_and_modify"))

; db.orders.delete_one({"_id": order_id})
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_delete)
  arguments: (argument_list
    . (_) @access.selector)) @access.delete
  (#any-of? @_delete "delete_one" "delete_many" "find_one_and_delete"))

; db.orders.insert_one(data)
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_create)
  arguments: (argument_list
    . (_) @access.value)) @access.create
  (#any-of? @_create "insert_one" "insert_many"))

; They change nothing about who is chosen.
; orders = db.orders.find({"owner": me}).sort("created").limit(10)
((call
  function: (attribute
    object: (call)
    attribute: (identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "sort" "limit" "skip" "batch_size" "to_list" "allow_disk_use"))
