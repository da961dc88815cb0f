//! What a project says of the text inside its PDF files.

/// How the text layer of a PDF file is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextLayer {
    /// The order of the characters inside a line.
    pub order: TextOrder,
    /// Whether marks of direction stand in it.
    pub marks: TextMarks,
}

/// The order in which a line's characters are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextOrder {
    /// From left to right, as browsers and other readers of pages want it.
    #[default]
    Visual,
    /// As the text is read aloud, for programs that take the stored order. Browsers then lose
    /// most of right-to-left text.
    Logical,
}

/// Invisible marks of direction in the text layer (U+200E, U+200F).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextMarks {
    /// Where a run of the other direction ends: copied text keeps its order.
    #[default]
    Boundaries,
    /// None: a phrase search across such a place finds in every reader.
    None,
}
