//! `po sprint`: everything about sprints.

mod burndown;
mod report;

use super::context::Context;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::page::Answer;

/// Follow a sprint
#[derive(Debug, Args)]
pub(super) struct SprintArgs {
    #[command(subcommand)]
    command: SprintCommand,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum SprintCommand {
    Report(report::ReportArgs),
    Burndown(burndown::BurndownArgs),
}

pub(super) fn run(args: &SprintArgs, context: &Context) -> Result<Answer, Error> {
    match &args.command {
        SprintCommand::Report(args) => report::run(args, context),
        SprintCommand::Burndown(args) => burndown::run(args, context),
    }
}
