//! A release that comes soon and lacks what it must have.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::Setting;
use super::SettingForm;
use crate::diag::Severity;
use crate::model::Record;
use crate::priority::Scores;
use crate::priority::moscow::Class;
use crate::text::and_list;
use crate::text::plural;

pub static RULE: Rule = Rule {
    id: "unready-release",
    doc: DOC,
    passes: Passes::Says("all it must have is done"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[Setting {
        name: "window_days",
        form: SettingForm::Number,
        doc: "how many days before the release, such as 7",
    }],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a release is close, and what it must have is not done

## What it finds
A planned release whose `date` is today or within 7 days, with stories of it that are `must` (`scores.moscow`), and not
done or dropped.

## Why it matters
There is still time to say so, to leave the rest out, or to move the day.

## Traps
A release whose day has passed is late-release. Stories without a class may be left out, and do not count.

## Options
`window_days`: how many days before the release it is said; 7 where it is missing.

## Fix
Finish them first, move them to the next release with `po set ID release=R-2`, or move the day.

```yaml fails
- {id: R-1, date: 2026-05-08, today: 2026-05-02}
- {id: S-1, release: R-1, scores: {moscow: must}, status: doing}
```
```yaml fails
- {id: R-1, date: 2026-05-16, today: 2026-05-02, rules: {unready-release: {window_days: 14}}}
- {id: S-1, release: R-1, scores: {moscow: must}, status: doing}
```
```yaml passes
- {id: R-1, date: 2026-05-08, today: 2026-05-02}
- {id: S-1, release: R-1, scores: {moscow: must}, status: done}
- {id: S-2, release: R-1, scores: {moscow: should}, status: doing}
```
```yaml passes
- {id: R-1, date: 2026-05-10, today: 2026-05-02}
- {id: S-1, release: R-1, scores: {moscow: must}, status: doing}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let window = cx.number("window_days", WINDOW_DAYS);
    let close = backlog.records().iter().filter_map(|record| {
        let date = record.release()?.date?;
        let days = date.since(cx.today);
        let soon = days >= 0 && days as f64 <= window;
        (soon && backlog.is_open(record)).then_some((record, days))
    });
    let close: Vec<(&Record, i64)> = close.collect();
    let hits = close.into_iter().filter_map(|(record, days)| {
        let open = backlog.records().iter().filter(|other| {
            let story = other.story();
            let inside = story.is_some_and(|story| story.release.as_ref() == Some(record.id()));
            inside
                && backlog.is_open(other)
                && Class::of(Scores::of(other)) == Ok(Some(Class::Must))
        });
        let open: Vec<&str> = open.map(|story| story.id().as_str()).collect();
        let are = match open.len() {
            0 => return None,
            1 => "is must and not done",
            _ => "are must and not done",
        };
        let when = match usize::try_from(days).unwrap_or_default() {
            0 => "today".to_owned(),
            days => format!("in {}", plural(days, "day", "days")),
        };
        let id = record.id();
        let message = format!("{id} comes {when}; {} {are}", and_list(&open));
        let help = format!(
            "po set {} release=… moves it to another one; po set {id} date=…",
            open[0]
        );
        Some(Hit::at(record, vec!["date".into()], message).help(help))
    });
    hits.collect()
}

/// Days before the release.
const WINDOW_DAYS: f64 = 7.0;
