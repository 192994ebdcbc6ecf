//! `po undo`: take back what was written.

use super::context::Context;
use super::targets;
use super::terminal;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::diag::Exit;
use po::diag::Finding;
use po::diag::Place;
use po::diag::Severity;
use po::edit;
use po::edit::Change;
use po::model::Record;
use po::page::Answer;
use po::report::Outcome;
use po::report::Undo;
use po::report::UndoList;
use po::report::Written;
use po::store;
use po::store::Applied;
use po::store::Damaged;
use po::store::Keep;
use po::store::Root;
use po::text;

/// Take back what po wrote last
///
/// Gives every file of the last set of changes the text it had before; once more
/// takes back the set before that. A set is what one command wrote, and is taken
/// back whole. On a terminal it shows what it will do and asks; elsewhere it says
/// what it did. Refuses where a file changed since, by hand or by git. An undo is a set of
/// changes as well: po undo NUMBER takes it back.
///
/// The last 100 sets are kept in .po/journal, of this clone alone. The id of a
/// record whose creation is undone is not handed out again.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po undo --list\n  po set S-142 points=3 && po undo --dry-run\n  po set S-142 points=3 && po undo --yes"
)]
pub(super) struct UndoArgs {
    /// Take back this set of --list; the last that stands, where none is named
    #[arg(value_name = "NUMBER", conflicts_with = "list")]
    number: Option<String>,
    /// Show the sets that can be taken back, newest first
    #[arg(long)]
    list: bool,
    /// Ask nothing
    #[arg(long, conflicts_with = "list")]
    yes: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &UndoArgs, context: &Context) -> Result<Answer, Error> {
    if args.list {
        return Ok(list(&context.root()?));
    }
    // What was interrupted becomes a set, or does not, before one is chosen; the
    // lock is not held while somebody is asked.
    let root = args.write.root(context, true)?;
    let applied = store::applied(&root);
    let number = args.number.as_deref();
    let number = number.map(|word| number_of(word, &applied.0)).transpose()?;
    let set = choose(number, applied)?;
    let config = store::load_config(&root).unwrap_or_default();
    let mut changes = store::undoing(&root, set.number)?;
    for change in &mut changes {
        edit::compare_texts(change, &config);
    }
    let undo = |changes: &[Change], outcome| {
        let set = &set;
        Undo {
            set,
            changes,
            outcome,
        }
        .answer()
    };
    let shared = shared_ids(&root, &changes);
    if args.write.dry_run {
        return Ok(with(undo(&changes, Outcome::Shown), shared));
    }
    if context.environment.interactive && !args.yes {
        terminal::preview(&undo(&changes, Outcome::Shown), &context.view()?);
        let said = shared.iter().map(|finding| &finding.message);
        said.for_each(|message| terminal::note(message));
        if !terminal::confirm("Take this back?") {
            return Err(Error::refused("not taken back").help("nothing was changed"));
        }
    }
    store::undo(&root, set.number, &changes)?;
    Ok(with(undo(&changes, Outcome::Written), shared))
}

fn with(mut answer: Answer, warnings: Vec<Finding>) -> Answer {
    answer.warnings.extend(warnings);
    answer
}

/// Records that come back under an id which another file has by now.
fn shared_ids(root: &Root, changes: &[Change]) -> Vec<Finding> {
    let Ok(backlog) = store::load(root, Keep::Values) else {
        return Vec::new();
    };
    let stays = |record: &&Record| !changes.iter().any(|change| change.path == record.path);
    let mut back = Vec::new();
    for change in changes.iter().filter(|change| change.before.is_none()) {
        let Some(id) = change.after.as_deref().and_then(edit::id_in) else {
            continue;
        };
        let mut records = backlog.records().iter().filter(stays);
        let Some(other) = records.find(|r| r.id().as_str().eq_ignore_ascii_case(id.as_str()))
        else {
            continue;
        };
        let place = Place {
            path: change.path.clone(),
            ..Place::default()
        };
        let message = format!(
            "{id} is also the id of {}: po renumber {id} gives the younger one of its own",
            other.path
        );
        let finding = Finding::new("duplicate-id", Severity::Warning, place, message);
        back.push(finding.of(id.as_str()));
    }
    back
}

