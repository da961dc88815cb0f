//! Fonts and inks of a file: what its pages, and the forms on them, name as their resources.

use std::collections::BTreeSet;

use hayro_interpret::hayro_syntax::content::UntypedIter;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, Name, Object, ObjectIdentifier, Stream,
};
use hayro_interpret::hayro_syntax::page::Page;

use crate::model::finished::FinishedFont;

/// How deep forms lie in each other, and how many are looked at.
const MAX_DEPTH: usize = 16;
const MAX_FORMS: usize = 20_000;
/// Most bytes of content that is looked through for its colours.
const MAX_CONTENT: usize = 1 << 26;
/// Operators that set a colour of the device's, with its name.
const COLORS: [(&[u8], &str); 6] = [
    (b"g", "gray"),
    (b"G", "gray"),
    (b"rg", "RGB"),
    (b"RG", "RGB"),
    (b"k", "CMYK"),
    (b"K", "CMYK"),
];

/// The fonts and the inks of all pages, in order.
pub(super) fn resources(pages: &[Page<'_>]) -> (Vec<FinishedFont>, Vec<String>) {
    let mut found = FoundFont { left: MAX_FORMS, bytes: MAX_CONTENT, ..FoundFont::default() };
    for page in pages {
        let resources = inherited(page.raw());
        if let Some(resources) = resources {
            found.look(&resources, MAX_DEPTH);
        }
        if let Some(content) = page.page_stream() {
            found.operators(content);
        }
    }
    (found.fonts.into_iter().collect(), found.inks.into_iter().collect())
}

/// The resources of a page, or of the nearest node above it that has some.
fn inherited<'a>(page: &Dict<'a>) -> Option<Dict<'a>> {
    let mut node = page.clone();
    for _ in 0..MAX_DEPTH {
        if let Some(found) = node.get::<Dict<'a>>("Resources") {
            return Some(found);
        }
        node = node.get::<Dict<'a>>("Parent")?;
    }
    None
}

#[derive(Default)]
struct FoundFont {
    fonts: BTreeSet<FinishedFont>,
    inks: BTreeSet<String>,
    seen: BTreeSet<ObjectIdentifier>,
    left: usize,
    bytes: usize,
}

impl FoundFont {
    fn look(&mut self, resources: &Dict<'_>, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let fonts = values(resources, "Font");
        for font in fonts.into_iter().filter_map(Object::into_dict) {
            if font.obj_id().is_none_or(|id| self.seen.insert(id)) {
                self.fonts.extend(described(&font));
            }
        }
        for space in values(resources, "ColorSpace") {
            self.space(&space);
        }
        let forms = [values(resources, "XObject"), values(resources, "Pattern")].concat();
        for form in forms.into_iter().filter_map(Object::into_stream) {
            self.form(&form, depth);
        }
    }

    fn form(&mut self, form: &Stream<'_>, depth: usize) {
        if !self.seen.insert(form.obj_id()) {
            return;
        }
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        let dict = form.dict();
        if dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Image") {
            let space = dict.get::<Object<'_>>("ColorSpace");
            space.iter().for_each(|space| self.space(space));
            return;
        }
        if let Ok(content) = form.decoded() {
            self.operators(&content);
        }
        if let Some(resources) = dict.get::<Dict<'_>>("Resources") {
            self.look(&resources, depth);
        }
    }

    fn operators(&mut self, content: &[u8]) {
        let Some(left) = self.bytes.checked_sub(content.len()) else { return };
        self.bytes = left;
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            let name: &[u8] = operation.operator.as_ref();
            let known = COLORS.iter().find(|(operator, _)| *operator == name);
            if let Some((_, ink)) = known {
                self.inks.insert((*ink).to_owned());
            }
        }
    }

    /// What is printed by a colour space (8.6).
    fn space(&mut self, space: &Object<'_>) {
        let Object::Array(parts) = space else {
            let Object::Name(name) = space else { return };
            self.inks.extend(named(name.as_ref()).map(str::to_owned));
            return;
        };
        let mut items = parts.flex_iter();
        let Some(kind) = items.next::<Name<'_>>() else { return };
        match kind.as_ref() {
            b"Separation" => {
                self.inks.extend(items.next::<Name<'_>>().map(|ink| ink.as_str().to_owned()));
            }
            b"DeviceN" => {
                let inks = items.next::<Array<'_>>();
                let inks = inks.iter().flat_map(|inks| inks.iter::<Name<'_>>());
                self.inks.extend(inks.map(|ink| ink.as_str().to_owned()));
            }
            b"ICCBased" => {
                let profile = items.next::<Stream<'_>>();
                let parts = profile.and_then(|profile| profile.dict().get::<i32>("N"));
                let name = match parts {
                    Some(1) => Some("gray"),
                    Some(3) => Some("RGB"),
                    Some(4) => Some("CMYK"),
                    _ => None,
                };
                self.inks.extend(name.map(str::to_owned));
            }
            b"Indexed" => {
                let inner = items.next::<Object<'_>>();
                if let Some(inner) = inner.filter(|inner| !is_indexed(inner)) {
                    self.space(&inner);
                }
            }
            other => self.inks.extend(named(other).map(str::to_owned)),
        }
    }
}

fn is_indexed(space: &Object<'_>) -> bool {
    let Object::Array(parts) = space else { return false };
    parts.flex_iter().next::<Name<'_>>().is_some_and(|name| name.as_ref() == b"Indexed")
}

fn named(name: &[u8]) -> Option<&'static str> {
    match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some("gray"),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some("RGB"),
        b"DeviceCMYK" | b"CMYK" => Some("CMYK"),
        b"Lab" => Some("Lab"),
        _ => None,
    }
}

/// The values of a kind of resources.
fn values<'a>(resources: &Dict<'a>, key: &str) -> Vec<Object<'a>> {
    let Some(dict) = resources.get::<Dict<'a>>(key) else { return vec![] };
    let names: Vec<Name<'a>> = dict.keys().collect();
    names.into_iter().filter_map(|name| dict.get::<Object<'a>>(name)).collect()
}

/// A font in words (9.5).
fn described(font: &Dict<'_>) -> Option<FinishedFont> {
    let kind = font.get::<Name<'_>>("Subtype")?.as_str().to_owned();
    let inner = font.get::<Array<'_>>("DescendantFonts");
    let inner = inner.and_then(|fonts| fonts.flex_iter().next::<Dict<'_>>());
    let described = inner.as_ref().unwrap_or(font);
    let descriptor = described.get::<Dict<'_>>("FontDescriptor");
    let files = ["FontFile", "FontFile2", "FontFile3"];
    let embedded = kind == "Type3"
        || descriptor.is_some_and(|font| files.iter().any(|key| font.contains_key(*key)));
    let name = font.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_owned());
    let kind = match inner.as_ref().and_then(|inner| inner.get::<Name<'_>>("Subtype")) {
        Some(inner) => inner.as_str().to_owned(),
        None => kind,
    };
    let name = name.unwrap_or_else(|| "without a name".to_owned());
    let whole = match name.split_once('+') {
        Some((mark, rest))
            if mark.len() == 6 && mark.bytes().all(|b| b.is_ascii_uppercase()) =>
        {
            rest.to_owned()
        }
        _ => name,
    };
    Some(FinishedFont {
        name: whole,
        kind,
        embedded,
        says_text: font.contains_key("ToUnicode"),
    })
}
