//! Decisions drawn from a list of numbers, so that a shorter list with smaller numbers, as proptest
//! shrinks it, makes a simpler document.

/// What is left of the numbers.
pub struct Choices<'a> {
    numbers: std::slice::Iter<'a, u16>,
}

impl<'a> Choices<'a> {
    pub fn new(numbers: &'a [u16]) -> Self {
        Choices {
            numbers: numbers.iter(),
        }
    }

    /// A number below `n`; 0, the simplest, when no numbers are left.
    pub fn below(&mut self, n: usize) -> usize {
        self.numbers
            .next()
            .map_or(0, |number| usize::from(*number) % n)
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    /// One of the list.
    pub fn of<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}
