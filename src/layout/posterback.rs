//! The back of a poster: dark, the names at its head, a band of light with the ways to reach the house, on
//! the white of its partners' emblems or on the foot of the page.

use super::context::Column;
use super::cover::column;
use super::flow_box::FlowBox;
use super::frame::TagId;
use super::frame::TagKind;
use super::logo::{self, LogoVoice, SetLogo};
use super::par::{FlowBuilder, ParagraphKind, SetText};
use super::poster::{ground, in_color};
use crate::geom::{Abs, Dir, Path, Rect, Size};
use crate::model::style::{LogoPlace, TextStyle};
use crate::model::{BlockKind, Inline, IsolateKind, Text};

/// From the trim to the names.
const TOP: Abs = Abs::pt(54.0);
/// Least height of the band, and white in it.
const BAND: Abs = Abs::pt(150.0);
const PADDING: Abs = Abs::pt(18.0);
/// Ways that the band says beside the number to call.
const WAYS: usize = 3;
/// A number to call has so many digits.
const DIGITS: usize = 5;

/// What the band says.
#[derive(Default)]
struct Ways {
    /// What the number is, and the number.
    phone: Option<(Option<Text>, Text)>,
    others: Vec<Text>,
}

impl<'a> FlowBuilder<'a, '_> {
    /// The back cover.
    pub(super) fn poster_closing(&mut self, size: Size) -> FlowBox {
        let (cx, root) = (self.cx, self.root());
        let dark = cx.color(&cx.theme.ornament.dark);
        self.stand_on(dark);
        let wide = column(cx, size, cx.theme.cover.closing_width);
        let whole = Column { x: Abs::ZERO, width: size.width };
        let page = logo::between_margins(cx, size.width);
        let partners = self.partners(whole, page, size.height, [true; 2]);
        let foot = size.height - partners.height;
        let mut flow_box = FlowBox::default();
        flow_box.items.push(ground(size, cx.theme.page.bleed, dark));
        let band = self.band(wide, root);
        let height = (band.height + PADDING * 2.0).max(BAND).min(foot - TOP);
        let top = foot - height;
        self.names_of_back(&mut flow_box, (wide, page), top - PADDING, root);
        let bleed = cx.theme.page.bleed;
        let below = if partners.height > Abs::ZERO { Abs::ZERO } else { bleed };
        let rect = Rect::new(-bleed, top, size.width + bleed * 2.0, height + below);
        flow_box.fill(Path::rect(rect), cx.color(&cx.theme.ornament.light));
        let at = top + (height - band.height) / 2.0;
        flow_box.absorb(band, at);
        flow_box.absorb(partners, Abs::ZERO);
        flow_box.begins = None;
        flow_box
    }

    /// Names, other name and imprint from the head down, the logo beside or below them.
    fn names_of_back(
        &mut self,
        flow_box: &mut FlowBox,
        (column, page): (Column, Column),
        foot: Abs,
        root: TagId,
    ) {
        let cx = self.cx;
        let says = self.ways().is_some();
        let other = self.other_name(column.width, true);
        let imprint = if says { self.imprint(column) } else { FlowBox::default() };
        let set = self.poster_logo(page.width);
        let below = |part: Abs, gap: Abs| if part > Abs::ZERO { part + gap } else { Abs::ZERO };
        let of_other = other.as_ref().map_or(Abs::ZERO, SetText::height);
        let of_logo = set.as_ref().map_or(Abs::ZERO, |set| set.size().height);
        let gap = cx.theme.cover.imprint_gap;
        let rest = below(of_other, cx.theme.cover.below_bar)
            + below(imprint.height, gap)
            + below(of_logo, gap);
        let room = foot - TOP - rest;
        let style = cx.scale.closing_name.clone();
        let title = cx.document.title.clone();
        let name = self.set_stepped(&title, &style, column.width, |set| {
            set.height() <= room && !set.is_too_wide()
        });
        let tag = self.tag(TagKind::P, root);
        name.place_all(flow_box, column.x, TOP, tag);
        let mut y = TOP + name.height();
        if let Some(other) = other {
            let tag = self.tag(TagKind::P, root);
            self.mark_language(tag);
            let x = column.at_start(cx.dir, Abs::ZERO, other.measure);
            y += cx.theme.cover.below_bar;
            other.place_all(flow_box, x, y, tag);
            y += other.height();
        }
        if imprint.height > Abs::ZERO {
            y += gap;
            let height = imprint.height;
            flow_box.absorb(imprint, y);
            y += height;
        }
        if let Some(set) = set {
            let at = set.at(cx.dir, page, foot.min(y + gap + of_logo));
            self.place_logo(flow_box, &set, at, LogoVoice::Silent);
        }
    }

    fn poster_logo(&mut self, width: Abs) -> Option<SetLogo<'a>> {
        let cx = self.cx;
        let wanted = cx.theme.cover.closing_logo != LogoPlace::None;
        wanted.then(|| self.set_logo(&cx.theme.ornament.dark, width)).flatten()
    }

    /// What stands in the band: the ways to reach the house, which the text says in its place, too; the
    /// imprint where it says none.
    fn band(&mut self, column: Column, root: TagId) -> FlowBox {
        let cx = self.cx;
        let paper = self.stand_on(cx.color(&cx.theme.ornament.light));
        let ink = &cx.scale.body.color;
        let mut flow_box = FlowBox::default();
        match self.ways() {
            Some(ways) => {
                self.say_ways(&mut flow_box, ways, column);
                let height = flow_box.height;
                flow_box = FlowBox { height, ..flow_box.copied() };
            }
            None => {
                let style = in_color(&cx.scale.imprint, ink);
                for (_, line) in &cx.document.meta.imprint {
                    let set = self.set(line, &style, column.width, ParagraphKind::Balanced);
                    let tag = self.tag(TagKind::P, root);
                    let top = flow_box.height;
                    set.place_all(&mut flow_box, column.x, top, tag);
                    flow_box.height = top + set.height();
                }
            }
        }
        self.stand_on(paper);
        flow_box
    }

    fn say_ways(&mut self, flow_box: &mut FlowBox, ways: Ways, column: Column) {
        let cx = self.cx;
        let ink = &cx.scale.body.color;
        let root = self.root();
        let small = in_color(&cx.scale.closing_other, ink);
        let links = self.links();
        let outer = std::mem::take(&mut self.sink);
        let mut add = |builder: &mut Self, text: &Text, style: &TextStyle| {
            let set = builder.set_stepped(text, style, column.width, |set| {
                set.lines.len() == 1 && !set.is_too_wide()
            });
            let top = flow_box.height;
            set.place_all(flow_box, column.x, top, root);
            flow_box.height = top + set.height();
        };
        if let Some((label, number)) = ways.phone {
            if let Some(label) = label {
                add(self, &label, &small);
            }
            add(self, &number, &in_color(cx.scale.phone(), ink));
        }
        ways.others.iter().for_each(|way| add(self, way, &small));
        // What is said a second time is told of at its first place.
        self.sink = outer;
        self.forget_links(links);
    }

    /// The ways to reach the house that the text names: the first number to call, and others.
    fn ways(&self) -> Option<Ways> {
        let blocks = self.cx.document.sections.iter().flat_map(|section| &section.body);
        let mut ways = Ways::default();
        for block in blocks {
            match &block.kind {
                BlockKind::Contact(contact) => {
                    for (label, value) in &contact.rows {
                        let value = in_order(value);
                        if ways.phone.is_none() && is_number(&value) {
                            ways.phone = Some((Some(super::furniture::bare(label)), value));
                        } else if is_address(&value) && ways.others.len() < WAYS {
                            ways.others.push(value);
                        }
                    }
                }
                BlockKind::Help(help) if ways.phone.is_none() => {
                    ways.phone = Some((None, in_order(&help.number)));
                }
                _ => {}
            }
        }
        (ways.phone.is_some() || !ways.others.is_empty()).then_some(ways)
    }
}

/// A number or an address, from left to right in any text.
fn in_order(text: &Text) -> Text {
    let words = Inline::Text { text: text.to_plain(), span: text.span };
    let kind = IsolateKind::Token;
    let whole = Inline::Isolate { lang: None, dir: Dir::Ltr, kind, content: vec![words] };
    Text { inlines: vec![whole], ..text.clone() }
}

/// Whether a way is a number: digits, and no letters.
fn is_number(text: &Text) -> bool {
    let plain = text.to_plain();
    let digits = plain.chars().filter(|c| c.is_numeric()).count();
    digits >= DIGITS && !plain.chars().any(char::is_alphabetic)
}

/// Whether a way is one word, such as an address of mail or of the web.
fn is_address(text: &Text) -> bool {
    let plain = text.to_plain();
    plain.split_whitespace().count() == 1 && plain.contains(['@', '.'])
}
