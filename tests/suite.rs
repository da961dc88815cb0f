//! All tests that lie outside of `src/`, in one program: what they share is compiled and linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(unreachable_pub, reason = "what tests share is a module of each of them")]

mod bilingual;
mod blocks;
mod brand;
mod citations;
mod cli;
mod drawings;
mod face;
mod form;
mod hostile;
mod impose;
mod ink;
mod layers;
mod leaflet;
mod markup;
mod newcomer;
mod notice;
mod order;
mod own_themes;
mod page_count;
mod pages;
mod partners;
mod pdf_file;
mod pdf_font;
mod pdf_support;
mod pdf_text;
mod pictures;
mod poster;
mod print;
mod proof;
mod scraps;
mod shapes;
mod signs;
mod slips;
mod source;
mod starter;
mod tables;
mod text_font;
mod text_joins;
mod text_kashida;
mod text_lines;
mod text_properties;
mod text_scripts;
mod text_shaping;
mod text_support;
mod text_unicode;
mod theme;
mod verses;
mod voice;
mod web_outputs;
mod web_support;
mod whole;
mod words;
