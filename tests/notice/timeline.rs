//! Timelines: a dot before each moment, all in order, when before what; no line past its dots.

use serde_json::{Value, json};
use warraq::geom::Abs;
use warraq::layout::frame::TagKind;

use super::{Made, bare, each, figures, is_before, joined, phrase};
use crate::order::dice::Dice;

fn rows(words: &str, dice: &mut Dice) -> Vec<[String; 2]> {
    let (count, most) = (1 + dice.below(10), dice.pick(&[4, 12, 40]));
    (0..count)
        .map(|_| {
            let when = phrase(words, 1 + dice.below(3), dice);
            [when, phrase(words, 1 + dice.below(most), dice)]
        })
        .collect()
}

fn body(rows: &[[String; 2]]) -> Value {
    let rows: Vec<Value> =
        rows.iter().map(|[when, what]| json!({ "when": when, "what": what })).collect();
    json!(["A.", { "timeline": rows }, "B."])
}

#[test]
fn every_moment_has_its_dot_at_its_start() {
    each(|lang, words, theme, format, dice| {
        let rows = rows(words, dice);
        let made = Made::new(lang, theme, format, &body(&rows), "");
        let what = format!("{lang} {theme} {format}");
        assert!(made.errors.is_empty(), "{what}: {:?}", made.errors);
        let items = made.tags(|kind| kind == TagKind::Li);
        assert_eq!(items.len(), rows.len(), "{what}");
        let mut dots: Vec<_> =
            made.layout.pages.iter().map(|page| figures(page, Abs::pt(12.0))).collect();
        for (item, [when, text]) in items.into_iter().zip(&rows) {
            let lines = made.lines_of(item);
            assert_eq!(joined(&lines), bare(when) + &bare(text), "{what}");
            let first = &lines[0];
            assert!(lines.iter().all(|line| line.page == first.page), "{what}: parted");
            let middle = first.place.top() + first.place.size.height / 2.0;
            let here = &mut dots[first.page];
            let found = here.iter().position(|dot| {
                let round = (dot.size.width - dot.size.height).abs() < Abs::pt(0.02);
                let level =
                    dot.top() - Abs::pt(3.0) < middle && middle < dot.bottom() + Abs::pt(3.0);
                round && level && lines.iter().all(|l| is_before(*dot, l.place, made.is_rtl()))
            });
            here.remove(found.unwrap_or_else(|| panic!("{what}: no dot before `{when}`")));
        }
    });
}

#[test]
fn the_web_says_when_before_what_and_in_order() {
    for (lang, words) in super::LANGUAGES {
        let rows = rows(words, &mut Dice::new(4));
        let html = Made::new(lang, "maktab", "booklet", &body(&rows), "").html();
        let list = html.split("<ol class=\"timeline\">").nth(1).unwrap();
        let list = list.split("</ol>").next().unwrap();
        let said: Vec<&str> = list.split("<li><p class=\"title\">").skip(1).collect();
        assert_eq!(said.len(), rows.len(), "{lang}");
        for (item, [when, _]) in said.into_iter().zip(&rows) {
            assert!(item.starts_with(when.as_str()), "{lang}: {item}");
        }
    }
}
