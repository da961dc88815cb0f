//! What CLDR knows of languages, as ICU4X carries it: canonical tags, likely scripts and regions,
//! directions, digits, parents and names. The one place that asks it.

use std::collections::BTreeSet;

use icu_decimal::provider::{Baked as Numbers, DecimalSymbolsV1};
use icu_locale::fallback::provider::{Baked as Fallback, LocaleLikelySubtagsLanguageV1};
use icu_locale::fallback::{LocaleFallbackConfig, LocaleFallbacker};
use icu_locale::provider::names::{
    LocaleNamesLanguageMediumHeavyV1, LocaleNamesLanguageMediumLightV1,
    LocaleNamesLanguageMediumTinyV1,
};
use icu_locale::provider::{Baked, LocaleLikelySubtagsExtendedV1};
use icu_locale::subtags::{Language, Script};
use icu_locale::{
    Direction, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality,
    LocaleExpander,
};
use icu_provider::{
    DataIdentifierBorrowed, DataLocale, DataMarkerAttributes, DataProvider, DataRequest,
    DataRequestMetadata,
};

use super::tag::TagParts;

/// A language with the script and region that it most likely has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Likely(LanguageIdentifier);

/// The parts of the tag that is preferred for the same language: `iw` is `he`, `prs` is `fa-AF`
/// (UTS #35, annex C, as far as language, script and region go).
pub(super) fn canonical(parts: TagParts) -> TagParts {
    let Some(id) = identifier(&parts) else { return parts };
    let mut locale = Locale::from(id);
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let id = locale.id;
    let language =
        if id.language.is_unknown() { parts.language } else { id.language.to_string() };
    TagParts {
        language,
        script: id.script.map(|script| script.to_string()),
        region: id.region.map(|region| region.to_string()),
        rest: parts.rest,
    }
}

fn identifier(parts: &TagParts) -> Option<LanguageIdentifier> {
    let mut id = LanguageIdentifier::from(parts.language.parse::<Language>().ok()?);
    id.script = parts.script.as_deref().and_then(|script| script.parse().ok());
    id.region = parts.region.as_deref().and_then(|region| region.parse().ok());
    Some(id)
}

impl Likely {
    /// The likely subtags of a language (UTS #35, part 1, section 4.3); `None` where neither the
    /// tag nor CLDR says the script.
    pub(super) fn of(parts: &TagParts) -> Option<Self> {
        let mut id = identifier(parts)?;
        if id.language.is_unknown() && id.script.is_none() {
            return None;
        }
        LocaleExpander::new_extended().maximize(&mut id);
        id.script.is_some().then_some(Self(id))
    }

    /// Its script's code (ISO 15924).
    pub(super) fn script(&self) -> String {
        self.0.script.map(|script| script.to_string()).unwrap_or_default()
    }

    /// Whether it is read from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        let script = LanguageIdentifier::from(self.0.script);
        let directions = LocaleDirectionality::new_extended();
        directions.get(&script) == Some(Direction::RightToLeft)
    }

    /// The nearest languages in the same script, itself first: its parents, then the language
    /// that is most written in its region, then that of the script anywhere.
    pub(super) fn kin(&self) -> Vec<String> {
        let mut kin = vec![];
        let mut parents = LocaleFallbacker::new()
            .for_config(LocaleFallbackConfig::default())
            .fallback_for(DataLocale::from(&self.0));
        while !parents.get().is_unknown() {
            kin.push(parents.get().to_string());
            parents.step();
        }
        kin.push(self.0.language.to_string());
        if matches!(self.0.language.as_str(), "nb" | "nn") {
            // CLDR's forms of Norwegian, of which the one is taken for the whole.
            kin.push("no".to_owned());
        }
        for (script, region) in
            [(None, self.0.region), (self.0.script, self.0.region), (self.0.script, None)]
        {
            let mut chief = LanguageIdentifier::from(script);
            chief.region = region;
            LocaleExpander::new_extended().maximize(&mut chief);
            kin.push(chief.language.to_string());
        }
        kin.retain(|tag| same_script(tag, self.0.script));
        let mut seen = BTreeSet::new();
        kin.retain(|tag| seen.insert(tag.clone()));
        kin
    }

    /// The numbering system that CLDR gives it or, where CLDR has no numbers of it, the nearest
    /// language that CLDR has (`defaultNumberingSystem`).
    pub(super) fn digits(&self) -> Option<String> {
        let kin = self.kin().into_iter().filter_map(|tag| likely(&tag).map(Self));
        // What CLDR says of a language and what it says of none look alike; it names its own.
        let known =
            std::iter::once(self.clone()).chain(kin).find(|kin| kin.own_name().is_some())?;
        let locale = DataLocale::from(&known.0);
        let id = DataIdentifierBorrowed::for_locale(&locale);
        let found = DataProvider::<DecimalSymbolsV1>::load(&Numbers, request(id)).ok()?;
        Some(found.payload.get().numsys().to_owned())
    }

    /// The language's name in itself.
    pub(super) fn own_name(&self) -> Option<String> {
        name(self.0.language, &DataLocale::from(&self.0))
    }
}

