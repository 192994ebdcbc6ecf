//! Text in lines of at most so many columns, each grapheme whole. Colours and
//! links are put on the finished lines, so that none runs over a line end.

use super::View;
use super::style;
use crate::page::Meaning;
use crate::page::Text;
use crate::text;
use std::ops::Range;
use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::Penalties;
use textwrap::wrap_algorithms::wrap_first_fit;
use textwrap::wrap_algorithms::wrap_optimal_fit;
use unicode_segmentation::UnicodeSegmentation;

/// Narrower than this no text can be read: longer lines are let be.
pub(super) const LEAST: usize = 10;

/// Wraps a text to `width` columns; `indents` are the blanks before its first
/// line, which are put there already, and before the others.
pub(super) fn wrap(text: &Text, indents: (usize, usize), view: &View) -> Vec<String> {
    let room = |indent: usize| view.width.saturating_sub(indent).max(LEAST);
    let pad = " ".repeat(indents.1);
    let mut lines = Vec::new();
    for line in style::safe_lines(text, view) {
        let first = match lines.is_empty() {
            true => indents.0,
            false => indents.1,
        };
        for part in fold(&line, room(first), room(indents.1)) {
            let painted = style::paint(&trim_end(part), view);
            lines.push(match lines.is_empty() || painted.is_empty() {
                true => painted,
                false => format!("{pad}{painted}"),
            });
        }
    }
    lines
}

/// A line that stands as it is where it fits; else its last column stands below
/// the others, and further lines under what follows its mark.
pub(super) fn hanging(line: &Text, view: &View) -> Vec<String> {
    let plain = line.plain();
    if text::width(&plain) <= view.width {
        return vec![style::paint(line, view)];
    }
    let under = hang(&plain, view.width);
    let gap = plain.trim_end().rfind("  ");
    let end = gap.map(|gap| plain[..gap].trim_end().len());
    let Some((gap, end)) = gap
        .zip(end)
        .filter(|(_, end)| text::width(&plain[..*end]) > under)
    else {
        return wrap(line, (0, under), view);
    };
    let pad = " ".repeat(under);
    let mut lines = wrap(&slice(line, &(0..end)), (0, under), view);
    let last = slice(line, &(gap + 2..plain.len()));
    let last = wrap(&last, (under, under), view).into_iter();
    lines.extend(last.enumerate().map(|(at, line)| match at {
        0 => format!("{pad}{line}"),
        _ => line,
    }));
    lines
}

/// Where the further lines of a line with columns begin.
fn hang(line: &str, width: usize) -> usize {
    let blanks = line.len() - line.trim_start_matches(' ').len();
    let column = line[blanks..].find("  ").map(|gap| {
        let rest = &line[blanks + gap..];
        let after = rest.trim_start_matches(' ');
        text::width(&line[..line.len() - after.len()])
    });
    match column {
        Some(column) if column <= width / 2 => column,
        _ => (blanks + 2).min(width / 2),
    }
}

/// A safe line in lines of at most `first` and then `rest` columns.
pub(super) fn fold(line: &Text, first: usize, rest: usize) -> Vec<Text> {
    let plain = line.plain();
    if text::width(&plain) <= first {
        return vec![line.clone()];
    }
    let pieces = pieces(&plain, &commands(line, first.min(rest)), first.min(rest));
    let rooms = [first as f64, rest as f64];
    let lines = wrap_optimal_fit(&pieces, &rooms, &Penalties::new());
    let lines = lines.unwrap_or_else(|_| wrap_first_fit(&pieces, &rooms));
    let ends = lines.iter().filter_map(|line| {
        let (first, last) = (line.first()?, line.last()?);
        Some(first.words.start..last.words.end)
    });
    ends.map(|range| slice(line, &range)).collect()
}

