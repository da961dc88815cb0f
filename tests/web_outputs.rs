//! The web outputs of the real brochure and of a specimen with every block: whole, closed,
//! readable, the same from run to run.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use crate::web_support::{brochure, keep, lang, pages, png, root, shipped, specimen, theme};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::Event;
use sha2::{Digest, Sha256};
use warraq::model::style::Rgb;
use warraq::model::{Document, PageMap, Status};
use warraq::source::generated_words;
use warraq::text::font::FontBook;
use warraq::web::{self, FileKind, Listing, Notice, Offered, Shape, WebFonts};

fn downloads(slug: &str) -> Vec<Offered> {
    let file = |kind, ext: &str, bytes| Offered {
        kind,
        shape: None,
        href: format!("{slug}.{ext}"),
        bytes,
        pages: None,
    };
    vec![file(FileKind::Pdf, "pdf", Some(112_345)), file(FileKind::Epub, "epub", None)]
}

/// The single page and the files of the book.
struct Made {
    html: String,
    epub: Vec<u8>,
}

fn make(doc: &Document) -> Made {
    let fonts = WebFonts::new(doc, &FontBook::bundled()).expect("faces");
    let html = web::html(doc, &fonts, &downloads(&doc.slug));
    let epub = web::epub(doc, &pages(doc), &fonts, Some(&png())).expect("a book");
    keep(&format!("{}/{}.html", doc.lang, doc.slug), html.as_bytes());
    keep(&format!("{}/{}.epub", doc.lang, doc.slug), &epub);
    Made { html, epub }
}

impl Made {
    /// The book's text files by name.
    fn texts(&self) -> BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.epub)).expect("a zip file");
        let mut texts = BTreeMap::new();
        for i in 0..archive.len() {
            let mut file = archive.by_index(i).expect("an entry");
            let name = file.name().expect("a name").into_owned();
            let mut bytes = vec![];
            file.read_to_end(&mut bytes).expect("its bytes");
            if let (Some(name), Ok(text)) =
                (name.strip_prefix("OEBPS/"), String::from_utf8(bytes))
            {
                texts.insert(name.to_owned(), text);
            }
        }
        texts
    }

    /// What stands between the tags of the page's style element.
    fn style(&self) -> &str {
        between(&self.html, "<style>", "</style>")
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).expect("a beginning") + from.len();
    let length = text[start..].find(to).expect("an end");
    &text[start..start + length]
}

/// `text` with the content of each `data:` address left out.
fn without_data(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(";base64,") {
        out.push_str(&rest[..at]);
        out.push_str(";base64,…");
        rest = rest[at + 8..].trim_start_matches(|c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')
        });
    }
    out + rest
}

/// Compares with a reference file, or writes it anew where `UPDATE_REF` is set.
fn compare(name: &str, text: &str) {
    let path = root().join("tests/ref/xhtml").join(name);
    if std::env::var_os("UPDATE_REF").is_some() {
        fs::write(&path, text).expect("the reference");
        return;
    }
    let known = fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{name} is missing: run with UPDATE_REF=1"));
    for (i, (ours, theirs)) in text.lines().zip(known.lines()).enumerate() {
        assert_eq!(ours, theirs, "{name}:{}", i + 1);
    }
    assert!(text == known, "{name} has another length or other line ends");
}

#[test]
fn two_runs_give_the_same_bytes() {
    for doc in [brochure("ar"), specimen()] {
        let (one, two) = (make(&doc), make(&doc));
        assert!(one.html == two.html, "{}: the pages differ", doc.slug);
        assert!(one.epub == two.epub, "{}: the books differ", doc.slug);
    }
}

#[test]
fn pages_of_the_brochure_are_light() {
    for tag in ["ar", "en"] {
        let size = make(&brochure(tag)).html.len();
        assert!(size < 250_000, "{tag}: {size} bytes");
    }
}

