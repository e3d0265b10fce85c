; Starlette, on which FastAPI stands: the request, route lists, guards.
; framework: starlette
; packages: starlette, fastapi
; method: GET

; def f(request: Request): ...
((identifier) @request
  (#any-of? @request "Request" "HTTPConnection" "WebSocket"))

; def f(request: fastapi.Request): ...
((attribute
  attribute: (identifier) @_type) @request
  (#any-of? @_type "Request" "HTTPConnection" "WebSocket"))

; order_id = request.path_params["order_id"]
((attribute
  object: (_) @input.of
  attribute: (identifier) @_part) @input.path
  (#eq? @_part "path_params"))

; order_id = request.path_params.get("order_id")
((call
  function: (attribute
    object: (attribute
      object: (_) @input.of
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.path
  (#eq? @_get "get")
  (#eq? @_part "path_params"))

; page = request.query_params["page"]
((attribute
  object: (_) @input.of
  attribute: (identifier) @_part) @input.query
  (#eq? @_part "query_params"))

; page = request.query_params.get("page")
((call
  function: (attribute
    object: (attribute
      object: (_) @input.of
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.query
  (#any-of? @_get "get" "getlist")
  (#eq? @_part "query_params"))

; data = await request.json()
((call
  function: (attribute
    object: (_) @input.of
    attribute: (identifier) @_read)) @input.body
  (#any-of? @_read "json" "body" "form" "stream"))

; team = request.headers["x-team"]
((attribute
  object: (_) @input.of
  attribute: (identifier) @_part) @input.header
  (#eq? @_part "headers"))

; team = request.headers.get("x-team")
((call
  function: (attribute
    object: (attribute
      object: (_) @input.of
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.header
  (#any-of? @_get "get" "getlist")
  (#eq? @_part "headers"))

; theme = request.cookies["theme"]
((attribute
  object: (_) @input.of
  attribute: (identifier) @_part) @input.cookie
  (#eq? @_part "cookies"))

; theme = request.cookies.get("theme")
((call
  function: (attribute
    object: (attribute
      object: (_) @input.of
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.cookie
  (#eq? @_get "get")
  (#eq? @_part "cookies"))

; me = request.user
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "auth" "session")
  (#any-of? @_request "request" "websocket" "conn" "req"))

; me = self.request.user
((attribute
  object: (attribute
    attribute: (identifier) @_request)
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "session")
  (#eq? @_request "request"))

; me = request.state.user
((attribute
  object: (attribute
    object: (identifier) @_request
    attribute: (identifier) @_state)
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "current_user" "user_id" "account" "account_id" "identity" "principal" "claims" "auth" "token_data" "organization" "organization_id" "tenant" "tenant_id" "username")
  (#eq? @_state "state")
  (#any-of? @_request "request" "websocket" "conn" "req"))

; app = Starlette()
((call
  function: (identifier) @_make) @router
  (#any-of? @_make "Starlette" "Router"))

; app = Starlette(routes=[Route("/orders", list_orders)])
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.routes))) @router
  (#any-of? @_make "Starlette" "Router")
  (#eq? @_key "routes"))

; router = Router([Route("/orders", list_orders)])
((call
  function: (identifier) @_make
  arguments: (argument_list
    . [(list) (identifier)] @router.routes)) @router
  (#eq? @_make "Router"))

; app.add_route("/orders", list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_) @route.path
    . [(identifier) (attribute)] @route.handler)) @route
  (#any-of? @_add "add_route" "add_websocket_route"))

; app.add_route("/orders", create_order, methods=["POST"])
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.methods))) @route
  (#eq? @_add "add_route")
  (#eq? @_key "methods"))

; Route("/orders", list_orders)
((call
  function: (identifier) @_route
  arguments: (argument_list
    . (_) @route.path
    . (_) @route.handler)) @route
  (#any-of? @_route "Route" "WebSocketRoute"))

; Route("/orders", endpoint=list_orders)
((call
  function: (identifier) @_route
  arguments: (argument_list
    . (_) @route.path
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.handler))) @route
  (#any-of? @_route "Route" "WebSocketRoute")
  (#eq? @_key "endpoint"))

; Route("/orders", create_order, methods=["POST"])
((call
  function: (identifier) @_route
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.methods))) @route
  (#eq? @_route "Route")
  (#eq? @_key "methods"))

; Mount("/api", routes=[Route("/orders", list_orders)])
((call
  function: (identifier) @_mount
  arguments: (argument_list
    . (_) @mount.prefix
    (keyword_argument
      name: (identifier) @_key
      value: (_) @mount.child))) @mount
  (#eq? @_mount "Mount")
  (#any-of? @_key "routes" "app"))

; Mount("/api", api)
((call
  function: (identifier) @_mount
  arguments: (argument_list
    . (_) @mount.prefix
    . [(identifier) (attribute) (call)] @mount.child)) @mount
  (#eq? @_mount "Mount"))

; @requires("admin")
((call
  function: (identifier) @_guard
  arguments: (argument_list
    . (_) @guard.name)) @guard.role
  (#eq? @_guard "requires"))

; @requires("authenticated")
((call
  function: (identifier) @_guard
  arguments: (argument_list
    . (string
      (string_content) @_scope))) @guard.authn
  (#eq? @_guard "requires")
  (#eq? @_scope "authenticated"))

; return JSONResponse({"detail": "not yours"}, status_code=403)
((call
  function: (identifier) @_respond
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (integer) @_status))) @deny
  (#any-of? @_respond "JSONResponse" "ORJSONResponse" "PlainTextResponse" "HTMLResponse" "Response")
  (#eq? @_key "status_code")
  (#any-of? @_status "400" "401" "403" "404"))

; return JSONResponse({"detail": "not yours"}, status_code=status.HTTP_403_FORBIDDEN)
((call
  function: (identifier) @_respond
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (attribute
        attribute: (identifier) @_status)))) @deny
  (#any-of? @_respond "JSONResponse" "ORJSONResponse" "PlainTextResponse" "HTMLResponse" "Response")
  (#eq? @_key "status_code")
  (#any-of? @_status "HTTP_400_BAD_REQUEST" "HTTP_401_UNAUTHORIZED" "HTTP_403_FORBIDDEN" "HTTP_404_NOT_FOUND" "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND"))

; return RedirectResponse("/login")
((call
  function: (identifier) @_redirect
  arguments: (argument_list
    (string
      (string_content) @_to))) @deny
  (#eq? @_redirect "RedirectResponse")
  (#match? @_to "[Ll]og-?_?in|[Ss]ign-?_?in|unauthori|forbidden|denied"))
