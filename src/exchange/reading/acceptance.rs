//! Acceptance criteria: a list in a column of their own, or under a heading of
//! that name in a description (in Markdown).

use serde_json::Value;
use serde_json::json;

use crate::exchange::reading::words::folded;

/// What people call acceptance criteria, folded.
#[rustfmt::skip]
static NAMES: &[&str] = &[
    "acceptance criteria", "acceptance criterion", "acceptance", "success criteria", "definition of done", "acs", "ac",
    "akzeptanzkriterien", "abnahmekriterien", "akzeptanzkriterium",
    "criterios de aceptación", "criterio de aceptación", "criterios de aceptacion",
    "critères d'acceptation", "critère d'acceptation", "critères d'acceptance", "critères de validation",
    "critérios de aceitação", "critérios de aceite", "critério de aceitação",
    "критерии приёмки", "критерии приемки", "критерий приёмки", "критерий приемки",
    "criteri di accettazione", "acceptatiecriteria", "受け入れ条件", "受入条件", "受け入れ基準",
];

/// Whether a header or heading names acceptance criteria.
pub fn is_name(text: &str) -> bool {
    NAMES.contains(&folded(text).trim_end_matches([':', '.', ' ']))
}

/// The criteria in a text that holds nothing else: its list items, else its
/// lines. Steps that belong together become one `{given, when, then}`.
pub fn criteria(text: &str) -> Vec<Value> {
    let mut items = Vec::<String>::new();
    let has_list = text.lines().any(|line| item(line).is_some());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match (item(line), items.last_mut()) {
            (Some((0, text)), _) => items.push(text.to_owned()),
            (Some((_, text)), Some(last)) => last.push_str(&format!("\n- {text}")),
            (None, Some(last)) if has_list && line.starts_with(' ') => {
                last.push_str(&format!("\n{}", line.trim()));
            }
            (_, _) => items.push(line.trim().to_owned()),
        }
    }
    scenarios(items)
}

