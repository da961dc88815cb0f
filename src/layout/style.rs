//! Theme styles to text styles: faces by writing system and role, sizes, baselines.

use std::sync::Arc;

use unicode_script::Script;

use crate::geom::Abs;
use crate::model::faces::SYMBOLS;
use crate::model::lang::{Lang, Writing};
use crate::model::style::{Kashida, Role, TextStyle, Theme};
use crate::text::font::{FontBook, FontStack, StackEntry};
use crate::text::{Decoration, RunRole, RunStyle};

const ARABIC: &[Script] = &[Script::Arabic];
const HEBREW: &[Script] = &[Script::Hebrew];
/// What a face of Latin letters is preferred for, as far as it has them.
const WESTERN: &[Script] = &[Script::Latin, Script::Greek, Script::Cyrillic];

/// A weight heavier than this is bold: emphasis inside it changes nothing.
const BOLD: f64 = 700.0;

/// A script that no bundled face has, by letters that tell whether a face is made for it.
const OTHERS: [(Script, &str); 27] = [
    (Script::Han, "一人年"),
    (Script::Hiragana, "あの"),
    (Script::Katakana, "アン"),
    (Script::Hangul, "이다"),
    (Script::Bopomofo, "ㄅㄞ"),
    (Script::Devanagari, "कर"),
    (Script::Bengali, "কর"),
    (Script::Gurmukhi, "ਕਰ"),
    (Script::Gujarati, "કર"),
    (Script::Oriya, "କର"),
    (Script::Tamil, "கர"),
    (Script::Telugu, "కర"),
    (Script::Kannada, "ಕರ"),
    (Script::Malayalam, "കര"),
    (Script::Sinhala, "කර"),
    (Script::Thai, "กา"),
    (Script::Lao, "ກາ"),
    (Script::Khmer, "កា"),
    (Script::Myanmar, "ကာ"),
    (Script::Tibetan, "ཀད"),
    (Script::Ethiopic, "ሀለ"),
    (Script::Georgian, "ან"),
    (Script::Armenian, "ան"),
    (Script::Mongolian, "ᠠᠨ"),
    (Script::Syriac, "ܐܢ"),
    (Script::Thaana, "އަ"),
    (Script::Nko, "ߊߡ"),
];

/// The scripts of which a Western face may have the letters or not, by letters that tell.
const SOMETIMES: [(Script, &str); 2] = [(Script::Greek, "αλω"), (Script::Cyrillic, "аяж")];

/// A family, its size as a share of the style's, and the scripts that it is preferred for.
type FamilyChoice<'a> = (&'a str, f64, &'static [Script]);

