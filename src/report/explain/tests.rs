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
fn inputs_that_hold_more_are_told_further_in() {
    let fact = |name: &str, fact: &str| explained(name)[0].facts[fact].clone();
    assert_eq!(
        fact("scores.kano.answers", "holds"),
        "a list of maps with f, d, n"
    );
    assert_eq!(
        fact("scores.kano.answers.n", "holds"),
        "a whole number from 1 on"
    );
    assert_eq!(
        fact("scores.kano.answers.3.f", "set by"),
        "po set S-12 scores.kano.answers.1.f=…"
    );
    assert_eq!(fact("scores.money.flows", "holds"), "a list of numbers");
    assert_eq!(
        fact("scores.opportunity.ratings.importance", "holds"),
        "a list, each a whole number from 1 to 5"
    );
    assert!(Explain::new("scores.kano.answers.g", &Config::default()).is_err());
    let told = fact("value-effort", "in a record");
    assert_eq!(told, "scores.value_effort");
}

#[test]
fn criteria_are_those_of_the_team() {
    let config = config(
        "product: X\nmethods: {weighted: {criteria: {reach: {weight: 3, min: 0, max: 9}}}}\n",
    );
    let of = |name: &str| Explain::new(name, &config).expect("explained").items[0].clone();
    assert_eq!(
        of("weighted").facts["scores by"][0],
        "reach: weight 3, high is better (0 to 9)"
    );
    assert_eq!(of("scores.weighted.reach").facts["holds"], "0 to 9");
    let bare = explained("weighted");
    assert_eq!(bare[0].facts.get("scores by"), None);
    let scores = explained("scores.theme");
    assert_eq!(scores[0].facts["holds"], "a map with the team's criteria");
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

/// Every column of every method, every class that it may give, and every verdict on the first records.
#[test]
fn the_words_of_an_order_are_explained() {
    let is_explained = |word: &str| {
        let config = Config::default();
        assert!(Explain::new(word, &config).is_ok(), "{word}");
    };
    for method in crate::priority::ALL {
        is_explained(method.score_name());
        let columns = method.columns().into_iter().map(|column| column.key);
        columns.for_each(is_explained);
        // A plot says more than a word in some corners.
        let corners = method.axes().into_iter().flat_map(|axes| axes.corners);
        let words = corners.filter(|corner| !corner.contains(' '));
        words.for_each(is_explained);
    }
    use crate::priority::pipeline::Firmness;
    for firmness in [Firmness::Stable, Firmness::Fair, Firmness::Fragile] {
        is_explained(firmness.word());
    }
}

#[test]
fn an_input_names_its_method_and_a_heading_is_found_as_it_stands() {
    let value = explained("value");
    let of: Vec<_> = value.iter().map(|item| item.facts["of"].clone()).collect();
    assert_eq!(of, ["wsjf", "value-effort"]);
    assert_eq!(value[0].facts["more"], "po explain wsjf");
    assert_eq!(value[0].facts["in a record"], "scores.wsjf.value");
    let name = |word: &str| explained(word)[0].name.clone();
    assert_eq!(name("PER WEEK"), "per_week");
    assert_eq!(name("|WORSE|"), "worse");
    assert_eq!(name("quick win"), "quick-win");
    assert_eq!(name("NPV"), "npv");
    let near = Explain::new("robsut", &Config::default()).expect_err("no such word");
    assert_eq!(near.help, ["did you mean \"robust\"? po explain robust"]);
}

#[test]
fn the_page_of_a_method_has_its_words() {
    let kano = &explained("kano")[0];
    assert!(kano.text.contains("\n## Words\n\n- `must-be`: "));
    assert!(!explained("ice")[0].text.contains("## Words"));
}