/// A word, or a part of one that is too long for a line.
#[derive(Debug)]
struct Piece {
    words: Range<usize>,
    width: usize,
    gap: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.gap as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Where the commands stand in a line that fit into one.
fn commands(line: &Text, room: usize) -> Vec<Range<usize>> {
    let mut at = 0;
    let runs = line.0.iter().map(|(meaning, words)| {
        let run = at..at + words.len();
        at = run.end;
        (*meaning == Meaning::Command && text::width(words) <= room).then_some(run)
    });
    runs.flatten().collect()
}

/// The words, each in one piece where it fits: a path breaks at a slash only
/// where it must, and so does a command of these places, which is there to be copied.
fn pieces(plain: &str, commands: &[Range<usize>], room: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    for word in WordSeparator::new().find_words(plain) {
        let end = at + word.len();
        let gap = text::width(word.whitespace);
        let width = text::width(word.word);
        let joined = pieces.last_mut().filter(|last| {
            let ascii = plain[..at].ends_with(|c: char| c.is_ascii());
            let within = |run: &Range<usize>| run.start <= last.words.start && at < run.end;
            let whole = (last.gap == 0 && ascii) || commands.iter().any(within);
            whole && last.width + last.gap + width <= room
        });
        match joined {
            Some(last) => {
                last.words.end = end;
                last.width += last.gap + width;
                last.gap = gap;
            }
            None => pieces.extend(parts(plain, at..end, gap, room)),
        }
        at = end + word.whitespace.len();
    }
    pieces
}

/// A word in parts that fit.
fn parts(plain: &str, word: Range<usize>, gap: usize, room: usize) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut start = word.start;
    let mut width = 0;
    for (place, grapheme) in plain[word.clone()].grapheme_indices(true) {
        let wide = text::width(grapheme);
        let here = word.start + place;
        if width > 0 && width + wide > room {
            parts.push(Piece {
                words: start..here,
                width,
                gap: 0,
            });
            start = here;
            width = 0;
        }
        width += wide;
    }
    parts.push(Piece {
        words: start..word.end,
        width,
        gap,
    });
    parts
}

/// The part of a line between two places of its plain text.
pub(super) fn slice(line: &Text, range: &Range<usize>) -> Text {
    let mut runs = Vec::new();
    let mut at = 0;
    for (meaning, words) in &line.0 {
        let from = range.start.clamp(at, at + words.len()) - at;
        let to = range.end.clamp(at, at + words.len()) - at;
        if from < to {
            runs.push((*meaning, words[from..to].to_owned()));
        }
        at += words.len();
    }
    Text(runs)
}

fn trim_end(mut line: Text) -> Text {
    while let Some((_, words)) = line.0.last_mut() {
        words.truncate(words.trim_end().len());
        if !words.is_empty() {
            break;
        }
        line.0.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::hanging;
    use super::wrap;
    use crate::page::Meaning;
    use crate::page::Text;
    use crate::render::View;
    use crate::text;
    use proptest::prelude::*;

    fn view(width: usize) -> View {
        View::plain(width, "2026-11-24".parse().expect("a day"))
    }

    #[test]
    fn no_line_is_longer_than_the_view() {
        for words in [
            "Orders are shown quickly, and the guest finds them again.",
            "https://design.example.org/shop/guest-checkout/and/further/down",
            "取引所の注文を表示する画面はすぐに開きます",
            "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧",
            "❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️ 🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭🇨🇭",
        ] {
            let lines = wrap(&words.into(), (0, 4), &view(20));
            assert!(lines.len() > 1, "{words}");
            for line in &lines {
                assert!(text::width(line) <= 20, "{line}");
            }
            let joined: String = lines.concat();
            let blanks = |s: &str| s.replace(' ', "");
            assert_eq!(blanks(&joined), blanks(words));
        }
    }

    #[test]
    fn the_second_line_stands_under_the_words() {
        let lines = hanging(&"  ✗ small   more than eight points".into(), &view(24));
        assert_eq!(lines, ["  ✗ small   more than", "            eight points"]);
        let lines = hanging(&"      - one of many words".into(), &view(20));
        assert_eq!(lines, ["      - one of many", "        words"]);
        // The last column stands on a line of its own.
        let said = "S-2  points 5 → 3  stories/S-2-pay.yaml, 1 line";
        let lines = hanging(&said.into(), &view(36));
        assert_eq!(
            lines,
            ["S-2  points 5 → 3", "     stories/S-2-pay.yaml, 1 line"]
        );
    }

    #[test]
    fn colour_ends_with_its_line() {
        let view = View {
            colour: true,
            ..view(12)
        };
        let lines = wrap(&Text::of(Meaning::Good, "all of it is done"), (0, 0), &view);
        assert_eq!(lines.len(), 2);
        for line in lines {
            assert!(line.starts_with('\u{1b}') && line.ends_with("\u{1b}[0m"));
        }
    }

    proptest! {
        #[test]
        fn wrapping_keeps_what_is_no_blank(words in "[a-zé取👩\u{200d}🇨 -]{0,60}", width in 12usize..40) {
            let shown = text::safe(&words).into_owned();
            let lines = wrap(&shown.as_str().into(), (0, 2), &view(width));
            let kept = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&shown));
            for line in lines {
                prop_assert!(text::width(&line) <= width, "{}", line);
            }
        }
    }
}
