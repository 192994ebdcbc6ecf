//! `po history`: what happened to a record.

use super::context::Context;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::Record;
use po::page::Answer;
use po::report::FromGit;
use po::report::History;
use po::report::HistoryFromGit;
use po::store;

/// Show what happened to a record, when and why
///
/// Every change of status, sprint, release, points and blocked, oldest first,
/// as the record itself remembers it. With --from-git: what the commits that
/// touched its file know and its history does not, such as changes made by
/// hand; renames of the file are followed, each branch is read by itself, and
/// the dates are those of the authors, never before that of the commit below: a
/// rebase turns them round.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po history S-142\n  po history S-142 --json\n  po history S-142 --from-git --apply --dry-run"
)]
pub(super) struct HistoryArgs {
    /// Ids, or - for ids from standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    /// Show what git knows and the record does not remember
    #[arg(long)]
    from_git: bool,
    /// Write that into the record
    #[arg(long, requires = "from_git")]
    apply: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &HistoryArgs, context: &Context) -> Result<Answer, Error> {
    if args.apply {
        let targets = Targets::to_write(context, &args.ids, &args.query, false, &args.write)?;
        let mut changes = Vec::new();
        for from_git in from_git(&targets)?.records {
            let found = &from_git.found;
            // The oldest commit at hand brought all that was there, and changed it not.
            if from_git.shallow && !found.is_empty() {
                let id = from_git.record.id();
                return Err(store::shallow_help(Error::usage(format!(
                    "what happened to {id} before this clone begins is not known"
                ))));
            }
            changes.extend(edit::rebuild_history(
                &targets.backlog,
                from_git.record,
                found,
            )?);
        }
        return write::finish_all(&targets, &changes, &args.write);
    }
    let targets = Targets::load(context, &args.ids, args.query.to_read(), false)?;
    if args.from_git {
        return Ok(from_git(&targets)?.answer());
    }
    let backlog = &targets.backlog;
    let records = &records(&targets);
    Ok(History { backlog, records }.answer())
}

fn records(targets: &Targets) -> Vec<&Record> {
    let ids = targets.ids.iter();
    ids.filter_map(|id| targets.backlog.get(id)).collect()
}

fn from_git(targets: &Targets) -> Result<HistoryFromGit<'_>, Error> {
    let backlog = &targets.backlog;
    let mut answer = HistoryFromGit {
        zone: backlog.config.zone,
        records: Vec::new(),
    };
    for record in records(targets) {
        let known = store::versions(&targets.root, &backlog.config, record)?;
        answer.records.push(FromGit {
            record,
            shallow: known.shallow,
            found: edit::missing_history(backlog, record, &known.versions),
            commits: known.versions.len(),
            unreadable: known.unreadable,
        });
    }
    Ok(answer)
}
