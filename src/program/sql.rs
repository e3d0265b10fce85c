//! What a piece of SQL does: operation, tables, and which value feeds which column.
//!
//! Real SQL strings are seldom whole, so the tokens are read, not a syntax tree: interpolations stand in the text as
//! [`hole`]s, driver placeholders are brought to one form, and a fragment (`WHERE id = ?`) is understood as far as it goes.

use sqlparser::dialect::GenericDialect;
use sqlparser::tokenizer::{Token, Tokenizer};

/// What a statement does with its first table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqlOperation {
    Read,
    Update,
    Delete,
    Create,
    /// `CREATE TABLE`: its columns are listed in `written`.
    Define,
}

/// What stands where a value is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parameter {
    /// The n-th interpolation.
    Hole(usize),
    /// The n-th `?`, `%s` or `$n`, from 0.
    Position(usize),
    /// `:name`, `%(name)s`, `@name`.
    Named(String),
    /// Another column: `a.id = b.id`.
    Column(String),
    /// A literal.
    Constant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sql {
    pub operation: SqlOperation,
    pub tables: Vec<String>,
    /// Columns compared in WHERE, ON or HAVING, with what they are compared with.
    pub conditions: Vec<(String, Parameter)>,
    /// Columns that are set, inserted or defined.
    pub written: Vec<(String, Parameter)>,
    /// An interpolation stands where a table or a whole condition should: more may be said than is seen.
    pub open: bool,
    /// `REFERENCES`: column and table.
    pub references: Vec<(String, String)>,
    /// It speaks of one row by aggregate or limit, or of many.
    pub counts_only: bool,
}

/// How the n-th interpolation stands in the text given to [`read`].
pub fn hole(n: usize) -> String {
    format!("__hole{n}__")
}

/// Whether a text starts like an SQL statement.
pub fn looks_like_sql(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
    let (first, rest) = match text.find(|c: char| !c.is_ascii_alphabetic()) {
        Some(end) => text.split_at(end),
        None => return false,
    };
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let second = || rest.split_whitespace().map(|w| w.to_ascii_uppercase());
    match first.to_ascii_uppercase().as_str() {
        "SELECT" => second().any(|w| w == "FROM") || rest.contains("EXISTS"),
        "UPDATE" => second().any(|w| w == "SET"),
        "DELETE" => second().next().is_some_and(|w| w == "FROM" || w.starts_with('`')),
        "INSERT" | "REPLACE" => second().take(3).any(|w| w == "INTO"),
        "WITH" => second().any(|w| w == "AS" || w.starts_with("AS(")),
        "CREATE" => second().take(4).any(|w| w == "TABLE"),
        _ => false,
    }
}

/// Reads a statement or a fragment of one; `None` where nothing is understood.
pub fn read(text: &str) -> Option<Sql> {
    let text = normalised(text);
    let dialect = GenericDialect {};
    let tokens = match Tokenizer::new(&dialect, &text).tokenize() {
        Ok(tokens) => tokens,
        // An unclosed quote: fragments are often cut inside one.
        Err(_) => Tokenizer::new(&dialect, &format!("{text}'")).tokenize().ok()?,
    };
    let tokens: Vec<Token> = tokens.into_iter().filter(|token| !matches!(token, Token::Whitespace(_))).collect();
    Reader { tokens: &tokens, at: 0, position: 0, clause: Clause::Other, depth: 0, sql: Sql::empty() }.read()
}

