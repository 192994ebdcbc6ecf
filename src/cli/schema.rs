//! `po schema`: what the files may hold, for editors and scripts.

use super::context::Context;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::model::unknown;
use po::page::Answer;
use po::report;
use po::report::FileState;
use po::report::SchemaFile;
use po::report::SchemaFiles;
use po::schema;
use po::store;
use po::store::Root;

/// Describe the files for editors and scripts
///
/// JSON Schema, draft 7, with the team's own states, people, fields and scales.
/// Without a kind: of po.yaml. --write puts all of them into .schemas/ of the
/// backlog and says how editors find them there; po check tells when they are
/// no longer right.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po schema story\n  po schema > po.schema.json\n  po schema --write --dry-run"
)]
pub(super) struct SchemaArgs {
    /// story, epic, sprint, release, config, vision, poll, ballot, or comparisons
    #[arg(
        value_name = "KIND|config|vision|poll|ballot|comparisons",
        conflicts_with = "write"
    )]
    kind: Option<String>,
    /// Write all schemas into the backlog
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    writing: WriteArgs,
}

pub(super) fn run(args: &SchemaArgs, context: &Context) -> Result<Answer, Error> {
    if args.write {
        return write(args, context);
    }
    if args.writing.dry_run {
        return Err(Error::usage("--dry-run shows what --write would do")
            .help("po schema --write --dry-run"));
    }
    let Some(word) = args.kind.as_deref() else {
        return Ok(report::schema(&schema::of_settings()));
    };
    let config = context.config()?;
    match schema::of(word, &config) {
        Some(schema) => Ok(report::schema(&schema)),
        None => Err(unknown::kind(word, &schema::names())),
    }
}

/// Writes the schemas that are not there as they should be.
fn write(args: &SchemaArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    args.writing.hold(&root)?;
    let files = schema::files(&store::load_config(&root)?);
    let written = store::schemas(&root);
    let mut items = Vec::new();
    let mut changed = Vec::new();
    for file in &files {
        let state = match schema::is_written(file, &written) {
            Some(true) => FileState::Unchanged,
            Some(false) => FileState::Changed,
            None => FileState::Created,
        };
        let path = file.path();
        if state != FileState::Unchanged {
            changed.push((path.clone(), file.text.as_str()));
        }
        items.push(SchemaFile { path, state });
    }
    let changes = store::schema_changes(&root, &changed)?;
    if !args.writing.dry_run {
        store::apply(&root, &changes)?;
    }
    let modelines = files
        .iter()
        .map(|f| (f.name.to_owned(), schema::modeline(f).into()));
    let report = SchemaFiles {
        dry_run: args.writing.dry_run,
        items,
        settings: schema::editor_settings(&way_to(context, &root), &files),
        modelines: modelines.collect(),
    };
    Ok(report.answer())
}

/// The way to the backlog from where an editor is opened: the top of the
/// repository, else the folder the command runs in.
pub(super) fn way_to(context: &Context, root: &Root) -> String {
    let here = || {
        let folder = root.folder().strip_prefix(context.folder().ok()?).ok()?;
        let parts = folder.iter().map(|part| part.to_str());
        Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
    };
    store::prefix(root).or_else(here).unwrap_or_default()
}
