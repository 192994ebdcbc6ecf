//! `po init`: a new backlog, or the example to play with.

use super::context::Context;
use super::merge_driver;
use super::terminal;
use clap::Args;
use clap::ValueHint;
use po::diag::Error;
use po::page::Answer;
use po::report::Started;
use po::store;
use po::store::Root;
use std::path::PathBuf;

/// Start a backlog
///
/// Makes ./backlog, or DIR itself, with a commented po.yaml and vision.yaml.
/// Inside a git repository it also tells git to merge records field by field,
/// as po merge-driver --install does.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po init\n  po init --example shop\n  po init docs/backlog --product Shop --defaults"
)]
pub(super) struct InitArgs {
    /// The folder of the backlog; ./backlog where none is named
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    target: Option<PathBuf>,
    /// What the backlog is for
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
    /// Ask nothing
    #[arg(long)]
    defaults: bool,
    /// Write the backlog of an online shop, to look at and to play with
    #[arg(long, conflicts_with_all = ["product", "defaults"])]
    example: bool,
}

pub(super) fn run(args: &InitArgs, context: &Context) -> Result<Answer, Error> {
    let base = context.folder()?;
    if args.target.is_none()
        && let Ok(here) = store::find(&base)
        && here.folder() == base
    {
        return Err(Error::usage("this folder is a backlog already")
            .help("po list shows it; po init DIR makes another one in DIR"));
    }
    let target = args.target.clone().unwrap_or_else(|| "backlog".into());
    let root = Root::at(base.join(&target));
    let shown = match &context.global.dir {
        Some(dir) => dir.join(&target),
        None => target,
    };
    let files = if args.example {
        store::example_files()
    } else {
        store::starting_files(&start(args, context, &root))
    };
    let files = store::begin(&root, &shown, &files)?;
    let merge_driver = merge_driver::of_new_backlog(&root)?;
    let folder = shown.display().to_string();
    let next = if args.example {
        vec![
            format!("po -C {folder} list --today 2026-11-24"),
            format!("po -C {folder} prioritize --today 2026-11-24"),
            format!("po -C {folder} check --today 2026-11-24"),
        ]
    } else {
        vec![
            format!("po -C {folder} new story \"Guest checkout\""),
            format!("po -C {folder} list"),
            format!("po -C {folder} ready S-1"),
        ]
    };
    Ok(Started {
        folder,
        files,
        merge_driver,
        next,
    }
    .answer())
}

/// What goes into the first po.yaml.
fn start(args: &InitArgs, context: &Context, root: &Root) -> store::Start {
    let environment = context.environment;
    let name = environment
        .folder
        .file_name()
        .map(|n| n.to_string_lossy().into_owned());
    let suggestion = name.unwrap_or_else(|| "Product".to_owned());
    let product = match &args.product {
        Some(product) => product.clone(),
        None if environment.interactive && !args.defaults => {
            terminal::ask("What is the product called?", &suggestion)
        }
        None => suggestion,
    };
    let (name, email) = store::identity(root);
    store::Start {
        product,
        timezone: store::timezone(environment.timezone.as_deref()),
        person: name.or_else(|| context.global.by.clone()),
        email,
    }
}