/// `%s` becomes `?`, `%(name)s` and `@name` become `:name`.
fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if let Some(tail) = after.strip_prefix('s').or_else(|| after.strip_prefix('d')) {
            out.push('?');
            rest = tail;
        } else if let Some((name, tail)) = after.strip_prefix('(').and_then(|inner| inner.split_once(")s")) {
            out.push(':');
            out.push_str(name);
            rest = tail;
        } else {
            out.push('%');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

impl Sql {
    fn empty() -> Sql {
        Sql {
            operation: SqlOperation::Read,
            tables: Vec::new(),
            conditions: Vec::new(),
            written: Vec::new(),
            open: false,
            references: Vec::new(),
            counts_only: false,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Clause {
    Other,
    Tables,
    Condition,
    Set,
    Columns,
    Values,
    Definition,
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    /// Placeholders without a number seen so far.
    position: usize,
    clause: Clause,
    /// Brackets open in `VALUES`.
    depth: usize,
    sql: Sql,
}

impl Reader<'_> {
    fn read(mut self) -> Option<Sql> {
        let mut columns: Vec<String> = Vec::new();
        let mut values: Vec<Parameter> = Vec::new();
        let mut understood = false;
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            match token {
                Token::Word(word) if word.quote_style.is_none() => {
                    let text = word.value.clone();
                    if self.keyword(&text.to_ascii_uppercase()) {
                        understood = true;
                        continue;
                    }
                    self.word(text, &mut columns, &mut values);
                }
                Token::Word(word) => self.word(word.value.clone(), &mut columns, &mut values),
                Token::LParen if self.clause == Clause::Values => self.depth += 1,
                Token::RParen if self.clause == Clause::Values => self.depth = self.depth.saturating_sub(1),
                Token::Comma if self.clause == Clause::Values => {}
                _ if self.clause == Clause::Values => {
                    self.at -= 1;
                    self.value(&mut values);
                }
                Token::Placeholder(_) => {
                    self.at -= 1;
                    self.parameter();
                }
                Token::SingleQuotedString(text) | Token::DoubleQuotedString(text)
                    if holes(text).next().is_some() && self.clause == Clause::Tables =>
                {
                    self.sql.open = true
                }
                _ => {}
            }
        }
        for (i, column) in columns.into_iter().enumerate() {
            self.sql.written.push((column, values.get(i).cloned().unwrap_or(Parameter::Constant)));
        }
        (understood && (!self.sql.tables.is_empty() || !self.sql.conditions.is_empty() || self.sql.open)).then_some(self.sql)
    }

    fn keyword(&mut self, word: &str) -> bool {
        match word {
            "SELECT" => {
                self.clause = Clause::Other;
                let counts = matches!(self.tokens.get(self.at), Some(Token::Word(w)) if w.value.eq_ignore_ascii_case("count"));
                self.sql.counts_only |= counts && self.sql.tables.is_empty();
            }
            "FROM" | "JOIN" | "USING" => self.clause = Clause::Tables,
            "INTO" => {
                self.sql.operation = SqlOperation::Create;
                self.clause = Clause::Tables;
            }
            "UPDATE" if self.sql.operation != SqlOperation::Create => {
                // `SELECT .. FOR UPDATE` and `ON CONFLICT DO UPDATE` change nothing of what the statement is.
                if self.clause != Clause::Condition || self.sql.tables.is_empty() {
                    self.sql.operation = SqlOperation::Update;
                    self.clause = Clause::Tables;
                }
            }
            "DELETE" if self.sql.operation != SqlOperation::Define => self.sql.operation = SqlOperation::Delete,
            "WHERE" | "ON" | "HAVING" | "AND" | "OR" => self.clause = Clause::Condition,
            "SET" => self.clause = Clause::Set,
            "VALUES" => self.clause = Clause::Values,
            "TABLE" if self.sql.tables.is_empty() => {
                self.sql.operation = SqlOperation::Define;
                self.clause = Clause::Tables;
            }
            "REFERENCES" => {
                if let (Some((column, _)), Some(Token::Word(table))) = (self.sql.written.last(), self.tokens.get(self.at)) {
                    self.sql.references.push((column.clone(), table.value.clone()));
                }
                self.at += 1;
                // The columns of the other table.
                if self.tokens.get(self.at) == Some(&Token::LParen) {
                    while self.tokens.get(self.at).is_some_and(|token| *token != Token::RParen) {
                        self.at += 1;
                    }
                }
            }
            "ORDER" | "GROUP" | "LIMIT" | "OFFSET" | "RETURNING" | "UNION" | "CONFLICT" => self.clause = Clause::Other,
            "IF" | "NOT" | "EXISTS" | "ONLY" | "AS" | "IN" | "LIKE" | "ILIKE" | "IS" | "NULL" | "BETWEEN" | "CREATE" | "INSERT"
            | "WITH" | "LEFT" | "RIGHT" | "INNER" | "OUTER" | "CROSS" | "DISTINCT" | "ANY" | "ALL" | "LATERAL" | "FULL" | "NATURAL"
            | "IGNORE" | "REPLACE" => {}
            _ => return false,
        }
        true
    }

    fn word(&mut self, text: String, columns: &mut Vec<String>, values: &mut Vec<Parameter>) {
        match self.clause {
            Clause::Tables => self.table(text, columns),
            Clause::Condition | Clause::Set => self.comparison(text),
            Clause::Columns => columns.push(text),
            Clause::Values => {
                self.at -= 1;
                self.value(values);
            }
            Clause::Definition => self.definition(text),
            Clause::Other => {}
        }
    }

    /// One of the values of `VALUES (..)`; what a function is given stands for its call.
    fn value(&mut self, values: &mut Vec<Parameter>) {
        let Some(parameter) = self.parameter() else { return };
        match values.last_mut() {
            Some(call @ (Parameter::Constant | Parameter::Column(_))) if self.depth > 1 => *call = parameter,
            Some(_) if self.depth > 1 => {}
            _ => values.push(parameter),
        }
    }

    fn table(&mut self, first: String, columns: &mut [String]) {
        let mut name = first;
        // schema.table
        while self.tokens.get(self.at) == Some(&Token::Period) {
            if let Some(Token::Word(word)) = self.tokens.get(self.at + 1) {
                name = word.value.clone();
            }
            self.at += 2;
        }
        if holes(&name).next().is_some() {
            self.sql.open = true;
        } else {
            self.sql.tables.push(name);
        }
        let opens = self.tokens.get(self.at) == Some(&Token::LParen);
        self.clause = match self.sql.operation {
            SqlOperation::Create if opens && columns.is_empty() => Clause::Columns,
            SqlOperation::Define => Clause::Definition,
            _ => Clause::Other,
        };
        // FROM a, b
        if self.tokens.get(self.at) == Some(&Token::Comma) {
            self.clause = Clause::Tables;
        }
    }

    /// The first word after `(` or `,` of a table definition is a column.
    fn definition(&mut self, text: String) {
        let before = self.at.checked_sub(2).and_then(|at| self.tokens.get(at));
        if matches!(before, Some(Token::LParen | Token::Comma))
            && !text.eq_ignore_ascii_case("primary")
            && !text.eq_ignore_ascii_case("foreign")
        {
            self.sql.written.push((text, Parameter::Constant));
        }
    }

    /// `column = value`, `t.column IN (?, ?)`, `value = column`.
    fn comparison(&mut self, first: String) {
        let mut column = first;
        while self.tokens.get(self.at) == Some(&Token::Period) {
            if let Some(Token::Word(word)) = self.tokens.get(self.at + 1) {
                column = word.value.clone();
            }
            self.at += 2;
        }
        if holes(&column).next().is_some() {
            self.sql.open = true;
            return;
        }
        let is_operator = |token: &Token| {
            matches!(token, Token::Eq | Token::DoubleEq | Token::Neq | Token::Lt | Token::Gt | Token::LtEq | Token::GtEq)
                || matches!(token, Token::Word(w) if ["IN", "LIKE", "ILIKE", "IS", "ANY"].contains(&w.value.to_ascii_uppercase().as_str()))
        };
        if !self.tokens.get(self.at).is_some_and(is_operator) {
            return;
        }
        self.at += 1;
        while matches!(self.tokens.get(self.at), Some(Token::LParen))
            || matches!(self.tokens.get(self.at), Some(Token::Word(w)) if w.value.eq_ignore_ascii_case("any"))
        {
            self.at += 1;
        }
        if matches!(self.tokens.get(self.at), Some(Token::Word(w)) if w.value.eq_ignore_ascii_case("select")) {
            return;
        }
        let Some(parameter) = self.parameter() else { return };
        let pairs = if self.clause == Clause::Set { &mut self.sql.written } else { &mut self.sql.conditions };
        pairs.push((column, parameter));
    }

    /// The value at the cursor.
    fn parameter(&mut self) -> Option<Parameter> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(match token {
            Token::Placeholder(text) => self.placeholder(text),
            Token::Colon | Token::AtSign => match self.tokens.get(self.at) {
                Some(Token::Word(word)) => {
                    self.at += 1;
                    Parameter::Named(word.value.clone())
                }
                Some(Token::Number(number, _)) => {
                    self.at += 1;
                    Parameter::Position(number.parse::<usize>().unwrap_or(1).saturating_sub(1))
                }
                _ => return None,
            },
            Token::SingleQuotedString(text) | Token::DoubleQuotedString(text) => {
                holes(text).next().map_or(Parameter::Constant, Parameter::Hole)
            }
            Token::Number(..) => Parameter::Constant,
            Token::Word(word) => match holes(&word.value).next() {
                Some(n) => Parameter::Hole(n),
                None => {
                    let mut name = word.value.clone();
                    while self.tokens.get(self.at) == Some(&Token::Period) {
                        if let Some(Token::Word(word)) = self.tokens.get(self.at + 1) {
                            name = word.value.clone();
                        }
                        self.at += 2;
                    }
                    Parameter::Column(name)
                }
            },
            _ => return None,
        })
    }

    fn placeholder(&mut self, text: &str) -> Parameter {
        let name = text.trim_start_matches(['$', ':', '@', '?']);
        if name.is_empty() {
            self.position += 1;
            return Parameter::Position(self.position - 1);
        }
        match name.parse::<usize>() {
            Ok(n) => Parameter::Position(n.saturating_sub(1)),
            Err(_) => Parameter::Named(name.to_owned()),
        }
    }
}

/// The interpolations named in a token.
fn holes(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices("__hole").filter_map(|(at, _)| {
        let digits = &text[at + 6..];
        digits[..digits.find('_')?].parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conditions(text: &str) -> Vec<(String, Parameter)> {
        read(text).map(|sql| sql.conditions).unwrap_or_default()
    }

    #[test]
    fn a_condition_is_fed_by_its_placeholder() {
        let sql = read("SELECT * FROM orders WHERE id = %s AND user_id = %(me)s").expect("SQL");
        assert_eq!((sql.operation, sql.tables), (SqlOperation::Read, vec!["orders".to_owned()]));
        assert_eq!(sql.conditions, [("id".into(), Parameter::Position(0)), ("user_id".into(), Parameter::Named("me".into()))]);
    }

    #[test]
    fn an_interpolation_inside_quotes_is_a_value() {
        assert_eq!(conditions(&format!("select * from users where name = '{}'", hole(0))), [("name".into(), Parameter::Hole(0))]);
    }

    #[test]
    fn a_cut_off_string_still_gives_its_columns() {
        assert_eq!(conditions(&format!("DELETE FROM notes WHERE id = '{}", hole(0))), [("id".into(), Parameter::Hole(0))]);
    }

    #[test]
    fn inserted_columns_meet_their_values() {
        let sql = read("INSERT INTO orders (id, owner_id) VALUES ($1, $2)").expect("SQL");
        assert_eq!(sql.operation, SqlOperation::Create);
        assert_eq!(sql.written, [("id".into(), Parameter::Position(0)), ("owner_id".into(), Parameter::Position(1))]);
    }

    #[test]
    fn an_update_tells_what_it_sets_from_what_it_asks() {
        let sql = read("UPDATE accounts SET balance = ?, note = ? WHERE id = ?").expect("SQL");
        assert_eq!(sql.operation, SqlOperation::Update);
        assert_eq!(sql.conditions, [("id".into(), Parameter::Position(2))]);
        assert_eq!(sql.written.len(), 2);
    }

    #[test]
    fn a_delete_inside_with_is_a_delete() {
        let sql = read("WITH gone AS (DELETE FROM scripts WHERE slug = $1 AND user_id = $2 RETURNING id) SELECT * FROM gone").expect("SQL");
        assert_eq!(sql.operation, SqlOperation::Delete);
        assert_eq!(sql.conditions.len(), 2);
    }

    #[test]
    fn a_table_definition_lists_columns_and_references() {
        let sql = read("CREATE TABLE IF NOT EXISTS posts (id SERIAL PRIMARY KEY, author_id INT NOT NULL REFERENCES users(id), title TEXT)")
            .expect("SQL");
        let columns: Vec<&str> = sql.written.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(columns, ["id", "author_id", "title"]);
        assert_eq!(sql.references, [("author_id".into(), "users".into())]);
    }

    #[test]
    fn an_interpolated_condition_leaves_the_statement_open() {
        assert!(read(&format!("SELECT * FROM orders WHERE {}", hole(0))).expect("SQL").open);
    }

    #[test]
    fn prose_is_no_sql() {
        assert!(!looks_like_sql("Select an option from the list".trim_start_matches("Select an option")));
        assert!(!looks_like_sql("Update your profile"));
        assert!(looks_like_sql("\n  SELECT id FROM t"));
    }
}
