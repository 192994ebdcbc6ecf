//! `po done`: stories are finished.

use super::context::Context;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::ForceArg;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::flow::acceptance;
use po::model::workflow::Category;
use po::page::Answer;

/// Finish stories
///
/// Moves them to the first state of category done. The definition of done must
/// hold where the workflow asks for it; --force records why it need not this time.
/// What is finished is blocked no longer.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po done S-142\n  po done S-142 --dry-run\n  po done S-142 --force \"hotfix, reviewed tomorrow\""
)]
pub(super) struct DoneArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    force: ForceArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &DoneArgs, context: &Context) -> Result<Answer, Error> {
    let mut targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    let force = args.force.force.as_deref();
    let changes = edit::advance(backlog, ids, Category::Done, &stamp, force)?;
    let asked = changes.iter().filter_map(|change| change.id.as_ref());
    let asked = asked.filter(|id| {
        let record = backlog.get(id);
        record.is_some_and(|record| acceptance::is_asked(backlog, record))
    });
    let asked: Vec<&str> = asked.map(AsRef::as_ref).collect();
    let mut answer = write::finish_moves(&mut targets, &changes, stamp.today, &args.write)?;
    // Where somebody was asked and said no, nothing is done.
    if !asked.is_empty() && answer.data["dry_run"] == false {
        write::add_next(&mut answer, &[format!("po accept {}", asked.join(" "))]);
    }
    Ok(answer)
}
