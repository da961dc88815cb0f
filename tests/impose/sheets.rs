//! Where pages lie: both sides of the paper, scale, creep, grids, marks.

use warraq::geom::{Abs, Point, Rect, Size};
use warraq::pdf::impose::Binding::{self, Left, Right};
use warraq::pdf::impose::{Flip, Imposition, N_UP, PlacedPage, Scheme, SheetPlan, SheetSide};

const A3: Size = Size::new(Abs::mm(297.0), Abs::mm(420.0));
const A4: Size = Size::new(Abs::mm(210.0), Abs::mm(297.0));
const A5: Size = Size::new(Abs::mm(148.0), Abs::mm(210.0));

fn n_up(pages: usize) -> Imposition {
    let scheme = Scheme::NUp { pages, gutter: Abs::ZERO };
    Imposition { scheme, ..Imposition::BOOKLET }
}

fn plan(pages: usize, page: Size, how: &Imposition, binding: Binding) -> SheetPlan {
    SheetPlan::new(&vec![page; pages], how, binding).unwrap()
}

#[track_caller]
fn same(a: Abs, b: Abs) {
    assert!((a - b).abs().to_pt() < 0.01, "{a:?} is not {b:?}");
}

#[track_caller]
fn same_rect(a: Rect, b: Rect) {
    same(a.left(), b.left());
    same(a.top(), b.top());
    same(a.size.width, b.size.width);
    same(a.size.height, b.size.height);
}

fn landscape(size: Size) -> bool {
    size.width > size.height
}

/// A rectangle after half a turn of the sheet.
fn turned(rect: Rect, sheet: Size) -> Rect {
    Rect {
        origin: Point::new(sheet.width - rect.right(), sheet.height - rect.bottom()),
        size: rect.size,
    }
}

/// A rectangle seen through the sheet.
fn through(rect: Rect, sheet: Size) -> Rect {
    Rect { origin: Point::new(sheet.width - rect.right(), rect.top()), ..rect }
}

/// What someone sees on a side who turns the printed sheet like a leaf: pages, their places,
/// whether they stand upright.
fn seen(side: &SheetSide, back: bool, plan: &SheetPlan) -> Vec<(usize, Rect, bool)> {
    // A printer prints the back so that it is upright once the sheet is turned about the edge
    // that is named: the long edge of a landscape sheet is level, its short edge upright.
    let level = match plan.flip {
        Flip::Long => landscape(plan.sheet),
        Flip::Short => !landscape(plan.sheet),
    };
    let turns = usize::from(side.turned) + usize::from(back && level);
    let place = |page: &PlacedPage| {
        let rect = (0..turns).fold(page.trim, |rect, _| turned(rect, plan.sheet));
        (page.page, rect, turns % 2 == 0)
    };
    side.pages.iter().map(place).collect()
}

#[test]
fn every_back_is_upright_and_has_the_right_pages_behind_those_of_the_front() {
    let narrow = Size::new(Abs::mm(60.0), Abs::mm(210.0));
    let wide = Size::new(Abs::mm(297.0), Abs::mm(100.0));
    let mut turned_backs = 0;
    for page in [A5, narrow, wide] {
        for flip in [None, Some(Flip::Short), Some(Flip::Long)] {
            for binding in [Left, Right] {
                let how = Imposition { flip, ..Imposition::BOOKLET };
                let plan = plan(16, page, &how, binding);
                for pair in plan.sides.chunks(2) {
                    let (front, back) =
                        (seen(&pair[0], false, &plan), seen(&pair[1], true, &plan));
                    turned_backs += usize::from(pair[1].turned);
                    for &(page, rect, upright) in &front {
                        assert!(upright);
                        let behind = back.iter().find(|(_, r, _)| {
                            (through(*r, plan.sheet).left() - rect.left()).abs() < Abs::pt(1.0)
                        });
                        let &(other, place, upright) = behind.unwrap();
                        assert!(upright, "{plan:?}");
                        assert_eq!(page / 2, other / 2, "one leaf, two pages in a row");
                        same_rect(through(place, plan.sheet), rect);
                    }
                }
            }
        }
    }
    assert!(turned_backs > 0, "some had to be turned");
}

