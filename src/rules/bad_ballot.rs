//! A ballot that is not counted.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Severity;

pub static RULE: Rule = Rule {
    id: "bad-ballot",
    doc: DOC,
    passes: Passes::Says("its ballots can be counted"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a ballot cannot be counted

## What it finds
A file `votes/POLL/VOTER.yaml` that spends more than the budget, gives a number that is below 0 or not whole, or names
an item that is not in the poll.

## Why it matters
The whole ballot is left out of the result, so that nobody counts for more than the others.

## Traps
Who keeps dots or money back is counted all the same. What is wrong with the poll itself is `bad-poll`.

## Fix
The voter votes again, within the budget: `po vote` shows what everybody has left.

```yaml fails
- {file: votes/spring.yaml, text: \"{kind: dots, budget: 2, items: [S-1, S-2]}\\n\"}
- {file: votes/spring/ana.yaml, text: \"ballot: {S-1: 2, S-2: 1}\\n\"}
- {id: S-1}
- {id: S-2}
```
```yaml fails
- {file: votes/spring.yaml, text: \"{kind: dots, budget: 2, items: [S-1]}\\n\"}
- {file: votes/spring/ana.yaml, text: \"ballot: {S-9: 1}\\n\"}
- {id: S-1}
```
```yaml fails
- {file: votes/spring.yaml, text: \"{kind: buy, budget: 9, prices: {S-1: 9}}\\n\"}
- {file: votes/spring/ana.yaml, text: \"ballot: {S-1: -1}\\n\"}
- {id: S-1}
```
```yaml passes
- {file: votes/spring.yaml, text: \"{kind: dots, budget: 2, items: [S-1, S-2]}\\n\"}
- {file: votes/spring/ana.yaml, text: \"ballot: {S-1: 1}\\n\"}
- {id: S-1}
- {id: S-2}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    // What a poll cannot say cannot be held against its voters.
    let polls = cx.backlog.voices().polls.iter();
    for poll in polls.filter(|poll| poll.file.value.fault().is_none()) {
        for (ballot, fault) in poll.rejected() {
            let message = format!("{} is not counted: {}", ballot.name(), fault.why);
            let document = Some(&ballot.document);
            let name = crate::text::shell_word(poll.file.name());
            let help = format!("po vote --poll {name} shows what everybody has left");
            hits.push(Hit::in_file(&ballot.path, document, fault.path, message).help(help));
        }
    }
    hits
}
