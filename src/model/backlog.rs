//! The whole backlog in memory: records, their index, and what could not be
//! read.

use super::config::Config;
use super::id::Id;
use super::kind;
use super::kind::Kind;
use super::kind::States;
use super::record::Record;
use super::vision::Vision;
use super::voices::Source;
use super::voices::Voices;
use super::workflow::Category;
use crate::diag::Finding;
use crate::yaml::Document;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Files or records below which starting threads costs more than it saves.
pub const PARALLEL_FROM: usize = 200;

/// A loaded backlog. The order of `records` is by kind, id and path, whatever
/// the order in which files were read.
#[derive(Debug)]
pub struct Backlog {
    pub config: Config,
    pub vision: Option<Vision>,
    records: Vec<Record>,
    /// What the loader found: unreadable files and values that do not fit.
    pub findings: Vec<Finding>,
    /// `po.yaml` and `vision.yaml` as they are written, for places in them.
    files: Vec<(&'static str, Document)>,
    /// Ids that the names of unreadable files stand for.
    unreadable: HashSet<Id>,
    index: HashMap<Id, usize>,
    /// Ids that more than one file holds.
    shared: HashSet<Id>,
    backlinks: OnceLock<HashMap<Id, Vec<(usize, String)>>>,
    voices: OnceLock<Voices>,
    /// Where the voices come from.
    source: Option<Source>,
}

impl Backlog {
    /// Puts the parts together in the one order.
    pub fn new(config: Config, vision: Option<Vision>, mut records: Vec<Record>) -> Self {
        let order = |kind: &Kind| kind::ALL.iter().position(|k| std::ptr::eq(*k, kind));
        records.sort_by(|a, b| {
            order(a.kind)
                .cmp(&order(b.kind))
                .then_with(|| a.id().cmp(b.id()))
                .then_with(|| a.path.cmp(&b.path))
        });
        let mut index = HashMap::with_capacity(records.len());
        let mut shared = HashSet::new();
        for (at, record) in records.iter().enumerate() {
            if *index.entry(record.id().clone()).or_insert(at) != at {
                shared.insert(record.id().clone());
            }
        }
        Self {
            config,
            vision,
            records,
            findings: Vec::new(),
            files: Vec::new(),
            unreadable: HashSet::new(),
            index,
            shared,
            backlinks: OnceLock::new(),
            voices: OnceLock::new(),
            source: None,
        }
    }

    /// Adds the polls and comparisons, which are read once somebody asks for them.
    pub fn with_voices(mut self, source: Source) -> Self {
        self.source = Some(source);
        self
    }

    /// The polls and comparisons.
    pub fn voices(&self) -> &Voices {
        let read = || self.source.as_ref().map(|source| (source.0)());
        self.voices.get_or_init(|| read().unwrap_or_default())
    }

    /// What could not be read, of the records and of what was asked for beside them.
    pub fn troubles(&self) -> impl Iterator<Item = &Finding> {
        let voices = self.voices.get().map(|voices| voices.findings.as_slice());
        self.findings.iter().chain(voices.unwrap_or_default())
    }

    /// Puts a record in the place of the one with its id and path.
    pub fn put(&mut self, record: Record) {
        let mut records = self.records.iter_mut();
        let old = records.find(|old| old.id() == record.id() && old.path == record.path);
        if let Some(old) = old {
            *old = record;
            self.backlinks = OnceLock::new();
        }
    }

    /// The same with these records and findings in place of those of some files.
    pub fn with_records_of(
        mut self,
        paths: &BTreeSet<String>,
        records: Vec<Record>,
        findings: Vec<Finding>,
    ) -> Self {
        self.records.retain(|record| !paths.contains(&record.path));
        self.records.extend(records);
        self.findings
            .retain(|finding| !paths.contains(&finding.place.path));
        self.findings.extend(findings);
        let other = Self {
            files: self.files,
            ..Self::new(self.config, self.vision, self.records)
        };
        other.with_findings(self.findings, self.unreadable)
    }

