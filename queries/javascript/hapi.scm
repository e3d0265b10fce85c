; hapi: servers, routes that objects describe, plugins, schemes of authentication.
; framework: hapi
; packages: @hapi/hapi, hapi

; const server = Hapi.server({ port: 3000 })
((call_expression
  function: (member_expression
    object: (identifier) @_hapi
    property: (property_identifier) @_make)) @router
  (#any-of? @_make "server" "Server")
  (#match? @_hapi "[Hh]api"))

; const server = new Hapi.Server({ port: 3000 })
((new_expression
  constructor: (member_expression
    object: (identifier) @_hapi
    property: (property_identifier) @_make)) @router
  (#any-of? @_make "server" "Server")
  (#match? @_hapi "[Hh]api"))

; server.route({ method: "GET", path: "/orders/{id}", handler: getOrder })
; server.route(routes)
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @_route)
  arguments: (arguments
    . (_) @route.options
    .)) @route
  (#eq? @_route "route"))

; server.register(orders, { routes: { prefix: "/v1" } })
; server.register({ plugin: orders, routes: { prefix: "/v1" } })
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_register)
  arguments: (arguments
    . (_) @mount.child)) @mount
  (#eq? @_register "register"))

; server.register(orders, { routes: { prefix: "/v1" } })
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_register)
  arguments: (arguments
    . (_) @mount.child
    . (object
      (pair
        key: (property_identifier) @_routes
        value: (object
          (pair
            key: (property_identifier) @_key
            value: (_) @mount.prefix)))))) @mount
  (#eq? @_register "register")
  (#eq? @_routes "routes")
  (#eq? @_key "prefix"))

; server.auth.default("jwt")
((call_expression
  function: (member_expression
    object: (member_expression
      object: (_) @before.router
      property: (property_identifier) @_auth)
    property: (property_identifier) @_default)
  arguments: (arguments
    . (_) @before.guard)) @before
  (#eq? @_default "default")
  (#eq? @_auth "auth"))

; const me = request.auth.credentials
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_auth) @principal
  (#eq? @_auth "auth"))

; const { id } = request.params
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.path
  (#eq? @_part "params"))

; const page = request.query.page
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.query
  (#eq? @_part "query"))

; const order = request.payload
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.body
  (#eq? @_part "payload"))

; const theme = request.state.theme
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.cookie
  (#eq? @_part "state"))

; const team = request.headers["x-team"]
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.header
  (#eq? @_part "headers"))

; throw Boom.forbidden("not yours")
((call_expression
  function: (member_expression
    property: (property_identifier) @_error)) @deny
  (#any-of? @_error "forbidden" "unauthorized" "notFound" "badRequest"))

; return h.response({ error: "not yours" }).code(403)
((call_expression
  function: (member_expression
    property: (property_identifier) @_status)
  arguments: (arguments
    . (number) @_code)) @deny
  (#eq? @_status "code")
  (#any-of? @_code "400" "401" "403" "404"))
