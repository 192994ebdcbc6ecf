//! `po check`: what is wrong, where, and the way out.

mod baseline;
mod output;
mod unjudged;

use super::context::Context;
use super::paths;
use super::since;
use super::terminal;
use super::write;
use baseline::Baseline;
use clap::Args;
use clap::builder::PossibleValuesParser;
use output::Output;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Fingerprint;
use po::diag::Severity;
use po::edit;
use po::edit::Change;
use po::model::Backlog;
use po::model::Record;
use po::model::date::Day;
use po::page::Answer;
use po::report::Changed;
use po::report::Check;
use po::report::Outcome;
use po::report::Since;
use po::rules;
use po::rules::Selection;
use po::schema;
use po::store;
use po::store::Base;
use po::store::Keep;
use po::store::Root;
use std::collections::HashMap;
use std::path::Path;

/// Find what is wrong, and say the way out
///
/// Looks at every record, or only reports what concerns the ids or files named.
/// Ends with 1 when something at or above --fail-on was found, with 2 when a
/// file gave no record. Writes nothing without --fix, which mends what can be
/// mended without a decision: ranks that are none or that two records share,
/// values in another form than their field's, files named after another id, and
/// epics whose stories are all finished.
///
/// --suggest shows below a finding the lines that would mend it, for you to
/// judge: those of --fix, and guesses such as another id or key. rdjson and
/// SARIF carry them. A guess is never written.
///
/// With --since it reports all findings of the files that differ from where
/// this branch left the revision, committed or not, and of the others only
/// those that were not there before, or weighed less: what a pull request is to
/// blame for. A day means what this branch held when the day began.
///
/// The file of --config has one key, rules:, as in po.yaml. What it says of a
/// rule is the floor: po.yaml may raise a severity but not lower it, words of
/// lists stand beside the team's own, and any other option stands in place of
/// the team's. Neither ignore:, glossary: nor lang: of a team hides a word that
/// it has looked for. A reason under allow: in a record counts all the same, and so
/// do --select, --ignore and --baseline.
#[derive(Debug, Args)]
#[command(
    mut_arg("format", output::with_forms),
    after_help = "Examples:\n  po check\n  po check S-142 stories/S-133-returns.yaml\n  po check --select vague-term,broken-gherkin --fail-on warning --json\n  po check --format github --output sarif=/tmp/po.sarif\n  po check --fix --dry-run"
)]
pub(super) struct CheckArgs {
    /// Ids or files to report on; all where none is named
    #[arg(value_name = "ID|PATH")]
    only: Vec<String>,
    /// What changed since a day, a commit, branch or tag, and what that changed elsewhere
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    since: Option<String>,
    /// What the next commit changes, as it is staged, and what that changes elsewhere
    #[arg(long, conflicts_with_all = ["since", "fix"])]
    staged: bool,
    /// Only these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// All rules but these
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// An organisation's rules, which hold beside those of po.yaml and above them
    #[arg(long, value_name = "PATH")]
    config: Option<String>,
    /// The severity from which on the command fails
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = severities())]
    fail_on: String,
    /// Fail on warnings too; short for --fail-on warning
    #[arg(long, conflicts_with = "fail_on")]
    strict: bool,
    /// Do not fail on the findings in this file, and count them
    #[arg(long, value_name = "PATH")]
    baseline: Option<String>,
    /// Note all that is found now in this file, for --baseline
    #[arg(long, value_name = "PATH", conflicts_with_all = ["baseline", "since", "staged", "only", "fix"])]
    write_baseline: Option<String>,
    /// Write the findings into a file as well; may be repeated
    #[arg(long, value_name = "FORMAT=FILE")]
    output: Vec<String>,
    /// Mend what needs no decision, then report what is left
    #[arg(long)]
    fix: bool,
    /// Show below a finding the lines that would mend it, where they can be guessed; writes nothing
    #[arg(long)]
    suggest: bool,
    /// With --fix, show what would change and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

fn severities() -> PossibleValuesParser {
    PossibleValuesParser::new(["error", "warning", "info", "none"])
}

pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<Answer, Error> {
    let root = context.root().map_err(|error| moved(error, args))?;
    let select = (!args.select.is_empty()).then(|| args.select.clone());
    let look = Look {
        args,
        context,
        root: &root,
        selection: Selection::new(select, args.ignore.clone())?,
        baseline: args.baseline.as_deref().map(Baseline::read).transpose()?,
        outputs: output::read(&args.output)?,
    };
    if look.writes() {
        root.hold()?;
    }
    if let Some(file) = &args.write_baseline {
        return look.note(file);
    }
    match look.judged() {
        Ok((checked, mended)) => look.answer(checked, mended.as_deref()),
        Err(error) => unjudged::answer(&look, error),
    }
}

/// Where a hook asked for a backlog that is not there any more, how to mend the hook.
fn moved(error: Error, args: &CheckArgs) -> Error {
    match args.staged {
        true => error.help(
            "if the hook of git asked: po -C DIR hook install, where DIR is the folder of the backlog now",
        ),
        false => error,
    }
}

/// What is looked at, and how.
struct Look<'a> {
    args: &'a CheckArgs,
    context: &'a Context<'a>,
    root: &'a Root,
    selection: Selection,
    baseline: Option<Baseline>,
    outputs: Vec<Output>,
}

/// The report, and the document and files that were asked for.
type Checked = (Check, Option<String>, Vec<Option<String>>);

/// The same, and what was mended before where that was asked for.
type Judged = (Checked, Option<Vec<Change>>);

