//! The backlog as far as completion needs it: its settings at once, of records
//! only what is asked for. Where there is none, or it is broken, there is less.

use super::super::Cli;
use super::super::Environment;
use super::super::context::Context;
use super::super::select::Words;
use super::spot::Spot;
use clap::FromArgMatches;
use po::model::Backlog;
use po::model::config::Config;
use po::model::kind::Kind;
use po::model::query;
use po::model::query::Vocabulary;
use po::model::shape;
use po::store;
use po::store::Glimpse;
use po::store::Root;
use std::cell::OnceCell;
use std::collections::HashMap;

pub(super) struct Desk<'e> {
    /// None where the words of the environment cannot be used.
    context: Option<Context<'e>>,
    pub root: Option<Root>,
    /// The settings, and no record.
    settings: Backlog,
    fields: OnceCell<HashMap<&'static str, Vec<shape::Field>>>,
}

impl<'e> Desk<'e> {
    /// The backlog that the command at the cursor would work on.
    pub fn new(environment: &'e Environment, spot: &Spot) -> Self {
        // Only clap knows which variables stand in for which options.
        let alone = spot.tree.clone().try_get_matches_from(["po"]);
        let cli = alone.ok().and_then(|m| Cli::from_arg_matches(&m).ok());
        let context = cli.map(|cli| {
            let mut global = cli.global;
            if let Some(dir) = spot.option("dir") {
                global.dir = Some(dir.into());
            }
            if let Some(name) = spot.option("by") {
                global.unlisted.by = Some(name.to_owned());
            }
            Context::new(environment, global)
        });
        let root = context.as_ref().and_then(|context| context.root().ok());
        let config = root.as_ref().and_then(|root| store::load_config(root).ok());
        Self {
            context,
            root,
            settings: Backlog::new(config.unwrap_or_default(), None, Vec::new()),
            fields: OnceCell::new(),
        }
    }

    pub fn config(&self) -> &Config {
        &self.settings.config
    }

    /// The states of a kind with what they mean to reports.
    pub fn states(&self, kind: &Kind) -> Vec<(String, &'static str)> {
        let states = self.settings.states(kind).into_iter();
        states
            .map(|(state, category)| (state.to_owned(), category.word()))
            .collect()
    }

    /// Whether a record of this status is still to be finished.
    pub fn is_open(&self, kind: &Kind, status: Option<&str>) -> bool {
        let states = self.settings.states(kind);
        let state = states.iter().find(|(name, _)| Some(*name) == status);
        state.is_none_or(|(_, category)| category.is_open())
    }

    /// The fields of a kind, the team's own among them.
    pub fn fields(&self, kind: &'static Kind) -> &[shape::Field] {
        let all = self.fields.get_or_init(|| {
            let kinds = po::model::kind::ALL.iter();
            kinds
                .map(|kind| (kind.id, shape::fields(kind, self.config())))
                .collect()
        });
        all.get(kind.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// These keys of the records whose ids begin so.
    pub fn glimpse(&self, kind: &'static Kind, begins: &str, keys: &[&str]) -> Vec<Glimpse> {
        match &self.root {
            Some(root) => store::glimpse(root, kind, begins, keys),
            None => Vec::new(),
        }
    }

    /// What a query may speak of.
    pub fn with_vocabulary<T>(
        &self,
        kind: &'static Kind,
        say: impl FnOnce(&Vocabulary) -> T,
    ) -> Option<T> {
        let (context, root) = (self.context.as_ref()?, self.root.as_ref()?);
        let words = Words::new(context, root, &self.settings).ok()?;
        Some(say(&words.vocabulary(Some(kind))))
    }

    /// The words behind `is:` with what they mean.
    pub fn is_words(&self, kind: &'static Kind) -> Vec<(&'static str, &'static str)> {
        let own = self.with_vocabulary(kind, query::is_words);
        own.unwrap_or_default()
    }
}
