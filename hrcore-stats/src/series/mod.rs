//! Series of figures at equal distances: what comes next, and how sure that is.

pub mod combine;
pub mod ets;
pub mod outlook;
pub mod season;
pub mod stl;
pub mod theta;

#[cfg(test)]
mod tests;
