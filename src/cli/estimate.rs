//! `po estimate`: how large stories are.

use super::context::Context;
use super::select;
use super::targets::QueryArg;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use clap::ValueEnum;
use indexmap::IndexMap;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Severity;
use po::edit;
use po::edit::Change;
use po::edit::Judged;
use po::model::Record;
use po::model::kind::Estimate;
use po::model::kind::EstimateUnit;
use po::model::points::Points;
use po::page::Answer;
use po::page::Page;
use po::priority::estimate::Card;
use po::priority::estimate::Sizes;
use po::priority::estimate::Spread;
use po::priority::estimate::poker;
use po::report::Estimates;
use po::report::Round;
use po::text;
use serde_json::Value;
use serde_json::json;

/// Estimate stories, alone or with cards, and see how sure it is
///
/// With points, a shirt, three points or cards, they are written down; the points
/// go into the history. Without, what is there is shown, beside stories of the
/// same size. A query adds its stories up. The scale and the shirts are those of
/// points in po.yaml.
#[derive(Debug, Args)]
#[command(after_help = "Planning poker:
  Each call with --vote is one round. All cards equal: consensus. One step of
  the scale apart: near, the higher is proposed. Else, or with a ?, or with one
  card alone, the team talks; coffee is not counted. What was agreed, --final,
  becomes the points.

Examples:
  po estimate S-142 5
  po estimate S-142 --shirt L
  po estimate S-142 --three 2,4,12 --unit days
  po estimate S-142 --vote ana=5 --vote chen=8
  po estimate S-142 --vote ana=5 --vote chen=8 --final 5 --dry-run
  po estimate S-142
  po estimate -q \"sprint:@current\"")]
pub(super) struct EstimateArgs {
    /// Ids, then the points, as in S-142 5
    #[arg(value_name = "ID|POINTS", allow_negative_numbers = true)]
    words: Vec<String>,
    /// The shirt that it wears; its points are written as well
    #[arg(long, value_name = "SHIRT", group = "judged")]
    shirt: Option<String>,
    /// Optimistic, most likely and pessimistic, as in 2,4,12
    #[arg(
        long,
        value_name = "NUMBERS",
        group = "judged",
        allow_hyphen_values = true
    )]
    three: Option<String>,
    /// What the three are counted in; points without it
    #[arg(long, value_name = "UNIT", requires = "three")]
    unit: Option<Unit>,
    /// Somebody's card: a value of the scale, ? or coffee; once for each person
    #[arg(long = "vote", value_name = "PERSON=CARD", group = "judged")]
    votes: Vec<String>,
    /// What was agreed, of these cards or of the last round
    #[arg(long = "final", value_name = "POINTS", conflicts_with_all = ["shirt", "three"], allow_negative_numbers = true)]
    agreed: Option<String>,
    #[command(flatten)]
    query: QueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Unit {
    Points,
    Days,
    Hours,
}

impl From<Unit> for EstimateUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Points => EstimateUnit::Points,
            Unit::Days => EstimateUnit::Days,
            Unit::Hours => EstimateUnit::Hours,
        }
    }
}

pub(super) fn run(args: &EstimateArgs, context: &Context) -> Result<Answer, Error> {
    let (ids, points) = split(&args.words)?;
    let judges = points.is_some()
        || args.shirt.is_some()
        || args.three.is_some()
        || args.agreed.is_some()
        || !args.votes.is_empty();
    if !judges {
        return show(args, context, &ids);
    }
    if args.query.query.is_some() {
        return Err(Error::usage("a query is added up, not estimated")
            .help("name the stories to estimate, or leave the estimate out"));
    }
    if ids.is_empty() {
        return Err(Error::usage("no story named to estimate")
            .help("name it before the points, as in po estimate S-142 5"));
    }
    let none = WriteQueryArg::default();
    let targets = Targets::to_write(context, &ids, &none, false, &args.write)?;
    let sizes = Sizes::of(targets.config())?;
    if let Some(points) = points {
        edit::off_scale(points, targets.config())?;
    }
    let judged = judged(args, points, &sizes)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let changes = edit::estimate(&targets.backlog, &targets.ids, &judged, &stamp)?;
    let mut answer = write::finish(&targets.root, &changes, &args.write)?;
    if let Judged::Round(..) | Judged::Final(_) = judged {
        for change in &changes {
            tell(&mut answer, &targets, change, &sizes)?;
        }
    }
    Ok(answer)
}

fn show(args: &EstimateArgs, context: &Context, ids: &[String]) -> Result<Answer, Error> {
    let targets = Targets::load(context, ids, &args.query, true)?;
    let chosen = targets.ids.iter().filter_map(|id| targets.backlog.get(id));
    let records: Vec<&Record> = chosen.collect();
    if let Some(other) = records.iter().find(|record| record.story().is_none()) {
        let kind = text::with_article(other.kind.id);
        return Err(
            Error::usage(format!("{} is {kind}, which has no estimate", other.id())).help(format!(
                "po estimate -q \"epic:{}\" adds up the stories of an epic",
                other.id()
            )),
        );
    }
    let estimates = Estimates::new(&targets.backlog, &records, targets.of_query)?;
    let mut answer = estimates.answer();
    select::warn(&mut answer, &targets.backlog);
    Ok(answer)
}

