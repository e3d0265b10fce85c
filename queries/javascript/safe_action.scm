; next-safe-action: server actions as chains of guards.
; framework: next-safe-action
; packages: next-safe-action

; const actionClient = createSafeActionClient({ handleServerError })
((call_expression
  function: (identifier) @_make) @chain
  (#eq? @_make "createSafeActionClient"))

; A client of a package that is not here.
; const rename = authActionClient.schema(schema).action(..)
((identifier) @chain
  (#match? @chain "[aA]ctionClient$"))

; const authActionClient = actionClient.use(requireUser)
((call_expression
  function: (member_expression
    object: (_) @use.router
    property: (property_identifier) @_use)) @use
  (#eq? @_use "use"))

; const rename = authActionClient.schema(schema).action(async ({ ctx, parsedInput }) => ..)
((call_expression
  function: (member_expression
    object: (_) @verb.chain
    property: (property_identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#any-of? @route.method "action" "stateAction"))

; const me = ctx.user
((member_expression
  object: (identifier) @_ctx
  property: (property_identifier) @_user) @principal
  (#any-of? @_user "user" "session" "userId")
  (#eq? @_ctx "ctx"))
