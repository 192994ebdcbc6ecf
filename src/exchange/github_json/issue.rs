//! One issue of GitHub as a story or an epic.

use std::collections::HashSet;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::exchange::DateOrder;
use crate::exchange::Dates;
use crate::exchange::Draft;
use crate::exchange::Milestone;
use crate::exchange::Options;
use crate::exchange::Stage;
use crate::exchange::github_json::labels::Labels;
use crate::exchange::github_json::milestone::Milestones;
use crate::exchange::github_json::prose;
use crate::exchange::github_json::source::Entry;
use crate::exchange::github_json::values::Account;
use crate::exchange::github_json::values::Values;
use crate::exchange::github_json::values::count;
use crate::exchange::reading::cells::Notes;
use crate::exchange::reading::dates::Written;
use crate::exchange::reading::words;
use crate::exchange::reading::words::IssueType;

/// What is known while the issues are read one by one.
pub struct Desk<'o> {
    pub options: &'o Options,
    pub account: Account,
    pub notes: Notes,
    pub milestones: Milestones,
    /// The keys that were read.
    pub seen: HashSet<String>,
}

/// Reads an issue; a pull request, and what is no issue, gives none.
pub fn draft(entry: Entry, desk: &mut Desk<'_>) -> Option<Draft> {
    let options = desk.options;
    let mut values = Values::new(entry.map, &mut desk.account);
    if is_pull_request(&values) {
        values.lose_rest_of("pull requests", "a pull request is no story");
        desk.notes.count("pull requests, left out", 1);
        return None;
    }
    let number = values.look("number").as_u64();
    let title = values
        .look("title")
        .as_str()
        .map(line)
        .filter(|title| !title.is_empty());
    let (Some(number), Some(title)) = (number, title) else {
        values.lose_rest_of(
            &format!("line {}", entry.line),
            "no number and title: not read",
        );
        return None;
    };
    let address = Address::look(&values, number, options);
    let key = address.key(number);
    if !desk.seen.insert(key.clone()) {
        values.lose_rest_of(
            &format!("line {}", entry.line),
            "an issue that was read before: not read",
        );
        return None;
    }
    values.keep("number");
    values.keep("title");
    address.keep(&mut values);
    let mut fields = Map::from_iter([("title".to_owned(), Value::from(title))]);
    let labels = Labels::take(&mut values);
    let kind = sort(&labels, &mut fields);
    let (stage, external) = stage(&mut values, &labels, options, &key);
    fields.insert("external".to_owned(), external.into());
    if let Some(web) = &address.web {
        fields.insert("links".to_owned(), json!([web]));
    }
    plan(&labels, kind, &mut fields);
    assignee(&mut values, kind, &mut fields);
    let dates = dates(&mut values, stage, options, &mut fields);
    prose::body(&mut values, kind, &mut fields, &mut desk.notes);
    prose::comments(&mut values, options, &mut fields, &mut desk.notes);
    let mut links = parent(&mut values, &address, &mut fields);
    if kind == "epic" && options.milestone == Milestone::Sprint {
        let milestone = values.remove("milestone");
        values.lost("milestone", "an epic is in no sprint", count(&milestone));
    } else if let Some((kind, title)) = desk.milestones.take(&mut values, options, entry.line) {
        links.push((kind.to_owned(), title));
    }
    values.lose_rest(why_lost);
    Some(Draft {
        kind,
        key,
        line: entry.line,
        fields,
        links,
        stage,
        dates,
        order: format!("{number:012}"),
    })
}

/// Where an issue is on the web, as far as the file or the user says.
struct Address {
    /// `owner/name`.
    repo: Option<String>,
    web: Option<String>,
}

impl Address {
    fn look(values: &Values<'_>, number: u64, options: &Options) -> Address {
        let text = |name: &str| values.look(name).as_str();
        let mut urls = ["html_url", "url"].into_iter().filter_map(text);
        if let Some((url, repo)) = urls.find_map(|url| Some((url, repository(url, number)?))) {
            return Address {
                repo: Some(repo),
                web: Some(url.to_owned()),
            };
        }
        let named = text("repository_url").and_then(|url| url.split_once("/repos/"));
        let repo = named
            .map(|(_, repo)| repo.to_owned())
            .or_else(|| options.repo.clone());
        let web = |repo: &String| format!("https://github.com/{repo}/issues/{number}");
        Address {
            web: repo.as_ref().map(web),
            repo,
        }
    }

