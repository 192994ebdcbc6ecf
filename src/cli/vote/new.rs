//! `po vote new`: a poll, and what can be voted for.

use crate::cli::context::Context;
use crate::cli::select;
use crate::cli::targets;
use crate::cli::usage;
use crate::cli::write;
use crate::cli::write::WriteArgs;
use clap::Args;
use clap::ValueEnum;
use indexmap::IndexMap;
use po::diag::Error;
use po::edit;
use po::model::id::Id;
use po::model::unknown;
use po::model::voices::Poll;
use po::model::voices::PollKind;
use po::page::Answer;
use po::store;
use po::store::Keep;
use po::text;

/// Make a poll: of dots, or to buy features
///
/// Dots: everybody has --budget dots, or one for each four items without it. To
/// buy: everybody has --budget to spend, a third to half of all prices shared by
/// the voters, and each item has a --price.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po vote new spring --kind dots --items \"status:ready\" --budget 3\n  po vote new money --kind buy --budget 60 --price S-142=100 --price S-151=40"
)]
pub(super) struct NewArgs {
    /// The name of the poll, and of its file
    #[arg(value_name = "NAME")]
    name: String,
    /// What everybody gives: dots, or money to buy with
    #[arg(long, value_name = "KIND")]
    kind: Sort,
    /// What can be voted for; it may begin with a kind
    #[arg(long, value_name = "QUERY")]
    items: Option<String>,
    /// How many dots, or how much money, everybody has
    #[arg(long, value_name = "N", value_parser = usage::how_many)]
    budget: Option<u32>,
    /// What an item costs, as in S-142=100; once for each
    #[arg(long = "price", value_name = "ID=N")]
    prices: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    Dots,
    Buy,
}

pub(super) fn run(args: &NewArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Values)?;
    let items = match &args.items {
        Some(query) => select::ids(context, &root, &backlog, query)?,
        None => Vec::new(),
    };
    if let (true, Some(query)) = (items.is_empty(), &args.items) {
        return Err(
            Error::usage(format!("\"{query}\" finds nothing to vote for")).help(format!(
                "po list {} shows what it finds",
                text::shell_word(query)
            )),
        );
    }
    if let Some(closed) = items
        .iter()
        .filter_map(|id| backlog.get(id))
        .find(|r| !backlog.is_open(r))
    {
        let state = backlog.category(closed).word();
        return Err(Error::usage(format!(
            "{} is {state}; nobody needs to vote on it",
            closed.id()
        ))
        .help("a query without states finds what is open"));
    }
    let prices = prices(&args.prices)?;
    for id in prices.keys() {
        if backlog.get(id).is_none() {
            return Err(unknown::missing(&backlog, id));
        }
    }
    let mut poll = Poll {
        kind: PollKind::Dots,
        budget: args.budget.map(f64::from),
        prices: IndexMap::new(),
        items,
    };
    match args.kind {
        Sort::Dots if !prices.is_empty() => {
            return Err(Error::usage("a poll of dots has no prices")
                .help("--kind buy makes a poll to buy; --items says what gets dots"));
        }
        Sort::Dots => {}
        Sort::Buy => buy(&mut poll, prices)?,
    }
    let change = edit::new_poll(backlog.voices(), &args.name, &poll)?;
    let mut answer = write::finish(&root, &[change], &args.write)?;
    if !args.write.dry_run {
        let poll = text::shell_word(&args.name);
        let first = po_vote(poll.as_ref(), &args.kind);
        write::add_next(&mut answer, &[first, format!("po vote --poll {poll}")]);
    }
    Ok(answer)
}

/// Everything that is for sale has a price, in the order of the query.
fn buy(poll: &mut Poll, mut prices: IndexMap<Id, f64>) -> Result<(), Error> {
    let items = std::mem::take(&mut poll.items);
    let (mut ordered, mut without) = (IndexMap::new(), Vec::new());
    for id in items {
        match prices.shift_remove(&id) {
            Some(price) => drop(ordered.insert(id, price)),
            None => without.push(id),
        }
    }
    if let Some(first) = without.first() {
        let ids: Vec<&str> = without.iter().map(Id::as_str).collect();
        return Err(
            Error::usage(format!("no price for {}", text::and_list(&ids))).help(format!(
                "--price {first}=100 says what it costs; once for each"
            )),
        );
    }
    ordered.extend(prices);
    poll.kind = PollKind::Buy;
    poll.prices = ordered;
    Ok(())
}

fn prices(words: &[String]) -> Result<IndexMap<Id, f64>, Error> {
    let mut prices = IndexMap::new();
    for word in words {
        let refuse = |why: &str| {
            Error::usage(format!("--price \"{word}\" {why}")).help("as in --price S-142=100")
        };
        let (id, price) = word
            .split_once('=')
            .ok_or_else(|| refuse("says no price"))?;
        let price: u32 = price
            .trim()
            .parse()
            .map_err(|_| refuse("is no whole number"))?;
        let id = targets::id(id.trim())?;
        if prices.insert(id, f64::from(price)).is_some() {
            return Err(refuse("gives a second price"));
        }
    }
    Ok(prices)
}

/// How somebody votes in it.
fn po_vote(poll: &str, kind: &Sort) -> String {
    let number = match kind {
        Sort::Dots => "1",
        Sort::Buy => "10",
    };
    format!("po vote ID={number} --poll {poll} --as NAME")
}
