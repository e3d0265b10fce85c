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

/// Alternations whose branches lead to more places are not looked into.
const MAX_PATHS: usize = 8;

/// Texts, one of which must stand at the end of one of the paths.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    pub(super) paths: Vec<Vec<Via<'a>>>,
    pub(super) literals: Vec<&'a str>,
}

/// How to get from a node to one below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Via<'a> {
    /// To the one child in a field.
    Field(&'a str),
    /// To each child, of this kind if it is known.
    Children(Option<&'a str>),
}

/// A capture that every match has, and the paths on one of which it stands.
type Place<'a> = (&'a str, Vec<Vec<Via<'a>>>);

/// What a pattern asks of the texts below its root, the sharpest and cheapest first. `is_plain` tells a node's kind from a supertype.
pub(super) fn keys<'a>(root: &Root<'a>, pattern: &'a Pattern, is_plain: &dyn Fn(&str) -> bool) -> Vec<Key<'a>> {
    let mut places: Vec<Place> = root.captures.iter().map(|capture| (*capture, vec![Vec::new()])).collect();
    places.extend(root.children.iter().flat_map(|child| below(&root.kind.text, child, child.field.as_deref(), is_plain)));
    let key = |(capture, paths): Place<'a>| Some(Key { paths, literals: literals(pattern, capture)? });
    let mut keys: Vec<Key> = places.into_iter().filter_map(key).collect();
    let loops = |key: &Key| key.paths.iter().flatten().filter(|via| matches!(via, Via::Children(_))).count();
    keys.sort_by_key(|key| (loops(key), key.literals.len(), key.paths.iter().map(Vec::len).sum::<usize>()));
    keys
}

/// The places in a child of a node of some kind. As deep as the pattern, which the reader limits.
fn below<'a>(kind: &str, child: &'a Item, field: Option<&'a str>, is_plain: &dyn Fn(&str) -> bool) -> Vec<Place<'a>> {
    if child.quantifier.is_some() {
        return Vec::new();
    }
    let (inner, children) = match &child.shape {
        Shape::Group(_) if field.is_some() => return Vec::new(),
        Shape::Group(items) => return items.iter().flat_map(|item| below(kind, item, item.field.as_deref(), is_plain)).collect(),
        Shape::Either(branches) => return in_all(kind, child, branches, field, is_plain),
        Shape::Node { kind, .. } if kind.text.starts_with("MISSING") => return Vec::new(),
        Shape::Node { kind, children, .. } => (Some(kind.text.as_str()), children.as_slice()),
        Shape::Anonymous(_) | Shape::Any => (None, [].as_slice()),
    };
    let via = match field {
        Some(field) if is_single(kind, field, is_plain) => Via::Field(field),
        _ => Via::Children(inner.map(plain_name).filter(|kind| *kind != "_" && is_plain(kind))),
    };
    let mut places: Vec<Place> = child.captures.iter().map(|capture| (capture.text.as_str(), vec![vec![via]])).collect();
    for item in children {
        for (capture, paths) in below(inner.unwrap_or("_"), item, item.field.as_deref(), is_plain) {
            places.push((capture, paths.into_iter().map(|path| [vec![via], path].concat()).collect()));
        }
    }
    places
}

/// The captures that every branch of an alternation has, each with its place in each branch.
fn in_all<'a>(
    kind: &str,
    either: &'a Item,
    branches: &'a [Item],
    field: Option<&'a str>,
    is_plain: &dyn Fn(&str) -> bool,
) -> Vec<Place<'a>> {
    let in_branch = |branch: &'a Item| {
        let mut places = below(kind, branch, branch.field.as_deref().or(field), is_plain);
        if is_one_node(branch) {
            let via = match branch.field.as_deref().or(field) {
                Some(field) if is_single(kind, field, is_plain) => Via::Field(field),
                _ => Via::Children(None),
            };
            places.extend(either.captures.iter().map(|capture| (capture.text.as_str(), vec![vec![via]])));
        }
        places
    };
    let mut branches = branches.iter().map(in_branch);
    let mut common = branches.next().unwrap_or_default();
    for places in branches {
        common.retain_mut(|(capture, paths)| {
            let same = places.iter().filter(|place| place.0 == *capture).flat_map(|place| &place.1);
            let same: Vec<_> = same.cloned().collect();
            let is_there = !same.is_empty();
            paths.extend(same);
            paths.dedup();
            is_there && paths.len() <= MAX_PATHS
        });
    }
    common
}

