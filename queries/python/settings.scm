; Values that are set from outside, and their usual value in the code.
; framework: settings

; prefix = os.getenv("PREFIX", "/api")
; prefix = os.environ.get("PREFIX", "/api")
((call
  function: (attribute
    object: [(identifier) @_os (attribute attribute: (identifier) @_os)]
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (_)
    . (_) @usual.value)) @usual
  (#any-of? @_os "os" "environ")
  (#any-of? @_get "getenv" "get"))

; prefix: str = Field("/api")
((call
  function: (identifier) @_field
  arguments: (argument_list
    . (string) @usual.value)) @usual
  (#eq? @_field "Field"))

; prefix: str = Field(default="/api")
; prefix = config("PREFIX", default="/api")
((call
  function: (identifier) @_field
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (string) @usual.value))) @usual
  (#any-of? @_field "Field" "config" "env")
  (#eq? @_key "default"))