/// The sets that can be read; what cannot is said beside them.
fn list(root: &Root) -> Answer {
    let (sets, damaged) = store::applied(root);
    let sets = sets.into_iter().map(written).collect();
    let list = UndoList {
        sets,
        damaged: damaged.iter().map(|damaged| damaged.number).collect(),
    };
    let mut answer = list.answer();
    answer.warnings = damaged.iter().map(Damaged::finding).collect();
    if !damaged.is_empty() {
        answer.exit = Exit::Misused;
    }
    answer
}

fn written(set: Applied) -> Written {
    let ids = set.files.iter().filter_map(|file| file.id.as_ref());
    Written {
        number: set.number,
        at: set.at,
        by: set.by,
        command: set.command,
        undoes: set.undoes,
        undone_by: set.undone_by,
        records: ids.map(ToString::to_string).collect(),
    }
}

/// The number of a set. An id is none: a set is taken back with all of its records.
fn number_of(word: &str, sets: &[Applied]) -> Result<u32, Error> {
    if let Ok(number) = word.parse() {
        return Ok(number);
    }
    let error = Error::usage(format!(
        "\"{word}\" is no number of a set; a set is taken back whole"
    ));
    let all = "po undo --list shows the sets, with the records of each";
    let Ok(id) = targets::id(word) else {
        return Err(error.help(all));
    };
    let of_record = |set: &&Applied| {
        set.undone_by.is_none() && set.files.iter().any(|file| file.id.as_ref() == Some(&id))
    };
    let error = match sets.iter().find(of_record) {
        Some(set) => {
            let number = set.number;
            let others = text::plural(set.files.len() - 1, "other file", "other files");
            let with = match set.files.len() {
                1 => String::new(),
                _ => format!(", and with it {others}"),
            };
            error.help(format!(
                "po undo {number} takes back the last change of {id}{with}"
            ))
        }
        None => error.help(format!("no set that is kept changed {id}")),
    };
    Err(error.help(all))
}

/// The set of this number, else the last that stands.
fn choose(
    number: Option<u32>,
    (sets, damaged): (Vec<Applied>, Vec<Damaged>),
) -> Result<Written, Error> {
    let all = "po undo --list shows the sets that are kept";
    let mut sets: Vec<Written> = sets.into_iter().map(written).collect();
    let Some(number) = number else {
        let next = sets.iter().position(Written::is_next);
        let before = next.map_or(0, |next| sets[next].number);
        if let Some(newest) = damaged.first().filter(|newest| newest.number > before) {
            return Err(in_the_way(newest, next.map(|_| before)));
        }
        return next
            .map(|next| sets.swap_remove(next))
            .ok_or_else(|| Error::usage("there is nothing to undo").help(all));
    };
    if let Some(damaged) = damaged.iter().find(|damaged| damaged.number == number) {
        return Err(Error::of(damaged.finding()));
    }
    let Some(at) = sets.iter().position(|set| set.number == number) else {
        return Err(Error::usage(format!("there is no set {number}")).help(all));
    };
    match sets[at].undone_by {
        None => Ok(sets.swap_remove(at)),
        Some(by) => Err(Error::usage(format!("set {number} is undone already"))
            .help(format!("po undo {by} takes that back"))),
    }
}

/// What would be taken back next cannot be read: whoever wants the one before
/// it says so.
fn in_the_way(newest: &Damaged, before: Option<u32>) -> Error {
    let error = Error::of(newest.finding());
    match before {
        Some(before) => error.help(format!("po undo {before} takes back the one before it")),
        None => error,
    }
}
