//! The colour of a meaning. Every text goes through here on its way out, and is
//! made safe on it.

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
        Meaning::Plain => plain,
        Meaning::Strong => plain.bold(),
        Meaning::Faint => plain.dimmed(),
        Meaning::Good | Meaning::Added => colour(AnsiColor::Green),
        Meaning::Warn => colour(AnsiColor::Yellow),
        Meaning::Bad | Meaning::Removed => colour(AnsiColor::Red),
        Meaning::Id | Meaning::Code => colour(AnsiColor::Cyan),
        Meaning::Command => colour(AnsiColor::Blue),
    }
}

/// Text of one or more lines.
pub(super) fn text(text: &Text, view: &View) -> String {
    runs(text, view, |words| text::safe_block(words).into_owned())
}

/// Text of exactly one line; leading blanks stay.
pub(super) fn line(text: &Text, view: &View) -> String {
    runs(text, view, |words| text::safe(words).into_owned())
}

fn runs(text: &Text, view: &View, safe: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (meaning, words) in &text.0 {
        let words = safe(words);
        if view.colour && *meaning != Meaning::Plain && !words.is_empty() {
            let style = style(*meaning);
            out.push_str(&format!("{style}{words}{style:#}"));
        } else if *meaning == Meaning::Code {
            // Without colour a mark tells where the code begins and ends.
            out.push_str(&format!("`{words}`"));
        } else {
            out.push_str(&words);
        }
    }
    out
}

pub(super) fn faint(words: &str, view: &View) -> String {
    line(&Text::of(Meaning::Faint, words), view)
}
