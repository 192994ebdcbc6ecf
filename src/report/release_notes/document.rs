//! The notes as a section of a changelog (Keep a Changelog 1.1.0), in Markdown.
use super::Change;
use super::Head;
use super::ReleaseNotes;
use crate::text::markdown;

impl ReleaseNotes {
    /// The section. It names no ids and no people: users read it.
    pub(super) fn document(&self) -> String {
        let mut text = format!("## {}\n", self.heading());
        for group in &self.data.groups {
            text.push_str(&format!("\n### {}\n\n", title(group.change)));
            for note in &group.items {
                text.push_str(&format!("- {}\n", markdown(&note.text)));
            }
        }
        if self.data.groups.is_empty() {
            text.push_str("\nNothing that users see.\n");
        }
        text
    }

    /// `[1.4.0] - 2026-11-03`, `[Unreleased]`, `2026-11-01 to 2026-11-24`.
    fn heading(&self) -> String {
        let Some(release) = &self.data.release else {
            return match (self.from, self.to) {
                (Some(from), Some(to)) => format!("{from} to {to}"),
                (_, to) => format!(
                    "Up to {}",
                    to.map_or("today".to_owned(), |to| to.to_string())
                ),
            };
        };
        if release
            .status
            .as_deref()
            .is_none_or(|status| status == "planned")
        {
            return "[Unreleased]".to_owned();
        }
        let date = release
            .date
            .map_or(String::new(), |date| format!(" - {date}"));
        let yanked = match release.status.as_deref() {
            Some("yanked") => " [YANKED]",
            _ => "",
        };
        format!("[{}]{date}{yanked}", name(release))
    }
}

/// What users call a release.
fn name(release: &Head) -> String {
    let names = [release.version.as_deref(), Some(&release.title)];
    let name = names
        .into_iter()
        .flatten()
        .find(|name| !name.trim().is_empty());
    markdown(name.unwrap_or(release.id.as_str()))
}

fn title(change: Change) -> &'static str {
    match change {
        Change::Breaking => "Breaking",
        Change::Added => "Added",
        Change::Changed => "Changed",
        Change::Deprecated => "Deprecated",
        Change::Removed => "Removed",
        Change::Fixed => "Fixed",
        Change::Security => "Security",
    }
}
