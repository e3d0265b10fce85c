; What a verified token says of the caller.
; framework: javascript-jwt
; packages: jsonwebtoken, jose, fast-jwt, jwt-simple, express-jwt, koa-jwt, firebase-admin, google-auth-library, aws-jwt-verify, @nestjs/jwt, jsonwebtoken-promisified

; const claims = jwt.verify(token, secret)
((call_expression
  function: (member_expression
    object: (_) @_jwt
    property: (property_identifier) @_verify)
  arguments: (arguments
    . (_))) @principal
  (#any-of? @_verify "verify" "verifyAsync")
  (#match? @_jwt "(?i)jwt|jsonwebtoken|verifier|jose"))

; const { payload } = await jwtVerify(token, key)
((call_expression
  function: (identifier) @_verify) @principal
  (#any-of? @_verify "jwtVerify" "jwtDecrypt" "verifyJwt"))

; const claims = await admin.auth().verifyIdToken(token)
((call_expression
  function: (member_expression
    property: (property_identifier) @_verify)) @principal
  (#any-of? @_verify "verifyIdToken" "verifySessionCookie" "jwtVerify"))
