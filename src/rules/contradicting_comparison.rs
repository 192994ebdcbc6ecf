//! A comparison that says something else than another, or compares a thing with itself.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::id::Id;
use crate::model::voices::Said;
use crate::priority::ahp::Ratios;
use std::collections::BTreeSet;

pub static RULE: Rule = Rule {
    id: "contradicting-comparison",
    doc: DOC,
    passes: Passes::Says("its comparisons agree"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a comparison contradicts another one, or compares a record with itself

## What it finds
In `comparisons/`: two ratios of one pair that differ, the reciprocal counted, and any record compared with itself.

## Why it matters
Neither of the two ratios can be taken, so nothing that hangs on the pair has a weight.

## Traps
Winners and losers may change from answer to answer: `pairwise` makes the best of all of them. So does a tie.

## Fix
Agree on one ratio, and take the other line out.

```yaml fails
- {file: comparisons/ana.yaml, text: \"- {a: S-1, b: S-2, ratio: 3}\\n- {a: S-2, b: S-1, ratio: 3}\\n\"}
- {id: S-1}
- {id: S-2}
```
```yaml fails
- {file: comparisons/ana.yaml, text: \"- {winner: S-1, loser: S-1}\\n\"}
- {id: S-1}
```
```yaml passes
- {file: comparisons/ana.yaml, text: \"- {a: S-1, b: S-2, ratio: 3}\\n- {a: S-2, b: S-1, ratio: 1/3}\\n\"}
- {id: S-1}
- {id: S-2}
```
```yaml passes
- {file: comparisons/ana.yaml, text: \"- {winner: S-1, loser: S-2}\\n- {winner: S-2, loser: S-1}\\n\"}
- {id: S-1}
- {id: S-2}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let voices = cx.backlog.voices();
    let said = || {
        voices
            .comparisons()
            .filter_map(|(file, at, entry)| Some((file, at, entry.said()?)))
    };
    let names: BTreeSet<&Id> = said().flat_map(|(_, _, said)| said.pair()).collect();
    let mut ratios = Ratios::of(names.into_iter().map(Id::as_str).collect());
    let mut hits = Vec::new();
    for (file, at, said) in said() {
        let place = format!("{}:{}", file.path, file.line(at));
        let [a, b] = said.pair();
        let why = match said {
            Said::Ratio { ratio, .. } => ratios.add((a.as_str(), b.as_str()), ratio, &place).err(),
            _ if a == b => Some(format!("{place} compares {a} with itself")),
            _ => None,
        };
        if let Some(why) = why {
            let hit = Hit::in_file(&file.path, Some(&file.document), vec![at.into()], why);
            hits.push(hit.help("leave one of them, and take the other line out"));
        }
    }
    hits
}