#[test]
fn every_block_is_written_as_its_reference_says() {
    let made = make(&specimen());
    let mut names = vec!["page.html".to_owned()];
    let body = made.html.split_once("</style>").expect("a style").1;
    compare("page.html", &without_data(body));
    for (name, text) in made.texts() {
        if name.ends_with(".xhtml") || name.ends_with(".opf") {
            let text = text.replace(concat!("warraq ", env!("CARGO_PKG_VERSION")), "warraq …");
            compare(&name, &text);
            names.push(name);
        }
    }
    for entry in fs::read_dir(root().join("tests/ref/xhtml")).expect("the references") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        assert!(names.contains(&name), "{name} is no longer made");
    }
}

#[test]
fn the_policy_allows_the_style_and_nothing_from_outside() {
    for doc in [brochure("ar"), brochure("en"), specimen()] {
        let made = make(&doc);
        let hash = STANDARD.encode(Sha256::digest(made.style().as_bytes()));
        let policy = between(&made.html, "Security-Policy\" content=\"", "\"");
        assert!(policy.contains(&format!("style-src 'sha256-{hash}';")), "{policy}");
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
        closed(&made.html);
    }
}

/// Asserts that a page has no script, no inline style, no address that loads from outside.
fn closed(html: &str) {
    let mut page = without_data(html);
    // Data that no browser runs is no script.
    let data = "<script type=\"application/ld+json\">";
    if let Some((before, rest)) = page.split_once(data) {
        page = format!("{before}{}", rest.split_once("</script>").expect("an end").1);
    }
    for forbidden in ["<script", " style=", "@import", "javascript:", "<iframe", " onload="] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for part in page.split("url(").skip(1).chain(page.split(" src=\"").skip(1)) {
        assert!(part.starts_with("data:"), "{}", &part[..part.len().min(60)]);
    }
    for part in page.split("<image href=\"").skip(1) {
        assert!(part.starts_with("data:image/"), "{}", &part[..part.len().min(60)]);
    }
}

#[test]
fn style_sheets_know_no_left_and_right_and_space_nothing_out() {
    for doc in [brochure("ar"), brochure("en"), specimen()] {
        let made = make(&doc);
        logical(made.style());
        logical(&made.texts()["stylesheet.css"]);
    }
    logical(between(&listing_page(), "<style>", "</style>"));
}

/// Asserts that a style sheet has logical properties only, and no tracking.
fn logical(css: &str) {
    let css = without_data(css);
    for declaration in css.split(['{', '}', ';']).filter(|d| !d.trim_start().starts_with('@')) {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let sides = ["left", "right", "top", "bottom"];
        let parts = property.trim().split('-').chain(value.split([' ', ',', '(', ')']));
        for part in parts {
            assert!(!sides.contains(&part.trim()), "{declaration}");
        }
        let spaced = ["letter-spacing", "text-transform", "font-variant"];
        assert!(!spaced.contains(&property.trim()), "{declaration}");
        let physical =
            ["width", "height", "min-width", "min-height", "max-width", "max-height"];
        assert!(!physical.contains(&property.trim()), "{declaration}");
    }
}

#[test]
fn latin_runs_in_arabic_have_an_element_with_their_direction() {
    for doc in [brochure("ar"), specimen()] {
        let texts = make(&doc).texts();
        let mut runs = 0;
        for (name, text) in texts.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
            runs += latin_runs(name, text);
        }
        assert!(runs >= 5, "{}: only {runs} runs", doc.slug);
    }
}

/// Counts texts with Latin letters; each must stand in an element that is left to right.
fn latin_runs(name: &str, xhtml: &str) -> usize {
    let mut reader = Reader::from_str(xhtml);
    let (mut stack, mut runs) = (vec![], 0);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                let dir = start.try_get_attribute("dir").expect("attributes");
                let dir = dir.map(|a| a.value.into_owned());
                let inherited = stack.last().cloned().unwrap_or((String::new(), false));
                let is_head = inherited.1 || start.name().as_ref() == "head";
                stack.push((dir.unwrap_or(inherited.0), is_head));
            }
            Event::End(_) => {
                stack.pop();
            }
            Event::Text(text) => {
                let latin = text.chars().any(|c| c.is_ascii_alphabetic());
                let (dir, in_head) = stack.last().cloned().unwrap_or_default();
                if latin && !in_head {
                    assert_eq!(dir, "ltr", "{name}: {:?}", &*text);
                    runs += 1;
                }
            }
            Event::Eof => return runs,
            _ => {}
        }
    }
}

