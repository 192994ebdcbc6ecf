//! Story points as exact decimals: sums of `0.1` and `0.2` are `0.3`, whatever their order.
use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::ops::AddAssign;
use std::ops::Neg;
use std::ops::Sub;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error;
use serde::de::Visitor;

/// The parts that a point is counted in: three decimals.
const PARTS: i64 = 1000;

/// The most points one record may have; far above any estimate, far below an overflow of sums.
const MOST: f64 = 1e9;

/// An amount of story points, with up to three decimals. Differences may be negative, what a file holds is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Points(i64);

impl Points {
    /// No points.
    pub const ZERO: Points = Points(0);

    /// `1 point`, `5 points`.
    pub fn words(self) -> String {
        let one = self == Points::from(1);
        format!("{self} {}", if one { "point" } else { "points" })
    }

    /// The amount as a number for ratios and charts; sums belong in `Points`.
    pub fn as_f64(self) -> f64 {
        // Exact up to 2^53 thousandths; the quotient is the nearest number to the decimal.
        self.0 as f64 / PARTS as f64
    }
}

impl From<u32> for Points {
    fn from(whole: u32) -> Self {
        Points(i64::from(whole) * PARTS)
    }
}

impl TryFrom<f64> for Points {
    type Error = String;

    /// The amount that the shortest decimal form of `number` says.
    ///
    /// # Errors
    /// Numbers that are negative, above 1,000,000,000, no finite number, or have more than three decimals.
    fn try_from(number: f64) -> Result<Self, Self::Error> {
        if !number.is_finite() {
            return Err("points must be a finite number".to_owned());
        }
        if number < 0.0 {
            return Err("points must not be negative".to_owned());
        }
        if number > MOST {
            return Err("points must be at most 1,000,000,000".to_owned());
        }
        let points = Points((number * PARTS as f64).round() as i64);
        // Only a decimal of three places comes back as the same number.
        if points.as_f64() == number {
            Ok(points)
        } else {
            Err(format!("points have at most 3 decimals ({number:?})"))
        }
    }
}

impl Add for Points {
    type Output = Points;

    fn add(self, other: Points) -> Points {
        Points(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Points) {
        *self = *self + other;
    }
}

impl Sub for Points {
    type Output = Points;

    fn sub(self, other: Points) -> Points {
        Points(self.0.saturating_sub(other.0))
    }
}

impl Neg for Points {
    type Output = Points;

    fn neg(self) -> Points {
        Points(self.0.saturating_neg())
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Points>>(amounts: I) -> Points {
        amounts.fold(Points::ZERO, Points::add)
    }
}

impl<'a> Sum<&'a Points> for Points {
    fn sum<I: Iterator<Item = &'a Points>>(amounts: I) -> Points {
        amounts.copied().sum()
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.0.unsigned_abs();
        let (whole, rest) = (parts / PARTS.unsigned_abs(), parts % PARTS.unsigned_abs());
        let fraction = format!(".{rest:03}");
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        f.pad_integral(self.0 >= 0, "", &format!("{whole}{fraction}"))
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0 % PARTS == 0 {
            to.serialize_i64(self.0 / PARTS)
        } else {
            to.serialize_f64(self.as_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Number)
    }
}

/// Takes a number of any kind; text that looks like one is refused.
struct Number;

impl Visitor<'_> for Number {
    type Value = Points;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of points such as 5 or 0.5")
    }

    // Beyond 2^53 a whole number loses digits as f64, but is refused there all the same.
    fn visit_u64<E: Error>(self, number: u64) -> Result<Points, E> {
        self.visit_f64(number as f64)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Points, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Points, E> {
        Points::try_from(number).map_err(E::custom)
    }
}

impl JsonSchema for Points {
    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "number",
            "description": "Story points, such as 5 or 0.5; at most three decimals.",
            "minimum": 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use schemars::schema_for;

    use super::*;

    fn points(number: f64) -> Points {
        Points::try_from(number).expect("points")
    }

