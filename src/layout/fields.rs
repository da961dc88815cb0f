//! Pages of one colour: those that open sections, those of prose, of statements, and those that fill
//! up sheets.

use super::context::Context;
use super::cover::ground;
use super::flow_box::{Anchor, FlowBox};
use super::frame::{FrameItem, TagId, TagKind};
use super::furniture::PageSide;
use super::giant::GiantPlace;
use super::paginate::Paginator;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use super::section::Built;
use super::sentences;
use crate::geom::{Abs, Rect};
use crate::model::style::{Color, NumberKind, TextStyle};
use crate::model::{Block, BlockKind, Section, Text};

/// From the trim to the ink of a number.
const TOP: Abs = Abs::mm(6.0);
/// Least height of a number; below that, it says nothing from afar.
const LEAST: Abs = Abs::pt(54.0);
/// Height that a number keeps free of leads.
const USUAL: Abs = Abs::pt(120.0);
/// Between a number and the title under it.
const APART: Abs = Abs::pt(18.0);
/// A title of more lines steps down.
const MOST_LINES: f64 = 5.0;
/// What stands on the foot of a page of colour.
struct Foot {
    flow_box: FlowBox,
    /// How many paragraphs it holds.
    held: usize,
}

impl FlowBuilder<'_, '_> {
    /// The page that opens a section, with its first paragraphs as far as they have room; returns how
    /// many it holds.
    pub(super) fn opening_page(
        &mut self,
        section: &Section,
        leads: &[Block],
        index: usize,
        root: TagId,
    ) -> usize {
        let trim = Some(PageSide::new(self.cx, 1));
        let (flow_box, held) = self.field_page(section, leads, (index, USUAL), trim, root);
        self.flow_boxes.push(flow_box);
        held
    }

    /// A section of prose on a page of colour; `None` where it has no room there.
    pub(super) fn prose_field(
        &mut self,
        section: &Section,
        index: usize,
        root: TagId,
    ) -> Option<()> {
        let (flow_box, held) =
            self.field_page(section, &section.body, (index, Abs::ZERO), None, root);
        let fits = held == section.body.len() && flow_box.notes.is_empty();
        self.flow_boxes.push(flow_box);
        fits.then_some(())
    }

    /// Number, title, rule and paragraphs on a page of the section's colour, which leaves the number a
    /// height. A number is cut by the trim where the page's side is known.
    fn field_page(
        &mut self,
        section: &Section,
        leads: &[Block],
        (index, number): (usize, Abs),
        side: Option<PageSide>,
        root: TagId,
    ) -> (FlowBox, usize) {
        let cx = self.cx;
        let paper = self.stand_on(cx.color(&cx.theme.opener.ground));
        let tag = self.tag(TagKind::H(2), root);
        let top = TOP - cx.theme.page.top;
        let most = cx.grid.height - top - number - APART;
        let mut flow_box = self.field_flow_box(section, index);
        let mut number = FlowBox::default();
        let foot = self.field_foot(section, leads, most, (tag, root));
        let at = cx.grid.height - foot.flow_box.height;
        let height = at - APART - top;
        // What is higher than its page is set as other sections are.
        flow_box.height += (top - at).max(Abs::ZERO);
        if height >= LEAST && cx.theme.opener.number != NumberKind::None {
            let text = cx.grid.text;
            let room = Rect::new(text.x, top, text.width, height);
            let trim = side.map(|side| side.start_margin(cx));
            let color = &cx.theme.opener.star_color;
            let digits = cx.digits.format(index + 1);
            self.giant(&mut number, &digits, color, GiantPlace { room, trim }, tag);
        }
        flow_box.absorb(number, Abs::ZERO);
        flow_box.absorb(foot.flow_box, at);
        flow_box.ink = super::ink::Skyline::default();
        self.stand_on(paper);
        (flow_box, foot.held)
    }

    /// A flow box that fills a page of the section's colour, where links and the outline lead.
    fn field_flow_box(&self, section: &Section, index: usize) -> FlowBox {
        let cx = self.cx;
        let mut flow_box = FlowBox::new(Abs::ZERO, cx.grid.height);
        flow_box.whole_page = true;
        flow_box.ground = Some(cx.color(&cx.theme.opener.ground));
        flow_box.anchors.push(Anchor {
            id: section.id.clone(),
            outline: Some((section.heading.to_directed(cx.dir), 1)),
            section: Some(index),
            y: Abs::ZERO,
        });
        flow_box
    }

