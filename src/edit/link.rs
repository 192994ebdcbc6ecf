//! Links a record to another or to a web page, and takes links away.

use super::Change;
use super::Stamp;
use super::amend::amend;
use super::amend::find;
use super::links::to_itself;
use crate::diag::Error;
use crate::model::Backlog;
use crate::model::Record;
use crate::model::id::Id;
use crate::model::id::Link;
use crate::model::kind;
use crate::model::shape;
use crate::model::shape::Shape;
use crate::model::unknown;
use crate::yaml;
use crate::yaml::Edit;
use crate::yaml::Kind;
use crate::yaml::NodeRef;
use crate::yaml::Path;
use crate::yaml::Segment;
use serde_json::json;

/// Names a target in a field of a record: added to a list, set where the field
/// holds one id.
///
/// # Errors
/// A field that holds no links, a target of another kind, or the record itself.
pub fn link(
    backlog: &Backlog,
    id: &Id,
    target: &Link,
    field: &str,
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let record = find(backlog, id)?;
    let is_list = is_list(backlog, record, field)?;
    let other = target.as_id();
    if other.as_ref() == Some(id) {
        return Err(to_itself(id));
    }
    if field != "links" && other.is_none() {
        return Err(
            Error::usage(format!("{field} takes ids; \"{target}\" is none"))
                .help(format!("po link {id} {target} puts an address under links")),
        );
    }
    let wanted = kind::wanted(record.kind, field);
    if let (Some(wanted), Some(other)) = (wanted, &other)
        && wanted.prefix != other.prefix()
    {
        return Err(match kind::by_prefix(other.prefix()) {
            Some(found) => unknown::other_kind(other, found, wanted.id),
            None => unknown::record(other, []),
        });
    }
    let path = vec![field.into()];
    let value = json!(target);
    let held = record.field(field).unwrap_or_default();
    let edit = match held.as_array() {
        Some(items) if items.contains(&value) => return Ok(None),
        _ if is_list => Edit::Append { path, value },
        _ => Edit::Set { path, value },
    };
    amend(backlog, record, vec![edit], stamp, None)
}

/// Takes every link of a record to a target away, or those in one field.
///
/// # Errors
/// There is no such link; the file cannot be edited there.
pub fn unlink(
    backlog: &Backlog,
    id: &Id,
    target: &Link,
    field: Option<&str>,
    stamp: &Stamp,
) -> Result<Option<Change>, Error> {
    let record = find(backlog, id)?;
    if let Some(field) = field {
        is_list(backlog, record, field)?;
    }
    let inside = |path: &str, field: &str| path.split('.').next() == Some(field);
    let mut paths = links_to(record, target);
    paths.retain(|path| field.is_none_or(|field| inside(path, field)));
    if paths.is_empty() {
        let place = field.map(|f| format!(" in {f}")).unwrap_or_default();
        return Err(Error::usage(format!("{id} has no link to {target}{place}"))
            .help(format!("po show {id} shows what it is linked to")));
    }
    let links: Vec<_> = paths
        .into_iter()
        .map(|path| (path, target.clone()))
        .collect();
    let edits = without(record, &links)?;
    amend(backlog, record, edits, stamp, None)
}

/// Whether a field that holds links holds several.
///
/// # Errors
/// It holds none, or does not exist.
fn is_list(backlog: &Backlog, record: &Record, field: &str) -> Result<bool, Error> {
    let is_id = |shape: &Shape| matches!(shape, Shape::Formed(form) if form.contains("[A-Z]"));
    let fields = shape::fields(record.kind, &backlog.config);
    let known: Vec<(String, bool)> = fields
        .into_iter()
        .filter(|f| f.name != "id")
        .filter_map(|f| match f.shape {
            Shape::List(item) => (f.name == "links" || is_id(&item)).then_some((f.name, true)),
            shape => is_id(&shape).then_some((f.name, false)),
        })
        .collect();
    if let Some((_, is_list)) = known.iter().find(|(name, _)| name == field) {
        return Ok(*is_list);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
    let kind = crate::text::with_article(record.kind.id);
    let error = Error::usage(format!("\"{field}\" holds no links of {kind}"));
    let all = format!("those that do are {}", names.join(", "));
    Err(match crate::text::nearest(field, names) {
        Some(near) => error.help(format!("did you mean \"{near}\"? {all}")),
        None => error.help(all),
    })
}

/// The key paths at which a record names a target.
pub(super) fn links_to(record: &Record, target: &Link) -> Vec<String> {
    let Some(id) = target.as_id() else {
        let links = record.common.links.iter().enumerate();
        let same = links.filter(|(_, link)| *link == target);
        return same.map(|(at, _)| format!("links.{}", at + 1)).collect();
    };
    let links = record.links().into_iter();
    links
        .filter(|(_, to)| *to == id)
        .map(|(path, _)| path)
        .collect()
}

/// The edits that take links away, each given by its key path and target: the
/// item of a list, the key otherwise. A top-level list that would be empty goes
/// as a whole.
///
/// # Errors
/// The file does not hold a link where the record says.
pub(super) fn without(record: &Record, links: &[(String, Link)]) -> Result<Vec<Edit>, Error> {
    let root = record.document().and_then(yaml::Document::root);
    let mut places: Vec<Path> = Vec::new();
    for (dotted, target) in links {
        let place = root.and_then(|root| located(root, dotted, target.as_str()));
        places.push(place.ok_or_else(|| {
            let field = dotted.split('.').next().unwrap_or_default();
            let id = record.id();
            Error::usage(format!("the link at {dotted} of {id} cannot be taken away"))
                .at(record.place_of(field))
                .help("nothing was changed; edit the file by hand")
        })?);
    }
    let count = |list: &[Segment]| {
        root.and_then(|r| r.at(list))
            .map_or(0, |l| l.items().count())
    };
    let lists: Vec<Path> = places
        .iter()
        .filter(|p| p.len() == 2)
        .map(|p| p[..1].to_vec())
        .collect();
    let emptied = |list: &[Segment]| {
        let taken = places
            .iter()
            .filter(|p| p.len() == 2 && p[..1] == *list)
            .count();
        taken > 0 && taken == count(list)
    };
    let mut kept: Vec<Path> = lists.into_iter().filter(|list| emptied(list)).collect();
    kept.dedup();
    let rest = places
        .iter()
        .filter(|p| !(p.len() == 2 && emptied(&p[..1])));
    kept.extend(rest.cloned());
    // From the last to the first, so that the places of a list stay right.
    kept.sort_by_key(|path| std::cmp::Reverse(path.iter().map(step_order).collect::<Vec<_>>()));
    kept.dedup();
    Ok(kept.into_iter().map(|path| Edit::Remove { path }).collect())
}

fn step_order(step: &Segment) -> (usize, String) {
    match step {
        Segment::Index(at) => (*at, String::new()),
        Segment::Key(key) => (0, key.clone()),
    }
}

/// The place in the file of a link, or of the list item that is nothing
/// without it.
pub(super) fn located(root: NodeRef<'_>, dotted: &str, target: &str) -> Option<Path> {
    let mut node = root;
    let mut path = Path::new();
    for step in dotted.split('.') {
        let segment = match node.kind() {
            Kind::List => Segment::Index(step.parse::<usize>().ok()?.checked_sub(1)?),
            _ => Segment::Key(step.to_owned()),
        };
        node = node.at(std::slice::from_ref(&segment))?;
        path.push(segment);
    }
    if node.text() != Some(target) {
        return None;
    }
    if let [.., Segment::Index(_), Segment::Key(key)] = path.as_slice()
        && key == "id"
    {
        path.pop();
    }
    Some(path)
}
