//! Pictures of single records: as bars, or as points between two axes.

/// A bar a record, each made of parts.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    pub title: String,
    /// What the parts are, in the order in which they stand in each bar.
    pub parts: Vec<String>,
    pub rows: Vec<Bar>,
}

/// One record as a bar.
#[derive(Clone, Debug)]
pub struct Bar {
    pub id: String,
    /// The length of each part; a bar of one part below 0 goes to the other side.
    pub parts: Vec<f64>,
    /// The number that the bar stands for.
    pub shown: String,
}

/// Records in a field that two cuts part into quadrants.
#[derive(Debug)]
pub struct Quadrants {
    pub title: String,
    /// From left to right, and from the bottom up.
    pub across: Edge,
    pub up: Edge,
    /// What the quadrants are called: above left and right, then below left and right.
    pub corners: [String; 4],
    pub points: Vec<Point>,
}

/// One edge of the field.
#[derive(Debug)]
pub struct Edge {
    pub name: String,
    /// The values at its two ends.
    pub ends: [String; 2],
    /// Where high begins, from 0 to 1, and the value there.
    pub cut: (f64, String),
}

/// One record in the field.
#[derive(Debug)]
pub struct Point {
    pub id: String,
    pub title: String,
    pub class: String,
    /// From the left and from the bottom, 0 to 1 each.
    pub at: [f64; 2],
    /// The two values.
    pub shown: [String; 2],
}

impl Quadrants {
    /// The points by the spots at which they are drawn: those that are near the first of a spot share it.
    pub fn spots(&self, near: impl Fn(&Point, &Point) -> bool) -> Vec<Vec<&Point>> {
        let mut spots: Vec<Vec<&Point>> = Vec::new();
        for point in &self.points {
            match spots.iter_mut().find(|spot| near(spot[0], point)) {
                Some(spot) => spot.push(point),
                None => spots.push(vec![point]),
            }
        }
        spots
    }
}
