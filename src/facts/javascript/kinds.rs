//! The node kinds of the three grammars as one enum, so that a node is told apart by a table look-up instead of string comparisons.

use std::sync::OnceLock;

use crate::syntax::Dialect;

macro_rules! kinds {
    (nodes { $($node:ident $($name:literal)|+;)* } tokens { $($token:ident $text:literal;)* }) => {
        /// What a tree node is. `Other` and `Token` are nodes and tokens that the lowering need not know by name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
        pub(super) enum Kind {
            Other,
            Error,
            $($node,)*
            Token,
            $($token,)*
        }

        impl Kind {
            fn of_node(name: &str) -> Kind {
                match name {
                    $($($name)|+ => Kind::$node,)*
                    _ => Kind::Other,
                }
            }

            fn of_token(text: &str) -> Kind {
                match text {
                    $($text => Kind::$token,)*
                    _ => Kind::Token,
                }
            }
        }
    };
}

kinds! {
    nodes {
        AccessibilityModifier "accessibility_modifier";
        AmbientDeclaration "ambient_declaration";
        Arguments "arguments";
        Array "array";
        ArrayPattern "array_pattern";
        ArrayType "array_type";
        ArrowFunction "arrow_function";
        AssertsAnnotation "asserts_annotation" | "type_predicate_annotation";
        AssignmentExpression "assignment_expression";
        AssignmentPattern "assignment_pattern" | "object_assignment_pattern";
        AugmentedAssignment "augmented_assignment_expression";
        AwaitExpression "await_expression";
        BinaryExpression "binary_expression";
        CallExpression "call_expression";
        CatchClause "catch_clause";
        Class "class";
        ClassBody "class_body";
        ClassDeclaration "class_declaration" | "abstract_class_declaration";
        ClassHeritage "class_heritage";
        ClassStaticBlock "class_static_block";
        Comment "comment" | "html_comment";
        ComputedPropertyName "computed_property_name";
        Decorator "decorator";
        DoStatement "do_statement";
        ElseClause "else_clause";
        EmptyStatement "empty_statement" | "debugger_statement" | "hash_bang_line";
        EnumAssignment "enum_assignment";
        EnumBody "enum_body";
        EnumDeclaration "enum_declaration";
        ExportClause "export_clause";
        ExportStatement "export_statement";
        ExpressionStatement "expression_statement";
        ExtendsClause "extends_clause";
        ExtendsTypeClause "extends_type_clause";
        False "false";
        FieldDefinition "field_definition" | "public_field_definition";
        FinallyClause "finally_clause";
        ForInStatement "for_in_statement";
        ForStatement "for_statement";
        FormalParameters "formal_parameters";
        FunctionDeclaration "function_declaration" | "generator_function_declaration";
        FunctionExpression "function_expression" | "generator_function";
        FunctionSignature "function_signature";
        FunctionType "function_type" | "constructor_type";
        GenericType "generic_type";
        Identifier "identifier";
        IfStatement "if_statement";
        ImplementsClause "implements_clause";
        Import "import";
        ImportAlias "import_alias";
        ImportClause "import_clause";
        ImportRequireClause "import_require_clause";
        ImportSpecifier "import_specifier";
        ImportStatement "import_statement";
        IndexTypeQuery "index_type_query" | "type_query";
        InferType "infer_type";
        InterfaceBody "interface_body";
        InterfaceDeclaration "interface_declaration";
        IntersectionType "intersection_type";
        JsxAttribute "jsx_attribute";
        JsxElement "jsx_element" | "jsx_self_closing_element" | "jsx_fragment";
        JsxExpression "jsx_expression";
        JsxOpeningElement "jsx_opening_element";
        JumpStatement "break_statement" | "continue_statement";
        LabeledStatement "labeled_statement";
        LiteralType "literal_type";
        LookupType "lookup_type";
        MemberExpression "member_expression" | "nested_identifier" | "nested_type_identifier";
        MetaProperty "meta_property";
        MethodDefinition "method_definition";
        MethodSignature "method_signature";
        AbstractMethodSignature "abstract_method_signature";
        Module "module" | "internal_module";
        NamedImports "named_imports";
        NamespaceExport "namespace_export";
        NamespaceImport "namespace_import";
        NewExpression "new_expression";
        Null "null" | "undefined";
        Number "number";
        Object "object" | "object_pattern";
        ObjectType "object_type";
        OptionalChain "optional_chain";
        OptionalParameter "optional_parameter";
        OverrideModifier "override_modifier";
        Pair "pair" | "pair_pattern";
        Parenthesized "parenthesized_expression";
        PredefinedType "predefined_type" | "existential_type";
        PrivatePropertyIdentifier "private_property_identifier";
        PropertyIdentifier "property_identifier" | "statement_identifier" | "jsx_identifier";
        PropertySignature "property_signature";
        Regex "regex";
        RequiredParameter "required_parameter";
        ReturnStatement "return_statement";
        Sequence "sequence_expression";
        Shorthand "shorthand_property_identifier" | "shorthand_property_identifier_pattern";
        Spread "spread_element" | "rest_pattern" | "rest_type";
        StatementBlock "statement_block";
        String "string";
        Subscript "subscript_expression";
        Super "super";
        SwitchCase "switch_case" | "switch_default";
        SwitchStatement "switch_statement";
        TemplateLiteralType "template_literal_type";
        TemplateString "template_string";
        TemplateSubstitution "template_substitution" | "template_type";
        Ternary "ternary_expression";
        This "this" | "this_type";
        ThrowStatement "throw_statement";
        True "true";
        TryStatement "try_statement";
        TupleType "tuple_type";
        TypeAliasDeclaration "type_alias_declaration";
        TypeAnnotation "type_annotation";
        TypeArguments "type_arguments";
        TypeIdentifier "type_identifier";
        TypeParameters "type_parameters";
        TypePredicate "asserts" | "type_predicate";
        // Types that stand for the one within.
        TypeWrapper "readonly_type" | "parenthesized_type" | "optional_type" | "flow_maybe_type" | "omitting_type_annotation"
            | "adding_type_annotation" | "opting_type_annotation" | "constraint" | "default_type";
        UnaryExpression "unary_expression";
        UnionType "union_type";
        UpdateExpression "update_expression";
        VariableDeclaration "lexical_declaration" | "variable_declaration" | "using_declaration";
        VariableDeclarator "variable_declarator";
        WhileStatement "while_statement";
        // Expressions that stand for the one at their start.
        Ascription "as_expression" | "satisfies_expression" | "non_null_expression" | "instantiation_expression";
        TypeAssertion "type_assertion";
        YieldExpression "yield_expression";
    }
    tokens {
        And "&&";
        AndAssign "&&=";
        As "as";
        Async "async";
        Bang "!";
        Case "case";
        Coalesce "??";
        CoalesceAssign "??=";
        Colon ":";
        Comma ",";
        Default "default";
        Equal "==";
        EqualStrict "===";
        Equals "=";
        FatArrow "=>";
        Greater ">";
        GreaterEqual ">=";
        In "in";
        Instanceof "instanceof";
        Less "<";
        LessEqual "<=";
        NotEqual "!=";
        NotEqualStrict "!==";
        Or "||";
        OrAssign "||=";
        Plus "+";
        PlusAssign "+=";
        Readonly "readonly";
        Star "*";
        Static "static";
        Get "get";
        StaticGet "static get";
    }
}

impl Kind {
    /// Whether it is a keyword or a sign, not a node with a name.
    pub(super) fn is_token(self) -> bool {
        self >= Kind::Token
    }

    /// Whether it can be the name of a property, field or method.
    pub(super) fn is_property_name(self) -> bool {
        matches!(
            self,
            Kind::PropertyIdentifier
                | Kind::PrivatePropertyIdentifier
                | Kind::Identifier
                | Kind::String
                | Kind::Number
                | Kind::ComputedPropertyName
        )
    }
}

/// The kinds of a dialect's grammar, by kind id.
pub(super) fn table(dialect: Dialect) -> &'static [Kind] {
    static TABLES: [OnceLock<Box<[Kind]>>; 3] = [const { OnceLock::new() }; 3];
    let slot = match dialect {
        Dialect::TypeScript => 1,
        Dialect::Tsx => 2,
        _ => 0,
    };
    TABLES[slot].get_or_init(|| {
        let language = dialect.language();
        (0..language.node_kind_count() as u16)
            .map(|id| {
                let name = language.node_kind_for_id(id).unwrap_or_default();
                if language.node_kind_is_named(id) { Kind::of_node(name) } else { Kind::of_token(name) }
            })
            .collect()
    })
}