/// The ids, and the points behind them.
fn split(words: &[String]) -> Result<(Vec<String>, Option<Points>), Error> {
    let Some((last, ids)) = words.split_last() else {
        return Ok((Vec::new(), None));
    };
    if let Some(points) = ids.first().filter(|first| first.parse::<f64>().is_ok()) {
        let ids: Vec<String> = words[1..].iter().map(|id| text::shell_word(id)).collect();
        return Err(Error::usage("the points stand behind the story")
            .help(format!("po estimate {} {points}", ids.join(" "))));
    }
    match last.parse::<f64>() {
        Ok(_) => Ok((ids.to_vec(), Some(amount(last)?))),
        Err(_) => Ok((words.to_vec(), None)),
    }
}

fn amount(text: &str) -> Result<Points, Error> {
    let number = text.trim().parse::<f64>();
    let number = number.map_err(|_| format!("\"{text}\" is no number"));
    number.and_then(Points::try_from).map_err(|why| {
        Error::usage(format!("no estimate: {why}")).help("points are such as 5 or 0.5")
    })
}

/// What the options say.
///
/// # Errors
/// A value that is not on the scale, no shirt, no three points or no card.
fn judged(args: &EstimateArgs, points: Option<Points>, sizes: &Sizes) -> Result<Judged, Error> {
    let others = args.shirt.is_some() || args.three.is_some();
    if let (Some(points), true) = (
        points,
        others || args.agreed.is_some() || !args.votes.is_empty(),
    ) {
        return Err(
            Error::usage(format!("{} and another estimate are given", points.words()))
                .help("leave one of them out; --final gives points to a round of cards"),
        );
    }
    if let Some(name) = &args.shirt {
        let (name, points) = sizes.shirt(name).ok_or_else(|| no_shirt(name, sizes))?;
        return Ok(Judged::Shirt(name.to_owned(), points));
    }
    if let Some(text) = &args.three {
        return three(text, args.unit).map(Judged::ThreePoints);
    }
    let agreed = args.agreed.as_deref().map(amount).transpose()?;
    for agreed in agreed.iter() {
        poker::on_scale(*agreed, sizes).map_err(off_scale)?;
    }
    let votes = votes(&args.votes, sizes)?;
    match (points, agreed) {
        (Some(points), _) => Ok(Judged::Points(points)),
        (None, Some(agreed)) if votes.is_empty() => Ok(Judged::Final(agreed)),
        (None, agreed) => Ok(Judged::Round(votes, agreed)),
    }
}

fn off_scale(why: String) -> Error {
    let error = Error::usage(format!("no estimate: {why}"));
    error.help("points: in po.yaml has the scale; it may hold other values")
}

fn no_shirt(name: &str, sizes: &Sizes) -> Error {
    let all = format!("the shirts are {}", sizes.shirts().join(", "));
    Error::usage(format!("no shirt is called \"{name}\"")).help(all)
}

fn three(text: &str, unit: Option<Unit>) -> Result<Estimate, Error> {
    let refuse = |why: String| {
        Error::usage(format!("--three: {why}")).help("as in --three 2,4,12, the largest last")
    };
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    let Ok(Ok([o, m, p])) = numbers.map(<[f64; 3]>::try_from) else {
        return Err(refuse(format!("\"{text}\" is not three numbers")));
    };
    let unit = unit.map(EstimateUnit::from);
    let estimate = Estimate { o, m, p, unit };
    Spread::of(&estimate).map_err(refuse)?;
    Ok(estimate)
}

fn votes(words: &[String], sizes: &Sizes) -> Result<IndexMap<String, Value>, Error> {
    let mut votes = IndexMap::new();
    for word in words {
        let refuse = |why: String| {
            Error::usage(format!("--vote: {why}")).help("as in --vote ana=5, ana=? or ana=coffee")
        };
        let (person, card) = word
            .split_once('=')
            .map(|(person, card)| (person.trim(), card.trim()))
            .filter(|(person, _)| !person.is_empty())
            .ok_or_else(|| refuse(format!("\"{word}\" says not who laid which card")))?;
        let value = match card.parse::<f64>().ok().map(Points::try_from) {
            Some(Ok(points)) => json!(points),
            _ => json!(card),
        };
        Card::read(&value, sizes).map_err(|why| refuse(format!("{person}: {why}")))?;
        if votes.insert(person.to_owned(), value).is_some() {
            return Err(refuse(format!("{person} laid two cards in one round")));
        }
    }
    Ok(votes)
}

/// Adds what the round came to: the word for it, and what is odd about its end.
fn tell(
    answer: &mut Answer,
    targets: &Targets,
    change: &Change,
    sizes: &Sizes,
) -> Result<(), Error> {
    let record = edit::reread(&targets.backlog, change)?;
    let Some(round) = record.story().and_then(|story| story.poker.last()) else {
        return Ok(());
    };
    let counted = Round::of(round, sizes);
    let page: Page = std::mem::take(&mut answer.page);
    let words = format!("{}: {}", record.id(), counted.words);
    answer.page = page.verbatim(vec![words.into()]);
    let count = poker::count(round, sizes).ok();
    let outside = round.r#final.and_then(|agreed| count?.outside(agreed));
    if let Some(what) = outside {
        let place = record.place_of("poker");
        let what = format!("{}: {what}", record.id());
        let finding = Finding::new("poker", Severity::Warning, place, what)
            .of(record.id().as_str())
            .field("poker");
        answer.warnings.push(finding);
    }
    let rounds = answer.data.entry("rounds").or_insert_with(|| json!([]));
    if let Some(rounds) = rounds.as_array_mut() {
        rounds.push(json!({"id": record.id(), "round": counted}));
    }
    Ok(())
}