#[test]
fn backs_are_turned_where_the_printer_turns_about_a_level_edge() {
    let turned = |page: Size, flip: Option<Flip>| {
        let plan = plan(8, page, &Imposition { flip, ..Imposition::BOOKLET }, Right);
        (plan.flip, plan.sides.iter().map(|side| side.turned).collect::<Vec<_>>())
    };
    let (none, backs) = (vec![false; 4], vec![false, true, false, true]);
    assert_eq!(turned(A5, None), (Flip::Short, none.clone()));
    assert_eq!(turned(A5, Some(Flip::Short)), (Flip::Short, none.clone()));
    assert_eq!(turned(A5, Some(Flip::Long)), (Flip::Long, backs.clone()));
    let narrow = Size::new(Abs::mm(60.0), Abs::mm(210.0));
    assert_eq!(turned(narrow, None), (Flip::Long, none.clone()));
    assert_eq!(turned(narrow, Some(Flip::Long)), (Flip::Long, none));
    assert_eq!(turned(narrow, Some(Flip::Short)), (Flip::Short, backs));
}

#[test]
fn several_pages_a_side_are_upright_on_both_sides() {
    for count in N_UP {
        for page in [A4, Size::new(A4.height, A4.width)] {
            for flip in [None, Some(Flip::Short), Some(Flip::Long)] {
                let how = Imposition { flip, ..n_up(count) };
                let plan = plan(count * 4, page, &how, Right);
                assert_eq!(plan.sides.len(), 4);
                for (nth, side) in plan.sides.iter().enumerate() {
                    let seen = seen(side, nth % 2 == 1, &plan);
                    assert!(seen.iter().all(|&(_, _, upright)| upright), "{count}-up {flip:?}");
                    // Cells of a side lie where those of every other side do.
                    for (page, rect, _) in seen {
                        same_rect(rect, plan.sides[0].pages[cell_of(page, &plan)].trim);
                    }
                }
            }
        }
    }
}

/// The cell of a page, from where it stands on its side.
fn cell_of(page: usize, plan: &SheetPlan) -> usize {
    let side = plan.sides.iter().find(|s| s.pages.iter().any(|p| p.page == page)).unwrap();
    side.pages.iter().position(|p| p.page == page).unwrap()
}

#[test]
fn a_sheet_is_two_pages_wide_and_they_meet_at_the_fold() {
    let plan = plan(8, A5, &Imposition::BOOKLET, Right);
    same(plan.sheet.width, Abs::mm(296.0));
    same(plan.sheet.height, Abs::mm(210.0));
    let [one, eight] = plan.sides[0].pages.as_slice() else { panic!("two pages") };
    assert_eq!((one.page, eight.page), (0, 7));
    same_rect(one.trim, Rect::new(Abs::ZERO, Abs::ZERO, Abs::mm(148.0), Abs::mm(210.0)));
    same_rect(eight.trim, Rect::new(Abs::mm(148.0), Abs::ZERO, Abs::mm(148.0), Abs::mm(210.0)));
    assert_eq!((plan.scale, plan.blanks, plan.sheets()), (1.0, 0, 2));
}

#[test]
fn on_larger_paper_pages_keep_their_size_and_stand_about_the_middle() {
    let how = Imposition { paper: Some(A3), ..Imposition::BOOKLET };
    let plan = plan(4, A5, &how, Left);
    assert!(landscape(plan.sheet), "paper lies as its pages do");
    assert_eq!(plan.scale, 1.0);
    let [four, one] = plan.sides[0].pages.as_slice() else { panic!("two pages") };
    same(four.trim.right(), Abs::mm(210.0));
    same(one.trim.left(), Abs::mm(210.0));
    same(one.trim.top(), Abs::mm((297.0 - 210.0) / 2.0));
}