    /// `owner/name#12`; `#12` where the repository is not known.
    fn key(&self, number: u64) -> String {
        format!("{}#{number}", self.repo.as_deref().unwrap_or_default())
    }

    /// Keeps the addresses that say what stands in the record.
    fn keep(&self, values: &mut Values<'_>) {
        for name in ["html_url", "url"] {
            if values
                .look(name)
                .as_str()
                .is_some_and(|url| self.web.as_deref() == Some(url))
            {
                values.keep(name);
            }
        }
        let named = values.look("repository_url").as_str();
        let named = named
            .and_then(|url| url.split_once("/repos/"))
            .map(|(_, repo)| repo);
        if named.is_some() && named == self.repo.as_deref() {
            values.keep("repository_url");
        }
    }
}

/// The repository of `https://github.com/owner/name/issues/12`; addresses of the API have more parts.
fn repository(url: &str, number: u64) -> Option<String> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let parts: Vec<&str> = rest.split('/').collect();
    let [host, owner, name, "issues", last] = parts[..] else {
        return None;
    };
    let all_named = ![host, owner, name].contains(&"");
    (all_named && last == number.to_string()).then(|| format!("{owner}/{name}"))
}

fn is_pull_request(values: &Values<'_>) -> bool {
    let is_pull = |name: &str| {
        values
            .look(name)
            .as_str()
            .is_some_and(|url| url.contains("/pull/"))
    };
    !values.look("pull_request").is_null()
        || values.look("isPullRequest") == &Value::Bool(true)
        || is_pull("html_url")
        || is_pull("url")
}

/// The kind of record; of a story its type too.
fn sort(labels: &Labels, fields: &mut Map<String, Value>) -> &'static str {
    let word = match labels.sort {
        Some(IssueType::Epic) => return "epic",
        Some(IssueType::Bug) => "bug",
        Some(IssueType::Task) => "task",
        Some(IssueType::Spike) => "spike",
        Some(IssueType::Story | IssueType::SubTask) | None => "story",
    };
    fields.insert("type".to_owned(), word.into());
    "story"
}

/// The stage, and what stands under `external`.
fn stage(
    values: &mut Values<'_>,
    labels: &Labels,
    options: &Options,
    key: &str,
) -> (Stage, Map<String, Value>) {
    let mut external = Map::from_iter([("github".to_owned(), Value::from(key))]);
    let given = |word: &str| {
        let word = words::folded(word);
        let mut statuses = options.statuses.iter();
        statuses
            .find(|(known, _)| words::folded(known) == word)
            .map(|(_, stage)| *stage)
    };
    let state = values
        .look("state")
        .as_str()
        .map(str::to_lowercase)
        .unwrap_or_default();
    if state == "open" {
        values.keep("state");
        let by_label = labels.names.iter().find_map(|label| given(label));
        return (
            by_label.or_else(|| given("open")).unwrap_or(Stage::ToDo),
            external,
        );
    }
    if state != "closed" {
        return (Stage::ToDo, external);
    }
    values.keep("state");
    let mut stage = Stage::Done;
    for name in ["state_reason", "stateReason"] {
        let reason = values
            .look(name)
            .as_str()
            .map(str::to_lowercase)
            .unwrap_or_default();
        match reason.as_str() {
            "completed" => {}
            "not_planned" => stage = Stage::Dropped,
            "duplicate" => {
                stage = Stage::Dropped;
                external.insert("github_reason".to_owned(), reason.into());
            }
            _ => continue,
        }
        values.keep(name);
    }
    (given("closed").unwrap_or(stage), external)
}

/// Points and labels.
fn plan(labels: &Labels, kind: &str, fields: &mut Map<String, Value>) {
    let mut plain = labels.plain.clone();
    if let Some((points, label)) = &labels.points {
        if kind == "epic" {
            plain.push(label.clone());
        } else {
            fields.insert("points".to_owned(), points.clone().into());
        }
    }
    if !plain.is_empty() {
        fields.insert("labels".to_owned(), plain.into());
    }
}

