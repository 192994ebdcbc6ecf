//! Random documents and random edits: what is read is what was written, an edit changes what it says
//! and no other line, and an independent reader agrees.
//!
//! `PROPTEST_CASES=10000` runs that many cases of each property and `--nocapture` shows what was drawn.

mod yaml;

use po::yaml::Document;
use po::yaml::Reading;
use po::yaml::apply;
use po::yaml::emit;
use po::yaml::format;
use po::yaml::read;
use po::yaml::second_reading;
use proptest::collection::vec;
use proptest::prelude::ProptestConfig;
use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use yaml::choices::Choices;
use yaml::counts;
use yaml::document::document;
use yaml::edits;
use yaml::layout;
use yaml::lines;
use yaml::values;

/// Runs a property over random choices: 500 times, more when `PROPTEST_CASES` says so.
fn check(length: usize, property: impl Fn(&mut Choices<'_>)) {
    let default = ProptestConfig::default();
    let cases = default.cases.max(500);
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..default
    };
    let outcome = TestRunner::new(config).run(&vec(any::<u16>(), 0..length), |numbers| {
        property(&mut Choices::new(&numbers));
        Ok::<(), TestCaseError>(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

fn parsed(text: &str) -> Document {
    Document::parse(text.to_owned()).unwrap_or_else(|(fault, _)| panic!("{text}\n{fault:?}"))
}

#[test]
fn a_document_means_what_was_written() {
    check(200, |c| {
        let drawn = document(c);
        let doc = parsed(&drawn.text);
        assert_eq!(doc.text(), drawn.text);
        assert_eq!(
            doc.value().to_string(),
            drawn.value.to_string(),
            "{}",
            drawn.text
        );
        assert_eq!(
            read::<Value>(&doc).map(|value| value.to_string()),
            Ok(drawn.value.to_string())
        );
        assert_eq!(
            second_reading(&drawn.text, &drawn.value),
            Reading::Same,
            "{}",
            drawn.text
        );
    });
}

#[test]
fn an_edit_changes_what_it_says_and_no_other_line() {
    check(260, |c| {
        let drawn = document(c);
        let mut doc = parsed(&drawn.text);
        counts::count("edited document");
        for _ in 0..=c.below(3) {
            let value = doc.value();
            let edit = edits::edit(c, &value);
            edits::count_edit(&edit, &value);
            let new = apply(&doc, std::slice::from_ref(&edit), &edits::ORDER)
                .unwrap_or_else(|refusal| panic!("{}\n{edit:?}\n{refusal:?}", doc.text()));
            let expected = edits::edited(&value, &edit);
            let what = format!("{edit:?}\n{}\n---\n{}", doc.text(), new.text());
            assert_eq!(new.value().to_string(), expected.to_string(), "{what}");
            assert_eq!(
                second_reading(new.text(), &expected),
                Reading::Same,
                "{what}"
            );
            lines::assert_others_unchanged(&doc, &new, &edit);
            doc = new;
        }
    });
    println!("{}", counts::listing());
    for feature in [
        "style",
        "comment",
        "document with CRLF",
        "document with BOM",
        "flow",
        "document with non-ASCII",
        "edit set",
        "edit insert",
        "edit append",
        "edit remove",
    ] {
        assert!(
            counts::drawn(feature) > 30,
            "{feature} hardly ever comes up"
        );
    }
}

#[test]
fn a_layout_keeps_values_comments_and_line_ends_and_is_done_once() {
    const ORDER: [&str; 8] = ["id2", "k1", "grün0", "id0", "a b3", "k0", "k3", "id1"];
    check(260, |c| {
        let drawn = document(c);
        let doc = parsed(&drawn.text);
        let new = format(&doc, &ORDER).unwrap_or_else(|| panic!("no layout for\n{}", drawn.text));
        let what = format!("{}\n---\n{}", drawn.text, new.text());
        layout::assert_same(&doc, &new, &what);
        layout::assert_in_order(&new, &ORDER, &what);
        // A pair with a `?` stays as it is written.
        if !drawn.text.contains("? ") {
            layout::assert_indented(&new, &what);
        }
        assert_eq!(
            second_reading(new.text(), &new.value()),
            Reading::Same,
            "{what}"
        );
        let again = format(&new, &ORDER).map(Document::into_text);
        assert_eq!(again.as_deref(), Some(new.text()), "{what}");
        counts::count(match new.text() == drawn.text {
            true => "layout: as it was",
            false => "layout: changed",
        });
    });
    println!("{}", counts::listing());
    for feature in [
        "layout: changed",
        "layout: comment",
        "layout: another order",
        "blank line above the start mark",
    ] {
        assert!(
            counts::drawn(feature) > 30,
            "{feature} hardly ever comes up"
        );
    }
}

#[test]
fn a_new_record_reads_back() {
    check(80, |c| {
        let value = values::value(c, 4);
        let text = emit(&value);
        assert_eq!(
            parsed(&text).value().to_string(),
            value.to_string(),
            "{text}"
        );
        assert_eq!(second_reading(&text, &value), Reading::Same, "{text}");
    });
}

#[test]
fn a_new_record_is_in_the_layout_of_fmt() {
    check(80, |c| {
        let value = values::value(c, 4);
        let text = emit(&value);
        let laid = format(&parsed(&text), &[]);
        assert_eq!(laid.map(|doc| doc.text().to_owned()), Some(text));
    });
}

#[test]
fn a_damaged_text_is_refused_or_edited_without_harm() {
    const DAMAGE: [&str; 20] = [
        "\n", " ", "\t", "-", ":", "?", "#", "\"", "'", "[", "]", "{", "}", ",", "|", "\r", "&a ",
        "*a", "ü", "---\n",
    ];
    check(260, |c| {
        let mut text = document(c).text;
        for _ in 0..=c.below(4) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if places.is_empty() {
                break;
            }
            let at = *c.of(&places);
            if c.once_in(2) {
                let damage = *c.of(&DAMAGE);
                text.insert_str(at, damage);
            } else {
                text.remove(at);
            }
        }
        let Ok(doc) = Document::parse(text) else {
            counts::count("damaged: refused");
            return;
        };
        counts::count("damaged: read");
        match format(&doc, &edits::ORDER) {
            Some(new) => layout::assert_same_values(&doc, &new, doc.text()),
            None => counts::count("damaged: no layout"),
        }
        let value = doc.value();
        let edit = edits::edit(c, &value);
        match apply(&doc, std::slice::from_ref(&edit), &edits::ORDER) {
            Ok(new) => {
                counts::count("damaged: edited");
                assert_eq!(
                    new.value().to_string(),
                    edits::edited(&value, &edit).to_string()
                );
                // Such a text may hold what another reader refuses once it is touched: the caller asks.
                if second_reading(new.text(), &new.value()) != Reading::Same {
                    counts::count("damaged: edited, second reader differs");
                }
            }
            Err(_) => counts::count("damaged: edit refused"),
        }
    });
    println!("{}", counts::listing());
}