/// Takes the list under a heading, bold line or `name:` called acceptance
/// criteria out of a description: the rest of the text, and the criteria.
pub fn take_out(description: &str) -> Option<(String, Vec<Value>)> {
    let lines: Vec<&str> = description.lines().collect();
    let title = lines.iter().position(|line| is_title(line))?;
    let body = title
        + 1
        + lines
            .get(title + 1..)?
            .iter()
            .take_while(|line| line.trim().is_empty())
            .count();
    item(lines.get(body)?)?;
    let in_list =
        |line: &str| item(line).is_some() || (line.starts_with(' ') && !line.trim().is_empty());
    let mut end = body;
    for (at, line) in lines.iter().enumerate().skip(body) {
        if in_list(line) {
            end = at + 1;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    let before = lines.get(..title)?.join("\n");
    let after = lines.get(end..)?.join("\n");
    let parts = [before.trim_end(), after.trim_matches('\n').trim_end()];
    let rest: Vec<&str> = parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect();
    Some((
        rest.join("\n\n"),
        criteria(&lines.get(body..end)?.join("\n")),
    ))
}

fn is_title(line: &str) -> bool {
    let line = line.trim();
    let bare = line
        .trim_start_matches('#')
        .trim()
        .trim_end_matches(':')
        .trim();
    let bold = bare
        .strip_prefix("**")
        .and_then(|inner| inner.strip_suffix("**"));
    let marked = line.starts_with('#') || bold.is_some() || line.ends_with(':');
    marked && is_name(bold.unwrap_or(bare).trim().trim_end_matches(':').trim())
}

/// A list item of Markdown: its indentation and its text.
fn item(line: &str) -> Option<(usize, &str)> {
    let bare = line.trim_start();
    let (mark, text) = bare.split_once(' ')?;
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let numbered = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let listed = matches!(mark, "-" | "*" | "+") || numbered;
    (listed && !text.trim().is_empty()).then(|| (line.len() - bare.len(), text.trim()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Given,
    When,
    Then,
    And,
}

#[rustfmt::skip]
static STEPS: &[(Step, &[&str])] = &[
    (Step::Given, &["given", "angenommen", "gegeben sei", "étant donné", "dado", "dada", "dato", "gegeven", "дано", "допустим"]),
    (Step::When, &["when", "wenn", "quand", "lorsque", "cuando", "quando", "als", "когда", "если"]),
    (Step::Then, &["then", "dann", "alors", "entonces", "então", "allora", "dan", "тогда", "то"]),
    (Step::And, &["and", "but", "und", "aber", "et", "mais", "y", "pero", "e", "mas", "ma", "en", "maar", "и", "но"]),
];

/// The step a line is, its keyword as written, and what it says.
fn step(text: &str) -> Option<(Step, String, &str)> {
    let bare = text.trim_start_matches("**");
    let keyword = |(step, words): &(Step, &[&str])| {
        words.iter().find_map(|word| {
            let length = word.chars().count();
            let end = bare
                .char_indices()
                .nth(length)
                .map_or(bare.len(), |(at, _)| at);
            let rest = &bare[end..];
            let bounded = rest.starts_with([' ', ':', '*', ',']);
            let said = rest.trim_start_matches([' ', ':', '*', ',']);
            (bounded && !said.is_empty() && bare[..end].to_lowercase() == **word)
                .then(|| (*step, bare[..end].to_lowercase(), said))
        })
    };
    STEPS.iter().find_map(keyword)
}

/// Joins runs of Given, When, Then; all else stays a sentence.
fn scenarios(items: Vec<String>) -> Vec<Value> {
    let mut out = Vec::new();
    let mut rest = items.as_slice();
    while let Some((first, others)) = rest.split_first() {
        match scenario(rest) {
            Some((scenario, length)) => {
                out.push(scenario);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push(Value::String(first.clone()));
                rest = others;
            }
        }
    }
    out
}

fn scenario(items: &[String]) -> Option<(Value, usize)> {
    let order = [Step::Given, Step::When, Step::Then];
    let mut parts = Vec::<String>::new();
    let mut length = 0;
    for item in items {
        let Some((step, word, said)) = step(item) else {
            break;
        };
        if order.get(parts.len()) == Some(&step) {
            parts.push(said.to_owned());
        } else if let (Step::And, Some(part)) = (step, parts.last_mut()) {
            part.push_str(&format!(" {word} {said}"));
        } else {
            break;
        }
        length += 1;
    }
    match parts.as_slice() {
        [given, when, then] => Some((json!({"given": given, "when": when, "then": then}), length)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::criteria;
    use super::take_out;

    #[test]
    fn items_of_a_list_and_lines_without_one_are_criteria() {
        assert_eq!(
            criteria("- a\n- b\n  - b1\n  more\n- c"),
            [json!("a"), json!("b\n- b1\nmore"), json!("c")]
        );
        assert_eq!(criteria("1. a\n2. b"), [json!("a"), json!("b")]);
        assert_eq!(
            criteria("It works.\n\nIt is fast."),
            [json!("It works."), json!("It is fast.")]
        );
    }

    #[test]
    fn steps_that_belong_together_are_one_criterion() {
        let text =
            "- **Given** a basket\n- And a voucher\n- When I pay\n- Then it counts\n- Given alone";
        let whole =
            json!({"given": "a basket and a voucher", "when": "I pay", "then": "it counts"});
        assert_eq!(criteria(text), [whole, json!("Given alone")]);
        let russian = json!({"given": "корзина", "when": "я плачу", "then": "заказ создан"});
        assert_eq!(
            criteria("Дано корзина\nКогда я плачу\nТогда заказ создан"),
            [russian]
        );
    }

    #[test]
    fn list_under_the_heading_leaves_the_description() {
        let text = "Why.\n\n## Acceptance criteria\n\n- a\n- b\n\nMore.";
        assert_eq!(
            take_out(text),
            Some(("Why.\n\nMore.".into(), vec![json!("a"), json!("b")]))
        );
        let bold = "**Critères d’acceptation :**\n- a";
        assert_eq!(take_out(bold), Some((String::new(), vec![json!("a")])));
        assert!(take_out("Akzeptanzkriterien:\n1. a\n2. b").is_some());
    }

    #[test]
    fn heading_without_a_list_stays_where_it_is() {
        assert_eq!(take_out("## Acceptance criteria\nsee the wiki"), None);
        assert_eq!(take_out("the acceptance criteria\n- a"), None);
        assert_eq!(take_out("## Acceptance criteria"), None);
    }
}