/// The first of the assignees; `assignee` repeats it.
fn assignee(values: &mut Values<'_>, kind: &str, fields: &mut Map<String, Value>) {
    let mut people = match values.remove("assignees") {
        Value::Array(people) => people,
        other => vec![other],
    };
    people.push(values.remove("assignee"));
    let mut chosen: Option<String> = None;
    for person in people {
        let map = match person {
            Value::Object(map) => map,
            other => Map::from_iter([("login".to_owned(), other)]),
        };
        let mut inside = values.inside(map);
        let login = inside
            .look("login")
            .as_str()
            .map(|login| login.trim().to_owned());
        let login = login.filter(|login| !login.is_empty());
        match &chosen {
            Some(chosen) if login.as_ref().is_some_and(|login| login != chosen) => {
                let login = count(&inside.remove("login"));
                inside.lost("assignees", "a story has one assignee: the first", login);
            }
            _ if login.is_some() => {
                inside.keep("login");
                chosen = login;
            }
            _ => {}
        }
        inside.lose_rest_of("assignees", "details of an account: po keeps the login");
    }
    if let Some(person) = chosen {
        let field = if kind == "epic" { "owner" } else { "assignee" };
        fields.insert(field.to_owned(), person.into());
    }
}

/// When it was written down and when it came to its stage.
fn dates(
    values: &mut Values<'_>,
    stage: Stage,
    options: &Options,
    fields: &mut Map<String, Value>,
) -> Dates {
    let mut dates = Dates::default();
    if let Some((day, moment)) = when(values, &["created_at", "createdAt"], options) {
        fields.insert("created".to_owned(), day.into());
        dates.created = Some(moment);
    }
    if stage != Stage::ToDo {
        let closed = when(values, &["closed_at", "closedAt"], options);
        let reached = closed.or_else(|| when(values, &["updated_at", "updatedAt"], options));
        dates.resolved = reached.map(|(_, moment)| moment);
    }
    dates
}

/// Day and moment of the first of these values that is a date.
pub fn when(
    values: &mut Values<'_>,
    names: &[&str],
    options: &Options,
) -> Option<(String, String)> {
    let date = |text: &str| Written::parse(text)?.when(DateOrder::DayFirst, options.zone);
    let found = names
        .iter()
        .find_map(|name| Some((name, date(values.look(name).as_str()?)?)));
    let (name, when) = found?;
    values.keep(name);
    Some((when.day, when.moment))
}

/// The issue of which this one is a part, in the same repository.
fn parent(
    values: &mut Values<'_>,
    address: &Address,
    fields: &mut Map<String, Value>,
) -> Vec<(String, String)> {
    let url = values.look("parent_issue_url").as_str().unwrap_or_default();
    let of_repo = address
        .repo
        .as_ref()
        .and_then(|repo| url.split_once(&format!("/{repo}/issues/")));
    let Some(number) = of_repo.and_then(|(_, number)| number.parse::<u64>().ok()) else {
        return Vec::new();
    };
    values.keep("parent_issue_url");
    let key = address.key(number);
    if let Some(Value::Object(external)) = fields.get_mut("external") {
        external.insert("github_parent".to_owned(), key.as_str().into());
    }
    vec![("parent".to_owned(), key)]
}

/// A text as one line.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Why a value that nothing has taken is lost.
fn why_lost(name: &str, value: &Value) -> &'static str {
    match name {
        "user" | "author" => "po has no field for who reported it",
        "comments" if value.is_number() => "only the number of comments is in the file",
        "updated_at" | "updatedAt" => "po finds out itself when a record last changed",
        "closed_at" | "closedAt" => "the issue is open, or the date cannot be read",
        "state_reason" | "stateReason" => "po keeps no reopening without its date",
        "state" => "neither open nor closed: taken as open",
        "id" | "node_id" => "an id of GitHub's own: the number names the issue",
        _ if name == "url" || name.ends_with("_url") => "an address of GitHub's API",
        _ => "po has no field for it",
    }
}
