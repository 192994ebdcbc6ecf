//! Findings and errors with the line they are about.

use super::View;
use super::style;
use crate::diag::Error;
use crate::diag::Finding;
use crate::diag::Place;
use crate::diag::Severity;
use crate::page::Findings;
use crate::page::Meaning;
use crate::page::Text;
use crate::text;

/// What stands before a way out.
const HELP: &str = "  help: ";

/// Findings one below the other, with a blank line between.
pub fn findings(findings: &[Finding], view: &View) -> String {
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
    let mut out = style::line(&head, view) + "\n";
    out.push_str(&place(&finding.place, meaning, view));
    if let Some(help) = &finding.help {
        out.push_str(&help_line(help, view));
    }
    out
}

/// An error as it goes to standard error.
pub fn error(error: &Error, view: &View) -> String {
    let word = match error.exit {
        crate::diag::Exit::Failed => "refused",
        _ => "error",
    };
    let head = Text::of(Meaning::Bad, word).and(Meaning::Strong, format!(": {}", error.message));
    let mut out = style::line(&head, view) + "\n";
    if let Some(at) = &error.place {
        out.push_str(&place(at, Meaning::Bad, view));
    }
    for line in &error.details {
        out.push_str(&(style::line(&line.as_str().into(), view) + "\n"));
    }
    for help in &error.help {
        out.push_str(&help_line(help, view));
    }
    out
}

fn help_line(help: &str, view: &View) -> String {
    let help = text::safe(help);
    let options = textwrap::Options::new(view.width.saturating_sub(HELP.len()).max(40))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    let lines = textwrap::wrap(&help, options);
    let indent = " ".repeat(HELP.len());
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| match at {
            0 => format!("{}{line}\n", style::faint(HELP, view)),
            _ => format!("{indent}{line}\n"),
        })
        .collect()
}

/// `┌ path:line:column`, the line, and marks under the words meant.
fn place(place: &Place, meaning: Meaning, view: &View) -> String {
    let path = text::safe(&place.path);
    if place.line == 0 {
        return format!("  {} {path}\n", style::faint("┌", view));
    }
    let gutter = place.line.to_string().len();
    let blank = " ".repeat(gutter);
    let mut out = format!(
        "{blank} {} {path}:{}:{}\n",
        style::faint("┌", view),
        place.line,
        place.column
    );
    let before: String = place
        .source
        .chars()
        .take(place.column.saturating_sub(1) as usize)
        .collect();
    let marked: String = place
        .source
        .chars()
        .skip(before.chars().count())
        .take(place.length as usize)
        .collect();
    let after: String = place
        .source
        .chars()
        .skip(before.chars().count() + marked.chars().count())
        .collect();
    let (before, marked, after) = window(
        &before,
        &marked,
        &after,
        view.width.saturating_sub(gutter + 3),
    );
    let bar = style::faint("│", view);
    let number = style::faint(&place.line.to_string(), view);
    let line = format!("{before}{marked}{after}");
    out.push_str(format!("{number} {bar} {}", line.trim_end()).trim_end());
    out.push('\n');
    let marks = "^".repeat(text::width(&marked).max(1));
    let label = if place.label.is_empty() {
        String::new()
    } else {
        format!(" {}", place.label)
    };
    let under = style::line(&Text::of(meaning, format!("{marks}{label}")), view);
    out.push_str(&format!(
        "{blank} {bar} {}{under}\n",
        " ".repeat(text::width(&before))
    ));
    out
}

/// The part of a long line around the words meant, made safe.
fn window(before: &str, marked: &str, after: &str, room: usize) -> (String, String, String) {
    let marked = text::cut(&text::safe(marked), room.max(20)).into_owned();
    let before = text::safe(before).into_owned();
    let after = text::safe(after).into_owned();
    let left = room.saturating_sub(text::width(&marked));
    let lead = left * 2 / 3;
    let before = if text::width(&before) > lead {
        let mut kept = before.as_str();
        while text::width(kept) + 1 > lead {
            let mut rest = kept.chars();
            if rest.next().is_none() {
                break;
            }
            kept = rest.as_str();
        }
        format!("…{kept}")
    } else {
        before
    };
    let tail = left.saturating_sub(text::width(&before));
    (before, marked, text::cut(&after, tail).into_owned())
}

fn meaning(severity: Severity) -> Meaning {
    match severity {
        Severity::Error => Meaning::Bad,
        Severity::Warning => Meaning::Warn,
        _ => Meaning::Faint,
    }
}

/// "214 stories, 6 epics checked: 1 error, 1 warning".
pub(super) fn footer(found: &Findings) -> String {
    let count = |severity| {
        found
            .findings
            .iter()
            .filter(|f| f.severity == severity)
            .count()
    };
    let mut parts = Vec::new();
    for (severity, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "note", "notes"),
    ] {
        let count = count(severity);
        if count > 0 {
            parts.push(text::plural(count, one, many));
        }
    }
    let verdict = if parts.is_empty() {
        "nothing found".to_owned()
    } else {
        parts.join(", ")
    };
    format!("{} checked: {verdict}", found.checked)
}
