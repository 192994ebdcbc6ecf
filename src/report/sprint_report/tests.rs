mod choice;

use super::*;
use crate::flow::sprint::sample::backlog;
use crate::flow::sprint::sample::day;
use crate::flow::sprint::sample::id;
use crate::flow::sprint::sample::vectors;
use crate::page::Block;
use crate::page::Meaning;
use crate::page::Text;
use serde_json::Value;
use serde_json::json;

fn report(backlog: &Backlog, today: &str) -> SprintReport {
    sprint_report(backlog, None, day(today), Ideal::Workdays).expect("a report")
}

fn json(report: &SprintReport) -> Value {
    Value::Object(report.answer().data)
}

/// The page as bare lines: the words without their meanings, cells apart by `|`.
fn words(report: &SprintReport) -> Vec<String> {
    let row = |cells: &Vec<Text>| {
        cells
            .iter()
            .map(Text::plain)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let block = |block: &Block| match block {
        Block::Heading(text) => vec![format!("# {}", text.plain())],
        Block::Paragraph(text) => vec![text.plain()],
        Block::Facts(facts) => facts
            .iter()
            .map(|(label, text)| format!("{label}: {}", text.plain()))
            .collect(),
        Block::Table(table) => table.rows.iter().map(row).collect(),
        Block::Chart(chart) => vec![chart.title.clone()],
        _ => vec!["?".to_owned()],
    };
    report.page().blocks.iter().flat_map(block).collect()
}

#[test]
fn the_json_is_the_contract_with_the_vectors_in_it() {
    let json = json(&report(&vectors("Europe/Berlin"), "2026-03-31"));
    let envelope: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(
        envelope,
        ["timezone", "from", "to", "n", "excluded", "data"]
    );
    assert_eq!(
        (&json["timezone"], &json["from"], &json["to"], &json["n"]),
        (
            &json!("Europe/Berlin"),
            &json!("2026-03-02"),
            &json!("2026-03-13"),
            &json!(8)
        )
    );
    assert_eq!(
        json["excluded"],
        json!([{"id": "S-8", "why": "done before the sprint"}])
    );
    let data = &json["data"];
    assert_eq!(
        data["sprint"],
        json!({"id": "SP-1", "title": "Sprint 1", "goal": "Pay by card in the shop", "goal_met": null,
               "status": "closed", "start": "2026-03-02", "end": "2026-03-13", "team": null,
               "closed": null})
    );
    assert_eq!(data["committed"], json!({"points": 24, "count": 7}));
    assert_eq!(data["completed"], json!({"points": 16, "count": 5}));
    assert_eq!(data["said_done"], json!({"points": 13, "count": 4}));
    assert_eq!(data["say_do"], json!(13.0 / 24.0));
    assert_eq!(data["say_do_count"], json!(4.0 / 7.0));
    assert_eq!(data["delivered"], json!(16.0 / 24.0));
    assert_eq!(
        data["scope"],
        json!({"added": 3, "removed": 3, "reestimated": 5, "final": 29, "change": 11.0 / 24.0})
    );
    assert_eq!(
        data["carry"],
        json!([{"id": "S-3", "points": 13, "carried": 1, "next": null}])
    );
    assert_eq!(data["burndown"].as_array().map(Vec::len), Some(12));
    assert_eq!(
        data["burndown"][7],
        json!({"date": "2026-03-09", "scope": 32, "done": 13, "remaining": 19, "ideal": 9.6})
    );
    assert_eq!(data["unestimated"], json!(["S-7"]));
    assert_eq!(data["missing"], Value::Null);
    assert_eq!(
        data["days"],
        json!({"unit": "workdays", "total": 10, "day": 10, "left": 0, "over": true})
    );
    let what = |name: &str| {
        let stories = data["stories"].as_array().expect("stories");
        stories
            .iter()
            .find(|story| story["id"] == name)
            .expect("the story")["what"]
            .clone()
    };
    let kinds = [
        ("S-1", "committed"),
        ("S-4", "removed"),
        ("S-5", "added"),
        ("S-8", "done-before"),
        ("S-9", "removed"),
    ];
    for (name, kind) in kinds {
        assert_eq!(what(name), kind, "{name}");
    }
}

#[test]
fn a_closed_sprint_reads_from_the_goal_down() {
    assert_eq!(
        words(&report(&vectors("Europe/Berlin"), "2026-03-31")),
        [
            "# SP-1 Sprint 1 · closed",
            "Goal: Pay by card in the shop · met or not: nobody has said yet",
            "Dates: Mon 2026-03-02 to Fri 2026-03-13, 10 working days",
            "Committed: 24 points, 7 stories",
            "Completed: 16 points, 5 stories",
            "Say/do: 54.2 % of points (13 of 24), 57.1 % of stories (4 of 7)",
            "Delivered: 66.7 % (16 completed, 24 committed)",
            "Scope: +3 added, −3 removed, +5 re-estimated: 29 points at the end, change 45.8 %",
            "Burndown in points, a mark a day",
            "S-1 | done | 5 | One | done | ",
            "S-2 | done | 3 | Two | done | ",
            "S-5 | done | 3 | Five | done | added Fri 2026-03-06",
            "S-6 | done | 5 | Six | done | reopened",
            "S-7 | done | – | Seven | done | ",
            "S-3 | not done | 13 | Three | doing | +5 re-estimated",
            "S-4 | removed | 2 | Four | ready | removed Tue 2026-03-10",
            "S-9 | removed | 1 | Nine | dropped | removed Thu 2026-03-12",
            "S-8 | done before | 2 | Eight | done | ",
            "# Not done: 13 points, 1 story",
            "S-3 | 13 | 1 | Three | ",
            "without an estimate, counted as 0 points: S-7",
            "note: 1 reopened: S-6",
        ]
    );
}

#[test]
fn a_running_sprint_says_the_day_and_how_far_it_is_behind() {
    let words = words(&report(&vectors("Europe/Berlin"), "2026-03-11"));
    assert_eq!(
        words[2],
        "Dates: Mon 2026-03-02 to Fri 2026-03-13, day 8 of 10, 2 working days left after today"
    );
    assert!(
        words.contains(&"Delivered: 45.8 % (11 completed, 24 committed), so far".to_owned()),
        "{words:?}"
    );
    assert!(
        words.contains(
            &"Remaining: 19 of 30 points: behind the ideal line by 11.8 (7.2 → 4.8 today)"
                .to_owned()
        ),
        "{words:?}"
    );
    assert!(
        words.contains(&"S-3 | open | 13 | Three | doing | +5 re-estimated".to_owned()),
        "{words:?}"
    );
    assert!(
        !words.iter().any(|line| line.starts_with("# Carried")),
        "{words:?}"
    );
}

#[test]
fn a_sprint_to_come_is_called_a_plan() {
    let words = words(&report(&vectors("Europe/Berlin"), "2026-02-28"));
    assert_eq!(
        words[2],
        "Dates: Mon 2026-03-02 to Fri 2026-03-13, 10 working days to come"
    );
    assert!(words.contains(
        &"note: it starts on Mon 2026-03-02: these numbers are the plan so far".to_owned()
    ));
}

#[test]
fn a_ratio_to_nothing_is_null_and_says_why() {
    let sprint = "id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13\n";
    let empty = report(&backlog("", &[sprint]), "2026-03-31");
    assert_eq!(json(&empty)["data"]["say_do"], Value::Null);
    let words = words(&empty);
    assert!(
        words.contains(&"Say/do: – (nothing was committed)".to_owned()),
        "{words:?}"
    );
    assert!(
        words.contains(&"Scope: no change, 0 points at the end".to_owned()),
        "{words:?}"
    );
    assert!(
        !words.iter().any(|line| line.starts_with("Burndown")),
        "{words:?}"
    );
}

#[test]
fn the_goal_says_whether_it_was_met_and_how_many_stories_serve_it() {
    let goal = |lines: &str| {
        let sprint =
            format!("id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13\n{lines}");
        let story = "id: S-1\nsprint: SP-1\nstatus: done\ngoal: true\n";
        let other = "id: S-2\nsprint: SP-1\nstatus: doing\ngoal: true\n";
        let report = report(&backlog("", &[sprint.as_str(), story, other]), "2026-03-31");
        let Some(Block::Facts(facts)) = report.page().blocks.into_iter().nth(1) else {
            panic!("no facts");
        };
        (
            facts[0].1.plain(),
            facts[0]
                .1
                .0
                .iter()
                .map(|(meaning, _)| *meaning)
                .collect::<Vec<_>>(),
        )
    };
    let (text, meanings) = goal("goal: Pay by card\ngoal_met: \"no\"\n");
    assert_eq!(text, "Pay by card · not met · 1 of 2 goal stories done");
    assert!(meanings.contains(&Meaning::Bad));
    assert!(
        goal("goal: Pay by card\ngoal_met: \"yes\"\n")
            .1
            .contains(&Meaning::Good)
    );
    assert!(
        goal("")
            .0
            .starts_with("none: a sprint is for something · po set SP-1 goal=…")
    );
}

#[test]
fn a_story_carried_twice_is_told_to_be_split_or_dropped() {
    let texts = [
        "id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-06\n",
        "id: SP-2\nstatus: closed\nstart: 2026-03-09\nend: 2026-03-13\n",
        "id: S-1\ntitle: Guest checkout\nsprint: SP-2\nstatus: doing\npoints: 5\nhistory:
  - {at: 2026-03-01, sprint: SP-1, status: doing}\n  - {at: 2026-03-09, sprint: SP-2}\n",
    ];
    let words = words(&report(&backlog("", &texts), "2026-03-31"));
    assert!(
        words.contains(&"S-1 | 5 | 2 | Guest checkout | split it or drop it".to_owned()),
        "{words:?}"
    );
}

#[test]
fn what_disagrees_with_the_record_of_the_close_is_a_footnote() {
    let texts = [
        "id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13
closed: {at: 2026-03-13T15:00Z, completed: [{id: S-1, points: 5}, {id: S-9, points: 1}]}\n",
        "id: S-1\nsprint: SP-1\nstatus: doing\npoints: 8\nhistory:
  - {at: 2026-03-01, sprint: SP-1, status: doing}\n",
    ];
    assert_eq!(
        report(&backlog("", &texts), "2026-03-31").data.footnotes,
        [
            "1 story in the recorded lists without a record: S-9",
            "S-1: done with 5 when the sprint was closed, which counts; by its history it was not done with 8",
        ]
    );
}

#[test]
fn a_sprint_past_its_end_says_that_it_is_still_open() {
    let sprint = "id: SP-1\nstatus: active\nstart: 2026-03-02\nend: 2026-03-13\n";
    let footnotes = report(&backlog("", &[sprint]), "2026-03-31").data.footnotes;
    assert_eq!(
        footnotes,
        ["it ended on Fri 2026-03-13 and is still active"]
    );
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let bytes =
        || serde_json::to_string(&report(&vectors("Europe/Berlin"), "2026-03-11")).expect("JSON");
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_promise_kept_to_four_fifths_is_good() {
    let meaning = |done: u32, open: u32| {
        let story = |number: u32, status: &str, points: u32| {
            format!(
                "id: S-{number}\nsprint: SP-1\npoints: {points}\nstatus: {status}\nhistory:
  - {{at: 2026-03-01, status: ready}}\n  - {{at: 2026-03-04, status: {status}}}\n"
            )
        };
        let sprint = "id: SP-1\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13\n";
        let texts = [
            sprint.to_owned(),
            story(1, "done", done),
            story(2, "doing", open),
        ];
        let blocks = report(&backlog("", &texts), "2026-03-31").page().blocks;
        let facts = blocks.into_iter().filter_map(|block| match block {
            Block::Facts(facts) => Some(facts),
            _ => None,
        });
        let say_do = facts
            .flatten()
            .find(|(label, _)| label == "Say/do")
            .expect("a say/do");
        say_do.1.0[0].clone()
    };
    assert_eq!(meaning(4, 1), (Meaning::Good, "80.0 %".to_owned()));
    assert_eq!(meaning(3, 1), (Meaning::Warn, "75.0 %".to_owned()));
}
