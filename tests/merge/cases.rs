//! What git does with the merge driver, and without it: line ends, records added on both sides,
//! files that are no records, machines without `po`.

use super::team::Team;
use super::team::said;

const STORY: &str = "id: S-1\ntype: story\ntitle: Guest checkout\nstatus: idea\nepic: E-1\nrank: r5\npoints: 3\ncreated: 2026-11-01\nassignee: cleo\n";
const FILE: &str = "stories/S-1.yaml";

fn team(story: &str, driver: bool) -> Team {
    let files = [("po.yaml", "product: Shop\n"), (FILE, story)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    Team::new(&files, driver)
}

/// Ana and ben each write the story; whether ana's merge of ben's is clean.
fn merged(team: &Team, ours: &str, theirs: &str) -> bool {
    team.ana.write(FILE, ours);
    team.ana.commit("ours");
    team.ben.write(FILE, theirs);
    team.ben.commit("theirs");
    team.exchange();
    team.ana.merges(&["merge", "-q", "-m", "merge", "ben"])
}

#[test]
fn neighbouring_fields_merge_with_the_driver_and_conflict_without_po() {
    let ours = STORY.replace("points: 3", "points: 5 # ours");
    let theirs = STORY
        .replace("rank: r5", "rank: r3")
        .replace("created: 2026-11-01\n", "");
    let with = team(STORY, true);
    assert!(merged(&with, &ours, &theirs));
    let both = ours
        .replace("rank: r5", "rank: r3")
        .replace("created: 2026-11-01\n", "");
    assert_eq!(with.ana.read(FILE), both);

    let mut without = team(STORY, true);
    without.ana = without.ana.without_po();
    assert!(!merged(&without, &ours, &theirs));
    let text = without.ana.read(FILE);
    let markers = ["<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"];
    assert!(markers.iter().all(|marker| text.contains(marker)), "{text}");
}

#[test]
fn what_git_merged_without_the_driver_is_merged_again_from_its_versions() {
    let flow = |points: u32, day: u32| {
        let history = format!("history:\n  - {{at: 2026-11-{day:02}, points: {points}}}\n");
        STORY.replace("points: 3", &format!("points: {points}")) + &history
    };
    let team = team(STORY, false);
    let theirs = flow(3, 1).replace("assignee: cleo", "assignee: ben");
    assert!(!merged(&team, &flow(5, 2), &theirs));
    let output = team.ana.try_po(&["check", "S-1"]);
    assert!(said(&output).contains("po resolve"), "{}", said(&output));
    let shown = team.ana.try_po(&["resolve", "--dry-run"]);
    assert!(shown.status.success() && team.ana.read(FILE).contains("<<<<<<< HEAD"));
    let output = team.ana.try_po(&["resolve"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        said(&output).contains("git add stories/S-1.yaml"),
        "{}",
        said(&output)
    );
    let expected = STORY
        .replace("points: 3", "points: 5")
        .replace("assignee: cleo", "assignee: ben");
    let history = "history:\n  - {at: 2026-11-01, points: 3}\n  - {at: 2026-11-02, points: 5}\n";
    assert_eq!(team.ana.read(FILE), expected + history);
    team.ana.commit("resolved");
    assert!(said(&team.ana.try_po(&["resolve"])).contains("no record is in conflict"));
}

#[test]
fn work_begun_by_hand_on_a_conflict_is_not_merged_over() {
    let team = team(STORY, false);
    let ours = STORY.replace("points: 3", "points: 5").replace("r5", "r7");
    let theirs = STORY.replace("points: 3", "points: 8").replace("r5", "r6");
    assert!(!merged(&team, &ours, &theirs));
    let begun = team
        .ana
        .read(FILE)
        .replace("Guest checkout", "Checkout, edited by hand");
    team.ana.write(FILE, &begun);
    let output = team.ana.try_po(&["resolve", "S-1", "points=theirs"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let output = team.ana.try_po(&["resolve", "S-1", "rank=r6"]);
    assert!(output.status.success(), "{}", said(&output));
    let expected = theirs.replace("Guest checkout", "Checkout, edited by hand");
    assert_eq!(team.ana.read(FILE), expected);
}

#[test]
fn a_choice_of_a_flow_field_is_the_last_thing_that_happened() {
    let team = team(STORY, true);
    let with = |status: &str, day: u32| {
        let history = format!("history:\n  - {{at: 2026-11-{day:02}, status: {status}}}\n");
        STORY.replace("status: idea", &format!("status: {status}")) + &history
    };
    assert!(!merged(&team, &with("ready", 2), &with("doing", 3)));
    team.ana
        .po(&["resolve", "S-1", "status=ours", "--today", "2026-11-04"]);
    let text = team.ana.read(FILE);
    assert!(text.contains("status: ready\n"), "{text}");
    assert!(
        text.ends_with(
            "2026-11-03, status: doing}\n  - {at: 2026-11-04, status: ready, by: ana}\n"
        ),
        "{text}"
    );
    let output = team.ana.try_po(&["resolve", "S-1", "status=ours"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn unknown_fields_and_states_are_refused_and_leave_the_file_alone() {
    let team = team(STORY, true);
    let with = |status: &str| STORY.replace("status: idea", &format!("status: {status}"));
    assert!(!merged(&team, &with("ready"), &with("doing")));
    let before = team.ana.read(FILE);
    for (words, message) in [
        (["resolve", "S-1", "points=ours"], "in conflict: status"),
        (
            ["resolve", "S-1", "status=raedy"],
            "did you mean \"ready\"?",
        ),
        (
            ["resolve", "S-2", "status=ours"],
            "no record has the id S-2",
        ),
    ] {
        let output = team.ana.try_po(&words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(said(&output).contains(message), "{}", said(&output));
    }
    assert_eq!(team.ana.read(FILE), before);
}

#[test]
fn line_ends_stay_whichever_way_git_keeps_them() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let ours = STORY.replace("points: 3", "points: 5");
    let changed = |text: &str| {
        text.replace("rank: r5", "rank: r3")
            .replace("11-01", "11-02")
    };
    let (theirs, both) = (changed(STORY), changed(&ours));
    let raw = team(&crlf(STORY), true);
    assert!(merged(&raw, &crlf(&ours), &crlf(&theirs)));
    assert_eq!(raw.ana.read(FILE), crlf(&both));

    let converted = team(STORY, true);
    converted.ana.git(&["config", "core.autocrlf", "true"]);
    assert!(merged(&converted, &crlf(&ours), &theirs));
    assert_eq!(converted.ana.read(FILE), crlf(&both));

    let conflict = team(STORY, false);
    conflict.ana.git(&["config", "core.autocrlf", "true"]);
    assert!(!merged(&conflict, &crlf(&ours), &theirs));
    conflict.ana.po(&["resolve"]);
    assert_eq!(conflict.ana.read(FILE), crlf(&both));
}

#[test]
fn a_record_that_both_added_is_merged_and_two_records_in_one_file_are_not() {
    let team = team(STORY, true);
    let new = "stories/S-2.yaml";
    let clones = [
        (&team.ana, "points: 3\nlabels: [a]\n"),
        (&team.ben, "labels: [b]\nassignee: ben\n"),
    ];
    for (clone, rest) in clones {
        clone.write(new, &format!("id: S-2\ntitle: New\n{rest}"));
        clone.write(
            "stories/third.yaml",
            &format!("id: S-{}\n{rest}", rest.len()),
        );
        clone.commit("two stories");
    }
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "ben"]));
    let expected = "id: S-2\ntitle: New\npoints: 3\nlabels: [a, b]\nassignee: ben\n";
    let value = |text: &str| serde_yaml::from_str::<serde_json::Value>(text).expect("YAML");
    assert_eq!(value(&team.ana.read(new)), value(expected));
    let text = team.ana.read("stories/third.yaml");
    assert!(text.contains("<<<<<<< ours, by lines\nid: S-"), "{text}");
}

#[test]
fn what_is_no_record_is_merged_line_by_line() {
    let broken = STORY.replace("title: Guest", "title: \"Guest");
    let one = team(STORY, true);
    assert!(merged(&one, &broken, &STORY.replace("cleo", "ben")));
    assert_eq!(one.ana.read(FILE), broken.replace("cleo", "ben"));
    let other = team(STORY, true);
    assert!(!merged(&other, &broken, &STORY.replace("Guest", "Any")));
    let text = other.ana.read(FILE);
    assert!(
        text.contains("<<<<<<< ours, by lines\ntitle: \"Guest"),
        "{text}"
    );
    assert!(
        text.contains("=======\ntitle: Any checkout\n>>>>>>> theirs, by lines"),
        "{text}"
    );
}

#[test]
fn the_installation_adds_what_is_missing_and_no_more() {
    let team = team(STORY, false);
    team.ana.write(
        ".gitattributes",
        "*.png binary\r\nstories/**/*.yaml merge=po",
    );
    let shown = team.ana.po(&["merge-driver", "--install", "--dry-run"]);
    assert!(
        shown.contains("  epics/**/*.yaml merge=po\n") && !shown.contains("stories/**/*.yaml"),
        "{shown}"
    );
    assert_eq!(team.ana.read(".gitattributes").lines().count(), 2);
    team.ana.po(&["merge-driver", "--install"]);
    let text = team.ana.read(".gitattributes");
    let lines = [
        "*.png binary",
        "stories/**/*.yaml merge=po",
        "stories/**/*.yml merge=po",
        "epics/**/*.yaml merge=po",
        "epics/**/*.yml merge=po",
        "sprints/**/*.yaml merge=po",
        "sprints/**/*.yml merge=po",
        "releases/**/*.yaml merge=po",
        "releases/**/*.yml merge=po",
        "votes/**/*.yaml merge=po",
        "votes/**/*.yml merge=po",
        "comparisons/**/*.yaml merge=po",
        "comparisons/**/*.yml merge=po",
    ];
    assert_eq!(text, lines.map(|line| format!("{line}\r\n")).concat());
    let again = team.ana.po(&["merge-driver", "--install"]);
    assert!(again.contains("already"), "{again}");
    assert_eq!(team.ana.read(".gitattributes"), text);
}

#[test]
fn a_new_backlog_in_a_repository_is_merged_from_the_start() {
    let team = team(STORY, false);
    team.ana.git(&["rm", "-q", "po.yaml"]);
    let said = team.ana.po(&["init", "plan", "--defaults"]);
    assert!(
        said.contains("git merges its records field by field"),
        "{said}"
    );
    assert!(
        team.ana
            .read("plan/.gitattributes")
            .contains("stories/**/*.yaml merge=po")
    );
    team.ana.git(&["config", "--local", "merge.po.driver"]);
}

#[test]
fn comments_of_both_sides_are_kept_or_left_to_people() {
    let commented = STORY.replace("points: 3", "# never below 3, legal\npoints: 5 # agreed");
    let apart = team(STORY, true);
    assert!(merged(&apart, &STORY.replace("cleo", "ben"), &commented));
    assert_eq!(apart.ana.read(FILE), commented.replace("cleo", "ben"));
    // Neither does a change of the neighbouring line take them away.
    let beside = team(STORY, true);
    assert!(merged(
        &beside,
        &STORY.replace("rank: r5", "rank: r3"),
        &commented
    ));
    assert_eq!(
        beside.ana.read(FILE),
        commented.replace("rank: r5", "rank: r3")
    );
    for (ours, theirs) in [
        (commented.replace("agreed", "by ana"), commented.clone()),
        (
            STORY.replace("points: 3", "points: 2 # ours"),
            commented.clone(),
        ),
        (
            format!("{STORY}# at the end, ana\n"),
            format!("{STORY}# at the end, ben\n"),
        ),
    ] {
        let team = team(STORY, true);
        merged(&team, &ours, &theirs);
        let text = team.ana.read(FILE);
        let lines = ours.lines().chain(theirs.lines());
        for line in lines.filter(|line| line.contains('#')) {
            assert!(text.contains(line), "{line} is lost in\n{text}");
        }
    }
}

#[test]
fn a_comment_does_not_move_to_another_item() {
    let list = |items: &str| format!("{STORY}acceptance:\n{items}");
    let base = list("  - a # A\n  - b # B\n  - c # C\n");
    let team = team(&base, true);
    let ours = list("  - c # C\n  - b # B\n  - a # A\n");
    let theirs = list("  - a # A\n  - {text: b, verified: true} # B\n");
    let clean = merged(&team, &ours, &theirs);
    let text = team.ana.read(FILE);
    assert!(!text.contains("verified: true} # C"), "{text}");
    assert!(!clean || text.contains("verified: true} # B"), "{text}");
}

#[test]
fn two_new_records_with_one_id_do_not_become_one() {
    let story = |title: &str, rest: &str| {
        format!(
            "id: S-2\ntitle: {title}\ncreated: 2026-11-24\n{rest}history:\n  - {{at: 2026-11-24, status: idea}}\n"
        )
    };
    let team = team(STORY, true);
    let new = "stories/S-2-export.yaml";
    let clones = [
        (&team.ana, story("Export", "as_a: clerk\n")),
        (&team.ben, story("Export", "description: All about PDF\n")),
    ];
    for (clone, text) in &clones {
        clone.write(new, text);
        clone.commit("a story");
    }
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "ben"]));
    let text = team.ana.read(new);
    assert!(
        text.contains("<<<<<<<") && text.contains("PDF") && text.contains("clerk"),
        "{text}"
    );
    let output = team.ana.po(&["resolve"]);
    assert!(output.contains("po renumber S-2"), "{output}");
    let [(_, ours), (_, theirs)] = clones;
    assert_eq!(team.ana.read(new), ours);
    assert_eq!(team.ana.read("stories/S-2-export-2.yaml"), theirs);
}

#[test]
fn a_value_given_to_end_a_conflict_is_one_that_set_would_take() {
    let conflict = |field: &str, ours: &str, theirs: &str| {
        let team = team(STORY, true);
        let with = |value: &str| STORY.replace(field, value);
        assert!(!merged(&team, &with(ours), &with(theirs)));
        team
    };
    let points = conflict("points: 3", "points: 5", "points: 8");
    let before = points.ana.read(FILE);
    for words in [&["points=abc"][..], &["points=13", "points:={a: 1}"]] {
        let output = points.ana.try_po(&[&["resolve", "S-1"], words].concat());
        assert_eq!(
            output.status.code(),
            Some(2),
            "{words:?}: {}",
            said(&output)
        );
        assert_eq!(points.ana.read(FILE), before);
    }
    let link = conflict("epic: E-1", "epic: E-2", "epic: E-3");
    let output = link.ana.try_po(&["resolve", "S-1", "epic=E-99"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("no epic has the id E-99"),
        "{}",
        said(&output)
    );
    // A choice that a side made already stays one.
    link.ana.po(&["resolve", "S-1", "epic=theirs"]);
}

#[test]
fn a_record_that_one_side_removed_is_told_with_the_way_out() {
    let team = team(STORY, true);
    team.ana
        .write(FILE, &STORY.replace("points: 3", "points: 5"));
    team.ana.commit("changed");
    team.ben.git(&["rm", "-q", FILE]);
    team.ben.commit("removed");
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "ben"]));
    let output = team.ana.try_po(&["resolve"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("one side removed it"),
        "{}",
        said(&output)
    );
}
