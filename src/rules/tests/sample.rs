//! Small backlogs of texts.

use super::super::Selection;
use super::super::run;
use crate::diag::Finding;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::config::ConfigFile;
use crate::model::date::Day;
use crate::model::kind;
use crate::model::voices;
use crate::model::voices::Source;
use crate::yaml::Document;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::HashSet;

/// A backlog of its own for a test.
pub(in crate::rules) struct Sample {
    pub config: Map<String, Value>,
    /// Paths and texts of its files.
    pub files: Vec<(String, String)>,
    pub today: Day,
}

impl Sample {
    /// A backlog with these files below `stories/`, `epics/` and so on.
    pub(in crate::rules) fn new(config: &str, files: &[(&str, &str)]) -> Self {
        let Value::Object(config) = value(config) else {
            panic!("settings are a map");
        };
        Self {
            config,
            files: files
                .iter()
                .map(|(path, text)| (path.to_string(), text.to_string()))
                .collect(),
            today: "2026-11-24".parse().unwrap(),
        }
    }

    pub(in crate::rules) fn backlog(&self) -> Backlog {
        let mut config = self.config.clone();
        config.entry("product").or_insert(json!("Shop"));
        let written = Document::parse(serde_json::to_string(&config).unwrap() + "\n").unwrap();
        let file: ConfigFile = crate::yaml::read(&written).unwrap();
        let config = Config::new(file).unwrap();
        let (mut records, mut findings) = (Vec::new(), Vec::new());
        let mut voices = Vec::new();
        for (path, text) in &self.files {
            let Some(kind) = kind::by_folder(path.split('/').next().unwrap()) else {
                voices.push((path.clone(), text.clone()));
                continue;
            };
            match Document::parse(text.clone()) {
                Err((fault, text)) => {
                    findings.push(crate::model::reading::no_document(&text, path, fault));
                }
                Ok(document) => match Record::read(kind, path, document, &config) {
                    Ok(read) => {
                        records.push(read.record);
                        findings.extend(read.findings);
                    }
                    Err(finding) => findings.push(*finding),
                },
            }
        }
        Backlog::new(config, None, records)
            .with_file("po.yaml", written)
            .with_findings(findings, HashSet::new())
            .with_voices(Source(Box::new(move || {
                let documents = voices
                    .iter()
                    .map(|(path, text)| (path.clone(), Ok(Document::parse(text.clone()).unwrap())));
                voices::read(documents.collect())
            })))
    }

    /// What one rule finds.
    pub(in crate::rules) fn check(&self, rule: &str) -> Vec<Finding> {
        let selection = Selection::new(Some(vec![rule.to_owned()]), Vec::new()).unwrap();
        run(&self.backlog(), self.today, &selection)
    }

    pub(in crate::rules) fn check_all(&self) -> Vec<Finding> {
        run(&self.backlog(), self.today, &Selection::default())
    }
}

pub(in crate::rules) fn value(yaml: &str) -> Value {
    Document::parse(yaml.to_owned())
        .unwrap_or_else(|(fault, _)| panic!("{fault:?}: {yaml}"))
        .value()
}
