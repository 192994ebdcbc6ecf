//! Seeded numbers: SplitMix64, the same on every machine and for ever.

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of numbers; equal seeds give equal streams.
pub struct Random {
    state: u64,
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Random {
    /// The stream that begins in `state`.
    pub fn new(state: u64) -> Self {
        Random { state }
    }

    /// The stream number `index` of `seed`, so that one record never shifts the others.
    pub fn stream(seed: u64, index: u64) -> Self {
        Random::new(mix(seed.wrapping_add((index + 1).wrapping_mul(STEP))))
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number below `n`, in one draw (bias below n / 2^64).
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `all`, each as likely as the others.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}
