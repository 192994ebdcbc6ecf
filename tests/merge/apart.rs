//! Files in which git put two records, or one record under two names.

use super::team::Team;
use super::team::said;

const FILE: &str = "stories/S-7-odd.yaml";
const STORY: &str = "id: S-7\ntype: story\ntitle: Odd\nstatus: idea\npoints: 3\ncreated: 2026-11-02\nassignee: cleo\n";

fn team(files: &[(&str, &str)], driver: bool) -> Team {
    let mut all = vec![("po.yaml".to_owned(), "product: Shop\n".to_owned())];
    let files = files.iter();
    all.extend(files.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    Team::new(&all, driver)
}

#[test]
fn the_record_that_git_took_for_another_comes_back_beside_it() {
    for (driver, is_ours) in [(true, true), (false, true), (true, false), (false, false)] {
        let team = team(&[(FILE, STORY)], driver);
        let (one, other) = match is_ours {
            true => (&team.ana, &team.ben),
            false => (&team.ben, &team.ana),
        };
        // One side takes the record out and writes down another one that is much like it.
        let new = STORY.replace("S-7", "S-8").replace("Odd", "Even");
        one.git(&["rm", "-q", FILE]);
        one.write("stories/S-8-even.yaml", &new);
        one.commit("another");
        let changed = STORY.replace("Odd", "Odder").replace("cleo", "ben");
        other.write(FILE, &changed);
        other.commit("changed");
        team.exchange();
        assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
        let output = team.ana.try_po(&["resolve"]);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(team.ana.read("stories/S-8-even.yaml"), new);
        let back = "stories/S-7-odder.yaml";
        assert_eq!(team.ana.read(back), changed, "{driver} {is_ours}");
        let add = format!("git add stories/S-8-even.yaml {back}");
        let output = said(&output)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(output.contains(&add), "{output}");
        team.ana.git(&["add", "stories/S-8-even.yaml", back]);
        team.ana.git(&["commit", "-q", "-m", "merged"]);
    }
}

#[test]
fn two_new_records_of_one_name_get_a_file_each_and_links_follow_theirs() {
    let story = |points: u32, day: u32| {
        format!(
            "id: S-8\ntitle: Export\npoints: {points}\ncreated: 2026-11-0{day}\nhistory:\n  - {{at: 2026-11-0{day}T08:00:00Z, status: idea}}\n"
        )
    };
    let file = "stories/S-8-export.yaml";
    for driver in [true, false] {
        for early in [2, 4] {
            let team = team(&[(FILE, STORY)], driver);
            team.ana.write(file, &story(1, 3));
            team.ana.commit("export");
            team.ana
                .write("stories/S-9.yaml", "id: S-9\ntitle: A\ndepends_on: [S-8]\n");
            team.ana.commit("link");
            team.ben.write(file, &story(2, early));
            team.ben.commit("export");
            team.ben.write(
                "stories/S-10.yaml",
                "id: S-10\ntitle: B\ndepends_on: [S-8]\n",
            );
            team.ben.commit("link");
            team.exchange();
            assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
            let output = team.ana.po(&["resolve"]);
            assert!(output.contains("po renumber S-8"), "{output}");
            let other = "stories/S-8-export-2.yaml";
            assert_eq!(team.ana.read(file), story(1, 3));
            assert_eq!(team.ana.read(other), story(2, early));
            if driver {
                team.ana.commit("merged");
            } else {
                team.ana.git(&["add", file, other]);
            }
            team.ana.po(&["renumber", "S-8"]);
            let is_ours_later = early == 2;
            let (ours, theirs) = match is_ours_later {
                true => ("[S-11]", "[S-8]"),
                false => ("[S-8]", "[S-11]"),
            };
            assert!(team.ana.read("stories/S-9.yaml").contains(ours), "{driver}");
            assert!(
                team.ana.read("stories/S-10.yaml").contains(theirs),
                "{driver}"
            );
        }
    }
}

/// Both sides gave the record another name, and both wrote its history.
#[test]
fn a_record_with_two_names_is_merged_again_from_its_versions() {
    let story = format!("{STORY}history:\n  - {{at: 2026-11-02, status: idea}}\n");
    let team = team(&[(FILE, &story)], false);
    let points = |points: u32, day: u32| {
        story.replace("points: 3", &format!("points: {points}"))
            + &format!("  - {{at: 2026-11-0{day}, points: {points}}}\n")
    };
    let [ours, theirs] = ["stories/S-7-ours.yaml", "stories/S-7-theirs.yaml"];
    for (clone, path, text) in [
        (&team.ana, ours, points(5, 4)),
        (
            &team.ben,
            theirs,
            story.replace("cleo", "ben") + "  - {at: 2026-11-03, sprint: SP-1}\n",
        ),
    ] {
        clone.git(&["mv", FILE, path]);
        clone.write(path, &text);
        clone.commit("renamed");
    }
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let output = said(&team.ana.try_po(&["resolve"]));
    let expected = story
        .replace("points: 3", "points: 5")
        .replace("cleo", "ben")
        + "  - {at: 2026-11-03, sprint: SP-1}\n  - {at: 2026-11-04, points: 5}\n";
    assert_eq!(team.ana.read(ours), expected, "{output}");
    let output = output.split_whitespace().collect::<Vec<_>>().join(" ");
    let advice = format!("git rm {FILE} {theirs} and git add {ours} keep our name");
    assert!(output.contains(&advice), "{output}");
    team.ana.git(&["rm", "-q", FILE, theirs]);
    team.ana.git(&["add", ours]);
    team.ana.git(&["commit", "-q", "-m", "merged"]);
    team.ana
        .po(&["check", "--select", "duplicate-id,unreadable-file"]);
}

/// Files so unlike that git sees no renames: it merges both names without a word.
#[test]
fn one_record_under_two_names_is_not_numbered_anew() {
    let team = team(
        &[(FILE, "id: S-7\ntitle: Odd\ncreated: 2026-11-02\n")],
        true,
    );
    for (clone, path, text) in [
        (
            &team.ana,
            "stories/S-7-ours.yaml",
            "id: S-7\ntitle: Guests pay by card\nstatus: ready\npoints: 5\ncreated: 2026-11-02\n",
        ),
        (
            &team.ben,
            "stories/S-7-theirs.yaml",
            "id: S-7\ntitle: Something else\nassignee: ben\ndescription: A long text about all of it\n",
        ),
    ] {
        clone.git(&["rm", "-q", FILE]);
        clone.write(path, text);
        clone.commit("renamed");
    }
    team.exchange();
    assert!(team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let before = team.ana.texts();
    let output = team.ana.try_po(&["renumber", "S-7"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("S-7 is one record under two names"),
        "{}",
        said(&output)
    );
    assert_eq!(team.ana.texts(), before);
    // A record of its own under an id that was there before is another one.
    team.ana.git(&["rm", "-q", "stories/S-7-ours.yaml"]);
    team.ana.commit("gone");
    team.ana
        .write("stories/S-7-new.yaml", "id: S-7\ntitle: New\n");
    team.ana.commit("new");
    team.ana.po(&["renumber", "S-7"]);
}
