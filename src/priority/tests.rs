//! The registry as a whole, and what the tests of its units share.
use std::collections::HashSet;

use super::*;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::date::Day;
use crate::model::kind;
use crate::model::voices::Source;
use crate::model::voices::Voices;
use crate::yaml::Document;

fn document(text: &str) -> Document {
    Document::parse(text.to_owned()).unwrap_or_else(|(fault, _)| panic!("{fault:?} in {text}"))
}

fn config(text: &str) -> Config {
    let file = crate::yaml::read(&document(&format!("product: Shop\n{text}\n")));
    let file = file.unwrap_or_else(|misfit| panic!("{misfit:?}"));
    Config::new(file).unwrap_or_else(|error| panic!("{error:?}"))
}

/// A record by its text; its kind is that of its id.
pub(crate) fn record(text: &str) -> Record {
    read(text, &config(""))
}

fn read(text: &str, config: &Config) -> Record {
    let document = document(text);
    let id = document.root().and_then(|root| root.get("id")?.text());
    let id = id.expect("an id").to_owned();
    let prefix = id.split('-').next().unwrap_or_default();
    let kind = kind::by_prefix(prefix).expect("a kind");
    let read = Record::read(
        kind,
        &format!("{}/{id}.yaml", kind.folder),
        document,
        config,
    );
    let read = read.unwrap_or_else(|finding| panic!("{finding:?}"));
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    read.record
}

/// A backlog by the texts of its settings and records.
pub(crate) fn backlog<S: AsRef<str>>(settings: &str, records: &[S]) -> Backlog {
    let config = config(settings);
    let records = records.iter().map(|text| read(text.as_ref(), &config));
    let records = records.collect();
    Backlog::new(config, None, records)
}

/// The options of methods by their text.
pub(crate) fn settings(text: &str) -> Settings {
    config(&format!("methods: {{{text}}}")).file.methods
}

pub(crate) fn today() -> Day {
    "2026-11-24".parse().expect("a day")
}

/// All records of a backlog in the order of a method.
pub(crate) fn ordering<'a>(backlog: &'a Backlog, method: &str) -> Ordering<'a> {
    let records: Vec<&Record> = backlog.records().iter().collect();
    let method = by_id(method).unwrap_or_else(|error| panic!("{error}"));
    prioritize(backlog, &records, method, today()).unwrap_or_else(|error| panic!("{error}"))
}

/// The files of votes and comparisons that a text names: a path each, and what the file holds.
fn voices(text: &str) -> Voices {
    let document = document(text);
    let root = document.root().expect("files");
    let files = root.entries().map(|(path, content)| {
        let path = path.text().expect("a path").to_owned();
        let content = Document::parse(crate::yaml::emit(&content.value()));
        let content = content.unwrap_or_else(|(fault, _)| panic!("{fault:?}"));
        (path, Ok(content))
    });
    let voices = crate::model::voices::read(files.collect());
    assert!(voices.findings.is_empty(), "{:?}", voices.findings);
    voices
}

/// A backlog of records with these ids, and of files of votes and comparisons.
pub(crate) fn with_voices(files: &str, ids: &[&str]) -> Backlog {
    let records: Vec<String> = ids.iter().map(|id| format!("id: {id}")).collect();
    let files = files.to_owned();
    backlog("", &records).with_voices(Source(Box::new(move || voices(&files))))
}

/// What a method makes of files of votes and comparisons: by place the id, the score, the class and the columns, or
/// what is missing or wrong.
pub(crate) fn heard(method: &str, files: &str, ids: &[&str]) -> Vec<String> {
    let backlog = with_voices(files, ids);
    let ordering = ordering(&backlog, method);
    let method = &ordering.method;
    let line = |item: &pipeline::Item<'_>| {
        let (id, reading) = (item.record.id(), &item.reading);
        if !item.scored {
            let invalid = reading.invalid.iter();
            let invalid = invalid.map(|found| format!("{}: {}", found.key, found.why));
            let needs = (!reading.missing.is_empty())
                .then(|| format!("needs {}", reading.missing.join(", ")));
            let gaps: Vec<String> = invalid.chain(needs).collect();
            return format!("{id} {}", gaps.join("; "));
        }
        let score = item
            .score
            .map(|score| decimal::display(score, method.decimals()));
        let class = method.class(&reading.terms);
        let class = class.map(|class| format!("{class} ")).unwrap_or_default();
        let columns = method.columns();
        let columns = columns
            .iter()
            .map(|column| shown::term(&reading.terms, column.key, column.form));
        let columns: Vec<String> = columns.collect();
        let score = score.unwrap_or_else(|| "–".to_owned());
        format!("{id} {score} {class}[{}]", columns.join(", "))
    };
    ordering.items.iter().map(line).collect()
}

/// What the method says of all of them together.
pub(crate) fn remarks(method: &str, files: &str, ids: &[&str]) -> Vec<String> {
    let backlog = with_voices(files, ids);
    let ordering = ordering(&backlog, method);
    let remarks = ordering.remarks.iter();
    remarks
        .map(|remark| format!("{}: {}", remark.name, remark.message))
        .collect()
}

