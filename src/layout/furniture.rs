//! What surrounds the text of a page: running head, folio, index stars, what a draft says.

use super::context::{Column, Company, Context};
use super::flow_box::FlowBox;
use super::frame::FrameItem;
use super::ornament::{filled, stroked};
use super::paginate::PageContent;
use super::par::{FlowBuilder, ParagraphKind};
use crate::geom::{Abs, Path, Point};
use crate::model::style::{FolioKind, HeadKind, IndexKind, TextStyle};
use crate::model::{Inline, Status, Text};
use crate::text::Alignment;

/// Which sheet side a page is, and where its columns lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageSide {
    /// Page index, from 0.
    pub(super) index: usize,
    /// Left edge of the text block.
    pub(super) text_x: Abs,
    /// Left edge of the outer margin.
    outer_x: Abs,
    /// Whether the outer margin is the left one.
    pub(super) outer_left: bool,
}

/// Room that a folio at the foot has beside what stands there too.
const AT_FOOT: Abs = Abs::mm(12.0);

impl PageSide {
    /// The side of page `index`: right-bound books begin with a left page, left-bound ones with
    /// a right page; the spine is opposite the outer margin.
    pub(super) fn new(cx: &Context<'_, '_>, index: usize) -> Self {
        let page = &cx.theme.page;
        let odd = index.is_multiple_of(2);
        let spine_left = odd != cx.binding.is_rtl();
        // Margins that keep their sides stand as where the spine is at the start.
        let inside_left = if page.mirror { spine_left } else { !cx.binding.is_rtl() };
        let text_x = if inside_left { page.inside } else { page.outside };
        if !page.mirror {
            let outer_x = if spine_left { page.width - page.outside } else { Abs::ZERO };
            return Self { index, text_x, outer_x, outer_left: !spine_left };
        }
        let (text_x, outer_x) = if spine_left {
            (page.inside, page.width - page.outside)
        } else {
            (page.outside, Abs::ZERO)
        };
        Self { index, text_x, outer_x, outer_left: !spine_left }
    }

    /// From the trim at the start side to the text.
    pub(super) fn start_margin(self, cx: &Context<'_, '_>) -> Abs {
        match cx.dir.is_rtl() {
            true => cx.theme.page.width - self.text_x - cx.grid.text.width,
            false => self.text_x,
        }
    }
}

impl FlowBuilder<'_, '_> {
    /// Everything round the text of a body page, one of so many, as artifacts.
    pub(super) fn furniture(
        &mut self,
        draft: &PageContent,
        side: PageSide,
        of: usize,
    ) -> Vec<FrameItem> {
        if let Some(ground) = draft.ground {
            self.stand_on(ground);
        }
        let mut items = match self.cx.theme.index.kind {
            IndexKind::None => vec![],
            IndexKind::Stars => self.index_stars(draft, side),
            IndexKind::Strip => self.edge_strip(draft, side),
            IndexKind::Tabs => self.edge_tab(draft, side),
        };
        let (cx, foot) = (self.cx, self.cx.grid.height);
        // A picture may lie there that runs to the edges.
        let has_head = !draft.covers(-cx.theme.page.top, Abs::ZERO);
        let has_foot = !draft.covers(foot - cx.scale.folio.leading, foot);
        let mut folio = cx.theme.furniture.folio;
        match cx.theme.furniture.head {
            HeadKind::Ruled if has_head => items.extend(self.ruled_head(side, of)),
            HeadKind::Ruled if folio == FolioKind::Head => folio = FolioKind::Foot,
            HeadKind::Section if has_head && !draft.opens => {
                items.extend(self.section_head(draft, side));
            }
            HeadKind::Axis if !draft.opens && self.cx.company != Company::Within => {
                items.extend(self.running_head(draft, side));
            }
            HeadKind::Foot if has_foot && !draft.is_full() => {
                items.extend(self.foot_head(draft, side));
            }
            HeadKind::Ruled | HeadKind::Section | HeadKind::Axis | HeadKind::Foot => {}
        }
        let stands = folio != FolioKind::Trim || !draft.is_full();
        if has_foot && stands {
            items.extend(self.folio(folio, side));
        }
        if stands {
            items.extend(self.draft_mark(folio, side, draft.ground.is_some()));
        }
        items
    }

