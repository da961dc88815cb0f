//! Bands of colour over the whole page: steps, each on one of its own, and big numbers, three to a page.

use super::blocks::stack;
use super::context::{Column, Context};
use super::flow_box::FlowBox;
use super::frame::{TagId, TagKind};
use super::furniture::PageSide;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::geom::{Abs, Path, Rect};
use crate::model::print::FormatKind;
use crate::model::style::{ColorName, TextStyle};
use crate::model::{Fact, Step};
use crate::text::Alignment;

/// Least weight of small type on a colour.
const FIRM: f64 = 700.0;
/// Big numbers to a page.
const TO_A_PAGE: usize = 3;
/// The column of a big number in a band, and that of a step's.
const NUMBER: Abs = Abs::mm(52.0);
const STEP: Abs = Abs::mm(22.0);
/// What of the text's width a number may fill whose size is made for it.
const NEARLY: f64 = 0.99;
/// Least white above and below what stands in a band.
const PADDING: Abs = Abs::pt(11.25);

impl Context<'_, '_> {
    /// The page with its bleed, from the left edge of the text; the text alone where that does not
    /// lie at one place on all pages.
    pub(super) fn page_span(&self) -> Column {
        let (page, text) = (&self.theme.page, self.grid.text);
        if page.mirror || matches!(self.document.format, FormatKind::Leaflet(_)) {
            return text;
        }
        let text_x = PageSide::new(self, 0).text_x;
        Column { x: -text_x - page.bleed, width: page.width + page.bleed * 2.0 }
    }

    /// From the page's edge at the start, with its bleed, to the end of the text; a little wider than
    /// the text where that does not lie at one place.
    pub(super) fn start_span(&self) -> Column {
        let (page, text) = (self.page_span(), self.grid.text);
        if page == text {
            let out = self.theme.callout.outdent;
            return text.inset(self.dir, -out, Abs::ZERO);
        }
        match self.dir.is_rtl() {
            true => Column { x: text.x, width: page.x + page.width - text.x },
            false => Column { x: page.x, width: text.x + text.width - page.x },
        }
    }

    /// What stands for a colour at a place of the cycle of sections.
    fn in_turn(&self, place: usize, name: &ColorName) -> ColorName {
        let cycle = &self.theme.opener.cycle;
        let hue = cycle.get(place % cycle.len().max(1));
        let other = hue.and_then(|hue| hue.0.get(&name.0));
        other.unwrap_or(name).clone()
    }
}

impl FlowBuilder<'_, '_> {
    /// Whether a title leads to what comes next: what has a page of its own would leave it alone.
    pub(super) fn is_headed(&self) -> bool {
        let leads = |flow_box: &FlowBox| flow_box.keep && !flow_box.whole_page;
        self.flow_boxes.last().is_some_and(leads)
    }

    /// Adds steps, each on a band of the section's colour, its number at the start.
    pub(super) fn step_bands(&mut self, steps: &[Step], before: Abs, list: TagId) {
        for (i, step) in steps.iter().enumerate() {
            let li = self.tag(TagKind::Li, list);
            let above = if i == 0 { before } else { self.cx.theme.steps.gap };
            let mut flow_box = self.step_band(step, i, li);
            flow_box.before = above;
            flow_box.keep = i == 0 && steps.len() > 1;
            self.flow_boxes.push(flow_box);
        }
    }

