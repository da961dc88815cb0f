//! What to do and not to do: both in every pair, alike in height, side by side where there is room,
//! each under its sign and its word.

use serde_json::{Value, json};
use warraq::geom::{Abs, Rect};
use warraq::layout::frame::{FrameItem, Page, TagId, TagKind};

use super::{Made, bare, each, extent, is_before, joined, phrase};
use crate::order::dice::Dice;

/// The two words by language; written down here, not asked of the program.
const WORDS: [(&str, [&str; 2]); 5] = [
    ("ar", ["افعل", "لا تفعل"]),
    ("en", ["Do", "Don’t"]),
    ("ur", ["یہ کریں", "یہ نہ کریں"]),
    ("he", ["לעשות", "לא לעשות"]),
    ("fa", ["انجام دهید", "انجام ندهید"]),
];

fn words_of(lang: &str) -> [&'static str; 2] {
    WORDS.iter().find(|(known, _)| *known == lang).unwrap().1
}

fn rows(words: &str, dice: &mut Dice) -> Vec<[String; 2]> {
    let (count, most) = (1 + dice.below(4), dice.pick(&[4, 14, 45]));
    let mut text = || phrase(words, 1 + dice.below(most), dice);
    (0..count).map(|_| [text(), text()]).collect()
}

fn body(rows: &[[String; 2]]) -> Value {
    let rows: Vec<Value> =
        rows.iter().map(|[good, bad]| json!({ "do": good, "dont": bad })).collect();
    json!(["A.", { "pairs": rows }, "B."])
}

/// The divisions that hold no other: the halves, in reading order.
fn halves(made: &Made) -> Vec<TagId> {
    let nodes = &made.layout.tags.nodes;
    let is_div = |tag: &TagId| nodes[tag.0 as usize].kind == TagKind::Div;
    let all = made.tags(|kind| kind == TagKind::Div);
    all.into_iter().filter(|tag| !nodes[tag.0 as usize].children.iter().any(is_div)).collect()
}

/// The grounds of a page that hold a place, the smallest first.
fn around(page: &Page, place: Rect) -> Vec<Rect> {
    let little = Abs::pt(0.5);
    let holds = |r: &Rect| {
        r.left() <= place.left() + little
            && r.right() >= place.right() - little
            && r.top() <= place.top() + little
            && r.bottom() >= place.bottom() - little
            && r.size.width < page.size.width * 0.99
    };
    let shapes = page.items.iter().filter_map(|item| match item {
        FrameItem::Shape { path, fill: Some(_), .. } => extent(path, None),
        _ => None,
    });
    let mut found: Vec<Rect> = shapes.filter(holds).collect();
    found.sort_by(|a, b| a.size.height.to_pt().total_cmp(&b.size.height.to_pt()));
    found
}

#[test]
fn both_halves_are_there_and_alike() {
    each(|lang, words, theme, format, dice| {
        let rows = rows(words, dice);
        let made = Made::new(lang, theme, format, &body(&rows), "");
        let what = format!("{lang} {theme} {format}");
        assert!(made.errors.is_empty(), "{what}: {:?}", made.errors);
        let (halves, heads) = (halves(&made), words_of(lang));
        assert_eq!(halves.len(), rows.len() * 2, "{what}");
        for (pair, row) in halves.chunks(2).zip(&rows) {
            let mut frames = vec![];
            let mut pages = vec![];
            for ((half, text), head) in pair.iter().zip(row).zip(heads) {
                let lines = made.lines_of(*half);
                assert_eq!(joined(&lines), bare(head) + &bare(text), "{what}");
                let first = &lines[0];
                let page = &made.layout.pages[first.page];
                let all = lines.iter().map(|line| line.place).reduce(super::union).unwrap();
                let frame = around(page, all);
                assert!(!frame.is_empty(), "{what}: no frame round `{head}`");
                frames.push(frame[0]);
                pages.push(first.page);
                has_sign(page, first.place, made.is_rtl(), &what);
            }
            assert_eq!(pages[0], pages[1], "{what}: one without the other");
            let [good, bad] = [frames[0], frames[1]];
            let same = |a: Abs, b: Abs| (a - b).abs() < Abs::pt(0.1);
            if same(good.top(), bad.top()) {
                assert!(same(good.size.height, bad.size.height), "{what}: {good:?} {bad:?}");
                assert!(same(good.size.width, bad.size.width), "{what}");
                assert!(is_before(good, bad, made.is_rtl()), "{what}");
            } else {
                assert!(good.bottom() <= bad.top(), "{what}: {good:?} {bad:?}");
            }
        }
    });
}

