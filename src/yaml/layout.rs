//! Where the marks around values stand: the colon, the dash, the `|` of a text, its last line.
//! The tree keeps places of values only, so these are looked up in the text.

use std::ops::Range;

use crate::yaml::span::BOM;
use crate::yaml::span::eol_at;
use crate::yaml::span::line_end;
use crate::yaml::span::line_start;
use crate::yaml::span::next_line;

/// Skips blanks, line ends and comments from `at`. A `#` counts as a comment only after a blank.
pub(super) fn skip_space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b'#' if at == 0 || bytes[at - 1].is_ascii_whitespace() => at = line_end(text, at),
            _ => break,
        }
    }
    at
}

/// Skips blanks of the same line from `at`.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// The text without one line end at its end.
pub(super) fn without_eol(text: &str) -> &str {
    match text.strip_suffix('\n') {
        Some(text) => text.strip_suffix('\r').unwrap_or(text),
        None => text.strip_suffix('\r').unwrap_or(text),
    }
}

/// Skips whole blank lines from the begin of a line.
pub(super) fn past_blank_lines(text: &str, at: usize) -> usize {
    let mut at = at;
    while at < text.len()
        && text[at..line_end(text, at)]
            .trim_matches([' ', '\t'])
            .is_empty()
    {
        at = next_line(text, at);
    }
    at
}

/// The first character after the next `mark` (a colon or dash), blanks and comments left out.
/// `from` is the end of the content before the mark, or the mark itself.
pub(super) fn after_mark(text: &str, from: usize, mark: u8) -> Option<usize> {
    let at = skip_space(text, from);
    (text.as_bytes().get(at) == Some(&mark)).then(|| skip_space(text, at + 1))
}

/// Where the pair of a key begins (the key, or the `?` before it), and just after its colon; for a key
/// alone in brackets (`{a}`) after the key. Nothing where the colon is missing otherwise.
pub(super) fn around(text: &str, key: Range<usize>, in_flow: bool) -> Option<(usize, usize)> {
    let line = line_start(text, key.start);
    let before = text[line..key.start].trim_end();
    let begin = before
        .strip_suffix('?')
        .map_or(key.start, |before| line + before.len());
    let colon = skip_space(text, key.end);
    match (text[colon..].starts_with(':'), in_flow) {
        (true, _) => Some((begin, colon + 1)),
        (false, true) => Some((begin, key.end)),
        (false, false) => None,
    }
}

/// Where a `|` or `>` text ends: its blank lines at the end belong to it only where they count (`|+`).
pub(super) fn block_end(text: &str, range: Range<usize>, indent: usize, value: &str) -> usize {
    let start = range.start;
    let breaks = value.len() - value.trim_end_matches('\n').len();
    let kept = breaks > 1 || (breaks == 1 && value.len() == 1);
    let indent = if value.is_empty() { usize::MAX } else { indent };
    let mut body = &text[range];
    // Before a comment that is indented less, the parser's end stands behind that indentation.
    let trimmed = body.trim_end_matches(' ');
    if trimmed.ends_with(['\n', '\r']) {
        body = trimmed;
    }
    loop {
        let line = without_eol(body);
        let begin = line.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let blank =
            begin > 0 && line.len() - begin <= indent && line[begin..].bytes().all(|b| b == b' ');
        if kept || !blank {
            return start + line.len();
        }
        body = &body[..begin];
    }
}

/// The column, from 0, of a place.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at]
        .trim_start_matches(BOM)
        .chars()
        .count()
}

/// The line end to write at a place: that of its line, of the line before it, or of the first line.
pub(super) fn eol(text: &str, at: usize) -> &'static str {
    let own = eol_at(text, line_end(text, at));
    let first = eol_at(text, line_end(text, 0));
    [own, first]
        .into_iter()
        .find(|eol| !eol.is_empty())
        .unwrap_or("\n")
}
