//! Pages to sheets: orders by folding paper, places by turning it, files by looking at them.

#![allow(clippy::unwrap_used, reason = "a test may fail at any step")]
#![allow(unreachable_pub, reason = "what tests share is a module of each of them")]

mod bad;
mod file;
mod look;
mod maker;
mod orders;
#[path = "../pdf_support/mod.rs"]
mod pdf_support;
mod sheets;
