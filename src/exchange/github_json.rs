//! GitHub's issues as JSON, from its REST API or from `gh issue list --json`, as records.
//!
//! Issues become stories and epics, milestones releases or sprints. Every value is kept or counted as lost.
mod issue;
mod labels;
mod milestone;
mod prose;
mod source;
#[cfg(test)]
mod tests;
mod values;

use std::collections::HashSet;

use crate::exchange::Draft;
use crate::exchange::Exchange;
use crate::exchange::Import;
use crate::exchange::Options;
use crate::exchange::Read;
use crate::exchange::Unreadable;
use crate::exchange::reading::cells::Notes;
use crate::exchange::reading::table;
use issue::Desk;
use milestone::Milestones;

/// GitHub's issues.
pub struct GithubJson;

impl Exchange for GithubJson {
    fn id(&self) -> &'static str {
        "github-json"
    }

    fn doc(&self) -> &'static str {
        DOC
    }

    fn may_be(&self, bytes: &[u8]) -> bool {
        table::begins_as_json(bytes)
    }

    fn read(&self) -> Option<Read> {
        Some(read)
    }
}

static DOC: &str = "\
GitHub's issues as JSON: gh issue list --json, or the list of the REST API

Pull requests are no stories and are left out. An issue of the type or with the
label `epic` becomes an epic; the label `bug`, `type: task` and the like give the
type of a story; `points: 5` and `sp:5` its points.

- **Key**: `owner/name#12`, from the address of the issue or `--repo`. Without
  either it is `#12`, and no link is made.
- **Status**: open is still to do, closed is done, closed as not planned or as a
  duplicate is dropped. `--status \"in progress=active\"` gives a label a meaning.
- **Milestone**: a release, or with `--milestone sprint` a sprint.
- **People**: the first assignee; a story has one.
- **Text**: a task list under a heading such as Acceptance criteria becomes the
  acceptance criteria, ticked ones as verified.
- **Comments** are taken where the file holds them: gh writes them, the list of
  the REST API only says how many there are.
";

fn read(bytes: &[u8], options: &Options) -> Result<Import, Unreadable> {
    let text = table::decode(bytes)?;
    let found = source::read(&text)?;
    let mut desk = Desk {
        options,
        account: found.account,
        notes: Notes::default(),
        milestones: Milestones::default(),
        seen: HashSet::new(),
    };
    let entries = found.issues.into_iter();
    let issues: Vec<Draft> = entries
        .filter_map(|entry| issue::draft(entry, &mut desk))
        .collect();
    if !issues.is_empty() {
        desk.notes
            .once("sub-issues and boards (Projects) are not in such files");
    }
    if issues.iter().any(|issue| issue.key.starts_with('#')) {
        desk.notes.once(
            "the file does not name its repository: issues have no link, and a later import knows them only by \
             their number; --repo owner/name mends both",
        );
    }
    let (epics, stories): (Vec<_>, Vec<_>) = issues.into_iter().partition(|one| one.kind == "epic");
    let plans = desk.milestones.into_drafts();
    Ok(Import {
        records: plans.into_iter().chain(epics).chain(stories).collect(),
        loss: desk.account.close(desk.notes),
        tool: "github",
    })
}