    /// Title, rule, and as many paragraphs as a height holds; none that has footnotes.
    fn field_foot(
        &mut self,
        section: &Section,
        leads: &[Block],
        most: Abs,
        (tag, root): (TagId, TagId),
    ) -> Foot {
        let cx = self.cx;
        let (text, gap) = (cx.grid.text, cx.theme.opener.rule_gap);
        let style = self.on_field(&cx.scale.title);
        let style = self.whole_words(&section.heading, &style, text.width);
        let title = self.set_stepped(&section.heading, &style, text.width, |set| {
            set.count() <= MOST_LINES && !set.is_too_wide() && set.height() <= most
        });
        let mut flow_box = FlowBox::default();
        title.place_all(&mut flow_box, text.x, Abs::ZERO, tag);
        let under = flow_box.ink.extent().map_or(Abs::ZERO, |(_, foot)| foot) - title.height();
        let rule = title.height() + gap.max(under + gap / 2.0);
        let strong = cx.theme.rules.strong;
        flow_box.rule(text.x, rule, text.width, strong, cx.color(&cx.theme.opener.color));
        let mut y = rule + strong;
        let mut held = 0;
        for block in leads {
            let BlockKind::Paragraph(lead) = &block.kind else { break };
            let above = if held == 0 { gap } else { cx.theme.space.paragraph };
            let Some(set) = self.field_lead(lead, block, most - y - above) else { break };
            let top = flow_box.clear(&set, text.x, y + above, cx.scale.step);
            let tag = self.tag(TagKind::P, root);
            set.place_all(&mut flow_box, text.x, top, tag);
            y = top + set.height();
            held += 1;
        }
        flow_box.height = y;
        Foot { flow_box, held }
    }

    /// A paragraph as it stands on a page of colour; `None`, without a trace, where it is higher than
    /// its room or has footnotes.
    fn field_lead(&mut self, text: &Text, block: &Block, room: Abs) -> Option<SetText> {
        let style = self.on_field(&self.cx.scale.lead);
        let width = self.cx.grid.text.width;
        let (links, outer) = (self.links(), std::mem::take(&mut self.sink));
        let set = self.asking(block.lines, |builder| {
            builder.ragged(|builder| builder.set(text, &style, width, ParagraphKind::Prose))
        });
        let fits = set.height() <= room && set.notes.is_empty();
        let told = std::mem::replace(&mut self.sink, outer);
        if fits {
            self.sink.append(told);
            return Some(set);
        }
        self.forget_links(links);
        None
    }

    /// A style in the colour of text on a section's own.
    fn on_field(&self, style: &TextStyle) -> TextStyle {
        TextStyle { color: self.cx.theme.opener.color.clone(), ..style.clone() }
    }

    /// A statement on a field of one colour: its title as large as it has room for, the text on the
    /// foot of the page.
    pub(super) fn statement_field(&mut self, section: &Section, index: usize, root: TagId) {
        let cx = self.cx;
        let text = cx.grid.text;
        self.stand_on(cx.color(&cx.theme.statement.ground));
        let head = cx.scale.statement_head().clone();
        let color = cx.scale.statement.color.clone();
        let head = TextStyle { color: color.clone(), ..head };
        let tag = self.tag(TagKind::H(2), root);
        let most = cx.grid.height;
        let body = self.statement_text(section, most - head.leading);
        let height = body.iter().map(|(above, set)| *above + set.height()).sum::<Abs>();
        let at = most - height;
        let room = (at - cx.theme.space.block).max(Abs::pt(24.0));
        let head = self.whole_words(&section.heading, &head, text.width);
        let title = self.set_stepped(&section.heading, &head, text.width, |set| {
            set.count() <= 3.0 && !set.is_too_wide() && set.height() <= room
        });
        let mut flow_box = self.field_flow_box(section, index);
        flow_box.ground = Some(cx.color(&cx.theme.statement.ground));
        let top = at - cx.theme.space.block - title.height();
        // What is higher than its page is set as other sections are.
        flow_box.height = most + (-top).max(Abs::ZERO);
        title.place_all(&mut flow_box, text.x, top, tag);
        let mut y = at;
        for (above, set) in body {
            let tag = self.tag(TagKind::P, root);
            set.place_all(&mut flow_box, text.x, y + above, tag);
            y += above + set.height();
        }
        flow_box.ink = super::ink::Skyline::default();
        self.flow_boxes.push(flow_box);
    }

