//! What comes before any score: an expedite, then the class a timebox gave.
use super::super::Invalid;
use super::super::Scores;
use super::super::config_error;
use super::super::file_key;
use super::super::moscow::Class;
use crate::diag::Error;
use crate::model::config::Config;
use crate::text::nearest;

/// The gates of `prioritize.gates`; both where it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gates {
    expedite: bool,
    moscow: bool,
}

/// Where a record stands at the gates.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Standing {
    /// Lower comes first.
    pub places: [u8; 2],
    /// The word for it, where it stands at one.
    pub class: Option<&'static str>,
    pub invalid: Option<Invalid>,
    /// Not in this timebox.
    pub out: bool,
}

impl Gates {
    pub fn of(config: &Config) -> Result<Self, Error> {
        const WORDS: [&str; 2] = ["expedite", "moscow"];
        let settings = config.file.prioritize.as_ref();
        let Some(gates) = settings.and_then(|settings| settings.gates.as_ref()) else {
            return Ok(Self {
                expedite: true,
                moscow: true,
            });
        };
        if let Some(stray) = gates.iter().find(|gate| !WORDS.contains(&gate.as_str())) {
            let why = format!("no gate is called \"{stray}\"");
            let error = config_error("prioritize.gates", &why);
            return Err(match nearest(stray, WORDS) {
                Some(near) => error.help(format!("did you mean \"{near}\"?")),
                None => error.help("the gates are expedite and moscow"),
            });
        }
        let has = |word: &str| gates.iter().any(|gate| gate == word);
        Ok(Self {
            expedite: has("expedite"),
            moscow: has("moscow"),
        })
    }

    pub fn standing(self, scores: Scores<'_>) -> Standing {
        let mut standing = Standing::default();
        if self.moscow {
            match Class::of(scores) {
                Ok(Some(class)) => {
                    standing.places[1] = class as u8;
                    standing.class = Some(class.word());
                    standing.out = class == Class::Wont;
                }
                // No class comes after could.
                Ok(None) => standing.places[1] = Class::Wont as u8,
                Err(invalid) => {
                    standing.places[1] = Class::Wont as u8;
                    standing.invalid = Some(invalid);
                }
            }
        }
        if self.expedite {
            let profile = scores.value("cod", "profile");
            let expedite = profile.and_then(|word| word.as_str()) == Some("expedite");
            standing.places[0] = u8::from(!expedite);
            if expedite {
                standing.class = Some("expedite");
            }
        }
        standing
    }
}

/// Whether an input of another method has a part in an order by this one: at a gate, or inside the classes of MoSCoW.
pub fn has_part(config: &Config, method: &str, (other, key): (&str, &str)) -> bool {
    let options = config.file.methods.get("moscow");
    let then = options.and_then(|options| options.get("then")?.as_str());
    let inside = method == "moscow" && then.is_some_and(|then| file_key(then) == file_key(other));
    // Gates that cannot be used are told by the order itself.
    let at_a_gate = Gates::of(config).map_or(true, |gates| match other {
        "moscow" => gates.moscow,
        "cod" => gates.expedite && key == "profile",
        _ => false,
    });
    method == other || inside || at_a_gate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::tests::backlog;
    use crate::priority::tests::record;

    fn gates(config: &str) -> Result<Gates, Error> {
        Gates::of(&backlog::<&str>(config, &[]).config)
    }

    fn standing(gates: Gates, scores: &str) -> Standing {
        gates.standing(Scores::of(&record(&format!("id: S-1\nscores: {scores}\n"))))
    }

    #[test]
    fn an_expedite_comes_first_then_the_classes_then_none() {
        let both = gates("").expect("the usual gates");
        let places = |scores: &str| standing(both, scores).places;
        assert_eq!(places("{cod: {profile: expedite}}"), [0, 3]);
        assert_eq!(places("{cod: {profile: standard}, moscow: must}"), [1, 0]);
        assert_eq!(places("{moscow: should}"), [1, 1]);
        assert_eq!(places("{moscow: could}"), [1, 2]);
        assert_eq!(places("{}"), [1, 3]);
        let expedite = standing(both, "{cod: {profile: expedite}, moscow: must}");
        assert_eq!(expedite.class, Some("expedite"));
        assert!(standing(both, "{moscow: won't}").out);
        let stray = standing(both, "{moscow: perhaps}");
        assert_eq!(stray.places, [1, 3]);
        assert_eq!(stray.invalid.map(|found| found.key), Some("moscow".into()));
    }

    #[test]
    fn gates_can_be_taken_away() {
        let none = gates("prioritize: {gates: []}").expect("no gates");
        let scores = "{cod: {profile: expedite}, moscow: wont}";
        assert_eq!(standing(none, scores), Standing::default());
        let one = gates("prioritize: {gates: [moscow]}").expect("one gate");
        assert_eq!(standing(one, "{cod: {profile: expedite}}").places, [0, 3]);
    }

    #[test]
    fn a_gate_that_is_none_is_an_error() {
        let error = gates("prioritize: {gates: [moscw]}").expect_err("no such gate");
        assert_eq!(
            error.message,
            "prioritize.gates: no gate is called \"moscw\""
        );
        assert_eq!(error.help, ["did you mean \"moscow\"?"]);
    }
}
