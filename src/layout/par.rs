//! Paragraphs to lines to flow boxes.

use std::sync::Arc;

use super::context::{Column, Context};
use super::decor::{self, Rule};
use super::flow_box::FlowBox;
use super::frame::{LinkTarget, TagId, TagKind, TagTree};
use super::ink::Skyline;
pub(super) use super::lines::{SetText, level};
use super::mapped::MappedText;
use super::rich::{InlineBuilder, InlineSetting};
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::{Abs, Dir};
use crate::model::print::FormatKind;
use crate::model::style::{Align, Color, Kashida, TextStyle};
use crate::model::{LineChange, Text, TextId};
use crate::text::{Alignment, Line, ParConfig};

/// Leading grows by this much at a time where ink would come nearer (docs/spec/pages.md, 4.3).
pub(super) const LEADING_STEP: Abs = Abs::pt(2.25);

/// A paragraph that needs more than so many times its leading has one of its own; it does not open
/// the whole edition (docs/spec/pages.md, 4.3).
const MOST_WIDER: f64 = 1.25;

/// Type goes down by this much at a time where a word is wider than its place.
const SIZE_STEP: Abs = Abs::pt(0.25);

/// Least share of its size to which what the program says itself goes down.
const LEAST_PLAIN: f64 = 0.5;

/// How a paragraph stands in its column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ParagraphKind {
    /// Prose: aligned as the theme or its block says, hyphenated where the language is.
    Prose,
    /// Captions and their like: ragged, hyphenated where the language is.
    Aside,
    /// Titles and terms: ragged, lines of like length.
    Balanced,
    /// One aligned label.
    Label(Alignment),
}

/// Builds the flow boxes of one section: its own tags, links and faults, joined to the others later.
pub(super) struct FlowBuilder<'a, 'f> {
    /// The edition.
    pub(super) cx: &'a Context<'a, 'f>,
    /// The section's structure elements; the first is its root.
    pub(super) tags: TagTree,
    /// Its faults.
    pub(super) sink: Sink,
    /// Its flow boxes.
    pub(super) flow_boxes: Vec<FlowBox>,
    /// What the block that is being built asks for its prose.
    pub(super) asked: LineChange,
    /// A table that is too wide may be turned, on a page of its own.
    pub(super) turns: bool,
    /// Term lists are set without their descriptions.
    pub(super) brief: bool,
    /// The leading that the ink of its prose needs.
    pub(super) leading: Abs,
    /// Number of the section that is being built, and of its last clause.
    pub(super) section: usize,
    pub(super) clause: usize,
    /// Turns texts into styled ones.
    pub(super) inline: InlineBuilder<'a>,
}

impl<'a, 'f> FlowBuilder<'a, 'f> {
    /// A builder whose root element is of a kind; its links are numbered from 0.
    pub(super) fn new(cx: &'a Context<'a, 'f>, root: TagKind) -> Self {
        let mut tags = TagTree::default();
        tags.add(root, None);
        let inline = cx.inline();
        Self {
            cx,
            tags,
            sink: Sink::default(),
            flow_boxes: vec![],
            asked: LineChange::default(),
            turns: !matches!(cx.document.format, FormatKind::Leaflet(_)) && !cx.is_column(),
            brief: false,
            leading: Abs::ZERO,
            section: 0,
            clause: 0,
            inline,
        }
    }

    /// The root element.
    pub(super) fn root(&self) -> TagId {
        TagId(0)
    }

    /// Adds a structure element that runs in the edition's direction.
    pub(super) fn tag(&mut self, kind: TagKind, parent: TagId) -> TagId {
        let id = self.tags.add(kind, Some(parent));
        self.tags.get_mut(id).rtl = self.cx.dir.is_rtl();
        id
    }

    /// Says what the texts to come stand on; returns what they stood on.
    pub(super) fn stand_on(&mut self, ground: Color) -> Color {
        std::mem::replace(&mut self.inline.ground, ground)
    }

    /// The links that were met; addresses inside the document still as `#id`.
    pub(super) fn take_links(&mut self) -> Vec<LinkTarget> {
        std::mem::take(&mut self.inline.links)
    }

    /// Adds a link that no text of the source holds; returns its number.
    pub(super) fn add_link(&mut self, target: LinkTarget) -> u32 {
        self.inline.links.push(target);
        u32::try_from(self.inline.links.len() - 1).unwrap_or(u32::MAX)
    }

    /// Sets a text of the source.
    pub(super) fn set(
        &mut self,
        text: &Text,
        style: &TextStyle,
        measure: Abs,
        kind: ParagraphKind,
    ) -> SetText {
        let flows = matches!(kind, ParagraphKind::Prose | ParagraphKind::Aside);
        let hyphenate = flows && self.cx.theme.lines.hyphenate;
        let kashida = if kind == ParagraphKind::Prose { self.kashida() } else { Kashida::None };
        let setting = InlineSetting { hyphenate, kashida, ..self.cx.setting(style) };
        self.set_in(text, &setting, self.cx.dir, measure, kind)
    }

