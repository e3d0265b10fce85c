; GraphQL: resolvers, as methods of classes or as maps of functions.
; framework: graphql
; packages: graphql, @nestjs/graphql, type-graphql, apollo-server, apollo-server-express, apollo-server-koa, apollo-server-fastify, @apollo/server, @as-integrations/next, graphql-yoga, @graphql-yoga/node, @graphql-tools/schema, graphql-tools, mercurius, express-graphql, graphql-http, @pothos/core

; The class that is decorated holds operations.
; for: typescript
; @Resolver()
((call_expression
  function: (identifier) @_resolver) @router
  (#eq? @_resolver "Resolver"))

; Its fields are those of another type.
; for: typescript
; @Resolver(() => Order)
((call_expression
  function: (identifier) @_resolver
  arguments: (arguments
    . (arrow_function
      body: (_) @router.type))) @router
  (#eq? @_resolver "Resolver"))

; for: typescript
; @Resolver("Order")
((call_expression
  function: (identifier) @_resolver
  arguments: (arguments
    . [(string) (identifier)] @router.type)) @router
  (#eq? @_resolver "Resolver"))

; for: typescript
; @Query(() => [Order])
((call_expression
  function: (identifier) @operation.kind) @operation
  (#any-of? @operation.kind "Query" "Mutation" "Subscription" "ResolveField" "FieldResolver" "ResolveProperty"))

; for: typescript
; @Query((returns) => [Order])
((call_expression
  function: (identifier) @operation.kind
  arguments: (arguments
    . (arrow_function
      body: (_) @operation.gives))) @operation
  (#any-of? @operation.kind "Query" "Mutation" "Subscription" "ResolveField" "FieldResolver" "ResolveProperty"))

; for: typescript
; @Query("orders")
((call_expression
  function: (identifier) @operation.kind
  arguments: (arguments
    . (string) @operation.name)) @operation
  (#any-of? @operation.kind "Query" "Mutation" "Subscription" "ResolveField" "FieldResolver" "ResolveProperty"))

; for: typescript
; @Query(() => [Order], { name: "orders" })
((call_expression
  function: (identifier) @operation.kind
  arguments: (arguments
    (object
      (pair
        key: (property_identifier) @_key
        value: (_) @operation.name)))) @operation
  (#any-of? @operation.kind "Query" "Mutation" "Subscription" "ResolveField" "FieldResolver")
  (#eq? @_key "name"))

; for: typescript
; @Authorized()
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    . "("
    . ")")) @guard.authn
  (#eq? @_guard "Authorized"))

; for: typescript
; @Authorized("admin")
((call_expression
  function: (identifier) @_guard
  arguments: (arguments
    (_) @guard.name)) @guard.role
  (#eq? @_guard "Authorized"))

; for: typescript
; @UseMiddleware(requireUser)
((call_expression
  function: (identifier) @_guards
  arguments: (arguments
    (_)* @layer.guard)) @layer
  (#eq? @_guards "UseMiddleware"))

; for: typescript
; f(@Args("id") id: string) {}
((call_expression
  function: (identifier) @_in
  arguments: (arguments
    . (string)? @input.name)) @input.argument
  (#any-of? @_in "Args" "Arg"))

; for: typescript
; f(@Args({ name: "id" }) id: string) {}
((call_expression
  function: (identifier) @_in
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (string) @input.name)))) @input.argument
  (#eq? @_in "Args")
  (#eq? @_key "name"))

; for: typescript
; f(@Parent() order: Order) {}
((call_expression
  function: (identifier) @_in) @input.parent
  (#any-of? @_in "Parent" "Root"))

; for: typescript
; f(@Context() context) {}
((call_expression
  function: (identifier) @_in) @request
  (#any-of? @_in "Context" "Ctx" "GqlContext"))

; const server = new ApolloServer({ typeDefs, resolvers })
((new_expression
  constructor: (identifier) @_server
  arguments: (arguments
    . (object
      (shorthand_property_identifier) @operations.map))) @operations
  (#any-of? @_server "ApolloServer" "GraphQLServer")
  (#match? @operations.map "[rR]esolvers?$"))

; const server = new ApolloServer({ typeDefs, resolvers: orders })
((new_expression
  constructor: (identifier) @_server
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @operations.map)))) @operations
  (#any-of? @_server "ApolloServer" "GraphQLServer")
  (#eq? @_key "resolvers"))

; const schema = makeExecutableSchema({ typeDefs, resolvers })
((call_expression
  function: [(identifier) (member_expression)] @_make
  arguments: (arguments
    . (object
      (shorthand_property_identifier) @operations.map))) @operations
  (#match? @_make "(^|\\.)(makeExecutableSchema|createSchema|createYoga|buildSubgraphSchema|buildFederatedSchema|createModule)$")
  (#match? @operations.map "[rR]esolvers?$"))

; const schema = makeExecutableSchema({ typeDefs, resolvers: orders })
((call_expression
  function: [(identifier) (member_expression)] @_make
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @operations.map)))) @operations
  (#match? @_make "(^|\\.)(makeExecutableSchema|createSchema|createYoga|buildSubgraphSchema|buildFederatedSchema|createModule)$")
  (#eq? @_key "resolvers"))

; const schema = buildSubgraphSchema([{ typeDefs, resolvers }])
((call_expression
  function: [(identifier) (member_expression)] @_make
  arguments: (arguments
    . (array
      (object
        (shorthand_property_identifier) @operations.map)))) @operations
  (#match? @_make "(^|\\.)(buildSubgraphSchema|buildFederatedSchema)$")
  (#match? @operations.map "[rR]esolvers?$"))

; app.register(mercurius, { schema, resolvers })
((call_expression
  function: (member_expression
    property: (property_identifier) @_register)
  arguments: (arguments
    . (identifier) @_plugin
    . (object
      (shorthand_property_identifier) @operations.map))) @operations
  (#eq? @_register "register")
  (#match? @_plugin "^(mercurius|graphql)")
  (#match? @operations.map "[rR]esolvers?$"))

; app.register(mercurius, { schema, resolvers: orders })
((call_expression
  function: (member_expression
    property: (property_identifier) @_register)
  arguments: (arguments
    . (identifier) @_plugin
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @operations.map)))) @operations
  (#eq? @_register "register")
  (#match? @_plugin "^(mercurius|graphql)")
  (#eq? @_key "resolvers"))

; app.use("/graphql", graphqlHTTP({ schema, rootValue }))
((call_expression
  function: (identifier) @_http
  arguments: (arguments
    . (object
      (shorthand_property_identifier) @operations.fields))) @operations
  (#any-of? @_http "graphqlHTTP" "graphqlHttp" "createHandler" "expressGraphQL")
  (#match? @operations.fields "^(root|rootValue|resolvers)$"))

; app.use("/graphql", graphqlHTTP({ schema, rootValue: root }))
((call_expression
  function: (identifier) @_http
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_key
        value: (_) @operations.fields)))) @operations
  (#any-of? @_http "graphqlHTTP" "graphqlHttp" "createHandler" "expressGraphQL")
  (#eq? @_key "rootValue"))

; const query = new GraphQLObjectType({ name: "Query", fields: { order: { type: Order, resolve: (parent, args) => find(args.id) } } })
((new_expression
  constructor: [(identifier) (member_expression)] @_type
  arguments: (arguments
    . (object
      (pair
        key: (property_identifier) @_name
        value: (_) @operations.type)
      (pair
        key: (property_identifier) @_fields
        value: (_) @operations.fields)))) @operations
  (#match? @_type "GraphQLObjectType$")
  (#eq? @_name "name")
  (#eq? @_fields "fields"))
