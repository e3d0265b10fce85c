; Litestar: handlers with routes of their own, controllers, routers, guards, dependencies by name.
; framework: litestar
; packages: litestar, starlite

; app = Litestar(route_handlers=[list_orders, OrderController])
((call
  function: (identifier) @_make) @router
  (#any-of? @_make "Litestar" "Starlite" "Router"))

; app = Litestar([list_orders, OrderController])
((call
  function: (identifier) @_make
  arguments: (argument_list
    . [(list) (identifier)] @router.routes)) @router
  (#any-of? @_make "Litestar" "Starlite"))

; router = Router(path="/orders", route_handlers=[list_orders])
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.routes))) @router
  (#any-of? @_make "Litestar" "Starlite" "Router")
  (#eq? @_key "route_handlers"))

; router = Router(path="/orders", route_handlers=[list_orders])
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router
  (#any-of? @_make "Litestar" "Starlite" "Router")
  (#eq? @_key "path"))

; router = Router("/orders", route_handlers=[list_orders])
((call
  function: (identifier) @_make
  arguments: (argument_list
    . (string) @router.prefix)) @router
  (#eq? @_make "Router"))

; app = Litestar(route_handlers=[list_orders], guards=[require_user])
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.guard))) @router
  (#any-of? @_make "Litestar" "Starlite" "Router")
  (#any-of? @_key "guards" "middleware"))

; class OrderController(Controller): ...
((class_definition
  superclasses: (argument_list
    (identifier) @_base)) @router
  (#eq? @_base "Controller"))

; class OrderController(Controller):
;     path = "/orders"
((class_definition
  superclasses: (argument_list
    (identifier) @_base)
  body: (block
    (expression_statement
      (assignment
        left: (identifier) @_key
        right: (_) @router.prefix)))) @router
  (#eq? @_base "Controller")
  (#eq? @_key "path"))

; class OrderController(Controller):
;     guards = [require_user]
((class_definition
  superclasses: (argument_list
    (identifier) @_base)
  body: (block
    (expression_statement
      (assignment
        left: (identifier) @_key
        right: (_) @router.guard)))) @router
  (#eq? @_base "Controller")
  (#eq? @_key "guards"))

; @get("/{order_id:int}")
; @post()
((decorator
  (call
    function: (identifier) @route.method
    arguments: (argument_list
      . [(string) (list) (identifier)]? @route.path)) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head"))

; @get(path="/{order_id:int}")
((decorator
  (call
    function: (identifier) @route.method
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.path))) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head")
  (#eq? @_key "path"))

; @get("/stats", guards=[require_admin])
((decorator
  (call
    function: (identifier) @route.method
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.guard))) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head")
  (#eq? @_key "guards"))

; @route("/orders", http_method=["GET", "POST"])
((decorator
  (call
    function: (identifier) @_route
    arguments: (argument_list
      . (_) @route.path
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods))) @route)
  (#eq? @_route "route")
  (#eq? @_key "http_method"))

; def require_user(connection: ASGIConnection, _: BaseRouteHandler) -> None: ...
((identifier) @request
  (#any-of? @request "ASGIConnection" "Request"))

; me = connection.user
((attribute
  object: (identifier) @_connection
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "auth" "session")
  (#any-of? @_connection "connection" "request"))

; raise NotAuthorizedException()
((raise_statement
  [(call function: (identifier) @_error) (identifier) @_error] @deny)
  (#any-of? @_error "NotAuthorizedException" "PermissionDeniedException" "NotFoundException" "HTTPException" "ClientException"))
