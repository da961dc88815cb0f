//! The logo of an edition and the picture of its cover, looked up.

use super::super::decode::Str;
use super::super::link;
use super::super::schema::face::{CoverKeys, LogoKeys, PartnerKeys, PerLang};
use super::Resolver;
use crate::diag::Diagnostic;
use crate::geom::Abs;
use crate::model::{Clear, CoverPicture, Identity, Logo, Meta, Partner};

/// No emblem is lower than this.
const LEAST_EMBLEM: Abs = Abs::mm(4.0);

impl Resolver<'_> {
    /// What the house shows of itself in this language.
    pub(super) fn face(&mut self, meta: &Meta) -> Identity {
        let project = self.project;
        let logo = project.brochure.logo.as_ref().and_then(|keys| self.logo(keys, meta));
        let cover = project.brochure.cover.as_ref().and_then(|keys| self.cover(keys));
        let partners = project.brochure.partners.iter().flatten();
        let partners = partners.filter_map(|keys| self.partner(keys)).collect();
        Identity { logo, cover, partners }
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

    fn partner(&mut self, keys: &PartnerKeys) -> Option<Partner> {
        let picture = keys
            .logo
            .as_ref()
            .map(|logo| self.in_language(logo, "logo").and_then(|file| self.asset(file)));
        let name = self.in_language(&keys.name, "name")?;
        if keys.logo.is_none() && is_file(&name.text) {
            let file = name.text.trim();
            let message = format!("the partner of the emblem `{file}` has no name");
            let fault = Diagnostic::error("missing-key", name.span, message);
            self.sink.push(fault.with_hint(format!("write `{{ name: …, logo: {file} }}`")));
            return None;
        }
        let name = self.heard(name);
        let url = keys.url.as_ref().and_then(|url| link::address(url, self.sink));
        let emblem = |picture| Logo {
            picture,
            reversed: None,
            alt: name.clone(),
            clear: Clear::default(),
            height: None,
            least: LEAST_EMBLEM,
            span: keys.span,
        };
        // An emblem that is asked for and not there was told.
        let emblem = match picture {
            Some(picture) => Some(emblem(picture?)),
            None => None,
        };
        Some(Partner { name, emblem, url })
    }

    fn cover(&mut self, keys: &CoverKeys) -> Option<CoverPicture> {
        let picture = self.in_language(&keys.picture, "picture").and_then(|f| self.asset(f));
        let decorative = keys.decorative.unwrap_or(false);
        let said = keys.alt.as_ref().and_then(|said| said.of(self.lang));
        match said {
            None if !decorative => {
                let lang = self.lang.as_str();
                let message =
                    format!("the cover's picture has no words in the language `{lang}`");
                let fault = Diagnostic::error("missing-alt", keys.span, message);
                self.sink.push(fault.with_hint(format!(
                    "say what it shows: `alt: {{ {lang}: … }}`; or `decorative: true`"
                )));
            }
            Some(alt) if decorative => {
                let message = "a decorative figure says nothing in words";
                let fault = Diagnostic::error("decorative-alt", alt.span, message);
                self.sink.push(fault.with_hint("remove `alt`, or remove `decorative`"));
            }
            _ => {}
        }
        Some(CoverPicture {
            picture: picture?,
            alt: said.map(|alt| self.heard(alt)),
            focus: keys.focus.unwrap_or_default(),
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

/// Whether a name is that of a picture's file.
fn is_file(name: &str) -> bool {
    let ends = |ending: &str| name.trim().to_ascii_lowercase().ends_with(ending);
    [".svg", ".png", ".jpg", ".jpeg", ".webp"].into_iter().any(ends)
}
