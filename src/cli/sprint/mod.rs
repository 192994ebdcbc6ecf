//! `po sprint`: everything about sprints.

mod burndown;
mod close;
mod early;
mod meant;
mod new;
mod plan;
mod report;
mod start;

pub(super) use new::Wanted;

use super::context::Context;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::page::Answer;

/// Plan, start, follow and close a sprint
#[derive(Debug, Args)]
pub(super) struct SprintArgs {
    #[command(subcommand)]
    command: SprintCommand,
}

#[derive(Debug, Subcommand)]
enum SprintCommand {
    New(new::NewArgs),
    Plan(plan::PlanArgs),
    Start(start::StartArgs),
    Report(report::ReportArgs),
    Burndown(burndown::BurndownArgs),
    Close(close::CloseArgs),
}

pub(super) fn run(args: &SprintArgs, context: &Context) -> Result<Answer, Error> {
    match &args.command {
        SprintCommand::New(args) => new::run(args, context),
        SprintCommand::Plan(args) => plan::run(args, context),
        SprintCommand::Start(args) => start::run(args, context),
        SprintCommand::Report(args) => report::run(args, context),
        SprintCommand::Burndown(args) => burndown::run(args, context),
        SprintCommand::Close(args) => close::run(args, context),
    }
}
