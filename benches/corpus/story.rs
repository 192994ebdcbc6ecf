//! One story of the corpus, as text.

use std::fmt::Write;

use chrono::Days;
use chrono::NaiveDate;

use super::Plan;
use super::life::Life;
use super::random::Random;

const TYPES: &[(u64, &str)] = &[(70, "story"), (17, "bug"), (10, "task"), (3, "spike")];
const ROLES: &[&str] = &[
    "buyer",
    "seller",
    "support agent",
    "finance lead",
    "warehouse clerk",
    "tenant admin",
    "visitor",
    "auditor",
];
pub const PEOPLE: &[&str] = &[
    "ana", "björn", "chen", "divya", "emre", "fatima", "goran", "hana", "ivo", "jürgen", "kofi",
    "leïla",
];
const LABELS: &[&str] = &[
    "ux",
    "api",
    "billing",
    "perf",
    "security",
    "mobile",
    "i18n",
    "a11y",
    "debt",
    "search",
    "reporting",
    "ops",
];
const REMARKS: &[&str] = &[
    "# agreed with finance on the call",
    "# ask legal first",
    "# split from the old checkout story",
    "# numbers from the Q3 survey",
    "# keep in step with the API docs",
];
const SCALE: &[u64] = &[1, 2, 3, 5, 8, 13, 20];

/// Where a story stands, for those that depend on it.
#[derive(Clone, Copy, PartialEq)]
pub enum Fate {
    Open,
    Done,
    Dropped,
}

/// A story ready to be written.
pub struct Story {
    pub slug: String,
    pub text: String,
    pub fate: Fate,
}

/// Story `number` of the plan; `fates` are those of the stories before it.
pub fn story(plan: &Plan, number: u64, fates: &[Fate]) -> Story {
    let mut random = Random::stream(plan.seed, number);
    let created = created(plan, number);
    let life = Life::lived(&mut random, created, &plan.sprints);
    let title = plan.words.title(&mut random, 4, 8);
    let mut text = String::new();
    if random.chance(12) {
        text = format!("{}\n", random.pick(REMARKS));
    }
    let kind = weighted(&mut random);
    text += &format!(
        "id: S-{number}\ntype: {kind}\ntitle: {title}\nstatus: {}",
        life.status
    );
    text += &format!(
        "{}\nepic: E-{}\n",
        remark(&mut random),
        random.between(1, plan.epics)
    );
    text += &planning(plan, &mut random, &life, number);
    text += &body(plan, &mut random, &life, kind);
    text += &scores(&mut random);
    text += &dependencies(&mut random, &life, number, fates);
    text += &record(&life, created, &title);
    let fate = match life.status {
        "done" => Fate::Done,
        "dropped" => Fate::Dropped,
        _ => Fate::Open,
    };
    Story {
        slug: slug(&title),
        text,
        fate,
    }
}

/// Stories come in steadily, the first of them two months before the first sprint.
fn created(plan: &Plan, number: u64) -> NaiveDate {
    let span = (plan.sprints.today - plan.sprints.first).num_days() as u64 + 60;
    plan.sprints.first - Days::new(60) + Days::new((number - 1) * span / plan.stories)
}

fn weighted(random: &mut Random) -> &'static str {
    let mut drawn = random.below(100);
    for (weight, kind) in TYPES {
        if drawn < *weight {
            return kind;
        }
        drawn -= weight;
    }
    "story"
}

fn remark(random: &mut Random) -> String {
    if random.chance(3) {
        format!("  {}", random.pick(REMARKS))
    } else {
        String::new()
    }
}