    /// The paragraphs of a statement, each with the white above it: in their size, or in the largest
    /// below it in which they are no higher than a room.
    fn statement_text(&mut self, section: &Section, room: Abs) -> Vec<(Abs, SetText)> {
        let mut share = 1.0;
        loop {
            let (links, outer) = (self.links(), std::mem::take(&mut self.sink));
            let all = self.statement_in(section, share);
            let told = std::mem::replace(&mut self.sink, outer);
            let height = all.iter().map(|(above, set)| *above + set.height()).sum::<Abs>();
            if height <= room || share < LEAST_STATEMENT {
                self.sink.append(told);
                return all;
            }
            self.forget_links(links);
            share -= STATEMENT_STEP;
        }
    }

    fn statement_in(&mut self, section: &Section, share: f64) -> Vec<(Abs, SetText)> {
        let style = &self.cx.scale.statement;
        let (size, leading) = (style.size * share, style.leading * share);
        let style = TextStyle { size, leading, ..style.clone() };
        let width = self.cx.grid.text.width;
        let mut all = vec![];
        for block in &section.body {
            let BlockKind::Paragraph(words) = &block.kind else { continue };
            let above = if all.is_empty() { Abs::ZERO } else { self.cx.theme.space.paragraph };
            let set = self.asking(block.lines, |builder| {
                builder
                    .ragged(|builder| builder.set(words, &style, width, ParagraphKind::Prose))
            });
            all.push((above, set));
        }
        all
    }

    /// A sentence of the text on the foot of a page of a section's colour, for readers who turn pages:
    /// those who listen hear it in its place.
    fn sentence(&mut self, text: &Text) -> FlowBox {
        let cx = self.cx;
        let style = self.on_field(&cx.scale.quote);
        let column = cx.grid.text;
        self.stand_on(cx.color(&cx.theme.opener.ground));
        let most = cx.grid.height;
        let style = self.whole_words(text, &style, column.width);
        let set = self.set_stepped(text, &style, column.width, |set| {
            set.count() <= MOST_LINES && !set.is_too_wide() && set.height() <= most
        });
        let mut flow_box = FlowBox::default();
        // Scripts without blanks have long sentences: what no page holds is left out.
        if set.height() > most || set.is_too_wide() {
            return flow_box;
        }
        let root = self.root();
        set.place_all(&mut flow_box, column.x, most - set.height(), root);
        flow_box.copied()
    }
}

/// Least share of its size to which a statement's text goes down, and by how much at a time.
const LEAST_STATEMENT: f64 = 0.86;
const STATEMENT_STEP: f64 = 0.05;

/// The colour of a page that bears no section, next to one of another colour; with what sets text on
/// it.
pub(super) fn beside<'c, 'a, 'f>(
    cx: &'c Context<'a, 'f>,
    near: &[Option<Color>],
) -> &'c Context<'a, 'f> {
    let differs = |hue: &&Context<'_, '_>| {
        let own = hue.color(&hue.theme.opener.ground).rgb;
        near.iter().flatten().all(|other| other.rgb != own)
    };
    cx.grounds().find(differs).unwrap_or(cx)
}

/// What stands on a page of a colour without a section: the ground, and of the text's sentences the
/// one with a number.
pub(super) fn page<'a>(
    cx: &'a Context<'a, '_>,
    number: usize,
    side: PageSide,
) -> Vec<FrameItem> {
    let mut items = vec![ground(cx, cx.color(&cx.theme.opener.ground))];
    let mut builder = FlowBuilder::new(cx, TagKind::Div);
    let flow_box = sentences::all(cx.document).get(number).map(|text| builder.sentence(text));
    for mut item in flow_box.unwrap_or_default().items {
        super::flow_box::shift(&mut item, side.text_x, cx.theme.page.top);
        items.push(item);
    }
    items
}

/// The sections, those of prose without a colour of their own where the page that they face has it.
pub(super) fn suited(
    cx: &Context<'_, '_>,
    built: Vec<Built>,
    notes: &[FlowBox],
    (first, ground): (usize, Option<Color>),
) -> Vec<Built> {
    if built.iter().all(|section| section.white.is_none()) {
        return built;
    }
    let mut paginator = Paginator::new(cx, notes).after(first, ground);
    let mut out = vec![];
    for (index, mut section) in built.into_iter().enumerate() {
        let own = section.flow_boxes.first().and_then(|flow_box| flow_box.ground);
        let meets = own.is_some() && paginator.facing().map(|c| c.rgb) == own.map(|c| c.rgb);
        if let Some(white) = section.white.take_if(|_| meets) {
            section = *white;
        }
        section.white = None;
        paginator.section(index, section.flow, section.flow_boxes.clone());
        out.push(section);
    }
    out
}
