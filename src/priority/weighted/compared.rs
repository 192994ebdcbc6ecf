//! Weights of criteria out of how many times as important each is as each other.
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::super::Remark;
use super::super::ahp::MOST;
use super::super::ahp::Ratios;
use super::super::config_error;
use crate::diag::Error;
use crate::model::voices::Ratio;

/// How many times as important one criterion is as another.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Comparison {
    /// The criterion that `ratio` speaks of.
    a: String,
    /// The one it is compared with.
    b: String,
    /// From 1/9 to 9; 1 where both are as important.
    ratio: Ratio,
}

/// The weights in the order of the criteria, and what is to be said of ratios that do not agree.
///
/// # Errors
/// A criterion that there is not, or more than can be weighed; a pair that is missing, given twice with different
/// ratios, or one criterion with itself.
pub(super) fn weigh(
    criteria: &IndexMap<String, Value>,
    comparisons: &[Comparison],
) -> Result<(Vec<f64>, Option<Remark>), Error> {
    const KEY: &str = "methods.weighted.comparisons";
    let fault = |key: &str, why: &str| {
        config_error(key, &why).help("po explain weighted says how to compare criteria")
    };
    if criteria.len() > MOST {
        let why = format!(
            "{} criteria; at most {MOST} can be compared",
            criteria.len()
        );
        return Err(fault(KEY, &why));
    }
    let mut ratios = Ratios::of(criteria.keys().map(String::as_str).collect());
    for (at, Comparison { a, b, ratio }) in comparisons.iter().enumerate() {
        let key = format!("{KEY}.{}", at + 1);
        if let Some(stray) = [a, b]
            .into_iter()
            .find(|name| !criteria.contains_key(*name))
        {
            return Err(fault(&key, &format!("no criterion is called \"{stray}\"")));
        }
        let added = ratios.add((a, b), ratio, &format!("{}", at + 1));
        added.map_err(|why| fault(&key, &why))?;
    }
    match ratios.weigh() {
        Some((weighed, remark)) => Ok((weighed.weights, remark)),
        None => {
            let pairs = ratios.missing().into_iter();
            let pairs = pairs.map(|(i, j)| format!("{} and {}", ratios.names[i], ratios.names[j]));
            let pairs: Vec<String> = pairs.collect();
            let why = match pairs.is_empty() {
                true => "two criteria are needed to compare".to_owned(),
                false => format!("no ratio of {}", pairs.join(", ")),
            };
            Err(fault(KEY, &why))
        }
    }
}