    fn step_band(&mut self, step: &Step, index: usize, li: TagId) -> FlowBox {
        let cx = self.cx;
        let (label, body) = (self.tag(TagKind::Lbl, li), self.tag(TagKind::LBody, li));
        let opener = &cx.theme.opener;
        let ground = cx.color(&opener.ground);
        let paper = self.stand_on(ground);
        let number = TextStyle {
            size: cx.theme.steps.digit,
            color: opener.color.clone(),
            ..cx.scale.number.clone()
        };
        let digits = self.one_label(&cx.digits.format(index + 1), &number, Abs::pt(1e4));
        let line = digits.lines.first();
        let ink = line.and_then(|line| cx.setter.ink(line)).unwrap_or_default();
        let beside =
            STEP.min(cx.grid.text.width / 4.0).max(ink.size.width + cx.least_gap() * 2.0);
        let column = cx.grid.text.inset(cx.dir, beside, Abs::ZERO);
        let content = self.on_band(step, column, body);
        let inner = content.height.max(ink.size.height);
        let height = cx.on_grid(inner + PADDING * 2.0);
        let mut flow_box = FlowBox::new(Abs::ZERO, height);
        let page = cx.page_span();
        let rect = Rect::new(page.x, Abs::ZERO, page.width, height);
        flow_box.fill(Path::rect(rect), ground);
        let left = cx.grid.text.at_start(cx.dir, Abs::ZERO, ink.size.width);
        let top = (height - inner) / 2.0;
        let down = top - ink.top() - digits.baseline;
        let offset = digits.lines.first().map_or(Abs::ZERO, |line| line.offset);
        digits.place_all(&mut flow_box, left - ink.left() - offset, down, label);
        flow_box.begins = None;
        flow_box.absorb(content, top);
        flow_box.ink = super::ink::Skyline::default();
        flow_box.ink.add(rect, Abs::ZERO, Abs::ZERO);
        self.stand_on(paper);
        flow_box
    }

    /// Title and text of a step in the colour of text on the section's own.
    fn on_band(&mut self, step: &Step, column: Column, body: TagId) -> FlowBox {
        let (scale, color) = (self.cx.scale, &self.cx.theme.opener.color);
        let title = TextStyle { color: color.clone(), ..scale.term.clone() };
        let weight = scale.body.weight.max(FIRM);
        let text = TextStyle { color: color.clone(), weight, ..scale.body.clone() };
        let tag = self.tag(TagKind::P, body);
        let mut parts =
            vec![self.boxed(&step.title, &title, column, ParagraphKind::Balanced, tag)];
        for words in &step.text {
            let tag = self.tag(TagKind::P, body);
            parts.push(self.boxed(words, &text, column, ParagraphKind::Prose, tag));
        }
        stack(parts)
    }

    /// Whether big numbers with their words have room on bands.
    pub(super) fn bands_hold(&mut self, facts: &[Fact], list: TagId) -> bool {
        let tags = self.tags.nodes.len();
        let holds = self.silently(|builder| {
            facts.chunks(TO_A_PAGE).all(|chunk| {
                let count = f64::from(u32::try_from(chunk.len()).unwrap_or(1));
                let height = builder.cx.theme.page.height / count;
                let color = builder.cx.theme.opener.color.clone();
                chunk.iter().all(|fact| {
                    let alone = chunk.len() == 1;
                    let set = builder.fact_on_band(fact, &color, alone, height, list);
                    set.height <= height - PADDING && set.flow_box.notes.is_empty()
                })
            })
        });
        self.tags.forget(tags);
        holds
    }

    /// Adds big numbers on bands that share pages of their own.
    pub(super) fn fact_bands(&mut self, facts: &[Fact], list: TagId) {
        for chunk in facts.chunks(TO_A_PAGE) {
            let page = &self.cx.theme.page;
            let count = f64::from(u32::try_from(chunk.len()).unwrap_or(1));
            let height = page.height / count;
            let mut flow_box = FlowBox::new(Abs::ZERO, self.cx.grid.height);
            let mut top = -page.top;
            for (i, fact) in chunk.iter().enumerate() {
                self.fact_band(&mut flow_box, fact, (i, chunk.len()), (top, height), list);
                top += height;
            }
            (flow_box.whole_page, flow_box.floats) = (true, true);
            flow_box.begins = None;
            flow_box.ink = super::ink::Skyline::default();
            self.flow_boxes.push(flow_box);
        }
    }

    fn fact_band(
        &mut self,
        flow_box: &mut FlowBox,
        fact: &Fact,
        (index, count): (usize, usize),
        (top, height): (Abs, Abs),
        list: TagId,
    ) {
        let cx = self.cx;
        let (opener, bleed) = (&cx.theme.opener, cx.theme.page.bleed);
        let ground = cx.color(&cx.in_turn(index, &opener.ground));
        let color = cx.in_turn(index, &opener.color);
        let page = cx.page_span();
        let above = if index == 0 { bleed } else { Abs::ZERO };
        let below = if index + 1 == count { bleed } else { Abs::ZERO };
        let rect = Rect::new(page.x, top - above, page.width, height + above + below);
        flow_box.fill(Path::rect(rect), ground);
        let paper = self.stand_on(ground);
        let content = self.fact_on_band(fact, &color, count == 1, height, list);
        flow_box.absorb(content.flow_box, top + (height - content.height) / 2.0);
        self.stand_on(paper);
    }

