//! Text of a file made safe for a terminal or a CI log: it can neither move the cursor, nor turn the reading
//! direction, nor hide characters, nor start a command of the runner that reads the log.
use std::borrow::Cow;

/// Openings of commands that CI runners take anywhere in a line: GitHub and Azure (`##[error]`), Azure (`##vso[…]`),
/// TeamCity (`##teamcity[…]`).
const RUNNER_MARKS: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// How one character is shown.
enum Look {
    Plain,
    /// A line end or tab: each run of them becomes one space.
    Break,
    Hidden,
    Picture(char),
}

/// One line of safe text.
///
/// - each run of line ends and tabs becomes one space;
/// - a control character becomes its picture (ESC `␛`, NUL `␀`, DEL `␡`); the C1 controls, which are escape sequences
///   in one character, become `␛`;
/// - bidirectional controls and zero-width characters are left out, but for a joiner between two characters outside
///   ASCII (emoji families, Persian, Indic scripts);
/// - a line that would begin with the command `::error::`, after any white space, begins with `: :error::`, and
///   `##[` becomes `# #[` at any place: runners then see text.
pub fn safe(s: &str) -> Cow<'_, str> {
    if is_safe(s) {
        return Cow::Borrowed(s);
    }
    // In this order: what is left out must not join the halves of a command.
    Cow::Owned(break_commands(drop_loose_joiners(&show_controls(s))))
}

/// The same for a text of many lines: each line is made safe by itself, line ends become LF.
pub fn safe_block(s: &str) -> Cow<'_, str> {
    if s.split('\n').all(is_safe) {
        return Cow::Borrowed(s);
    }
    let lines: Vec<Cow<'_, str>> = s
        .split('\n')
        .map(|line| safe(line.strip_suffix('\r').unwrap_or(line)))
        .collect();
    Cow::Owned(lines.join("\n"))
}

/// JSON in which the characters that a terminal would obey or hide, and the
/// openings of a runner's commands, stand as `\uXXXX`: the values stay the same,
/// and nothing in them reaches a log as it is.
pub fn escape_hidden(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        // Inside values JSON itself escapes the line end: this one is layout.
        if c == '\n' || matches!(look(c), Look::Plain) {
            escaped.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            escaped.push_str(&format!("\\u{unit:04x}"));
        }
    }
    for mark in RUNNER_MARKS {
        if escaped.contains(mark) {
            escaped = escaped.replace(mark, &format!("\\u0023{}", &mark[1..]));
        }
    }
    escaped
}

fn is_safe(line: &str) -> bool {
    line.chars()
        .all(|c| matches!(look(c), Look::Plain) && !is_joiner(c))
        && !line.trim_start().starts_with("::")
        && RUNNER_MARKS.iter().all(|mark| !line.contains(mark))
}

