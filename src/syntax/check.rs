//! What a pattern may not be: everything that tree-sitter would take silently or that cannot be planned.

use super::capture::{CAPTURES, Capture};
use super::error::{Fault, nearest};
use super::pattern::{Arg, Item, Pattern, Predicate, Quantifier, Shape, Word};
use super::set::Deferred;

/// A step of tree-sitter's keeps this many captures and drops the rest.
const MAX_CAPTURES: usize = 3;

const IMMEDIATE: [&str; 3] = ["eq?", "any-of?", "match?"];
const DEFERRED: [&str; 5] = ["resolves-to?", "lacks-argument?", "constant?", "origin?", "library-version?"];

/// A node that a pattern may start at.
pub(super) struct Root<'a> {
    pub(super) item: &'a Item,
    pub(super) kind: &'a Word,
    pub(super) children: &'a [Item],
    /// Its captures and those of the brackets around it.
    pub(super) captures: Vec<&'a str>,
}

/// All nodes that a pattern may start at: one, or the branches of an alternation.
pub(super) fn roots(root: &Item) -> Result<Vec<Root<'_>>, Fault> {
    let mut found = Vec::new();
    add_roots(root, &[], &mut found)?;
    Ok(found)
}

fn add_roots<'a>(item: &'a Item, outer: &[&'a str], found: &mut Vec<Root<'a>>) -> Result<(), Fault> {
    let captures: Vec<&str> = outer.iter().copied().chain(item.captures.iter().map(|c| c.text.as_str())).collect();
    if let Some(field) = &item.field {
        return Err(
            Fault::new(item.at, format!("the root stands in a field, `{field}`")).help("start the pattern at the node that has the field")
        );
    }
    if item.quantifier.is_some() {
        return Err(Fault::new(item.at, "the root has a quantifier").help("start the pattern at the parent of the repeated nodes"));
    }
    match &item.shape {
        Shape::Group(items) => {
            match items.as_slice() {
                [only] => add_roots(only, &captures, found),
                _ => Err(Fault::new(item.at, "the pattern has several siblings at its top")
                    .help("start the pattern at the parent of these nodes")),
            }
        }
        Shape::Either(branches) => branches.iter().try_for_each(|branch| add_roots(branch, &captures, found)),
        Shape::Any => Err(wildcard(item)),
        Shape::Node { kind, .. } if kind.text == "_" => Err(wildcard(item)),
        Shape::Anonymous(_) => Err(Fault::new(item.at, "the root is not a named node").help("start the pattern at the node around it")),
        Shape::Node { kind, .. } if kind.text.starts_with("MISSING") || kind.text == "ERROR" => {
            Err(Fault::new(item.at, "the root is a syntax error"))
        }
        Shape::Node { kind, children, .. } => {
            found.push(Root { item, kind, children, captures });
            Ok(())
        }
    }
}

fn wildcard(item: &Item) -> Fault {
    Fault::new(item.at, "the root is a wildcard, so the pattern would be tried at every node")
        .help("name its kinds: `[(call) (attribute)]`")
}

/// Reports all that is wrong with a pattern, whatever the dialect, and returns its deferred predicates.
pub(super) fn check(pattern: &Pattern, faults: &mut Vec<Fault>) -> Vec<Deferred> {
    let roots = roots(&pattern.root).map_err(|fault| faults.push(fault));
    let mut captures = Vec::new();
    collect(&pattern.root, 0, &mut captures, faults);
    for capture in &captures {
        faults.extend(unknown(capture));
    }
    let anchor = roots.and_then(|_| anchor(pattern, &captures).map_err(|fault| faults.push(fault))).ok();
    pattern
        .predicates
        .iter()
        .filter_map(|predicate| {
            check_predicate(predicate, &captures, anchor).unwrap_or_else(|fault| {
                faults.push(fault);
                None
            })
        })
        .collect()
}

