//! `po criterion`: the acceptance criteria of stories.

mod add;

use super::context::Context;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::page::Answer;

/// Write down how we know that a story does what was asked
#[derive(Debug, Args)]
pub(super) struct CriterionArgs {
    #[command(subcommand)]
    command: CriterionCommand,
}

#[derive(Debug, Subcommand)]
enum CriterionCommand {
    Add(add::AddArgs),
}

pub(super) fn run(args: &CriterionArgs, context: &Context) -> Result<Answer, Error> {
    match &args.command {
        CriterionCommand::Add(args) => add::run(args, context),
    }
}