#[test]
fn the_page_list_equals_the_pages_and_every_target_exists() {
    for doc in [brochure("ar"), brochure("en"), specimen()] {
        let (texts, map) = (make(&doc).texts(), pages(&doc));
        let list = between(&texts["nav.xhtml"], "\"page-list\"", "</nav>");
        let links: Vec<_> = list.split("<a href=\"").skip(1).collect();
        assert_eq!(links.len(), map.pages.len());
        let mut seen = vec![];
        for (link, page) in links.iter().zip(&map.pages) {
            let (href, rest) = link.split_once("\">").expect("a link");
            assert!(rest.starts_with(&format!("{}</a>", page.label)), "{rest}");
            let (file, id) = href.split_once('#').expect("an anchor");
            let text = &texts[file];
            assert_eq!(text.matches(&format!(" id=\"{id}\"")).count(), 1, "{href}");
            let mark = format!("id=\"{id}\" aria-label=");
            assert!(text.contains(&mark), "{href} is no page mark");
            seen.push(href.to_owned());
        }
        let blank = map.pages.len() - 2;
        assert_eq!(seen[blank], seen[blank + 1], "a blank page leads to the closing file");
        seen.dedup();
        assert_eq!(seen.len(), map.pages.len() - 1, "all others have a place of their own");
    }
}

#[test]
fn page_marks_stand_where_the_page_begins() {
    let doc = brochure("ar");
    let section = make(&doc).texts().remove("section-01.xhtml").expect("a section");
    let label = doc.lang.digits().format(4);
    let mark = format!(
        "<span role=\"doc-pagebreak\" epub:type=\"pagebreak\" id=\"page-4\" aria-label=\"{label}\"></span>"
    );
    let (before, after) = section.split_once(&mark).expect("page 4 begins in section 1");
    let paragraph = before.rsplit_once("<p class=\"lead\">").expect("in the lead").1;
    assert_eq!(paragraph.split(' ').filter(|w| !w.is_empty()).count(), 5);
    assert!(before.ends_with(' ') && !after.starts_with(' '));
}

#[test]
fn drafts_say_so() {
    for (doc, draft) in [(brochure("en"), true), (brochure("ar"), false)] {
        assert_eq!(doc.status == Status::Draft, draft);
        let (made, words) = (make(&doc), &doc.meta.words.draft);
        let texts = made.texts();
        for text in [&made.html, &texts["nav.xhtml"], &texts["closing.xhtml"]] {
            assert_eq!(text.contains(&format!("<p class=\"draft\">{words}</p>")), draft);
        }
        assert_eq!(texts["content.opf"].contains(words.as_str()), draft);
    }
}

#[test]
fn archives_begin_with_their_type_and_bear_no_time() {
    let made = make(&specimen());
    let mut archive = zip::ZipArchive::new(Cursor::new(&made.epub)).expect("a zip file");
    assert_eq!(&made.epub[30..58], b"mimetypeapplication/epub+zip");
    for i in 0..archive.len() {
        let file = archive.by_index(i).expect("an entry");
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
        assert_ne!(file.name().expect("a name"), "OEBPS/toc.ncx");
    }
}

#[test]
fn metadata_follows_from_the_content() {
    let package = |doc: &Document| make(doc).texts().remove("content.opf").expect("a package");
    let (with, plain) = (package(&specimen()), package(&brochure("ar")));
    for text in [&with, &plain] {
        for needed in [
            "xml:lang=\"ar\" dir=\"rtl\"",
            "<spine page-progression-direction=\"rtl\">",
            "<meta property=\"pageBreakSource\">",
            "pageBreakMarkers",
            "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        ] {
            assert!(text.contains(needed), "{needed}");
        }
        assert!(!text.contains("<guide") && !text.contains("ncx"));
    }
    assert!(with.contains("دار التجربة &amp; Sons"));
    let english = package(&brochure("en"));
    assert!(english.contains("page-progression-direction=\"ltr\""));
    let (doc, fonts) = (brochure("en"), WebFonts::new(&brochure("en"), &FontBook::bundled()));
    let bare = web::epub(&doc, &PageMap::default(), &fonts.expect("faces"), None);
    let bare = Made { html: String::new(), epub: bare.expect("a book") }.texts();
    for absent in ["visual", "alternativeText", "pageBreak", "pageNavigation", "dc:source"] {
        assert!(!bare["content.opf"].contains(absent), "{absent}");
    }
    assert!(!bare["nav.xhtml"].contains("page-list"));
}