/// Gathers the captures, and refuses more on a step than tree-sitter keeps.
fn collect<'a>(item: &'a Item, outer: usize, captures: &mut Vec<&'a Word>, faults: &mut Vec<Fault>) {
    let on_step = outer + item.captures.len();
    match &item.shape {
        Shape::Either(branches) => branches.iter().for_each(|branch| collect(branch, on_step, captures, faults)),
        Shape::Group(items) => {
            for (i, inner) in items.iter().enumerate() {
                collect(inner, if i == 0 { on_step } else { 0 }, captures, faults);
            }
        }
        shape => {
            if on_step > MAX_CAPTURES {
                faults.push(
                    Fault::new(item.at, format!("{on_step} captures on one node"))
                        .help(format!("a node can have {MAX_CAPTURES}; split the pattern")),
                );
            }
            if let Shape::Node { children, .. } = shape {
                children.iter().for_each(|child| collect(child, 0, captures, faults));
            }
        }
    }
    captures.extend(&item.captures);
}

fn unknown(capture: &Word) -> Option<Fault> {
    let name = capture.text.as_str();
    if name.starts_with('_') || Capture::from_name(name).is_some() {
        return None;
    }
    let near = nearest(name, CAPTURES.iter().map(|row| row.1)).map(|near| format!("@{near}"));
    let otherwise = "captures of your own start with `@_`; the others are listed by `authlint debug captures --list`";
    Some(Fault::new(capture.at, format!("unknown capture `@{name}`")).suggest(near, otherwise))
}

/// The pattern's anchor: every way to match must give exactly one.
fn anchor(pattern: &Pattern, captures: &[&Word]) -> Result<Capture, Fault> {
    let mut anchors = captures.iter().filter_map(|c| as_anchor(c));
    let (least, most) = count_anchors(&pattern.root);
    let Some(first) = anchors.next() else {
        return Err(Fault::new(pattern.range.start, "the pattern has no anchor")
            .help("say what one of its nodes is: `@route`, `@access.read`, ..."));
    };
    if most > 1 {
        let all: Vec<String> = std::iter::once(first).chain(anchors).map(|c| format!("`@{}`", c.name())).collect();
        let message = match all.len() {
            1 => format!("the anchor {} repeats", all[0]),
            _ => format!("more than one anchor: {}", all.join(", ")),
        };
        return Err(Fault::new(pattern.range.start, message).help("write a pattern for each"));
    }
    match least {
        0 => Err(Fault::new(pattern.range.start, format!("the anchor `@{}` is missing from some matches", first.name()))
            .help("move it to a node that is always there")),
        _ => Ok(first),
    }
}

fn as_anchor(capture: &Word) -> Option<Capture> {
    Capture::from_name(&capture.text).filter(|c| c.is_anchor())
}

/// The least and the most anchors that a match of an item can hold.
fn count_anchors(item: &Item) -> (usize, usize) {
    let own = item.captures.iter().filter_map(as_anchor).count();
    let add = |(a, b): (usize, usize), (c, d): (usize, usize)| (a + c, b + d);
    let inner = match &item.shape {
        Shape::Node { children: items, .. } | Shape::Group(items) => items.iter().map(count_anchors).fold((0, 0), add),
        Shape::Either(branches) => branches.iter().map(count_anchors).reduce(|(a, b), (c, d)| (a.min(c), b.max(d))).unwrap_or_default(),
        Shape::Anonymous(_) | Shape::Any => (0, 0),
    };
    let (least, most) = add(inner, (own, own));
    match item.quantifier {
        None => (least, most),
        Some(Quantifier::Optional) => (0, most),
        Some(Quantifier::Any) => (0, most * 2),
        Some(Quantifier::Many) => (least, most * 2),
    }
}

