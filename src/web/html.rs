//! The single page: one HTML file that holds its style, faces and pictures.
//!
//! No script (a block of data tells programs what the page is), no network, no inline style: a content security policy in the page itself says
//! so, with the hash of its one style element (CSP Level 3, section 8.1).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::build::{ElementBuilder, Medium, draft_note, has_pictures};
use super::element::{Element, MarkupNode, el};
use super::encode;
use super::face;
use super::files::{Offered, Voiced};
use super::fonts::WebFonts;
use super::inline::{foreign_line, foreign_text, in_its_faces};
use super::notices;
use super::second;
use super::shown::{ShownPicture, shown};
use super::svg;
use super::{counters, css, linked, sheet};
use crate::model::style::{ContentsKind, CoverKind, TermsKind};
use crate::model::{BlockKind, Document, Section, shortened};

/// The whole edition as one HTML file.
pub fn html(doc: &Document, fonts: &WebFonts, downloads: &[Offered]) -> String {
    let faces = fonts.inline();
    let own = face::style(doc, Medium::Page).to_owned()
        + &notices::style(doc, Medium::Page)
        + second::style(doc).trim_end();
    let style =
        format!("{faces}{}{}{own}", counters::css(doc), css::page(&doc.theme, &doc.lang));
    let (head, body) = (head(doc, style, downloads), body(doc, downloads, data_uris(doc)));
    encode::html(&root(doc.lang.as_str(), doc.lang.dir().as_str(), head, body))
}

/// The root element.
pub(super) fn root(lang: &str, dir: &str, head: Element, body: Element) -> Element {
    el("html").with("lang", lang).with("dir", dir).push(head).push(body)
}

/// The page without its pictures, for those who want to know what is set in which face.
pub(super) fn tree(doc: &Document) -> Element {
    body(doc, &super::usual_downloads(doc), vec![])
}

/// Bytes as an address that needs no network (RFC 2397).
pub(super) fn data_uri(mime: &str, bytes: &[u8]) -> String {
    format!("data:{mime};base64,{}", STANDARD.encode(bytes))
}

fn data_uris(doc: &Document) -> Vec<String> {
    let uri = |file: ShownPicture<'_>| data_uri(file.media_type, &file.bytes);
    shown(doc, Medium::Page).into_iter().map(|file| file.map(uri).unwrap_or_default()).collect()
}

/// The policy that allows exactly one style element, one block of data, pictures and faces inside
/// the file. Browsers run no data, but some ask the policy first.
fn policy(style: &str, data: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let (style, data) = (hash(style), hash(data));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{data}'; img-src data:; font-src data:; \
         base-uri 'none'; form-action 'none'"
    )
}

