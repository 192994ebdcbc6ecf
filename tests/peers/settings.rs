//! `po.yaml` is read by one reader: however a setting is written, it counts, and what cannot
//! count is said.

use super::desk::Desk;

fn desk(settings: &str) -> Desk {
    let desk = Desk::new();
    desk.put("po.yaml", settings.as_bytes());
    desk.put(
        "stories/S-1-one.yaml",
        b"id: S-1\ntitle: One\nstatus: todo\nassignee: ana\nteam: Blue\n",
    );
    desk
}

const IN_BRACKETS: &str = "\
product: Shop
workflow: {todo: backlog, doing: active, done: done}
people: [{name: ana, email: ana@example.org}]
teams: {Blue: {members: [{name: ana}]}, Green: {members: []}}
calendar: {holidays: [2026-12-25, 2026-12-26]}
";

const IN_LINES: &str = "\
\"product\": >-
  Shop
'workflow':
    todo:   backlog   # first
    doing:
      category: active
    done: done

people:
- email: \"ana@example.org\"
  name: ana
teams:
  Blue:
    members:
    # one
    -   name: 'ana'
  'Green':
    members:
      []
calendar:
    holidays:
    - 2026-12-25
    - 2026-12-26
";

#[test]
fn settings_mean_the_same_however_they_are_written() {
    let desks = [desk(IN_BRACKETS), desk(IN_LINES)];
    for line in [
        "list --json",
        "check --json",
        "schema story",
        "new story Two --set team=Green --dry-run",
        "start S-1 --dry-run",
    ] {
        let [one, other] = desks.each_ref().map(|desk| desk.good(line));
        assert_eq!(one.out, other.out, "po {line}");
    }
    // They do count.
    let said = desks[1].po(&["set", "S-1", "status=ready"]);
    assert_eq!(said.code, 2, "{}", said.both());
}

#[test]
fn a_setting_that_cannot_count_is_said_with_its_line() {
    for (text, line) in [
        ("product: Shop\nholidays: [2026-12-25]\n", 2),
        ("product: Shop\nteams: Blue\n", 2),
        ("product: Shop\npeople:\n  ana: ana@example.org\n", 3),
        (
            "product: Shop\nworkflow:\n  todo: backlog\n  doing: activ\n",
            4,
        ),
        ("product: Shop\nteams: {Blue\n", 2),
    ] {
        let desk = desk(text);
        let said = desk.po(&["check"]);
        assert!(said.code > 0, "{text}{}", said.both());
        let place = format!("po.yaml:{line}:");
        assert!(said.both().contains(&place), "{text}{}", said.both());
    }
}
