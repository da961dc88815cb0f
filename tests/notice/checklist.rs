//! Checklists: one box a line of the list, at its start and in its middle, all lines in order.

use serde_json::{Value, json};
use warraq::geom::Abs;
use warraq::layout::frame::TagKind;

use super::{Made, bare, each, figures, is_before, joined, phrase};
use crate::order::dice::Dice;

fn items(words: &str, dice: &mut Dice) -> Vec<String> {
    let (count, most) = (1 + dice.below(14), dice.pick(&[3, 9, 30]));
    (0..count).map(|_| phrase(words, 1 + dice.below(most), dice)).collect()
}

fn body(items: &[String]) -> Value {
    json!(["A.", { "checklist": items }, "B."])
}

#[test]
fn every_line_has_its_box_at_its_start() {
    each(|lang, words, theme, format, dice| {
        let items = items(words, dice);
        let made = Made::new(lang, theme, format, &body(&items), "");
        let what = format!("{lang} {theme} {format}");
        assert!(made.errors.is_empty(), "{what}: {:?}", made.errors);
        let rows = made.tags(|kind| kind == TagKind::Li);
        assert_eq!(rows.len(), items.len(), "{what}");
        let mut boxes: Vec<_> =
            made.layout.pages.iter().map(|p| figures(p, Abs::pt(30.0))).collect();
        let mut pages = vec![];
        for (row, item) in rows.into_iter().zip(&items) {
            let lines = made.lines_of(row);
            assert_eq!(joined(&lines), bare(item), "{what}");
            let first = &lines[0];
            pages.push(first.page);
            assert!(
                lines.iter().all(|line| line.page == first.page),
                "{what}: a line is parted"
            );
            let middle = first.place.top() + first.place.size.height / 2.0;
            let here = &mut boxes[first.page];
            let found = here.iter().position(|tick| {
                let square = (tick.size.width - tick.size.height).abs() < Abs::pt(0.02);
                let level = tick.top() < middle && middle < tick.bottom();
                square
                    && level
                    && lines.iter().all(|line| is_before(*tick, line.place, made.is_rtl()))
            });
            here.remove(found.unwrap_or_else(|| panic!("{what}: no box before `{item}`")));
        }
        // Neither the first nor the last of several stands alone on its page.
        let alone = |pair: [Option<&usize>; 2]| pages.len() > 1 && pair[0] != pair[1];
        assert!(!alone([pages.first(), pages.get(1)]), "{what}: {pages:?}");
        assert!(!alone([pages.last(), pages.iter().nth_back(1)]), "{what}: {pages:?}");
    });
}

#[test]
fn a_page_of_the_web_takes_ticks() {
    for (lang, words) in super::LANGUAGES {
        let mut dice = Dice::new(7);
        let items = items(words, &mut dice);
        let html = Made::new(lang, "najma", "booklet", &body(&items), "").html();
        let list = html.split("<ul class=\"checklist\">").nth(1).unwrap();
        let list = list.split("</ul>").next().unwrap();
        let labels: Vec<&str> =
            list.split("<li><label><input type=\"checkbox\">").skip(1).collect();
        assert_eq!(labels.len(), items.len());
        for (label, item) in labels.into_iter().zip(&items) {
            let said = label.split("</label></li>").next().unwrap();
            let mut inside = false;
            let plain = said.chars().filter(|&c| {
                let shown = !inside && c != '<';
                inside = c == '<' || inside && c != '>';
                shown
            });
            assert_eq!(bare(&plain.collect::<String>()), bare(item));
        }
        assert!(html.contains(".checklist input"), "its style is there");
    }
    let none = Made::new("en", "najma", "booklet", &json!(["A."]), "").html();
    assert!(!none.contains("checklist"), "what is not used costs nothing");
}
