use super::File;
use super::editor_settings;
use super::files;
use super::modeline;
use super::of_kind;
use super::of_settings;
use super::stale;
use crate::model::config::Config;
use crate::model::config::ConfigFile;
use crate::model::kind;
use crate::yaml::Document;
use serde_json::Value;
use serde_json::json;

fn config(text: &str) -> Config {
    let document = Document::parse(text.to_owned()).expect("YAML");
    let file: ConfigFile = crate::yaml::read(&document).expect("settings");
    Config::new(file).expect("usable")
}

fn story(config: &Config) -> Value {
    of_kind(kind::by_name("story").expect("a kind"), config)["properties"].clone()
}

#[test]
fn a_schema_has_the_teams_states_ids_and_fields() {
    let config = config(
        "product: X\nworkflow: {todo: backlog, now: active, end: done}\n\
         fields: {tier: {kinds: [story], values: [gold, silver]}}\n\
         people: [{name: ana}]\nteams: {web: {}}\nmethods: {wsjf: {scale: [1, 2, 4]}}\n",
    );
    let properties = story(&config);
    assert_eq!(
        properties["status"]["enum"],
        json!(["todo", "now", "end", null])
    );
    assert_eq!(properties["id"]["pattern"], "^S-[0-9a-z]{1,12}$");
    assert_eq!(properties["epic"]["pattern"], "^E-[0-9a-z]{1,12}$");
    assert_eq!(properties["parent"]["pattern"], "^S-[0-9a-z]{1,12}$");
    assert_eq!(properties["tier"]["enum"], json!(["gold", "silver", null]));
    assert_eq!(properties["due"]["format"], "date");
    assert_eq!(properties["assignee"]["examples"], json!(["ana"]));
    assert_eq!(properties["assignee"].get("enum"), None);
    assert_eq!(properties["team"]["examples"], json!(["web"]));
    let value = &properties["scores"]["properties"]["wsjf"]["properties"]["value"];
    assert_eq!(value["enum"], json!([1, 2, 4, null]));
    let epic = of_kind(kind::by_name("epic").expect("a kind"), &config);
    assert!(epic["properties"].get("tier").is_none());
    assert_eq!(epic["additionalProperties"], false);
}

#[test]
fn scores_of_every_form_have_their_schema() {
    let criteria = "methods: {weighted: {criteria: {reach: {weight: 1, min: 0, max: 9}}}}\n";
    let scores = |config: &Config| story(config)["scores"]["properties"].clone();
    let own = scores(&config(&format!("product: X\n{criteria}")));
    let reach = &own["weighted"]["properties"]["reach"];
    assert_eq!(
        (&reach["minimum"], &reach["maximum"]),
        (&json!(0.0), &json!(9.0))
    );
    assert_eq!(own["weighted"]["additionalProperties"], false);
    let bare = scores(&config("product: X\n"));
    // Nobody has named the criteria yet.
    assert_eq!(bare["theme"]["additionalProperties"], true);
    let answer = &bare["kano"]["properties"]["answers"]["items"];
    assert_eq!(answer["required"], json!(["f", "d"]));
    assert_eq!(answer["type"], json!(["object"]));
    assert_eq!(answer.get("enum"), None);
    assert_eq!(
        answer["properties"]["f"]["enum"],
        json!(["like", "expect", "neutral", "tolerate", "dislike"])
    );
    let flows = &bare["money"]["properties"]["flows"];
    assert_eq!(flows["items"], json!({"type": "number"}));
    let rate = &bare["money"]["properties"]["rate"];
    assert_eq!(rate["exclusiveMinimum"], -1.0);
    let ratings = &bare["opportunity"]["properties"]["ratings"]["properties"];
    assert_eq!(ratings["importance"]["items"]["maximum"], 5.0);
    let settings = of_settings();
    let criterion = &settings["definitions"]["Criterion"];
    assert_eq!(criterion["required"], json!(["min", "max"]));
}

#[test]
fn every_property_says_what_it_means() {
    let config = config("product: X\n");
    let schemas = kind::ALL.iter().map(|kind| of_kind(kind, &config));
    for schema in schemas.chain([of_settings()]) {
        let properties = schema["properties"].as_object().expect("properties");
        for (name, property) in properties {
            let words = property["description"].as_str().unwrap_or_default();
            assert!(!words.is_empty(), "{} {name}", schema["title"]);
        }
    }
}

fn written(files: &[File]) -> Vec<(String, String)> {
    let written = files.iter().map(|f| (f.path(), f.text.clone()));
    written.collect()
}

#[test]
fn schemas_are_stale_when_the_settings_say_something_else() {
    let before = config("product: X\n");
    let after = config("product: X\npeople: [{name: ana}]\n");
    let mut old = written(&files(&before));
    let said = |config: &Config, old: &[(String, String)]| {
        let finding = stale(config, old);
        finding.map(|f| (f.place.path, f.message))
    };
    let told = |path: &str, schemas: &str| {
        let message = format!("the {schemas} not what po.yaml says now");
        Some((path.to_owned(), message))
    };
    assert_eq!(said(&before, &old), None);
    assert_eq!(
        said(&after, &old),
        told(".schemas/story.json", "schemas of story and epic are")
    );
    for (_, text) in &mut old {
        *text = text.replace('\n', "\r\n");
    }
    assert_eq!(said(&before, &old), None);
    old.remove(2);
    assert_eq!(
        said(&before, &old),
        told(".schemas/sprint.json", "schema of sprint is")
    );
    assert_eq!(said(&after, &[]), None);
}

#[test]
fn editors_are_told_the_files_of_each_schema() {
    let files = files(&config("product: X\n"));
    let settings = editor_settings("docs/backlog/", &files);
    assert_eq!(
        settings["yaml.schemas"]["./docs/backlog/.schemas/story.json"],
        json!([
            "docs/backlog/stories/**/*.yaml",
            "docs/backlog/stories/**/*.yml"
        ])
    );
    let settings = editor_settings("", &files);
    assert_eq!(
        settings["yaml.schemas"]["./.schemas/config.json"],
        json!(["po.yaml"])
    );
    let lines: Vec<String> = files.iter().map(modeline).collect();
    assert_eq!(
        lines[0],
        "# yaml-language-server: $schema=../.schemas/story.json"
    );
    assert_eq!(
        lines[4],
        "# yaml-language-server: $schema=.schemas/config.json"
    );
}
