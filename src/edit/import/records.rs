//! The fields of the record that a draft is, and the new file it makes.

use super::Stage;
use super::place;
use super::place::Placed;
use super::place::Places;
use crate::diag::Error;
use crate::edit::Change;
use crate::edit::change;
use crate::edit::create;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::date::Moment;
use crate::model::id::Id;
use crate::model::kind;
use crate::model::kind::Kind;
use crate::model::kind::States;
use crate::model::rank;
use crate::model::rank::Rank;
use crate::model::record;
use crate::model::workflow::Category;
use crate::text;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::collections::HashMap;

/// What the records of one import have in common.
#[derive(Debug)]
pub(super) struct Records<'a> {
    backlog: &'a Backlog,
    places: &'a Places<'a>,
    /// The ranks of the new records, by the place of their draft.
    ranks: HashMap<usize, Rank>,
}

impl<'a> Records<'a> {
    /// # Errors
    /// No rank key lies behind those there are.
    pub fn new(backlog: &'a Backlog, places: &'a Places<'a>) -> Result<Self, Error> {
        let mut ranks = HashMap::new();
        for kind in kind::ALL
            .iter()
            .filter(|k| matches!(k.states, States::Workflow))
        {
            ranks.extend(ranks_behind(backlog, places, kind)?);
        }
        Ok(Self {
            backlog,
            places,
            ranks,
        })
    }

    /// The fields that the source gives a record, and how many of its links
    /// have no target.
    pub fn fields(&self, placed: &Placed<'_>) -> (Map<String, Value>, usize) {
        let mut fields = placed.draft.fields.clone();
        if let Some(Value::String(title)) = fields.get_mut("title")
            && !text::is_one_line(title)
        {
            *title = text::one_line(title);
        }
        fields.insert("id".to_owned(), json!(placed.id));
        if let States::Workflow = placed.kind.states {
            let state = state(self.backlog, placed.draft.stage);
            fields.insert("status".to_owned(), state.into());
        }
        let (links, left_out) = self.places.links(placed);
        for (field, id) in links {
            insert(&mut fields, field, id);
        }
        (fields, left_out)
    }

    /// The file of a new record.
    ///
    /// # Errors
    /// A value that does not fit, or that other YAML readers read otherwise.
    pub fn create(
        &self,
        at: usize,
        placed: &Placed<'_>,
        mut fields: Map<String, Value>,
    ) -> Result<Change, Error> {
        if let Some(rank) = self.ranks.get(&at) {
            fields.insert("rank".to_owned(), json!(rank));
        }
        let history = history(self.backlog, placed, &fields);
        if !history.is_empty() {
            fields.insert("history".to_owned(), history.into());
        }
        let title = fields
            .get("title")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let path = create::path(placed.kind, &placed.id, title);
        let fields = self.in_order(placed.kind, fields);
        let record = create::write(self.backlog, placed.kind, &path, &fields)?;
        let after = record.document().map(|document| document.text().to_owned());
        Ok(Change {
            path,
            id: Some(placed.id.clone()),
            before: None,
            after,
            fields: change::additions(&fields),
            place: None,
        })
    }

    fn in_order(&self, kind: &Kind, mut fields: Map<String, Value>) -> Map<String, Value> {
        let mut ordered = Map::new();
        for key in record::key_order(kind) {
            if let Some((key, value)) = fields.remove_entry(*key) {
                ordered.insert(key, value);
            }
        }
        ordered.extend(fields);
        ordered
    }
}

/// The state of the workflow for a stage.
pub(super) fn state(backlog: &Backlog, stage: Stage) -> &str {
    let workflow = &backlog.config.workflow;
    let state = match stage {
        Stage::ToDo => None,
        Stage::InProgress => workflow.first(Category::Active),
        Stage::Done => workflow.first(Category::Done),
        // A team without such a state calls it done.
        Stage::Dropped => workflow
            .first(Category::Dropped)
            .or_else(|| workflow.first(Category::Done)),
    };
    &state.unwrap_or(workflow.entry()).name
}

fn insert(fields: &mut Map<String, Value>, field: &str, id: Id) {
    if !place::is_list(field) {
        fields.insert(field.to_owned(), json!(id));
        return;
    }
    let list = fields.entry(field).or_insert_with(|| json!([]));
    if let Value::Array(items) = list {
        items.push(json!(id));
    }
}

/// Keys for the open new records of a kind, as the source ranks them, behind
/// all that have one.
fn ranks_behind(
    backlog: &Backlog,
    places: &Places<'_>,
    kind: &'static Kind,
) -> Result<Vec<(usize, Rank)>, Error> {
    let drafts = places.placed.iter().enumerate();
    let mut new: Vec<(&str, usize)> = drafts
        .filter(|(_, p)| std::ptr::eq(p.kind, kind) && p.record.is_none())
        .filter(|(_, p)| !matches!(p.draft.stage, Stage::Done | Stage::Dropped))
        .map(|(at, p)| (p.draft.order.as_str(), at))
        .collect();
    new.sort_unstable();
    let rank = |record: &'_ Record| record.common.rank.clone().filter(Rank::is_valid);
    let taken = backlog.of_kind(kind).filter_map(rank);
    let last = taken.max_by(|a, b| a.key().cmp(b.key()));
    let ranks = rank::many(last.as_ref(), None, new.len())
        .map_err(|error| Error::usage(format!("the {} cannot be ranked: {error}", kind.plural)))?;
    Ok(new.into_iter().map(|(_, at)| at).zip(ranks).collect())
}

/// When a record was written down and when it came to its state, as far as the
/// source says. The last entry always names the state that the record is in.
fn history(backlog: &Backlog, placed: &Placed<'_>, fields: &Map<String, Value>) -> Vec<Value> {
    let (States::Workflow, Some(status)) = (placed.kind.states, fields.get("status")) else {
        return Vec::new();
    };
    let entry = |at: Moment, status: &Value| json!({"at": at, "status": status});
    let created = moment(placed.draft.dates.created.as_deref());
    let reached = moment(placed.draft.dates.resolved.as_deref());
    let first = json!(state(backlog, Stage::ToDo));
    let zone = &backlog.config.zone;
    match (placed.draft.stage, created, reached) {
        (Stage::ToDo, Some(created), _) => vec![entry(created, status)],
        (Stage::ToDo, None, _) => Vec::new(),
        // A source that has the end before the beginning is believed the end.
        (_, Some(created), Some(reached)) if created.start(zone) <= reached.start(zone) => {
            vec![entry(created, &first), entry(reached, status)]
        }
        (_, _, Some(reached)) => vec![entry(reached, status)],
        // When it left the first state is not known: the field says where it is.
        (_, _, None) => Vec::new(),
    }
}

/// A moment of the source.
pub(super) fn moment(text: Option<&str>) -> Option<Moment> {
    text?.parse().ok()
}
