//! The sample: a short brochure with an opener, terms, prose, a table and a statement.
//!
//! A line each: the title, the subtitle, then sections. `# ` begins one, ` | ` parts a term from its
//! description, ` ; ` the cells of a row, whose first is the head; all else is a paragraph.

use std::sync::Arc;

use crate::diag::Span;
use crate::model::asset::Resolution;
use crate::model::lang::Lang;
use crate::model::pdf::TextLayer;
use crate::model::print::FormatKind;
use crate::model::style::Theme;
use crate::model::{
    Block, BlockKind, CellAlign, Document, Identity, Inline, LineChange, Meta, Section,
    SectionStyle, Status, Table, TermRow, Text, TextId,
};
use crate::source::{generated_words, shipped_print};

/// Languages with their texts.
pub(super) const TEXTS: [(&str, &str); 2] =
    [("ar", include_str!("ar.txt")), ("en", include_str!("en.txt"))];

const SPAN: Span = Span::NONE;

/// A sample in a theme.
pub(super) fn document(lang: &Lang, text: &str, theme: &Arc<Theme>) -> Document {
    let mut writer = SampleWriter::default();
    let mut lines = text.lines();
    let title = writer.text(lines.next().unwrap_or_default());
    let subtitle = lines.next().map(|line| writer.text(line));
    lines.for_each(|line| writer.line(line));
    Document {
        lang: lang.clone(),
        slug: lang.as_str().to_owned(),
        meta: Meta { words: generated_words(lang), ..Meta::default() },
        digits: lang.digits(),
        status: Status::Final,
        title,
        subtitle,
        sections: writer.sections,
        notes: vec![],
        face: Identity::default(),
        assets: vec![],
        resolution: Resolution::default(),
        theme: Arc::clone(theme),
        places: Arc::default(),
        format: FormatKind::Booklet,
        format_span: SPAN,
        print: Arc::new(shipped_print()),
        allow: vec![],
        text_layer: TextLayer::default(),
        siblings: vec![],
        text_count: writer.count,
        second: None,
    }
}

/// Sections under construction, their texts numbered in reading order.
#[derive(Default)]
struct SampleWriter {
    sections: Vec<Section>,
    count: u32,
}

impl SampleWriter {
    fn text(&mut self, text: &str) -> Text {
        let id = TextId(self.count);
        self.count += 1;
        Text {
            id,
            inlines: vec![Inline::Text { text: text.to_owned(), span: SPAN }],
            span: SPAN,
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(heading) = line.strip_prefix("# ") {
            let heading = self.text(heading);
            let id = format!("s{}", self.sections.len() + 1);
            let style = SectionStyle::Auto;
            let body = vec![];
            self.sections.push(Section { id, heading, style, brief: false, body, span: SPAN });
        } else if let Some((term, about)) = line.split_once(" | ") {
            let (term, about) = (self.text(term), self.text(about));
            let row = TermRow { term, text: vec![about], span: SPAN };
            match self.last() {
                Some(BlockKind::Terms(rows)) => rows.push(row),
                _ => self.push(BlockKind::Terms(vec![row])),
            }
        } else if line.contains(" ; ") {
            let cells: Vec<Text> = line.split(" ; ").map(|cell| self.text(cell)).collect();
            match self.last() {
                Some(BlockKind::Table(table)) => table.rows.push(cells),
                _ => self.push(BlockKind::Table(table(cells))),
            }
        } else {
            let text = self.text(line);
            self.push(BlockKind::Paragraph(text));
        }
    }

    fn last(&mut self) -> Option<&mut BlockKind> {
        self.sections.last_mut()?.body.last_mut().map(|block| &mut block.kind)
    }

    fn push(&mut self, kind: BlockKind) {
        if let Some(section) = self.sections.last_mut() {
            section.body.push(Block {
                id: None,
                kind,
                lines: LineChange::default(),
                span: SPAN,
            });
        }
    }
}

/// A table of nothing but its head.
fn table(head: Vec<Text>) -> Table {
    let align = vec![CellAlign::Start; head.len()];
    Table { caption: None, head, align, rows: vec![], row_heads: true }
}
