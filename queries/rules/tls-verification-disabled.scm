; A TLS client or server that takes any certificate, any host name, or a protocol version that is broken.
; rule: tls-verification-disabled
; severity: medium
; cwe: 295, 327
; owasp: API8:2023
; summary: server certificates are not verified, or an outdated TLS version is allowed
; message: this connection can be read and changed by whoever stands between: certificates are not verified or the TLS version is outdated

; language: python

; requests.get(url, verify=False)
; client = httpx.AsyncClient(verify=False)
((call
  function: (attribute
    attribute: (identifier) @_call)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (false)) @finding))
  (#any-of? @_call "get" "post" "put" "patch" "delete" "head" "options" "request" "send" "stream" "urlopen" "Client" "AsyncClient" "HTTPTransport" "AsyncHTTPTransport" "Session" "session" "client" "resource" "create_client")
  (#eq? @_key "verify"))

; client = AsyncClient(verify=False)
((call
  function: (identifier) @_call
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (false)) @finding))
  (#any-of? @_call "Client" "AsyncClient" "HTTPTransport" "AsyncHTTPTransport" "Session")
  (#eq? @_key "verify"))

; client = Elasticsearch(hosts, verify_certs=False)
((keyword_argument
  name: (identifier) @_key
  value: (false)) @finding
  (#any-of? @_key "verify_ssl" "ssl_verify" "verify_certs" "validate_certs" "check_hostname" "ssl_check_hostname" "ssl_verify_cert" "ssl_verify_identity" "ssl_assert_hostname" "assert_hostname" "verify_tls"))

; session.verify = False
((assignment
  left: (attribute
    object: (identifier) @_session
    attribute: (identifier) @_key)
  right: (false)) @finding
  (#any-of? @_key "verify" "verify_ssl")
  (#any-of? @_session "session" "s" "client" "http" "requests" "sess" "configuration" "config"))

; self.session.verify = False
((assignment
  left: (attribute
    object: (attribute
      attribute: (identifier) @_session)
    attribute: (identifier) @_key)
  right: (false)) @finding
  (#any-of? @_key "verify" "verify_ssl")
  (#any-of? @_session "session" "_session" "client" "_client" "http" "configuration"))

; connector = aiohttp.TCPConnector(ssl=False)
((call
  function: (attribute
    attribute: (identifier) @_call)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (false)) @finding))
  (#any-of? @_call "TCPConnector" "get" "post" "put" "patch" "delete" "head" "request" "ws_connect")
  (#eq? @_key "ssl"))

; connector = TCPConnector(ssl=False)
((call
  function: (identifier) @_call
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (false)) @finding))
  (#eq? @_call "TCPConnector")
  (#eq? @_key "ssl"))

; context = ssl._create_unverified_context()
((attribute
  object: (identifier) @_ssl
  attribute: (identifier) @_name) @finding
  (#eq? @_ssl "ssl")
  (#any-of? @_name "_create_unverified_context" "PROTOCOL_SSLv2" "PROTOCOL_SSLv3" "PROTOCOL_TLSv1" "PROTOCOL_TLSv1_1"))

; context.check_hostname = False
((assignment
  left: (attribute
    attribute: (identifier) @_name)
  right: (false)) @finding
  (#any-of? @_name "check_hostname" "assert_hostname"))

; context.verify_mode = ssl.CERT_NONE
((assignment
  left: (attribute
    attribute: (identifier) @_mode)
  right: [(identifier) @_none (attribute attribute: (identifier) @_none)]) @finding
  (#eq? @_mode "verify_mode")
  (#eq? @_none "CERT_NONE"))

; context = wrap_socket(sock, cert_reqs=ssl.CERT_NONE)
((keyword_argument
  name: (identifier) @_key
  value: [(identifier) @_none (attribute attribute: (identifier) @_none)]) @finding
  (#any-of? @_key "cert_reqs" "ssl_cert_reqs" "verify_mode" "tls_insecure")
  (#eq? @_none "CERT_NONE"))

; pool = PoolManager(cert_reqs="CERT_NONE")
((keyword_argument
  name: (identifier) @_key
  value: (string
    (string_content) @_none)) @finding
  (#any-of? @_key "cert_reqs" "ssl_cert_reqs")
  (#any-of? @_none "CERT_NONE" "none"))

; client = MongoClient(uri, tlsAllowInvalidCertificates=True)
((keyword_argument
  name: (identifier) @_key
  value: (true)) @finding
  (#any-of? @_key "tlsAllowInvalidCertificates" "tlsAllowInvalidHostnames" "tlsInsecure" "ssl_insecure" "tls_insecure" "allow_insecure_ssl"))

; client.tls_insecure_set(True)
((call
  function: (attribute
    attribute: (identifier) @_set)
  arguments: (argument_list
    . (true))) @finding
  (#eq? @_set "tls_insecure_set"))

; context.minimum_version = ssl.TLSVersion.TLSv1
((assignment
  left: (attribute
    attribute: (identifier) @_least)
  right: (attribute
    attribute: (identifier) @_version)) @finding
  (#eq? @_least "minimum_version")
  (#any-of? @_version "SSLv3" "TLSv1" "TLSv1_1" "MINIMUM_SUPPORTED"))

; context = SSL.Context(SSL.TLSv1_METHOD)
((attribute
  object: (identifier) @_ssl
  attribute: (identifier) @_method) @finding
  (#eq? @_ssl "SSL")
  (#any-of? @_method "VERIFY_NONE" "SSLv2_METHOD" "SSLv3_METHOD" "TLSv1_METHOD" "TLSv1_1_METHOD"))

; language: javascript

; const agent = new https.Agent({ rejectUnauthorized: false })
((pair
  key: (_) @_key
  value: (false)) @finding
  (#any-of? @_key "rejectUnauthorized" "strictSSL" "sslValidate" "\"rejectUnauthorized\"" "\"strictSSL\"" "\"sslValidate\"" "'rejectUnauthorized'" "'strictSSL'" "'sslValidate'"))

; options.rejectUnauthorized = false
((assignment_expression
  left: (member_expression
    property: (property_identifier) @_key)
  right: (false)) @finding
  (#any-of? @_key "rejectUnauthorized" "strictSSL" "sslValidate"))

; process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"
((assignment_expression
  left: (member_expression
    property: (property_identifier) @_key)
  right: [(string (string_fragment) @_off) (number) @_off]) @finding
  (#eq? @_key "NODE_TLS_REJECT_UNAUTHORIZED")
  (#eq? @_off "0"))

; process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0"
((assignment_expression
  left: (subscript_expression
    index: (string) @_key)
  right: [(string (string_fragment) @_off) (number) @_off]) @finding
  (#any-of? @_key "\"NODE_TLS_REJECT_UNAUTHORIZED\"" "'NODE_TLS_REJECT_UNAUTHORIZED'")
  (#eq? @_off "0"))

; const options = { tlsAllowInvalidCertificates: true }
((pair
  key: (_) @_key
  value: (true)) @finding
  (#any-of? @_key "tlsAllowInvalidCertificates" "tlsAllowInvalidHostnames" "tlsInsecure" "insecureSkipVerify" "\"tlsAllowInvalidCertificates\"" "\"tlsAllowInvalidHostnames\"" "\"tlsInsecure\"" "\"insecureSkipVerify\"" "'tlsAllowInvalidCertificates'" "'tlsAllowInvalidHostnames'" "'tlsInsecure'" "'insecureSkipVerify'"))

; const options = { checkServerIdentity: () => undefined }
((pair
  key: (property_identifier) @_key
  value: (arrow_function
    body: [(undefined) (null) (true) (statement_block . "{" . "}")])) @finding
  (#eq? @_key "checkServerIdentity"))

; const server = https.createServer({ minVersion: "TLSv1" })
((pair
  key: (property_identifier) @_key
  value: (string
    (string_fragment) @_version)) @finding
  (#eq? @_key "minVersion")
  (#any-of? @_version "TLSv1" "TLSv1.1" "SSLv3"))

; tls.DEFAULT_MIN_VERSION = "TLSv1"
((assignment_expression
  left: (member_expression
    property: (property_identifier) @_key)
  right: (string
    (string_fragment) @_version)) @finding
  (#eq? @_key "DEFAULT_MIN_VERSION")
  (#any-of? @_version "TLSv1" "TLSv1.1"))

; const server = https.createServer({ secureProtocol: "TLSv1_method" })
((pair
  key: (property_identifier) @_key
  value: (string
    (string_fragment) @_version)) @finding
  (#eq? @_key "secureProtocol")
  (#match? @_version "^(SSLv2|SSLv3|TLSv1|TLSv1_1)_(client_|server_)?method$"))

; language: rust

; let client = Client::builder().danger_accept_invalid_certs(true).build()?;
((call_expression
  function: (field_expression
    field: (field_identifier) @_accept)
  arguments: (arguments
    . (boolean_literal) @_on)) @finding
  (#any-of? @_accept "danger_accept_invalid_certs" "danger_accept_invalid_hostnames" "tls_danger_accept_invalid_certs" "tls_danger_accept_invalid_hostnames" "dangerous_accept_invalid_certs" "accept_invalid_certs" "accept_invalid_hostnames")
  (#eq? @_on "true"))

; let config = config.dangerous().set_certificate_verifier(Arc::new(AcceptAll));
((call_expression
  function: (field_expression
    value: (call_expression
      function: (field_expression
        field: (field_identifier) @_dangerous))
    field: (field_identifier) @_set)) @finding
  (#any-of? @_set "set_certificate_verifier" "with_custom_certificate_verifier")
  (#eq? @_dangerous "dangerous"))

; builder.set_verify(SslVerifyMode::NONE);
((call_expression
  function: (field_expression
    field: (field_identifier) @_set)
  arguments: (arguments
    . [
      (scoped_identifier name: (identifier) @_none)
      (call_expression function: (scoped_identifier name: (identifier) @_none))
    ])) @finding
  (#any-of? @_set "set_verify" "set_verify_callback")
  (#any-of? @_none "NONE" "empty"))

; configuration.set_verify_hostname(false);
((call_expression
  function: (field_expression
    field: (field_identifier) @_set)
  arguments: (arguments
    . (boolean_literal) @_off)) @finding
  (#any-of? @_set "set_verify_hostname" "verify_hostname")
  (#eq? @_off "false"))

; let client = Client::builder().min_tls_version(Version::TLS_1_0);
((call_expression
  function: (field_expression
    field: (field_identifier) @_least)
  arguments: (arguments
    (scoped_identifier
      name: (identifier) @_version))) @finding
  (#any-of? @_least "min_tls_version" "tls_version_min" "min_protocol_version")
  (#any-of? @_version "TLS_1_0" "TLS_1_1" "Tlsv10" "Tlsv11" "Sslv3"))

; builder.min_protocol_version(Some(Protocol::Tlsv10));
((call_expression
  function: (field_expression
    field: (field_identifier) @_least)
  arguments: (arguments
    (call_expression
      function: (identifier) @_some
      arguments: (arguments
        . (scoped_identifier
          name: (identifier) @_version))))) @finding
  (#any-of? @_least "min_protocol_version" "set_min_proto_version")
  (#eq? @_some "Some")
  (#any-of? @_version "Sslv3" "Tlsv10" "Tlsv11" "SSL3" "TLS1" "TLS1_1"))

; builder.set_min_proto_version(None);
((call_expression
  function: (field_expression
    field: (field_identifier) @_least)
  arguments: (arguments
    . (identifier) @_none)) @finding
  (#any-of? @_least "set_min_proto_version")
  (#eq? @_none "None"))
