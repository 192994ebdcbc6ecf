//! The words of errors as the sources hold them.

use std::ops::Range;

use crate::tokens::Placed;
use crate::tokens::Token;
use crate::tokens::tokens;
use crate::tokens::without_tests;

/// Where the words of an error come from, and which part of a shown error they are.
const MAKERS: &[(&[&str], Part)] = &[
    (&["Error", "usage"], Part::Head),
    (&["Error", "refused"], Part::Head),
    (&["Mistake", "new"], Part::Body),
    (&["Fault", "new"], Part::Body),
    (&["unreadable"], Part::Body),
    (&[".", "help"], Part::Help),
];

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// The first line, whole.
    Head,
    /// Words somewhere in it.
    Body,
    /// A line of help, which may be made elsewhere.
    Help,
}

/// Words that a user may read, or a place that takes them from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub line: usize,
    pub part: Part,
    /// A text, or a format string whose `{…}` stand for anything; where it is neither, the code
    /// that makes it.
    pub words: Result<String, String>,
}

/// All that a source says in errors, outside its tests.
pub fn messages(text: &str) -> Vec<Message> {
    let tokens = without_tests(&tokens(text));
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        for (path, part) in MAKERS {
            let Some(open) = call(&tokens, at, path) else {
                continue;
            };
            let end = closing(&tokens, open);
            for argument in arguments(&tokens, open + 1..end) {
                found.extend(said(&tokens, argument, *part));
            }
        }
    }
    found
}

/// The index of the bracket that opens a call of this path, which begins at `at`.
fn call(tokens: &[Placed], at: usize, path: &[&str]) -> Option<usize> {
    let mut next = at;
    for (step, name) in path.iter().enumerate() {
        if step > 0 && tokens.get(next)?.token == Token::Join {
            next += 1;
        }
        let fits = match *name {
            "." => tokens.get(next)?.is('.'),
            name => tokens.get(next)?.is_word(name),
        };
        if !fits {
            return None;
        }
        next += 1;
    }
    let defined = at > 0 && tokens[at - 1].is_word("fn");
    (!defined && tokens.get(next)?.is('(')).then_some(next)
}

