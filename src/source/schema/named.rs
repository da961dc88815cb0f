//! Text files as they are read: a section that has no id gets one.

use std::collections::BTreeSet;

use super::text::TextFile;
use super::values::Id;
use crate::source::decode::{Decode, Decoder, Str};
use crate::source::node::Node;

impl TextFile {
    /// Decodes a text file. Sections without an id are named after their places, so that those of
    /// all languages have the same names where they stand in the same order.
    pub fn read(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let mut file = Self::decode(node, cx)?;
        let mut taken: BTreeSet<String> =
            file.sections.iter().map(|section| section.id.0.text.clone()).collect();
        for (i, section) in file.sections.iter_mut().enumerate() {
            if section.id.0.text.is_empty() {
                let mut name = format!("section-{}", i + 1);
                while !taken.insert(name.clone()) {
                    name.push_str("-again");
                }
                section.id = Id(Str { text: name, span: section.heading.span });
            }
        }
        Some(file)
    }
}
