; MongoDB from JavaScript: Mongoose and the native driver, which name their operations alike.
; The resource is the model or collection; options such as `session` follow the arguments that are captured.
; framework: mongodb
; packages: mongoose, mongodb, mongojs, monk, nedb, papr, @typegoose/typegoose, @nestjs/mongoose, @types/mongoose

; const Order = mongoose.model("Order", orderSchema)
((call_expression
  function: (member_expression
    property: (property_identifier) @_model)
  arguments: (arguments
    . (string) @model.name
    . (_)? @model.fields)) @model
  (#eq? @_model "model"))

; const Order = model("Order", orderSchema)
((call_expression
  function: (identifier) @_model
  arguments: (arguments
    . (string) @model.name
    . (_)? @model.fields)) @model
  (#eq? @_model "model"))

; const orderSchema = new Schema({ number: String })
((new_expression
  constructor: (identifier) @_schema
  arguments: (arguments
    . (object) @model.fields)) @model
  (#any-of? @_schema "Schema" "MongooseSchema"))

; const orderSchema = new mongoose.Schema({ number: String })
((new_expression
  constructor: (member_expression
    property: (property_identifier) @_schema)
  arguments: (arguments
    . (object) @model.fields)) @model
  (#eq? @_schema "Schema"))

; const orderSchema = mongoose.Schema({ number: String })
((call_expression
  function: (member_expression
    property: (property_identifier) @_schema)
  arguments: (arguments
    . (object) @model.fields)) @model
  (#eq? @_schema "Schema"))

; In the object that declares the field.
; const fields = { owner: { type: ObjectId, ref: "User" } }
((pair
  key: (property_identifier) @_ref
  value: [(string) (identifier) (member_expression) (arrow_function)] @model.target) @model.foreign
  (#any-of? @_ref "ref" "refPath"))

; The class that is decorated is the model.
; for: typescript
; @Schema({ timestamps: true })
((call_expression
  function: (identifier) @_schema) @model
  (#any-of? @_schema "Schema" "modelOptions"))

; A parameter or field of this type is a query of all orders.
; for: typescript
; class Orders { constructor(private orders: Model<Order>) {} }
((generic_type
  name: (type_identifier) @_type
  type_arguments: (type_arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_type "Model" "PaginateModel" "Collection" "ReturnModelType"))

; const orders = db.collection("orders")
((call_expression
  function: (member_expression
    property: (property_identifier) @_collection)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression)] @access.resource)) @access.source
  (#any-of? @_collection "collection" "getCollection"))

; const order = await Order.findOne({ _id: id })
; const order = await db.orders.findOne(filter)
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . [(object) (identifier) (member_expression) (call_expression) (subscript_expression) (new_expression) (string) (template_string) (await_expression) (array) (ternary_expression)] @access.selector)) @access.read
  (#any-of? @_read "findOne" "findById" "findOneOrFail" "countDocuments"))

; const orders = await db.orders.find({ owner: me })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (object) @access.selector)) @access.read
  (#any-of? @_read "find" "count" "exists"))

; An array's `find` takes a function, so the receiver must be known.
; const orders = await Order.find(filter)
((call_expression
  function: (member_expression
    property: (property_identifier) @_read)
  arguments: (arguments
    . [(object) (identifier) (member_expression) (call_expression) (subscript_expression) (new_expression) (string) (template_string) (await_expression) (array) (ternary_expression)] @access.selector)) @access.read
  (#any-of? @_read "find" "count" "exists" "aggregate" "paginate"))

; const orders = await Order.find()
((call_expression
  function: (member_expression
    property: (property_identifier) @_read)
  arguments: (arguments
    . "("
    . ")")) @access.read
  (#any-of? @_read "find" "findOne" "countDocuments" "estimatedDocumentCount" "count"))

; const numbers = await Order.distinct("number", { owner })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (string)
    . (_) @access.selector)) @access.read
  (#eq? @_read "distinct"))

; Order.find().where({ owner })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_narrow)
  arguments: (arguments
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "where" "or" "and" "match"))

; The column is the first argument, its value that of the next call.
; Order.find().where("owner").equals(me)
((call_expression
  function: (member_expression
    object: (call_expression
      function: (member_expression
        property: (property_identifier) @_where)
      arguments: (arguments
        . (string)))
    property: (property_identifier) @_narrow)
  arguments: (arguments
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "equals" "eq" "in")
  (#any-of? @_where "where" "and"))

; They change nothing about who is chosen.
; Order.findById(id).populate("lines").lean()
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "populate" "select" "sort" "limit" "skip" "lean" "exec" "toArray" "project" "session" "collation" "cursor" "orFail" "hint" "setOptions" "read" "batchSize"))

; await Order.findByIdAndUpdate(id, { status })
; await db.collection("orders").updateOne({ _id: id }, { $set: { status } })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_update)
  arguments: (arguments
    . (_) @access.selector
    . (_) @access.value)) @access.update
  (#any-of? @_update "findByIdAndUpdate" "findOneAndUpdate" "findOneAndReplace" "findAndModify" "updateOne" "updateMany" "update" "replaceOne" "overwriteOne"))

; await order.updateOne({ status })
((call_expression
  function: (member_expression
    object: [(identifier) (this)] @access.resource
    property: (property_identifier) @_update)
  arguments: (arguments
    . (_) @access.value
    .)) @access.update
  (#any-of? @_update "updateOne"))

; await order.save()
((call_expression
  function: (member_expression
    property: (property_identifier) @_save)) @access.update
  (#any-of? @_save "save"))

; await Order.findByIdAndDelete(id)
; await db.collection("orders").deleteOne({ _id: id })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_delete)
  arguments: (arguments
    . [(object) (identifier) (member_expression) (call_expression) (subscript_expression) (new_expression) (string) (template_string) (await_expression) (array) (ternary_expression)] @access.selector)) @access.delete
  (#any-of? @_delete "findByIdAndDelete" "findByIdAndRemove" "findOneAndDelete" "findOneAndRemove" "deleteOne" "deleteMany"))

; await Order.remove({ _id: id })
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . [(object) (identifier) (member_expression) (call_expression) (subscript_expression) (new_expression) (string) (template_string) (await_expression) (array) (ternary_expression)] @access.selector)) @access.delete
  (#any-of? @_delete "remove"))

; await order.deleteOne()
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . "("
    . ")")) @access.delete
  (#any-of? @_delete "deleteOne" "deleteMany" "remove" "delete"))

; const order = await Order.create(req.body)
; await db.collection("orders").insertOne(order)
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_create)
  arguments: (arguments
    . (_) @access.value)) @access.create
  (#any-of? @_create "create" "insertOne" "insertMany" "insert" "bulkWrite"))