/// A disc stands before the word, on its line.
fn has_sign(page: &Page, word: Rect, rtl: bool, what: &str) {
    let middle = word.top() + word.size.height / 2.0;
    let discs = page.items.iter().filter_map(|item| match item {
        FrameItem::Shape { path, fill: Some(_), .. } => extent(path, None),
        _ => None,
    });
    let is_sign = |disc: Rect| {
        (disc.size.width - disc.size.height).abs() < Abs::pt(0.02)
            && disc.size.width < Abs::pt(40.0)
            && disc.top() < middle
            && middle < disc.bottom()
            && is_before(disc, word, rtl)
    };
    assert!(discs.into_iter().any(is_sign), "{what}: no sign");
}

#[test]
fn short_pairs_stand_side_by_side_on_a_page() {
    for (lang, words) in super::LANGUAGES {
        let mut dice = Dice::new(3);
        let row = [phrase(words, 6, &mut dice), phrase(words, 9, &mut dice)];
        for theme in super::THEMES {
            let made = Made::new(lang, theme, "a4", &body(std::slice::from_ref(&row)), "");
            let tops: Vec<_> =
                halves(&made).iter().map(|half| made.lines_of(*half)[0].place.top()).collect();
            assert!((tops[0] - tops[1]).abs() < Abs::pt(0.5), "{lang} {theme}: {tops:?}");
        }
    }
}

#[test]
fn the_web_has_the_words_of_each_language() {
    for (lang, words) in super::LANGUAGES {
        let mut dice = Dice::new(5);
        let rows = rows(words, &mut dice);
        let html = Made::new(lang, "najma", "booklet", &body(&rows), "").html();
        for (class, word) in ["do", "dont"].into_iter().zip(words_of(lang)) {
            let parts: Vec<&str> =
                html.split(&format!("<div class=\"{class}\">")).skip(1).collect();
            assert_eq!(parts.len(), rows.len(), "{lang} {class}");
            let head = parts[0].split("</p>").next().unwrap();
            assert!(head.contains("aria-hidden=\"true\""), "{lang}: the drawing says nothing");
            assert_eq!(head.rsplit("</svg>").next().unwrap().trim(), word, "{lang}");
        }
    }
}

#[test]
fn one_without_the_other_is_told() {
    let faults = crate::source::Folder::new().with_body("- pairs: [{ do: a }]").faults();
    assert!(faults.contains("the key `dont` is missing"), "{faults}");
}

/// However full the page is on which pairs begin, none of several stands alone on a page.
#[test]
fn no_pair_stands_alone() {
    for (lang, words) in [super::LANGUAGES[0], super::LANGUAGES[1]] {
        let mut dice = Dice::new(7);
        for count in 2..=5 {
            for fill in 0..9 {
                let mut blocks: Vec<Value> =
                    (0..fill).map(|_| json!(phrase(words, 60, &mut dice))).collect();
                let text = |dice: &mut Dice| phrase(words, 9, dice);
                let rows: Vec<[String; 2]> =
                    (0..count).map(|_| [text(&mut dice), text(&mut dice)]).collect();
                let rows: Vec<Value> =
                    rows.iter().map(|[good, bad]| json!({ "do": good, "dont": bad })).collect();
                blocks.push(json!({ "pairs": rows }));
                let made = Made::new(lang, "najma", "booklet", &json!(blocks), "");
                let pages: Vec<usize> = halves(&made)
                    .chunks(2)
                    .filter_map(|pair| Some(made.lines_of(pair[0]).first()?.page))
                    .collect();
                assert_eq!(pages.len(), count);
                let alone = |page: &usize| pages.iter().filter(|p| *p == page).count() == 1;
                assert!(!pages.iter().any(alone), "{lang}: {fill} before {count}: {pages:?}");
            }
        }
    }
}