/// What a method with these options makes of these scores.
pub(crate) fn read_with(method: &dyn Method, options: &str, scores: &str) -> Outcome {
    let method = method
        .configured(&settings(options))
        .unwrap_or_else(|error| panic!("{error}"));
    let record = record(&format!("id: S-1\nscores: {{{scores}}}\n"));
    method.score(Scores::of(&record))
}

/// The parts, the score and the reading of these scores, which have a place.
#[track_caller]
pub(crate) fn scored(
    method: &dyn Method,
    options: &str,
    scores: &str,
) -> (Vec<i128>, Option<f64>, Reading) {
    match read_with(method, options, scores) {
        Outcome::Scored {
            parts,
            score,
            reading,
        } => (parts, score, reading),
        other => panic!("{other:?}"),
    }
}

/// The reading of these scores, which have none.
#[track_caller]
pub(crate) fn unscored(method: &dyn Method, options: &str, scores: &str) -> Reading {
    match read_with(method, options, scores) {
        Outcome::Unscored(reading) => reading,
        other => panic!("{other:?}"),
    }
}

/// The contents of the blocks of a language.
fn blocks<'a>(doc: &'a str, language: &str) -> Vec<&'a str> {
    let begin = format!("```{language}\n");
    let rest = doc.split(&begin).skip(1);
    rest.filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .collect()
}

#[test]
fn the_worked_example_of_each_method_holds() {
    for method in ALL {
        let (options, given): (Vec<&str>, Vec<&str>) = blocks(method.doc(), "yaml")
            .into_iter()
            .partition(|block| block.starts_with("methods:"));
        let [given] = given[..] else {
            panic!("not one example of {}", method.id())
        };
        let shown = blocks(method.doc(), "text")[0];
        let settings = config(options.first().unwrap_or(&"")).file.methods;
        let method = method
            .configured(&settings)
            .unwrap_or_else(|error| panic!("{error}"));
        // An example of voices names their files, one of scores the keys of a record.
        let (text, backlog) = match given.starts_with("scores:") {
            true => (format!("id: S-1\n{given}"), with_voices("{}", &[])),
            false => (
                "id: S-1\n".to_owned(),
                with_voices(given, &["S-1", "S-2", "S-3"]),
            ),
        };
        let record = record(&text);
        let records: Vec<&Record> = backlog.records().iter().collect();
        let set = Set::new(&backlog, &records, today()).unwrap_or_else(|error| panic!("{error}"));
        let method = match given.starts_with("scores:") {
            true => method,
            false => {
                ready(method.as_ref(), &settings, &set).unwrap_or_else(|error| panic!("{error}"))
            }
        };
        let Outcome::Scored { score, reading, .. } = method.score(Scores::of(&record)) else {
            panic!("no score in the example of {}", method.id());
        };
        let mut made = method.formula(&reading.terms);
        if let Some(score) = score {
            made += &format!(" → {}", decimal::display(score, method.decimals()));
        }
        assert_eq!(shown.trim_end(), made, "{}", method.id());
    }
}

#[test]
fn each_method_says_what_it_is_in_one_line() {
    let mut ids = HashSet::new();
    for method in ALL {
        assert!(ids.insert(method.id()), "{} twice", method.id());
        let first = method.doc().lines().next().unwrap_or_default();
        assert!(first.ends_with('.') && first.len() < 100, "{first}");
        assert!(
            method
                .inputs()
                .iter()
                .all(|input| !input.meaning.is_empty())
        );
    }
}

/// The method explains each of these words of its answers.
#[track_caller]
pub(crate) fn explains(method: &dyn Method, words: &[&str]) {
    for word in words {
        let explained = method.words().iter().any(|(name, _)| name == word);
        assert!(explained, "{} {word}", method.id());
    }
}

#[test]
fn each_word_is_explained_in_one_line() {
    let own = ALL.iter().flat_map(|method| method.words());
    for (word, meaning) in own.chain(words::GENERAL) {
        assert!(!meaning.is_empty() && !meaning.ends_with('.'), "{word}");
        assert!(!meaning.contains('\n'), "{word}");
    }
}

#[test]
fn each_option_says_what_it_is() {
    for method in ALL {
        let schema = method.options().to_value();
        let options = schema["properties"].as_object();
        for (name, option) in options.into_iter().flatten() {
            assert!(option["description"].is_string(), "{} {name}", method.id());
        }
        assert_eq!(schema["additionalProperties"], false, "{}", method.id());
    }
}

#[test]
fn a_method_is_found_by_its_name_or_the_nearest_is_named() {
    assert_eq!(by_id("wsjf").map(Method::id).ok(), Some("wsjf"));
    let help = |name: &str| by_id(name).err().map(|error| error.help);
    assert_eq!(help("wjsf"), Some(vec!["did you mean \"wsjf\"?".into()]));
    let ids: Vec<&str> = ALL.iter().map(|method| method.id()).collect();
    let all = format!("the methods are {}", ids.join(", "));
    assert_eq!(help("x"), Some(vec![all]));
}

#[test]
fn options_that_do_not_fit_point_at_the_settings() {
    let backlog = backlog("methods: {wsjf: {size_from: shirts}}", &["id: S-1"]);
    let records: Vec<&Record> = backlog.records().iter().collect();
    let error = prioritize(&backlog, &records, &wsjf::METHOD, today()).err();
    let place = error.and_then(|error| error.place);
    assert_eq!(place.map(|place| place.path), Some("po.yaml".into()));
}
