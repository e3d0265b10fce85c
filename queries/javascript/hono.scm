; Hono: apps, routes, middleware, context.
; framework: hono
; packages: hono, @hono/zod-openapi, @hono/zod-validator

; const app = new Hono()
((new_expression
  constructor: (identifier) @_make) @router
  (#any-of? @_make "Hono" "OpenAPIHono"))

; const app = new Hono().basePath("/api")
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @_base)
  arguments: (arguments
    . (_) @route.path)) @router.at
  (#eq? @_base "basePath"))

; The last argument is the handler, those between are guards.
; app.get("/orders/:id", requireUser, (c) => c.json(order))
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression)] @route.path
    . [(identifier) (member_expression) (arrow_function) (function_expression) (call_expression)])) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "all" "options"))

; app.on("PURGE", "/cache", purge)
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @_on)
  arguments: (arguments
    . (string) @route.method
    . (string) @route.path
    . (_))) @route
  (#eq? @_on "on"))

; app.route("/orders", orders)
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_route)
  arguments: (arguments
    . (_) @mount.prefix
    . (_) @mount.child)) @mount
  (#eq? @_route "route"))

; app.use("/orders/*", requireUser)
((call_expression
  function: (member_expression
    object: (_) @use.router
    property: (property_identifier) @_use)) @use
  (#eq? @_use "use"))

; const id = c.req.param("id")
((call_expression
  function: (member_expression
    object: (member_expression
      object: (_) @input.of
      property: (property_identifier) @_req)
    property: (property_identifier) @_part)
  arguments: (arguments
    . (string)? @input.name)) @input.path
  (#eq? @_part "param")
  (#eq? @_req "req"))

; const page = c.req.query("page")
((call_expression
  function: (member_expression
    object: (member_expression
      object: (_) @input.of
      property: (property_identifier) @_req)
    property: (property_identifier) @_part)
  arguments: (arguments
    . (string)? @input.name)) @input.query
  (#any-of? @_part "query" "queries")
  (#eq? @_req "req"))

; const order = await c.req.json()
((call_expression
  function: (member_expression
    object: (member_expression
      object: (_) @input.of
      property: (property_identifier) @_req)
    property: (property_identifier) @_part)) @input.body
  (#any-of? @_part "json" "parseBody" "formData" "text" "valid" "arrayBuffer" "blob")
  (#eq? @_req "req"))

; const order = c.req.valid("json")
; const { id } = c.req.valid("param")
((call_expression
  function: (member_expression
    object: (member_expression
      object: (_) @input.of
      property: (property_identifier) @_req)
    property: (property_identifier) @_part)
  arguments: (arguments
    . (string
      (string_fragment) @_kind))) @input.path
  (#eq? @_part "valid")
  (#eq? @_kind "param")
  (#eq? @_req "req"))

; const team = c.req.header("x-team")
((call_expression
  function: (member_expression
    object: (member_expression
      object: (_) @input.of
      property: (property_identifier) @_req)
    property: (property_identifier) @_part)
  arguments: (arguments
    . (string)? @input.name)) @input.header
  (#eq? @_part "header")
  (#eq? @_req "req"))

; const theme = getCookie(c, "theme")
((call_expression
  function: (identifier) @_cookie
  arguments: (arguments
    . (_) @input.of
    . (string)? @input.name)) @input.cookie
  (#any-of? @_cookie "getCookie" "getSignedCookie"))

; const me = c.get("user")
((call_expression
  function: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_get)
  arguments: (arguments
    . (string
      (string_fragment) @_user))) @principal
  (#eq? @_get "get")
  (#any-of? @_user "user" "jwtPayload" "session" "userId" "currentUser" "auth" "account" "tenantId" "organizationId"))

; const me = c.var.user
((member_expression
  object: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_var)
  property: (property_identifier) @_user) @principal
  (#any-of? @_user "user" "jwtPayload" "session" "userId" "currentUser" "auth" "account" "tenantId" "organizationId")
  (#eq? @_var "var"))

; app.use("/orders/*", jwt({ secret, alg: "HS256" }))
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . (object))) @guard.authn
  (#any-of? @_guard "jwt" "jwk" "bearerAuth" "basicAuth" "verifyRsaJwt"))

; for: typescript
; const getOrder = (c: Context) => c.json({})
((type_identifier) @request
  (#eq? @request "Context"))

; return c.json({ error: "not yours" }, 403)
((call_expression
  function: (member_expression
    property: (property_identifier) @_respond)
  arguments: (arguments
    (_)
    . (number) @_code)) @deny
  (#any-of? @_respond "json" "text" "body" "html")
  (#any-of? @_code "400" "401" "403" "404"))

; throw new HTTPException(403)
((new_expression
  constructor: (identifier) @_error
  arguments: (arguments
    . (number) @_code)) @deny
  (#eq? @_error "HTTPException")
  (#any-of? @_code "400" "401" "403" "404"))
