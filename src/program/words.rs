//! The words inside a name: `orderItemId` and `order_item_id` are both order, item, id.

/// The letters and digits of an identifier, in lower case.
pub fn flat(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of an identifier, in lower case.
pub fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    any_word(name, |word| {
        words.push(word.to_owned());
        false
    });
    words
}

/// Whether something holds for one of the words of an identifier, in lower case.
pub fn any_word(name: &str, mut holds: impl FnMut(&str) -> bool) -> bool {
    let mut word = String::new();
    let mut fresh = true;
    let mut previous_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            fresh = true;
            continue;
        }
        if (fresh || (c.is_uppercase() && previous_lower)) && !word.is_empty() {
            if holds(&word) {
                return true;
            }
            word.clear();
        }
        fresh = false;
        previous_lower = c.is_lowercase() || c.is_numeric();
        word.extend(c.to_lowercase());
    }
    !word.is_empty() && holds(&word)
}

/// A word without its plural ending.
pub fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies")
        && stem.len() > 1
    {
        return format!("{stem}y");
    }
    // buses and statuses, but courses and cases.
    if let Some(stem) = word.strip_suffix("es")
        && stem.ends_with("us")
        && stem.len() > 2
    {
        return stem.to_owned();
    }
    for ending in ["sses", "ches", "shes", "xes"] {
        if word.ends_with(ending) && word.len() > ending.len() {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_case_and_underscores() {
        assert_eq!(words("orderItemId"), ["order", "item", "id"]);
        assert_eq!(words("HTTP_user-Agent"), ["http", "user", "agent"]);
    }

    #[test]
    fn plurals_lose_their_ending() {
        assert_eq!(
            ["orders", "companies", "boxes", "addresses", "status", "courses"].map(singular),
            ["order", "company", "box", "address", "status", "course"]
        );
    }
}
