; aiohttp's server: applications, route tables, views, middleware, the request.
; framework: aiohttp
; packages: aiohttp, aiohttp_security, aiohttp_session

; app = web.Application()
; routes = web.RouteTableDef()
((call
  function: [(attribute attribute: (identifier) @_make) (identifier) @_make]) @router
  (#any-of? @_make "Application" "RouteTableDef"))

; app = web.Application(middlewares=[authenticate])
((call
  function: [(attribute attribute: (identifier) @_make) (identifier) @_make]
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.guard))) @router
  (#eq? @_make "Application")
  (#eq? @_key "middlewares"))

; @routes.get("/orders/{order_id}")
; @routes.view("/orders")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; @routes.view("/orders")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @_view)
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#eq? @_view "view"))

; web.get("/orders/{order_id}", get_order)
((call
  function: (attribute
    object: (identifier) @_web
    attribute: (identifier) @route.method)
  arguments: (argument_list
    . (_) @route.path
    . (_) @route.handler)) @route
  (#eq? @_web "web")
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; web.view("/orders", OrderView)
((call
  function: (attribute
    object: (identifier) @_web
    attribute: (identifier) @_view)
  arguments: (argument_list
    . (_) @route.path
    . (_) @route.handler)) @route
  (#eq? @_web "web")
  (#eq? @_view "view"))

; web.route("GET", "/orders", list_orders)
((call
  function: (attribute
    object: (identifier) @_web
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (string) @route.method
    . (_) @route.path
    . (_) @route.handler)) @route
  (#eq? @_web "web")
  (#eq? @_route "route"))

; app.router.add_get("/orders", list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @route.method)
  arguments: (argument_list
    . (_) @route.path
    . (_) @route.handler)) @route
  (#any-of? @route.method "add_get" "add_post" "add_put" "add_patch" "add_delete" "add_head" "add_options"))

; app.router.add_view("/orders", OrderView)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_) @route.path
    . (_) @route.handler)) @route
  (#eq? @_add "add_view"))

; app.router.add_route("GET", "/orders", list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (string) @route.method
    . (_) @route.path
    . (_) @route.handler)) @route
  (#eq? @_add "add_route"))

; orders = app.router.add_resource("/orders")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_) @router.prefix)) @router.at
  (#eq? @_add "add_resource"))

; orders.add_route("GET", list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (string) @route.method
    . (_) @route.handler .)) @route
  (#eq? @_add "add_route"))

; app.add_routes(routes)
; app.add_routes([web.get("/orders", list_orders)])
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_) @mount.child)) @mount
  (#eq? @_add "add_routes"))

; app.add_subapp("/admin", admin)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_) @mount.prefix
    . (_) @mount.child)) @mount
  (#eq? @_add "add_subapp"))

; def show(request: web.Request): ...
((attribute
  attribute: (identifier) @_type) @request
  (#eq? @_type "Request"))

; In a class of handlers.
; order_id = self.request.match_info["order_id"]
((attribute
  object: (identifier) @_self
  attribute: (identifier) @_request) @request
  (#eq? @_self "self")
  (#eq? @_request "request"))

; order_id = request.match_info["order_id"]
((attribute
  object: (_) @input.of
  attribute: (identifier) @_part) @input.path
  (#eq? @_part "match_info"))

; page = request.query["page"]
((attribute
  object: (_) @input.of
  attribute: (identifier) @_part) @input.query
  (#any-of? @_part "query" "rel_url"))

; data = await request.json()
((call
  function: (attribute
    object: (_) @input.of
    attribute: (identifier) @_read)) @input.body
  (#any-of? @_read "json" "post" "text" "read" "multipart"))

; me = request["user"]
((subscript
  value: (identifier) @_request
  subscript: (string
    (string_content) @_user)) @principal
  (#eq? @_request "request")
  (#any-of? @_user "user" "user_id" "current_user" "account" "account_id" "identity" "claims" "username"))

; me = await authorized_userid(request)
; session = await get_session(request)
((call
  function: (identifier) @_me) @principal
  (#any-of? @_me "authorized_userid" "get_session"))

; await check_authorized(request)
((call
  function: (identifier) @_check) @guard.authn
  (#any-of? @_check "check_authorized" "login_required"))

; await check_permission(request, "orders")
((call
  function: (identifier) @_check
  arguments: (argument_list
    . (_)
    . (_) @guard.name)) @guard.role
  (#any-of? @_check "check_permission" "has_permission"))

; raise web.HTTPForbidden()
((raise_statement
  [(call function: (attribute attribute: (identifier) @_error)) (attribute attribute: (identifier) @_error) (call function: (identifier) @_error)] @deny)
  (#any-of? @_error "HTTPForbidden" "HTTPUnauthorized" "HTTPNotFound" "HTTPBadRequest"))

; return web.json_response({"error": "not yours"}, status=403)
((call
  function: (attribute
    attribute: (identifier) @_respond)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (integer) @_status))) @deny
  (#any-of? @_respond "json_response" "Response")
  (#eq? @_key "status")
  (#any-of? @_status "400" "401" "403" "404"))
