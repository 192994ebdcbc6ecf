use std::collections::BTreeMap;
use std::fmt;

use super::doc;
use crate::yaml::*;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde::de::value::MapAccessDeserializer;

#[derive(Debug, Deserialize, PartialEq)]
struct Story {
    id: String,
    #[serde(default)]
    points: Option<f64>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    acceptance: Vec<Criterion>,
    #[serde(default)]
    scores: BTreeMap<String, BTreeMap<String, u8>>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Status {
    Ready,
    Done,
}

/// A text, or a map: one visitor, as the record types have it.
#[derive(Debug, PartialEq)]
enum Criterion {
    Text(String),
    Steps(Steps),
}

#[derive(Debug, Deserialize, PartialEq)]
struct Steps {
    then: String,
    #[serde(default)]
    verified: bool,
}

impl<'de> Deserialize<'de> for Criterion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Criterion;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sentence or given, when, then")
            }
            fn visit_str<E>(self, text: &str) -> Result<Criterion, E> {
                Ok(Criterion::Text(text.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Criterion, A::Error> {
                Steps::deserialize(MapAccessDeserializer::new(map)).map(Criterion::Steps)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[test]
fn typed_values_take_what_fits() {
    let text = "id: 1.10\npoints: 5\nstatus: ready\nlabels:\nacceptance:\n- It works.\n- then: x\n  verified: true\nscores: {wsjf: {value: 8}}\nother: [1]\n";
    let story: Story = read(&doc(text)).expect("fits");
    assert_eq!(story.id, "1.10");
    assert_eq!(
        (story.points, story.status, story.labels.len()),
        (Some(5.0), Some(Status::Ready), 0)
    );
    let steps = Steps {
        then: "x".to_owned(),
        verified: true,
    };
    assert_eq!(
        story.acceptance,
        [
            Criterion::Text("It works.".to_owned()),
            Criterion::Steps(steps)
        ]
    );
    assert_eq!(story.scores["wsjf"]["value"], 8);
    assert_eq!(read::<Option<u8>>(&doc("~\n")), Ok(None));
    let node = doc("a: {b: 3}\n");
    let at = node
        .root()
        .and_then(|root| root.at(&["a".into(), "b".into()]))
        .expect("node");
    assert_eq!(read_node::<u8>(at), Ok(3));
}

/// Text, line, column, path and message.
const MISFITS: &[(&str, u32, u32, &str, &str)] = &[
    (
        "id: a\npoints: \"5\"\n",
        2,
        9,
        "points",
        "expected a number, found the text \"5\"",
    ),
    (
        "id: a\npoints: [5]\n",
        2,
        9,
        "points",
        "expected a number, found a list",
    ),
    ("id:\n", 1, 4, "id", "expected a text, found nothing"),
    (
        "id: {a: 1}\n",
        1,
        5,
        "id",
        "expected a text, found a map of keys",
    ),
    (
        "id: a\nstatus: redy\n",
        2,
        9,
        "status",
        "expected one of ready, done, found \"redy\"",
    ),
    (
        "id: a\nstatus: [x]\n",
        2,
        9,
        "status",
        "expected one of ready, done, found a list",
    ),
    (
        "id: a\nlabels: x\n",
        2,
        9,
        "labels",
        "expected a list, found the text \"x\"",
    ),
    (
        "id: a\nlabels: [x, [y]]\n",
        2,
        13,
        "labels.2",
        "expected a text, found a list",
    ),
    (
        "id: a\nscores: {w: {v: 300}}\n",
        2,
        17,
        "scores.w.v",
        "expected a whole number up to 255, found the number 300",
    ),
    (
        "id: a\nscores: {w: {v: 5.5}}\n",
        2,
        17,
        "scores.w.v",
        "expected a whole number, 0 or more, found the number 5.5",
    ),
    (
        "id: a\nacceptance:\n- 5\n",
        3,
        3,
        "acceptance.1",
        "expected a sentence or given, when, then, found the number 5",
    ),
    (
        "id: a\nacceptance:\n- a\n- verified: true\n",
        4,
        3,
        "acceptance.2",
        "the key `then` is missing",
    ),
    (
        "id: a\nacceptance:\n- then: a\n  verified: yes\n",
        4,
        13,
        "acceptance.1.verified",
        "expected true or false, found the text \"yes\"",
    ),
    ("points: 5\n", 1, 1, "", "the key `id` is missing"),
    (
        "text\n",
        1,
        1,
        "",
        "expected a map of keys, found the text \"text\"",
    ),
    ("", 1, 1, "", "the key `id` is missing"),
];

#[test]
fn misfits_name_the_innermost_place() {
    for &(text, line, column, path, message) in MISFITS {
        let misfit = read::<Story>(&doc(text)).expect_err(text);
        let place = (
            misfit.span.line,
            misfit.span.column,
            dotted(&misfit.path),
            misfit.message,
        );
        assert_eq!(
            place,
            (line, column, path.to_owned(), message.to_owned()),
            "{text:?}"
        );
    }
}

#[test]
fn kinds_of_misfit_are_told_apart() {
    let kind = |text| read::<Story>(&doc(text)).expect_err("misfit").kind;
    let allowed = vec!["ready".to_owned(), "done".to_owned()];
    assert_eq!(kind("id: a\nstatus: x\n"), MisfitKind::Variant { allowed });
    assert_eq!(
        kind("points: 1\n"),
        MisfitKind::Missing {
            field: "id".to_owned()
        }
    );
    assert_eq!(kind("id: a\npoints: x\n"), MisfitKind::Type);
}

#[test]
fn a_lenient_reading_leaves_out_what_does_not_fit() {
    let text = "id: S-1\npoints: many\nstatus: x\nlabels: [a, [b], c]\nacceptance:\n- given: 1\n- ok\nscores: {w: {v: x, u: 1}}\n";
    let (story, misfits) = read_lenient::<Story>(&doc(text)).expect("a story");
    assert_eq!((story.points, story.status), (None, None));
    assert_eq!(story.labels, ["a", "c"]);
    assert_eq!(story.acceptance, [Criterion::Text("ok".to_owned())]);
    assert_eq!(story.scores["w"].len(), 1);
    let paths: Vec<String> = misfits.iter().map(|misfit| dotted(&misfit.path)).collect();
    assert_eq!(
        paths,
        ["points", "status", "labels.2", "acceptance.1", "scores.w.v"]
    );
}

#[test]
fn a_lenient_reading_reports_one_fault_once() {
    let (story, misfits) =
        read_lenient::<Story>(&doc("id: a\nacceptance:\n- then: [x]\n- b\n")).expect("a story");
    assert_eq!(story.acceptance, [Criterion::Text("b".to_owned())]);
    assert_eq!(misfits.len(), 1);
    assert_eq!(dotted(&misfits[0].path), "acceptance.1.then");
    let misfit =
        read_lenient::<Story>(&doc("points: x\nid: [1]\n")).expect_err("no story without id");
    assert_eq!(dotted(&misfit.path), "id");
    let misfit = read_lenient::<Story>(&doc("- a\n")).expect_err("a list is no story");
    assert_eq!(misfit.message, "expected a map of keys, found a list");
}

#[test]
fn a_lenient_reading_of_a_hostile_file_ends_soon() {
    let text = format!("id: a\nlabels: [{}]\n", "[],".repeat(15_000));
    let (story, misfits) = read_lenient::<Story>(&doc(&text)).expect("a story");
    assert_eq!((story.labels.len(), misfits.len()), (0, 101));
}
