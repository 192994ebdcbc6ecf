//! Schemas for editors that are not those of the backlog. Found where they are compared; its documentation stands here.

use super::Find;
use super::From;
use super::Passes;
use super::Rule;
use crate::diag::Severity;

pub static RULE: Rule = Rule {
    id: "stale-schema",
    doc: DOC,
    passes: Passes::Says("the schemas are up to date"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Loader,
};

const DOC: &str = "\
the schemas for editors are not those of this backlog

## What it finds
A file in `.schemas/` that is not what `po schema --write` would write now: `po.yaml` has other states, fields, people
or scales since, or this `po` is a newer one.

## Why it matters
Editors mark what is right and offer what is wrong, and whoever sees that once believes no mark any more.

## Traps
Nothing is said where no schemas were written. Line ends that git changed do not count.

## Fix
`po schema --write`, and commit what it wrote.
";