    #[test]
    fn points_are_shown_as_short_as_they_can_be() {
        for (number, shown) in [
            (5.0, "5"),
            (0.5, "0.5"),
            (0.125, "0.125"),
            (13.05, "13.05"),
            (100.0, "100"),
            (0.0, "0"),
            (-0.0, "0"),
            (1e9, "1000000000"),
        ] {
            assert_eq!(points(number).to_string(), shown);
        }
        assert_eq!((points(0.5) - points(1.0)).to_string(), "-0.5");
        assert_eq!((-points(13.0)).to_string(), "-13");
        assert_eq!(format!("[{:>5}]", points(0.5)), "[  0.5]");
    }

    #[test]
    fn a_number_of_any_kind_is_read() {
        for (text, shown) in [
            ("5", "5"),
            ("5.0", "5"),
            ("1e2", "100"),
            ("0.5", "0.5"),
            ("-0.0", "0"),
        ] {
            assert_eq!(
                serde_json::from_str::<Points>(text)
                    .expect(text)
                    .to_string(),
                shown
            );
            assert_eq!(
                serde_yaml::from_str::<Points>(text)
                    .expect(text)
                    .to_string(),
                shown
            );
        }
    }

    #[test]
    fn what_is_no_amount_of_points_is_refused_with_the_reason() {
        let error = |text: &str| {
            serde_yaml::from_str::<Points>(text)
                .expect_err(text)
                .to_string()
        };
        assert_eq!(error("0.1234"), "points have at most 3 decimals (0.1234)");
        assert_eq!(error("1e-9"), "points have at most 3 decimals (1e-9)");
        assert_eq!(error("-1"), "points must not be negative");
        assert_eq!(error("-0.5"), "points must not be negative");
        assert_eq!(error(".nan"), "points must be a finite number");
        assert_eq!(error(".inf"), "points must be a finite number");
        assert_eq!(error("1000000001"), "points must be at most 1,000,000,000");
        assert!(error("18446744073709551615").starts_with("points must be at most"));
        for text in ["\"5\"", "five", "true", "[5]"] {
            assert!(
                error(text).contains("expected a number of points such as 5 or 0.5"),
                "{text}"
            );
        }
    }

    #[test]
    fn whole_points_are_written_as_integers() {
        let written = |number| serde_json::to_string(&points(number)).expect("a number");
        assert_eq!(written(5.0), "5");
        assert_eq!(written(0.5), "0.5");
        assert_eq!(written(0.001), "0.001");
        assert_eq!(
            serde_json::to_string(&-Points::from(3)).expect("a number"),
            "-3"
        );
    }

    #[test]
    fn sums_are_exact_in_any_order() {
        let tenths = [0.1, 0.2, 0.7, 0.3].map(points);
        assert_eq!(tenths.iter().sum::<Points>(), points(1.3));
        assert_eq!(tenths.into_iter().rev().sum::<Points>().to_string(), "1.3");
        let mut total = Points::ZERO;
        total += Points::from(8);
        assert!(total > points(7.999) && total - Points::from(8) == Points::default());
    }

    #[test]
    fn the_schema_is_a_number_from_zero() {
        let schema = schema_for!(Points);
        assert_eq!(schema.get("type"), Some(&"number".into()));
        assert_eq!(schema.get("minimum"), Some(&0.into()));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(parts in 0..=1_000_000_000_000_i64) {
            let amount = Points(parts);
            let json = serde_json::to_string(&amount).expect("a number");
            prop_assert_eq!(&json, &amount.to_string());
            prop_assert_eq!(serde_json::from_str::<Points>(&json).expect("points"), amount);
            prop_assert_eq!(Points::try_from(amount.as_f64()), Ok(amount));
        }

        #[test]
        fn a_fourth_decimal_is_refused(parts in 0..1_000_000_000_i64, fourth in 1..10_i64) {
            let text = format!("{}.{:03}{fourth}", parts / PARTS, parts % PARTS);
            prop_assert!(serde_json::from_str::<Points>(&text).is_err());
        }
    }
}
