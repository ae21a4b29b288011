//! Dice that always fall the same.

/// A generator of whole numbers (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A whole number below this.
    pub fn below(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(sides.max(1))).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn they_fall_as_published() {
        // The first numbers of SplitMix64 from 0, in the reference: e220a8397b1dcdaf, 6e789e6aa1b965f4, modulo 1000.
        let mut dice = Dice(0);
        assert_eq!(
            [dice.below(1000), dice.below(1000)],
            [0xe220_a839_7b1d_cdaf_u64 % 1000, 0x6e78_9e6a_a1b9_65f4_u64 % 1000].map(|n| u32::try_from(n).unwrap())
        );
    }
}
