//! The colour of a meaning, and the link of an id. Every text goes through here
//! on its way out, and is made safe on it.

use super::View;
use crate::page::Meaning;
use crate::page::Text;
use crate::text;
use anstyle::AnsiColor;
use anstyle::Style;

fn style(meaning: Meaning) -> Style {
    let plain = Style::new();
    let colour = |c: AnsiColor| plain.fg_color(Some(c.into()));
    match meaning {
        Meaning::Plain | Meaning::Value => plain,
        Meaning::Strong => plain.bold(),
        Meaning::Faint => plain.dimmed(),
        Meaning::Good | Meaning::Added => colour(AnsiColor::Green),
        Meaning::Warn => colour(AnsiColor::Yellow),
        Meaning::Bad | Meaning::Removed => colour(AnsiColor::Red),
        Meaning::Id | Meaning::Code => colour(AnsiColor::Cyan),
        Meaning::Command => colour(AnsiColor::Blue),
    }
}

/// The lines of a text, safe and as wide as they will be: without colour, marks
/// tell where code begins and ends.
pub(super) fn safe_lines(text: &Text, view: &View) -> Vec<Text> {
    let mut lines = vec![Text::default()];
    for (meaning, words) in &text.0 {
        for (at, part) in words.split('\n').enumerate() {
            if at > 0 {
                lines.push(Text::default());
            }
            let run = safe_run(*meaning, part.strip_suffix('\r').unwrap_or(part), view);
            if let Some(line) = lines.last_mut() {
                line.0.push(run);
            }
        }
    }
    lines
}

/// A text as exactly one safe line; leading blanks stay.
pub(super) fn safe_line(text: &Text, view: &View) -> Text {
    let runs = text.0.iter().map(|(m, words)| safe_run(*m, words, view));
    Text(runs.collect())
}

/// A line of a patch, safe but for its tabs and its line end.
pub(super) fn patch_line(text: &Text) -> Text {
    let safe = |words: &str| {
        let (words, end) = match words.strip_suffix('\r') {
            Some(words) => (words, "\r"),
            None => (words, ""),
        };
        let parts: Vec<_> = words.split('\t').map(text::safe).collect();
        parts.join("\t") + end
    };
    Text(
        text.0
            .iter()
            .map(|(meaning, words)| (*meaning, safe(words)))
            .collect(),
    )
}

fn safe_run(meaning: Meaning, words: &str, view: &View) -> (Meaning, String) {
    let words = text::safe(words);
    match meaning {
        Meaning::Code if !view.colour => (Meaning::Plain, format!("`{words}`")),
        Meaning::Value => (
            Meaning::Plain,
            text::cut(&words, view.width / 2).into_owned(),
        ),
        _ => (meaning, words.into_owned()),
    }
}

/// A safe line with its colours and links.
pub(super) fn paint(line: &Text, view: &View) -> String {
    let runs = line.0.iter();
    runs.map(|(meaning, words)| run(*meaning, words, view))
        .collect()
}

fn run(meaning: Meaning, words: &str, view: &View) -> String {
    if words.is_empty() {
        return String::new();
    }
    let painted = match view.colour && meaning != Meaning::Plain {
        true => {
            let style = style(meaning);
            format!("{style}{words}{style:#}")
        }
        false => words.to_owned(),
    };
    let links = view.links.as_ref().filter(|_| meaning == Meaning::Id);
    match links.and_then(|links| links.record(words)) {
        Some(url) => linked(&painted, &url),
        None => painted,
    }
}

/// A part of a picture in the colour of its number; without colour its marks tell it from the others.
pub(super) fn part(number: usize, marks: &str, view: &View) -> String {
    const COLOURS: [AnsiColor; 5] = [
        AnsiColor::Cyan,
        AnsiColor::Green,
        AnsiColor::Yellow,
        AnsiColor::Magenta,
        AnsiColor::Blue,
    ];
    if !view.colour || marks.is_empty() {
        return marks.to_owned();
    }
    let colour = COLOURS[number % COLOURS.len()];
    let style = Style::new().fg_color(Some(colour.into()));
    format!("{style}{marks}{style:#}")
}

/// Words that lead to a place (OSC 8).
pub(super) fn linked(painted: &str, url: &str) -> String {
    format!("\x1b]8;;{url}\x1b\\{painted}\x1b]8;;\x1b\\")
}

/// One line, painted.
pub(super) fn line(text: &Text, view: &View) -> String {
    paint(&safe_line(text, view), view)
}

pub(super) fn faint(words: &str, view: &View) -> String {
    line(&Text::of(Meaning::Faint, words), view)
}