    /// Sets a text of the source in a language and direction of its own.
    pub(super) fn set_in(
        &mut self,
        text: &Text,
        setting: &InlineSetting<'_>,
        dir: Dir,
        measure: Abs,
        kind: ParagraphKind,
    ) -> SetText {
        let (links, outer) = (self.links(), std::mem::take(&mut self.sink));
        let mut set = self.set_once(text, setting, dir, measure, kind);
        let least = setting.style.size * self.cx.theme.lines.least_size;
        let mut style = setting.style.clone();
        while set.is_too_wide() && style.size - SIZE_STEP >= least {
            // A word that is wider than its place takes the whole text down with it.
            style.size -= SIZE_STEP;
            self.sink = Sink::default();
            self.forget_links(links);
            let smaller = InlineSetting { style: &style, ..*setting };
            set = self.set_once(text, &smaller, dir, measure, kind);
        }
        let faults = std::mem::replace(&mut self.sink, outer);
        self.sink.append(faults);
        set
    }

    fn set_once(
        &mut self,
        text: &Text,
        setting: &InlineSetting<'_>,
        dir: Dir,
        measure: Abs,
        kind: ParagraphKind,
    ) -> SetText {
        let rich = self.inline.rich(text, setting);
        self.lines(rich, text.id, text.span, setting, dir, measure, kind)
    }

    /// Sets words that the program says itself. What is too wide for its place, as a page's number
    /// of four digits, is no word that an author could shorten: it becomes smaller.
    pub(super) fn set_plain(
        &mut self,
        text: &str,
        style: &TextStyle,
        measure: Abs,
        kind: ParagraphKind,
    ) -> SetText {
        let is_wide =
            |fault: &Diagnostic| ["overfull-line", "parted-number"].contains(&fault.id);
        let outer = std::mem::take(&mut self.sink);
        let least = style.size * LEAST_PLAIN;
        let mut style = style.clone();
        let set = loop {
            self.sink = Sink::default();
            let setting = self.cx.setting(&style);
            let rich = self.inline.plain(text, &setting);
            let (none, dir) = (TextId(u32::MAX), self.cx.dir);
            let set = self.lines(rich, none, Span::NONE, &setting, dir, measure, kind);
            let wide = self.sink.diagnostics().iter().any(is_wide);
            if !wide || style.size - SIZE_STEP < least {
                break set;
            }
            style.size -= SIZE_STEP;
        };
        let told = std::mem::replace(&mut self.sink, outer);
        for fault in told.diagnostics().iter().filter(|fault| !is_wide(fault)) {
            self.sink.push(fault.clone());
        }
        set
    }

    #[expect(clippy::too_many_arguments, reason = "one call site a kind of text")]
    fn lines(
        &mut self,
        rich: MappedText,
        id: TextId,
        span: Span,
        setting: &InlineSetting<'_>,
        dir: Dir,
        measure: Abs,
        kind: ParagraphKind,
    ) -> SetText {
        let config = ParConfig {
            measure,
            dir,
            align: self.alignment(kind),
            balance: kind == ParagraphKind::Balanced,
        };
        let mut lines = self.cx.setter.set(&rich.text, &config, &mut self.sink);
        if config.align == Alignment::Justify && !self.justifies(&rich, &lines, span) {
            let ragged = ParConfig { align: Alignment::Start, ..config };
            lines = self.cx.setter.set(&rich.text, &ragged, &mut self.sink);
        }
        let rules = decor::rules(&lines, self.cx.setter);
        let skylines = self.skylines(&lines, &rules);
        let need = needed(&skylines);
        if kind == ParagraphKind::Prose && setting.style.leading == self.cx.scale.body.leading {
            let bearable =
                Some(need).filter(|&need| need <= setting.style.leading * MOST_WIDER);
            self.leading = self.leading.max(bearable.unwrap_or_default());
        }
        let leading = leading(need, setting.style);
        let offsets = lines.iter().map(|l| rich.plain_offset(l.range.start)).collect();
        let line_of = |byte: usize| lines.iter().position(|l| l.range.contains(&byte));
        let notes = rich
            .notes
            .iter()
            .filter_map(|&(note, byte)| Some((note, line_of(byte)?)))
            .collect();
        let baseline = self.cx.styles.baseline(setting.style, setting.writing, leading);
        let lines = lines.into_iter().map(Arc::new).collect();
        SetText { lines, leading, baseline, measure, skylines, rules, span, id, offsets, notes }
    }

