//! A leaflet in its reader's hands: which panels are seen while it is unfolded.
//!
//! In: the [`Panels`] of a sheet and how it is folded. Out: a [`FoldState`] a step of unfolding, each
//! with what is seen of the paper: panels in layers, as they lie on one another. All is placed as
//! in left-to-right languages and mirrored for the others.

use super::panels::{Panel, Panels};
use crate::geom::Abs;
use crate::model::print::FoldScheme;

/// How far a leaflet is unfolded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnfoldStage {
    /// Not at all.
    Closed,
    /// The cover is turned; more is still folded.
    OpenedOnce,
    /// Wholly.
    Open,
}

impl UnfoldStage {
    /// As the names of files have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::OpenedOnce => "opened-once",
            Self::Open => "open",
        }
    }
}

/// A step of unfolding.
#[derive(Debug, Clone, PartialEq)]
pub struct FoldState {
    /// How far the leaflet is unfolded.
    pub stage: UnfoldStage,
    /// What is seen of it: the side that is looked at first, then the other, where it is read.
    pub views: Vec<View>,
}

/// A side of the folded paper.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What it is, for people.
    pub title: &'static str,
    /// Its width.
    pub width: Abs,
    /// The panels, the lowest first: who comes later hides who lies under it.
    pub pieces: Vec<ViewedPanel>,
    /// Folds between panels that lie flat beside one another, from the left edge.
    pub folds: Vec<Abs>,
}

/// A panel in a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ViewedPanel {
    /// Which one; its place on its own face is that of [`Panel::x`].
    pub panel: Panel,
    /// Its left edge in the view.
    pub x: Abs,
    /// How many leaves of paper lie under it that are seen, too.
    pub layer: usize,
}

/// What is seen of a leaflet, from closed to open: two states where the cover opens all there
/// is, else three. Each panel is seen in one of them.
pub fn states(fold: FoldScheme, panels: &Panels) -> Vec<FoldState> {
    let mut states = match (fold, panels.all.as_slice()) {
        (FoldScheme::Bifold, &[cover, one, two, back]) => {
            vec![closed(flat(&[cover]), back), open(&[&[one, two]])]
        }
        (FoldScheme::LetterFold, &[cover, one, two, three, flap, back]) => {
            let spread = flat(&[one, two]);
            let at = spread.width - flap.width;
            let once = opened_once(spread.under(&[(flap, at)]));
            vec![closed(flat(&[cover]), back), once, open(&[&[one, two, three]])]
        }
        (FoldScheme::ZFold, &[cover, one, two, three, four, back]) => {
            let once = opened_once(flat(&[one, two]));
            let all = open(&[&[one, two, back], &[three, four, cover]]);
            vec![closed(flat(&[cover]), back), once, all]
        }
        (FoldScheme::GateFold, &[cover, cover_end, one, two, three, back]) => {
            let gates = [(cover, Abs::ZERO), (cover_end, two.width - cover_end.width)];
            vec![closed(flat(&[two]).under(&gates), back), open(&[&[one, two, three]])]
        }
        _ => vec![],
    };
    if panels.dir.is_rtl() {
        states.iter_mut().flat_map(|state| &mut state.views).for_each(View::mirror);
    }
    states
}

fn closed(front: View, back: Panel) -> FoldState {
    let front = View { title: "closed: the front", ..front };
    let rear = View { title: "closed: the rear", ..flat(&[back]) };
    FoldState { stage: UnfoldStage::Closed, views: vec![front, rear] }
}

fn opened_once(view: View) -> FoldState {
    let view = View { title: "opened once", ..view };
    FoldState { stage: UnfoldStage::OpenedOnce, views: vec![view] }
}

/// The faces on which there is something that only now can be read.
fn open(faces: &[&[Panel]]) -> FoldState {
    let titles = ["open", "open: the other side"];
    let views = faces.iter().zip(titles);
    let views = views.map(|(row, title)| View { title, ..flat(row) });
    FoldState { stage: UnfoldStage::Open, views: views.collect() }
}

/// Panels flat beside one another, from the left.
fn flat(row: &[Panel]) -> View {
    let mut view = View { title: "", width: Abs::ZERO, pieces: vec![], folds: vec![] };
    for &panel in row {
        if view.width > Abs::ZERO {
            view.folds.push(view.width);
        }
        view.pieces.push(ViewedPanel { panel, x: view.width, layer: 0 });
        view.width += panel.width;
    }
    view
}

impl View {
    /// The view with panels lying on what it shows, each with its left edge.
    fn under(mut self, panels: &[(Panel, Abs)]) -> Self {
        self.pieces.extend(panels.iter().map(|&(panel, x)| ViewedPanel { panel, x, layer: 1 }));
        self
    }

