//! Answers of commands: one file each, a struct that is the JSON contract and
//! its page. One more is one file here and its lines in `ALL`.

mod changed;
mod check;
mod compare;
mod completions;
mod deps;
mod diff;
mod estimate;
mod explain;
mod export;
mod help;
mod home;
mod find;
mod history;
mod history_from_git;
mod import;
mod list;
mod man;
mod hook_install;
mod merge_driver;
mod prioritize;
mod ready;
mod release_notes;
mod renumber;
mod resolve;
mod schema;
mod score;
mod show;
mod sprint_burndown;
mod sprint_plan;
mod sprint_report;
mod init;
mod undo;
mod undo_list;
mod vote;

pub use changed::Changed;
pub use changed::Outcome;
pub use check::Check;
pub use check::FORMS;
pub use check::Since;
pub use check::Told;
pub use check::form;
pub use compare::PairToAsk;
pub use completions::completions;
pub use deps::Deps;
pub use deps::Drawing;
pub use deps::Only;
pub use diff::Diff;
pub use estimate::Estimates;
pub use estimate::Round;
pub use explain::Explain;
pub use explain::Explanation;
pub use export::Exported;
pub use find::Find;
pub use help::Argument;
pub use help::CommandHelp;
pub use help::CommandSummary;
pub use help::GroupHelp;
pub use help::Help;
pub use help::Topic;
pub use history::History;
pub use history_from_git::FromGit;
pub use history_from_git::HistoryFromGit;
pub use home::Home;
pub use hook_install::HookInstalled;
pub use import::Import;
pub use init::Started;
pub use init::Wired;
pub use init::WiredFile;
pub use init::WiredState;
pub use list::Asked;
pub use list::Group;
pub use list::List;
pub use man::Manual;
pub use man::manual_page;
pub use merge_driver::Installed;
pub use merge_driver::MergedFile;
pub use prioritize::Before;
pub use prioritize::Compared;
pub use prioritize::Paper;
pub use prioritize::Picture;
pub use prioritize::Prioritize;
pub use prioritize::Steady;
pub use prioritize::WhatIf;
pub use prioritize::Why;
pub use prioritize::saved as saved_order;
pub use ready::Depth;
pub use ready::Ready;
pub use release_notes::Of;
pub use release_notes::ReleaseNotes;
pub use release_notes::release_notes;
pub use renumber::Renumbered;
pub use resolve::Resolved;
pub use resolve::ResolvedFile;
pub use schema::FileState;
pub use schema::SchemaFile;
pub use schema::SchemaFiles;
pub use schema::schema;
pub use score::ScoreSheet;
pub use show::Show;
pub use show::is_asked as is_standing_asked;
pub use sprint_burndown::SprintBurndown;
pub use sprint_plan::SprintPlan;
pub use sprint_report::SprintReport;
pub use sprint_report::sprint_report;
pub use undo::Undo;
pub use undo::Written;
pub use undo_list::UndoList;
pub use vote::PollState;

use crate::page::Meaning;
use crate::page::Text;
use serde_json::Value;

/// A report: what a command answers.
#[derive(Debug)]
pub struct Report {
    /// The words of the command joined by `-`; the file name here; with
    /// `po.` before and `/1` behind it the `schema` of its JSON.
    pub id: &'static str,
    /// One line that says what question it answers.
    pub summary: &'static str,
}

/// Every report.
pub static ALL: &[&Report] = &[
    &changed::REPORT,
    &check::REPORT,
    &compare::REPORT,
    &completions::REPORT,
    &deps::REPORT,
    &diff::REPORT,
    &estimate::REPORT,
    &explain::REPORT,
    &export::REPORT,
    &help::REPORT,
    &home::REPORT,
    &find::REPORT,
    &history::REPORT,
    &history_from_git::REPORT,
    &import::REPORT,
    &list::REPORT,
    &man::REPORT,
    &hook_install::REPORT,
    &merge_driver::REPORT,
    &prioritize::REPORT,
    &ready::REPORT,
    &release_notes::REPORT,
    &renumber::REPORT,
    &resolve::REPORT,
    &schema::REPORT,
    &score::REPORT,
    &show::REPORT,
    &sprint_burndown::REPORT,
    &sprint_plan::REPORT,
    &sprint_report::REPORT,
    &init::REPORT,
    &undo::REPORT,
    &undo_list::REPORT,
    &vote::REPORT,
];

/// The data of a report as JSON keys.
fn data<T: serde::Serialize>(report: &T) -> serde_json::Map<String, Value> {
    match serde_json::to_value(report) {
        Ok(Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}

/// A value as people read it: nothing is `–`, lists are joined, text stands
/// without quotes.
pub fn words(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.is_empty() => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "–".to_owned(),
        Value::Array(items) => items.iter().map(item).collect::<Vec<_>>().join(", "),
        Value::Object(map) if map.is_empty() => "–".to_owned(),
        Value::Object(map) => {
            let pairs = map.iter().filter(|(_, v)| !v.is_null());
            let nested = |v: &Value| matches!(v, Value::Object(_) | Value::Array(_));
            let comma = if map.values().any(nested) { "; " } else { ", " };
            pairs
                .map(|(k, v)| format!("{k} {}", words(v)))
                .collect::<Vec<_>>()
                .join(comma)
        }
    }
}

/// An item of a list; of a map, its id and in brackets the rest.
fn item(value: &Value) -> String {
    let Some((map, id)) = value.as_object().and_then(|m| Some((m, m.get("id")?))) else {
        return words(value);
    };
    let mut rest = map.clone();
    rest.shift_remove("id");
    match rest.values().all(Value::is_null) {
        true => words(id),
        false => format!("{} ({})", words(id), words(&Value::Object(rest))),
    }
}

/// Nothing in it: null, or an empty text, list or map.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// The colour of a status by its category.
fn status(word: &str, category: crate::model::workflow::Category) -> Text {
    use crate::model::workflow::Category;
    let meaning = match category {
        Category::Backlog => Meaning::Plain,
        Category::Active => Meaning::Warn,
        Category::Done => Meaning::Good,
        Category::Dropped => Meaning::Faint,
    };
    Text::of(meaning, word)
}
