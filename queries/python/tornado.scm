; Tornado: applications made of tables of paths and handler classes.
; framework: tornado
; packages: tornado

; app = tornado.web.Application([(r"/orders/([0-9]+)", OrderHandler)])
((call
  function: [(attribute attribute: (identifier) @_make) (identifier) @_make]
  arguments: (argument_list
    . [(list) (identifier) (attribute) (call) (binary_operator)] @router.routes)) @router
  (#eq? @_make "Application"))

; app = Application(handlers=routes)
((call
  function: [(attribute attribute: (identifier) @_make) (identifier) @_make]
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.routes))) @router
  (#eq? @_make "Application")
  (#eq? @_key "handlers"))

; class App(Application):
;     def __init__(self): super().__init__(handlers, debug=False)
((call
  function: (attribute
    object: (call
      function: (identifier) @_super)
    attribute: (identifier) @_init)
  arguments: (argument_list
    . [(list) (identifier) (attribute)] @router.routes)) @router
  (#eq? @_super "super")
  (#eq? @_init "__init__")
  (#match? @router.routes "^\\[\\s*\\(|^(self\\._?)?(handlers|routes|urls|url_patterns|urlpatterns)$"))

; class App(Application):
;     def __init__(self): tornado.web.Application.__init__(self, handlers)
((call
  function: (attribute
    object: [(attribute attribute: (identifier) @_app) (identifier) @_app]
    attribute: (identifier) @_init)
  arguments: (argument_list
    . (identifier)
    . (_) @router.routes)) @router
  (#eq? @_app "Application")
  (#eq? @_init "__init__"))

; app.add_handlers(r".*", [(r"/orders", OrdersHandler)])
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_)
    . (_) @mount.child)) @mount
  (#eq? @_add "add_handlers"))

; url(r"/orders", OrdersHandler, name="orders")
((call
  function: [(attribute attribute: (identifier) @_url) (identifier) @_url]
  arguments: (argument_list
    . (_) @route.path
    . (_) @route.handler)) @route
  (#any-of? @_url "url" "URLSpec"))

; async def prepare(self): ...
((function_definition
  name: (identifier) @_prepare
  body: (block) @prepares)
  (#eq? @_prepare "prepare"))

; In a class of handlers.
; order_id = self.request.body
((attribute
  object: (identifier) @_self
  attribute: (identifier) @_request) @request
  (#eq? @_self "self")
  (#eq? @_request "request"))

; @tornado.web.authenticated
; @authenticated
((attribute
  attribute: (identifier) @_guard) @guard.authn
  (#eq? @_guard "authenticated"))

; @authenticated
((identifier) @guard.authn
  (#eq? @guard.authn "authenticated"))

; me = self.current_user
((attribute
  object: (identifier) @_self
  attribute: (identifier) @_user) @principal
  (#any-of? @_self "self" "handler")
  (#eq? @_user "current_user"))

; me = self.get_secure_cookie("user")
((call
  function: (attribute
    attribute: (identifier) @_cookie)) @principal
  (#any-of? @_cookie "get_secure_cookie" "get_signed_cookie"))

; status = self.get_argument("status")
((call
  function: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_) @input.name)) @input.query
  (#any-of? @_get "get_argument" "get_arguments" "get_query_argument" "get_query_arguments")
  (#any-of? @_self "self" "handler"))

; amount = self.get_body_argument("amount")
((call
  function: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_) @input.name)) @input.body
  (#any-of? @_get "get_body_argument" "get_body_arguments")
  (#eq? @_self "self"))

; data = json.loads(self.request.body)
((attribute
  object: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_request)
  attribute: (identifier) @_part) @input.body
  (#any-of? @_part "body" "body_arguments" "files")
  (#eq? @_request "request")
  (#eq? @_self "self"))

; token = self.request.headers["Authorization"]
((attribute
  object: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_request)
  attribute: (identifier) @_part) @input.header
  (#eq? @_part "headers")
  (#eq? @_request "request")
  (#eq? @_self "self"))

; theme = self.get_cookie("theme")
((call
  function: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_) @input.name)) @input.cookie
  (#eq? @_get "get_cookie")
  (#eq? @_self "self"))

; self.write({"orders": orders})
; self.finish(order)
((call
  function: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_write)) @sends
  (#any-of? @_write "write" "finish" "render" "write_message")
  (#eq? @_self "self"))

; raise web.HTTPError(403)
((raise_statement
  (call
    function: [(attribute attribute: (identifier) @_error) (identifier) @_error]) @deny)
  (#eq? @_error "HTTPError"))

; self.send_error(403)
((call
  function: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_send)
  arguments: (argument_list
    . (integer) @_status)) @deny
  (#eq? @_self "self")
  (#eq? @_send "send_error")
  (#any-of? @_status "400" "401" "403" "404"))
