//! Backlogs for tests, read from YAML as files are.
use crate::model::Backlog;
use crate::model::Record;
use crate::model::config::Config;
use crate::model::config::ConfigFile;
use crate::model::date::Day;
use crate::model::id::Id;
use crate::model::kind;
use crate::yaml::Document;

/// The sprint of vector set SP, and its stories (domain-flow.md A).
pub(crate) const SP: &[&str] = &[
    "id: SP-1\ntitle: Sprint 1\ngoal: Pay by card in the shop\nstatus: closed\nstart: 2026-03-02\nend: 2026-03-13\n",
    "id: S-1\ntitle: One\npoints: 5\nstatus: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready, sprint: SP-1, points: 5}
  - {at: 2026-03-02T09:00Z, status: doing}
  - {at: 2026-03-05T15:00Z, status: done}\n",
    "id: S-2\ntitle: Two\npoints: 3\nstatus: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-20T10:00Z, status: ready}
  - {at: 2026-03-02T08:00Z, sprint: SP-1}
  - {at: 2026-03-03T09:00Z, status: doing}
  - {at: 2026-03-06T15:00Z, status: done}\n",
    "id: S-3\ntitle: Three\npoints: 13\nstatus: doing\nsprint: SP-1\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready, sprint: SP-1, points: 8}
  - {at: 2026-03-04T09:00Z, status: doing}
  - {at: 2026-03-09T09:00Z, points: 13}\n",
    "id: S-4\ntitle: Four\npoints: 2\nstatus: ready\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready, sprint: SP-1}
  - {at: 2026-03-10T09:00Z, sprint: null}\n",
    "id: S-5\ntitle: Five\npoints: 3\nstatus: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready}
  - {at: 2026-03-06T09:00Z, sprint: SP-1}
  - {at: 2026-03-09T09:00Z, status: doing}
  - {at: 2026-03-11T15:00Z, status: done}\n",
    "id: S-6\ntitle: Six\npoints: 5\nstatus: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready, sprint: SP-1}
  - {at: 2026-03-05T09:00Z, status: doing}
  - {at: 2026-03-09T15:00Z, status: done}
  - {at: 2026-03-11T09:00Z, status: doing}
  - {at: 2026-03-12T23:30Z, status: done}\n",
    "id: S-7\ntitle: Seven\nstatus: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready, sprint: SP-1}
  - {at: 2026-03-09T09:00Z, status: doing}
  - {at: 2026-03-10T15:00Z, status: done}\n",
    "id: S-8\ntitle: Eight\npoints: 2\nstatus: done\nsprint: SP-1\nhistory:
  - {at: 2026-02-26T09:00Z, status: doing}
  - {at: 2026-02-27T10:00Z, sprint: SP-1}
  - {at: 2026-02-28T12:00Z, status: done}\n",
    "id: S-9\ntitle: Nine\npoints: 1\nstatus: dropped\nsprint: SP-1\nhistory:
  - {at: 2026-02-27T10:00Z, status: ready, sprint: SP-1}
  - {at: 2026-03-12T09:00Z, status: dropped}\n",
];

/// A backlog of records with the lines of `po.yaml` that follow `product:`.
pub(crate) fn backlog(config: &str, records: &[impl AsRef<str>]) -> Backlog {
    let config = document(&format!("product: Shop\n{config}"));
    let file: ConfigFile = crate::yaml::read(&config).expect("a config");
    let config = Config::new(file).expect("a config that can be used");
    let records = records.iter().map(|text| record(text.as_ref(), &config));
    let records = records.collect();
    Backlog::new(config, None, records)
}

/// Vector set SP in a time zone.
pub(crate) fn vectors(zone: &str) -> Backlog {
    backlog(&format!("timezone: {zone}\n"), SP)
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

fn document(text: &str) -> Document {
    Document::parse(text.to_owned()).expect("YAML")
}

fn record(text: &str, config: &Config) -> Record {
    let name = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("id: "));
    let id = id(name.expect("an id in the first line"));
    let kind = kind::by_prefix(id.prefix()).expect("a kind");
    let path = format!("{}/{id}.yaml", kind.folder);
    let read = Record::read(kind, &path, document(text), config).expect("a record");
    assert!(read.findings.is_empty(), "{text}: {:?}", read.findings);
    read.record
}