impl Look<'_> {
    fn writes(&self) -> bool {
        self.args.fix && !self.args.dry_run
    }

    /// All that is found; with --fix what can be mended is mended first.
    fn judged(&self) -> Result<Judged, Error> {
        let mut backlog = self.load()?;
        if !self.args.fix {
            return Ok((self.check(backlog)?, None));
        }
        let config = backlog.config.clone();
        let stamp = || self.context.stamp(self.root, &config);
        let changes = edit::fix(&mut backlog, &|backlog| self.found(backlog), &stamp)?;
        if self.writes() {
            store::apply(self.root, &changes)?;
        }
        if !changes.is_empty() {
            backlog = self.load()?;
        }
        let checked = self.check(backlog)?;
        self.shrink(&checked.0)?;
        Ok((checked, Some(changes)))
    }

    /// The backlog with the rules that hold, and what its schemas for editors say otherwise.
    fn load(&self) -> Result<Backlog, Error> {
        let mut backlog = match self.args.staged {
            true => store::staged(self.root)?,
            false => store::load(self.root, Keep::Texts)?,
        };
        if let Some(file) = &self.args.config {
            let text = String::from_utf8(terminal::file(file)?);
            let text = text.map_err(|_| terminal::no_text(file))?;
            backlog.config.floor = rules::floor(text, file, &backlog.config.workflow)?;
        }
        let schemas = store::schemas(self.root);
        let stale = schema::stale(&backlog.config, &schemas);
        backlog.findings.extend(stale);
        Ok(backlog)
    }

    fn today(&self, backlog: &Backlog) -> Result<Day, Error> {
        self.context.today(Some(&backlog.config))
    }

    /// The way from the top of the repository, from where other tools know paths; a person stands in the backlog.
    fn prefix(&self) -> String {
        let for_tools = self.context.format() != "human" || !self.outputs.is_empty();
        let prefix = for_tools.then(|| store::prefix(self.root)).flatten();
        prefix.unwrap_or_default()
    }

    /// What is found in the files that were named.
    fn found(&self, backlog: &Backlog) -> Result<Vec<Finding>, Error> {
        let only = paths::of(&self.args.only, self.context, self.root, backlog)?;
        let mut findings = rules::run(backlog, self.today(backlog)?, &self.selection);
        if !only.is_empty() {
            findings.retain(|finding| {
                let path = &finding.place.path;
                only.iter().any(|only| paths::lies_in(path, only))
            });
        }
        Ok(findings)
    }

    fn check(&self, backlog: Backlog) -> Result<Checked, Error> {
        let mut findings = self.found(&backlog)?;
        if self.args.suggest {
            edit::suggest(&backlog, &mut findings);
        }
        let mut check = Check::new(&backlog, findings);
        check.prefix = self.prefix();
        if !self.is_whole() {
            check.unjudged = None;
        }
        let rules = rules::running(&backlog, &self.selection);
        let record = |record: &Record| (record.id().to_string(), record.path.clone());
        let records = backlog.records().iter().map(record).collect();
        // The base takes the place of the backlog: at no time are both in memory.
        if let Some(revision) = &self.args.since {
            let since = since::read(revision, self.today(&backlog)?, &backlog.config)?;
            let base = store::base(self.root, backlog, since)?;
            check = self.blamed(check, &base, revision)?;
        } else if self.args.staged {
            let base = store::committed(self.root, backlog)?;
            check = self.blamed(check, &base, "HEAD")?;
        }
        self.forgive(&mut check);
        let told = output::Findings {
            root: self.root,
            records,
            findings: &check.findings,
            prefix: &check.prefix,
            rules,
        };
        let (document, files) = told.documents(self.context.format(), &self.outputs);
        Ok((check, document, files))
    }

    /// All that is wrong in the files that changed, and elsewhere what was not wrong before.
    fn blamed(&self, mut check: Check, base: &Base, revision: &str) -> Result<Check, Error> {
        let before = rules::run(&base.backlog, self.today(&base.backlog)?, &self.selection);
        let marks = Fingerprint::of(&before).into_iter();
        let before: HashMap<Fingerprint, Severity> = marks
            .zip(before.iter().map(|finding| finding.severity))
            .collect();
        let marks = Fingerprint::of(&check.findings);
        let mut findings = Vec::new();
        let mut elsewhere = 0;
        for (mut finding, mark) in check.findings.into_iter().zip(marks) {
            if base.has_changed(&finding.place.path) {
                findings.push(finding);
                continue;
            }
            let what = match before.get(&mark) {
                None => "new",
                // What did not fail before fails now: a branch that raises a severity is to blame for it.
                Some(severity) if *severity < finding.severity => "weighs more",
                Some(_) => continue,
            };
            finding.message +=
                &format!(" ({what} since {revision}, in a file that did not change)");
            findings.push(finding);
            elsewhere += 1;
        }
        check.findings = findings;
        check.since = Some(Since {
            revision: revision.to_owned(),
            commit: base.commit.clone(),
            files: base.paths.iter().cloned().collect(),
            elsewhere,
        });
        Ok(check)
    }

    /// Takes out what the baseline knows.
    fn forgive(&self, check: &mut Check) {
        if let Some(baseline) = &self.baseline {
            // What a file that gave no record would have had found is not gone.
            let is_read = !check.findings.iter().any(|finding| finding.unreadable);
            let compared = baseline.compare(std::mem::take(&mut check.findings));
            check.findings = compared.new;
            check.known = Some(compared.known);
            if self.is_whole() && is_read {
                check.gone = compared.gone;
            }
        }
    }

    /// Everything was looked at, so what is not found is not there.
    fn is_whole(&self) -> bool {
        let args = self.args;
        args.only.is_empty()
            && args.select.is_empty()
            && args.ignore.is_empty()
            && args.since.is_none()
            && !args.staged
    }

    /// Takes the lines out of the baseline for which nothing is found any more.
    fn shrink(&self, check: &Check) -> Result<(), Error> {
        let Some((file, false)) = self
            .args
            .baseline
            .as_ref()
            .map(|file| (file, check.gone.is_empty() || !self.writes()))
        else {
            return Ok(());
        };
        Baseline::read(file)?.without(&check.gone).write(file)
    }

    /// Notes all that is found now.
    fn note(&self, file: &str) -> Result<Answer, Error> {
        write::refuse_own(Path::new(file), self.context)?;
        let baseline = Baseline::of(&self.found(&self.load()?)?);
        baseline.write(file)?;
        Ok(Check::noted(file, baseline.len()))
    }

    fn answer(
        &self,
        (check, document, files): Checked,
        mended: Option<&[Change]>,
    ) -> Result<Answer, Error> {
        let fail_on = match self.args.strict {
            true => Some(Severity::Warning),
            false => Severity::parse(&self.args.fail_on),
        };
        let outcome = match self.writes() {
            true => Outcome::Written,
            false => Outcome::Shown,
        };
        let mut answer = match mended {
            None => check.answer(fail_on),
            Some(changes) => check.answer_with(&Changed { changes, outcome }, fail_on),
        };
        output::write(&self.outputs, files, &answer, self.context)?;
        answer.document = document;
        Ok(answer)
    }
}
