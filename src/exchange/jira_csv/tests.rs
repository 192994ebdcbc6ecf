//! The reader as a whole: small exports written for one trap each, and the real
//! ones beside the repository where they are.

mod relations;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_json::Value;
use serde_json::json;

use super::read;
use crate::exchange::DateOrder;
use crate::exchange::Draft;
use crate::exchange::Import;
use crate::exchange::Options;
use crate::exchange::Stage;

fn options() -> Options {
    Options::new(chrono_tz::Europe::Zurich)
}

/// Reads a text and checks the account against an independent count.
fn import(text: &str) -> Import {
    let import = read(text.as_bytes(), &options()).unwrap();
    balance(text.as_bytes(), &import);
    import
}

fn balance(bytes: &[u8], import: &Import) {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let filled = |row: csv::StringRecord| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let cells: usize = reader.records().map(|row| filled(row.unwrap())).sum();
    let lost: usize = import.loss.lost.iter().map(|column| column.cells).sum();
    assert_eq!(import.loss.cells, cells);
    assert_eq!(import.loss.kept + lost, cells);
}

fn record<'i>(import: &'i Import, key: &str) -> &'i Draft {
    import
        .records
        .iter()
        .find(|record| record.key == key)
        .unwrap()
}

fn lost(import: &Import) -> Vec<(&str, usize, &str)> {
    let lost = import.loss.lost.iter();
    lost.map(|column| (column.column.as_str(), column.cells, column.why.as_str()))
        .collect()
}

#[test]
fn issue_becomes_a_story_with_all_its_fields() {
    let text = "\
Updated,Issue key,Summary,Issue Type,Status,Labels,Labels,Component/s,Assignee,Created,Due Date,\
Custom field (Story Points),Custom field (Rank),Project key,Description,Custom field (Acceptance Criteria)
04/Mar/17 4:41 PM,SH-1,Pay by invoice,Story,To Do,pay,tax b2b,Web,ana,28/Jun/16 9:27 AM,10/Jan/24 12:00 AM,\
5.0,0|i000g3:,SH,\"h2. Why
*Firms* want it\",\"* Total shown
* Mail sent\"
";
    let import = import(text);
    let story = record(&import, "SH-1");
    let expected = json!({
        "type": "story", "title": "Pay by invoice", "external": {"jira": "SH-1"}, "points": 5, "assignee": "ana",
        "labels": ["pay", "tax", "b2b", "component:Web"], "created": "2016-06-28", "due": "2024-01-10",
        "description": "## Why\n**Firms** want it", "acceptance": ["Total shown", "Mail sent"],
    });
    assert_eq!(Value::Object(story.fields.clone()), expected);
    assert_eq!(
        (story.kind, story.line, story.stage),
        ("story", 2, Stage::ToDo)
    );
    assert_eq!(story.dates.created.as_deref(), Some("2016-06-28T07:27:00Z"));
    assert_eq!(
        (story.dates.resolved.as_deref(), story.order.as_str()),
        (None, "0|i000g3:")
    );
    assert_eq!(
        lost(&import),
        [("Updated", 1, "po computes it from history and comments")]
    );
    assert_eq!(
        import.loss.notes,
        ["times carry no zone: read as local time of Europe/Zurich"]
    );
}

#[test]
fn status_is_by_category_and_a_finer_word_is_kept() {
    let text = "\
Issue key,Summary,Status,Status Category,Created,Updated,Resolved
A-1,a,In Review,In Progress,2026-01-01 10:00:00,2026-01-05 10:00:00,
A-2,b,Erledigt,Done,2026-01-01 10:00:00,2026-01-05 10:00:00,2026-01-04 10:00:00
A-3,c,Ready for QA,To Do,2026-01-01 10:00:00,,
A-4,d,Parked,,2026-01-01 10:00:00,,
A-5,e,Closed,,2026-01-01 10:00:00,2026-01-06 10:00:00,
A-6,f,Open,Nonsense,2026-01-01 10:00:00,,2026-01-04 10:00:00
";
    let import = import(text);
    let of = |key| {
        let story = record(&import, key);
        (
            story.stage,
            story.fields["external"]
                .get("jira_status")
                .and_then(Value::as_str),
        )
    };
    assert_eq!(of("A-1"), (Stage::InProgress, Some("In Review")));
    assert_eq!(of("A-2"), (Stage::Done, None));
    assert_eq!(of("A-3"), (Stage::ToDo, Some("Ready for QA")));
    assert_eq!(of("A-4"), (Stage::ToDo, Some("Parked")));
    assert_eq!(of("A-5"), (Stage::Done, Some("Closed")));
    assert_eq!(of("A-6"), (Stage::ToDo, Some("Open")));
    let reached = |key| record(&import, key).dates.resolved.as_deref();
    assert_eq!(reached("A-1"), Some("2026-01-05T09:00:00Z"));
    assert_eq!(reached("A-2"), Some("2026-01-04T09:00:00Z"));
    assert_eq!(reached("A-6"), None);
    assert!(
        import
            .loss
            .notes
            .contains(&"unknown status \"Parked\", taken as still to do: 1".to_owned())
    );
    assert!(lost(&import).contains(&("Status Category", 1, "unknown status category")));
}

