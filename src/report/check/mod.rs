//! `po check`: what is wrong, where, and the way out.

mod form;
mod github;
mod gitlab;
mod junit;
mod rdjson;
mod sarif;

pub use form::ALL as FORMS;
pub use form::Told;
pub use form::by_id as form;

use super::Changed;
use super::Report;
use crate::diag;
use crate::diag::Exit;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::kind;
use crate::model::workflow::Milestone;
use crate::page::Answer;
use crate::page::Findings;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::text;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeSet;

pub static REPORT: Report = Report {
    id: "check",
    summary: "what is wrong in the backlog, where, and the way out",
};

/// The findings, and what was looked at.
#[derive(Debug)]
pub struct Check {
    pub findings: Vec<Finding>,
    /// The way from the top of the repository to the backlog, with `/` at its end, where a tool is told.
    pub prefix: String,
    /// Records by kind.
    pub checked: Vec<(&'static kind::Kind, usize)>,
    /// Where only what a branch is to blame for is told.
    pub since: Option<Since>,
    /// How many findings of a baseline were left out.
    pub known: Option<usize>,
    /// Lines of the baseline for which nothing is found any more.
    pub gone: BTreeSet<String>,
    /// The stories in the first state, which most rules do not look at yet, where everything is told.
    pub unjudged: Option<Unjudged>,
}

/// Stories that wait for their first judgement.
#[derive(Debug)]
pub struct Unjudged {
    pub count: usize,
    /// The state they are in, and the one from which on rules look at them.
    pub state: String,
    pub from: String,
}

impl Unjudged {
    fn of(backlog: &Backlog) -> Option<Self> {
        let workflow = &backlog.config.workflow;
        let from = workflow
            .states()
            .get(workflow.milestone(Milestone::Refined))?;
        let state = &workflow.entry().name;
        let stories = backlog
            .records()
            .iter()
            .filter(|record| record.story().is_some());
        let count = stories
            .filter(|record| record.status() == Some(state))
            .count();
        (count > 0 && from.name != *state).then(|| Self {
            count,
            state: state.clone(),
            from: from.name.clone(),
        })
    }

    /// "12 stories in state idea not judged yet: rules on stories begin at refined".
    fn words(&self) -> String {
        let stories = text::plural(self.count, "story", "stories");
        let Self { state, from, .. } = self;
        format!("{stories} in state {state} not judged yet: rules on stories begin at {from}")
    }
}

/// What a branch changed.
#[derive(Debug, Serialize)]
pub struct Since {
    /// As it was named.
    pub revision: String,
    /// Where this branch left it, abbreviated.
    pub commit: String,
    /// The files that differ.
    pub files: Vec<String>,
    /// How many findings are in other files.
    pub elsewhere: usize,
}

impl Check {
    pub fn new(backlog: &Backlog, findings: Vec<Finding>) -> Self {
        let count = |kind: &&'static kind::Kind| (*kind, backlog.of_kind(kind).count());
        Self {
            findings,
            prefix: String::new(),
            checked: kind::ALL.iter().map(count).collect(),
            since: None,
            known: None,
            gone: BTreeSet::new(),
            unjudged: Unjudged::of(backlog),
        }
    }

