//! The records that a method orders together.
use super::super::Scores;
use super::gates::Gates;
use super::sensitivity::step_percent;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::voices::Voices;

/// Records that a method orders together.
#[derive(Clone, Copy, Debug)]
pub struct Set<'a> {
    /// Open ones of one kind.
    records: &'a [&'a Record],
    backlog: &'a Backlog,
    pub(super) gates: Gates,
    pub today: Day,
}

impl<'a> Set<'a> {
    /// # Errors
    /// `po.yaml` names gates that there are not.
    pub fn new(backlog: &'a Backlog, records: &'a [&'a Record], today: Day) -> Result<Self, Error> {
        Ok(Self {
            records,
            backlog,
            gates: Gates::of(&backlog.config)?,
            today,
        })
    }

    /// The polls and comparisons of the backlog.
    pub fn voices(&self) -> &'a Voices {
        self.backlog.voices()
    }

    /// The id of a record that there is, or a text that is no id of one.
    pub fn is_known(&self, text: &str) -> bool {
        let id = Id::read(text).filter(|id| kind::by_prefix(id.prefix()).is_some());
        id.is_none_or(|id| self.backlog.get(&id).is_some())
    }

    /// Those that get a place: without what the gates leave out.
    pub fn placed(&self) -> impl Iterator<Item = &'a Record> {
        let records = self.records.iter().copied();
        records.filter(|record| !self.gates.standing(Scores::of(record)).out)
    }
}

/// The keys below `prioritize:` that no order can use, each with what is wrong.
pub fn unusable(config: &Config) -> impl Iterator<Item = (&'static str, Error)> {
    let gates = Gates::of(config).err().map(|error| ("gates", error));
    let step = step_percent(config).err();
    let step = step.map(|error| ("step_percent", error));
    gates.into_iter().chain(step)
}
