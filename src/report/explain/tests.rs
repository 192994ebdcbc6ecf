//! Everything that the program goes by can be explained.

use super::Explain;
use super::Explanation;
use crate::model::config::Config;
use crate::model::config::ConfigFile;
use crate::yaml::Document;

fn config(text: &str) -> Config {
    let document = Document::parse(text.to_owned()).expect("YAML");
    let file: ConfigFile = crate::yaml::read(&document).expect("settings");
    Config::new(file).expect("usable")
}

fn explained(name: &str) -> Vec<Explanation> {
    let explain = Explain::new(name, &Config::default());
    explain.unwrap_or_else(|e| panic!("{name}: {e}")).items
}

#[test]
fn everything_listed_has_a_summary_and_is_found_by_its_name() {
    let config = Config::default();
    for item in Explain::everything(&config).items {
        assert!(!item.summary.is_empty(), "{} {}", item.sort, item.name);
        assert!(!item.summary.ends_with('.'), "{}", item.summary);
        let found = Explain::new(&item.name, &config).expect("explained").items;
        let same = |other: &Explanation| other.sort == item.sort;
        assert!(found.iter().any(same), "{} {}", item.sort, item.name);
    }
}

#[test]
fn a_rule_says_what_it_finds_and_how_to_mend_it() {
    let items = explained("missing-acceptance");
    let [rule] = &items[..] else {
        panic!("{items:?}")
    };
    assert_eq!(rule.sort, "rule");
    assert_eq!(rule.facts["severity"], "error");
    assert_eq!(rule.facts["looks from"], "refined");
    assert!(rule.text.contains("## Fix"));
    assert!(
        rule.text
            .contains("Found in:\n\n```yaml\nacceptance: []\n```\n\n")
    );
    assert!(!rule.text.contains("```yaml "), "{}", rule.text);
}

#[test]
fn a_field_is_found_alone_with_its_kind_and_further_in() {
    let of = |name: &str| explained(name)[0].facts["of"].clone();
    assert_eq!(of("story.points"), serde_json::json!(["stories"]));
    assert_eq!(explained("points")[0].sort, "setting");
    assert!(explained("points").iter().any(|item| item.sort == "field"));
    assert!(
        explained("title")
            .iter()
            .any(|item| item.facts["of"].as_array().is_some_and(|of| of.len() == 4))
    );
    let given = explained("acceptance.given");
    assert_eq!(explained("acceptance.2.given"), given);
    assert_eq!(given[0].facts["set by"], "po set S-12 acceptance.1.given=…");
    assert!(Explain::new("release.points", &Config::default()).is_err());
}

#[test]
fn scores_are_told_by_their_method() {
    let value = explained("scores.wsjf.value");
    assert_eq!(value[0].summary, "worth to users and business");
    assert_eq!(value[0].facts["holds"], "1, 2, 3, 5, 8, 13, 20");
    let moscow = explained("scores.moscow");
    assert_eq!(moscow[0].facts["holds"], "must, should, could, wont");
    assert!(Explain::new("scores.wsjf.velue", &Config::default()).is_err());
}

#[test]
fn states_are_those_of_the_team() {
    let config = config(
        "product: X\nworkflow: {todo: backlog, open: {category: backlog, gate: ready}, now: active, end: done}\n\
         ready: [{id: small, rule: oversized-story}, {id: seen, check: UX has seen it}]\n",
    );
    let open = Explain::new("open", &config).expect("a state").items;
    let state = open
        .iter()
        .find(|item| item.sort == "state")
        .expect("a state");
    assert_eq!(state.facts["gate asks"][1], "seen: UX has seen it");
    let ready = Explain::new("ready", &config).expect("a milestone").items;
    let milestone = ready.iter().find(|item| item.sort == "milestone");
    assert_eq!(milestone.expect("a milestone").facts["here from"], "open");
    assert!(Explain::new("refined", &config).is_ok_and(|found| found.items.len() == 1));
}

#[test]
fn an_unknown_name_finds_the_nearest() {
    let error = Explain::new("vague-trem", &Config::default()).expect_err("unknown");
    assert!(
        error.help[0].contains("po explain vague-term"),
        "{:?}",
        error.help
    );
    let error = Explain::new("xxxxxxxxx", &Config::default()).expect_err("unknown");
    assert_eq!(error.help, ["po explain lists what there is"]);
}
