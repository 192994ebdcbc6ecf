//! `po.yaml`: the product, how the team works, and what its words mean.

mod cadence;
mod custom;
mod definition;
mod file;

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

use super::date::Calendar;
use super::date::Zone;
use super::workflow::Gate;
use super::workflow::Workflow;

/// What `po.yaml` says, made ready for use.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file as it is written.
    pub file: ConfigFile,
    pub workflow: Workflow,
    pub zone: Zone,
    pub calendar: Calendar,
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
            ready: definition::ready(),
            done: definition::done(),
        }
    }
}

impl Config {
    /// Makes sense of the written form; an error names the key and what is
    /// wrong with it.
    pub fn new(file: ConfigFile) -> Result<Self, ConfigError> {
        let at = |key: &'static str| move |message| ConfigError { key, message };
        let workflow = match &file.workflow {
            Some(written) => Workflow::new(written).map_err(at("workflow"))?,
            None => Workflow::default(),
        };
        let zone = match &file.timezone {
            Some(name) => name.parse::<Zone>().map_err(at("timezone"))?,
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

    /// The person of this e-mail address.
    pub fn person_by_email(&self, email: &str) -> Option<&Person> {
        self.file.people.iter().find(|p| {
            p.email
                .as_deref()
                .is_some_and(|e| e.eq_ignore_ascii_case(email))
        })
    }
}

/// A key of `po.yaml` whose value cannot be used.
#[derive(Clone, Debug)]
pub struct ConfigError {
    pub key: &'static str,
    pub message: String,
}
