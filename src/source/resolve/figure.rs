//! A figure, and the picture that it shows.

use super::super::decode::Str;
use super::super::schema::figure::FigureBlock;
use super::Resolver;
use super::blocks::Within;
use crate::diag::Diagnostic;
use crate::model::{AssetId, Block, BlockKind, Figure, FigureSide, FigureWidth, LineChange};

impl Resolver<'_> {
    /// A figure, or two columns where something stands beside it.
    pub(super) fn figure(&mut self, figure: &FigureBlock, within: Within) -> Option<BlockKind> {
        let Some(beside) = &figure.beside else {
            self.check_side(figure);
            return self.picture(figure, within);
        };
        let sound = self.filled(beside.len(), figure.span);
        if within != Within::Section {
            self.refuse_place("beside", figure.span);
        }
        let (id, lines, span) = (None, LineChange::default(), figure.span);
        let picture = self.picture(figure, Within::Columns);
        let picture = picture.map(|kind| Block { id, kind, lines, span });
        let mut columns = vec![Vec::from_iter(picture), self.blocks(beside, Within::Columns)];
        if figure.side.is_some_and(|side| side.value == FigureSide::End) {
            columns.reverse();
        }
        sound.then_some(BlockKind::Columns { columns, wide: true })
    }

    fn picture(&mut self, figure: &FigureBlock, within: Within) -> Option<BlockKind> {
        let asset = self.asset(&figure.file);
        self.check_words(figure);
        self.check_room(figure, within);
        self.check_focus(figure);
        let caption = figure.caption.as_ref().map(|caption| self.line(caption));
        let credit = figure.credit.as_ref().map(|credit| self.line(credit));
        let number = if caption.is_some() {
            self.figures += 1;
            self.figures
        } else {
            0
        };
        Some(BlockKind::Figure(Figure {
            asset: asset?,
            alt: figure.alt.as_ref().map(|alt| self.heard(alt)),
            caption,
            credit,
            width: figure.width.map(|width| width.value).unwrap_or_default(),
            crop: figure.crop.map(|crop| crop.0),
            focus: figure.focus.map(|focus| focus.value).unwrap_or_default(),
            mirrored: figure.mirror.unwrap_or(false) && self.runs_the_other_way(),
            place: figure.place.map(|place| place.value).unwrap_or_default(),
            number,
            span: figure.span,
        }))
    }

    /// Whether the edition's direction is not that of the brochure's first language.
    fn runs_the_other_way(&self) -> bool {
        let first = self.project.editions().first();
        first.is_some_and(|edition| edition.lang.dir() != self.lang.dir())
    }

    /// A figure says something in words, or nothing at all.
    fn check_words(&mut self, figure: &FigureBlock) {
        let decorative = figure.decorative.unwrap_or(false);
        match &figure.alt {
            None if !decorative => self.sink.push(
                Diagnostic::error(
                    "missing-alt",
                    figure.span,
                    "the figure has no words for those who do not see it",
                )
                .with_hint(
                    "say what it shows: `alt: …`; or `decorative: true`, if it says nothing",
                ),
            ),
            Some(alt) if decorative => self.sink.push(
                Diagnostic::error(
                    "decorative-alt",
                    alt.span,
                    "a decorative figure says nothing in words",
                )
                .with_hint("remove `alt`, or remove `decorative`"),
            ),
            _ => {}
        }
    }

    /// A figure is no wider than what it stands in.
    fn check_room(&mut self, figure: &FigureBlock, within: Within) {
        let Some(width) = figure.width else { return };
        let (word, place) = match (width.value, within) {
            (FigureWidth::Bleed, Within::Callout) => ("bleed", "a callout"),
            (FigureWidth::Bleed, Within::Columns) => ("bleed", "columns"),
            (FigureWidth::Page, Within::Callout) => ("page", "a callout"),
            (FigureWidth::Page, Within::Columns) => ("page", "columns"),
            (FigureWidth::Text, Within::Columns) => ("text", "columns"),
            _ => return,
        };
        let message = format!("`width: {word}` has no room inside {place}");
        let fault = Diagnostic::error("figure-width", width.span, message);
        self.sink.push(fault.with_hint("remove `width`, or move the figure out"));
    }

    /// A side is that of something.
    fn check_side(&mut self, figure: &FigureBlock) {
        let Some(side) = figure.side else { return };
        let message = "nothing stands beside the picture, so `side` says nothing";
        let fault = Diagnostic::error("needless-side", side.span, message);
        self.sink.push(fault.with_hint("add `beside: […]`, or remove `side`"));
    }

    /// A focus says what stays of a picture of which something is cut off.
    fn check_focus(&mut self, figure: &FigureBlock) {
        let cut = |width: FigureWidth| matches!(width, FigureWidth::Bleed | FigureWidth::Page);
        let bleeds = figure.width.is_some_and(|width| cut(width.value));
        let Some(focus) = figure.focus.filter(|_| figure.crop.is_none() && !bleeds) else {
            return;
        };
        let message = "nothing of the picture is cut off, so `focus` says nothing";
        let fault = Diagnostic::error("needless-focus", focus.span, message);
        self.sink.push(fault.with_hint("add `crop: 3:2`, or remove `focus`"));
    }

    /// The picture that a file holds, read once a document.
    pub(super) fn asset(&mut self, file: &Str) -> Option<AssetId> {
        if file.text.is_empty() {
            return None;
        }
        if let Some(id) = self.asset_ids.get(&file.text) {
            return Some(*id);
        }
        let asset = self.project.pictures.asset(file, self.sink)?;
        let id = AssetId(u32::try_from(self.assets.len()).unwrap_or(u32::MAX));
        self.assets.push(asset);
        self.asset_ids.insert(file.text.clone(), id);
        Some(id)
    }
}