    fn mirror(&mut self) {
        for piece in &mut self.pieces {
            piece.x = self.width - piece.x - piece.panel.width;
        }
        self.folds.iter_mut().for_each(|fold| *fold = self.width - *fold);
        self.folds.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::super::panels::OpenSheetSide;
    use super::super::panels::tests::a4;
    use super::*;
    use crate::geom::Dir;

    /// A leaf of the sheet while it is folded, in millimetres.
    #[derive(Clone, Copy)]
    struct Leaf {
        /// Where it begins and ends on the inside.
        from: f64,
        to: f64,
        /// Where its inside edge `from` lies now.
        at: f64,
        /// Whether its inside is up.
        up: bool,
        /// Height in the pile.
        height: i32,
    }

    impl Leaf {
        fn place(self, inside: f64) -> f64 {
            if self.up { self.at + inside - self.from } else { self.at - inside + self.from }
        }

        fn reach(self) -> [f64; 2] {
            let (a, b) = (self.place(self.from), self.place(self.to));
            [a.min(b), a.max(b)]
        }

        /// Face and place on it of what lies at `x`, seen from above or from below.
        fn shows(self, x: f64, above: bool, width: f64) -> (OpenSheetSide, f64) {
            let inside = self.from + if self.up { x - self.at } else { self.at - x };
            match self.up == above {
                true => (OpenSheetSide::Inside, inside),
                false => (OpenSheetSide::Outside, width - inside),
            }
        }
    }

    /// A fold at a place of the pile: what lies left or right of it goes on top or beneath.
    #[derive(Clone, Copy)]
    struct FoldTurn {
        crease: f64,
        left: bool,
        over: bool,
    }

    fn turn(leaves: &mut [Leaf], turn: FoldTurn) {
        let heights = || leaves.iter().map(|leaf| leaf.height);
        let (top, foot) = (heights().max().unwrap() + 1, heights().min().unwrap() - 1);
        for leaf in leaves {
            let [left, right] = leaf.reach();
            let moves =
                if turn.left { right < turn.crease + 0.01 } else { left > turn.crease - 0.01 };
            if moves {
                let place = leaf.place(leaf.from);
                leaf.at = turn.crease * 2.0 - place;
                leaf.up = !leaf.up;
                leaf.height = if turn.over { top } else { foot } * 2 - leaf.height;
            }
        }
    }

    /// The sheet, its inside up.
    fn leaves(panels: &Panels) -> Vec<Leaf> {
        let inside = panels.all.iter().filter(|panel| panel.face == OpenSheetSide::Inside);
        let leaf = |panel: &Panel| {
            let (from, to) = (panel.x.to_mm(), panel.right().to_mm());
            Leaf { from, to, at: from, up: true, height: 0 }
        };
        inside.map(leaf).collect()
    }

    /// How a sheet is folded by hand, in left-to-right languages, and after how many turns it is
    /// in a state.
    fn by_hand(fold: FoldScheme, panels: &Panels) -> (Vec<FoldTurn>, Vec<usize>) {
        let mut at: Vec<f64> =
            panels.folds(OpenSheetSide::Inside).iter().map(|x| x.to_mm()).collect();
        let rtl = panels.dir == Dir::Rtl;
        if rtl {
            at = at.iter().rev().map(|x| panels.width.to_mm() - x).collect();
        }
        let left = |crease| FoldTurn { crease, left: true, over: true };
        let right = |crease, over| FoldTurn { crease, left: false, over };
        let (turns, counts) = match fold {
            FoldScheme::Bifold => (vec![left(at[0])], vec![1, 0]),
            FoldScheme::LetterFold => (vec![right(at[1], true), left(at[0])], vec![2, 1, 0]),
            FoldScheme::ZFold => (vec![right(at[1], false), left(at[0])], vec![2, 1, 0]),
            FoldScheme::GateFold => (vec![left(at[0]), right(at[1], true)], vec![2, 0]),
        };
        let mirrored = |turn: FoldTurn| match rtl {
            true => FoldTurn {
                crease: panels.width.to_mm() - turn.crease,
                left: !turn.left,
                ..turn
            },
            false => turn,
        };
        (turns.into_iter().map(mirrored).collect(), counts)
    }

    /// What a view shows at a place: face and place on it.
    fn seen(view: &View, x: f64) -> (OpenSheetSide, f64) {
        let over = |piece: &&ViewedPanel| {
            let left = piece.x.to_mm();
            (left..left + piece.panel.width.to_mm()).contains(&x)
        };
        let top = view.pieces.iter().rev().find(over).unwrap();
        (top.panel.face, top.panel.x.to_mm() + x - top.x.to_mm())
    }

    #[test]
    fn states_are_those_of_a_sheet_that_is_folded_by_hand() {
        for (_, fold) in FoldScheme::ALL {
            for dir in [Dir::Ltr, Dir::Rtl] {
                let panels = a4(fold, dir);
                let (turns, counts) = by_hand(fold, &panels);
                let states = states(fold, &panels);
                assert_eq!(states.len(), counts.len());
                for (state, count) in states.iter().zip(counts) {
                    let mut pile = leaves(&panels);
                    turns[..count].iter().for_each(|&t| turn(&mut pile, t));
                    compare(state, &pile, panels.width.to_mm());
                }
            }
        }
    }

    /// Compares what the views of a state show with a pile of leaves, from above and from below,
    /// every half millimetre.
    fn compare(state: &FoldState, pile: &[Leaf], sheet: f64) {
        let reaches = || pile.iter().map(|leaf| leaf.reach());
        let left = reaches().map(|r| r[0]).fold(f64::MAX, f64::min);
        let right = reaches().map(|r| r[1]).fold(f64::MIN, f64::max);
        for (view, above) in state.views.iter().zip([true, false]) {
            assert!((view.width.to_mm() - (right - left)).abs() < 1e-6, "{view:?}");
            let steps = ((right - left) * 2.0) as u32;
            for x in (0..steps).map(|n| f64::from(n) / 2.0 + 0.123) {
                let place = if above { left + x } else { right - x };
                let here = |leaf: &&Leaf| (leaf.reach()[0]..leaf.reach()[1]).contains(&place);
                let height = |leaf: &&Leaf| if above { leaf.height } else { -leaf.height };
                let top = pile.iter().filter(here).max_by_key(height).unwrap();
                let (face, at) = top.shows(place, above, sheet);
                let (seen_face, seen_at) = seen(view, x);
                assert_eq!(seen_face, face, "{:?} {} at {x}", state.stage, view.title);
                assert!((seen_at - at).abs() < 1e-6, "{} at {x}: {seen_at}, {at}", view.title);
            }
        }
    }

    #[test]
    fn every_panel_is_seen_in_some_state_and_none_is_cut_off() {
        for (_, fold) in FoldScheme::ALL {
            for dir in [Dir::Ltr, Dir::Rtl] {
                let panels = a4(fold, dir);
                let states = states(fold, &panels);
                let views = || states.iter().flat_map(|state| &state.views);
                for panel in &panels.all {
                    let mut pieces = views().flat_map(|view| &view.pieces);
                    assert!(pieces.any(|piece| piece.panel == *panel), "{fold:?}: {panel:?}");
                }
                for view in views() {
                    for piece in &view.pieces {
                        let right = piece.x + piece.panel.width - view.width;
                        let little = Abs::pt(1e-6);
                        assert!(piece.x > -little && right < little, "{fold:?}: {piece:?}");
                    }
                }
            }
        }
    }

    /// The panels of a view from the left: number in reading order, left edge in millimetres.
    fn row(view: &View, panels: &Panels) -> Vec<(usize, f64)> {
        let number =
            |piece: &ViewedPanel| panels.all.iter().position(|p| *p == piece.panel).unwrap();
        let round = |x: Abs| (x.to_mm() * 100.0).round() / 100.0;
        let mut row: Vec<_> = view.pieces.iter().map(|p| (number(p), round(p.x))).collect();
        row.sort_by(|a, b| a.1.total_cmp(&b.1));
        row
    }

    #[test]
    fn a_letter_fold_shows_its_flap_beside_the_first_panel() {
        let ltr = a4(FoldScheme::LetterFold, Dir::Ltr);
        let once = &states(FoldScheme::LetterFold, &ltr)[1].views[0];
        assert_eq!(row(once, &ltr), [(1, 0.0), (2, 100.0), (4, 103.0)]);
        let rtl = a4(FoldScheme::LetterFold, Dir::Rtl);
        let once = &states(FoldScheme::LetterFold, &rtl)[1].views[0];
        assert_eq!(row(once, &rtl), [(2, 0.0), (4, 0.0), (1, 100.0)]);
        assert_eq!(once.folds, [Abs::mm(100.0)]);
    }

    #[test]
    fn closed_gates_leave_a_gap_in_the_middle() {
        let ltr = a4(FoldScheme::GateFold, Dir::Ltr);
        let front = &states(FoldScheme::GateFold, &ltr)[0].views[0];
        // Over the middle panel the cover's start and, 2 mm after its edge, its end.
        assert_eq!(row(front, &ltr), [(3, 0.0), (0, 0.0), (1, 75.75)]);
    }
}
