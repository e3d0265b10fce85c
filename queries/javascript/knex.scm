; Knex, Objection and Kysely. A query that is awaited or returned without a closing call is a read.
; framework: knex
; packages: knex, objection, kysely, bookshelf

; const orders = await knex("orders").where({ id })
((call_expression
  function: (identifier) @_knex
  arguments: (arguments
    . [(string) (object)] @access.resource)) @access.source
  (#any-of? @_knex "knex" "db" "trx" "tx" "database" "conn" "qb" "k"))

; const orders = await this.knex("orders").where({ id })
((call_expression
  function: (member_expression
    property: (property_identifier) @_knex)
  arguments: (arguments
    . (string) @access.resource)) @access.source
  (#any-of? @_knex "knex" "db" "trx"))

; const order = await knex.select("*").from("orders")
; const order = await db.selectFrom("orders").selectAll().executeTakeFirst()
((call_expression
  function: (member_expression
    property: (property_identifier) @_from)
  arguments: (arguments
    . [(string) (identifier)] @access.resource)) @access.source
  (#any-of? @_from "from" "table" "into" "selectFrom" "withSchemaFrom"))

; const orders = await Order.query().where("owner_id", me)
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_query)
  arguments: (arguments
    . [(identifier) (string)]? .)) @access.source
  (#any-of? @_query "query" "relatedQuery" "$query" "$relatedQuery"))

; knex("orders").where("id", id).andWhere({ owner_id: me })
((call_expression
  function: (member_expression
    property: (property_identifier) @_narrow)
  arguments: (arguments
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "where" "andWhere" "whereIn" "whereNot" "whereNotIn" "whereRaw" "andWhereRaw" "whereNull" "whereBetween" "whereExists" "having" "whereRef" "filterWhere"))

; An array's `join` takes one argument.
; knex("orders").join("users", "users.id", "orders.owner_id")
((call_expression
  function: (member_expression
    property: (property_identifier) @_join)
  arguments: (arguments
    . [(string) (object)]
    . (_) @access.selector
    (_)* @access.selector)) @access.narrow
  (#any-of? @_join "join" "innerJoin" "leftJoin" "rightJoin" "leftOuterJoin"))

; An alternative: it widens.
; knex("orders").where("id", id).orWhere("public", true)
((call_expression
  function: (member_expression
    property: (property_identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "orWhere" "orWhereIn" "orWhereRaw" "orderBy" "limit" "offset" "groupBy" "clone" "modify" "withGraphFetched" "withGraphJoined" "returning" "returningAll" "transacting" "forUpdate" "selectAll" "distinct" "columns" "column" "as"))

; const order = await knex("orders").where({ id }).first()
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_read)) @access.read
  (#any-of? @_read "first" "select" "pluck" "count" "countDistinct" "sum" "max" "min" "executeTakeFirst" "executeTakeFirstOrThrow" "execute" "throwIfNotFound" "resultSize"))

; const order = await Order.query().findById(id)
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_read)
  arguments: (arguments
    (_)* @access.selector)) @access.read
  (#any-of? @_read "findById" "findOne" "findByIds"))

; await knex("orders").where({ id }).update({ status })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_update)
  arguments: (arguments
    (_)* @access.value)) @access.update
  (#any-of? @_update "update" "patch" "increment" "decrement" "upsert"))

; await Order.query().patchAndFetchById(id, { status })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_update)
  arguments: (arguments
    . (_) @access.selector
    . (_) @access.value)) @access.update
  (#any-of? @_update "patchAndFetchById" "updateAndFetchById"))

; await db.updateTable("orders").set({ status }).where("id", "=", id).execute()
((call_expression
  function: (member_expression
    property: (property_identifier) @_update)
  arguments: (arguments
    . (string) @access.resource)) @access.update
  (#eq? @_update "updateTable"))

; On a query that updates or inserts already, this adds what is written.
; await db.updateTable("orders").set({ status })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_set)
  arguments: (arguments
    (_)* @access.value)) @access.update
  (#any-of? @_set "set" "values"))

; await knex("orders").where({ id }).del()
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_delete)
  arguments: (arguments
    . "("
    . ")")) @access.delete
  (#any-of? @_delete "del" "delete" "truncate"))

; await Order.query().deleteById(id)
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_delete)
  arguments: (arguments
    . (_) @access.selector)) @access.delete
  (#eq? @_delete "deleteById"))

; await db.deleteFrom("orders").where("id", "=", id).execute()
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . (string) @access.resource)) @access.delete
  (#eq? @_delete "deleteFrom"))

; await knex("orders").insert({ owner_id: me })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_create)
  arguments: (arguments
    (_)* @access.value)) @access.create
  (#any-of? @_create "insert" "insertAndFetch" "insertGraph" "batchInsert"))

; await db.insertInto("orders").values({ owner_id: me }).execute()
((call_expression
  function: (member_expression
    property: (property_identifier) @_create)
  arguments: (arguments
    . (string) @access.resource)) @access.create
  (#eq? @_create "insertInto"))

; await knex.raw("SELECT * FROM orders WHERE id = ?", [id])
((call_expression
  function: (member_expression
    property: (property_identifier) @_raw)
  arguments: (arguments
    . (_) @access.text
    (_)* @access.binds)) @access.sql
  (#eq? @_raw "raw"))
