//! Story points as other tools write them.

use serde_json::Number;

/// `5.0`, `5` and `0,5`; points are not negative and have at most three decimals.
pub fn points(text: &str) -> Option<Number> {
    let number = text.replace(',', ".").parse::<f64>().ok()?;
    if !(0.0..=1e9).contains(&number) {
        return None;
    }
    let decimals = number
        .to_string()
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals > 3 {
        return None;
    }
    let whole = text
        .split(['.', ','])
        .next()
        .and_then(|whole| whole.parse::<u64>().ok());
    whole
        .filter(|_| number.fract() == 0.0)
        .map(Number::from)
        .or_else(|| Number::from_f64(number))
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn points_are_numbers_as_short_as_they_can_be() {
        let text = |text: &str| points(text).map(|number| number.to_string());
        assert_eq!(text("5.0").as_deref(), Some("5"));
        assert_eq!(text("0.5").as_deref(), Some("0.5"));
        assert_eq!(text("0,5").as_deref(), Some("0.5"));
        assert_eq!(text("XL"), None);
        assert_eq!(text("-1"), None);
        assert_eq!(text("0.3333"), None);
        assert_eq!(text("NaN"), None);
    }
}
