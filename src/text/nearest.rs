//! "Did you mean …?": the known name that a mistyped one is closest to.
use strsim::jaro_winkler;
use strsim::osa_distance;

/// The longest name, in letters, for which one slip only is forgiven.
const SHORT_NAME: usize = 4;

/// The known name closest to `name` by restricted Damerau-Levenshtein distance (an adjacent swap counts 1):
/// at most 2 away, or 1 where `name` has 4 letters or fewer; of equally close names the alphabetically first. Large letters are as small ones.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let small = name.to_lowercase();
    let letters = small.chars().count();
    let limit = if letters <= SHORT_NAME { 1 } else { 2 };
    known
        .into_iter()
        // A difference in length is a lower bound; the test keeps a very long name cheap.
        .filter(|word| word.chars().count().abs_diff(letters) <= limit)
        .map(|word| (osa_distance(&small, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, word)| word)
}

/// How alike two texts are, from 0 to 1, weighing their beginnings most (Jaro-Winkler).
pub fn likeness(one: &str, other: &str) -> f64 {
    jaro_winkler(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str =
        "id title status epic sprint rank points priority labels depends_on acceptance";

    #[test]
    fn mistyped_keys_find_their_name() {
        for (typed, meant) in [
            ("prioritty", Some("priority")),
            ("statsu", Some("status")),
            ("epci", Some("epic")),
            ("lables", Some("labels")),
            ("dependson", Some("depends_on")),
            ("foo", None),
            ("acceptence", Some("acceptance")),
            ("point", Some("points")),
        ] {
            assert_eq!(nearest(typed, KEYS.split(' ')), meant, "{typed}");
        }
    }

    #[test]
    fn a_short_name_forgives_one_slip_and_a_long_one_two() {
        assert_eq!(nearest("dua", ["due"]), Some("due"));
        assert_eq!(nearest("doa", ["due"]), None);
        assert_eq!(nearest("ebik", ["epic"]), None);
        assert_eq!(nearest("statis", ["status"]), Some("status"));
        assert_eq!(nearest("stitis", ["status"]), Some("status"));
        assert_eq!(nearest("stitax", ["status"]), None);
    }

    #[test]
    fn ties_are_alphabetical_and_closer_names_win() {
        assert_eq!(nearest("cost", ["post", "host"]), Some("host"));
        assert_eq!(nearest("review", ["preview_", "reviews"]), Some("reviews"));
    }
}
