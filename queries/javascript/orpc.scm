; oRPC: procedures with their guards, and the tables of them that a handler serves.
; framework: orpc
; packages: @orpc/server
; procedures: /rpc/a/b

; const authed = os.use(requireUser)
((identifier) @chain
  (#eq? @chain "os"))

; const base = os.$context<{ headers: Headers }>()
((call_expression
  function: (member_expression
    object: (_) @use.router
    property: (property_identifier) @_use)) @use
  (#eq? @_use "use"))

; const findOrder = authed.input(schema).handler(({ context, input }) => ..)
((call_expression
  function: (member_expression
    object: (_) @verb.chain
    property: (property_identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler .)) @verb
  (#eq? @route.method "handler"))

; const handler = new RPCHandler({ orders: { find: findOrder } })
((new_expression
  constructor: (identifier) @_make
  arguments: (arguments
    . (_) @router.table)) @router
  (#any-of? @_make "RPCHandler" "OpenAPIHandler"))

; throw new ORPCError("UNAUTHORIZED")
((new_expression
  constructor: (identifier) @_error) @deny
  (#eq? @_error "ORPCError"))
