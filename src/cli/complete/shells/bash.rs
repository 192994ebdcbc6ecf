//! Bash breaks words at `=` and `:`, puts no quotes, and shows no descriptions:
//! its line is read here, and only the part that it replaces is answered.

use super::Line;
use super::Offer;
use super::Shell;
use super::paths;

pub(super) static SHELL: Shell = Shell {
    name: "bash",
    script: include_str!("bash.sh"),
    read,
    write,
};

/// Reads the part of the word that bash replaces, then the line up to the cursor.
fn read(passed: &[String]) -> Line {
    let [replaced, line] = passed else {
        return Line::default();
    };
    let mut line = split(line);
    line.replaced = split(replaced).word;
    line
}

/// Takes a line apart as bash does, but for what it would put in: variables and
/// commands are words as they stand.
fn split(text: &str) -> Line {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some('\''), c) => word.get_or_insert_default().push(c),
            (Some(_), '\\') if !chars.peek().is_some_and(|c| "$`\"\\".contains(*c)) => {
                word.get_or_insert_default().push('\\');
            }
            (_, '\\') => word.get_or_insert_default().extend(chars.next()),
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ' | '\t' | '\n') => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    Line {
        words: words.into_iter().skip(1).collect(),
        word: word.unwrap_or_default(),
        replaced: String::new(),
        quote,
    }
}

fn write(offer: &Offer, line: &Line) -> String {
    let kept = line.word.len().saturating_sub(line.replaced.len());
    let kept = match line.word.ends_with(&line.replaced) {
        true => line.word.get(..kept).unwrap_or_default(),
        false => "",
    };
    let mut lines = String::new();
    for candidate in &offer.candidates {
        let value = candidate.value.as_str();
        // A word that begins otherwise, with other letters, is replaced as a whole.
        let rest = value.strip_prefix(kept);
        if let Some(rest) = rest.and_then(|rest| typed(rest, line.quote)) {
            lines.push_str(&rest);
            lines.push('\n');
        }
    }
    lines + &paths(offer)
}

/// The text as it is typed, inside the quote that is open, so that bash reads it
/// as it stands; none where that cannot be.
fn typed(text: &str, quote: Option<char>) -> Option<String> {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=,@+%".contains(c) || !c.is_ascii();
    match quote {
        Some('\'') => (!text.contains('\'')).then(|| text.to_owned()),
        // An exclamation mark calls the history even here.
        Some(_) if text.contains('!') => None,
        Some(_) => Some(escape(text, |c| !"$`\"\\".contains(c))),
        None => Some(escape(text, plain)),
    }
}

fn escape(text: &str, plain: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if !plain(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::read;
    use super::split;
    use super::typed;
    use super::write;
    use crate::cli::complete::Candidate;
    use crate::cli::complete::Offer;

    fn answer(replaced: &str, line: &str, value: &str) -> String {
        let line = read(&[replaced.to_owned(), line.to_owned()]);
        write(&Offer::from(vec![Candidate::new(value, "about")]), &line)
    }

    #[test]
    fn a_line_is_taken_apart_as_bash_does() {
        let line = split(r#"po list "guest pay" it\'s 'a"b' x"y"#);
        assert_eq!(line.words, ["list", "guest pay", "it's", "a\"b"]);
        assert_eq!((line.word.as_str(), line.quote), ("xy", Some('"')));
        let line = split("po set S-1 ");
        assert_eq!((line.words.len(), line.word.as_str()), (2, ""));
        assert_eq!(split("po $(touch x) \\").words, ["$(touch", "x)"]);
    }

    #[test]
    fn only_what_bash_replaces_is_answered() {
        assert_eq!(answer("", "po set S-1 status=", "status=ready"), "ready\n");
        assert_eq!(answer("re", "po list status:re", "status:ready"), "ready\n");
        assert_eq!(answer("s-1", "po show s-1", "S-142"), "S-142\n");
        assert_eq!(answer("'pa", "po list label:'pa", "label:pay"), "pay\n");
    }

    #[test]
    fn nothing_that_bash_would_run_is_typed_as_it_is() {
        let evil = "$(touch x);`id`|a b'\"";
        let bare = typed(evil, None).expect("a text");
        assert_eq!(bare, r#"\$\(touch\ x\)\;\`id\`\|a\ b\'\""#);
        assert_eq!(typed("a$b", Some('"')).as_deref(), Some("a\\$b"));
        assert_eq!(typed("a'b", Some('\'')), None);
    }
}
