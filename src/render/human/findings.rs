//! Findings and errors with the line they are about.

use super::View;
use super::hanging;
use super::lines;
use super::style;
use super::wrap::LEAST;
use super::wrap::wrap;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Severity;
use crate::diag::Suggestion;
use crate::page::Meaning;
use crate::page::Text;
use crate::text;

/// What stands before a way out.
const HELP: &str = "  help: ";
/// Blanks before what goes on from the line above.
const INDENT: usize = 2;

/// Findings one below the other, with a blank line between.
pub(super) fn findings(findings: &[Finding], view: &View) -> String {
    let each: Vec<String> = findings.iter().map(|f| finding(f, view)).collect();
    each.join("\n")
}

fn finding(finding: &Finding, view: &View) -> String {
    let meaning = meaning(finding.severity);
    let head = Text::of(
        meaning,
        format!("{}[{}]", finding.severity.word(), finding.rule),
    )
    .and(Meaning::Strong, format!(": {}", finding.message));
    let mut out = lines(wrap(&head, (0, INDENT), view));
    out.push_str(&place(&finding.place, meaning, view));
    if let Some(help) = &finding.help {
        out.push_str(&self::help(help, view));
    }
    if let Some(suggestion) = &finding.suggestion {
        out.push_str(&suggested(suggestion, view));
    }
    out
}

/// The lines that would go, and those in their place.
fn suggested(suggestion: &Suggestion, view: &View) -> String {
    let gutter = (suggestion.line as usize + suggestion.old.len())
        .to_string()
        .len();
    let room = view.width.saturating_sub(gutter + 3).max(LEAST);
    let line = |at: usize, mark: &str, meaning: Meaning, line: &str| {
        let number = suggestion.line as usize + at;
        let line = text::cut(&text::safe(line), room).into_owned();
        let number = style::faint(&format!("{number:gutter$}"), view);
        format!(
            "{number} {}",
            painted(meaning, format!("{mark} {line}").trim_end(), view)
        )
    };
    let old = suggestion.old.iter().enumerate();
    let old = old.map(|(at, text)| line(at, "-", Meaning::Removed, text));
    let new = suggestion.new.iter().enumerate();
    let new = new.map(|(at, text)| line(at, "+", Meaning::Added, text));
    style::faint("  suggested:", view) + "\n" + &lines(old.chain(new))
}

/// An error as it goes to standard error.
pub fn error(error: &Error, view: &View) -> String {
    let word = match error.exit {
        crate::diag::Exit::Failed => "refused",
        _ => "error",
    };
    let head = Text::of(Meaning::Bad, word).and(Meaning::Strong, format!(": {}", error.message));
    let mut out = lines(wrap(&head, (0, INDENT), view));
    if let Some(at) = &error.place {
        out.push_str(&place(at, Meaning::Bad, view));
    }
    for line in &error.details {
        let line = style::safe_line(&line.as_str().into(), view);
        out.push_str(&lines(hanging(&line, view)));
    }
    for help in &error.help {
        out.push_str(&self::help(help, view));
    }
    out
}

/// Something said beside an answer, `warning` or `note` before it, and the way
/// out below.
pub fn remark(word: &str, message: &str, help: Option<&str>, view: &View) -> String {
    let meaning = match word {
        "warning" => Meaning::Warn,
        _ => Meaning::Faint,
    };
    let head = Text::of(meaning, word).and(Meaning::Plain, format!(": {message}"));
    let head = lines(wrap(&head, (0, INDENT), view));
    head + &help.map_or(String::new(), |help| self::help(help, view))
}

/// A way out.
pub fn help(words: &str, view: &View) -> String {
    let words = Text::from(words);
    style::faint(HELP, view) + &lines(wrap(&words, (HELP.len(), HELP.len()), view))
}

/// `┌ path:line:column`, the line, and marks under the words meant.
fn place(place: &Place, meaning: Meaning, view: &View) -> String {
    let gutter = match place.line {
        0 => 1,
        line => line.to_string().len(),
    };
    let blank = " ".repeat(gutter);
    let room = view.width.saturating_sub(gutter + 3).max(LEAST);
    let path = text::safe(&place.path);
    let at = match place.line {
        0 => path.into_owned(),
        line => format!("{path}:{line}:{}", place.column),
    };
    let at = text::cut_start(&at, room);
    let at = match &view.links {
        Some(links) => style::linked(&at, &links.file(&place.path)),
        None => at.into_owned(),
    };
    let head = format!("{blank} {} {at}\n", style::faint("┌", view));
    match place.line {
        0 => head,
        _ => head + &source(place, meaning, (&blank, room), view),
    }
}

/// The line, and what is said about the words meant.
fn source(place: &Place, meaning: Meaning, (blank, room): (&str, usize), view: &View) -> String {
    let mut chars = place.source.chars();
    let before: String = chars
        .by_ref()
        .take(place.column.saturating_sub(1) as usize)
        .collect();
    let marked: String = chars.by_ref().take(place.length as usize).collect();
    let after: String = chars.collect();
    let (before, marked, after) = window(&before, &marked, &after, room);
    let bar = style::faint("│", view);
    let number = style::faint(&place.line.to_string(), view);
    let line = format!("{before}{marked}{after}");
    let mut out = format!("{number} {bar} {}", line.trim_end())
        .trim_end()
        .to_owned();
    out.push('\n');
    let marks = "^".repeat(text::width(&marked).max(1));
    let lead = " ".repeat(text::width(&before));
    let label = text::safe(&place.label);
    let together = format!("{marks} {label}");
    let fits = label.is_empty() || text::width(&lead) + text::width(&together) <= room;
    let under = match fits {
        true => vec![format!(
            "{lead}{}",
            painted(meaning, together.trim_end(), view)
        )],
        false => {
            let view = View {
                width: room,
                ..view.clone()
            };
            let words = wrap(&Text::of(meaning, label.as_ref()), (0, 0), &view);
            let marks = format!("{lead}{}", painted(meaning, &marks, &view));
            std::iter::once(marks).chain(words).collect()
        }
    };
    out + &lines(under.iter().map(|line| format!("{blank} {bar} {line}")))
}

fn painted(meaning: Meaning, words: &str, view: &View) -> String {
    style::line(&Text::of(meaning, words), view)
}

/// The part of a long line around the words meant, made safe.
fn window(before: &str, marked: &str, after: &str, room: usize) -> (String, String, String) {
    let marked = text::cut(&text::safe(marked), room).into_owned();
    let before = text::safe(before);
    let left = room.saturating_sub(text::width(&marked));
    let before = match text::width(&before) + text::width(&text::safe(after)) <= left {
        true => before.into_owned(),
        false => text::cut_start(&before, left * 2 / 3).into_owned(),
    };
    let tail = left.saturating_sub(text::width(&before));
    let after = text::safe(after);
    let after = text::cut(&after, tail).into_owned();
    (before, marked, after)
}

fn meaning(severity: Severity) -> Meaning {
    match severity {
        Severity::Error => Meaning::Bad,
        Severity::Warning => Meaning::Warn,
        _ => Meaning::Faint,
    }
}