/// Of `supertype/kind`, the kind.
fn plain_name(kind: &str) -> &str {
    kind.rsplit('/').next().unwrap_or(kind)
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

fn is_single(kind: &str, field: &str, is_plain: &dyn Fn(&str) -> bool) -> bool {
    let kind = plain_name(kind);
    let knows = kind != "_" && is_plain(kind);
    !SEVERAL.iter().any(|row| row.1 == field && (!knows || row.0 == kind))
}

/// Whether a branch is one node of the tree, whichever it is.
fn is_one_node(branch: &Item) -> bool {
    let shape_is_one = match &branch.shape {
        Shape::Node { kind, .. } => !kind.text.starts_with("MISSING"),
        Shape::Anonymous(_) | Shape::Any => true,
        Shape::Group(_) => false,
        Shape::Either(branches) => branches.iter().all(is_one_node),
    };
    branch.quantifier.is_none() && shape_is_one
}

#[cfg(test)]
mod tests {
    use super::super::check::roots;
    use super::super::pattern::read;
    use super::*;

    fn print(via: &Via) -> String {
        match via {
            Via::Field(field) => field.to_string(),
            Via::Children(kind) => format!("<{}>", kind.unwrap_or("_")),
        }
    }

    /// The paths and literals of a pattern's roots.
    fn of(text: &str) -> String {
        let (patterns, _) = read(text).expect("the test's pattern is sound");
        let roots = roots(&patterns[0].root).expect("the test's pattern has a root");
        let print = |key: &Key| {
            format!(
                "{} = {}",
                key.paths.iter().map(|path| path.iter().map(print).collect::<Vec<_>>().join(".")).collect::<Vec<_>>().join(" or "),
                key.literals.join("|")
            )
        };
        let of = |root: &Root| keys(root, &patterns[0], &|_| true).iter().map(print).collect::<Vec<_>>().join(", ");
        roots.iter().map(of).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_key_is_reached_through_fields() {
        assert_eq!(
            of(r#"((call function: (attribute attribute: (identifier) @_m)) @route (#any-of? @_m "get" "put"))"#),
            "function.attribute = get|put"
        );
    }

    #[test]
    fn the_shorter_list_is_first() {
        let text = r#"((call function: (attribute object: (_) @_o attribute: (identifier) @_m)) @route (#eq? @_o "app") (#any-of? @_m "get" "put"))"#;
        assert_eq!(of(text), "function.object = app, function.attribute = get|put");
    }

    #[test]
    fn the_root_itself_may_be_the_key() {
        assert_eq!(of(r#"((identifier) @principal (#eq? @principal "current_user"))"#), " = current_user");
    }

    #[test]
    fn each_branch_has_its_own() {
        assert_eq!(
            of(r#"([(call function: (identifier) @_f) (new constructor: (_) @_f) (x)] @route (#eq? @_f "a"))"#),
            "function = a; constructor = a; "
        );
    }

    #[test]
    fn what_may_be_absent_is_no_key() {
        assert_eq!(of(r#"((call function: (identifier)? @_f) @route (#eq? @_f "a"))"#), "");
        assert_eq!(of(r#"((call function: [(identifier) @_f (attribute)]) @route (#eq? @_f "a"))"#), "");
        assert_eq!(of(r#"((call function: [(identifier) (attribute)] @_f) @route (#eq? @_f "a"))"#), "function = a");
        assert_eq!(of(r#"((call function: (_) @_f arguments: (_) @_g) @route (#eq? @_f @_g) (#not-eq? @_f "a"))"#), "");
    }

    #[test]
    fn branches_may_share_a_capture() {
        let text = r#"((call function: [(identifier) @_f (attribute attribute: (identifier) @_f)] (x [(y) (z)] @_g)) @route (#eq? @_f "a") (#eq? @_g "b"))"#;
        assert_eq!(of(text), "function or function.attribute = a, <x>.<_> = b");
    }

    #[test]
    fn children_without_a_field_are_all_looked_at() {
        assert_eq!(of(r#"((call (identifier) @_f) @route (#eq? @_f "a"))"#), "<identifier> = a");
        assert_eq!(of(r#"((call ((_) @_f . (x))) @route (#eq? @_f "a"))"#), "<_> = a");
        assert_eq!(of(r#"((import_statement name: (_) @_f) @route (#eq? @_f "a"))"#), "<_> = a");
        assert_eq!(of(r#"((_x name: (_ name: (_) @_f)) @route (#eq? @_f "a"))"#), "name.<_> = a");
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
