//! `po renumber`: gives records that share an id one of their own.

use super::context::Context;
use super::new;
use super::targets;
use super::terminal;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::NamedAt;
use po::edit::Renumbering;
use po::model::Backlog;
use po::model::Record;
use po::model::id::Id;
use po::model::kind::Kind;
use po::model::unknown;
use po::page::Answer;
use po::report::Outcome;
use po::report::Renumbered;
use po::store;
use po::store::Keep;
use po::store::Origins;
use po::store::Root;
use po::store::Side;
use po::store::Tips;
use po::text;
use std::collections::BTreeMap;
use std::collections::VecDeque;

/// Give records that share an id one of their own
///
/// Two clones that add records at once may both hand out S-7. The earlier
/// record keeps the id: by the first moment of its history, then `created`,
/// then the commit that added the file, then the path. The later one gets the
/// next id, its file the name of it, and links that came with it, as git tells,
/// follow, in histories, votes and comparisons too. Where a text names the id among other words, or a
/// link may mean either, the place is named and left to you. Shows its plan, and
/// asks on a terminal. A merge need not be committed, but a rebase or cherry-pick
/// must be finished.
///
/// `po check --select duplicate-id` shows which ids stand in two files.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  po renumber\n  po renumber --dry-run")]
pub(super) struct RenumberArgs {
    /// Only these ids; all that stand in two files where none is named
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Ask nothing
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &RenumberArgs, context: &Context) -> Result<Answer, Error> {
    let asks = context.environment.interactive && !args.yes && !args.write.dry_run;
    let root = args.write.root(context, asks)?;
    let backlog = store::load(&root, Keep::Texts)?;
    let plan = plan(args, context, &root, &backlog)?;
    let changes = edit::renumber(&backlog, &plan)?;
    let renumbered = |outcome| {
        Renumbered {
            plan: &plan,
            changes: &changes,
            outcome,
        }
        .answer()
    };
    if args.write.dry_run {
        return Ok(renumbered(Outcome::Shown));
    }
    if asks && !changes.is_empty() {
        terminal::preview(&renumbered(Outcome::Written), &context.view()?);
        if !terminal::confirm("Go on?") {
            return Err(Error::refused("not renumbered").help("nothing was changed"));
        }
        write::hold_as_asked(&root, &backlog)?;
    }
    store::apply(&root, &changes)?;
    Ok(renumbered(Outcome::Written))
}

fn plan<'a>(
    args: &RenumberArgs,
    context: &Context,
    root: &Root,
    backlog: &'a Backlog,
) -> Result<Vec<Renumbering<'a>>, Error> {
    let ids = args.ids.iter().map(|word| targets::id(word));
    let ids: Vec<Id> = ids.collect::<Result<_, _>>()?;
    let shared = edit::duplicates(backlog, &|_| None);
    for id in &ids {
        if !shared.iter().any(|group| is_of(group[0], id)) {
            return Err(Error::usage(format!("no two files have the id {id}"))
                .help("po check --select duplicate-id shows the ids that stand in two files"));
        }
    }
    if shared.is_empty() {
        return Ok(Vec::new());
    }
    unknown::refuse_unreadable(backlog, "its links are not known", "renumber")?;
    if let Some(unread) = backlog.voices().findings.first() {
        return Err(Error::of(unread.clone()));
    }
    let tips = Tips::of(root)?;
    let mut groups = edit::duplicates(backlog, &|record| tips.added_at(&record.path));
    groups.retain(|group| ids.is_empty() || ids.iter().any(|id| is_of(group[0], id)));
    refuse_one_record(&groups, &tips)?;
    let later = groups.iter().flat_map(|group| &group[1..]);
    let mut ids = new_ids(context, root, backlog, later.copied())?;
    let mut plan = Vec::new();
    for group in &groups {
        let kept = group[0];
        for record in &group[1..] {
            let Some(to) = ids.get_mut(record.kind.id).and_then(VecDeque::pop_front) else {
                continue;
            };
            plan.push(step(&tips, backlog, [kept, record], to));
        }
    }
    Ok(plan)
}

/// A record whose file got another name on each side of a merge is no second one.
///
/// # Errors
/// There is such a record: an id of its own would make a copy of it.
fn refuse_one_record(groups: &[Vec<&Record>], tips: &Tips) -> Result<(), Error> {
    for group in groups {
        let kept = &group[0].path;
        let mut later = group[1..].iter().map(|record| &record.path);
        if let Some(other) = later.find(|path| tips.is_one(kept, path)) {
            let id = group[0].id();
            // None of the two is the first one: they are named by path.
            let (kept, other) = (kept.min(other), kept.max(other));
            let [one, two] = [kept, other].map(|path| text::shell_word(path));
            return Err(Error::refused(format!(
                "{id} is one record under two names: {kept} and {other}"
            ))
            .help(format!(
                "git diff --no-index {one} {two} shows what differs"
            ))
            .help("keep one of the files, with all that is to stay; nothing was changed"));
        }
    }
    Ok(())
}

/// A new id for each of the records, by kind.
fn new_ids<'a>(
    context: &Context,
    root: &Root,
    backlog: &Backlog,
    records: impl Iterator<Item = &'a Record>,
) -> Result<BTreeMap<&'static str, VecDeque<Id>>, Error> {
    let mut counts: BTreeMap<&str, (&'static Kind, usize)> = BTreeMap::new();
    for record in records {
        counts.entry(record.kind.id).or_insert((record.kind, 0)).1 += 1;
    }
    let mut dice = new::dice(context.environment.seed);
    let mut ids = BTreeMap::new();
    for (kind, count) in counts.into_values() {
        let next = store::allocate(root, &backlog.config, kind, count, &mut dice)?;
        ids.insert(kind.id, next.ids.into());
    }
    Ok(ids)
}

fn is_of(record: &Record, id: &Id) -> bool {
    record.id().as_str().eq_ignore_ascii_case(id.as_str())
}

/// What becomes of the later record: the links that mean it, those that may,
/// and the texts to be looked at.
fn step<'a>(
    tips: &Tips,
    backlog: &'a Backlog,
    [kept, record]: [&'a Record; 2],
    to: Id,
) -> Renumbering<'a> {
    let origins = Origins::of(tips, &kept.path, &record.path);
    let side = |link: &NamedAt| origins.side(link.by.path(), link.line);
    let (mut links, mut unsure) = (Vec::new(), Vec::new());
    for link in edit::named_at(backlog, record.id()) {
        match side(&link) {
            Side::Kept => {}
            Side::Later => links.push(link),
            Side::Unsure => unsure.push(link),
        }
    }
    let mut texts = edit::named_in_texts(backlog, record.id());
    texts.retain(|text| side(text) != Side::Kept);
    Renumbering {
        record,
        kept,
        to,
        links,
        unsure,
        texts,
    }
}
