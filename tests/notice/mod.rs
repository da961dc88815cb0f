//! Blocks of notices in all languages, themes and formats: what is asked of them is found in the
//! frames and in the markup alone, by code that knows nothing of how they are made.

mod checklist;
mod help;
mod hours;
mod pairs;
mod timeline;

use std::fs;

use rayon::prelude::*;
use serde_json::{Value, json};
use warraq::diag::{Severity, Sink, Sources};
use warraq::geom::{Abs, Path, Rect, Segment};
use warraq::layout::frame::{FrameItem, Layout, Page, TagId, TagKind};
use warraq::model::Document;
use warraq::model::lang::Lang;
use warraq::text::font::FontBook;
use warraq::text::{Line, Typesetter, WordCache};
use warraq::web::{self, WebFonts};

use crate::order::dice::Dice;

pub const THEMES: [&str; 4] = ["najma", "kitab", "maktab", "jari"];
pub const FORMATS: [&str; 4] = ["booklet", "a4", "a6", "leaflet"];
/// Languages, each with words to make texts of.
pub const LANGUAGES: [(&str, &str); 5] = [
    ("ar", "معي رقم الطوارئ وصورة حديثة لطفلي وأعرف أين يلعب ومع من يعود إلى البيت كل مساء"),
    ("en", "I know where my child plays with whom and have the number of the centre at hand"),
    ("ur", "میرے پاس ہنگامی نمبر اور اپنے بچے کی تازہ تصویر ہے اور میں جانتا ہوں وہ کہاں ہے"),
    ("he", "יש לי מספר החירום ותמונה עדכנית של ילדי ואני יודעת היכן הוא משחק ועם מי"),
    ("fa", "شمارهٔ کمک و عکس تازهٔ فرزندم را دارم و می‌دانم کجا و با چه کسی بازی می‌کند"),
];

/// A project of one section, laid out and as a page of the web.
pub struct Made {
    pub lang: Lang,
    pub document: Document,
    pub layout: Layout,
    pub errors: Vec<String>,
}

impl Made {
    /// The blocks of one section; `more` is added to `brochure.yaml`.
    pub fn new(lang: &str, theme: &str, format: &str, body: &Value, more: &str) -> Self {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("text")).unwrap();
        let head = format!(
            "slug: t\nlanguages: [{lang}]\ntheme: {theme}\nformats: [{format}]\n{more}"
        );
        fs::write(temp.path().join("brochure.yaml"), head).unwrap();
        let text = json!({
            "title": "T",
            "sections": [{ "id": "one", "heading": "H", "body": body }],
        });
        let file = temp.path().join(format!("text/{lang}.yaml"));
        fs::write(file, text.to_string()).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = warraq::source::load(temp.path(), &mut sources, &mut sink);
        let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
        let lang = Lang::parse(lang).unwrap();
        let document = project.document(&lang, &sources, None, &mut sink);
        let document = document.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
        let document = document.in_format(project.formats().first().unwrap());
        let (book, words) = (FontBook::bundled(), WordCache::new());
        let setter = Typesetter::new(&book, &words);
        let mut told = Sink::default();
        let pages = warraq::layout::layout(&document, &setter, &mut told);
        let layout = pages.for_screens().into_owned();
        let errors = told.diagnostics().iter().filter(|fault| fault.severity > Severity::Note);
        let errors = errors.filter(|fault| fault.id != "leaflet-overfull");
        let errors = errors.map(|fault| format!("{}: {}", fault.id, fault.message)).collect();
        Self { lang, document, layout, errors }
    }

    pub fn is_rtl(&self) -> bool {
        self.lang.dir().is_rtl()
    }

    pub fn html(&self) -> String {
        let fonts = WebFonts::new(&self.document, &FontBook::bundled()).unwrap();
        web::html(&self.document, &fonts, &[])
    }

    /// What each line of the pages says, in the order of its letters.
    pub fn lines(&self) -> Vec<String> {
        let pages = self.layout.pages.iter();
        let placed = pages.flat_map(|page| warraq::layout::frame::lines(&page.items));
        placed.map(|placed| spoken(placed.line)).collect()
    }

    /// The elements of a kind, in order.
    pub fn tags(&self, of: impl Fn(TagKind) -> bool) -> Vec<TagId> {
        let nodes = (0..).zip(&self.layout.tags.nodes);
        nodes.filter(|(_, node)| of(node.kind)).map(|(id, _)| TagId(id)).collect()
    }

    /// The lines that stand in an element or in one inside of it: page and place, and the words.
    pub fn lines_of(&self, tag: TagId) -> Vec<Said> {
        let within = |mut at: TagId| loop {
            if at == tag {
                return true;
            }
            match self.layout.tags.nodes[at.0 as usize].parent {
                Some(parent) => at = parent,
                None => return false,
            }
        };
        let mut out = vec![];
        for (page, content) in self.layout.pages.iter().enumerate() {
            let mut open: Vec<TagId> = vec![];
            for item in &content.items {
                match item {
                    FrameItem::TagStart(tag) => open.push(*tag),
                    FrameItem::TagEnd => drop(open.pop()),
                    FrameItem::Text { at, line, .. }
                        if open.last().is_some_and(|&tag| within(tag)) =>
                    {
                        let size =
                            line.pieces.iter().fold(Abs::ZERO, |most, p| most.max(p.size));
                        let place = Rect::new(at.x, at.y - size * 0.6, line.width, size * 0.6);
                        out.push(Said { page, place, words: spoken(line) });
                    }
                    _ => {}
                }
            }
        }
        out
    }
}

