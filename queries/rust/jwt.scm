; What a verified token says of the caller.
; framework: rust-jwt
; packages: jsonwebtoken, jwt, jwt_simple, biscuit_auth, josekit, jwt_authorizer, alcoholic_jwt

; let claims = jsonwebtoken::decode::<Claims>(token, &key, &validation)?;
((call_expression
  function: (generic_function
    function: (scoped_identifier
      name: (identifier) @_decode))
  arguments: (arguments
    (_)
    (_)
    (_))) @principal
  (#eq? @_decode "decode"))

; let claims = decode::<Claims>(token, &key, &validation)?;
((call_expression
  function: (generic_function
    function: (identifier) @_decode)
  arguments: (arguments
    (_)
    (_)
    (_))) @principal
  (#eq? @_decode "decode"))

; let claims = decode(token, &key, &Validation::default())?;
((call_expression
  function: (identifier) @_decode
  arguments: (arguments
    (_)
    (_)
    (_))) @principal
  (#eq? @_decode "decode"))

; let claims = key.verify_token::<Claims>(token, None)?;
((call_expression
  function: (generic_function
    function: (field_expression
      field: (field_identifier) @_verify))) @principal
  (#any-of? @_verify "verify_token" "verify_with_key"))

; let claims: Claims = token.verify_with_key(&key)?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_verify)) @principal
  (#any-of? @_verify "verify_token" "verify_with_key"))

; async fn list_orders(JwtClaims(me): JwtClaims<Claims>) {}
((generic_type
  type: (type_identifier) @_type) @principal
  (#any-of? @_type "JwtClaims"))

; async fn list_orders(JwtClaims(me): JwtClaims<Claims>) {}
((generic_type
  type: (type_identifier) @_type) @guard.authn
  (#any-of? @_type "JwtClaims"))
