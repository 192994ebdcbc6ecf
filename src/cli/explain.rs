//! `po explain`: what a name means.

use super::context::Context;
use clap::Args;
use po::diag::Error;
use po::page::Answer;
use po::report::Explain;

/// Explain a rule, a method, a field, a state or a word of an answer
///
/// Says what it is for, what it may hold, and for rules how to mend what they
/// find. Without a name: everything that can be explained.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  po explain vague-term
  po explain story.points
  po explain scores.wsjf.value
  po explain robust
  po explain ready")]
pub(super) struct ExplainArgs {
    /// A rule, a method, a kind, a field, a state, a word that an order uses, or a key of po.yaml
    #[arg(value_name = "TERM")]
    name: Option<String>,
}

pub(super) fn run(args: &ExplainArgs, context: &Context) -> Result<Answer, Error> {
    let config = context.config()?;
    match &args.name {
        Some(name) => Ok(Explain::new(name, &config)?.answer()),
        None => Ok(Explain::everything(&config).listing()),
    }
}
