//! Makes a backlog of any size: the same count gives the same bytes. One epic for 40 stories,
//! one sprint of two weeks for 25 (at most 130), one release for 150.

mod life;
pub mod random;
mod story;
mod words;

use chrono::Days;
use chrono::NaiveDate;

use life::Sprints;
use random::Random;
use story::PEOPLE;
use words::Words;

/// Changes whenever the bytes do, so that a corpus kept from before is not taken for a new one.
pub const VERSION: u32 = 1;
/// The day the corpus is made for.
pub const TODAY: &str = "2026-11-24";
const SEED: u64 = 7;
const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// What all records of a corpus share.
pub struct Plan {
    seed: u64,
    stories: u64,
    epics: u64,
    sprints: Sprints,
    words: Words,
    /// A number without a common divisor with the count of stories spreads the ranks.
    stride: u64,
}

/// A file by its path below the backlog, and its text.
pub type File = (String, String);

impl Plan {
    /// The plan of a backlog of `stories` stories; `None` for none.
    pub fn new(stories: u64) -> Option<Self> {
        let today = TODAY.parse::<NaiveDate>().ok()?;
        let stride = (stories * 618 / 1000..).find(|stride| divisor(*stride, stories) == 1)?;
        (stories > 0).then(|| Plan {
            seed: SEED,
            stories,
            epics: (stories / 40).max(1),
            sprints: Sprints::new(stories, today),
            words: Words::new(),
            stride,
        })
    }

    /// Every file of the backlog, in the order of the ids of each kind.
    pub fn files(&self) -> impl Iterator<Item = File> + '_ {
        let product = "product: Corpus\ntimezone: UTC\nprioritize: {method: wsjf}\n";
        let product = [("po.yaml".to_owned(), product.to_owned())];
        let epics = (1..=self.epics).map(|number| self.epic(number));
        let sprints = (1..=self.sprints.count).map(|number| self.sprint(number));
        let releases = (1..=self.releases()).map(|number| self.release(number));
        product
            .into_iter()
            .chain(epics)
            .chain(sprints)
            .chain(releases)
            .chain(self.stories())
    }

    fn stories(&self) -> impl Iterator<Item = File> + '_ {
        let mut fates = Vec::new();
        (1..=self.stories).map(move |number| {
            let story = story::story(self, number, &fates);
            fates.push(story.fate);
            (
                format!("stories/S-{number}-{}.yaml", story.slug),
                story.text,
            )
        })
    }

    fn epic(&self, number: u64) -> File {
        let mut random = self.apart(1, number);
        let title = self.words.title(&mut random, 3, 6);
        let rank = self.rank(number, self.epics);
        let owner = random.pick(PEOPLE);
        let lines = (0..4).map(|_| format!("  {}\n", self.words.phrase(&mut random, 6, 10)));
        let lines = lines.collect::<String>();
        let text = format!(
            "id: E-{number}\ntitle: {title}\nstatus: doing\nrank: {rank}\nowner: {owner}\ndescription: |\n{lines}"
        );
        (format!("epics/E-{number}.yaml"), text)
    }

    fn sprint(&self, number: u64) -> File {
        let mut random = self.apart(2, number);
        let status = match number.cmp(&self.sprints.current) {
            std::cmp::Ordering::Less => "closed",
            std::cmp::Ordering::Equal => "active",
            std::cmp::Ordering::Greater => "planned",
        };
        let (start, end) = (self.sprints.start(number), self.sprints.end(number));
        let (capacity, goal) = (random.between(25, 69), self.words.title(&mut random, 5, 9));
        let text = format!(
            "id: SP-{number}\ntitle: Sprint {number}\nstatus: {status}\nstart: {start}\nend: {end}\n\
             capacity: {capacity}\ngoal: {goal}\n"
        );
        (format!("sprints/SP-{number}.yaml"), text)
    }

    fn release(&self, number: u64) -> File {
        let days = (self.sprints.count * 14 / self.releases()).max(14) * number;
        let date = self.sprints.first + Days::new(days);
        let status = if date <= self.sprints.today {
            "released"
        } else {
            "planned"
        };
        let text = format!(
            "id: R-{number}\ntitle: Release {number}\nversion: 1.{number}.0\nstatus: {status}\ndate: {date}\n"
        );
        (format!("releases/R-{number}.yaml"), text)
    }

    fn releases(&self) -> u64 {
        (self.stories / 150).max(1)
    }

    /// A stream for the records of another kind than story.
    fn apart(&self, kind: u64, number: u64) -> Random {
        Random::stream(self.seed.wrapping_add(kind << 32), number)
    }

    /// A fractional-index key: `r` and base-36 digits without a zero at the end. Each of
    /// `count` numbers has a place of its own, far from that of its neighbour.
    fn rank(&self, number: u64, count: u64) -> String {
        let place = if count == self.stories {
            number * self.stride % count
        } else {
            number - 1
        };
        let mut left = (place * 2 + 1) * (36_u64.pow(5) / 2) / count;
        let mut digits = Vec::new();
        for _ in 0..5 {
            digits.push(DIGITS[(left % 36) as usize] as char);
            left /= 36;
        }
        let key = digits.into_iter().rev().collect::<String>();
        format!("r{}", key.trim_end_matches('0'))
    }
}

fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}
