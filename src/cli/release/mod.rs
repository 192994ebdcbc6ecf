//! `po release`: everything about releases.

mod new;
mod notes;
mod publish;

pub(super) use new::refuse_version;
pub(super) use new::version_in;

use super::context::Context;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::page::Answer;

/// Plan and publish a release, and tell users what it brings
#[derive(Debug, Args)]
pub(super) struct ReleaseArgs {
    #[command(subcommand)]
    command: ReleaseCommand,
}

#[derive(Debug, Subcommand)]
enum ReleaseCommand {
    New(new::NewArgs),
    Notes(notes::NotesArgs),
    Publish(publish::PublishArgs),
}

pub(super) fn run(args: &ReleaseArgs, context: &Context) -> Result<Answer, Error> {
    match &args.command {
        ReleaseCommand::New(args) => new::run(args, context),
        ReleaseCommand::Notes(args) => notes::run(args, context),
        ReleaseCommand::Publish(args) => publish::run(args, context),
    }
}
