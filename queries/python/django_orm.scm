; Django's models and queries.
; framework: django-orm
; packages: django

; A class derived from one that is a model is a model.
; class Order(models.Model): pass
((class_definition
  superclasses: (argument_list
    (attribute
      object: (identifier) @_models
      attribute: (identifier) @_base))) @model
  (#eq? @_base "Model")
  (#eq? @_models "models"))

; class User(AbstractUser): pass
((class_definition
  superclasses: (argument_list
    (identifier) @_base)) @model
  (#any-of? @_base "AbstractUser" "AbstractBaseUser" "TimeStampedModel" "TimeStampedUUIDModel" "MPTTModel" "PolymorphicModel" "UUIDModel"))

; class Order(models.Model):
;     class Meta:
;         db_table = "orders"
((class_definition
  body: (block
    (class_definition
      name: (identifier) @_meta
      body: (block
        (expression_statement
          (assignment
            left: (identifier) @_key
            right: (string) @model.table)))))) @model
  (#eq? @_meta "Meta")
  (#eq? @_key "db_table"))

; owner = models.ForeignKey(User, on_delete=models.CASCADE)
((call
  function: (attribute
    attribute: (identifier) @_field)
  arguments: (argument_list
    . [(identifier) (attribute) (string) (call)] @model.target)) @model.foreign
  (#any-of? @_field "ForeignKey" "OneToOneField" "ManyToManyField"))

; owner = ForeignKey(User, on_delete=CASCADE)
((call
  function: (identifier) @_field
  arguments: (argument_list
    . [(identifier) (attribute) (string) (call)] @model.target)) @model.foreign
  (#any-of? @_field "ForeignKey" "OneToOneField" "ManyToManyField" "ParentalKey" "TreeForeignKey"))

; owner = models.ForeignKey(to="accounts.User", on_delete=models.CASCADE)
((call
  function: (attribute
    attribute: (identifier) @_field)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @model.target))) @model.foreign
  (#any-of? @_field "ForeignKey" "OneToOneField" "ManyToManyField")
  (#eq? @_key "to"))

; owner = models.ForeignKey(User, related_name="orders", on_delete=models.CASCADE)
((call
  function: [(identifier) @_field (attribute attribute: (identifier) @_field)]
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (string) @model.inverse))) @model.foreign
  (#any-of? @_field "ForeignKey" "OneToOneField" "ManyToManyField")
  (#eq? @_key "related_name"))

; A query of all orders, to be narrowed; `user.order_set` is left to the evaluator.
; orders = Order.objects
((attribute
  object: (_) @access.resource
  attribute: (identifier) @_manager) @access.source
  (#any-of? @_manager "objects" "all_objects" "active_objects" "objects_all" "_default_manager" "_base_manager" "unscoped" "published"))

; Order.objects.filter(owner=me)
((call
  function: (attribute
    attribute: (identifier) @_narrow)
  arguments: (argument_list
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "filter" "exclude" "complex_filter"))

; They change nothing about who is chosen.
; Order.objects.all().order_by("created")
((call
  function: (attribute
    attribute: (identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "all" "select_related" "prefetch_related" "order_by" "annotate" "alias" "only" "defer" "values" "values_list" "distinct" "using" "select_for_update" "reverse" "dates" "datetimes" "extra" "get_queryset" "union" "intersection" "difference"))

; A dictionary's `get("key")` is left out.
; order = Order.objects.get(pk=order_id)
((call
  function: (attribute
    attribute: (identifier) @_read)
  arguments: (argument_list
    . [(keyword_argument) (dictionary_splat) (list_splat) (call) (identifier) (binary_operator)] @access.selector
    (_)* @access.selector)) @access.read
  (#any-of? @_read "get" "aget"))

; order = Order.objects.filter(pk=order_id).get()
((call
  function: (attribute
    attribute: (identifier) @_read)
  arguments: (argument_list
    . "("
    . ")")) @access.read
  (#any-of? @_read "get" "aget"))

; order = Order.objects.filter(pk=order_id).first()
((call
  function: (attribute
    attribute: (identifier) @_read)) @access.read
  (#any-of? @_read "first" "afirst" "last" "alast" "earliest" "latest" "aearliest" "alatest" "count" "acount" "exists" "aexists" "aggregate" "aaggregate" "iterator" "aiterator" "explain"))

; orders = Order.objects.in_bulk(ids)
((call
  function: (attribute
    attribute: (identifier) @_read)
  arguments: (argument_list
    (_)* @access.selector)) @access.read
  (#any-of? @_read "in_bulk" "ain_bulk"))

; order = get_object_or_404(Order, pk=order_id)
((call
  function: (identifier) @_read
  arguments: (argument_list
    . [(identifier) (attribute) (call)] @access.resource
    (_)* @access.selector)) @access.read
  (#any-of? @_read "get_object_or_404" "aget_object_or_404" "get_list_or_404" "aget_list_or_404" "get_object_or_none"))

; order = shortcuts.get_object_or_404(Order, pk=order_id)
((call
  function: (attribute
    attribute: (identifier) @_read)
  arguments: (argument_list
    . [(identifier) (attribute) (call)] @access.resource
    (_)* @access.selector)) @access.read
  (#any-of? @_read "get_object_or_404" "aget_object_or_404" "get_list_or_404"))

; order = Order.objects.create(owner=me)
((call
  function: (attribute
    attribute: (identifier) @_create)
  arguments: (argument_list
    (_)* @access.value)) @access.create
  (#any-of? @_create "create" "acreate" "bulk_create" "abulk_create" "create_user" "create_superuser"))

; A read that may create: its arguments choose, and are written too.
; order, created = Order.objects.get_or_create(number=number)
((call
  function: (attribute
    attribute: (identifier) @_create)
  arguments: (argument_list
    (_)* @access.selector)) @access.read
  (#any-of? @_create "get_or_create" "aget_or_create"))

; order, created = Order.objects.update_or_create(number=number)
((call
  function: (attribute
    attribute: (identifier) @_update)
  arguments: (argument_list
    (_)* @access.selector)) @access.update
  (#any-of? @_update "update_or_create" "aupdate_or_create"))

; order, created = Order.objects.update_or_create(number=number, defaults=data)
((call
  function: (attribute
    attribute: (identifier) @_update)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @access.value))) @access.update
  (#any-of? @_update "update_or_create" "aupdate_or_create")
  (#eq? @_key "defaults"))

; Order.objects.filter(pk=order_id).update(status=status)
((call
  function: (attribute
    attribute: (identifier) @_update)
  arguments: (argument_list
    (_)* @access.value)) @access.update
  (#any-of? @_update "update" "aupdate" "bulk_update" "abulk_update"))

; order.save()
; order.save(update_fields=["status"])
((call
  function: (attribute
    attribute: (identifier) @_update)) @access.update
  (#any-of? @_update "save" "asave"))

; order.delete()
; Order.objects.filter(pk=order_id).delete()
((call
  function: (attribute
    attribute: (identifier) @_delete)
  arguments: (argument_list
    . "("
    . ")")) @access.delete
  (#any-of? @_delete "delete" "adelete"))

; orders = Order.objects.raw("SELECT * FROM orders WHERE id = %s", [order_id])
((call
  function: (attribute
    attribute: (identifier) @_raw)
  arguments: (argument_list
    . (_) @access.text
    (_)* @access.binds)) @access.sql
  (#eq? @_raw "raw"))
