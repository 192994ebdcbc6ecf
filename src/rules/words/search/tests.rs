use crate::rules::tests::Sample;
use serde_json::json;

/// The words a rule finds in a story.
fn found(rule: &str, story: serde_json::Value) -> Vec<String> {
    let mut story = story;
    story["id"] = json!("S-1");
    story["status"] = json!("refined");
    let sample = Sample::new("{}", &[("stories/S-1.yaml", &format!("{story}\n"))]);
    let findings = sample.check(rule).into_iter();
    findings
        .map(|finding| finding.message.split('"').nth(1).unwrap().to_owned())
        .collect()
}

/// The words a rule finds in an outcome, or in a goal where it reads no other.
fn of_text(rule: &str, text: &str) -> Vec<String> {
    match rule {
        "solution-talk" => found(rule, json!({"as_a": "buyer", "i_want": text})),
        _ => found(rule, json!({"acceptance": [{"then": text}]})),
    }
}

#[test]
fn word_lists() {
    for (rule, fails, word, passes) in [
        (
            "vague-term",
            "the page loads quickly",
            "quickly",
            "the page loads within 2 s at p95",
        ),
        (
            "escape-clause",
            "the total is rounded where possible",
            "where possible",
            "the total is rounded to 2 decimals",
        ),
        ("open-ended-term", "PDF, CSV, etc.", "etc.", "PDF and CSV"),
        (
            "vague-term",
            "the shop has an easy-to-use form",
            "easy-to-use",
            "too many attempts lock the account",
        ),
        (
            "escape-clause",
            "the total is rounded whenever necessary",
            "whenever necessary",
            "the total is rounded to 2 decimals",
        ),
        (
            "escape-clause",
            "the order is merged when possible",
            "when possible",
            "the order is merged when both are open",
        ),
        ("open-ended-term", "PDF, CSV, etc", "etc", "PDF and CSV"),
        (
            "escape-clause",
            "the buyer is told as soon as possible",
            "as soon as possible",
            "the shop tells the buyer as soon as the order leaves",
        ),
        (
            "indefinite-time",
            "the buyer is told ASAP",
            "ASAP",
            "the shop tells the buyer shortly before noon",
        ),
        (
            "indefinite-time",
            "the shop clears the list regularly",
            "regularly",
            "the shop clears the list each hour",
        ),
        (
            "absolute-term",
            "100 % of the orders arrive",
            "100 %",
            "the shares add up to 100 %",
        ),
        (
            "negative-criterion",
            "the shop does not save it",
            "does not",
            "orders which do not fit are listed",
        ),
        (
            "superlative-term",
            "the best matching offer is shown first",
            "best",
            "offers are sorted by price ascending",
        ),
        (
            "comparative-term",
            "search is faster",
            "faster",
            "search answers within 300 ms",
        ),
        (
            "absolute-term",
            "all orders are exported",
            "all",
            "each order of the selected month is exported",
        ),
        (
            "indefinite-time",
            "the buyer is eventually informed",
            "eventually",
            "the buyer is informed within 5 minutes",
        ),
        (
            "negative-criterion",
            "the order must not be sent twice",
            "must not",
            "the second send attempt returns the first order's id",
        ),
        ("vague-pronoun", "it is saved", "it", "the draft is saved"),
        (
            "passive-criterion",
            "an email is sent",
            "is sent",
            "the shop sends an email to the buyer",
        ),
        (
            "ui-detail",
            "the buyer clicks the blue button",
            "clicks",
            "the buyer confirms the order",
        ),
        (
            "solution-talk",
            "a REST API with a Redis cache",
            "REST",
            "to see my orders of the last year",
        ),
    ] {
        let first = of_text(rule, fails).into_iter().next();
        assert_eq!(first.as_deref(), Some(word), "{rule}: {fails}");
        assert_eq!(of_text(rule, passes), [""; 0], "{rule}: {passes}");
    }
}

#[test]
fn exceptions() {
    for (rule, text, words) in [
        ("vague-term", "the page opens fast, within 2 s", vec![]),
        ("vague-term", "the simple_id is unique", vec![]),
        ("vague-term", "the label \"Easy pay\" is shown", vec![]),
        ("vague-term", "several offers are listed", vec!["several"]),
        (
            "superlative-term",
            "at most 5 offers, most recent first",
            vec![],
        ),
        ("superlative-term", "the lowest price wins", vec!["lowest"]),
        (
            "escape-clause",
            "kept 10 years as required by tax law",
            vec![],
        ),
        ("escape-clause", "kept as required", vec!["as required"]),
        (
            "comparative-term",
            "at least 20 % faster than 800 ms",
            vec![],
        ),
        ("comparative-term", "faster than today", vec!["faster"]),
        ("absolute-term", "all of the following hold", vec![]),
        ("absolute-term", "any user can log in", vec!["any"]),
        (
            "indefinite-time",
            "shown immediately, within 200 ms",
            vec![],
        ),
        ("indefinite-time", "shown immediately", vec!["immediately"]),
        (
            "negative-criterion",
            "the mail is not sent; error E12 is shown",
            vec![],
        ),
        ("negative-criterion", "the mail is not sent", vec!["is not"]),
        ("vague-pronoun", "this order is kept", vec![]),
        ("vague-pronoun", "This is kept", vec!["This is"]),
        ("vague-pronoun", "it is saved", vec!["it"]),
        (
            "passive-criterion",
            "the order is signed by the buyer",
            vec![],
        ),
        (
            "passive-criterion",
            "the order is quickly rejected",
            vec!["is quickly rejected"],
        ),
        ("passive-criterion", "the order is, rejected", vec![]),
        ("open-ended-term", "formats such as PDF", vec![]),
    ] {
        assert_eq!(of_text(rule, text), words, "{rule}: {text}");
    }
}

