//! Typed values out of a document: strictly, or leaving out what does not fit.

use serde::de::DeserializeOwned;

use crate::yaml::de::De;
use crate::yaml::de::Inner;
use crate::yaml::de::Trouble;
use crate::yaml::de::read_nothing;
use crate::yaml::misfit::Misfit;
use crate::yaml::misfit::MisfitKind;
use crate::yaml::node::Document;
use crate::yaml::node::NodeRef;
use crate::yaml::path::Path;
use crate::yaml::path::Segment;
use crate::yaml::span::Span;

/// After so many misfits in one document whole top-level pairs are left out, so that a hostile file
/// costs no more time than a bad one.
const MANY: usize = 100;

/// Reads the whole document as a `T`.
///
/// # Errors
/// The first value that does not fit.
pub fn read<T: DeserializeOwned>(doc: &Document) -> Result<T, Misfit> {
    attempt(doc.root(), &[]).map_err(|inner| misfit(doc, inner))
}

/// Reads one node as a `T`.
///
/// # Errors
/// The first value that does not fit.
pub fn read_node<T: DeserializeOwned>(node: NodeRef<'_>) -> Result<T, Misfit> {
    let doc = node.document();
    attempt(Some(node), &[]).map_err(|inner| misfit(doc, inner))
}

/// Reads the whole document as a `T`; a pair or list item whose value does not fit is left out and
/// reported.
///
/// # Errors
/// The misfit that leaves no `T` at all: the root is no map, or a key that `T` needs is missing or does
/// not fit.
pub fn read_lenient<T: DeserializeOwned>(doc: &Document) -> Result<(T, Vec<Misfit>), Misfit> {
    let (mut skip, mut misfits) = (Vec::new(), Vec::new());
    loop {
        let inner = match attempt(doc.root(), &skip) {
            Ok(value) => return Ok((value, misfits)),
            Err(inner) => inner,
        };
        let slot = doc
            .root()
            .and_then(|root| slot(root, inner.node?, misfits.len() >= MANY));
        let found = misfit(doc, inner);
        let cause = misfits.iter().position(|earlier| causes(earlier, &found));
        let place = slot.map(|slot| (slot, skip.binary_search(&slot)));
        let Some((slot, Err(place))) = place else {
            return Err(cause.map_or(found, |cause| misfits.swap_remove(cause)));
        };
        skip.insert(place, slot);
        if cause.is_none() {
            misfits.push(found);
        }
    }
}

fn attempt<T: DeserializeOwned>(node: Option<NodeRef<'_>>, skip: &[u32]) -> Result<T, Inner> {
    let result = match node {
        Some(node) => T::deserialize(De { node, skip }).map_err(|trouble| trouble.at(node)),
        None => read_nothing(),
    };
    result.map_err(Trouble::into_inner)
}

fn misfit(doc: &Document, inner: Inner) -> Misfit {
    let (path, span) = match (doc.root(), inner.node.and_then(|index| doc.node(index))) {
        (Some(root), Some(node)) => (root.way_to(node.index()).0, node.span()),
        _ => (
            Path::new(),
            Span {
                line: 1,
                column: 1,
                ..Span::default()
            },
        ),
    };
    Misfit {
        kind: inner.kind,
        message: inner.message,
        span,
        path,
    }
}

/// The value to leave out so that node `index` is not read: that of the innermost pair or item around
/// it, or with `whole` of the outermost.
fn slot(root: NodeRef<'_>, index: u32, whole: bool) -> Option<u32> {
    let (path, slot) = root.way_to(index);
    let slot = if whole { root.at(path.get(..1)?) } else { slot };
    slot.map(NodeRef::index)
}

/// Whether `found` is a key missing only since what was at fault in it has been left out.
fn causes(earlier: &Misfit, found: &Misfit) -> bool {
    let MisfitKind::Missing { field } = &found.kind else {
        return false;
    };
    let below = earlier.path.strip_prefix(found.path.as_slice());
    matches!(below.and_then(<[Segment]>::first), Some(Segment::Key(key)) if key == field)
}
