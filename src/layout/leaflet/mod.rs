//! An edition as one folded sheet: two pages, outside and inside, with panels side by side.
//!
//! In: a [`Document`] and its [`Leaflet`]. Out: a [`Layout`] of two pages. Text flows from panel
//! to panel in reading order, in columns of one width; cover and back have their places, and the
//! tags keep the order in which the sheet is read. Type is set as large as fits between its full
//! size and its floor; below that it is never set, and a fault says how much is too long.

mod arrange;
mod back;
mod panels;
mod sheet;
mod side;
mod states;

use std::sync::Arc;

use rayon::prelude::*;

use super::assemble::Assembly;
use super::context::Context;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, Layout, TagKind};
use super::notes;
use super::paginate::PageContent;
use super::par::FlowBuilder;
use super::section::{Flow, build};
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::Abs;
use crate::model::Document;
use crate::model::print::Leaflet;
use crate::model::style::{TextStyle, Theme};
use crate::text::Typesetter;
use arrange::Filling;
use back::Back;
use panels::columns;
pub use panels::{OpenSheetSide, Panel, PanelRole, Panels};
use sheet::OpenSheet;
pub use states::{FoldState, UnfoldStage, View, ViewedPanel, states};

/// Sizes that are tried between the full one and the floor.
const STEPS: u32 = 4;
/// Sizes that are tried above the full one, where the text leaves columns empty.
const LARGER: u32 = 8;
/// How much larger each of them is.
const LARGER_BY: f64 = 0.05;

/// Lays an edition out as a leaflet.
pub(super) fn layout(
    document: &Document,
    leaflet: Leaflet,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) -> Layout {
    let attempt = |size| Attempt::new(document, leaflet, setter, size, false);
    // A larger size may not bring faults that the full one does not have.
    let largest = |count: u32, tried: Attempt, most: usize, size: &dyn Fn(u32) -> Fit| {
        let (mut tried, mut fits, mut fails) = (tried, 0, count + 1);
        while fails - fits > 1 {
            let middle = (fits + fails) / 2;
            let next = attempt(size(middle));
            if next.fits() && next.sink.diagnostics().len() <= most {
                (tried, fits) = (next, middle);
            } else {
                fails = middle;
            }
        }
        tried
    };
    let full = attempt(Fit::Larger(0));
    let chosen = if full.fits() {
        let most = full.sink.diagnostics().len();
        largest(LARGER, full, most, &Fit::Larger)
    } else {
        let floor = attempt(Fit::Smaller(STEPS));
        if floor.fits() {
            largest(STEPS - 1, floor, usize::MAX, &|step| Fit::Smaller(STEPS - step))
        } else {
            floor
        }
    };
    let chosen = chosen.with_whole_flap(&attempt);
    let chosen = chosen.with_contact_inside(document, leaflet, setter);
    sink.append(chosen.sink);
    if let Some((lines, span)) = chosen.over {
        let message = format!("the text is {lines} lines too long for the leaflet");
        sink.push(
            Diagnostic::error("leaflet-overfull", span, message)
                .with_related(document.format_span, "the leaflet is asked for here")
                .with_hint(
                    "shorten it, or print the terms of a section alone: `leaflet: brief`",
                )
                .with_hint("larger paper holds more: `paper: a3`"),
        );
    }
    chosen.layout
}

/// A size of type that is tried.
#[derive(Clone, Copy)]
enum Fit {
    /// So many of [`LARGER`] steps above the full size.
    Larger(u32),
    /// So many of [`STEPS`] steps towards the floor.
    Smaller(u32),
}

impl Fit {
    /// Sizes that are a little smaller, the largest first: one step where type is larger than full,
    /// and down to the floor from there.
    fn smaller(self) -> Vec<Self> {
        match self {
            Self::Larger(0) => (1..=STEPS).map(Self::Smaller).collect(),
            Self::Larger(step) => vec![Self::Larger(step - 1)],
            Self::Smaller(step) => (step + 1..=STEPS).map(Self::Smaller).collect(),
        }
    }
}

/// The sheet with its type in one size.
struct Attempt {
    layout: Layout,
    sink: Sink,
    /// How many lines do not fit, and where they begin.
    over: Option<(u32, Span)>,
    /// Its type.
    size: Fit,
    /// The flap, or another face, begins in the middle of a section, of which there are others.
    splits: bool,
    /// How many columns hold nothing though the back bears a contact.
    spare: usize,
}

impl Attempt {
    /// Tries a size; a contact goes on the back unless it is to stay `inside`.
    fn new(
        document: &Document,
        leaflet: Leaflet,
        setter: &Typesetter<'_>,
        size: Fit,
        inside: bool,
    ) -> Self {
        let panels = Panels::new(leaflet, &document.theme.leaflet, document.lang.dir());
        let (columns, measure) = columns(&panels, &document.theme.leaflet);
        let fitted = fitted(document, leaflet, measure, size);
        let (document, back) = match leaflet.one_side {
            // One side has no back: all of its text stands beside its cover.
            true => (fitted, Back::Names),
            false => back::take(fitted, inside),
        };
        let cx = Context::new(&document, setter);
        let open = OpenSheet { cx: &cx, leaflet, panels: &panels, columns: &columns };
        let mut assembly = Assembly::new(&cx);
        let mut outside = open.cover(&mut assembly);
        let (drafts, mut notes, mut sink) = flow(&cx, &open, &mut assembly);
        let over = overflow(&cx, drafts.get(columns.len()..).unwrap_or_default());
        let splits = cx.document.sections.len() > 1 && arrange::splits(&columns, &drafts);
        let filled = drafts.iter().filter(|draft| !draft.flow_boxes.is_empty()).count();
        let spare = match back {
            Back::Contact(_) => columns.len().saturating_sub(filled),
            _ => 0,
        };
        let (back, back_over) = open.back(back, &mut assembly);
        outside.back = back;
        open.assemble(&mut assembly, outside, drafts, &mut notes);
        let layout = assembly.finish(&mut sink).0;
        Self { layout, sink, over: over.or(back_over), size, splits, spare }
    }

