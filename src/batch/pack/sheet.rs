//! The job sheet: what a print shop has to know of the files that it gets, in Arabic and English, as
//! one page that any browser shows and prints.

use std::fmt::Write;

use crate::geom::{Dir, Size};
use crate::model::lang::Lang;
use crate::model::print::{Binding, FoldScheme, Format, FormatKind, Print, PrintText};
use crate::model::style::Theme;

/// A file for the print shop.
pub(super) struct JobFile<'a> {
    pub(super) file: String,
    pub(super) lang: &'a Lang,
    pub(super) format: &'a Format,
    pub(super) pages: usize,
    pub(super) sha256: &'a str,
}

/// What the whole job is.
pub(super) struct JobSheet<'a> {
    /// The brochure's title in the first language.
    pub(super) title: String,
    pub(super) print: &'a Print,
    pub(super) theme: &'a Theme,
    pub(super) sheets: Vec<JobFile<'a>>,
}

/// A word in both languages of the sheet: Arabic, English.
type SheetWord = (&'static str, &'static str);

const TITLE: SheetWord = ("بطاقة الطباعة", "Job sheet");
const FILE: SheetWord = ("الملف", "File");
const LANGUAGE: SheetWord = ("اللغة", "Language");
const SIZE: SheetWord = ("القياس بعد القص", "Trimmed size");
const BLEED: SheetWord = ("الزيادة للقص", "Bleed");
const PAGES: SheetWord = ("الصفحات", "Pages");
const FINISH: SheetWord = ("التجليد أو الطي", "Binding or fold");
const PAPER: SheetWord = ("الورق وظروف الطباعة", "Paper and printing condition");
const INKS: SheetWord = ("الأحبار", "Inks");
const PROCESS: SheetWord = ("سماوي، أرجواني، أصفر، أسود", "cyan, magenta, yellow, black");
const TEXT: SheetWord = ("النص", "Text");
const BLACK: SheetWord = ("بالأسود وحده، فوق الألوان", "in black alone, overprinting");
const COLOURS: SheetWord = ("بألوان التصميم", "in the colours of the design");
const LIMIT: SheetWord = ("أقصى مجموع للحبر", "Most ink in all");
const STANDARD: SheetWord = ("المعيار", "Standard");
const SINGLE: SheetWord =
    ("صفحات مفردة بترتيب القراءة، غير مركّبة", "single pages in reading order, not imposed");
const CHECK: SheetWord =
    ("للتحقق من سلامة الملفات (SHA-256)", "To check that files arrived whole (SHA-256)");

const STYLE: &str = "@page{size:a4;margin:15mm}body{font:11pt/1.5 sans-serif;color:#1d2a28;max-width:50rem;margin:2rem auto;\
padding:0 1rem}h1{font-size:1.5rem;margin:0 0 .2rem}h2{font-size:1.1rem;border-top:2px solid #17403b;padding-top:.6rem;\
margin:1.6rem 0 .6rem}table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{text-align:start;vertical-align:top;\
padding:.35rem .6rem;border-bottom:1px solid #bdb8ad}thead th{border-bottom:2px solid #17403b}tbody th{font-weight:600;\
width:14rem}td:first-child code{white-space:nowrap}code{font:.8rem monospace;word-break:break-all}";

