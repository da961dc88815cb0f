//! The logo of an edition, its picture looked up.

use super::super::decode::Str;
use super::super::schema::face::{LogoKeys, PerLang};
use super::Resolver;
use crate::diag::Diagnostic;
use crate::model::{Face, Logo, Meta};

impl Resolver<'_> {
    /// What the house shows of itself in this language.
    pub(super) fn face(&mut self, meta: &Meta) -> Face {
        let project = self.project;
        Face { logo: project.brochure.logo.as_ref().and_then(|keys| self.logo(keys, meta)) }
    }

    fn logo(&mut self, keys: &LogoKeys, meta: &Meta) -> Option<Logo> {
        let picture = self.in_language(&keys.picture, "picture").and_then(|f| self.asset(f));
        let reversed = keys.reversed.as_ref().and_then(|files| files.of(self.lang));
        let reversed = reversed.map(|file| self.asset(file));
        let alt = match keys.alt.as_ref().and_then(|said| said.of(self.lang)) {
            Some(said) => Some(self.heard(said)),
            None => meta.publisher.clone(),
        };
        if alt.is_none() {
            let message = "the logo has no words for those who do not see it";
            let fault = Diagnostic::error("missing-alt", keys.span, message);
            self.sink.push(
                fault.with_hint("name the house: `publisher: …`, or `alt: …` of the logo"),
            );
        }
        Some(Logo {
            picture: picture?,
            reversed: reversed.map_or(Some(None), |found| found.map(Some))?,
            alt: alt?,
            clear: keys.clear.unwrap_or_default(),
            height: keys.height,
            least: keys.least.unwrap_or(Logo::LEAST),
            span: keys.span,
        })
    }

    /// What is said for this language, which must be something.
    fn in_language<'k>(&mut self, keys: &'k PerLang, key: &str) -> Option<&'k Str> {
        let found = keys.of(self.lang);
        if found.is_none() {
            let lang = self.lang.as_str();
            let message = format!("`{key}` names nothing for the language `{lang}`");
            let fault = Diagnostic::error("missing-key", keys.span, message);
            self.sink
                .push(fault.with_hint(format!("add `{lang}: …`, or `default: …` for all")));
        }
        found
    }
}
