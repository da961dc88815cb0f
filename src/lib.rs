//! warraq turns a folder of YAML into finished brochures.
//!
//! ```text
//! source/*.yaml ─ load ─ markdown ─ resolve ─▶ Document (one language)
//!                          ┌──────────────────────┴─────────────┐
//!         layout ─ text per paragraph                       web: Element tree
//!                          ▼                                 ▼            ▼
//!                  Layout (pages of frames, tags)           html         epub
//!                          ▼                                               ▲
//!                         pdf ───────────── page map and cover ────────────┘
//! ```
//!
//! Layers, strictly downwards; `tests/layers.rs` fails on an upward or sideways import:
//!
//! ```text
//! geom diag → model → color | prose → source | text → layout | web | starter | i18n → raster → pdf | check → batch → serve → cli → main
//! ```
//!
//! - [`geom`] and [`diag`]: lengths and paths; faults as values with places. Neither knows a file.
//! - [`model`]: what a brochure is, once read, and the theme. No I/O, no layout.
//! - [`color`]: profiles of presses; screen colours to inks and back.
//! - [`prose`]: what rewrites running text: quotation marks, digits, links, order of reading.
//! - [`source`]: files to model. Nothing after it reads a file; every fault names its place.
//! - [`text`]: a paragraph to lines: bidi, faces, shaping, breaks. It knows no page and no theme.
//! - [`layout`]: blocks to pages. Sides are logical until here; nothing after it knows the theme.
//! - [`web`]: model to XHTML, HTML and EPUB. It never sees a frame.
//! - [`starter`]: what a new project begins with, from a template or from a text that is there.
//! - [`i18n`]: what each translation was made from, and what has changed since.
//! - [`raster`]: pages to pixels.
//! - [`pdf`]: pages to bytes, to sheets. Colour stays as authored until here.
//! - [`check`]: rules that read and never change.
//! - [`batch`]: editions × outputs, in parallel; the one place that writes.
//! - [`serve`]: a project in the browser while it is written. It writes nothing.
//! - [`cli`]: what was typed, what is shown, how it ends.
//!
//! Text stays in logical order with places in its source; visual order exists inside a line only.
//! Time comes in as a value and maps that are walked are ordered, so that the same input gives the
//! same bytes. Outside crates stay behind walls that `tests/layers.rs` knows, too.

pub mod diag;
pub mod geom;
pub mod model;

pub mod color;
pub mod prose;

pub mod source;
pub mod text;

pub mod i18n;
pub mod layout;
pub mod starter;
pub mod web;

pub mod raster;

pub mod check;
pub mod pdf;

pub mod batch;

pub mod serve;

pub mod cli;
