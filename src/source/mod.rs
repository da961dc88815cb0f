//! Files to model.

mod assets;
pub mod date;
pub mod decode;
mod isolate;
mod link;
mod markdown;
pub mod node;
mod place;
pub mod schema;
mod stretch;
mod svg;
pub mod theme;
mod words;
pub mod yaml;
