; Peewee, Tortoise, Pony and Piccolo: queries that start at the class itself.
; framework: active-record
; packages: peewee, playhouse, tortoise, pony, piccolo, ormar, orm, edgy, aerich

; A class derived from one that is a model is a model.
; class Order(Model): pass
((class_definition
  superclasses: (argument_list
    (identifier) @_base)) @model
  (#any-of? @_base "Model" "Table"))

; class Order(models.Model): pass
; class Order(db.Entity): pass
((class_definition
  superclasses: (argument_list
    (attribute
      attribute: (identifier) @_base))) @model
  (#any-of? @_base "Model" "Entity"))

; owner = ForeignKeyField(User, backref="orders")
((call
  function: (identifier) @_field
  arguments: (argument_list
    . [(identifier) (attribute) (string)] @model.target)) @model.foreign
  (#any-of? @_field "ForeignKeyField" "OneToOneField" "ManyToManyField" "ForeignKey" "DeferredForeignKey"))

; owner = fields.ForeignKeyField("models.User")
((call
  function: (attribute
    attribute: (identifier) @_field)
  arguments: (argument_list
    . [(identifier) (attribute) (string)] @model.target)) @model.foreign
  (#any-of? @_field "ForeignKeyField" "OneToOneField" "ManyToManyField" "ForeignKey" "DeferredForeignKey"))

; orders = Order.select().where(Order.owner == me)
((call
  function: (attribute
    object: (identifier) @access.resource
    attribute: (identifier) @_source)) @access.source
  (#any-of? @_source "select" "all" "objects" "select_related" "prefetch_related" "annotate")
  (#match? @access.resource "^[A-Z]\\w*[a-z]|^(cls|model)$"))

; orders = Order.filter(owner=me)
((call
  function: (attribute
    attribute: (identifier) @_narrow)
  arguments: (argument_list
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "where" "filter" "exclude"))

; They change nothing about who is chosen.
; orders = Order.select().order_by(Order.created)
((call
  function: (attribute
    object: (call)
    attribute: (identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "order_by" "limit" "offset" "prefetch_related" "select_related" "only" "values" "values_list" "dicts" "tuples" "join" "switch" "using_db" "paginate" "distinct" "group_by" "annotate"))

; order = Order.get(Order.id == order_id)
; order = await Order.get(id=order_id)
((call
  function: (attribute
    object: (identifier) @access.resource
    attribute: (identifier) @_read)
  arguments: (argument_list
    (_)* @access.selector)) @access.read
  (#any-of? @_read "get" "get_by_id" "get_or_none" "exists" "first" "in_bulk" "fetch_for_list")
  (#match? @access.resource "^[A-Z]\\w*[a-z]|^(cls|model)$"))

; order = Order.select().where(Order.id == order_id).get()
((call
  function: (attribute
    object: (call)
    attribute: (identifier) @_read)
  arguments: (argument_list
    (_)* @access.selector)) @access.read
  (#any-of? @_read "get" "first" "get_or_none" "count" "scalar" "exists" "last" "peek"))

; order = Order.create(owner=me)
((call
  function: (attribute
    object: (identifier) @access.resource
    attribute: (identifier) @_create)
  arguments: (argument_list
    (_)* @access.value)) @access.create
  (#any-of? @_create "create" "insert" "insert_many" "bulk_create" "get_or_create")
  (#match? @access.resource "^[A-Z]\\w*[a-z]|^(cls|model)$"))

; Order.update(status=status).where(Order.id == order_id).execute()
((call
  function: (attribute
    object: (identifier) @access.resource
    attribute: (identifier) @_update)
  arguments: (argument_list
    (_)* @access.value)) @access.update
  (#any-of? @_update "update" "bulk_update" "update_or_create")
  (#match? @access.resource "^[A-Z]\\w*[a-z]|^(cls|model)$"))

; await Order.filter(id=order_id).update(status=status)
((call
  function: (attribute
    object: (call)
    attribute: (identifier) @_update)
  arguments: (argument_list
    (_)* @access.value)) @access.update
  (#eq? @_update "update"))

; await order.update_from_dict(data).save()
; order.save()
((call
  function: (attribute
    attribute: (identifier) @_save)) @access.update
  (#any-of? @_save "save" "update_from_dict"))

; order.delete_instance()
; await order.delete()
; Order.delete().where(Order.id == order_id).execute()
((call
  function: (attribute
    attribute: (identifier) @_delete)) @access.delete
  (#any-of? @_delete "delete" "delete_instance"))

; Order.delete_by_id(order_id)
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_delete)
  arguments: (argument_list
    . (_) @access.selector)) @access.delete
  (#eq? @_delete "delete_by_id"))

; Order.set_by_id(order_id, {"status": status})
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_update)
  arguments: (argument_list
    . (_) @access.selector
    . (_) @access.value)) @access.update
  (#eq? @_update "set_by_id"))
