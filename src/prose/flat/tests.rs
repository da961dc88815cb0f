use super::*;
use crate::geom::Dir;
use crate::model::plain;

fn text(text: &str) -> Inline {
    Inline::Text { text: text.into(), span: Span::NONE }
}

fn isolate(range: Range<usize>) -> Wrap {
    let shell = Inline::Isolate {
        lang: None,
        dir: Dir::Ltr,
        kind: crate::model::IsolateKind::Phrase,
        content: vec![],
    };
    Wrap { range, shell }
}

fn show(inlines: &[Inline]) -> String {
    let part = |inline: &Inline| match inline {
        Inline::Text { text, .. } | Inline::Code { text, .. } => text.clone(),
        Inline::Strong(content) => format!("*{}*", show(content)),
        Inline::Isolate { content, .. } => format!("[{}]", show(content)),
        Inline::NoteMark { .. } => "^".to_owned(),
        _ => "|".to_owned(),
    };
    inlines.iter().map(part).collect()
}

#[test]
fn what_is_not_wrapped_comes_back_as_it_was() {
    let tree = vec![
        text("ab"),
        Inline::Strong(vec![text("cd"), Inline::Emphasis(vec![text("e")])]),
        Inline::NoteMark { note: 0, span: Span::NONE },
        Inline::Break,
        Inline::Code { text: "x".into(), span: Span::NONE },
    ];
    assert_eq!(Flat::new(tree.clone()).into_inlines(&[]), tree);
}

#[test]
fn wraps_part_what_crosses_their_edges_and_stand_in_what_holds_them() {
    let tree = || vec![text("ab"), Inline::Strong(vec![text("cdef")]), text("gh")];
    for (wraps, shown) in [
        (&[(0, 3)][..], "[ab*c*]*def*gh"),
        (&[(3, 5)][..], "ab*c[de]f*gh"),
        (&[(2, 6)][..], "ab*[cdef]*gh"),
        (&[(1, 7)][..], "a[b*cdef*g]h"),
        (&[(5, 8)][..], "ab*cde*[*f*gh]"),
        (&[(0, 8), (1, 3), (4, 5)][..], "[a[b*c*]*d[e]f*gh]"),
    ] {
        let wraps: Vec<Wrap> = wraps.iter().map(|&(from, to)| isolate(from..to)).collect();
        let made = Flat::new(tree()).into_inlines(&wraps);
        assert_eq!(show(&made), shown);
        assert_eq!(plain(&made), "abcdefgh");
    }
}

#[test]
fn marks_of_notes_at_an_edge_stay_outside() {
    let mark = || Inline::NoteMark { note: 0, span: Span::NONE };
    let tree = vec![mark(), text("ab"), mark(), text("cd"), mark()];
    assert_eq!(show(&Flat::new(tree).into_inlines(&[isolate(0..4)])), "^[ab^cd]^");
}

#[test]
fn changes_move_what_comes_after_them() {
    let mut flat = Flat::new(vec![text("ab"), Inline::Strong(vec![text("cd")]), text("ef")]);
    let to = |range: Range<usize>, new: &str| TextChange { range, new: new.into() };
    flat.change(&[to(0..1, "XYZ"), to(3..4, ""), to(4..5, "Q")]);
    assert_eq!(flat.text(), "XYZbcQf");
    assert_eq!(show(&flat.into_inlines(&[])), "XYZb*c*Qf");
}