/// Relative luminance and contrast (WCAG 2.2, definitions).
#[expect(clippy::disallowed_methods, reason = "a ratio to two places, in a test")]
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |Rgb(c): Rgb| {
        let part = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055_f64).powf(2.4) }
        };
        0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2])
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_keep_their_contrast_in_both_modes() {
    let theme = theme();
    let paper = theme.color(&theme.text.latin.cover_subtitle.color).rgb;
    for c in [&theme.web.light, &theme.web.dark] {
        let white = Rgb([255, 255, 255]);
        let pairs = [
            (c.ink, c.bg),
            (c.ink, c.panel),
            (c.soft, c.bg),
            (c.soft, c.panel),
            (c.head, c.bg),
            (c.head, c.panel),
            (c.link, c.bg),
            (c.link, c.panel),
            (white, c.hero),
            (paper, c.hero),
            (c.saffron, c.hero),
        ];
        for (text, ground) in pairs {
            let ratio = contrast(text, ground);
            assert!(ratio >= 4.5, "{text:?} on {ground:?}: {ratio:.2}");
        }
    }
    let (l, d) = (theme.web.light, theme.web.dark);
    let known = [
        (l.ink, l.bg, 17.4),
        (l.ink, l.panel, 15.6),
        (l.head, l.bg, 11.4),
        (l.head, l.panel, 10.3),
        (l.soft, l.panel, 6.0),
        (l.saffron, l.hero, 5.9),
        (d.ink, d.bg, 13.2),
        (d.ink, d.panel, 11.5),
        (d.head, d.bg, 13.9),
        (d.link, d.bg, 10.4),
        (d.soft, d.bg, 8.0),
        (d.saffron, d.bg, 8.7),
    ];
    for (text, ground, ratio) in known {
        let ours = contrast(text, ground);
        assert!((ours - ratio).abs() < 0.11, "{text:?} on {ground:?}: {ours:.2}");
    }
}

/// An edition with a file of every kind, and a leaflet.
fn listing(tag: &str, title: &str, status: Status) -> Listing {
    let lang = lang(tag);
    let file = |kind, ending: &str, pages| Offered {
        kind,
        shape: None,
        href: format!("{tag}/x.{ending}"),
        bytes: Some(412_000),
        pages,
    };
    let leaflet = Shape { leaflet: true, name: None };
    let files = vec![
        file(FileKind::Office, "booklet.pdf", None),
        Offered { shape: Some(leaflet), ..file(FileKind::Press, "leaflet.print.pdf", Some(2)) },
        file(FileKind::Epub, "epub", None),
        file(FileKind::Pdf, "pdf", Some(12)),
        file(FileKind::Page, "html", None),
    ];
    let (words, digits) = (generated_words(&lang), lang.digits());
    let notice = Notice {
        status,
        title: title.into(),
        ..Notice::of(&Document { lang: lang.clone(), ..brochure("en") })
    };
    let title = title.into();
    Listing { lang, title, notice, words, digits, files, cover: None, store_cover: None }
}

fn listing_page() -> String {
    let (ar, en) = (brochure("ar"), brochure("en"));
    let title = |doc: &Document| doc.title.to_plain();
    let mut editions = vec![
        listing("ar", &title(&ar), Status::Final),
        listing("en", &title(&en), Status::Draft),
        listing("ur", "نمونہ", Status::Final),
        listing("fr", "Modèle", Status::Final),
    ];
    editions[0].cover = Some(png());
    web::index(&editions, &ar.theme, &FontBook::bundled()).expect("a page")
}