/// Resolves the theme's styles for an edition.
pub(super) struct Styles<'a> {
    theme: &'a Theme,
    fonts: &'a FontBook,
    /// A project's families for scripts that no bundled face has, best first.
    project: Vec<(&'a str, Vec<Script>)>,
    /// The language's script, where it is one of [`SOMETIMES`], and the theme's families that have it.
    having: Option<(Script, Vec<&'a str>)>,
}

impl<'a> Styles<'a> {
    /// Styles of a theme, with the faces of a book, for an edition in `lang`.
    pub(super) fn new(theme: &'a Theme, fonts: &'a FontBook, lang: &Lang) -> Self {
        let having = SOMETIMES.iter().find(|(script, _)| *script == lang.script());
        let having =
            having.map(|(script, letters)| (*script, having_all(theme, fonts, letters)));
        Self { theme, fonts, project: project_families(fonts, lang), having }
    }

    /// How text of `lang` looks in `style`, set in a paragraph of `writing`.
    pub(super) fn run(&self, style: &TextStyle, writing: Writing, lang: &Lang) -> RunStyle {
        RunStyle {
            stack: Arc::new(self.stack(writing, style.font, style.weight, style.italic)),
            size: style.size,
            rise: Abs::ZERO,
            color: self.theme.color(&style.color),
            lang: lang.clone(),
            role: RunRole::Plain,
            hyphenate: false,
            kashida: Kashida::None,
            decoration: Decoration::default(),
        }
    }

    /// The same, slanted; upright inside what is slanted already.
    pub(super) fn slanted(&self, style: &TextStyle) -> TextStyle {
        TextStyle { italic: !style.italic, ..style.clone() }
    }

    /// The same, in a real bold.
    pub(super) fn strong(&self, style: &TextStyle) -> TextStyle {
        TextStyle { weight: BOLD.max(style.weight), ..style.clone() }
    }

    /// From the top of a line's box to its baseline, for a leading that may have grown.
    pub(super) fn baseline(&self, style: &TextStyle, writing: Writing, leading: Abs) -> Abs {
        let middle = &self.theme.middle;
        let middle = match (writing, style.font) {
            (Writing::Latin | Writing::EastAsian | Writing::Brahmic, _) => middle.latin,
            (Writing::Hebrew, _) => middle.hebrew,
            (Writing::Nastaliq, _) => middle.urdu,
            (Writing::ArabicExtended, _)
            | (Writing::Arabic | Writing::Persian, Role::Display) => middle.display,
            (Writing::Arabic | Writing::Persian, Role::Body) => middle.body,
        };
        leading / 2.0 + style.size * middle
    }

    fn stack(&self, writing: Writing, role: Role, weight: f64, italic: bool) -> FontStack {
        let mut entries = Vec::new();
        // Faces of a project are set as large as the Latin beside them.
        let mut beside = None;
        let families = self.families(writing, role);
        for (i, &(family, scale, scripts)) in families.iter().enumerate() {
            // Only Latin faces have a slant; the others stay upright.
            let italic = italic && scripts == WESTERN;
            if let Some(font) = self.fonts.find(family, weight_class(weight), italic) {
                beside = beside.or((scripts == WESTERN).then_some(scale));
                entries.push(StackEntry { font, scale, scripts: self.scripts(&families, i) });
            }
        }
        let scale = beside.unwrap_or(1.0);
        if let Some(other) = &self.theme.fonts.other
            && let Some(font) = self.fonts.find(&other.family, weight_class(weight), italic)
        {
            entries.push(StackEntry { font, scale: scale * other.scale, scripts: vec![] });
        }
        for (family, scripts) in &self.project {
            if let Some(font) = self.fonts.find(family, weight_class(weight), italic) {
                entries.push(StackEntry { font, scale, scripts: scripts.clone() });
            }
        }
        let signs = SYMBOLS
            .iter()
            .filter_map(|family| self.fonts.find(family, weight_class(weight), false));
        entries.extend(signs.map(|font| StackEntry { font, scale, scripts: vec![] }));
        FontStack { entries }
    }

    /// The scripts that one of several families is preferred for: what is no letter (digits, signs)
    /// stands in the face of the letters around it, not in one that lacks them.
    fn scripts(&self, families: &[FamilyChoice<'_>], which: usize) -> Vec<Script> {
        let mut own = families[which].2.to_vec();
        let Some((script, having)) = &self.having else { return own };
        let has = |choice: &FamilyChoice<'_>| having.contains(&choice.0);
        let named = families.iter().find(|choice| choice.2.contains(script));
        if named.is_some_and(|choice| !has(choice)) {
            own.retain(|other| other != script);
            if families.iter().position(has) == Some(which) {
                own.push(*script);
            }
        }
        own
    }

    /// Families for a writing system and a role, best first, each with its matched size.
    fn families(&self, writing: Writing, role: Role) -> Vec<FamilyChoice<'a>> {
        let mut families = match (writing, role, &self.theme.fonts.latin_display) {
            (
                Writing::Latin | Writing::EastAsian | Writing::Brahmic,
                Role::Display,
                Some(_),
            ) => self.latin_titles(),
            _ => self.usual_families(writing, role).into(),
        };
        self.with_extended(writing, role, &mut families);
        families
    }

    /// Latin titles in a face of their own, best first.
    fn latin_titles(&self) -> Vec<FamilyChoice<'a>> {
        let (f, s) = (&self.theme.fonts, &self.theme.scale);
        let mut families = self.usual_families(Writing::Latin, Role::Display).to_vec();
        if let Some(titles) = &f.latin_display {
            let text = titles.arabic / s.display_in_body;
            families.retain(|(family, ..)| *family == &*f.hebrew || *family == &*f.urdu);
            let own = [
                (&*titles.family, 1.0, WESTERN),
                (&*f.display, titles.arabic, ARABIC),
                (&*f.latin, 1.0, &[]),
                (&*f.body, text, &[]),
            ];
            families.splice(0..0, own);
        }
        families
    }

    /// The family for letters that the others lack: before all others where it is that of the
    /// writing itself, else where a face is missing a letter.
    fn with_extended(
        &self,
        writing: Writing,
        role: Role,
        families: &mut Vec<FamilyChoice<'a>>,
    ) {
        let (f, s) = (&self.theme.fonts, &self.theme.scale);
        let Some(extended) = &f.extended else { return };
        let in_body = match (writing, role) {
            (Writing::ArabicExtended, _) => {
                families.retain(|(family, ..)| *family != &*f.display);
                families.insert(0, (&extended.family, 1.0, ARABIC));
                families.push((&f.display, s.display_in_body / extended.scale, &[]));
                return;
            }
            (Writing::Arabic | Writing::Persian, Role::Body) | (Writing::Nastaliq, _) => 1.0,
            (Writing::Arabic | Writing::Persian, Role::Display) => 1.0 / s.display_in_body,
            (Writing::Hebrew, _) => 1.0 / s.hebrew_in_body,
            (Writing::Latin | Writing::EastAsian | Writing::Brahmic, _) => s.body_in_latin,
        };
        let fallback = families.iter().position(|(.., scripts)| scripts.is_empty());
        let at = fallback.unwrap_or(families.len());
        families.insert(at, (&extended.family, extended.scale * in_body, &[]));
    }

    fn usual_families(&self, writing: Writing, role: Role) -> [FamilyChoice<'a>; 5] {
        let (f, s) = (&self.theme.fonts, &self.theme.scale);
        let latin_in_urdu = s.latin_in_display_body;
        match (writing, role) {
            (Writing::Arabic | Writing::Persian, Role::Body) => [
                (&f.body, 1.0, ARABIC),
                (&f.latin, s.latin_in_body, WESTERN),
                (&f.hebrew, s.hebrew_in_body, HEBREW),
                (&f.display, s.display_in_body, &[]),
                (&f.urdu, s.display_in_body, &[]),
            ],
            (Writing::Arabic | Writing::Persian, Role::Display) => [
                (&f.display, 1.0, ARABIC),
                (&f.latin, s.latin_in_display, WESTERN),
                (&f.hebrew, s.hebrew_in_body / s.display_in_body, HEBREW),
                (&f.body, 1.0 / s.display_in_body, &[]),
                (&f.urdu, 1.0, &[]),
            ],
            (Writing::ArabicExtended, _) => [
                (&f.display, 1.0, ARABIC),
                (&f.latin, s.latin_in_display_body, WESTERN),
                (&f.hebrew, s.hebrew_in_body / s.display_in_body, HEBREW),
                (&f.body, 1.0 / s.display_in_body, &[]),
                (&f.urdu, 1.0, &[]),
            ],
            (Writing::Nastaliq, _) => [
                (&f.urdu, 1.0, ARABIC),
                (&f.latin, latin_in_urdu, WESTERN),
                (&f.hebrew, 1.0, HEBREW),
                (&f.body, 1.0 / s.display_in_body, &[]),
                (&f.display, 1.0, &[]),
            ],
            (Writing::Hebrew, _) => [
                (&f.hebrew, 1.0, HEBREW),
                (&f.latin, s.latin_in_body / s.hebrew_in_body, WESTERN),
                (&f.body, 1.0 / s.hebrew_in_body, ARABIC),
                (&f.display, s.display_in_body / s.hebrew_in_body, &[]),
                (&f.urdu, s.display_in_body, &[]),
            ],
            (Writing::Latin | Writing::EastAsian | Writing::Brahmic, _) => [
                (&f.latin, 1.0, WESTERN),
                (&f.body, s.body_in_latin, ARABIC),
                (&f.hebrew, s.body_in_latin * s.hebrew_in_body, HEBREW),
                (&f.display, s.body_in_latin * s.display_in_body, &[]),
                (&f.urdu, 1.0, &[]),
            ],
        }
    }
}

