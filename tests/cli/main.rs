//! The built program, end to end, on projects in temporary folders.

mod bad;
mod commands;
mod project;
