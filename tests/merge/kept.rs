//! What a merge may not lose beside values: comments, and which record is which.

use super::team::Team;
use super::team::said;

const FILE: &str = "stories/S-7-odd.yaml";

fn team(story: &str) -> Team {
    let files = [("po.yaml", "product: Shop\n"), (FILE, story)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    Team::new(&files, true)
}

fn merged(team: &Team, ours: &str, theirs: &str) -> bool {
    for (clone, text) in [(&team.ana, ours), (&team.ben, theirs)] {
        clone.write(FILE, text);
        clone.commit("a side");
    }
    team.exchange();
    team.ana.merges(&["merge", "-q", "-m", "merge", "ben"])
}

#[test]
fn a_side_laid_out_anew_takes_no_comment_away() {
    let team = team(
        "id: S-7\ntype: story\ntitle: Odd\nstatus: idea\ncreated: 2026-11-02\nas_a: buyer\ni_want: to pay\nso_that: paid\n# agreed with legal\npoints: 5 # really\nassignee: ana\n",
    );
    team.ben.po(&["fmt"]);
    team.ben.commit("laid out");
    team.ana.po(&["set", "S-7", "status=refined"]);
    team.ana.commit("refined");
    team.exchange();
    assert!(team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let text = team.ana.read(FILE);
    assert!(
        text.contains("# agreed with legal\npoints: 5 # really\n"),
        "{text}"
    );
    assert!(text.contains("status: refined\n"), "{text}");
}

const POINTS: &str = "id: S-7\ntitle: T\npoints: 3\ncreated: 2026-11-02\nassignee: zoe\n";

#[test]
fn resolve_takes_no_comment_away_that_nobody_chose_against() {
    let team = team(POINTS);
    let side = |name: &str| {
        POINTS
            .replace("points: 3", &format!("points: 5 # {name} says"))
            .replace("zoe", name)
    };
    assert!(!merged(&team, &side("ana"), &side("ben")));
    let before = team.ana.read(FILE);
    for words in [&["resolve"][..], &["resolve", "S-7", "assignee=ours"]] {
        let output = team.ana.try_po(words);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(
            said(&output).contains("comments of both sides meet: edit it by hand"),
            "{}",
            said(&output)
        );
        assert_eq!(team.ana.read(FILE), before);
    }
}

#[test]
fn a_field_that_only_one_side_changed_is_no_conflict() {
    let team = team(POINTS);
    let ours = POINTS
        .replace("points: 3", "points: 5 # ana says")
        .replace("created", "labels: [a]\ncreated");
    let theirs = POINTS
        .replace("points: 3", "points: 5 # ben says")
        .replace("zoe", "ben");
    assert!(!merged(&team, &ours, &theirs));
    let output = team.ana.try_po(&["resolve"]);
    assert!(!said(&output).contains("or nothing"), "{}", said(&output));
}

#[test]
fn the_side_chosen_for_a_list_keeps_its_comments() {
    let base = "id: S-7\ntitle: L\nacceptance:\n  # legal asked for alpha\n  - Alpha holds.\n  # only on Mondays\n  - Beta holds.\n";
    let ours = "id: S-7\ntitle: L\nacceptance:\n  # only on Mondays\n  - Beta holds.\n";
    let theirs = base.replace("Alpha holds", "Alpha never holds");
    for (choice, expected) in [("theirs", theirs.as_str()), ("ours", ours)] {
        let team = team(base);
        assert!(!merged(&team, ours, &theirs));
        team.ana
            .po(&["resolve", "S-7", &format!("acceptance={choice}")]);
        assert_eq!(team.ana.read(FILE), expected);
    }
}

#[test]
fn two_records_that_git_took_for_one_are_not_mixed() {
    let story = "id: S-7\ntitle: Odd\nstatus: idea\npoints: 3\ncreated: 2026-11-02\n";
    let team = team(story);
    let other = "stories/S-8-again.yaml";
    team.ben.git(&["mv", FILE, "stories/S-7-aaa.yaml"]);
    let theirs = story.replace("Odd", "AAA");
    team.ben.write("stories/S-7-aaa.yaml", &theirs);
    team.ben.commit("renamed");
    let ours = story.replace("S-7", "S-8").replace("Odd", "Odd again");
    team.ana.write(other, &ours);
    team.ana.git(&["mv", FILE, "stories/S-7-bbb.yaml"]);
    let moved =
        "id: S-7\ntitle: Odd\nstatus: ready\nso_that: money\nassignee: ben\nlabels: [a, b]\n";
    team.ana.write("stories/S-7-bbb.yaml", moved);
    team.ana.commit("renamed, and another");
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let check = said(&team.ana.try_po(&["check"]));
    assert!(
        check.contains("two records in one file: S-8 and S-7"),
        "{check}"
    );
    let output = said(&team.ana.try_po(&["resolve"]));
    for (path, text) in [(other, &ours), ("stories/S-7-aaa.yaml", &theirs)] {
        assert!(output.contains(path), "{output}");
        assert_eq!(team.ana.read(path), *text);
    }
    team.ana.commit("merged");
    assert_eq!(team.ana.read("stories/S-7-bbb.yaml"), moved);
}

#[test]
fn a_new_id_is_one_change_among_others() {
    let team = team(POINTS);
    let ours = POINTS.replace("S-7", "S-9");
    assert!(merged(&team, &ours, &POINTS.replace("zoe", "ben")));
    assert_eq!(team.ana.read(FILE), ours.replace("zoe", "ben"));
}

#[test]
fn a_rank_that_two_moves_share_is_found_and_mended() {
    let team = team("id: S-7\ntitle: Odd\nstatus: idea\n");
    team.ana
        .write("stories/S-8.yaml", "id: S-8\ntitle: Even\nstatus: idea\n");
    team.ana.commit("another");
    team.ana.po(&["move", "S-8", "--bottom"]);
    team.ana.commit("moved");
    team.ben.po(&["move", "S-7", "--bottom"]);
    team.ben.commit("moved");
    team.exchange();
    assert!(team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let words = [
        "check",
        "--select",
        "rank-collision",
        "--fail-on",
        "warning",
    ];
    assert_eq!(team.ana.try_po(&words).status.code(), Some(1));
    team.ana.po(&["check", "--fix"]);
    assert_eq!(team.ana.try_po(&words).status.code(), Some(0));
}

/// git writes both names, each with the merged text.
#[test]
fn a_record_that_both_sides_renamed_keeps_one_name() {
    let story = "id: S-7\ntitle: Odd\nstatus: idea\ncreated: 2026-11-02\nhistory:\n  - {at: 2026-11-02, status: idea}\n";
    let team = team(story);
    let (ours, theirs) = ("stories/S-7-ours.yaml", "stories/S-7-theirs.yaml");
    for (clone, path) in [(&team.ana, ours), (&team.ben, theirs)] {
        clone.git(&["mv", FILE, path]);
        clone.commit("renamed");
    }
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let check = said(&team.ana.try_po(&["check"]));
    assert!(!check.contains("renumber"), "{check}");
    assert!(check.contains("one record with two names"), "{check}");
    let output = said(&team.ana.try_po(&["resolve"]));
    let remove = ["rm", "-q", FILE, theirs];
    let advice = format!("git rm {FILE} {theirs} and git add {ours} keep our name");
    assert!(flat(&output).contains(&advice), "{output}");
    team.ana.git(&remove);
    team.ana.git(&["add", ours]);
    team.ana.git(&["commit", "-q", "-m", "merged"]);
    assert_eq!(team.ana.read(ours), story);
    assert!(said(&team.ana.try_po(&["resolve"])).contains("no record is in conflict"));
    team.ana.po(&["check", "--select", "duplicate-id"]);
}

#[test]
fn a_version_that_is_no_utf_8_is_no_removal() {
    let team = team(POINTS);
    team.ana
        .write(FILE, &POINTS.replace("points: 3", "points: 5"));
    team.ana.commit("ours");
    let latin = POINTS
        .replace("points: 3", "points: 8")
        .replace("zoe", "zo\u{1}");
    let bytes: Vec<u8> = latin
        .bytes()
        .map(|b| if b == 1 { 0xEB } else { b })
        .collect();
    team.ben.write_bytes(FILE, &bytes);
    team.ben.commit("theirs");
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let output = said(&team.ana.try_po(&["resolve"]));
    assert!(!output.contains("removed"), "{output}");
    assert!(!output.contains("git add"), "{output}");
    assert!(flat(&output).contains("it is no UTF-8 text"), "{output}");
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
