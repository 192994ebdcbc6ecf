//! `po move`: put records where they belong in the order.

use super::context::Context;
use super::targets;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Change;
use po::edit::Target;
use po::model::Backlog;
use po::model::kind;
use po::model::kind::Kind;
use po::model::unknown;
use po::page::Answer;
use po::store;
use po::store::Keep;

/// Put records higher or lower in the order
///
/// The order is that of po list. As a rule only the records that move are
/// written, so that two people can order at once.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po move S-142 --top\n  po move S-142 S-147 --before S-151\n  po move S-160 --after S-142"
)]
pub(super) struct MoveArgs {
    /// Ids, or - for ids from standard input; they keep this order
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    write: WriteArgs,
}

/// Where to.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Place {
    /// Before this record
    #[arg(long, value_name = "ID")]
    before: Option<String>,
    /// Behind this record
    #[arg(long, value_name = "ID")]
    after: Option<String>,
    /// Before all others
    #[arg(long)]
    top: bool,
    /// Behind all others that have a rank
    #[arg(long)]
    bottom: bool,
}

pub(super) fn run(args: &MoveArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let target = match &args.place {
        Place {
            before: Some(id), ..
        } => Target::Before(targets::one_id(&root, id)?),
        Place {
            after: Some(id), ..
        } => Target::After(targets::one_id(&root, id)?),
        Place { top: true, .. } => Target::Top,
        _ => Target::Bottom,
    };
    let targets = Targets::to_write(context, &args.ids, &args.query, false, &args.write)?;
    let order = order(&targets, &target)?;
    let mut changes = among_the_rest(&order, &targets, &target)?;
    edit::tell_places(&order, &mut changes);
    let mut answer = write::finish_all(&targets, &changes, &args.write)?;
    if !targets.of_query {
        write::tell_unreadable(&mut answer, &order);
    }
    Ok(answer)
}

/// The order hangs on all records of the kind, of which no more is read than
/// their ranks.
fn order(targets: &Targets, target: &Target) -> Result<Backlog, Error> {
    let beside = match target {
        Target::Before(id) | Target::After(id) => Some(id),
        Target::Top | Target::Bottom => None,
    };
    let mut kinds: Vec<&'static Kind> = Vec::new();
    for id in targets.ids.iter().chain(beside) {
        let kind = kind::by_prefix(id.prefix());
        kinds.extend(kind.filter(|kind| kinds.iter().all(|known| known.id != kind.id)));
    }
    let order = store::load_kinds(&targets.root, &kinds, Keep::Order)?;
    match beside.filter(|id| order.is_unreadable(id)) {
        Some(id) => Err(unknown::missing(&order, id)),
        None => Ok(order),
    }
}

/// The few that get another rank are loaded whole.
fn among_the_rest(
    order: &Backlog,
    targets: &Targets,
    target: &Target,
) -> Result<Vec<Change>, Error> {
    let ranks = edit::place(order, &targets.ids, target)?;
    let paths: Vec<String> = ranks
        .iter()
        .map(|(record, _)| record.path.clone())
        .collect();
    let whole = store::load_paths(&targets.root, &paths, Keep::Texts)?;
    let record = |path: &str| whole.records().iter().find(|record| record.path == path);
    let mut placed = Vec::with_capacity(ranks.len());
    for (known, rank) in ranks {
        let found = record(&known.path).ok_or_else(|| unknown::missing(&whole, known.id()))?;
        placed.push((found, rank));
    }
    edit::write_ranks(&whole, placed)
}
