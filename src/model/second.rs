//! Editions in two languages: one text beside the other.
//!
//! The two stay documents of their own, each with its direction, its words and its digits; what
//! outputs have to keep apart or share (ids, numbers of texts, pictures) is settled here, once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asset::Asset;
use super::lang::Lang;
use super::{AssetId, Block, BlockKind, Document, Inline, IsolateKind, Status, Text, TextId};
use crate::diag::Span;

/// How two texts stand in one edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BilingualForm {
    /// On facing pages: each opening shows the same section in both languages.
    Facing,
    /// In two columns of a page, blocks level with their counterparts.
    Columns,
    /// One after the other: on the two sides of a leaflet, from the two covers of a booklet.
    Sides,
}

impl BilingualForm {
    /// As a project writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facing => "facing",
            Self::Columns => "columns",
            Self::Sides => "sides",
        }
    }
}

/// The second text of an edition in two languages.
#[derive(Debug, Clone)]
pub struct Second {
    /// The text.
    pub document: Document,
    /// How the two stand.
    pub form: BilingualForm,
    /// Where the project asks for them.
    pub span: Span,
}

impl Document {
    /// The edition in two languages that this text begins.
    #[must_use]
    pub fn beside(mut self, mut second: Self, form: BilingualForm, span: Span) -> Self {
        second.rename(&format!("{}-", second.lang));
        second.number_on(self.text_count);
        self.share_assets(&mut second);
        self.text_count += second.text_count;
        if second.status == Status::Draft {
            self.status = Status::Draft;
        }
        if form != BilingualForm::Sides {
            self.subtitle = Some(in_its_language(&second.title, &second.lang));
            self.join_imprint(&second);
        }
        self.second = Some(Arc::new(Second { document: second, form, span }));
        self
    }

    /// The name of its edition, which is also that of its folder: its language, or both.
    pub fn edition(&self) -> Lang {
        match &self.second {
            Some(second) => Lang::joined(&self.lang, &second.document.lang),
            None => self.lang.clone(),
        }
    }

    /// The texts of the edition, the first one first.
    pub fn texts_in_order(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.second.as_deref().map(|second| &second.document))
    }

    /// Its title without markup; in two languages both, the first one first.
    pub fn full_title(&self) -> String {
        let titles = self.texts_in_order().map(|doc| doc.title.to_directed(doc.lang.dir()));
        titles.collect::<Vec<_>>().join(" — ")
    }

    /// Puts something before all ids of the text and wherever links name them.
    fn rename(&mut self, before: &str) {
        for section in &mut self.sections {
            section.id.insert_str(0, before);
            section.body.iter_mut().for_each(|block| rename(block, before));
        }
        self.each_text_mut(&mut |text| lead_to(&mut text.inlines, before));
    }

    /// Numbers its texts on.
    fn number_on(&mut self, by: u32) {
        self.each_text_mut(&mut |text| text.id = TextId(text.id.0.saturating_add(by)));
    }

    /// Gives both texts the pictures of both; one that stands in both is there once.
    fn share_assets(&mut self, second: &mut Self) {
        let mut known: BTreeMap<String, AssetId> = BTreeMap::new();
        for (id, asset) in (0..).zip(&self.assets) {
            known.entry(asset.path.clone()).or_insert(AssetId(id));
        }
        let mut take = |asset: Asset| {
            let next = AssetId(u32::try_from(self.assets.len()).unwrap_or(u32::MAX));
            let id = *known.entry(asset.path.clone()).or_insert(next);
            if id == next {
                self.assets.push(asset);
            }
            id
        };
        let moved: Vec<AssetId> = second.assets.drain(..).map(&mut take).collect();
        second.each_asset_mut(&mut |id| {
            if let Some(to) = moved.get(id.0 as usize) {
                *id = *to;
            }
        });
        second.assets.clone_from(&self.assets);
    }

    /// Calls `work` with every picture that the text names.
    fn each_asset_mut(&mut self, work: &mut impl FnMut(&mut AssetId)) {
        for section in &mut self.sections {
            section.body.iter_mut().for_each(|block| assets(block, work));
        }
        let face = &mut self.face;
        face.cover.iter_mut().for_each(|cover| work(&mut cover.picture));
        let partners = face.partners.iter_mut().filter_map(|partner| partner.emblem.as_mut());
        for logo in face.logo.iter_mut().chain(partners) {
            work(&mut logo.picture);
            logo.reversed.iter_mut().for_each(&mut *work);
        }
    }

    /// Adds the lines of the other text's imprint that say something else than this one's.
    fn join_imprint(&mut self, second: &Self) {
        for (kind, line) in &second.meta.imprint {
            let plain = line.to_plain();
            if self.meta.imprint.iter().all(|(_, own)| own.to_plain() != plain) {
                let line = in_its_language(line, &second.lang);
                self.meta.imprint.push((*kind, line));
            }
        }
    }
}

/// A text for a place in another language.
fn in_its_language(text: &Text, lang: &Lang) -> Text {
    let content = match text.inlines.as_slice() {
        // It is set apart already, in whichever language.
        [Inline::Isolate { .. }] => return text.clone(),
        inlines => inlines.to_vec(),
    };
    let isolate = Inline::Isolate {
        lang: Some(lang.clone()),
        dir: lang.dir(),
        kind: IsolateKind::Phrase,
        content,
    };
    Text { inlines: vec![isolate], ..text.clone() }
}

fn rename(block: &mut Block, before: &str) {
    block.id.iter_mut().for_each(|id| id.insert_str(0, before));
    inner(block).into_iter().for_each(|block| rename(block, before));
}

fn assets(block: &mut Block, work: &mut impl FnMut(&mut AssetId)) {
    if let BlockKind::Figure(figure) = &mut block.kind {
        work(&mut figure.asset);
    }
    inner(block).into_iter().for_each(|block| assets(block, work));
}

/// The blocks inside a block.
fn inner(block: &mut Block) -> Vec<&mut Block> {
    match &mut block.kind {
        BlockKind::List(list) => list.items.iter_mut().flatten().collect(),
        BlockKind::Callout { body, .. } => body.iter_mut().collect(),
        BlockKind::Columns { columns, .. } => columns.iter_mut().flatten().collect(),
        _ => vec![],
    }
}

/// Puts something before the ids that links lead to.
fn lead_to(inlines: &mut [Inline], before: &str) {
    for inline in inlines {
        match inline {
            Inline::Link { url, content, .. } => {
                if url.starts_with('#') {
                    url.insert_str(1, before);
                }
                lead_to(content, before);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Isolate { content, .. } => lead_to(content, before),
            Inline::Text { .. } | Inline::Code { .. } => {}
            Inline::Break | Inline::NoteMark { .. } => {}
        }
    }
}
