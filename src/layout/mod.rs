//! Blocks to pages.

pub mod frame;
