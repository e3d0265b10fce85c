//! What a node must say for a pattern to match: a word reached from the root through fields.

use super::check::Root;
use super::pattern::{Arg, Item, Pattern, Shape};

/// Fields that may hold several children of a node. All others hold one in every grammar; a test compares with the grammars.
const SEVERAL: &[(&str, &str)] = &[
    ("abstract_class_declaration", "decorator"),
    ("block", "alternative"),
    ("class", "decorator"),
    ("class_body", "decorator"),
    ("class_body", "member"),
    ("class_declaration", "decorator"),
    ("comparison_operator", "operators"),
    ("dict_pattern", "key"),
    ("dict_pattern", "value"),
    ("enum_body", "name"),
    ("except_clause", "value"),
    ("export_statement", "decorator"),
    ("extends_clause", "type_arguments"),
    ("extends_clause", "value"),
    ("extends_type_clause", "type"),
    ("field_definition", "decorator"),
    ("for_in_clause", "right"),
    ("for_in_statement", "kind"),
    ("for_statement", "condition"),
    ("future_import_statement", "name"),
    ("if_statement", "alternative"),
    ("import_from_statement", "name"),
    ("import_statement", "name"),
    ("jsx_opening_element", "attribute"),
    ("jsx_self_closing_element", "attribute"),
    ("match_statement", "subject"),
    ("method_definition", "decorator"),
    ("optional_parameter", "decorator"),
    ("ordered_field_declaration_list", "type"),
    ("print_statement", "argument"),
    ("public_field_definition", "decorator"),
    ("required_parameter", "decorator"),
    ("subscript", "subscript"),
    ("switch_case", "body"),
    ("switch_default", "body"),
    ("using_declaration", "kind"),
];

/// Texts, one of which must stand at the end of a path of fields.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    pub(super) path: Vec<&'a str>,
    pub(super) literals: Vec<&'a str>,
}

/// The key that admits the fewest texts, if the pattern has any. `is_plain` tells a node's kind from a supertype.
pub(super) fn key<'a>(root: &Root<'a>, pattern: &'a Pattern, is_plain: impl Fn(&str) -> bool) -> Option<Key<'a>> {
    let mut best: Option<Key> = None;
    let mut places = vec![(root.captures.clone(), Some((root.kind.text.as_str(), root.children)), Vec::new())];
    while let Some((captures, node, path)) = places.pop() {
        for literals in captures.iter().filter_map(|capture| literals(pattern, capture)) {
            let key = Key { path: path.clone(), literals };
            let weight = |key: &Key| (key.literals.len(), key.path.len());
            if best.as_ref().is_none_or(|best| weight(&key) < weight(best)) {
                best = Some(key);
            }
        }
        let Some((kind, children)) = node else { continue };
        for child in children {
            let Some(field) = child.field.as_deref().filter(|field| is_single(kind, field, &is_plain)) else { continue };
            if child.quantifier.is_some() || !is_one_node(&child.shape) {
                continue;
            }
            let inner = match &child.shape {
                Shape::Node { kind, children } => Some((kind.text.as_str(), children.as_slice())),
                _ => None,
            };
            let path = path.iter().copied().chain([field]).collect();
            places.push((child.captures.iter().map(|c| c.text.as_str()).collect(), inner, path));
        }
    }
    best
}

/// The texts that a predicate allows a capture.
fn literals<'a>(pattern: &'a Pattern, capture: &str) -> Option<Vec<&'a str>> {
    let of_this = pattern.predicates.iter().filter(|predicate| matches!(predicate.name.text.as_str(), "eq?" | "any-of?"));
    let lists = of_this.filter_map(|predicate| match predicate.args.as_slice() {
        [Arg::Capture(first), rest @ ..] if first.text == capture => rest
            .iter()
            .map(|arg| match arg {
                Arg::Literal(text) => Some(text.as_str()),
                Arg::Capture(_) => None,
            })
            .collect::<Option<Vec<_>>>(),
        _ => None,
    });
    lists.min_by_key(Vec::len)
}

fn is_single(kind: &str, field: &str, is_plain: impl Fn(&str) -> bool) -> bool {
    let kind = kind.rsplit('/').next().unwrap_or(kind);
    let knows = kind != "_" && is_plain(kind);
    !SEVERAL.iter().any(|row| row.1 == field && (!knows || row.0 == kind))
}

