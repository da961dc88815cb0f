//! The page that leads to every edition and every file of a brochure.
//!
//! One row an edition: its name in itself, its title, its files with their sizes. Rows keep the
//! page's direction, each name has its own. The page is as closed as the single pages are.

use super::css;
use super::element::{Element, el};
use super::encode;
use super::fonts::WebFonts;
use super::html::{data_uri, page_head, root, size};
use super::inline::foreign_text;
use super::{picture, svg};
use crate::diag::Diagnostic;
use crate::model::Status;
use crate::model::lang::Lang;
use crate::model::style::Theme;
use crate::text::font::FontBook;

/// An edition on the page of all editions.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// How far a person has got with it.
    pub status: Status,
    /// What a draft says of itself, in its language.
    pub draft: String,
    /// Word for a page, in its language: what the abbreviation beside a file stands for.
    pub page: String,
    /// Its files; its web page leads the row.
    pub files: Vec<Listed>,
    /// A small picture of its cover (PNG), if there is one.
    pub cover: Option<Vec<u8>>,
}

/// A file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What it is called, such as `PDF`.
    pub label: String,
    /// Its address, relative to the page.
    pub href: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its size.
    pub bytes: u64,
    /// How many pages it has, where it has pages.
    pub pages: Option<usize>,
}

/// The page of all editions. The first edition's language is the page's own.
///
/// # Errors
/// `web-font`, when a face cannot be made.
pub fn index(
    editions: &[Listing],
    theme: &Theme,
    book: &FontBook,
) -> Result<String, Diagnostic> {
    let Some(first) = editions.first() else { return Ok(String::new()) };
    let body = body(editions, first, theme);
    let fonts =
        WebFonts::for_trees(std::slice::from_ref(&body), first.lang.writing(), theme, book)?;
    let faces = fonts.inline();
    let style = format!("{faces}{}", css::index(theme, &first.lang));
    let head = page_head(&first.title, &style, &svg::hex(theme.web.light.hero));
    let head = head.push(el("style").push(style));
    Ok(encode::html(&root(first.lang.as_str(), first.lang.dir().as_str(), head, body)))
}

fn body(editions: &[Listing], first: &Listing, theme: &Theme) -> Element {
    let hero = el("header")
        .class("hero")
        .push_some(svg::strip(theme, first.lang.dir().is_rtl()))
        .push(el("div").class("in").push(el("h1").push(first.title.as_str())));
    let rows = editions.iter().map(|edition| row(edition, first));
    el("body")
        .push(svg::star_symbol())
        .push(hero)
        .push(el("main").push(el("ul").class("editions").extend(rows)))
}

fn row(edition: &Listing, first: &Listing) -> Element {
    let w = first.lang.writing();
    let own = |e: Element, text: &str| {
        foreign_text(e, (edition.lang != first.lang).then_some(&edition.lang), text, w)
    };
    let page = edition.files.iter().find(|file| file.mime == "text/html");
    let name = own(el("span"), &edition.lang.name());
    let heading = match page {
        Some(file) => el("h2").push(el("a").with("href", file.href.clone()).push(name)),
        None => el("h2").push(name),
    };
    let title = own(el("p").class("soft line"), &edition.title);
    let state =
        (edition.status == Status::Draft).then(|| own(el("p").class("state"), &edition.draft));
    let about = el("div").push(heading).push(title).push_some(state);
    let files = edition.files.iter().map(|file| el("li").push(link(file, edition, w)));
    let cover = edition.cover.as_ref().map(|png| {
        let (width, height) = png_size(png);
        let picture = picture::cover(&data_uri("image/png", png), width, height);
        el("div").class("cover").push(picture)
    });
    let class = if cover.is_some() { "pictured" } else { "plain" };
    el("li")
        .class(class)
        .push_some(cover)
        .push(about)
        .push(el("ul").class("outputs").extend(files))
}

/// Columns and rows of a PNG file (PNG, third edition, section 11.2.1).
fn png_size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| {
        let bytes = png.get(at..at + 4).and_then(|b| b.try_into().ok());
        bytes.map_or(1, u32::from_be_bytes).max(1)
    };
    (number(16), number(20))
}

fn link(file: &Listed, edition: &Listing, w: crate::model::lang::Writing) -> Element {
    let mut facts = el("small").push(size(file.bytes));
    if let Some(pages) = file.pages {
        let short = el("abbr").with("title", edition.page.clone()).push("p.");
        facts = facts.push(format!(" · {pages} ")).push(short);
    }
    foreign_text(el("a"), None, &file.label, w)
        .with("href", file.href.clone())
        .with("type", file.mime)
        .with("hreflang", edition.lang.as_str())
        .push(" ")
        .push(facts)
}
