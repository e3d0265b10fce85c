; Sequelize. An options argument is captured whole: the condition is its `where`.
; framework: sequelize
; packages: sequelize, sequelize-typescript, @sequelize/core

; const Order = sequelize.define("order", { number: DataTypes.STRING })
((call_expression
  function: (member_expression
    property: (property_identifier) @_define)
  arguments: (arguments
    . (_) @model.name
    . (_) @model.fields)) @model
  (#eq? @_define "define"))

; Order.init({ number: DataTypes.STRING }, { sequelize })
((call_expression
  function: (member_expression
    object: (_) @model.name
    property: (property_identifier) @_init)
  arguments: (arguments
    . (object) @model.fields
    . (object))) @model
  (#eq? @_init "init"))

; only: javascript
; class Order extends Model {}
((class_declaration
  (class_heritage
    [(identifier) @_base (member_expression property: (property_identifier) @_base)])) @model
  (#eq? @_base "Model"))

; for: typescript
; class Order extends Model<OrderRow> {}
((class_declaration
  (class_heritage
    (extends_clause
      value: [(identifier) @_base (member_expression property: (property_identifier) @_base)]))) @model
  (#eq? @_base "Model"))

; Order.belongsTo(User, { foreignKey: "ownerId" })
((call_expression
  function: (member_expression
    object: (_) @model.name
    property: (property_identifier) @_relation)
  arguments: (arguments
    . (_) @model.target)) @model.foreign
  (#eq? @_relation "belongsTo"))

; User.hasMany(Order)
((call_expression
  function: (member_expression
    object: (_) @model.target
    property: (property_identifier) @_relation)
  arguments: (arguments
    . (_) @model.name)) @model.foreign
  (#any-of? @_relation "hasMany" "hasOne"))

; const fields = { ownerId: { references: { model: "users", key: "id" } } }
((pair
  key: (property_identifier) @_references
  value: (object
    (pair
      key: (property_identifier) @_model
      value: (_) @model.target))) @model.foreign
  (#eq? @_references "references")
  (#eq? @_model "model"))

; for: typescript
; class Order { @ForeignKey(() => User) ownerId: number }
((call_expression
  function: (identifier) @_foreign
  arguments: (arguments
    . (arrow_function
      body: (_) @model.target))) @model.foreign
  (#any-of? @_foreign "ForeignKey" "BelongsTo"))

; const order = await Order.findByPk(id)
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (_) @access.selector)) @access.read
  (#any-of? @_read "findByPk" "findById" "findByPrimary"))

; const order = await Order.findOne({ where: { id } })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (_)? @access.selector)) @access.read
  (#any-of? @_read "findOne" "findAll" "findAndCountAll" "findOrCreate" "findOrBuild" "findCreateFind"))

; const order = await Order.find({ where: { id } })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_where)) @access.selector)) @access.read
  (#eq? @_read "find")
  (#eq? @_where "where"))

; const n = await Order.count({ where: { ownerId } })
((call_expression
  function: (member_expression
    property: (property_identifier) @_read)
  arguments: (arguments
    . (object) @access.selector)) @access.read
  (#eq? @_read "count"))

; const n = await Order.sum("total", { where: { ownerId } })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (string)
    . (object) @access.selector)) @access.read
  (#any-of? @_read "sum" "max" "min" "aggregate"))

; await Order.update({ status }, { where: { id } })
((call_expression
  function: (member_expression
    property: (property_identifier) @_update)
  arguments: (arguments
    . (_) @access.value
    . (_) @access.selector)) @access.update
  (#any-of? @_update "update" "increment" "decrement"))

; await order.update({ status })
((call_expression
  function: (member_expression
    property: (property_identifier) @_update)
  arguments: (arguments
    . (_) @access.value
    .)) @access.update
  (#any-of? @_update "update" "increment" "decrement" "upsert"))

; await order.save()
((call_expression
  function: (member_expression
    property: (property_identifier) @_save)) @access.update
  (#any-of? @_save "save" "restore"))

; await Order.destroy({ where: { id } })
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . [(object) (identifier)] @access.selector)) @access.delete
  (#eq? @_delete "destroy"))

; await order.destroy()
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . "("
    . ")")) @access.delete
  (#any-of? @_delete "destroy" "truncate"))

; const order = await Order.create({ ownerId: req.user.id })
((call_expression
  function: (member_expression
    property: (property_identifier) @_create)
  arguments: (arguments
    . (_) @access.value)) @access.create
  (#any-of? @_create "create" "bulkCreate"))

; Scopes are narrowings by name; the evaluator may know what they hold.
; Order.scope("active").findAll()
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_scope)) @access.source
  (#any-of? @_scope "scope" "unscoped"))

; await sequelize.query("SELECT * FROM orders WHERE id = :id", { replacements: { id } })
((call_expression
  function: (member_expression
    property: (property_identifier) @_query)
  arguments: (arguments
    . (_) @access.text
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @access.binds)))) @access.sql
  (#eq? @_query "query")
  (#any-of? @_key "replacements" "bind"))

; await sequelize.query("SELECT * FROM orders")
((call_expression
  function: (member_expression
    property: (property_identifier) @_query)
  arguments: (arguments
    . [(string) (template_string) (identifier) (binary_expression)] @access.text)) @access.sql
  (#eq? @_query "query"))