    /// The answer when a baseline was written.
    pub fn noted(file: &str, findings: usize) -> Answer {
        let word = text::shell_word(file);
        let count = text::plural(findings, "finding", "findings");
        let page = Page::new()
            .paragraph(format!("{count} noted in {file}"))
            .paragraph(
                Text::from("next: ").and(Meaning::Command, format!("po check --baseline {word}")),
            );
        let mut data = Map::new();
        data.insert("baseline".to_owned(), json!(file));
        data.insert("noted".to_owned(), json!(findings));
        Answer::new(REPORT.id, page, data)
    }
}

impl Check {
    /// The answer; it fails when a finding is at or above `fail_on`, and says
    /// so more loudly when a file gave no record.
    pub fn answer(self, fail_on: Option<Severity>) -> Answer {
        let count = |severity| {
            self.findings
                .iter()
                .filter(|f| f.severity == severity)
                .count()
        };
        let mut data = Map::new();
        let checked = self
            .checked
            .iter()
            .map(|(kind, n)| (kind.plural.to_owned(), json!(n)));
        data.insert("checked".to_owned(), Value::Object(checked.collect()));
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        let by_severity = severities.map(|s| (s.word().to_owned(), json!(count(s))));
        data.insert(
            "counts".to_owned(),
            Value::Object(by_severity.into_iter().collect()),
        );
        if let Some(since) = &self.since {
            data.insert("since".to_owned(), json!(since));
        }
        if let Some(known) = self.known {
            data.insert("known".to_owned(), json!(known));
            data.insert("gone".to_owned(), json!(self.gone));
        }
        if let Some(unjudged) = &self.unjudged {
            data.insert("unjudged".to_owned(), json!(unjudged.count));
        }
        data.insert("items".to_owned(), self.items());
        let unreadable = self.findings.iter().any(|f| f.unreadable);
        let failed = fail_on.is_some_and(|level| self.findings.iter().any(|f| f.severity >= level));
        let unjudged = self.unjudged.as_ref().map(Unjudged::words);
        let mut page = Page::new().findings(Findings {
            lead: self.lead(),
            tail: self.tail(),
            prefix: self.prefix,
            findings: self.findings,
        });
        if let Some(words) = unjudged {
            page = page.paragraph(Text::of(Meaning::Faint, words));
        }
        let mut answer = Answer::new(REPORT.id, page, data);
        answer.exit = match (unreadable, failed) {
            (true, _) => Exit::Misused,
            (false, true) => Exit::Failed,
            (false, false) => Exit::Done,
        };
        answer
    }
}

impl Check {
    /// As `answer`, below what was mended first.
    pub fn answer_with(self, mended: &Changed<'_>, fail_on: Option<Severity>) -> Answer {
        let mut answer = self.answer(fail_on);
        let mut changed = mended.answer();
        answer.data.extend([
            ("dry_run".to_owned(), changed.data["dry_run"].take()),
            ("fixed".to_owned(), changed.data["items"].take()),
        ]);
        if let Some(diff) = changed.data.shift_remove("diff") {
            answer.data.insert("diff".to_owned(), diff);
        }
        if !mended.changes.is_empty() {
            changed.page.blocks.append(&mut answer.page.blocks);
            answer.page = changed.page;
        }
        answer
    }
}

impl Check {
    /// The findings: their `path` starts at the backlog, as in every answer, and `file` where other tools start.
    fn items(&self) -> Value {
        let mut items = diag::to_json(&self.findings);
        for (item, finding) in items
            .as_array_mut()
            .into_iter()
            .flatten()
            .zip(&self.findings)
        {
            item["file"] = json!(format!("{}{}", self.prefix, finding.place.path));
        }
        items
    }

    /// What was looked at.
    fn lead(&self) -> String {
        let checked = counts(&self.checked);
        match &self.since {
            None => format!("{checked} checked"),
            // Before the first commit there is nothing to name.
            Some(since) if since.commit.is_empty() && since.revision == "HEAD" => format!(
                "{checked} checked, {} for the first commit",
                text::plural(since.files.len(), "file", "files")
            ),
            Some(since) if since.commit.is_empty() => format!(
                "{checked} checked, {} new since {}",
                text::plural(since.files.len(), "file is", "files are"),
                since.revision
            ),
            Some(since) => format!(
                "{checked} checked, {} changed since {} ({})",
                text::plural(since.files.len(), "file", "files"),
                since.revision,
                since.commit
            ),
        }
    }

    /// What was left out.
    fn tail(&self) -> Option<String> {
        let known = self.known?;
        let mut tail = text::plural(known, "known finding is", "known findings are") + " left out";
        if !self.gone.is_empty() {
            let gone = text::plural(self.gone.len(), "line", "lines");
            tail +=
                &format!("; {gone} of the baseline found nothing any more: --fix takes them out");
        }
        Some(tail)
    }
}

/// "214 stories, 6 epics", leaving out kinds that are not used.
fn counts(checked: &[(&'static kind::Kind, usize)]) -> String {
    let used: Vec<String> = checked
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| text::plural(*count, kind.id, kind.plural))
        .collect();
    match used.is_empty() {
        true => "no records".to_owned(),
        false => used.join(", "),
    }
}
