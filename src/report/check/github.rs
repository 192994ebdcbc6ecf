//! Workflow commands of GitHub Actions: notes beside the lines of a pull request.

use super::form::Form;
use super::form::Told;
use super::form::words;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::text::safe;

pub(super) static FORM: Form = Form {
    id: "github",
    summary: "Workflow commands, for notes beside the lines of a pull request on GitHub",
    write,
};

/// GitHub shows no more of a severity in one step (actions/toolkit #734).
const SHOWN: usize = 10;

fn write(told: &Told<'_>) -> String {
    let mut out = String::new();
    let all = told.by_severity();
    for (severity, command) in [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Info, "notice"),
    ] {
        let of_severity: Vec<&Finding> = (all.iter().copied())
            .filter(|finding| finding.severity == severity)
            .collect();
        let shown = match of_severity.len() {
            len if len <= SHOWN => len,
            _ => SHOWN - 1,
        };
        for finding in &of_severity[..shown] {
            out += &line(command, finding, &told.path(finding));
        }
        let more = of_severity.len() - shown;
        if more > 0 {
            out += &format!("::{command}::… and {more} more; po check shows them all\n");
        }
    }
    out
}

fn line(command: &str, finding: &Finding, path: &str) -> String {
    let place = &finding.place;
    let mut properties = format!("file={}", property(&safe(path)));
    if place.line > 0 {
        properties += &format!(",line={}", place.line);
        if place.column > 0 {
            properties += &format!(",col={}", place.column);
        }
    }
    properties += &format!(",title={}", property(finding.rule));
    let message = words(finding, "\nhelp: ");
    format!("::{command} {properties}::{}\n", data(&message))
}

/// A message as actions/toolkit `command.ts` escapes it: the percent sign first.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::data;
    use super::property;

    /// `domain-flow.md` F2.
    #[test]
    fn commands_are_escaped_as_the_toolkit_does() {
        assert_eq!(data("100% sure:\r\nyes, no"), "100%25 sure:%0D%0Ayes, no");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
