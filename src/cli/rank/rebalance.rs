//! `po rank rebalance`: short ranks again, in the same order.

use crate::cli::context::Context;
use crate::cli::write;
use crate::cli::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::kind;
use po::model::unknown;
use po::page::Answer;
use po::store;
use po::store::Keep;

/// Give the open records short ranks again, in the order they have
///
/// Putting records between two others again and again makes ranks long. This
/// spreads them evenly. It changes every ranked open record, so do it when
/// nobody else is moving any. Records without a rank stay without.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po rank rebalance --dry-run\n  po rank rebalance epics --dry-run"
)]
pub(super) struct RebalanceArgs {
    /// Whose ranks, those of stories where no kind is named
    #[arg(value_name = "KIND")]
    kind: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &RebalanceArgs, context: &Context) -> Result<Answer, Error> {
    let kind = match &args.kind {
        None => kind::ALL[0],
        Some(name) => kind::by_name(name).ok_or_else(|| {
            Error::usage(format!("\"{name}\" is no kind of record"))
                .help("po rank rebalance takes a kind such as stories or epics")
        })?,
    };
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load_kinds(&root, &[kind], Keep::Texts)?;
    // It may hold a rank that another record would get as well.
    unknown::refuse_unreadable(&backlog, "its rank is not known", "rebalance")?;
    let ranks = edit::rebalance(&backlog, kind);
    let changes = edit::write_ranks(&backlog, ranks)?;
    write::finish(&root, &changes, &args.write)
}