/// Whether what stands there is one node of the tree, whichever it is.
fn is_one_node(shape: &Shape) -> bool {
    match shape {
        Shape::Node { kind, .. } => !kind.text.starts_with("MISSING"),
        Shape::Anonymous | Shape::Any => true,
        Shape::Group(_) => false,
        Shape::Either(branches) => branches.iter().all(|Item { shape, quantifier, .. }| quantifier.is_none() && is_one_node(shape)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::roots;
    use super::super::pattern::read;
    use super::*;

    /// The paths and literals of a pattern's roots.
    fn keys(text: &str) -> String {
        let (patterns, _) = read(text).expect("the test's pattern is sound");
        let roots = roots(&patterns[0].root).expect("the test's pattern has a root");
        let keys = roots.iter().map(|root| match key(root, &patterns[0], |_| true) {
            Some(key) => format!("{} = {}", key.path.join("."), key.literals.join("|")),
            None => "none".to_string(),
        });
        keys.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_key_is_reached_through_fields() {
        assert_eq!(keys(r#"((call function: (attribute attribute: (identifier) @_m)) @route (#any-of? @_m "get" "put"))"#), "function.attribute = get|put");
    }

    #[test]
    fn the_shorter_list_is_taken() {
        let text = r#"((call function: (attribute object: (_) @_o attribute: (identifier) @_m)) @route (#eq? @_o "app") (#any-of? @_m "get" "put"))"#;
        assert_eq!(keys(text), "function.object = app");
    }

    #[test]
    fn the_root_itself_may_be_the_key() {
        assert_eq!(keys(r#"((identifier) @principal (#eq? @principal "current_user"))"#), " = current_user");
    }

    #[test]
    fn each_branch_has_its_own() {
        assert_eq!(keys(r#"([(call function: (identifier) @_f) (new constructor: (_) @_f) (x)] @route (#eq? @_f "a"))"#), "function = a; constructor = a; none");
    }

    #[test]
    fn what_may_be_absent_is_no_key() {
        assert_eq!(keys(r#"((call function: (identifier)? @_f) @route (#eq? @_f "a"))"#), "none");
        assert_eq!(keys(r#"((call function: [(identifier) @_f (attribute)]) @route (#eq? @_f "a"))"#), "none");
        assert_eq!(keys(r#"((call function: [(identifier) (attribute)] @_f) @route (#eq? @_f "a"))"#), "function = a");
        assert_eq!(keys(r#"((call (identifier) @_f) @route (#eq? @_f "a"))"#), "none");
        assert_eq!(keys(r#"((import_statement name: (_) @_f) @route (#eq? @_f "a"))"#), "none");
        assert_eq!(keys(r#"((_x name: (_ name: (_) @_f)) @route (#eq? @_f "a"))"#), "none");
        assert_eq!(keys(r#"((call function: (_) @_f arguments: (_) @_g) @route (#eq? @_f @_g) (#not-eq? @_f "a"))"#), "none");
    }

    #[test]
    fn fields_of_several_children_are_known() {
        let grammars = [
            tree_sitter_python::NODE_TYPES,
            tree_sitter_javascript::NODE_TYPES,
            tree_sitter_typescript::TYPESCRIPT_NODE_TYPES,
            tree_sitter_typescript::TSX_NODE_TYPES,
            tree_sitter_rust::NODE_TYPES,
        ];
        let mut found = Vec::new();
        for grammar in grammars {
            let kinds: Vec<serde_json::Value> = serde_json::from_str(grammar).expect("a grammar's table is JSON");
            for kind in &kinds {
                let fields = kind["fields"].as_object().into_iter().flatten().filter(|(_, field)| field["multiple"] == true);
                found.extend(fields.map(|(name, _)| (kind["type"].as_str().unwrap_or_default().to_string(), name.clone())));
            }
        }
        found.sort();
        found.dedup();
        let known: Vec<_> = SEVERAL.iter().map(|(kind, field)| (kind.to_string(), field.to_string())).collect();
        assert_eq!(known, found);
    }
}
