//! The backlogs that the benchmark measures on: the same bytes everywhere, and as heavy as the
//! backlogs of a real team.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::BTreeSet;

use serde_yaml::Mapping;

use corpus::File;
use corpus::Plan;
use corpus::random::Random;

fn files(stories: u64) -> Vec<File> {
    Plan::new(stories).expect("some stories").files().collect()
}

fn stories(count: u64) -> Vec<String> {
    let files = files(count)
        .into_iter()
        .filter(|(path, _)| path.starts_with("stories/"));
    files.map(|(_, text)| text).collect()
}

#[test]
fn the_generator_gives_the_published_numbers() {
    let mut random = Random::new(0);
    let numbers = [random.next(), random.next(), random.next()];
    assert_eq!(
        numbers,
        [
            0xe220_a839_7b1d_cdaf,
            0x6e78_9e6a_a1b9_65f4,
            0x06c4_5d18_8009_454f
        ]
    );
    let mut trial = Random::stream(1, 0);
    let drawn = std::array::from_fn(|_| trial.below(20));
    assert_eq!(drawn, [7, 18, 0, 15, 4, 15, 12, 4, 3, 4]);
}

/// A kept corpus is reused by its version, so other bytes need another version.
#[test]
fn the_bytes_belong_to_the_version() {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for byte in files(300)
        .iter()
        .flat_map(|(path, text)| path.bytes().chain(text.bytes()))
    {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    assert_eq!(
        (corpus::VERSION, format!("{sum:016x}").as_str()),
        (1, "e83d3059013f49af")
    );
}

/// The reference backlog of 10,000 stories has 1,331 bytes and 5.82 entries a story.
#[test]
fn a_story_is_as_long_and_as_lived_as_in_the_reference() {
    let stories = stories(10_000);
    let mean =
        |count: fn(&String) -> usize| stories.iter().map(count).sum::<usize>() as f64 / 10_000.0;
    let bytes = mean(String::len);
    let entries = mean(|text| text.matches("\n  - {at: ").count());
    assert!((bytes / 1_331.0 - 1.0).abs() < 0.1, "{bytes} bytes");
    assert!((entries / 5.82 - 1.0).abs() < 0.1, "{entries} entries");
}

#[test]
fn every_file_is_read_by_other_tools() {
    let (mut ids, mut ranks) = (BTreeSet::new(), BTreeSet::new());
    for (path, text) in files(1_000) {
        let record = serde_yaml::from_str::<Mapping>(&text)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let field = |name: &str| {
            record
                .get(name)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        assert!(path == "po.yaml" || ids.insert(field("id")), "{path}");
        if path.starts_with("stories/") {
            assert!(
                path.starts_with(&format!("stories/{}-", field("id"))),
                "{path}"
            );
            assert!(
                ranks.insert(field("rank")) && !field("rank").ends_with('0'),
                "{path}"
            );
        }
    }
}

#[test]
fn history_ends_in_the_state_of_the_story_and_not_after_today() {
    for text in stories(1_000) {
        let record = serde_yaml::from_str::<Mapping>(&text).expect("a record");
        let entries = record["history"].as_sequence().expect("a history");
        let days = entries
            .iter()
            .map(|entry| entry["at"].as_str().expect("a moment"))
            .collect::<Vec<_>>();
        assert!(
            days.is_sorted() && days.iter().all(|day| day[..10] <= *corpus::TODAY),
            "{text}"
        );
        for field in ["status", "sprint", "points"] {
            let last = entries.iter().rev().find_map(|entry| entry.get(field));
            assert!(
                last.is_none() || last == record.get(field),
                "{field} of {text}"
            );
        }
    }
}
