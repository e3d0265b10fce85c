; NestJS: controllers, routes, guards, parameters. Everything is a decorator, so TypeScript only.
; framework: nest
; packages: @nestjs/common, @nestjs/core

; The class that is decorated is the router.
; for: typescript
; @Controller("orders")
((call_expression
  function: (identifier) @_controller
  arguments: (arguments
    . (_)? @router.prefix)) @router
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
  (#any-of? @route.method "Get" "Post" "Put" "Patch" "Delete" "Head" "Options" "All"))

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
((pair
  key: (property_identifier) @_providers
  value: (array
    (object
      (pair
        key: (property_identifier) @_provide
        value: (identifier) @_token)
      (pair
        key: (property_identifier) @_use
        value: (_) @before.guard)) @before))
  (#eq? @_providers "providers")
  (#eq? @_provide "provide")
  (#eq? @_token "APP_GUARD")
  (#any-of? @_use "useClass" "useExisting" "useFactory" "useValue"))

; const guard = AuthGuard("jwt")
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . [(string) (array)])) @guard.authn
  (#eq? @_guard "AuthGuard"))

; for: typescript
; @Roles("admin")
((call_expression
  function: (identifier) @_roles
  arguments: (arguments
    . (_) @guard.name)) @guard.role
  (#any-of? @_roles "Roles" "RequireRoles" "Permissions" "RequirePermissions" "Scopes" "CheckPolicies" "CheckAbilities"))

; Lets everybody through, whatever guard stands before.
; for: typescript
; @Public()
((call_expression
  function: (identifier) @_public) @guard.optional
  (#any-of? @_public "Public" "SkipAuth" "AllowAnonymous" "IsPublic" "NoAuth" "OptionalAuth"))

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