    /// A number with its words beside it, or below it where it is long.
    fn fact_on_band(
        &mut self,
        fact: &Fact,
        color: &ColorName,
        alone: bool,
        height: Abs,
        list: TagId,
    ) -> OnBand {
        let cx = self.cx;
        let text = cx.grid.text;
        let item = self.tag(TagKind::Li, list);
        let (number, label) = (self.tag(TagKind::Lbl, item), self.tag(TagKind::LBody, item));
        let in_color = |style: &TextStyle| TextStyle { color: color.clone(), ..style.clone() };
        let words = in_color(&cx.scale.facts_label);
        let big = in_color(&cx.scale.facts_number);
        let room = height - PADDING * 2.0;
        let column = NUMBER.min(text.width * 0.45);
        let rest = text.inset(cx.dir, column, Abs::ZERO);
        let wide = self.natural_width(&fact.number, &big);
        let said = self.trial(&fact.label, &words, rest.width);
        let whole = self.longest_word(&fact.label, &words) <= rest.width;
        let beside =
            !alone && whole && wide <= column - cx.least_gap() && said.height() <= room;
        let mut out = OnBand::default();
        if beside {
            let set = self.label(&fact.number, &big, column);
            let said = self.set(&fact.label, &words, rest.width, ParagraphKind::Balanced);
            let ink = self.ink_of(&set);
            out.height = ink.size.height.max(said.height());
            let middle = out.height / 2.0;
            let start = text.at_start(cx.dir, Abs::ZERO, column);
            let y = middle - ink.size.height / 2.0 - ink.top() - set.baseline;
            set.place_all(&mut out.flow_box, start, y, number);
            said.place_all(&mut out.flow_box, rest.x, middle - said.height() / 2.0, label);
            return out;
        }
        let words = self.whole_words(&fact.label, &words, text.width);
        let said = self.set_stepped(&fact.label, &words, text.width, |set| {
            set.height() <= room * 0.5 && !set.is_too_wide()
        });
        let high = room - said.height() - PADDING;
        let usual = if alone { cx.scale.number.size } else { big.size };
        let ink = self.ink_at(&fact.number, &TextStyle { size: usual, ..big.clone() });
        let own = TextStyle { size: usual, ..big.clone() };
        let advance = self.natural_width(&fact.number, &own).max(ink.size.width);
        let share =
            (text.width / advance * NEARLY).min(high / ink.size.height).clamp(0.05, 1.0);
        let size = usual * share;
        let set = self.label(&fact.number, &TextStyle { size, ..big }, text.width);
        let ink = self.ink_of(&set);
        set.place_all(&mut out.flow_box, text.x, -ink.top() - set.baseline, number);
        let below = ink.size.height + PADDING;
        said.place_all(&mut out.flow_box, text.x, below, label);
        out.height = below + said.height();
        out
    }

    fn label(&mut self, text: &crate::model::Text, style: &TextStyle, width: Abs) -> SetText {
        self.set(text, style, width, ParagraphKind::Label(Alignment::Start))
    }

    fn ink_at(&mut self, text: &crate::model::Text, style: &TextStyle) -> Rect {
        self.silently(|builder| {
            let set = builder.label(text, style, Abs::pt(1e5));
            builder.ink_of(&set)
        })
    }

    /// The box around a line's ink, from its baseline.
    fn ink_of(&self, set: &SetText) -> Rect {
        let ink = set.lines.first().and_then(|line| self.cx.setter.ink(line));
        ink.unwrap_or(Rect::new(Abs::ZERO, -Abs::pt(1.0), Abs::pt(1.0), Abs::pt(1.0)))
    }
}

/// What stands in a band, with the height of its ink.
#[derive(Default)]
struct OnBand {
    flow_box: FlowBox,
    height: Abs,
}
