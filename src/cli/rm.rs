//! `po rm`: remove records.

use super::context::Context;
use super::select;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::page::Answer;

/// Remove records, file and all
///
/// Refuses while other records link to them, or votes and comparisons name them,
/// and says which; --unlink takes these away as well. Refuses too while a file of votes or comparisons cannot be read. The id is not handed out again. To take work out of scope
/// and remember why, use po drop.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po rm S-163 --dry-run\n  po rm S-163 --unlink --dry-run")]
pub(super) struct RmArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Take away the links of other records to them as well, and their votes and comparisons
    #[arg(long)]
    unlink: bool,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &RmArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::to_write(context, &args.ids, &args.query, true, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let (backlog, ids) = (&targets.backlog, &targets.ids);
    // What they say of it would stay behind, and nobody would know.
    if let Some(unread) = backlog.voices().findings.first() {
        return Err(Error::of(unread.clone()).help("nothing was written; mend the file first"));
    }
    let changes = edit::remove(backlog, ids, args.unlink, &stamp)?;
    let mut answer = write::finish_all(&targets, &changes, &args.write)?;
    // A link in a file that could not be read was not seen.
    select::warn(&mut answer, backlog);
    answer.warnings.retain(|finding| finding.unreadable);
    Ok(answer)
}
