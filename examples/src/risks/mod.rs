//! A model of leaving as one page with drawings: the team, people with chances and reasons, each term of the model, how
//! reliable it was, the scorecard, the audit, and what is not there.

mod absent;
pub mod ask;
mod audit;
mod card;
mod chances;
mod curve;
mod drawing;
mod frame;
mod head;
mod html;
mod levels;
pub mod made;
mod odds;
pub mod page;
mod pairs;
mod people;
pub mod picture;
mod reasons;
mod reliability;
pub mod sheet;
mod terms;
mod words;
