//! The words of a query, each with its place: brackets, `and`, `or`, `not`, texts, and terms (`points:3..8`).

use super::mistake::Checked;
use super::mistake::Mistake;
use std::ops::Range;

/// A word of the query.
#[derive(Debug)]
pub struct Token {
    pub span: Range<usize>,
    pub form: Form,
}

#[derive(Debug)]
pub enum Form {
    Open,
    Close,
    And,
    Or,
    Not,
    /// To be searched for.
    Text(String),
    Term(Term),
}

/// A name, an operator, and values with commas between them.
#[derive(Debug)]
pub struct Term {
    pub name: Piece,
    pub operator: Operator,
    /// Empty where nothing follows the operator.
    pub values: Vec<Piece>,
}

/// A part of a term with its place.
#[derive(Debug)]
pub struct Piece {
    pub text: String,
    pub span: Range<usize>,
    /// Stood in quotes, and so means itself.
    pub quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Operator {
    /// The longer of two that begin alike comes first.
    const ALL: [(&'static str, Operator); 7] = [
        (":", Operator::Is),
        ("=", Operator::Is),
        ("!=", Operator::IsNot),
        ("<=", Operator::AtMost),
        ("<", Operator::Less),
        (">=", Operator::AtLeast),
        (">", Operator::More),
    ];

    /// The operator that the text begins with, and its length.
    fn at(text: &str) -> Option<(Operator, usize)> {
        let found = Self::ALL.iter().find(|(sign, _)| text.starts_with(sign));
        found.map(|(sign, operator)| (*operator, sign.len()))
    }
}

/// Cuts the text into words.
pub fn tokens(text: &str) -> Checked<Vec<Token>> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(next) = lexer.skip_space() {
        let start = lexer.at;
        let form = match next {
            '(' => lexer.sign(Form::Open),
            ')' => lexer.sign(Form::Close),
            '"' => Form::Text(lexer.quoted()?.text),
            _ => lexer.word()?,
        };
        tokens.push(Token {
            span: start..lexer.at,
            form,
        });
    }
    Ok(tokens)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character that follows white space, not taken yet.
    fn skip_space(&mut self) -> Option<char> {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.peek()
    }

    fn sign(&mut self, form: Form) -> Form {
        self.at += 1;
        form
    }

    fn word(&mut self) -> Checked<Form> {
        let start = self.at;
        let raw = self.raw(|_| false);
        if raw.starts_with('-') {
            let wanted = raw.trim_start_matches('-');
            let wanted = if wanted.is_empty() {
                "label:debt"
            } else {
                wanted
            };
            return Err(Mistake::new(
                "unexpected \"-\"",
                start..start + 1,
                "a word cannot begin with it",
            )
            .help(format!("to leave records out: not {wanted}"))
            .help(format!("to search for it: \"{raw}\" in quotes")));
        }
        let operator = raw
            .char_indices()
            .find_map(|(at, _)| Operator::at(&raw[at..]).map(|found| (at, found)));
        let Some((name_end, (operator, length))) = operator else {
            return Ok(match raw {
                "and" | "AND" => Form::And,
                "or" | "OR" => Form::Or,
                "not" | "NOT" => Form::Not,
                text => Form::Text(text.to_owned()),
            });
        };
        // An address, such as https://example.org.
        if raw[name_end..].starts_with("://") {
            return Ok(Form::Text(raw.to_owned()));
        }
        self.at = start + name_end;
        let name = self.piece(start, false);
        if name.text.is_empty() {
            let span = start..start + length;
            return Err(
                Mistake::new("missing name", span, "no field stands before it")
                    .help("to search for it as text put it in quotes"),
            );
        }
        self.at += length;
        let values = self.values()?;
        Ok(Form::Term(Term {
            name,
            operator,
            values,
        }))
    }

    fn values(&mut self) -> Checked<Vec<Piece>> {
        let mut values = Vec::new();
        if self.is_at_end() {
            return Ok(values);
        }
        loop {
            let start = self.at;
            if self.peek() == Some('"') {
                values.push(self.quoted()?);
                if !self.is_at_end() && self.peek() != Some(',') {
                    let end = self.at + self.peek().map_or(0, char::len_utf8);
                    let label = "a comma, a space or the end must follow the closing quote";
                    return Err(Mistake::new("misplaced quote", self.at..end, label));
                }
            } else {
                self.raw(|c| c == ',');
                if self.at == start {
                    let comma = start.saturating_sub(1)..start;
                    let span = if values.is_empty() {
                        start..start + 1
                    } else {
                        comma
                    };
                    return Err(
                        Mistake::new("missing value", span, "a value is missing here")
                            .help("write values without spaces: status:ready,refined"),
                    );
                }
                values.push(self.piece(start, false));
            }
            if self.peek() != Some(',') {
                return Ok(values);
            }
            self.at += 1;
        }
    }

    /// Whether the word ends here.
    fn is_at_end(&self) -> bool {
        self.peek().is_none_or(|c| c.is_whitespace() || c == ')')
    }

    fn piece(&self, start: usize, quoted: bool) -> Piece {
        Piece {
            text: self.text[start..self.at].to_owned(),
            span: start..self.at,
            quoted,
        }
    }

    /// Up to white space, a closing bracket that was not opened in the word, or where `stop` says. `not(` is two words.
    fn raw(&mut self, stop: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let mut opened = 0;
        let mut end = rest.len();
        for (at, c) in rest.char_indices() {
            let ends = match c {
                '(' => {
                    opened += 1;
                    matches!(&rest[..at], "not" | "NOT" | "and" | "AND" | "or" | "OR")
                }
                ')' if opened == 0 => true,
                ')' => {
                    opened -= 1;
                    false
                }
                // What is quoted inside a term may hold anything; `values` looks at it.
                _ => c.is_whitespace() || stop(c),
            };
            if ends {
                end = at;
                break;
            }
        }
        self.at += end;
        &rest[..end]
    }

    /// A text in quotes; `\"` is a quote, `\\` a backslash.
    fn quoted(&mut self) -> Checked<Piece> {
        let start = self.at;
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + at + 1;
                    return Ok(Piece {
                        text,
                        span: start..self.at,
                        quoted: true,
                    });
                }
                '\\' => match chars.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                    Some((_, escaped)) => text.push(escaped),
                    None => text.push('\\'),
                },
                c => text.push(c),
            }
        }
        Err(Mistake::new(
            "unclosed quote",
            start..start + 1,
            "no closing quote follows",
        ))
    }
}
