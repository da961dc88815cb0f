//! Pages to look at: each script, at each kashida setting.
//!
//! In: a theme and faces. Out: a PDF a language, one page a setting, of the Universal Declaration of
//! Human Rights (and two lines of Imru' al-Qays with all their vowels). What a typesetter has to
//! judge by eye stands there side by side: joins, strokes, marks, gaps, breaks.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::guard::guarded;
use super::report::Report;
use super::write::write_file;
use crate::diag::{Failed, Sink, Span};
use crate::layout::layout;
use crate::model::asset::Resolution;
use crate::model::lang::Lang;
use crate::model::pdf::TextLayer;
use crate::model::print::FormatKind;
use crate::model::style::{Align, Kashida, LineStyle, PageStyle, Theme};
use crate::model::{
    Block, BlockKind, Document, Identity, Inline, LineChange, Meta, Section, SectionStyle,
    Status, Text, TextId,
};
use crate::pdf::{PdfOptions, pdf};
use crate::source::{generated_words, shipped_print, shipped_theme};
use crate::text::font::FontBook;
use crate::text::{Typesetter, WordCache};

/// The theme of a specimen without a project: the one whose lines are flush.
const THEME: &str = "kitab";

/// Languages with their texts: a title, then paragraphs, a line each.
const SAMPLES: [(&str, &str); 12] = [
    ("ar", include_str!("specimen/ar.txt")),
    ("ckb", include_str!("specimen/ckb.txt")),
    ("de", include_str!("specimen/de.txt")),
    ("el", include_str!("specimen/el.txt")),
    ("en", include_str!("specimen/en.txt")),
    ("es", include_str!("specimen/es.txt")),
    ("fa", include_str!("specimen/fa.txt")),
    ("fr", include_str!("specimen/fr.txt")),
    ("he", include_str!("specimen/he.txt")),
    ("ru", include_str!("specimen/ru.txt")),
    ("ur", include_str!("specimen/ur.txt")),
    ("ur-Arab", include_str!("specimen/ur.txt")),
];

/// Writes a specimen of each language into a folder, with a project's theme and faces where there
/// is one; returns the files in order.
///
/// # Errors
/// [`Failed`] where there is no theme to set them in; other faults lie in the report.
pub fn specimen(
    theme: Option<Arc<Theme>>,
    book: &FontBook,
    out: &Path,
    report: &mut Report,
) -> Result<Vec<PathBuf>, Failed> {
    let theme = match theme {
        Some(theme) => theme,
        None => Arc::new(shipped_theme(THEME, &mut report.sources, &mut report.content)?),
    };
    let theme = Arc::new(for_samples(&theme));
    let words = WordCache::new();
    let setter = Typesetter::new(book, &words);
    let made = SAMPLES.par_iter().filter_map(|(tag, text)| {
        let document = document(&Lang::parse(tag)?, text, &theme);
        let mut sink = Sink::default();
        let what = format!("the specimen in `{tag}`");
        let bytes = guarded(&what, Span::NONE, &mut sink, |sink| {
            let pages = layout(&document, &setter, sink);
            pdf(&pages, &document, book, &PdfOptions::default(), sink)
        });
        Some((out.join(format!("{tag}.pdf")), bytes, sink))
    });
    let made: Vec<_> = made.collect();
    let mut files = vec![];
    for (path, bytes, sink) in made {
        report.content.append(sink);
        if let Ok(bytes) = bytes
            && write_file(&path, &bytes, &mut report.trouble).is_ok()
        {
            files.push(path);
        }
    }
    Ok(files)
}

/// The theme with every paragraph of the samples flush, on no more pages than they need.
fn for_samples(theme: &Theme) -> Theme {
    let lines = LineStyle { justify_lines: 2.0, justify_words: 1.0, ..theme.lines.clone() };
    let page = PageStyle { multiple: 1.0, ..theme.page };
    Theme { lines, page, ..theme.clone() }
}

/// One language's text, once for each setting that means something in its script.
fn document(lang: &Lang, text: &str, theme: &Arc<Theme>) -> Document {
    let mut lines = text.lines();
    let mut ids = Ids(0);
    let title = ids.text(lines.next().unwrap_or_default());
    let paragraphs: Vec<&str> = lines.collect();
    let settings = settings(lang);
    let last = settings.len() - 1;
    let sections = settings.iter().enumerate();
    let sections =
        sections.map(|(i, s)| section(s, &paragraphs, i == last, &mut ids)).collect();
    Document {
        lang: lang.clone(),
        slug: lang.as_str().to_owned(),
        meta: Meta { words: generated_words(lang), ..Meta::default() },
        digits: lang.digits(),
        status: Status::Final,
        title,
        subtitle: None,
        sections,
        notes: vec![],
        face: Identity::default(),
        assets: vec![],
        resolution: Resolution::default(),
        theme: Arc::clone(theme),
        places: Arc::default(),
        format: FormatKind::Booklet,
        format_span: Span::NONE,
        print: Arc::new(shipped_print()),
        allow: vec![],
        text_layer: TextLayer::default(),
        siblings: vec![],
        text_count: ids.0,
        second: None,
    }
}

/// A page of a specimen: its name and how its lines are set.
struct SpecimenPage {
    name: &'static str,
    lines: LineChange,
}

fn settings(lang: &Lang) -> Vec<SpecimenPage> {
    let flush = |name, kashida| SpecimenPage {
        name,
        lines: LineChange { align: Some(Align::Justify), kashida: Some(kashida) },
    };
    let ragged = LineChange { align: Some(Align::Start), kashida: None };
    let ragged = SpecimenPage { name: "align: start", lines: ragged };
    if lang.writing().is_arabic() {
        let none = flush("kashida: none", Kashida::None);
        let sparing = flush("kashida: sparing", Kashida::Sparing);
        return vec![ragged, none, sparing, flush("kashida: full", Kashida::Full)];
    }
    vec![ragged, flush("align: justify", Kashida::None)]
}

fn section(setting: &SpecimenPage, paragraphs: &[&str], last: bool, ids: &mut Ids) -> Section {
    let block = |kind| Block { id: None, kind, lines: setting.lines, span: Span::default() };
    let heading = ids.text(setting.name);
    let mut body: Vec<Block> =
        paragraphs.iter().map(|p| block(BlockKind::Paragraph(ids.text(p)))).collect();
    if !last {
        body.push(block(BlockKind::PageBreak));
    }
    let id = setting.name.replace(": ", "-");
    let (style, span) = (SectionStyle::Plain, Span::default());
    Section { id, heading, style, brief: false, body, span }
}

/// Numbers texts in reading order.
struct Ids(u32);

impl Ids {
    fn text(&mut self, text: &str) -> Text {
        let id = TextId(self.0);
        self.0 += 1;
        let span = Span::default();
        Text { id, inlines: vec![Inline::Text { text: text.to_owned(), span }], span }
    }
}
