; FastAPI: routers, path operations, dependencies, parameters, security schemes.
; framework: fastapi
; packages: fastapi, fastapi_users, fastapi_utils, fastapi_jwt_auth, fastapi_login, ninja_jwt
; method: GET

; app = FastAPI()
((call
  function: (identifier) @_make) @router
  (#any-of? @_make "FastAPI" "APIRouter"))

; app = fastapi.FastAPI()
((call
  function: (attribute
    attribute: (identifier) @_make)) @router
  (#any-of? @_make "FastAPI" "APIRouter"))

; router = APIRouter(prefix="/orders")
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router
  (#any-of? @_make "FastAPI" "APIRouter")
  (#eq? @_key "prefix"))

; router = fastapi.APIRouter(prefix="/orders")
((call
  function: (attribute
    attribute: (identifier) @_make)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.prefix))) @router
  (#any-of? @_make "FastAPI" "APIRouter")
  (#eq? @_key "prefix"))

; router = APIRouter(dependencies=[Depends(get_current_user)])
((call
  function: (identifier) @_make
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.guard))) @router
  (#any-of? @_make "FastAPI" "APIRouter")
  (#eq? @_key "dependencies"))

; router = fastapi.APIRouter(dependencies=[Depends(get_current_user)])
((call
  function: (attribute
    attribute: (identifier) @_make)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @router.guard))) @router
  (#any-of? @_make "FastAPI" "APIRouter")
  (#eq? @_key "dependencies"))

; @router.get("/orders/{order_id}")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      . [(string) (concatenated_string) (identifier) (attribute) (binary_operator) (call)] @route.path)) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "trace"))

; @router.get(path="/orders/{order_id}")
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.path))) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete")
  (#eq? @_key "path"))

; @router.delete("/orders/{order_id}", dependencies=[Depends(require_admin)])
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @route.method)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.guard))) @route)
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "trace")
  (#eq? @_key "dependencies"))

; @router.api_route("/orders")
; @router.websocket("/feed")
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (attribute) (binary_operator) (call)] @route.path)) @route
  (#any-of? @_route "api_route" "route" "websocket" "websocket_route"))

; @router.api_route("/orders", methods=["GET", "POST"])
((decorator
  (call
    function: (attribute
      object: (_) @route.router
      attribute: (identifier) @_route)
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods))) @route)
  (#any-of? @_route "api_route" "route")
  (#eq? @_key "methods"))

; @router.api_route("/orders", dependencies=[Depends(require_admin)])
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.guard))) @route
  (#any-of? @_route "api_route" "websocket")
  (#eq? @_key "dependencies"))

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
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "head" "options" "trace"))

