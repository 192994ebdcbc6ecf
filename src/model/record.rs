//! A record: its file, its typed view, and its fields by name.

use super::access;
use super::common::Common;
use super::common::HEAD;
use super::common::MIDDLE;
use super::common::Obstacle;
use super::common::TAIL;
use super::config::Config;
use super::id::Id;
use super::kind;
use super::kind::Body;
use super::kind::Epic;
use super::kind::Kind;
use super::kind::Release;
use super::kind::Sprint;
use super::kind::Story;
use super::rank::Rank;
use super::reading;
use super::union::FlagOr;
use crate::diag::Finding;
use crate::diag::Place;
use crate::text::with_article;
use crate::yaml::Document;
use crate::yaml::Path;
use indexmap::IndexMap;
use serde_json::Map;
use serde_json::Value;
use std::sync::LazyLock;

/// One record of the backlog.
#[derive(Debug)]
pub struct Record {
    pub kind: &'static Kind,
    /// Path of its file relative to the backlog, with `/`.
    pub path: String,
    pub common: Common,
    /// The team's own fields, as declared in `po.yaml`.
    pub custom: IndexMap<String, Value>,
    body: Box<dyn Body>,
    document: Option<Box<Document>>,
}

/// A file that gave a record, and what in it did not fit.
#[derive(Debug)]
pub struct Read {
    pub record: Record,
    pub findings: Vec<Finding>,
}

/// What puts records into the manual order: rank, then id, then path. A rank
/// that is none counts as missing, which comes last.
pub type ManualPlace<'a> = (bool, Option<&'a str>, &'a Id, &'a str);

impl Record {
    /// Reads a record. What does not fit is a finding and left out; only a file
    /// without an id gives no record.
    ///
    /// # Errors
    /// The finding that says why the file gives no record.
    pub fn read(
        kind: &'static Kind,
        path: &str,
        document: Document,
        config: &Config,
    ) -> Result<Read, Box<Finding>> {
        let unreadable = |misfit| Box::new(reading::no_record(&document, path, misfit));
        let (common, mut misfits) =
            crate::yaml::read_lenient::<Common>(&document).map_err(unreadable)?;
        let (body, more) = (kind.read)(&document).map_err(unreadable)?;
        misfits.extend(more);
        let mut findings: Vec<Finding> = misfits
            .into_iter()
            .map(|misfit| reading::misfit(kind, path, &document, &common.id, misfit))
            .collect();
        let (custom, more) = reading::custom(kind, path, &document, config, &common.id);
        findings.extend(more);
        let record = Record {
            kind,
            path: path.to_owned(),
            common,
            custom,
            body,
            document: Some(Box::new(document)),
        };
        Ok(Read { record, findings })
    }

    /// Forgets the text; commands that only read need no places.
    pub fn forget_document(&mut self) {
        self.document = None;
    }

