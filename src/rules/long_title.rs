//! A title that no list shows whole.

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
use crate::model::workflow::Milestone;
use crate::text::characters;

pub static RULE: Rule = Rule {
    id: "long-title",
    doc: DOC,
    passes: Passes::Says("its title is short"),
    severity: Severity::Info,
    from: From::Milestone(Milestone::Idea),
    integrity: false,
    options: &[Setting {
        name: "max",
        form: SettingForm::Number,
        doc: "the most characters of a title, such as 80",
    }],
    find: Find::Record(find),
};

/// The most characters.
const MAX: f64 = 80.0;

const DOC: &str = "\
a title is too long for a list

## What it finds
A title of more than `max` (80) characters, as a reader counts them.

## Why it matters
Lists, boards and commits cut it, and in talk nobody says it.

## Traps
A title that is the whole story (\"As a buyer I want …\") belongs into the description.

## Options
`max`: the most characters (80).

## Fix
Name the thing, and leave the rest to the description: `po set S-1 title=\"…\"`.

```yaml fails
title: Let buyers pay by card and invoice and voucher and wallet in all countries we will ship to this year
```
```yaml fails
{title: Pay by card, rules: {long-title: {max: 10}}}
```
```yaml passes
title: Pay by card
```
```yaml passes
title: ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let (title, max) = (record.title(), cx.number("max", MAX));
    // No text has more characters than bytes.
    if title.len() as f64 <= max || characters(title) as f64 <= max {
        return Vec::new();
    }
    let message = format!(
        "a title of {} characters, more than {max}",
        characters(title)
    );
    let help = format!("po set {} title=\"…\"", record.id());
    vec![Hit::at(record, vec!["title".into()], message).help(help)]
}
