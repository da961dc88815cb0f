//! Editions × outputs: makes them in parallel and writes them.
mod manifest;
mod write;
