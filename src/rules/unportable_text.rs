//! A file that other YAML tools read differently, or not at all.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::yaml::Document;
use crate::yaml::Kind;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use crate::yaml::Reading;
use crate::yaml::Style;
use crate::yaml::second_reading;

pub static RULE: Rule = Rule {
    id: "unportable-text",
    doc: DOC,
    passes: Passes::Says("every tool reads its text alike"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Both(in_record, in_backlog),
};

const DOC: &str = "\
other tools read the file differently, or not at all

## What it finds
A file that a second, independent YAML reader cannot read, or in which it reads another value.

## Why it matters
Editors, scripts and other tools see something else than `po` does. Mostly a text was pasted from a web page with an
invisible line separator in it, which older readers take for the end of the line.

## Fix
Write the value in double quotes, or type the words anew. `po` writes such texts safely by itself.

```yaml fails
{file: stories/S-1.yaml, text: \"id: S-1\\ndescription: |\\n  one\\u2028two\\n\"}
```
```yaml passes
{file: stories/S-1.yaml, text: \"id: S-1\\ndescription: |\\n  one\\n  two\\n\"}
```
```yaml passes
{file: stories/S-1.yaml, text: \"id: S-1\\ntitle: >-\\n  one\\n  two\\npoints: 0.5\\nlabels: [a, 'b']\\n\"}
```
";

fn in_record<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let message = record.document().and_then(trouble);
    let hit = message.map(|message| Hit::at(record, Path::new(), message).help(HELP));
    hit.into_iter().collect()
}

fn in_backlog<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let files = cx.backlog.files().iter().filter_map(|(name, document)| {
        let message = trouble(document)?;
        Some(Hit::in_file(name, Some(document), Path::new(), message).help(HELP))
    });
    files.collect()
}

const HELP: &str = "put the value in double quotes, or type its words anew";

/// What another reader makes of the text, where that is something else.
fn trouble(document: &Document) -> Option<String> {
    if is_plain(document) {
        return None;
    }
    match second_reading(document.text(), &document.value()) {
        Reading::Same => None,
        Reading::Differs(difference) => {
            Some(format!("other tools read it differently: {difference}"))
        }
        Reading::Unreadable(reason) => Some(format!("other tools cannot read it: {reason}")),
    }
}

/// Whether the text holds only what all readers agree on. Reading a second time costs more than the first; this finds
/// most files to be in no need of it, and is wrong on the safe side only.
fn is_plain(document: &Document) -> bool {
    let text = document.text();
    text.ends_with('\n') && !is_odd(text) && document.all().all(is_plain_node)
}

/// Whether it holds control characters beside line ends, or separators that nobody sees.
fn is_odd(text: &str) -> bool {
    let odd = |c: char| c.is_control() && c != '\n' || "\u{feff}\u{2028}\u{2029}".contains(c);
    // Byte by byte: a letter beyond ASCII is looked at where it begins.
    text.bytes().enumerate().any(|(at, byte)| {
        (byte < b' ' && byte != b'\n' || byte > b'~')
            && text.is_char_boundary(at)
            && text[at..].starts_with(odd)
    })
}

fn is_plain_node(node: NodeRef<'_>) -> bool {
    let source = node.source();
    // Most are a few letters long: looked at one by one they take less than a search.
    let one_line = || source.bytes().all(|byte| byte != b'\n');
    match (node.kind(), node.style()) {
        (Kind::Map | Kind::List, Style::Flow) => {
            // A pair in a list without braces, or a key without a value, is where readers part.
            one_line() && source.starts_with(['{', '[']) && colons_lead_on(source)
        }
        (Kind::Map | Kind::List, _) => true,
        (Kind::Scalar, Style::Plain) => one_line() && is_plain_word(source),
        (Kind::Scalar, Style::Single) => one_line(),
        (Kind::Scalar, Style::Double) => one_line() && !source.contains('\\'),
        (Kind::Scalar, Style::Literal) => is_plain_block(source),
        (Kind::Scalar, _) => false,
    }
}

/// Words, small whole numbers, short decimals, dates and moments.
fn is_plain_word(word: &str) -> bool {
    let Some(first) = word.chars().next() else {
        return true;
    };
    if first.is_alphabetic() || !first.is_ascii() {
        return !word.bytes().any(|byte| byte == b'?') && colons_lead_on(word);
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole =
        |text: &str| digits(text) && (text == "0" || !text.starts_with('0')) && text.len() < 16;
    let decimal = || {
        word.split_once('.')
            .is_some_and(|(a, b)| whole(a) && digits(b) && b.len() < 8)
    };
    let date = || {
        word.len() >= 10
            && word.as_bytes()[4] == b'-'
            && word
                .bytes()
                .all(|b| b.is_ascii_digit() || b"-:TZ".contains(&b))
    };
    whole(word) || decimal() || date() && !word.ends_with(':')
}

/// Behind each colon stands a blank, a letter, a digit or a slash.
fn colons_lead_on(text: &str) -> bool {
    let leads = |c: char| c.is_alphanumeric() || c == ' ' || c == '/';
    let mut colons = text.bytes().enumerate().filter(|(_, byte)| *byte == b':');
    colons.all(|(at, _)| text[at + 1..].starts_with(leads))
}

/// A text below `|` or `|-` whose first line is neither blank nor indented further than the others.
fn is_plain_block(source: &str) -> bool {
    let mut lines = source.lines();
    let header = lines.next().is_some_and(|line| line == "|" || line == "|-");
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = lines.next().unwrap_or_default();
    let deep = indent(first);
    let fine = |line: &str| line.trim().is_empty() && line.len() <= deep || indent(line) >= deep;
    header && !first.trim().is_empty() && lines.all(fine)
}

#[cfg(test)]
mod tests;
