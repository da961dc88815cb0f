//! What a page of HTML or XHTML says: its text piece by piece, its links, pictures and languages.

use super::markup::{MarkupToken, tokens};
use crate::model::finished::{FinishedLink, FinishedPicture, Read};

/// Elements that hold a piece of text of their own.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
];
/// Elements whose content nobody hears.
const SILENT: [&str; 6] = ["script", "style", "template", "noscript", "head", "title"];
/// Elements that have no end (HTML, 13.1.2).
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr", "param",
];

/// What a page says.
#[derive(Debug, Default)]
pub(super) struct PageFindings {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) direction: Option<&'static str>,
    pub(super) languages: Vec<String>,
    pub(super) text: Vec<Read>,
    pub(super) links: Vec<FinishedLink>,
    pub(super) pictures: Vec<FinishedPicture>,
    /// What `meta` says, by name.
    pub(super) meta: Vec<(String, String)>,
    /// The style sheets inside of it.
    pub(super) styles: String,
    /// Whether it has landmarks or headings.
    pub(super) structured: bool,
}

/// An element that is open.
struct OpenElement {
    name: String,
    language: Option<String>,
    silent: bool,
    block: bool,
}

struct PageReader {
    page: PageFindings,
    open: Vec<OpenElement>,
    /// Whether the next words begin a piece of their own.
    fresh: bool,
    link: Option<FinishedLink>,
    in_title: bool,
    in_style: bool,
}

/// Reads a page.
pub(super) fn read(text: &str) -> PageFindings {
    let mut reader = PageReader {
        page: PageFindings::default(),
        open: vec![],
        fresh: true,
        link: None,
        in_title: false,
        in_style: false,
    };
    for token in tokens(text) {
        reader.token(&token);
    }
    let mut page = reader.page;
    for read in &mut page.text {
        read.text = read.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    page.text.retain(|read| !read.text.is_empty());
    page
}

impl PageReader {
    fn token(&mut self, token: &MarkupToken) {
        match token {
            MarkupToken::Text(text) => self.words(text),
            MarkupToken::Open(name, _, empty) => {
                self.begins(name, token);
                if !empty && !VOID.contains(&name.as_str()) {
                    self.push(name, token);
                }
            }
            MarkupToken::Close(name) => self.ends(name),
        }
    }

    fn begins(&mut self, name: &str, token: &MarkupToken) {
        let value = |key: &str| token.attribute(key).map(str::to_owned);
        let language = value("lang").or_else(|| value("xml:lang")).filter(|l| !l.is_empty());
        if let Some(language) = &language
            && !self.page.languages.contains(language)
        {
            self.page.languages.push(language.clone());
        }
        self.fresh |= BLOCKS.contains(&name);
        match name {
            "html" => {
                self.page.language = language;
                self.page.direction = match token.attribute("dir") {
                    Some("rtl") => Some("rtl"),
                    Some("ltr") => Some("ltr"),
                    _ => None,
                };
            }
            "meta" => {
                let name = value("name").or_else(|| value("property"));
                self.page.meta.extend(name.zip(value("content")));
            }
            "img" => self.picture(value("alt"), token),
            "svg" if token.attribute("role") == Some("img") => {
                self.picture(value("aria-label"), token);
            }
            "a" | "area" => {
                let to = value("href").filter(|to| !to.is_empty());
                self.link = to.map(|to| FinishedLink { to, says: value("aria-label") });
            }
            "br" => self.words(" "),
            "h1" | "h2" | "main" | "nav" => self.page.structured = true,
            _ => {}
        }
        (self.in_title, self.in_style) =
            (name == "title" && !self.inside("svg"), name == "style");
    }

    fn picture(&mut self, alt: Option<String>, token: &MarkupToken) {
        let hidden = token.attribute("aria-hidden") == Some("true")
            || self.open.iter().any(|open| open.silent);
        if hidden {
            return;
        }
        if let Some(alt) = alt.as_deref().filter(|alt| !alt.is_empty()) {
            self.words(&format!(" {alt} "));
        }
        self.page.pictures.push(FinishedPicture { alt });
    }

    fn inside(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name)
    }

    fn push(&mut self, name: &str, token: &MarkupToken) {
        let before = self.open.last();
        let hidden = token.attribute("hidden").is_some()
            || token.attribute("aria-hidden") == Some("true")
            || name == "svg";
        let language = token.attribute("lang").or_else(|| token.attribute("xml:lang"));
        let inherited = before.and_then(|open| open.language.clone());
        let silent = before.is_some_and(|open| open.silent);
        self.open.push(OpenElement {
            name: name.to_owned(),
            language: language.map(str::to_owned).or(inherited),
            silent: silent || hidden || SILENT.contains(&name),
            block: BLOCKS.contains(&name),
        });
    }

    fn ends(&mut self, name: &str) {
        if name == "a" {
            self.page.links.extend(self.link.take());
        }
        self.fresh |= BLOCKS.contains(&name);
        (self.in_title, self.in_style) = (false, false);
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
    }

    fn words(&mut self, text: &str) {
        if self.in_title && self.page.title.is_none() {
            let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.page.title = Some(title).filter(|title| !title.is_empty());
        }
        if self.in_style {
            self.page.styles.push_str(text);
        }
        if self.open.last().is_some_and(|open| open.silent) {
            return;
        }
        let said = !text.trim().is_empty();
        if let Some(link) = self.link.as_mut().filter(|_| said) {
            let before = link.says.take().unwrap_or_default();
            link.says = Some(format!("{before} {}", text.trim()).trim().to_owned());
        }
        if said && (self.fresh || self.page.text.is_empty()) {
            let block = self.open.iter().rev().find(|open| open.block);
            let language = self.open.last().and_then(|open| open.language.clone());
            self.page.text.push(Read {
                role: block.map(|open| open.name.clone()),
                language: language.filter(|lang| Some(lang) != self.page.language.as_ref()),
                ..Read::default()
            });
            self.fresh = false;
        }
        if let Some(read) = self.page.text.last_mut().filter(|_| !self.fresh) {
            read.text.push_str(text);
        }
    }
}
