//! The markers around a conflict, whatever git is set to, and files that end in `.yml`.

use super::team::Team;

const STORY: &str = "id: S-1\ntitle: Guests\nstatus: idea\npoints: 3\n";

/// Two sides with other points, merged in a clone with these settings; the text after it.
fn conflicted(path: &str, attributes: &str, settings: &[[&str; 2]]) -> (Team, String) {
    let files = [
        ("po.yaml".to_owned(), "product: Shop\n".to_owned()),
        (path.to_owned(), STORY.to_owned()),
        (".gitattributes".to_owned(), attributes.to_owned()),
    ];
    let team = Team::new(&files, true);
    for [key, value] in settings {
        team.ana.git(&["config", "--local", key, value]);
    }
    for (clone, points) in [(&team.ana, 5), (&team.ben, 8)] {
        clone.write(
            path,
            &STORY.replace("points: 3", &format!("points: {points}")),
        );
        clone.commit("points");
    }
    team.exchange();
    assert!(!team.ana.merges(&["merge", "-q", "-m", "merge", "ben"]));
    let text = team.ana.read(path);
    (team, text)
}

#[test]
fn a_conflict_can_be_told_from_the_text_whatever_git_asks_for() {
    for size in ["3", "1", "0", "7", "30", "100000000"] {
        let attributes = format!("*.yaml conflict-marker-size={size}\n");
        let (team, text) = conflicted("stories/S-1.yaml", &attributes, &[]);
        assert!(text.len() < 2000, "{size}: {} bytes", text.len());
        assert!(
            text.contains("<<<<<<< ours\npoints: 5\n======="),
            "{size}\n{text}"
        );
        team.ana.po(&["resolve", "S-1", "points=theirs"]);
        assert!(team.ana.read("stories/S-1.yaml").contains("points: 8\n"));
    }
}

/// git tells its drivers nothing of this setting: a field in conflict shows no third value.
#[test]
fn the_style_of_conflicts_does_not_matter() {
    for style in ["merge", "diff3", "zdiff3"] {
        let settings = [["merge.conflictStyle", style]];
        let (team, text) = conflicted("stories/S-1.yaml", "", &settings);
        let marked = "<<<<<<< ours\npoints: 5\n=======\npoints: 8\n>>>>>>> theirs\n";
        assert!(text.contains(marked), "{style}\n{text}");
        team.ana.po(&["resolve", "S-1", "points=ours"]);
    }
}

#[test]
fn a_record_that_ends_in_yml_is_merged_by_field_as_well() {
    let (team, text) = conflicted("stories/old/S-1.yml", "", &[]);
    assert!(
        text.contains("<<<<<<< ours\npoints: 5\n=======\n"),
        "{text}"
    );
    let attributes = team.ana.read(".gitattributes");
    assert!(
        attributes.contains("stories/**/*.yml merge=po\n"),
        "{attributes}"
    );
}
