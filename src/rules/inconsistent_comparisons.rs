//! Ratios that do not fit together, so that no weights follow from them.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::Record;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::voices::Said;
use crate::priority::Set;
use crate::priority::ahp;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "inconsistent-comparisons",
    doc: DOC,
    passes: Passes::Says("its ratios fit together"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
the ratios of comparisons contradict each other as a whole

## What it finds
In `comparisons/`: ratios of all pairs of some open records that do not fit together (a consistency ratio above 0.10,
Saaty), at the pair that is farthest from what the others say.

## Why it matters
Whoever says that S-1 is three times S-2, S-2 three times S-3, and S-3 more than S-1, has not weighed them. The weights
of `ahp` are then made of chance.

## Traps
As long as a pair has no ratio, nothing can be said. Of three records each pair is as far off as the others. Two ratios
of one pair that differ are `contradicting-comparison`.

## Fix
Talk about the pair again, and change its ratio in the line named.

```yaml fails
- {file: comparisons/ana.yaml, text: \"- {a: S-1, b: S-2, ratio: 3}\\n- {a: S-2, b: S-3, ratio: 3}\\n- {a: S-3, b: S-1, ratio: 5}\\n\"}
- {id: S-1}
- {id: S-2}
- {id: S-3}
```
```yaml passes
- {file: comparisons/ana.yaml, text: \"- {a: S-1, b: S-2, ratio: 3}\\n- {a: S-2, b: S-3, ratio: 2}\\n- {a: S-1, b: S-3, ratio: 5}\\n\"}
- {id: S-1}
- {id: S-2}
- {id: S-3}
```
```yaml passes
- {file: comparisons/ana.yaml, text: \"- {a: S-1, b: S-2, ratio: 3}\\n- {a: S-2, b: S-3, ratio: 3}\\n- {a: S-3, b: S-1, ratio: 5}\\n\"}
- {id: S-1}
- {id: S-2}
- {id: S-3, status: done}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let kinds = kind::ALL.iter();
    kinds.filter_map(|kind| of_kind(cx, kind)).collect()
}

/// Each kind has an order, and so weights, of its own. Gates that cannot be used are a finding of their own.
fn of_kind<'a>(cx: &Context<'a>, kind: &'static Kind) -> Option<Hit<'a>> {
    let records = cx.backlog.of_kind(kind);
    let open: Vec<&Record> = records
        .filter(|record| cx.backlog.is_open(record))
        .collect();
    let set = Set::new(cx.backlog, &open, cx.today).ok()?;
    let remark = ahp::inconsistent(&set)?;
    let [a, b] = ["a", "b"].map(|key| remark.data.get(key).and_then(Value::as_str));
    let (a, b) = a.zip(b)?;
    let mut entries = cx.backlog.voices().comparisons();
    let (file, at, _) = entries.find(|(_, _, entry)| {
        let ratio = entry
            .said()
            .filter(|said| matches!(said, Said::Ratio { .. }));
        let pair = ratio.map(|said| said.pair().map(|id| id.as_str()));
        pair == Some([a, b]) || pair == Some([b, a])
    })?;
    let hit = Hit::in_file(
        &file.path,
        Some(&file.document),
        vec![at.into()],
        remark.message,
    );
    Some(hit.help("talk about this pair again, and change its ratio in this line"))
}
