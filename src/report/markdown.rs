//! A rule's page as plain text for a terminal.

/// Renders a page: headings bold, fences indented, `expect:` comments left out.
pub fn page(markdown: &str) -> String {
    let mut out = String::new();
    let mut in_fence = false;
    for line in markdown.lines() {
        if let Some(rest) = line.strip_prefix("```") {
            in_fence = !in_fence;
            if let Some((_, title)) = rest.split_once("title=") {
                out += &format!("    \x1b[2m{title}\x1b[0m\n");
            }
        } else if in_fence {
            out += format!("    {}", without_expectation(line)).trim_end();
            out.push('\n');
        } else if let Some(heading) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')) {
            out += &format!("\x1b[1m{heading}\x1b[0m\n");
        } else {
            out += line;
            out.push('\n');
        }
    }
    out
}

fn without_expectation(line: &str) -> &str {
    ["# expect:", "// expect:"].iter().find_map(|mark| line.split_once(mark)).map_or(line, |(before, _)| before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn pages_lose_their_marks() {
        let text = page("# a-rule\n\nText.\n\n```python title=a.py\nx = 1  # expect: a-rule\n```\n");
        assert_eq!(text, "\x1b[1ma-rule\x1b[0m\n\nText.\n\n    \x1b[2ma.py\x1b[0m\n    x = 1\n");
    }
}
