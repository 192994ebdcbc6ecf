//! A file that gives no record. Found by the loader; its documentation stands here.

use super::Find;
use super::From;
use super::Passes;
use super::Rule;
use crate::diag::Severity;

pub static RULE: Rule = Rule {
    id: "unreadable-file",
    doc: DOC,
    passes: Passes::Says("its file can be read"),
    severity: Severity::Error,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Loader,
};

const DOC: &str = "\
a file gives no record

## What it finds
A file that is no UTF-8 text, too large, no YAML, holds a merge conflict, a key twice, an anchor, alias, tag or second
document, cannot be opened, or has no `id:`.

## Why it matters
Its record is missing from everything that is shown, and the command ends with exit 2 to say so. The file itself is
left as it is.

## Traps
The finding is shown whatever is selected or ignored.

## Fix
Mend the place named. `po resolve` ends a merge conflict: it names each field that has two values.

```yaml fails
{file: stories/S-1.yaml, text: \"title: no id\\n\"}
```
```yaml fails
{file: stories/S-1.yaml, text: \"id: S-1\\ntitle: 'open\\n\"}
```
```yaml passes
{file: stories/S-1.yaml, text: \"id: S-1\\n\"}
```
";
