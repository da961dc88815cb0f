//! Pages to sheets: orders by folding paper, places by turning it, files by looking at them.

#![allow(clippy::unwrap_used, reason = "a test may fail at any step")]

mod bad;
mod file;
pub(crate) mod look;
pub(crate) mod maker;
mod orders;
mod sheets;
