//! The words that orders, score sheets, dependencies and estimates use, whatever the method.

/// A word, and what it means: one line, lower case, without a full stop.
pub type Word = (&'static str, &'static str);

/// The words that belong to no one method.
pub const GENERAL: &[Word] = &[
    ("place", "where it stands in the order, from 1"),
    (
        "rank",
        "how many places it would move from its place by rank; in po deps, what it waits for is ranked lower",
    ),
    (
        "class",
        "what comes before the score: the gate it has, then the class that the method gives it",
    ),
    (
        "gates",
        "what comes before any score: expedite, then the class of moscow; prioritize.gates in po.yaml",
    ),
    (
        "expedite",
        "at the gates: a record whose cod profile is expedite comes before all others",
    ),
    (
        "quadrant",
        "one of the four fields that two inputs make, each of them high or low",
    ),
    ("pts", "the points of a story, its estimate"),
    (
        "notes",
        "what is special about a record: what it lacks, what it waits for, what was assumed",
    ),
    (
        "scored",
        "how many records have a score; the others close their class",
    ),
    (
        "unscored",
        "without a score, as inputs are missing or not valid",
    ),
    (
        "completeness",
        "the share of the inputs a score needs that the record itself holds, 0 to 1",
    ),
    (
        "assumed",
        "a value that is not the record's own, as --assume or the settings gave it; its score is marked with ~",
    ),
    (
        "~",
        "beside a score: something in it is assumed or left out",
    ),
    ("!", "beside a score: it is stale"),
    (
        "stale",
        "scored longer ago than prioritize.score_max_age_days in po.yaml; marked with !",
    ),
    (
        "top",
        "the first records of the order, whose firmness is looked at",
    ),
    (
        "robust",
        "the share of single steps that leave the first records the same ones, 0 to 1",
    ),
    (
        "robustness",
        "how firmly the first records stand: what is said as robust",
    ),
    (
        "stable",
        "at least 0.90 of all single steps leave the first records as they are",
    ),
    (
        "fair",
        "at least 0.70 of all single steps, and fewer than 0.90, leave the first records as they are",
    ),
    (
        "fragile",
        "fewer than 0.70 of all single steps leave the first records as they are",
    ),
    (
        "step",
        "one input of one record moved to the value beside it, all others left as they are",
    ),
    (
        "step_percent",
        "how far a step moves a number without a scale: 20 % unless prioritize.step_percent says otherwise",
    ),
    (
        "comes in",
        "the record that would be among the first after the step",
    ),
    (
        "goes out",
        "the record that would be among the first no more after the step",
    ),
    (
        "input",
        "a value that a method scores by, and that people give",
    ),
    ("scale", "the values that an input may have"),
    (
        "was",
        "with --what-if: the place or the score as it is now; = where it stays",
    ),
    (
        "apart",
        "with --compare: how many places the methods are apart",
    ),
    (
        "tau",
        "how far two orders agree: 1 for the same order, -1 for the opposite one, about 0 for no relation (Kendall)",
    ),
    ("mean", "of an estimate of three: what it takes on average"),
    (
        "p85",
        "of an estimate of three: in 85 of 100 cases it takes no longer than this",
    ),
    ("unit", "what an estimate is counted in"),
    ("waits for", "what has to be done before it"),
    ("its status", "the state of what it waits for"),
    (
        "teams",
        "in po deps: the two that wait for each other belong to different teams",
    ),
    (
        "late",
        "in po deps: what it waits for is planned later than itself",
    ),
    (
        "circle",
        "records that wait for each other, so that none of them can begin",
    ),
];
