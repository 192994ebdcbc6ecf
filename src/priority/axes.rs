//! The two terms that a record is drawn by, and where high begins in each.
use serde_json::Map;
use serde_json::Value;

/// A field of four corners in which a method places records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axes {
    /// From left to right.
    pub across: Axis,
    /// From the bottom up.
    pub up: Axis,
    /// What the corners are called: above left and right, then below left and right.
    pub corners: [&'static str; 4],
}

/// One edge of the field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The term that stands on it.
    pub key: &'static str,
    /// The values at its ends; the first may be the larger one.
    pub ends: [f64; 2],
    /// The value that parts low from high.
    pub cut: f64,
}

impl Axis {
    /// An axis with its cut in the middle.
    pub const fn halved(key: &'static str, ends: [f64; 2]) -> Self {
        Self {
            key,
            ends,
            cut: f64::midpoint(ends[0], ends[1]),
        }
    }

    /// Where on the axis a record stands, from 0 to 1; none where it lacks the term.
    pub fn at(&self, terms: &Map<String, Value>) -> Option<f64> {
        terms.get(self.key)?.as_f64().map(|value| self.share(value))
    }

    /// Where a value stands, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        let [from, to] = self.ends;
        ((value - from) / (to - from)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_stands_between_the_ends_whichever_is_larger() {
        let rising = Axis::halved("effort", [1.0, 10.0]);
        assert!((rising.share(5.5) - 0.5).abs() < 1e-9 && (rising.cut - 5.5).abs() < 1e-9);
        let falling = Axis::halved("worse", [0.0, -1.0]);
        assert!((falling.share(-0.9) - 0.9).abs() < 1e-9);
        assert!(falling.share(-3.0) <= 1.0 && falling.share(2.0) >= 0.0);
        let terms = Map::from_iter([("effort".to_owned(), json!(10)), ("x".into(), json!(null))]);
        assert_eq!(rising.at(&terms), Some(1.0));
        assert_eq!(falling.at(&terms), None);
    }
}
