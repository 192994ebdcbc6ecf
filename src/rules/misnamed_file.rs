//! A file named after another id than the one it holds.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use super::Setting;
use super::SettingForm;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Record;

pub static RULE: Rule = Rule {
    id: "misnamed-file",
    doc: DOC,
    passes: Passes::Says("its file is named after it"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: true,
    options: &[Setting {
        name: "ignore_paths",
        form: SettingForm::Texts,
        doc: "folders whose files may have any name, such as [stories/imported]",
    }],
    find: Find::Record(find),
};

const DOC: &str = "\
a file is not named after the id it holds

## What it finds
A file whose name is neither its id nor begins with its id and a dash: `S-7.yaml` and `S-7-pay.yaml` hold `S-7`.

## Why it matters
People and `po show` find a record by the name of its file. With a wrong name they open another record than they meant,
or search all of them.

## Traps
What stands behind the id is for people only; it need not follow the title. Folders of imported files may keep their
names: see `ignore_paths`.

## Options
`ignore_paths`: folders whose files may have any name.

## Fix
Safe: the file takes the name that its id and title ask for.

```yaml fails
{file: stories/S-8.yaml, id: S-7}
```
```yaml fails
{file: stories/S-70-pay.yaml, id: S-7}
```
```yaml passes
{file: stories/S-7-pay.yaml, id: S-7}
```
```yaml passes
{file: stories/2026/S-7.yml, id: S-7}
```
```yaml passes
{file: stories/old/pay.yaml, id: S-7, rules: {misnamed-file: {ignore_paths: [stories/old]}}}
```
";

fn find<'a>(record: &'a Record, cx: &Context<'a>) -> Vec<Hit<'a>> {
    let id = record.id();
    let name = record.path.rsplit('/').next().unwrap_or(&record.path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let rest = stem.strip_prefix(id.as_str());
    let named = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    if named
        || cx
            .texts("ignore_paths")
            .iter()
            .any(|folder| lies_in(&record.path, folder))
    {
        return Vec::new();
    }
    let message = format!("the file is named {name}, but holds {id}");
    let mut hit = Hit::at(record, vec!["id".into()], message);
    // Another id than a well-formed one makes no file name.
    if id.is_well_formed() {
        let fix = Fix {
            safe: true,
            operations: vec![Operation::RenameFile { id: id.to_string() }],
        };
        hit = hit
            .help(format!("rename it to {}", id.file_name(record.title())))
            .fix(fix);
    }
    vec![hit]
}

fn lies_in(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.starts_with('/'))
}