/// The families of a theme that have some letters.
fn having_all<'a>(theme: &'a Theme, fonts: &FontBook, letters: &str) -> Vec<&'a str> {
    let f = &theme.fonts;
    let titles = f.latin_display.as_ref().map(|titles| &*titles.family);
    let extended = f.extended.as_ref().map(|other| &*other.family);
    let usual = [&*f.latin, &*f.body, &*f.display, &*f.hebrew, &*f.urdu];
    let all = usual.into_iter().chain(titles).chain(extended);
    let has = |family: &&str| {
        let face = fonts.find(family, 400, false).map(|font| fonts.face(font));
        face.is_some_and(|face| letters.chars().all(|c| face.glyph(c).is_some()))
    };
    all.filter(has).collect()
}

/// The families of a project with the scripts that they are made for and no bundled face is; of
/// several for one script, the one that is named after the language's region comes first.
fn project_families<'a>(fonts: &'a FontBook, lang: &Lang) -> Vec<(&'a str, Vec<Script>)> {
    let mut found: Vec<(&str, Vec<Script>)> = vec![];
    for family in fonts.project_families() {
        let Some(font) = fonts.find(family, 400, false) else { continue };
        let face = fonts.face(font);
        let has = |letters: &str| letters.chars().all(|c| face.glyph(c).is_some());
        let scripts = OTHERS.iter().filter(|(_, letters)| has(letters));
        found.push((family, scripts.map(|(script, _)| *script).collect()));
    }
    let regions: &[&str] = match (lang.primary(), lang.quotes()[0]) {
        ("ja", _) => &["JP"],
        ("ko", _) => &["KR"],
        ("zh", "「") => &["TC", "HK"],
        _ => &["SC"],
    };
    let suits = |family: &str| regions.iter().any(|region| family.ends_with(region));
    found.sort_by_key(|(family, _)| !suits(family));
    found
}

/// A theme's weight as an OpenType weight class (1–1000).
fn weight_class(weight: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let class = weight.clamp(1.0, 1000.0) as u16;
    class
}
