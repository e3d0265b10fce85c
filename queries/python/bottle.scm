; Bottle: applications, the one that is there without being made, the request.
; framework: bottle
; packages: bottle, bottle_sqlite, bottle_cork, beaker
; method: GET

; app = Bottle()
; app = default_app()
((call
  function: [(attribute attribute: (identifier) @_make) (identifier) @_make]) @router
  (#any-of? @_make "Bottle" "default_app"))

; The application that is there without being made.
; @route("/orders")
((decorator
  (call
    function: (identifier) @router))
  (#any-of? @router "route" "get" "post" "put" "delete" "patch"))

; @bottle.route("/orders")
((decorator
  (call
    function: (attribute
      object: (identifier) @router)))
  (#eq? @router "bottle"))

; @route("/orders", method="POST")
((decorator
  (call
    function: (identifier) @route.router
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#eq? @route.router "route"))

; @route("/orders", method=["PUT", "POST"])
((decorator
  (call
    function: (identifier) @_route
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods))) @route)
  (#eq? @_route "route")
  (#eq? @_key "method"))

; @get("/orders")
((decorator
  (call
    function: (identifier) @route.router
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#any-of? @route.router "get" "post" "put" "delete" "patch"))

((decorator
  (call
    function: (identifier) @route.method) @route)
  (#any-of? @route.method "get" "post" "put" "delete" "patch"))

; @app.route("/orders")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @_route)
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#eq? @_route "route"))

; @app.route("/orders", method="POST")
; @app.route("/orders", ["GET", "POST"])
((decorator
  (call
    function: (attribute
      attribute: (identifier) @_route)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods))) @route)
  (#eq? @_route "route")
  (#eq? @_key "method"))

; @app.route("/orders", ["GET", "POST"])
((decorator
  (call
    function: (attribute
      attribute: (identifier) @_route)
    arguments: (argument_list
      . (_)
      . [(string) (list)] @route.methods)) @route)
  (#eq? @_route "route"))

; @app.get("/orders/<order_id:int>")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      . (_) @route.path)) @route)
  (#any-of? @route.method "get" "post" "put" "delete" "patch"))

; app.route("/orders", "GET", list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    . [(string) (list)] @route.methods
    . (_) @route.handler)) @route
  (#eq? @_route "route"))

; app.route("/orders", callback=list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.handler))) @route
  (#eq? @_route "route")
  (#eq? @_key "callback"))

; app.route("/orders", method="POST", callback=create_order)
((call
  function: (attribute
    attribute: (identifier) @_route)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.methods)
    (keyword_argument
      name: (identifier) @_callback))) @route
  (#eq? @_route "route")
  (#eq? @_key "method")
  (#eq? @_callback "callback"))

; app.mount("/admin/", admin)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (_) @mount.prefix
    . (_) @mount.child)) @mount
  (#eq? @_mount "mount"))

; app.merge(orders)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (_) @mount.child)) @mount
  (#eq? @_mount "merge"))

; @app.hook("before_request")
((call
  function: (attribute
    object: (_) @before.router
    attribute: (identifier) @_hook)
  arguments: (argument_list
    . (string
      (string_content) @_when))) @before
  (#eq? @_hook "hook")
  (#eq? @_when "before_request"))

; page = request.query.page
; page = request.query.get("page")
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.query
  (#any-of? @_part "query" "GET" "params")
  (#eq? @_request "request"))

; data = request.json
; name = request.forms.get("name")
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.body
  (#any-of? @_part "json" "forms" "body" "files" "POST")
  (#eq? @_request "request"))

; token = request.headers.get("Authorization")
((attribute
  object: (identifier) @_request
  attribute: (identifier) @_part) @input.header
  (#eq? @_part "headers")
  (#eq? @_request "request"))

; token = request.get_header("Authorization")
((call
  function: (attribute
    object: (identifier) @_request
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_) @input.name)) @input.header
  (#eq? @_get "get_header")
  (#eq? @_request "request"))

; theme = request.get_cookie("theme")
((call
  function: (attribute
    object: (identifier) @_request
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_) @input.name)) @input.cookie
  (#eq? @_get "get_cookie")
  (#eq? @_request "request"))

; Signed, so nobody can choose another's.
; me = request.get_cookie("account", secret=KEY)
((call
  function: (attribute
    object: (identifier) @_request
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_)
    (keyword_argument
      name: (identifier) @_key))) @principal
  (#eq? @_get "get_cookie")
  (#eq? @_key "secret")
  (#eq? @_request "request"))

; @auth_basic(is_known)
((call
  function: (identifier) @_guard) @guard.authn
  (#eq? @_guard "auth_basic"))

; abort(403, "not yours")
((call
  function: [(attribute attribute: (identifier) @_abort) (identifier) @_abort]
  arguments: (argument_list
    . (integer) @_status)) @deny
  (#any-of? @_abort "abort" "HTTPError" "HTTPResponse")
  (#any-of? @_status "400" "401" "403" "404"))

; redirect("/login")
((call
  function: (identifier) @_redirect
  arguments: (argument_list
    . (string
      (string_content) @_to))) @deny
  (#eq? @_redirect "redirect")
  (#match? @_to "[Ll]og-?_?in|[Ss]ign-?_?in|unauthori|forbidden|denied"))