#[test]
fn status_the_user_maps_wins_over_the_category() {
    let mut options = options();
    options.statuses = BTreeMap::from([("parked".to_owned(), Stage::Done)]);
    let text = "Issue key,Summary,Status,Status Category\nA-1,a,Parked,To Do\n";
    let import = read(text.as_bytes(), &options).unwrap();
    assert_eq!(record(&import, "A-1").stage, Stage::Done);
    assert_eq!(
        lost(&import),
        [("Status Category", 1, "the status was mapped otherwise")]
    );
}

#[test]
fn resolution_that_says_more_than_done_is_kept() {
    let text = "Issue key,Summary,Status,Resolution\nA-1,a,Done,Done\nA-2,b,Done,Won't Do\n";
    let import = import(text);
    assert_eq!(
        record(&import, "A-1").fields["external"],
        json!({"jira": "A-1"})
    );
    assert_eq!(
        record(&import, "A-2").fields["external"]["jira_resolution"],
        "Won't Do"
    );
    assert!(import.loss.lost.is_empty());
}

#[test]
fn comments_keep_author_and_text_and_are_lost_when_empty() {
    let text = "\
Issue key,Summary,Reporter,Reporter Id,Comment,Comment,Comment,Comment
A-1,a,Ana,70121:0000aaaa-0000-0000-0000-00000000000f,\"05/Jul/16 9:53 AM;70121:0000aaaa-0000-0000-0000-00000000000f;one; two
[~accountid:70121:0000aaaa-0000-0000-0000-00000000000f]\",28/Jun/16 9:25 AM;person1;,just text,04/Jul/16 9:00 AM;person1;first
";
    let import = import(text);
    let expected = json!([
        {"at": "2016-07-04T07:00:00Z", "by": "person1", "text": "first"},
        {"at": "2016-07-05T07:53:00Z", "by": "Ana", "text": "one; two\n@Ana"},
        {"text": "just text"},
    ]);
    assert_eq!(record(&import, "A-1").fields["comments"], expected);
    assert!(lost(&import).contains(&("Comment", 1, "comment without text")));
}

#[test]
fn criteria_under_a_heading_move_to_acceptance_and_the_notes_say_so() {
    let text = "Issue key,Summary,Description\nA-1,a,\"Why.\n\n*Acceptance criteria*\n# one\n# two {color:red}x{color}\"\n";
    let import = import(text);
    let story = record(&import, "A-1");
    assert_eq!(story.fields["description"], "Why.");
    assert_eq!(
        story.fields["acceptance"],
        json!(["one", "two {color:red}x{color}"])
    );
    let expected = [
        "wiki markup without an equal, left as it is ({color}): 1",
        "descriptions whose list of acceptance criteria moved to acceptance: 1",
    ];
    assert_eq!(import.loss.notes, expected);
}

#[test]
fn epic_keeps_the_list_in_its_description() {
    let text =
        "Issue key,Summary,Issue Type,Description\nA-1,a,Epic,\"h2. Acceptance criteria\n* one\"\n";
    let import = import(text);
    let epic = record(&import, "A-1");
    assert_eq!(epic.fields["description"], "## Acceptance criteria\n- one");
    assert!(!epic.fields.contains_key("acceptance"));
}

