//! `po resolve`: what a merge left in conflict, and the command that ends each.

use super::Report;
use super::changed;
use crate::diag::Exit;
use crate::edit::Change;
use crate::model::conflict::Conflict;
use crate::page::Answer;
use crate::page::Meaning;
use crate::page::Page;
use crate::page::Text;
use crate::text;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

pub static REPORT: Report = Report {
    id: "resolve",
    summary: "fields that a merge left with two values, and the way out",
};

/// The files looked at.
#[derive(Debug)]
pub struct Resolved {
    pub dry_run: bool,
    pub files: Vec<ResolvedFile>,
    /// Of the files that get another text.
    pub changes: Vec<Change>,
    /// Files without markers that git still counts as in conflict.
    pub settled: Vec<String>,
}

/// One file in conflict.
#[derive(Debug)]
pub struct ResolvedFile {
    pub path: String,
    pub id: String,
    /// It has another text now.
    pub written: bool,
    /// What is left.
    pub left: Vec<Conflict>,
    /// Why `po` can do nothing about it.
    pub by_hand: Option<String>,
    /// What is to do once git knows of it.
    pub next: Option<String>,
}

impl ResolvedFile {
    fn is_done(&self) -> bool {
        self.left.is_empty() && self.by_hand.is_none()
    }
}

impl Resolved {
    pub fn answer(&self) -> Answer {
        let mut lines: Vec<Text> = self.files.iter().flat_map(of_file).collect();
        let written = self.files.iter().filter(|file| file.is_done());
        let written = written.map(|file| file.path.as_str());
        let ready: Vec<&str> = written
            .chain(self.settled.iter().map(String::as_str))
            .collect();
        let left = self.files.iter().any(|file| !file.is_done());
        if !self.dry_run && !ready.is_empty() {
            let words: Vec<String> = ready.iter().map(|path| text::shell_word(path)).collect();
            let said = format!("git add {}", words.join(" "));
            let tell = Text::from("tell git, in the backlog's folder: ");
            lines.push(tell.and(Meaning::Command, said));
        }
        let shared = self.files.iter().filter_map(|file| {
            let said = Text::from(format!("{} stands in two files now: ", file.id));
            Some(said.and(Meaning::Command, file.next.as_deref()?))
        });
        lines.extend(shared);
        if self.files.is_empty() && self.settled.is_empty() {
            lines.push(Text::from("no record is in conflict"));
        }
        let item = |file: &ResolvedFile| {
            json!({
                "path": file.path,
                "id": file.id,
                "written": file.written && !self.dry_run,
                "resolved": file.is_done(),
                "conflicts": items(&file.left),
                "by_hand": file.by_hand,
                "next": file.next,
            })
        };
        let mut data = Map::new();
        data.insert("dry_run".to_owned(), self.dry_run.into());
        data.insert("items".to_owned(), self.files.iter().map(item).collect());
        data.insert("git_add".to_owned(), json!(ready));
        let mut page = Page::new().verbatim(lines);
        if self.dry_run {
            data.insert("diff".to_owned(), changed::diff_lines(&self.changes));
            page = changed::add_diff(page, &self.changes);
        }
        let mut answer = Answer::new(REPORT.id, page, data);
        answer.exit = if left { Exit::Failed } else { Exit::Done };
        answer
    }
}

fn of_file(file: &ResolvedFile) -> Vec<Text> {
    let id = Text::of(Meaning::Id, file.id.as_str());
    let path = |text: Text| text.and(Meaning::Faint, format!("  {}", file.path));
    if let Some(why) = &file.by_hand {
        return vec![path(id.and(Meaning::Bad, format!("  {why}")))];
    }
    if file.left.is_empty() {
        return vec![path(id.and(Meaning::Good, "  resolved"))];
    }
    let count = text::plural(file.left.len(), "field", "fields");
    let mut lines = vec![path(id.and(Meaning::Bad, format!("  {count} in conflict")))];
    for conflict in &file.left {
        let [ours, theirs] = conflict.values();
        let said = Text::from(format!("  {} is ", conflict.field))
            .and(Meaning::Value, ours)
            .and(Meaning::Plain, " or ")
            .and(Meaning::Value, theirs)
            .and(Meaning::Plain, ": ");
        let command = format!("po resolve {} {}=ours", file.id, conflict.field);
        let line = said.and(Meaning::Command, command);
        let others = match conflict.takes_another() {
            true => ", =theirs, or another value",
            false => ", or =theirs",
        };
        lines.push(line.and(Meaning::Plain, others));
    }
    lines
}

/// The conflicts for scripts.
pub(super) fn items(conflicts: &[Conflict]) -> Value {
    let item = |conflict: &Conflict| {
        json!({
            "field": conflict.field,
            "ours": conflict.ours,
            "theirs": conflict.theirs,
        })
    };
    conflicts.iter().map(item).collect()
}
