//! `po merge-driver`: git calls it for each record that both sides changed.

use super::context::Context;
use super::write::WriteArgs;
use clap::Args;
use clap::ValueHint;
use po::diag::Error;
use po::edit::merge;
use po::edit::merge::About;
use po::edit::merge::Texts;
use po::model::config::Config;
use po::model::id::Id;
use po::model::kind;
use po::model::kind::Kind;
use po::page::Answer;
use po::report::Installed;
use po::report::MergedFile;
use po::store;
use po::store::Root;
use po::store::Sides;
use po::text;
use po::text::Hunk;
use po::yaml::Document;
use std::path::Path;
use std::path::PathBuf;

/// Let git merge records field by field
///
/// --install tells git of it: once for the backlog, in its .gitattributes, and
/// once in each clone, in the clone's own settings. From then on git merge,
/// rebase, cherry-pick and stash call po for each record that both sides
/// changed. A field that got two values is left with git's markers around it;
/// po resolve ends that. Where both moved a record, the place that comes first is
/// kept; moved by one and taken out of the order by the other, it is a conflict.
/// Comments are merged by the field or item that they belong to; where both sides wrote one anew, the file is
/// left for people to merge. A clone where po is not installed merges line by line.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po merge-driver --install --dry-run\n  po merge-driver --install"
)]
pub(super) struct MergeDriverArgs {
    /// Tell git of it, in the backlog and in this clone
    #[arg(long, conflicts_with = "files")]
    install: bool,
    /// What git passes: %O %A %B %P, the base, ours, theirs and the file's path
    #[arg(value_name = "FILE", num_args = 4, required_unless_present = "install", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// The length of the markers, as git passes it: %L
    #[arg(long, value_name = "NUMBER", default_value_t = 7)]
    marker_size: usize,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &MergeDriverArgs, context: &Context) -> Result<Answer, Error> {
    match args.files.as_slice() {
        [base, ours, theirs, path] => {
            let folder = &context.environment.folder;
            let sides = Sides {
                folder,
                base,
                ours,
                theirs,
            };
            merge(args, sides, path)
        }
        _ => install(&args.write, context),
    }
}

fn install(write: &WriteArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let missing = store::installation(&root).ok_or_else(|| {
        Error::usage("the backlog is not in a git repository")
            .help("git init starts one; then run po merge-driver --install again")
    })?;
    if !write.dry_run {
        missing.write(&root)?;
    }
    let settings = missing.settings.iter();
    Ok(Installed {
        dry_run: write.dry_run,
        attributes: missing.attributes.clone(),
        settings: settings.map(|(key, _)| (*key).to_owned()).collect(),
    }
    .answer())
}

/// Tells git of a new backlog; false where that is in no repository.
///
/// # Errors
/// A file cannot be written, or git refuses.
pub(super) fn of_new_backlog(root: &Root) -> Result<bool, Error> {
    let Some(missing) = store::installation(root) else {
        return Ok(false);
    };
    missing.write(root).map(|()| true)
}

/// Merges by field; what is no record, as git would without us.
fn merge(args: &MergeDriverArgs, sides: Sides<'_>, path: &Path) -> Result<Answer, Error> {
    let mut file = MergedFile {
        path: path.to_string_lossy().replace('\\', "/"),
        id: None,
        conflicts: Vec::new(),
        as_text: None,
        apart: None,
    };
    let texts = store::read_sides(sides)
        .and_then(|texts| texts.ok_or_else(|| Error::usage("a side is no UTF-8 text")));
    let apart = texts
        .as_ref()
        .ok()
        .and_then(|texts| two_records(args, texts));
    if let Some((why, text)) = apart {
        if !args.write.dry_run {
            store::write_merged(sides, &text)?;
        }
        file.apart = Some(why);
        return Ok(file.answer());
    }
    let merged = texts.and_then(|texts| by_field(args, sides.folder, &texts, &mut file));
    let result = match (merged, args.write.dry_run) {
        (Ok(text), false) => store::write_merged(sides, &text),
        (merged, _) => merged.map(drop),
    };
    if let Err(error) = result {
        file.conflicts = Vec::new();
        // Whatever stood in the way, nobody's lines may be left out.
        let is_clean =
            args.write.dry_run || store::merge_as_text(sides, text::marker_size(args.marker_size))?;
        file.as_text = Some((error.message, is_clean));
    }
    Ok(file.answer())
}

/// Two records that git took for one: why, and both texts whole, since lines
/// of the one mean nothing in the other.
fn two_records(
    args: &MergeDriverArgs,
    [base, ours, theirs]: &[String; 3],
) -> Option<(String, String)> {
    let value = |text: &str| Some(Document::parse(text.to_owned()).ok()?.value());
    let is_known = !base.is_empty();
    let why = merge::two_records(base, &value(ours)?, &value(theirs)?).filter(|_| is_known)?;
    let hunk = Hunk {
        first: 0,
        last: ours.split_inclusive('\n').count(),
        other: theirs.split_inclusive('\n').map(str::to_owned).collect(),
    };
    let size = text::marker_size(args.marker_size);
    Some((why, text::marked(ours, &[hunk], Some(size))))
}

/// The text of the record merged by field, and in `file` what is in conflict.
fn by_field(
    args: &MergeDriverArgs,
    folder: &Path,
    [base, ours, theirs]: &[String; 3],
    file: &mut MergedFile,
) -> Result<String, Error> {
    let texts = Texts { base, ours, theirs };
    if merge::is_voices(&file.path) {
        return merge::merge_voices(&file.path, texts);
    }
    let kind =
        kind_of(&file.path).ok_or_else(|| Error::usage("the file lies in no folder of records"))?;
    let config = config(folder, &file.path);
    let about = About {
        kind,
        path: &file.path,
        config: &config,
    };
    let merged = merge::merge(texts, about)?;
    let text = merged.text(Some(text::marker_size(args.marker_size)))?;
    file.conflicts = merged.conflicts();
    let id = merged.ours.value()["id"].as_str().map(str::to_owned);
    file.id = id.or_else(|| Id::of_file(&file.path).map(|id| id.to_string()));
    Ok(text)
}

/// The kind whose folder the file lies in, the innermost one first.
fn kind_of(path: &str) -> Option<&'static Kind> {
    path.rsplit('/').skip(1).find_map(kind::by_folder)
}

/// The backlog's settings. In the middle of a merge `po.yaml` may be missing or
/// in conflict itself: fields of the team's own are then merged by what they
/// hold.
fn config(folder: &Path, path: &str) -> Config {
    let inside = folder.join(path);
    let root = inside
        .ancestors()
        .skip(1)
        .find(|folder| folder.is_dir())
        .and_then(|folder| store::find(folder).ok());
    root.and_then(|root| store::load_config(&root).ok())
        .unwrap_or_default()
}
