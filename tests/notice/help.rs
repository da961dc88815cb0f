//! A number to call: whole on one line, its groups from left to right, a link that dials it.

use serde_json::json;
use warraq::geom::{Abs, Rect};
use warraq::layout::frame::{FrameItem, LinkTarget, TagKind};
use warraq::model::style::Rgb;
use warraq::text::RunRole;

use super::{Made, bare, each, phrase};
use crate::order::dice::Dice;

/// What is dialled for a number: written down here by hand.
const NUMBERS: [(&str, &str); 4] = [
    ("112", "tel:112"),
    ("+966 50 123 4567", "tel:+966501234567"),
    ("٠٦ ٥٥٥ ٠١٣٤", "tel:065550134"),
    ("(06) 555-0134", "tel:065550134"),
];

#[test]
fn a_number_is_whole_and_reads_from_left_to_right() {
    each(|lang, words, theme, format, dice| {
        let (number, url) = dice.pick(&NUMBERS);
        let label = phrase(words, 1 + dice.below(12), dice);
        let body = json!(["A.", { "help": { "number": number, "label": label } }, "B."]);
        let made = Made::new(lang, theme, format, &body, "");
        let what = format!("{lang} {theme} {format} {number}");
        assert!(made.errors.is_empty(), "{what}: {:?}", made.errors);
        let parts: Vec<_> = made
            .tags(|kind| kind == TagKind::P)
            .into_iter()
            .map(|tag| made.lines_of(tag))
            .collect();
        let at = parts.iter().position(|lines| {
            lines.iter().map(|line| bare(&line.words)).collect::<String>() == bare(number)
        });
        let at = at.unwrap_or_else(|| panic!("{what}: not there"));
        assert_eq!(parts[at].len(), 1, "{what}: broken");
        let beside: String = parts[at + 1].iter().map(|line| bare(&line.words)).collect();
        assert_eq!(beside, bare(&label), "{what}: what it is comes next");
        // In the order of the page, the digits are those of the source.
        assert_eq!(seen(&made, number), digits(number), "{what}");
        is_seen(&made, &what);
        let links = made.layout.links.iter().filter(|link| match link {
            LinkTarget::Url { url: found, .. } => found == url,
            LinkTarget::Place { .. } => false,
        });
        assert_eq!(links.count(), 1, "{what}");
    });
}

/// The linked pieces can be read on the last ground that they lie on.
fn is_seen(made: &Made, what: &str) {
    for page in &made.layout.pages {
        let mut grounds: Vec<(Rect, Rgb)> = vec![];
        for item in &page.items {
            match item {
                FrameItem::Shape { path, fill: Some(fill), .. } => {
                    grounds.extend(path.as_rect().map(|rect| (rect, fill.rgb)));
                }
                FrameItem::Text { at, line, .. } => {
                    let place = Rect::new(at.x, at.y, Abs::ZERO, Abs::ZERO);
                    let below = grounds.iter().rev().find(|(rect, _)| rect.covers(place));
                    let ground = below.map_or(Rgb([255; 3]), |(_, rgb)| *rgb);
                    for piece in &line.pieces {
                        let found = piece.style.color.rgb.contrast(ground);
                        let is_link = matches!(piece.style.role, RunRole::Link(_));
                        assert!(!is_link || found >= 4.5, "{what}: {found:.1}");
                    }
                }
                _ => {}
            }
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| c.is_numeric()).collect()
}

/// The digits of the linked pieces as they stand on the page, from left to right.
fn seen(made: &Made, number: &str) -> String {
    use warraq::layout::frame::lines;
    let mut groups: Vec<(Abs, String)> = vec![];
    for page in &made.layout.pages {
        for placed in lines(&page.items) {
            for piece in &placed.line.pieces {
                let text = digits(&piece.shaped.text);
                let is_link = matches!(piece.style.role, RunRole::Link(_));
                if is_link && !text.is_empty() && digits(number).contains(&text) {
                    groups.push((placed.at.x + piece.x, text));
                }
            }
        }
    }
    groups.sort_by(|a, b| a.0.to_pt().total_cmp(&b.0.to_pt()));
    groups.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn web_pages_dial_it_and_say_what_it_is_in_their_language() {
    const WORDS: [(&str, &str); 5] = [
        ("ar", "خط المساعدة"),
        ("en", "Help line"),
        ("ur", "مدد کا نمبر"),
        ("he", "קו סיוע"),
        ("fa", "خط کمک"),
    ];
    for (lang, word) in WORDS {
        let (number, url) = Dice::new(2).pick(&NUMBERS);
        let html = Made::new(lang, "kitab", "booklet", &json!([{ "help": number }]), "").html();
        let bar = html.split("<p class=\"help ").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(bar.contains(&format!("href=\"{url}\"")), "{bar}");
        assert!(bar.contains("dir=\"ltr\""), "{bar}");
        assert!(bar.ends_with(&format!("<span>{word}</span>")), "{bar}");
    }
}

#[test]
fn what_nobody_can_dial_is_told_with_its_place() {
    let faults = crate::source::Folder::new().with_body("- help: the desk").faults();
    assert!(faults.contains("error bad-help `the desk` is no number to call"), "{faults}");
    assert!(faults.contains("write its digits"), "{faults}");
}
