//! A text of the model to a text of styled runs, with the way back to the plain form.
//!
//! Isolates become the controls of UAX #9; note marks become small raised digits; a break
//! becomes `\n`. Page breaks are named by bytes of the plain form, so both are counted.
//! Opacity becomes a colour: the text's laid over the flat ground it stands on, so that no
//! overlap of joined letters shows and no page needs transparency.

use std::sync::Arc;

use super::frame::LinkTarget;
use super::mapped::{Controls, MappedText, MappedTextBuilder};
use super::style::Styles;
use crate::diag::Span;
use crate::geom::Dir;
use crate::model::lang::{Digits, Lang, Writing};
use crate::model::style::{
    Color, ColorName, Kashida, LARGE_CONTRAST, NotesStyle, TEXT_CONTRAST, TextStyle, Theme,
};
use crate::model::{Inline, IsolateKind, SpanStyle, Text, directed};
use crate::text::{Decoration, RunRole, RunStyle};

/// What the whole text is set in.
#[derive(Clone)]
pub(super) struct InlineSetting<'a> {
    /// Its style.
    pub(super) style: &'a TextStyle,
    /// Writing system whose faces lead.
    pub(super) writing: Writing,
    /// Its language.
    pub(super) lang: &'a Lang,
    /// Whether its Latin words may be hyphenated.
    pub(super) hyphenate: bool,
    /// How far its joins may be stretched, where no span says otherwise.
    pub(super) kashida: Kashida,
}

/// How text looks at a place: its style and what emphasis and spans have made of it.
#[derive(Clone)]
struct InlineStyle<'l> {
    style: TextStyle,
    lang: &'l Lang,
    /// Emphasis: slant where paragraph and language are Latin, weight elsewhere.
    emphasis: bool,
    /// It is the words of a link, in no colour of their own.
    link: bool,
    opacity: f64,
    kashida: Kashida,
    decoration: Decoration,
}

impl InlineStyle<'_> {
    /// The same with what a span asks for.
    fn spanned(mut self, asked: &SpanStyle, reads: impl Fn(&ColorName) -> bool) -> Self {
        if let Some(color) = asked.color.as_ref().filter(|color| reads(color)) {
            self.style.color = color.clone();
            self.link = false;
        }
        self.style.weight = asked.weight.unwrap_or(self.style.weight);
        self.style.italic |= asked.italic;
        self.opacity *= asked.opacity.unwrap_or(1.0);
        self.kashida = asked.kashida.unwrap_or(self.kashida);
        self.decoration.under |= asked.underline;
        self.decoration.over |= asked.overline;
        self.decoration.through |= asked.strike;
        self
    }
}

/// Turns texts into styled ones, counting the links of its section.
pub(super) struct InlineBuilder<'a> {
    pub(super) styles: &'a Styles<'a>,
    pub(super) theme: &'a Theme,
    pub(super) digits: Digits,
    /// What the text stands on.
    pub(super) ground: Color,
    /// Whether the addresses of links are printed after their words.
    pub(super) urls: bool,
    /// The links so far; addresses inside the document still as `#id`.
    pub(super) links: Vec<LinkTarget>,
}

