; Express: routers, routes, inputs, principals, library guards, denials.
; framework: express
; packages: express, express-promise-router, express-ws, polka, restify, @types/express, express-session, passport

; const app = express()
((call_expression
  function: (identifier) @_make) @router
  (#any-of? @_make "express" "Router" "PromiseRouter" "polka" "restify"))

; const router = express.Router()
((call_expression
  function: (member_expression
    property: (property_identifier) @_make)) @router
  (#any-of? @_make "Router" "createServer"))

; const router = new Router()
((new_expression
  constructor: (identifier) @_make) @router
  (#any-of? @_make "Router"))

; const router = new express.Router()
((new_expression
  constructor: (member_expression
    property: (property_identifier) @_make)) @router
  (#eq? @_make "Router"))

; The last argument is the handler, those between are guards.
; app.get("/orders/:id", requireUser, getOrder)
; router.post("/orders", async (req, res) => res.json(await create(req.body)))
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression) (array) (regex)] @route.path
    . [(identifier) (member_expression) (arrow_function) (function_expression) (call_expression) (array) (await_expression)])) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "del" "head" "options" "all" "ws"))

; The method is a value: a table of routes in a loop.
; router[route.method](route.path, route.handler)
((call_expression
  function: (subscript_expression
    object: (_) @route.router
    index: [(identifier) (member_expression) (call_expression)] @route.method)
  arguments: (arguments
    . [(string) (template_string) (identifier) (member_expression) (binary_expression)] @route.path
    . (_))) @route)

; router.route("/orders/:id")
((call_expression
  function: (member_expression
    object: (_) @route.router
    property: (property_identifier) @_route)
  arguments: (arguments
    . (_) @route.path)) @router.at
  (#eq? @_route "route"))

; Called on a router that names the path, or on such a call.
; router.route("/orders/:id").get(getOrder).delete(requireUser, deleteOrder)
((call_expression
  function: (member_expression
    object: (call_expression) @route.router
    property: (property_identifier) @route.method)
  arguments: (arguments
    . [(identifier) (member_expression) (arrow_function) (function_expression) (call_expression) (array)])) @route
  (#any-of? @route.method "get" "post" "put" "patch" "delete" "all" "head" "options"))

; app.use("/api", requireUser, ordersRouter)
((call_expression
  function: (member_expression
    object: (_) @use.router
    property: (property_identifier) @_use)) @use
  (#eq? @_use "use"))

; router.param("id", loadOrder)
((call_expression
  function: (member_expression
    object: (_) @before.router
    property: (property_identifier) @_param)
  arguments: (arguments
    . (string)
    . (_) @before.guard)) @before
  (#eq? @_param "param"))

; const { id } = req.params
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.path
  (#eq? @_part "params"))

; const page = req.query.page
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.query
  (#eq? @_part "query"))

; const order = req.body
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.body
  (#any-of? @_part "body" "files" "file" "rawBody"))

; const team = req.headers["x-team"]
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.header
  (#any-of? @_part "headers" "rawHeaders"))

; const theme = req.cookies.theme
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.cookie
  (#any-of? @_part "cookies"))

; Nobody can send another's: they are signed.
; const me = req.signedCookies.userId
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @principal
  (#eq? @_part "signedCookies"))

; const id = req.param("id")
((call_expression
  function: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_param)
  arguments: (arguments
    . (string) @input.name)) @input.path
  (#eq? @_param "param"))

; const team = req.get("X-Team")
((call_expression
  function: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_get)
  arguments: (arguments
    . (string) @input.name
    .)) @input.header
  (#any-of? @_get "get" "header"))

; for: typescript
; function getOrder(req: Request, res: Response) {}
((type_identifier) @request
  (#any-of? @request "Request" "ExpressRequest" "AuthRequest" "AuthenticatedRequest" "RequestWithUser" "CustomRequest" "IncomingMessage"))

; for: typescript
; function getOrder(req: express.Request, res: express.Response) {}
((nested_type_identifier
  name: (type_identifier) @_type) @request
  (#any-of? @_type "Request" "IncomingMessage"))

; for: typescript
; function getOrder(req: Request<Params>, res: Response) {}
((generic_type
  name: (type_identifier) @_type) @request
  (#any-of? @_type "Request" "ExpressRequest" "AuthRequest"))

; const me = req.user
; const me = req.session.userId
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_user) @principal
  (#any-of? @_user "user" "auth" "session" "currentUser" "account" "userId" "user_id" "userid" "uid" "userData" "authUser" "loggedUser" "loggedInUser" "authInfo" "decoded" "decodedToken" "tokenData" "tokenPayload" "jwtPayload" "jwt" "payload" "claims" "oidc" "kauth" "identity" "principal" "username" "userInfo" "member" "tenant" "tenantId" "organization" "organizationId" "viewer"))

; const me = res.locals.user
((member_expression
  object: (member_expression
    property: (property_identifier) @_locals)
  property: (property_identifier) @_user) @principal
  (#any-of? @_user "user" "currentUser" "userId" "user_id" "account" "auth" "session" "jwt" "jwtPayload" "payload" "decoded" "claims" "uid" "tokenData" "tenant" "tenantId" "organization" "member")
  (#eq? @_locals "locals"))

; if (!req.isAuthenticated()) return res.redirect("/login")
((call_expression
  function: (member_expression
    property: (property_identifier) @_is)) @principal
  (#any-of? @_is "isAuthenticated" "isUnauthenticated"))

; router.use(passport.authenticate("jwt", { session: false }))
((call_expression
  function: (member_expression
    object: (_) @_passport
    property: (property_identifier) @_guard)) @guard.authn
  (#any-of? @_guard "authenticate")
  (#match? @_passport "[Pp]assport"))

; app.use(expressjwt({ secret, algorithms: ["HS256"] }))
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . [(object) (identifier)])) @guard.authn
  (#any-of? @_guard "expressjwt" "expressJwt" "expressJWT" "jwtMiddleware" "basicAuth" "verifySession"))

; app.use(jwt({ secret, algorithms: ["HS256"] }))
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . (object))) @guard.authn
  (#any-of? @_guard "jwt" "koaJwt" "bearerAuth" "basicAuth"))

; app.use(jwt({ secret, credentialsRequired: false }))
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (false))))) @guard.optional
  (#any-of? @_guard "expressjwt" "expressJwt" "expressJWT" "jwt")
  (#eq? @_key "credentialsRequired"))

; app.use(koaJwt({ secret, passthrough: true }))
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (true))))) @guard.optional
  (#any-of? @_guard "jwt" "koaJwt")
  (#eq? @_key "passthrough"))

; router.get("/orders", requiresAuth(), listOrders)
((call_expression
  function: (identifier) @_guard) @guard.authn
  (#any-of? @_guard "requiresAuth" "ensureLoggedIn" "ClerkExpressRequireAuth" "clerkMiddleware" "verifySession" "withAuthenticationRequired"))

; router.get("/orders", login.ensureLoggedIn("/login"), listOrders)
((call_expression
  function: (member_expression
    property: (property_identifier) @_guard)) @guard.authn
  (#any-of? @_guard "ensureLoggedIn" "requiresAuth" "requireSession"))

; app.use(auth({ issuerBaseURL, audience }))
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . (object
      [(pair key: (property_identifier) @_key) (shorthand_property_identifier) @_key]))) @guard.authn
  (#any-of? @_guard "auth")
  (#any-of? @_key "issuerBaseURL" "audience" "jwksUri"))

; router.get("/orders", keycloak.protect("realm:admin"), listOrders)
((call_expression
  function: (member_expression
    object: (_) @_keycloak
    property: (property_identifier) @_guard)) @guard.authn
  (#any-of? @_guard "protect" "enforcer")
  (#match? @_keycloak "[Kk]eycloak"))

; router.get("/orders", keycloak.protect("realm:admin"), listOrders)
((call_expression
  function: (member_expression
    object: (_) @_keycloak
    property: (property_identifier) @_guard)
  arguments: (arguments
    . (_) @guard.name)) @guard.role
  (#any-of? @_guard "protect" "enforcer")
  (#match? @_keycloak "[Kk]eycloak"))

; router.get("/orders", guard.check(["orders:read"]), listOrders)
((call_expression
  function: (member_expression
    object: (_) @_permissions
    property: (property_identifier) @_guard)
  arguments: (arguments
    . (_) @guard.name)) @guard.role
  (#eq? @_guard "check")
  (#match? @_permissions "[Gg]uard|[Pp]ermission"))

; router.get("/orders", requiredScopes("orders:read"), listOrders)
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . (_) @guard.name)) @guard.role
  (#any-of? @_guard "requiredScopes" "requireScope" "jwtAuthz" "claimCheck" "claimEquals" "claimIncludes" "checkPermissions"))

; return res.status(403).json({ error: "not yours" })
((call_expression
  function: (member_expression
    property: (property_identifier) @_status)
  arguments: (arguments
    . (number) @_code)) @deny
  (#any-of? @_status "status" "sendStatus" "code" "writeHead" "send" "sendError")
  (#any-of? @_code "400" "401" "403" "404"))

; return res.status(StatusCodes.FORBIDDEN).end()
((call_expression
  function: (member_expression
    property: (property_identifier) @_status)
  arguments: (arguments
    . (member_expression
      property: (property_identifier) @_code))) @deny
  (#any-of? @_status "status" "sendStatus" "code" "writeHead")
  (#any-of? @_code "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND" "BadRequest" "Unauthorized" "Forbidden" "NotFound"))

; next(createError(403))
; next(err)
((call_expression
  function: (identifier) @_next
  arguments: (arguments
    . [(identifier) (new_expression) (call_expression) (member_expression) (object)])) @deny
  (#any-of? @_next "next" "done"))

; throw createError(404, "no such order")
((call_expression
  function: (identifier) @_error
  arguments: (arguments
    . (number) @_code)) @deny
  (#any-of? @_error "createError" "createHttpError" "httpError")
  (#any-of? @_code "400" "401" "403" "404"))

; throw createError.Forbidden()
((call_expression
  function: (member_expression
    property: (property_identifier) @_error)) @deny
  (#any-of? @_error "Forbidden" "Unauthorized" "NotFound" "forbidden" "unauthorized" "notFound" "badRequest"))

; return res.redirect("/login")
((call_expression
  function: (member_expression
    property: (property_identifier) @_redirect)
  arguments: (arguments
    (string
      (string_fragment) @_to))) @deny
  (#eq? @_redirect "redirect")
  (#match? @_to "[Ll]og-?_?in|[Ss]ign-?_?in|unauthori|forbidden|denied"))
