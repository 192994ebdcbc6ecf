//! What no case can show.

/// Messages that no case shows: the file, words of the message (of its code, where it is made
/// elsewhere), and why. Their help is excused with them.
pub const EXCUSED: &[(&str, &str, &str)] = &[
    (
        "src/edit/merge/voices.rs",
        "why",
        "git alone calls the driver; tests/merge shows what it says",
    ),
    (
        "src/edit/merge/voices.rs",
        "both changed one answer",
        "git alone calls the driver; tests/merge shows what it says",
    ),
    (
        "src/store/base.rs",
        "a merge left both sides of it",
        "a finding; tests/git/unjudged.rs shows it",
    ),
    (
        "src/store/base.rs",
        "that makes them a backlog",
        "tests/git/hook.rs shows it",
    ),
    (
        "src/store/git/refusal.rs",
        "there is no git on this machine",
        "tests/git/blame.rs shows it",
    ),
    (
        "src/store/git/refusal.rs",
        "git cannot be run",
        "needs a git that the system refuses to start",
    ),
    (
        "src/store/git/refusal.rs",
        "git does not read this repository",
        "names a folder of the moment; tests/git/blame.rs shows it",
    ),
    (
        "src/cli/write.rs",
        "changed while you were asked",
        "needs a terminal; tests/terminal.rs shows it",
    ),
    (
        "src/edit/voices.rs",
        "a key cannot be renamed",
        "what was read as a key can be written as one",
    ),
    (
        "src/edit/plain.rs",
        "would not be read as it is meant",
        "names of files, ids and days are plain words",
    ),
    (
        "src/edit/split/lines.rs",
        "cannot be moved",
        "what was read as a criterion can be written as one",
    ),
    (
        "src/edit/compare.rs",
        "why",
        "the name or the ratio says why; voting.md shows both",
    ),
    (
        "src/cli/compare.rs",
        "why",
        "the ratio says why; voting.md shows it",
    ),
    (
        "src/edit/vote.rs",
        "why",
        "the name says why; voting.md shows it",
    ),
    (
        "src/edit/place.rs",
        "error.to_string()",
        "ranks run out after 10^50 records",
    ),
    ("src/cli/score.rs", "you said", "only a terminal is asked"),
    (
        "src/cli/terminal/ask.rs",
        "no answer",
        "only a terminal is asked; tests/terminal shows it",
    ),
    (
        "src/cli/completions.rs",
        "no script for the shell",
        "clap knows the shells",
    ),
    (
        "src/cli/sprint/early.rs",
        "self.how",
        "sprint.md shows what start and close say",
    ),
    (
        "src/edit/score.rs",
        "why",
        "the scale says why; order.md shows it",
    ),
    (
        "src/priority/pipeline/assume.rs",
        "why",
        "the scale says why; order.md shows it",
    ),
    (
        "src/cli/renumber.rs",
        "not renumbered",
        "it is asked on a terminal only",
    ),
    (
        "src/cli/edit.rs",
        "was read without its text",
        "it is always read with it",
    ),
    (
        "src/cli/export.rs",
        "nothing writes the format",
        "clap knows the formats",
    ),
    (
        "src/cli/import.rs",
        "is of no format",
        "no file may be of two formats yet",
    ),
    (
        "src/cli/import.rs",
        "why.message",
        "import.md shows what formats say",
    ),
    ("src/cli/usage.rs", "said", "for what clap may learn to say"),
    (
        "src/cli/merge_driver.rs",
        "lies in no folder of records",
        "tests/merge/cases.rs shows what is merged line by line",
    ),
    (
        "src/cli/merge_driver.rs",
        "a side is no UTF-8 text",
        "tests/merge/cases.rs shows what is merged line by line",
    ),
    (
        "src/edit/merge/mod.rs",
        "refusal.message",
        "such a record is merged line by line, or edited by hand",
    ),
    (
        "src/edit/merge/mod.rs",
        "fault.message",
        "such a record is merged line by line",
    ),
    (
        "src/edit/merge/mod.rs",
        "finding.message",
        "such a record is merged line by line",
    ),
    (
        "src/edit/merge/mod.rs",
        "a side is no record",
        "tests/merge/cases.rs shows what is merged line by line",
    ),
    (
        "src/edit/merge/mod.rs",
        "the sides have two ids",
        "tests/merge/cases.rs shows what is merged line by line",
    ),
    (
        "src/edit/merge/mod.rs",
        "why",
        "tests/merge/cases.rs and kept.rs show two records in one file",
    ),
    (
        "src/edit/merge/draft.rs",
        "comments of both sides meet",
        "src/edit/merge/tests/owned.rs shows it",
    ),
    (
        "src/edit/merge/draft.rs",
        "a comment has no place in the merged text",
        "such a record is merged line by line",
    ),
    (
        "src/edit/merge/draft.rs",
        "refusal.message",
        "such a record is merged line by line, or edited by hand",
    ),
    (
        "src/edit/resolve.rs",
        "finding.message",
        "fields.md shows values that do not fit",
    ),
    (
        "src/edit/amend.rs",
        "message",
        "fields.md shows what a method calls invalid",
    ),
    (
        "src/edit/create.rs",
        "would be no YAML",
        "no text that we write is known to be none",
    ),
    (
        "src/edit/create.rs",
        "would not be read",
        "no text that we write is known to be misread",
    ),
    (
        "src/edit/create.rs",
        "finding.message",
        "new.md shows values that do not fit",
    ),
    (
        "src/edit/format.rs",
        "was read without its text",
        "it is always read with it",
    ),
    (
        "src/edit/format.rs",
        "cannot be laid out",
        "no text is known that would say something else",
    ),
    (
        "src/edit/import/place.rs",
        "no kind of record",
        "formats name only kinds that there are",
    ),
    (
        "src/edit/import/place.rs",
        "no id is left",
        "as many ids are made as are asked for",
    ),
    (
        "src/edit/import/records.rs",
        "cannot be ranked",
        "ranks run out after 10^50 records",
    ),
    (
        "src/edit/link.rs",
        "cannot be taken away",
        "every link that is found has a place",
    ),
    (
        "src/edit/patch.rs",
        "was read without its text",
        "it is always read with it",
    ),
    (
        "src/edit/patch.rs",
        "lies in no kind's folder",
        "a change is of a record",
    ),
    (
        "src/edit/patch.rs",
        "is removed",
        "a file that goes is not read again",
    ),
    (
        "src/edit/patch.rs",
        "fault.message",
        "a change has been read already",
    ),
    (
        "src/edit/patch.rs",
        "other YAML readers",
        "no text that we write is known to be misread",
    ),
    (
        "src/edit/patch.rs",
        "finding.message",
        "fields.md shows values that do not fit",
    ),
    (
        "src/edit/ranks.rs",
        "error.to_string",
        "ranks run out after 10^50 records",
    ),
    (
        "src/edit/rewrite.rs",
        "refusal.message",
        "fields.md shows what cannot be edited",
    ),
    (
        "src/priority/mod.rs",
        "{key}: {why}",
        "config.md shows options that do not fit",
    ),
    (
        "src/priority/pipeline/mod.rs",
        "have an order of their own",
        "a query is about one kind",
    ),
    (
        "src/priority/pipeline/ranks.rs",
        "error.to_string",
        "ranks run out after 10^50 records",
    ),
    (
        "src/rules/engine/run.rs",
        "unknown_rule",
        "config.md shows it",
    ),
    (
        "src/store/earlier.rs",
        "git cannot",
        "a repository that is damaged",
    ),
    (
        "src/store/versions.rs",
        "git cannot",
        "a repository that is damaged",
    ),
    (
        "src/cli/undo.rs",
        "not taken back",
        "it is asked on a terminal only",
    ),
    (
        "src/store/apply.rs",
        "no record was changed",
        "a disk that fails twice",
    ),
    ("src/store/recover.rs", "", "a write that was interrupted"),
    (
        "src/store/undo.rs",
        "the journal keeps no set",
        "the command looks before",
    ),
    (
        "src/store/lock.rs",
        "writing to this backlog: ",
        "tests/journal.rs holds the lock",
    ),
    (
        "src/yaml/parse.rs",
        "a record may have",
        "the size of a file is looked at before",
    ),
];
