//! `po comment`: say something about a record.

use super::context::Context;
use super::targets;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::terminal;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::page::Answer;

/// Say something about a record
///
/// Appends the words to its comments, with the day and your name. A single -
/// in place of the words takes them from standard input.
#[derive(Debug, Args)]
#[command(
    override_usage = "po comment <ID> <TEXT>...\n       po comment -q <QUERY> <TEXT>...",
    after_help = "Examples:\n  po comment S-142 \"The bank answers on Monday\"\n  po comment S-142 - < notes.txt\n  po comment -q \"sprint:@current is:blocked\" \"Asked again today\" --dry-run"
)]
pub(super) struct CommentArgs {
    /// The record and what there is to say; with -q only the words
    #[arg(value_name = "ID TEXT", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &CommentArgs, context: &Context) -> Result<Answer, Error> {
    let ids = usize::from(!args.query.is_given());
    let (ids, words) = args.words.split_at(ids);
    let text = match words {
        [only] if only == "-" => terminal::input()?,
        words => words.join(" "),
    };
    let targets = Targets::to_write(context, ids, &args.query, false, &args.write)
        .map_err(|error| targets::swapped(error, "po comment", &args.words))?;
    if !args.query.is_given() {
        targets::refuse_record(&targets.root, "po comment", &args.words)?;
    }
    let stamp = context.stamp(&targets.root, targets.config())?;
    let changes = edit::comment(&targets.backlog, &targets.ids, &text, &stamp)?;
    write::finish_all(&targets, &changes, &args.write)
}
