; salvo: routers with their path, pushed into each other; hoops stand before what a router holds.
; framework: salvo
; packages: salvo, salvo_core, salvo_oapi

; let app = Router::new();
((call_expression
  function: (scoped_identifier
    path: (identifier) @_router
    name: (identifier) @_new)) @router
  (#eq? @_router "Router")
  (#eq? @_new "new"))

; let orders = Router::with_path("orders/{id}");
((call_expression
  function: (scoped_identifier
    path: (identifier) @_router
    name: (identifier) @_with)
  arguments: (arguments
    . (_) @router.prefix)) @router
  (#eq? @_router "Router")
  (#eq? @_with "with_path"))

; let orders = Router::with_hoop(require_user);
((call_expression
  function: (scoped_identifier
    path: (identifier) @_router
    name: (identifier) @_with)
  arguments: (arguments
    . (_) @router.guard)) @router
  (#eq? @_router "Router")
  (#eq? @_with "with_hoop"))

; let orders = Router::with_path("orders").get(list_orders).post(create_order);
((call_expression
  function: (field_expression
    value: (_) @route.router
    field: (field_identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler
    .)) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options"))

; For all methods.
; let orders = Router::with_path("orders").goal(orders);
((call_expression
  function: (field_expression
    value: (_) @route.router
    field: (field_identifier) @_goal)
  arguments: (arguments
    . (_) @route.handler
    .)) @route
  (#any-of? @_goal "goal"))

; let app = Router::new().push(orders());
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_push)
  arguments: (arguments
    . (_) @mount.child)) @mount
  (#any-of? @_push "push" "append"))

; let orders = Router::with_path("orders").hoop(require_user);
((call_expression
  function: (field_expression
    value: (_) @before.router
    field: (field_identifier) @_hoop)
  arguments: (arguments
    . (_) @before.guard)) @before
  (#eq? @_hoop "hoop"))

; async fn get_order(id: PathParam<i64>) {}
((generic_type
  type: (type_identifier) @_type) @input.path
  (#eq? @_type "PathParam"))

; async fn list_orders(page: QueryParam<usize, false>) {}
((generic_type
  type: (type_identifier) @_type) @input.query
  (#eq? @_type "QueryParam"))

; async fn create_order(order: JsonBody<NewOrder>) {}
((generic_type
  type: (type_identifier) @_type) @input.body
  (#any-of? @_type "JsonBody" "FormBody"))

; let id = req.param::<i64>("id");
((call_expression
  function: (generic_function
    function: (field_expression
      value: (_) @input.of
      field: (field_identifier) @_part))
  arguments: (arguments
    . (_) @input.name)) @input.path
  (#any-of? @_part "param" "try_param"))

; let page = req.query::<usize>("page");
((call_expression
  function: (generic_function
    function: (field_expression
      value: (_) @input.of
      field: (field_identifier) @_part))
  arguments: (arguments
    . (_) @input.name)) @input.query
  (#any-of? @_part "query" "try_query"))

; let order = req.parse_json::<NewOrder>().await;
((call_expression
  function: (generic_function
    function: (field_expression
      value: (_) @input.of
      field: (field_identifier) @_part))) @input.body
  (#any-of? @_part "parse_json" "parse_form" "parse_body" "form" "extract"))

; let token = req.header::<String>("authorization");
((call_expression
  function: (generic_function
    function: (field_expression
      value: (_) @input.of
      field: (field_identifier) @_part))
  arguments: (arguments
    . (_) @input.name)) @input.header
  (#eq? @_part "header"))

; What a hoop put there for this request.
; let me = depot.obtain::<User>();
((call_expression
  function: (generic_function
    function: (field_expression
      value: (identifier) @_depot
      field: (field_identifier) @_obtain)
    type_arguments: (type_arguments
      . (type_identifier) @_type))) @principal
  (#eq? @_depot "depot")
  (#any-of? @_obtain "obtain" "get")
  (#match? @_type "User|Claims|Account|Session|Caller"))

; let claims = depot.jwt_auth_data::<Claims>();
((call_expression
  function: (generic_function
    function: (field_expression
      field: (field_identifier) @_data))) @principal
  (#eq? @_data "jwt_auth_data"))

; let auth: JwtAuth<Claims, _> = JwtAuth::new(decoder);
((call_expression
  function: (scoped_identifier
    path: (identifier) @_auth
    name: (identifier) @_new)) @guard.authn
  (#any-of? @_auth "JwtAuth" "BasicAuth")
  (#eq? @_new "new"))

; res.status_code(StatusCode::UNAUTHORIZED);
((scoped_identifier
  path: (identifier) @_status
  name: (identifier) @_code) @deny
  (#any-of? @_code "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND")
  (#eq? @_status "StatusCode"))

; return Err(StatusError::forbidden());
((call_expression
  function: (scoped_identifier
    path: (identifier) @_error
    name: (identifier) @_code)) @deny
  (#any-of? @_code "bad_request" "unauthorized" "forbidden" "not_found")
  (#eq? @_error "StatusError"))
