//! Files and folders that are passed over. Found by the loader; its documentation stands here.

use super::Find;
use super::From;
use super::Passes;
use super::Rule;
use crate::diag::Severity;

pub static RULE: Rule = Rule {
    id: "skipped-file",
    doc: DOC,
    passes: Passes::Says("its file is not skipped"),
    severity: Severity::Warning,
    from: From::Any,
    integrity: true,
    options: &[],
    find: Find::Loader,
};

const DOC: &str = "\
something that looks like a record is not read

## What it finds
A link to a file, a folder named like a file, a file name that is not UTF-8, a file with the name of a record that lies
beside `po.yaml` and in no folder (a warning each), and a folder with YAML files that is no kind's (an info).

## Why it matters
What is in there takes no part in anything, and looks as if it did.

## Traps
Hidden files and folders are passed over without a word.

## Fix
Put the file itself into the folder of its kind.
";