fn same_script(tag: &str, script: Option<Script>) -> bool {
    likely(tag).is_some_and(|id| id.script == script)
}

fn likely(tag: &str) -> Option<LanguageIdentifier> {
    let mut id: LanguageIdentifier = tag.parse().ok()?;
    LocaleExpander::new_extended().maximize(&mut id);
    Some(id)
}

/// The English name of a language, by its primary subtag.
pub(super) fn english_name(language: &str) -> Option<String> {
    let english: LanguageIdentifier = "en".parse().ok()?;
    name(language.parse().ok()?, &DataLocale::from(&english))
}

/// The name of a language in itself, by its primary subtag.
pub(super) fn own_name(language: &str) -> Option<String> {
    Likely(likely(language)?).own_name()
}

/// All languages whose script CLDR knows, by primary subtag, in order.
pub(super) fn languages() -> BTreeSet<String> {
    let all = DataRequest::default;
    let common = DataProvider::<LocaleLikelySubtagsLanguageV1>::load(&Fallback, all());
    let extended = DataProvider::<LocaleLikelySubtagsExtendedV1>::load(&Baked, all());
    let mut found = BTreeSet::new();
    if let Ok(common) = common {
        let keys = common.payload.get().language.iter_keys();
        found.extend(keys.filter_map(|key| Some(key.try_into_tinystr().ok()?.to_string())));
    }
    if let Ok(extended) = extended {
        let keys = extended.payload.get().language.iter_keys();
        found.extend(keys.filter_map(|key| Some(key.try_into_tinystr().ok()?.to_string())));
    }
    found
}

/// A request that may find nothing: that is no fault, so it is not logged.
fn request(id: DataIdentifierBorrowed<'_>) -> DataRequest<'_> {
    let mut metadata = DataRequestMetadata::default();
    metadata.silent = true;
    DataRequest { id, metadata }
}

/// A language's name, as speakers of another one say it.
fn name(language: Language, speakers: &DataLocale) -> Option<String> {
    let tag = language.to_string();
    let attributes = DataMarkerAttributes::try_from_str(&tag).ok()?;
    let id = DataIdentifierBorrowed::for_marker_attributes_and_locale(attributes, speakers);
    let tiny =
        || DataProvider::<LocaleNamesLanguageMediumTinyV1>::load(&Baked, request(id)).ok();
    let light =
        || DataProvider::<LocaleNamesLanguageMediumLightV1>::load(&Baked, request(id)).ok();
    let heavy =
        || DataProvider::<LocaleNamesLanguageMediumHeavyV1>::load(&Baked, request(id)).ok();
    tiny()
        .map(|found| found.payload.get().to_string())
        .or_else(|| light().map(|found| found.payload.get().to_string()))
        .or_else(|| heavy().map(|found| found.payload.get().to_string()))
}
