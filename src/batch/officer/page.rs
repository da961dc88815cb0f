//! A page of HTML without scripts and without anything from elsewhere, written from top to bottom.

use crate::diag::print::Voice;

const STYLE: &str = "body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem;\
    color:#1d2a28;background:#fff}h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;\
    border-top:2px solid #17403b;padding-top:.5rem}table{border-collapse:collapse;width:100%}\
    caption{text-align:start;font-weight:600}th,td{text-align:start;vertical-align:top;\
    padding:.25rem .6rem;border-bottom:1px solid #bdb8ad}.wide{overflow-x:auto}\
    .role{color:#5b574e;font-size:.85rem}a{color:#14548a}";

/// A page under construction.
pub(super) struct ReportPage<'v> {
    voice: &'v Voice,
    out: String,
    /// The list that is open, if one is.
    list: Option<&'static str>,
}

impl<'v> ReportPage<'v> {
    /// Begins a page about a project.
    pub(super) fn new(voice: &'v Voice, slug: &str) -> Self {
        let (lang, dir) = if voice.is_arabic() { ("ar", "rtl") } else { ("en", "ltr") };
        let mut page = Self { voice, out: String::new(), list: None };
        let title = format!("{}: {}", page.say("Accessibility report"), escaped(slug));
        page.out = format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        );
        page
    }

    /// A text of the program in the language of the page.
    pub(super) fn say(&self, text: &str) -> String {
        self.voice.plain(text)
    }

    pub(super) fn section(&mut self, title: &str) {
        let title = escaped(&self.say(title));
        self.out += &format!("<h2>{title}</h2>\n");
    }

    /// A heading inside a section.
    pub(super) fn heading(&mut self, text: &str) {
        self.out += &format!("<h3>{}</h3>\n", escaped(text));
    }

    pub(super) fn table_head(&mut self, caption: &str, heads: &[&str]) {
        let caption = escaped(&self.say(caption));
        let heads = heads
            .iter()
            .map(|head| format!("<th scope=\"col\">{}</th>", escaped(&self.say(head))));
        let heads: String = heads.collect();
        self.out += &format!(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n\
             <caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        );
    }

    /// A row, whose first cell names it.
    pub(super) fn row(&mut self, cells: &[String]) {
        let cell = |(index, text): (usize, &String)| match index {
            0 => format!("<th scope=\"row\"><bdi>{}</bdi></th>", escaped(text)),
            _ => format!("<td><bdi>{}</bdi></td>", escaped(text)),
        };
        let cells: String = cells.iter().enumerate().map(cell).collect();
        self.out += &format!("<tr>{cells}</tr>\n");
    }

    pub(super) fn table_end(&mut self) {
        self.out += "</tbody>\n</table>\n</div>\n";
    }

    fn open(&mut self, list: &'static str) {
        if self.list.is_none() {
            self.out += &format!("<{list}>\n");
            self.list = Some(list);
        }
    }

    /// A remark of the program as an item of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.open("ul");
        let text = escaped(&self.say(text));
        self.out += &format!("<li>{text}</li>\n");
    }

    /// Words of a brochure as an item of a list.
    pub(super) fn words(&mut self, lang: &str, text: &str) {
        self.open("ul");
        let (lang, text) = (escaped(lang), escaped(text));
        self.out += &format!("<li lang=\"{lang}\" dir=\"auto\">{text}</li>\n");
    }

    /// A piece of text in the order in which it is heard, with its role.
    pub(super) fn heard(&mut self, lang: &str, role: &str, text: &str) {
        self.open("ol");
        let (lang, role, text) = (escaped(lang), escaped(role), escaped(text));
        let role = format!("<span class=\"role\" lang=\"en\"><bdi>{role}</bdi></span>");
        self.out +=
            &format!("<li>{role} <span lang=\"{lang}\" dir=\"auto\">{text}</span></li>\n");
    }

    pub(super) fn list_end(&mut self) {
        if let Some(list) = self.list.take() {
            self.out += &format!("</{list}>\n");
        }
    }

    /// The whole page.
    pub(super) fn finish(self) -> String {
        self.out + "</main>\n</body>\n</html>\n"
    }
}

fn escaped(text: &str) -> String {
    let pairs = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
