; What a verified token says of the caller.
; framework: python-jwt
; packages: jwt, jose, authlib, joserfc, firebase_admin, google, itsdangerous, python_jwt, jwcrypto

; claims = jwt.decode(token, key, algorithms=["HS256"])
((call
  function: (attribute
    object: (identifier) @_jwt
    attribute: (identifier) @_decode)) @principal
  (#any-of? @_decode "decode" "decode_complete")
  (#any-of? @_jwt "jwt" "jose" "jose_jwt" "pyjwt" "PyJWT" "JWT"))

; claims = auth.verify_id_token(token)
((call
  function: (attribute
    attribute: (identifier) @_verify)) @principal
  (#any-of? @_verify "verify_id_token" "verify_oauth2_token" "verify_session_cookie"))

; claims = verify_id_token(token)
((call
  function: (identifier) @_verify) @principal
  (#any-of? @_verify "verify_id_token" "verify_oauth2_token" "verify_session_cookie"))

; data = serializer.loads(token)
((call
  function: (attribute
    object: (identifier) @_serializer
    attribute: (identifier) @_loads)) @principal
  (#eq? @_loads "loads")
  (#match? @_serializer "(?i)serializer|signer"))
