//! `po kano`: what people say to having a feature, and to doing without it.

use super::context::Context;
use super::targets::Targets;
use super::usage;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::edit;
use po::edit::KanoAnswer;
use po::page::Answer;
use po::priority::kano;

/// Write down what people say to having a feature, and to doing without
///
/// The two questions of Kano: what would you say if it had this, and what if it
/// did not? Equal answers are counted together. po prioritize --method kano makes
/// an order of them.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po kano S-142 --functional like --dysfunctional dislike\n  po kano S-142 --functional expect --dysfunctional dislike --n 12"
)]
pub(super) struct KanoArgs {
    /// The story or epic
    #[arg(value_name = "ID")]
    id: String,
    /// What they say to having it
    #[arg(long, value_name = "ANSWER", value_parser = words())]
    functional: String,
    /// What they say to doing without it
    #[arg(long, value_name = "ANSWER", value_parser = words())]
    dysfunctional: String,
    /// How many people say so
    #[arg(long = "n", value_name = "N", default_value_t = 1, value_parser = usage::how_many)]
    people: u32,
    #[command(flatten)]
    write: WriteArgs,
}

fn words() -> PossibleValuesParser {
    PossibleValuesParser::new(kano::WORDS)
}

pub(super) fn run(args: &KanoArgs, context: &Context) -> Result<Answer, Error> {
    let targets = Targets::one(context, &args.id, &args.write)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let answer = KanoAnswer {
        functional: args.functional.clone(),
        dysfunctional: args.dysfunctional.clone(),
        people: args.people,
    };
    let id = &targets.ids[0];
    let change = edit::kano(&targets.backlog, id, &answer, &stamp)?;
    write::finish(&targets.root, change.as_slice(), &args.write)
}
