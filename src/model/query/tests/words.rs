//! `is:`, `view:`, the words with @, bare words, and what other layers lend.

use super::all;
use super::backlog;
use super::found;
use super::of;
use super::stories;
use super::today;
use super::words;
use crate::model::Record;
use crate::model::kind;
use crate::model::query::Computed;
use crate::model::query::IsWord;
use crate::model::query::Vocabulary;
use crate::model::query::is_words;
use crate::model::query::parse;
use serde_json::Value;
use serde_json::json;

#[test]
fn the_built_in_words_say_how_a_record_stands() {
    all(&[
        ("is:open", "1 2 10 3"),
        ("is:done", "4"),
        ("is:dropped", "5"),
        ("is:active", "2"),
        ("is:backlog", "1 10 3"),
        ("is:done,dropped", "4 5"),
        ("is:blocked", "2 5"),
        ("is:unestimated", "3"),
        ("is:overdue", "2"),
        ("is:asked", "1"),
        ("is:waiting", "10"),
        ("is!=open", "4 5"),
    ]);
    assert_eq!(of("epic", "is:unestimated"), "");
}

#[test]
fn bare_words_search_the_words_of_a_record() {
    all(&[
        ("GUEST", "1 10"),
        ("zurich", "2"),
        ("ZÜRICH", "2"),
        ("s-10", "10"),
        ("s-1", "1"),
        ("e-mail", "1"),
        ("again", "2"),
        ("debt", "2"),
        ("guest invoice", "10"),
        ("guest or gift", "1 10 5"),
        ("not pay", "4 3 5"),
        ("ana", ""),
    ]);
    assert_eq!(of("epic", "guests"), "2");
}

#[test]
fn me_and_the_sprints_have_names() {
    all(&[
        ("assignee:@me", "4 1"),
        ("comments.by:@me", "2"),
        ("sprint:@current", "1 2"),
        ("sprint:@next", "3"),
        ("sprint:@current,@next", "1 2 3"),
    ]);
    assert_eq!(of("sprint", "id:@next"), "2");
}

#[test]
fn a_view_stands_for_its_query_and_the_outer_order_comes_first() {
    all(&[
        ("view:mine", ""),
        ("(view:mine or assignee:ana)", "1 4"),
        ("(view:mine or assignee:ana) sort:points", "4 1"),
        ("view:ordered", "4 2 1 10 3 5"),
        ("not view:urgent type:bug", "2"),
        ("view:urgent,mine", ""),
    ]);
}

#[test]
fn other_layers_lend_words_and_columns() {
    let backlog = backlog();
    let points = |record: &Record| record.story().and_then(|s| s.points).map(|p| p.as_f64());
    let ready = [IsWord {
        name: "ready",
        doc: "meets the definition of ready",
        test: Box::new(move |record| points(record) == Some(5.0)),
    }];
    let computed = [
        Computed {
            name: "score",
            doc: "",
            value: Box::new(move |r| points(r).map_or(Value::Null, |p| json!(p * 2.0))),
        },
        Computed {
            name: "seen",
            doc: "",
            value: Box::new(|r| {
                r.common
                    .due
                    .map_or(Value::Null, |due| json!(due.to_string()))
            }),
        },
    ];
    let vocabulary = Vocabulary {
        kind: kind::by_name("story"),
        is_words: &ready,
        computed: &computed,
        ..Vocabulary::new(&backlog, today())
    };
    for (query, expected) in [
        ("is:ready", "S-1"),
        ("is:ready,done", "S-4 S-1"),
        ("score:10.. sort:-score", "S-10 S-5 S-1"),
        ("score>=16 sort:score", "S-5 S-10"),
        ("score:26", "S-10"),
        ("score: is:open", "S-3"),
        ("seen:..2026-11-20 sort:-seen", "S-2 S-4"),
        ("seen<today sort:seen", "S-4 S-2"),
    ] {
        let parsed = parse(&words(query), &vocabulary).expect(query);
        let stories = backlog.of_kind(kind::by_name("story").expect("a kind"));
        let mut records: Vec<&Record> = stories
            .filter(|record| parsed.matches(record, &vocabulary))
            .collect();
        parsed.sort(&mut records, &vocabulary);
        let ids: Vec<&str> = records.iter().map(|record| record.id().as_str()).collect();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
    assert_eq!(
        is_words(&vocabulary).last(),
        Some(&("ready", "meets the definition of ready"))
    );
}

#[test]
fn a_status_in_use_can_be_asked_for_though_the_workflow_lacks_it() {
    let config = super::config("product: Shop");
    let story = kind::by_name("story").expect("a kind");
    let record = super::record(story, "{id: S-1, status: parked}", &config);
    let backlog = crate::model::Backlog::new(config, None, vec![record]);
    let vocabulary = Vocabulary::new(&backlog, today());
    let query = parse(&words("status:Parked"), &vocabulary).expect("a query");
    assert!(query.matches(&backlog.records()[0], &vocabulary));
    assert!(found(Some(story), &words("status:parked")).is_err());
    assert_eq!(stories("status:READY"), "1");
}