#[test]
fn on_smaller_paper_pages_are_reduced_until_they_fit() {
    let how = Imposition { paper: Some(A4), ..Imposition::BOOKLET };
    let plan = plan(4, A4, &how, Left);
    assert!((plan.scale - 210.0 / 297.0).abs() < 1e-9, "{}", plan.scale);
    assert!(landscape(plan.sheet));
    for side in &plan.sides {
        for page in &side.pages {
            assert!(page.trim.left() > Abs::pt(-0.01) && page.trim.top() > Abs::pt(-0.01));
            assert!(page.trim.right() < plan.sheet.width + Abs::pt(0.01));
            assert!(page.trim.bottom() < plan.sheet.height + Abs::pt(0.01));
        }
    }
    let speck = Size::new(Abs::mm(10.0), Abs::mm(10.0));
    let how = Imposition { paper: Some(speck), ..Imposition::BOOKLET };
    assert!(SheetPlan::new(&[A4], &how, Left).is_err());
}

#[test]
fn creep_moves_each_sheet_towards_the_fold_and_stops_at_it() {
    let creep = Abs::mm(0.25);
    let how = Imposition { scheme: Scheme::Booklet { creep }, ..Imposition::BOOKLET };
    for binding in [Left, Right] {
        let (flat, crept) =
            (plan(16, A5, &Imposition::BOOKLET, binding), plan(16, A5, &how, binding));
        for (nth, (before, after)) in flat.sides.iter().zip(&crept.sides).enumerate() {
            let shift = creep * (nth / 2) as f64;
            let fold = crept.sheet.width / 2.0;
            let (left, right) = (after.pages[0], after.pages[1]);
            same(left.trim.left(), before.pages[0].trim.left() + shift);
            same(right.trim.left(), before.pages[1].trim.left() - shift);
            same(left.trim.top(), before.pages[0].trim.top());
            let clips = [left.clip, right.clip];
            assert_eq!(clips.map(|clip| clip.is_some()), [nth > 1; 2], "only what has moved");
            if let [Some(left), Some(right)] = clips {
                same(left.right(), fold);
                same(right.left(), fold);
            }
        }
        assert_eq!(crept.sides[0].pages, flat.sides[0].pages, "the outermost stays");
    }
}

#[test]
fn pages_of_unlike_sizes_stand_at_the_fold_in_a_booklet_and_in_the_middle_else() {
    let sizes = [A4, A4, A5, A4];
    let booklet = SheetPlan::new(&sizes, &Imposition::BOOKLET, Left).unwrap();
    let small = booklet.sides[1].pages[1];
    assert_eq!(small.page, 2);
    same(small.trim.left(), Abs::mm(210.0));
    same(small.trim.top(), Abs::mm((297.0 - 210.0) / 2.0));
    let mirrored = SheetPlan::new(&sizes, &Imposition::BOOKLET, Right).unwrap();
    same(mirrored.sides[1].pages[0].trim.right(), Abs::mm(210.0));
    let four = SheetPlan::new(&sizes, &n_up(4), Left).unwrap();
    let small = four.sides[0].pages[2];
    same(small.trim.left() + small.trim.size.width / 2.0, Abs::mm(210.0 / 4.0));
}

#[test]
fn the_grid_and_the_orientation_are_those_that_leave_pages_largest() {
    let shape = |count: usize, page: Size| {
        let plan = plan(count, page, &n_up(count), Left);
        let first = plan.sides[0].pages[0].trim;
        let columns = plan.sides[0]
            .pages
            .iter()
            .filter(|p| (p.trim.top() - first.top()).abs() < Abs::pt(0.1));
        (columns.count(), landscape(plan.sheet), (plan.scale * 1000.0).round())
    };
    assert_eq!(shape(2, A4), (2, true, 707.0));
    assert_eq!(shape(4, A4), (2, false, 500.0));
    assert_eq!(shape(6, A4), (3, true, 354.0));
    assert_eq!(shape(8, A4), (4, true, 354.0));
    assert_eq!(shape(9, A4), (3, false, 333.0));
    assert_eq!(shape(16, A4), (4, false, 250.0));
    let slide = Size::new(A4.height, A4.width);
    assert_eq!(shape(2, slide), (1, false, 707.0));
    assert_eq!(shape(4, slide), (2, true, 500.0));
}

