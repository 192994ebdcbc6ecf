//! A title as part of a file name: plain ASCII that every system and shell takes.
use deunicode::deunicode_with_tofu;

use super::file_name::DEVICES;

/// The longest slug, in characters.
const LONGEST: usize = 40;

/// The title in `[a-z0-9-]`, at most 40 characters, cut between words where it can be.
///
/// Other scripts are transliterated. Empty where nothing is left, or where the word is the name of a Windows device:
/// the id before the slug names the file already.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in words(title) {
        let dash = usize::from(!slug.is_empty());
        if slug.len() + dash + word.len() > LONGEST {
            if slug.is_empty() {
                slug.push_str(&word[..LONGEST]);
            }
            break;
        }
        slug.push_str(&"-"[..dash]);
        slug.push_str(&word);
    }
    if DEVICES.contains(&slug.as_str()) {
        String::new()
    } else {
        slug
    }
}

/// Whether two titles have the same words, whatever their case, marks and accents.
pub fn same_words(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// The words of a title in small ASCII letters and digits.
fn words(title: &str) -> Vec<String> {
    let ascii = deunicode_with_tofu(title, " ")
        .to_ascii_lowercase()
        .replace('\'', "");
    let words = ascii.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_of_the_same_words_are_alike() {
        assert!(same_words("Pay by card", " pay, by  Card!"));
        assert!(same_words("Zahlung für Gäste", "zahlung fur gaste"));
        assert!(!same_words("Pay by card", "Pay by card later"));
        assert!(!same_words(
            "A title that goes on and on until no slug can hold it one",
            "A title that goes on and on until no slug can hold it two"
        ));
    }

    #[test]
    fn titles_become_words_with_dashes() {
        for (title, wanted) in [
            ("Guest checkout", "guest-checkout"),
            ("  Zahlung für Gäste – jetzt! ", "zahlung-fur-gaste-jetzt"),
            (
                "Don't lose the buyer’s basket",
                "dont-lose-the-buyers-basket",
            ),
            ("北亰", "bei-jing"),
            ("../../etc/passwd", "etc-passwd"),
            ("🦄", "unicorn"),
            ("\u{202e}\0", ""),
            ("…", ""),
            ("", ""),
        ] {
            assert_eq!(slug(title), wanted, "{title}");
        }
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let title = "Pay by card without an account and keep the basket";
        assert_eq!(slug(title), "pay-by-card-without-an-account-and-keep");
        assert_eq!(slug(&"x".repeat(60)), "x".repeat(40));
        assert_eq!(slug(&format!("a {}", "x".repeat(60))), "a");
        assert_eq!(
            slug(&format!("{} b", "x".repeat(38))),
            format!("{}-b", "x".repeat(38))
        );
    }

    #[test]
    fn a_device_name_gives_no_slug() {
        for device in ["con", "NUL", "Aux!", "com1", "lpt9"] {
            assert_eq!(slug(device), "", "{device}");
        }
        assert_eq!(slug("Con artists"), "con-artists");
    }

    proptest! {
        #[test]
        fn a_slug_is_short_plain_and_without_loose_dashes(title in any::<String>()) {
            let slug = slug(&title);
            prop_assert!(slug.len() <= LONGEST);
            prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
