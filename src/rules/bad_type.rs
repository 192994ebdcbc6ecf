//! A value of another type than its field's. The loader finds them as it reads; ids are read leniently and judged here.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;

pub static RULE: Rule = Rule {
    id: "bad-type",
    doc: DOC,
    passes: Passes::Says("its values are of the right type"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a value is of another type than its field

## What it finds
A text where a number is wanted, a list where a text is, a date that no calendar has, a map without a key it needs; and
an `id:` that is not 1 to 4 capitals, a dash, and 1 to 12 digits or small letters.

## Why it matters
The value is left out: reports count the record as if it had none.

## Traps
`points: \"5\"` is a text, and `2026-2-3` is no date: it is `2026-02-03`.

## Fix
Safe where only the form differs, as in the two above: the value is written as it is meant. Else write it in the form
named; `po set` writes it so.

```yaml fails
created: 2026-02-30
```
```yaml fails
points: \"5\"
```
```yaml fails
due: 2026-2-3
```
```yaml fails
id: s_1
```
```yaml fails
questions: [{to: SH-1}]
```
```yaml passes
{created: 2026-02-28, points: 5, due: 2026-02-03}
```
";

fn find<'a>(record: &'a Record, _: &Context<'a>) -> Vec<Hit<'a>> {
    let id = record.id();
    if id.is_well_formed() {
        return Vec::new();
    }
    let message = format!("\"{id}\" is not an id");
    let help = format!(
        "an id of {} is {} and a number, such as {}-142",
        record.kind.plural,
        record.kind.prefix.to_owned() + "-",
        record.kind.prefix
    );
    vec![Hit::at(record, vec!["id".into()], message).help(help)]
}