/// What every page of ours has in its head; `data` and the style come last.
pub(super) fn page_head(title: &str, (style, data): (&str, &str), ground: &str) -> Element {
    el("head")
        .push(el("meta").with("charset", "utf-8"))
        .push(
            el("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", policy(style, data)),
        )
        .push(
            el("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
        )
        .push(el("title").push(title))
        .push(meta("color-scheme", "light dark"))
        .push(meta("theme-color", ground))
        .push(meta("generator", concat!("warraq ", env!("CARGO_PKG_VERSION"))))
}

fn meta(name: &str, content: &str) -> Element {
    el("meta").with("name", name).with("content", content)
}

fn property(name: &str, content: &str) -> Element {
    el("meta").with("property", name).with("content", content)
}

fn head(doc: &Document, style: String, downloads: &[Offered]) -> Element {
    let title = doc.full_title();
    let description = describe(doc);
    let data = linked::edition(doc, has_pictures(doc), downloads);
    let mut head = page_head(&title, (&style, &data), &svg::hex(doc.theme.hero()));
    if !description.is_empty() {
        head = head
            .push(meta("description", &description))
            .push(property("og:description", &description));
    }
    head = head.push(property("og:type", "article")).push(property("og:title", &title));
    if doc.lang.region().is_some() {
        head = head.push(property("og:locale", &doc.lang.as_str().replace('-', "_")));
    }
    if let Some(publisher) = &doc.meta.publisher {
        head = head.push(property("og:site_name", publisher));
    }
    alternates(doc, head).push(linked::script(data)).push(el("style").push(style))
}

/// Where the page lies in each language, and the page of all of them; in full where the address of
/// the output folder is known.
fn alternates(doc: &Document, mut head: Element) -> Element {
    let base = doc.meta.publish.as_deref();
    let in_full = |lang: &str| base.map(|base| format!("{base}{lang}/{}.html", doc.slug));
    let here = in_full(doc.edition().as_str());
    if let Some(here) = &here {
        head = head
            .push(el("link").with("rel", "canonical").with("href", here.clone()))
            .push(property("og:url", here));
    }
    let own = (doc.lang.as_str(), here.unwrap_or_else(|| format!("{}.html", doc.slug)));
    let other = |lang: &str| in_full(lang).unwrap_or_else(|| sibling(doc, lang));
    let others = doc.siblings.iter().map(|(lang, _)| (lang.as_str(), other(lang.as_str())));
    let any = base.map_or_else(|| "../index.html".to_owned(), str::to_owned);
    let any = (!doc.siblings.is_empty()).then_some(("x-default", any));
    // A page in two languages is the page of neither.
    let own = doc.second.is_none().then_some(own);
    for (lang, href) in own.into_iter().chain(others).chain(any) {
        let link = el("link").with("rel", "alternate").with("hreflang", lang);
        head = head.push(link.with("href", href));
    }
    head
}

/// Where a sibling's page lies from here.
fn sibling(doc: &Document, lang: &str) -> String {
    format!("../{lang}/{}.html", doc.slug)
}

/// A sentence or two about the brochure: its own, else the beginning of its text.
pub(super) fn describe(doc: &Document) -> String {
    const LONGEST: usize = 200;
    if let Some(description) = &doc.meta.description {
        return description.clone();
    }
    shortened(&super::first_paragraph(doc).unwrap_or_default(), LONGEST)
}

fn body(doc: &Document, downloads: &[Offered], assets: Vec<String>) -> Element {
    let mut builder = ElementBuilder::page(doc, assets);
    let main_id = builder.free_id("main");
    let skip = el("a").class("skip").with("href", format!("#{main_id}"));
    let header = header(doc, &mut builder, downloads);
    let mut other =
        second::text(doc).map(|text| ElementBuilder::second_page(text, builder.assets.clone()));
    let main = el("main").with("id", main_id).with("tabindex", "-1");
    let main = match &mut other {
        Some(other) => both(main, &mut builder, other),
        None => {
            let sections: Vec<_> =
                (0..doc.sections.len()).map(|i| builder.section(i)).collect();
            let notes = builder.notes();
            main.extend(sections).push_some(notes)
        }
    };
    let toc = contents(doc, &mut builder).push_some(other.as_mut().map(second::contents));
    let footer = footer(doc, &mut builder, other.as_mut());
    el("body")
        .push(skip.push(doc.meta.words.skip.as_str()))
        .push_some(svg::star_symbol(&doc.theme))
        .push(header)
        .push(el("div").class("wrap").push(toc).push(main))
        .push(footer)
}

/// The sections and notes of both texts, each beside its counterpart.
fn both(
    main: Element,
    builder: &mut ElementBuilder<'_>,
    other: &mut ElementBuilder<'_>,
) -> Element {
    let lang = other.doc.lang.clone();
    let mut main = main.class("two");
    for (ours, theirs) in second::sections(builder.doc, other.doc) {
        let theirs = theirs.map(|i| second::mark(other.section(i), &lang));
        main = main.push_some(ours.map(|i| builder.section(i))).push_some(theirs);
    }
    let notes = other.notes().map(|notes| second::mark(notes, &lang));
    main.push_some(builder.notes()).push_some(notes)
}

/// The top: languages and files, the field of stars, the title.
fn header(doc: &Document, builder: &mut ElementBuilder<'_>, downloads: &[Offered]) -> Element {
    let title = el("div")
        .class("in")
        .extend(face::on_hero(builder))
        .push_some(sheet::by_whom(builder))
        .push(main_heading(&doc.title.to_plain()).extend(title_in_strips(doc, builder)))
        .push(el("div").class("rule"))
        .push_some(subtitle(doc, builder))
        .extend(second::titles(doc))
        .push_some(draft_note(doc))
        .push_some(sheet::cited_by(builder));
    let lattice = || svg::lattice(&doc.theme, doc.lang.dir().is_rtl());
    let ornament = face::photo(builder).or_else(lattice);
    let stage = el("div").class("stage").push_some(ornament).push(title);
    let bar = el("div").class("bar").push_some(languages(doc)).push_some(files(doc, downloads));
    el("header").class("hero").push(bar).push(stage)
}

/// The title; that of a poster in two halves, whose lines stand on strips of two colours over a picture.
fn title_in_strips(doc: &Document, builder: &mut ElementBuilder<'_>) -> Vec<MarkupNode> {
    let title = builder.inlines(&doc.title);
    if doc.theme.cover.kind != CoverKind::Poster {
        return title;
    }
    let half = |nodes: Vec<MarkupNode>| {
        el("span").class("half").push(el("span").class("strip").extend(nodes))
    };
    let [MarkupNode::Text(text)] = title.as_slice() else { return vec![half(title).into()] };
    let words: Vec<&str> = text.split_whitespace().collect();
    let middle = words.len().div_ceil(2);
    // A word that leans on the next one goes with it.
    let leans = |at: usize| at > 1 && doc.lang.is_particle(words[at - 1]);
    let (first, second) = words.split_at(middle - usize::from(leans(middle)));
    if second.is_empty() {
        return vec![half(title).into()];
    }
    let [first, second] = [first, second].map(|words| half(vec![words.join(" ").into()]));
    vec![first.into(), " ".into(), second.into()]
}

/// The element of a page's title, which steps down in size as the title grows.
pub(super) fn main_heading(title: &str) -> Element {
    let size = match title.chars().count() {
        0..=60 => None,
        61..=110 => Some("long"),
        _ => Some("longest"),
    };
    let word = super::fit::word(title);
    let classes: Vec<&str> = size.into_iter().chain(word.as_deref()).collect();
    el("h1").with_some("class", (!classes.is_empty()).then(|| classes.join(" ")))
}

/// The subtitle; a foreign one gets its own direction.
pub(super) fn subtitle(doc: &Document, builder: &mut ElementBuilder<'_>) -> Option<Element> {
    let text = doc.subtitle.as_ref()?;
    let line = foreign_line(el("p").class("sub"), None, &text.to_plain(), doc.lang.writing());
    Some(line.extend(builder.inlines(text)))
}

/// The languages of the brochure, this one first; `None` where there is only one.
fn languages(doc: &Document) -> Option<Element> {
    if doc.siblings.is_empty() {
        return None;
    }
    let w = doc.lang.writing();
    let here = el("a")
        .class("current")
        .with("href", format!("{}.html", doc.slug))
        .with("aria-current", "page")
        .extend(in_its_faces(&doc.edition().names(), w));
    let mut list = el("ul").push(el("li").push(here));
    for (lang, title) in &doc.siblings {
        let name = lang.name();
        let link = foreign_text(el("a"), Some(lang), &name, w)
            .with("href", sibling(doc, lang.as_str()))
            .with("hreflang", lang.as_str())
            .with("title", title.clone());
        list = list.push(el("li").push(link));
    }
    Some(el("nav").with("aria-label", doc.meta.words.languages.clone()).push(list))
}

/// The files beside the page.
fn files(doc: &Document, downloads: &[Offered]) -> Option<Element> {
    if downloads.is_empty() {
        return None;
    }
    let voiced = Voiced {
        words: &doc.meta.words,
        digits: doc.digits,
        writing: doc.lang.writing(),
        colon: doc.lang.colon(),
    };
    let links = downloads.iter().map(|file| {
        let link = el("a").with("href", file.href.clone()).with("type", file.kind.mime());
        let size = file.bytes.map(|bytes| el("small").extend(voiced.say(&voiced.size(bytes))));
        let link = link.push(el("span").extend(voiced.name(file)));
        el("li").push(match size {
            Some(size) => link.push(" ").push(size),
            None => link,
        })
    });
    let nav = el("nav").class("files").with("aria-label", doc.meta.words.files.clone());
    Some(nav.push(el("ul").extend(links)))
}

/// The sections of a text, each leading to its place.
pub(super) fn contents_rows(doc: &Document, builder: &mut ElementBuilder<'_>) -> Element {
    let rows = doc.sections.iter().enumerate().map(|(index, section)| {
        let title = el("span").extend(builder.label(&section.heading));
        let link = el("a").with("href", format!("#{}", section.id));
        let sign = builder.contents_sign(index + 1);
        let row = el("li").push(link.push(sign).push(title));
        row.push_some(clauses(builder, index + 1, section))
    });
    let rows: Vec<_> = rows.collect();
    el("ol").extend(rows)
}

/// The contents beside the text.
fn contents(doc: &Document, builder: &mut ElementBuilder<'_>) -> Element {
    let rows = contents_rows(doc, builder);
    let id = builder.free_id("contents");
    el("nav")
        .class("toc")
        .with("aria-labelledby", id.clone())
        .push(el("h2").with("id", id).push(doc.meta.words.contents.as_str()))
        .push(rows)
}

/// The clauses of a section under its row of the contents, where the theme has both.
fn clauses(
    builder: &mut ElementBuilder<'_>,
    number: usize,
    section: &Section,
) -> Option<Element> {
    let theme = &builder.doc.theme;
    let is_tree = theme.contents.kind == ContentsKind::Tree;
    if !is_tree || theme.terms.kind != TermsKind::Clauses {
        return None;
    }
    let lists = section.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Terms(rows) => Some(rows),
        _ => None,
    });
    let rows: Vec<Element> = lists
        .flatten()
        .zip(1..)
        .map(|(row, clause)| {
            let href = format!("#{}", builder.clause_id(number, clause));
            let title = el("span").extend(builder.label(&row.term));
            let sign = builder.clause_number(number, clause);
            el("li").push(el("a").with("href", href).push(sign).push(" ").push(title))
        })
        .collect();
    (!rows.is_empty()).then(|| el("ol").extend(rows))
}

/// The foot: the names and the imprint.
fn footer(
    doc: &Document,
    builder: &mut ElementBuilder<'_>,
    other: Option<&mut ElementBuilder<'_>>,
) -> Element {
    let inner = el("div")
        .class("in")
        .push(el("p").class("name").extend(builder.label(&doc.title)))
        .push_some(doc.subtitle.as_ref().map(|text| {
            let line =
                foreign_line(el("p").class("sub"), None, &text.to_plain(), doc.lang.writing());
            line.extend(builder.label(text))
        }))
        .extend(super::imprint(builder))
        .push_some(other.and_then(|other| second::imprint(doc, other)))
        .push_some(draft_note(doc))
        .push_some(face::partners(builder));
    el("footer").push(inner)
}
