//! Which stories have a line, under which heading, and how it is written.
use super::*;
use crate::priority::tests::backlog;
use crate::priority::tests::today;

const RELEASES: [&str; 3] = [
    "id: R-1\nversion: 1.4.0\nstatus: released\ndate: 2026-11-03\n",
    "id: R-2\nversion: 1.5.0\nstatus: planned\ndate: 2026-12-15\n",
    "id: R-3\ntitle: Bad one\nstatus: yanked\ndate: 2026-11-10\n",
];

/// A finished story.
fn done(id: u32, day: &str, more: &str) -> String {
    format!(
        "id: S-{id}\ntitle: Title {id}\nstatus: done\nrank: r{id}\n{more}history:\n  - {{at: {day}T09:00:00Z, status: done}}\n"
    )
}

fn with_releases(stories: &[String]) -> Backlog {
    let releases = RELEASES.iter().map(|text| (*text).to_owned());
    let texts: Vec<String> = releases.chain(stories.iter().cloned()).collect();
    backlog("", &texts)
}

fn notes(backlog: &Backlog, of: Of) -> ReleaseNotes {
    release_notes(backlog, &of, today(), false).unwrap_or_else(|error| panic!("{error}"))
}

fn of(id: &str) -> Of {
    Of::Release(Some(Id::new(id.to_owned()).expect("an id")))
}

fn excluded(notes: &ReleaseNotes) -> Vec<(&str, &str)> {
    let out = notes.excluded.iter();
    out.map(|out| (out.id.as_str(), out.why.as_str())).collect()
}

#[test]
fn notes_are_grouped_by_change_with_what_breaks_first_and_in_each_by_rank() {
    let backlog = with_releases(&[
        done(
            1,
            "2026-11-01",
            "release: R-1\ntype: bug\nnote: The basket stays full.\n",
        ),
        done(3, "2026-11-01", "release: R-1\nnote: Pay by invoice.\n"),
        done(
            2,
            "2026-11-02",
            "release: R-1\nnote: Pay as a guest.\nbreaking: Old links end; save them again.\n",
        ),
        done(
            4,
            "2026-11-02",
            "release: R-1\nlabels: [Security]\nnote: Safer sign-in.\n",
        ),
        done(
            5,
            "2026-11-02",
            "release: R-1\nchange: Removed\nnote: No more fax.\n",
        ),
    ]);
    let notes = notes(&backlog, of("R-1"));
    assert_eq!(notes.n, 5);
    assert_eq!(
        notes.document(),
        "\
## [1.4.0] - 2026-11-03

### Breaking

- Old links end; save them again.

### Added

- Pay as a guest.
- Pay by invoice.

### Removed

- No more fax.

### Fixed

- The basket stays full.

### Security

- Safer sign-in.
"
    );
}

#[test]
fn what_has_no_line_is_named_with_its_reason() {
    let backlog = with_releases(&[
        done(1, "2026-11-01", "release: R-1\nnote: none\n"),
        done(2, "2026-11-01", "release: R-1\n"),
        done(
            3,
            "2026-11-01",
            "release: R-1\ntype: task\nnote: New certificate.\n",
        ),
        done(
            4,
            "2026-11-01",
            "release: R-1\nchange: security\nnote: Hole closed.\ndisclose_after: 2026-12-01\n",
        ),
        done(
            5,
            "2026-11-01",
            "release: R-1\nchange: improved\nnote: Faster.\n",
        ),
        "id: S-6\nstatus: doing\nrank: r6\nrelease: R-1\nnote: Not yet.\n".to_owned(),
        "id: S-7\nstatus: dropped\nrank: r7\nrelease: R-1\nnote: Never.\n".to_owned(),
        done(8, "2026-11-01", "release: R-2\nnote: Of another release.\n"),
        done(
            9,
            "2026-11-01",
            "release: R-1\ntype: spike\nchange: changed\nnote: We looked.\n",
        ),
    ]);
    let notes = notes(&backlog, of("R-1"));
    assert_eq!(
        excluded(&notes),
        [
            ("S-1", "note: none"),
            ("S-2", "no note"),
            ("S-3", "a task or spike without change:"),
            ("S-4", "not disclosed before 2026-12-01"),
            ("S-6", "not done"),
            ("S-7", "dropped"),
            ("S-8", "names R-2"),
        ]
    );
    assert_eq!(notes.n, 2);
    assert_eq!(
        notes.data.missing,
        [Id::new("S-2".to_owned()).expect("an id")]
    );
    assert_eq!(notes.data.open, [Id::new("S-6".to_owned()).expect("an id")]);
    assert_eq!(notes.data.footnotes.len(), 2, "{:?}", notes.data.footnotes);
    let text = notes.document();
    assert!(text.contains("### Added\n\n- Faster.\n"), "{text}");
    assert!(text.contains("### Changed\n\n- We looked.\n"), "{text}");
    let later = release_notes(
        &backlog,
        &of("R-1"),
        "2026-12-01".parse().expect("a day"),
        false,
    );
    assert!(later.is_ok_and(|notes| notes.document().contains("Hole closed")));
}

#[test]
fn a_title_stands_in_only_where_asked() {
    let backlog = with_releases(&[done(1, "2026-11-01", "release: R-1\n")]);
    let text = notes(&backlog, of("R-1")).document();
    assert_eq!(text, "## [1.4.0] - 2026-11-03\n\nNothing that users see.\n");
    let titled = release_notes(&backlog, &of("R-1"), today(), true).expect("notes");
    assert!(titled.document().ends_with("### Added\n\n- Title 1\n"));
    assert!(titled.data.groups[0].items[0].from_title);
    assert!(titled.data.missing.is_empty());
}

