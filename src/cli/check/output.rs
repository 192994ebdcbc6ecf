//! Findings as documents for other tools: on standard output, or beside it in files.

use super::super::context::Context;
use super::super::drawn;
use super::super::write;
use clap::Arg;
use po::diag::Error;
use po::diag::Finding;
use po::diag::Severity;
use po::page::Answer;
use po::render;
use po::render::View;
use po::report;
use po::report::Told;
use po::rules::Rule;
use po::store;
use po::store::Root;
use std::collections::HashMap;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

/// Columns of a page in a file.
const WIDTH: usize = 100;

/// The option of all commands, with the forms of findings besides.
pub(super) fn with_forms(format: Arg) -> Arg {
    drawn::with(forms(), format)
}

fn forms() -> impl Iterator<Item = (&'static str, &'static str)> {
    report::FORMS.iter().map(|form| (form.id, form.summary))
}

fn names() -> impl Iterator<Item = &'static str> {
    let usual = render::ALL.iter().map(|format| format.id());
    usual.chain(forms().map(|(id, _)| id))
}

/// A format and the file it goes into.
#[derive(Clone, Debug)]
pub(super) struct Output {
    format: &'static str,
    file: String,
}

impl Output {
    /// Reads `sarif=po.sarif`.
    ///
    /// # Errors
    /// No such format, or no file behind it.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (word, file) = text.split_once('=').unwrap_or((text, ""));
        let known: Vec<&str> = names().collect();
        let Some(format) = known.iter().copied().find(|id| *id == word) else {
            let error = Error::usage(format!("--output: \"{word}\" is no format"));
            return Err(match po::text::nearest(word, known.iter().copied()) {
                Some(near) => error.help(format!("did you mean --output {near}={file}?")),
                None => error.help(format!(
                    "--output sarif=po.sarif names a format and a file; the formats are {}",
                    known.join(", ")
                )),
            });
        };
        match file {
            "" => Err(Error::usage(format!("--output {text} names no file"))
                .help(format!("as in --output {format}=FILE"))),
            "-" => Err(Error::usage(format!("--output {text} names no file"))
                .help(format!("--format {format} prints it"))),
            file => Ok(Self {
                format,
                file: file.to_owned(),
            }),
        }
    }
}

/// All that --output names.
///
/// # Errors
/// As `Output::parse`; a file that two of them name, for the second would take the place of the first.
pub(super) fn read(texts: &[String]) -> Result<Vec<Output>, Error> {
    let outputs: Vec<Output> = texts
        .iter()
        .map(|text| Output::parse(text))
        .collect::<Result<_, _>>()?;
    // Without the points of ./po.sarif.
    let parts = |output: &Output| -> PathBuf {
        Path::new(&output.file)
            .components()
            .skip_while(|part| *part == Component::CurDir)
            .collect()
    };
    for (at, output) in outputs.iter().enumerate() {
        if let Some(first) = outputs[..at]
            .iter()
            .find(|first| parts(first) == parts(output))
        {
            let (one, other, file) = (first.format, output.format, &output.file);
            return Err(Error::usage(format!(
                "--output names {file} twice, for {one} and for {other}"
            ))
            .help("give each a file of its own"));
        }
    }
    Ok(outputs)
}

/// What documents are made of.
pub(super) struct Findings<'a> {
    pub root: &'a Root,
    /// Id and path.
    pub records: Vec<(String, String)>,
    pub findings: &'a [Finding],
    /// The way from the top of the repository to the backlog.
    pub prefix: &'a str,
    pub rules: Vec<(&'static Rule, Severity)>,
}

impl Findings<'_> {
    /// The documents that were asked for: that of standard output, and each file with its text. What is no document of
    /// findings is left to the answer.
    pub fn documents(
        self,
        format: &str,
        outputs: &[Output],
    ) -> (Option<String>, Vec<Option<String>>) {
        let asked = outputs.iter().map(|output| output.format).chain([format]);
        if !asked.into_iter().any(|id| report::form(id).is_some()) {
            return (None, vec![None; outputs.len()]);
        }
        let told = Told {
            findings: self.findings,
            rules: self.rules,
            records: self.records,
            prefix: self.prefix,
            texts: texts(self.root, self.findings),
        };
        let write = |id: &str| report::form(id).map(|form| (form.write)(&told));
        let files = outputs.iter().map(|output| write(output.format)).collect();
        (write(format), files)
    }
}

/// The texts of the files that findings are about; what is no text has none.
fn texts(root: &Root, findings: &[Finding]) -> HashMap<String, String> {
    let mut texts = HashMap::new();
    for finding in findings {
        let path = &finding.place.path;
        if !texts.contains_key(path)
            && let Some(text) = store::text(root, path)
        {
            texts.insert(path.clone(), text);
        }
    }
    texts
}

/// Writes the files: documents that were made, or the answer in the format asked for.
///
/// # Errors
/// A file that cannot be written, or that is one of the backlog's own.
pub(super) fn write(
    outputs: &[Output],
    documents: Vec<Option<String>>,
    answer: &Answer,
    context: &Context,
) -> Result<(), Error> {
    for (output, document) in outputs.iter().zip(documents) {
        let path = Path::new(&output.file);
        let text = match (document, render::by_id(output.format)) {
            (Some(document), _) => document,
            (None, Some(format)) => {
                format.render(answer, &View::plain(WIDTH, context.view()?.today))
            }
            (None, None) => continue,
        };
        write::outside(path, &text, context)?;
    }
    Ok(())
}
