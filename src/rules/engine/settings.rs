//! What `po.yaml` says about rules: their severity, where they begin, their options, and what of it makes no sense.

use super::From;
use super::SettingForm;
use super::problems::at_key;
use super::reached;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind::States;
use crate::model::workflow::Category;
use crate::model::workflow::Milestone;
use crate::rules::Rule;
use crate::rules::nearest;
use crate::rules::rule;
use crate::text::and_list;
use crate::yaml::Path;
use serde_json::Map;
use serde_json::Value;
use std::collections::HashMap;

/// The settings of all rules.
pub struct Settings<'a> {
    backlog: &'a Backlog,
    rules: HashMap<&'static str, Own>,
    /// What under `rules:` makes no sense; never silent.
    pub problems: Vec<Finding>,
}

/// What `po.yaml` says about one rule.
#[derive(Default)]
struct Own {
    severity: Option<Severity>,
    start: Option<Start>,
    options: Map<String, Value>,
}

/// From where a rule looks at a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Any,
    Milestone(Milestone),
    /// The place of a state in the workflow.
    State(usize),
}

impl<'a> Settings<'a> {
    pub fn read(backlog: &'a Backlog) -> Self {
        let mut settings = Self {
            backlog,
            rules: HashMap::new(),
            problems: Vec::new(),
        };
        for (name, said) in &backlog.config.file.rules {
            match rule(name) {
                Some(rule) => settings.read_rule(rule, said),
                None => {
                    let path = vec!["rules".into(), name.as_str().into()];
                    settings.problem(path, unknown_rule(name), rule_help(name));
                }
            }
        }
        settings
    }

    fn read_rule(&mut self, rule: &'static Rule, said: &Value) {
        let path: Path = vec!["rules".into(), rule.id.into()];
        let mut own = Own::default();
        match said {
            Value::String(word) => own.severity = self.severity_word(path, word),
            Value::Object(map) => {
                for (key, value) in map {
                    let mut path = path.clone();
                    path.push(key.as_str().into());
                    match (key.as_str(), value.as_str()) {
                        ("severity", Some(word)) => own.severity = self.severity_word(path, word),
                        ("from", Some(word)) => own.start = self.start_word(path, word),
                        _ => match option_problem(&[rule], key, value) {
                            None => {
                                own.options.insert(key.clone(), value.clone());
                            }
                            Some((message, help)) => self.problem(path, message, help),
                        },
                    }
                }
            }
            _ => {
                let message = format!("rules.{} is neither a severity nor a map", rule.id);
                self.problem(path, message, severity_help());
            }
        }
        self.rules.insert(rule.id, own);
    }

    fn severity_word(&mut self, path: Path, word: &str) -> Option<Severity> {
        let severity = Severity::parse(word);
        if severity.is_none() {
            self.problem(path, format!("\"{word}\" is no severity"), severity_help());
        }
        severity
    }

    fn start_word(&mut self, path: Path, word: &str) -> Option<Start> {
        let workflow = &self.backlog.config.workflow;
        let state = workflow.position(word).map(Start::State);
        let start = state.or_else(|| Milestone::parse(word).map(Start::Milestone));
        if start.is_none() {
            let states: Vec<&str> = workflow.states().iter().map(|s| s.name.as_str()).collect();
            let help = format!("a state is {}", states.join(", "));
            self.problem(path, format!("\"{word}\" is no state"), help);
        }
        start
    }

    fn problem(&mut self, path: Path, message: String, help: String) {
        self.problems
            .push(at_key(self.backlog, path, message, help));
    }

    /// The severity that `po.yaml` gives a rule.
    pub fn severity(&self, id: &str) -> Option<Severity> {
        self.rules.get(id)?.severity
    }

    /// The options that `po.yaml` gives a rule.
    pub fn options(&self, id: &str) -> Map<String, Value> {
        let own = self.rules.get(id);
        own.map(|own| own.options.clone()).unwrap_or_default()
    }

    /// From where a rule looks.
    pub fn start(&self, rule: &Rule) -> Start {
        let own = self.rules.get(rule.id).and_then(|own| own.start);
        own.unwrap_or(match rule.from {
            From::Any => Start::Any,
            From::Milestone(milestone) => Start::Milestone(milestone),
        })
    }

    /// Whether a rule that begins at `start` looks at this record yet, and still.
    pub fn is_due(&self, rule: &Rule, start: Start, record: &Record) -> bool {
        let backlog = self.backlog;
        let closed_too = match start {
            Start::Any | Start::Milestone(Milestone::Done) => true,
            Start::Milestone(_) => rule.integrity,
            Start::State(at) => {
                let states = backlog.config.workflow.states();
                rule.integrity || states.get(at).is_some_and(|s| s.category == Category::Done)
            }
        };
        if !closed_too && !backlog.is_open(record) {
            return false;
        }
        match (start, record.kind.states) {
            (Start::Any, _) => true,
            (Start::Milestone(milestone), _) => reached(backlog, record, milestone),
            (Start::State(at), States::Workflow) => {
                let workflow = &backlog.config.workflow;
                let position = record.status().map_or(Some(0), |s| workflow.position(s));
                let dropped = backlog.category(record) == Category::Dropped;
                position.is_some_and(|p| p >= at) && (!dropped || rule.integrity)
            }
            (Start::State(_), States::Fixed(_)) => true,
        }
    }
}

/// What is wrong with an option, of which one of the rules must know.
pub fn option_problem(rules: &[&Rule], name: &str, value: &Value) -> Option<(String, String)> {
    let known = || rules.iter().flat_map(|rule| rule.options);
    let Some(setting) = known().find(|setting| setting.name == name) else {
        let ids: Vec<&str> = rules.iter().map(|rule| rule.id).collect();
        let names: Vec<&str> = known().map(|setting| setting.name).collect();
        let help = match crate::text::nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if names.is_empty() => "it has none but severity and from".to_owned(),
            None => format!("it has {}", and_list(&names)),
        };
        let owner = if ids.is_empty() {
            "a manual item".to_owned()
        } else {
            and_list(&ids)
        };
        return Some((format!("{owner} has no option \"{name}\""), help));
    };
    let texts = |value: &Value| {
        value
            .as_array()
            .is_some_and(|all| all.iter().all(Value::is_string))
    };
    let (fits, wanted) = match setting.form {
        SettingForm::Number => (value.is_number(), "a number"),
        SettingForm::Texts => (texts(value), "a list of texts"),
        SettingForm::Date => (
            value
                .as_str()
                .is_some_and(|text| text.parse::<Day>().is_ok()),
            "a date such as 2026-11-24",
        ),
    };
    (!fits).then(|| {
        (
            format!("option \"{name}\" is not {wanted}"),
            setting.doc.to_owned(),
        )
    })
}

pub fn unknown_rule(name: &str) -> String {
    format!("there is no rule \"{name}\"")
}

pub fn rule_help(name: &str) -> String {
    match nearest(name) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "po explain lists the rules".to_owned(),
    }
}

fn severity_help() -> String {
    let words = Severity::ALL.map(|(word, _)| word);
    format!("a severity is {}", words.join(", "))
}
