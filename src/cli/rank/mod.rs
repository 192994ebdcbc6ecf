//! `po rank`: the order by hand as a whole.

mod rebalance;

use super::context::Context;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::page::Answer;

/// Look after the ranks that hold the order
#[derive(Debug, Args)]
pub(super) struct RankArgs {
    #[command(subcommand)]
    command: RankCommand,
}

#[derive(Debug, Subcommand)]
enum RankCommand {
    Rebalance(rebalance::RebalanceArgs),
}

pub(super) fn run(args: &RankArgs, context: &Context) -> Result<Answer, Error> {
    match &args.command {
        RankCommand::Rebalance(args) => rebalance::run(args, context),
    }
}
