//! Every text of a document, to be changed where it stands.

use super::{Block, BlockKind, Document, Text};

impl Document {
    /// Calls `work` with every text: title and subtitle, sections, notes.
    pub fn each_text_mut(&mut self, work: &mut impl FnMut(&mut Text)) {
        work(&mut self.title);
        self.subtitle.iter_mut().for_each(&mut *work);
        for section in &mut self.sections {
            work(&mut section.heading);
            section.body.iter_mut().for_each(|block| block.each_text_mut(work));
        }
        self.notes.iter_mut().flat_map(|note| &mut note.body).for_each(work);
    }
}

impl Block {
    /// Calls `work` with every text of the block and of those inside of it.
    fn each_text_mut(&mut self, work: &mut impl FnMut(&mut Text)) {
        match &mut self.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => work(text),
            BlockKind::Terms(rows) => rows.iter_mut().for_each(|row| {
                work(&mut row.term);
                row.text.iter_mut().for_each(&mut *work);
            }),
            BlockKind::List(list) => {
                list.items.iter_mut().flatten().for_each(|block| block.each_text_mut(work));
            }
            BlockKind::Figure(figure) => {
                figure.caption.iter_mut().chain(&mut figure.credit).for_each(work);
            }
            BlockKind::Table(table) => {
                table.caption.iter_mut().for_each(&mut *work);
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(work);
            }
            BlockKind::Callout { title, body } => {
                title.iter_mut().for_each(&mut *work);
                body.iter_mut().for_each(|block| block.each_text_mut(work));
            }
            BlockKind::Quote { body, attribution } => {
                body.iter_mut().chain(attribution).for_each(work);
            }
            BlockKind::Facts(facts) => facts.iter_mut().for_each(|fact| {
                work(&mut fact.number);
                work(&mut fact.label);
            }),
            BlockKind::Steps(steps) => steps.iter_mut().for_each(|step| {
                work(&mut step.title);
                step.text.iter_mut().for_each(&mut *work);
            }),
            BlockKind::Contact(contact) => {
                contact.title.iter_mut().for_each(&mut *work);
                for (label, value) in &mut contact.rows {
                    work(label);
                    work(value);
                }
            }
            BlockKind::Columns(columns) => {
                columns.iter_mut().flatten().for_each(|block| block.each_text_mut(work));
            }
            BlockKind::Qr(_) | BlockKind::PageBreak | BlockKind::Toc => {}
        }
    }
}
