//! Files to model: the one place that reads a project.
//!
//! [`load()`] reads `brochure.yaml`, the theme, every text and every picture of a project's
//! folder; [`Project::document`] makes one language's [`Document`](crate::model::Document) of them. Text goes through
//! nodes (`yaml`, `node`, brought into their `shape`), structs (`decode`, `schema`) and Markdown (`markdown`) to the model
//! (`resolve`), and keeps its place all the way. Faults that concern all languages
//! are told by `load`, those of one language by its document, so that no language stops
//! another.

mod account;
mod assets;
pub mod beside;
mod bilingual;
mod bracket;
mod contact;
mod csv;
pub mod date;
pub mod decode;
mod derived;
mod files;
mod fonts;
mod form;
mod formats;
mod glossary;
mod grown;
mod host;
pub mod input;
mod inputs;
mod languages;
mod letters;
mod link;
mod load;
mod markdown;
mod marks;
mod measure;
mod nearby;
pub mod node;
mod parsed;
mod pictured;
mod place;
mod print;
mod pseudo;
mod requote;
mod resolve;
mod retext;
mod rewrite;
mod scales;
pub mod schema;
mod settled;
mod shape;
pub mod shipped;
mod span;
mod svg;
mod tables;
pub mod theme;
mod themes;
mod trial;
mod units;
mod unused;
mod words;
mod workspace;
pub mod yaml;

/// Folders of a project that hold what it is made from.
pub const FOLDERS: [&str; 4] = ["assets", "fonts", "text", "themes"];

pub use bilingual::LanguagePair;
pub use files::named as named_text;
pub use fonts::FontFile;
pub use form::{Grafted, Refusal, YamlFile, formed, graft, reformed, yaml_file, yaml_files};
pub use glossary::{Rendering, Term};
pub use inputs::Input;
pub use languages::{Drafts, unknown_language};
pub use letters::is_unseen;
pub use load::{Edition, LOCK, LoadError, Project, SectionEntry, load, load_with};
pub use marks::marks;
pub use print::shipped_print;
pub use pseudo::pseudo_languages;
pub use retext::{NewText, retext};
pub use schema::brochure::Output;
pub use schema::{SchemaKind, schema};
pub use shape::{Explained, ExplainedKey, beside, explained};
pub use shipped::shipped_theme;
pub use theme::{Contrast, contrasts};
pub use themes::{Listed, new_theme, theme_named, themes};
pub use trial::{TrialProject, markdown_fault};
pub use units::{Unit, units_of, written_range};
pub use words::generated_words;
pub use workspace::{around, members};
