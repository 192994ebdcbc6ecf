//! A rank that is no key: it has no place between two others.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Record;

pub static RULE: Rule = Rule {
    id: "bad-rank",
    doc: DOC,
    passes: Passes::Says("its rank is valid"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Record(find),
};

const DOC: &str = "\
a rank is not a key such as ra5k

## What it finds
A `rank:` that is not `r` and 1 to 64 digits or small letters, or that has only zeros behind the `r`.

## Why it matters
Ranks are compared like decimals, so that moving one record changes one line. A plain number breaks that, and nothing
fits before a key of zeros.

## Traps
Zeros at the end are tolerated: `r90` is `r9`.

## Fix
Safe: `po` writes a key for the place where the record stands, which is the end; of a closed record, which has no place,
the rank is taken out.

```yaml fails
rank: 12
```
```yaml fails
rank: r00
```
```yaml fails
{rank: R5, status: done}
```
```yaml passes
rank: r12
```
```yaml passes
rank: r90
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let Some(rank) = &record.common.rank else {
        return Vec::new();
    };
    let message = match rank.is_valid() {
        true if rank.digits() > 0 => return Vec::new(),
        true => format!("nothing fits before the rank {rank}"),
        false => format!("\"{rank}\" is not a rank"),
    };
    let id = record.id();
    // What is closed has no place in the order, so there is none to write.
    let operation = match cx.backlog.is_open(record) {
        true => Operation::Rerank { id: id.to_string() },
        false => Operation::Remove {
            id: id.to_string(),
            field: "rank".to_owned(),
        },
    };
    let fix = Fix {
        safe: true,
        operations: vec![operation],
    };
    let help = format!("po move {id} --bottom writes one; a rank is such as ra5k");
    vec![
        Hit::at(record, vec!["rank".into()], message)
            .help(help)
            .fix(fix),
    ]
}