    /// The same in type that is a little smaller, where each face then begins with a section.
    fn with_whole_flap(self, attempt: &dyn Fn(Fit) -> Self) -> Self {
        if !self.splits || !self.fits() {
            return self;
        }
        let most = self.sink.diagnostics().len();
        let whole = |tried: &Self| {
            tried.fits() && !tried.splits && tried.sink.diagnostics().len() <= most
        };
        self.size.smaller().into_iter().map(attempt).find(whole).unwrap_or(self)
    }

    /// The same with its contact in a column that would stay empty else, and the names on the back.
    fn with_contact_inside(
        self,
        document: &Document,
        leaflet: Leaflet,
        setter: &Typesetter<'_>,
    ) -> Self {
        if self.spare == 0 || !self.fits() {
            return self;
        }
        let inside = Self::new(document, leaflet, setter, self.size, true);
        let no_worse = inside.sink.diagnostics().len() <= self.sink.diagnostics().len();
        if inside.fits() && no_worse { inside } else { self }
    }

    fn fits(&self) -> bool {
        self.over.is_none()
    }
}

/// The flow boxes of all sections in the columns that they fill, with the footnotes as set.
fn flow(
    cx: &Context<'_, '_>,
    open: &OpenSheet<'_, '_, '_>,
    assembly: &mut Assembly<'_, '_>,
) -> (Vec<PageContent>, Vec<FlowBox>, Sink) {
    let mut builder = FlowBuilder::new(cx, TagKind::Div);
    let notes = notes::notes(&mut builder);
    let sections = 0..cx.document.sections.len();
    let built: Vec<_> =
        sections.into_par_iter().map(|index| build(cx, index, Flow::Prose)).collect();
    let built: Vec<_> = built.into_iter().map(|b| assembly.adopt_section(b)).collect();
    let notes = assembly.adopt_notes(builder, notes);
    let filling = Filling::new(cx, &notes, open.columns, open.rooms());
    let natural = filling.natural(&built);
    let filled = filling.arrange(&built, natural);
    let notes = notes.iter().cloned().chain(filled.parts).collect();
    (filled.drafts, notes, filled.sink)
}

/// How many lines of prose the drafts hold that no column is left for, and where they begin.
fn overflow(cx: &Context<'_, '_>, drafts: &[PageContent]) -> Option<(u32, Span)> {
    let height: Abs = drafts.iter().map(|draft| draft.used).sum();
    let items = drafts
        .iter()
        .flat_map(|draft| &draft.flow_boxes)
        .flat_map(|(_, flow_box)| &flow_box.items);
    let span = items.into_iter().find_map(|item| match item {
        FrameItem::Text { span, .. } if *span != Span::NONE => Some(*span),
        _ => None,
    });
    (!drafts.is_empty()).then(|| (lines(cx, height), span.unwrap_or_default()))
}

/// A height in lines of prose.
fn lines(cx: &Context<'_, '_>, height: Abs) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few lines")]
    let lines = (height / cx.scale.body.leading).ceil().max(1.0) as u32;
    lines
}

/// The edition with its page turned into a column, and its type in a size.
fn fitted(document: &Document, leaflet: Leaflet, measure: Abs, fit: Fit) -> Document {
    let mut theme = Theme::clone(&document.theme);
    let page = &mut theme.page;
    (page.width, page.height) = (measure, leaflet.paper.height);
    (page.inside, page.outside) = (Abs::ZERO, Abs::ZERO);
    (page.side, page.side_ltr) = (Abs::ZERO, Abs::ZERO);
    let foot = theme.leaflet.foot;
    page.top = theme.leaflet.outside_top;
    (page.lines, page.baseline) = (1.0, page.height - page.top - foot);
    // Nothing stands above a column but its margin.
    theme.furniture.head_top = Abs::ZERO;
    let writing = document.lang.writing();
    let (floor, scale) = (theme.leaflet.clone(), theme.scale_for_mut(writing));
    match fit {
        Fit::Larger(step) => {
            let by = 1.0 + LARGER_BY * f64::from(step);
            scale.of_text().into_iter().for_each(|style| resize(style, by, by));
        }
        Fit::Smaller(step) => {
            let share = f64::from(step) / f64::from(STEPS);
            let at = |floor: f64| 1.0 - (1.0 - floor) * share;
            let (size, leading) = (at(floor.floor_size), at(floor.floor_leading));
            let prose =
                [&mut scale.body, &mut scale.lead, &mut scale.term, &mut scale.table_cell];
            let check =
                scale.check.iter_mut().chain(&mut scale.pair_text).chain(&mut scale.hours);
            prose.into_iter().chain(check).for_each(|style| resize(style, size, leading));
        }
    }
    Document { theme: Arc::new(theme), ..document.clone() }
}

fn resize(style: &mut TextStyle, size: f64, leading: f64) {
    (style.size, style.leading) = (style.size * size, style.leading * leading);
}