    fn alignment(&self, kind: ParagraphKind) -> Alignment {
        match kind {
            ParagraphKind::Prose => match self.asked.align.unwrap_or(self.cx.theme.lines.align)
            {
                Align::Justify => Alignment::Justify,
                Align::Start => Alignment::Start,
            },
            ParagraphKind::Aside | ParagraphKind::Balanced => Alignment::Start,
            ParagraphKind::Label(align) => align,
        }
    }

    /// How far joins may be stretched: as the block asks, else as the theme says, but not in
    /// Urdu (docs/spec/justification.md, 5.2).
    fn kashida(&self) -> Kashida {
        let usual = match self.cx.document.lang.primary() {
            "ur" => Kashida::None,
            _ => self.cx.theme.lines.kashida,
        };
        self.asked.kashida.unwrap_or(usual)
    }

    /// Whether a justified paragraph has lines and words enough to look well.
    fn justifies(&mut self, rich: &MappedText, lines: &[Line], span: Span) -> bool {
        let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let limits = &self.cx.theme.lines;
        if number(lines.len()) < limits.justify_lines {
            return false;
        }
        // The last line is as long as it is: the others are what must be filled.
        let Some((_, flush)) = lines.split_last() else { return false };
        let end = flush.last().map_or(0, |line| line.range.end);
        let words = rich.text.text[..end].split_whitespace().count();
        let enough = number(words) >= limits.justify_words * number(flush.len());
        if !enough {
            self.sink.push(Diagnostic::note(
                "too-narrow-to-justify",
                span,
                "this paragraph is set ragged: its lines hold too few words to be justified",
            ));
        }
        enough
    }

    /// The reach of each line's ink and rules.
    fn skylines(&self, lines: &[Line], rules: &[Vec<Rule>]) -> Vec<Skyline> {
        let skyline = |(line, rules): (&Line, &Vec<Rule>)| {
            let mut out = Skyline::of(line, self.cx.setter);
            for rule in rules {
                out.add(rule.rect, line.offset, rule.rect.size.height);
            }
            out
        };
        lines.iter().zip(rules).map(skyline).collect()
    }

    /// Adds a paragraph as flow boxes that may be parted between pages, widows and orphans apart.
    pub(super) fn paragraph(
        &mut self,
        text: &Text,
        style: &TextStyle,
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        let set = self.set(text, style, column.width, ParagraphKind::Prose);
        let tag = self.tag(TagKind::P, parent);
        self.flow(&set, column.x, before, tag);
    }

    /// Adds set lines as flow boxes that may be parted between pages.
    pub(super) fn flow(&mut self, set: &SetText, x: Abs, before: Abs, tag: TagId) {
        let (orphans, widows) = (self.cx.theme.lines.orphans, self.cx.theme.lines.widows);
        let slack = self.cx.on_grid(set.height()) - set.height();
        let parts = parts(set.lines.len(), orphans, widows);
        let last = parts.len().saturating_sub(1);
        for (i, range) in parts.into_iter().enumerate() {
            let lines = f64::from(u32::try_from(range.len()).unwrap_or(u32::MAX));
            let mut height = set.leading * lines;
            if i == last {
                height += slack;
            }
            let mut flow_box = FlowBox::new(if i == 0 { before } else { Abs::ZERO }, height);
            set.place(&mut flow_box, range, x, Abs::ZERO, tag);
            self.flow_boxes.push(flow_box);
        }
    }
}

/// The least distance of baselines at which no ink of two lines nearly touches.
fn needed(skylines: &[Skyline]) -> Abs {
    let need = skylines.windows(2).filter_map(|pair| pair[0].clearance(&pair[1]));
    need.fold(Abs::ZERO, Abs::max)
}

/// The style's leading, or more where ink needs it: in all lines alike, never in a single one.
fn leading(need: Abs, style: &TextStyle) -> Abs {
    style.leading + (need - style.leading).max(Abs::ZERO).round_up_to(LEADING_STEP)
}

/// Parts a paragraph of `lines` lines where a page may end.
fn parts(lines: usize, orphans: f64, widows: f64) -> Vec<std::ops::Range<usize>> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts")]
    let (head, foot) = (orphans.max(1.0) as usize, widows.max(1.0) as usize);
    if lines < head + foot {
        return std::iter::once(0..lines).filter(|r| !r.is_empty()).collect();
    }
    let middle = (head..lines - foot).map(|i| i..i + 1);
    std::iter::once(0..head).chain(middle).chain(std::iter::once(lines - foot..lines)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_between_orphans_and_widows_only() {
        assert_eq!(parts(3, 2.0, 2.0), vec![0..3]);
        assert_eq!(parts(4, 2.0, 2.0), vec![0..2, 2..4]);
        assert_eq!(parts(6, 2.0, 2.0), vec![0..2, 2..3, 3..4, 4..6]);
        assert!(parts(0, 2.0, 2.0).is_empty());
    }
}
