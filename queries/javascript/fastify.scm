; Fastify: instances, plugins, hooks, routes.
; framework: fastify
; packages: fastify, @fastify/jwt, @fastify/auth, @fastify/session, fastify-plugin

; const app = fastify({ logger: true })
((call_expression
  function: (identifier) @_make) @router
  (#any-of? @_make "fastify" "Fastify"))

; The last argument is the handler.
; app.get("/orders/:id", getOrder)
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression)] @route.path
    . [(identifier) (member_expression) (arrow_function) (function_expression) (call_expression)] @route.handler
    .)) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "all"))

; The method is a value: a table of routes in a loop.
; router[route.method](route.path, route.handler)
((call_expression
  function: (subscript_expression
    object: (_) @route.router
    index: [(identifier) (member_expression) (call_expression)] @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression)] @route.path
    . (_))) @route)

; app.get("/orders/:id", { schema, preHandler: [requireUser] }, getOrder)
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression)] @route.path
    . [(object) (identifier) (member_expression) (call_expression)] @route.options
    . [(identifier) (member_expression) (arrow_function) (function_expression) (call_expression)] @route.handler
    .)) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "all"))

; app.get("/orders/:id", { schema, async handler(request, reply) {} })
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression)] @route.path
    . (object) @route.options
    .)) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "all"))

; app.route({ method: ["GET", "HEAD"], url: "/orders/:id", preHandler: requireUser, handler: getOrder })
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @_route)
  arguments: (arguments
    . [(object) (identifier) (member_expression) (call_expression)] @route.options
    .)) @route
  (#eq? @_route "route"))

; app.decorate("authenticate", requireUser)
((call_expression
  function: (member_expression
    property: (property_identifier) @_decorate)
  arguments: (arguments
    . (string) @attach.name
    . (_) @attach.value)) @attach
  (#eq? @_decorate "decorate"))

; app.register(autoload, { dir: path.join(__dirname, "routes") })
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_register)
  arguments: (arguments
    . (_)
    . (object
      (pair
        key: (property_identifier) @_dir
        value: (_) @mount.folder)))) @mount
  (#eq? @_register "register")
  (#eq? @_dir "dir"))

; The child is a function whose first parameter is the new router.
; app.register(ordersPlugin)
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_register)
  arguments: (arguments
    . (_) @mount.child)) @mount
  (#eq? @_register "register"))

; app.register(ordersPlugin, { prefix: "/orders" })
((call_expression
  function: (member_expression
    object: (_) @mount.router
    property: (property_identifier) @_register)
  arguments: (arguments
    . (_) @mount.child
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @mount.prefix)))) @mount
  (#eq? @_register "register")
  (#eq? @_key "prefix"))

; app.addHook("preHandler", requireUser)
((call_expression
  function: (member_expression
    object: (_) @before.router
    property: (property_identifier) @_hook)
  arguments: (arguments
    . (string
      (string_fragment) @_when)
    . (_) @before.guard)) @before
  (#eq? @_hook "addHook")
  (#any-of? @_when "onRequest" "preParsing" "preValidation" "preHandler"))

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

; const order = request.body
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.body
  (#eq? @_part "body"))

; const team = request.headers["x-team"]
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.header
  (#eq? @_part "headers"))

; const theme = request.cookies.theme
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.cookie
  (#eq? @_part "cookies"))

; for: typescript
; async function getOrder(request: FastifyRequest, reply: FastifyReply) {}
((type_identifier) @request
  (#eq? @request "FastifyRequest"))

; for: typescript
; async function getOrder(request: FastifyRequest<{ Params: Params }>) {}
((generic_type
  name: (type_identifier) @_type) @request
  (#eq? @_type "FastifyRequest"))

; const me = request.user
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_user) @principal
  (#any-of? @_user "user" "session" "currentUser" "auth" "account" "userId" "tenantId"))

; await request.jwtVerify()
((call_expression
  function: (member_expression
    property: (property_identifier) @_verify)) @guard.authn
  (#any-of? @_verify "jwtVerify"))

; const guards = [app.authenticate]
((member_expression
  property: (property_identifier) @_guard) @guard.authn
  (#any-of? @_guard "authenticate" "verifyJWT" "basicAuth" "verifyBearerAuth"))

; return reply.code(403).send()
((call_expression
  function: (member_expression
    property: (property_identifier) @_status)
  arguments: (arguments
    . (number) @_code)) @deny
  (#any-of? @_status "code" "status")
  (#any-of? @_code "400" "401" "403" "404"))

; return reply.forbidden()
((call_expression
  function: (member_expression
    property: (property_identifier) @_error)) @deny
  (#any-of? @_error "forbidden" "unauthorized" "notFound" "badRequest"))
