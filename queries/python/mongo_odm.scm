; Object-document mappers for MongoDB: MongoEngine, Beanie, ODMantic.
; framework: mongo-odm
; packages: mongoengine, flask_mongoengine, beanie, odmantic, bunnet, umongo

; A class derived from one that is a model is a model.
; class Order(Document): pass
((class_definition
  superclasses: (argument_list
    (identifier) @_base)) @model
  (#any-of? @_base "Document" "DynamicDocument" "BeanieBaseUser" "UnionDoc"))

; class Order(db.Document): pass
((class_definition
  superclasses: (argument_list
    (attribute
      attribute: (identifier) @_base))) @model
  (#any-of? @_base "Document" "DynamicDocument"))

; class Order(Document):
;     class Settings:
;         name = "orders"
((class_definition
  body: (block
    (class_definition
      name: (identifier) @_settings
      body: (block
        (expression_statement
          (assignment
            left: (identifier) @_key
            right: (string) @model.table)))))) @model
  (#eq? @_settings "Settings")
  (#eq? @_key "name"))

; owner = ReferenceField(User)
((call
  function: (identifier) @_field
  arguments: (argument_list
    . (_) @model.target)) @model.foreign
  (#any-of? @_field "ReferenceField" "LazyReferenceField" "GenericReferenceField" "CachedReferenceField"))

; owner = db.ReferenceField("User")
((call
  function: (attribute
    attribute: (identifier) @_field)
  arguments: (argument_list
    . (_) @model.target)) @model.foreign
  (#any-of? @_field "ReferenceField" "LazyReferenceField" "GenericReferenceField" "CachedReferenceField"))

; owner: Link[User]
((generic_type
  (identifier) @_link
  (type_parameter
    . (type) @model.target)) @model.foreign
  (#any-of? @_link "Link" "BackLink"))

; orders = Order.objects
((attribute
  object: (_) @access.resource
  attribute: (identifier) @_objects) @access.source
  (#eq? @_objects "objects"))

; order = Order.objects(id=order_id)
((call
  function: (attribute
    attribute: (identifier) @_objects)
  arguments: (argument_list
    (_)* @access.selector)) @access.narrow
  (#any-of? @_objects "objects" "filter" "exclude" "__call__"))

; order = Order.objects.get(id=order_id)
((call
  function: (attribute
    attribute: (identifier) @_read)
  arguments: (argument_list
    . (keyword_argument) @access.selector
    (_)* @access.selector)) @access.read
  (#any-of? @_read "get" "get_or_404"))

; order = Order.objects(id=order_id).first()
((call
  function: (attribute
    attribute: (identifier) @_read)) @access.read
  (#any-of? @_read "first" "first_or_404" "first_or_none" "count" "to_list" "as_pymongo" "all" "in_bulk"))

; order = await Order.get(order_id)
((call
  function: (attribute
    object: (identifier) @access.resource
    attribute: (identifier) @_read)
  arguments: (argument_list
    . (_) @access.selector)) @access.read
  (#eq? @_read "get")
  (#match? @access.resource "^[A-Z]\\w*[a-z]|^(cls|model)$"))

; order = await Order.find_one(Order.id == order_id)
((call
  function: (attribute
    object: [(identifier) (attribute)] @access.resource
    attribute: (identifier) @_read)
  arguments: (argument_list
    (_)* @access.selector)) @access.read
  (#any-of? @_read "find_one" "find_many" "find" "find_all" "get_or_none" "aggregate"))

; order = await engine.find_one(Order, Order.id == order_id)
((call
  function: (attribute
    object: (identifier) @_engine
    attribute: (identifier) @_read)
  arguments: (argument_list
    . (identifier) @access.resource
    (_)* @access.selector)) @access.read
  (#any-of? @_read "find_one" "find" "count")
  (#eq? @_engine "engine"))

; Order.objects(id=order_id).update(set__status=status)
; await order.set({"status": status})
((call
  function: (attribute
    attribute: (identifier) @_update)
  arguments: (argument_list
    (_)* @access.value)) @access.update
  (#any-of? @_update "update" "update_one" "update_all" "modify" "set" "upsert_one" "save_changes" "replace"))

; order.save()
((call
  function: (attribute
    attribute: (identifier) @_save)) @access.update
  (#any-of? @_save "save"))

; await order.delete()
((call
  function: (attribute
    attribute: (identifier) @_delete)
  arguments: (argument_list
    . "("
    . ")")) @access.delete
  (#any-of? @_delete "delete" "delete_all" "delete_one"))

; await order.insert()
((call
  function: (attribute
    object: (_) @access.value
    attribute: (identifier) @_create)
  arguments: (argument_list
    . "("
    . ")")) @access.create
  (#any-of? @_create "insert" "create"))

; await Order.insert_one(order)
((call
  function: (attribute
    object: (identifier) @access.resource
    attribute: (identifier) @_create)
  arguments: (argument_list
    . (_) @access.value)) @access.create
  (#any-of? @_create "insert_one" "insert_many"))
