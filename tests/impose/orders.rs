//! Which page stands where: tables, and paper that is folded and read.

use warraq::pdf::impose::Binding::{self, Left, Right};
use warraq::pdf::impose::order::{Cells, n_up, saddle};

/// Sides as people write them: pages from 1, `0` for an empty cell.
fn table(sides: &[Cells]) -> Vec<Vec<usize>> {
    let numbers = |side: &Cells| side.iter().map(|page| page.map_or(0, |p| p + 1)).collect();
    sides.iter().map(numbers).collect()
}

/// Prints sheets on both sides, lays them into each other, folds them with the first front
/// outside, and reads the booklet from its cover, turning leaf after leaf.
fn fold_and_read(sides: &[Cells], binding: Binding) -> Vec<Option<usize>> {
    // A sheet that turns like a leaf has its back's right half behind its front's left half.
    let sheets: Vec<[[Option<usize>; 2]; 2]> = sides
        .chunks(2)
        .map(|pair| {
            let [front, back] = pair else { panic!("each front has its back") };
            [[front[0], back[1]], [front[1], back[0]]]
        })
        .collect();
    // The half that has the spine on the booklet's binding side comes first, outermost sheet
    // first; past the middle come the other halves, innermost sheet first, fronts down.
    let (first, second) = if binding == Left { (1, 0) } else { (0, 1) };
    let outside_in = sheets.iter().flat_map(|sheet| sheet[first]);
    let inside_out = sheets.iter().rev().flat_map(|sheet| {
        let [outer, inner] = sheet[second];
        [inner, outer]
    });
    outside_in.chain(inside_out).collect()
}

#[test]
fn eight_pages_stand_as_every_binder_lays_them() {
    assert_eq!(table(&saddle(8, Right)), [[1, 8], [7, 2], [3, 6], [5, 4]]);
    assert_eq!(table(&saddle(8, Left)), [[8, 1], [2, 7], [6, 3], [4, 5]]);
    assert_eq!(table(&saddle(4, Right)), [[1, 4], [3, 2]]);
    assert_eq!(table(&saddle(4, Left)), [[4, 1], [2, 3]]);
}

#[test]
fn twelve_pages_bound_on_the_right() {
    let expected = [[1, 12], [11, 2], [3, 10], [9, 4], [5, 8], [7, 6]];
    assert_eq!(table(&saddle(12, Right)), expected);
}

#[test]
fn empty_pages_come_last() {
    assert_eq!(table(&saddle(6, Left)), [[0, 1], [2, 0], [6, 3], [4, 5]]);
    assert_eq!(table(&saddle(6, Right)), [[1, 0], [0, 2], [3, 6], [5, 4]]);
    assert_eq!(table(&saddle(1, Left)), [[0, 1], [0, 0]]);
    assert_eq!(saddle(0, Left), Vec::<Cells>::new());
}

#[test]
fn a_folded_booklet_reads_from_its_first_page_to_its_last() {
    for pages in 1..=64 {
        for binding in [Left, Right] {
            let sides = saddle(pages, binding);
            assert_eq!(sides.len(), pages.div_ceil(4) * 2, "{pages} pages");
            assert!(sides.iter().all(|side| side.len() == 2));
            let read = fold_and_read(&sides, binding);
            let total = pages.next_multiple_of(4);
            let expected: Vec<_> = (0..total).map(|p| (p < pages).then_some(p)).collect();
            assert_eq!(read, expected, "{pages} pages, {binding:?}");
        }
    }
}

#[test]
fn each_page_stands_once_and_the_next_one_behind_it() {
    for pages in 4..=64 {
        for binding in [Left, Right] {
            let sides = saddle(pages, binding);
            let mut all: Vec<usize> = sides.iter().flatten().flatten().copied().collect();
            all.sort_unstable();
            assert_eq!(all, (0..pages).collect::<Vec<_>>());
            for pair in sides.chunks(2) {
                for (front, back) in pair[0].iter().zip(pair[1].iter().rev()) {
                    if let (Some(a), Some(b)) = (front, back) {
                        assert_eq!(a / 2, b / 2, "a leaf has {a} and {b}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_binding_is_the_other_one_in_a_mirror() {
    for pages in 4..=64 {
        let mut mirrored = saddle(pages, Left);
        mirrored.iter_mut().for_each(|side| side.reverse());
        assert_eq!(mirrored, saddle(pages, Right));
    }
}

#[test]
fn the_test_of_folding_can_fail() {
    let wrong = saddle(8, Left);
    assert_ne!(fold_and_read(&wrong, Right), (0..8).map(Some).collect::<Vec<_>>());
    let mut wrong = saddle(8, Right);
    wrong.swap(1, 3);
    assert_ne!(fold_and_read(&wrong, Right), (0..8).map(Some).collect::<Vec<_>>());
}

#[test]
fn several_pages_a_side_follow_the_direction_of_reading() {
    assert_eq!(table(&n_up(5, 2, 2, Left)), [[1, 2, 3, 4], [5, 0, 0, 0]]);
    assert_eq!(table(&n_up(5, 2, 2, Right)), [[2, 1, 4, 3], [0, 5, 0, 0]]);
    assert_eq!(table(&n_up(6, 3, 2, Right)), [[3, 2, 1, 6, 5, 4]]);
    assert_eq!(table(&n_up(3, 1, 2, Right)), [[1, 2], [3, 0]]);
    assert_eq!(n_up(0, 2, 2, Left), Vec::<Cells>::new());
    assert_eq!(n_up(3, 0, 2, Left), Vec::<Cells>::new());
}

#[test]
fn reading_several_pages_a_side_gives_all_in_order() {
    for pages in 1..=64 {
        for (columns, rows) in [(2, 1), (1, 2), (2, 2), (3, 2), (2, 3), (4, 2), (3, 3), (4, 4)]
        {
            for binding in [Left, Right] {
                let mut read = vec![];
                for side in n_up(pages, columns, rows, binding) {
                    for row in side.chunks(columns) {
                        let mut row = row.to_vec();
                        if binding == Right {
                            row.reverse();
                        }
                        read.extend(row);
                    }
                }
                let all: Vec<usize> = read.iter().flatten().copied().collect();
                assert_eq!(all, (0..pages).collect::<Vec<_>>());
                let last = read.iter().rposition(Option::is_some).unwrap();
                assert!(read[..=last].iter().all(Option::is_some), "gaps come last");
            }
        }
    }
}
