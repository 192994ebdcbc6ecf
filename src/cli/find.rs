//! `po find`: where something is said.

use super::context::Context;
use super::select;
use super::targets;
use clap::Args;
use po::diag::Error;
use po::page::Answer;
use po::report::Find;
use po::store;
use po::store::Keep;

/// Find records of every kind by words
///
/// Capitals and accents do not matter, and a word may be a part of another.
/// Every word must be there; ids and titles come first, then the rest with the
/// line that holds the words. Open and closed records are looked at.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po find voucher\n  po find guest checkout --json\n  po find --similar \"Guest check-out\"\n  po find --similar S-142"
)]
pub(super) struct FindArgs {
    /// Words, all of which must be there
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    text: Vec<String>,
    /// Look for titles like this one, or like that of the record with this id
    #[arg(long)]
    similar: bool,
}

pub(super) fn run(args: &FindArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Texts)?;
    let text = args.text.join(" ");
    let mut answer = if args.similar {
        let record = targets::id(&text).ok().and_then(|id| backlog.get(&id));
        let title = record.map_or(text.as_str(), |record| record.title());
        Find::similar(&backlog, title, record).answer()
    } else {
        Find::words(&backlog, &text).answer()
    };
    select::warn(&mut answer, &backlog);
    Ok(answer)
}
