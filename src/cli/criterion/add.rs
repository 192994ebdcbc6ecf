//! `po criterion add`: one more acceptance criterion.

use crate::cli::context::Context;
use crate::cli::targets;
use crate::cli::targets::Targets;
use crate::cli::write;
use crate::cli::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::page::Answer;

/// Add acceptance criteria to a story
///
/// A text of the form "given … when … then …" becomes a scenario with these
/// three parts; any other text is a criterion in one sentence. Each text in
/// quotes is one criterion.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po criterion add S-142 \"given an empty basket when I pay then I hear why not\"\n  po criterion add S-142 \"Support finds the order by its number\""
)]
pub(super) struct AddArgs {
    /// The story
    #[arg(value_name = "ID")]
    id: String,
    /// What must hold, in quotes; each text is one criterion
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    text: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &AddArgs, context: &Context) -> Result<Answer, Error> {
    let words = [&args.id].into_iter().chain(&args.text);
    let words: Vec<String> = words.cloned().collect();
    let targets = Targets::one(context, &args.id, &args.write)
        .map_err(|error| targets::swapped(error, "po criterion add", &words))?;
    targets::refuse_record(&targets.root, "po criterion add", &words)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let texts = texts(&args.text);
    let id = &targets.ids[0];
    let change = edit::add_criterion(&targets.backlog, id, &texts, &stamp)?;
    write::finish(&targets.root, change.as_slice(), &args.write)
}

/// Texts in quotes are one criterion each. A sentence without quotes arrives in
/// words, none of which holds a blank: they are one criterion.
fn texts(words: &[String]) -> Vec<String> {
    match words
        .iter()
        .any(|word| word.trim().contains(char::is_whitespace))
    {
        true => words.to_vec(),
        false => vec![words.join(" ")],
    }
}