#[test]
fn the_page_of_all_editions_leads_to_every_file_and_is_closed() {
    let page = listing_page();
    keep("index.html", page.as_bytes());
    closed(&page);
    for tag in ["ar", "en", "ur", "fr"] {
        for ending in ["html", "pdf", "epub", "leaflet.print.pdf", "booklet.pdf"] {
            assert!(page.contains(&format!("href=\"{tag}/x.{ending}\"")), "{tag} {ending}");
        }
    }
    let hash =
        STANDARD.encode(Sha256::digest(between(&page, "<style>", "</style>").as_bytes()));
    assert!(page.contains(&hash));
}

#[test]
fn cards_speak_their_editions_languages() {
    let page = listing_page();
    let cards: Vec<&str> = page.split("<li class=\"edition ").skip(1).collect();
    let [ar, en, ur, fr] = cards[..] else { panic!("{} cards", cards.len()) };
    let says = |card: &str, all: &[&str]| {
        let mut rest = card;
        for part in all {
            rest = rest.split_once(part).unwrap_or_else(|| panic!("{part} in {card}")).1;
        }
    };
    let order = ["للقراءة", "صفحة ويب", "PDF", "كتاب إلكتروني", "للطباعة", "في المطبعة"];
    says(ar, &["lang=\"ar\" dir=\"rtl\"", "<image "]);
    says(ar, &order);
    says(ar, &["<bdi>نحو ٤١٠ كيلوبايت</bdi> · <bdi>الصفحات: ١٢</bdi>", "(مطوية)"]);
    says(en, &["lang=\"en\" dir=\"ltr\"", "<rect ", "<bdi>English</bdi>", "class=\"state\""]);
    says(en, &["To read", "about 410 KB", "To print", "At a print shop", "(Leaflet)"]);
    says(ur, &["lang=\"ur\" dir=\"rtl\"", "پڑھنے کے لیے"]);
    says(fr, &["lang=\"fr\" dir=\"ltr\"", "À lire"]);
    assert!(!ar.contains("class=\"state\"") && !fr.contains("class=\"state\""));
    let look = |card: &str| card.split_once('"').map(|(look, _)| look.to_owned());
    assert_eq!(look(en), look(fr), "one style for both");
    assert_ne!(look(ar), look(ur));
}

#[test]
fn books_are_as_large_against_the_readers_size_as_their_pages_are() {
    let size = |tag: &str| {
        let sheet = make(&shipped(tag)).texts()["stylesheet.css"].clone();
        let text = between(&sheet, "body{font-size:", "%").to_owned();
        text.parse::<f64>().expect("a share")
    };
    assert!((size("en") - 100.0).abs() < f64::EPSILON);
    // 13.5 pt Markazi stand beside 9.7 pt Source Serif, 10.5 pt Nastaliq, 12 pt Frank Ruhl.
    for (tag, share) in [("ar", 139.0), ("ur", 108.0), ("he", 124.0)] {
        assert!((size(tag) - share).abs() < 0.5, "{tag}: {}", size(tag));
    }
}

#[test]
fn closing_statements_stand_on_their_own_ground_in_every_output() {
    for tag in ["ar", "en"] {
        let doc = brochure(tag);
        let page = make(&doc).html;
        let said = page.matches("class=\"statement-page\"").count();
        let due = (0..doc.sections.len()).filter(|&i| doc.is_statement(i)).count();
        assert_eq!((said, due), (1, 1), "{tag}");
        let mut alone = doc.clone();
        alone.sections = vec![doc.sections[doc.sections.len() - 1].clone()];
        assert!(!alone.is_statement(0), "what closes nothing is no closing statement");
        assert!(!make(&alone).html.contains("class=\"statement-page\""));
    }
}

#[test]
fn the_shipped_specimen_is_made_in_every_writing() {
    for tag in ["ar", "ckb", "en", "he", "ur"] {
        let made = make(&shipped(tag));
        logical(made.style());
        closed(&made.html);
        assert!(made.style().contains("@font-face"));
    }
}
