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
use po::edit::Change;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::model::id::Id;
use po::model::unknown;
use po::page::Answer;
use po::page::Text;
use po::priority;
use po::priority::Beside;
use po::priority::Input;
use po::priority::Method;
use po::priority::Ordering;
use po::priority::Scale;
use po::priority::word;
use po::report::ScoreSheet;
use po::store;
use po::store::Keep;
use po::text;
use serde_json::Map;
use serde_json::Value;
use std::collections::HashMap;

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
        return Err(unnamed(stray, args, context));
    }
    let values = args.values.iter().map(|text| set::assignment(text));
    let values: Vec<Assignment> = values.collect::<Result<_, _>>()?;
    written(args, context, &values)
}

/// That a value comes without the name of its input: which ones there are.
fn unnamed(stray: &str, args: &ScoreArgs, context: &Context) -> Error {
    let error = Error::usage(format!("\"{stray}\" gives no input a value"));
    let config = context.root().and_then(|root| store::load_config(&root));
    let method = config.and_then(|config| {
        let method = prioritize::method_of(args.method.as_deref(), &config)?;
        method.configured(&config.file.methods)
    });
    let Ok(method) = method else {
        return error.help("write input=value");
    };
    let inputs = method.inputs().iter();
    match inputs
        .clone()
        .find(|input| input.scale.typed(stray).is_ok())
    {
        Some(input) if method.inputs().len() == 1 => {
            let value = text::shell_word(&format!("{}={stray}", input.key));
            let id = method.id();
            error.help(format!("po score {} {value} --method {id}", args.id))
        }
        _ => {
            if let Some(values) = in_order(method.as_ref(), &args.values) {
                let values = values.into_iter();
                return error.help(command(&args.id, values, args.method.as_deref()));
            }
            let keys: Vec<String> = inputs.map(|input| format!("{}=…", input.key)).collect();
            error.help(format!("write input=value: {}", keys.join(" ")))
        }
    }
}

/// Bare values as assignments, in the order of the inputs; none where one is missing or does not fit.
fn in_order(method: &dyn Method, values: &[String]) -> Option<Vec<String>> {
    let inputs = method.inputs();
    let given = |(input, value): (&Input, &String)| {
        let fits = input.scale.typed(value).is_ok();
        fits.then(|| format!("{}={value}", input.key))
    };
    let pairs = inputs.iter().zip(values).map(given);
    pairs
        .collect::<Option<_>>()
        .filter(|_| inputs.len() == values.len())
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
    let told = told(
        &targets,
        change.as_ref(),
        (args.method.as_deref(), stamp.today),
    )?;
    let mut answer = write::finish(&targets.root, change.as_slice(), &args.write)?;
    if let Some((words, data)) = told {
        answer.page = answer.page.paragraph(words);
        answer.data.extend(data);
    }
    Ok(answer)
}

/// A score in words, and for scripts.
type Told = (Text, Map<String, Value>);

/// The score that the values come to, and its place. What keeps the order from being made keeps no value from being
/// written.
fn told(
    targets: &Targets,
    change: Option<&Change>,
    (method, today): (Option<&str>, Day),
) -> Result<Option<Told>, Error> {
    let mut backlog = store::load(&targets.root, Keep::Values)?;
    if let Some(change) = change {
        backlog.put(edit::reread(&targets.backlog, change)?);
    }
    let method = prioritize::method_of(method, &backlog.config)?;
    let record = targets.ids.first().and_then(|id| backlog.get(id));
    let ordering = record.and_then(|record| order(&backlog, record, method, today).ok());
    Ok(record.zip(ordering).map(|(record, ordering)| {
        let sheet = ScoreSheet::new(&ordering, record);
        (sheet.result(), sheet.result_data())
    }))
}

/// The order of a record's kind, in which it has its place.
pub(super) fn order<'a>(
    backlog: &'a Backlog,
    record: &'a Record,
    method: &dyn Method,
    today: Day,
) -> Result<Ordering<'a>, Error> {
    let kind = backlog.of_kind(record.kind);
    let open: Vec<_> = kind.filter(|record| backlog.is_open(record)).collect();
    // A closed record is of a kind with scores, or of none.
    let of_kind = if open.is_empty() { vec![record] } else { open };
    priority::prioritize(backlog, &of_kind, method, today)
}

