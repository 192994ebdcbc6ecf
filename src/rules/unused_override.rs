//! Settings for some records that hold for none.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::engine::Settings;
use crate::diag::Severity;
use crate::text::shell_word;

pub static RULE: Rule = Rule {
    id: "unused-override",
    doc: DOC,
    passes: Passes::Says("its settings are used"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: false,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
an entry of overrides: holds for no record

## What it finds
An entry under `overrides:` in `po.yaml` whose paths name no file, or whose team has no record.

## Why it matters
Nobody sees what a setting does that does nothing: the files have moved, or the path has a slip, and the rules judge as
if the entry were not there.

## Traps
Paths begin in the folder of `po.yaml`, not at the top of the repository. Paths that can mean no file and teams that
there are not are told as such.

## Fix
Mend the path or the team, or take the entry out of `po.yaml`.

```yaml fails
{id: S-1, overrides: [{paths: [stories/legacy/**], rules: {vague-term: ignore}}]}
```
```yaml fails
{id: S-1, team: web, teams: {web: {}, pay: {}}, overrides: [{team: pay, rules: {vague-term: ignore}}]}
```
```yaml passes
{id: S-1, overrides: [{paths: [stories], rules: {vague-term: ignore}}]}
```
```yaml passes
{id: S-1, team: pay, teams: {web: {}, pay: {}}, overrides: [{team: pay, rules: {vague-term: ignore}}]}
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let settings = Settings::read(backlog);
    let unused = settings.unused().into_iter();
    let hit = |at: usize| {
        let written = &backlog.config.file.overrides[at];
        let (key, message) = match &written.paths {
            Some(paths) => {
                let paths: Vec<String> = paths.iter().map(|path| shell_word(path)).collect();
                let of = written.team.as_ref().map(|team| format!(" of team {team}"));
                let of = of.unwrap_or_default();
                (
                    "paths",
                    format!("no record{of} lies in {}", paths.join(", ")),
                )
            }
            None => {
                let team = written.team.as_deref().unwrap_or_default();
                ("team", format!("no record is of team {team}"))
            }
        };
        let path = vec!["overrides".into(), at.into(), key.into()];
        let hit = Hit::in_file("po.yaml", backlog.file("po.yaml"), path, message);
        hit.help("mend it, or take the entry out of po.yaml; paths begin beside po.yaml")
    };
    unused.map(hit).collect()
}
