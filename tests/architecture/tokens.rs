//! Rust text as the architecture tests see it: tokens, without comments and white space.

/// One token. Comments, lifetimes and white space are gone; a literal keeps its content.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Word(String),
    Sign(char),
    Text(String),
    /// `::`
    Join,
}

/// A token and the line it stands on, from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub token: Token,
    pub line: usize,
}

impl Placed {
    pub fn is(&self, sign: char) -> bool {
        self.token == Token::Sign(sign)
    }

    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.token, Token::Word(text) if text == word)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.token {
            Token::Word(text) => Some(text),
            _ => None,
        }
    }
}

/// The tokens of `text`. The strings in `#[serde(…)]` and `#[schemars(…)]` name code, so
/// they are read as code.
pub fn tokens(text: &str) -> Vec<Placed> {
    let plain = Lexer::new(text, 1).run();
    let mut out = Vec::with_capacity(plain.len());
    let mut attribute_depth = 0;
    for (at, placed) in plain.iter().enumerate() {
        let opens = at >= 2 && plain[at - 1].is('[') && plain[at - 2].is('#');
        if opens && (placed.is_word("serde") || placed.is_word("schemars")) {
            attribute_depth = 1;
        }
        if attribute_depth > 0 {
            attribute_depth += i32::from(placed.is('[')) - i32::from(placed.is(']'));
        }
        match &placed.token {
            Token::Text(inner) if attribute_depth > 0 && inner.contains("::") => {
                out.extend(Lexer::new(inner, placed.line).run());
            }
            _ => out.push(placed.clone()),
        }
    }
    out
}

/// `tokens` without the items under `#[cfg(test)]`.
pub fn without_tests(tokens: &[Placed]) -> Vec<Placed> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if is_test_attribute(&tokens[at..]) {
            at = item_end(tokens, at);
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    out
}

fn is_test_attribute(tokens: &[Placed]) -> bool {
    let spelled = ["#", "[", "cfg", "(", "test", ")", "]"];
    tokens.len() > spelled.len()
        && spelled
            .iter()
            .zip(tokens)
            .all(|(want, got)| match &got.token {
                Token::Word(word) => word == want,
                Token::Sign(sign) => want.starts_with(*sign),
                _ => false,
            })
}

/// The index after the item that begins at `start`: past its `;` or its closing brace.
fn item_end(tokens: &[Placed], start: usize) -> usize {
    let mut depth = 0;
    for (at, placed) in tokens.iter().enumerate().skip(start) {
        if let Token::Sign(sign) = placed.token {
            match sign {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth -= 1,
                ';' if depth == 0 => return at + 1,
                _ => {}
            }
            if sign == '}' && depth == 0 {
                return at + 1;
            }
        }
    }
    tokens.len()
}

struct Lexer<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    line: usize,
    out: Vec<Placed>,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str, line: usize) -> Self {
        Lexer {
            rest: text.chars().peekable(),
            line,
            out: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Placed> {
        while let Some(first) = self.take() {
            let line = self.line;
            let token = match first {
                '/' if self.peek() == Some('/') => self.skip_line(),
                '/' if self.peek() == Some('*') => self.skip_block(),
                '"' => Some(self.string()),
                '\'' => self.quote(),
                ':' if self.peek() == Some(':') => self.take().map(|_| Token::Join),
                _ if first == '_' || first.is_alphanumeric() => Some(self.word(first)),
                _ if first.is_whitespace() => None,
                _ => Some(Token::Sign(first)),
            };
            self.out.extend(token.map(|token| Placed { token, line }));
        }
        self.out
    }

    fn take(&mut self) -> Option<char> {
        let taken = self.rest.next();
        self.line += usize::from(taken == Some('\n'));
        taken
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().copied()
    }

    fn skip_line(&mut self) -> Option<Token> {
        while self.peek().is_some_and(|next| next != '\n') {
            self.take();
        }
        None
    }

    fn skip_block(&mut self) -> Option<Token> {
        let (mut depth, mut last) = (0, '/');
        while let Some(next) = self.take() {
            let pair = (last, next);
            last = next;
            match pair {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                break;
            }
            last = ' ';
        }
        None
    }

    fn string(&mut self) -> Token {
        let mut text = String::new();
        while let Some(next) = self.take() {
            match next {
                '"' => break,
                '\\' => text.extend(self.take()),
                _ => text.push(next),
            }
        }
        Token::Text(text)
    }

    /// After `'`: a character literal, or a lifetime, which is left out.
    fn quote(&mut self) -> Option<Token> {
        let first = self.take()?;
        if first == '\\' {
            self.take();
            while self.take().is_some_and(|next| next != '\'') {}
            return Some(Token::Text(String::new()));
        }
        if self.peek() == Some('\'') {
            self.take();
            return Some(Token::Text(first.to_string()));
        }
        while self
            .peek()
            .is_some_and(|next| next == '_' || next.is_alphanumeric())
        {
            self.take();
        }
        None
    }

    /// A word, a number, a raw name (`r#type`) or a prefixed string (`b"…"`, `r#"…"#`).
    fn word(&mut self, first: char) -> Token {
        let mut word = String::from(first);
        while let Some(next) = self.peek().filter(|c| *c == '_' || c.is_alphanumeric()) {
            word.push(next);
            self.take();
        }
        let prefix = ["r", "b", "c", "br", "cr"].contains(&word.as_str());
        match self.peek() {
            Some('"') if prefix && word.ends_with('r') => self.raw(0),
            Some('"') if prefix => {
                self.take();
                self.string()
            }
            Some('#') if prefix && word.ends_with('r') => self.hashes(),
            _ => Token::Word(word),
        }
    }

    fn hashes(&mut self) -> Token {
        let mut count = 0;
        while self.peek() == Some('#') {
            self.take();
            count += 1;
        }
        match self.peek() {
            Some('"') => self.raw(count),
            // `r#name` is the name; the macro pattern `r#` alone does not occur.
            Some(first) => {
                self.take();
                self.word(first)
            }
            None => Token::Sign('#'),
        }
    }

    fn raw(&mut self, hashes: usize) -> Token {
        self.take();
        let end = format!("\"{}", "#".repeat(hashes));
        let mut text = String::new();
        while let Some(next) = self.take() {
            text.push(next);
            if text.ends_with(&end) {
                text.truncate(text.len() - end.len());
                break;
            }
        }
        Token::Text(text)
    }
}
