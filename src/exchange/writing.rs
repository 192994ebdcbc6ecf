//! What the writers of tables share: a value of a record as the text of one cell.

use serde_json::Value;

/// The value in words: nothing is empty, a list of words has commas, a list of maps a line each.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Object(_) => pairs(value),
        Value::Array(items) => {
            let between = match items.iter().any(Value::is_object) {
                true => "\n",
                false => ", ",
            };
            let items: Vec<String> = items.iter().map(pairs).collect();
            items.join(between)
        }
    }
}

/// A map in one line, `given a full basket, when I pay`; what is empty is left out, and a text needs no name.
fn pairs(value: &Value) -> String {
    let Value::Object(map) = value else {
        return cell(value);
    };
    let words = map.iter().map(|(key, value)| (key, cell(value)));
    let words = words.filter(|(_, value)| !value.is_empty());
    let words: Vec<String> = words
        .map(|(key, value)| match key.as_str() {
            "text" => value,
            key => format!("{key} {value}"),
        })
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::cell;
    use serde_json::json;

    #[test]
    fn a_value_is_written_in_words() {
        for (value, words) in [
            (json!(null), ""),
            (json!(0.5), "0.5"),
            (json!(true), "true"),
            (json!([]), ""),
            (json!(["S-1", "S-2"]), "S-1, S-2"),
            (json!({"by": "ana", "on": null}), "by ana"),
            (
                json!([{"given": "a", "when": "b", "verified": true}, "c", {"text": "d", "id": null}]),
                "given a, when b, verified true\nc\nd",
            ),
        ] {
            assert_eq!(cell(&value), words);
        }
    }
}
