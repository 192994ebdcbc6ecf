//! Merges two changes of a record field by field. The result is our text with
//! edits, so that its comments and order stay; what two sides gave two values
//! is left with both.

mod alike;
mod back;
mod comments;
mod draft;
mod list;
mod loss;
mod section;
mod standing;
mod trace;
mod value;
mod voices;
mod weave;
mod write;

pub use loss::has_comments_of;
pub use voices::is_voices;
pub use voices::merge_voices;

use super::patch::second_reader;
use crate::diag::Error;
use crate::diag::Finding;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::conflict;
use crate::model::conflict::Conflict;
use crate::model::conflict::Marked;
use crate::model::kind::Kind;
use crate::model::record;
use crate::model::shape;
use crate::model::shape::Shape;
use crate::yaml::Document;
use crate::yaml::Edit;
use crate::yaml::Refusal;
use crate::yaml::Segment;
use comments::Comments;
use draft::Documents;
use serde_json::Map;
use serde_json::Value;
use value::Change;

#[cfg(test)]
mod tests;

/// The three texts of a merge. Without a common ancestor the base is empty.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'t> {
    pub base: &'t str,
    pub ours: &'t str,
    pub theirs: &'t str,
}

/// What a record is, as far as merging has to know.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    pub kind: &'static Kind,
    /// Its file, relative to the backlog.
    pub path: &'a str,
    pub config: &'a Config,
}

/// A merged record: one text, or where fields are in conflict two.
#[derive(Clone, Debug)]
pub struct Merged {
    pub ours: Document,
    pub theirs: Document,
    kind: &'static Kind,
    /// How its lines end; as they are where it does not matter.
    eol: Option<&'static str>,
}

/// Merges field by field.
///
/// # Errors
/// A side that is no record, two records, or a merged text that does not say
/// what it should: such files are merged as text.
pub fn merge(texts: Texts<'_>, about: About<'_>) -> Result<Merged, Error> {
    let eol = common_eol(texts);
    let plain = |text: &str| match eol {
        Some(_) => text.replace("\r\n", "\n"),
        None => text.to_owned(),
    };
    let [base, ours, theirs] = [texts.base, texts.ours, texts.theirs].map(plain);
    let ours = read(ours)?;
    let theirs = read(theirs)?;
    let both = |document: Document| Merged {
        theirs: document.clone(),
        ours: document,
        kind: about.kind,
        eol,
    };
    if theirs.text() == base || theirs.text() == ours.text() {
        return Ok(both(ours));
    }
    if ours.text() == base {
        return Ok(both(theirs));
    }
    if let Some(why) = two_records(&base, &ours.value(), &theirs.value()) {
        return Err(Error::usage(why));
    }
    let before = before(&base, &ours.value(), &theirs.value());
    let [mut our_value, mut their_value] = values(about, &before, &ours.value(), &theirs.value())?;
    let base_read = read(base.clone()).ok();
    let documents = Documents {
        base: base_read.as_ref(),
        ours: &ours,
        theirs: &theirs,
    };
    let comments = Comments::of(about, documents.base, [&ours, &theirs]);
    comments.put_back([&mut our_value, &mut their_value]);
    let texts = Texts {
        base: &base,
        ours: ours.text(),
        theirs: theirs.text(),
    };
    let written = |values: [&Map<String, Value>; 2]| {
        draft::drafts(texts, documents, &comments, values, about.kind)
    };
    let (mut merged, mut other) = written([&our_value, &their_value])?;
    let back = back::changed_back(&merged, [&ours, &theirs], about);
    if !back.is_empty() {
        for field in back {
            back::set(&mut our_value, field, &ours);
            back::set(&mut their_value, field, &theirs);
        }
        (merged, other) = written([&our_value, &their_value])?;
    }
    for new in [&merged, &other] {
        verified(new, &ours, &theirs, about)?;
    }
    Ok(Merged {
        ours: merged,
        theirs: other,
        kind: about.kind,
        eol,
    })
}

