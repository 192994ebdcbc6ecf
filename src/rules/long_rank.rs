//! A rank that has grown long.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::Setting;
use super::SettingForm;
use crate::diag::Severity;

pub static RULE: Rule = Rule {
    id: "long-rank",
    doc: DOC,
    passes: Passes::Says("its rank is short"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[Setting {
        name: "max",
        form: SettingForm::Number,
        doc: "how many digits a rank may have, such as 12",
    }],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a rank has more than twelve digits

## What it finds
An open record whose `rank` has more than 12 digits.

## Why it matters
A rank grows when records are moved again and again into the same gap. At 64 digits nothing more fits there, and po
refuses the move.

## Traps
Zeros at the end do not count.

## Options
`max`: how many digits a rank may have; 12 where it is missing.

## Fix
`po rank rebalance story` writes short ranks in the same order. It changes many files: do it when few branches are open.

```yaml fails
rank: r1234567890abc
```
```yaml passes
rank: r1234567890ab
```
```yaml passes
{rank: r1234567890abc, status: done}
```
";

/// Digits a rank may have.
const MAX: f64 = 12.0;

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let most = cx.number("max", MAX);
    let long = backlog.records().iter().filter_map(|record| {
        let rank = record.common.rank.as_ref().filter(|rank| rank.is_valid())?;
        let digits = rank.digits();
        (digits as f64 > most && backlog.is_open(record)).then(|| {
            let message = format!("the rank {rank} has {digits} digits");
            let help = format!("po rank rebalance {} writes short ones", record.kind.id);
            Hit::at(record, vec!["rank".into()], message).help(help)
        })
    });
    long.collect()
}
