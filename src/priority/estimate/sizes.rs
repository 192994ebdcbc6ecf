//! The team's scale of points, and the shirt sizes that stand for some of them.
use crate::diag::Error;
use crate::model::config::Config;
use crate::model::kind::Story;
use crate::model::points::Points;
use crate::priority::config_error;

/// Mike Cohn's deck.
const SCALE: [f64; 11] = [0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0, 40.0, 100.0];
const SHIRTS: [(&str, f64); 6] = [
    ("XS", 1.0),
    ("S", 2.0),
    ("M", 3.0),
    ("L", 5.0),
    ("XL", 8.0),
    ("XXL", 13.0),
];

/// `points:` of `po.yaml`, the smallest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizes {
    scale: Vec<Points>,
    shirts: Vec<(String, Points)>,
}

/// The points of a story, and whether a shirt stands for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub points: Points,
    /// It was sized as a shirt, so the points are only about right.
    pub about: bool,
}

impl Sizes {
    /// What the team set, else the sizes everybody starts with.
    ///
    /// # Errors
    /// A value in `po.yaml` that is no amount of points, or a scale without values.
    pub fn of(config: &Config) -> Result<Self, Error> {
        let set = config.file.points.clone().unwrap_or_default();
        let numbers = set.scale.unwrap_or_else(|| SCALE.to_vec());
        let mut scale = Vec::with_capacity(numbers.len());
        for number in numbers {
            let value = Points::try_from(number);
            scale.push(value.map_err(|why| unusable("points.scale", &why))?);
        }
        scale.sort_unstable();
        scale.dedup();
        if scale.is_empty() {
            return Err(unusable("points.scale", "a scale needs values"));
        }
        let mut shirts = Vec::new();
        for (name, number) in set.shirts {
            let value = Points::try_from(number);
            let points = value.map_err(|why| unusable(&format!("points.shirts.{name}"), &why))?;
            shirts.push((name, points));
        }
        if shirts.is_empty() {
            let known = SHIRTS.iter();
            let known = known.filter_map(|(name, number)| {
                Some(((*name).to_owned(), Points::try_from(*number).ok()?))
            });
            shirts = known.collect();
        }
        shirts.sort_by_key(|(_, points)| *points);
        Ok(Self { scale, shirts })
    }

    /// The place of an amount on the scale, where it is on it.
    pub fn step(&self, points: Points) -> Option<usize> {
        self.scale.binary_search(&points).ok()
    }

    /// The next larger value of the scale, where there is one.
    pub fn above(&self, points: Points) -> Option<Points> {
        self.scale.iter().copied().find(|value| *value > points)
    }

    /// `0, 0.5, 1, 2, …`.
    pub fn words(&self) -> String {
        let values: Vec<String> = self.scale.iter().map(Points::to_string).collect();
        values.join(", ")
    }

    /// The shirt of this name, in any letters: its name as `po.yaml` has it, and its points.
    pub fn shirt(&self, name: &str) -> Option<(&str, Points)> {
        let mut shirts = self.shirts.iter();
        let found = shirts.find(|(known, _)| known.to_lowercase() == name.to_lowercase());
        found.map(|(known, points)| (known.as_str(), *points))
    }

    /// The names of the shirts, the smallest first.
    pub fn shirts(&self) -> Vec<&str> {
        self.shirts.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The smallest shirt that holds the points: `L`; `XXL+ (split)` where none does.
    pub fn holding(&self, points: Points) -> String {
        let mut shirts = self.shirts.iter();
        match (shirts.find(|(_, most)| points <= *most), self.shirts.last()) {
            (Some((name, _)), _) => name.clone(),
            (None, Some((largest, _))) => format!("{largest}+ (split)"),
            (None, None) => String::new(),
        }
    }

    /// How large a story is: its points, else those its shirt stands for.
    pub fn size(&self, story: &Story) -> Option<Size> {
        let shirt = story.shirt.as_deref().and_then(|name| self.shirt(name));
        let of_shirt = shirt.map(|(_, points)| points);
        let points = story.points.or(of_shirt)?;
        let about = of_shirt == Some(points);
        Some(Size { points, about })
    }
}

fn unusable(key: &str, why: &str) -> Error {
    config_error(key, &why).help("as in points: {scale: [1, 2, 3, 5, 8], shirts: {S: 2, M: 3}}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::priority::tests::backlog;
    use crate::priority::tests::record;

    fn sizes(config: &str) -> Result<Sizes, Error> {
        Sizes::of(&backlog::<&str>(config, &[]).config)
    }

    fn points(number: f64) -> Points {
        Points::try_from(number).expect("points")
    }

    #[test]
    fn points_wear_the_smallest_shirt_that_holds_them() {
        let sizes = sizes("").expect("the usual sizes");
        for (number, shirt) in [
            (0.5, "XS"),
            (1.0, "XS"),
            (3.0, "M"),
            (4.0, "L"),
            (8.0, "XL"),
            (13.0, "XXL"),
            (20.0, "XXL+ (split)"),
        ] {
            assert_eq!(sizes.holding(points(number)), shirt, "{number}");
        }
    }

    #[test]
    fn a_shirt_stands_for_its_points_in_any_letters() {
        let sizes = sizes("").expect("the usual sizes");
        assert_eq!(sizes.shirt("xl"), Some(("XL", points(8.0))));
        assert_eq!(sizes.shirt("XXXL"), None);
        assert_eq!(sizes.shirts(), ["XS", "S", "M", "L", "XL", "XXL"]);
    }

    #[test]
    fn the_scale_is_the_usual_deck_or_the_one_of_the_team() {
        let usual = sizes("").expect("the usual sizes");
        assert_eq!(usual.words(), "0, 0.5, 1, 2, 3, 5, 8, 13, 20, 40, 100");
        assert_eq!(usual.step(points(5.0)), Some(5));
        assert_eq!(usual.step(points(4.0)), None);
        let own = sizes("points: {scale: [4, 1, 2, 2], shirts: {big: 4, small: 1}}");
        let own = own.expect("sizes of the team");
        assert_eq!(own.words(), "1, 2, 4");
        assert_eq!(own.holding(points(2.0)), "big");
    }

    #[test]
    fn what_is_no_amount_of_points_is_named_by_its_key() {
        let error = |config| sizes(config).expect_err("an error").message;
        assert_eq!(
            error("points: {scale: [-1]}"),
            "points.scale: points must not be negative"
        );
        assert_eq!(
            error("points: {scale: []}"),
            "points.scale: a scale needs values"
        );
        assert_eq!(
            error("points: {shirts: {S: -2}}"),
            "points.shirts.S: points must not be negative"
        );
    }

    #[test]
    fn points_of_a_shirt_are_about_right_and_others_are_exact() {
        let sizes = sizes("").expect("the usual sizes");
        let size = |text: &str| {
            let record = record(&format!("id: S-1\n{text}\n"));
            let size = sizes.size(record.story().expect("a story"));
            size.map(|size| (size.points, size.about))
        };
        assert_eq!(size("shirt: L"), Some((points(5.0), true)));
        assert_eq!(size("shirt: L\npoints: 5"), Some((points(5.0), true)));
        assert_eq!(size("shirt: L\npoints: 8"), Some((points(8.0), false)));
        assert_eq!(size("points: 8"), Some((points(8.0), false)));
        assert_eq!(size("shirt: huge"), None);
    }
}
