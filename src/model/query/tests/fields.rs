//! Fields by name: their types, lists, maps, and key paths.

use super::all;
use super::backlog;
use super::found;
use super::of;
use super::today;
use super::words;
use crate::model::kind;
use crate::model::query::Vocabulary;
use crate::model::query::column;
use crate::model::query::names;
use serde_json::Value;
use serde_json::json;

#[test]
fn short_fields_are_compared_whole_whatever_their_case() {
    all(&[
        ("assignee:ANA", "4 1"),
        ("assignee:BJÖRN", "2"),
        ("assignee:bjo\u{308}rn", "2"),
        ("epic:e-12", "1 2"),
        ("label:UX", "1"),
        ("labels:check", ""),
        ("id:S-1,s-10", "1 10"),
        ("cost_centre:4711", "10"),
        ("tier:Gold", "1"),
    ]);
}

#[test]
fn sentences_are_searched_in() {
    all(&[
        ("title:pay", "2 10"),
        ("title:zurich", "2"),
        ("description:\"guest pays\"", "10"),
        ("blocked.reason:bank", "2"),
        ("questions:tax", "1"),
        ("acceptance:basket", "1"),
        ("comments:seen", "2"),
        ("path:stories/S-10", "10"),
    ]);
}

#[test]
fn an_unsaid_type_is_story_and_an_unsaid_status_the_first() {
    all(&[
        ("type:story", "1 10 5"),
        ("type:", "10"),
        ("status:idea", "10 3"),
        ("status:", "3"),
        ("category:backlog", "1 10 3"),
    ]);
    assert_eq!(of("sprint", "status:planned"), "2 3");
}

#[test]
fn key_paths_reach_into_maps_and_lists() {
    all(&[
        ("scores.moscow:must,could", "1 3"),
        ("scores.wsjf.value:5..", "1"),
        ("scores:wsjf", "1"),
        ("blocked.by:im-1", "2"),
        ("questions.to:SH-3", "1"),
        ("questions.1.to:SH-3", "1"),
        ("questions.2.to:SH-3", ""),
        ("acceptance.AC-1.then:e-mail", "1"),
        ("acceptance:AC-1", "1"),
        ("acceptance.id:AC-1", "1"),
        ("external.jira:shop-142", "1"),
        ("external:jira", "1"),
        ("history.status:ready", "1"),
        ("comments.by:ana", "2"),
    ]);
}

#[test]
fn moments_count_as_their_day_in_the_products_zone() {
    all(&[
        ("history.at:2026-11-21", "1"),
        ("history.at:2026-11-20", ""),
        ("updated:2026-11-21", "1"),
        ("updated:2026-11-23..", "2 10"),
        ("updated:", "4 3 5"),
    ]);
}

#[test]
fn flags_take_a_map_as_yes() {
    all(&[
        ("blocked:true", "2 5"),
        ("blocked:false", "3"),
        ("blocked:yes", "2 5"),
    ]);
}

#[test]
fn without_a_kind_all_records_and_their_fields_are_there() {
    let all = |query: &str| found(None, &words(query)).expect(query);
    assert_eq!(all("kind:sprints"), "SP-1 SP-2 SP-3");
    assert_eq!(all("start:2026-11-30.."), "SP-2 SP-3");
    assert_eq!(all("status:planned"), "R-1 SP-2 SP-3");
    // A flag of stories, a sentence of sprints.
    assert_eq!(all("goal:\"Guests can pay\""), "SP-1");
    assert_eq!(all("kind:epic,release category:backlog"), "E-2 E-3 R-1");
}

#[test]
fn columns_are_fields_and_what_is_computed() {
    let backlog = backlog();
    let vocabulary = Vocabulary::new(&backlog, today());
    let story = &backlog.records()[0];
    let value = |name: &str| column(story, name, &vocabulary);
    assert_eq!(value("points"), Some(json!(5)));
    assert_eq!(value("blocked.by"), Some(Value::Null));
    assert_eq!(value("scores.wsjf.value"), Some(json!(8)));
    assert_eq!(value("label"), Some(json!(["ux", "Checkout"])));
    assert_eq!(value("kind"), Some(json!("story")));
    assert_eq!(value("category"), Some(json!("backlog")));
    assert_eq!(value("path"), Some(json!("stories/S-1.yaml")));
    assert_eq!(value("updated"), Some(json!("2026-11-21")));
    assert_eq!(value("tier"), Some(json!("gold")));
    assert_eq!(value("goal_met"), None);
}

#[test]
fn names_are_those_of_the_kind_or_of_all() {
    let backlog = backlog();
    let vocabulary = Vocabulary::new(&backlog, today());
    let story = names(kind::by_name("story"), &vocabulary);
    assert_eq!(story[..4], ["id", "type", "title", "status"]);
    assert!(story.contains(&"cost_centre".to_owned()));
    assert!(!story.contains(&"goal_met".to_owned()));
    assert!(!names(kind::by_name("epic"), &vocabulary).contains(&"cost_centre".to_owned()));
    let all = names(None, &vocabulary);
    assert!(all.contains(&"goal_met".to_owned()) && all.contains(&"updated".to_owned()));
    assert_eq!(all.iter().filter(|name| *name == "title").count(), 1);
}