impl InlineBuilder<'_> {
    /// Turns a text into a styled one.
    pub(super) fn rich(&mut self, text: &Text, setting: &InlineSetting<'_>) -> MappedText {
        let mut out = MappedTextBuilder::new(setting);
        let look = InlineStyle {
            style: setting.style.clone(),
            lang: setting.lang,
            emphasis: false,
            link: false,
            opacity: 1.0,
            kashida: setting.kashida,
            decoration: Decoration::default(),
        };
        self.walk(&text.inlines, &look, &mut out);
        out.rich
    }

    /// Turns plain characters into a styled text, for what the program says itself.
    pub(super) fn plain(&self, text: &str, setting: &InlineSetting<'_>) -> MappedText {
        let mut out = MappedTextBuilder::new(setting);
        let run = self.styles.run(setting.style, setting.writing, setting.lang);
        out.push(text, run, Span::NONE);
        out.rich
    }

    fn walk(
        &mut self,
        inlines: &[Inline],
        look: &InlineStyle<'_>,
        out: &mut MappedTextBuilder<'_, '_>,
    ) {
        for inline in inlines {
            match inline {
                Inline::Text { text, span } => {
                    let run = self.run(look, out);
                    out.push(text, run, *span);
                }
                Inline::Code { text, span } => {
                    let run = self.run(look, out);
                    out.control(Dir::Ltr, &run);
                    out.push(text, run.clone(), *span);
                    out.pop_isolate(&run);
                }
                Inline::Emphasis(content) => {
                    self.walk(content, &InlineStyle { emphasis: true, ..look.clone() }, out);
                }
                Inline::Strong(content) => {
                    let style = self.styles.strong(&look.style);
                    self.walk(content, &InlineStyle { style, ..look.clone() }, out);
                }
                Inline::Styled { style, content, .. } => {
                    let start = out.rich.text.text.len();
                    self.walk(
                        content,
                        &look.clone().spanned(style, |color| self.reads(color)),
                        out,
                    );
                    if style.whole {
                        out.keep_whole(start);
                    }
                }
                Inline::Link { url, content, span } => {
                    self.link(url, content, *span, look, out);
                }
                Inline::Break => {
                    let run = self.run(look, out);
                    out.push("\n", run, Span::NONE);
                }
                Inline::NoteMark { note, span } => self.mark(*note, *span, look, out),
                Inline::Isolate { lang, dir, kind, content } => {
                    let controls = Controls { dir: *dir, kind: *kind };
                    self.isolate(lang.as_ref(), controls, content, look, out);
                }
            }
        }
    }

    /// Whether a colour that an author names can be read where the text stands; on paper that is the
    /// author's choice.
    fn reads(&self, color: &ColorName) -> bool {
        let ground = self.ground.rgb;
        ground == Color::PAPER.rgb
            || self.theme.color(color).rgb.contrast(ground) >= LARGE_CONTRAST
    }

    fn run(&self, look: &InlineStyle<'_>, out: &MappedTextBuilder<'_, '_>) -> RunStyle {
        let setting = out.setting;
        let slants = self.theme.slants(setting.writing) && look.lang.writing().slants();
        let style = match look.emphasis {
            true if slants => &self.styles.slanted(&look.style),
            true => &self.styles.strong(&look.style),
            false => &look.style,
        };
        let mut run = self.styles.run(style, setting.writing, look.lang);
        if look.opacity < 1.0 {
            run.color = run.color.over(&self.ground, look.opacity);
        }
        if look.link {
            // Links are told from the text by colour alone on screens, where that can be read on
            // their ground; on paper they are text.
            let color = self.theme.color(&self.theme.notes.color).rgb;
            if color.contrast(self.ground.rgb) >= TEXT_CONTRAST {
                run.color.rgb = color;
            }
        }
        // Where letters run the other way a word of theirs is a name or a term: it stays whole.
        run.hyphenate = setting.hyphenate && look.lang.dir() == setting.lang.dir();
        run.role = out.role;
        run.kashida = look.kashida;
        run.decoration = look.decoration;
        run
    }

    fn link(
        &mut self,
        url: &str,
        content: &[Inline],
        span: Span,
        look: &InlineStyle<'_>,
        out: &mut MappedTextBuilder<'_, '_>,
    ) {
        let number = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        let text = crate::model::plain(content);
        let said = directed(content, look.lang.dir());
        self.links.push(LinkTarget::Url { url: url.to_owned(), text: said, span });
        let shown = self.urls.then(|| address(url, &text)).flatten();
        let outer = std::mem::replace(&mut out.role, RunRole::Link(number));
        let look = &InlineStyle { link: true, ..look.clone() };
        self.walk(content, look, out);
        if let Some(address) = shown {
            let run = self.run(look, out);
            out.insert(" (", Arc::new(run.clone()), span);
            out.control(Dir::Ltr, &run);
            out.insert(&address, Arc::new(run.clone()), span);
            out.pop_isolate(&run);
            out.insert(")", Arc::new(run), span);
        }
        out.role = outer;
    }

    fn isolate(
        &mut self,
        said: Option<&Lang>,
        controls: Controls,
        content: &[Inline],
        look: &InlineStyle<'_>,
        out: &mut MappedTextBuilder<'_, '_>,
    ) {
        let look = InlineStyle { lang: said.unwrap_or(look.lang), ..look.clone() };
        let outer = out.role;
        if said.is_some() && outer == RunRole::Plain {
            out.role = RunRole::Foreign;
        }
        let run = self.run(&look, out);
        let start = out.rich.text.text.len();
        out.bare(controls.opening(), &run);
        self.walk(content, &look, out);
        out.bare(controls.closing(), &run);
        if controls.kind != IsolateKind::Phrase {
            out.keep_whole(start);
        }
        out.role = outer;
    }

    fn mark(
        &mut self,
        note: usize,
        span: Span,
        look: &InlineStyle<'_>,
        out: &mut MappedTextBuilder<'_, '_>,
    ) {
        let NotesStyle { mark_size, mark_rise, color, .. } = &self.theme.notes;
        let mut small = look.clone();
        small.style = self.styles.strong(&look.style);
        small.style.color = color.clone();
        small.decoration = Decoration::default();
        small.link = false;
        let mut run = self.run(&small, out);
        run.rise = look.style.size * *mark_rise;
        run.size = look.style.size * *mark_size;
        run.role = RunRole::NoteMark(u32::try_from(note).unwrap_or(u32::MAX));
        out.rich.notes.push((note, out.rich.text.text.len()));
        let number = self.digits.format(note + 1);
        // A token of its own, so that it never runs together with the number that it marks.
        out.control(Dir::Ltr, &run);
        out.insert(&number, Arc::new(run.clone()), span);
        out.pop_isolate(&run);
    }
}

/// How an address is printed after the words of its link: without its scheme; not at all where
/// the words say it, or where it leads to a place in the brochure.
fn address(url: &str, words: &str) -> Option<String> {
    const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
    let bare =
        SCHEMES.iter().find_map(|scheme| url.strip_prefix(scheme))?.trim_end_matches('/');
    // A number may be said in any digits, with any signs between them, and from home.
    let said: String = words.chars().filter_map(ascii_digit).collect();
    let number: String = bare.chars().filter_map(ascii_digit).collect();
    let end = number.len().saturating_sub(4);
    if url.starts_with("tel:") && !number.is_empty() && said.ends_with(&number[end..]) {
        return None;
    }
    let plain = |text: &str| {
        let kept =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2011}'));
        kept.flat_map(char::to_lowercase).collect::<String>()
    };
    (!plain(words).contains(&plain(bare))).then(|| bare.to_owned())
}

fn ascii_digit(c: char) -> Option<char> {
    let (_, value) = Digits::read(c)?;
    char::from_digit(value, 10)
}
