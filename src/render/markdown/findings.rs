//! Findings as a summary: how many there are, and a table with a row for each, the most severe first.

use super::cell_of;
use super::inline;
use super::unmarked;
use crate::diag;
use crate::diag::Finding;
use crate::page::Findings;
use crate::page::Meaning;
use crate::page::Text;
use crate::text;

const HEAD: &str = "| | where | what | way out |\n|---|---|---|---|\n";
/// Kept free for the line that says what is left out.
const LAST: usize = 200;

/// At most `room` bytes, in whole rows; where they are not all, the last line says how many are left out.
pub(super) fn render(found: &Findings, room: usize) -> String {
    let summary = unmarked(&found.summary().into());
    let mut out = format!("**{}**\n", inline(&summary, " "));
    if found.findings.is_empty() {
        return out;
    }
    out += "\n";
    out += HEAD;
    let all = diag::by_severity(&found.findings);
    let room = room.saturating_sub(LAST);
    let mut shown = 0;
    for finding in &all {
        let row = row(finding, &found.prefix);
        if out.len() + row.len() > room {
            break;
        }
        out += &row;
        shown += 1;
    }
    let more = all.len() - shown;
    if more > 0 {
        let more = text::thousands(more);
        out += &format!("\n… and {more} more than there is room for; `po check` shows all\n");
    }
    out
}

fn row(finding: &Finding, prefix: &str) -> String {
    let place = &finding.place;
    let at = match place.line {
        0 => format!("{prefix}{}", place.path),
        line => format!("{prefix}{}:{line}:{}", place.path, place.column),
    };
    let what = Text::from(finding.message.as_str())
        .and(Meaning::Plain, " (")
        .and(Meaning::Code, finding.rule)
        .and(Meaning::Plain, ")");
    let cells = [
        Text::from(finding.severity.word()),
        Text::of(Meaning::Code, at),
        what,
        finding.help.as_deref().unwrap_or_default().into(),
    ];
    format!("| {} |\n", cells.each_ref().map(cell_of).join(" | "))
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diag::Finding;
    use crate::diag::Place;
    use crate::diag::Severity;
    use crate::page::Findings;
    use crate::text;

    fn found(count: usize) -> Findings {
        let finding = |at: usize| {
            let place = Place {
                path: format!("stories/S-{at}.yaml"),
                line: 4,
                column: 8,
                ..Place::default()
            };
            let severity = match at {
                2 => Severity::Error,
                _ => Severity::Info,
            };
            Finding::new("vague-term", severity, place, "a|b is <b>vague</b>").help("say *how*")
        };
        Findings {
            lead: "3 stories checked".to_owned(),
            tail: None,
            prefix: String::new(),
            findings: (1..=count).map(finding).collect(),
        }
    }

    #[test]
    fn the_worst_come_first_and_texts_are_no_markup() {
        let expected = "\
**3 stories checked: 1 error, 1 note**

| | where | what | way out |
|---|---|---|---|
| error | `stories/S-2.yaml:4:8` | a\\|b is &lt;b&gt;vague&lt;/b&gt; (`vague-term`) | say \\*how\\* |
| info | `stories/S-1.yaml:4:8` | a\\|b is &lt;b&gt;vague&lt;/b&gt; (`vague-term`) | say \\*how\\* |
";
        assert_eq!(render(&found(2), 10_000), expected);
        let nothing = "**3 stories checked: nothing found**\n";
        assert_eq!(render(&found(0), 10_000), nothing);
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        for (count, room) in [(20_000, 900_000), (20_000, 5_000), (9, 0)] {
            let page = render(&found(count), room);
            assert!(page.len() <= room.max(300), "{}", page.len());
            let is_row = |line: &&str| line.starts_with("| error") || line.starts_with("| info");
            let more = text::thousands(count - page.lines().filter(is_row).count());
            let last =
                format!("\n\n… and {more} more than there is room for; `po check` shows all\n");
            assert!(page.ends_with(&last), "{page}");
        }
    }
}
