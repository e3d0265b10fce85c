; axum, with utoipa-axum and aide: routers, verbs, layers, extractors.
; framework: axum
; packages: axum, axum_extra, utoipa_axum, aide, axum_login, axum_typed_routing

; let app = Router::new();
((call_expression
  function: (scoped_identifier
    path: (identifier) @_router
    name: (identifier) @_new)) @router
  (#any-of? @_router "Router" "OpenApiRouter" "ApiRouter")
  (#any-of? @_new "new" "with_openapi" "default"))

; let app = axum::Router::new();
((call_expression
  function: (scoped_identifier
    path: (scoped_identifier
      name: (identifier) @_router)
    name: (identifier) @_new)) @router
  (#any-of? @_router "Router" "OpenApiRouter" "ApiRouter")
  (#any-of? @_new "new" "with_openapi" "default"))

; let app = Router::<AppState>::new();
((call_expression
  function: (scoped_identifier
    path: (generic_type
      type: (type_identifier) @_router)
    name: (identifier) @_new)) @router
  (#any-of? @_router "Router" "OpenApiRouter" "ApiRouter")
  (#any-of? @_new "new" "with_openapi" "default"))

; The handler is a verb's value.
; let app = app.route("/orders/{id}", get(get_order).delete(delete_order));
((call_expression
  function: (field_expression
    value: (_) @route.router
    field: (field_identifier) @_route)
  arguments: (arguments
    . (_) @route.path
    . (_) @route.handler)) @route
  (#any-of? @_route "route" "api_route" "api_route_with" "route_with_tsr" "typed_route"))

; The path and the method are in the `#[utoipa::path(..)]` of the functions.
; let app = app.routes(routes!(list_orders, create_order));
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_routes)
  arguments: (arguments
    . (macro_invocation) @mount.child)) @mount
  (#eq? @_routes "routes"))

; #[utoipa::path(get, path = "/orders/{id}")]
((attribute_item
  (attribute
    (scoped_identifier
      path: (identifier) @_utoipa
      name: (identifier) @_path)
    arguments: (token_tree
      (identifier) @route.method
      (identifier) @_key
      . (string_literal) @route.path))) @route
  (#eq? @_utoipa "utoipa")
  (#eq? @_path "path")
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options")
  (#eq? @_key "path"))

; get(get_order)
((call_expression
  function: (identifier) @route.method
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "any" "get_with" "post_with" "put_with" "patch_with" "delete_with" "get_service" "post_service" "any_service"))

; routing::get(get_order)
((call_expression
  function: (scoped_identifier
    path: (_) @_module
    name: (identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "any" "get_with" "post_with" "put_with" "patch_with" "delete_with" "get_service" "any_service")
  (#match? @_module "routing$"))

; get::<_, _, AppState>(get_order)
((call_expression
  function: (generic_function
    function: (identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "any"))

; Called on another verb, whose handlers the value keeps.
; get(get_order).delete(delete_order)
((call_expression
  function: (field_expression
    value: (call_expression)
    field: (field_identifier) @route.method)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "get_with" "post_with" "put_with" "patch_with" "delete_with"))

; on(MethodFilter::GET, get_order)
((call_expression
  function: (identifier) @_on
  arguments: (arguments
    . (scoped_identifier
      name: (identifier) @route.method)
    . (_) @route.handler)) @verb
  (#eq? @_on "on"))

; Anything else that is asked for.
; let app = app.fallback(not_found);
((call_expression
  function: (field_expression
    value: (_) @route.router
    field: (field_identifier) @_fallback)
  arguments: (arguments
    . (_) @route.handler)) @route
  (#eq? @_fallback "fallback"))

; let app = app.nest("/orders", orders::router());
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_nest)
  arguments: (arguments
    . (_) @mount.prefix
    . (_) @mount.child)) @mount
  (#any-of? @_nest "nest" "nest_service" "nest_api_service" "route_service"))

; let app = app.merge(orders::router());
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_merge)
  arguments: (arguments
    . (_) @mount.child)) @mount
  (#any-of? @_merge "merge" "merge_api"))

; let app = app.route_layer(middleware::from_fn(require_user));
((call_expression
  function: (field_expression
    value: (_) @layer.router
    field: (field_identifier) @_layer)
  arguments: (arguments
    . (_) @layer.guard)) @layer
  (#any-of? @_layer "layer" "route_layer"))

; A guard as a value: it has no router yet.
; middleware::from_fn(require_user)
((call_expression
  function: (scoped_identifier
    name: (identifier) @_from)
  arguments: (arguments
    . (_) @before.guard
    .)) @before
  (#any-of? @_from "from_fn"))

; from_fn(require_user)
((call_expression
  function: (identifier) @_from
  arguments: (arguments
    . (_) @before.guard
    .)) @before
  (#any-of? @_from "from_fn"))

; middleware::from_fn_with_state(state.clone(), require_user)
((call_expression
  function: (scoped_identifier
    name: (identifier) @_from)
  arguments: (arguments
    . (_)
    . (_) @before.guard)) @before
  (#any-of? @_from "from_fn_with_state"))

; from_fn_with_state(state.clone(), require_user)
((call_expression
  function: (identifier) @_from
  arguments: (arguments
    . (_)
    . (_) @before.guard)) @before
  (#any-of? @_from "from_fn_with_state"))

; from_extractor::<CurrentUser>()
((call_expression
  function: (generic_function
    function: (identifier) @_from
    type_arguments: (type_arguments
      . (_) @before.guard))) @before
  (#any-of? @_from "from_extractor" "from_extractor_with_state"))

; middleware::from_extractor::<CurrentUser>()
((call_expression
  function: (generic_function
    function: (scoped_identifier
    name: (identifier) @_from)
    type_arguments: (type_arguments
      . (_) @before.guard))) @before
  (#any-of? @_from "from_extractor" "from_extractor_with_state"))

; ValidateRequestHeaderLayer::bearer("secret")
((call_expression
  function: (scoped_identifier
    path: (identifier) @_layer)) @guard.authn
  (#any-of? @_layer "ValidateRequestHeaderLayer" "RequireAuthorizationLayer" "AsyncRequireAuthorizationLayer" "AddAuthorizationLayer"))

; login_required!(Backend, login_url = "/login")
((macro_invocation
  macro: (identifier) @_guard) @guard.authn
  (#any-of? @_guard "login_required"))

; permission_required!(Backend, "orders.read")
((macro_invocation
  macro: (identifier) @_guard
  (token_tree
    (string_literal) @guard.name)) @guard.role
  (#any-of? @_guard "permission_required"))

; async fn get_order(Path(id): Path<Uuid>) {}
((generic_type
  type: (type_identifier) @_type) @input.path
  (#any-of? @_type "Path" "ValidPath"))

; async fn get_order(path: axum::extract::Path<Uuid>) {}
((generic_type
  type: (scoped_type_identifier
    name: (type_identifier) @_type)) @input.path
  (#eq? @_type "Path"))

; async fn list_orders(Query(page): Query<Page>) {}
((generic_type
  type: (type_identifier) @_type) @input.query
  (#any-of? @_type "Query" "OptionalQuery" "QsQuery" "QueryString" "ValidQuery" "ValidatedQuery"))

; async fn list_orders(page: extract::Query<Page>) {}
((generic_type
  type: (scoped_type_identifier
    name: (type_identifier) @_type)) @input.query
  (#any-of? @_type "Query" "OptionalQuery"))

; async fn create_order(Json(order): Json<NewOrder>) {}
((generic_type
  type: (type_identifier) @_type) @input.body
  (#any-of? @_type "Json" "Form" "TypedMultipart" "ValidatedJson" "ValidJson" "ValidatedForm" "MsgPack" "Protobuf" "JsonLines"))

; async fn create_order(order: axum::Json<NewOrder>) {}
((generic_type
  type: (scoped_type_identifier
    name: (type_identifier) @_type)) @input.body
  (#any-of? @_type "Json" "Form"))

; async fn upload(form: Multipart) {}
((parameter
  type: (type_identifier) @input.body)
  (#any-of? @input.body "Multipart" "Bytes" "RawForm" "BodyStream" "Body"))

; async fn list_orders(RawQuery(query): RawQuery) {}
((parameter
  type: (type_identifier) @input.query)
  (#any-of? @input.query "RawQuery" "OriginalUri" "Uri"))

; async fn list_orders(headers: HeaderMap) {}
((parameter
  type: (type_identifier) @input.header)
  (#any-of? @input.header "HeaderMap"))

; async fn list_orders(headers: http::HeaderMap) {}
((parameter
  type: (scoped_type_identifier
    name: (type_identifier) @_type) @input.header)
  (#eq? @_type "HeaderMap"))

; async fn list_orders(TypedHeader(agent): TypedHeader<UserAgent>) {}
((generic_type
  type: (type_identifier) @_type) @input.header
  (#eq? @_type "TypedHeader"))

; async fn list_orders(jar: CookieJar) {}
((parameter
  type: (type_identifier) @input.cookie)
  (#any-of? @input.cookie "CookieJar" "Cookies"))

; Signed or encrypted by the server.
; async fn list_orders(jar: PrivateCookieJar) {}
((parameter
  type: (type_identifier) @principal)
  (#any-of? @principal "PrivateCookieJar" "SignedCookieJar" "Session" "AuthSession"))

; async fn list_orders(auth: AuthSession<Backend>) {}
((generic_type
  type: (type_identifier) @_type) @principal
  (#any-of? @_type "AuthSession" "AuthContext"))

; async fn require_user(request: Request, next: Next) {}
((parameter
  type: (type_identifier) @request)
  (#any-of? @request "Request" "Parts" "RequestParts"))

; async fn require_user(request: Request<Body>, next: Next) {}
((generic_type
  type: (type_identifier) @_type) @request
  (#any-of? @_type "Request"))

; async fn from_request_parts(parts: &mut Parts, state: &S) {}
((parameter
  type: (reference_type
    type: (type_identifier) @request))
  (#any-of? @request "Request" "Parts" "RequestParts"))

; return Err(StatusCode::FORBIDDEN);
((scoped_identifier
  path: (identifier) @_status
  name: (identifier) @_code) @deny
  (#any-of? @_code "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND")
  (#eq? @_status "StatusCode"))

; return Err(http::StatusCode::FORBIDDEN);
((scoped_identifier
  path: (scoped_identifier
    name: (identifier) @_status)
  name: (identifier) @_code) @deny
  (#any-of? @_code "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND")
  (#eq? @_status "StatusCode"))
