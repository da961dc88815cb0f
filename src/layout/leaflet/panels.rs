//! The panels of a folded sheet: where each lies, how wide it is, what it is for.
//!
//! Positions are from the left edge of the face that a panel lies on. Everything is laid out for
//! left-to-right languages and mirrored for the others, so that the cover opens from the reading
//! side and the flap is tucked in behind it.

use crate::geom::{Abs, Dir};
use crate::model::print::{FoldScheme, Leaflet};
use crate::model::style::LeafletStyle;

/// A side of the open sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenSheetSide {
    /// The one with the cover.
    Outside,
    /// The one that is seen when all is open.
    Inside,
}

impl OpenSheetSide {
    /// The page that shows it.
    pub const fn page(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::Inside => 1,
        }
    }
}

/// What a panel is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelRole {
    /// The cover, or the half of it that bears the title.
    Cover,
    /// The other half of a cover that opens in the middle.
    CoverEnd,
    /// Text.
    Text,
    /// The back.
    Back,
}

/// A panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// The face that it lies on.
    pub face: OpenSheetSide,
    /// Its left edge.
    pub x: Abs,
    /// Its width.
    pub width: Abs,
    /// What it is for.
    pub part: PanelRole,
    /// How much narrower it is than its like, to lie inside a fold.
    pub tuck: Abs,
}

impl Panel {
    /// Its right edge.
    pub fn right(self) -> Abs {
        self.x + self.width
    }
}

/// The panels of a leaflet in reading order.
#[derive(Debug, Clone)]
pub struct Panels {
    /// The panels: cover, text, back.
    pub all: Vec<Panel>,
    /// Width of the open sheet.
    pub width: Abs,
    /// Direction of reading.
    pub dir: Dir,
}

impl Panels {
    /// The panels of a leaflet in a direction.
    pub fn new(leaflet: Leaflet, style: &LeafletStyle, dir: Dir) -> Self {
        let width = leaflet.paper.width;
        let all = match leaflet.fold {
            FoldScheme::Bifold => bifold(width),
            FoldScheme::LetterFold => letter_fold(width, style.tuck),
            FoldScheme::ZFold => z_fold(width),
            FoldScheme::GateFold => gate_fold(width, style.gate_tuck),
        };
        let mirrored = |panel: Panel| Panel { x: width - panel.right(), ..panel };
        let all = all.into_iter().map(|p| if dir.is_rtl() { mirrored(p) } else { p });
        let panels = Self { all: all.collect(), width, dir };
        if leaflet.one_side { panels.outside_alone() } else { panels }
    }

    /// The outside alone: its cover, and text on all its other panels, from where reading begins.
    fn outside_alone(self) -> Self {
        let mut all: Vec<Panel> =
            self.all.into_iter().filter(|panel| panel.face == OpenSheetSide::Outside).collect();
        for panel in &mut all {
            if panel.part == PanelRole::Back {
                panel.part = PanelRole::Text;
            }
        }
        let covers =
            |panel: &Panel| matches!(panel.part, PanelRole::Cover | PanelRole::CoverEnd);
        all.sort_by(|a, b| {
            let from_left = a.x.to_pt().total_cmp(&b.x.to_pt());
            let read = if self.dir.is_rtl() { from_left.reverse() } else { from_left };
            covers(b).cmp(&covers(a)).then(read)
        });
        Self { all, ..self }
    }

    /// The panels that are for something.
    pub fn of(&self, part: PanelRole) -> impl Iterator<Item = Panel> + '_ {
        self.all.iter().copied().filter(move |panel| panel.part == part)
    }

    /// Where a face is folded, from left to right.
    pub fn folds(&self, face: OpenSheetSide) -> Vec<Abs> {
        let inner = |panel: &&Panel| panel.face == face && panel.x > Abs::pt(0.01);
        let mut folds: Vec<Abs> = self.all.iter().filter(inner).map(|p| p.x).collect();
        folds.sort_by(|a, b| a.to_pt().total_cmp(&b.to_pt()));
        folds
    }
}

