; Koa and @koa/router.
; framework: koa
; packages: koa, @koa/router, koa-router, koa-joi-router, koa-jwt, koa-passport, koa-mount

; const app = new Koa()
((new_expression
  constructor: (identifier) @_make) @router
  (#any-of? @_make "Koa" "Router" "KoaRouter"))

; const router = new Router({ prefix: "/orders" })
((new_expression
  constructor: (identifier) @_make
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @router.prefix)))) @router
  (#any-of? @_make "Router" "KoaRouter")
  (#eq? @_key "prefix"))

; const router = Router({ prefix: "/orders" })
((call_expression
  function: (identifier) @_make
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @router.prefix)))) @router
  (#any-of? @_make "Router" "KoaRouter" "router")
  (#eq? @_key "prefix"))

; The last argument is the handler, those between are guards.
; router.get("/orders/:id", requireUser, getOrder)
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression) (array) (regex)] @route.path
    . [(identifier) (member_expression) (arrow_function) (function_expression) (call_expression) (array)])) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "del" "head" "options" "all"))

; The method is a value: a table of routes in a loop.
; router[route.method](route.path, route.handler)
((call_expression
  function: (subscript_expression
    object: (_) @route.router
    index: [(identifier) (member_expression) (call_expression)] @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression)] @route.path
    . (_))) @route)

; app.use(requireUser)
((call_expression
  function: (member_expression
    object: (_) @use.router
    property: (property_identifier) @_use)) @use
  (#eq? @_use "use"))

; app.use(router.routes())
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_use)
  arguments: (arguments
    (call_expression
      function: (member_expression
        object: (_) @mount.child
        property: (property_identifier) @_routes)))) @mount
  (#eq? @_use "use")
  (#any-of? @_routes "routes" "middleware"))

; app.use(mount("/api", api))
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_use)
  arguments: (arguments
    (call_expression
      function: (identifier) @_mount
      arguments: (arguments
        . (_) @mount.prefix
        . (_) @mount.child)))) @mount
  (#eq? @_use "use")
  (#eq? @_mount "mount"))

; app.use(mount("/api", api.routes()))
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_use)
  arguments: (arguments
    (call_expression
      function: (identifier) @_mount
      arguments: (arguments
        . (_) @mount.prefix
        . (call_expression
          function: (member_expression
            object: (_) @mount.child
            property: (property_identifier) @_routes)))))) @mount
  (#eq? @_use "use")
  (#eq? @_mount "mount")
  (#any-of? @_routes "routes" "middleware"))

; router.use("/orders", orders.routes())
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_use)
  arguments: (arguments
    . (string) @mount.prefix
    (call_expression
      function: (member_expression
        object: (_) @mount.child
        property: (property_identifier) @_routes)))) @mount
  (#eq? @_use "use")
  (#any-of? @_routes "routes" "middleware"))

; const { id } = ctx.params
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.path
  (#eq? @_part "params"))

; const page = ctx.query.page
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.query
  (#any-of? @_part "query" "querystring"))

; const order = ctx.request.body
((member_expression
  object: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_request)
  property: (property_identifier) @_part) @input.body
  (#any-of? @_part "body" "files" "rawBody")
  (#eq? @_request "request"))

; const page = ctx.request.query.page
((member_expression
  object: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_request)
  property: (property_identifier) @_part) @input.query
  (#any-of? @_part "query")
  (#eq? @_request "request"))

; const team = ctx.headers["x-team"]
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.header
  (#any-of? @_part "headers" "header"))

; const team = ctx.get("X-Team")
((call_expression
  function: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_get)
  arguments: (arguments
    . (string) @input.name
    .)) @input.header
  (#eq? @_get "get"))

; const theme = ctx.cookies.get("theme")
((call_expression
  function: (member_expression
    object: (member_expression
      object: (_) @input.of
      property: (property_identifier) @_cookies)
    property: (property_identifier) @_get)
  arguments: (arguments
    . (string) @input.name)) @input.cookie
  (#eq? @_get "get")
  (#eq? @_cookies "cookies"))

; const me = ctx.state.user
((member_expression
  object: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_state)
  property: (property_identifier) @_user) @principal
  (#any-of? @_user "user" "currentUser" "userId" "account" "auth" "session" "jwt" "claims" "tokenData" "tenant")
  (#eq? @_state "state"))

; const me = ctx.session.userId
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_session) @principal
  (#any-of? @_session "session" "user" "auth"))

; ctx.throw(403)
((call_expression
  function: (member_expression
    property: (property_identifier) @_throw)
  arguments: (arguments
    . (number) @_code)) @deny
  (#eq? @_throw "throw")
  (#any-of? @_code "400" "401" "403" "404"))

; ctx.assert(order, 404)
((call_expression
  function: (member_expression
    property: (property_identifier) @_assert)
  arguments: (arguments
    (_)
    . (number) @_code)) @deny
  (#eq? @_assert "assert")
  (#any-of? @_code "400" "401" "403" "404"))

; ctx.status = 403
((assignment_expression
  left: (member_expression
    property: (property_identifier) @_status)
  right: (number) @_code) @deny
  (#eq? @_status "status")
  (#any-of? @_code "401" "403" "404"))

; for: typescript
; async function getOrder(ctx: Context) {}
((type_identifier) @request
  (#any-of? @request "Context" "ParameterizedContext" "RouterContext"))
