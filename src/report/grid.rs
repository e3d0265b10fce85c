//! Columns of text for a terminal: cells wrap where the terminal is too narrow, and stay on one line where there is none.

use unicode_width::UnicodeWidthStr;

/// What is said in one cell: pieces with a space between them, each in one style.
pub(super) type Cell = Vec<Piece>;

/// Some text and the escape sequence of its style.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    text: String,
    style: &'static str,
}

pub(super) const PLAIN: &str = "";
pub(super) const BOLD: &str = "\x1b[1m";
pub(super) const DIM: &str = "\x1b[2m";
pub(super) const RED: &str = "\x1b[31m";
pub(super) const GREEN: &str = "\x1b[32m";
pub(super) const YELLOW: &str = "\x1b[33m";
const RESET: &str = "\x1b[0m";

/// Between two columns.
const GAP: &str = "  ";
/// No column is made narrower than this.
const LEAST: usize = 10;

/// A piece; what the analyzed code says is made harmless.
pub(super) fn piece(text: impl AsRef<str>, style: &'static str) -> Piece {
    Piece { text: super::clean(text.as_ref()).replace('\n', " "), style }
}

/// Lays out rows in columns, within a width if there is one. Pieces without text take no room.
pub(super) fn grid(rows: &[Vec<Cell>], width: Option<usize>) -> String {
    let said = |cell: &Cell| cell.iter().filter(|piece| !piece.text.is_empty()).cloned().collect();
    let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(said).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().filter_map(|row| row.get(column)).map(natural).max().unwrap_or_default()).collect();
    if let Some(width) = width {
        shrink(&mut widths, width.saturating_sub(GAP.len() * columns.saturating_sub(1)));
    }
    rows.iter().map(|row| lines(row, &widths)).collect()
}

/// The width of a cell on one line.
fn natural(cell: &Cell) -> usize {
    cell.iter().map(|piece| piece.text.width()).sum::<usize>() + cell.len().saturating_sub(1)
}

/// Takes from the widest columns until all fit.
fn shrink(widths: &mut [usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max_by_key(|width| **width) {
            Some(widest) if *widest > LEAST => *widest -= 1,
            _ => return,
        }
    }
}

fn lines(row: &[Cell], widths: &[usize]) -> String {
    let cells: Vec<Vec<Cell>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = String::new();
    for line in 0..height {
        let last = cells.iter().rposition(|cell| cell.len() > line).unwrap_or_default();
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate().take(last + 1) {
            let shown = cell.get(line).map(Vec::as_slice).unwrap_or_default();
            out.extend(shown.iter().enumerate().map(|(index, piece)| format!("{}{}", if index == 0 { "" } else { " " }, styled(piece))));
            if column < last {
                out.push_str(&" ".repeat(width.saturating_sub(natural(&shown.to_vec()))));
                out.push_str(GAP);
            }
        }
        out.push('\n');
    }
    out
}

fn styled(piece: &Piece) -> String {
    match piece.style {
        PLAIN => piece.text.clone(),
        style => format!("{style}{}{RESET}", piece.text),
    }
}

/// A cell in lines of at most this width.
fn wrap(cell: &Cell, width: usize) -> Vec<Cell> {
    let mut lines: Vec<Cell> = Vec::new();
    let mut line: Cell = Vec::new();
    for piece in cell.iter().flat_map(|piece| words(piece, width)) {
        if !line.is_empty() && natural(&line) + 1 + piece.text.width() > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push(piece);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A piece as it is where it fits; else its words, the long ones broken after a `/` or the like.
fn words(piece: &Piece, width: usize) -> Vec<Piece> {
    if piece.text.width() <= width {
        return vec![piece.clone()];
    }
    let mut words = Vec::new();
    for word in piece.text.split(' ') {
        let mut rest = word;
        while rest.width() > width {
            let (head, tail) = rest.split_at(break_at(rest, width));
            words.push(Piece { text: head.to_owned(), style: piece.style });
            rest = tail;
        }
        words.push(Piece { text: rest.to_owned(), style: piece.style });
    }
    words
}

/// Where a word that is too long is broken: behind the last `/` that fits, else behind another mark, else where the room ends.
fn break_at(word: &str, width: usize) -> usize {
    let ends = word.char_indices().map(|(index, letter)| index + letter.len_utf8());
    let end = ends.take_while(|end| word[..*end].width() <= width).last();
    let end = end.or_else(|| word.chars().next().map(char::len_utf8)).unwrap_or_default();
    let behind = |marks: &[char]| word[..end].rfind(marks).map(|mark| mark + 1).filter(|at| *at > 1);
    behind(&['/']).or_else(|| behind(&['.', ':', '_', '-'])).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<Cell> {
        cells.iter().map(|cell| vec![piece(cell, PLAIN)]).collect()
    }

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [row(&["GET", "/a", "x"]), row(&["DELETE", "/größe", ""])];
        assert_eq!(grid(&rows, None), "GET     /a      x\nDELETE  /größe  \n".replace("  \n", "\n"));
    }

    #[test]
    fn what_is_too_wide_is_wrapped() {
        let rows = [row(&["GET", "/api/v1/organizations/{id}", "required by current_user"])];
        assert_eq!(grid(&rows, Some(34)), "GET  /api/v1/        required by\n     organizations/  current_user\n     {id}\n");
        assert_eq!(grid(&rows, None).lines().count(), 1);
    }
}