#[test]
fn a_clause_excuses_only_itself() {
    for (rule, text, words) in [
        (
            "negative-criterion",
            "a price that does not fit takes two lines",
            vec![],
        ),
        (
            "vague-term",
            "it opens fast; 2 s later it closes",
            vec!["fast"],
        ),
        ("indefinite-time", "shown soon. Then 2 s pass", vec!["soon"]),
        (
            "comparative-term",
            "faster than today; 20 ms",
            vec!["faster"],
        ),
        ("comparative-term", "30 % faster than today", vec!["faster"]),
        (
            "passive-criterion",
            "signed by Ana; it is sent",
            vec!["is sent"],
        ),
    ] {
        assert_eq!(of_text(rule, text), words, "{rule}: {text}");
    }
}

#[test]
fn each_rule_reads_its_own_texts() {
    let step = |rule: &str, key: &str, text: &str| {
        !found(rule, json!({"acceptance": [{ key: text }]})).is_empty()
    };
    let texts = |rule: &str, text: &str| -> Vec<&str> {
        let keys = ["given", "when", "then", "text"].into_iter();
        keys.filter(|key| step(rule, key, text)).collect()
    };
    assert_eq!(
        texts("escape-clause", "as needed"),
        ["given", "when", "then", "text"]
    );
    assert_eq!(texts("vague-pronoun", "it is"), ["when", "then", "text"]);
    assert_eq!(texts("absolute-term", "all"), ["then", "text"]);
    assert!(!found("absolute-term", json!({"acceptance": ["all orders"]})).is_empty());
    assert!(found("ui-detail", json!({"as_a": "buyer", "i_want": "a button"})).is_empty());
}

#[test]
fn a_refusal_may_stand_among_other_outcomes() {
    let then = |then: serde_json::Value| {
        found(
            "negative-criterion",
            json!({"acceptance": [{"then": then}, {"then": "b"}]}),
        )
    };
    assert_eq!(then(json!(["the mail is not sent"])), ["is not"]);
    assert_eq!(
        then(json!(["the mail is not sent", "error E12 is shown"])),
        [""; 0]
    );
    assert_eq!(then(json!("the mail is not sent.")), ["is not"]);
    assert_eq!(
        then(json!("the item cannot be marked, and the basket says why")),
        [""; 0]
    );
    assert_eq!(then(json!("today, the item cannot be marked")), ["cannot"]);
}

#[test]
fn each_story_is_read_in_its_own_language() {
    let text = |id: u8, lang: &str| {
        format!("id: S-{id}\nstatus: refined\n{lang}acceptance: [schnell; quick]\n")
    };
    let files = [text(1, ""), text(2, "lang: de-CH\n"), text(3, "lang: fr\n")];
    let files: Vec<(String, &String)> = (1..)
        .map(|n| format!("stories/S-{n}.yaml"))
        .zip(&files)
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let words = |config: &str| -> Vec<(String, String)> {
        let found = Sample::new(config, &files).check("vague-term").into_iter();
        let word = |f: &crate::diag::Finding| f.message.split('"').nth(1).unwrap().to_owned();
        found.map(|f| (f.id.clone().unwrap(), word(&f))).collect()
    };
    let pair = |id: &str, word: &str| (id.to_owned(), word.to_owned());
    assert_eq!(words("{}"), [pair("S-1", "quick"), pair("S-2", "schnell")]);
    assert_eq!(
        words("lang: de"),
        [pair("S-1", "schnell"), pair("S-2", "schnell")]
    );
}

#[test]
fn german_words_are_found_with_their_endings() {
    for (rule, text, words) in [
        (
            "vague-term",
            "ein schneller Versand für viele Kunden",
            vec!["ein schneller", "viele"],
        ),
        (
            "vague-term",
            "der Versand dauert etwas länger als 2 Tage",
            vec![],
        ),
        ("vague-term", "schnell, innert 3 Werktagen", vec![]),
        (
            "comparative-term",
            "ein schneller Versand, besser als heute",
            vec!["besser"],
        ),
        (
            "superlative-term",
            "die günstigsten Angebote, höchste zuerst",
            vec!["günstigsten"],
        ),
        (
            "absolute-term",
            "alle folgenden Punkte, immer",
            vec!["immer"],
        ),
        (
            "indefinite-time",
            "der Preis steht unmittelbar unter dem Bild",
            vec![],
        ),
        (
            "negative-criterion",
            "die Mail wird nicht gesendet, sondern gespeichert",
            vec![],
        ),
        (
            "negative-criterion",
            "es wird keine Mail gesendet",
            vec!["keine"],
        ),
        ("vague-pronoun", "Dies wird gespeichert", vec!["Dies wird"]),
        ("vague-pronoun", "Es erscheint eine Meldung", vec![]),
        ("passive-criterion", "die Mail wird gesendet", vec![]),
        ("placeholder-text", "TBD", vec![]),
    ] {
        let story = json!({"lang": "de", "acceptance": [{"then": text}]});
        assert_eq!(found(rule, story), words, "{rule}: {text}");
    }
}