/// Shows the scales, and asks for the values where somebody is there to be asked.
fn look(args: &ScoreArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root()?;
    let backlog = store::load(&root, Keep::Values)?;
    let id = targets::one_id(&root, &args.id)?;
    let record = backlog.get(&id);
    let record = record.ok_or_else(|| unknown::missing(&backlog, &id))?;
    let method = prioritize::method_of(args.method.as_deref(), &backlog.config)?;
    let today = context.today(Some(&backlog.config))?;
    let ordering = order(&backlog, record, method, today)?;
    let sheet = ScoreSheet::new(&ordering, record);
    let mut answer = sheet.answer();
    let asks = sheet.inputs.iter().any(|asked| asked.is_line);
    if !asks || !context.environment.interactive {
        let next = next(&id, ordering.method.as_ref(), args.method.as_deref());
        if let Some(next) = next {
            write::add_next(&mut answer, &[next]);
        }
        return Ok(answer);
    }
    terminal::preview(&answer, &context.error_view());
    let values = asked(&sheet, ordering.method.as_ref())?;
    if values.is_empty() {
        return Ok(unchanged(answer, &id));
    }
    // What was answered is not to be typed again.
    let again = || {
        let values = values
            .iter()
            .map(|value| format!("{}={}", value.field(), value.text));
        command(id.as_str(), values, args.method.as_deref())
    };
    written(args, context, &values).map_err(|error| error.help(format!("you said: {}", again())))
}

/// The command that writes the inputs of a record down; none where no command does.
pub(super) fn next(id: &Id, method: &dyn Method, named: Option<&str>) -> Option<String> {
    if let Some(command) = method.written_by() {
        return Some(command.replace("ID", id.as_str()));
    }
    let needed = method.inputs().iter().filter(|input| !input.optional);
    let needed: Vec<String> = needed.map(|input| format!("{}=…", input.key)).collect();
    (!needed.is_empty()).then(|| command(id.as_str(), needed.into_iter(), named))
}

/// `po score` with these values.
fn command(id: &str, values: impl Iterator<Item = String>, named: Option<&str>) -> String {
    let values: String = values
        .map(|value| format!(" {}", text::shell_word(&value)))
        .collect();
    let method = named.map(|method| format!(" --method {}", text::shell_word(method)));
    format!("po score {id}{values}{}", method.unwrap_or_default())
}

/// Nothing was answered, so nothing is written.
fn unchanged(mut answer: Answer, id: &Id) -> Answer {
    answer.page = po::page::Page::new().paragraph(format!("{id} stays as it is"));
    answer
}

/// Asks for each input that says something beside the others; Enter keeps what is there.
fn asked(sheet: &ScoreSheet<'_>, method: &dyn Method) -> Result<Vec<Assignment>, Error> {
    let mut values: HashMap<&str, String> = HashMap::new();
    let mut answers = Vec::new();
    for (input, asked) in method.inputs().iter().zip(&sheet.inputs) {
        let now = asked.value.as_ref().map(word);
        let speaks = match input.beside {
            Beside::Any => true,
            Beside::Without(other) => !values.contains_key(other),
            Beside::With(other, word) => values.get(other).is_some_and(|value| value == word),
        };
        let answer = match asked.is_line && (speaks || now.is_some()) {
            true => ask(asked.key, &asked.scale, now.as_deref(), &input.scale)?,
            false => None,
        };
        if let Some(value) = answer.clone().or(now) {
            values.insert(asked.key, value);
        }
        answers.extend(answer.map(|text| Assignment {
            path: vec![asked.key.to_owned()],
            operator: edit::Operator::Set,
            text,
        }));
    }
    Ok(answers)
}

/// What is typed in place of a value that is not there, to leave it so.
const SKIP: &str = "skip";

/// One value; none where it stays as it is.
fn ask(key: &str, scale: &str, now: Option<&str>, values: &Scale) -> Result<Option<String>, Error> {
    let default = now.unwrap_or(SKIP);
    loop {
        let answer = terminal::ask(&format!("{key} ({scale})"), default)?;
        if answer == default {
            return Ok(None);
        }
        match values.typed(&answer) {
            Ok(_) => return Ok(Some(answer)),
            Err(why) => terminal::note(&why),
        }
    }
}
