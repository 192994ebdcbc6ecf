//! `po compare`: which of two records comes first.

use super::context::Context;
use super::select;
use super::select::Words;
use super::targets;
use super::terminal;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::model::Backlog;
use po::model::id::Id;
use po::model::unknown;
use po::model::voices::Comparison;
use po::model::voices::Ratio;
use po::page::Answer;
use po::page::Page;
use po::priority::pairwise;
use po::report::PairToAsk;
use po::store;
use po::store::Keep;
use po::store::Root;
use po::text;

/// Say which of two records comes first
///
/// On a terminal you are asked pair by pair, those first that tell most; each
/// answer is saved at once, and once where it is given twice in a row. Elsewhere, and with --json, the next pair is shown.
/// Two ids with '>', '<' or = between them are an answer; with a number from 1/9
/// to 9 they say how many times as important the first is, for AHP.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po compare\n  po compare \"epic:E-12\"\n  po compare S-142 '>' S-151\n  po compare S-142 = S-151 --as chen\n  po compare S-142 3 S-151 --dry-run"
)]
pub(super) struct CompareArgs {
    /// A query for what to ask about, open stories without it; or ID '>' ID
    #[arg(value_name = "ID|QUERY")]
    words: Vec<String>,
    /// Who answers; you without it
    #[arg(long = "as", value_name = "PERSON")]
    voter: Option<String>,
    /// The file below comparisons/ that the answer goes to; the day and the person without it
    #[arg(long, value_name = "NAME")]
    session: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &CompareArgs, context: &Context) -> Result<Answer, Error> {
    if let Some(answer) = answer_of(&args.words)? {
        let (change, root) = saved(args, context, &answer)?;
        return write::finish(&root, change.as_slice(), &args.write);
    }
    if context.environment.interactive && !context.is_json() && !args.write.dry_run {
        return ask(args, context);
    }
    if args.write.dry_run {
        return Err(Error::usage("--dry-run shows what an answer would change")
            .help("give one, as in po compare S-142 '>' S-151 --dry-run"));
    }
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let mut answer = next(args, context, &root, &backlog)?.answer();
    select::warn(&mut answer, &backlog);
    Ok(answer)
}

/// The pair that tells most.
fn next<'a>(
    args: &CompareArgs,
    context: &Context,
    root: &Root,
    backlog: &'a Backlog,
) -> Result<PairToAsk<'a>, Error> {
    let (kind, query) = select::split_kind(&args.words);
    let words = Words::new(context, root, backlog)?;
    let chosen = select::choose(&words, kind, &query, false)?;
    Ok(PairToAsk::new(pairwise::next(backlog, &chosen.records)))
}

/// The answer that the words give, if they are one.
fn answer_of(words: &[String]) -> Result<Option<Comparison>, Error> {
    let [a, sign, b] = words else {
        return Ok(None);
    };
    // Two ids with a word between them may be a query as well.
    let joins = ["or", "and", "not"].contains(&sign.to_lowercase().as_str());
    let (Ok(a), Ok(b), false) = (targets::id(a), targets::id(b), joins) else {
        return Ok(None);
    };
    let mut answer = Comparison::default();
    match sign.as_str() {
        ">" => (answer.winner, answer.loser) = (Some(a), Some(b)),
        "<" => (answer.winner, answer.loser) = (Some(b), Some(a)),
        "=" => answer.tie = Some(vec![a, b]),
        number => {
            let ratio = Ratio::parse(number).map_err(|why| {
                Error::usage(why).help("3 somewhat, 5 clearly, 7 much, 9 by far more important")
            })?;
            (answer.a, answer.b, answer.ratio) = (Some(a), Some(b), Some(ratio));
        }
    }
    Ok(Some(answer))
}

/// The change that writes an answer down, made while nobody else writes; nothing where it stands already.
fn saved(
    args: &CompareArgs,
    context: &Context,
    answer: &Comparison,
) -> Result<(Option<edit::Change>, Root), Error> {
    let root = context.root()?;
    args.write.hold(&root)?;
    let backlog = store::load(&root, Keep::Values)?;
    for id in answer.said().into_iter().flat_map(|said| said.pair()) {
        if backlog.get(id).is_none() {
            return Err(unknown::missing(&backlog, id));
        }
    }
    let stamp = context.voice(&root, &backlog.config, args.voter.as_deref())?;
    let by = stamp.name()?;
    let session = match &args.session {
        Some(session) => session.clone(),
        None => format!("{}-{by}", stamp.today),
    };
    let answer = Comparison {
        by: Some(by.to_owned()),
        on: Some(stamp.today),
        ..answer.clone()
    };
    let change = edit::compare(backlog.voices(), &session, &answer)?;
    Ok((change, root))
}

/// Asks pair by pair until somebody has had enough.
fn ask(args: &CompareArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let config = store::load_config(&root)?;
    // Nobody answers in vain.
    context
        .voice(&root, &config, args.voter.as_deref())?
        .name()?;
    let mut given = 0;
    loop {
        // Nobody is kept from writing while somebody thinks.
        let root = context.root()?;
        let backlog = store::load(&root, Keep::Values)?;
        let asked = next(args, context, &root, &backlog)?;
        let mut question = asked.answer();
        question.page = asked.question();
        let Some([a, b]) = asked
            .pair
            .as_ref()
            .map(|pair| pair.each_ref().map(|c| c.id))
        else {
            return Ok(question);
        };
        terminal::preview(&question, &context.error_view());
        let Some(answer) = chosen(a, b) else {
            question.page = Page::new().paragraph(said(given));
            return Ok(question);
        };
        let (change, root) = saved(args, context, &answer)?;
        store::apply(&root, change.as_slice())?;
        given += change.iter().len();
    }
}

/// What was chosen; nothing where somebody has had enough.
fn chosen(a: &Id, b: &Id) -> Option<Comparison> {
    let (a, b) = (a.clone(), b.clone());
    let mut answer = Comparison::default();
    loop {
        let said = terminal::ask("which comes first: 1, 2, = for both, q to stop", "q");
        // What was answered before is saved.
        match said.as_deref().unwrap_or("q") {
            "1" => (answer.winner, answer.loser) = (Some(a), Some(b)),
            "2" => (answer.winner, answer.loser) = (Some(b), Some(a)),
            "=" => answer.tie = Some(vec![a, b]),
            "q" | "Q" => return None,
            other => {
                terminal::note(&format!("\"{other}\" is none of 1, 2, = and q"));
                continue;
            }
        }
        return Some(answer);
    }
}

fn said(given: usize) -> String {
    match given {
        0 => "nothing was compared".to_owned(),
        given => format!(
            "{} saved; po prioritize --method pairwise shows the order",
            text::plural(given, "answer", "answers")
        ),
    }
}
