; SQLAlchemy, Flask-SQLAlchemy and SQLModel: models, queries of 1.x and 2.0, sessions.
; framework: sqlalchemy
; packages: sqlalchemy, flask_sqlalchemy, sqlmodel, fastapi_sqlalchemy, sqlalchemy_utils, gino, advanced_alchemy, advanced_sqlalchemy

; A class derived from one that is a model is a model.
; class Order(db.Model): pass
((class_definition
  superclasses: (argument_list
    (attribute
      attribute: (identifier) @_base))) @model
  (#any-of? @_base "Model" "DeclarativeBase" "MappedAsDataclass"))

; class Base(DeclarativeBase): pass
((class_definition
  superclasses: (argument_list
    (identifier) @_base)) @model
  (#any-of? @_base "DeclarativeBase" "DeclarativeBaseNoMeta" "AsyncAttrs" "UUIDBase" "UUIDAuditBase" "SQLAlchemyBaseUserTable" "SQLAlchemyBaseUserTableUUID"))

; class Order(SQLModel, table=True): pass
((class_definition
  superclasses: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (true)))) @model
  (#eq? @_key "table"))

; class Order(Record):
;     __tablename__ = "orders"
((class_definition
  body: (block
    (expression_statement
      (assignment
        left: (identifier) @_key
        right: (string) @model.table)))) @model
  (#eq? @_key "__tablename__"))

; class Order(Record):
;     id = Column(Integer, primary_key=True)
((class_definition
  body: (block
    (expression_statement
      (assignment
        right: (call
          function: (identifier) @_column
          arguments: (argument_list
            (keyword_argument
              name: (identifier) @_key))))))) @model
  (#any-of? @_column "Column" "mapped_column")
  (#eq? @_key "primary_key"))

; class Order(Record):
;     id = sa.Column(sa.Integer, primary_key=True)
((class_definition
  body: (block
    (expression_statement
      (assignment
        right: (call
          function: (attribute
            attribute: (identifier) @_column)
          arguments: (argument_list
            (keyword_argument
              name: (identifier) @_key))))))) @model
  (#any-of? @_column "Column" "mapped_column")
  (#eq? @_key "primary_key"))

; Base = declarative_base()
((call
  function: (identifier) @_make) @model
  (#any-of? @_make "declarative_base" "automap_base"))

; Base = orm.declarative_base()
((call
  function: (attribute
    attribute: (identifier) @_make)) @model
  (#any-of? @_make "declarative_base" "automap_base"))

; orders = Table("orders", metadata, Column("id", Integer))
((call
  function: (identifier) @_make
  arguments: (argument_list
    . (string) @model.table)) @model
  (#eq? @_make "Table"))

; orders = sa.Table("orders", metadata, Column("id", Integer))
((call
  function: (attribute
    attribute: (identifier) @_make)
  arguments: (argument_list
    . (string) @model.table)) @model
  (#eq? @_make "Table"))

; owner_id = Column(Integer, ForeignKey("users.id"))
((call
  function: (identifier) @_foreign
  arguments: (argument_list
    . [(string) (attribute)] @model.target)) @model.foreign
  (#eq? @_foreign "ForeignKey"))

; owner_id = db.Column(db.Integer, db.ForeignKey("users.id"))
((call
  function: (attribute
    attribute: (identifier) @_foreign)
  arguments: (argument_list
    . [(string) (attribute)] @model.target)) @model.foreign
  (#eq? @_foreign "ForeignKey"))

; owner_id: int = Field(foreign_key="users.id")
((call
  function: (identifier) @_field
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @model.target))) @model.foreign
  (#eq? @_field "Field")
  (#eq? @_key "foreign_key"))

; owner_id: int = sqlmodel.Field(foreign_key="users.id")
((call
  function: (attribute
    attribute: (identifier) @_field)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key
      value: (_) @model.target))) @model.foreign
  (#eq? @_field "Field")
  (#eq? @_key "foreign_key"))

; db.session.query(Order)
; session.query(Order.id, Order.number)
((call
  function: (attribute
    attribute: (identifier) @_source)
  arguments: (argument_list
    . [(identifier) (attribute) (call)] @access.resource)) @access.source
  (#eq? @_source "query"))

; stmt = select(Order)
((call
  function: (identifier) @_source
  arguments: (argument_list
    . [(identifier) (attribute) (call)] @access.resource)) @access.source
  (#any-of? @_source "select"))

; stmt = sa.select(Order)
((call
  function: (attribute
    object: (identifier) @_module
    attribute: (identifier) @_source)
  arguments: (argument_list
    . [(identifier) (attribute) (call)] @access.resource)) @access.source
  (#eq? @_source "select")
  (#any-of? @_module "sa" "sqlalchemy" "db" "sql" "sqlmodel" "sqla"))

; The columns name the model, the function does not.
; stmt = select(func.count()).select_from(Order)
((call
  function: (attribute
    attribute: (identifier) @_from)
  arguments: (argument_list
    . [(identifier) (attribute)] @access.resource)) @access.source
  (#eq? @_from "select_from"))

; orders = Order.query
((attribute
  object: [(identifier) (attribute)] @access.resource
  attribute: (identifier) @_query) @access.source
  (#eq? @_query "query"))

; session.query(Order).filter(Order.id == order_id)
; select(Order).where(Order.id == order_id)
((call
  function: (attribute
    attribute: (identifier) @_narrow)
  arguments: (argument_list
    (_)* @access.selector)) @access.narrow
  (#any-of? @_narrow "filter" "filter_by" "where" "having"))

; They change nothing about who is chosen, but for a join, which may carry a condition.
; Order.query.options(joinedload(Order.lines)).order_by(Order.created)
((call
  function: (attribute
    attribute: (identifier) @_narrow)) @access.narrow
  (#any-of? @_narrow "options" "order_by" "limit" "offset" "distinct" "group_by" "with_entities" "add_columns" "with_for_update" "execution_options" "populate_existing" "enable_eagerloads" "returning" "subquery" "scalar_subquery" "slice" "from_self" "yield_per" "unique" "mappings" "correlate" "union" "union_all"))

; session.query(Order).join(Customer, Customer.id == Order.customer_id)
((call
  function: (attribute
    attribute: (identifier) @_narrow)
  arguments: (argument_list
    . (_)
    . (comparison_operator) @access.selector)) @access.narrow
  (#any-of? @_narrow "join" "outerjoin"))

; session.query(Order).join(Order.customer)
((call
  function: (attribute
    attribute: (identifier) @_narrow)
  arguments: (argument_list
    . [(attribute) (identifier)])) @access.narrow
  (#any-of? @_narrow "join" "outerjoin"))

; order = Order.query.get(order_id)
; order = session.query(Order).get(order_id)
((call
  function: (attribute
    attribute: (identifier) @_get)
  arguments: (argument_list
    . [(identifier) (attribute) (subscript) (call) (tuple) (integer) (dictionary)] @access.selector
    .)) @access.read
  (#any-of? @_get "get" "get_or_404" "get_one"))

; order = Order.query.get_or_404(order_id, "no such order")
((call
  function: (attribute
    attribute: (identifier) @_get)
  arguments: (argument_list
    . [(identifier) (attribute) (subscript) (call) (tuple) (integer) (dictionary)] @access.selector
    . [(string) (keyword_argument) (comment)])) @access.read
  (#eq? @_get "get_or_404"))

; order = session.get(Order, order_id)
; order = await self.session.get(Order, order_id)
((call
  function: (attribute
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (identifier) @access.resource
    . (_) @access.selector)) @access.read
  (#any-of? @_get "get" "get_one" "get_or_404")
  (#match? @access.resource "^([A-Z]\\w*[a-z]\\w*|model|model_class|model_cls|entity|cls|klass|table|Model)$"))

; order = session.get(models.Order, order_id)
; item = self.session.get(self.model, item_id)
((call
  function: (attribute
    attribute: (identifier) @_get)
  arguments: (argument_list
    . (attribute
      attribute: (identifier) @_model) @access.resource
    . (_) @access.selector)) @access.read
  (#any-of? @_get "get" "get_one" "get_or_404")
  (#match? @_model "^([A-Z]\\w*[a-z]\\w*|_?model|model_class|model_cls|entity|table)$"))

; order = session.get(entity=Order, ident=order_id)
((call
  function: (attribute
    attribute: (identifier) @_get)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_entity
      value: (_) @access.resource)
    (keyword_argument
      name: (identifier) @_ident
      value: (_) @access.selector))) @access.read
  (#any-of? @_get "get" "get_one")
  (#eq? @_entity "entity")
  (#eq? @_ident "ident"))

; order = session.query(Order).filter_by(id=order_id).first()
; orders = session.scalars(stmt).all()
((call
  function: (attribute
    attribute: (identifier) @_read)) @access.read
  (#any-of? @_read "first" "first_or_404" "one" "one_or_none" "one_or_404" "all" "scalar" "scalar_one" "scalar_one_or_none" "count" "exists" "paginate" "fetchone" "fetchall" "fetchmany" "partitions"))

; The argument is a query.
; order = session.scalar(select(Order).where(Order.id == order_id))
; orders = session.exec(stmt)
((call
  function: (attribute
    attribute: (identifier) @_read)
  arguments: (argument_list
    . [(identifier) (attribute) (call)] @access.resource)) @access.read
  (#any-of? @_read "scalar" "scalars" "exec" "stream" "stream_scalars" "one_or_404" "first_or_404" "scalar_one_or_none" "paginate"))

; The text is SQL, or a query.
; session.execute(stmt)
; session.execute(text("DELETE FROM orders WHERE id = :id"), {"id": order_id})
((call
  function: (attribute
    attribute: (identifier) @_execute)
  arguments: (argument_list
    . (_) @access.text
    (_)* @access.binds)) @access.sql
  (#any-of? @_execute "execute" "exec_driver_sql" "from_statement" "execute_sql"))

; A query that is given as SQL.
; stmt = text("SELECT * FROM orders WHERE id = :id")
((call
  function: (identifier) @_text
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (binary_operator)] @access.text)) @access.source
  (#eq? @_text "text"))

; A query that is given as SQL.
; stmt = sa.text("SELECT * FROM orders WHERE id = :id")
((call
  function: (attribute
    attribute: (identifier) @_text)
  arguments: (argument_list
    . [(string) (concatenated_string) (identifier) (binary_operator)] @access.text)) @access.source
  (#eq? @_text "text"))

; stmt = text("SELECT * FROM orders WHERE id = :id").bindparams(id=order_id)
((call
  function: (attribute
    attribute: (identifier) @_bind)
  arguments: (argument_list
    (_)* @access.binds)) @access.narrow
  (#any-of? @_bind "bindparams" "params"))

; session.add(order)
((call
  function: (attribute
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_) @access.value
    .)) @access.create
  (#any-of? @_add "add" "add_all" "bulk_save_objects" "merge"))

; session.bulk_insert_mappings(Order, rows)
((call
  function: (attribute
    attribute: (identifier) @_add)
  arguments: (argument_list
    . (_) @access.resource
    . (_) @access.value)) @access.create
  (#eq? @_add "bulk_insert_mappings"))

; session.bulk_update_mappings(Order, rows)
((call
  function: (attribute
    attribute: (identifier) @_update)
  arguments: (argument_list
    . (_) @access.resource
    . (_) @access.value)) @access.update
  (#eq? @_update "bulk_update_mappings"))

; session.delete(order)
((call
  function: (attribute
    attribute: (identifier) @_delete)
  arguments: (argument_list
    . [(identifier) (attribute) (call) (subscript) (await)] @access.resource
    .)) @access.delete
  (#eq? @_delete "delete"))

; session.query(Order).filter_by(id=order_id).delete()
; order.delete()
((call
  function: (attribute
    attribute: (identifier) @_delete)
  arguments: (argument_list
    . "("
    . ")")) @access.delete
  (#eq? @_delete "delete"))

; session.query(Order).filter_by(id=order_id).delete(synchronize_session=False)
((call
  function: (attribute
    object: (_) @access.resource
    attribute: (identifier) @_delete)
  arguments: (argument_list
    (keyword_argument
      name: (identifier) @_key))) @access.delete
  (#eq? @_delete "delete")
  (#eq? @_key "synchronize_session"))

; session.query(Order).filter_by(id=order_id).update({"status": status})
((call
  function: (attribute
    object: (call)
    attribute: (identifier) @_update)
  arguments: (argument_list
    (_)* @access.value)) @access.update
  (#eq? @_update "update"))

; stmt = update(Order).where(Order.id == order_id)
((call
  function: (identifier) @_update
  arguments: (argument_list
    . [(identifier) (attribute)] @access.resource
    .)) @access.update
  (#eq? @_update "update"))

; stmt = sa.update(Order)
((call
  function: (attribute
    object: (identifier) @_module
    attribute: (identifier) @_update)
  arguments: (argument_list
    . [(identifier) (attribute)] @access.resource
    .)) @access.update
  (#eq? @_update "update")
  (#any-of? @_module "sa" "sqlalchemy" "db" "sql" "sqla"))

; stmt = delete(Order).where(Order.id == order_id)
((call
  function: (identifier) @_delete
  arguments: (argument_list
    . [(identifier) (attribute)] @access.resource
    .)) @access.delete
  (#eq? @_delete "delete"))

; stmt = sa.delete(Order)
((call
  function: (attribute
    object: (identifier) @_module
    attribute: (identifier) @_delete)
  arguments: (argument_list
    . [(identifier) (attribute)] @access.resource
    .)) @access.delete
  (#eq? @_delete "delete")
  (#any-of? @_module "sa" "sqlalchemy" "sql" "sqla"))

; stmt = insert(Order)
((call
  function: (identifier) @_insert
  arguments: (argument_list
    . [(identifier) (attribute)] @access.resource
    .)) @access.create
  (#any-of? @_insert "insert" "pg_insert" "sqlite_insert" "mysql_insert"))

; stmt = sa.insert(Order)
((call
  function: (attribute
    object: (identifier) @_module
    attribute: (identifier) @_insert)
  arguments: (argument_list
    . [(identifier) (attribute)] @access.resource
    .)) @access.create
  (#eq? @_insert "insert")
  (#any-of? @_module "sa" "sqlalchemy" "sql" "sqla" "postgresql"))

; On a query that updates or inserts already, this adds what is written.
; stmt = update(Order).values(status=status)
; stmt = orders.update().values(status=status)
((call
  function: (attribute
    object: (call)
    attribute: (identifier) @_values)
  arguments: (argument_list
    (_)* @access.value)) @access.update
  (#any-of? @_values "values" "on_conflict_do_update"))

; Core's tables.
; stmt = orders.select().where(orders.c.id == order_id)
((call
  function: (attribute
    attribute: (identifier) @_select)
  arguments: (argument_list
    . "("
    . ")")) @access.source
  (#eq? @_select "select"))

; stmt = orders.update().where(orders.c.id == order_id)
((call
  function: (attribute
    object: [(identifier) (attribute)] @access.resource
    attribute: (identifier) @_update)
  arguments: (argument_list
    . "("
    . ")")) @access.update
  (#eq? @_update "update"))

; stmt = orders.insert().values(number=number)
((call
  function: (attribute
    attribute: (identifier) @_insert)
  arguments: (argument_list
    . "("
    . ")")) @access.create
  (#eq? @_insert "insert"))
