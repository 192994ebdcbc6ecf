//! `po tick`: somebody looked, and it holds.

use super::context::Context;
use super::targets;
use super::targets::Targets;
use super::targets::WriteQueryArg;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::kind;
use po::page::Answer;
use po::text;

/// Say that a criterion or an item of a checklist holds
///
/// A number or AC-2 is an acceptance criterion of a story: it is verified by
/// you, today. Any other name is an item of the definitions of ready and done
/// in po.yaml that a person has to look at.
#[derive(Debug, Args)]
#[command(
    override_usage = "po tick <ID>... <ITEM>...\n       po tick -q <QUERY> <ITEM>...",
    after_help = "Examples:\n  po tick S-142 2\n  po tick S-142 1 2 3 4 reviewed\n  po tick -q \"sprint:@current status:review\" documented --dry-run"
)]
pub(super) struct TickArgs {
    /// Ids, then the criteria and items that hold; with -q only these
    #[arg(value_name = "ID|ITEM", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    query: WriteQueryArg,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &TickArgs, context: &Context) -> Result<Answer, Error> {
    // AC-2 looks like an id as well, but no kind of record has its prefix.
    let is_id = |at: usize, word: &str| {
        at == 0 || word == "-" || {
            let id = targets::id(word).ok().filter(|id| id.as_str() == word);
            id.is_some_and(|id| kind::by_prefix(id.prefix()).is_some())
        }
    };
    let words = args.words.iter().enumerate();
    let ids = match args.query.is_given() {
        true => 0,
        false => words.take_while(|(at, word)| is_id(*at, word)).count(),
    };
    let (ids, items) = args.words.split_at(ids);
    let swapped = |error| targets::swapped(error, "po tick", &args.words);
    if items.is_empty() {
        return Err(nothing(args, context, ids).map_err(swapped)?);
    }
    let targets =
        Targets::to_write(context, ids, &args.query, false, &args.write).map_err(swapped)?;
    let stamp = context.stamp(&targets.root, targets.config())?;
    let changes = edit::tick(&targets.backlog, &targets.ids, items, &stamp)?;
    write::finish_all(&targets, &changes, &args.write)
}

/// No item is named: what there is to be ticked, where one record is meant.
fn nothing(args: &TickArgs, context: &Context, ids: &[String]) -> Result<Error, Error> {
    let targets = Targets::load(context, ids, args.query.to_read(), false)?;
    let error = Error::usage("no criterion or item is named");
    let one = match targets.ids.as_slice() {
        [id] => targets.backlog.get(id),
        _ => None,
    };
    let items = one.map(|record| edit::tickable(&targets.backlog, record));
    let (Some(record), Some(items)) = (one, items.filter(|items| !items.is_empty())) else {
        return Ok(error.help(
            "name a criterion by its number, or an item of the definitions of ready and done",
        ));
    };
    let open = items.iter().find(|item| !item.holds);
    let error = items.iter().fold(error, |error, item| {
        let mark = if item.holds { "✓" } else { "·" };
        error.detail(format!("  {mark} {}  {}", item.name, item.words).trim_end())
    });
    Ok(match open {
        Some(item) => error.help(format!(
            "po tick {} {}",
            record.id(),
            text::shell_word(&item.name)
        )),
        None => error.help("all of it holds already"),
    })
}