/// A line on a page: along its baseline, as high as its letters.
pub struct Said {
    pub page: usize,
    pub place: Rect,
    pub words: String,
}

/// What some lines say, without white space and controls.
pub fn joined(lines: &[Said]) -> String {
    lines.iter().map(|line| bare(&line.words)).collect()
}

/// A text without white space and controls.
pub fn bare(text: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|&c| !c.is_whitespace() && !unseen(c)).collect()
}

pub fn spoken(line: &Line) -> String {
    let mut pieces: Vec<_> = line.pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.start);
    pieces.iter().map(|piece| &*piece.shaped.text).collect()
}

/// A text of so many words.
pub fn phrase(words: &str, count: usize, dice: &mut Dice) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    let first = dice.below(all.len());
    let some: Vec<&str> = all.iter().cycle().skip(first).take(count).copied().collect();
    some.join(" ")
}

/// The box round an outline with its stroke.
pub fn extent(path: &Path, stroke: Option<Abs>) -> Option<Rect> {
    let points: Vec<_> = path.points().collect();
    let x = points.iter().map(|p| p.x);
    let y = points.iter().map(|p| p.y);
    let half = stroke.unwrap_or_default() / 2.0;
    let (left, right) = (x.clone().reduce(Abs::min)?, x.reduce(Abs::max)?);
    let (top, foot) = (y.clone().reduce(Abs::min)?, y.reduce(Abs::max)?);
    let (width, height) = (right - left + half * 2.0, foot - top + half * 2.0);
    Some(Rect::new(left - half, top - half, width, height))
}

/// Whether no straight edge of an outline runs aslant.
pub fn is_upright(path: &Path) -> bool {
    let mut at = warraq::geom::Point::default();
    path.segments.iter().all(|segment| match *segment {
        Segment::Move(to) => {
            at = to;
            true
        }
        Segment::Line(to) => {
            let straight = to.x == at.x || to.y == at.y;
            at = to;
            straight
        }
        Segment::Cubic(_, _, to) => {
            at = to;
            true
        }
        Segment::Close => true,
    })
}

/// The upright outlines of a page that are no larger than `most`, those that touch taken together.
pub fn figures(page: &Page, most: Abs) -> Vec<Rect> {
    let mut found: Vec<Rect> = vec![];
    for item in &page.items {
        let FrameItem::Shape { path, stroke, .. } = item else { continue };
        let Some(mut one) = extent(path, stroke.map(|(_, width)| width)) else { continue };
        if !is_upright(path) || one.size.width > most || one.size.height > most {
            continue;
        }
        while let Some(i) = found.iter().position(|other| near(*other, one)) {
            one = union(found.swap_remove(i), one);
        }
        found.push(one);
    }
    found.sort_by(|a, b| a.top().to_pt().total_cmp(&b.top().to_pt()));
    found
}

fn near(a: Rect, b: Rect) -> bool {
    let little = Abs::pt(0.05);
    a.left() <= b.right() + little
        && b.left() <= a.right() + little
        && a.top() <= b.bottom() + little
        && b.top() <= a.bottom() + little
}

pub fn union(a: Rect, b: Rect) -> Rect {
    let (left, top) = (a.left().min(b.left()), a.top().min(b.top()));
    let (right, foot) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
    Rect::new(left, top, right - left, foot - top)
}

/// Whether `a` lies before `b`, where lines begin at the right or at the left.
pub fn is_before(a: Rect, b: Rect, rtl: bool) -> bool {
    let little = Abs::pt(0.1);
    if rtl { a.left() >= b.right() - little } else { a.right() <= b.left() + little }
}

/// Calls `work` for every language, theme and format with dice of its own.
pub fn each(work: impl Fn(&str, &str, &str, &str, &mut Dice) + Sync) {
    let mut jobs = vec![];
    for (lang, words) in LANGUAGES {
        for theme in THEMES {
            jobs.extend(FORMATS.map(|format| (lang, words, theme, format)));
        }
    }
    jobs.into_par_iter().enumerate().for_each(|(seed, (lang, words, theme, format))| {
        work(lang, words, theme, format, &mut Dice::new(seed as u64));
    });
}
