//! A rule's page as text.

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

/// A page without any mark-up.
pub(super) fn plain(markdown: &str) -> String {
    anstream::adapter::strip_str(&page(markdown)).to_string()
}

/// The first paragraph that is no heading, on one line, without backticks.
pub(super) fn first_paragraph(markdown: &str) -> String {
    let mut paragraphs = markdown.split("\n\n").map(str::trim);
    let first = paragraphs.find(|paragraph| !paragraph.is_empty() && !paragraph.starts_with('#')).unwrap_or_default();
    first.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_expectation(line: &str) -> &str {
    ["# expect:", "// expect:"].iter().find_map(|mark| line.split_once(mark)).map_or(line, |(before, _)| before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{first_paragraph, page};

    #[test]
    fn the_first_paragraph_is_the_description() {
        assert_eq!(first_paragraph("# a-rule\n\n## What it does\n\nReports `x`\nand y.\n\nMore.\n"), "Reports x and y.");
    }

    #[test]
    fn pages_lose_their_marks() {
        let text = page("# a-rule\n\nText.\n\n```python title=a.py\nx = 1  # expect: a-rule\n```\n");
        assert_eq!(text, "\x1b[1ma-rule\x1b[0m\n\nText.\n\n    \x1b[2ma.py\x1b[0m\n    x = 1\n");
    }
}
