//! `po diff`: what changed since a day or a commit.

use super::context::Context;
use super::select;
use super::since;
use clap::Args;
use po::diag::Error;
use po::page::Answer;
use po::report::Diff;
use po::store;
use po::store::Keep;

/// Say what changed since a day or a commit
///
/// In a product owner's words: what is new, finished, dropped, estimated anew,
/// put elsewhere in the order, and what went into sprints and releases or out
/// of them. The files as they lie here are compared, committed or not. A day
/// means what this branch held when the day began; a branch or tag, where this
/// branch left it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po diff monday\n  po diff --since -7d\n  po diff --since 2026-11-16\n  po diff --since main\n  po diff --since v1.2 --json"
)]
pub(super) struct DiffArgs {
    /// A day (2026-11-24, monday, yesterday, -7d), or a commit, branch or tag
    #[arg(
        value_name = "WHEN",
        allow_hyphen_values = true,
        required_unless_present = "since"
    )]
    when: Option<String>,
    /// The same
    #[arg(
        long,
        value_name = "WHEN",
        allow_hyphen_values = true,
        conflicts_with = "when"
    )]
    since: Option<String>,
}

pub(super) fn run(args: &DiffArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let today = context.today(Some(&backlog.config))?;
    let when = args.when.as_deref().or(args.since.as_deref());
    let when = when.unwrap_or_default();
    let since = since::read(when, today, &backlog.config)?;
    let earlier = store::earlier(&root, &backlog.config, since)?;
    let mut answer = Diff::new(&backlog, &earlier).answer();
    select::warn(&mut answer, &backlog);
    answer.warnings.extend(earlier.findings);
    Ok(answer)
}