fn planning(plan: &Plan, random: &mut Random, life: &Life, number: u64) -> String {
    let mut text = String::new();
    if let Some(sprint) = life.sprint {
        text += &format!("sprint: SP-{sprint}\n");
    }
    text += &format!("rank: {}\n", plan.rank(number, plan.stories));
    if let Some(points) = life.points {
        text += &format!("points: {points}{}\n", remark(random));
    }
    if random.chance(60) {
        text += &format!("assignee: {}\n", random.pick(PEOPLE));
    }
    let mut labels = Vec::new();
    for _ in 0..random.pick(&[0, 1, 1, 2, 2, 3]) {
        let label = random.pick(LABELS);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    if !labels.is_empty() {
        text += &format!("labels: [{}]\n", labels.join(", "));
    }
    text
}

fn body(plan: &Plan, random: &mut Random, life: &Life, kind: &str) -> String {
    let words = &plan.words;
    let role = random.pick(ROLES);
    let mut text = String::new();
    if kind == "story" {
        text += &format!("as_a: {role}\ni_want: {}\n", words.phrase(random, 2, 4));
        text += &format!("so_that: {}\n", words.phrase(random, 3, 5));
    }
    text += "description: |\n";
    for _ in 0..random.between(1, 6) {
        text += &format!("  {}.\n", words.title(random, 4, 8));
    }
    text += "acceptance:\n";
    for _ in 0..random.between(2, 6) {
        text += &format!("  - given: a {}\n", words.phrase(random, 2, 3));
        text += &format!("    when: the {role} {} it\n", words.verb(random));
        text += &format!("    then: {}\n", words.phrase(random, 2, 5));
        if life.status == "done" || random.chance(10) {
            text += &format!("    verified: true{}\n", remark(random));
        }
    }
    text
}

fn scores(random: &mut Random) -> String {
    let wsjf =
        ["value", "time", "risk", "size"].map(|key| format!("{key}: {}", random.pick(SCALE)));
    let reach = random.between(1, 899) * 10;
    let impact = random.pick(&["0.25", "0.5", "1", "2", "3"]);
    let confidence = random.pick(&["0.5", "0.8", "1"]);
    let effort = random.pick(&["0.5", "1", "2", "3", "5", "8"]);
    format!(
        "scores:\n  wsjf: {{{}}}\n  rice: {{reach: {reach}, impact: {impact}, confidence: {confidence}, effort: {effort}}}\n",
        wsjf.join(", ")
    )
}

/// Earlier stories this one needs: none dropped, and all done once it was begun.
fn dependencies(random: &mut Random, life: &Life, number: u64, fates: &[Fate]) -> String {
    let begun = life.sprint.is_some() || ["doing", "review", "done"].contains(&life.status);
    let earliest = number.saturating_sub(400).max(1);
    let mut needed = Vec::new();
    for _ in 0..random.pick(&[0, 0, 0, 1, 1, 2]) {
        if number > 1 {
            needed.push(random.between(earliest, number - 1));
        }
    }
    needed.sort_unstable();
    needed.dedup();
    needed.retain(|number| match fates[*number as usize - 1] {
        Fate::Open => !begun,
        Fate::Done => true,
        Fate::Dropped => false,
    });
    if needed.is_empty() {
        return String::new();
    }
    let lines = needed.iter().map(|number| format!("  - S-{number}\n"));
    "depends_on:\n".to_owned() + &lines.collect::<String>()
}

fn record(life: &Life, created: NaiveDate, title: &str) -> String {
    let mut text = String::new();
    if let Some(since) = life.blocked {
        text += &format!("blocked: {{since: {since}, reason: waiting for the bank}}\n");
    }
    text += &format!("created: {created}\n");
    if life.status == "done" {
        text += &format!("note: {title}.\n");
    }
    text += "history:\n";
    for (at, change) in &life.history {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "  - {{at: {}, {change}}}",
            at.format("%Y-%m-%dT%H:%M:00Z")
        );
    }
    text
}

fn slug(title: &str) -> String {
    let title = title.to_lowercase();
    let plain = |word: &&str| {
        word.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    let words = title.split(' ').filter(plain).collect::<Vec<_>>().join("-");
    words[..words.len().min(40)].trim_matches('-').to_owned()
}