impl JobSheet<'_> {
    /// The sheet as a web page.
    pub(super) fn html(&self) -> Vec<u8> {
        let title = escape(&self.title);
        let (arabic, english) = (self.part(0, "ar", "rtl"), self.part(1, "en", "ltr"));
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">\n<head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{} · {} · {title}</title><style>{STYLE}</style></head>\n<body>\n\
             <h1><bdi>{title}</bdi></h1>\n{arabic}{english}{}</body>\n</html>\n",
            TITLE.0,
            TITLE.1,
            self.digests(),
        );
        page.into_bytes()
    }

    /// All of it in one of the languages.
    fn part(&self, n: usize, lang: &str, dir: &str) -> String {
        let say = |word: SheetWord| if n == 0 { word.0 } else { word.1 };
        let mut out = format!(
            "<section lang=\"{lang}\" dir=\"{dir}\">\n<h2>{}</h2>\n<table><tbody>\n",
            say(TITLE)
        );
        let press = &self.print.press;
        let spots = self.theme.colors.spots.iter().map(|spot| isolated(&spot.name));
        let inks: Vec<String> = std::iter::once(say(PROCESS).to_owned()).chain(spots).collect();
        let text = if self.print.text == PrintText::KOnly { BLACK } else { COLOURS };
        let paper = latin(&format!("{} ({})", press.name, press.condition));
        for (name, value) in [
            (
                STANDARD,
                format!(
                    "{}{} {}",
                    latin("PDF/X-4"),
                    if n == 0 { "؛" } else { ";" },
                    say(SINGLE)
                ),
            ),
            (PAPER, paper),
            (INKS, inks.join(if n == 0 { "، " } else { ", " })),
            (TEXT, say(text).to_owned()),
            (LIMIT, latin(&format!("{} %", self.print.ink_limit))),
        ] {
            // Writing to a string never fails.
            let _ =
                writeln!(out, "<tr><th scope=\"row\">{}</th><td>{value}</td></tr>", say(name));
        }
        out += "</tbody></table>\n<table><thead><tr>";
        for name in [FILE, LANGUAGE, SIZE, BLEED, PAGES, FINISH] {
            let _ = write!(out, "<th scope=\"col\">{}</th>", say(name));
        }
        out += "</tr></thead><tbody>\n";
        self.sheets.iter().for_each(|sheet| out += &self.row(sheet, n));
        out + "</tbody></table>\n</section>\n"
    }

    fn row(&self, sheet: &JobFile<'_>, n: usize) -> String {
        let theme = &sheet.format.theme;
        let size = match sheet.format.kind {
            FormatKind::Leaflet(leaflet) => leaflet.paper,
            FormatKind::Booklet => Size::new(theme.page.width, theme.page.height),
        };
        let millimetres = |length: f64| (length * 10.0).round() / 10.0;
        let unit = if n == 0 { "مم" } else { "mm" };
        let size = format!(
            "{} × {}",
            millimetres(size.width.to_mm()),
            millimetres(size.height.to_mm())
        );
        let language = if n == 0 { sheet.lang.name() } else { sheet.lang.english_name() };
        let cells = [
            format!("<code dir=\"ltr\">{}</code>", escape(&sheet.file)),
            isolated(&language),
            format!("{} {unit}", latin(&size)),
            format!("{} {unit}", latin(&millimetres(theme.page.bleed.to_mm()).to_string())),
            sheet.pages.to_string(),
            self.finish(sheet, n).to_owned(),
        ];
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{cells}</tr>\n")
    }

    /// How it is bound or folded.
    fn finish(&self, sheet: &JobFile<'_>, n: usize) -> &'static str {
        let rtl = sheet.lang.dir() == Dir::Rtl;
        let words: SheetWord = match sheet.format.kind {
            FormatKind::Leaflet(leaflet) => fold(leaflet.fold, rtl),
            FormatKind::Booklet => {
                bound(self.print.binding.unwrap_or(Binding::of(sheet.pages)), rtl)
            }
        };
        if n == 0 { words.0 } else { words.1 }
    }

    fn digests(&self) -> String {
        let mut out = format!(
            "<h2><span>{}</span> · <span lang=\"en\">{}</span></h2>\n<p dir=\"ltr\">\n",
            CHECK.0, CHECK.1
        );
        for sheet in &self.sheets {
            let (name, digest) = (escape(&sheet.file), sheet.sha256);
            let _ = writeln!(out, "<code dir=\"ltr\">{digest}  {name}</code><br>");
        }
        out + "</p>\n"
    }
}

fn bound(binding: Binding, rtl: bool) -> SheetWord {
    match (binding, rtl) {
        (Binding::SaddleStitch, true) => {
            ("دبوس في المنتصف، من اليمين", "saddle-stitched at the right")
        }
        (Binding::SaddleStitch, false) => {
            ("دبوس في المنتصف، من اليسار", "saddle-stitched at the left")
        }
        (Binding::Perfect, true) => ("غراء من اليمين", "perfect-bound at the right"),
        (Binding::Perfect, false) => ("غراء من اليسار", "perfect-bound at the left"),
        (Binding::Wire, true) => ("سلك من اليمين", "wire-bound at the right"),
        (Binding::Wire, false) => ("سلك من اليسار", "wire-bound at the left"),
    }
}

fn fold(fold: FoldScheme, rtl: bool) -> SheetWord {
    match (fold, rtl) {
        (FoldScheme::Bifold, true) => {
            ("طية واحدة، تفتح من اليمين", "one fold, opens at the right")
        }
        (FoldScheme::Bifold, false) => {
            ("طية واحدة، تفتح من اليسار", "one fold, opens at the left")
        }
        (FoldScheme::LetterFold, true) => {
            ("طيتان، الجناح إلى الداخل، تفتح من اليمين", "letter fold, opens at the right")
        }
        (FoldScheme::LetterFold, false) => {
            ("طيتان، الجناح إلى الداخل، تفتح من اليسار", "letter fold, opens at the left")
        }
        (FoldScheme::ZFold, true) => ("طيتان متعاكستان، من اليمين", "Z-fold from the right"),
        (FoldScheme::ZFold, false) => ("طيتان متعاكستان، من اليسار", "Z-fold from the left"),
        (FoldScheme::GateFold, _) => ("طية بوابة", "gate fold"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Names, in their own direction.
fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

/// Numbers and technical names, which run from left to right in every text.
fn latin(text: &str) -> String {
    format!("<bdi dir=\"ltr\">{}</bdi>", escape(text))
}
