; Falcon: resources whose responders are named after methods, hooks, middleware.
; framework: falcon
; packages: falcon, falcon_auth

; app = falcon.App()
((call
  function: (attribute
    attribute: (identifier) @_make)) @router
  (#any-of? @_make "App" "API"))

; app = falcon.App(middleware=[AuthMiddleware()])
((call
  function: (attribute
    attribute: (identifier) @_make)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.guard))) @router
  (#any-of? @_make "App" "API")
  (#eq? @_key "middleware"))

; app.add_route("/orders/{order_id:int}", OrderResource())
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_add)
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (attribute) (binary_operator)] @route.path
    . [(identifier) (attribute) (call)] @route.handler)) @route
  (#eq? @_add "add_route"))

; def on_get(self, req, resp, order_id): ...
((function_definition
  name: (identifier) @answers.method
  body: (block) @answers)
  (#any-of? @answers.method "on_get" "on_post" "on_put" "on_patch" "on_delete" "on_head" "on_options"))

; def process_request(self, req, resp): ...
((function_definition
  name: (identifier) @_process
  body: (block) @prepares)
  (#any-of? @_process "process_request" "process_resource"))

; @falcon.before(require_user)
((call
  function: (attribute
    object: (identifier) @_falcon
    attribute: (identifier) @_before)
  arguments: (argument_list
    . (_) @usual.value)) @usual
  (#eq? @_before "before")
  (#eq? @_falcon "falcon"))

; data = req.media
; data = await req.get_media()
((attribute
  object: (identifier) @_req
  attribute: (identifier) @_part) @input.body
  (#any-of? @_part "media" "bounded_stream" "stream")
  (#any-of? @_req "req" "request"))

; data = await req.get_media()
((call
  function: (attribute
    object: (identifier) @_req
    attribute: (identifier) @_get)) @input.body
  (#any-of? @_get "get_media")
  (#any-of? @_req "req" "request"))

; status = req.get_param("status")
((call
  function: (attribute
    object: (identifier) @_req
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_) @input.name)) @input.query
  (#any-of? @_get "get_param" "get_param_as_int" "get_param_as_uuid" "get_param_as_list")
  (#any-of? @_req "req" "request"))

; token = req.get_header("X-Token")
((call
  function: (attribute
    object: (identifier) @_req
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_) @input.name)) @input.header
  (#eq? @_get "get_header")
  (#any-of? @_req "req" "request"))

; token = req.auth
((attribute
  object: (identifier) @_req
  attribute: (identifier) @_auth) @principal
  (#eq? @_auth "auth")
  (#any-of? @_req "req" "request"))

; me = req.context.user
; me = req.context.user_id
((attribute
  object: (attribute
    object: (identifier) @_req
    attribute: (identifier) @_context)
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "user_id" "current_user" "account" "account_id" "identity" "claims" "auth" "username")
  (#eq? @_context "context")
  (#any-of? @_req "req" "request"))

; raise falcon.HTTPForbidden()
((raise_statement
  [(call function: (attribute attribute: (identifier) @_error)) (attribute attribute: (identifier) @_error)] @deny)
  (#any-of? @_error "HTTPForbidden" "HTTPUnauthorized" "HTTPNotFound" "HTTPBadRequest"))
