//! `po edit`: a record in the editor.

use super::context::Context;
use super::editor;
use super::set;
use super::targets::QueryArg;
use super::targets::Targets;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Change;
use po::page::Answer;
use po::store;
use po::store::Keep;

/// Edit a record in your editor
///
/// Opens VISUAL, EDITOR, git's core.editor or vi on a copy. What is saved is
/// checked: a text that is no record, or a value that does not fit, leaves the
/// record as it was. Changes of status and the like go into its history.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  EDITOR=cat po edit S-142\n  EDITOR=cat po edit S-142 --section acceptance"
)]
pub(super) struct EditArgs {
    /// The record
    #[arg(value_name = "ID")]
    id: String,
    /// Only the lines of this field
    #[arg(long, value_name = "FIELD")]
    section: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &EditArgs, context: &Context) -> Result<Answer, Error> {
    // Others may write while the editor is open: what was read is compared
    // before it is replaced.
    let none = QueryArg { query: None };
    let targets = Targets::load(context, std::slice::from_ref(&args.id), &none, false)?;
    let (root, few) = (&targets.root, &targets.backlog);
    let stamp = context.stamp(root, targets.config())?;
    let Some((record, text)) = few.get(&targets.ids[0]).and_then(|record| {
        let text = record.document()?.text().to_owned();
        Some((record, text))
    }) else {
        return Err(Error::usage(format!(
            "{} was read without its text",
            args.id
        )));
    };
    let section = args.section.as_deref();
    let section = section
        .map(|key| edit::section(few, record, key))
        .transpose()?;
    let shown = section.as_ref().map_or(&text, |section| &section.text);
    editor::edited(context, root, &record.path, shown, &|saved| {
        if saved == shown {
            return write::finish(root, &[], &args.write);
        }
        let whole = match &section {
            Some(section) => section.within(record, saved)?,
            None => saved.to_owned(),
        };
        // A gate may look at other records: at what the story depends on, say.
        let backlog = store::load(root, Keep::Texts)?;
        let change = edit::rewrite(&backlog, record, &whole, &stamp)?;
        let changes: Vec<Change> = change.into_iter().collect();
        set::refuse_dangling_links(&targets, &changes)?;
        write::finish(root, &changes, &args.write)
    })
}
