; actix-web: applications, scopes, resources, attribute routes, extractors.
; framework: actix
; packages: actix_web, actix_web_lab, actix_web_httpauth, actix_identity, actix_session, paperclip, utoipa_actix_web, ntex

; let app = App::new();
((call_expression
  function: (scoped_identifier
    path: (identifier) @_app
    name: (identifier) @_new)) @router
  (#eq? @_app "App")
  (#eq? @_new "new"))

; let app = actix_web::App::new();
((call_expression
  function: (scoped_identifier
    path: (scoped_identifier
      name: (identifier) @_app)
    name: (identifier) @_new)) @router
  (#eq? @_app "App")
  (#eq? @_new "new"))

; let orders = web::scope("/orders");
((call_expression
  function: (scoped_identifier
    name: (identifier) @_scope)
  arguments: (arguments
    . (_) @router.prefix)) @router
  (#any-of? @_scope "scope"))

; let orders = scope("/orders");
((call_expression
  function: (identifier) @_scope
  arguments: (arguments
    . (_) @router.prefix)) @router
  (#any-of? @_scope "scope"))

; let orders = web::resource("/orders/{id}");
((call_expression
  function: (scoped_identifier
    name: (identifier) @_resource)
  arguments: (arguments
    . (_) @router.prefix)) @router
  (#any-of? @_resource "resource"))

; let orders = resource("/orders/{id}");
((call_expression
  function: (identifier) @_resource
  arguments: (arguments
    . (_) @router.prefix)) @router
  (#any-of? @_resource "resource"))

; A function that is given to `.configure(..)` registers on its argument.
; fn configure(config: &mut web::ServiceConfig) {}
((scoped_type_identifier
  name: (type_identifier) @_config) @router
  (#eq? @_config "ServiceConfig"))

; fn configure(config: &mut ServiceConfig) {}
((reference_type
  type: (type_identifier) @router)
  (#eq? @router "ServiceConfig"))

; The handler is a verb's value.
; let app = app.route("/orders", web::get().to(list_orders));
((call_expression
  function: (field_expression
    value: (_) @route.router
    field: (field_identifier) @_route)
  arguments: (arguments
    . (_) @route.path
    . (_) @route.handler)) @route
  (#eq? @_route "route"))

; let orders = web::resource("/orders").route(web::get().to(list_orders));
((call_expression
  function: (field_expression
    value: (_) @route.router
    field: (field_identifier) @_route)
  arguments: (arguments
    . (_) @route.handler
    .)) @route
  (#eq? @_route "route"))

; For all methods, or for that of the verb it is called on.
; let orders = web::resource("/orders").to(list_orders);
((call_expression
  function: (field_expression
    value: (_)
    field: (field_identifier) @_to)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#eq? @_to "to"))

; web::get().to(list_orders)
((call_expression
  function: (field_expression
    value: (call_expression
      function: (scoped_identifier
        name: (identifier) @route.method))
    field: (field_identifier) @_to)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#eq? @_to "to")
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "trace"))

; get().to(list_orders)
((call_expression
  function: (field_expression
    value: (call_expression
      function: (identifier) @route.method)
    field: (field_identifier) @_to)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#eq? @_to "to")
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "trace"))

; web::post().wrap(limit).to(create_order)
((call_expression
  function: (field_expression
    value: (call_expression
      function: (field_expression
        value: (call_expression
          function: [
            (identifier) @route.method
            (scoped_identifier name: (identifier) @route.method)
          ])))
    field: (field_identifier) @_to)
  arguments: (arguments
    . (_) @route.handler)) @verb
  (#eq? @_to "to")
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "trace"))

; #[get("/orders/{id}")]
; #[actix_web::get("/orders/{id}")]
((attribute_item
  (attribute
    [(identifier) @route.method (scoped_identifier name: (identifier) @route.method)]
    arguments: (token_tree
      . (string_literal) @route.path))) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head"))

; #[get("/orders/{id}", wrap = "RequireUser")]
((attribute_item
  (attribute
    (identifier) @route.method
    arguments: (token_tree
      (identifier) @_wrap
      . (string_literal) @route.guard))) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head")
  (#eq? @_wrap "wrap"))

; #[route("/orders", method = "GET", method = "POST")]
((attribute_item
  (attribute
    (identifier) @_route
    arguments: (token_tree
      . (string_literal) @route.path
      (identifier) @_method
      . (string_literal) @route.method))) @route
  (#eq? @_route "route")
  (#eq? @_method "method"))

; A function with a route of its own, or a scope.
; let app = app.service(get_order);
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_service)
  arguments: (arguments
    . (_) @mount.child)) @mount
  (#any-of? @_service "service"))

; let app = app.configure(orders::configure);
((call_expression
  function: (field_expression
    value: (_) @mount.router
    field: (field_identifier) @_configure)
  arguments: (arguments
    . (_) @mount.child)) @mount
  (#any-of? @_configure "configure"))

; Around all of the scope, whatever the order.
; let orders = web::scope("/orders").wrap(from_fn(require_user));
((call_expression
  function: (field_expression
    value: (_) @before.router
    field: (field_identifier) @_wrap)
  arguments: (arguments
    . (_) @before.guard)) @before
  (#any-of? @_wrap "wrap" "wrap_fn"))

; A guard as a value: it has no router yet.
; from_fn(require_user)
((call_expression
  function: (identifier) @_from
  arguments: (arguments
    . (_) @before.guard
    .)) @before
  (#any-of? @_from "from_fn"))

; middleware::from_fn(require_user)
((call_expression
  function: (scoped_identifier
    name: (identifier) @_from)
  arguments: (arguments
    . (_) @before.guard
    .)) @before
  (#any-of? @_from "from_fn"))

; HttpAuthentication::bearer(validate)
((call_expression
  function: (scoped_identifier
    path: (identifier) @_auth)
  arguments: (arguments
    . (_) @before.guard)) @before
  (#any-of? @_auth "HttpAuthentication"))

; async fn get_order(path: web::Path<(Uuid,)>) {}
((generic_type
  type: (scoped_type_identifier
    name: (type_identifier) @_type)) @input.path
  (#eq? @_type "Path"))

; async fn get_order(path: Path<Uuid>) {}
((generic_type
  type: (type_identifier) @_type) @input.path
  (#eq? @_type "Path"))

; async fn list_orders(page: web::Query<Page>) {}
((generic_type
  type: (scoped_type_identifier
    name: (type_identifier) @_type)) @input.query
  (#eq? @_type "Query"))

; async fn list_orders(page: Query<Page>) {}
((generic_type
  type: (type_identifier) @_type) @input.query
  (#eq? @_type "Query"))

; async fn create_order(order: web::Json<NewOrder>) {}
((generic_type
  type: (scoped_type_identifier
    name: (type_identifier) @_type)) @input.body
  (#any-of? @_type "Json" "Form" "Either"))

; async fn create_order(order: Json<NewOrder>) {}
((generic_type
  type: (type_identifier) @_type) @input.body
  (#any-of? @_type "Json" "Form" "AwebJson" "ValidatedJson" "MultipartForm" "QsForm"))

; async fn upload(body: web::Payload) {}
((parameter
  type: (scoped_type_identifier
    name: (type_identifier) @_type) @input.body)
  (#any-of? @_type "Payload" "Bytes" "BytesMut"))

; async fn upload(body: Multipart) {}
((parameter
  type: (type_identifier) @input.body)
  (#any-of? @input.body "Multipart" "Payload" "Bytes"))

; async fn list_orders(request: HttpRequest) {}
((type_identifier) @request
  (#any-of? @request "HttpRequest" "ServiceRequest"))

; let id = request.match_info().get("id");
((call_expression
  function: (field_expression
    value: (_) @input.of
    field: (field_identifier) @_part)) @input.path
  (#eq? @_part "match_info"))

; let query = request.query_string();
((call_expression
  function: (field_expression
    value: (_) @input.of
    field: (field_identifier) @_part)) @input.query
  (#any-of? @_part "query_string"))

; let headers = request.headers();
((call_expression
  function: (field_expression
    value: (_) @input.of
    field: (field_identifier) @_part)) @input.header
  (#any-of? @_part "headers"))

; let theme = request.cookie("theme");
((call_expression
  function: (field_expression
    value: (_) @input.of
    field: (field_identifier) @_part)
  arguments: (arguments
    . (_) @input.name)) @input.cookie
  (#any-of? @_part "cookie"))

; async fn list_orders(me: Identity) {}
((parameter
  type: (type_identifier) @principal)
  (#any-of? @principal "Identity" "Session"))

; async fn list_orders(me: Identity) {}
((parameter
  type: (type_identifier) @guard.authn)
  (#any-of? @guard.authn "Identity"))

; Fails where nobody set it.
; async fn list_orders(me: web::ReqData<UserId>) {}
((generic_type
  type: (scoped_type_identifier
    name: (type_identifier) @_type)) @principal
  (#eq? @_type "ReqData"))

; async fn list_orders(me: ReqData<UserId>) {}
((generic_type
  type: (type_identifier) @_type) @principal
  (#eq? @_type "ReqData"))

; return HttpResponse::Forbidden().finish();
((call_expression
  function: (scoped_identifier
    path: (identifier) @_response
    name: (identifier) @_code)) @deny
  (#eq? @_response "HttpResponse")
  (#any-of? @_code "BadRequest" "Unauthorized" "Forbidden" "NotFound"))

; return Err(ErrorForbidden("not yours"));
((call_expression
  function: (identifier) @_error) @deny
  (#any-of? @_error "ErrorBadRequest" "ErrorUnauthorized" "ErrorForbidden" "ErrorNotFound"))

; return Err(error::ErrorForbidden("not yours"));
((call_expression
  function: (scoped_identifier
    name: (identifier) @_error)) @deny
  (#any-of? @_error "ErrorBadRequest" "ErrorUnauthorized" "ErrorForbidden" "ErrorNotFound"))

; return HttpResponse::build(StatusCode::FORBIDDEN).finish();
((scoped_identifier
  path: (identifier) @_status
  name: (identifier) @_code) @deny
  (#any-of? @_code "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND")
  (#eq? @_status "StatusCode"))