    /// Everything round the text of a contents page, one of so many pages.
    pub(super) fn contents_furniture(&mut self, side: PageSide, of: usize) -> Vec<FrameItem> {
        let folio = self.cx.theme.furniture.folio;
        if folio == FolioKind::Trim
            && self.cx.theme.tint(&self.cx.theme.contents.ground).is_some()
        {
            return vec![];
        }
        let mut items = self.folio(folio, side);
        if self.cx.theme.furniture.head == HeadKind::Ruled {
            items.extend(self.ruled_head(side, of));
        }
        items.extend(self.draft_mark(folio, side, true));
        items
    }

    /// Even pages carry the brochure's title, odd ones their section's, unless it begins there.
    pub(super) fn running_head(
        &mut self,
        draft: &PageContent,
        side: PageSide,
    ) -> Vec<FrameItem> {
        let cx = self.cx;
        let section = draft.section.and_then(|i| cx.document.sections.get(i));
        // Across the spine stands the same in the other language.
        let of_section = side.index.is_multiple_of(2) || cx.company == Company::Across;
        let text = match section {
            Some(_) if of_section && draft.begins_section() => return vec![],
            Some(section) if of_section => &section.heading,
            _ => &cx.document.title,
        };
        let style = &cx.scale.running_head;
        let top = cx.theme.furniture.head_top;
        self.one_line(&bare(text), style, cx.grid.main, side.text_x, top)
    }

    /// A line of a text, shortened at a word where it is too long.
    pub(super) fn one_line(
        &mut self,
        text: &Text,
        style: &TextStyle,
        column: Column,
        text_x: Abs,
        top: Abs,
    ) -> Vec<FrameItem> {
        let kind = ParagraphKind::Label(Alignment::Start);
        let mut set = self.set(text, style, column.width, kind);
        let mut words = text.to_plain().split_whitespace().count();
        while set.lines.len() > 1 && words > 1 {
            words -= 1;
            let mut inlines = first_words(&text.inlines, &mut words.clone());
            inlines.push(Inline::Text { text: "…".into(), span: text.span });
            let short = Text { inlines, ..text.clone() };
            set = self.set(&short, style, column.width, kind);
        }
        let mut flow_box = FlowBox::default();
        for line in set.lines.iter().take(1) {
            let x = text_x + column.x + line.offset;
            flow_box.text(Point::new(x, top + set.baseline), line.clone(), text.span);
        }
        flow_box.items
    }

    /// The folio: centred in the outer margin on the last line of the text block, or under it.
    fn folio(&mut self, kind: FolioKind, side: PageSide) -> Vec<FrameItem> {
        let cx = self.cx;
        match kind {
            FolioKind::Margin => {}
            FolioKind::Foot => {
                let mut items = self.folio_at_foot(side);
                items.extend(self.number_at_foot(side));
                return items;
            }
            FolioKind::Head => return vec![],
            FolioKind::Trim => return self.folio_at_trim(side),
        }
        let (page, style) = (&cx.theme.page, &cx.scale.folio);
        let label = cx.digits.format(side.index + 1);
        let kind = ParagraphKind::Label(Alignment::Center);
        let set = self.set_plain(&label, style, page.outside, kind);
        let top = page.top + cx.grid.height - style.leading;
        let mut flow_box = FlowBox::default();
        for line in &set.lines {
            let x = side.outer_x + line.offset;
            let at = Point::new(x, top + set.baseline);
            flow_box.text(at, line.clone(), crate::diag::Span::NONE);
        }
        flow_box.items
    }

    /// One star a section at the outer edge; the page's own is lit.
    fn index_stars(&self, draft: &PageContent, side: PageSide) -> Vec<FrameItem> {
        let (cx, style) = (self.cx, &self.cx.theme.index);
        let count = u32::try_from(cx.document.sections.len()).unwrap_or(u32::MAX);
        if f64::from(count) > style.most || count < 2 {
            return vec![];
        }
        let page = &cx.theme.page;
        let x = if side.outer_left { style.edge } else { page.width - style.edge };
        let star = |i: u32| {
            let y = style.top + style.pitch * f64::from(i);
            let centre = Point::new(x, page.top + y);
            if draft.covers(y - style.lit, y + style.lit) {
                return None;
            }
            Some(if draft.section == usize::try_from(i).ok() {
                filled(Path::khatam(centre, style.lit), cx.color(&style.lit_color))
            } else {
                let color = cx.color(&style.unlit_color);
                stroked(Path::khatam(centre, style.unlit), color, style.stroke)
            })
        };
        (0..count).filter_map(star).collect()
    }

