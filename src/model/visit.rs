//! Every text of a document: to be read, or to be changed where it stands.

use super::{Block, BlockKind, Document, Section, Text};

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
            BlockKind::Checklist(items) => items.iter_mut().for_each(work),
            BlockKind::Pairs(pairs) => pairs.iter_mut().for_each(|pair| {
                pair.good.iter_mut().chain(&mut pair.bad).for_each(&mut *work);
            }),
            BlockKind::Hours(rows) => rows.iter_mut().for_each(|row| {
                work(&mut row.days);
                work(&mut row.hours);
            }),
            BlockKind::Timeline(moments) => moments.iter_mut().for_each(|moment| {
                work(&mut moment.when);
                moment.what.iter_mut().for_each(&mut *work);
            }),
            BlockKind::Help(help) => {
                work(&mut help.number);
                work(&mut help.label);
            }
            BlockKind::Contact(contact) => {
                contact.title.iter_mut().for_each(&mut *work);
                for (label, value) in &mut contact.rows {
                    work(label);
                    work(value);
                }
            }
            BlockKind::Columns { columns, .. } => {
                columns.iter_mut().flatten().for_each(|block| block.each_text_mut(work));
            }
            BlockKind::Qr(_) | BlockKind::PageBreak | BlockKind::Toc => {}
        }
    }
}

impl Section {
    /// All its texts in reading order: the heading, then those of its blocks.
    pub fn texts(&self) -> Vec<&Text> {
        let mut out = vec![&self.heading];
        self.body.iter().for_each(|block| block.texts(&mut out));
        out
    }
}

impl Block {
    /// Gathers the texts of the block and of those inside of it.
    fn texts<'t>(&'t self, out: &mut Vec<&'t Text>) {
        match &self.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => out.push(text),
            BlockKind::Terms(rows) => rows.iter().for_each(|row| {
                out.push(&row.term);
                out.extend(&row.text);
            }),
            BlockKind::List(list) => list.items.iter().flatten().for_each(|b| b.texts(out)),
            BlockKind::Figure(figure) => {
                out.extend(figure.caption.iter().chain(&figure.credit));
            }
            BlockKind::Table(table) => {
                out.extend(&table.caption);
                out.extend(table.head.iter().chain(table.rows.iter().flatten()));
            }
            BlockKind::Callout { title, body } => {
                out.extend(title);
                body.iter().for_each(|block| block.texts(out));
            }
            BlockKind::Quote { body, attribution } => {
                out.extend(body.iter().chain(attribution));
            }
            BlockKind::Facts(facts) => {
                out.extend(facts.iter().flat_map(|fact| [&fact.number, &fact.label]));
            }
            BlockKind::Steps(steps) => steps.iter().for_each(|step| {
                out.push(&step.title);
                out.extend(&step.text);
            }),
            BlockKind::Checklist(items) => out.extend(items),
            BlockKind::Pairs(pairs) => {
                out.extend(pairs.iter().flat_map(|pair| pair.good.iter().chain(&pair.bad)));
            }
            BlockKind::Hours(rows) => {
                out.extend(rows.iter().flat_map(|row| [&row.days, &row.hours]));
            }
            BlockKind::Timeline(moments) => moments.iter().for_each(|moment| {
                out.push(&moment.when);
                out.extend(&moment.what);
            }),
            BlockKind::Help(help) => out.extend([&help.number, &help.label]),
            BlockKind::Contact(contact) => {
                out.extend(&contact.title);
                out.extend(contact.rows.iter().flat_map(|(label, value)| [label, value]));
            }
            BlockKind::Columns { columns, .. } => {
                columns.iter().flatten().for_each(|block| block.texts(out));
            }
            BlockKind::Qr(_) | BlockKind::PageBreak | BlockKind::Toc => {}
        }
    }
}
