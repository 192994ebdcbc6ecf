//! What a finding is known by when lines move: to tell old ones from new ones.

use super::Finding;
use std::collections::HashMap;
use std::fmt;

/// The rule, the record (the file, where there is no record), the key path, and the number among equal ones, from 1 in
/// the order of findings; never a line. A criterion is known by its words: others may come in above it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    pub rule: String,
    pub about: String,
    /// Empty where the finding is about the whole.
    pub field: String,
    pub nth: usize,
}

impl Fingerprint {
    /// One for each finding, in their order.
    pub fn of(findings: &[Finding]) -> Vec<Self> {
        let mut equal: HashMap<(&str, &str, &str), usize> = HashMap::new();
        let one = |finding| {
            let key = parts(finding);
            let nth = equal.entry(key).or_default();
            *nth += 1;
            let (rule, about, field) = key;
            Self {
                rule: rule.to_owned(),
                about: about.to_owned(),
                field: field.to_owned(),
                nth: *nth,
            }
        };
        findings.iter().map(one).collect()
    }
}

fn parts(finding: &Finding) -> (&str, &str, &str) {
    let about = finding.id.as_deref().unwrap_or(&finding.place.path);
    let field = finding.lasting.as_deref().or(finding.field.as_deref());
    (finding.rule, about, field.unwrap_or(""))
}

/// One line, as baselines hold it: `vague-term S-142 acceptance.2.then`, with `#2` behind it for the second equal one.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {}", self.rule, self.about)?;
        if !self.field.is_empty() {
            write!(f, " {}", self.field)?;
        }
        match self.nth {
            1 => Ok(()),
            nth => write!(f, " #{nth}"),
        }
    }
}
