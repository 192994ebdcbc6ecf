//! What holds for a rule in a record: what `po.yaml` says of all, of some files and of some teams, and what an organisation
//! says that no team takes back.

use super::From;
use super::problems::at_key;
use super::problems::at_value;
use super::reached;
use super::said::Own;
use super::said::Said;
use super::said::below;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Override;
use crate::model::kind::States;
use crate::model::workflow::Category;
use crate::model::workflow::Milestone;
use crate::rules::Rule;
use crate::text;
use crate::text::Glob;
use crate::yaml::Path;
use serde_json::Map;
use serde_json::Value;
use std::collections::BTreeSet;

/// The settings of all rules.
pub struct Settings<'a> {
    backlog: &'a Backlog,
    base: Said,
    overrides: Vec<Part<'a>>,
    floor: Said,
    /// What in `po.yaml` makes no sense.
    pub problems: Vec<Finding>,
}

/// Settings for some records.
struct Part<'a> {
    paths: Option<Vec<Glob>>,
    team: Option<&'a str>,
    said: Said,
    /// It names what there may be.
    is_sound: bool,
}

/// Which of `overrides:` hold for a record or a file, in their order.
pub type Scope = Vec<usize>;

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
        let config = &backlog.config;
        let workflow = &config.workflow;
        let mut settings = Self {
            backlog,
            base: Said::read(workflow, &vec!["rules".into()], &config.file.rules),
            overrides: Vec::new(),
            // What is wrong there was said when it was read.
            floor: Said::read(workflow, &Path::new(), &config.floor),
            problems: Vec::new(),
        };
        settings.report(|settings| &mut settings.base);
        for (at, written) in config.file.overrides.iter().enumerate() {
            let path: Path = vec!["overrides".into(), at.into()];
            let part = settings.part(&path, written);
            settings.overrides.push(part);
            settings.report(|settings| &mut settings.overrides[at].said);
        }
        settings
    }

    /// Makes findings of what makes no sense.
    fn report(&mut self, said: impl Fn(&mut Self) -> &mut Said) {
        let problems = std::mem::take(&mut said(self).problems);
        let finding = |p: super::said::Problem| at_key(self.backlog, p.path, p.message, p.help);
        self.problems.extend(problems.into_iter().map(finding));
    }

    fn part(&mut self, path: &Path, written: &'a Override) -> Part<'a> {
        let backlog = self.backlog;
        let before = self.problems.len();
        let mut wrong = |path: Path, message: String, help: String| {
            let finding = at_value(backlog, "bad-enum", path, message, help);
            self.problems.push(finding);
        };
        let mut globs = Vec::new();
        for (at, pattern) in written.paths.iter().flatten().enumerate() {
            match Glob::new(pattern) {
                Ok(glob) => globs.push(glob),
                Err(why) => {
                    let mut path = below(path, "paths");
                    path.push(at.into());
                    let help = "write one such as stories/legacy/**".to_owned();
                    wrong(path, format!("\"{pattern}\" means no file: {why}"), help);
                }
            }
        }
        let team = written.team.as_deref();
        let teams = &backlog.config.file.teams;
        if let Some(name) = team.filter(|name| !teams.contains_key(*name)) {
            let help = match text::nearest(name, teams.keys().map(String::as_str)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "teams: in po.yaml names the teams".to_owned(),
            };
            wrong(
                below(path, "team"),
                format!("there is no team \"{name}\""),
                help,
            );
        }
        if written.paths.is_none() && team.is_none() {
            let message = "this names neither paths nor a team".to_owned();
            wrong(
                path.clone(),
                message,
                "what holds for all records stands under rules:".to_owned(),
            );
        }
        Part {
            paths: written.paths.is_some().then_some(globs),
            team,
            said: Said::read(
                &backlog.config.workflow,
                &below(path, "rules"),
                &written.rules,
            ),
            is_sound: self.problems.len() == before,
        }
    }

    /// What holds for a record beside what holds for all.
    pub fn scope(&self, record: &Record) -> Scope {
        let team = || match record.field("team") {
            Some(Value::String(team)) => Some(team),
            _ => None,
        };
        self.holding(&record.path, team)
    }

    /// What holds for a file that gave no record.
    pub fn scope_of_file(&self, path: &str) -> Scope {
        self.holding(path, || None)
    }

    fn holding(&self, path: &str, team: impl Fn() -> Option<String>) -> Scope {
        let holds = |part: &Part| {
            let lies = |globs: &Vec<Glob>| globs.iter().any(|glob| glob.matches(path));
            part.is_sound
                && part.paths.as_ref().is_none_or(lies)
                && part
                    .team
                    .is_none_or(|wanted| team().as_deref() == Some(wanted))
        };
        let parts = self.overrides.iter().enumerate();
        parts
            .filter(|(_, part)| holds(part))
            .map(|(at, _)| at)
            .collect()
    }

    /// Every scope that a record has, and first that of what is no record.
    pub fn scopes(&self) -> Vec<Scope> {
        let mut scopes = BTreeSet::from([Scope::new()]);
        if !self.overrides.is_empty() {
            scopes.extend(
                self.backlog
                    .records()
                    .iter()
                    .map(|record| self.scope(record)),
            );
        }
        scopes.into_iter().collect()
    }

    /// The entries that hold for no file, though what they name may be there.
    pub fn unused(&self) -> Vec<usize> {
        let parts = self.overrides.iter().enumerate();
        let sound = parts.filter(|(_, part)| part.is_sound);
        let mut unused: BTreeSet<usize> = sound.map(|(at, _)| at).collect();
        let records = self.backlog.records().iter();
        let records = records.map(|record| self.scope(record));
        // Those that gave no record as well.
        let findings = self.backlog.findings.iter();
        let files = findings.map(|finding| self.scope_of_file(&finding.place.path));
        for scope in records.chain(files) {
            if unused.is_empty() {
                break;
            }
            for at in scope {
                unused.remove(&at);
            }
        }
        unused.into_iter().collect()
    }

    /// What is said of a rule, the later above the earlier.
    fn said<'s>(&'s self, id: &str, scope: &[usize]) -> impl Iterator<Item = &'s Own> {
        let parts = scope.iter().map(|at| &self.overrides[*at].said);
        let parts = std::iter::once(&self.base).chain(parts);
        let own: Vec<&Own> = parts.filter_map(|said| said.rules.get(id)).collect();
        own.into_iter()
    }

    /// The severity that is set for a rule; never below that of the organisation.
    pub fn severity(&self, rule: &Rule, scope: &[usize]) -> Option<Severity> {
        let own = self
            .said(rule.id, scope)
            .filter_map(|own| own.severity)
            .last();
        match self.floor.rules.get(rule.id).and_then(|own| own.severity) {
            Some(floor) => Some(own.unwrap_or(rule.severity).max(floor)),
            None => own,
        }
    }

    /// The options that are set for a rule. Those of the organisation stand in place of the team's; words stand beside
    /// them.
    pub fn options(&self, id: &str, scope: &[usize]) -> Map<String, Value> {
        let mut options = Map::new();
        for own in self.said(id, scope) {
            options.extend(own.options.clone());
        }
        let Some(floor) = self.floor.rules.get(id) else {
            return options;
        };
        for (name, value) in &floor.options {
            match (options.get_mut(name), value) {
                (Some(Value::Array(words)), Value::Array(more)) => words.extend(more.clone()),
                _ => {
                    options.insert(name.clone(), value.clone());
                }
            }
        }
        options
    }

    /// From where a rule looks.
    pub fn start(&self, rule: &Rule, scope: &[usize]) -> Start {
        let floor = self.floor.rules.get(rule.id).and_then(|own| own.start);
        let own = || self.said(rule.id, scope).filter_map(|own| own.start).last();
        floor.or_else(own).unwrap_or(match rule.from {
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
