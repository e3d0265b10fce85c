; Flask, Flask-RESTful and Flask-RESTX: routers, routes, inputs, principals, guards.
; framework: flask
; packages: flask, flask_restful, flask_restx, flask_login, flask_jwt_extended, flask_httpauth, flask_security, flask_smorest, quart, apiflask
; method: GET

; app = Flask(__name__)
((call
  function: (identifier) @_make) @router
  (#any-of? @_make "Flask" "Blueprint" "APIBlueprint" "Namespace" "Api" "Quart" "APIFlask"))

; bp = flask.Blueprint("orders", __name__)
((call
  function: (attribute
    attribute: (identifier) @_make)) @router
  (#any-of? @_make "Flask" "Blueprint" "Namespace" "Quart"))

; bp = Blueprint("orders", __name__, url_prefix="/orders")
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router
  (#any-of? @_make "Blueprint" "APIBlueprint" "Namespace" "Api")
  (#any-of? @_key "url_prefix" "prefix" "path"))

; bp = flask.Blueprint("orders", __name__, url_prefix="/orders")
((call
  function: (attribute
    attribute: (identifier) @_make)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router
  (#any-of? @_make "Blueprint" "Namespace")
  (#any-of? @_key "url_prefix" "prefix" "path"))

; The path of a namespace is its name where it has no other.
; ns = Namespace("orders")
((call
  function: (identifier) @_make
  arguments: (argument_list
    . (string) @router.prefix)) @router
  (#eq? @_make "Namespace"))

; ns = api.namespace("orders", path="/orders")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_make)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router.at
  (#eq? @_make "namespace")
  (#eq? @_key "path"))

; ns = api.namespace("orders")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_make)
  arguments: (argument_list
    . (string) @router.prefix)) @router.at
  (#eq? @_make "namespace"))

; @bp.route("/orders/<int:order_id>")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (attribute) (binary_operator) (call)] @route.path)) @route
  (#any-of? @_route "route" "resource"))

; @ns.route("/orders", "/my-orders")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @_route)
    arguments: (argument_list
      . (string)
      (string) @route.path)) @route)
  (#any-of? @_route "route" "resource"))

; @bp.route(rule="/orders")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.path))) @route
  (#eq? @_route "route")
  (#eq? @_key "rule"))

; @bp.route("/orders", methods=["POST"])
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @_route)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods))) @route)
  (#eq? @_route "route")
  (#eq? @_key "methods"))

; @bp.get("/orders/<order_id>")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      . [(string) (concatenated_string) (identifier) (attribute) (binary_operator) (call)] @route.path)) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete"))

; router.post("/orders")(create_order)
((call
  function: (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      . (_) @route.path))
  arguments: (argument_list
    . (_) @route.handler)) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete"))

; app.route("/orders")(list_orders)
((call
  function: (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @_route)
    arguments: (argument_list
      . (_) @route.path))
  arguments: (argument_list
    . (_) @route.handler)) @route
  (#eq? @_route "route"))

; app.route("/orders", methods=["POST"])(create_order)
((call
  function: (call
    function: (attribute
      attribute: (identifier) @_route)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods)))
  arguments: (argument_list
    . (_) @route.handler)) @route
  (#eq? @_route "route")
  (#eq? @_key "methods"))

; app.add_url_rule("/orders", "orders", list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    . [(string) (none)]
    . [(identifier) (attribute) (call) (lambda)] @route.handler)) @route
  (#eq? @_route "add_url_rule"))

; app.add_url_rule("/orders", view_func=list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    (keyword_argument
      name: (identifier) @_key
      value: [(identifier) (attribute) (lambda) (call function: (identifier))] @route.handler))) @route
  (#eq? @_route "add_url_rule")
  (#eq? @_key "view_func"))

; app.add_url_rule("/orders", view_func=create_order, methods=["POST"])
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.methods))) @route
  (#eq? @_route "add_url_rule")
  (#eq? @_key "methods"))

; app.add_url_rule("/orders", view_func=auth.login_required(list_orders))
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    (keyword_argument
      name: (identifier) @_key
      value: (call
        function: (attribute)) @route.handler))) @route
  (#eq? @_route "add_url_rule")
  (#eq? @_key "view_func"))

; app.add_url_rule("/orders", view_func=OrderView.as_view("orders"))
((call
  function: (attribute
    object: (_) @view.class
    attribute: (identifier) @_as)) @view
  (#eq? @_as "as_view"))

; class Invoice(View):
;     def dispatch_request(self, order_id): ...
((function_definition
  name: (identifier) @_dispatch
  body: (block) @answers)
  (#eq? @_dispatch "dispatch_request"))

; api.add_resource(OrderResource, "/orders/<int:order_id>")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.handler
    . [(string) (concatenated_string) (identifier) (attribute) (binary_operator)] @route.path)) @route
  (#any-of? @_route "add_resource" "add_org_resource"))

; api.add_resource(OrderResource, "/orders", "/orders/<int:order_id>")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.handler
    . (string)
    (string) @route.path)) @route
  (#any-of? @_route "add_resource" "add_org_resource"))

; app.register_blueprint(orders_bp)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (_) @mount.child)) @mount
  (#any-of? @_mount "register_blueprint" "add_namespace"))

; app.register_blueprint(orders_bp, url_prefix="/api")
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (_) @mount.child
    (keyword_argument
      name: (identifier) @_key
      value: (_) @mount.instead))) @mount
  (#any-of? @_mount "register_blueprint" "add_namespace")
  (#any-of? @_key "url_prefix" "path"))

; api.add_namespace(orders_ns, "/orders")
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (_) @mount.child
    . (string) @mount.instead)) @mount
  (#eq? @_mount "add_namespace"))

; api = Api(bp)
((call
  function: (identifier) @_make
  arguments: (argument_list
    . [(identifier) (attribute)] @mount.router)) @mount
  (#any-of? @_make "Api"))

; api.init_app(app)
((call
  function: (attribute
    object: (_) @mount.child
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . [(identifier) (attribute)] @mount.router)) @mount
  (#eq? @_mount "init_app"))

; @bp.before_request
((attribute
  object: (_) @before.router
  attribute: (identifier) @_before) @before
  (#any-of? @_before "before_request" "before_app_request"))

; bp.before_request(load_user)
((call
  function: (attribute
    object: (_) @before.router
    attribute: (identifier) @_before)
  arguments: (argument_list
    . (_) @before.guard)) @before
  (#any-of? @_before "before_request" "before_app_request"))

; kind = request.args["kind"]
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.query
  (#eq? @_part "args")
  (#eq? @_request "request"))

; request.args.get("kind")
((call
  function: (attribute
    object: (attribute
      object: (identifier) @_request
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.query
  (#any-of? @_get "get" "getlist" "pop")
  (#eq? @_part "args")
  (#eq? @_request "request"))

; data = request.form
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.body
  (#any-of? @_part "form" "json" "values" "files" "data" "stream")
  (#eq? @_request "request"))

; request.form.get("amount")
((call
  function: (attribute
    object: (attribute
      object: (identifier) @_request
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.body
  (#any-of? @_get "get" "getlist" "pop")
  (#any-of? @_part "form" "json" "values" "files")
  (#eq? @_request "request"))

; data = request.get_json(force=True)
((call
  function: (attribute
    object: (identifier) @_request
    attribute: (identifier) @_get)) @input.body
  (#any-of? @_get "get_json" "get_data")
  (#eq? @_request "request"))

; agent = request.headers["User-Agent"]
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.header
  (#any-of? @_part "headers")
  (#eq? @_request "request"))

; request.headers.get("X-Team")
((call
  function: (attribute
    object: (attribute
      object: (identifier) @_request
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.header
  (#any-of? @_get "get" "getlist")
  (#eq? @_part "headers")
  (#eq? @_request "request"))

; theme = request.cookies["theme"]
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.cookie
  (#eq? @_part "cookies")
  (#eq? @_request "request"))

; request.cookies.get("theme")
((call
  function: (attribute
    object: (attribute
      object: (identifier) @_request
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.cookie
  (#eq? @_get "get")
  (#eq? @_part "cookies")
  (#eq? @_request "request"))

; order_id = request.view_args["order_id"]
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.path
  (#eq? @_part "view_args")
  (#eq? @_request "request"))

; request.view_args.get("order_id")
((call
  function: (attribute
    object: (attribute
      object: (identifier) @_request
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.path
  (#eq? @_get "get")
  (#eq? @_part "view_args")
  (#eq? @_request "request"))

; args = parser.parse_args()
((call
  function: (attribute
    object: (identifier) @_parser
    attribute: (identifier) @_parse)) @input.body
  (#eq? @_parse "parse_args")
  (#match? @_parser "parser|reqparse|arguments"))

; name = api.payload["name"]
((attribute
  object: (identifier) @_api
  attribute: (identifier) @_part) @input.body
  (#eq? @_part "payload")
  (#any-of? @_api "api" "ns" "namespace"))

; owner = g.user
((attribute
  object: (identifier) @_g
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "current_user" "user_id" "current_user_id" "userid" "username" "account" "identity" "member" "principal" "token_data" "claims" "jwt_payload" "auth" "flask_httpauth_user" "_login_user" "oidc_id_token" "authenticated_user")
  (#eq? @_g "g"))

; flask.g.user
((attribute
  object: (attribute
    attribute: (identifier) @_g)
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "current_user" "user_id" "current_user_id" "account" "identity")
  (#eq? @_g "g"))

; owner = flask_login.current_user
((attribute
  object: (identifier) @_flask_login
  attribute: (identifier) @_user) @principal
  (#eq? @_user "current_user")
  (#any-of? @_flask_login "flask_login" "flask_security" "flask_jwt_extended"))

; owner = current_user.id
((identifier) @principal
  (#any-of? @principal "current_user" "current_identity"))

; me = get_jwt_identity()
((call
  function: (identifier) @_identity) @principal
  (#any-of? @_identity "get_jwt_identity" "get_jwt" "get_jwt_claims" "get_raw_jwt" "get_current_user" "current_user_id"))

; me = auth.current_user()
((call
  function: (attribute
    attribute: (identifier) @_identity)) @principal
  (#any-of? @_identity "current_user" "get_jwt_identity" "get_jwt"))

; me = session["user_id"]
((subscript
  value: (identifier) @_session
  subscript: (string)) @principal
  (#any-of? @_session "session"))

; me = session.get("user_id")
((call
  function: (attribute
    object: (identifier) @_session
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string))) @principal
  (#eq? @_get "get")
  (#eq? @_session "session"))

; me = flask.session["user_id"]
((subscript
  value: (attribute
    object: (identifier) @_flask
    attribute: (identifier) @_session)
  subscript: (string)) @principal
  (#eq? @_session "session")
  (#any-of? @_flask "flask" "quart"))

; me = flask.session.get("user_id")
((call
  function: (attribute
    object: (attribute
      object: (identifier) @_flask
      attribute: (identifier) @_session)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string))) @principal
  (#eq? @_get "get")
  (#eq? @_session "session")
  (#any-of? @_flask "flask" "quart"))

; Also in `decorators = [login_required]` and as `login_required(view)`.
; @login_required
((identifier) @guard.authn
  (#any-of? @guard.authn "login_required" "fresh_login_required" "jwt_required" "fresh_jwt_required" "jwt_refresh_token_required" "auth_required" "http_auth_required" "auth_token_required" "verify_jwt_in_request" "verify_fresh_jwt_in_request"))

; @jwt_required()
((call
  function: (identifier) @_guard) @guard.authn
  (#any-of? @_guard "login_required" "jwt_required" "fresh_jwt_required" "auth_required" "http_auth_required" "auth_token_required" "verify_jwt_in_request" "verify_fresh_jwt_in_request"))

; On the same call as guard.authn, guard.optional says more.
; @jwt_required(optional=True)
((call
  function: (identifier) @_guard
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (true)))) @guard.optional
  (#any-of? @_guard "jwt_required" "auth_required" "verify_jwt_in_request")
  (#eq? @_key "optional"))

; @jwt_optional
((identifier) @guard.optional
  (#any-of? @guard.optional "jwt_optional" "verify_jwt_in_request_optional"))

; @auth.login_required
((attribute
  attribute: (identifier) @_guard) @guard.authn
  (#any-of? @_guard "login_required" "jwt_required" "auth_required" "require_login"))

; @auth.login_required()
((call
  function: (attribute
    attribute: (identifier) @_guard)) @guard.authn
  (#any-of? @_guard "login_required" "jwt_required" "auth_required" "require_login"))

; @auth.login_required(optional=True)
((call
  function: (attribute
    attribute: (identifier) @_guard)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (true)))) @guard.optional
  (#any-of? @_guard "login_required" "jwt_required")
  (#eq? @_key "optional"))

; @auth.login_required(role="admin")
((call
  function: (attribute
    attribute: (identifier) @_guard)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @guard.name))) @guard.role
  (#eq? @_guard "login_required")
  (#eq? @_key "role"))

; @roles_required("admin")
((call
  function: (identifier) @_guard
  arguments: (argument_list
    . (_) @guard.name)) @guard.role
  (#any-of? @_guard "roles_required" "roles_accepted" "permissions_required" "permissions_accepted" "role_required" "permission_required"))

; @admin_permission.require(403)
((call
  function: (attribute
    object: (identifier) @guard.name
    attribute: (identifier) @_require)) @guard.role
  (#eq? @_require "require")
  (#match? @guard.name "perm"))

; abort(404)
((call
  function: (identifier) @_abort) @deny
  (#any-of? @_abort "abort"))

; flask.abort(403)
((call
  function: (attribute
    object: (identifier) @_flask
    attribute: (identifier) @_abort)) @deny
  (#eq? @_abort "abort")
  (#any-of? @_flask "flask" "api" "ns" "quart" "flask_restful" "flask_restx"))

; raise Forbidden()
((raise_statement
  (call
    function: (identifier) @_error) @deny)
  (#any-of? @_error "Forbidden" "Unauthorized" "NotFound" "BadRequest" "Gone" "HTTPException" "NoAuthorizationError"))

; return jsonify({"error": "not yours"}), 403
; return jsonify({"error": "not yours"}), HTTPStatus.FORBIDDEN
((return_statement
  (expression_list
    (_)
    . [(integer) @_status (attribute attribute: (identifier) @_status)]) @deny)
  (#any-of? @_status "400" "401" "403" "404" "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND" "HTTP_401_UNAUTHORIZED" "HTTP_403_FORBIDDEN" "HTTP_404_NOT_FOUND"))

; return make_response(jsonify(error="not yours"), 403)
((call
  function: (identifier) @_respond
  arguments: (argument_list
    (_)
    . (integer) @_status)) @deny
  (#any-of? @_respond "make_response" "Response")
  (#any-of? @_status "400" "401" "403" "404"))

; return Response("not yours", status=403)
((call
  function: (identifier) @_respond
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (integer) @_status))) @deny
  (#any-of? @_respond "make_response" "Response" "jsonify")
  (#any-of? @_key "status" "code" "status_code")
  (#any-of? @_status "400" "401" "403" "404"))

; return redirect(url_for("auth.login"))
((call
  function: (identifier) @_redirect
  arguments: (argument_list
    . (call
      function: (identifier) @_url
      arguments: (argument_list
        . (string
          (string_content) @_to))))) @deny
  (#eq? @_redirect "redirect")
  (#eq? @_url "url_for")
  (#match? @_to "[Ll]og_?in|[Ss]ign_?in|unauthori|forbidden|denied"))

; return redirect("/login")
((call
  function: (identifier) @_redirect
  arguments: (argument_list
    . (string
      (string_content) @_to))) @deny
  (#eq? @_redirect "redirect")
  (#match? @_to "[Ll]og-?_?in|[Ss]ign-?_?in|unauthori|forbidden|denied"))

; return current_app.login_manager.unauthorized()
((call
  function: (attribute
    object: (_) @_manager
    attribute: (identifier) @_deny)) @deny
  (#eq? @_deny "unauthorized")
  (#match? @_manager "login_manager|lm$"))
