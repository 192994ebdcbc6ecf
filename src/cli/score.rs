//! `po score`: the inputs of one record for a scoring method.

use super::context::Context;
use super::prioritize;
use super::set;
use super::targets;
use super::targets::Targets;
use super::terminal;
use super::write;
use super::write::WriteArgs;
use clap::Args;
use po::diag::Error;
use po::edit;
use po::edit::Assignment;
use po::model::id::Id;
use po::model::unknown;
use po::page::Answer;
use po::priority;
use po::priority::Method;
use po::priority::Scale;
use po::priority::word;
use po::report::ScoreSheet;
use po::store;
use po::store::Keep;
use po::text;

/// Score a record: give a method what it scores by
///
/// With values they are written, with the day and who scored; a value that is
/// empty is taken away. Without values a terminal is asked for each; elsewhere
/// the scales are shown, with what is there and the records nearest in score.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  po score S-142\n  po score S-142 value=8 time=5 risk=3 size=5\n  po score S-142 moscow=must --method moscow\n  po score S-142 value=13 --dry-run"
)]
pub(super) struct ScoreArgs {
    /// The story or epic
    #[arg(value_name = "ID")]
    id: String,
    /// Values for the inputs of the method
    #[arg(value_name = "KEY=VALUE")]
    values: Vec<String>,
    /// The scoring method; without it the one in po.yaml
    #[arg(long, short, value_name = "METHOD", value_parser = prioritize::methods(), ignore_case = true)]
    method: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(args: &ScoreArgs, context: &Context) -> Result<Answer, Error> {
    if args.values.is_empty() {
        return look(args, context);
    }
    if let Some(stray) = args.values.iter().find(|text| !text.contains('=')) {
        return Err(
            Error::usage(format!("\"{stray}\" gives no input a value")).help(format!(
                "write input=value, as in po score {} value=8",
                args.id
            )),
        );
    }
    let values = args.values.iter().map(|text| set::assignment(text));
    let values: Vec<Assignment> = values.collect::<Result<_, _>>()?;
    written(args, context, &values)
}

/// Writes the values down.
fn written(args: &ScoreArgs, context: &Context, values: &[Assignment]) -> Result<Answer, Error> {
    let targets = Targets::one(context, &args.id, &args.write)?;
    let config = targets.config();
    let method = prioritize::method_of(args.method.as_deref(), config)?;
    let method = method.configured(&config.file.methods)?;
    let stamp = context.stamp(&targets.root, config)?;
    let id = &targets.ids[0];
    let change = edit::score(&targets.backlog, id, method.as_ref(), values, &stamp)?;
    write::finish(&targets.root, change.as_slice(), &args.write)
}

/// Shows the scales, and asks for the values where somebody is there to be asked.
fn look(args: &ScoreArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let id = targets::one_id(&root, &args.id)?;
    let record = backlog.get(&id);
    let record = record.ok_or_else(|| unknown::missing(&backlog, &id))?;
    let method = prioritize::method_of(args.method.as_deref(), &backlog.config)?;
    let kind = backlog.of_kind(record.kind);
    let open: Vec<_> = kind.filter(|record| backlog.is_open(record)).collect();
    // A closed record is of a kind with scores, or of none.
    let of_kind = if open.is_empty() { vec![record] } else { open };
    let today = context.today(Some(&backlog.config))?;
    let ordering = priority::prioritize(&backlog, &of_kind, method, today)?;
    let sheet = ScoreSheet::new(&ordering, record);
    let mut answer = sheet.answer();
    if !context.environment.interactive {
        let keys = sheet.inputs.iter().filter(|asked| !asked.optional);
        let keys: Vec<String> = keys
            .map(|asked| text::shell_word(&format!("{}=…", asked.key)))
            .collect();
        if !keys.is_empty() {
            let method = args
                .method
                .iter()
                .map(|method| format!(" --method {}", text::shell_word(method)));
            let method: String = method.collect();
            let next = format!("po score {id} {}{method}", keys.join(" "));
            write::add_next(&mut answer, &[next]);
        }
        return Ok(answer);
    }
    terminal::preview(&answer, &context.error_view());
    let values = asked(&sheet, ordering.method.as_ref());
    if values.is_empty() {
        return Ok(unchanged(answer, &id));
    }
    written(args, context, &values)
}

/// Nothing was answered, so nothing is written.
fn unchanged(mut answer: Answer, id: &Id) -> Answer {
    answer.page = po::page::Page::new().paragraph(format!("{id} stays as it is"));
    answer
}

/// Asks for each input; Enter keeps what is there.
fn asked(sheet: &ScoreSheet<'_>, method: &dyn Method) -> Vec<Assignment> {
    let inputs = method.inputs().iter().zip(&sheet.inputs);
    let single = inputs.filter(|(_, asked)| asked.single);
    let answers = single.filter_map(|(input, asked)| {
        let now = asked.value.as_ref().map(word);
        let text = ask(asked.key, &asked.scale, now.as_deref(), &input.scale)?;
        Some(Assignment {
            path: vec![asked.key.to_owned()],
            operator: edit::Operator::Set,
            text,
        })
    });
    answers.collect()
}

/// What is typed in place of a value that is not there, to leave it so.
const SKIP: &str = "skip";

/// One value; none where it stays as it is.
fn ask(key: &str, scale: &str, now: Option<&str>, values: &Scale) -> Option<String> {
    let default = now.unwrap_or(SKIP);
    loop {
        let answer = terminal::ask(&format!("{key} ({scale})"), default);
        if answer == default {
            return None;
        }
        match values.typed(&answer) {
            Ok(_) => return Some(answer),
            Err(why) => terminal::note(&why),
        }
    }
}
