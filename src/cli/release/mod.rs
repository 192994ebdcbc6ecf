//! `po release`: everything about releases.

mod notes;

use super::context::Context;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::page::Answer;

/// Tell users what a release brings
#[derive(Debug, Args)]
pub(super) struct ReleaseArgs {
    #[command(subcommand)]
    command: ReleaseCommand,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum ReleaseCommand {
    Notes(notes::NotesArgs),
}

pub(super) fn run(args: &ReleaseArgs, context: &Context) -> Result<Answer, Error> {
    match &args.command {
        ReleaseCommand::Notes(args) => notes::run(args, context),
    }
}