#[test]
fn dates_of_comments_tell_and_ask_for_the_order_too() {
    let text = "Issue key,Summary,Comment\nA-1,a,03/04/2024 10:00;ana;hello\n";
    assert!(read(text.as_bytes(), &options()).is_err());
    let import = import(&format!("{text}A-2,b,28/06/2024 10:00;ana;hello\n"));
    let comment = &record(&import, "A-1").fields["comments"][0];
    assert_eq!(comment["at"], "2024-04-03T08:00:00Z");
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_for() {
    let text = "Issue key,Summary,Created\nA-1,a,05/05/2024\nA-2,b,03/04/2024\n";
    let error = read(text.as_bytes(), &options()).unwrap_err();
    assert_eq!(
        error.message,
        "dates of column \"Created\" can be read day first or month first"
    );
    assert_eq!(error.line, Some(3));
    assert!(error.hint.unwrap().contains("--date-format"));
    let mut told = options();
    told.date_order = Some(DateOrder::MonthFirst);
    let import = read(text.as_bytes(), &told).unwrap();
    assert_eq!(record(&import, "A-2").fields["created"], "2024-03-04");
}

#[test]
fn column_or_its_neighbours_show_which_number_is_the_day() {
    let text = "Issue key,Summary,Created,Due date\nA-1,a,28/06/2024,03/04/2024\nA-2,b,soon,\n";
    let import = import(text);
    assert_eq!(record(&import, "A-1").fields["due"], "2024-04-03");
    assert_eq!(
        lost(&import),
        [("Created", 1, "not a date that can be read")]
    );
    let told = "dates of column \"Due date\" are read day first, as the other columns are written";
    assert_eq!(import.loss.notes, [told]);
    let mixed = "Issue key,Summary,Created\nA-1,a,28/06/2024\nA-2,b,06/28/2024\n";
    assert!(read(mixed.as_bytes(), &options()).is_err());
}

#[test]
fn ragged_rows_are_told_with_their_line_and_never_shifted() {
    let text = "Issue key,Summary,Status\nA-1,short\nA-2,a,To Do,,\nA-3,b, with comma,To Do\n,no key,To Do\nA-1,twice,To Do\n,,\n";
    let import = import(text);
    let keys: Vec<&str> = import
        .records
        .iter()
        .map(|draft| draft.key.as_str())
        .collect();
    assert_eq!(keys, ["A-1", "A-2"]);
    let expected = [
        (
            "line 4",
            4,
            "4 cells under 3 headers: not read, as which belongs where is not known",
        ),
        ("line 5", 2, "no issue key: not read"),
        ("line 6", 3, "A-1 stands in line 2 already: not read"),
    ];
    assert_eq!(lost(&import), expected);
    let notes = [
        "rows shorter than the header, read as far as they go: lines 2",
        "rows longer than the header, with nothing in the surplus cells: lines 3",
    ];
    assert_eq!(import.loss.notes, notes);
}

#[test]
fn assignee_without_a_name_is_the_shortened_account() {
    let text = "Issue key,Summary,Assignee,Assignee Id,Issue Type\nA-1,a,,5f00000000000000000000aa,Task\nA-2,b,Ana,5f00000000000000000000bb,Epic\n";
    let import = import(text);
    assert_eq!(
        record(&import, "A-1").fields["assignee"],
        "account-000000aa"
    );
    assert_eq!(record(&import, "A-2").fields["owner"], "Ana");
    assert_eq!(
        lost(&import),
        [("Assignee Id", 1, "account ids are only used to name people")]
    );
}

#[test]
fn file_without_a_key_or_a_summary_is_no_jira_export() {
    let error = read(b"Name,Notes\na,b\n", &options()).unwrap_err();
    assert_eq!(
        error.message,
        "no column \"Issue key\": this is no Jira export"
    );
    assert!(error.hint.unwrap().ends_with("Name, Notes"));
    assert!(read(b"Issue key,Notes\nA-1,b\n", &options()).is_err());
}

#[test]
fn export_in_russian_with_semicolons_is_read() {
    let text = "\u{feff}Тема;Ключ задачи;ID задачи;Тип задачи;Статус;Создано;Обновлено;Исполнитель;Пользовательское поле (Story Points);Категория статуса\r\n\
        Оплата;МАГ-1;10001;История;На проверке;29/июл/26 09:59;30/июл/26 10:00;Анна;3,0;В работе\r\n";
    let import = read(text.as_bytes(), &Options::new(Tz::UTC)).unwrap();
    let story = record(&import, "МАГ-1");
    assert_eq!(
        (story.stage, &story.fields["points"]),
        (Stage::InProgress, &json!(3))
    );
    assert_eq!(story.dates.created.as_deref(), Some("2026-07-29T09:59:00Z"));
    assert_eq!(
        story.fields["external"],
        json!({"jira": "МАГ-1", "jira_status": "На проверке"})
    );
    assert_eq!(
        lost(&import),
        [(
            "ID задачи",
            1,
            "used to find parents; the key names the issue"
        )]
    );
}

#[test]
fn what_counts_as_kept_stands_in_a_record_word_for_word() {
    let headers = [
        "Issue key",
        "Issue id",
        "Summary",
        "Issue Type",
        "Status",
        "Project name",
        "Priority",
        "Resolution",
        "Assignee",
        "Assignee Id",
        "Reporter",
        "Labels",
        "Components",
        "Fix versions",
        "Fix versions",
        "Sprint",
        "Sprint",
        "Description",
        "Environment",
        "Custom field (Acceptance Criteria)",
        "Comment",
        "Custom field (Epic Link)",
        "Parent",
        "Inward issue link (Blocks)",
        "Outward issue link (Blocks)",
        "Outward issue link (Cloners)",
        "Custom field (Epic Name)",
        "Attachment",
        "Custom field (Team)",
        "Resolved",
        "Due date",
        "Custom field (Story Points)",
    ];
    for kind in ["Story", "Epic", "Bug", "Improvement"] {
        let word = |at: usize| match headers[at] {
            "Issue Type" => kind.to_owned(),
            "Comment" => "28/Jun/16 9:25 AM;word20author;word20".to_owned(),
            _ => format!("word{at}x"),
        };
        let cells: Vec<String> = (0..headers.len()).map(word).collect();
        let import = import(&format!("{}\n{}\n", headers.join(","), cells.join(",")));
        let text = format!("{:?}", import.records).to_lowercase();
        let stands = cells.iter().enumerate().filter(|(at, cell)| {
            let word = if headers[*at] == "Comment" {
                "word20author"
            } else {
                cell
            };
            headers[*at] == "Issue Type" || text.contains(&word.to_lowercase())
        });
        assert_eq!(
            import.loss.kept,
            stands.count(),
            "{kind}: {text} {:?}",
            import.loss.lost
        );
    }
}