#[test]
fn a_story_counts_at_its_last_finish_and_not_once_reopened() {
    let story = |id: u32, status: &str, history: &str| {
        format!("id: S-{id}\nstatus: {status}\nrank: r{id}\nnote: n{id}\nhistory: [{history}]\n")
    };
    let first = "{at: 2026-11-05T09:00:00Z, status: done}";
    let stories = [
        story(1, "done", first),
        story(
            2,
            "doing",
            &format!("{first}, {{at: 2026-11-06T09:00:00Z, status: doing}}"),
        ),
        story(
            3,
            "done",
            &format!(
                "{first}, {{at: 2026-11-06T09:00:00Z, status: doing}}, {{at: 2026-11-12T09:00:00Z, status: done}}"
            ),
        ),
        // Late in the evening in London, the next day in Zurich.
        story(4, "done", "{at: 2026-11-10T23:30:00Z, status: done}"),
        "id: S-5\nstatus: done\nrank: r5\nnote: n5\n".to_owned(),
    ];
    let backlog = backlog("timezone: Europe/Zurich", &stories);
    let days = |from: &str, to: &str| Of::Days {
        from: from.parse().ok(),
        to: to.parse().expect("a day"),
    };
    let lines = |of: Of| {
        let notes = notes(&backlog, of);
        let groups = notes.data.groups.iter().flat_map(|group| &group.items);
        groups.map(|note| note.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(lines(days("2026-11-05", "2026-11-10")), ["n1"]);
    assert_eq!(lines(days("", "2026-11-12")), ["n1", "n3", "n4"]);
    let notes = notes(&backlog, days("2026-11-06", "2026-11-12"));
    assert_eq!(excluded(&notes), [("S-5", "done without dates")]);
    assert!(
        notes
            .document()
            .starts_with("## 2026-11-06 to 2026-11-12\n")
    );
}

#[test]
fn a_release_that_no_story_names_has_what_was_finished_since_the_one_before() {
    let backlog = with_releases(&[
        done(1, "2026-11-03", "note: On the day of the release before.\n"),
        done(2, "2026-11-04", "note: After it.\n"),
        done(3, "2026-11-04", "release: R-1\nnote: Of that release.\n"),
    ]);
    let found = notes(&backlog, of("R-2"));
    assert_eq!(
        found.document(),
        "## [Unreleased]\n\n### Added\n\n- After it.\n"
    );
    assert_eq!(
        found.from.map(|day| day.to_string()).as_deref(),
        Some("2026-11-04")
    );
}

#[test]
fn a_release_has_what_names_it_and_what_was_finished_in_its_days_and_names_none() {
    let backlog = with_releases(&[
        done(1, "2026-11-10", "release: R-2\nnote: Named.\n"),
        done(2, "2026-11-10", "note: Free.\n"),
        done(3, "2026-11-10", "release: R-1\nnote: Of another.\n"),
        done(4, "2026-11-01", "note: Before.\n"),
    ]);
    let found = notes(&backlog, of("R-2"));
    assert_eq!(
        found.document(),
        "## [Unreleased]\n\n### Added\n\n- Named.\n- Free.\n"
    );
    assert_eq!(excluded(&found), [("S-3", "names R-1")]);
    assert_eq!(found.data.elsewhere, [Id::read("S-3").expect("an id")]);
}

#[test]
fn without_an_id_the_last_release_counts_else_the_next_planned_one() {
    let all = with_releases(&[]);
    let id = |backlog: &Backlog| {
        let release = notes(backlog, Of::Release(None)).data.release;
        release.map(|head| head.id.as_str().to_owned())
    };
    assert_eq!(id(&all).as_deref(), Some("R-1"));
    let later = "id: R-4\nstatus: planned\n";
    let planned = backlog("", &[later, RELEASES[1], RELEASES[2]]);
    assert_eq!(id(&planned).as_deref(), Some("R-2"));
    let none: [&str; 0] = [];
    let error = release_notes(&backlog("", &none), &Of::Release(None), today(), false).err();
    assert!(error.is_some_and(|error| error.help.len() == 2));
}

#[test]
fn a_yanked_release_says_so() {
    let backlog = with_releases(&[]);
    assert!(
        notes(&backlog, of("R-3"))
            .document()
            .starts_with("## [Bad one] - 2026-11-10 [YANKED]\n")
    );
}

#[test]
fn an_id_that_is_no_release_is_answered_with_the_nearest() {
    let backlog = with_releases(&[done(1, "2026-11-01", "")]);
    let error = |id: &str| release_notes(&backlog, &of(id), today(), false).err();
    let unknown = error("R-11").expect("no release");
    assert_eq!(unknown.message, "no release has the id R-11");
    assert!(
        unknown.help[0].starts_with("did you mean R-1?"),
        "{:?}",
        unknown.help
    );
    let story = error("S-1").expect("no release");
    assert_eq!(story.message, "S-1 is a story, not a release");
}

#[test]
fn a_note_cannot_change_the_document() {
    let note = "\"<b>x</b>\\n## Next \\u202e [a](javascript:b)\"";
    let backlog = with_releases(&[done(
        1,
        "2026-11-01",
        &format!("release: R-1\nnote: {note}\n"),
    )]);
    let text = notes(&backlog, of("R-1")).document();
    let line = "- &lt;b&gt;x&lt;/b&gt; \\#\\# Next  \\[a\\](javascript:b)\n";
    assert!(text.ends_with(line), "{text}");
}
