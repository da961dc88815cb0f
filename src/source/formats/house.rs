//! A format's theme in the colours of the project's house.

use super::super::theme;
use super::Ingredients;
use crate::diag::{Failed, Sink, Span};
use crate::model::print::FormatKind;
use crate::model::style::{Theme, ThemePlaces};

impl Ingredients<'_> {
    /// Gives a theme the colours of the project's house, and its web page those of its pages. What
    /// the house's colour decides stands where that is said.
    ///
    /// # Errors
    /// [`Failed`], with the fault in `sink`: text that could not be read.
    pub(super) fn recolor(
        &self,
        theme: &mut Theme,
        places: &mut ThemePlaces,
        kind: FormatKind,
        sink: &mut Sink,
    ) -> Result<(), Failed> {
        let mut files = self.own_files();
        let own = |span: &Span| span.file.is_some_and(|file| files.contains(&file));
        if theme.brand.is_none() && !places.0.values().any(own) {
            return Ok(());
        }
        let house = theme.brand.as_ref().map(|brand| brand.main.span);
        files.extend(house.and_then(|span| span.file));
        let base = theme::theme(theme::whole(&self.shipped, sink)?, &mut Sink::default())?;
        let said = theme::Said { places, files, kind };
        let mut told = Sink::default();
        theme::recolor(theme, &base, &said, &mut told);
        if let Some(house) = house {
            let theirs: Vec<String> = said.decided().cloned().collect();
            places.0.extend(theirs.into_iter().map(|key| (key, house)));
        }
        let sound = told.check();
        sink.append(told);
        sound
    }
}
