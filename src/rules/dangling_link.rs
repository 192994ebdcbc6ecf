//! A link to a record that does not exist.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::voices::File;
use crate::model::voices::PollFile;
use crate::model::voices::Said;
use crate::yaml::Path;
use crate::yaml::Segment;

pub static RULE: Rule = Rule {
    id: "dangling-link",
    doc: DOC,
    passes: Passes::Says("its links lead somewhere"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Both(find, in_voices),
};

const DOC: &str = "\
a link names a record that does not exist

## What it finds
An id in a field that links (`epic`, `sprint`, `depends_on`, `links` and so on) for which there is no file; and one that
is voted on or compared in `votes/` and `comparisons/`.

## Why it matters
The story is missing from the list of its epic, sprint or release, and a dependency that nobody can meet holds nothing
up. Mostly an id was mistyped, or the record was deleted.

## Traps
Ids in running text are no links. Addresses in `links:` and ids of other tools under `external:` are not looked up, nor
are ids of kinds that this version does not know. A file that is there but cannot be read counts as there.

## Fix
Name the right record, or take the link out. Where an id is one slip away, `po check --suggest` shows the line with it.

```yaml fails
epic: E-99
```
```yaml fails
- {id: S-1, depends_on: [S-2, S-3]}
- {id: S-2}
```
```yaml fails
{id: S-1, epic: the shop}
```
```yaml fails
{file: comparisons/ana.yaml, text: \"- {winner: S-1, loser: S-2}\\n\"}
```
```yaml fails
{file: votes/spring.yaml, text: \"{kind: dots, items: [S-1]}\\n\"}
```
```yaml passes
- {id: S-1, epic: E-9}
- {id: E-9}
```
```yaml passes
{id: S-1, links: [https://example.org/S-99], external: {jira: S-98}, requested_by: [SH-1], title: like S-97}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let links = record.links().into_iter();
    // Of another kind than the field is for: that is the finding, wherever it leads.
    let links = links.filter(|(field, id)| record.misplaced(field, id).is_none());
    let dangling = links.filter(|(_, id)| is_dangling(cx.backlog, id));
    dangling
        .map(|(field, id)| hit(record, &field, &id, cx.backlog))
        .collect()
}

/// What is voted on or compared, and is not there. A ballot names what its poll does, or is bad.
fn in_voices<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let (backlog, voices) = (cx.backlog, cx.backlog.voices());
    let mut hits = Vec::new();
    for PollFile { file, .. } in &voices.polls {
        let items = file.value.items.iter().enumerate();
        let items = items.map(|(at, id)| (vec!["items".into(), at.into()], id));
        let prices = file.value.prices.keys();
        let prices = prices.map(|id| (vec!["prices".into(), id.as_str().into()], id));
        let dangling = items
            .chain(prices)
            .filter(|(_, id)| is_dangling(backlog, id));
        hits.extend(dangling.map(|(path, id)| in_file(file, path, id, backlog)));
    }
    for (file, at, entry) in voices.comparisons() {
        let pair = entry.said().into_iter().flat_map(Said::pair);
        let dangling = pair.filter(|id| is_dangling(backlog, id));
        hits.extend(dangling.map(|id| in_file(file, vec![at.into()], id, backlog)));
    }
    hits
}

fn in_file<'a, T>(file: &File<T>, path: Path, id: &Id, backlog: &Backlog) -> Hit<'a> {
    let message = format!("{} names {id}, and there is no such record", file.path);
    Hit::in_file(&file.path, Some(&file.document), path, message).help(way_out(id, backlog))
}

fn is_dangling(backlog: &Backlog, id: &Id) -> bool {
    if backlog.get(id).is_some() || backlog.is_unreadable(id) {
        return false;
    }
    kind::by_prefix(id.prefix()).is_some() || !id.is_well_formed()
}

fn hit<'a>(record: &'a Record, field: &str, id: &Id, backlog: &Backlog) -> Hit<'a> {
    let message = format!("{field} names {id}, and there is no such record");
    let mut hit = Hit::at(record, path(field), message).help(way_out(id, backlog));
    hit.fix = near(id, backlog).map(|near| Fix {
        safe: false,
        operations: vec![Operation::Set {
            id: record.id().to_string(),
            field: field.to_owned(),
            value: near.as_str().into(),
        }],
    });
    hit
}

fn way_out(id: &Id, backlog: &Backlog) -> String {
    match near(id, backlog) {
        Some(near) => format!("did you mean {near}? po show {near}"),
        None => match kind::by_prefix(id.prefix()) {
            Some(kind) => format!("po list {} --all shows those there are", kind.id),
            None => "an id is such as S-142".to_owned(),
        },
    }
}

/// The key path of a dotted field.
pub(super) fn path(field: &str) -> Path {
    let step = |step: &str| match step.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) {
        Some(index) => Segment::Index(index),
        None => Segment::Key(step.to_owned()),
    };
    field.split('.').map(step).collect()
}

/// A record whose id is one slip away: capitals, a character too many, or two changed places. Looking up what could
/// have been meant costs the same in a backlog of any size.
fn near<'a>(id: &Id, backlog: &'a Backlog) -> Option<&'a Id> {
    let letters: Vec<char> = id.as_str().chars().take(20).collect();
    let capitals = match id.as_str().split_once('-') {
        Some((prefix, tail)) => format!("{}-{}", prefix.to_uppercase(), tail.to_lowercase()),
        None => id.as_str().to_uppercase(),
    };
    let without = |at: usize| {
        let mut letters = letters.clone();
        letters.remove(at);
        letters.into_iter().collect()
    };
    let swapped = |at: usize| {
        let mut letters = letters.clone();
        letters.swap(at, at - 1);
        letters.into_iter().collect()
    };
    let slips = (0..letters.len())
        .map(without)
        .chain((1..letters.len()).map(swapped));
    let mut meant = std::iter::once(capitals).chain(slips).filter_map(Id::read);
    meant.find_map(|id| backlog.get(&id).map(Record::id))
}
