; tRPC: the caller in the context; procedures and their chains are read by the evaluator.
; framework: trpc
; packages: @trpc/server

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
