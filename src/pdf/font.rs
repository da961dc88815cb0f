//! The font objects (ISO 32000-1 9.7): Type0, CIDFontType2, descriptor, widths, ToUnicode.
//!
//! In: the slots of a font. Out: objects. CID equals glyph id, `/W` equals `hmtx` to 1/1000 em,
//! ToUnicode maps each code to one character, but for the end
//! of a row (text-layer rule R2, [`CodeText`]). The subset's tag is taken
//! from its content, so the same font has the same name.

use std::sync::Arc;

use lopdf::{Dictionary, Object, dictionary};
use sha2::{Digest, Sha256};

use super::codes::{CidGlyph, CodeText, UNITS};
use super::merge::{BadFace, Merged, merge};
use super::syntax::number;
use super::write::Store;
use crate::geom::Dir;
use crate::text::font::FontBook;

/// Writes a font; returns the number of its Type0 dictionary.
pub(super) fn write(
    slots: &[Arc<CidGlyph>],
    fonts: &FontBook,
    store: &mut Store,
) -> Result<u32, BadFace> {
    let merged = merge(slots, fonts)?;
    let name = format!("{}+WarraqText", tag(&merged.file));
    let length = merged.file.len() as i64;
    let file = store.add_stream(dictionary! { "Length1" => length }, &merged.file);
    let descriptor = store.add(descriptor(&name, &merged, file));
    let widths = store.reserve();
    store.put(widths, |out| put_widths(out, slots));
    let to_unicode = store.add_stream(Dictionary::new(), &character_map(slots));
    let cid_font = store.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => (descriptor, 0),
        "DW" => 0,
        "W" => (widths, 0),
        "CIDToGIDMap" => "Identity",
    });
    Ok(store.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![(cid_font, 0).into()],
        "ToUnicode" => (to_unicode, 0),
    }))
}

/// Six capitals for a subset (9.6.4).
fn tag(file: &[u8]) -> String {
    Sha256::digest(file).iter().take(6).map(|b| char::from(b'A' + b % 26)).collect()
}

/// Symbolic: its characters are no standard Latin set (table 123).
const SYMBOLIC: i64 = 4;

fn descriptor(name: &str, merged: &Merged, file: u32) -> Dictionary {
    let em = |n: i32| Object::Integer((f64::from(n) * 1000.0 / UNITS).round() as i64);
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => SYMBOLIC,
        "FontBBox" => merged.bbox.map(em).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => em(merged.ascent),
        "Descent" => em(merged.descent),
        "CapHeight" => em(merged.cap_height),
        // Stems are not measured; the value only guides substitutes for a missing font.
        "StemV" => 80,
        "FontFile2" => (file, 0),
    }
}

/// Widths of the codes from 1 on, in 1/1000 em.
fn put_widths(out: &mut Vec<u8>, slots: &[Arc<CidGlyph>]) {
    out.extend_from_slice(b"[1[");
    for slot in slots {
        number(out, f64::from(slot.width) * 1000.0 / UNITS);
        out.push(b' ');
    }
    out.extend_from_slice(b"]]");
}

/// Entries that one `bfchar` block may hold.
const BLOCK: usize = 100;

/// The ToUnicode CMap (9.10.3).
fn character_map(slots: &[Arc<CidGlyph>]) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
    );
    for (block, slots) in slots.chunks(BLOCK).enumerate() {
        out.push_str(&format!("{} beginbfchar\n", slots.len()));
        for (n, slot) in slots.iter().enumerate() {
            out.push_str(&format!("<{:04X}><", block * BLOCK + n + 1));
            match slot.says {
                CodeText::Char(c) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        out.push_str(&format!("{unit:04X}"));
                    }
                }
                CodeText::End(Dir::Rtl) => out.push_str("200F0020"),
                CodeText::End(Dir::Ltr) => out.push_str("200E0020"),
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}