fn panel(face: OpenSheetSide, x: Abs, width: Abs, part: PanelRole) -> Panel {
    Panel { face, x, width, part, tuck: Abs::ZERO }
}

/// Outside from the left: back, cover. Inside: 1, 2.
fn bifold(width: Abs) -> Vec<Panel> {
    let half = width / 2.0;
    vec![
        panel(OpenSheetSide::Outside, half, half, PanelRole::Cover),
        panel(OpenSheetSide::Inside, Abs::ZERO, half, PanelRole::Text),
        panel(OpenSheetSide::Inside, half, half, PanelRole::Text),
        panel(OpenSheetSide::Outside, Abs::ZERO, half, PanelRole::Back),
    ]
}

/// Outside from the left: flap, back, cover. Inside: 1, 2, and 3 behind the flap.
fn letter_fold(width: Abs, tuck: Abs) -> Vec<Panel> {
    let full = (width + tuck) / 3.0;
    let flap = full - tuck;
    let tucked = |face, x| Panel { tuck, ..panel(face, x, flap, PanelRole::Text) };
    vec![
        panel(OpenSheetSide::Outside, flap + full, full, PanelRole::Cover),
        panel(OpenSheetSide::Inside, Abs::ZERO, full, PanelRole::Text),
        panel(OpenSheetSide::Inside, full, full, PanelRole::Text),
        tucked(OpenSheetSide::Inside, full * 2.0),
        tucked(OpenSheetSide::Outside, Abs::ZERO),
        panel(OpenSheetSide::Outside, flap, full, PanelRole::Back),
    ]
}

/// Outside from the left: 3, 4, cover. Inside: 1, 2, back: folded in opposite directions, the
/// front and the rear lie on different sides of the paper.
fn z_fold(width: Abs) -> Vec<Panel> {
    let third = width / 3.0;
    vec![
        panel(OpenSheetSide::Outside, third * 2.0, third, PanelRole::Cover),
        panel(OpenSheetSide::Inside, Abs::ZERO, third, PanelRole::Text),
        panel(OpenSheetSide::Inside, third, third, PanelRole::Text),
        panel(OpenSheetSide::Outside, Abs::ZERO, third, PanelRole::Text),
        panel(OpenSheetSide::Outside, third, third, PanelRole::Text),
        panel(OpenSheetSide::Inside, third * 2.0, third, PanelRole::Back),
    ]
}

/// Outside from the left: the cover's end, back, the cover's start; closed, the two halves of the
/// cover meet in the middle. Inside: 1, 2 (as wide as both gates), 3.
fn gate_fold(width: Abs, tuck: Abs) -> Vec<Panel> {
    let middle = (width + tuck * 2.0) / 2.0;
    let gate = middle / 2.0 - tuck;
    let tucked = |face, x, part| Panel { tuck, ..panel(face, x, gate, part) };
    vec![
        tucked(OpenSheetSide::Outside, gate + middle, PanelRole::Cover),
        tucked(OpenSheetSide::Outside, Abs::ZERO, PanelRole::CoverEnd),
        tucked(OpenSheetSide::Inside, Abs::ZERO, PanelRole::Text),
        panel(OpenSheetSide::Inside, gate, middle, PanelRole::Text),
        tucked(OpenSheetSide::Inside, gate + middle, PanelRole::Text),
        panel(OpenSheetSide::Outside, gate, middle, PanelRole::Back),
    ]
}

/// A column of text on a panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// The face that it lies on.
    pub(super) face: OpenSheetSide,
    /// Its left edge.
    pub(super) x: Abs,
}