/// The index of the bracket that closes the one at `open`.
fn closing(tokens: &[Placed], open: usize) -> usize {
    let mut depth = 0;
    for (at, placed) in tokens.iter().enumerate().skip(open) {
        match placed.token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// The arguments between two brackets.
fn arguments(tokens: &[Placed], inner: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = inner.start;
    let mut at = inner.start;
    while at < inner.end {
        match tokens[at].token {
            Token::Sign('(' | '[' | '{') => at = closing(tokens, at),
            Token::Sign(',') => {
                found.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if start < inner.end {
        found.push(start..inner.end);
    }
    found
}

/// What an argument says. An argument that is no text, such as a place, says nothing, but the
/// first line of an error is always a text.
fn said(tokens: &[Placed], argument: Range<usize>, part: Part) -> Vec<Message> {
    let line = tokens[argument.start].line;
    let mut words = literals(tokens, argument.clone());
    if words.is_empty()
        && let [Token::Word(name)] = &bare(&tokens[argument.clone()])[..]
    {
        words = bound(tokens, argument.start, name);
    }
    let message = |words| Message { line, part, words };
    if words.is_empty() && part == Part::Head {
        let code = bare(&tokens[argument]).iter().map(spelled).collect();
        return vec![message(Err(code))];
    }
    words.into_iter().map(|words| message(Ok(words))).collect()
}

fn bare(tokens: &[Placed]) -> Vec<Token> {
    tokens.iter().map(|placed| placed.token.clone()).collect()
}

fn spelled(token: &Token) -> String {
    match token {
        Token::Word(word) => word.clone(),
        Token::Sign(sign) => sign.to_string(),
        Token::Text(text) => format!("\"{text}\""),
        Token::Join => "::".to_owned(),
    }
}

/// The texts that an expression may be: format strings, but not what is filled in.
fn literals(tokens: &[Placed], expression: Range<usize>) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = expression.start;
    while at < expression.end {
        match &tokens[at].token {
            Token::Sign('(' | '[') => {
                let is_format =
                    at >= 2 && tokens[at - 1].is('!') && tokens[at - 2].is_word("format");
                if is_format && let Some(Token::Text(text)) = tokens.get(at + 1).map(|t| &t.token) {
                    found.push(text.clone());
                }
                at = closing(tokens, at);
            }
            Token::Text(text) => found.push(text.clone()),
            _ => {}
        }
        at += 1;
    }
    found.retain(|text| pieces(text).concat().chars().any(char::is_alphabetic));
    found
}

/// The texts that a name was last bound to before `at`, in the same function.
fn bound(tokens: &[Placed], at: usize, name: &str) -> Vec<String> {
    let binds = |index: &usize| {
        let before = index.checked_sub(1).map(|before| &tokens[before]);
        let is_let = before.is_some_and(|token| token.is_word("let") || token.is_word("mut"));
        is_let && tokens[*index].is_word(name)
    };
    let here = |index: &usize| !tokens[*index].is_word("fn");
    let Some(start) = (0..at).rev().take_while(here).find(binds) else {
        return Vec::new();
    };
    let mut end = start;
    while end < tokens.len() && !tokens[end].is(';') {
        end = match tokens[end].token {
            Token::Sign('(' | '[' | '{') => closing(tokens, end) + 1,
            _ => end + 1,
        };
    }
    literals(tokens, start..end)
}

/// What stands between the `{…}` of a format string, white space as one blank.
pub fn pieces(format: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = format.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '{' | '}' if rest.peek() == Some(&next) => {
                rest.next();
                pieces.last_mut().expect("one").push(next);
            }
            '{' => {
                while rest.next().is_some_and(|inner| inner != '}') {}
                pieces.push(String::new());
            }
            _ => pieces.last_mut().expect("one").push(next),
        }
    }
    pieces.iter().map(|piece| one_line(piece)).collect()
}

/// The text with every white space as one blank.
pub fn one_line(text: &str) -> String {
    let mut line = String::new();
    for next in text.chars() {
        match next.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(next),
        }
    }
    line
}

/// Whether the text is what the format string makes; with `within`, whether it holds that.
pub fn fits(text: &str, format: &str, within: bool) -> bool {
    let mut pieces = pieces(format);
    if within {
        pieces.insert(0, String::new());
        pieces.push(String::new());
    }
    let (first, others) = pieces.split_first().expect("one");
    let Some((last, middle)) = others.split_last() else {
        return text == first;
    };
    let Some(mut rest) = text.strip_prefix(first.as_str()) else {
        return false;
    };
    for piece in middle {
        match rest.find(piece.as_str()) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<(Part, String)> {
        let found = messages(source).into_iter();
        let found = found.map(|message| match message.words {
            Ok(words) => (message.part, words),
            Err(code) => (message.part, format!("made by {code}")),
        });
        found.collect()
    }

    fn head(words: &str) -> (Part, String) {
        (Part::Head, words.to_owned())
    }

    #[test]
    fn texts_and_format_strings_are_found() {
        let source = r#"fn f() { Error::usage("no file"); Error::refused(format!("{id} is {}", x("y")))
            .help("look"); }"#;
        let help = (Part::Help, "look".to_owned());
        assert_eq!(words(source), [head("no file"), head("{id} is {}"), help]);
    }

    #[test]
    fn a_name_stands_for_what_it_was_bound_to() {
        let source = r#"fn f() { let what = match x { 1 => "one", _ => "more" };
            Mistake::new("bad", span, what); Error::usage(what) }"#;
        let body = |words: &str| (Part::Body, words.to_owned());
        let want = [
            body("bad"),
            body("one"),
            body("more"),
            head("one"),
            head("more"),
        ];
        assert_eq!(words(source), want);
    }

    #[test]
    fn words_from_elsewhere_are_told() {
        assert_eq!(
            words("Error::usage(why(name))"),
            [head("made by why(name)")]
        );
    }

    #[test]
    fn tests_and_definitions_say_nothing() {
        let source = "#[cfg(test)] mod tests { fn f() { Error::usage(\"x y\") } }\n\
                      fn unreadable(why: &str) {}";
        assert_eq!(words(source), []);
    }

    #[test]
    fn a_format_string_fits_what_it_makes() {
        assert!(fits("S-1 is a story", "{id} is {}", false));
        assert!(fits("no file", "no file", false));
        assert!(!fits("no file here", "no file", false));
        assert!(fits("error: no file here", "no file", true));
        assert!(!fits("S-1 was a story", "{id} is {}", false));
        assert!(fits("write {id: S-1} now", "write {{id: {id}}} now", false));
    }
}
