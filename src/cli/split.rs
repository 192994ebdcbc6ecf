//! `po split`: one story becomes several.

use super::context::Context;
use super::new;
use super::prioritize;
use super::score;
use super::targets::QueryArg;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::terminal;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Part;
use po::model::Record;
use po::model::id::Id;
use po::page::Answer;
use po::priority;
use po::priority::Method;
use po::priority::Scores;
use po::store;
use po::text;

/// Split a story: chosen criteria become stories of their own
///
/// The new stories stand right behind the old one, with its epic, labels, persona
/// and links, and name each other. The old one keeps the other criteria; with
/// --drop it is dropped in favour of the new ones. Points are not copied: the
/// parts are estimated anew. On a terminal, without options, it asks.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po split S-142 --criteria 2 --title \"Guest with an account\"\n  po split S-142 --criteria 2 --title Errors --criteria 3 --title Support\n  po split S-160 --criteria 1,2 --title \"Orders by link\" --drop --dry-run"
)]
pub(super) struct SplitArgs {
    /// The story
    #[arg(value_name = "ID")]
    id: String,
    /// The criteria of a new story, by place or id, as in AC-2,AC-3; once for each new story
    #[arg(long, value_name = "CRITERIA")]
    criteria: Vec<String>,
    /// The title of that story
    #[arg(long = "title", value_name = "TITLE")]
    titles: Vec<String>,
    /// Drop the old story, all of whose criteria are taken
    #[arg(long)]
    drop: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// What a new story is to be: its title, and the criteria it takes.
type Wish = (String, Vec<String>);

/// Where stories come apart (Lawrence and Green, Cohn's SPIDR): to think about, not to choose from.
const PATTERNS: [(&str, &str); 6] = [
    (
        "workflow steps",
        "is the first and the last step of use without those between?",
    ),
    (
        "rules",
        "which rule may come later, and what holds until then?",
    ),
    (
        "happy and unhappy path",
        "can it go well first, and what goes wrong come next?",
    ),
    (
        "interface",
        "is one device, channel or plain page enough at first?",
    ),
    (
        "data",
        "which kind of data, country or customer comes first?",
    ),
    (
        "operations",
        "create, read, change, delete: are these several stories?",
    ),
];

pub(super) fn run(args: &SplitArgs, context: &Context) -> Result<Answer, Error> {
    let one = std::slice::from_ref(&args.id);
    let mut drop = args.drop;
    let is_asked = args.criteria.is_empty() && args.titles.is_empty();
    // Nobody is kept from writing while somebody thinks.
    let asked = match is_asked && context.environment.interactive {
        true => Some(Targets::load(context, one, &QueryArg::default(), true)?),
        false => None,
    };
    let record = asked.as_ref().and_then(|t| t.backlog.get(&t.ids[0]));
    let wishes = match record {
        Some(record) => ask(record, &mut drop)?,
        None => wishes(args)?,
    };
    let none = WriteQueryArg::default();
    let targets = Targets::to_write(context, one, &none, true, &args.write)?;
    let (root, backlog, id) = (&targets.root, &targets.backlog, &targets.ids[0]);
    if wishes.is_empty() {
        return write::finish(root, &[], &args.write);
    }
    if let Some(asked) = &asked {
        write::refuse_changed(&asked.backlog, backlog)?;
    }
    let kind = po::model::kind::ALL[0];
    let mut dice = new::dice(context.environment.seed);
    let allocation = store::allocate(root, &backlog.config, kind, wishes.len(), &mut dice)?;
    let parts = wishes.into_iter().zip(&allocation.ids);
    let parts = parts.map(|((title, criteria), id)| Part {
        id: id.clone(),
        title,
        criteria,
    });
    let parts: Vec<Part> = parts.collect();
    let stamp = context.stamp(root, &backlog.config)?;
    let changes = edit::split(backlog, id, &parts, drop, &stamp)?;
    let mut answer = write::finish(root, &changes, &args.write)?;
    new::say_once(context, &allocation);
    let kept = (!drop).then_some(id.as_str());
    let stories = kept
        .into_iter()
        .chain(parts.iter().map(|part| part.id.as_str()));
    let stories: Vec<&str> = stories.collect();
    let points = backlog.get(id).and_then(|record| record.story()?.points);
    let all = text::and_list(&stories);
    let scored = scored_by(&targets);
    if let ([_, ..], false) = (scored.as_slice(), context.global.unlisted.quiet) {
        let methods: Vec<&str> = scored.iter().map(|method| method.id()).collect();
        let methods = text::and_list(&methods);
        terminal::note(&format!(
            "the {methods} inputs of {id} are not shared out: score {all} anew"
        ));
    }
    if let (Some(points), false) = (points, context.global.unlisted.quiet) {
        let points = points.words();
        terminal::note(&format!(
            "the {points} of {id} are not shared out: estimate {all} anew"
        ));
    }
    if !args.write.dry_run {
        let new = parts.iter().map(|part| &part.id);
        let mut commands = next(&targets, &stories, drop);
        commands.extend(new.flat_map(|id| to_score(&targets, &scored, id)));
        write::add_next(&mut answer, &commands);
    }
    Ok(answer)
}

/// The new stories as the options say them.
fn wishes(args: &SplitArgs) -> Result<Vec<Wish>, Error> {
    let (lists, titles) = (&args.criteria, &args.titles);
    let id = &args.id;
    if lists.len() != titles.len() || lists.is_empty() {
        let lists = text::plural(lists.len(), "list of criteria", "lists of criteria");
        let titles = text::plural(titles.len(), "title", "titles");
        return Err(
            Error::usage(format!("{lists} and {titles}: each new story needs both"))
                .help(format!(
                    "po split {id} --criteria 2,3 --title \"…\", once for each new story"
                ))
                .help(format!("po show {id} numbers the criteria")),
        );
    }
    let wish = |(list, title): (&String, &String)| match names(list) {
        names if names.is_empty() => Err(Error::usage("--criteria needs criteria")
            .help(format!("po show {id} numbers them, as in --criteria 2,3"))),
        names => Ok((title.clone(), names)),
    };
    lists.iter().zip(titles).map(wish).collect()
}

fn names(list: &str) -> Vec<String> {
    let names = list.split([',', ' ']).map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Shows the criteria and where stories come apart, and asks until nothing more is wanted.
fn ask(record: &Record, drop: &mut bool) -> Result<Vec<Wish>, Error> {
    const NONE: &str = "none";
    let criteria = record.story().map(|story| story.acceptance.as_slice());
    let criteria = criteria.unwrap_or_default();
    let mut lines = vec![format!("{} {}", record.id(), record.title())];
    let numbered = (1..).zip(criteria);
    lines.extend(numbered.map(|(at, criterion)| format!("{at:>3} {}", criterion.words())));
    lines.push("Where it may come apart:".to_owned());
    lines.extend(PATTERNS.map(|(name, question)| format!("  {name}: {question}")));
    terminal::say(&lines);
    let mut wishes = Vec::new();
    let mut taken = 0;
    while taken < criteria.len() {
        let list = terminal::ask("Criteria of a new story, as in 2,3", NONE)?;
        if list == NONE {
            break;
        }
        let title = terminal::ask("Its title", NONE)?;
        if title == NONE {
            break;
        }
        let names = names(&list);
        taken += names.len();
        wishes.push((title, names));
    }
    if taken == criteria.len() && taken > 0 && !*drop {
        let question = format!("Nothing is left of {}. Drop it?", record.id());
        *drop = terminal::confirm(&question);
    }
    Ok(wishes)
}

/// The methods whose inputs the story holds.
fn scored_by(targets: &Targets) -> Vec<&'static dyn Method> {
    let record = targets.backlog.get(&targets.ids[0]);
    let held = |method: &&&'static dyn Method| {
        record.is_some_and(|record| Scores::of(record).get(method.id()).is_some())
    };
    priority::ALL.iter().filter(held).copied().collect()
}

