//! What happens to a story: it is refined, made ready, taken into a sprint, started, reviewed,
//! sometimes reopened, re-estimated, blocked or dropped. Lived, not drawn, so that every report
//! has something true to say.

use chrono::Datelike;
use chrono::Days;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::TimeDelta;

use super::random::Random;

const SIZES: &[u64] = &[1, 2, 3, 5, 8, 13];
/// Days a story takes, log-normal (mean of the logarithm 1.25, deviation 0.75): its quantiles
/// at 2.5 %, 7.5 % and so on, in whole days. A table, because `exp` differs between machines.
const WORK: &[u64] = &[1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7, 8, 10, 15];

/// Two-week sprints, numbered from 1, so that `current` is the one that holds today.
pub struct Sprints {
    pub count: u64,
    pub current: u64,
    pub first: NaiveDate,
    pub today: NaiveDate,
}

impl Sprints {
    /// One sprint for 25 stories; two of them lie ahead.
    pub fn new(stories: u64, today: NaiveDate) -> Self {
        let count = (stories / 25).clamp(4, 130);
        let current = count - 2;
        // Today is in the second week of its sprint.
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()) + 7);
        Sprints {
            count,
            current,
            first: monday - Days::new(14 * (current - 1)),
            today,
        }
    }

    pub fn start(&self, number: u64) -> NaiveDate {
        self.first + Days::new(14 * (number - 1))
    }

    pub fn end(&self, number: u64) -> NaiveDate {
        self.start(number) + Days::new(11)
    }
}

/// The part of a story that changes, and how it changed.
pub struct Life {
    pub status: &'static str,
    pub sprint: Option<u64>,
    pub points: Option<u64>,
    pub blocked: Option<NaiveDate>,
    /// The moment, and the pairs of the entry as they stand in the file.
    pub history: Vec<(NaiveDateTime, String)>,
    today: NaiveDate,
}

impl Life {
    /// The life of a story written down on `created`, up to today.
    pub fn lived(random: &mut Random, created: NaiveDate, sprints: &Sprints) -> Self {
        let mut life = Life {
            status: "idea",
            sprint: None,
            points: Some(random.pick(SIZES)),
            blocked: None,
            history: vec![(moment(random, created), "status: idea".to_owned())],
            today: sprints.today,
        };
        if random.chance(5) {
            let day = created + Days::new(random.between(5, 200));
            life.enter(random, day, "dropped", ", reason: not worth it any more");
        } else if random.chance(22) {
            life.rest(random, created);
        } else {
            life.plan(random, created, sprints);
        }
        life
    }

    /// The long tail that every backlog has: refined at best.
    fn rest(&mut self, random: &mut Random, created: NaiveDate) {
        let day = created + Days::new(random.between(3, 60));
        if !random.chance(60) || !self.refine(random, day) {
            self.points = None;
        }
    }

    fn plan(&mut self, random: &mut Random, created: NaiveDate, sprints: &Sprints) {
        let age = (created - sprints.first).num_days().div_euclid(14);
        let planned = age + 1 + random.between(1, 4) as i64;
        let planned = (planned.max(1) as u64).min(sprints.count);
        let ready = sprints.start(planned) - Days::new(random.between(2, 20));
        let refined = ready - Days::new(random.between(3, 30));
        if !self.refine(random, refined.max(created)) {
            self.points = self.points.filter(|_| random.chance(30));
        } else if self.enter(random, ready, "ready", "") {
            self.commit(random, planned, sprints);
        }
    }

    fn commit(&mut self, random: &mut Random, sprint: u64, sprints: &Sprints) {
        let start = sprints.start(sprint);
        if sprint > sprints.current {
            if sprint == sprints.current + 1 && random.chance(70) {
                self.take_into(random, sprints.today - Days::new(1), sprint);
            }
            return;
        }
        let day = if random.chance(90) {
            start - Days::new(random.pick(&[0, 1, 3]))
        } else {
            start + Days::new(random.between(1, 6))
        };
        self.take_into(random, day, sprint);
        if random.chance(6) {
            let points = random.pick(SIZES);
            let day = start + Days::new(random.between(2, 8));
            if self.happen(random, day, format!("points: {points}")) {
                self.points = Some(points);
            }
        }
        self.work(random, sprint, sprints);
    }

    fn work(&mut self, random: &mut Random, sprint: u64, sprints: &Sprints) {
        let begun = sprints.start(sprint) + Days::new(random.between(0, 8));
        if !self.enter(random, begun, "doing", "") {
            return;
        }
        let took = random.pick(WORK);
        let done = begun + Days::new(took);
        if !self.enter(random, done - Days::new(1), "review", "") {
            let last = self.history.last().map(|(at, _)| at.date());
            self.blocked = last.filter(|_| random.chance(12));
            return;
        }
        if done > sprints.end(sprint) && sprint < sprints.current {
            self.take_into(random, sprints.end(sprint), sprint + 1);
        }
        if self.enter(random, done, "done", "")
            && random.chance(4)
            && self.enter(random, done + Days::new(2), "doing", "")
        {
            self.enter(random, done + Days::new(5), "done", "");
        }
    }

    fn refine(&mut self, random: &mut Random, day: NaiveDate) -> bool {
        let points = self
            .points
            .map_or(String::new(), |points| format!(", points: {points}"));
        self.enter(random, day, "refined", &points)
    }

    fn enter(
        &mut self,
        random: &mut Random,
        day: NaiveDate,
        status: &'static str,
        more: &str,
    ) -> bool {
        let happened = self.happen(random, day, format!("status: {status}{more}"));
        if happened {
            self.status = status;
        }
        happened
    }

    fn take_into(&mut self, random: &mut Random, day: NaiveDate, sprint: u64) {
        if self.happen(random, day, format!("sprint: SP-{sprint}")) {
            self.sprint = Some(sprint);
        }
    }

    /// Notes a change on `day` or, if that is past already, right after the last one; false
    /// where that lies in the future.
    fn happen(&mut self, random: &mut Random, day: NaiveDate, change: String) -> bool {
        let Some((last, _)) = self.history.last().cloned() else {
            return false;
        };
        let day = day.max(last.date());
        if day > self.today {
            return false;
        }
        let mut at = moment(random, day);
        if at <= last {
            at = last + TimeDelta::minutes(random.between(5, 40) as i64);
        }
        self.history.push((at, change));
        true
    }
}

fn moment(random: &mut Random, day: NaiveDate) -> NaiveDateTime {
    let minutes = random.between(7 * 60, 17 * 60 - 1);
    day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes as i64)
}
