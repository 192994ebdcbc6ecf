//! A key that `po` does not know: mostly a slip, and its value is used by nobody.

use super::Context;
use super::Find;
use super::From;
use super::Hit;
use super::Passes;
use super::Rule;
use crate::diag::Fix;
use crate::diag::Operation;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::ConfigFile;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::shape;
use crate::model::shape::Field;
use crate::model::shape::Shape;
use crate::model::vision::Vision;
use crate::text::nearest;
use crate::yaml;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use crate::yaml::Segment;
use crate::yaml::Style;
use crate::yaml::dotted;
use rayon::prelude::*;
use schemars::JsonSchema;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    id: "unknown-field",
    doc: DOC,
    passes: Passes::Says("all its fields are known"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Backlog(find),
};

const DOC: &str = "\
a key is none that po knows

## What it finds
A key that records of this kind do not have, at any depth, and likewise in `po.yaml` and `vision.yaml`. The nearest
known key is named where it is one or two slips away.

## Why it matters
Nothing reads its value. `titel: Pay` leaves the record without a title, and only this finding says so.

## Traps
A criterion with a colon in it, `- Payment errors: keep the basket`, is a key and a value to YAML: it needs quotes.

A field of your own is declared once under `fields:` in `po.yaml` and then known. What stands under `scores`, `external`,
`checks`, `allow` and `raci` has names of your choice.

## Fix
Rename the key, declare it, or take it out.

```yaml fails
titel: Pay
```
```yaml fails
acceptance: [{given: a cart, when: I pay, thn: the order is confirmed}]
```
```yaml fails
acceptance:
  - The order is confirmed
  - Payment errors: keep the basket
```
```yaml fails
history: [{at: 2026-05-01, staus: idea}]
```
```yaml fails
{fields: {legacy: {kinds: [epic], type: number}}, legacy: 1}
```
```yaml passes
{fields: {legacy: {kinds: [story], type: number}}, legacy: 1}
```
```yaml passes
{scores: {ours: {pain: 3}}, external: {jira: SHOP-1}, checks: {ux: {by: ana}}, questions: [Which tax?, {text: Why?}]}
```
```yaml passes
acceptance: ['Payment errors: keep the basket']
```
";

fn find<'a>(cx: &Context<'a>) -> Vec<Hit<'a>> {
    let backlog = cx.backlog;
    let mut hits: Vec<Hit> = backlog
        .files()
        .iter()
        .flat_map(|(name, _)| in_file(backlog, name))
        .collect();
    for kind in kind::ALL {
        let fields = shape::fields(kind, &backlog.config);
        let known: Known = fields.iter().map(|f| (f.name.as_str(), &f.shape)).collect();
        let records: Vec<&Record> = backlog.of_kind(kind).collect();
        let found = records.par_iter().with_min_len(64);
        let found = found.flat_map_iter(|record| in_record(record, kind, &known, backlog));
        hits.par_extend(found);
    }
    hits
}

type Known<'s> = HashMap<&'s str, &'s Shape>;

/// A key that is not known, its way, and the keys it could have been.
struct Unknown<'s> {
    path: Path,
    known: Vec<&'s str>,
}

fn in_record<'a>(
    record: &'a Record,
    kind: &Kind,
    known: &Known,
    backlog: &Backlog,
) -> Vec<Hit<'a>> {
    let Some(root) = record.document().and_then(|document| document.root()) else {
        return Vec::new();
    };
    let mut unknown = Vec::new();
    for (key, value) in root.entries() {
        let name = key.text().unwrap_or_default();
        match known.get(name) {
            Some(_) if value.kind() == yaml::Kind::Scalar => {}
            Some(shape) => walk(value, shape, &mut vec![name.into()], &mut unknown),
            None => unknown.push(Unknown {
                path: vec![name.into()],
                known: known.keys().copied().collect(),
            }),
        }
    }
    unknown
        .into_iter()
        .map(|unknown| hit(record, root, kind, unknown, backlog))
        .collect()
}

fn hit<'a>(
    record: &'a Record,
    root: NodeRef<'_>,
    kind: &Kind,
    unknown: Unknown,
    backlog: &Backlog,
) -> Hit<'a> {
    let (key, parent) = (
        last(&unknown.path),
        &unknown.path[..unknown.path.len().saturating_sub(1)],
    );
    let owner = if parent.is_empty() {
        crate::text::with_article(kind.id)
    } else {
        dotted(parent)
    };
    let near = nearest(&key, unknown.known.iter().copied());
    let declared = backlog
        .config
        .file
        .fields
        .get(&key)
        .filter(|_| parent.is_empty());
    let help = match (near, declared) {
        (_, Some(field)) => format!("po.yaml declares it for {} only", field.kinds.join(", ")),
        (Some(near), None) => format!("did you mean \"{near}\"?"),
        (None, None) if parent.is_empty() => {
            format!(
                "po show {} --json lists its fields; a field of your own is declared under fields: in po.yaml",
                record.id()
            )
        }
        (None, None) => known_keys(unknown.known.clone()),
    };
    if near.is_none()
        && let Some((message, help)) = colon_in_criterion(root, &unknown.path)
    {
        return Hit::at_key(record, unknown.path, message).help(help);
    }
    let fix = near.and_then(|near| rename(record, root, &unknown.path, near));
    let message = format!("{owner} has no field \"{key}\"");
    let mut hit = Hit::at_key(record, unknown.path, message).help(help);
    hit.fix = fix;
    hit
}

