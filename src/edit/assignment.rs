//! `k=v` and its relatives, as typed on the command line.

use crate::diag::Error;

/// One assignment.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The steps of the key path.
    pub path: Vec<String>,
    pub operator: Operator,
    pub text: String,
}

/// What to do with the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `k=v`; without a value the key is removed.
    Set,
    /// `k+=v` adds to a list.
    Add,
    /// `k-=v` takes out of a list, by value or by id.
    Take,
    /// `k:=YAML` gives any value.
    Yaml,
    /// `k@=FILE` takes the text of a file as it is.
    File,
}

impl Assignment {
    /// Reads one assignment.
    ///
    /// # Errors
    /// No `=` in it, or an empty step in the key path.
    pub fn parse(argument: &str) -> Result<Self, Error> {
        let Some((key, text)) = argument.split_once('=') else {
            return Err(Error::usage(format!("\"{argument}\" sets nothing"))
                .help("write field=value, as in points=5, labels+=checkout or description@=FILE"));
        };
        let (key, operator) = match key.chars().last() {
            Some('+') => (&key[..key.len() - 1], Operator::Add),
            Some('-') => (&key[..key.len() - 1], Operator::Take),
            Some(':') => (&key[..key.len() - 1], Operator::Yaml),
            Some('@') => (&key[..key.len() - 1], Operator::File),
            _ => (key, Operator::Set),
        };
        let path: Vec<String> = key.split('.').map(|step| step.trim().to_owned()).collect();
        if path.iter().any(String::is_empty) {
            return Err(
                Error::usage(format!("\"{argument}\" names no field before the ="))
                    .help("write field=value, as in points=5 or scores.wsjf.value=8"),
            );
        }
        Ok(Self {
            path,
            operator,
            text: text.to_owned(),
        })
    }

    /// The top-level field.
    pub fn field(&self) -> &str {
        &self.path[0]
    }

    /// The key path as typed.
    pub fn key(&self) -> String {
        self.path.join(".")
    }
}
