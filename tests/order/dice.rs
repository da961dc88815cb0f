//! Numbers that look random and are the same in every run.

pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self(seed);
        dice.below(2);
        dice
    }

    /// A number below `end` (Knuth's MMIX constants; the high bits are the good ones).
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Digits 0–9, the first of them no zero.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        let digit = |i| char::from(b'0' + u8::try_from(i).unwrap());
        let first = digit(1 + self.below(9));
        std::iter::once(first).chain((1..count).map(|_| digit(self.below(10)))).collect()
    }

    /// Digits 0–9 of which any may be a zero, as in the groups of a phone number.
    pub(crate) fn any(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect()
    }

    /// Digits, at least `least` and at most `most`.
    pub(crate) fn some(&mut self, least: usize, most: usize) -> String {
        let count = least + self.below(most - least + 1);
        self.digits(count)
    }

    /// A number of two digits between two others.
    pub(crate) fn two(&mut self, from: usize, to: usize) -> String {
        format!("{:02}", from + self.below(to - from + 1))
    }
}
