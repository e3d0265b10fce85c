; tRPC: procedures with their guards, routers of them, the caller in the context.
; framework: trpc
; packages: @trpc/server
; procedures: /trpc/a.b

; const publicProcedure = t.procedure
((member_expression
  property: (property_identifier) @_start) @chain
  (#any-of? @_start "procedure" "publicProcedure"))

; A procedure of a package that is not here.
; list: protectedProcedure.query(listOrders)
((identifier) @chain
  (#match? @chain "[a-z]Procedure$"))

; const protectedProcedure = t.procedure.use(requireUser)
((call_expression
  function: (member_expression
    object: (_) @use.router
    property: (property_identifier) @_use)) @use
  (#eq? @_use "use"))

; byId: protectedProcedure.input(z.object({ id: z.string() })).query(({ ctx, input }) => findOrder(input.id))
((call_expression
  function: (member_expression
    object: (_) @verb.chain
    property: (property_identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler .)) @verb
  (#any-of? @route.method "query" "mutation" "subscription"))

; const ordersRouter = createTRPCRouter({ byId: .. })
((call_expression
  function: (identifier) @_make
  arguments: (arguments
    . (_) @router.table .)) @router
  (#match? @_make "[rR]outer$"))

; const ordersRouter = t.router({ byId: .. })
((call_expression
  function: (member_expression
    property: (property_identifier) @_make)
  arguments: (arguments
    . (_) @router.table .)) @router
  (#eq? @_make "router"))

; const appRouter = mergeRouters(ordersRouter, usersRouter)
((call_expression
  function: [
    (identifier) @_merge
    (member_expression property: (property_identifier) @_merge)]
  arguments: (arguments
    (_) @router.table)) @router
  (#any-of? @_merge "mergeRouters" "mergeTRPCRouters"))

; const me = ctx.session.user
((member_expression
  object: (identifier) @_ctx
  property: (property_identifier) @_user) @principal
  (#any-of? @_user "user" "session" "userId" "auth" "currentUser" "account" "organizationId")
  (#any-of? @_ctx "ctx" "context"))

; throw new TRPCError({ code: "UNAUTHORIZED" })
((new_expression
  constructor: (identifier) @_error) @deny
  (#eq? @_error "TRPCError"))
