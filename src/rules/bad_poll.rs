//! A poll that cannot be counted, or not all of it.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;
use crate::model::voices::Poll;

pub static RULE: Rule = Rule {
    id: "bad-poll",
    doc: DOC,
    passes: Passes::Says("its polls can be counted"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a poll cannot be counted

## What it finds
A file `votes/POLL.yaml` with a budget that is below 0 or not whole, a poll of dots without items, a poll to buy without
a budget or prices, and a price that is not above 0.

## Why it matters
There is no result: `po prioritize` by this poll stops, or leaves the item with the price out.

## Traps
Dots without a `budget` are fine: there is one for each four items.

## Fix
Write the key that is named.

```yaml fails
- {file: votes/spring.yaml, text: \"{kind: dots, budget: -1, items: [S-1]}\\n\"}
- {id: S-1}
```
```yaml fails
- {file: votes/spring.yaml, text: \"kind: dots\\n\"}
```
```yaml fails
- {file: votes/spring.yaml, text: \"{kind: buy, prices: {S-1: 100}}\\n\"}
- {id: S-1}
```
```yaml fails
- {file: votes/spring.yaml, text: \"{kind: buy, budget: 9, prices: {S-1: 0}}\\n\"}
- {id: S-1}
```
```yaml passes
- {file: votes/spring.yaml, text: \"{kind: dots, items: [S-1]}\\n\"}
- {id: S-1}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    for poll in &cx.backlog.voices().polls {
        let file = &poll.file;
        let at = |path, message: String| {
            let hit = Hit::in_file(&file.path, Some(&file.document), path, message);
            hit.help("po explain buy and po explain dots say what a poll holds")
        };
        if let Some(fault) = file.value.fault() {
            hits.push(at(fault.path, fault.why));
        }
        for (id, price) in &file.value.prices {
            if let Some(why) = Poll::price_fault(*price) {
                let path = vec!["prices".into(), id.as_str().into()];
                hits.push(at(path, format!("prices.{id}: {why}")));
            }
        }
    }
    hits
}
