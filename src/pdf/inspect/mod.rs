//! What a finished PDF file holds, whoever made it.
//!
//! In: any bytes. Out: a [`Finished`], or the fault that says why there is none. hayro reads the
//! file: it parses what is asked for, mends broken cross-references and never loops. What is
//! walked here has limits of its own.

mod claims;
mod fonts;
mod line;
mod text;
mod tree;

use hayro_interpret::hayro_syntax::object::{
    Array, Dict, Name, Object, Rect, String as PdfString,
};
use hayro_interpret::hayro_syntax::page::{Page, Rotation};

use super::impose;
use crate::diag::Diagnostic;
use crate::model::finished::{Finished, FinishedLink, PageRun};
use text::Chunk;

/// Most pages whose text is read.
const MAX_PAGES: usize = 5_000;
/// Most links that are told.
const MAX_LINKS: usize = 10_000;

/// Looks into a file.
///
/// # Errors
/// A fault where it is no PDF file, broken, too large or encrypted.
pub fn inspect(pdf: &[u8]) -> Result<Finished, Diagnostic> {
    let file = impose::read_any(pdf)?;
    let catalog: Dict<'_> = file
        .xref()
        .get(file.xref().root_id())
        .ok_or_else(|| impose::broken("the PDF file has no list of its pages"))?;
    let pages = file.pages();
    if pages.is_empty() {
        return Err(impose::broken("the PDF file has no pages that can be read"));
    }
    let settings = text::settings();
    let read = pages.iter().take(MAX_PAGES).map(|page| text::chunks(page, &settings));
    let chunks: Vec<Vec<Chunk>> = read.collect();
    let tree = tree::read(&catalog, pages, &chunks);
    let metadata = claims::metadata(&catalog);
    let (fonts, inks) = fonts::resources(pages);
    let marked =
        catalog.get::<Dict<'_>>("MarkInfo").and_then(|info| info.get::<bool>("Marked"));
    let tagged = tree.is_some() && marked == Some(true);
    let mut found = Finished {
        kind: "PDF",
        version: catalog_version(&catalog).or_else(|| header_version(pdf)),
        bytes: pdf.len(),
        claims: claims::claims(&metadata),
        tagged,
        direction: direction(&catalog),
        pages: alike(pages),
        fonts,
        inks,
        links: links(&catalog, pages),
        ..Finished::default()
    };
    let info = file.metadata();
    found.title = claims::title(&metadata).or_else(|| info.title.as_deref().map(words));
    found.author = info.author.as_deref().map(words).filter(|words| !words.is_empty());
    found.program = info.producer.as_deref().or(info.creator.as_deref()).map(words);
    let said = catalog.get::<PdfString<'_>>("Lang").map(|lang| words(&lang));
    found.languages.extend(said.filter(|lang| !lang.is_empty()));
    match tree {
        Some(tree) => {
            for lang in tree.languages {
                if !found.languages.contains(&lang) {
                    found.languages.push(lang);
                }
            }
            (found.text, found.pictures) = (tree.text, tree.pictures);
        }
        None => found.text = text::as_drawn(&chunks),
    }
    Ok(found)
}

/// A text string: UTF-16, UTF-8 or, as is enough for names and titles, Latin letters (7.9.2.2).
fn words(bytes: &[u8]) -> String {
    let wide = |units: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (pairs, _) = bytes.as_chunks::<2>();
        String::from_utf16_lossy(&pairs.iter().map(|&pair| units(pair)).collect::<Vec<_>>())
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xFF, 0xFE, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
    };
    // A string may mark the language of what follows between two escapes.
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest: String = parts.skip(1).step_by(2).collect();
    (first + &rest).trim().to_owned()
}

fn catalog_version(catalog: &Dict<'_>) -> Option<String> {
    Some(catalog.get::<Name<'_>>("Version")?.as_str().to_owned())
}

fn header_version(pdf: &[u8]) -> Option<String> {
    let at = pdf.windows(5).position(|bytes| bytes == b"%PDF-")? + 5;
    let version: Vec<u8> = pdf[at..].iter().copied().take(3).collect();
    String::from_utf8(version).ok()
}

fn direction(catalog: &Dict<'_>) -> Option<&'static str> {
    let preferences = catalog.get::<Dict<'_>>("ViewerPreferences")?;
    match preferences.get::<Name<'_>>("Direction")?.as_ref() {
        b"R2L" => Some("rtl"),
        b"L2R" => Some("ltr"),
        _ => None,
    }
}

/// Pages with their boxes, those that are alike together.
fn alike(pages: &[Page<'_>]) -> Vec<PageRun> {
    let mut out: Vec<PageRun> = vec![];
    for (index, page) in pages.iter().enumerate() {
        let (boxes, turned, number) = (boxes(page), turned(page), index + 1);
        match out.last_mut() {
            Some(last) if last.boxes == boxes && last.turned == turned => last.last = number,
            _ => out.push(PageRun { first: number, last: number, boxes, turned }),
        }
    }
    out
}

fn turned(page: &Page<'_>) -> u8 {
    match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 1,
        Rotation::Flipped => 2,
        Rotation::FlippedHorizontal => 3,
    }
}

fn boxes(page: &Page<'_>) -> Vec<(&'static str, [f64; 4])> {
    let tenth = |value: f64| (value * 100.0).round() / 100.0;
    let sides = |rect: Rect| [rect.x0, rect.y0, rect.x1, rect.y1].map(tenth);
    let mut out = vec![("media", sides(page.media_box()))];
    let others =
        [("crop", "CropBox"), ("bleed", "BleedBox"), ("trim", "TrimBox"), ("art", "ArtBox")];
    for (name, key) in others {
        let found = page.raw().get::<Rect>(key).map(sides);
        out.extend(found.map(|sides| (name, sides)));
    }
    out
}

/// Links with what is said of them.
fn links(catalog: &Dict<'_>, pages: &[Page<'_>]) -> Vec<FinishedLink> {
    let base = catalog.get::<Dict<'_>>("URI").and_then(|uri| uri.get::<PdfString<'_>>("Base"));
    let base = base.map(|base| words(&base)).unwrap_or_default();
    let annotations = pages.iter().take(MAX_PAGES).filter_map(|page| {
        page.raw().get::<Array<'_>>("Annots").map(|annots| annots.iter::<Dict<'_>>())
    });
    let is_link = |annot: &Dict<'_>| {
        annot.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Link")
    };
    let links = annotations.flatten().filter(is_link).filter_map(|annot| {
        let says = annot.get::<PdfString<'_>>("Contents").map(|says| words(&says));
        Some(FinishedLink { to: target(&annot, &base, pages)?, says })
    });
    links.take(MAX_LINKS).collect()
}

fn target(annot: &Dict<'_>, base: &str, pages: &[Page<'_>]) -> Option<String> {
    let action = annot.get::<Dict<'_>>("A");
    if let Some(uri) = action.as_ref().and_then(|action| action.get::<PdfString<'_>>("URI")) {
        return Some(format!("{base}{}", words(&uri)));
    }
    let place = annot.get::<Object<'_>>("Dest").or_else(|| action?.get::<Object<'_>>("D"))?;
    match place {
        Object::Array(place) => {
            let first = place.raw_iter().next()?;
            let page = first.as_obj_ref()?.into();
            let number = pages.iter().position(|p| p.raw().obj_id() == Some(page))? + 1;
            Some(format!("page {number}"))
        }
        Object::Name(name) => Some(format!("#{}", name.as_str())),
        Object::String(name) => Some(format!("#{}", words(&name))),
        _ => None,
    }
}