fn look(c: char) -> Look {
    match c {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Look::Break,
        '\0'..='\u{1f}' => Look::Picture(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␛')),
        '\u{7f}' => Look::Picture('␡'),
        '\u{80}'..='\u{9f}' => Look::Picture('␛'),
        // Soft hyphen, direction marks, zero-width space, embeddings, overrides, isolates, invisible operators,
        // byte order mark, annotations, tags.
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Look::Hidden,
        _ => Look::Plain,
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn show_controls(s: &str) -> String {
    let mut shown = String::with_capacity(s.len());
    let mut after_break = false;
    for c in s.chars() {
        match look(c) {
            Look::Hidden => continue,
            Look::Break if after_break => continue,
            Look::Break => shown.push(' '),
            Look::Plain => shown.push(c),
            Look::Picture(picture) => shown.push(picture),
        }
        after_break = matches!(look(c), Look::Break);
    }
    shown
}

fn drop_loose_joiners(s: &str) -> String {
    let mut kept = String::with_capacity(s.len());
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = |side: Option<&char>| side.is_some_and(|c| !c.is_ascii() && !is_joiner(*c));
        if !is_joiner(c) || (joins(kept.chars().next_back().as_ref()) && joins(chars.peek())) {
            kept.push(c);
        }
    }
    kept
}

fn break_commands(mut line: String) -> String {
    for mark in RUNNER_MARKS {
        if line.contains(mark) {
            line = line.replace(mark, &format!("# {}", &mark[1..]));
        }
    }
    let indent = line.len() - line.trim_start().len();
    if line[indent..].starts_with("::") {
        line.insert(indent + 1, ' ');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_of_any_language_is_not_touched() {
        for text in [
            "",
            "Guest checkout: pay",
            "取引",
            "für Gäste",
            "a :: b",
            "# [x]",
            "نامه\u{fe0f}",
        ] {
            assert!(
                matches!(safe(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }

    #[test]
    fn controls_are_shown_and_escapes_are_dead() {
        assert_eq!(safe("a\x1b[31mred\x07\0\x7f"), "a␛[31mred␇␀␡");
        assert_eq!(safe("a\u{9b}31m"), "a␛31m");
        assert_eq!(
            safe("\x1b]8;;https://evil.example\x1b\\x"),
            "␛]8;;https://evil.example␛\\x"
        );
    }

    #[test]
    fn line_ends_and_tabs_become_one_space() {
        assert_eq!(
            safe("a\r\nb\tc\u{2028}d\u{2029}\n\ne\u{85}f"),
            "a b c d e f"
        );
    }

    #[test]
    fn direction_and_zero_width_controls_are_left_out() {
        assert_eq!(
            safe("pay\u{202e}gnp.exe\u{2066}\u{2069}\u{200b}\u{feff}\u{200e}\u{61c}"),
            "paygnp.exe"
        );
        assert_eq!(safe("pass\u{200d}word\u{200c}"), "password");
    }

    #[test]
    fn joiners_of_emoji_and_scripts_stay() {
        for text in ["👨‍👩‍👧", "❤️‍🔥", "می\u{200c}خواهم", "ක්\u{200d}ෂ"]
        {
            assert_eq!(safe(text), text);
        }
        assert_eq!(safe("👨\u{200d}\u{200d}\u{202e}👩"), "👨\u{200d}👩");
        assert_eq!(safe("👨\u{200d}"), "👨");
    }

    #[test]
    fn a_runner_command_is_broken() {
        assert_eq!(safe("::error::x"), ": :error::x");
        assert_eq!(
            safe(" \u{a0}::set-output name=a::b"),
            " \u{a0}: :set-output name=a::b"
        );
        assert_eq!(safe("\n::error::x"), " : :error::x");
        assert_eq!(safe(":\u{200b}:error::x"), ": :error::x");
        assert_eq!(
            safe("see ##[error] and ###[group]"),
            "see # #[error] and ## #[group]"
        );
        assert_eq!(safe("#\u{200d}#[error]"), "# #[error]");
        assert_eq!(
            safe("##vso[task.setvariable]x"),
            "# #vso[task.setvariable]x"
        );
        assert_eq!(safe("##teamcity[x]"), "# #teamcity[x]");
    }

    #[test]
    fn a_block_keeps_its_lines_and_makes_each_safe() {
        assert_eq!(
            safe_block("a\r\n::error::x\n\tb\x1b\u{2028}c\n"),
            "a\n: :error::x\n b␛ c\n"
        );
        assert!(matches!(safe_block("a\n\nb\n"), Cow::Borrowed("a\n\nb\n")));
        assert_eq!(safe_block("a\r\n\r\nb"), "a\n\nb");
    }

    /// Text made of the dangerous pieces, close together.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            proptest::sample::select(vec![
                ":", "#", "[", "##vso", "\n", "\r", " ", "\u{200d}", "\u{200c}", "\u{202e}",
                "\x1b", "\u{9b}", "é", "👩",
            ])
            .prop_map(str::to_owned),
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn safe_text_is_one_line_without_controls_or_commands(s in hostile()) {
            let line = safe(&s);
            prop_assert!(!line.chars().any(char::is_control));
            prop_assert!(!line.trim_start().starts_with("::"));
            prop_assert!(!line.contains("##[") && !line.contains("##vso["));
        }

        #[test]
        fn safe_text_is_left_as_it_is(s in hostile()) {
            let once = safe(&s).into_owned();
            prop_assert_eq!(safe(&once), once.as_str());
            let block = safe_block(&s).into_owned();
            prop_assert_eq!(safe_block(&block), block.as_str());
        }
    }
}