    /// The text it was read from, where it was kept.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_deref()
    }

    pub fn id(&self) -> &Id {
        &self.common.id
    }

    /// The title, or nothing.
    pub fn title(&self) -> &str {
        self.common.title.as_deref().unwrap_or_default()
    }

    pub fn status(&self) -> Option<&str> {
        self.common.status.as_deref()
    }

    /// The fields of its kind, where it is of this kind.
    pub fn body<T: 'static>(&self) -> Option<&T> {
        self.body.as_any().downcast_ref()
    }

    pub fn story(&self) -> Option<&Story> {
        self.body()
    }

    pub fn epic(&self) -> Option<&Epic> {
        self.body()
    }

    pub fn sprint(&self) -> Option<&Sprint> {
        self.body()
    }

    pub fn release(&self) -> Option<&Release> {
        self.body()
    }

    /// What must be done before it.
    pub fn depends_on(&self) -> &[Id] {
        let story = self.story().map(|story| story.depends_on.as_slice());
        let epic = || self.epic().map(|epic| epic.depends_on.as_slice());
        story.or_else(epic).unwrap_or_default()
    }

    /// What keeps it from going on, where more is known than that something does.
    pub fn obstacle(&self) -> Option<&Obstacle> {
        let story = self.story().and_then(|story| story.blocked.as_deref());
        match story.or_else(|| self.epic()?.blocked.as_ref())? {
            FlagOr::Map(obstacle) => Some(obstacle),
            FlagOr::Flag(_) => None,
        }
    }

    /// `blocked since 2026-11-20 by IM-9: waiting for the bank`, where it is.
    pub fn block(&self) -> Option<String> {
        let words = || self.obstacle().map(Obstacle::words).unwrap_or_default();
        self.is_blocked().then(|| format!("blocked{}", words()))
    }

    /// Something keeps it from going on.
    pub fn is_blocked(&self) -> bool {
        let stands = |blocked: Option<&FlagOr<Obstacle>>| match blocked {
            Some(FlagOr::Flag(flag)) => *flag,
            Some(FlagOr::Map(_)) => true,
            None => false,
        };
        if let Some(story) = self.story() {
            return stands(story.blocked.as_deref());
        }
        if let Some(epic) = self.epic() {
            return stands(epic.blocked.as_ref());
        }
        match self.field("blocked") {
            Some(Value::Bool(flag)) => flag,
            Some(Value::Object(_)) => true,
            _ => false,
        }
    }

    /// A field by its name in files, or by dots inside it
    /// (`scores.wsjf.value`, `acceptance.2.then`). Null where it has no value,
    /// `None` where the kind has no such field.
    pub fn field(&self, name: &str) -> Option<Value> {
        let (top, rest) = match name.split_once('.') {
            Some((top, rest)) => (top, Some(rest)),
            None => (name, None),
        };
        let value = access::field(&self.common, top)
            .or_else(|| self.body.field(top))
            .or_else(|| self.custom.get(top).cloned())?;
        match rest {
            None => Some(value),
            Some(rest) => Some(inside(&value, rest).cloned().unwrap_or(Value::Null)),
        }
    }

    /// All fields in the order new files have them.
    pub fn fields(&self) -> Map<String, Value> {
        self.fields_in(key_order(self.kind))
    }

    /// All fields in an order that was found before: for many records of a kind.
    pub fn fields_in(&self, order: &[&str]) -> Map<String, Value> {
        let mut all = access::fields(&self.common);
        all.extend(self.body.fields());
        all.extend(self.custom.clone());
        let mut ordered = Map::new();
        for key in order {
            if let Some((key, value)) = all.remove_entry(*key) {
                ordered.insert(key, value);
            }
        }
        ordered.extend(all);
        ordered
    }

    /// Every id it names, with the key path; its history is not looked at.
    pub fn links(&self) -> Vec<(String, Id)> {
        let mut links = access::links(&self.common);
        links.extend(self.body.links());
        links
    }

    /// Why a field of it (a key path) cannot name this record, if so: it is the
    /// record itself, or of another kind than the field is for.
    pub fn misplaced(&self, field: &str, id: &Id) -> Option<String> {
        if id == self.id() {
            return Some(format!("{id} cannot link to itself"));
        }
        let (wanted, found) = (
            kind::wanted(self.kind, field)?,
            kind::by_prefix(id.prefix())?,
        );
        let (is, not) = (with_article(found.id), with_article(wanted.id));
        (!std::ptr::eq(found, wanted)).then(|| format!("{id} is {is}, not {not}"))
    }

    /// Its place in the order people gave, by rank, then by id.
    pub fn manual_place(&self) -> ManualPlace<'_> {
        let rank = self.common.rank.as_ref();
        let rank = rank.filter(|rank| rank.is_valid()).map(Rank::key);
        (rank.is_none(), rank, self.id(), &self.path)
    }

    /// The place of a key path in its file: the value, or the key where the
    /// value is more than one line, or the nearest key above that exists.
    pub fn place(&self, path: &Path) -> Place {
        reading::place_of(self.document.as_deref(), &self.path, path)
    }

    /// The place of a top-level field.
    pub fn place_of(&self, field: &str) -> Place {
        self.place(&vec![crate::yaml::Segment::Key(field.to_owned())])
    }
}

/// The keys of a kind in the order new files have them.
///
/// What different people change stands apart, so that git merges it line by
/// line: `created`, which never changes, keeps `rank` from the keys of
/// planning, and `assignee` is far from both.
pub fn key_order(kind: &Kind) -> &'static [&'static str] {
    static ORDERS: LazyLock<Vec<Vec<&str>>> =
        LazyLock::new(|| kind::ALL.iter().map(|kind| order_of(kind)).collect());
    let place = kind::ALL.iter().position(|known| known.id == kind.id);
    place.map_or(&[], |place| ORDERS[place].as_slice())
}

fn order_of(kind: &'static Kind) -> Vec<&'static str> {
    let own = kind.schema["properties"].as_object();
    let own: Vec<&str> = own
        .into_iter()
        .flat_map(|p| p.keys().map(String::as_str))
        .collect();
    // Only stories have a type.
    let head = HEAD
        .iter()
        .copied()
        .filter(|key| *key != "type" || own.contains(key));
    let mut order: Vec<&str> = head.collect();
    let behind_head = order.len();
    order.extend(own.iter().filter(|key| !HEAD.contains(key)));
    let planned = order.iter().position(|key| *key == "release");
    let place = planned.map_or(behind_head, |at| at + 1);
    order.splice(place..place, MIDDLE.iter().copied());
    order.extend(TAIL);
    order
}

/// A value inside another by dots; list items by 1-based place or by their id.
pub fn inside<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |at, step| match at {
        Value::Object(map) => map.get(step),
        Value::Array(items) => match step.parse::<usize>() {
            Ok(place) => items.get(place.checked_sub(1)?),
            Err(_) => items
                .iter()
                .find(|item| item.get("id").and_then(Value::as_str) == Some(step)),
        },
        _ => None,
    })
}
