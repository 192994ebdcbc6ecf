//! Places in a text: byte offsets for edits, line and column for people.

/// A place in a text. Offsets count bytes, lines and columns count from 1, columns count characters
/// and leave a byte-order mark out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset just after the content.
    pub end: usize,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1.
    pub column: u32,
}

/// The byte-order mark some editors put before the first line.
pub(super) const BOM: char = '\u{feff}';

/// The span of `start..end`, whose line is already known.
pub(super) fn span_on_line(text: &str, start: usize, end: usize, line: u32) -> Span {
    let before = text[line_start(text, start)..start].trim_start_matches(BOM);
    Span {
        start,
        end,
        line,
        column: number(before.chars().count() + 1),
    }
}

/// The span of `start..end`, its line counted from the start of the text.
pub(super) fn span_of(text: &str, start: usize, end: usize) -> Span {
    span_on_line(
        text,
        start,
        end,
        number(line_starts(text).take_while(|&at| at <= start).count()),
    )
}

/// The 1-based line `n` without its line end; empty past the last line.
pub(super) fn line_text(text: &str, n: u32) -> &str {
    let Some(start) = (n as usize)
        .checked_sub(1)
        .and_then(|n| line_starts(text).nth(n))
    else {
        return "";
    };
    text[start..line_end(text, start)].trim_start_matches(BOM)
}

/// Where the line of `at` begins. A line ends at LF, CR LF or a lone CR, as in YAML.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Where the line of `at` ends, before its line end.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end)
}

/// Where the line after that of `at` begins, or the length of the text.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    end + eol_at(text, end).len()
}

/// The line end standing at `at`: `"\n"`, `"\r\n"`, `"\r"` or nothing.
pub(super) fn eol_at(text: &str, at: usize) -> &'static str {
    match text.as_bytes()[at..] {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        [b'\n', ..] => "\n",
        _ => "",
    }
}

/// Where each line begins.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = next_line(text, start);
        next = (end < text.len() || line_end(text, start) < end).then_some(end);
        Some(start)
    })
}

/// A count as the 32 bits a tree keeps; a text is limited to far less.
pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
