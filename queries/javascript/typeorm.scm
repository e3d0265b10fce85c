; TypeORM and MikroORM: repositories and entity managers. An options argument is captured whole: the condition is its `where`.
; framework: typeorm
; packages: typeorm, @nestjs/typeorm, @mikro-orm/core, @mikro-orm/nestjs

; The class that is decorated is the model.
; for: typescript
; @Entity("orders")
((call_expression
  function: (identifier) @_entity
  arguments: (arguments
    . (string)? @model.table)) @model
  (#any-of? @_entity "Entity" "ViewEntity" "ChildEntity"))

; for: typescript
; class Order { @ManyToOne(() => User, (user) => user.orders) owner: User }
((call_expression
  function: (identifier) @_relation
  arguments: (arguments
    . (arrow_function
      body: (_) @model.target))) @model.foreign
  (#any-of? @_relation "ManyToOne" "OneToOne"))

; A parameter or field of this type is a query of all orders.
; for: typescript
; class Orders { constructor(private orders: Repository<Order>) {} }
((generic_type
  name: (type_identifier) @_type
  type_arguments: (type_arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_type "Repository" "EntityRepository" "TreeRepository" "MongoRepository" "SelectQueryBuilder"))

; const orders = dataSource.getRepository(Order)
((call_expression
  function: (member_expression
    property: (property_identifier) @_repository)
  arguments: (arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_repository "getRepository" "getTreeRepository" "getMongoRepository" "getCustomRepository"))

; const orders = getRepository(Order)
((call_expression
  function: (identifier) @_repository
  arguments: (arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_repository "getRepository" "getCustomRepository"))

; for: typescript
; f(@InjectRepository(Order) orders) {}
((call_expression
  function: (identifier) @_inject
  arguments: (arguments
    . (_) @access.resource)) @access.source
  (#any-of? @_inject "InjectRepository"))

; const order = await this.orders.findOne({ where: { id } })
; const order = await Order.findOneBy({ id })
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . [(object) (array) (identifier) (member_expression) (call_expression) (subscript_expression) (string)] @access.selector)) @access.read
  (#any-of? @_read "find" "findBy" "findOne" "findOneBy" "findOneOrFail" "findOneByOrFail" "findOneById" "findByIds" "findAndCount" "findAndCountBy" "count" "countBy" "exists" "existsBy" "exist"))

; const orders = await this.orders.find()
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_read)
  arguments: (arguments
    . "("
    . ")")) @access.read
  (#any-of? @_read "find" "findAll" "count" "findAndCount"))

; const order = await manager.findOne(Order, { where: { id } })
((call_expression
  function: (member_expression
    object: (_) @_manager
    property: (property_identifier) @_read)
  arguments: (arguments
    . (identifier) @access.resource
    . (_) @access.selector)) @access.read
  (#any-of? @_read "find" "findBy" "findOne" "findOneBy" "findOneOrFail" "findOneByOrFail" "findAndCount" "count" "countBy")
  (#match? @_manager "[Mm]anager$|^(em|this\\.em|orm\\.em|entityManager)$"))

; const orders = this.orders.createQueryBuilder("order")
((call_expression
  function: (member_expression
    object: (_) @access.resource
    property: (property_identifier) @_builder)) @access.source
  (#eq? @_builder "createQueryBuilder"))

; const orders = dataSource.createQueryBuilder().select("o").from(Order, "o")
((call_expression
  function: (member_expression
    property: (property_identifier) @_from)
  arguments: (arguments
    . (identifier) @access.resource)) @access.source
  (#eq? @_from "from"))

; The condition is SQL text with its values, or an object.
; builder.where("order.id = :id", { id }).andWhere("order.ownerId = :me", { me })
((call_expression
  function: (member_expression
    property: (property_identifier) @_narrow)
  arguments: (arguments
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "where" "andWhere" "having" "innerJoin" "innerJoinAndSelect" "leftJoin" "leftJoinAndSelect"))

; They change nothing about who is chosen, or widen it.
; builder.orWhere("order.public").orderBy("order.created").take(10)
((call_expression
  function: (member_expression
    property: (property_identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "orWhere" "orderBy" "addOrderBy" "take" "skip" "limit" "offset" "select" "addSelect" "groupBy" "setParameter" "setParameters" "withDeleted" "relation" "of"))

; const order = await builder.getOne()
((call_expression
  function: (member_expression
    property: (property_identifier) @_read)) @access.read
  (#any-of? @_read "getOne" "getOneOrFail" "getMany" "getManyAndCount" "getRawOne" "getRawMany" "getCount" "getExists" "execute" "stream"))

; await this.orders.update({ id }, { status })
((call_expression
  function: (member_expression
    property: (property_identifier) @_update)
  arguments: (arguments
    . (_) @access.selector
    . (_) @access.value)) @access.update
  (#any-of? @_update "update" "increment" "decrement"))

; builder.update().set({ status })
((call_expression
  function: (member_expression
    object: (call_expression)
    property: (property_identifier) @_set)
  arguments: (arguments
    (_)* @access.value)) @access.update
  (#any-of? @_set "set"))

; await this.orders.save(order)
((call_expression
  function: (member_expression
    property: (property_identifier) @_save)
  arguments: (arguments
    . (_) @access.resource)) @access.update
  (#any-of? @_save "save" "upsert" "persistAndFlush" "preload"))

; await this.orders.delete(id)
; await this.orders.softDelete({ id })
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . [(object) (array) (identifier) (member_expression) (call_expression) (subscript_expression)] @access.selector)) @access.delete
  (#any-of? @_delete "delete" "softDelete" "nativeDelete" "restore"))

; await this.orders.remove(order)
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . [(identifier) (member_expression) (call_expression) (await_expression)] @access.resource)) @access.delete
  (#any-of? @_delete "remove" "softRemove" "removeAndFlush"))

; builder.delete().where("id = :id", { id })
((call_expression
  function: (member_expression
    property: (property_identifier) @_delete)
  arguments: (arguments
    . "("
    . ")")) @access.delete
  (#any-of? @_delete "delete" "softDelete" "remove"))

; await this.orders.insert({ ownerId })
((call_expression
  function: (member_expression
    property: (property_identifier) @_create)
  arguments: (arguments
    . (_) @access.value)) @access.create
  (#any-of? @_create "insert"))

; await dataSource.query("SELECT * FROM orders WHERE id = $1", [id])
((call_expression
  function: (member_expression
    property: (property_identifier) @_query)
  arguments: (arguments
    . [(string) (template_string) (identifier) (binary_expression)] @access.text
    (_)* @access.binds)) @access.sql
  (#eq? @_query "query"))
