//! Text made comparable: for search without case and accents, for equality without case.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case, in its plainest characters (NFKD) and without marks: `Zürich` is `zurich`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = ascii_prefix(rest.as_bytes());
        let from = folded.len();
        folded.push_str(&rest[..plain]);
        folded[from..].make_ascii_lowercase();
        let mut others = rest[plain..].chars();
        if let Some(other) = others.next() {
            // Marks are left out, so their canonical order does not matter and one character at a time will do.
            decompose_compatible(other, |part| {
                if !is_combining_mark(part) {
                    folded.extend(part.to_lowercase().map(one_sigma));
                }
            });
        }
        rest = others.as_str();
    }
    folded
}

/// The number of ASCII bytes at the beginning; blocks of a fixed size are looked at all at once.
fn ascii_prefix(bytes: &[u8]) -> usize {
    let blocks = bytes.chunks_exact(16);
    let blocks = 16 * blocks.take_while(|block| block.is_ascii()).count();
    let rest = bytes[blocks..].iter();
    blocks + rest.take_while(|byte| byte.is_ascii()).count()
}

/// A sigma at the end of a word is the same letter.
fn one_sigma(letter: char) -> char {
    if letter == 'ς' { 'σ' } else { letter }
}

/// What a text is searched for: folded, with one space for any white space.
pub fn needle(text: &str) -> String {
    one_line(&fold(text))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the needle stands in the folded text; the words of a phrase may stand on two lines.
pub fn contains(folded: &str, needle: &str) -> bool {
    if folded.contains(needle) {
        return true;
    }
    let Some((first, _)) = needle.split_once(' ') else {
        return false;
    };
    folded.contains(first) && one_line(folded).contains(needle)
}

/// The text in lower case and in one form of its accents (NFKC).
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkc().flat_map(char::to_lowercase).collect()
    }
}

/// Whether the text is this one, which is in lower case already.
pub fn same(text: &str, lowered: &str) -> bool {
    if text.is_ascii() {
        text.eq_ignore_ascii_case(lowered)
    } else {
        lower(text) == lowered
    }
}
