//! What a split takes along, and what it leaves.

use super::super::split::Part;
use super::Backlog;
use super::Change;
use super::Id;
use super::after;
use super::backlog;
use super::stamp;
use crate::yaml::Document;
use proptest::prelude::*;

const PATH: &str = "stories/S-1-a.yaml";

/// The text of the new story, and that of the one it comes from.
fn split(text: &str, criteria: &[&str]) -> (String, String) {
    let backlog: Backlog = backlog(&[(PATH, text)]);
    let part = Part {
        id: Id::new("S-2").unwrap(),
        title: "N".to_owned(),
        criteria: criteria.iter().map(|name| (*name).to_owned()).collect(),
    };
    let id = Id::new("S-1").unwrap();
    let changes: Vec<Change> =
        super::super::split(&backlog, &id, &[part], false, &stamp()).unwrap();
    let text = |path| after(&changes, path).unwrap().to_owned();
    (text("stories/S-2-n.yaml"), text(PATH))
}

fn story(acceptance: &str) -> String {
    format!("id: S-1\ntitle: A\nstatus: idea\ncreated: 2026-11-02\nacceptance:\n{acceptance}")
}

fn criteria(text: &str) -> Vec<String> {
    let document = Document::parse(text.to_owned()).unwrap();
    let list = document.value()["acceptance"].clone();
    let items = list.as_array().unwrap().iter();
    items
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_criterion_may_end_in_any_character() {
    let (new, old) = split(&story("  - Costs 5 €\n  - Beta\n"), &["2"]);
    assert_eq!(criteria(&new), ["Beta"]);
    assert_eq!(criteria(&old), ["Costs 5 €"]);
}

/// The lines of the criteria.
fn lines(text: &str) -> &str {
    let (_, lines) = text.split_once("acceptance:\n").unwrap();
    lines.split_once("links:").unwrap().0
}

#[test]
fn a_criterion_keeps_keys_that_are_not_ours_and_its_comments() {
    let beta = "  # why\n  - text: Beta   # b\n    note: mine\n    # foot of Beta\n";
    let (new, old) = split(&story(&format!("  - Alpha\n{beta}")), &["2"]);
    assert_eq!(lines(&new), beta);
    assert_eq!(lines(&old), "  - Alpha\n");
    let text = story("").replace(
        "acceptance:\n",
        "acceptance: [Alpha, {text: Beta, note: mine}]\n",
    );
    let (new, _) = split(&text, &["2"]);
    assert_eq!(lines(&new), "  - {text: Beta, note: mine}\n");
}

#[test]
fn what_heads_several_criteria_goes_with_all_of_them_and_else_stays() {
    let text = "  # Paying\n\n  # Cards\n  - Alpha\n  - Beta\n\n  - Gamma\n  # foot\n";
    let (new, old) = split(&story(text), &["1", "2"]);
    assert_eq!(lines(&new), "  # Cards\n  - Alpha\n  - Beta\n");
    assert_eq!(lines(&old), "  # Paying\n\n  - Gamma\n  # foot\n");
    let (new, old) = split(&story(text), &["1"]);
    assert_eq!(lines(&new), "  - Alpha\n");
    let left = "  # Paying\n\n  # Cards\n  - Beta\n\n  - Gamma\n  # foot\n";
    assert_eq!(lines(&old), left);
    let (new, old) = split(&story(text), &["3"]);
    assert_eq!(lines(&new), "  - Gamma\n");
    assert_eq!(
        lines(&old),
        "  # Paying\n\n  # Cards\n  - Alpha\n  - Beta\n\n  # foot\n"
    );
}

#[test]
fn lines_end_as_in_the_story_that_is_split() {
    let text = story("  - Alpha\n  # b\n  - Beta\n").replace('\n', "\r\n");
    let (new, old) = split(&text, &["2"]);
    for text in [new, old] {
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_whatever_the_characters_and_line_ends(
        words in prop::collection::vec("[a-zäß€✓語😀]{1,6}( [a-zé€]{1,4}){0,2}", 2..6),
        comments in prop::collection::vec(any::<bool>(), 6),
        taken in any::<prop::sample::Index>(),
        crlf in any::<bool>(),
    ) {
        let lines: Vec<String> = words.iter().zip(&comments).enumerate().map(|(at, (words, comment))| {
            let comment = if *comment { format!("  # ü{at}€\n") } else { String::new() };
            format!("{comment}  - \"{at} {words}\"\n")
        }).collect();
        let mut text = story(&lines.concat());
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let at = taken.index(words.len());
        let (new, old) = split(&text, &[&(at + 1).to_string()]);
        let mut all = criteria(&old);
        all.splice(at..at, criteria(&new));
        prop_assert_eq!(all, criteria(&text));
        for (n, _) in comments.iter().take(words.len()).enumerate().filter(|(_, has)| **has) {
            let comment = format!("# ü{n}€");
            let found = new.matches(&comment).count() + old.matches(&comment).count();
            prop_assert_eq!(found, 1, "{}\n{}", new, old);
        }
    }
}