/// The columns of all text panels in reading order, and their one width.
pub(super) fn columns(panels: &Panels, style: &LeafletStyle) -> (Vec<Column>, Abs) {
    let counted: Vec<(Panel, f64)> =
        panels.of(PanelRole::Text).map(|panel| (panel, count(panel, style))).collect();
    let measures = counted.iter().map(|&(panel, count)| measure(panel, count, style));
    let measure = measures.reduce(Abs::min).unwrap_or_default();
    let mut columns = vec![];
    for (panel, count) in counted {
        let start = first(panel, count, measure, panels, style);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few")]
        let number = count as u32;
        let step = measure + style.gap;
        let from_left = (0..number).map(|i| start + step * f64::from(i));
        let mut mine: Vec<Column> = from_left.map(|x| Column { face: panel.face, x }).collect();
        if panels.dir.is_rtl() {
            mine.reverse();
        }
        columns.extend(mine);
    }
    (columns, measure)
}

/// How many columns of about the wished width a panel holds.
fn count(panel: Panel, style: &LeafletStyle) -> f64 {
    let room = panel.width + panel.tuck - style.margin * 2.0 + style.gap;
    (room / (style.measure + style.gap)).round().max(1.0)
}

/// How wide the columns of a panel can be; a tucked panel's margin at the trim gives way.
fn measure(panel: Panel, count: f64, style: &LeafletStyle) -> Abs {
    let room = panel.width + panel.tuck - style.margin * 2.0;
    (room - style.gap * (count - 1.0)) / count
}

