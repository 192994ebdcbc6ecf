//! `po new`: write a record down.

use super::context::Context;
use super::editor;
use super::release;
use super::set;
use super::sprint;
use super::terminal;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Assignment;
use po::edit::Draft;
use po::edit::SHIPPED;
use po::edit::Template;
use po::model::Backlog;
use po::model::id::Id;
use po::model::kind;
use po::model::kind::Kind;
use po::model::shape;
use po::model::unknown;
use po::page::Answer;
use po::store;
use po::store::Allocation;
use po::store::Keep;
use po::store::Root;
use po::text;

/// Write a new record down
///
/// The record gets the next free id and stands in the first state, without a
/// rank; po move or po prioritize --apply give it its place.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po new story \"Guest checkout\"\n  po new story \"Pay by voucher\" --set epic=E-12 --set sprint=@next\n  po new bug \"Basket loses items\" --set severity=2\n  po new sprint \"Sprint 36\" --set start=2026-12-14 --set end=2026-12-24\n  po new bug \"Total is wrong\" --from bug\n  po new story \"Gift receipt\" --from story --edit"
)]
pub(super) struct NewArgs {
    /// story, bug, task, spike, epic, sprint or release
    #[arg(value_name = "KIND|TYPE")]
    kind: String,
    /// One line that says what it is
    #[arg(value_name = "TITLE", required = true, num_args = 1..)]
    title: Vec<String>,
    /// Set a field, as in points=5 or labels=ux,checkout; may be repeated
    #[arg(long = "set", short = 's', value_name = "FIELD=VALUE")]
    assignments: Vec<String>,
    /// Begin with a template: one of templates/ in the backlog, or story, bug, spike, epic
    #[arg(long, value_name = "TEMPLATE")]
    from: Option<String>,
    /// Open it in your editor before it is written
    #[arg(long)]
    edit: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// Sorts of stories that may be named in place of a kind.
pub(super) const SORTS: [&str; 3] = ["bug", "task", "spike"];

pub(super) fn run(args: &NewArgs, context: &Context) -> Result<Answer, Error> {
    let (kind, sort) = kind_of(&args.kind)?;
    let mut assignments = Vec::new();
    if let Some(sort) = sort {
        assignments.push(Assignment::parse(&format!("type={sort}"))?);
    }
    for text in &args.assignments {
        assignments.push(set::assignment(text)?);
    }
    let (version, title) = release::version_in(kind, &args.title, &assignments);
    let root = context.root()?;
    if kind.id == "sprint" && !args.edit && args.from.is_none() {
        refuse_assignments(args, kind, &backlog(&root, false)?)?;
        return sprint::Wanted::of(title, assignments).plan(context, &args.write);
    }
    if !args.edit {
        args.write.hold(&root)?;
    }
    let whole = args.edit || version.is_some() || edit::looks_around(&assignments);
    let backlog = backlog(&root, whole)?;
    let stamp = context.stamp(&root, &backlog.config)?;
    let allocation = allocate(args, context, &root, (kind, &backlog))?;
    refuse_assignments(args, kind, &backlog)?;
    if let Some(version) = version {
        release::refuse_version(&backlog, &version.text)?;
        assignments.push(version);
    }
    let template = args.from.as_deref();
    let template = template
        .map(|name| template_of(&root, name, kind, &backlog))
        .transpose()?;
    let draft = Draft {
        template: template.as_ref(),
        kind,
        id: allocation.ids[0].clone(),
        title: &title,
        assignments: &assignments,
    };
    let alike = alike(&root, kind, (&title, None));
    let (change, record) = edit::create(&backlog, &draft, &stamp)?;
    set::refuse_dangling((&root, &backlog), None, &record)?;
    let text = change.after.as_deref().filter(|_| args.edit);
    let answer = match text {
        Some(text) => editor::edited(context, &root, &change.path, text, &|saved| {
            let change = edit::rewrite_new(&backlog, &change, saved, &stamp)?;
            set::refuse_dangling((&root, &backlog), None, &edit::reread(&backlog, &change)?)?;
            write::finish(&root, &[change], &args.write)
        })?,
        None => write::finish(&root, std::slice::from_ref(&change), &args.write)?,
    };
    say_once(context, &allocation);
    if let (Some(other), false) = (alike, context.global.unlisted.quiet) {
        terminal::note(&other);
    }
    Ok(answer)
}

/// Another open record of the kind that is called the same, in words; not the one that is so called itself.
pub(super) fn alike(
    root: &Root,
    kind: &'static Kind,
    (title, own): (&str, Option<&Id>),
) -> Option<String> {
    let mut ids = store::titled(root, kind, title);
    ids.retain(|id| Some(id) != own);
    if ids.is_empty() {
        return None;
    }
    // What cannot be read is no reason to write nothing down.
    let there = store::load_ids(root, &ids, Keep::Values).ok()?;
    let mut records = there.records().iter();
    let other = records.find(|r| there.is_open(r) && text::same_words(r.title(), title))?;
    let id = other.id();
    Some(match other.title() == title {
        true => format!("{id} has the same title"),
        false => format!("{id} has nearly the same title: {}", other.title()),
    })
}

/// The title of a record, which may speak of its id.
type Title<'a> = &'a dyn Fn(&Id) -> String;

/// Writes a new record down for a command of its kind alone.
///
/// # Errors
/// A value that does not fit, or a file that cannot be written.
pub(super) fn write_down(
    context: &Context,
    (root, backlog): (&Root, &Backlog),
    kind: &'static Kind,
    (title, assignments): (Title<'_>, &[Assignment]),
    write: &WriteArgs,
) -> Result<(Answer, Id), Error> {
    let mut dice = dice(context.environment.seed);
    let allocation = store::allocate(root, &backlog.config, kind, 1, &mut dice)?;
    let id = allocation.ids[0].clone();
    let title = title(&id);
    let alike = alike(root, kind, (&title, None));
    let draft = Draft {
        template: None,
        kind,
        id: id.clone(),
        title: &title,
        assignments,
    };
    let stamp = context.stamp(root, &backlog.config)?;
    let (change, _) = edit::create(backlog, &draft, &stamp)?;
    let answer = write::finish(root, &[change], write)?;
    say_once(context, &allocation);
    if let (Some(other), false) = (alike, context.global.unlisted.quiet) {
        terminal::note(&other);
    }
    Ok((answer, id))
}

pub(super) fn say_once(context: &Context, allocation: &Allocation) {
    if let (Some(note), false) = (allocation.note, context.global.unlisted.quiet) {
        terminal::note(note);
    }
}

/// The id of the record. While somebody writes in an editor others go on, so
/// the id is kept for them before, and other writers wait only for that.
fn allocate(
    args: &NewArgs,
    context: &Context,
    root: &Root,
    (kind, backlog): (&'static Kind, &Backlog),
) -> Result<Allocation, Error> {
    let mut dice = dice(context.environment.seed);
    let mut allocate = |root: &Root| store::allocate(root, &backlog.config, kind, 1, &mut dice);
    if !args.edit || args.write.dry_run {
        return allocate(root);
    }
    // The lock goes with this root.
    let root = Root::at(root.folder());
    root.hold()?;
    let allocation = allocate(&root)?;
    store::remember(&root, &allocation.ids);
    Ok(allocation)
}

/// The team's template of this name, else the one that comes with the program.
fn template_of(
    root: &Root,
    name: &str,
    kind: &'static Kind,
    backlog: &Backlog,
) -> Result<Template, Error> {
    let shipped = SHIPPED.iter().find(|(known, _)| *known == name);
    let text = store::template(root, name)?;
    let Some(text) = text.or_else(|| shipped.map(|(_, text)| (*text).to_owned())) else {
        let mut known = store::templates(root);
        known.extend(SHIPPED.iter().map(|(name, _)| (*name).to_owned()));
        let error = Error::usage(format!("there is no template \"{name}\""));
        let all = format!(
            "there are {}; a file in templates/ is one more",
            known.join(", ")
        );
        return Err(
            match po::text::nearest(name, known.iter().map(String::as_str)) {
                Some(near) => error.help(format!("did you mean \"{near}\"? {all}")),
                None => error.help(all),
            },
        );
    };
    Template::read(name, &text, kind, &backlog.config)
}

/// Only a record that goes through a gate is compared with the others.
fn backlog(root: &Root, whole: bool) -> Result<Backlog, Error> {
    if whole {
        store::load(root, Keep::Values)
    } else {
        store::load_ids(root, &[], Keep::Values)
    }
}

pub(super) fn kind_of(word: &str) -> Result<(&'static Kind, Option<&str>), Error> {
    if let Some(kind) = kind::by_name(word) {
        return Ok((kind, None));
    }
    let sort = SORTS
        .into_iter()
        .find(|sort| sort.eq_ignore_ascii_case(word));
    if let (Some(_), Some(story)) = (sort, kind::by_name("story")) {
        return Ok((story, sort));
    }
    let known = kind::ALL.iter().map(|k| k.id).chain(SORTS);
    let names: Vec<&str> = known.collect();
    Err(unknown::kind(word, &names))
}

/// `points=5` behind the title is no word of it.
fn refuse_assignments(args: &NewArgs, kind: &Kind, backlog: &Backlog) -> Result<(), Error> {
    let fields = shape::fields(kind, &backlog.config);
    let assigns = |word: &&String| {
        let key = word.split('=').next().unwrap_or_default();
        let top = key.trim_end_matches(['+', ':', '@']).split('.').next();
        word.contains('=') && fields.iter().any(|field| Some(field.name.as_str()) == top)
    };
    let Some(word) = args.title.iter().skip(1).find(assigns) else {
        return Ok(());
    };
    let (first, rest) = args.title.split_at(1);
    let (sets, words): (Vec<&String>, Vec<&String>) = rest.iter().partition(assigns);
    let title: Vec<&str> = first.iter().chain(words).map(String::as_str).collect();
    let title = text::shell_word(&title.join(" "));
    let sets = args.assignments.iter().chain(sets);
    let sets: String = sets
        .map(|set| format!(" --set {}", text::shell_word(set)))
        .collect();
    Err(Error::usage(format!("{word} stands in the title"))
        .help(format!("po new {} {title}{sets}", args.kind))
        .help("a title that holds it stands in quotes"))
}

/// SplitMix64 (Steele, Lea, Flood 2014).
pub(super) fn dice(mut state: u64) -> impl FnMut() -> u64 {
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