/// The commands that give a part the inputs it lacks.
fn to_score(targets: &Targets, scored: &[&'static dyn Method], id: &Id) -> Vec<String> {
    let config = targets.config();
    let usual = prioritize::method_of(None, config).map(|method| method.id());
    let command = |method: &&'static dyn Method| {
        let own = method.configured(&config.file.methods).ok()?;
        let named = (usual.as_ref().ok() != Some(&method.id())).then(|| method.id());
        score::next(id, own.as_ref(), named)
    };
    scored.iter().filter_map(command).collect()
}

/// The stories there are now; what waited for a dropped story waits for a part of it.
fn next(targets: &Targets, stories: &[&str], drop: bool) -> Vec<String> {
    let (backlog, id) = (&targets.backlog, &targets.ids[0]);
    let mut commands = Vec::new();
    if drop {
        let waiters = backlog.backlinks(id).into_iter();
        let waiters = waiters
            .filter(|(other, field)| field.starts_with("depends_on.") && backlog.is_open(other));
        let first = stories.first().copied().unwrap_or_default();
        commands.extend(waiters.map(|(other, _)| {
            let other = other.id();
            format!("po set {other} depends_on-={id} depends_on+={first}")
        }));
    }
    commands.push(format!("po show {}", stories.join(" ")));
    commands
}
