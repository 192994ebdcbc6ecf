//! `po vote`: what people lay their dots on, or pay for.

mod new;

use super::context::Context;
use super::select;
use super::targets;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use clap::Subcommand;
use po::diag::Error;
use po::edit;
use po::model::Backlog;
use po::model::id::Id;
use po::model::voices::PollFile;
use po::model::voices::PollKind;
use po::page::Answer;
use po::report::PollState;
use po::store;
use po::store::Keep;
use po::text;

/// Vote in a poll, or see how it stands
///
/// Each voter has a file of their own, so that votes from two branches merge.
/// A number replaces the one before, 0 takes it back. Without ids the poll is
/// shown: who voted, what everybody has left, what each item got. Without --poll
/// the one with the newest ballot is meant.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  po vote new spring --kind dots --items \"status:ready\" --budget 3\n  po vote S-142=2 S-151=1 --as bo\n  po vote S-142 S-151 --dots 3\n  po vote\n  po vote new money --kind buy --budget 60 --price S-142=100\n  po vote S-142=35 --poll money --dry-run"
)]
pub(super) struct VoteArgs {
    #[command(subcommand)]
    command: Option<VoteCommand>,
    /// What is voted for: with a number each, or with --dots for all together
    #[arg(value_name = "ID|ID=N")]
    votes: Vec<String>,
    /// Who votes; you without it
    #[arg(long = "as", value_name = "PERSON")]
    voter: Option<String>,
    /// So many dots, shared by the ids; the first get what is left over
    #[arg(long, value_name = "N")]
    dots: Option<u32>,
    /// Which poll; the one with the newest ballot without it
    #[arg(long, value_name = "POLL")]
    poll: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Debug, Subcommand)]
enum VoteCommand {
    New(new::NewArgs),
}

pub(super) fn run(args: &VoteArgs, context: &Context) -> Result<Answer, Error> {
    if let Some(VoteCommand::New(args)) = &args.command {
        return new::run(args, context);
    }
    let root = context.root()?;
    let votes = !args.votes.is_empty();
    if votes {
        args.write.hold(&root)?;
    }
    let backlog = store::load(&root, Keep::Values)?;
    let poll = poll(&backlog, args.poll.as_deref())?;
    if !votes {
        return state(args, &backlog, poll);
    }
    let given = given(args, poll)?;
    let stamp = context.voice(&root, &backlog.config, args.voter.as_deref())?;
    let change = edit::vote(backlog.voices(), poll, &given, &stamp)?;
    write::finish(&root, change.as_slice(), &args.write)
}

/// The poll of this name, or the one that is meant.
pub(super) fn poll<'a>(backlog: &'a Backlog, name: Option<&str>) -> Result<&'a PollFile, Error> {
    let voices = backlog.voices();
    let Some(name) = name else {
        return voices.newest(|_| true).ok_or_else(|| {
            let unread = voices.findings.first().cloned();
            let none = || {
                Error::usage("there is no poll yet")
                    .help("po vote new spring --kind dots --items \"status:ready\" makes one")
            };
            unread.map_or_else(none, Error::of)
        });
    };
    if let Some(poll) = voices.poll(name) {
        return Ok(poll);
    }
    let path = po::model::voices::poll_path(name).unwrap_or_default();
    if let Some(unread) = voices.findings.iter().find(|f| f.place.path == path) {
        return Err(Error::of(unread.clone()));
    }
    let names: Vec<&str> = voices.polls.iter().map(|poll| poll.file.name()).collect();
    let error = Error::usage(format!("no poll is called \"{name}\""));
    Err(
        match (text::nearest(name, names.iter().copied()), names.as_slice()) {
            (Some(near), _) => error.help(format!("did you mean \"{near}\"?")),
            (None, []) => error.help("there is none yet; po vote new --help says how to make one"),
            (None, names) => error.help(format!("there is {}", text::and_list(names))),
        },
    )
}

/// How the poll stands.
fn state(args: &VoteArgs, backlog: &Backlog, poll: &PollFile) -> Result<Answer, Error> {
    if args.voter.is_some() || args.dots.is_some() || args.write.dry_run {
        return Err(Error::usage("nothing is voted for")
            .help("name it, as in po vote S-142=2 --as ana; po vote alone shows the poll"));
    }
    poll.check()?;
    let mut answer = PollState::new(backlog, poll).answer();
    select::warn(&mut answer, backlog);
    Ok(answer)
}

/// What each id is given.
fn given(args: &VoteArgs, poll: &PollFile) -> Result<Vec<(Id, f64)>, Error> {
    let kind = poll.file.value.kind;
    let numbered = |word: &&String| word.contains('=');
    if let Some(dots) = args.dots {
        if kind == PollKind::Buy {
            return Err(Error::usage(format!(
                "{} is a poll to buy, without dots",
                poll.file.name()
            ))
            .help("say what is paid for each, as in po vote S-142=35"));
        }
        if let Some(word) = args.votes.iter().find(numbered) {
            return Err(
                Error::usage(format!("\"{word}\" and --dots both say how many"))
                    .help("leave one of them out"),
            );
        }
        return shared(&args.votes, dots);
    }
    let read = |word: &String| {
        let refuse = || {
            let what = match kind {
                PollKind::Dots => "how many dots it gets",
                PollKind::Buy => "what is paid for it",
            };
            Error::usage(format!("\"{word}\" does not say {what}"))
                .help("write an id and a number, as in S-142=2")
        };
        let (id, number) = word.split_once('=').ok_or_else(refuse)?;
        let number: f64 = number.trim().parse().map_err(|_| refuse())?;
        match number.is_finite() {
            true => Ok((targets::id(id.trim())?, number)),
            false => Err(refuse()),
        }
    };
    args.votes.iter().map(read).collect()
}

/// The dots shared by the ids.
fn shared(words: &[String], dots: u32) -> Result<Vec<(Id, f64)>, Error> {
    let ids: Vec<Id> = words
        .iter()
        .map(|word| targets::id(word))
        .collect::<Result<_, _>>()?;
    let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    if dots < count {
        let dots = text::plural(dots as usize, "dot", "dots");
        return Err(Error::usage(format!("{dots} cannot be shared by {count}"))
            .help("give more dots, or name fewer ids"));
    }
    let (each, over) = (dots / count, (dots % count) as usize);
    let share = |(at, id)| (id, f64::from(each + u32::from(at < over)));
    Ok(ids.into_iter().enumerate().map(share).collect())
}
