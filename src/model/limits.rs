//! How much is read and set. What no person types by hand is refused with its place, before it costs
//! time or memory; each limit lies far above what a brochure or a book needs.
//!
//! Those of PDF files that are imposed stand in `pdf/impose/limits.rs`.

/// Bytes of a YAML file: 500 brochures of the usual length.
pub const TEXT_BYTES: u64 = 8 << 20;
/// Bytes of a font file: fonts for all of Unicode's scripts stay below.
pub const FONT_BYTES: u64 = 32 << 20;
/// Bytes of a press's profile: those with the finest tables stay below.
pub const PROFILE_BYTES: u64 = 16 << 20;
/// Bytes of a picture's file.
pub const PICTURE_BYTES: u64 = 64 << 20;
/// Bytes of a file of an earlier run, whose digest is compared.
pub const OUTPUT_BYTES: u64 = 1 << 30;

/// Bytes of one piece of text, such as an item of a body: 40 pages of a book.
pub const TEXT_PIECE: usize = 256 << 10;
/// Opening brackets in one piece of text: spans, links and marks of notes.
pub const BRACKETS: usize = 4_000;
/// Marks on one letter: the most that any writing has is about ten.
pub const MARKS: usize = 60;
/// Characters that run on without a space, where the script has spaces. The longest address that
/// browsers take is shorter.
pub const UNBROKEN: usize = 8_000;
/// Bytes of text that is one line of a document by its nature, such as a heading.
pub const LINE: usize = 4 << 10;
/// Tables of contents of a document: each lists all sections.
pub const CONTENTS: usize = 1;