#[test]
fn rows_are_filled_from_the_side_where_reading_begins() {
    let order = |binding| {
        let plan = plan(4, A4, &n_up(4), binding);
        let mut pages = plan.sides[0].pages.clone();
        pages.sort_by(|a, b| {
            let key = |p: &PlacedPage| (p.trim.top().to_pt().round(), p.trim.left().to_pt());
            key(a).partial_cmp(&key(b)).unwrap()
        });
        pages.iter().map(|page| page.page + 1).collect::<Vec<_>>()
    };
    assert_eq!(order(Left), [1, 2, 3, 4]);
    assert_eq!(order(Right), [2, 1, 4, 3]);
}

#[test]
fn a_gutter_parts_the_pages_and_nothing_is_enlarged() {
    let gutter = Abs::mm(6.0);
    let how = Imposition { scheme: Scheme::NUp { pages: 4, gutter }, ..Imposition::BOOKLET };
    let plan = plan(4, A4, &how, Left);
    let pages = &plan.sides[0].pages;
    same(pages[1].trim.left() - pages[0].trim.right(), gutter);
    same(pages[2].trim.top() - pages[0].trim.bottom(), gutter);
    same(pages[1].trim.right() + pages[0].trim.left(), plan.sheet.width);
    let how = Imposition { paper: Some(A3), ..n_up(2) };
    assert_eq!(self::plan(2, Size::new(A5.width / 2.0, A5.height), &how, Left).scale, 1.0);
}

#[test]
fn marks_stand_outside_the_pages_at_the_fold_and_the_corners() {
    let how = Imposition { paper: Some(A3), marks: true, ..Imposition::BOOKLET };
    let plan = plan(4, A4, &how, Left);
    assert!(plan.marks.is_empty(), "two A4 pages leave no room on A3");
    let plan = self::plan(4, A5, &how, Left);
    let folds: Vec<_> = plan.marks.iter().filter(|mark| mark.fold).collect();
    assert_eq!((folds.len(), plan.marks.len()), (2, 2 + 4 + 4));
    for fold in folds {
        same(fold.from.x, plan.sheet.width / 2.0);
        same(fold.to.x, plan.sheet.width / 2.0);
    }
    let spread = Rect::new(Abs::mm(62.0), Abs::mm(43.5), Abs::mm(296.0), Abs::mm(210.0));
    for mark in &plan.marks {
        for end in [mark.from, mark.to] {
            let inside = end.x > spread.left()
                && end.x < spread.right()
                && end.y > spread.top()
                && end.y < spread.bottom();
            assert!(!inside, "{mark:?} lies on a page");
            assert!(end.x >= Abs::ZERO && end.x <= plan.sheet.width);
            assert!(end.y >= Abs::ZERO && end.y <= plan.sheet.height);
        }
    }
}

#[test]
fn with_marks_bleed_is_kept_but_never_past_the_fold() {
    let how = Imposition { paper: Some(A3), marks: true, ..Imposition::BOOKLET };
    let plan = plan(4, A5, &how, Left);
    let (left, right) = (plan.sides[0].pages[0], plan.sides[0].pages[1]);
    let clip = left.clip.unwrap();
    same(clip.right(), plan.sheet.width / 2.0);
    same(right.clip.unwrap().left(), plan.sheet.width / 2.0);
    assert!(clip.left() < left.trim.left() && clip.top() < left.trim.top());
    let plain = Imposition { marks: false, ..how };
    assert_eq!(self::plan(4, A5, &plain, Left).sides[0].pages[0].clip, None);
}
