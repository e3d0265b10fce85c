; NestJS: controllers, routes, guards, parameters. Everything is a decorator, so TypeScript only.
; framework: nest
; packages: @nestjs/common, @nestjs/core

; The class that is decorated is the router.
; for: typescript
; @Controller()
((call_expression
  function: (identifier) @_controller) @router
  (#any-of? @_controller "Controller" "RestController"))

; for: typescript
; @Controller("orders")
((call_expression
  function: (identifier) @_controller
  arguments: (arguments
    . [(string) (template_string) (array) (identifier) (member_expression) (call_expression) (binary_expression)] @router.prefix)) @router
  (#any-of? @_controller "Controller" "RestController"))

; for: typescript
; @Controller({ path: "orders", version: "1" })
((call_expression
  function: (identifier) @_controller
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @router.prefix)))) @router
  (#eq? @_controller "Controller")
  (#eq? @_key "path"))

; for: typescript
; @Get(":id")
((call_expression
  function: (identifier) @route.method
  arguments: (arguments
    . (_)? @route.path)) @route
  (#any-of? @route.method "Get" "Post" "Put" "Patch" "Delete" "Head" "Options" "All" "Sse"))

; On a class or a method.
; for: typescript
; @UseGuards(AuthGuard("jwt"), RolesGuard)
((call_expression
  function: (identifier) @_guards
  arguments: (arguments
    (_)* @layer.guard)) @layer
  (#eq? @_guards "UseGuards"))

; Before every handler of the application.
; app.useGlobalGuards(new AuthGuard())
((call_expression
  function: (member_expression
    object: (_) @before.router
    property: (property_identifier) @_guards)
  arguments: (arguments
    (_)* @before.guard)) @before
  (#eq? @_guards "useGlobalGuards"))

; const module = { providers: [{ provide: APP_GUARD, useClass: AuthGuard }] }
((object
  (pair
    key: (property_identifier) @_provide
    value: (identifier) @_token)
  (pair
    key: (property_identifier) @_use
    value: (_) @before.guard)) @before.app
  (#eq? @_provide "provide")
  (#eq? @_token "APP_GUARD")
  (#any-of? @_use "useClass" "useExisting" "useFactory" "useValue"))

; A module takes in controllers, other modules, and providers of guards for all.
; for: typescript
; @Module({ imports: [OrdersModule], controllers: [AppController] })
((call_expression
  function: (identifier) @_module
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @router.child)))) @router
  (#eq? @_module "Module")
  (#any-of? @_key "imports" "controllers" "providers"))

; A module without anything in it.
; for: typescript
; @Module({})
((call_expression
  function: (identifier) @_module) @router
  (#eq? @_module "Module"))

; class OrdersModule { static forRoot() { return { module: OrdersModule, controllers: [Orders] }; } }
((object
  (pair
    key: (property_identifier) @_key
    value: (identifier) @router.child)) @router
  (#eq? @_key "module"))

((object
  (pair
    key: (property_identifier) @_module
    value: (identifier))
  (pair
    key: (property_identifier) @_key
    value: (_) @router.child)) @router
  (#eq? @_module "module")
  (#any-of? @_key "imports" "controllers" "providers"))

; const app = await NestFactory.create(AppModule)
((call_expression
  function: (member_expression
    object: (identifier) @_factory
    property: (property_identifier) @_create)
  arguments: (arguments
    . (_) @router.child)) @router
  (#eq? @_factory "NestFactory")
  (#eq? @_create "create"))

; for: typescript
; const app = await NestFactory.create<NestExpressApplication>(AppModule)
((call_expression
  function: (await_expression
    (member_expression
      object: (identifier) @_factory
      property: (property_identifier) @_create))
  arguments: (arguments
    . (_) @router.child)) @router
  (#eq? @_factory "NestFactory")
  (#eq? @_create "create"))

; app.setGlobalPrefix("api")
((call_expression
  function: (member_expression
    object: (_) @prefix.router
    property: (property_identifier) @_prefix)
  arguments: (arguments
    . (_) @prefix.path)) @prefix
  (#eq? @_prefix "setGlobalPrefix"))

; app.setGlobalPrefix("api", { exclude: ["health"] })
((call_expression
  function: (member_expression
    object: (_) @prefix.router
    property: (property_identifier) @_prefix)
  arguments: (arguments
    . (_) @prefix.path
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @prefix.except)))) @prefix
  (#eq? @_prefix "setGlobalPrefix")
  (#eq? @_key "exclude"))

; Versions are part of the path unless another type is named.
; app.enableVersioning()
((call_expression
  function: (member_expression
    object: (_) @versions.router
    property: (property_identifier) @_enable)
  arguments: (arguments
    . "("
    . ")")) @versions
  (#eq? @_enable "enableVersioning"))

; app.enableVersioning({ type: VersioningType.URI })
((call_expression
  function: (member_expression
    object: (_) @versions.router
    property: (property_identifier) @_enable)
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (member_expression
          property: (property_identifier) @_type))))) @versions
  (#eq? @_enable "enableVersioning")
  (#eq? @_key "type")
  (#eq? @_type "URI"))

; app.enableVersioning({ type: VersioningType.URI, prefix: "version-" })
((call_expression
  function: (member_expression
    object: (_) @versions.router
    property: (property_identifier) @_enable)
  arguments: (arguments
    . (object
      (pair
        value: (member_expression
          property: (property_identifier) @_type))
      (pair
        key: (property_identifier) @_key
        value: (_) @versions.prefix)))) @versions
  (#eq? @_enable "enableVersioning")
  (#eq? @_type "URI")
  (#eq? @_key "prefix"))

; app.enableVersioning({ type: VersioningType.URI, defaultVersion: "1" })
((call_expression
  function: (member_expression
    object: (_) @versions.router
    property: (property_identifier) @_enable)
  arguments: (arguments
    . (object
      (pair
        value: (member_expression
          property: (property_identifier) @_type))
      (pair
        key: (property_identifier) @_key
        value: (_) @versions.default)))) @versions
  (#eq? @_enable "enableVersioning")
  (#eq? @_type "URI")
  (#eq? @_key "defaultVersion"))

; for: typescript
; @Controller({ path: "orders", version: "1" })
((call_expression
  function: (identifier) @_controller
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @router.version)))) @router
  (#eq? @_controller "Controller")
  (#eq? @_key "version"))

; for: typescript
; @Version("2")
((call_expression
  function: (identifier) @_version
  arguments: (arguments
    . (_) @route.version.name)) @route.version
  (#eq? @_version "Version"))

; const guard = AuthGuard("jwt")
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . [(string) (array)])) @guard.authn
  (#eq? @_guard "AuthGuard"))

; for: typescript
; class RolesGuard { canActivate(context: ExecutionContext) { return false; } }
((method_definition
  name: (property_identifier) @_method) @guard.method
  (#eq? @_method "canActivate"))

; for: typescript
; class JwtGuard extends AuthGuard("jwt") { handleRequest(error, user) { return user; } }
((method_definition
  name: (property_identifier) @_method) @guard.result
  (#eq? @_method "handleRequest"))

; Nothing but a guard that reads it makes anything of a note.
; const Public = () => SetMetadata("public", true)
((call_expression
  function: (identifier) @_note
  arguments: (arguments
    . (_) @note.key
    . (_)? @note.value)) @note
  (#eq? @_note "SetMetadata"))

; const Roles = Reflector.createDecorator<string[]>()
((call_expression
  function: (member_expression
    object: (identifier) @_reflector
    property: (property_identifier) @_create)) @note.maker
  (#eq? @_reflector "Reflector")
  (#eq? @_create "createDecorator"))

; const Auth = () => applyDecorators(Public(), UseGuards(RolesGuard))
((call_expression
  function: (identifier) @_apply) @decorators
  (#eq? @_apply "applyDecorators"))

; const roles = this.reflector.getAllAndOverride("roles", [context.getHandler(), context.getClass()])
((call_expression
  function: (member_expression
    object: (_) @_reflector
    property: (property_identifier) @_get)
  arguments: (arguments
    . (_) @note.key
    . (_))) @note.read
  (#any-of? @_get "get" "getAll" "getAllAndOverride" "getAllAndMerge" "getMetadata")
  (#match? @_reflector "[rR]eflect(or)?$"))

; const request = context.switchToHttp().getRequest()
((call_expression
  function: (member_expression
    object: (call_expression
      function: (member_expression
        property: (property_identifier) @_switch))
    property: (property_identifier) @_get)) @request
  (#any-of? @_switch "switchToHttp" "switchToWs" "switchToRpc")
  (#any-of? @_get "getRequest" "getClient"))

; const request = GqlExecutionContext.create(context).getContext().req
((call_expression
  function: (member_expression
    object: (_) @_context
    property: (property_identifier) @_get)) @request
  (#eq? @_get "getContext")
  (#match? @_context "([cC]ontext|[cC]tx|\\))$"))

; const { id } = GqlExecutionContext.create(context).getArgs()
((call_expression
  function: (member_expression
    property: (property_identifier) @_get)) @input.argument
  (#eq? @_get "getArgs"))

; const Me = createParamDecorator((data, context) => context.switchToHttp().getRequest().user)
((call_expression
  function: (identifier) @_create
  arguments: (arguments
    . (_) @depends.on)) @depends
  (#eq? @_create "createParamDecorator"))

; for: typescript
; f(@Param("id") id: string) {}
((call_expression
  function: (identifier) @_in
  arguments: (arguments
    . (string)? @input.name)) @input.path
  (#eq? @_in "Param"))

; for: typescript
; f(@Query("page") page: string) {}
((call_expression
  function: (identifier) @_in
  arguments: (arguments
    . (string)? @input.name)) @input.query
  (#eq? @_in "Query"))

; for: typescript
; f(@Body() order: OrderDto) {}
((call_expression
  function: (identifier) @_in
  arguments: (arguments
    . (string)? @input.name)) @input.body
  (#any-of? @_in "Body" "UploadedFile" "UploadedFiles" "RawBody"))

; for: typescript
; f(@Headers("x-team") team: string) {}
((call_expression
  function: (identifier) @_in
  arguments: (arguments
    . (string)? @input.name)) @input.header
  (#any-of? @_in "Headers"))

; for: typescript
; f(@Req() req) {}
((call_expression
  function: (identifier) @_in) @request
  (#any-of? @_in "Req" "Request"))

; for: typescript
; f(@CurrentUser() me: User) {}
((call_expression
  function: (identifier) @_in) @principal
  (#any-of? @_in "CurrentUser" "User" "AuthUser" "GetUser" "ReqUser" "CurrentUserId" "UserId" "ActiveUser" "Session" "AuthenticatedUser" "Jwt" "AuthWorkspace" "AuthAccount"))

; throw new ForbiddenException()
((new_expression
  constructor: (identifier) @_error) @deny
  (#any-of? @_error "ForbiddenException" "UnauthorizedException" "NotFoundException" "BadRequestException" "HttpException"))
