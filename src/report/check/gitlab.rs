//! The Code Quality report of GitLab: findings in the widget of a merge request.

use super::form::Form;
use super::form::Told;
use super::form::json;
use super::form::words;
use crate::diag::Finding;
use crate::diag::Fingerprint;
use crate::diag::Severity;
use serde_json::Value;
use serde_json::json;
use sha2::Digest;
use sha2::Sha256;

pub(super) static FORM: Form = Form {
    id: "gitlab",
    summary: "A Code Quality report, for merge requests on GitLab",
    write,
};

fn write(told: &Told<'_>) -> String {
    let marks = Fingerprint::of(told.findings);
    let each = told.findings.iter().zip(&marks);
    let items = each.map(|(finding, mark)| item(&told.path(finding), finding, mark));
    json(&Value::Array(items.collect()))
}

fn item(path: &str, finding: &Finding, mark: &Fingerprint) -> Value {
    let description = words(finding, ". Help: ");
    let id = finding.id.as_deref().unwrap_or_default();
    json!({
        "description": description,
        "check_name": finding.rule,
        "fingerprint": fingerprint(path, id, mark),
        "severity": match finding.severity {
            _ if finding.unreadable => "blocker",
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info | Severity::Ignore => "info",
        },
        "location": {"path": path, "lines": {"begin": finding.place.line.max(1)}},
    })
}

/// Stays when lines are added above; two equal ones would be shown as one.
fn fingerprint(path: &str, id: &str, mark: &Fingerprint) -> String {
    let nth = mark.nth.to_string();
    let parts = ["po", &mark.rule, path, id, &mark.field, &nth];
    let hash = Sha256::digest(parts.join("\0"));
    let hex = hash.iter().take(16).map(|byte| format!("{byte:02x}"));
    hex.collect()
}

#[cfg(test)]
mod tests {
    use super::fingerprint;
    use crate::diag::Fingerprint;

    /// `domain-flow.md` F4.
    #[test]
    fn fingerprints_are_half_a_sha_256() {
        let of = |rule: &str| {
            let mark = Fingerprint {
                rule: rule.to_owned(),
                about: "S-000123".to_owned(),
                field: "points".to_owned(),
                nth: 1,
            };
            fingerprint("stories/2026/S-000123.yaml", "S-000123", &mark)
        };
        assert_eq!(of("PO012"), "63597bb7c730baec21b351fc29864bd2");
        assert_eq!(of("oversized-story"), "1ef32d1733282e5548526dc57ce72d4b");
    }
}
