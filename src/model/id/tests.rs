//! What an id is, and how ids sort.
use std::collections::hash_map::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;

use proptest::prelude::*;
use schemars::schema_for;
use serde::de::Visitor;
use serde::forward_to_deserialize_any;

use super::*;

fn id(text: &str) -> Id {
    Id::read(text).expect("not empty")
}

#[test]
fn an_id_falls_into_prefix_and_tail() {
    for (text, prefix, tail, number) in [
        ("S-142", "S", "142", Some(142)),
        ("SP-034", "SP", "034", Some(34)),
        ("S-7kq4m", "S", "7kq4m", None),
        ("S-1-b", "S", "1-b", None),
        ("story", "", "story", None),
        ("S-", "S", "", None),
        ("-5", "", "5", Some(5)),
        ("S-99999999999999999999", "S", "99999999999999999999", None),
    ] {
        let id = id(text);
        assert_eq!(
            (id.prefix(), id.tail(), id.number()),
            (prefix, tail, number),
            "{text}"
        );
    }
}

#[test]
fn the_strict_form_takes_only_well_formed_ids() {
    for good in [
        "S-1",
        "S-142",
        "RK-2",
        "SHOP-7kq4m",
        "S-000123",
        "S-123456789012",
    ] {
        assert_eq!(Id::new(good).map(|id| id.to_string()), Ok(good.to_owned()));
    }
    for bad in [
        "",
        "S",
        "S-",
        "-1",
        "s-1",
        "S-A",
        "S_1",
        "S-1-2",
        " S-1",
        "S-1 ",
        "S-1\n",
        "ABCDE-1",
        "S-1234567890123",
        "Ä-1",
        "S-é",
    ] {
        assert!(Id::new(bad).is_err(), "{bad:?}");
    }
    let error = Id::new("s-1").expect_err("a small letter");
    assert!(error.starts_with("\"s-1\" is not an id"), "{error}");
}

#[test]
fn a_file_may_hold_any_id_but_an_empty_one() {
    for odd in ["story", "S-1-2", "ü", " "] {
        assert_eq!(
            serde_json::from_value::<Id>(odd.into())
                .expect("lenient")
                .as_str(),
            odd
        );
    }
    let error = serde_json::from_str::<Id>("\"\"").expect_err("empty");
    assert!(error.to_string().contains("expected some text"), "{error}");
    assert!(serde_json::from_str::<Id>("5").is_err());
    assert_eq!(serde_json::to_string(&id("S-1")).expect("text"), "\"S-1\"");
}

#[test]
fn ids_sort_by_prefix_then_number_then_bytes() {
    let sorted = [
        "E-9",
        "S-0",
        "S-2",
        "S-02x",
        "S-10",
        "S-100000000000000000000000",
        "S-",
        "S-7kq4m",
        "S-a1",
        "SP-1",
    ];
    let mut ids: Vec<Id> = sorted.iter().rev().map(|text| id(text)).collect();
    ids.sort();
    let texts: Vec<&str> = ids.iter().map(Id::as_str).collect();
    assert_eq!(
        texts,
        [
            "E-9",
            "S-0",
            "S-2",
            "S-10",
            "S-100000000000000000000000",
            "S-",
            "S-02x",
            "S-7kq4m",
            "S-a1",
            "SP-1"
        ]
    );
}

#[test]
fn one_number_written_twice_is_two_ids_in_the_order_of_bytes() {
    assert!(id("S-02") < id("S-2"));
    assert!(id("S-2") < id("S-010"));
    assert!(id("S-0") != id("S-00"));
    assert_ne!(id("foo").cmp(&id("-foo")), Ordering::Equal);
}

#[test]
fn the_next_id_follows_the_highest() {
    assert_eq!(Id::next("S", 0), Ok(id("S-1")));
    assert_eq!(Id::next("SP", 34), Ok(id("SP-35")));
    assert!(Id::next("S", 999_999_999_999).is_err());
    assert!(Id::next("S", u64::MAX).is_err());
    assert!(Id::next("s", 1).is_err());
}

#[test]
fn a_link_is_an_id_or_an_address() {
    let link = |text: &str| serde_json::from_value::<Link>(text.into()).expect("not empty");
    assert_eq!(link("S-142").as_id(), Some(id("S-142")));
    assert_eq!(link("https://example.org/S-1").as_id(), None);
    assert_eq!(link("s-142").as_id(), None);
    assert_eq!(Link::from(id("S-1")), link("S-1"));
    assert!(serde_json::from_str::<Link>("\"\"").is_err());
}

#[test]
fn the_schema_holds_the_strict_pattern() {
    let schema = schema_for!(Vec<Id>);
    assert_eq!(
        schema.pointer("/$defs/Id/pattern"),
        Some(&"^[A-Z]{1,4}-[0-9a-z]{1,12}$".into())
    );
    assert_eq!(schema.pointer("/items/$ref"), Some(&"#/$defs/Id".into()));
}

/// Answers any reading with an error that tells the name of the newtype it was asked for.
struct TellName;

impl<'de> Deserializer<'de> for TellName {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("no newtype"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: V,
    ) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom(name))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// Links between records are found by these names while a record is walked.
#[test]
fn ids_and_links_are_newtypes_known_by_name() {
    assert_eq!(
        Id::deserialize(TellName).expect_err("name").to_string(),
        "Id"
    );
    assert_eq!(
        Link::deserialize(TellName).expect_err("name").to_string(),
        "Link"
    );
}

fn hash(id: &Id) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

proptest! {
    #[test]
    fn the_order_is_total_and_agrees_with_equality(texts in proptest::collection::vec("(S|SP|)-?[0-2a]{0,3}-?", 3)) {
        let ids: Vec<Id> = texts.iter().filter_map(Id::read).collect();
        for a in &ids {
            for b in &ids {
                prop_assert_eq!(a.cmp(b), b.cmp(a).reverse());
                prop_assert_eq!(a == b, a.cmp(b) == Ordering::Equal);
                prop_assert!(a != b || hash(a) == hash(b));
                for c in &ids {
                    prop_assert!(!(a < b && b < c) || a < c);
                }
            }
        }
    }
}
