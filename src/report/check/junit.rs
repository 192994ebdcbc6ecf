//! JUnit XML (as testmoapp/junitxml describes it): a suite for each rule, a case for each record.

use super::form::Form;
use super::form::Told;
use crate::diag::Finding;
use crate::diag::Severity;
use crate::text::plural;
use crate::text::xml;
use std::collections::BTreeMap;
use std::collections::HashMap;

pub(super) static FORM: Form = Form {
    id: "junit",
    summary: "JUnit XML, for the test reports of most CI services",
    write,
};

/// GitLab refuses files with too many objects (gitlab #507482): above this, records without findings are summed up.
const MOST_CASES: usize = 20_000;

/// The findings of a rule by the name of their case.
type Cases<'a> = BTreeMap<&'a str, Vec<&'a Finding>>;

fn write(told: &Told<'_>) -> String {
    let mut suites: BTreeMap<&str, Cases<'_>> = BTreeMap::new();
    for (rule, _) in &told.rules {
        suites.entry(rule.id).or_default();
    }
    for finding in told.findings {
        let cases = suites.entry(finding.rule).or_default();
        cases.entry(name(finding)).or_default().push(finding);
    }
    let each = suites.len() * told.records.len() <= MOST_CASES;
    let paths = paths(told);
    let (mut body, mut sums) = (String::new(), Sums::default());
    for (rule, cases) in &suites {
        let suite = Suite {
            told,
            rule,
            cases,
            paths: &paths,
        };
        let (text, counts) = suite.text(each);
        body += &text;
        sums = sums.plus(&counts);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"po check\" {}>\n{body}</testsuites>\n",
        sums.attributes()
    )
}

/// Two files may hold one id; a case needs a name of its own.
fn name(finding: &Finding) -> &str {
    &finding.place.path
}

/// The id of each path, where the record could be read.
fn paths<'a>(told: &'a Told<'_>) -> HashMap<&'a str, &'a str> {
    told.records
        .iter()
        .map(|(id, path)| (path.as_str(), id.as_str()))
        .collect()
}

#[derive(Default)]
struct Sums {
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Sums {
    fn plus(self, other: &Self) -> Self {
        Self {
            tests: self.tests + other.tests,
            failures: self.failures + other.failures,
            errors: self.errors + other.errors,
        }
    }

    fn attributes(&self) -> String {
        format!(
            "tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\" time=\"0\"",
            self.tests, self.failures, self.errors
        )
    }
}

struct Suite<'a> {
    told: &'a Told<'a>,
    rule: &'a str,
    cases: &'a Cases<'a>,
    paths: &'a HashMap<&'a str, &'a str>,
}

impl Suite<'_> {
    /// The suite and its counts; `each` record has a case, not only those with findings.
    fn text(&self, each: bool) -> (String, Sums) {
        let mut names: BTreeMap<&str, &[&Finding]> = BTreeMap::new();
        if each {
            names.extend(
                self.told
                    .records
                    .iter()
                    .map(|(_, path)| (path.as_str(), &[][..])),
            );
        }
        names.extend(
            self.cases
                .iter()
                .map(|(name, found)| (*name, found.as_slice())),
        );
        let mut body = String::new();
        let mut sums = Sums::default();
        for (path, found) in names {
            body += &self.case(path, found, &mut sums);
        }
        if !each {
            let clean = self.told.records.len().saturating_sub(self.cases.len());
            let name = format!("{} without a finding", plural(clean, "record", "records"));
            body += &format!(
                "    <testcase classname=\"{}\" name=\"{name}\" time=\"0\"/>\n",
                xml(self.rule)
            );
            sums.tests += 1;
        }
        let head = format!(
            "  <testsuite name=\"{}\" {}>\n",
            xml(self.rule),
            sums.attributes()
        );
        (head + &body + "  </testsuite>\n", sums)
    }

    fn case(&self, path: &str, found: &[&Finding], sums: &mut Sums) -> String {
        sums.tests += 1;
        let name = match self.paths.get(path) {
            Some(id) => format!("{id} {path}"),
            None => path.to_owned(),
        };
        let mut case = format!(
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\"",
            xml(self.rule),
            xml(&name),
            xml(&format!("{}{path}", self.told.prefix)),
        );
        let Some(first) = found.first() else {
            return case + " time=\"0\"/>\n";
        };
        if first.place.line > 0 {
            case += &format!(" line=\"{}\"", first.place.line);
        }
        case += " time=\"0\">\n";
        let worst = found.iter().map(|finding| finding.severity).max();
        case += &match (found.iter().any(|finding| finding.unreadable), worst) {
            (true, _) => {
                sums.errors += 1;
                self.element("error", found)
            }
            (false, Some(Severity::Error)) => {
                sums.failures += 1;
                self.element("failure", found)
            }
            _ => format!("      <system-out>{}</system-out>\n", self.words(found)),
        };
        case + "    </testcase>\n"
    }

    fn element(&self, name: &str, found: &[&Finding]) -> String {
        let first = found.first().map(|finding| finding.message.clone());
        let mut message = first.unwrap_or_default();
        if found.len() > 1 {
            message += &format!(" (and {} more)", found.len() - 1);
        }
        format!(
            "      <{name} message=\"{}\" type=\"{}\">{}</{name}>\n",
            xml(&message),
            xml(self.rule),
            self.words(found)
        )
    }

    /// Each finding with its place and the way out.
    fn words(&self, found: &[&Finding]) -> String {
        let mut lines = Vec::new();
        for finding in found {
            let place = &finding.place;
            let path = self.told.path(finding);
            lines.push(match place.line {
                0 => format!("{path}: {}", finding.message),
                line => format!("{path}:{line}:{}: {}", place.column, finding.message),
            });
            lines.extend(finding.help.as_ref().map(|help| format!("help: {help}")));
        }
        xml(&lines.join("\n"))
    }
}
