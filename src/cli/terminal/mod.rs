//! The only place beside `main` that talks to the world: prints, asks, reads
//! the environment.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the door to the terminal and the environment"
)]

mod ask;
mod files;
mod pager;
mod world;

pub(super) use ask::ask;
pub(super) use ask::confirm;
pub(super) use ask::edit;
pub(super) use ask::input;
pub(super) use ask::input_bytes;
pub(super) use ask::no_text;
pub(super) use ask::say;
pub(super) use files::file;
pub(super) use files::make_folder;
pub(super) use files::write_file;
pub(super) use pager::Pager;
pub(super) use world::environment;

use super::Environment;
use super::context::Context;
use clap::builder::StyledStr;
use po::diag::Error;
use po::diag::Exit;
use po::diag::Finding;
use po::diag::Severity;
use po::page::Answer;
use po::render;
use po::render::View;
use po::rules;
use po::store;
use po::text;
use std::io;
use std::io::Write;

/// Warnings shown before the rest is only counted.
const SHOWN: usize = 10;

/// Prints an answer: data to standard output, warnings to standard error.
///
/// # Errors
/// Standard output takes no more, for another reason than that nobody reads it.
pub(super) fn answer(answer: &Answer, view: &View, context: &Context) -> Result<(), Error> {
    // A format that only one command knows is a document that it made.
    let format = render::by_id(context.format()).unwrap_or(render::ALL[0]);
    let text = match &answer.document {
        Some(document) if format.id() != "json" || answer.data.is_empty() => document.clone(),
        _ => format.render(answer, view),
    };
    let silent = format.carries_warnings() || context.global.unlisted.quiet;
    let said = match silent {
        true => String::new(),
        false => warnings(&answer.warnings, &context.error_view()),
    };
    let warn = || io::stderr().lock().write_all(said.as_bytes());
    // What comes next is the last word.
    if answer.data.contains_key("next") {
        let _ = warn();
        return print(&text, view.width, context.pager());
    }
    print(&text, view.width, context.pager())?;
    let _ = warn();
    Ok(())
}

/// Text to standard output; what is longer than the terminal goes through the
/// pager.
fn print(text: &str, width: usize, pager: Option<&Pager>) -> Result<(), Error> {
    let pager = pager.filter(|pager| pager.is_for(text, width));
    if pager.is_some_and(|pager| pager.show(text)) {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        // A reader that went away wants no more.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let why = store::plain(&error);
            Err(Error::usage(format!("the answer cannot be written: {why}"))
                .help("what was printed before that is not all of it"))
        }
        _ => Ok(()),
    }
}

fn warnings(findings: &[Finding], view: &View) -> String {
    let shown: Vec<&Finding> = findings
        .iter()
        .filter(|f| f.severity >= Severity::Warning)
        .collect();
    let warning = |words: &str, help: Option<&str>| render::remark("warning", words, help, view);
    let mut out = String::new();
    for finding in shown.iter().take(SHOWN) {
        let place = &finding.place;
        let at = match place.line {
            0 => place.path.clone(),
            line => format!("{}:{line}:{}", place.path, place.column),
        };
        let help = finding.help.as_deref().filter(|_| !is_checked(finding));
        out += &warning(&format!("{at}: {}", finding.message), help);
    }
    if shown.len() > SHOWN {
        let more = text::plural(shown.len() - SHOWN, "more warning", "more warnings");
        out += &warning(&more, None);
    }
    if shown.iter().any(|finding| is_checked(finding)) {
        out += &render::help("po check shows each with its line and the way out", view);
    }
    out
}

/// Whether it was found when the files were read, and `po check` finds it as well;
/// what a command says of its own change has its own way out.
fn is_checked(finding: &Finding) -> bool {
    rules::rule(finding.rule).is_some_and(|rule| !rules::is_of_planning(rule))
}

/// Says something beside the answer.
pub(super) fn note(words: &str) {
    let note = render::remark("note", words, None, &environment().error_view());
    let _ = io::stderr().lock().write_all(note.as_bytes());
}

pub(super) fn error(error: &Error, view: &View) {
    let _ = io::stderr()
        .lock()
        .write_all(render::error(error, view).as_bytes());
}

/// Help or the version, as clap says it.
pub(super) fn usage(error: &clap::Error, environment: &Environment) -> Exit {
    if error.exit_code() == 0 {
        return help(&error.render(), environment);
    }
    let text = painted(
        &error.render(),
        environment.wants_colour(environment.colour_err),
    );
    let _ = io::stderr().lock().write_all(text.as_bytes());
    Exit::Misused
}

/// A page of help, in colour where standard output takes it.
pub(super) fn help(page: &StyledStr, environment: &Environment) -> Exit {
    let text = painted(page, environment.wants_colour(environment.colour_out));
    let pager = environment.pager.as_ref();
    let pager = pager.filter(|_| !environment.has_flag("--no-pager"));
    match print(&text, environment.width, pager) {
        Ok(()) => Exit::Done,
        Err(error) => error.exit,
    }
}

/// Text as it is, for a program that asked for it.
pub(super) fn plain(text: &str) -> Exit {
    // Who asked and went away wants no answer.
    let _ = io::stdout().lock().write_all(text.as_bytes());
    Exit::Done
}

/// Shows what a question is about.
pub(super) fn preview(answer: &Answer, view: &View) {
    if let Some(human) = render::by_id("human") {
        let text = human.render(answer, view);
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

fn painted(page: &StyledStr, colour: bool) -> String {
    match colour {
        true => page.ansi().to_string(),
        false => page.to_string(),
    }
}
