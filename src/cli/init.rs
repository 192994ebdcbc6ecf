//! `po init`: a new backlog, or the example to play with.

mod editor;
mod people;

use super::context::Context;
use super::merge_driver;
use super::terminal;
use clap::Args;
use clap::ValueHint;
use po::diag::Error;
use po::model::config::SprintSettings;
use po::page::Answer;
use po::report::Started;
use po::store;
use po::store::Root;
use po::text;
use std::path::Path;
use std::path::PathBuf;

/// Start a backlog
///
/// Makes ./backlog, or DIR itself, with a commented po.yaml and vision.yaml.
/// Words with blanks between them are no folder but the product. A terminal is asked for what no option says. Inside a git repository it also
/// tells git to merge records field by field, as po merge-driver --install
/// does. Nothing is committed.
///
/// --editor vscode writes the schemas of po schema --write, .vscode/settings.json
/// and .vscode/extensions.json at the top of the repository. A file that is there
/// stays as it is: what to add to it is shown.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po init\n  po init --example shop\n  po init docs/backlog --product Shop --sprint 2w --people ana,chen\n  po init --editor vscode"
)]
pub(super) struct InitArgs {
    /// The folder of the backlog; ./backlog where none is named
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    target: Option<PathBuf>,
    /// What the backlog is for; without it the name of DIR, or of this folder
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
    /// How long a sprint is, as in 2w or 10d, or none; without it 2w
    #[arg(long, value_name = "LENGTH")]
    sprint: Option<String>,
    /// Who works on it: names, git for those who committed in the last year, or none; without it you
    #[arg(long, value_name = "NAMES")]
    people: Option<String>,
    /// Write what makes an editor check the files as you type; for a backlog that is there, only that
    #[arg(long, value_name = "EDITOR", value_parser = ["vscode"])]
    editor: Option<String>,
    /// Ask nothing
    #[arg(long)]
    defaults: bool,
    /// Write the backlog of an online shop, to look at and to play with
    #[arg(long, conflicts_with_all = ["product", "sprint", "people", "defaults"])]
    example: bool,
}

/// The folder where none is named.
const BACKLOG: &str = "backlog";

/// The answer for a team that has no sprints, or names nobody.
const NONE: &str = "none";

pub(super) fn run(args: &InitArgs, context: &Context) -> Result<Answer, Error> {
    let base = context.folder()?;
    if args.editor.is_some()
        && args.target.is_none()
        && let Ok(root) = store::find(&base)
    {
        return Ok(editor::wire(context, &root)?.answer());
    }
    if args.target.is_none()
        && let Ok(here) = store::find(&base)
        && here.folder() == base
    {
        return Err(Error::usage("this folder is a backlog already").help("po list shows it"));
    }
    let beside = store::find(&base).ok();
    let named = args.target.clone().filter(|_| called(args).is_none());
    let target = named.unwrap_or_else(|| BACKLOG.into());
    let root = Root::at(base.join(&target));
    let shown = match &context.global.dir {
        Some(dir) => dir.join(&target),
        None => target,
    };
    store::refuse_occupied(&root, &shown)?;
    store::refuse_nested(&root, &shown)?;
    let mut product = None;
    let (files, next) = if args.example {
        let commands = ["list", "prioritize", "check"];
        let commands = commands.map(|command| format!("{command} --today 2026-11-24"));
        (store::example_files(), commands.to_vec())
    } else {
        let start = start(args, context, &Root::at(&base))?;
        // What works at once: there is no story yet to look at.
        let mut commands = vec!["new story \"Guest checkout\"".to_owned()];
        commands.extend(start.sprint.as_ref().map(|_| "sprint new".to_owned()));
        commands.push("list".to_owned());
        let files = store::starting_files(&start);
        product = Some(start.product);
        (files, commands)
    };
    let files = store::begin(&root, &shown, &files)?;
    let merge_driver = merge_driver::of_new_backlog(&root)?;
    if let (Some(other), false) = (&beside, context.global.unlisted.quiet) {
        let other = other.folder().display();
        terminal::note(&format!(
            "{other} is a backlog as well; this one is apart from it"
        ));
    }
    let folder = shown.display().to_string();
    // In the folder above it, po finds ./backlog by itself.
    let into = match folder.as_str() {
        BACKLOG => String::new(),
        folder => format!(" -C {}", text::shell_word(folder)),
    };
    let next = next.iter().map(|words| format!("po{into} {words}"));
    let editor = args.editor.as_ref().map(|_| editor::wire(context, &root));
    Ok(Started {
        editor: editor.transpose()?,
        next: next.collect(),
        product,
        folder,
        files,
        merge_driver,
    }
    .answer())
}

/// What goes into the first po.yaml: what the options say, else the answers of
/// a terminal, else what is usual. `here` is the folder that git is asked in.
fn start(args: &InitArgs, context: &Context, here: &Root) -> Result<store::Start, Error> {
    let environment = context.environment;
    let asks = environment.interactive && !args.defaults;
    let suggestion = args
        .target
        .as_deref()
        .and_then(name)
        .filter(|name| name != BACKLOG);
    let suggestion = suggestion.or_else(|| name(here.folder()));
    let suggestion = suggestion.unwrap_or_else(|| "Product".to_owned());
    let product = match args.product.as_ref().or(called(args).as_ref()) {
        Some(product) => product.clone(),
        None if asks => terminal::ask("What is the product called?", &suggestion)?,
        None => suggestion,
    };
    let sprint = match &args.sprint {
        Some(text) => sprint(text).map_err(|why| {
            Error::usage(format!("--sprint cannot be used: {why}"))
                .help("--sprint 2w, --sprint 10d or --sprint none")
        })?,
        None if asks => ask_sprint()?,
        None => sprint(USUAL).unwrap_or_default(),
    };
    let people = match args.people.as_deref() {
        Some(names) => people::named(names, context, here)?,
        None if asks => people::ask(context, here)?,
        None => people::me(context, here),
    };
    Ok(store::Start {
        product,
        timezone: store::timezone(environment.timezone.as_deref()),
        sprint,
        people,
    })
}

fn name(folder: &Path) -> Option<String> {
    let name = folder.file_name()?;
    Some(name.to_string_lossy().into_owned())
}

/// The product, where it stands in the place of the folder.
fn called(args: &InitArgs) -> Option<String> {
    let text = args.target.as_deref()?.to_str()?;
    let is_name = text.trim().contains(' ') && !text.contains(['/', '\\']);
    let is_free = args.product.is_none() && !args.example;
    (is_name && is_free).then(|| text.trim().to_owned())
}

/// How long most teams' sprints are.
const USUAL: &str = "2w";

fn ask_sprint() -> Result<Option<String>, Error> {
    loop {
        let answer = terminal::ask("How long is a sprint? 1w, 2w, 10d, none", USUAL)?;
        match sprint(&answer) {
            Ok(sprint) => return Ok(sprint),
            Err(why) => terminal::note(&why),
        }
    }
}

/// The length of a sprint, if there are any.
fn sprint(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text == NONE {
        return Ok(None);
    }
    let settings = SprintSettings {
        length: Some(text.to_owned()),
        start: None,
    };
    settings.days()?;
    Ok(Some(text.to_owned()))
}
