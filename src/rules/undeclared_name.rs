//! A person or a team that `po.yaml` does not know.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::engine::allowed;
use super::engine::is_off;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::ConfigFile;
use crate::model::workflow::Milestone;
use crate::text::nearest;
use serde_json::json;

pub static RULE: Rule = Rule {
    id: "undeclared-name",
    doc: DOC,
    passes: Passes::Says("its people and teams are known"),
    severity: Severity::Warning,
    from: From::Milestone(Milestone::Idea),
    integrity: false,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a person or a team is not declared in po.yaml

## What it finds
An `assignee` or `owner` that is neither under `people:` nor a member of a team, somebody else who laid a card under
`poker:`, and a `team` that is not under `teams:`, in open records. Nothing where `po.yaml` declares no people, or no teams.

## Why it matters
`po list assignee:ana` does not find what `anna` works on, and the capacity of a team leaves it out.

## Traps
Who has left the team may stay in what is closed: it is not looked at.

## Fix
Write the name as it is declared, or declare it.

```yaml fails
{assignee: anna, people: [{name: ana}]}
```
```yaml fails
{team: mobile, teams: {web: {members: [{name: ana}]}}}
```
```yaml fails
{id: E-1, owner: Ana, people: [{name: ana}]}
```
```yaml fails
{poker: [{round: 1, votes: {anna: 5, ana: 5}}], people: [{name: ana}]}
```
```yaml passes
{assignee: anna}
```
```yaml passes
{poker: [{round: 1, votes: {anna: 5}}]}
```
```yaml passes
{assignee: bo, team: web, people: [{name: ana}], teams: {web: {members: [{name: bo}]}}}
```
```yaml passes
{assignee: anna, status: done, people: [{name: ana}]}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let file = &cx.backlog.config.file;
    let named = ["assignee", "owner", "team"].into_iter();
    let named = named.filter_map(|field| Some((field, record.field(field)?)));
    let hits = named.filter_map(|(field, value)| {
        let (what, declared) = declared(field, file);
        let name = value.as_str().filter(|name| !name.is_empty())?;
        (!declared.is_empty() && !declared.contains(&name))
            .then(|| hit(record, field, name, what, &declared))
    });
    hits.chain(voters(record, file)).collect()
}

/// The names that a field may have, and where they are declared; none where nobody is, or where the record may hold any.
pub fn declared_names<'a>(
    backlog: &'a Backlog,
    record: &Record,
    field: &str,
) -> (&'static str, Vec<&'a str>) {
    let may_hold_any = allowed(record, RULE.id).is_some() || is_off(backlog, record, &RULE);
    if !["assignee", "owner", "team"].contains(&field) || may_hold_any {
        return ("", Vec::new());
    }
    let (what, mut names) = declared(field, &backlog.config.file);
    names.sort_unstable();
    names.dedup();
    (what, names)
}

/// Those who laid a card and are not declared.
fn voters<'a>(record: &'a Record, file: &ConfigFile) -> Vec<Hit<'a>> {
    let (what, declared) = declared("poker", file);
    let rounds = record.story().map(|story| story.poker.iter().enumerate());
    let votes = rounds.into_iter().flatten().flat_map(|(at, round)| {
        let people = round.votes.keys();
        people.map(move |person| (at, person.as_str()))
    });
    let unknown = votes.filter(|(_, name)| !declared.is_empty() && !declared.contains(name));
    let hit = |(at, name): (usize, &str)| {
        let path = vec!["poker".into(), at.into(), "votes".into(), name.into()];
        let message = format!("\"{name}\" laid a card, who is not under {what}: in po.yaml");
        let hit = Hit::at_key(record, path, message);
        hit.help(match near(name, &declared) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!(
                "declare them under {what}:, or name one of {}",
                some(&declared)
            ),
        })
    };
    unknown.map(hit).collect()
}

/// The declared name that may be meant.
fn near<'d>(name: &str, declared: &[&'d str]) -> Option<&'d str> {
    let mut same = declared.iter();
    let same = same.find(|known| known.to_lowercase() == name.to_lowercase());
    same.copied()
        .or_else(|| nearest(name, declared.iter().copied()))
}

/// The names that a field may have, and where they are declared; none where nobody is.
fn declared<'a>(field: &str, file: &'a ConfigFile) -> (&'static str, Vec<&'a str>) {
    if field == "team" {
        return ("teams", file.teams.keys().map(String::as_str).collect());
    }
    let people: Vec<&str> = file.people.iter().map(|p| p.name.as_str()).collect();
    if people.is_empty() {
        return ("people", people);
    }
    let members = file.teams.values().flat_map(|team| &team.members);
    let members = members.map(|member| member.name.as_str());
    ("people", people.into_iter().chain(members).collect())
}

fn hit<'a>(record: &'a Record, field: &str, name: &str, what: &str, declared: &[&str]) -> Hit<'a> {
    let id = record.id();
    let message = format!("{field} is \"{name}\", who is not under {what}: in po.yaml");
    let message = match what {
        "teams" => message.replace(", who is", ", which is"),
        _ => message,
    };
    let hit = Hit::at(record, vec![field.into()], message);
    match near(name, declared) {
        None => hit.help(format!(
            "declare it under {what}:, or name one of {}",
            some(declared)
        )),
        Some(near) => {
            let operation = Operation::Set {
                id: id.to_string(),
                field: field.to_owned(),
                value: json!(near),
            };
            hit.help(format!(
                "did you mean \"{near}\"? po set {id} {field}=\"{near}\""
            ))
            .fix(Fix {
                safe: false,
                operations: vec![operation],
            })
        }
    }
}

/// The first names of a list that may be long.
fn some(names: &[&str]) -> String {
    const MOST: usize = 8;
    let mut names: Vec<&str> = names.to_vec();
    names.sort_unstable();
    names.dedup();
    let more = names.len() > MOST;
    names.truncate(MOST);
    names.join(", ") + if more { ", …" } else { "" }
}