/// The left edge of a panel's first column: the whole margin at a fold, what is left at the trim;
/// even ones between two folds.
fn first(panel: Panel, count: f64, measure: Abs, panels: &Panels, style: &LeafletStyle) -> Abs {
    let taken = measure * count + style.gap * (count - 1.0);
    let at_left = panel.x <= Abs::pt(0.01);
    let at_right = panel.right() >= panels.width - Abs::pt(0.01);
    let margin = match (at_left, at_right) {
        (true, false) => panel.width - taken - style.margin,
        (false, true) => style.margin,
        _ => (panel.width - taken) / 2.0,
    };
    panel.x + margin
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::geom::Size;
    use crate::model::style::ColorName;

    fn style() -> LeafletStyle {
        LeafletStyle {
            margin: Abs::mm(10.0),
            gap: Abs::mm(20.0),
            measure: Abs::mm(75.0),
            tuck: Abs::mm(3.0),
            gate_tuck: Abs::mm(1.0),
            top: Abs::mm(7.125),
            outside_top: Abs::mm(13.0),
            foot: Abs::mm(9.0),
            strip: 24.0,
            outside_ground: ColorName("sand".into()),
            back_gap: Abs::pt(16.0),
            floor_size: 0.9,
            floor_leading: 0.9,
        }
    }

    /// The panels of an A4 sheet.
    pub(in super::super) fn a4(fold: FoldScheme, dir: Dir) -> Panels {
        let paper = Size::new(Abs::mm(297.0), Abs::mm(210.0));
        Panels::new(Leaflet { fold, paper, one_side: false }, &style(), dir)
    }

    /// The panels of a face from the left: number in reading order and width in millimetres.
    fn face(panels: &Panels, face: OpenSheetSide) -> Vec<(usize, f64)> {
        let all = panels.all.iter().enumerate();
        let mut mine: Vec<_> = all.filter(|(_, p)| p.face == face).collect();
        mine.sort_by(|a, b| a.1.x.to_pt().total_cmp(&b.1.x.to_pt()));
        let round = |x: Abs| (x.to_mm() * 100.0).round() / 100.0;
        mine.into_iter().map(|(n, panel)| (n, round(panel.width))).collect()
    }

    #[test]
    fn every_face_is_covered_without_gap() {
        for (_, fold) in FoldScheme::ALL {
            for dir in [Dir::Rtl, Dir::Ltr] {
                let panels = a4(fold, dir);
                for side in [OpenSheetSide::Outside, OpenSheetSide::Inside] {
                    let mut at = Abs::ZERO;
                    let mut mine: Vec<_> =
                        panels.all.iter().filter(|p| p.face == side).collect();
                    mine.sort_by(|a, b| a.x.to_pt().total_cmp(&b.x.to_pt()));
                    for panel in mine {
                        assert!((panel.x - at).abs() < Abs::pt(1e-6), "{fold:?}");
                        at = panel.right();
                    }
                    assert!((at - panels.width).abs() < Abs::pt(1e-6), "{fold:?}");
                }
            }
        }
    }

    #[test]
    fn folds_of_the_two_faces_lie_on_one_another() {
        for (_, fold) in FoldScheme::ALL {
            let panels = a4(fold, Dir::Rtl);
            let behind: Vec<Abs> = panels
                .folds(OpenSheetSide::Inside)
                .into_iter()
                .rev()
                .map(|x| panels.width - x)
                .collect();
            for (a, b) in panels.folds(OpenSheetSide::Outside).into_iter().zip(behind) {
                assert!((a - b).abs() < Abs::pt(1e-6), "{fold:?}");
            }
        }
    }

    /// docs/spec/pages.md, 10.1: from left to right, cover 100, back 100, flap 97; inside 97,
    /// 100, 100; the other way round in left-to-right languages.
    #[test]
    fn a_letter_fold_has_its_flap_behind_the_cover() {
        let rtl = a4(FoldScheme::LetterFold, Dir::Rtl);
        assert_eq!(face(&rtl, OpenSheetSide::Outside), [(0, 100.0), (5, 100.0), (4, 97.0)]);
        assert_eq!(face(&rtl, OpenSheetSide::Inside), [(3, 97.0), (2, 100.0), (1, 100.0)]);
        let ltr = a4(FoldScheme::LetterFold, Dir::Ltr);
        assert_eq!(face(&ltr, OpenSheetSide::Outside), [(4, 97.0), (5, 100.0), (0, 100.0)]);
        assert_eq!(face(&ltr, OpenSheetSide::Inside), [(1, 100.0), (2, 100.0), (3, 97.0)]);
    }

    #[test]
    fn other_folds_are_mirrored_alike() {
        for (_, fold) in FoldScheme::ALL {
            let (rtl, ltr) = (a4(fold, Dir::Rtl), a4(fold, Dir::Ltr));
            for side in [OpenSheetSide::Outside, OpenSheetSide::Inside] {
                let mut mirrored = face(&ltr, side);
                mirrored.reverse();
                assert_eq!(face(&rtl, side), mirrored, "{fold:?}");
            }
        }
        let gate = a4(FoldScheme::GateFold, Dir::Ltr);
        assert_eq!(face(&gate, OpenSheetSide::Inside), [(2, 73.75), (3, 149.5), (4, 73.75)]);
    }

    /// docs/spec/pages.md, 10.1: a measure of 80 mm, margins of 10 mm, 7 at the trim of the
    /// narrow panels.
    #[test]
    fn columns_are_as_wide_on_the_flap_as_elsewhere() {
        let (columns, measure) = columns(&a4(FoldScheme::LetterFold, Dir::Rtl), &style());
        assert!((measure.to_mm() - 80.0).abs() < 1e-6);
        let at: Vec<f64> = columns.iter().map(|c| c.x.to_mm().round()).collect();
        assert_eq!(at, [207.0, 107.0, 7.0, 210.0]);
    }

    #[test]
    fn wide_panels_hold_several_columns_in_reading_order() {
        let (mine, measure) = columns(&a4(FoldScheme::GateFold, Dir::Rtl), &style());
        assert_eq!(mine.len(), 4);
        assert!(mine[1].x > mine[2].x, "the right column is read first");
        assert!(measure.to_mm() > 50.0);
        let inside = mine.iter().filter(|c| c.face == OpenSheetSide::Inside).count();
        assert_eq!(inside, 4);
    }
}
