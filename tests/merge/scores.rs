//! Two people who score on two branches.

use super::team::Team;

const STORIES: [(&str, &str); 3] = [
    ("po.yaml", "product: Shop\n"),
    ("stories/S-1.yaml", "id: S-1\ntitle: Guest checkout\n"),
    ("stories/S-2.yaml", "id: S-2\ntitle: Pay by invoice\n"),
];

fn team() -> Team {
    let files = STORIES.map(|(path, text)| (path.to_owned(), text.to_owned()));
    Team::new(&files, true)
}

/// Both score, each on a branch, and both merge: the files of ana, which are those of ben.
fn merged(team: &Team, ana: &[&[&str]], ben: &[&[&str]]) -> [String; 2] {
    for (clone, calls) in [(&team.ana, ana), (&team.ben, ben)] {
        for words in calls {
            clone.po(words);
        }
        clone.commit("scored");
    }
    team.exchange();
    assert!(team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let paths = [STORIES[1].0, STORIES[2].0];
    let texts = paths.map(|path| team.ana.read(path));
    team.ben.git(&["reset", "-q", "--hard", "ben"]);
    assert!(team.ben.merges(&["merge", "-q", "-m", "merge", "ana"]));
    let read = |text: &String| serde_yaml::from_str::<serde_json::Value>(text).expect("YAML");
    for (path, text) in paths.iter().zip(&texts) {
        assert_eq!(read(&team.ben.read(path)), read(text));
    }
    texts
}

#[test]
fn different_stories_that_two_score_merge_without_conflict() {
    let day = "2026-11-24";
    let [one, other] = merged(
        &team(),
        &[&["score", "S-1", "value=8", "time=5", "--today", day]],
        &[&["score", "S-2", "value=13", "size=3", "--today", day]],
    );
    assert!(one.contains("value: 8") && one.contains("by: ana"), "{one}");
    assert!(
        other.contains("value: 13") && other.contains("by: ben"),
        "{other}"
    );
}

#[test]
fn different_values_of_one_story_merge_and_are_by_both() {
    let day = "2026-11-24";
    let team = team();
    let [one, _] = merged(
        &team,
        &[&["score", "S-1", "value=8", "time=5", "--today", day]],
        &[
            &["score", "S-1", "risk=3", "size=5", "--today", day],
            &["score", "S-1", "--method", "ice", "ease=4", "--today", day],
        ],
    );
    for part in [
        "value: 8",
        "time: 5",
        "risk: 3",
        "size: 5",
        "ease: 4",
        "by: \"ana, ben\"",
    ] {
        assert!(one.contains(part), "{part}\n{one}");
    }
    assert!(
        team.ana
            .po(&["prioritize", "id:S-1", "--today", day])
            .contains("3.20")
    );
}

#[test]
fn the_later_score_says_the_day_and_the_person() {
    let [one, _] = merged(
        &team(),
        &[&["score", "S-1", "value=8", "--today", "2026-11-24"]],
        &[&["score", "S-1", "size=5", "--today", "2026-11-25"]],
    );
    assert!(
        one.contains("scored: 2026-11-25") && one.contains("by: ben"),
        "{one}"
    );
    assert!(one.contains("value: 8") && one.contains("size: 5"), "{one}");
}

#[test]
fn one_value_that_two_give_differently_is_a_conflict() {
    let team = team();
    for (clone, value) in [(&team.ana, "value=8"), (&team.ben, "value=13")] {
        clone.po(&["score", "S-1", value, "--today", "2026-11-24"]);
        clone.commit("scored");
    }
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let text = team.ana.read("stories/S-1.yaml");
    assert!(
        text.contains("value: 8") && text.contains("value: 13"),
        "{text}"
    );
    assert!(text.contains("by: \"ana, ben\""), "{text}");
}
