//! The built program, end to end, on projects in temporary folders.

#![allow(clippy::unwrap_used, reason = "a test may fail at any step")]

mod bad;
mod batch;
mod commands;
mod doctor;
mod drafts;
mod explain;
mod facts;
mod fmt;
mod formats;
mod glossary;
mod i18n;
mod impose;
mod incremental;
mod inspect;
mod languages;
mod leftover;
mod new;
mod officer;
mod pack;
mod plates;
mod preflight;
pub(crate) mod project;
mod proof;
mod pseudo;
mod publish;
mod room;
mod shells;
mod slipped;
mod theme;
mod watch;
mod workspace;
