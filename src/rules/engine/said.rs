//! What is said of rules under `rules:`, in `po.yaml` and in an organisation's file: severities, beginnings and options,
//! and what of it makes no sense.

use super::SettingForm;
use super::Start;
use crate::diag::Severity;
use crate::model::date::Day;
use crate::model::workflow::Milestone;
use crate::model::workflow::Workflow;
use crate::rules::Rule;
use crate::rules::nearest;
use crate::rules::rule;
use crate::text::and_list;
use crate::yaml::Path;
use indexmap::IndexMap;
use serde_json::Map;
use serde_json::Value;
use std::collections::HashMap;

/// What is said of each rule.
#[derive(Default)]
pub struct Said {
    pub rules: HashMap<&'static str, Own>,
    /// What makes no sense; never silent.
    pub problems: Vec<Problem>,
}

/// What is said of one rule.
#[derive(Default)]
pub struct Own {
    pub severity: Option<Severity>,
    pub start: Option<Start>,
    pub options: Map<String, Value>,
}

/// A key that makes no sense, what is wrong with it, and the way out.
pub struct Problem {
    pub path: Path,
    pub message: String,
    pub help: String,
}

impl Said {
    /// Reads a map that stands at `path`.
    pub fn read(workflow: &Workflow, path: &Path, rules: &IndexMap<String, Value>) -> Self {
        let mut said = Self::default();
        for (name, value) in rules {
            let path = below(path, name);
            match rule(name) {
                Some(rule) => {
                    let own = said.read_rule(workflow, path, rule, value);
                    said.rules.insert(rule.id, own);
                }
                None => said.problem(path, unknown_rule(name), rule_help(name)),
            }
        }
        said
    }

    fn read_rule(
        &mut self,
        workflow: &Workflow,
        path: Path,
        rule: &'static Rule,
        said: &Value,
    ) -> Own {
        let mut own = Own::default();
        let map = match said {
            Value::String(word) => {
                own.severity = self.severity_word(path, word);
                return own;
            }
            Value::Object(map) => map,
            _ => {
                let message = format!("rules.{} is neither a severity nor a map", rule.id);
                self.problem(path, message, severity_help());
                return own;
            }
        };
        for (key, value) in map {
            let path = below(&path, key);
            match (key.as_str(), value.as_str()) {
                ("severity", Some(word)) => own.severity = self.severity_word(path, word),
                ("from", Some(word)) => own.start = self.start_word(workflow, path, word),
                _ => match option_problem(&[rule], key, value) {
                    None => {
                        own.options.insert(key.clone(), value.clone());
                    }
                    Some((message, help)) => self.problem(path, message, help),
                },
            }
        }
        own
    }

    fn severity_word(&mut self, path: Path, word: &str) -> Option<Severity> {
        let severity = Severity::parse(word);
        if severity.is_none() {
            self.problem(path, format!("\"{word}\" is no severity"), severity_help());
        }
        severity
    }

    fn start_word(&mut self, workflow: &Workflow, path: Path, word: &str) -> Option<Start> {
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
        self.problems.push(Problem {
            path,
            message,
            help,
        });
    }
}

pub fn below(path: &Path, key: &str) -> Path {
    let mut path = path.clone();
    path.push(key.into());
    path
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
