//! `po export`: records in the format of another tool.

use super::context::Context;
use super::select;
use super::select::Words;
use super::write;
use clap::Args;
use clap::ValueHint;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use po::diag::Error;
use po::exchange;
use po::exchange::Selection;
use po::exchange::Write;
use po::model::Backlog;
use po::model::Record;
use po::model::kind;
use po::model::kind::Kind;
use po::page::Answer;
use po::report::Exported;
use po::store;
use po::store::Keep;
use po::store::Root;
use std::path::PathBuf;

/// Write records for another tool
///
/// All records, open and closed, or those a query chooses, go to standard
/// output in the format named; --format is about other commands.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po export json\n  po export csv stories sprint:@current\n  po export ndjson epics --output epics.ndjson\n  po export markdown status:ready"
)]
pub(super) struct ExportArgs {
    /// The format to write
    #[arg(value_name = "FORMAT", value_parser = formats())]
    to: String,
    /// A kind (story, epic, sprint, release) first, then a query; with a query
    /// alone, stories
    #[arg(value_name = "KIND|QUERY")]
    words: Vec<String>,
    /// Write to this file; one that is there is replaced
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// The formats that can be written.
fn writers() -> impl Iterator<Item = (&'static str, &'static str, Write)> {
    exchange::ALL.iter().filter_map(|format| {
        let summary = format.doc().lines().next().unwrap_or_default();
        Some((format.id(), summary, format.write()?))
    })
}

fn formats() -> PossibleValuesParser {
    let values = writers().map(|(id, summary, _)| PossibleValue::new(id).help(summary));
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

pub(super) fn run(args: &ExportArgs, context: &Context) -> Result<Answer, Error> {
    let writer = writers().find(|(id, _, _)| *id == args.to);
    let (format, _, write) =
        writer.ok_or_else(|| Error::usage(format!("nothing writes the format {}", args.to)))?;
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let today = context.today(Some(&backlog.config))?;
    let (kinds, records) = chosen(args, context, &root, &backlog)?;
    let selection = Selection {
        kinds: &kinds,
        records: &records,
        today,
    };
    let text = write(&backlog, &selection);
    let mut answer = match &args.output {
        None => Exported::document(text),
        Some(path) => {
            write::outside(path, &text, context)?;
            let file = path.display().to_string();
            Exported {
                format,
                file,
                records: records.len(),
            }
            .answer()
        }
    };
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

/// Everything, or what a query chooses of one kind.
fn chosen<'a>(
    args: &ExportArgs,
    context: &Context,
    root: &Root,
    backlog: &'a Backlog,
) -> Result<(Vec<&'static Kind>, Vec<&'a Record>), Error> {
    if args.words.is_empty() {
        return Ok((kind::ALL.to_vec(), backlog.records().iter().collect()));
    }
    let (kind, query) = select::split_kind(&args.words);
    let words = Words::new(context, root, backlog)?;
    let records = select::choose(&words, kind, &query, true)?.records;
    Ok((vec![kind], records))
}
