//! What a new project begins with: its files, from a template or from a text that is there.
//!
//! In: what is wanted, in a [`Wanted`], perhaps with a [`Draft`] that [`import`] has made of a
//! file. Out: the project's files as values; `cli` has them written.
//! The examples are of our own, with remarks beside the keys in the author's language.

pub mod import;
mod shipped;
mod yaml;

use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::model::lang::Lang;
use crate::source::decode::{Str, listed, nearest};
use crate::source::schema::printed;
use crate::source::{SchemaKind, shipped as themes};
use import::Draft;
use shipped::{BOOK, EDITOR, RemarkLanguage};

/// What a project is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Template {
    /// A booklet.
    #[default]
    Booklet,
    /// One sheet, folded.
    Leaflet,
    /// Longer text, with tables and notes.
    Report,
    /// A card, folded once.
    Invitation,
}

impl Template {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Booklet, Self::Leaflet, Self::Report, Self::Invitation];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Booklet => "booklet",
            Self::Leaflet => "leaflet",
            Self::Report => "report",
            Self::Invitation => "invitation",
        }
    }

    /// The template of a name, or a fault that says which there are.
    pub fn named(name: &str, sink: &mut Sink) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|template| template.name() == name);
        if found.is_none() {
            sink.push(unknown("template", name, &Self::ALL.map(Self::name)));
        }
        found
    }

    /// What stands under `formats`.
    const fn formats(self) -> &'static str {
        match self {
            Self::Booklet => "booklet",
            Self::Leaflet => "leaflet",
            Self::Report => "a4",
            Self::Invitation => "{ name: card, fold: bifold, paper: a5 }",
        }
    }

    /// The theme that suits it.
    pub const fn theme(self) -> &'static str {
        match self {
            Self::Report => "kitab",
            _ => themes::DEFAULT,
        }
    }
}

/// The fault of a name that is none of those that are known.
fn unknown(what: &str, name: &str, known: &[&str]) -> Diagnostic {
    let id = if what == "theme" { "unknown-theme" } else { "unknown-template" };
    let fault = Diagnostic::error(id, Span::NONE, format!("unknown {what} `{name}`"));
    match nearest(name, known.iter().copied()) {
        Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
        None => fault.with_hint(format!("known are {}", listed(known))),
    }
}

/// The shipped theme of a name, or a fault that says which there are.
pub fn theme_named(name: &str, sink: &mut Sink) -> Option<&'static str> {
    let found = themes::names().find(|known| *known == name);
    if found.is_none() {
        sink.push(unknown("theme", name, &themes::names().collect::<Vec<_>>()));
    }
    found
}

/// What is wanted of a new project.
#[derive(Debug)]
pub struct Wanted<'w> {
    /// What it is to become.
    pub template: Template,
    /// Its languages, of which there is at least one; the first is the author's.
    pub langs: &'w [Lang],
    /// The name of its theme.
    pub theme: &'w str,
    /// Whether it has a file for changes to the theme.
    pub own_theme: bool,
    /// The name of its output files.
    pub slug: &'w str,
    /// The text, where it is there already; the template's example where not.
    pub draft: Option<&'w Draft>,
}

/// A file of the new project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where it lies, from the project's folder on.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// The files of a project, in the order in which they are read.
pub fn files(wanted: &Wanted<'_>) -> Vec<NewFile> {
    let voice = wanted.langs.first().map_or(RemarkLanguage::English, RemarkLanguage::of);
    let mut files = vec![new("brochure.yaml", filled(voice.brochure(), wanted))];
    for (index, lang) in wanted.langs.iter().enumerate() {
        let text = match wanted.draft {
            Some(draft) => brought(draft, lang, index > 0),
            None => text(wanted.template, lang),
        };
        files.push(new(&format!("text/{lang}.yaml"), text));
    }
    if wanted.own_theme {
        files.push(new("theme.yaml", filled(voice.theme(), wanted)));
    }
    if files.iter().any(|file| file.text.contains(BOOK.0)) {
        files.push(new(BOOK.0, BOOK.1.to_owned()));
    } else {
        // The folder is there for the author's pictures, also where Git carries it on.
        files.push(new("assets/.gitkeep", String::new()));
    }
    for kind in SchemaKind::ALL {
        files.push(new(&format!(".schema/{}.json", kind.name()), printed(kind)));
    }
    for (path, text) in EDITOR {
        files.push(new(path, text.to_owned()));
    }
    files.push(new(".gitignore", "/output\n".to_owned()));
    files.push(new("README.txt", filled(voice.readme(), wanted)));
    files
}

fn new(path: &str, text: String) -> NewFile {
    NewFile { path: path.to_owned(), text }
}

/// One language's text, out of what was brought in in the first.
fn brought(draft: &Draft, lang: &Lang, is_translation: bool) -> String {
    let voice = RemarkLanguage::of(lang);
    let untranslated = is_translation.then(|| voice.untranslated());
    yaml::file(draft, voice.remark(), untranslated)
}

/// One language's text. An example in another language names no publisher: its letters would
/// stand small among those of the edition's script.
fn text(template: Template, lang: &Lang) -> String {
    let voice = RemarkLanguage::of(lang);
    let example = voice.text(template);
    if voice.speaks(lang) {
        return example.to_owned();
    }
    let lines = example.split_inclusive('\n');
    lines.map(|line| line.replace("publisher: ", "# publisher: ")).collect()
}

/// A template with what is wanted in the places of the names in braces.
fn filled(template: &str, wanted: &Wanted<'_>) -> String {
    let tags: Vec<&str> = wanted.langs.iter().map(Lang::as_str).collect();
    let mut text = template
        .replace("{slug}", wanted.slug)
        .replace("{languages}", &tags.join(", "))
        .replace("{first}", tags.first().copied().unwrap_or_default())
        .replace("{formats}", wanted.template.formats())
        .replace("{theme}", wanted.theme);
    for (color, value) in colors(wanted.theme) {
        text = text.replace(&format!("{{{color}}}"), &value);
    }
    text
}

/// The colours of a shipped theme, as its files have them; its own go before those of its base.
fn colors(theme: &str) -> Vec<(String, String)> {
    let name = Str { text: theme.to_owned(), span: Span::NONE };
    let files = themes::files(&name, &mut Sources::default(), &mut Sink::default());
    let mut found = vec![];
    for file in files.unwrap_or_default().iter().rev() {
        let lines =
            file.text.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": "));
        let colors = lines.filter(|(_, value)| value.contains("cmyk:"));
        found.extend(colors.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    found
}

/// A name for output files out of the name of a folder: small Latin letters, digits, hyphens.
pub fn slug(folder: &str, template: Template) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let folded: String = folder.chars().map(kept).take(80).collect();
    let parts: Vec<&str> = folded.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { template.name().to_owned() } else { parts.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_the_folder_where_its_name_is_latin() {
        assert_eq!(slug("My Library_2", Template::Booklet), "my-library-2");
        assert_eq!(slug("مكتبة", Template::Leaflet), "leaflet");
        assert_eq!(slug("--", Template::Report), "report");
    }

    #[test]
    fn the_colours_of_a_theme_are_its_own_before_its_base_has_them() {
        let night = |theme: &str| {
            let found = colors(theme).into_iter().find(|(name, _)| name == "night");
            found.unwrap().1
        };
        assert!(night("najma").contains("#0E3F4E"));
        assert!(night("kitab").contains("#571B1E"));
    }
}
