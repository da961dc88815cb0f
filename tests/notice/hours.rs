//! Opening hours: a table whose rows are named by their days, hours at the end or below, closed days
//! in the word of the language.

use serde_json::{Value, json};
use warraq::geom::Abs;
use warraq::layout::frame::{Scope, TagKind};

use super::{Made, bare, each, is_before, joined, phrase};
use crate::order::dice::Dice;

/// The word for a closed door; written down here, not asked of the program.
const CLOSED: [(&str, &str); 5] =
    [("ar", "مغلق"), ("en", "Closed"), ("ur", "بند"), ("he", "סגור"), ("fa", "تعطیل")];

fn closed(lang: &str) -> &'static str {
    CLOSED.iter().find(|(known, _)| *known == lang).unwrap().1
}

/// Days and hours as they are written.
fn rows(words: &str, dice: &mut Dice) -> Vec<[String; 2]> {
    let (count, most) = (1 + dice.below(13), dice.pick(&[2, 4, 12]));
    let row = |_| {
        let days = phrase(words, 1 + dice.below(most), dice);
        let hours = match dice.below(3) {
            0 => "closed".to_owned(),
            1 => "8:00 – 16:30".to_owned(),
            _ => phrase(words, 1 + dice.below(most), dice),
        };
        [days, hours]
    };
    (0..count).map(row).collect()
}

fn body(rows: &[[String; 2]]) -> Value {
    let rows: Vec<Value> =
        rows.iter().map(|[days, hours]| json!({ "days": days, "hours": hours })).collect();
    json!(["A.", { "hours": rows }, "B."])
}

/// What the edition says of a row.
fn said(hours: &str, lang: &str) -> String {
    if hours == "closed" { closed(lang).to_owned() } else { hours.to_owned() }
}

#[test]
fn every_row_is_named_by_its_days() {
    each(|lang, words, theme, format, dice| {
        let rows = rows(words, dice);
        let made = Made::new(lang, theme, format, &body(&rows), "");
        let what = format!("{lang} {theme} {format}");
        assert!(made.errors.is_empty(), "{what}: {:?}", made.errors);
        let heads = made.tags(|kind| kind == TagKind::Th(Scope::Row));
        let cells = made.tags(|kind| kind == TagKind::Td);
        assert_eq!((heads.len(), cells.len()), (rows.len(), rows.len()), "{what}");
        let mut manners = vec![];
        let mut pages = vec![];
        for ((head, cell), [days, hours]) in heads.into_iter().zip(cells).zip(&rows) {
            let (day, hour) = (made.lines_of(head), made.lines_of(cell));
            assert_eq!(joined(&day), bare(days), "{what}");
            assert_eq!(joined(&hour), bare(&said(hours, lang)), "{what}");
            let (first, other) = (&day[0], &hour[0]);
            assert_eq!(first.page, other.page, "{what}: a row is parted");
            pages.push(first.page);
            let level = (first.place.bottom() - other.place.bottom()).abs() < Abs::pt(0.1);
            manners.push(level);
            if level {
                assert!(is_before(first.place, other.place, made.is_rtl()), "{what}");
            } else {
                assert!(day.last().unwrap().place.bottom() < other.place.bottom(), "{what}");
            }
        }
        manners.dedup();
        assert_eq!(manners.len(), 1, "{what}: all rows are alike");
        let alone = pages.len() > 1 && pages.last() != pages.iter().nth_back(1);
        assert!(!alone, "{what}: {pages:?}");
    });
}

#[test]
fn short_hours_stand_at_the_end_of_their_row() {
    for (lang, words) in super::LANGUAGES {
        let row = [phrase(words, 2, &mut Dice::new(1)), "closed".to_owned()];
        let made = Made::new(lang, "najma", "booklet", &body(&[row]), "");
        let table = made.tags(|kind| kind == TagKind::Table);
        let lines = made.lines_of(table[0]);
        assert!((lines[0].place.bottom() - lines[1].place.bottom()).abs() < Abs::pt(0.1));
        let page = made.layout.pages[lines[0].page].size.width;
        let middle = lines[1].place.left() + lines[1].place.size.width / 2.0;
        assert_eq!(middle < page / 2.0, made.is_rtl(), "{lang}");
    }
}

#[test]
fn the_web_has_a_table_of_named_rows() {
    for (lang, words) in super::LANGUAGES {
        let mut dice = Dice::new(11);
        let rows = rows(words, &mut dice);
        let html = Made::new(lang, "najma", "booklet", &body(&rows), "").html();
        let table = html.split("<table class=\"hours\">").nth(1).unwrap();
        let table = table.split("</table>").next().unwrap();
        assert_eq!(table.matches("<th scope=\"row\">").count(), rows.len());
        let shut = rows.iter().filter(|[_, hours]| hours == "closed").count();
        let word = format!("<td>{}</td>", closed(lang));
        assert_eq!(table.matches(&word).count(), shut, "{lang}");
        assert_eq!(table.matches("<tr class=\"closed\">").count(), shut, "{lang}");
    }
}

#[test]
fn days_before_a_colon_are_rows_and_a_closed_door_is_nothing_to_translate() {
    let text = "title: T\nsections:\n- id: a\n  heading: H\n  body:\n  \
        - hours: { Sunday – Thursday: 8–4, Friday: closed }\n";
    let units = warraq::source::units_of(text).unwrap();
    let said: Vec<&str> = units.iter().map(|unit| unit.text.as_str()).collect();
    assert_eq!(said, ["T", "H", "Sunday – Thursday", "8–4", "Friday"]);
}
