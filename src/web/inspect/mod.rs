//! What a finished web page or book holds, whoever made it.
//!
//! In: any bytes. Out: a [`Finished`], or the fault that says why there is none.

mod book;
mod markup;
mod page;

use crate::diag::{Diagnostic, Span};
use crate::model::finished::{Finished, FinishedFont};

pub use book::book;

/// Looks into a page of HTML.
///
/// # Errors
/// A fault where it is no text.
pub fn html(bytes: &[u8]) -> Result<Finished, Diagnostic> {
    let text = text(bytes)?;
    let page = page::read(&text);
    let policy =
        |name: &str| page.meta.iter().find(|(key, _)| key == name).map(|(_, v)| v.clone());
    let mut languages: Vec<String> = page.language.clone().into_iter().collect();
    languages
        .extend(page.languages.iter().filter(|l| Some(*l) != page.language.as_ref()).cloned());
    Ok(Finished {
        kind: "HTML",
        bytes: bytes.len(),
        title: page.title.clone(),
        author: policy("author"),
        program: policy("generator"),
        tagged: page.structured,
        languages,
        direction: page.direction,
        fonts: faces(&page.styles),
        links: page.links,
        pictures: page.pictures,
        text: page.text,
        ..Finished::default()
    })
}

/// A text in UTF-8, or in UTF-16 where its mark says so.
fn text(bytes: &[u8]) -> Result<String, Diagnostic> {
    let wide = |units: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks::<2>();
        String::from_utf16_lossy(&pairs.iter().map(|&pair| units(pair)).collect::<Vec<_>>())
    };
    match bytes {
        [0xFE, 0xFF, ..] => Ok(wide(u16::from_be_bytes)),
        [0xFF, 0xFE, ..] => Ok(wide(u16::from_le_bytes)),
        _ => std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| {
            let message = "the page is not in UTF-8";
            Diagnostic::error("not-utf8", Span::NONE, message)
                .with_hint("save the file as UTF-8")
        }),
    }
}

/// The families that style sheets bring along or fetch.
fn faces(styles: &str) -> Vec<FinishedFont> {
    let mut out: Vec<FinishedFont> = vec![];
    for rule in styles.split("@font-face").skip(1) {
        let rule = rule.split('}').next().unwrap_or_default();
        let value = |name: &str| {
            let rest = rule.split_once(&format!("{name}:"))?.1;
            Some(rest.split(';').next().unwrap_or_default().trim().trim_matches(['"', '\'']))
        };
        let Some(name) = value("font-family") else { continue };
        let embedded = rule.contains("url(data:") || rule.contains("url(\"data:");
        let kind = ["woff2", "woff", "truetype", "opentype"];
        let kind = kind.iter().find(|kind| rule.contains(**kind)).unwrap_or(&"").to_string();
        let face = FinishedFont { name: name.to_owned(), kind, embedded, says_text: true };
        if !out.contains(&face) {
            out.push(face);
        }
    }
    out.sort();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_anybody_is_heard_in_order() {
        let page = "<!DOCTYPE html><html lang=ar dir=rtl><head><title>مكتبة</title>\
            <style>@font-face{font-family:\"Amiri\";src:url(data:font/woff2;base64,AA)}</style></head>\
            <body><h1>عنوان</h1><p>نص <a href=tel:+1>هاتف</a> <span lang=en>word</span>\
            <img src=a alt='صورة'><img src=b><script>no()</script><div hidden>unheard</div>\
            <ul><li>one<li>two</ul>";
        let found = html(page.as_bytes()).unwrap();
        assert_eq!(found.title.as_deref(), Some("مكتبة"));
        assert_eq!(
            (found.languages, found.direction),
            (vec!["ar".into(), "en".into()], Some("rtl"))
        );
        let heard: Vec<_> = found
            .text
            .iter()
            .map(|read| (read.role.as_deref().unwrap_or(""), read.text.as_str()))
            .collect();
        assert_eq!(
            heard,
            [("h1", "عنوان"), ("p", "نص هاتف word صورة"), ("li", "one"), ("li", "two")]
        );
        assert_eq!(found.links.len(), 1);
        let alts: Vec<_> = found.pictures.iter().map(|p| p.alt.as_deref()).collect();
        assert_eq!(alts, [Some("صورة"), None]);
        assert_eq!(found.fonts.len(), 1);
        assert!(found.fonts[0].embedded);
    }
}