/// A criterion that YAML took for a map, because its sentence holds a colon: what to say, and the sentence in quotes.
fn colon_in_criterion(root: NodeRef<'_>, path: &Path) -> Option<(String, String)> {
    let [Segment::Key(field), Segment::Index(at), Segment::Key(key)] = path.as_slice() else {
        return None;
    };
    let criterion = root.at(&path[..2]).filter(|_| field == "acceptance")?;
    let mut entries = criterion.entries();
    let (_, value) = entries
        .next()
        .filter(|_| criterion.style() == Style::Block)?;
    let (text, None) = (value.text()?, entries.next()) else {
        return None;
    };
    let sentence = yaml::emit(&format!("{key}: {text}").into());
    let message = format!(
        "criterion {} is no text: YAML reads \"{key}:\" as a key",
        at + 1
    );
    let help = format!("put it in quotes: - {}", sentence.trim_end());
    Some((message, help))
}

/// The fix that renames a key, where the right one is free.
fn rename(record: &Record, root: NodeRef<'_>, path: &Path, near: &str) -> Option<Fix> {
    let mut right = path.clone();
    *right.last_mut()? = near.into();
    if root.at(&right).is_some() {
        return None;
    }
    let rename = Operation::Rename {
        id: record.id().to_string(),
        field: dotted(path),
        to: near.to_owned(),
    };
    Some(Fix {
        safe: false,
        operations: vec![rename],
    })
}

/// Finds unknown keys below a value. Where a value may have several shapes, its own form decides.
fn walk<'s>(node: NodeRef<'_>, shape: &'s Shape, path: &mut Path, unknown: &mut Vec<Unknown<'s>>) {
    match (node.kind(), shape) {
        (yaml::Kind::Map, Shape::Fields(fields) | Shape::Whole(fields)) => {
            walk_fields(node, fields, path, unknown)
        }
        (yaml::Kind::Map, Shape::Open(rest)) => {
            for (key, value) in node.entries() {
                path.push(key.text().unwrap_or_default().into());
                walk(value, rest, path, unknown);
                path.pop();
            }
        }
        (yaml::Kind::List, Shape::List(item)) => {
            for (at, value) in node.items().enumerate() {
                path.push(at.into());
                walk(value, item, path, unknown);
                path.pop();
            }
        }
        (kind, Shape::Either(shapes)) => {
            let fits = |shape: &&Shape| match shape {
                Shape::Fields(_) | Shape::Whole(_) | Shape::Open(_) => kind == yaml::Kind::Map,
                Shape::List(_) => kind == yaml::Kind::List,
                _ => false,
            };
            if let Some(shape) = shapes.iter().find(fits) {
                walk(node, shape, path, unknown);
            }
        }
        _ => {}
    }
}

fn walk_fields<'s>(
    node: NodeRef<'_>,
    fields: &'s [Field],
    path: &mut Path,
    unknown: &mut Vec<Unknown<'s>>,
) {
    for (key, value) in node.entries() {
        let name = key.text().unwrap_or_default();
        let field = fields.iter().find(|field| field.name == name);
        // Most keys are known and hold one value: their way need not be written out.
        if field.is_some() && value.kind() == yaml::Kind::Scalar {
            continue;
        }
        path.push(name.into());
        match field {
            Some(field) => walk(value, &field.shape, path, unknown),
            None => {
                let known = fields.iter().map(|field| field.name.as_str()).collect();
                unknown.push(Unknown {
                    path: path.clone(),
                    known,
                });
            }
        }
        path.pop();
    }
}

/// Unknown keys of `po.yaml` or `vision.yaml`.
fn in_file<'a>(backlog: &'a Backlog, name: &str) -> Vec<Hit<'a>> {
    let fields = match name {
        "po.yaml" => fields_of::<ConfigFile>(),
        _ => fields_of::<Vision>(),
    };
    let document = backlog.file(name);
    let Some(root) = document.and_then(|document| document.root()) else {
        return Vec::new();
    };
    let mut unknown = Vec::new();
    walk_fields(root, &fields, &mut Path::new(), &mut unknown);
    let hits = unknown.into_iter().map(|Unknown { path, known }| {
        let key = last(&path);
        let help = match nearest(&key, known.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => known_keys(known),
        };
        let mut hit = Hit::in_file(
            name,
            document,
            path,
            format!("{name} has no key \"{key}\" here"),
        )
        .help(help);
        if let Some(place) = document.and_then(|d| super::engine::key_place(d, name, &hit.path)) {
            hit.place = place;
        }
        hit
    });
    hits.collect()
}

fn fields_of<T: JsonSchema>() -> Vec<Field> {
    let settings = schemars::generate::SchemaSettings::draft07();
    shape::root_fields(
        &settings
            .into_generator()
            .into_root_schema_for::<T>()
            .to_value(),
    )
}

fn last(path: &Path) -> String {
    path.last().map(Segment::to_string).unwrap_or_default()
}

fn known_keys(mut known: Vec<&str>) -> String {
    known.sort_unstable();
    format!("it may have {}", crate::text::and_list(&known))
}
