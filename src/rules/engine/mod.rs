//! How rules are run: what they are given, what they give back, and what `po.yaml` and the records say about them.

mod floor;
mod hit;
mod lasting;
mod problems;
mod run;
mod said;
mod settings;

pub use floor::floor;
pub use hit::Hit;
pub use hit::key_place;
pub use problems::definition_problems;
pub use run::Selection;
pub(super) use run::allowed;
pub(super) use run::is_off;
pub(super) use run::is_reason;
pub use run::of_planning;
pub use run::run;
pub use run::running;
pub use settings::Scope;
pub use settings::Settings;
pub use settings::Start;

use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Day;
use crate::model::kind::States;
use crate::model::workflow::Category;
use crate::model::workflow::Milestone;
use crate::rules::words::Language;
use crate::rules::words::Lexicon;
use crate::rules::words::Lexicons;
use serde_json::Map;
use serde_json::Value;

/// From where in the life of a record a rule looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// At any status, closed records too; the rule itself knows what it looks at.
    Any,
    Milestone(Milestone),
}

/// An option of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub name: &'static str,
    pub form: SettingForm,
    pub doc: &'static str,
}

/// What the value of an option is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingForm {
    Number,
    Texts,
    Date,
}

/// What a rule is given beside the record.
pub struct Context<'a> {
    pub backlog: &'a Backlog,
    pub today: Day,
    /// The options of the rule: `rules.ID` in `po.yaml`, and those of an item of a definition over them.
    pub options: Map<String, Value>,
    lexicons: Lexicons,
}

impl<'a> Context<'a> {
    pub fn new(backlog: &'a Backlog, today: Day, options: Map<String, Value>) -> Self {
        Self {
            backlog,
            today,
            options,
            lexicons: Lexicons::default(),
        }
    }

    /// A number option.
    pub fn number(&self, name: &str, default: f64) -> f64 {
        let given = self.options.get(name).and_then(Value::as_f64);
        given.unwrap_or(default)
    }

    /// An option that is a list of texts.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        let given = self.options.get(name).and_then(Value::as_array);
        let texts = given.into_iter().flatten();
        texts.filter_map(Value::as_str).collect()
    }

    /// A date option.
    pub fn date(&self, name: &str) -> Option<Day> {
        self.options.get(name)?.as_str()?.parse().ok()
    }

    /// The words that the rule of this id looks for in a language, made ready once.
    pub fn lexicon(&self, language: &Language, rule: &str) -> &Lexicon {
        self.lexicons.of(language, rule, self)
    }

    /// Whether a record has come so far.
    pub fn reached(&self, record: &Record, milestone: Milestone) -> bool {
        reached(self.backlog, record, milestone)
    }
}

/// Whether a record has come so far. The fixed states of sprints and releases know begun and done only.
fn reached(backlog: &Backlog, record: &Record, milestone: Milestone) -> bool {
    match record.kind.states {
        States::Workflow => {
            let workflow = &backlog.config.workflow;
            let status = record.status().unwrap_or(&workflow.entry().name);
            workflow.reached(status, milestone)
        }
        States::Fixed(_) => match (milestone, backlog.category(record)) {
            (Milestone::Idea, _) => true,
            (Milestone::Done, category) => category == Category::Done,
            (_, category) => matches!(category, Category::Active | Category::Done),
        },
    }
}

#[cfg(test)]
mod tests;
