//! Editions × outputs: makes them in parallel and writes them.
//!
//! In: a [`Plan`]. Out: files under its output folder, and a [`Report`]. An edition is laid out
//! once for all its outputs; one edition's faults never stop another's, and faults are told in
//! the project's order, whatever ran first. This is the one place that writes `output/`.

mod manifest;
mod plan;
mod report;
mod run;
mod write;

pub use plan::{Output, Plan};
pub use report::{Edition, Job, Made, Outcome, Report, Stage};
pub use run::Progress;