; router.add_api_route("/orders", list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    . [(identifier) (attribute) (call) (lambda)] @route.handler)) @route
  (#any-of? @_route "add_api_route" "add_api_websocket_route"))

; router.add_api_route("/orders", endpoint=list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . (_) @route.path
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.handler))) @route
  (#eq? @_route "add_api_route")
  (#eq? @_key "endpoint"))

; router.add_api_route(path="/orders", endpoint=list_orders)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_path
      value: (_) @route.path)
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.handler))) @route
  (#eq? @_route "add_api_route")
  (#eq? @_path "path")
  (#eq? @_key "endpoint"))

; router.add_api_route("/orders", create_order, methods=["POST"])
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.methods))) @route
  (#eq? @_route "add_api_route")
  (#eq? @_key "methods"))

; router.add_api_route("/orders", create_order, dependencies=[Depends(require_admin)])
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.guard))) @route
  (#eq? @_route "add_api_route")
  (#eq? @_key "dependencies"))

; app.include_router(orders.router)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . [(identifier) (attribute) (call) (subscript)] @mount.child)) @mount
  (#eq? @_mount "include_router"))

; app.include_router(router=orders.router)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @mount.child))) @mount
  (#eq? @_mount "include_router")
  (#eq? @_key "router"))

; app.include_router(orders.router, prefix="/orders")
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @mount.prefix))) @mount
  (#eq? @_mount "include_router")
  (#eq? @_key "prefix"))

; app.include_router(orders.router, dependencies=[Depends(get_current_user)])
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @mount.guard))) @mount
  (#eq? @_mount "include_router")
  (#eq? @_key "dependencies"))

; app.mount("/api", api)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (attribute) (binary_operator)] @mount.prefix
    . (_) @mount.child)) @mount
  (#eq? @_mount "mount"))

; app.mount("/api", app=api)
((call
  function: (attribute
    object: (_) @mount.router
    attribute: (identifier) @_mount)
  arguments: (argument_list
    . (string) @mount.prefix
    (keyword_argument
      name: (identifier) @_key
      value: (_) @mount.child))) @mount
  (#eq? @_mount "mount")
  (#eq? @_key "app"))

; user = Depends()
((call
  function: (identifier) @_depends) @depends
  (#any-of? @_depends "Depends" "Security"))

; user = Depends(get_current_user)
((call
  function: (identifier) @_depends
  arguments: (argument_list
    . [(identifier) (attribute) (call) (lambda) (subscript)] @depends.on)) @depends
  (#any-of? @_depends "Depends" "Security"))

; user = Depends(dependency=get_current_user)
((call
  function: (identifier) @_depends
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @depends.on))) @depends
  (#any-of? @_depends "Depends" "Security")
  (#eq? @_key "dependency"))

; user = Security(get_current_user, scopes=["orders:read"])
((call
  function: (identifier) @_depends
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @depends.scopes))) @depends
  (#eq? @_depends "Security")
  (#eq? @_key "scopes"))

; user = fastapi.Depends(get_current_user)
((call
  function: (attribute
    attribute: (identifier) @_depends)
  arguments: (argument_list
    . (_)? @depends.on)) @depends
  (#any-of? @_depends "Depends" "Security"))

; def f(order_id: int = Path(ge=1)): ...
((typed_default_parameter
  value: (call
    function: (identifier) @_in) @input.path)
  (#eq? @_in "Path"))

; def f(order_id: Annotated[int, Path(ge=1)]): ...
((generic_type
  (type_parameter
    (type
      (call
        function: (identifier) @_in) @input.path)))
  (#eq? @_in "Path"))

; def f(q: str = Query(None)): ...
; def f(q: Annotated[str, Query()]): ...
((call
  function: (identifier) @_in) @input.query
  (#eq? @_in "Query"))

; def f(order: Order = Body(embed=True)): ...
; def f(order: Annotated[Order, Body()]): ...
((call
  function: (identifier) @_in) @input.body
  (#any-of? @_in "Body" "Form" "File"))

; def f(team: str = Header(None)): ...
; def f(team: Annotated[str, Header()]): ...
((call
  function: (identifier) @_in) @input.header
  (#eq? @_in "Header"))

; def f(theme: str = Cookie(None)): ...
; def f(theme: Annotated[str, Cookie()]): ...
((call
  function: (identifier) @_in) @input.cookie
  (#eq? @_in "Cookie"))

; def f(file: UploadFile): ...
((identifier) @input.body
  (#any-of? @input.body "UploadFile" "OAuth2PasswordRequestForm"))

; def f(form: fastapi.UploadFile): ...
((attribute
  attribute: (identifier) @_type) @input.body
  (#any-of? @_type "UploadFile" "OAuth2PasswordRequestForm"))

; scheme = OAuth2PasswordBearer(tokenUrl="token")
((call
  function: (identifier) @_scheme) @guard.authn
  (#any-of? @_scheme "OAuth2PasswordBearer" "OAuth2AuthorizationCodeBearer" "OAuth2ClientCredentials" "OpenIdConnect" "HTTPBearer" "HTTPBasic" "HTTPDigest" "APIKeyHeader" "APIKeyQuery" "APIKeyCookie" "JwtAccessBearer" "JwtAccessBearerCookie"))

; scheme = security.HTTPBearer()
((call
  function: (attribute
    attribute: (identifier) @_scheme)) @guard.authn
  (#any-of? @_scheme "OAuth2PasswordBearer" "OAuth2AuthorizationCodeBearer" "OpenIdConnect" "HTTPBearer" "HTTPBasic" "HTTPDigest" "APIKeyHeader" "APIKeyQuery" "APIKeyCookie"))

; On the same call as guard.authn, guard.optional says more.
; scheme = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
((call
  function: (identifier) @_scheme
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (false)))) @guard.optional
  (#any-of? @_scheme "OAuth2PasswordBearer" "OAuth2AuthorizationCodeBearer" "OpenIdConnect" "HTTPBearer" "HTTPBasic" "HTTPDigest" "APIKeyHeader" "APIKeyQuery" "APIKeyCookie" "JwtAccessBearer" "JwtAccessBearerCookie")
  (#eq? @_key "auto_error"))

; scheme = security.HTTPBearer(auto_error=False)
((call
  function: (attribute
    attribute: (identifier) @_scheme)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (false)))) @guard.optional
  (#any-of? @_scheme "OAuth2PasswordBearer" "OAuth2AuthorizationCodeBearer" "HTTPBearer" "HTTPBasic" "APIKeyHeader" "APIKeyQuery" "APIKeyCookie")
  (#eq? @_key "auto_error"))

; current_user = fastapi_users.current_user(active=True)
((call
  function: (attribute
    object: (identifier) @_users
    attribute: (identifier) @_current)) @guard.authn
  (#any-of? @_current "current_user" "authenticator" "current_user_token")
  (#match? @_users "fastapi_users|auth"))

; current_user = fastapi_users.current_user(optional=True)
((call
  function: (attribute
    attribute: (identifier) @_current)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (true)))) @guard.optional
  (#eq? @_current "current_user")
  (#eq? @_key "optional"))

; current_user = fastapi_users.current_user(superuser=True)
((call
  function: (attribute
    attribute: (identifier) @_current)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @guard.name
      value: (true)))) @guard.role
  (#eq? @_current "current_user")
  (#eq? @guard.name "superuser"))

; Authorize.jwt_required()
((call
  function: (attribute
    attribute: (identifier) @_guard)) @guard.authn
  (#any-of? @_guard "jwt_required" "fresh_jwt_required" "jwt_refresh_token_required"))

; me = Authorize.get_jwt_subject()
((call
  function: (attribute
    attribute: (identifier) @_subject)) @principal
  (#any-of? @_subject "get_jwt_subject" "get_raw_jwt"))

; raise HTTPException(status_code=403)
; raise fastapi.HTTPException(403)
((raise_statement
  (call
    function: [(identifier) @_error (attribute attribute: (identifier) @_error)]) @deny)
  (#any-of? @_error "HTTPException" "RequestValidationError" "WebSocketException"))
