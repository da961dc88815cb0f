//! The page that leads to every edition and every file of a brochure.
//!
//! A card an edition, in the edition's language and direction: its language's name, its title,
//! what a draft says of itself, its files for reading and those for printing. Each card has the
//! faces and sizes of its own language, as if it were a page. The page is as closed as the single
//! pages are.

use std::collections::BTreeSet;

use super::css;
use super::element::{Element, el};
use super::encode;
use super::files::{Offered, Voiced};
use super::fonts::WebFonts;
use super::html::{data_uri, main_heading, page_head, root};
use super::inline::in_its_faces;
use super::linked::{address, script, work_of};
use super::notice::Notice;
use super::{opds, picture, svg};
use crate::diag::Diagnostic;
use crate::model::lang::{Digits, Lang, Writing};
use crate::model::style::Theme;
use crate::model::{Status, Words};
use crate::text::font::FontBook;

/// An edition on the page of all editions.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What is to be known of it.
    pub notice: Notice,
    /// The program's words in its language.
    pub words: Words,
    /// The digits of its numbers.
    pub digits: Digits,
    /// Its files; its web page leads the card.
    pub files: Vec<Offered>,
    /// A small picture of its cover (PNG), if there is one.
    pub cover: Option<Vec<u8>>,
    /// Where its cover for stores lies, if that was made.
    pub store_cover: Option<String>,
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
    let looks = Looks::of(editions, theme);
    let parts: Vec<(Element, Writing)> = std::iter::once((hero(first, &looks, theme), first))
        .chain(editions.iter().map(|edition| (card(edition, &looks, theme), edition)))
        .map(|(part, edition)| (part, edition.lang.writing()))
        .collect();
    let faces = WebFonts::for_parts(&parts, theme, book)?.inline();
    let mut parts = parts.into_iter().map(|(part, _)| part);
    let body = el("body")
        .push_some(svg::star_symbol(theme))
        .push_some(parts.next())
        .push(el("main").push(el("ul").class("editions").extend(parts)));
    let style = format!("{faces}{}", css::index(theme, &looks.styles));
    let all = editions.iter().map(|edition| (&edition.notice, edition.files.as_slice()));
    let data = work_of(&first.notice, all);
    let head = page_head(&first.title, (&style, &data), &svg::hex(theme.hero()));
    let head = alternates(editions, head).push(script(data)).push(el("style").push(style));
    Ok(encode::html(&root(first.lang.as_str(), first.lang.dir().as_str(), head, body)))
}

/// Where the page and the catalogue of the editions lie; in full where the folder's address is known.
fn alternates(editions: &[Listing], head: Element) -> Element {
    let base = editions.first().and_then(|first| first.notice.publish.as_deref());
    // A page in two languages is the page of neither.
    let alone = editions.iter().filter(|edition| edition.notice.also.is_none());
    let pages = alone.filter_map(|edition| {
        let page = edition.files.iter().find(|file| file.kind == super::FileKind::Page)?;
        Some((edition.lang.as_str(), address(base, &page.href)))
    });
    let pages: Vec<_> = pages.collect();
    let here = base.unwrap_or("index.html");
    let any = (pages.len() > 1).then(|| ("x-default", here.to_owned()));
    let head = pages.into_iter().chain(any).fold(head, |head, (lang, href)| {
        head.push(el("link").with("rel", "alternate").with("hreflang", lang).with("href", href))
    });
    let Some(base) = base else { return head };
    let feed = el("link").with("rel", "alternate").with("type", opds::TYPE);
    head.push(el("link").with("rel", "canonical").with("href", base))
        .push(feed.with("href", address(Some(base), opds::OPDS)))
}

/// How languages look; editions that look alike share a style.
struct Looks {
    /// Each with the class of what it is for.
    styles: Vec<(String, css::LanguageStyle)>,
}

