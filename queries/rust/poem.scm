; poem and poem-openapi: `Route::new().at(path, get(h))`, `nest`, `with`, and classes whose methods are operations.
; framework: poem
; packages: poem, poem_openapi

; let app = Route::new();
((call_expression
  function: (scoped_identifier
    path: [(identifier) @_router (scoped_identifier name: (identifier) @_router)]
    name: (identifier) @_new)) @router
  (#eq? @_router "Route")
  (#eq? @_new "new"))

; The handler is a verb's value.
; let app = app.at("/orders/:id", get(get_order).delete(delete_order));
((call_expression
  function: (field_expression
    value: (_) @route.router
    field: (field_identifier) @_at)
  arguments: (arguments
    . (_) @route.path
    . (_) @route.handler)) @route
  (#eq? @_at "at"))

; get(get_order)
((call_expression
  function: (identifier) @route.method
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; poem::get(get_order)
((call_expression
  function: (scoped_identifier
    path: (identifier) @_poem
    name: (identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#eq? @_poem "poem")
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; Called on another verb, whose handlers the value keeps.
; get(get_order).delete(delete_order)
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; let app = app.nest("/orders", orders());
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_nest)
  arguments: (arguments
    . (_) @mount.prefix
    . (_) @mount.child)) @mount
  (#any-of? @_nest "nest" "nest_no_strip"))

; let app = app.with(RequireUser);
((call_expression
  function: (field_expression
    value: (_) @layer.router
    field: (field_identifier) @_with)
  arguments: (arguments
    . (_) @layer.guard)) @layer
  (#any-of? @_with "with" "around" "before"))

; let service = OpenApiService::new((OrdersApi, UsersApi), "Shop", "1.0");
((call_expression
  function: (scoped_identifier
    path: (identifier) @_service
    name: (identifier) @_new)
  arguments: (arguments
    . (_) @router.routes)) @router
  (#eq? @_service "OpenApiService")
  (#eq? @_new "new"))

; #[oai(path = "/orders/:id", method = "get")]
((attribute_item
  (attribute
    (identifier) @_oai
    arguments: (token_tree
      (identifier) @_path
      . (string_literal) @route.path
      (identifier) @_method
      . (string_literal) @route.method))) @route
  (#eq? @_oai "oai")
  (#eq? @_path "path")
  (#eq? @_method "method"))

; Turns away callers without the credential.
; #[derive(SecurityScheme)]
((attribute_item
  (attribute
    (identifier) @_derive
    arguments: (token_tree
      (identifier) @_scheme))) @guard.authn
  (#eq? @_derive "derive")
  (#eq? @_scheme "SecurityScheme"))

; async fn get_order(Path(id): Path<i64>) {}
((generic_type
  type: (type_identifier) @_type) @input.path
  (#eq? @_type "Path"))

; async fn list_orders(Query(page): Query<Page>) {}
((generic_type
  type: (type_identifier) @_type) @input.query
  (#eq? @_type "Query"))

; async fn create_order(Json(order): Json<NewOrder>) {}
((generic_type
  type: (type_identifier) @_type) @input.body
  (#any-of? @_type "Json" "Form"))

; async fn from_request(req: &'a Request, body: &mut RequestBody) -> Result<Self> {}
((parameter
  type: (reference_type
    type: (type_identifier) @request))
  (#eq? @request "Request"))

; return Err(Error::from_status(StatusCode::UNAUTHORIZED));
((scoped_identifier
  path: (identifier) @_status
  name: (identifier) @_code) @deny
  (#any-of? @_code "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND")
  (#eq? @_status "StatusCode"))
