//! `po hook install`: check what is staged before each commit.

use super::super::context::Context;
use super::super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::page::Answer;
use po::report::HookInstalled;
use po::store;

/// Check what is staged before each commit in this clone
///
/// Writes git's pre-commit hook, which runs po check --staged: a commit that
/// makes something wrong is refused with the line and the way out. What is not
/// staged never stands in the way, and neither does what was wrong before in
/// other files. git commit --no-verify commits all the same.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po hook install --dry-run\n  po hook install")]
pub(super) struct InstallArgs {
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &InstallArgs, context: &Context) -> Result<Answer, Error> {
    let hook = store::hook(&context.root()?)?;
    if !args.write.dry_run && !hook.is_there {
        hook.write()?;
    }
    Ok(HookInstalled {
        dry_run: args.write.dry_run,
        file: hook.shown,
        text: hook.text,
        was_there: hook.is_there,
    }
    .answer())
}
