; Django REST framework: actions of view sets, decorated functions. What routers, views and permissions do is in library/rest_framework.
; framework: django-rest-framework
; packages: rest_framework

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

; @action(detail=True)
((call
  function: (identifier) @_action
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (true) @route.item))) @route
  (#eq? @_action "action")
  (#eq? @_key "detail"))

; @detail_route()
((call
  function: (identifier) @route.item) @route
  (#eq? @route.item "detail_route"))

; @api_view(["GET", "POST"])
((call
  function: (identifier) @_view
  arguments: (argument_list
    . (_) @route.methods)) @methods
  (#eq? @_view "api_view"))

; @api_view(["GET"])
((call
  function: (identifier) @_view) @guard.default
  (#eq? @_view "api_view"))

; @permission_classes([IsAuthenticated])
((call
  function: (identifier) @_guards) @guard.instead
  (#eq? @_guards "permission_classes"))
