//! `po schema`: what the files may hold, for editors and scripts.

use super::context::Context;
use clap::Args;
use po::diag::Error;
use po::model::kind;
use po::model::unknown;
use po::page::Answer;
use po::report;
use po::schema;

/// Describe the files for editors and scripts
///
/// JSON Schema, draft 7, with the team's own states and fields. Without a kind: of po.yaml.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po schema story\n  po schema > po.schema.json")]
pub(super) struct SchemaArgs {
    /// story, epic, sprint, release, or vision
    #[arg(value_name = "KIND|vision")]
    kind: Option<String>,
}

pub(super) fn run(args: &SchemaArgs, context: &Context) -> Result<Answer, Error> {
    let Some(word) = args.kind.as_deref() else {
        return Ok(report::schema(&schema::of_settings()));
    };
    if word == "vision" {
        return Ok(report::schema(&schema::of_vision()));
    }
    let Some(kind) = kind::by_name(word) else {
        let names: Vec<&str> = kind::ALL.iter().map(|k| k.id).chain(["vision"]).collect();
        return Err(unknown::kind(word, &names));
    };
    let config = context.config()?;
    Ok(report::schema(&schema::of_kind(kind, &config)))
}
