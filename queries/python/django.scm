; Django: the request, guards. What URL lists and generic views do is in library/django.
; framework: django
; packages: django

; @require_http_methods(["GET", "POST"])
((call
  function: (identifier) @_methods
  arguments: (argument_list
    . (_) @route.methods)) @methods
  (#eq? @_methods "require_http_methods"))

; @require_POST
((identifier) @methods @route.method
  (#any-of? @methods "require_POST" "require_GET" "require_safe"))

; def view(request: HttpRequest): ...
((identifier) @request
  (#any-of? @request "HttpRequest" "WSGIRequest" "ASGIRequest" "AuthenticatedHttpRequest"))

; page = request.GET["page"]
((attribute
  object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
  attribute: (identifier) @_part) @input.query
  (#any-of? @_part "GET" "query_params")
  (#any-of? @_request "request" "req"))

; page = request.GET.get("page")
; page = self.request.GET.get("page")
((call
  function: (attribute
    object: (attribute
      object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.query
  (#any-of? @_get "get" "getlist" "pop")
  (#any-of? @_part "GET" "query_params")
  (#any-of? @_request "request" "req"))

; amount = request.POST["amount"]
((attribute
  object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
  attribute: (identifier) @_part) @input.body
  (#any-of? @_part "POST" "FILES" "body" "data")
  (#any-of? @_request "request" "req"))

; amount = request.POST.get("amount")
((call
  function: (attribute
    object: (attribute
      object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.body
  (#any-of? @_get "get" "getlist" "pop")
  (#any-of? @_part "POST" "FILES" "data")
  (#any-of? @_request "request" "req"))

; team = request.headers["X-Team"]
((attribute
  object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
  attribute: (identifier) @_part) @input.header
  (#any-of? @_part "META" "headers")
  (#any-of? @_request "request" "req"))

; team = request.META.get("HTTP_X_TEAM")
((call
  function: (attribute
    object: (attribute
      object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.header
  (#eq? @_get "get")
  (#any-of? @_part "META" "headers")
  (#any-of? @_request "request" "req"))

; theme = request.COOKIES["theme"]
((attribute
  object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
  attribute: (identifier) @_part) @input.cookie
  (#eq? @_part "COOKIES")
  (#any-of? @_request "request" "req"))

; theme = request.COOKIES.get("theme")
((call
  function: (attribute
    object: (attribute
      object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
      attribute: (identifier) @_part)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.cookie
  (#eq? @_get "get")
  (#eq? @_part "COOKIES")
  (#any-of? @_request "request" "req"))

; pk = self.kwargs["pk"]
((subscript
  value: (attribute
    object: (identifier) @_self
    attribute: (identifier) @_kwargs)
  subscript: (string) @input.name) @input.path
  (#eq? @_kwargs "kwargs")
  (#any-of? @_self "self" "view"))

; pk = request.parser_context["kwargs"]["pk"]
((subscript
  value: (subscript
    value: (attribute
      object: (identifier) @_request
      attribute: (identifier) @_context)
    subscript: (string) @_kwargs)
  subscript: (string) @input.name) @input.path
  (#eq? @_request "request")
  (#eq? @_context "parser_context")
  (#any-of? @_kwargs "\"kwargs\"" "'kwargs'"))

; pk = self.kwargs.get("pk")
((call
  function: (attribute
    object: (attribute
      object: (identifier) @_self
      attribute: (identifier) @_kwargs)
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (string) @input.name)) @input.path
  (#eq? @_get "get")
  (#eq? @_kwargs "kwargs")
  (#any-of? @_self "self" "view"))

; order.owner == request.user
; order.owner == self.request.user
((attribute
  object: [(identifier) @_request (attribute attribute: (identifier) @_request)]
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "auth" "session" "user_id")
  (#any-of? @_request "request" "req"))

; user = self.context["request"].user
((attribute
  object: (subscript
    subscript: (string
      (string_content) @_request))
  attribute: (identifier) @_user) @principal
  (#any-of? @_user "user" "auth")
  (#eq? @_request "request"))

; owner = CurrentUserDefault()
((call
  function: (identifier) @_user) @principal
  (#any-of? @_user "CurrentUserDefault"))

; user = get_user(request)
((call
  function: (identifier) @_user
  arguments: (argument_list
    . (identifier) @_request)) @principal
  (#any-of? @_user "get_user" "aget_user")
  (#eq? @_request "request"))

; Also in `method_decorator(login_required)` and as `login_required(view)`.
; @login_required
((identifier) @guard.authn
  (#any-of? @guard.authn "login_required"))

; @decorators.login_required
((attribute
  attribute: (identifier) @_guard) @guard.authn
  (#eq? @_guard "login_required"))

; @staff_member_required
((identifier) @guard.role
  (#any-of? @guard.role "staff_member_required" "superuser_required"))

; @login_not_required
((identifier) @guard.optional
  (#eq? @guard.optional "login_not_required"))

; @permission_required("orders.view_order")
((call
  function: (identifier) @_guard
  arguments: (argument_list
    . (_) @guard.name)) @guard.role
  (#any-of? @_guard "permission_required" "group_required" "user_passes_test"))

; raise PermissionDenied()
; raise Http404
((raise_statement
  [(call function: (identifier) @_error) (identifier) @_error] @deny)
  (#any-of? @_error "Http404" "PermissionDenied" "NotFound" "NotAuthenticated" "AuthenticationFailed" "SuspiciousOperation"))

; return HttpResponseForbidden()
((call
  function: (identifier) @_respond) @deny
  (#any-of? @_respond "HttpResponseForbidden" "HttpResponseNotFound" "HttpResponseBadRequest" "redirect_to_login"))

; return JsonResponse({"error": "not yours"}, status=403)
((call
  function: (identifier) @_respond
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (integer) @_status))) @deny
  (#any-of? @_respond "JsonResponse" "HttpResponse" "Response")
  (#eq? @_key "status")
  (#any-of? @_status "400" "401" "403" "404"))

; return Response(status=status.HTTP_403_FORBIDDEN)
((call
  function: (identifier) @_respond
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (attribute
        attribute: (identifier) @_status)))) @deny
  (#any-of? @_respond "JsonResponse" "HttpResponse" "Response")
  (#eq? @_key "status")
  (#any-of? @_status "HTTP_400_BAD_REQUEST" "HTTP_401_UNAUTHORIZED" "HTTP_403_FORBIDDEN" "HTTP_404_NOT_FOUND" "BAD_REQUEST" "UNAUTHORIZED" "FORBIDDEN" "NOT_FOUND"))

; return redirect("login")
((call
  function: (identifier) @_redirect
  arguments: (argument_list
    . (string
      (string_content) @_to))) @deny
  (#eq? @_redirect "redirect")
  (#match? @_to "[Ll]og-?_?in|[Ss]ign-?_?in|unauthori|forbidden|denied"))