fn check_predicate(predicate: &Predicate, captures: &[&Word], anchor: Option<Capture>) -> Result<Option<Deferred>, Fault> {
    let name = predicate.name.text.as_str();
    let plain = name.strip_prefix("not-").unwrap_or(name);
    for arg in &predicate.args {
        if let Arg::Capture(capture) = arg
            && !captures.iter().any(|c| c.text == capture.text)
        {
            let near = nearest(&capture.text, captures.iter().map(|c| c.text.as_str())).map(|near| format!("@{near}"));
            let fault = Fault::new(capture.at, format!("`#{name}` speaks of `@{}`, which the pattern does not capture", capture.text));
            return Err(fault.suggest(near, "capture it in the pattern"));
        }
    }
    if IMMEDIATE.contains(&plain) {
        return check_immediate(predicate, plain).map(|()| None);
    }
    if DEFERRED.contains(&plain) {
        return defer(predicate, plain, anchor);
    }
    let near = nearest(plain, IMMEDIATE.into_iter().chain(DEFERRED)).map(|near| format!("#{near}"));
    let all: Vec<String> = IMMEDIATE.iter().chain(&DEFERRED).map(|known| format!("`#{known}`")).collect();
    Err(Fault::new(predicate.name.at, format!("unknown predicate `#{name}`")).suggest(near, &format!("there are {}", all.join(", "))))
}

fn check_immediate(predicate: &Predicate, plain: &str) -> Result<(), Fault> {
    let (fits, form) = match (plain, predicate.args.as_slice()) {
        ("eq?", args) => (matches!(args, [Arg::Capture(_), _]), "(#eq? @capture \"text\")"),
        ("match?", args) => (matches!(args, [Arg::Capture(_), Arg::Literal(_)]), "(#match? @capture \"regex\")"),
        (_, [Arg::Capture(_), rest @ ..]) => (!rest.is_empty() && rest.iter().all(is_literal), "(#any-of? @capture \"a\" \"b\")"),
        _ => (false, "(#any-of? @capture \"a\" \"b\")"),
    };
    match fits {
        true => Ok(()),
        false => Err(misused(predicate, form)),
    }
}

fn is_literal(arg: &Arg) -> bool {
    matches!(arg, Arg::Literal(_))
}

fn misused(predicate: &Predicate, form: &str) -> Fault {
    Fault::new(predicate.name.at, format!("`#{}` does not take these arguments", predicate.name.text))
        .help(format!("it is written `{form}`"))
}

fn defer(predicate: &Predicate, plain: &str, anchor: Option<Capture>) -> Result<Option<Deferred>, Fault> {
    let (capture, literals) = match predicate.args.as_slice() {
        literals if plain == "library-version?" => (None, literals),
        [Arg::Capture(capture), literals @ ..] => (Some(capture), literals),
        _ => return Err(misused(predicate, &format!("(#{plain} @capture \"...\")"))),
    };
    let expected = match plain {
        "library-version?" => literals.len() == 2,
        "constant?" => true,
        _ => !literals.is_empty(),
    };
    if !expected || !literals.iter().all(is_literal) {
        return Err(misused(
            predicate,
            if capture.is_some() { "(#... @capture \"...\")" } else { "(#library-version? \"library\" \"<2\")" },
        ));
    }
    let capture = match capture {
        None => anchor,
        Some(word) if word.text.starts_with('_') => {
            let fault = Fault::new(word.at, format!("`#{}` is decided later, when `@{}` is gone", predicate.name.text, word.text));
            return Err(fault.help("give it a capture without `_`, such as `@finding.argument`"));
        }
        Some(word) => Capture::from_name(&word.text),
    };
    let args = literals.iter().filter_map(|arg| match arg {
        Arg::Literal(text) => Some(text.clone()),
        Arg::Capture(_) => None,
    });
    // Without a capture there is another fault already.
    Ok(capture.map(|capture| Deferred {
        name: plain.trim_end_matches('?').to_string(),
        capture,
        args: args.collect(),
        negated: predicate.name.text.starts_with("not-"),
    }))
}
