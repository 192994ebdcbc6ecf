//! `po.yaml`: the product, how the team works, and what its words mean.

mod cadence;
mod custom;
mod definition;
mod file;
mod overrides;

pub use custom::CustomField;
pub use custom::CustomType;
pub use definition::Check;
pub use definition::Item;
pub use file::ConfigFile;
pub use file::IdScheme;
pub use file::Person;
pub use file::PrioritizeSettings;
pub use file::SprintSettings;
pub use file::StoryForm;
pub use file::Team;
pub use overrides::Override;

use super::date::Calendar;
use super::date::Zone;
use super::kind::Kind;
use super::kind::States;
use super::workflow::Category;
use super::workflow::Gate;
use super::workflow::Workflow;
use crate::yaml::Path;
use crate::yaml::Segment;
use indexmap::IndexMap;
use serde_json::Value;

/// What `po.yaml` says, made ready for use.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file as it is written.
    pub file: ConfigFile,
    pub workflow: Workflow,
    pub zone: Zone,
    pub calendar: Calendar,
    /// What an organisation says under `rules:`, which no team takes back.
    pub floor: IndexMap<String, Value>,
    ready: Vec<Item>,
    done: Vec<Item>,
}

impl Default for Config {
    /// The settings of a backlog that says nothing.
    fn default() -> Self {
        Self {
            file: ConfigFile::default(),
            workflow: Workflow::default(),
            zone: Zone::default(),
            calendar: Calendar::default(),
            floor: IndexMap::new(),
            ready: definition::ready(),
            done: definition::done(),
        }
    }
}

impl Config {
    /// The states a record of this kind may be in, in flow order.
    pub fn states(&self, kind: &Kind) -> Vec<(&str, Category)> {
        match kind.states {
            States::Workflow => {
                let states = self.workflow.states().iter();
                states.map(|s| (s.name.as_str(), s.category)).collect()
            }
            States::Fixed(states) => states.to_vec(),
        }
    }

    /// Makes sense of the written form; an error names the key and what is
    /// wrong with it.
    pub fn new(file: ConfigFile) -> Result<Self, ConfigError> {
        let workflow = match &file.workflow {
            Some(written) => Workflow::new(written).map_err(|refused| {
                let state = refused.state.as_deref().map(Segment::from);
                let path = ["workflow".into()].into_iter().chain(state);
                ConfigError {
                    path: path.collect(),
                    message: refused.message,
                    help: refused.help,
                }
            })?,
            None => Workflow::default(),
        };
        let zone = match &file.timezone {
            Some(name) => name.parse::<Zone>().map_err(|message| ConfigError {
                path: vec!["timezone".into()],
                message,
                help: None,
            })?,
            None => Zone::default(),
        };
        let calendar = file.calendar.clone().unwrap_or_default();
        let ready = file.ready.clone().unwrap_or_else(definition::ready);
        let done = file.done.clone().unwrap_or_else(definition::done);
        Ok(Self {
            file,
            workflow,
            zone,
            calendar,
            floor: IndexMap::new(),
            ready,
            done,
        })
    }

    /// The items of a definition: the team's own, else the rule items everybody
    /// starts with.
    pub fn definition(&self, gate: Gate) -> &[Item] {
        match gate {
            Gate::Ready => &self.ready,
            Gate::Done => &self.done,
        }
    }

    /// The person of this name, in letters of any size.
    pub fn person_called(&self, name: &str) -> Option<&Person> {
        let mut people = self.file.people.iter();
        let exact = people.clone().find(|person| person.name == name);
        let small = name.trim().to_lowercase();
        exact.or_else(|| people.find(|person| person.name.to_lowercase() == small))
    }

    /// The person of this e-mail address.
    pub fn person_by_email(&self, email: &str) -> Option<&Person> {
        self.file.people.iter().find(|p| {
            p.email
                .as_deref()
                .is_some_and(|e| e.eq_ignore_ascii_case(email))
        })
    }
}

/// A value in `po.yaml` that cannot be used.
#[derive(Clone, Debug)]
pub struct ConfigError {
    /// The way to the value.
    pub path: Path,
    pub message: String,
    pub help: Option<String>,
}
