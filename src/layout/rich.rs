//! A text of the model to a text of styled runs, with the way back to the plain form.
//!
//! Isolates become the controls of UAX #9; note marks become small raised digits; a break
//! becomes `\n`. Page breaks are named by bytes of the plain form, so both are counted.
//! Opacity becomes a colour: the text's laid over the flat ground it stands on, so that no
//! overlap of joined letters shows and no page needs transparency.

use std::ops::Range;
use std::sync::Arc;

use super::frame::LinkTarget;
use super::style::Styles;
use crate::diag::Span;
use crate::geom::Dir;
use crate::model::lang::{Digits, Lang, Writing};
use crate::model::style::{
    Color, ColorName, Kashida, LARGE_CONTRAST, NotesStyle, TEXT_CONTRAST, TextStyle, Theme,
};
use crate::model::{Inline, IsolateKind, SpanStyle, Text, directed};
use crate::prose::{Token, tokens};
use crate::text::{Decoration, RichText, RunRole, RunStyle, StyledRun};

/// A styled text and its relation to the plain one.
pub(super) struct Rich {
    /// What is set.
    pub(super) text: RichText,
    /// Pairs (byte of the styled text, byte of the plain text) at which stretches common to
    /// both begin; ascending.
    map: Vec<(usize, usize)>,
    /// Index of each note and the byte at which its mark stands.
    pub(super) notes: Vec<(usize, usize)>,
}

impl Rich {
    /// The byte of the plain form that stands at a byte of the styled text.
    pub(super) fn plain_offset(&self, byte: usize) -> usize {
        match self.map.partition_point(|&(rich, _)| rich <= byte).checked_sub(1) {
            Some(i) => {
                let end = self.map.get(i + 1).map_or(usize::MAX, |&(_, plain)| plain);
                (self.map[i].1 + byte - self.map[i].0).min(end)
            }
            None => 0,
        }
    }
}

/// What the whole text is set in.
#[derive(Clone)]
pub(super) struct Setting<'a> {
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
struct Look<'l> {
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

impl Look<'_> {
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
pub(super) struct Enrich<'a> {
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

impl Enrich<'_> {
    /// Turns a text into a styled one.
    pub(super) fn rich(&mut self, text: &Text, setting: &Setting<'_>) -> Rich {
        let mut out = Build { rich: empty(), plain: 0, setting, role: RunRole::Plain };
        let look = Look {
            style: setting.style.clone(),
            lang: setting.lang,
            emphasis: false,
            link: false,
            opacity: 1.0,
            kashida: setting.kashida,
            decoration: Decoration::default(),
        };
        self.walk(&text.inlines, &look, &mut out);
        out.keep_numbers();
        out.rich
    }

    /// Turns plain characters into a styled text, for what the program says itself.
    pub(super) fn plain(&self, text: &str, setting: &Setting<'_>) -> Rich {
        let mut out = Build { rich: empty(), plain: 0, setting, role: RunRole::Plain };
        let run = self.styles.run(setting.style, setting.writing, setting.lang);
        out.push(text, run, Span::NONE);
        out.rich
    }

    fn walk(&mut self, inlines: &[Inline], look: &Look<'_>, out: &mut Build<'_, '_>) {
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
                    self.walk(content, &Look { emphasis: true, ..look.clone() }, out);
                }
                Inline::Strong(content) => {
                    let style = self.styles.strong(&look.style);
                    self.walk(content, &Look { style, ..look.clone() }, out);
                }
                Inline::Styled { style, content, .. } => {
                    self.walk(
                        content,
                        &look.clone().spanned(style, |color| self.reads(color)),
                        out,
                    );
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

    fn run(&self, look: &Look<'_>, out: &Build<'_, '_>) -> RunStyle {
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
        run.hyphenate = setting.hyphenate;
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
        look: &Look<'_>,
        out: &mut Build<'_, '_>,
    ) {
        let number = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        let text = crate::model::plain(content);
        let said = directed(content, look.lang.dir());
        self.links.push(LinkTarget::Url { url: url.to_owned(), text: said, span });
        let shown = self.urls.then(|| address(url, &text)).flatten();
        let outer = std::mem::replace(&mut out.role, RunRole::Link(number));
        let look = &Look { link: true, ..look.clone() };
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
        look: &Look<'_>,
        out: &mut Build<'_, '_>,
    ) {
        let look = Look { lang: said.unwrap_or(look.lang), ..look.clone() };
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

    fn mark(&mut self, note: usize, span: Span, look: &Look<'_>, out: &mut Build<'_, '_>) {
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

fn empty() -> Rich {
    Rich { text: RichText::default(), map: vec![], notes: vec![] }
}

/// The controls of UAX #9 around an isolate.
#[derive(Clone, Copy)]
struct Controls {
    dir: Dir,
    kind: IsolateKind,
}

impl Controls {
    fn opening(self) -> &'static str {
        match (self.kind, self.dir) {
            (IsolateKind::TypedToken, Dir::Ltr) => "\u{2066}\u{202d}",
            (IsolateKind::TypedToken, Dir::Rtl) => "\u{2067}\u{202e}",
            (_, Dir::Ltr) => "\u{2066}",
            (_, Dir::Rtl) => "\u{2067}",
        }
    }

    fn closing(self) -> &'static str {
        match self.kind {
            IsolateKind::TypedToken => "\u{202c}\u{2069}",
            IsolateKind::Phrase | IsolateKind::Token => "\u{2069}",
        }
    }
}

/// A styled text under construction.
struct Build<'a, 's> {
    rich: Rich,
    /// Bytes of the plain form so far.
    plain: usize,
    setting: &'s Setting<'a>,
    role: RunRole,
}

impl Build<'_, '_> {
    /// Adds characters that the plain form has too.
    fn push(&mut self, text: &str, run: RunStyle, span: Span) {
        self.rich.map.push((self.rich.text.text.len(), self.plain));
        self.plain += text.len();
        self.insert(text, Arc::new(run), span);
    }

    /// Adds characters that only the styled text has.
    fn insert(&mut self, text: &str, style: Arc<RunStyle>, span: Span) {
        let start = self.rich.text.text.len();
        self.rich.text.text.push_str(text);
        let range = start..self.rich.text.text.len();
        self.rich.text.runs.push(StyledRun { range, style, span });
    }

    /// Keeps all since a byte on one line; what lies in it goes with it.
    fn keep_whole(&mut self, start: usize) {
        let whole = &mut self.rich.text.whole;
        whole.retain(|range| range.start < start);
        whole.push(start..self.rich.text.text.len());
    }

    /// Keeps numbers on one line that nothing sets apart, among letters that run as they do: phone
    /// numbers, dates, ranges.
    fn keep_numbers(&mut self) {
        let RichText { text, whole, .. } = &mut self.rich.text;
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        for Token { range, .. } in tokens(text).into_iter().filter(|t| t.kind.is_whole()) {
            let meets = |kept: &Range<usize>| kept.start < range.end && range.start < kept.end;
            if !whole.iter().any(meets) {
                whole.push(range);
            }
        }
        whole.sort_by_key(|range| range.start);
    }

    fn control(&mut self, dir: Dir, run: &RunStyle) {
        let open = if dir.is_rtl() { "\u{2067}" } else { "\u{2066}" };
        self.bare(open, run);
    }

    fn pop_isolate(&mut self, run: &RunStyle) {
        self.bare("\u{2069}", run);
    }

    fn bare(&mut self, control: &str, run: &RunStyle) {
        self.rich.map.push((self.rich.text.text.len(), self.plain));
        self.insert(control, Arc::new(run.clone()), Span::NONE);
    }
}
