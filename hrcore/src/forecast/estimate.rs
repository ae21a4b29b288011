//! A figure that is estimated, and how sure it is.

use crate::number::Approx;

answer! {
    /// An estimate with its intervals: the true value lies in one of them as often as its name says.
    pub struct Estimate {
        /// The expected value.
        pub mean: Approx,
        /// The least, in 80 of 100 cases.
        pub lo80: Approx,
        /// The most, in 80 of 100 cases.
        pub hi80: Approx,
        /// The least, in 95 of 100 cases.
        pub lo95: Approx,
        /// The most, in 95 of 100 cases.
        pub hi95: Approx,
    }
}
