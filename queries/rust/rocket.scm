; Rocket: attribute routes, mounts, request guards, which are the types of the parameters.
; framework: rocket
; packages: rocket, rocket_contrib, rocket_okapi, revolt_rocket_okapi, okapi

; let app = rocket::build();
((call_expression
  function: (scoped_identifier
    path: (identifier) @_rocket
    name: (identifier) @_build)) @router
  (#any-of? @_build "build" "ignite" "custom")
  (#eq? @_rocket "rocket"))

; #[put("/orders/<id>", data = "<order>")]
; #[rocket::get("/orders/<id>")]
((attribute_item
  (attribute
    [(identifier) @route.method (scoped_identifier name: (identifier) @route.method)]
    arguments: (token_tree
      . (string_literal) @route.path))) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; The child lists functions with a route of their own: `routes![get_order, orders::list]`.
; let app = app.mount("/api", routes![get_order]);
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_mount)
  arguments: (arguments
    . (_) @mount.prefix
    . (_) @mount.child)) @mount
  (#eq? @_mount "mount"))

; fn create_order(order: Json<NewOrder>) {}
((generic_type
  type: (type_identifier) @_type) @input.body
  (#any-of? @_type "Json" "Form" "LenientForm" "JsonUpcase" "JsonVec" "MsgPack" "Multipart"))

; fn upload(data: Data<'_>) {}
((parameter
  type: (generic_type
    type: (type_identifier) @_type) @input.body)
  (#any-of? @_type "Data" "TempFile"))

; fn list_orders(jar: &CookieJar<'_>) {}
((parameter
  type: (reference_type
    type: (generic_type
      type: (type_identifier) @_type) @input.cookie))
  (#any-of? @_type "CookieJar"))

; async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {}
((generic_type
  type: (type_identifier) @_type) @request
  (#eq? @_type "Request"))

; Of the route that asks: the guard may read what the handler does not.
; let team = request.param::<TeamId>(1);
((call_expression
  function: (generic_function
    function: (field_expression
      value: (_) @input.of
      field: (field_identifier) @_part))) @input.path
  (#any-of? @_part "param" "segments"))

; let team = request.query_value::<TeamId>("team");
((call_expression
  function: (generic_function
    function: (field_expression
      value: (_) @input.of
      field: (field_identifier) @_part))
  arguments: (arguments
    . (_) @input.name)) @input.query
  (#any-of? @_part "query_value"))

; let headers = request.headers();
((call_expression
  function: (field_expression
    value: (_) @input.of
    field: (field_identifier) @_part)) @input.header
  (#any-of? @_part "headers"))

; let jar = request.cookies();
((call_expression
  function: (field_expression
    value: (_) @input.of
    field: (field_identifier) @_part)) @input.cookie
  (#any-of? @_part "cookies"))

; return Err(Status::Forbidden);
((scoped_identifier
  path: (identifier) @_status
  name: (identifier) @_code) @deny
  (#any-of? @_code "BadRequest" "Unauthorized" "Forbidden" "NotFound")
  (#eq? @_status "Status"))

; return Outcome::Error((Status::Unauthorized, "no token"));
((call_expression
  function: (scoped_identifier
    path: (identifier) @_outcome
    name: (identifier) @_error)) @deny
  (#any-of? @_error "Failure" "Error")
  (#any-of? @_outcome "Outcome"))
