//! warraq turns a folder of YAML into finished brochures.
//!
//! Layers, strictly downwards; `tests/layers.rs` fails on an upward or sideways import:
//!
//! ```text
//! geom diag → model → source | text → layout | web → pdf | check → batch → cli → main
//! ```

pub mod diag;
pub mod geom;
pub mod model;

pub mod source;
pub mod text;

pub mod layout;
pub mod web;

pub mod check;
pub mod pdf;

pub mod batch;
pub mod cli;
