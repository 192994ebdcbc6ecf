//! A value as people type it.
use serde_json::Value;

use super::Scale;
use super::number;

impl Scale {
    /// The value that a text stands for, in its one form.
    ///
    /// # Errors
    /// Why it is none of the scale.
    pub fn typed(&self, text: &str) -> Result<Value, String> {
        if let Scale::Series | Scale::List(_) = self {
            let items = text.split(',').map(|item| value(item.trim()));
            return self.check(&items.collect());
        }
        self.check(&value(text.trim()))
    }

    /// Whether a value of it can be typed in one line: a word, a number, or a few with commas between them.
    pub fn is_line(&self) -> bool {
        match self {
            Scale::List(each) => each.is_single(),
            scale => !matches!(scale, Scale::Map(_)),
        }
    }

    /// Whether one word or number is a value of it.
    pub fn is_single(&self) -> bool {
        !matches!(self, Scale::Series | Scale::List(_) | Scale::Map(_))
    }
}

fn value(text: &str) -> Value {
    match text.parse::<f64>() {
        Ok(given) if given.is_finite() => number(given),
        _ => Value::from(text),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use serde_json::json;

    use super::*;

    #[test]
    fn a_typed_value_is_a_number_or_a_word() {
        let size = Scale::Numbers(Cow::Borrowed(&[1.0, 2.0]));
        assert_eq!(size.typed(" 2 "), Ok(json!(2)));
        assert_eq!(size.typed("4"), Err("4 is none of 1, 2; nearest 2".into()));
        assert_eq!(
            size.typed("two"),
            Err("\"two\" is a text, not a number".into())
        );
        assert_eq!(Scale::Share(&[0.5]).typed("80%"), Ok(json!(0.8)));
        assert_eq!(Scale::Words(&["must"]).typed("must"), Ok(json!("must")));
        assert!(Scale::Amount { positive: false }.typed("inf").is_err());
    }
}