impl Looks {
    fn of(editions: &[Listing], theme: &Theme) -> Self {
        let looks = editions.iter().map(|edition| css::look(theme, &edition.lang));
        let distinct: BTreeSet<css::LanguageStyle> = looks.collect();
        let name = |(i, look)| (format!("look-{}", i + 1), look);
        Self { styles: distinct.into_iter().enumerate().map(name).collect() }
    }

    /// The class of what is in a language.
    fn class(&self, theme: &Theme, lang: &Lang) -> &str {
        let look = css::look(theme, lang);
        let found = self.styles.iter().find(|(_, known)| *known == look);
        found.map_or("", |(class, _)| class)
    }
}

fn hero(first: &Listing, looks: &Looks, theme: &Theme) -> Element {
    let title = in_its_faces(&first.title, first.lang.writing());
    el("header")
        .class(format!("hero {}", looks.class(theme, &first.lang)))
        .push_some(svg::strip(theme, first.lang.dir().is_rtl()))
        .push(el("div").class("in").push(main_heading(&first.title).extend(title)))
}

fn card(edition: &Listing, looks: &Looks, theme: &Theme) -> Element {
    let picture = match &edition.cover {
        Some(png) => {
            let (width, height) = png_size(png);
            picture::cover(&data_uri("image/png", png), width, height)
        }
        None => svg::plain_cover(theme),
    };
    let groups = [
        group(edition, &edition.words.reading, true),
        group(edition, &edition.words.printing, false),
    ];
    el("li")
        .class(format!("edition {}", looks.class(theme, &edition.lang)))
        .with("lang", edition.lang.as_str())
        .with("dir", edition.lang.dir().as_str())
        .push(el("div").class("cover").push(picture))
        .push(about(edition))
        .push(el("div").class("groups").extend(groups.into_iter().flatten()))
}

/// The edition's names, and what a draft says of itself.
fn about(edition: &Listing) -> Element {
    let voiced = voiced(edition);
    let also = edition.notice.also.as_ref();
    let names = match also {
        Some(also) => Lang::joined(&edition.lang, also).names(),
        None => edition.lang.name(),
    };
    let name = el("bdi").extend(voiced.say(&names));
    let page = edition.files.iter().find(|file| file.kind == super::FileKind::Page);
    let heading = match page {
        Some(file) => el("h2").push(el("a").with("href", file.href.clone()).push(name)),
        None => el("h2").push(name),
    };
    let draft = edition.notice.status == Status::Draft;
    let state = draft.then(|| el("p").class("state").extend(voiced.say(&edition.words.draft)));
    el("div")
        .class("about")
        .push(heading)
        .push(el("p").class("of").extend(voiced.say(&edition.title)))
        .push_some(state)
}

/// The files of one use under their heading; `None` without any.
fn group(edition: &Listing, heading: &str, read: bool) -> Option<Element> {
    let voiced = voiced(edition);
    let mut files: Vec<_> =
        edition.files.iter().filter(|file| file.kind.is_read() == read).collect();
    files.sort_by_key(|file| file.kind);
    let rows = files.iter().map(|file| el("li").push(link(file, edition, &voiced)));
    (!files.is_empty()).then(|| {
        el("div")
            .class("group")
            .push(el("h3").extend(voiced.say(heading)))
            .push(el("ul").extend(rows))
    })
}

fn link(file: &Offered, edition: &Listing, voiced: &Voiced<'_>) -> Element {
    el("a")
        .with("href", file.href.clone())
        .with("type", file.kind.mime())
        .with("hreflang", edition.lang.as_str())
        .push(el("span").class("what").extend(voiced.name(file)))
        .push(" ")
        .push(voiced.facts(file))
}

fn voiced(edition: &Listing) -> Voiced<'_> {
    let (words, lang) = (&edition.words, &edition.lang);
    Voiced { words, digits: edition.digits, writing: lang.writing(), colon: lang.colon() }
}

/// Columns and rows of a PNG file (PNG, third edition, section 11.2.1).
fn png_size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| {
        let bytes = png.get(at..at + 4).and_then(|b| b.try_into().ok());
        bytes.map_or(1, u32::from_be_bytes).max(1)
    };
    (number(16), number(20))
}