/// Why the sides are two records, so that no field of one may go into the
/// other. Two texts without a common ancestor are one record brought here twice
/// where their histories begin with the same moment; a moment that is but a day
/// tells nothing, and without a history only values are known. With an ancestor,
/// git may have taken a new file for the old one renamed: that record has
/// another id, and more that `po renumber` never changes.
pub fn two_records(base: &str, ours: &Value, theirs: &Value) -> Option<String> {
    if base.is_empty() {
        if ours.get("id") != theirs.get("id") {
            return Some("each side added a record of its own".to_owned());
        }
        let first = |side: &Value| side.pointer("/history/0").cloned();
        let (our_first, their_first) = (first(ours)?, first(theirs)?);
        let is_moment = our_first["at"].as_str().is_some_and(|at| at.contains(':'));
        let is_one = our_first == their_first && is_moment;
        return (!is_one).then(|| "each side added a record of its own".to_owned());
    }
    let base = Document::parse(base.to_owned()).ok()?.value();
    let is_another = |side: &Value| {
        let differs = |place: &str| side.pointer(place) != base.pointer(place);
        differs("/id")
            && ["/title", "/created", "/history/0"]
                .into_iter()
                .any(differs)
    };
    let both_new = ours.get("id") != base.get("id") && theirs.get("id") != base.get("id");
    let is_two =
        ours.get("id") != theirs.get("id") && (both_new || is_another(ours) || is_another(theirs));
    let name = |side: &Value| {
        side["id"]
            .as_str()
            .unwrap_or("one without an id")
            .to_owned()
    };
    is_two.then(|| {
        let (ours, theirs) = (name(ours), name(theirs));
        format!("git took two records for one: {ours} of ours, {theirs} of theirs")
    })
}

/// What the merged record says, for each side.
fn values(
    about: About<'_>,
    base: &Value,
    ours: &Value,
    theirs: &Value,
) -> Result<[Map<String, Value>; 2], Error> {
    let change = Change {
        base: Some(base),
        ours: Some(ours),
        theirs: Some(theirs),
        zone: &about.config.zone,
    };
    let pair = value::merge("", &shape(about), change);
    let (Some(Value::Object(ours)), Some(Value::Object(theirs))) = (pair.ours, pair.theirs) else {
        return Err(Error::usage("a side is no record"));
    };
    if ours.get("id") != theirs.get("id") {
        return Err(Error::usage("the sides have two ids"));
    }
    Ok([ours, theirs])
}

fn shape(about: About<'_>) -> Shape {
    Shape::Fields(shape::fields(about.kind, about.config))
}

fn read(text: String) -> Result<Document, Error> {
    let document = Document::parse(text).map_err(|(fault, _)| Error::usage(fault.message))?;
    match document.value() {
        Value::Object(_) => Ok(document),
        _ => Err(Error::usage("a side is no record")),
    }
}

/// The base as a value. Where it is none that can be read, or has conflicts of
/// its own, it says nothing: what the sides then have differently is new.
fn before(base: &str, ours: &Value, theirs: &Value) -> Value {
    let read = |text: &str| Document::parse(text.to_owned()).ok().map(|d| d.value());
    if let Some(value @ Value::Object(_)) = read(base) {
        return value;
    }
    let Some(Marked {
        ours: one,
        theirs: other,
        ..
    }) = Marked::read(base)
    else {
        return Value::Object(Map::new());
    };
    let (Value::Object(mut one), Value::Object(other)) = (one.value(), other.value()) else {
        return Value::Object(Map::new());
    };
    one.retain(|key, value| other.get(key) == Some(value) || ours.get(key) == theirs.get(key));
    Value::Object(one)
}

