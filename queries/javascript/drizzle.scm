; Drizzle. A query that is awaited or returned is a read.
; framework: drizzle
; packages: drizzle-orm

; const orders = pgTable("orders", { id: uuid("id") })
((call_expression
  function: (identifier) @_table
  arguments: (arguments
    . (string) @model.table
    . (_) @model.fields)) @model
  (#any-of? @_table "pgTable" "mysqlTable" "sqliteTable" "createTable" "singlestoreTable"))

; const fields = { ownerId: uuid("owner_id").references(() => users.id) }
((call_expression
  function: (member_expression
    property: (property_identifier) @_references)
  arguments: (arguments
    . (arrow_function
      body: (_) @model.target))) @model.foreign
  (#eq? @_references "references"))

; const [order] = await db.select().from(orders).where(eq(orders.id, id))
((call_expression
  function: (member_expression
    property: (property_identifier) @_from)
  arguments: (arguments
    . (_) @access.resource)) @access.source
  (#eq? @_from "from"))

; const order = await db.query.orders.findFirst({ where: eq(orders.id, id) })
((call_expression
  function: (member_expression
    object: (member_expression) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (_)? @access.selector)) @access.read
  (#any-of? @_read "findFirst" "findMany"))

; db.select().from(orders).where(and(eq(orders.id, id), eq(orders.ownerId, me)))
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_narrow)
  arguments: (arguments
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "where" "having"))

; db.select().from(orders).innerJoin(users, eq(users.id, orders.ownerId))
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_narrow)
  arguments: (arguments
    . (_)
    . (_) @access.selector)) @access.narrow
  (#any-of? @_narrow "innerJoin" "leftJoin" "rightJoin" "fullJoin"))

; They change nothing about who is chosen.
; db.select().from(orders).orderBy(orders.created).limit(1)
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "orderBy" "limit" "offset" "groupBy" "returning" "$dynamic" "for" "prepare" "as" "onConflictDoNothing"))

; const rows = await db.select().from(orders).execute()
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_read)) @access.read
  (#any-of? @_read "execute" "all" "get" "values"))

; await db.update(orders).set({ status }).where(eq(orders.id, id))
((call_expression
  function: (member_expression
    property: (property_identifier) @_update)
  arguments: (arguments
    . [(identifier) (member_expression)] @access.resource
    .)) @access.update
  (#eq? @_update "update"))

; await db.update(orders).set({ status })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_set)
  arguments: (arguments
    . (_) @access.value)) @access.update
  (#any-of? @_set "set" "onConflictDoUpdate"))

; await db.delete(orders).where(eq(orders.id, id))
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . [(identifier) (member_expression)] @access.resource
    .)) @access.delete
  (#eq? @_delete "delete"))

; await db.insert(orders).values({ ownerId: me })
((call_expression
  function: (member_expression
    property: (property_identifier) @_create)
  arguments: (arguments
    . [(identifier) (member_expression)] @access.resource
    .)) @access.create
  (#eq? @_create "insert"))

; await db.insert(orders).values({ ownerId: me })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_values)
  arguments: (arguments
    . (_) @access.value)) @access.create
  (#eq? @_values "values"))

; await db.execute(sql`SELECT * FROM orders WHERE id = ${id}`)
((call_expression
  function: (identifier) @_sql
  arguments: (template_string) @access.text) @access.sql
  (#eq? @_sql "sql"))

; eq(orders.id, id)
((call_expression
  function: (identifier) @_compare
  arguments: (arguments
    . (member_expression
      property: (property_identifier) @access.column)
    . (_) @access.selector)) @access.condition
  (#any-of? @_compare "eq" "inArray" "like" "ilike" "gt" "gte" "lt" "lte" "arrayContains"))

; and(eq(orders.id, id), eq(orders.ownerId, me))
((call_expression
  function: (identifier) @_together) @access.condition
  (#any-of? @_together "and" "or"))
