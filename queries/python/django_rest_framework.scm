; Django REST framework: routers, view sets, actions. Their guards and the request are in django.scm.
; framework: django-rest-framework
; packages: rest_framework

; router = DefaultRouter()
((call
  function: (identifier) @_make) @router
  (#any-of? @_make "DefaultRouter" "SimpleRouter" "NestedSimpleRouter" "NestedDefaultRouter"))

; router = routers.DefaultRouter()
((call
  function: (attribute
    attribute: (identifier) @_make)) @router
  (#any-of? @_make "DefaultRouter" "SimpleRouter" "NestedSimpleRouter"))

; The handler is a view set: list, create, retrieve, update, partial_update, destroy and its actions.
; router.register(r"orders", OrderViewSet)
((call
  function: (attribute
    object: (_) @route.router
    attribute: (identifier) @_route)
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (binary_operator)] @route.path
    . [(identifier) (attribute)] @route.handler)) @route
  (#eq? @_route "register"))

; @action(detail=True)
((call
  function: (identifier) @_action) @route
  (#any-of? @_action "action" "list_route" "detail_route"))

; @action(detail=True, methods=["post"])
((decorator
  (call
    function: (identifier) @_action
    arguments: (argument_list
      (keyword_argument
        name: (identifier) @_key
        value: (_) @route.methods))) @route)
  (#any-of? @_action "action" "list_route" "detail_route")
  (#eq? @_key "methods"))

; @action(detail=True, url_path="pay")
((call
  function: (identifier) @_action
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.path))) @route
  (#eq? @_action "action")
  (#eq? @_key "url_path"))

; @action(detail=True, permission_classes=[IsAdminUser])
((call
  function: (identifier) @_action
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @route.guard))) @route
  (#eq? @_action "action")
  (#eq? @_key "permission_classes"))