    /// Adds what the loader found, and the ids of files that gave no record.
    pub fn with_findings(mut self, mut findings: Vec<Finding>, unreadable: HashSet<Id>) -> Self {
        crate::diag::sort(&mut findings);
        self.findings = findings;
        self.unreadable = unreadable;
        self
    }

    /// Adds the text of a file that holds no record.
    pub fn with_file(mut self, name: &'static str, document: Document) -> Self {
        self.files.push((name, document));
        self
    }

    /// The files that hold no record, as they are written.
    pub fn files(&self) -> &[(&'static str, Document)] {
        &self.files
    }

    /// `po.yaml` or `vision.yaml` as it is written.
    pub fn file(&self, name: &str) -> Option<&Document> {
        let found = self.files.iter().find(|(file, _)| *file == name);
        found.map(|(_, document)| document)
    }

    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The records of a kind, by id.
    pub fn of_kind(&self, kind: &'static Kind) -> impl Iterator<Item = &Record> {
        self.records
            .iter()
            .filter(move |r| std::ptr::eq(r.kind, kind))
    }

    /// The record of this id; of two files with one id the first by path.
    pub fn get(&self, id: &Id) -> Option<&Record> {
        self.index.get(id).map(|at| &self.records[*at])
    }

    /// The files that hold this id, where there are several.
    pub fn files_sharing(&self, id: &Id) -> Vec<&str> {
        if !self.shared.contains(id) {
            return Vec::new();
        }
        let records = self.records.iter().filter(|record| record.id() == id);
        records.map(|record| record.path.as_str()).collect()
    }

    /// Whether a file of this name exists that gave no record.
    pub fn is_unreadable(&self, id: &Id) -> bool {
        self.unreadable.contains(id)
    }

    /// What is wrong with the file whose name says that it holds this id.
    pub fn unreadable_file(&self, id: &Id) -> Option<&Finding> {
        let mut unreadable = self.findings.iter().filter(|f| f.unreadable);
        unreadable.find(|f| Id::of_file(&f.place.path).as_ref() == Some(id))
    }

    /// The states a record of this kind may be in, in flow order.
    pub fn states(&self, kind: &Kind) -> Vec<(&str, Category)> {
        self.config.states(kind)
    }

    /// The category of a record's status. Without a status a record is in the
    /// first state; an unknown state counts as backlog, and is a finding.
    pub fn category(&self, record: &Record) -> Category {
        let Some(status) = record.status() else {
            return Category::Backlog;
        };
        let known = match record.kind.states {
            States::Workflow => self.config.workflow.state(status).map(|s| s.category),
            States::Fixed(states) => states.iter().find(|(n, _)| *n == status).map(|(_, c)| *c),
        };
        known.unwrap_or(Category::Backlog)
    }

    /// Not done and not dropped.
    pub fn is_open(&self, record: &Record) -> bool {
        self.category(record).is_open()
    }

    /// What must be done before a record, and is not. What is dropped or unknown is no obstacle; check names it.
    pub fn open_dependencies(&self, record: &Record) -> Vec<&Record> {
        let others = record.depends_on().iter().filter_map(|id| self.get(id));
        others.filter(|other| self.is_open(other)).collect()
    }

    /// The records that name this id, with the key path at which they do.
    pub fn backlinks(&self, id: &Id) -> Vec<(&Record, &str)> {
        let links = self.backlinks.get_or_init(|| {
            let mut links: HashMap<Id, Vec<(usize, String)>> = HashMap::new();
            for (at, record) in self.records.iter().enumerate() {
                for (field, target) in record.links() {
                    links.entry(target).or_default().push((at, field));
                }
            }
            links
        });
        let found = links.get(id).map(Vec::as_slice).unwrap_or_default();
        found
            .iter()
            .map(|(at, field)| (&self.records[*at], field.as_str()))
            .collect()
    }

    /// Ids of all records and of the files that gave none, for did-you-mean.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.records.iter().map(Record::id).chain(&self.unreadable)
    }
}
