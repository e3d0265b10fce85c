; Structs whose fields are the columns of a row.
; framework: rust-rows
; packages: sqlx, diesel, diesel_async, tokio_pg_mapper

; #[derive(Debug, FromRow)]
; #[derive(Queryable, Identifiable)]
((attribute_item
  (attribute
    (identifier) @_derive
    arguments: (token_tree
      (identifier) @_row))) @model
  (#eq? @_derive "derive")
  (#any-of? @_row "FromRow" "Queryable" "QueryableByName" "Identifiable" "Insertable" "AsChangeset" "PostgresMapper"))
