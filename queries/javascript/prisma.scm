; Prisma. The resource is the last member: `prisma.order`. The one argument holds both the condition (`where`) and what is written (`data`).
; framework: prisma
; packages: @prisma/client, prisma, @prisma/extension-accelerate

; const order = await prisma.order.findUnique({ where: { id } })
((call_expression
  function: (member_expression
    object: [(member_expression) (subscript_expression)] @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (_)? @access.selector)) @access.read
  (#any-of? @_read "findUnique" "findUniqueOrThrow" "findFirst" "findFirstOrThrow" "findMany" "groupBy"))

; const n = await prisma.order.count({ where: { ownerId } })
((call_expression
  function: (member_expression
    object: (member_expression) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . (_)? @access.selector)) @access.read
  (#any-of? @_read "count" "aggregate"))

; await prisma.order.update({ where: { id }, data: { status } })
((call_expression
  function: (member_expression
    object: (member_expression) @access.resource
    property: (property_identifier) @_update)
  arguments: (arguments
    . (_) @access.selector @access.value)) @access.update
  (#any-of? @_update "update" "updateMany" "updateManyAndReturn" "upsert"))

; await prisma.order.delete({ where: { id } })
((call_expression
  function: (member_expression
    object: (member_expression) @access.resource
    property: (property_identifier) @_delete)
  arguments: (arguments
    . [(object) (identifier)] @access.selector)) @access.delete
  (#any-of? @_delete "delete" "deleteMany"))

; await prisma.order.deleteMany()
((call_expression
  function: (member_expression
    object: (member_expression) @access.resource
    property: (property_identifier) @_delete)
  arguments: (arguments
    . "("
    . ")")) @access.delete
  (#eq? @_delete "deleteMany"))

; await prisma.order.create({ data: { ownerId } })
((call_expression
  function: (member_expression
    object: (member_expression) @access.resource
    property: (property_identifier) @_create)
  arguments: (arguments
    . (_) @access.value)) @access.create
  (#any-of? @_create "create" "createMany" "createManyAndReturn"))

; await prisma.$queryRaw`SELECT * FROM orders WHERE id = ${id}`
((call_expression
  function: (member_expression
    property: (property_identifier) @_raw)
  arguments: (template_string) @access.text) @access.sql
  (#any-of? @_raw "$queryRaw" "$executeRaw"))

; await prisma.$queryRawUnsafe("SELECT * FROM orders WHERE id = $1", id)
((call_expression
  function: (member_expression
    property: (property_identifier) @_raw)
  arguments: (arguments
    . (_) @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_raw "$queryRawUnsafe" "$executeRawUnsafe" "$queryRaw" "$executeRaw"))