/// How the lines of all three end, where each keeps to one way: as in our side,
/// unless theirs alone changed it.
fn common_eol(texts: Texts<'_>) -> Option<&'static str> {
    let of = |text: &str| {
        let (all, with_return) = (text.matches('\n').count(), text.matches("\r\n").count());
        match with_return {
            0 => Some("\n"),
            n if n == all => Some("\r\n"),
            _ => None,
        }
    };
    let (ours, theirs) = (of(texts.ours)?, of(texts.theirs)?);
    let base = of(texts.base)?;
    Some(if ours == base && !texts.base.is_empty() {
        theirs
    } else {
        ours
    })
}

/// The new text is a record, to us and to a second reader, with no value that
/// does not fit but those a side had already.
fn verified(
    new: &Document,
    ours: &Document,
    theirs: &Document,
    about: About<'_>,
) -> Result<(), Error> {
    second_reader(about.path, ours, new)?;
    let read = |document: &Document| {
        Record::read(about.kind, about.path, document.clone(), about.config)
            .map(|read| read.findings)
            .map_err(|finding| Error::usage(finding.message))
    };
    let known: Vec<Finding> = [read(ours)?, read(theirs)?].concat();
    let is_new = |finding: &Finding| {
        let same = |k: &Finding| k.field == finding.field && k.message == finding.message;
        !known.iter().any(same)
    };
    match read(new)?.into_iter().find(is_new) {
        None => Ok(()),
        Some(finding) => Err(Error::usage(finding.message)),
    }
}

impl Merged {
    /// A file with markers, taken apart.
    pub fn of_marked(marked: Marked, kind: &'static Kind) -> Self {
        Self {
            ours: marked.ours,
            theirs: marked.theirs,
            kind,
            eol: None,
        }
    }

    /// Gives both sides our value of a field in conflict, or theirs.
    ///
    /// # Errors
    /// A value that cannot be written where it stands.
    pub(super) fn take(&mut self, conflict: &Conflict, ours: bool) -> Result<(), Error> {
        let (from, to) = match ours {
            true => (&conflict.theirs, &conflict.ours),
            false => (&conflict.ours, &conflict.theirs),
        };
        let edits = write::edits(&conflict.path, from.as_ref(), to.as_ref());
        let (side, from) = match ours {
            true => (&mut self.theirs, &self.ours),
            false => (&mut self.ours, &self.theirs),
        };
        let order = record::key_order(self.kind);
        let conflicts = std::slice::from_ref(conflict);
        *side = section::brought(side, from, conflicts, &edits, order).map_err(by_hand)?;
        Ok(())
    }

    /// Settles the fields that only one side changed, so far as the text before
    /// tells; those in lists stay, whose places it does not know.
    ///
    /// # Errors
    /// A value that cannot be written where it stands.
    pub fn settle_one_sided(&mut self, base: &str) -> Result<(), Error> {
        let Ok(base) = Document::parse(base.to_owned()) else {
            return Ok(());
        };
        let before = |conflict: &Conflict| {
            let root = base.root()?;
            root.at(&conflict.path).map(crate::yaml::NodeRef::value)
        };
        let is_key = |segment: &Segment| matches!(segment, Segment::Key(_));
        for conflict in self.conflicts() {
            let before = before(&conflict);
            let is_ours = before == conflict.theirs;
            if conflict.path.iter().all(is_key) && (is_ours || before == conflict.ours) {
                self.take(&conflict, is_ours)?;
            }
        }
        Ok(())
    }

    /// Makes the same edits on both sides.
    ///
    /// # Errors
    /// A place that cannot be edited.
    pub(super) fn amend(&mut self, edits: &[Edit]) -> Result<(), Error> {
        self.ours = edited(self.kind, &self.ours, edits)?;
        self.theirs = edited(self.kind, &self.theirs, edits)?;
        Ok(())
    }

    /// Makes edits on our side alone.
    ///
    /// # Errors
    /// A place that cannot be edited.
    pub(super) fn amend_ours(&mut self, edits: &[Edit]) -> Result<(), Error> {
        self.ours = edited(self.kind, &self.ours, edits)?;
        Ok(())
    }

    pub fn kind(&self) -> &'static Kind {
        self.kind
    }

    /// The fields with two values.
    pub fn conflicts(&self) -> Vec<Conflict> {
        conflict::between(self.kind, &self.ours.value(), &self.theirs.value())
    }

    /// The text to write: with markers around each field that has two values.
    ///
    /// # Errors
    /// A field whose other value cannot be written where it stands.
    pub fn text(&self, marker_size: Option<usize>) -> Result<String, Error> {
        let text = write::marked(&self.ours, &self.theirs, self.kind, marker_size)
            .map_err(|refusal| Error::usage(refusal.message))?;
        Ok(match self.eol {
            Some("\r\n") => text.replace('\n', "\r\n"),
            _ => text,
        })
    }
}

fn edited(kind: &Kind, document: &Document, edits: &[Edit]) -> Result<Document, Error> {
    let order = record::key_order(kind);
    crate::yaml::apply(document, edits, order).map_err(by_hand)
}

fn by_hand(refusal: Refusal) -> Error {
    Error::usage(refusal.message).help("nothing was changed; edit the file by hand")
}