    /// What a draft's pages say, at the foot on the axis, beside a folio that stands there.
    fn draft_mark(&mut self, folio: FolioKind, side: PageSide, tinted: bool) -> Vec<FrameItem> {
        let cx = self.cx;
        let Some(top) = self.draft_top() else { return vec![] };
        let mut style = cx.scale.running_head.clone();
        if tinted {
            // On a tint the soft grey would fall under the contrast that small type needs.
            style.color = cx.theme.furniture.on_tint.clone();
        }
        let words = &cx.document.meta.words.draft;
        let inlines = vec![Inline::Text { text: words.clone(), span: cx.document.title.span }];
        let text = Text { inlines, ..Text::default() };
        let column = match folio {
            FolioKind::Foot => cx.grid.text.inset(cx.dir, AT_FOOT, AT_FOOT),
            FolioKind::Trim => cx.grid.text,
            FolioKind::Margin | FolioKind::Head => cx.grid.main,
        };
        self.one_line(&text, &style, column, side.text_x, top)
    }

    /// Where a draft says so on a page, from its head: under the text, wherever that ends.
    pub(super) fn draft_top(&self) -> Option<Abs> {
        let cx = self.cx;
        if cx.document.status != Status::Draft || !cx.theme.furniture.draft {
            return None;
        }
        let page = &cx.theme.page;
        let leading = cx.scale.running_head.leading;
        let usual = page.height - cx.theme.furniture.head_top - leading;
        Some(usual.max(page.top + cx.grid.height))
    }
}

/// The first words of inline content, each in its isolate and style; `left` counts down.
pub(super) fn first_words(inlines: &[Inline], left: &mut usize) -> Vec<Inline> {
    let mut out = vec![];
    for inline in inlines {
        if *left == 0 {
            break;
        }
        match inline {
            Inline::Text { text, span } => {
                out.push(Inline::Text { text: cut(text, left), span: *span });
            }
            Inline::Code { text, span } => {
                out.push(Inline::Code { text: cut(text, left), span: *span });
            }
            Inline::Emphasis(content) => out.push(Inline::Emphasis(first_words(content, left))),
            Inline::Strong(content) => out.push(Inline::Strong(first_words(content, left))),
            Inline::Styled { style, content, span } => out.push(Inline::Styled {
                style: style.clone(),
                content: first_words(content, left),
                span: *span,
            }),
            Inline::Isolate { lang, dir, kind, content } => out.push(Inline::Isolate {
                lang: lang.clone(),
                dir: *dir,
                kind: *kind,
                content: first_words(content, left),
            }),
            Inline::Link { .. } | Inline::Break | Inline::NoteMark { .. } => {}
        }
    }
    out
}

/// The part of a text that holds its first words, up to the end of the last of them.
fn cut(text: &str, left: &mut usize) -> String {
    let mut end = 0;
    let mut rest = text;
    while *left > 0 {
        let start = rest.len() - rest.trim_start().len();
        if start == rest.len() {
            return text.to_owned();
        }
        let word = rest[start..].find(char::is_whitespace).unwrap_or(rest.len() - start);
        end += start + word;
        rest = &rest[start + word..];
        *left -= 1;
    }
    text[..end].to_owned()
}

/// A text without notes and links, for a second appearance.
pub(super) fn bare(text: &Text) -> Text {
    let inlines = text.inlines.iter().filter_map(bare_inline).collect();
    Text { inlines, ..text.clone() }
}

fn bare_inline(inline: &Inline) -> Option<Inline> {
    let all = |content: &[Inline]| content.iter().filter_map(bare_inline).collect::<Vec<_>>();
    match inline {
        Inline::NoteMark { .. } => None,
        Inline::Link { content, span, .. } => {
            Some(Inline::Text { text: crate::model::plain(content), span: *span })
        }
        Inline::Break => Some(Inline::Text { text: " ".into(), span: crate::diag::Span::NONE }),
        Inline::Emphasis(content) => Some(Inline::Emphasis(all(content))),
        Inline::Strong(content) => Some(Inline::Strong(all(content))),
        Inline::Styled { style, content, span } => {
            Some(Inline::Styled { style: style.clone(), content: all(content), span: *span })
        }
        Inline::Isolate { lang, dir, kind, content } => Some(Inline::Isolate {
            lang: lang.clone(),
            dir: *dir,
            kind: *kind,
            content: all(content),
        }),
        other => Some(other.clone()),
    }
}
