; Sanic: applications, blueprints and their groups, class views, the request.
; framework: sanic
; packages: sanic, sanic_jwt, sanic_ext, sanic_auth
; method: GET

; app = Sanic("shop")
; bp = Blueprint("orders", url_prefix="/orders")
((call
  function: (identifier) @_make) @router
  (#any-of? @_make "Sanic" "Blueprint"))

; bp = Blueprint("orders", url_prefix="/orders")
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router
  (#eq? @_make "Blueprint")
  (#eq? @_key "url_prefix"))

; api = Blueprint.group(orders, users, url_prefix="/api")
((call
  function: (attribute
    object: (identifier) @_blueprint
    attribute: (identifier) @_group)
  arguments: (argument_list
    (identifier) @router.routes)) @router
  (#eq? @_group "group")
  (#eq? @_blueprint "Blueprint"))

; api = Blueprint.group(orders, users, url_prefix="/api")
((call
  function: (attribute
    object: (identifier) @_blueprint
    attribute: (identifier) @_group)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router
  (#eq? @_group "group")
  (#eq? @_blueprint "Blueprint")
  (#eq? @_key "url_prefix"))

; @bp.get("/<order_id:int>")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; @bp.route("/orders", methods=["GET", "POST"])
; @bp.websocket("/feed")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @_route)
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#any-of? @_route "route" "websocket"))

; @bp.route("/orders", methods=["GET", "POST"])
((decorator
  (call
    function: (attribute
      attribute: (identifier) @_route)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods))) @route)
  (#eq? @_route "route")
  (#eq? @_key "methods"))

; app.add_route(list_orders, "/orders")
; app.add_route(OrderView.as_view(), "/orders/<order_id:int>")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . [(identifier) (attribute) (call)] @route.handler
    . (_) @route.path)) @route
  (#eq? @_add "add_route"))

; app.add_route(create_order, "/orders", methods=["POST"])
((call
  function: (attribute
    attribute: (identifier) @_add)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.methods))) @route
  (#eq? @_add "add_route")
  (#eq? @_key "methods"))

; OrderView.as_view()
((call
  function: (attribute
    object: (_) @view.class
    attribute: (identifier) @_as)) @view
  (#eq? @_as "as_view"))

; app.blueprint(api)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (_) @mount.child)) @mount
  (#eq? @_mount "blueprint"))

; app.blueprint(api, url_prefix="/v2")
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (_) @mount.child
    (keyword_argument
      name: (identifier) @_key
      value: (_) @mount.instead))) @mount
  (#eq? @_mount "blueprint")
  (#eq? @_key "url_prefix"))

; @bp.on_request
((attribute
  object: (_) @before.router
  attribute: (identifier) @_before) @before
  (#eq? @_before "on_request"))

; bp.on_request(load_user)
((call
  function: (attribute
    object: (_) @before.router
    attribute: (identifier) @_before)
  arguments: (argument_list
    . (_) @before.guard)) @before
  (#eq? @_before "on_request"))

; app.register_middleware(load_user, "request")
((call
  function: (attribute
    object: (_) @before.router
    attribute: (identifier) @_before)
  arguments: (argument_list
    . (_) @before.guard
    . (string
      (string_content) @_when))) @before
  (#eq? @_before "register_middleware")
  (#eq? @_when "request"))

; @app.middleware("request")
((call
  function: (attribute
    object: (_) @before.router
    attribute: (identifier) @_before)
  arguments: (argument_list
    . (string
      (string_content) @_when))) @before
  (#any-of? @_before "middleware" "on_middleware")
  (#eq? @_when "request"))

; page = request.args.get("page")
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.query
  (#any-of? @_part "args" "query_args")
  (#eq? @_request "request"))

; data = request.json
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.body
  (#any-of? @_part "json" "form" "files" "body")
  (#eq? @_request "request"))

; token = request.token
; me = request.ctx.user
((attribute
  object: (attribute
    object: (identifier) @_request
    attribute: (identifier) @_ctx)
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "user_id" "current_user" "account" "account_id" "identity" "claims" "username")
  (#eq? @_ctx "ctx")
  (#eq? @_request "request"))

; @protected()
((call
  function: (identifier) @_guard) @guard.authn
  (#any-of? @_guard "protected" "inject_user"))

; @scoped("admin")
((call
  function: (identifier) @_guard
  arguments: (argument_list
    . (_) @guard.name)) @guard.role
  (#eq? @_guard "scoped"))

; raise Forbidden("not yours")
((raise_statement
  [(call function: (identifier) @_error) (identifier) @_error (call function: (attribute attribute: (identifier) @_error))] @deny)
  (#any-of? @_error "Forbidden" "Unauthorized" "NotFound" "BadRequest" "InvalidUsage" "SanicException"))

; return json({"error": "not yours"}, status=403)
((call
  function: [(identifier) @_respond (attribute attribute: (identifier) @_respond)]
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (integer) @_status))) @deny
  (#any-of? @_respond "json" "text" "empty" "HTTPResponse")
  (#eq? @_key "status")
  (#any-of? @_status "400" "401" "403" "404"))

; return json({"error": "not yours"}, 403)
((call
  function: [(identifier) @_respond (attribute attribute: (identifier) @_respond)]
  arguments: (argument_list
    . (_)
    . (integer) @_status)) @deny
  (#any-of? @_respond "json" "text")
  (#any-of? @_status "400" "401" "403" "404"))
