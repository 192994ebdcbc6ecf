//! `po hook`: what git runs by itself.

mod install;

use super::context::Context;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::page::Answer;

/// Let git check the backlog before each commit
#[derive(Debug, Args)]
pub(super) struct HookArgs {
    #[command(subcommand)]
    command: HookCommand,
}

#[derive(Debug, Subcommand)]
enum HookCommand {
    Install(install::InstallArgs),
}

pub(super) fn run(args: &HookArgs, context: &Context) -> Result<Answer, Error> {
    match &args.command {
        HookCommand::Install(args) => install::run(args, context),
    }
}
