//! The words of the corpus: a shop's vocabulary, some of it not ASCII.

use super::random::Random;

const NOUNS: &str = "account address admin alert amount api approval audit balance banner basket batch \
    billing browser buyer calendar card catalogue change checkout client column comment contract cookie \
    coupon currency customer dashboard date delivery device discount document download draft email error \
    event export field file filter folder form gateway group header history image import index inventory \
    invoice item job label language ledger limit link list login mail map member menu message metric \
    mobile name note number offer order owner page partner password payment period permission phone plan \
    policy price product profile project queue quote rate receipt record refund region report request \
    return review role rule sale schedule screen search seller setting shipment signature site stock \
    store summary supplier support table tag task tax team template tenant ticket token total tracking \
    transfer update upload user vendor version view warehouse webhook widget workflow";
const VERBS: &str = "adds allows approves archives blocks cancels checks clears closes compares confirms \
    copies creates deletes edits exports filters finds hides imports lists loads locks merges moves \
    notifies opens prints reads rejects removes renames resets restores retries returns saves scans \
    selects sends shares shows signs sorts splits stores submits syncs tags tracks updates uploads \
    validates views warns";
const QUALITIES: &str = "active daily empty expired failed first foreign hidden invalid large last late \
    locked long manual missing new old open overdue paid partial pending private public read-only recent \
    regional saved shared slow unpaid urgent valid weekly";
const FOREIGN: &[&str] = &[
    "Zürich",
    "naïve",
    "café",
    "Łódź",
    "São Paulo",
    "façade",
    "Straße",
    "€",
    "→",
    "日本語",
    "Ελλάδα",
    "Москва",
    "“quoted”",
    "résumé",
    "½",
    "—",
    "✓",
    "🙂",
];

/// The lists above, split once.
pub struct Words {
    nouns: Vec<&'static str>,
    verbs: Vec<&'static str>,
    qualities: Vec<&'static str>,
}

impl Words {
    pub fn new() -> Self {
        let split = |words: &'static str| words.split_whitespace().collect();
        Words {
            nouns: split(NOUNS),
            verbs: split(VERBS),
            qualities: split(QUALITIES),
        }
    }

    /// A third person's verb.
    pub fn verb(&self, random: &mut Random) -> &'static str {
        random.pick(&self.verbs)
    }

    /// `low` to `high` words that mean nothing together.
    pub fn phrase(&self, random: &mut Random, low: u64, high: u64) -> String {
        let count = random.between(low, high);
        let word = |_| match random.below(100) {
            0..6 => random.pick(FOREIGN),
            6..35 => random.pick(&self.qualities),
            35..50 => random.pick(&self.verbs),
            _ => random.pick(&self.nouns),
        };
        (0..count).map(word).collect::<Vec<_>>().join(" ")
    }

    /// A phrase with a capital at its beginning.
    pub fn title(&self, random: &mut Random, low: u64, high: u64) -> String {
        let phrase = self.phrase(random, low, high);
        let mut letters = phrase.chars();
        letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect()
    }
}
