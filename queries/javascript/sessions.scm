; Sessions of Auth.js, Clerk, Supabase, better-auth and friends: calls that give the caller.
; framework: sessions
; packages: next-auth, @auth/core, @clerk/nextjs, @supabase/ssr, @supabase/auth-helpers-nextjs, better-auth, iron-session, lucia, @kinde-oss/kinde-auth-nextjs, @auth0/nextjs-auth0, next

; const session = await getServerSession(authOptions)
((call_expression
  function: (identifier) @_session) @principal
  (#any-of? @_session "getServerSession" "unstable_getServerSession" "getServerAuthSession" "getSession" "getToken" "auth" "currentUser" "getAuth" "getIronSession" "validateRequest" "getKindeServerSession" "getCurrentUser" "withApiAuthRequired"))

; const { data } = await supabase.auth.getUser()
((call_expression
  function: (member_expression
    object: (member_expression
      property: (property_identifier) @_auth)
    property: (property_identifier) @_user)) @principal
  (#any-of? @_user "getUser" "getSession" "getClaims" "protect" "validateSession")
  (#any-of? @_auth "auth" "api"))
