//! The web outputs of the real brochure and of a specimen with every block: whole, closed,
//! the same from run to run.

mod web_support;

use warraq::text::font::FontBook;
use warraq::web::{self, Download, WebFonts};
use web_support::{brochure, keep, pages, png, specimen};

fn downloads(slug: &str) -> Vec<Download> {
    vec![
        Download {
            label: "PDF".into(),
            href: format!("{slug}.pdf"),
            mime: "application/pdf",
            bytes: Some(112_345),
        },
        Download {
            label: "EPUB".into(),
            href: format!("{slug}.epub"),
            mime: "application/epub+zip",
            bytes: None,
        },
    ]
}

#[test]
fn outputs_are_made_and_are_the_same_from_run_to_run() {
    let book = FontBook::bundled();
    for doc in [brochure("ar"), brochure("en"), specimen()] {
        let make = || {
            let fonts = WebFonts::new(&doc, &book).expect("faces");
            let html = web::html(&doc, &fonts, &downloads(&doc.slug));
            let epub = web::epub(&doc, &pages(&doc), &fonts, Some(&png())).expect("a book");
            (html, epub)
        };
        let (html, epub) = make();
        assert!((&html, &epub) == (&make().0, &make().1), "{}: two runs differ", doc.slug);
        keep(&format!("{}/{}.html", doc.lang, doc.slug), html.as_bytes());
        keep(&format!("{}/{}.epub", doc.lang, doc.slug), &epub);
        assert!(html.len() < 250_000, "{} bytes", html.len());
    }
}
