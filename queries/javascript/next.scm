; Next.js: files that are routes, server actions, inputs, denials.
; framework: next
; packages: next
; routes: app//**/route = GET POST PUT PATCH DELETE HEAD OPTIONS
; routes: pages//api/** = default:ANY
; routes: pages//** = getServerSideProps:GET

; "use server"
((expression_statement
  (string
    (string_fragment) @_directive)) @exposes
  (#eq? @_directive "use server"))

; "use client"
((expression_statement
  (string
    (string_fragment) @_directive)) @client
  (#eq? @_directive "use client"))

; for: typescript
; export default async function handler(req: NextApiRequest, res: NextApiResponse) {}
((type_identifier) @request
  (#any-of? @request "NextApiRequest" "NextRequest" "Request" "GetServerSidePropsContext"))

; const id = req.query.id
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.query
  (#any-of? @_part "query" "searchParams"))

; const page = req.nextUrl.searchParams.get("page")
((call_expression
  function: (member_expression
    object: (member_expression
      property: (property_identifier) @_params)
    property: (property_identifier) @_get)
  arguments: (arguments
    . (string) @input.name)) @input.query
  (#any-of? @_get "get" "getAll")
  (#eq? @_params "searchParams"))

; const page = searchParams.get("page")
((call_expression
  function: (member_expression
    object: (identifier) @_params
    property: (property_identifier) @_get)
  arguments: (arguments
    . (string) @input.name)) @input.query
  (#any-of? @_get "get" "getAll")
  (#eq? @_params "searchParams"))

; const order = req.body
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.body
  (#eq? @_part "body"))

; const order = await req.json()
((call_expression
  function: (member_expression
    object: (_) @input.of
    property: (property_identifier) @_read)) @input.body
  (#any-of? @_read "json" "formData" "text" "arrayBuffer" "blob"))

; const team = req.headers.get("x-team")
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.header
  (#eq? @_part "headers"))

; const theme = req.cookies.get("theme")
((member_expression
  object: (_) @input.of
  property: (property_identifier) @_part) @input.cookie
  (#eq? @_part "cookies"))

; const store = cookies()
((call_expression
  function: (identifier) @_cookies
  arguments: (arguments
    . "("
    . ")")) @input.cookie
  (#eq? @_cookies "cookies"))

; const all = headers()
((call_expression
  function: (identifier) @_headers
  arguments: (arguments
    . "("
    . ")")) @input.header
  (#eq? @_headers "headers"))

; return NextResponse.json({ error: "not yours" }, { status: 403 })
((call_expression
  function: (member_expression
    object: (identifier) @_response
    property: (property_identifier) @_json)
  arguments: (arguments
    (object
      (pair
        key: (property_identifier) @_key
        value: (number) @_code)))) @deny
  (#any-of? @_response "NextResponse" "Response")
  (#eq? @_json "json")
  (#eq? @_key "status")
  (#any-of? @_code "400" "401" "403" "404"))

; return new Response("not yours", { status: 403 })
((new_expression
  constructor: (identifier) @_response
  arguments: (arguments
    (object
      (pair
        key: (property_identifier) @_key
        value: (number) @_code)))) @deny
  (#any-of? @_response "NextResponse" "Response")
  (#eq? @_key "status")
  (#any-of? @_code "400" "401" "403" "404"))

; return res.status(403).end()
((call_expression
  function: (member_expression
    property: (property_identifier) @_status)
  arguments: (arguments
    . (number) @_code)) @deny
  (#eq? @_status "status")
  (#any-of? @_code "400" "401" "403" "404"))

; notFound()
((call_expression
  function: (identifier) @_deny
  arguments: (arguments
    . "("
    . ")")) @deny
  (#any-of? @_deny "notFound" "forbidden" "unauthorized"))

; redirect("/login")
((call_expression
  function: (identifier) @_redirect
  arguments: (arguments
    . (string
      (string_fragment) @_to))) @deny
  (#any-of? @_redirect "redirect" "permanentRedirect")
  (#match? @_to "[Ll]og-?_?in|[Ss]ign-?_?in|unauthori|forbidden|denied"))
